"""Say what is wrong with the YAML itself, for somebody who writes YAML twice a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .typing_slips import (
    begins_unusually,
    has_curly_quote,
    key_of,
    line_of_open_quote,
    missed_space,
    odd_beginning,
    unusual_space,
)

_LINE_END = re.compile("\\r\\n|[\\n\\r\\x85\\u2028\\u2029]")
_BLOCK_SCALAR = re.compile(r":\s{1,9}[|>][-+0-9]{0,2}\s{0,9}$")
_KEY_AFTER_COMMA = re.compile(r": [^,:]{0,200}, ?[A-Za-z_]{1,60}$")
QUOTES = "put the text in quotes"
_APOSTROPHE = "write it twice (''), or put the text in double quotes"
_ALIGN = "indent the keys of one mapping by the same number of spaces"


def lines_of(text: str) -> list[str]:
    """The lines of a text, divided where YAML divides them."""
    return _LINE_END.split(text)


def unprintable(error: yaml.reader.ReaderError, text: str, shown: str) -> Problem:
    """The problem for a control character, of which the YAML reader reports only the index."""
    before = lines_of(text[: error.position])
    place = Place(shown, len(before), len(before[-1]) + 1)
    code = f"U+{ord(text[error.position]):04X}"
    return Problem(place, "error", "bad-character", f"the character {code} is not allowed in YAML", "remove it")


def syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    """The problem behind an error of the scanner, the parser or the composer."""
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    if mark is None or begun is None:
        return Problem(Place(shown), "error", "yaml-syntax", "this is not YAML")
    lines = lines_of(text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    written = (each for each in reversed(range(min(mark.line, len(lines)))) if not lines[each].lstrip().startswith("#"))
    above = next((each for each in written if lines[each].strip()), 0)
    slip = _slip(error.problem or "", lines, mark, begun.line, above)
    if slip:
        number, wrong, advice = slip
        column = len(lines[number]) - len(lines[number].lstrip(" ")) + 1
        return Problem(Place(shown, number + 1, column), "error", "yaml-syntax", wrong, advice)
    code, message, hint, at_begin = _wording(error.problem or "", error.context or "", lines[above], line, mark.column)
    if "quoted scalar" in (error.context or "") and has_curly_quote(lines[begun.line]):
        hint = "close its quotes with the same straight character"
    at = begun if at_begin else mark
    return Problem(Place(shown, at.line + 1, at.column + 1), "error", code, message, hint)


_Slip = tuple[int, str, str]
"""The number of a line, from 0, with a message and a hint."""


def _slip(problem: str, lines: Sequence[str], mark: yaml.Mark, begun: int, above: int) -> _Slip | None:
    """A slip of the keyboard that YAML reports at another place or as something else."""
    ended = "expected '<document start>'" in problem
    before = lines[mark.line][: mark.column] if mark.line < len(lines) else ""
    # the line above may be at fault, unless this one has a key of its own: then it may be a line of a text
    is_of_above = ended or "could not find" in problem or ("mapping values" in problem and ": " not in before)
    named = (mark.line, begun, above) if is_of_above else (mark.line,)
    numbers = tuple(each for each in dict.fromkeys(named) if each < len(lines))
    for number in numbers:
        if begins_unusually(lines[number]):
            return number, f"this line begins with {unusual_space(lines[number])}", "use ordinary spaces"
        if beginning := odd_beginning(lines[number]):
            return number, *beginning
    if ended:
        return above, *_of_ended_document(lines[above])
    keyless = ("mapping values are not allowed", "could not find expected ':'", "but found '<scalar>'")
    return _missing_sign(lines, mark, numbers) if any(each in problem for each in keyless) else None


def _missing_sign(lines: Sequence[str], mark: yaml.Mark, numbers: Sequence[int]) -> _Slip | None:
    """A quote, an indentation or a space that is missing in one of the lines."""
    if (opened := line_of_open_quote(lines, mark.line, mark.column)) is not None:
        return opened, f"a text in quotes begins here and only ends in line {mark.line + 1}", "close its quotes"
    for number in numbers:
        if number and _BLOCK_SCALAR.search(lines[number - 1]):
            return number, "this text is not indented below its key", "indent each of its lines with two spaces more"
        if hint := missed_space(lines[number].strip()):
            return number, f"the key {quote(key_of(lines[number].strip()))} has no ': ' after it", hint
    return None


def _of_ended_document(line: str) -> tuple[str, str]:
    """Message and hint for the line after which YAML expects nothing more."""
    if line.strip() == "...":
        return "the line '...' ends the file's content, and there is more below", "delete this line"
    return "this line has a key without ': '", "write 'key: value'"


_Wording = tuple[str, str, str | None, bool]
"""Code, message, hint, and whether to point at the start of the construct instead of where reading stopped."""

_UNFINISHED: tuple[tuple[str, str, str, str, bool], ...] = (
    ("quoted scalar", "end of stream", "a text in quotes begins here and never ends", "close its quotes", True),
    ("quoted scalar", "document separator", "a text in quotes begins here and never ends", "close its quotes", True),
    (
        "double-quoted",
        "",
        "YAML does not know this escape: in double quotes, a backslash begins one",
        "use single quotes",
        False,
    ),
    (
        "flow sequence",
        "",
        "the list that begins here with '[' is not closed",
        "separate entries by commas and end with ']'",
        True,
    ),
    (
        "flow mapping",
        "",
        "the mapping that begins here with '{' is not closed",
        "separate keys by commas and end with '}'",
        True,
    ),
    ("scanning an alias", "", "a text can't begin with '*' in YAML", QUOTES, True),
    ("scanning an anchor", "", "a text can't begin with '&' in YAML", QUOTES, True),
    ("simple key", "expected ':'", "this line has a key without ': '", "write 'key: value'", True),
    ("flow node", "<stream end>", "the file ends before a bracket is closed", "close them with ']' or '}'", False),
    ("duplicate anchor", "", "an anchor of this name exists already", "give it another name", False),
)


def _wording(problem: str, context: str, above: str, line: str, column: int) -> _Wording:
    if "cannot start any token" in problem:
        return _wrong_start(line[:column], line[column : column + 1])
    if "mapping values are not allowed" in problem:
        return _second_colon(above, line[:column])
    if "expected <block end>" in problem:
        return _unexpected(problem.partition("but found ")[2], line, column)
    if "undefined alias" in problem:
        name = problem.partition("'")[2].rpartition("'")[0]
        return (
            "unknown-alias",
            f"no anchor has the name {quote(name)}",
            "put a text that begins with * in quotes",
            False,
        )
    for in_context, in_problem, message, hint, at_begin in _UNFINISHED:
        if in_context in context and in_problem in problem:
            return "yaml-syntax", message, hint, at_begin
    return "yaml-syntax", f"this is not YAML: {problem or context}", None, False


def _unexpected(instead: str, line: str, column: int) -> _Wording:
    if line[column - 1 : column] == "'" and line[column : column + 1].isalnum():
        return "yaml-syntax", "the text in single quotes ends at this apostrophe", _APOSTROPHE, False
    if instead == "':'":
        return "yaml-syntax", "this ':' has no key before it", "write 'key: value'", False
    if instead in ("'<scalar>'", "','", "']'", "'}'", "'<anchor>'", "'<alias>'", "'<tag>'"):
        return "yaml-syntax", "this text follows a value that has already ended", "put the whole text in quotes", False
    return "yaml-indentation", "this line is indented differently from the lines it belongs to", _ALIGN, False


def _wrong_start(before: str, char: str) -> _Wording:
    if char == "\t":
        hint = "write a space instead" if before.strip() else "indent with spaces"
        return "yaml-tab", "YAML doesn't allow a tab here", hint, False
    return "yaml-syntax", f"a text can't begin with {quote(char)} in YAML", QUOTES, False


def _second_colon(above: str, before: str) -> _Wording:
    if _KEY_AFTER_COMMA.search(before) and not {"{", "["} & set(before):
        return "yaml-syntax", "this line has two keys", "put them between '{' and '}', or each on its own line", False
    if ": " in before or "{" in before or "[" in before:
        return "yaml-syntax", "this line has a second ': '", QUOTES, False
    if ":" not in above:
        return "yaml-syntax", "the line above has a key without ': '", "write 'key: value' in that line", False
    return "yaml-indentation", "this line is indented, but the line above it already has its value", _ALIGN, False
