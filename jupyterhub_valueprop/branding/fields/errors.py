"""How a value says what is wrong with it: errors in our own words, which `branding.validation` puts in their place.

A message is a predicate ("takes a CSS color, found 'bleu'"); its subject, the key, is added where the key is known.
"""

from __future__ import annotations

from collections.abc import Sized

from pydantic_core import PydanticCustomError


def mistake(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """An error with a stable code; the message is passed as data, so that braces in what people write stay braces."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def check_length(entries: Sized, most: int) -> None:
    """Raise the mistake of too many entries, before each of them is looked at."""
    if len(entries) > most:
        raise mistake("length", f"takes at most {most} entries, found {len(entries)}")
