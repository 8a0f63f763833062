"""Write texts of others into the hub's log, each as one line."""

from __future__ import annotations

from collections.abc import MutableMapping
from logging import Logger, LoggerAdapter
from typing import Any, TypeAlias

from jupyterhub_valueprop.problems import Problem

Log: TypeAlias = "Logger | LoggerAdapter[Any]"


class SiteLog(LoggerAdapter):  # type: ignore[type-arg]  # Python 3.10 doesn't accept the parameter here
    """The hub's log, with the name of the site at the start of each line."""

    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[str, MutableMapping[str, Any]]:
        """The line as it is logged."""
        return f"{self.extra['site']}: {msg}" if self.extra else msg, kwargs


def as_log_line(text: object) -> str:
    """The text with line ends, control characters and changes of direction written as escapes."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in str(text))


def log_problem(log: Log, problem: Problem) -> None:
    """Log a problem by its severity."""
    (log.error if problem.severity == "error" else log.warning)("ValueProp: %s", as_log_line(problem))
