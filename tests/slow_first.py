"""The order of the test files: those that take longest come first, so that no worker is left with one at the end."""

from __future__ import annotations

#: As `make test` says which tests are slow.
SLOW_FIRST = (
    "browser/test_wrapped_pages.py",
    "hub/test_safety.py",
    "content/test_worst_cases.py",
    "browser/test_geometry.py",
    "browser/test_page.py",
    "browser/test_brand.py",
    "hub/test_hostile_files.py",
    "hub/test_builds.py",
    "pictures/test_worst_cases.py",
    "hub/test_every_key.py",
    "hub/test_themes.py",
    "hub/test_reload_under_load.py",
    "hub/test_wrapped_pages.py",
    "branding/test_worst_cases.py",
)


def slow_first(path: str) -> int:
    """What to sort by: the place of a file in the list, or one behind it."""
    places = (place for place, name in enumerate(SLOW_FIRST) if path.endswith(f"/{name}"))
    return next(places, len(SLOW_FIRST))
