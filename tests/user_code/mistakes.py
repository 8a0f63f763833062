"""Mistakes that the annotations of this package have to catch: an `ignore` that ignores nothing is an error, too."""

from __future__ import annotations

from jupyterhub_valueprop import Branding, ValuePropError, load_branding
from jupyterhub_valueprop import setupp as misspelled  # type: ignore[attr-defined]


def wrong_name(branding: Branding) -> object:
    """A key that a branding has not."""
    return branding.comunity  # type: ignore[attr-defined]


def maybe_nothing(branding: Branding) -> str:
    """A hub can be without a name."""
    return branding.community.name.get("en")  # type: ignore[union-attr]


def no_such_argument() -> Branding:
    """`root` is a path."""
    return load_branding("branding.yaml", root="branding")  # type: ignore[arg-type]


def problems_are_data(error: ValuePropError) -> str:
    """A problem is no text."""
    return error.problems[0]  # type: ignore[return-value]


__all__ = ["misspelled"]
