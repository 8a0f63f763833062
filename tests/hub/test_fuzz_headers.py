"""Whatever a visitor's browser says about languages, one of the page's own is chosen, and quickly."""

from __future__ import annotations

import time

from fuzzing import fuzzed
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.hub.languages import MOST_PREFERENCES, accepted, negotiate
from jupyterhub_valueprop.page.best_fits import best_fits

AVAILABLE = ("en", "de", "pt-BR", "zh-Hant", "sr-Latn", "ar")
FITS = best_fits(AVAILABLE)

subtags = st.sampled_from([
    "en", "EN", "de", "pt", "br", "BR", "zh", "hant", "Hant", "TW", "sr", "latn", "x", "i", "a", "", "*", "_",
    "klingon", "1996", "\u00e9", "\ud800", "\0", " ", "\t", "de_DE", "%ff",
])  # fmt: skip
tags = st.builds(
    lambda parts, times, joint: joint.join(parts * times),
    st.lists(subtags, min_size=1, max_size=5),
    st.sampled_from([1, 1, 2, 300]),
    st.sampled_from(["-", "-", "_", "--"]),
)
weights = st.sampled_from(
    ["", ";q=1", ";q=0", ";q=0.5", ";Q=0.3", ";q=nan", ";q=inf", ";q=-1", ";q=1e999", ";q=", ";;", "; q = 1"]
)
headers = st.builds(
    lambda entries, times: ",".join(entries * times),
    st.lists(st.builds("{}{}".format, tags, weights), max_size=4),
    st.sampled_from([1, 1, 3, 200]),
)


@fuzzed
@given(headers, st.lists(tags, max_size=2))
def test_one_of_the_pages_own_languages_is_chosen_and_quickly(header: str, asked: list[str]) -> None:
    began = time.process_time()
    chosen = negotiate(asked, header, AVAILABLE, FITS)
    assert chosen in AVAILABLE
    assert len(accepted(header)) <= MOST_PREFERENCES
    assert negotiate([tag.swapcase() for tag in asked], header.swapcase(), AVAILABLE, FITS) == chosen
    assert time.process_time() - began < 0.5


def test_a_long_header_takes_no_more_than_its_length() -> None:
    for entry in ("de,", "de-", ";q=1,", "x-", "en-a-"):
        assert_linear(lambda header: negotiate([], header, AVAILABLE, FITS), entry.__mul__, 5_000)


def test_a_long_tag_takes_no_more_than_its_length() -> None:
    assert_linear(lambda tag: negotiate([tag], "", AVAILABLE, FITS), lambda size: "de-a" * size, 500)
