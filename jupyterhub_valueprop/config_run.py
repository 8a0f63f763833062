"""Shared by the programs that run an admin's configuration: how they answer, and where a configuration failed.

The configuration is code: it may print, raise anything, exit, and leave threads and processes behind.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import TracebackException
from typing import Any


def answer_with(question: Callable[[], Mapping[str, Any]], default: Callable[[Any], Any] = repr) -> None:
    """Write what `question` returns to standard output, as JSON, and end the program. Never returns.

    What is printed meanwhile goes to standard error. `default` converts values that JSON doesn't have.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # keeps what the configuration prints out of the answer
    json.dump(question(), answers, default=default, skipkeys=True)
    answers.flush()
    os._exit(0)  # ends the program even if the configuration has started threads


def failing_line(error: BaseException, file: Path) -> int | None:
    """The number of the last line of `file` in the error's traceback, from 1; None if it isn't in it."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return error.lineno
    lines = [frame.lineno for frame in TracebackException.from_exception(error).stack if frame.filename == str(file)]
    return lines[-1] if lines else None
