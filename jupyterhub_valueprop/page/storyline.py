"""How the story below the first screen goes: which sections have room, on which ground, and what they end with.

The words are in the templates, the invitations in `page.invitations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyterhub_valueprop.content import Section

from .invitations import Invitation

#: The sections that get room of their own; those after them stand side by side, more compact.
ROOMY_SECTIONS = 2

#: Characters by which the details of promises may differ where their lists begin on a common line: about three lines.
EVEN_DETAILS = 120


@dataclass(frozen=True)
class Scene:
    """One section with its ground (`columns` has none, `tint`, `band`, or `brief` beside others) and its invitation."""

    section: Section
    style: str
    invitation: Invitation | None

    @property
    def is_uneven(self) -> bool:
        """Whether one promise of the section has a much longer detail than another."""
        lengths = [len(promise.detail.text) if promise.detail else 0 for promise in self.section.promises]
        return bool(lengths) and max(lengths) - min(lengths) > EVEN_DETAILS


@dataclass(frozen=True)
class Storyline:
    """The scenes with room of their own, those side by side, and the invitations that no section is there for."""

    roomy: tuple[Scene, ...]
    briefs: tuple[Scene, ...]
    closing: tuple[Invitation, ...]


def plot(sections: tuple[Section, ...], invitations: Mapping[str, Invitation]) -> Storyline:
    """The storyline of a document's sections; that on membership always has room, and the band in the brand's color."""
    homes = {word: section for word in ("membership", "funders") if (section := _about(word, sections))}
    asked = {homes[word].id: invitation for word, invitation in invitations.items() if word in homes}
    peak = sections.index(homes["membership"]) if "membership" in homes else -1
    room = max(ROOMY_SECTIONS, peak + 1)
    styles = _styles(len(sections), room, peak)
    scenes = tuple(
        Scene(section, style, asked.get(section.id)) for section, style in zip(sections, styles, strict=True)
    )
    closing = tuple(invitation for word, invitation in invitations.items() if word not in homes)
    return Storyline(scenes[:room], scenes[room:], closing)


def _about(word: str, sections: tuple[Section, ...]) -> Section | None:
    """The section of this id, or else the first with the word in its id, which a heading gives it."""
    exact = (section for section in sections if section.id == word)
    return next(exact, None) or next((section for section in sections if word in section.id.split("-")), None)


def _styles(count: int, room: int, peak: int) -> list[str]:
    """A ground for every other section, so that one ends where the next begins."""
    styles: list[str] = []
    for index in range(count):
        plain = not styles or styles[-1] != "columns"
        styles.append("brief" if index >= room else "band" if index == peak else "columns" if plain else "tint")
    return styles
