"""The one way to read a file: inside the folders, whatever links do meanwhile, and never more than was asked for."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest

from jupyterhub_valueprop import files as files_module
from jupyterhub_valueprop.files import LONGEST_LISTING, MOST_LISTINGS, FileError, Files

LIMIT = 1000


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder whose files may be read, beside one whose may not."""
    (tmp_path / "own").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/secret.txt").write_text("secret")
    return tmp_path / "own"


def code(files: Files, path: Path, *, confined: bool = True, limit: int = LIMIT) -> str:
    """The code with which reading fails, which is that of checking as well, unless it is about the size."""
    with pytest.raises(FileError) as read:
        files.read(path, limit, confined=confined)
    if read.value.code != "too-large":
        with pytest.raises(FileError) as checked:
            files.check(path, confined=confined)
        assert (checked.value.code, checked.value.reason) == (read.value.code, read.value.reason)
    return read.value.code


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd" if sys.platform == "linux" else "/dev/fd").iterdir())


def test_a_file_in_the_folder_or_below_is_read(own: Path) -> None:
    (own / "a/b").mkdir(parents=True)
    (own / "a/b/words.md").write_text("words")
    before = open_descriptors()
    assert Files([own]).read(own / "a/b/words.md", LIMIT, confined=True) == b"words"
    Files([own]).check(own / "a/../a/b/words.md", confined=True)
    assert open_descriptors() == before


def test_a_link_keeps_the_ending_of_what_it_leads_to_where_a_name_has_to_say_what_a_file_is(own: Path) -> None:
    (own / "secret").write_text("secret")
    (own / "words.MD").write_text("words")
    for name, to in (("one.md", "secret"), ("two.md", "words.MD"), ("three", "secret")):
        (own / name).symlink_to(to)
    files = Files([own])
    for check in (files.check, lambda path, **how: files.read(path, LIMIT, **how)):
        for confined in (True, False):
            with pytest.raises(FileError, match="is a link to a file with another ending"):
                check(own / "one.md", confined=confined, keeps_ending=True)
    assert files.read(own / "one.md", LIMIT, confined=True) == b"secret"
    assert files.read(own / "two.md", LIMIT, confined=True, keeps_ending=True) == b"words"
    assert files.read(own / "three", LIMIT, confined=True, keeps_ending=True) == b"secret"


def test_what_was_looked_for_is_known_with_its_identity_and_the_links_in_its_path(own: Path) -> None:
    (own / "words.md").write_text("words")
    (own / "link.md").symlink_to("words.md")
    files = Files([own])
    files.check(own / "link.md", confined=True)
    assert code(files, own / "nothing.md") == "missing-file"
    status = (own / "words.md").stat()
    identity = (status.st_mtime_ns, status.st_size, status.st_ino)
    assert files.looked_for == {own / "link.md": identity, own / "nothing.md": None}


def test_the_identity_is_the_one_from_before_the_first_reading(own: Path) -> None:
    (own / "words.md").write_text("words")
    files = Files([own])
    files.read(own / "words.md", LIMIT, confined=True)
    first = files.looked_for[own / "words.md"]
    (own / "words.md").write_text("other words")
    files.read(own / "words.md", LIMIT, confined=True)
    assert files.looked_for == {own / "words.md": first}


def test_every_file_is_announced_before_it_is_opened(own: Path) -> None:
    (own / "words.md").write_text("words")
    announced: list[Path] = []
    files = Files([own], announced.append)
    files.read(own / "words.md", LIMIT, confined=True)
    files.check(own / "words.md", confined=True)
    assert announced == [own / "words.md"] * 2


@pytest.mark.parametrize(
    "named", ["../other/secret.txt", "../other", "../other/nothing.txt", "{folder}/other/secret.txt", "link", "deep/up"]
)
def test_nothing_outside_is_read_or_looked_at(own: Path, named: str) -> None:
    (own / "link").symlink_to("../other/secret.txt")
    (own / "deep").mkdir()
    (own / "deep/up").symlink_to(own.parent / "other")
    files = Files([own])
    with pytest.raises(FileError) as caught:
        files.read(own / named.format(folder=own.parent), LIMIT, confined=True)
    assert caught.value.code == "outside-folder"
    # a link that leads out is watched, so that it can be replaced; what is named outside is not
    assert set(files.looked_for) == ({own / named} if named in ("link", "deep/up") else set())
    assert caught.value.hint == "move it next to this file, or let an admin add its folder to c.ValueProp.folders"
    assert files.names_beside(own / "../other/secrets.txt", confined=True) == ()


def test_an_admin_allows_further_folders(own: Path) -> None:
    files = Files([own])
    files.allow(own.parent / "other")
    (own / "link").symlink_to("../other/secret.txt")
    assert files.read(own / "link", LIMIT, confined=True) == b"secret"
    assert files.read(own / "../other/secret.txt", LIMIT, confined=True) == b"secret"


def test_what_is_not_confined_is_read_anywhere(own: Path) -> None:
    assert Files().read(own / "../other/secret.txt", LIMIT, confined=False) == b"secret"


def test_a_folder_that_is_reached_by_a_link_is_the_folder(own: Path) -> None:
    (own / "words.md").write_text("words")
    (own.parent / "link").symlink_to("own")
    assert Files([own.parent / "link"]).read(own.parent / "link/words.md", LIMIT, confined=True) == b"words"
    assert Files([own.parent / "link"]).read(own / "words.md", LIMIT, confined=True) == b"words"


def test_a_checkout_that_is_replaced_by_a_link_is_read_by_the_next_build(own: Path) -> None:
    """As git-sync does it; within a build it stays where it was, or whoever can swap it chooses what is read."""
    current = own / "current"
    for revision in ("one", "two"):
        (own / revision).mkdir()
        (own / revision / "words.md").write_text(revision)
    current.symlink_to("one")
    files = Files([current])
    assert files.read(current / "words.md", LIMIT, confined=True) == b"one"
    current.unlink()
    current.symlink_to("two")
    with pytest.raises(FileError, match="outside the folders"):
        files.read(current / "words.md", LIMIT, confined=True)
    assert Files([current]).read(current / "words.md", LIMIT, confined=True) == b"two"


def test_a_config_map_of_kubernetes_is_read(own: Path) -> None:
    (own / "..2026").mkdir()
    (own / "..2026/words.md").write_text("words")
    (own / "..data").symlink_to("..2026")
    (own / "words.md").symlink_to("..data/words.md")
    assert Files([own]).read(own / "words.md", LIMIT, confined=True) == b"words"


@pytest.mark.parametrize("confined", [True, False])
def test_what_is_not_a_regular_file_is_never_read_or_waited_for(tmp_path: Path, confined: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
    files = Files([tmp_path])
    for name in ("pipe", "link", "socket", "."):
        assert code(files, tmp_path / name, confined=confined) == "not-a-file"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other ones")
@pytest.mark.parametrize("path", ["/proc/self/environ", "/proc/self/cmdline", "/sys/kernel/uevent_seqnum", "/dev/zero"])
def test_files_of_the_kernel_are_never_read(own: Path, path: str) -> None:
    (own / "link").symlink_to(path)
    assert code(Files([own]), Path(path)) == "outside-folder"
    assert code(Files([own]), own / "link") == "outside-folder"
    assert code(Files([own]), own / "link", confined=False) == "not-a-file"
    assert code(Files([Path("/")]), Path(path)) == "not-a-file"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other ones")
def test_files_of_the_kernel_are_known_by_their_device_wherever_they_are(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "_KERNEL", (Path("/proc"),))
    files = Files()
    monkeypatch.setattr(files_module, "_KERNEL", ())  # as if /proc was mounted in another place as well
    with pytest.raises(FileError, match="is not a regular file"):
        files.read(Path("/proc/self/environ"), LIMIT, confined=False)


def test_a_file_over_the_limit_is_not_read(own: Path) -> None:
    (own / "full").write_bytes(b"x" * LIMIT)
    (own / "over").write_bytes(b"x" * (LIMIT + 1))
    assert len(Files([own]).read(own / "full", LIMIT, confined=True)) == LIMIT
    assert code(Files([own]), own / "over") == "too-large"
    Files([own]).check(own / "over", confined=True)


def test_a_huge_file_costs_nothing(own: Path) -> None:
    with (own / "sparse").open("wb") as file:
        file.truncate(3_000_000_000)
    tracemalloc.start()
    try:
        assert code(Files([own]), own / "sparse", limit=5_000_000) == "too-large"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_links_that_lead_in_a_circle_are_an_error(own: Path) -> None:
    (own / "one").symlink_to("two")
    (own / "two").symlink_to("one")
    (own / "self").symlink_to("self")
    (own / "0").symlink_to("nothing")
    for number in range(1, 1500):
        (own / str(number)).symlink_to(str(number - 1))
    for name in ("one", "self", "self/below"):
        assert code(Files([own]), own / name) == "unreadable-file"
    assert code(Files([own]), own / "1499") in ("missing-file", "unreadable-file")


@pytest.mark.parametrize("confined", [True, False])
@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "d/" * 3000 + "x", "\ud800", "words.md/below"])
def test_a_name_that_no_file_has_is_an_error(own: Path, name: str, confined: bool) -> None:
    (own / "words.md").touch()
    assert code(Files([own]), own / name, confined=confined) in ("unreadable-file", "missing-file")


def test_names_beside_a_missing_file_are_few(own: Path) -> None:
    for number in range(LONGEST_LISTING + 10):
        (own / f"{number}.md").touch()
    files = Files([own])
    assert len(files.names_beside(own / "a.md", confined=True)) == LONGEST_LISTING
    assert files.names_beside(own / "nothing/a.md", confined=True) == ()
    listed = [files.names_beside(own / "a.md", confined=True) for _ in range(MOST_LISTINGS)]
    assert sum(bool(names) for names in listed) == MOST_LISTINGS - 2


def test_a_file_without_permission_is_an_error(folder_of_nobody: Path) -> None:
    (folder_of_nobody / "words.md").touch(mode=0)
    assert code(Files([folder_of_nobody]), folder_of_nobody / "words.md") == "unreadable-file"


class Swapper(threading.Thread):
    """Puts two things in turn under one name, each by an atomic rename, until it is stopped."""

    def __init__(self, name: Path, one: Path, other: Path) -> None:
        super().__init__(daemon=True)
        self.name_, self.targets, self.stopped = name, (one, other), threading.Event()
        self.swaps = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            for target in self.targets:
                spare = self.name_.with_name(f"{self.name_.name}.new")
                spare.symlink_to(target)
                spare.replace(self.name_)
                self.swaps += 1


@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_a_link_that_is_swapped_meanwhile_never_leads_outside(own: Path, swapped: str) -> None:
    (own / "inside").mkdir()
    (own / "inside/secret.txt").write_text("inside")
    one, other, path = {
        "file": (own / "inside/secret.txt", own.parent / "other/secret.txt", own / "link"),
        "folder": (own / "inside", own.parent / "other", own / "link/secret.txt"),
    }[swapped]
    swapper = Swapper(own / "link", one, other)
    swapper.start()
    before = open_descriptors()
    seen = {"read": 0, "refused": 0}
    end = time.monotonic() + 20
    try:
        for _ in range(10_000):
            try:
                assert Files([own]).read(path, LIMIT, confined=True) == b"inside"
                seen["read"] += 1
            except FileError:
                seen["refused"] += 1
            if min(seen.values()) > (100 if time.monotonic() > end else 1_000):
                break
    finally:
        swapper.stopped.set()
        swapper.join()
    assert min(*seen.values(), swapper.swaps) > 100, (seen, swapper.swaps)
    assert open_descriptors() <= before


def test_a_folder_that_is_swapped_for_a_link_after_it_was_resolved_is_no_way_out(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment itself, made to happen each time: between resolving and opening."""
    (own / "folder").mkdir()
    (own / "folder/secret.txt").write_text("inside")
    resolved = files_module._resolved

    def swap(path: Path) -> Path:
        answer = resolved(path)
        if path.name == "secret.txt" and not (own / "folder").is_symlink():
            (own / "folder").rename(own / "before")
            (own / "folder").symlink_to(own.parent / "other")
        return answer

    monkeypatch.setattr(files_module, "_resolved", swap)
    assert code(Files([own]), own / "folder/secret.txt") == "outside-folder"
