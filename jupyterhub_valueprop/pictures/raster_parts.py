"""Reduce a raster file to its visible parts: its written size, its orientation, and a file with the rest removed.

A decoder would unpack texts, read directories of photographic data and join comments, which can become a thousand
times larger than the file. So it only gets what the first frame needs, and the size is known before it starts.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

from .picture_error import PictureError

#: The most chunks, segments or blocks of one file: 5 MB have 40,000 of the smallest that encoders write.
MAX_PARTS = 50_000
MAX_ICONS = 100
#: The most scans of a JPEG, each of which goes through the whole image: encoders write 10, attackers many more.
MAX_SCANS = 100
#: The longest side of an icon that is not a PNG, in px.
MAX_ICON_SIDE = 256

_PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION, _SHORT = 0x0112, 3
#: Start-of-frame segments of JPEG, which have the size; 0xC4, 0xC8 and 0xCC are others.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Parts:
    """The input of a decoder: the `pillow_format`, the size if the file's header has it, and the orientation."""

    pillow_format: str
    data: bytes
    size: tuple[int, int] | None = None
    exif: bytes = b""


def read_parts(data: bytes, pillow_format: str) -> Parts:
    """The parts of a file of a format that Pillow knows; raises `PictureError`, `struct.error` or `IndexError`."""
    readers: dict[str, Callable[[bytes], Parts]] = {
        "PNG": _png,
        "JPEG": _jpeg,
        "GIF": _gif,
        "WEBP": _webp,
        "AVIF": _avif,
        "ICO": _icon,
    }
    return readers[pillow_format](data)


def orientation(exif: bytes) -> int:
    """The orientation in Exif data, 1 (not turned) to 8. Only the first directory is read."""
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return 1
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    if start + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(order + "H", tiff, start)
    for entry in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, entry)
        if tag == _ORIENTATION and kind == _SHORT:
            return value if 1 <= value <= 8 else 1
    return 1


def is_turned(exif: bytes) -> bool:
    """Whether Exif data says that width and height are exchanged."""
    return orientation(exif) >= 5


def _png(data: bytes) -> Parts:
    kept, found, exif = [_PNG], set[bytes](), b""
    for name, content in _chunks(data):
        if name == b"eXIf":
            exif = content
        if name == b"IDAT" or (name in (b"IHDR", b"PLTE", b"tRNS") and name not in found):
            kept += [struct.pack(">I", len(content)), name, content, struct.pack(">I", crc32(name + content))]
        found.add(name)
    kept += [b"\0\0\0\0IEND", struct.pack(">I", crc32(b"IEND"))]
    if b"IHDR" not in found:
        raise _broken("PNG")
    return Parts("PNG", b"".join(kept), struct.unpack_from(">II", kept[3]), exif)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG)
    for _ in range(MAX_PARTS):
        if position + 8 > len(data):
            return
        length, name = struct.unpack_from(">I4s", data, position)
        yield name, data[position + 8 : position + 8 + length]
        position += 12 + length
    raise _too_many("PNG")


def _jpeg(data: bytes) -> Parts:
    kept, size, exif, position = [data[:2]], None, b"", 2
    for _ in range(MAX_PARTS):
        while data[position] == 0xFF and data[position + 1] == 0xFF:  # a marker may have fill bytes
            position += 1
        start, marker, length = struct.unpack_from(">BBH", data, position)
        if start != 0xFF:
            raise _broken("JPEG")
        end = position + 2 + length
        if marker == 0xDA:  # the image data begins here, with this marker for each of its scans
            if data.count(b"\xff\xda", position) > MAX_SCANS:
                raise _too_many("JPEG", MAX_SCANS)
            return Parts("JPEG", b"".join([*kept, data[position:]]), size, exif)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 5)
            size = (width, height)
        if marker == 0xE1 and not exif and data.startswith(b"Exif\0\0", position + 4):
            exif = data[position + 4 : end]
        # of the application segments, JFIF and Adobe's define the colors
        if marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[position:end])
        position = end
    raise _too_many("JPEG")


def _gif(data: bytes) -> Parts:
    """The first frame: the screen, the last control block before the frame, the frame."""
    size = struct.unpack_from("<HH", data, 6)
    position = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    kept = [data[:position]]
    control = b""
    for _ in range(MAX_PARTS):
        kind = data[position]
        if kind == 0x21:
            end = _end_of_blocks(data, position + 2)
            if data[position + 1] == 0xF9:
                control = data[position:end]
            position = end
        elif kind == 0x2C:
            colors = data[position + 9]
            pixels = position + 10 + (3 << (colors & 7) + 1 if colors & 0x80 else 0)
            left, top, width, height = struct.unpack_from("<HHHH", data, position + 1)
            size = (max(size[0], left + width), max(size[1], top + height))
            kept += [control, data[position : _end_of_blocks(data, pixels + 1)], b";"]
            return Parts("GIF", b"".join(kept), size)
        else:
            break
    raise _broken("GIF")


def _end_of_blocks(data: bytes, position: int) -> int:
    for _ in range(MAX_PARTS):
        if data[position] == 0:
            return position + 1
        position += 1 + data[position]
    raise _too_many("GIF")


def _webp(data: bytes) -> Parts:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[start : start + 3], "little") + 1 for start in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    return Parts("WEBP", data, (width, height))


def _avif(data: bytes) -> Parts:
    """Removes Exif data, which browsers ignore in this format. The size is not at a fixed position."""
    head = max(data.find(b"mdat"), 0)
    return Parts("AVIF", data[:head].replace(b"Exif", b"none") + data[head:])


def _icon(data: bytes) -> Parts:
    """The largest image of an icon, the first of several equally large ones."""
    (count,) = struct.unpack_from("<H", data, 4)
    if count > MAX_ICONS:
        raise _too_many("ICO", MAX_ICONS)
    entries = [data[start : start + 16] for start in range(6, 6 + 16 * count, 16)]
    entry = max(entries, key=lambda each: (each[0] or 256) * (each[1] or 256))
    length, offset = struct.unpack_from("<II", entry, 8)
    picture = data[offset : offset + length]
    if picture.startswith(_PNG):
        return _png(picture)
    head, width, doubled = struct.unpack_from("<Iii", picture)
    height = abs(doubled) // 2
    if head < 40 or not (0 < width <= MAX_ICON_SIDE and 0 < height <= MAX_ICON_SIDE):
        raise _broken("ICO")
    sides = bytes((width % 256, height % 256))
    alone = struct.pack("<HHH", 0, 1, 1) + sides + entry[2:8] + struct.pack("<II", len(picture), 22) + picture
    return Parts("ICO", alone, (width, height))


def _broken(pillow_format: str) -> PictureError:
    return PictureError("picture-broken", f"this {pillow_format} file is damaged; save it again")


def _too_many(pillow_format: str, most: int = MAX_PARTS) -> PictureError:
    message = f"this {pillow_format} file has more than {most} parts; save it again"
    return PictureError("picture-complex", message)
