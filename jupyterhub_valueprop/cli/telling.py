"""Print progress to standard error: not with `--quiet`, and with colors and links on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TextIO, TypeVar

import click

from jupyterhub_valueprop.problems import Problem
from jupyterhub_valueprop.problems.codes import entry_of

from .plain_output import say
from .report import as_text

_QUIET = f"{__name__}.quiet"
_COLORS = {"error": "red", "warning": "yellow"}
_Verb = TypeVar("_Verb", bound=Callable[..., Any])
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


def _remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[_QUIET] = value


quiet_option: Callable[[_Verb], _Verb] = click.option(
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="Print only the results, without progress.",
)
"""The option `--quiet` of a verb, which silences `tell`."""


def is_quiet() -> bool:
    """Whether the running verb has the option `--quiet`."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_QUIET))


def tell(text: str) -> None:
    """Print a line of progress, unless the verb is quiet."""
    if not is_quiet():
        say(text, err=True)


def is_colorful(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colors, and the user wants them (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show_problems(problems: Iterable[Problem], texts: Mapping[str, str] = _NO_TEXTS, *, err: bool = False) -> None:
    """Print every problem with its line and a caret; `texts` as in `as_text`."""
    problems = tuple(problems)
    if not problems:
        return
    if not is_colorful(sys.stderr if err else sys.stdout):
        click.echo(as_text(problems, texts), err=err)
        return
    for problem in problems:
        first, *excerpt = as_text([problem], texts).split("\n")
        word = f"{problem.severity}: "
        place = first.partition(word)[0]
        click.echo(
            place + click.style(word, fg=_COLORS[problem.severity], bold=True) + first[len(place) + len(word) :],
            err=err,
            color=True,
        )
        for line in excerpt:
            click.echo(click.style(line, dim=True), err=err, color=True)


def tell_entries(problems: Iterable[Problem]) -> None:
    """Print the URL of each code's explanation in the documentation."""
    for code in sorted({problem.code for problem in problems}):
        tell(f"[{code}]: {entry_of(code)}")
