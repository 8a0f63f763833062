"""How problems are put into words: one module says it for all."""

from __future__ import annotations

from pathlib import Path

import pytest

import jupyterhub_valueprop
from jupyterhub_valueprop.problems.phrases import did_you_mean, nearest_or_all

PACKAGE = Path(jupyterhub_valueprop.__file__).parent


@pytest.mark.parametrize("words", ['f"did you mean', "get_close_matches"])
def test_one_module_guesses_what_was_meant_and_asks(words: str) -> None:
    homes = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if words in path.read_text(encoding="utf-8")]
    assert homes == [Path("problems/phrases.py")]


def test_a_word_that_is_like_a_known_one_is_taken_for_it_and_any_other_gets_them_all() -> None:
    assert nearest_or_all("compct", ("compact", "full")) == did_you_mean("compact") == "did you mean 'compact'?"
    assert nearest_or_all("", ("compact", "full")) == "use one of 'compact', 'full'"
