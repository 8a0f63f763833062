"""Make small CSS and JavaScript, compiled catalogs of texts, and Python of templates, from this package's sources.

`hatch_build.py` runs this file by its path when a wheel is built, so it imports nothing of this package. A wheel has
its results instead of the sources and this file. See `compiled_files`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

PACKAGE = Path(__file__).parents[1]
DOMAIN = "jupyterhub_valueprop"
#: The filters of `landings.template_environment`.
FILTERS = ("claim", "escaped", "rich", "title")
#: Templates that the hub renders, which compiles them in an environment of its own.
OF_THE_HUB = ("valueprop/login.html", "valueprop/wrapped-")


def sources_by_name() -> dict[str, Path]:
    """The source of every compiled file, by the compiled file's name: `base.css`, `page.js`, `de.mo`."""
    catalogues = PACKAGE.glob(f"locale/*/LC_MESSAGES/{DOMAIN}.po")
    static = [*PACKAGE.glob("static/*.css"), *PACKAGE.glob("static/*.js")]
    return {path.name: path for path in static} | {f"{path.parts[-3]}.mo": path for path in catalogues}


def compile_templates(folder: Path) -> None:
    """Put Python for each template that a build renders into a new folder within `folder`.

    Only the Jinja that has made it can run it, so the new folder is named after its version.
    """
    import jinja2  # noqa: PLC0415 - only needed to compile

    version = getattr(jinja2, "__version__", None)
    if version is None:  # Jinja 3.3 will have none; `landings` finds no folder then
        return
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PACKAGE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= dict.fromkeys(FILTERS, _filter)
    made = folder / f"jinja-{version}"
    environment.compile_templates(made, filter_func=_is_of_a_build, zip=None, ignore_errors=False)


def _is_of_a_build(template: str) -> bool:
    return template.startswith("valueprop/") and not template.startswith(OF_THE_HUB)


def _filter(*_: object) -> NoReturn:
    """Stands for each of the filters: Jinja applies one that doesn't fail to constants, once and for all."""
    raise NotImplementedError


def compile_source(path: Path) -> bytes:
    """The compiled form of one source."""
    if path.suffix == ".po":
        return binary_catalogue(path.read_bytes())
    text = path.read_text(encoding="utf-8")
    return (small_css(text) if path.suffix == ".css" else small_script(text)).encode()


def small_css(source: str) -> str:
    """The rules without comments and unneeded spaces. Quoted text stays unchanged."""
    from tinycss2 import parse_component_value_list  # noqa: PLC0415 - only needed to compile

    small: list[str] = [""]
    for piece in _pieces(parse_component_value_list(source, skip_comments=True)):
        if (small[-1] == " " and piece in _TIGHT) or (small[-1] == ";" and piece == "}"):
            small.pop()
        if piece != " " or small[-1] not in _TIGHT | {"", " ", ":"}:
            small.append(piece)
    return "".join(small).rstrip()


_TIGHT = frozenset("{};,>~")
_BRACKETS = {"{} block": "{}", "[] block": "[]", "() block": "()"}


def _pieces(tokens: Iterable[Any]) -> Iterator[str]:
    """The texts of the tokens, including those within brackets; a space for every run of white space."""
    for token in tokens:
        kind = token.type
        if kind == "whitespace":
            yield " "
        elif kind == "function":
            yield f"{token.name}("
            yield from _pieces(token.arguments)
            yield ")"
        elif kind in _BRACKETS:
            yield _BRACKETS[kind][0]
            yield from _pieces(token.content)
            yield _BRACKETS[kind][1]
        else:
            yield token.serialize()


def small_script(source: str) -> str:
    """A script without indentation, whole-line comments, and unneeded spaces and line ends.

    Quoted text stays unchanged. Spaces beside `+` and `-` stay, too: `a + +b` needs them.
    """
    source = re.sub(r"^/\*.*?\*/\n", "", source, flags=re.DOTALL)
    lines = (line.strip() for line in source.splitlines())
    small = [_small_line(line) for line in lines if line and not line.startswith("//")]
    # the end of a statement or entry is not needed before the brace that ends the block
    return "".join(
        line[:-1] if line.endswith((";", ",")) and following.startswith("}") else line
        for line, following in zip(small, [*small[1:], ""], strict=True)
    ).rstrip("\n")


_QUOTED = re.compile(r"""("[^"]*"|'[^']*'|`[^`]*`|//.*)""")


def _small_line(line: str) -> str:
    parts = _QUOTED.split(line)
    parts[::2] = (re.sub(r" ?([^\w\s$+-]) ?", r"\1", part) for part in parts[::2])
    small = "".join(parts)
    return small if small.endswith(("{", "(", ",", ";")) else f"{small}\n"


def binary_catalogue(source: bytes) -> bytes:
    """A gettext catalog (`.po`) in its binary form (`.mo`)."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only needed to compile
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source)))
    return compiled.getvalue()
