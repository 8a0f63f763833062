"""Brandings of a given size, one dimension at a time, for measuring how cost grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ja", "ar", "ko", "zh", "sw")

OPENING = """# Our value proposition

> We run hubs so that communities can do their work.

Everything we do is open, and it can be taken elsewhere.

- **Researchers** find their tools in one place.
- **Teachers** start a class without installing anything.
"""
SECTION = """
## Part {number} of what we promise

*What this part is about, in one sentence.*

"""
PROMISE = """**For people of kind {number}, we take care of what stands between them and their work.**
So that they get to it sooner than they could on their own.

- Benefit one of number {number}: an environment with the [tools](https://example.org/tools) of the field
- Benefit two of number {number}: somebody who *answers* when something breaks

"""


@dataclass(frozen=True)
class Dimension:
    """What grows, in which steps, and how to write the branding of one step into a folder."""

    name: str
    unit: str
    steps: tuple[int, ...]
    branding: Callable[[Path, int], Any]


def document(size: int) -> str:
    """A document of about `size` bytes: sections of three promises, two benefits each."""
    parts, number = [OPENING], 0
    while sum(map(len, parts)) < size:
        if number % 3 == 0:
            parts.append(SECTION.format(number=number // 3 + 1))
        parts.append(PROMISE.format(number=number + 1))
        number += 1
    return "".join(parts)


def _documents(folder: Path, kilobytes: int) -> Any:
    path = folder / f"{kilobytes}-kB.md"
    path.write_text(document(kilobytes * 1000), encoding="utf-8")
    return {"proposition": {"source": str(path)}}


def _locales(_: Path, count: int) -> Any:
    return {"locales": list(LANGUAGES[:count])}


def _notices(_: Path, count: int) -> Any:
    texts = (f"Notice {number}: the hub **rests** on day {number}." for number in range(count))
    return {"announcements": [{"text": text, "dismissible": True} for text in texts]}


def _credits(_: Path, count: int) -> Any:
    return {"credits": {"funded_by": [_organization(number) for number in range(count)]}}


def _organization(number: int) -> dict[str, str]:
    return {"name": f"Foundation {number}", "url": f"https://{number}.example.org", "note": f"Grant {number}"}


def _layers(folder: Path, count: int) -> Any:
    paths = [folder / f"layer-{number}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        text = f"community: {{tagline: Layer {number}}}\nlegal: {{privacy: https://example.org/{number}}}\n"
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


DIMENSIONS = (
    Dimension("document", "kB", (4, 40, 120, 400), _documents),
    Dimension("languages", "", (1, 4, 12), _locales),
    Dimension("announcements", "", (0, 10, 50), _notices),
    Dimension("credits", "", (1, 10, 40), _credits),
    Dimension("layers", "", (1, 20, 200), _layers),
)
