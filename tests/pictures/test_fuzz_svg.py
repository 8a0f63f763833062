"""Drawings of repetitive structure: whatever they hold, they are read soon, and what is left of them loads nothing.

Random characters hardly ever make a parser slow. These are fragments of what it looks for, each repeated up to
thousands of times and put into others.
"""

from __future__ import annotations

import re
import time
from xml.etree import ElementTree as ET

import pytest
from fuzzing import fuzzed
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.pictures import PictureError, measure_picture, optical_size
from jupyterhub_valueprop.pictures.svg_cleaning import clean_svg

MOST_SECONDS = 2.0

CSS = st.sampled_from([
    "a", ".a", "#a", "*", ",", ":not(", "[a='", ">", " ", "\n", "{", "}", "fill", "stroke-width", ":", ";", "red",
    "#fff", "1", "9" * 50, "1e300", "%", "px", "url(", "URL( ", "url('", 'url("', "#a", ")", "'", '"', "(", "[", "]",
    "/*", "*/", "\\", "\\75rl(", "\\d800 ", "\\0 ", "\\ffff ", "@media ", "(prefers-color-scheme: dark)", "@import ",
    "@import url(", "@font-face{src:", "@keyframes a{", "@supports ", "@layer ", "@\\69mport ",
    "http://evil.example/", "//evil.example/", "data:image/png;base64,AA==", "data:image/svg+xml,", "image-set(",
    "-webkit-image-set(", "image(", "src(", "element(", "cross-fade(", "expression(", "paint(", "behavior:",
    "-moz-binding:", "javascript:", "var(", "calc(", "rgb(", "lab(", "!important", "--a:", "U+0-7F", "<!--", "-->",
    "u", "rl(",
])  # fmt: skip
_NAMES = """
fill stroke style class id href xlink:href width height viewBox transform filter mask clip-path d points r opacity
font-family onload xml:base xmlns:x values
"""
_TAGS = """
g path rect circle text use image linearGradient stop style a script foreignObject pattern symbol clipPath animate set
feImage filter x switch svg
"""
NAMES, TAGS = st.sampled_from(_NAMES.split()), st.sampled_from(_TAGS.split())
TIMES = st.one_of(st.integers(1, 4), st.sampled_from([10, 100, 1000, 4000]))
#: More is not made: what is refused for its size alone tries nothing.
LONGEST = 60_000


SIZES = st.builds(
    lambda text, times: text * times,
    st.sampled_from(
        [
            "9",
            "1e300",
            "1e-300 ",
            "0",
            "-1",
            "1 ",
            "0 0 9 9",
            "0 0 1e300 1e-300",
            ".5em",
            "100%",
            "nan ",
            "inf",
            " ",
            "!",
        ]
    ),
    st.sampled_from([1, 1, 4, 1000]),
)


def repeated(fragment: str, times: int) -> str:
    return fragment * max(min(times, LONGEST // (len(fragment) or 1)), 1)


def several(fragments: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Fragments one after the other, each repeated, and all of them together repeated."""
    runs = st.lists(st.builds(repeated, fragments, TIMES), max_size=6).map("".join)
    return st.builds(repeated, runs, TIMES)


def escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


styles = several(CSS)
attributes = st.lists(st.tuples(NAMES, styles), max_size=3, unique_by=lambda pair: pair[0]).map(
    lambda pairs: "".join(f' {name}="{escaped(value)}"' for name, value in pairs)
)


def element(tag: str, written: str, content: str) -> str:
    return f"<{tag}{written}>{content}</{tag}>"


sheets = st.builds(element, st.just("style"), st.just(""), styles.map(escaped))
leaves = st.one_of(
    st.builds(element, TAGS, attributes, styles.map(escaped)),
    sheets,
    st.sampled_from(["<!-- -->", "<?a b?>", "<![CDATA[a]]>", "&#65;", '<use href="#a"/>', '<g id="a"/>']),
)
contents = st.recursive(
    several(leaves),
    lambda inner: several(st.builds(element, TAGS, attributes, inner)),
    max_leaves=6,
)
drawings = st.builds(
    lambda before, written, content: (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{written}>{content}</svg>'
    ),
    st.sampled_from(["", "<!DOCTYPE svg>", '<?xml version="1.0"?>']),
    st.lists(
        st.tuples(st.sampled_from(["width", "height", "viewBox"]), SIZES), max_size=2, unique_by=lambda pair: pair[0]
    ).map(lambda pairs: "".join(f' {name}="{value}"' for name, value in pairs)),
    contents,
)

#: Whatever could load: in style, where escapes are gone and only fragments and embedded pictures may be referred to.
LOADS = re.compile(
    r"url\((?!\s*['\"]?(?:#|data:image/(?:png|jpe?g|gif|webp|avif);))|@(?!media )|\\|"
    r"(?:image-set|image|src|element|fade|expression|paint)\(",
    re.IGNORECASE,
)


def assert_loads_nothing(clean: bytes) -> None:
    for part in ET.fromstring(clean).iter():
        if part.tag.endswith("}style"):
            assert not LOADS.search(part.text or "")
        assert part.tag.rpartition("}")[2] not in {"script", "foreignObject", "animate", "set", "feImage", "a", "x"}
        for qualified, value in part.attrib.items():
            name = qualified.rpartition("}")[2]
            assert not name.startswith("on")
            if name == "href":
                assert value.startswith(("#", "data:image/"))
            elif name == "style" or "(" in value:
                assert not LOADS.search(value), (name, value[:200])


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a case that failed
@fuzzed
@given(drawings.map(lambda text: text.encode(errors="replace")))
def test_repetitive_drawings_are_read_soon_and_load_nothing(data: bytes) -> None:
    start = time.process_time()
    try:
        picture = measure_picture(data, name="logo.svg")
    except PictureError:
        return
    finally:
        assert time.process_time() - start < MOST_SECONDS
    optical_size(picture.width, picture.height, area=3600, max_height=72, max_width=200)
    assert_loads_nothing(picture.data)
    assert clean_svg(picture.data) == picture.data
