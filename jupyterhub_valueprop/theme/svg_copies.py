"""How much a drawing grows when its `<use>` elements are drawn: ten levels of ten copies would freeze every visitor."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from jupyterhub_valueprop.theme.errors import PictureError

MAX_DRAWN = 100_000
#: Copies of copies of copies: more levels than drawing programs write.
MAX_LEVELS = 20


def refuse_endless_copies(root: ET.Element) -> None:
    """Raises `PictureError` for a drawing of more than 100,000 elements once everything it copies is counted."""
    if _Drawing(root).size(root, 0) > MAX_DRAWN:
        raise PictureError("picture-complex", "this SVG copies its own parts too many times; simplify the drawing")


class _Drawing:
    def __init__(self, root: ET.Element) -> None:
        self.parts = {element.get("id"): element for element in root.iter() if element.get("id")}
        self.sizes: dict[str, int] = {}

    def size(self, part: ET.Element, level: int) -> int:
        """The number of elements drawn for a part; one that copies itself counts once, as it is not drawn."""
        if level > MAX_LEVELS:
            return MAX_DRAWN + 1
        total = 0
        for element in part.iter():
            total += 1
            if element.tag == "use":
                total += self._copied((element.get("href") or element.get("xlink:href") or "").removeprefix("#"), level)
            if total > MAX_DRAWN:
                break
        return total

    def _copied(self, name: str, level: int) -> int:
        if name not in self.parts:
            return 0
        if name not in self.sizes:
            self.sizes[name] = 0  # what it is worth to itself, so that counting ends
            self.sizes[name] = self.size(self.parts[name], level + 1)
        return self.sizes[name]
