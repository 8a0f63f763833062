"""Clean SVG: keep what draws, leave out what acts or loads (`svg_vocabulary` has the list).

Browsers run nothing in an `<img>`, but the same file can be opened by its URL, under the hub's origin, where
a script in it could act for the signed-in user.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.parsers import expat

from jupyterhub_valueprop.problems.phrases import quote

from .picture_error import PictureError
from .svg_copies import refuse_endless_copies
from .svg_css import StyleCleaner, is_raster_data, is_transform, is_writable
from .svg_images import refuse_large_images
from .svg_size import add_view_box
from .svg_vocabulary import (
    ATTRIBUTES,
    ELEMENTS,
    ENCODINGS,
    LONG_ATTRIBUTES,
    SVG,
    TEXTS,
    TRANSFORMS,
    TURNED_INTO_GROUPS,
    XLINK,
    XML,
)

#: The most elements: a larger SVG is a photograph or a map. Reading this many takes a second at worst.
MAX_BYTES = 1_000_000
MAX_ELEMENTS = 20_000
#: The most levels: the tree is written recursively, and browsers stop rendering at a few hundred levels, too.
MAX_DEPTH = 200
#: The most attributes of one element, including those of editors.
MAX_ATTRIBUTES = 200
#: The most characters of an attribute that is kept, except for a path's outline or an embedded image.
MAX_VALUE = 10_000
MAX_CLASSES = 50
#: The bytes that the parser gets at a time, because after an error it reads the rest of its input.
PIECE = 65_536

KEPT_ELEMENTS = ELEMENTS | TURNED_INTO_GROUPS


def clean_svg(data: bytes) -> bytes:
    """The SVG without scripts, event handlers, links, animations, editor data and references to other files.

    References to parts of the SVG (`#id`) and embedded raster images (`data:`) stay. An SVG without a
    `viewBox` gets one from its width and height, so that it can be scaled. The result is UTF-8.
    Raises `PictureError` for other formats, entities, and more than 1 MB, 20,000 elements or 200 levels.
    """
    if len(data) > MAX_BYTES:
        message = f"this SVG has {len(data) / 1e6:.1f} MB, but at most {MAX_BYTES / 1e6:g} MB are allowed; simplify it"
        raise PictureError("picture-bytes", message)
    try:
        _refuse_bombs(data)
        root = ET.fromstring(data)  # noqa: S314  see above
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("picture-broken", f"this SVG cannot be read: {error}") from error
    if _local_name(root) != "svg":
        outermost = root.tag.rpartition("}")[2][:30]
        raise PictureError("picture-format", f"this is not an SVG: its outermost element is <{outermost}>")
    refuse_endless_copies(root, _clean(root))
    refuse_large_images(root)
    add_view_box(root)
    if any(name.startswith("xlink:") for element in root.iter() for name in element.attrib):
        root.set("xmlns:xlink", XLINK)
    root.attrib = {"xmlns": SVG, **root.attrib}
    root.tail = None
    return ET.tostring(root, encoding="unicode").encode()


def _refuse_bombs(data: bytes) -> None:
    """Stops before anything is expanded, because the standard parser would replace entities that the file declares.

    A bare DOCTYPE, as graphics programs write it, is harmless: nothing is fetched, and it is left out.
    """
    parser = expat.ParserCreate()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise _too_complex(f"has more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels")
        if len(attributes) > MAX_ATTRIBUTES:
            raise _too_complex(f"has an element with more than {MAX_ATTRIBUTES} attributes")

    def end(name: str) -> None:  # noqa: ARG001
        nonlocal depth
        depth -= 1

    def declare(*_: object) -> None:
        raise PictureError("picture-entities", "this SVG declares XML entities; save it as plain or optimized SVG")

    def begin(version: str, encoding: str | None, standalone: int) -> None:  # noqa: ARG001
        # the parser would ask Python for a codec of any name, and Python keeps every requested name
        if encoding and encoding.lower() not in ENCODINGS:
            raise PictureError("picture-broken", f"this SVG is in the encoding {quote(encoding)}; save it as UTF-8")

    parser.XmlDeclHandler = begin
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = declare
    parser.AttlistDeclHandler = declare
    parser.SkippedEntityHandler = declare
    for position in range(0, len(data), PIECE):
        parser.Parse(data[position : position + PIECE], False)
    parser.Parse(b"", True)


def _local_name(element: ET.Element) -> str | None:
    """The SVG name of an element, even if the file lacks the namespace; None for names of other vocabularies."""
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace in ("", "{" + SVG) else None


def _too_complex(what: str) -> PictureError:
    return PictureError("picture-complex", f"this SVG {what}; simplify it")


def _clean(root: ET.Element) -> list[tuple[str, str]]:
    """Clean all elements; return the rules that refer to some, as `refuse_endless_copies` takes them."""
    style = StyleCleaner()
    pending = [root]
    while pending:
        element = pending.pop()
        name = _local_name(element) or ""
        element.tag = "g" if name in TURNED_INTO_GROUPS else name
        element.attrib = _clean_attributes(element, style)
        if name == "style":
            element.text = style.rules(element.text or "")
            element[:] = []
        kept = [child for child in element if (_local_name(child) or "") in KEPT_ELEMENTS]
        if len(kept) != len(element):
            element[:] = kept
        pending += kept
    return style.referring


def _clean_attributes(element: ET.Element, style: StyleCleaner) -> dict[str, str]:
    kept: dict[str, str] = {}
    for qualified, value in element.attrib.items():
        namespace, _, name = qualified.rpartition("}")
        if name == "href" and namespace in ("", "{" + XLINK):
            if _is_harmless_reference(value.strip(), element.tag):
                kept["xlink:href" if namespace else "href"] = value.strip()
        elif namespace == "{" + XML and name in ("space", "lang"):
            kept[f"xml:{name}"] = _of_bounded_length(name, value)
        elif not namespace and name in ATTRIBUTES:
            kept[name] = _clean_attribute(name, _of_bounded_length(name, value), style)
    return kept


def _clean_attribute(name: str, value: str, style: StyleCleaner) -> str:
    if name == "style":
        return style.declarations(value)
    if name == "class" and len(value.split()) > MAX_CLASSES:
        raise _too_complex(f"has an element of more than {MAX_CLASSES} classes")
    if (name in TEXTS and is_writable(value)) or (name in TRANSFORMS and is_transform(value)):
        return value
    return style.value(value)


def _of_bounded_length(name: str, value: str) -> str:
    if len(value) > MAX_VALUE and name not in LONG_ATTRIBUTES:
        raise _too_complex(f"has an attribute {quote(name)} of {len(value)} characters, but {MAX_VALUE} are allowed")
    return value


def _is_harmless_reference(target: str, tag: str) -> bool:
    return (target.startswith("#") and len(target) <= MAX_VALUE) or (tag == "image" and is_raster_data(target))
