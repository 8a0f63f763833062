"""Print what others wrote as plain text: nothing in it drives a terminal or the service that runs the tests.

GitHub, Azure and TeamCity take lines of a program's output for commands: a line that begins with `::name`, or one with
`##[`, `##vso[` or `##teamcity[` anywhere (actions/runner, src/Runner.Common/ActionCommand.cs). Somebody who writes such
a line into a branding could set an output of the workflow or hide what follows.
"""

from __future__ import annotations

import json
import re
from typing import Any

import click

#: What stands for a character that is not printed. One for one, so that a caret stays under its column.
_REPLACEMENT = "\ufffd"
_LINE_COMMAND = re.compile(r" *:(?=:[A-Za-z])")
_COMMAND = re.compile(r"##(?=\w*\[)")


def say(text: str, *, err: bool = False) -> None:
    """Print lines for people, as plain text."""
    click.echo(printable_lines(text), err=err)


def printable_lines(text: str) -> str:
    """Several lines as plain text."""
    return "\n".join(map(printable, text.split("\n")))


def printable(text: str) -> str:
    """One line without control characters, such as escape sequences and line feeds, and without commands."""
    plain = "".join(char if char.isprintable() else _REPLACEMENT for char in text)
    if command := _LINE_COMMAND.match(plain):
        plain = f"{plain[: command.end() - 1]}{_REPLACEMENT}{plain[command.end() :]}"
    return _COMMAND.sub(f"#{_REPLACEMENT}", plain)


def as_json_text(data: Any) -> str:
    """The data as JSON for people and programs, in which no text is a command or drives a terminal."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    # within JSON these are parts of texts, whose characters can be written as numbers
    plain = "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)
    return plain.replace("##", "#\\u0023")


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1].replace("\x7f", "\\u007f")
