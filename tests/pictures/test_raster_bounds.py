"""What decoding a raster file may cost: the size is known before, and only what draws the first frame is decoded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from peak_memory import peak_of
from PIL import Image, features

from jupyterhub_valueprop.pictures import PictureError, measure_picture

MEGABYTES = 150
#: Reads a file after what it imports, and says by how many MB the peak rose, and the code of a refusal.
PROGRAM = """
import sys
from pathlib import Path
from PIL import Image
from jupyterhub_valueprop.pictures import PictureError, measure_picture, raster
Image.init()
data = Path(sys.argv[1]).read_bytes()
before, code = peak(), "read"
try:
    measure_picture(data, name="logo")
except PictureError as error:
    code = error.code
print(peak() - before, code)
"""


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(sides: tuple[int, int], kind: int, depth: int = 8, extra: bytes = b"") -> bytes:
    """A PNG of nothing, with a transparent color where its kind knows one."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    row = bytes(sides[0] * samples * depth // 8 + 1)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(sides[1])) + packer.flush()
    transparent = {2: chunk(b"tRNS", bytes(6)), 3: chunk(b"PLTE", bytes(768)) + chunk(b"tRNS", bytes(256))}
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *sides, depth, kind, 0, 0, 0)) + transparent.get(kind, b"")
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def saved(image: Image.Image, pillow_format: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, pillow_format, **options)
    return file.getvalue()


def texts() -> bytes:
    """Texts that unpack to 200 MB, as each has a character that takes 4 bytes."""
    text = zlib.compress(("x" * 900_000 + "\N{GRINNING FACE}").encode())
    return chunk(b"iTXt", b"a\0\1\0\0\0" + text) * 60


def directory(entries: int, claimed: int) -> bytes:
    """Exif data in which each entry claims all the others."""
    return struct.pack(">4sIH", b"MM\0*", 8, entries) + struct.pack(">HHII", 0x9000, 7, claimed, 8) * entries


def icon(picture: bytes, entries: int = 1) -> bytes:
    return (
        struct.pack("<HHH", 0, 1, entries) + struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(picture), 22) + picture
    )


CASES: dict[str, tuple[Callable[[], bytes], Any]] = {
    "39 megapixels": (lambda: png((6240, 6250), 6), "picture-pixels"),
    "RGBA": (lambda: png((4000, 4000), 6), "read"),
    "RGBA of 16 bits": (lambda: png((4000, 4000), 6, 16), "read"),
    "a transparent color": (lambda: png((4000, 4000), 2), "read"),
    "a palette": (lambda: png((4000, 4000), 3), "read"),
    "gray and alpha": (lambda: png((4000, 4000), 4), "read"),
    "wide": (lambda: png((40_000, 400), 6), "read"),
    "texts": (lambda: png((4000, 4000), 6, extra=texts()), "read"),
    "PNG Exif": (lambda: png((9, 9), 6, extra=chunk(b"eXIf", directory(40_000, 480_000))), "read"),
    "GIF": (lambda: saved(Image.new("P", (4000, 4000)), "GIF", transparency=0), "read"),
    "WebP": (lambda: saved(Image.new("RGBA", (2900, 2900)), "WEBP", lossless=True), "read"),
    "WebP of many megapixels": (lambda: saved(Image.new("L", (4000, 4000)), "WEBP", quality=1), "picture-pixels"),
    "JPEG": (lambda: saved(Image.new("RGB", (7000, 7000)), "JPEG", quality=1), "read"),
    "progressive JPEG": (
        lambda: saved(Image.new("CMYK", (3460, 3460)), "JPEG", quality=1, progressive=True, subsampling=0),
        "read",
    ),
    "JPEG of many megapixels": (lambda: saved(Image.new("L", (12_000, 12_000)), "JPEG", quality=1), "picture-pixels"),
    "JPEG Exif": (
        lambda: saved(Image.new("L", (9, 9)), "JPEG", exif=b"Exif\0\0" + directory(5000, 60_000)),
        "read",
    ),
    "an icon of a large PNG": (lambda: icon(png((6240, 6250), 6)), "picture-pixels"),
    "an icon of a large bitmap": (
        lambda: icon(struct.pack("<IiiHHIIiiII", 40, 9000, 18_000, 1, 32, 0, 0, 0, 0, 0, 0)),
        "picture-broken",
    ),
    "an icon of many": (lambda: icon(png((9, 9), 6), entries=65_535), "picture-complex"),
    "AVIF": (lambda: saved(Image.new("RGBA", (2900, 2900)), "AVIF", subsampling="4:4:4", speed=10), "read"),
}


@pytest.mark.slow
@pytest.mark.sampled(most=8)
@pytest.mark.parametrize("name", CASES)
def test_no_file_takes_more_memory_than_its_format_may(name: str, tmp_path: Path) -> None:
    if name == "AVIF" and not features.check("avif"):
        pytest.skip("no AVIF")
    make, code = CASES[name]
    file = tmp_path / "logo"
    file.write_bytes(make())
    peak, said = peak_of(PROGRAM, file)
    assert said == code
    assert peak < MEGABYTES


@pytest.mark.parametrize("pillow_format", ["PNG", "WEBP", "JPEG"])
def test_pictures_of_all_formats_are_measured_as_they_are_turned(pillow_format: str) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "a reef", 8
    picture = measure_picture(saved(Image.new("RGB", (60, 40)), pillow_format, exif=exif), name="reef")
    assert (picture.width, picture.height) == (40, 60)


def test_an_icon_has_the_size_of_its_largest_picture_even_beyond_what_its_directory_can_say() -> None:
    picture = measure_picture(icon(png((512, 512), 6)), name="i.ico")
    assert (picture.width, picture.height) == (512, 512)


def test_an_icon_may_be_a_bitmap() -> None:
    file = saved(Image.new("RGBA", (48, 48), "navy"), "ICO", sizes=[(16, 16), (48, 48)], bitmap_format="bmp")
    picture = measure_picture(file, name="i.ico")
    assert (picture.width, picture.height) == (48, 48)


def test_of_an_animation_the_first_frame_is_looked_at() -> None:
    frames = [Image.new("P", (30, 20), shade) for shade in (1, 2, 3)]
    file = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"a" * 1000)
    picture = measure_picture(file, name="reef.gif")
    assert (picture.width, picture.height, picture.data) == (30, 20, file)


@pytest.mark.parametrize("sides", [(2001, 20), (1, 101)])
def test_pictures_are_not_much_wider_than_high(sides: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="crop it to at most 100:1") as caught:
        measure_picture(png(sides, 6), name="line.png")
    assert caught.value.code == "picture-broken"
