"""The worst drawings and raster files that we can think of: reading them takes no longer than they are long.

Each is read at one, two and four times a size, and once as large as the reader's limits allow.
"""

from __future__ import annotations

import gc
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from growth import assert_linear, seconds
from PIL import Image

from jupyterhub_valueprop.pictures import Picture, PictureError, measure_picture

Make = Callable[[int], str]

#: Processor time of the worst of all.
MOST = 1.5


@pytest.fixture(autouse=True, scope="module")
def only_what_is_read_is_collected() -> Iterator[None]:
    """What the other tests left behind would be walked through whenever reading makes many objects."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def assert_bounded(make: Callable[[int], bytes], size: int) -> None:
    """Reading grows no faster than what is read, up to the most that is read of this kind."""
    assert_linear(read, make, size // 20)
    # the largest may be refused at once, and one of half the size be read
    for share in (1, 2, 4):
        given = make(size // share)
        # read again, up to the best of three, only if it seems to take too long
        assert any(seconds(read, given, rounds=1) < MOST for _ in range(3)), share


def read(data: bytes) -> Picture | str:
    """The picture, or the code of what it is refused for."""
    try:
        return measure_picture(data, name="logo")
    except PictureError as error:
        return error.code


def svg(content: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>'.encode()


def repeated(text: str) -> Make:
    """As many repetitions as fill a number of characters."""
    return lambda size: text * (size // len(text))


def many(make: Callable[[int], str]) -> Make:
    """Numbered fragments, up to a number of characters."""

    def fill(size: int) -> str:
        return "".join(make(number) for number in range(size // len(make(size // 10))))

    return fill


# text that is put into a style sheet, a `style` attribute and an attribute that paints
STYLE = [
    "a", " ", "/*", "/**/", "*/", "{", "}", "{}", "(", ")", "[", "]", "()", "url(", "url( ", 'url("', "url(#a)",
    "url('#a') ", 'url("a\n', "@media ", "@media {", "@media(a){b{c:d}}", "@media{@media{}", "@import ",
    "@import 'a';", "@font-face{", "@keyframes a{b{c:d}", "@", "\\", "\\61 ", "\\\n", '"', "'", "'\n", "\n", "a,",
    "a{b:c}", "a{", "a:b;", "a:b", ":", ";", "#", "1", "1.", ".1e1", "-", "+", "U+1?", "<!--", "-->", "rgb(",
    "rgb(1,2,3)", "calc((", "!important", "a:b!important ", ":not(", ".a.b", "*", "image-set(", "expression(",
    "javascript:", "&#0009;", "\N{COMBINING ACUTE ACCENT}",
]  # fmt: skip
SHEETS_READ, ATTRIBUTE_READ = 100_000, 10_000


def escaped(css: str) -> str:
    return css.replace("<", "&lt;").replace('"', "&quot;")


@pytest.mark.parametrize("text", STYLE)
def test_a_style_sheet_is_read_in_one_go(text: str) -> None:
    assert_bounded(lambda size: svg(f"<style>{escaped(repeated(text)(size))}</style><a/>"), SHEETS_READ)


@pytest.mark.parametrize("text", STYLE)
@pytest.mark.parametrize("name", ["style", "fill", "transform"])
def test_the_style_of_an_element_is_read_in_one_go(text: str, name: str) -> None:
    def make(size: int) -> bytes:
        value = escaped(repeated(text)(size))
        return svg(f'<rect {name}="{value}"/><rect {name}="fill:{value}"/><rect {name}="url({value}"/>')

    assert_linear(read, make, ATTRIBUTE_READ // 4 - 20)


DRAWINGS: dict[str, Make] = {
    "elements": repeated("<g/>"),
    "shapes": repeated("<path/>"),
    "long elements": repeated('<path d="M0 0h1" fill="red" stroke="#123" style="opacity:1"/>'),
    "unknown elements": repeated("<unknown/>"),
    "other namespaces": many(lambda n: f'<x:g xmlns:x="urn:{n}"/>'),
    "nesting": lambda size: "<g>" * (size // 5000) + "</g>" * (size // 5000),
    "nesting beyond the limit": lambda size: "<g>" * (size // 7) + "</g>" * (size // 7),
    "unclosed": repeated("<g>"),
    "attributes": lambda size: "<g " + many(lambda n: f'a{n}="" ')(size // 500) + "/>",
    "attributes beyond the limit": lambda size: "<g " + many(lambda n: f'a{n}="" ')(size) + "/>",
    "namespaces": lambda size: "<g " + many(lambda n: f'xmlns:a{n}="urn:{n}" ')(size) + "/>",
    "comments": repeated("<!-- -->"),
    "an open comment": lambda size: "<!--" + "-" * size,
    "instructions": repeated("<?a b?>"),
    "CDATA": repeated("<![CDATA[]]>"),
    "CDATA in a style sheet": lambda size: "<style>" + "<![CDATA[a]]>" * (size // 20) + "</style>",
    "characters": repeated("&#65;"),
    "text": lambda size: f"<text>{'a ' * (size // 2)}</text>",
    "classes": repeated('<g class="' + "a " * 50 + '"/>'),
    "different classes": lambda size: (
        "<style>" + many(lambda n: f".c{n}{{fill:red;stroke:blue}}")(size // 12) + "</style>"
        + many(lambda n: '<path class="' + " ".join(f"c{n + i}" for i in range(40)) + '"/>')(size)
    ),
    "classes beyond the limit": lambda size: f'<g class="{"a " * (size // 2)}"/>',
    "paths": lambda size: f'<path d="{"M0 0" * (size // 4)}"/>',
    "points": lambda size: f'<polygon points="{"0 " * (size // 2)}"/>',
    "embedded pictures": lambda size: f'<image href="data:image/png;base64,{"A" * size}"/>',
    "nearly embedded pictures": lambda size: f'<image href="data:image/png;base64,{"A" * size}!"/>',
    "spaces in embedded pictures": lambda size: f'<image href="data:image/png;base64,{" " * size}!"/>',
    "references": lambda size: f'<use href="#{"a" * size}"/>',
    "rules for elements": lambda size: (
        "<style>" + many(lambda n: f"a{n}{{fill:red}}")(size // 12) + "</style>" + repeated("<path/>")(size // 2)
    ),
    "selectors": lambda size: (
        "<style>" + many(lambda n: f".a{n},")(size // 12) + "b{fill:red;stroke:red;opacity:1}</style><a/>"
    ),
    "selectors of one rule": lambda size: f"<style>{'a,' * (size // 24)}b{{{'fill:red;' * (size // 200)}}}</style><a/>",
    "gradients that borrow": many(
        lambda n: f'<linearGradient id="g{n + 1}" href="#g{n}"/><path fill="url(#g{n + 1})"/>'
    ),
    "gradients that borrow from a long one": lambda size: (
        '<linearGradient id="g">' + "<g/>" * (size // 40) + "</linearGradient>"
        + '<linearGradient id="h" href="#g"/>' + repeated('<path fill="url(#h)"/>')(size // 3)
    ),
    "gradients of many stops": lambda size: (
        '<linearGradient id="g">' + "<stop/>" * (size // 80) + "</linearGradient>"
        + repeated('<path fill="url(#g)"/>')(size // 3)
    ),
    "gradients of themselves": repeated('<linearGradient id="g" href="#g"/><path fill="url(#g)"/>'),
    "copies": lambda size: '<g id="a"/>' + repeated('<use href="#a"/>')(size // 2),
    "copies in a chain": many(lambda n: f'<g id="g{n + 1}"><use href="#g{n}"/></g>'),
    "copies in a chain, last first": lambda size: "".join(
        f'<g id="g{n + 1}"><use href="#g{n}"/></g>' for n in reversed(range(size // 40))
    ),
    "copies of nested parts": lambda size: (
        many(lambda n: f'<use href="#n{n % 190}"/>')(size // 3)
        + "".join(f'<g id="n{n}">' for n in range(190)) + "<g/>" * (size // 100) + "</g>" * 190
    ),
    "copies of themselves": many(lambda n: f'<g id="g{n}"><use href="#g{n}"/><use href="#g{n + 1}"/></g>'),
    "colors": many(lambda n: f'<path fill="lab({n % 100}% {n} 300)"/>'),
    "hex colors": many(lambda n: f'<path fill="#{n:06x}"/>'),
    "no colors": many(lambda n: f'<path fill="no-{n}"/>'),
    "one wrong color": repeated('<path fill="rgb(no)" stroke="rgb(no)"/>'),
    "functions": many(lambda n: f'<path fill="rgb({n})"/>'),
    "style that differs": many(lambda n: f'<path style="fill:#{n:06x};stroke:none;stroke-width:{n}"/>'),
    "everything at once": lambda size: (
        "<style>" + many(lambda n: f".c{n}{{fill:rgb({n});stroke:url(#g)}}")(size // 12) + "</style>"
        + '<linearGradient id="g">' + "<stop/>" * 1000 + "</linearGradient>"
        + many(
            lambda n: f'<path class="c{n} c{n + 1} c{n + 2}" d="M0 0" stroke="url(#g)" '
            + (f'style="fill:lab({n % 90}% {n} 300)"' if n < 2500 else "")
            + "/>"
        )(size)
    ),
    "parts that every element refers to": lambda size: (
        "<style>" + many(lambda n: f"[x]{{mask:url(#a{n})}}")(min(size, 100_000) // 3) + "</style>"
        + many(lambda n: f'<mask id="a{n}"/>')(size // 3) + "<g/>" * (size // 12)
    ),
    "parts that are missing, for every element": lambda size: (
        "<style>" + many(lambda n: f"[x]{{mask:url(#a{n})}}")(min(size, 100_000) // 2) + "</style>"
        + "<g/>" * (size // 8)
    ),
    "classes of many rules": lambda size: (
        '<style>' + (".a,.b,.c,.d,.e,.f,.g,.h{mask:url(#m)}" * (min(size, 50_000) // 76)) + '</style><mask id="m"/>'
        + '<g class="a b c d e f g h"/>' * (size // 90)
    ),
    "lengths": lambda size: f'<rect width="{"1" * size}" height="{"1" * size}%"/>',
}  # fmt: skip


@pytest.mark.sampled(most=16)
@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_read_in_one_go(make: Make) -> None:
    assert_bounded(lambda size: svg(make(size), 'viewBox="0 0 9 9"'), 980_000)


ENTITIES = '<!DOCTYPE svg [<!ENTITY a "{}">]><svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'
FILES: dict[str, Callable[[int], bytes]] = {
    "nothing": lambda size: b"",
    "spaces": lambda size: b" " * size,
    "spaces before": lambda size: b" " * size + svg(""),
    "angle brackets": lambda size: b"<" * size,
    "one name": lambda size: b"<" + b"a" * size,
    "one root": lambda size: b"<" + b"a" * size + b"/>",
    "an open attribute": lambda size: b'<svg width="' + b"1" * size,
    "byte order marks": lambda size: b"\xef\xbb\xbf" * (size // 3) + svg(""),
    "a large entity": lambda size: ENTITIES.format("a" * (size // 2), "&a;" * (size // 6)).encode(),
    "entities": lambda size: (
        b"<!DOCTYPE svg [" + b"".join(b'<!ENTITY a%d "">' % n for n in range(size // 16)) + b"]><svg/>"
    ),
    "an internal subset": lambda size: b"<!DOCTYPE svg [" + b"<!ELEMENT a ANY>" * (size // 16) + b"]>" + svg(""),
    "comments in an internal subset": lambda size: b"<!DOCTYPE svg [" + b"<!---->" * (size // 7) + b"]>" + svg(""),
    "groups in an internal subset": lambda size: b"<!DOCTYPE svg [<!ELEMENT a " + b"(" * size + b">]>" + svg(""),
    "notations": lambda size: b'<!DOCTYPE svg [<!NOTATION a SYSTEM "' + b"a" * size + b'">]>' + svg(""),
    "UTF-16": lambda size: (
        ('<?xml version="1.0" encoding="UTF-16"?>' + svg("<g/>" * (size // 12)).decode()).encode("utf-16")
    ),
    "Latin-1": lambda size: b'<?xml version="1.0" encoding="iso-8859-1"?>' + svg("<g/>" * (size // 14)),
    "the name of an encoding": lambda size: b'<?xml version="1.0" encoding="' + b"a" * size + b'"?>' + svg(""),
    "width in digits": lambda size: svg("", f'width="{"1" * (size // 100)}!"'),
    "height in spaces": lambda size: svg("", f'height="1{" " * (size // 100)}!"'),
    "viewBox in numbers": lambda size: svg("", f'viewBox="{"1 " * (size // 210)}"'),
    "viewBox in digits": lambda size: svg("", f'viewBox="0 0 {"1" * (size // 210)} 1"'),
    "viewBox in commas": lambda size: svg("", f'viewBox="{"," * (size // 110)}"'),
}  # fmt: skip


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_a_file_is_read_in_one_go(make: Callable[[int], bytes]) -> None:
    assert_bounded(make, 960_000)


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def saved(pillow_format: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, pillow_format)
    return file.getvalue()


def png(extra: bytes) -> bytes:
    data = saved("PNG")
    return data[:33] + extra + data[33:]


def gif(extra: bytes) -> bytes:
    data = saved("GIF")
    start = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    return data[:start] + extra + data[start:]


def jpeg(extra: bytes) -> bytes:
    data = saved("JPEG")
    return data[:2] + extra + data[2:]


def directory(entries: int) -> bytes:
    """Exif data in which each entry claims all that follows."""
    entry = struct.pack(">HHII", 0x9000, 7, entries * 12, 8)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, min(entries, 65535)) + entry * entries


RASTERS: dict[str, Callable[[int], bytes]] = {
    "PNG chunks": lambda size: png(chunk(b"teSt", b"") * (size // 12)),
    "PNG texts": lambda size: png(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(900_000))) * (size // 1000)),
    "PNG Exif": lambda size: png(chunk(b"eXIf", directory(size // 12)[6:])),
    "PNG headers": lambda size: png(chunk(b"IHDR", struct.pack(">IIBBBBB", 9999, 9999, 8, 6, 0, 0, 0)) * (size // 25)),
    "GIF comment": lambda size: gif(b"!\xfe" + (b"\xff" + b"a" * 255) * (size // 256) + b"\0"),
    "GIF comments": lambda size: gif(b"!\xfe\1a\0" * (size // 5)),
    "GIF small blocks": lambda size: gif(b"!\xfe" + b"\1a" * (size // 2) + b"\0"),
    "GIF extensions": lambda size: gif(b"!\xf9\0" * (size // 3)),
    "JPEG comments": lambda size: jpeg(b"\xff\xfe\0\2" * (size // 4)),
    "JPEG fill bytes": lambda size: jpeg(b"\xff" * size),
    "JPEG Exif": lambda size: jpeg(b"\xff\xe1\xff\xff" + directory(5400).ljust(65533, b"\0")) * (size // 70_000),
    "JPEG directories": lambda size: jpeg(
        (b"\xff\xe2\xff\xffMPF\0" + directory(5400)[6:].ljust(65529, b"\0")) * (size // 65_000)
    ),
    "ICO entries": lambda size: b"\0\0\1\0" + struct.pack("<H", min(size // 16, 65535)) + bytes(size),
    "AVIF boxes": lambda size: b"\0\0\0\x1cftypavif" + b"Exif" * (size // 4),
    "WebP chunks": lambda size: b"RIFF\xff\xff\xff\0WEBPVP8X" + b"EXIF\0\0\0\0" * (size // 8),
}  # fmt: skip


@pytest.mark.parametrize("make", RASTERS.values(), ids=RASTERS)
def test_a_raster_file_is_read_in_one_go(make: Callable[[int], bytes]) -> None:
    assert_bounded(make, 4_000_000)


@pytest.mark.parametrize(
    ("drawing", "read_as"),
    [
        # as they stand in issue 10
        (svg(f'<rect fill="url({" " * 4000}"/>'), (300, 150)),
        (svg("", f'width="{"1" * 5000}!"'), (300, 150)),
        (svg(f"<style>{'@media ' * 5000}</style>"), (300, 150)),
        (svg(f"<style>{'a' * 20_000}</style>"), (300, 150)),
        (svg(f"<style>{'url(' * 20_000}</style>"), (300, 150)),
        (svg(f'<rect fill="{"url(" * 20_000}"/>'), "picture-complex"),
        (svg("", 'width="1e300" height="1e-300"'), "picture-broken"),
        # and other figures
        (svg("", 'width="1e300" height="1e300"'), "picture-broken"),
        (svg("", 'width="1e-300" height="1e-300"'), "picture-broken"),
        (svg("", 'width="1e999" height="1"'), "picture-broken"),
        (svg("", f'width="{"9" * 5000}" height="2"'), "picture-broken"),
        (svg("", 'width="0" height="1"'), "picture-broken"),
        (svg("", 'width="-1" height="-1"'), (300, 150)),
        (svg("", 'width="nan" height="inf"'), (300, 150)),
        (svg("", 'width="10" viewBox="0 0 1e300 1e-300"'), "picture-broken"),
        (svg("", 'width="10" viewBox="0 0 1e-300 1e300"'), "picture-broken"),
        (svg("", 'viewBox="0 0 nan inf"'), (300, 150)),
        (svg("", 'viewBox="nan nan 5e-324 5e-324"'), "picture-broken"),
        (svg("", 'viewBox="0 0 -1 -1"'), (300, 150)),
        (svg("", f'viewBox="0 0 {"9" * 5000} 1"'), (300, 150)),
        (svg("", 'width="10001" height="100"'), "picture-broken"),
        (svg("", 'width="100" height="10000"'), (100, 10_000)),
        (svg(f'<rect fill="rgb({"9" * 5000})"/>'), (300, 150)),
        (svg('<rect width="1e999" height="1"/>', 'viewBox="0 0 1 1"'), (1, 1)),
        (svg('<rect opacity="nan" fill-opacity="1e999"/>'), (300, 150)),
        (svg("<style>.a{fill:\\d800 ;x:\\0 ;y:'\\1 \\ffff '}</style>"), (300, 150)),
        (b"<svg>" + b"<g/>" * 250_000 + b"</svg>", "picture-bytes"),
        (b'<?xml version="1.0" encoding="punycode"?><svg/>', "picture-broken"),
        (b'<?xml version="1.0" encoding="zip"?><svg/>', "picture-broken"),
    ],
)  # fmt: skip
def test_absurd_drawings_are_refused_or_have_a_size(drawing: bytes, read_as: str | tuple[float, float]) -> None:
    picture = read(drawing)
    assert (picture if isinstance(picture, str) else (picture.width, picture.height)) == read_as
