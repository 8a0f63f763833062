"""The sentence with which users thank, with the funders in it."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterhub_valueprop.branding import load_branding
from jupyterhub_valueprop.page.citing import acknowledgement
from jupyterhub_valueprop.page.translations import find_locale
from jupyterhub_valueprop.page.wording import Wording

SENTENCE = "Funded by {{ funders }}."
NAMES = [{"name": "Reef Trust", "note": "Award **42**"}, {"name": "NSF"}, {"name": "<b>Sea</b> & {{ funders }}"}]


def thanks(sentence: Any, funders: Any, tag: str = "en") -> str:
    credits = {"acknowledgement": sentence, "funded_by": funders}
    return str(acknowledgement(Wording(load_branding({"credits": credits, "locales": ["en", "de"]}), find_locale(tag))))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "Funded by Reef Trust (Award 42)."),
        (2, "Funded by Reef Trust (Award 42) and NSF."),
        (3, "Funded by Reef Trust (Award 42), NSF, and &lt;b&gt;Sea&lt;/b&gt; &amp; {{ funders }}."),
    ],
)
def test_funders_are_listed_with_their_notes_as_they_were_written(count: int, said: str) -> None:
    assert thanks(SENTENCE, NAMES[:count]) == said


def test_a_list_is_joined_in_the_language_of_its_sentence() -> None:
    both = {"en": SENTENCE, "de": "Gefördert von {{ funders }}."}

    assert thanks(both, NAMES[:2], "de") == "Gefördert von Reef Trust (Award 42) und NSF."
    assert thanks(SENTENCE, NAMES[:2], "de") == (
        '<span lang="en" dir="ltr">Funded by Reef Trust (Award 42) and NSF.</span>'
    )


def test_without_a_sentence_nobody_is_thanked() -> None:
    assert thanks(None, NAMES) == ""
