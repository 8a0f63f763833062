"""Cleaning of SVG: what draws is kept, what acts or loads is left out (`svg_vocabulary` has the list).

Browsers run nothing in an `<img>`, but the same file can be opened by its address, under the hub's own origin, where
a script in it could act for whoever is signed in.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.parsers import expat

from jupyterhub_valueprop.theme.errors import PictureError
from jupyterhub_valueprop.theme.svg_copies import refuse_endless_copies
from jupyterhub_valueprop.theme.svg_css import clean_declarations, clean_rules, clean_value, is_raster_data
from jupyterhub_valueprop.theme.svg_lengths import add_view_box
from jupyterhub_valueprop.theme.svg_vocabulary import ATTRIBUTES, ELEMENTS, SVG, TURNED_INTO_GROUPS, XLINK, XML

MAX_ELEMENTS = 50_000
#: The tree is written recursively, and browsers stop drawing at a few hundred levels too.
MAX_DEPTH = 200


def clean_svg(data: bytes) -> bytes:
    """The drawing without scripts, event handlers, links, animations, editor data and references to other files.

    References to parts of the drawing (`#id`) and embedded raster pictures (`data:`) stay. A drawing without a
    `viewBox` gets one from its width and height, or it could not be scaled. The result is UTF-8.
    Raises `PictureError` for what is no SVG, declares entities, or is absurdly large.
    """
    try:
        _refuse_bombs(data)
        root = ET.fromstring(data)  # noqa: S314  see above
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("picture-broken", f"this SVG cannot be read: {error}") from error
    if _local_name(root) != "svg":
        raise PictureError("picture-format", f"this is no SVG: its outermost element is <{root.tag.split('}')[-1]}>")
    _clean(root)
    refuse_endless_copies(root)
    add_view_box(root)
    if any(name.startswith("xlink:") for element in root.iter() for name in element.attrib):
        root.set("xmlns:xlink", XLINK)
    root.attrib = {"xmlns": SVG, **root.attrib}
    root.tail = None
    return ET.tostring(root, encoding="unicode").encode()


def _refuse_bombs(data: bytes) -> None:
    """Stops before anything is expanded: the standard parser would replace entities that the file itself declares.

    A bare DOCTYPE, as drawing programs write it, is harmless: nothing is fetched, and it is not written again.
    """
    parser = expat.ParserCreate()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001  expat's signature
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            message = f"this SVG has more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels; simplify the drawing"
            raise PictureError("picture-complex", message)

    def end(name: str) -> None:  # noqa: ARG001
        nonlocal depth
        depth -= 1

    def declare(*_: object) -> None:
        raise PictureError("picture-entities", "this SVG declares XML entities; save it as plain or optimised SVG")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = declare
    parser.AttlistDeclHandler = declare
    parser.SkippedEntityHandler = declare
    parser.Parse(data, True)


def _local_name(element: ET.Element) -> str | None:
    """The SVG name of an element, also where the file forgot the namespace; None for names of other vocabularies."""
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace in ("", "{" + SVG) else None


def _clean(root: ET.Element) -> None:
    pending = [root]
    while pending:
        element = pending.pop()
        name = _local_name(element) or ""
        element.tag = "g" if name in TURNED_INTO_GROUPS else name
        element.attrib = _clean_attributes(element)
        if name == "style":
            element.text = clean_rules(element.text or "")
            element[:] = []
        kept = [child for child in element if (_local_name(child) or "") in ELEMENTS | TURNED_INTO_GROUPS]
        if len(kept) != len(element):
            element[:] = kept
        pending += kept


def _clean_attributes(element: ET.Element) -> dict[str, str]:
    kept: dict[str, str] = {}
    for qualified, value in element.attrib.items():
        namespace, _, name = qualified.rpartition("}")
        if name == "href" and namespace in ("", "{" + XLINK):
            if _is_harmless_reference(value.strip(), element.tag):
                kept["xlink:href" if namespace else "href"] = value.strip()
        elif namespace == "{" + XML and name in ("space", "lang"):
            kept[f"xml:{name}"] = value
        elif not namespace and name in ATTRIBUTES:
            kept[name] = clean_declarations(value) if name == "style" else clean_value(value)
    return kept


def _is_harmless_reference(target: str, tag: str) -> bool:
    return target.startswith("#") or (tag == "image" and is_raster_data(target))
