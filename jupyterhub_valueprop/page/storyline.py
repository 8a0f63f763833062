"""The order of the story below the first screen: which sections are wide, on which background, with which endings.

The words are in the templates, the invitations in `page.invitations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyterhub_valueprop.content import Section

from .invitations import Invitation

#: How many sections get the whole width; those after them are side by side, more compact.
ROOMY_SECTIONS = 2

#: By how many characters details may differ if the promises' lists begin on a common line: about three lines.
EVEN_DETAILS = 120


@dataclass(frozen=True)
class Scene:
    """One section with its background (`columns` is plain, `tint`, `band`, or `brief`) and its invitation."""

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
    """The wide scenes, those side by side, and the invitations without a section."""

    roomy: tuple[Scene, ...]
    briefs: tuple[Scene, ...]
    closing: tuple[Invitation, ...]


def plot(sections: tuple[Section, ...], invitations: Mapping[str, Invitation]) -> Storyline:
    """The storyline of a document's sections. The one on membership is always wide, on the brand-colored band."""
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
    """A tint for every other section, so that their ends are visible."""
    styles: list[str] = []
    for index in range(count):
        plain = not styles or styles[-1] != "columns"
        styles.append("brief" if index >= room else "band" if index == peak else "columns" if plain else "tint")
    return styles
