"""`check --fix`: fix problems that have one right fix, in the text itself, so that the rest of it stays unchanged.

A problem's hint says what to write. Only hints that leave no choice are followed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.whole_files import write_whole

from .yaml_edits import Edit, YamlText, with_edits

ROUNDS = 5
"""How often a file is fixed and checked again: once a key's name is right, its value is checked, too."""

_ANSWER = re.compile(r"(?:write|did you mean) '([^'…]{1,300})'\??")
_SWITCH = re.compile(r"write (true|false), without quotes")
_QUOTES = re.compile(r'put it in quotes: "([^"]{1,300})"')
#: Codes whose hints leave no choice.
_CERTAIN = frozenset(("unknown-key", "unknown-value", "url", "color", "type", "double-slash", "https-too"))
_HEX = re.compile(r"#[0-9A-Fa-f]{3,8}\b")


def fixed_text(text: str, problems: Iterable[Problem]) -> str:
    """The text with everything fixed that can be; the same text if nothing can."""
    source = YamlText(text)
    edits = list(filter(None, (_edit(problem, source) for problem in problems)))
    return with_edits(text, _harmless(text, [], edits, _broken(text)))


def _harmless(text: str, kept: list[Edit], edits: list[Edit], broken: frozenset[tuple[str, str]]) -> list[Edit]:
    """`kept`, and the `edits` that break nothing together with them. Bisecting finds a few bad ones among many."""
    together = [*kept, *edits]
    if _broken(with_edits(text, together)) <= broken:
        return together
    if len(edits) == 1:
        return kept
    half = len(edits) // 2
    return _harmless(text, _harmless(text, kept, edits[:half], broken), edits[half:], broken)


def _broken(text: str) -> frozenset[tuple[str, str]]:
    """The problems that make a text unusable as YAML."""
    _, problems = parse_yaml(text, "", Path())
    return frozenset((problem.code, problem.message) for problem in problems)


def replace_text(path: Path, text: str) -> None:
    """Write a file as a whole or not at all. Links stay links, and the file keeps its mode. Raises OSError."""
    path = path.resolve()
    with path.open("rb") as file:
        has_mark = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    write_whole(path, text.encode("utf-8-sig" if has_mark else "utf-8"))


def _edit(problem: Problem, source: YamlText) -> Edit | None:
    line, column = problem.place.line, problem.place.column
    if line is None or column is None or line > len(source.line_starts):
        return None
    start, end = source.line(line)
    if problem.code == "color-in-comment":
        color = _HEX.search(source.text, start + column - 1, end)
        return Edit(color.start(), color.end(), f'"{color[0]}"') if color else None
    answer = _answer(problem)
    # a URL is only fixed from what was written, because an example's URL would lead to somebody else
    if answer and problem.code == "url" and not _is_of(answer[0], source.text[start:end]):
        return None
    return source.edit((line, column), answer[0], is_text=answer[1]) if answer else None


def _is_of(url: str, line: str) -> bool:
    parts = urlsplit(url)
    told = parts.hostname or parts.path  # a `mailto:` has no host
    return told != "" and told.lower() in line.lower()


def _answer(problem: Problem) -> tuple[str, bool] | None:
    """What to write, and whether it is a text; None unless there is exactly one answer."""
    if problem.code not in _CERTAIN or not problem.hint:
        return None
    if switch := _SWITCH.fullmatch(problem.hint):
        return switch[1], False
    if match := _ANSWER.fullmatch(problem.hint) or _QUOTES.fullmatch(problem.hint):
        return match[1], True
    return None
