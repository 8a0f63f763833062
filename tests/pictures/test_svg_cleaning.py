"""Cleaning of SVG: drawings stay as they are, whatever acts or loads is gone."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from jupyterhub_valueprop.pictures import PictureError
from jupyterhub_valueprop.pictures.svg_cleaning import clean_svg

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def cleaned(content: str, attributes: str = 'viewBox="0 0 10 10"') -> str:
    """What is left of the content of an SVG."""
    clean = clean_svg(f"<svg {NAMESPACES} {attributes}>{content}</svg>".encode()).decode()
    return re.sub(r"\A<svg [^>]*?/?>|</svg>\Z", "", clean)


@pytest.mark.parametrize(
    "drawing",
    [
        '<path d="M0 0h10v10z" fill="#1D4EF5" />',
        '<g transform="translate(1 2) rotate(3)"><circle cx="5" cy="5" r="4" stroke="red" /></g>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff" /></linearGradient></defs>'
        '<rect width="9" height="9" fill="url(#a)" style="clip-path:url(#b);opacity:.5" />',
        '<style>.a{fill:#123}@media (prefers-color-scheme: dark){.a{fill:#fed}}</style><path class="a" d="M0 0h1" />',
        "<style>g &gt; path{fill:#123}</style><text font-family=\"'Myriad'\">Ocean &amp; <tspan>Data</tspan></text>",
        '<g id="Layer (1)" class="a(b)" aria-label="Reef (2026): corals" transform="translate(1.-2)" />',
        '<symbol id="s"><path d="M0 0h1" /></symbol><use href="#s" x="2" />',
        f'<image href="{PIXEL}" width="4" height="4" />',
        '<filter id="f"><feGaussianBlur stdDeviation="2" /></filter><title xml:lang="es">Océano</title>',
    ],
)
def test_drawings_are_kept_as_they_are(drawing: str) -> None:
    assert cleaned(drawing) == drawing


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ('<script href="https://evil.example/x.js"/>', ""),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', ""),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', ""),
        ('<g onload="alert(1)" OnClick="alert(1)"/>', "<g />"),
        ("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='x'/></body></foreignObject>", ""),
        ('<a href="javascript:alert(1)"><path d="M0 0"/></a>', '<g><path d="M0 0" /></g>'),
        ('<a xlink:href="https://evil.example"><path d="M0 0"/></a>', '<g><path d="M0 0" /></g>'),
        ('<use href="https://evil.example/a.svg#x"/>', "<use />"),
        ('<use xlink:href="data:image/svg+xml;base64,PHN2Zz4="/>', "<use />"),
        ('<image href="https://evil.example/track.png"/>', "<image />"),
        ('<image xlink:href=" java&#10;script:alert(1)"/>', "<image />"),
        ('<image href="data:image/svg+xml,&lt;svg/&gt;"/>', "<image />"),
        ('<image href="data:text/html;base64,PHNjcmlwdD4="/>', "<image />"),
        ('<feImage href="https://evil.example/a.png"/>', ""),
        ('<rect fill="url(https://evil.example/#a)"/>', '<rect fill="none" />'),
        ('<rect fill="URL( &quot;//evil.example/#a&quot; )"/>', '<rect fill="none" />'),
        ('<rect fill="u\\72l(//evil.example)"/>', '<rect fill="none" />'),
        ('<rect filter="url(//evil.example"/>', '<rect filter="none" />'),
        ('<g style="fill:red;background:url(//evil.example)"/>', '<g style="fill:red;background:none" />'),
        ('<g style="fill:red;behavior:url(#x);-moz-binding:none"/>', '<g style="fill:red" />'),
        ('<g style="fill:red;background:image-set(&quot;//evil.example&quot; 1x)"/>', '<g style="fill:red" />'),
        ('<g id="url(//evil.example)" class="a\\(b"/>', '<g id="none" class="none" />'),
        ("<style>@import 'https://evil.example/a.css';.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>@im/**/port 'https://evil.example';</style>", "<style></style>"),
        ("<style>@\\69mport 'https://evil.example';</style>", "<style></style>"),
        ("<style>@font-face{src:url(//evil.example)}.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>.a{background:url(//evil.example/?a)}</style>", "<style>.a{background:none}</style>"),
        ("<style>.a{fill:red}@keyframes x{from{fill:#000}to{fill:#fff}}</style>", "<style>.a{fill:red}</style>"),
        ('<rect fill="url(#a url(//evil.example))"/>', '<rect fill="none)" />'),
        ("<style><g>x</g>.a{fill:red}</style>", "<style></style>"),
        ('<g><animate attributeName="href" to="javascript:alert(1)"/></g>', "<g />"),
        ('<set attributeName="onclick" to="alert(1)"/>', ""),
        ('<animateTransform attributeName="transform"/><animateMotion/><handler/><listener/>', ""),
        ("<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>", ""),
        ('<g xml:base="https://evil.example/" tabindex="0"/>', "<g />"),
        ('<i:grid xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:onload="x"/>', ""),
        ("<?xml-stylesheet href='https://evil.example/a.css'?><!-- note --><g/>", "<g />"),
        ('<video src="x"/><audio src="x"/><iframe src="x"/><embed src="x"/><object data="x"/>', ""),
    ],
)
def test_what_acts_or_loads_is_left_out(hostile: str, left: str) -> None:
    result = cleaned(hostile)
    assert result.replace("<style />", "<style></style>") == left


def test_editor_data_and_the_doctype_of_drawing_programs_are_left_out() -> None:
    file = b"""<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="https://evil.example/a.css"?>
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <svg xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
     s:docname="a.svg" viewBox="0 0 1 1"><s:namedview/><path d="M0 0"/></svg><!-- end -->"""
    assert clean_svg(file) == b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0" /></svg>'


def test_a_drawing_that_forgot_the_namespace_gets_it() -> None:
    assert clean_svg(b'<svg viewBox="0 0 1 1"/>') == b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" />'


def test_a_drawing_without_a_view_box_gets_one_so_that_it_scales() -> None:
    assert b'viewBox="0 0 20 10"' in clean_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="20px" height="10"/>')


def test_other_encodings_become_utf_8() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>Océano</title></svg>'
    expected = drawing.encode()
    assert clean_svg(('<?xml version="1.0" encoding="UTF-16"?>' + drawing).encode("utf-16")) == expected
    assert clean_svg(('<?xml version="1.0" encoding="iso-8859-1"?>' + drawing).encode("latin-1")) == expected
    assert clean_svg(b"\xef\xbb\xbf" + drawing.encode()) == expected


LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha">{}]><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>'.format(
    "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
)
COPIES = "".join(
    f"<g id='{name}'>" + f"<use href='#{before}'/>" * 10 + "</g>"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


def nested(tag: str, reference: str) -> str:
    """Eight levels of ten references, as `COPIES` has them."""
    parts = "".join(
        f'<{tag} id="{name}">' + f"<path d='M0 0h1' {reference.format(before)}/>" * 10 + f"</{tag}>"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"{parts}<path d='M0 0h1' {reference.format('i')}/>"


@pytest.mark.parametrize(
    "drawing",
    [
        nested("pattern", 'fill="url(#{})"'),
        nested("pattern", "style='stroke: url( \"#{}\" ) red'"),
        nested("mask", 'mask="url(#{})"'),
        nested("clipPath", "style='clip-path:url(#{})'"),
        nested("mask", 'class="c{}"')
        + f"<style>@media all{{{''.join(f'g>path.c{name},.no{{mask:url(#{name})}}' for name in 'bcdefghi')}}}</style>",
        nested("pattern", "fill='url(#{})'").replace("<path d", "<pattern id='x' href='#b'/><path d", 1),
        "<style>path:first-child{mask:url(#m)}</style><mask id='m'>" + "<path/>" * 400 + "</mask>" + "<path/>" * 400,
        "<style>:not(g){mask:url(#m)}</style><mask id='m'>" + "<path/>" * 400 + "</mask>" + "<path/>" * 400,
        "<marker id='m'>" + "<path/>" * 50 + f"</marker><path d='M0 0{'h1' * 5_000}' marker-mid='url(#m)'/>",
        "<filter id='f'>" + "<feTurbulence/>" * 400 + "</filter>" + "<path filter='url(#f)'/>" * 400,
    ],
)  # fmt: skip
def test_what_is_drawn_for_each_reference_counts_as_a_copy(drawing: str) -> None:
    with pytest.raises(PictureError, match="copies its own parts too many times"):
        cleaned(drawing)


def test_many_references_to_few_parts_are_no_copies_of_many() -> None:
    kept = (
        "<style>.a{clip-path:url(#c);fill:url(#g)}</style><clipPath id='c'><path/></clipPath>"
        "<linearGradient id='g'>" + "<stop/>" * 20 + "</linearGradient>" + "<path class='a'/>" * 9_000
    )
    assert cleaned(kept).count("<path") == 9_001


@pytest.mark.parametrize(
    "where", ["<image href='{}'/>", "<path style='fill:url({})'/>", "<style>a{{fill:url({})}}</style>"]
)
def test_the_images_in_an_svg_have_few_pixels(where: str) -> None:
    def image(side: int) -> str:
        file = BytesIO()
        Image.new("1", (side, side)).save(file, "PNG")
        return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"

    assert "data:" in cleaned(where.format(image(1_000)) * 20)
    for large in (where.format(image(4_001)), "".join(where.format(image(1_000 + number)) for number in range(17))):
        with pytest.raises(PictureError, match="megapixels, but at most 16 are allowed"):
            cleaned(large)


def test_a_part_that_copies_itself_is_left_to_the_browser() -> None:
    assert cleaned('<g id="a"><use href="#a" /></g>') == '<g id="a"><use href="#a" /></g>'


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (LAUGHS, "picture-entities"),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "picture-entities"),
        ('<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://evil.example/x.dtd"> %x;]><svg/>', "picture-entities"),
        ('<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg/>', "picture-entities"),
        ('<!DOCTYPE svg SYSTEM "x.dtd"><svg>&x;</svg>', "picture-entities"),
        ("<svg>" + "<g>" * 300 + "</g>" * 300 + "</svg>", "picture-complex"),
        ("<svg>" + "<g/>" * 50_001 + "</svg>", "picture-complex"),
        (f"<svg><path id='a'/>{COPIES}</svg>", "picture-complex"),
        ("<svg><g></svg>", "picture-broken"),
        ("<svg>&nbsp;</svg>", "picture-broken"),
        ("", "picture-broken"),
        ("not markup", "picture-broken"),
        ('<?xml version="1.0" encoding="no-such"?><svg/>', "picture-broken"),
        ("<html><body><svg/></body></html>", "picture-format"),
        ('<svg xmlns="http://example.org/"/>', "picture-format"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_code(file: str, code: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_svg(file.encode())
    assert caught.value.code == code


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60) | st.text("<svg xmln=\"'/>&;![]-?{}urlhef:#\\@(", max_size=80).map(str.encode))
def test_any_bytes_are_cleaned_or_refused(data: bytes) -> None:
    for file in (data, b"<svg>" + data + b"</svg>", b"<svg><style>" + data + b"</style></svg>"):
        try:
            clean = clean_svg(file)
        except PictureError:
            continue
        assert clean_svg(clean) == clean
        assert ET.fromstring(clean).tag == "{http://www.w3.org/2000/svg}svg"
