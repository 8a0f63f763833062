"""Ten thousand requests to a real hub while its files are damaged in every way: none fails, none lacks its form."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from real_hub import OURS, PASSWORD, Hub, HubsInLoop

REQUESTS = 10_000
CONNECTIONS = 8
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#{:06x}"/></svg>'


def texts(number: int) -> dict[str, str]:
    """All files of a branding of three layers, as they are after the save with this number."""
    return {
        "branding.yaml": f"extends: community.yaml\ncommunity: {{tagline: Tagline {number}}}\n",
        "community.yaml": f"extends: network.yaml\ncommunity: {{name: Name {number}, logo: logo.svg}}\n",
        "network.yaml": f"network: {{name: Network {number}}}\nproposition: {{source: words.md}}\n",
        "words.md": f"# Title {number}\n\n## Section {number}\n\n**Promise {number}.** And more.\n",
        "logo.svg": LOGO.format(number * 997),
    }


def clear(file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)


def swap(file: Path, text: str) -> None:
    clear(file)
    new = file.with_name(f"{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def truncate(file: Path, text: str) -> None:
    swap(file, text)
    file.write_text("", encoding="utf-8")


def write_half(file: Path, text: str) -> None:
    swap(file, text)
    file.write_text(text[: len(text) // 2], encoding="utf-8")


def write_garbage(file: Path, text: str) -> None:
    clear(file)
    file.write_bytes(b"\xff\xfe{[:" + text.encode())


def put_a_folder(file: Path, text: str) -> None:
    clear(file)
    file.mkdir()


def make_unreadable(file: Path, text: str) -> None:
    """A link to itself can't be opened by anybody, root included."""
    clear(file)
    file.symlink_to(file.name)


def delete(file: Path, text: str) -> None:
    clear(file)


DAMAGES: tuple[Callable[[Path, str], None], ...] = (
    swap, truncate, write_half, write_garbage, put_a_folder, make_unreadable, delete,
)  # fmt: skip


async def ask(running: Hub, requests: int, failures: list[str], names: set[str]) -> None:
    """Get the login page again and again over one connection, as fast as the hub answers."""
    address = urlsplit(running.login)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    question = f"GET {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nSec-Fetch-Mode: navigate\r\n\r\n".encode()
    for _ in range(requests):
        writer.write(question)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = next(line for line in head.splitlines() if line.lower().startswith("content-length:"))
        page = (await reader.readexactly(int(length.split(":")[1]))).decode()
        if not head.startswith("HTTP/1.1 200"):
            failures.append(head)
        if 'name="_xsrf" value="' not in page or 'name="password"' not in page or not page.rstrip().endswith("</html>"):
            failures.append(page)
        names.add(page.partition("<title>")[2].partition("</title>")[0])
    writer.close()
    await writer.wait_closed()


async def damage(folder: Path, done: asyncio.Event) -> int:
    """Damage one file after the other, and mend all of them every now and then; how often that was."""
    dice, number = random.Random(4), 0
    while not done.is_set():
        number += 1
        current = texts(number)
        if number % 4:
            file = dice.choice(list(current))
            await asyncio.to_thread(dice.choice(DAMAGES), folder / file, current[file])
        else:
            for file, text in current.items():
                await asyncio.to_thread(swap, folder / file, text)
        await asyncio.sleep(dice.choice((0.01, 0.1, 0.4)))
    return number


async def sign_in_again_and_again(running: Hub, done: asyncio.Event) -> int:
    count = 0
    while not done.is_set():
        async with running.visitor() as visitor:
            assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302
        count += 1
        await asyncio.sleep(0.2)
    return count


async def eventually(running: Hub, expected: list[str]) -> str:
    """The login page once it has all of these, or as it is after ten seconds."""
    page = ""
    async with running.visitor() as visitor:
        for _ in range(200):
            page = (await visitor.get("/hub/login")).text
            if all(text in page for text in expected):
                break
            await asyncio.sleep(0.05)
    return page


@pytest.mark.any_hub
@pytest.mark.asyncio
async def test_ten_thousand_requests_while_files_are_damaged_and_mended(hub: HubsInLoop, tmp_path: Path) -> None:
    folder = tmp_path / "branding"
    folder.mkdir()
    for name, text in texts(0).items():
        (folder / name).write_text(text, encoding="utf-8")
    running = await hub(
        f"{OURS}c.ValueProp.branding = {str(folder / 'branding.yaml')!r}\nc.ValueProp.reload_interval = 0.1\n"
        "c.JupyterHub.log_level = 'ERROR'\n"
    )
    failures: list[str] = []
    names: set[str] = set()
    done = asyncio.Event()
    others = [asyncio.create_task(damage(folder, done)), asyncio.create_task(sign_in_again_and_again(running, done))]
    await asyncio.gather(*(ask(running, REQUESTS // CONNECTIONS, failures, names) for _ in range(CONNECTIONS)))
    done.set()
    damaged, signed_in = await asyncio.gather(*others)

    assert failures == []
    assert damaged > 20
    assert signed_in > 5
    assert len(names) > 3, "no mended file was shown under load"
    # a file that stays empty is a branding without a word
    assert all(name.startswith("Name ") or name == "Community hub" for name in names), names

    for name, text in texts(10_000).items():
        swap(folder / name, text)
    last = ["Tagline 10000", "Name 10000", "Network 10000", "Title 10000", "Promise 10000", "picture-"]
    page = await eventually(running, last)
    assert [text for text in last if text not in page] == []
