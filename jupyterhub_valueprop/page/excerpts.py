"""Make short plain texts from longer ones, for places with little space. They are never too long and have no markup."""

from __future__ import annotations

from textwrap import shorten

from markupsafe import Markup

from jupyterhub_valueprop.content import RichText, first_sentence
from jupyterhub_valueprop.isolates import markup_as_isolates

from .wording import escaped

#: The most characters of a promise in one line beside the sign-in card.
LONGEST_TICK = 100
#: The most characters of a statement instead of a tagline.
LONGEST_SENTENCE = 200
#: The ends of a plain sentence: in most scripts, in Chinese and Japanese, in India's scripts, in Urdu.
FULL_STOPS = (".", "。", "।", "۔")


def excerpt(text: str, most: int) -> str:
    """The text in one line, cut between two words if it has more than `most` characters, or inside a long word.

    >>> excerpt("Shared notebooks for ocean science", 20)
    'Shared notebooks…'
    """
    short = shorten(text, most, placeholder="…")
    return f"{text.strip()[: most - 1]}…" if short == "…" else short


def claim_in_short(promise: RichText) -> str:
    """A promise without the words "For users," and its full stop."""
    _, end, rest = promise.html.partition("</span>")
    claim = Markup(markup_as_isolates(rest)).striptags() if end else promise.text  # noqa: S704 - its tags are removed
    return excerpt(claim[:-1] if claim.endswith(FULL_STOPS) else claim, LONGEST_TICK)


def statement_in_short(statement: RichText, locale: str) -> str:
    """The first sentence of a statement."""
    return excerpt(first_sentence(statement.text, locale), LONGEST_SENTENCE)


def without_repeating(statement: RichText, said: str) -> Markup:
    """A statement in which `said`, its first sentence, is marked as `vp-said`: the words above it say the same.

    All of it is marked if there is no other sentence; nothing is marked if the sentence was cut or has markup.
    """
    html, sentence = statement.html, statement.html if statement.text == said else str(escaped(said))
    if not said or not html.startswith(sentence):
        return Markup(html)  # noqa: S704 - sanitized by `content`
    return Markup(f'<span class="vp-said">{sentence}</span>{html.removeprefix(sentence)}')  # noqa: S704 - as above
