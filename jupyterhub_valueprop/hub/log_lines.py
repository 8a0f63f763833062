"""What somebody else wrote, as one line of the hub's log."""

from __future__ import annotations

from collections.abc import MutableMapping
from logging import Logger, LoggerAdapter
from typing import Any, TypeAlias

from jupyterhub_valueprop.problems import Problem

Log: TypeAlias = "Logger | LoggerAdapter[Any]"


class SiteLog(LoggerAdapter):  # type: ignore[type-arg]  # which Python 3.10 can't be told here
    """The hub's log, in which each line begins with the name of the site that it is about."""

    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[str, MutableMapping[str, Any]]:
        """The line as it is logged."""
        return f"{self.extra['site']}: {msg}" if self.extra else msg, kwargs


def as_log_line(text: object) -> str:
    """The text with its line ends, control characters and changes of direction written out: a name can hold some."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in str(text))


def log_problem(log: Log, problem: Problem) -> None:
    """Log a problem by its severity."""
    (log.error if problem.severity == "error" else log.warning)("ValueProp: %s", as_log_line(problem))
