"""Which of the page's languages a visitor gets: RFC 4647 look-up, in whatever letter case the question comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jupyterhub_valueprop.language_tags import shortened

#: More than any browser sends; what is beyond is not looked at.
LONGEST_HEADER = 2_000
MOST_PREFERENCES = 50
LONGEST_TAG = 100


def negotiate(preferred: Iterable[str], available: Sequence[str]) -> str:
    """The first of `available` that suits `preferred` best, in our spelling; the first available one if none does.

    A tag is shortened from its end until one is found (RFC 4647, 3.4).
    """
    ours = {tag.casefold(): tag for tag in reversed(available)}
    for tag in preferred:
        for wanted in shortened(tag[:LONGEST_TAG].casefold()):
            if wanted in ours:
                return ours[wanted]
    return available[0]


def accepted(header: str) -> list[str]:
    """What an `Accept-Language` or `Accept-Encoding` header takes, by falling weight (RFC 9110, 12.4.2)."""
    weighted: list[tuple[float, str]] = []
    for part in header[:LONGEST_HEADER].split(",")[:MOST_PREFERENCES]:
        tag, _, parameter = part.strip().partition(";")
        try:
            weight = float(parameter.strip().lower().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag and tag != "*" and weight > 0:
            weighted.append((weight, tag.strip()))
    return [tag for _, tag in sorted(weighted, key=lambda pair: -pair[0])]
