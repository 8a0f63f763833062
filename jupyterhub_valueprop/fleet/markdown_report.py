"""The report for a pull request: a short summary first, long lists folded, and never too long for a comment.

Texts of others are in `<code>`, with every special character of Markdown and HTML as a number. So they can't end a
table or mention people (`@team`), and GitHub makes no links of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.phrases import counted

from .member import Member
from .overview import Overview, SharedChange

#: The mark by which the GitHub Action finds its earlier comment.
MARKER = "<!-- jupyterhub-valueprop fleet -->"
#: GitHub allows 65,536 characters in a comment; the rest is for the text that an action adds.
LONGEST_COMMENT = 60_000
#: The most characters of one text in the report.
LONGEST_CELL = 160
#: The most problems shown for one community, and the most names of communities that share a change.
MOST_SHOWN, MOST_NAMES = 5, 200

#: All special characters of Markdown, HTML and GitHub in ASCII: a dot makes `www.example.org` a link.
_OBEYED = re.compile(r"[!-+\--/:-@\[-`{-~]")
#: Mentions and issues begin with these characters; a zero-width space after one ends it.
_CALLED = re.compile(r"&#(?:64|35);")
#: Joiners that stay: Persian words need one, emoji the other.
_JOINERS = "\u200c\u200d"


def as_markdown(overview: Overview) -> str:
    """The whole report, or as much of it as a comment may have."""
    return _fitting([f"{MARKER}\n", f"## {_title(overview)}\n", *_sections(overview)])


def _title(overview: Overview) -> str:
    sign = "❌" if overview.newly_broken else "✅"
    return f"{sign} {overview.headline()}"


def _fitting(pieces: Iterable[str]) -> str:
    """As many pieces as there is space for; then a last line says that there are more."""
    text: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece.encode()) + 1
        if size > LONGEST_COMMENT:
            return "\n".join((*text, "", "A comment has no space for more: see report.html.", ""))
        text.append(piece)
    return "\n".join((*text, ""))


def _sections(overview: Overview) -> Iterator[str]:
    if overview.against:
        yield f"Compared with {_code(overview.against)}.\n"
    if lacked := overview.lacked:
        yield f"**{overview.caveat()}:** {_problem(lacked[0])}\n"
    if broken := overview.newly_broken:
        yield from _broken("Broken" if overview.against is None else "Broken by this change", broken)
    changes = overview.shared_changes()
    if changes:
        yield "### What changes\n\n| change | before | after | communities |\n|---|---|---|---|"
        yield from _folded_rows(changes)
        yield ""
        for shared in changes:
            if len(shared.members) > 1:
                yield _names(shared)
    if before := overview.broken_before:
        yield _fold(f"Broken as before ({len(before)})", "\n".join(_broken_lines(before)))
    for status, heading in (("new", "New"), ("gone", "Gone")):
        those = [member for member in overview.members if member.status == status]
        if those and overview.against:
            yield _fold(f"{heading} ({len(those)})", _list(those))


def _broken(heading: str, members: Sequence[Member]) -> Iterator[str]:
    yield f"### {heading}\n"
    yield from _broken_lines(members)
    yield ""


def _broken_lines(members: Sequence[Member]) -> Iterator[str]:
    for member in members:
        errors = [problem for problem in member.problems if problem.severity == "error"]
        lines = [f"- **{_code(member.name)}** ({_code(member.file)})"]
        lines += [f"  - {_problem(problem)}" for problem in errors[:MOST_SHOWN]]
        if len(errors) > MOST_SHOWN:
            lines.append(f"  - and {counted(len(errors) - MOST_SHOWN, 'more error')}")
        yield "\n".join(lines)


def _problem(problem: Problem) -> str:
    advice = f"; {problem.hint}" if problem.hint else ""
    return f"{_code(str(problem.place))}: {_code(problem.message + advice, 2 * LONGEST_CELL)}"


def _folded_rows(changes: Sequence[SharedChange]) -> Iterator[str]:
    for shared in changes:
        change, members = shared.change, shared.members
        who = _code(members[0].name) if len(members) == 1 else str(len(members))
        yield f"| {_code(change.words)} | {_cell(change.before)} | {_cell(change.after)} | {who} |"


def _cell(value: str | None) -> str:
    return "–" if value is None else _code(value)


def _names(shared: SharedChange) -> str:
    heading = f"{_code(shared.change.words)} in {len(shared.members)} communities"
    return _fold(heading, _list(shared.members))


def _list(members: Sequence[Member]) -> str:
    names = ", ".join(_code(member.name, 60) for member in members[:MOST_NAMES])
    return f"{names} and {len(members) - MOST_NAMES} more" if len(members) > MOST_NAMES else names


def _fold(heading: str, content: str) -> str:
    # the empty lines let GitHub read Markdown inside HTML again
    return f"<details><summary>{heading}</summary>\n\n{content}\n\n</details>\n"


def _code(text: str, longest: int = LONGEST_CELL) -> str:
    """Somebody else's text, on one line, without markup; isolated, so that it doesn't turn the text around it."""
    text = " ".join(text[: 4 * longest].split())
    shown = f"{text[:longest]}…" if len(text) > longest else text
    plain = "".join(char if char in _JOINERS or not _is_unseen(char) else "\ufffd" for char in shown)
    told = _OBEYED.sub(lambda char: f"&#{ord(char[0])};", plain)
    return f"<code>\u2068{_CALLED.sub(_parted, told)}\u2069</code>"


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")


def _parted(entity: re.Match[str]) -> str:
    return f"{entity[0]}\u200b"
