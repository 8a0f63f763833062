"""Files that have frozen a hub, filled its memory or kept its page away, and others of their kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

Files = dict[str, "str | bytes"]


def svg(inside: str, attributes: str = 'viewBox="0 0 9 9"') -> Files:
    """A branding with this logo."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'
    return {"branding.yaml": "community: {name: Hostile, logo: logo.svg}\n", "logo.svg": drawing}


def document(text: str) -> Files:
    """A branding with this value-proposition document."""
    return {"branding.yaml": "community: {name: Hostile}\nproposition: {source: words.md}\n", "words.md": text}


def branding(text: str) -> Files:
    """This branding."""
    return {"branding.yaml": text}


def png(width: int, height: int) -> bytes:
    """A picture of one color that is small as a file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (height * (1 + 4 * width)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def picture(content: bytes) -> Files:
    """A branding with this raster logo."""
    return {"branding.yaml": "community: {name: Hostile, logo: logo.png}\n", "logo.png": content}


HOSTILE: dict[str, Files] = {
    "svg: url( and spaces": svg('<rect fill="url(' + " " * 4_000 + '"/>'),
    "svg: digits": svg("<rect/>", f'width="{"1" * 5_000}!"'),
    "svg: @media": svg("<style>" + "@media " * 5_000 + "</style>"),
    "svg: letters": svg("<style>" + "a" * 20_000 + "</style>"),
    "svg: url(": svg("<style>" + "url(" * 20_000 + "</style>"),
    "svg: braces": svg("<style>" + "{" * 50_000 + "</style>"),
    "svg: selectors": svg("<style>" + "a," * 25_000 + "b{fill:red}</style>"),
    "svg: absurd size": svg("<rect/>", 'width="1e300" height="1e-300"'),
    "svg: copies": svg("".join(f"<g id='a{i}'>" + f"<use href='#a{i + 1}'/>" * 10 + "</g>" for i in range(20))),
    "png: 39 megapixels": picture(png(6_250, 6_250)),
    "document: audience and spaces": document("## A\n\n### For a" + " " * 50_000 + "b\n"),
    "document: open substitution": document("{{" + " " * 10_000),
    "document: equal headings": document("## a\n\n" * 10_000),
    "document: many promises": document("## A\n\n" + "**A b.** c\n\n" * 10_000),
    "document: one long outcome": document("## A\n\n**A b.** So that " + "ok. yes " * 50_000),
    "document: many links": document("## A\n\n" + "[a](b) " * 10_000),
    "document: brackets": document("[" * 50_000),
    "document: stars": document("*a_" * 17_000),
    "document: quotes": document(">" * 50_000),
    "document: backticks": document("".join("`" * n + " " for n in range(300))),
    "document: figure that is no address": document("# A\n\n```{figure} http://[x\n```\n\n## B\n"),
    "document: figure of 300 letters": document("# A\n\n```{figure} " + "a" * 300 + "\n```\n\n## B\n"),
    "branding: unknown keys": branding("".join(f"unknown{i}: 1\n" for i in range(9_900))),
    "branding: dots": branding('community: {url: "a@' + "." * 60_000 + '"}\n'),
    "branding: brackets": branding('community: {tagline: "' + "[" * 200_000 + '"}\n'),
    "branding: flow": branding("a: " + "[" * 50_000),
    "branding: aliases": branding(
        "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30))
    ),
    "branding: question marks": branding("? " * 25_000),
    "branding: an environment": branding("proposition: {source: /proc/self/environ}\n"),
    "branding: the kernel's log": branding("proposition: {source: /proc/kmsg}\n"),
    "branding: a device": branding("community: {logo: /dev/zero.png}\nextends: /dev/zero\n"),
}


def sparse_picture(folder: Path) -> None:
    """3 GB that take no room."""
    (folder / "branding.yaml").write_text("community: {name: Hostile, logo: logo.png}\n", encoding="utf-8")
    with (folder / "logo.png").open("wb") as file:
        file.truncate(3_000_000_000)


def photograph(folder: Path) -> None:
    """24 megapixels in a file of 0.3 MB, which go through the decoder in one scan after the other."""
    from PIL import Image

    (folder / "branding.yaml").write_text("community: {name: Hostile, image: reef.jpg}\n", encoding="utf-8")
    Image.new("CMYK", (6000, 3990)).save(folder / "reef.jpg", quality=1, progressive=True, subsampling=0)


def put(files: Files) -> Callable[[Path], None]:
    """What writes these files into a folder."""

    def write(folder: Path) -> None:
        for name, content in files.items():
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

    return write


ALL: dict[str, Callable[[Path], None]] = {
    **{name: put(files) for name, files in HOSTILE.items()},
    "png: 3 GB of nothing": sparse_picture,
    "jpeg: a photograph of 24 megapixels": photograph,
}
