"""Short texts out of longer ones: whole words, no markup, never too long."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.content import inline_markdown, read_proposition
from jupyterhub_valueprop.page.excerpts import (
    LONGEST_SENTENCE,
    LONGEST_TICK,
    claim_in_short,
    excerpt,
    statement_in_short,
    without_repeating,
)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Shared  notebooks\nfor all", "Shared notebooks for all"),
        ("Shared notebooks for ocean science", "Shared notebooks for…"),
        ("", ""),
        ("a" * 64, "a" * 23 + "…"),
        ("海" * 64, "海" * 23 + "…"),
    ],
)
def test_a_text_is_cut_between_words_where_it_has_some(text: str, short: str) -> None:
    assert excerpt(text, 24) == short


@pytest.mark.parametrize(
    ("promise", "claim"),
    [
        ("For users, start *at once*.", "start at once"),
        ("For users, start at <b>once</b> & leave.", "start at once & leave"),
        ("Why [wait](https://example.org)?", "Why wait?"),
        ("Para quienes investigan, empezar ya.", "empezar ya"),
        ("面向用户，打开浏览器，即可开始。", "打开浏览器，即可开始"),
    ],
)
def test_a_claim_has_no_audience_no_markup_and_no_full_stop(promise: str, claim: str) -> None:
    locale = {"Para": "es", "面向用户": "zh-Hans"}.get(promise[:4], "en")
    document = read_proposition(f"## Hub\n\n**{promise}**\n", locale=locale).proposition

    assert claim_in_short(document.sections[0].promises[0].promise) == claim


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("Science belongs to all. So do its tools.", "Science belongs to all."),
        ("Tools, e.g. notebooks, belong to *all*. So does science.", "Tools, e.g. notebooks, belong to all."),
        ("No full stop at the end", "No full stop at the end"),
    ],
)
def test_a_statement_gives_its_first_sentence(statement: str, sentence: str) -> None:
    assert statement_in_short(inline_markdown(statement), "en") == sentence


@pytest.mark.parametrize(
    ("statement", "said", "marked"),
    [
        ("A & b. The *rest*.", "A & b.", '<span class="vp-said">A &amp; b.</span> The <em>rest</em>.'),
        ("Only *this*.", "Only this.", '<span class="vp-said">Only <em>this</em>.</span>'),
        ("First *marked*. Second.", "First marked.", "First <em>marked</em>. Second."),
        ("A long one that was cut.", "A long one…", "A long one that was cut."),
        ("Not said.", "", "Not said."),
    ],
)
def test_what_the_first_screen_says_of_a_statement_is_marked(statement: str, said: str, marked: str) -> None:
    assert without_repeating(inline_markdown(statement), said) == marked


def test_neither_is_ever_too_long() -> None:
    long = inline_markdown("word " * 2_000)

    assert len(claim_in_short(long)) <= LONGEST_TICK
    assert len(statement_in_short(long, "en")) <= LONGEST_SENTENCE
