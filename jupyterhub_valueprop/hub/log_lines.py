"""What somebody else wrote, as one line of the hub's log."""

from __future__ import annotations

from logging import Logger

from jupyterhub_valueprop.problems import Problem


def as_log_line(text: object) -> str:
    """The text with its line ends written out: a file's name can hold some."""
    return str(text).replace("\n", "\\n").replace("\r", "\\r")


def log_problem(log: Logger, problem: Problem) -> None:
    """Log a problem by its severity."""
    (log.error if problem.severity == "error" else log.warning)("ValueProp: %s", as_log_line(problem))
