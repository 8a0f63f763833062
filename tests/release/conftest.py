"""Tests of what is released: `make release-check` and `make docs` build it first; other runs leave these out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

#: What says where something to be tested was built, with what tests it.
BUILT = {
    "VALUEPROP_DISTRIBUTIONS": ["test_distributions.py", "test_tutorial.py"],
    "VALUEPROP_SITE": ["test_site.py"],
}
collect_ignore = [name for variable, names in BUILT.items() if variable not in os.environ for name in names]


@pytest.fixture(scope="session")
def distributions() -> Path:
    """The folder that has one wheel and one sdist."""
    return Path(os.environ["VALUEPROP_DISTRIBUTIONS"]).resolve()


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    """The wheel that is to be released."""
    (found,) = distributions.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(distributions: Path) -> Path:
    """The sdist that is to be released."""
    (found,) = distributions.glob("*.tar.gz")
    return found
