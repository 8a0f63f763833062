"""How a value says what is wrong with it: errors in this package's words. `branding.validation` adds the place.

A message is a predicate ("takes a CSS color, found 'bleu'"); its subject, the key, is added where the key is known.
"""

from __future__ import annotations

from collections.abc import Sized

from pydantic_core import PydanticCustomError


def mistake(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """An error with a stable code. The message is passed as data, so that braces in a user's text stay braces."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def check_length(entries: Sized, most: int) -> None:
    """Raise PydanticCustomError for too many entries, before any of them is validated."""
    if len(entries) > most:
        raise mistake("length", f"takes at most {most} entries, found {len(entries)}")
