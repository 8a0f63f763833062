"""What the programs share that run an admin's configuration: an answer of their own, and where it failed.

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
    """Write what `question` returns to standard output, as JSON, and end the program; never returns.

    What is printed meanwhile goes to standard error. `default` says what stands for values that JSON has not.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the configuration prints is no answer
    json.dump(question(), answers, default=default, skipkeys=True)
    answers.flush()
    os._exit(0)  # whatever threads it has begun


def failing_line(error: BaseException, file: Path) -> int | None:
    """The last line of `file` that took part in an error, from 1; None where none did."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return error.lineno
    lines = [frame.lineno for frame in TracebackException.from_exception(error).stack if frame.filename == str(file)]
    return lines[-1] if lines else None
