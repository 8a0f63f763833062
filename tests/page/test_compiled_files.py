"""How small files are made, and how catalogues are read."""

import gettext
import io
import runpy
import struct
from pathlib import Path
from typing import Any

import pytest

from jupyterhub_valueprop.page.compiled_files import compiled, compiled_text, read_catalogue

# not part of a wheel
COMPILING = runpy.run_path(str(Path(__file__).parents[2] / "jupyterhub_valueprop" / "page" / "compiling.py"))
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Sign in"
msgstr "Iniciar sesión"

msgid "Menu"
msgstr ""
"""


@pytest.mark.parametrize(
    ("source", "small"),
    [
        (
            "a { color: red; }\n\n/* why */ b > c { margin: 0 1px; padding: 0 }",
            "a{color:red}b>c{margin:0 1px;padding:0}",
        ),
        ('a::before { content: "{ ; /* kept */ }  " }', 'a::before{content:"{ ; /* kept */ }  "}'),
        ("@media (min-width: 40em) { .a, .b :hover { top: 0 } }", "@media (min-width:40em){.a,.b :hover{top:0}}"),
        ("a { top: calc( 1px + 2px ); flex: 0 /* never */ 1 }", "a{top:calc( 1px + 2px );flex:0 1}"),
        ("a:has(> b ~ c) + d[e~=f] { top: 0 }", "a:has(>b~c) + d[e~=f]{top:0}"),
        ("a { background: url(x.svg) } ", "a{background:url(x.svg)}"),
        ("", ""),
    ],
)
def test_css_loses_comments_and_spaces_but_nothing_in_quotes(source: Any, small: Any) -> None:
    assert COMPILING["small_css"](source) == small


@pytest.mark.parametrize(
    ("source", "small"),
    [
        ("/* what\n it is */\n'use strict'\n  // why\n  f('//') // here\n\n", "'use strict'\nf('//')// here"),
        ('(() => {\n  const a = b ? "x = y" : c;\n  g(a, `${a} - {b}`);\n})();\n', None),
        ('let a = b - -c + +d\nreturn "e"', 'let a=b - -c + +d\nreturn "e"'),
        ("f({\n  a: 1,\n  $b,\n})\ng", "f({a:1,$b})\ng"),
        ('if (a) {\n  b = c;\n}\nd(";}");\n', 'if(a){b=c}\nd(";}");'),
    ],
)
def test_a_script_loses_what_says_nothing_but_nothing_in_quotes(source: Any, small: Any) -> None:
    assert COMPILING["small_script"](source) == (small or '(()=>{const a=b?"x = y":c;g(a,`${a} - {b}`)})();')


def test_a_catalogue_has_every_translated_text() -> None:
    assert read_catalogue(COMPILING["binary_catalogue"](CATALOGUE.encode())) == {"Sign in": "Iniciar sesión"}


def test_a_catalogue_is_one_that_gettext_reads() -> None:
    translations = gettext.GNUTranslations(io.BytesIO(COMPILING["binary_catalogue"](CATALOGUE.encode())))

    assert [translations.gettext(text) for text in ("Sign in", "Menu")] == ["Iniciar sesión", "Menu"]


def test_a_catalogue_may_come_from_a_machine_of_the_other_byte_order() -> None:
    english, spanish = b"Sign in\0", "Iniciar sesión\0".encode()
    head = struct.pack(">7I", 0x950412DE, 0, 1, 28, 36, 0, 0)
    tables = struct.pack(">4I", len(english) - 1, 44, len(spanish) - 1, 44 + len(english))

    assert read_catalogue(head + tables + english + spanish) == {"Sign in": "Iniciar sesión"}


def test_a_compiled_file_that_there_is_not() -> None:
    assert compiled("xx.mo") is None
    with pytest.raises(FileNotFoundError, match=r"no\.css"):
        compiled_text("no.css")
