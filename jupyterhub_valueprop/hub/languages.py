"""Choose the language of the page for a visitor: RFC 4647 look-up, in any letter case."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jupyterhub_valueprop.language_tags import GRANDFATHERED, best_fit, shortened

#: The most characters or entries of a header that are read; browsers send fewer.
LONGEST_HEADER = 2_000
MOST_PREFERENCES = 50
LONGEST_TAG = 100

#: A weight (RFC 9110, 12.4.2), also with too many digits. A missing weight counts as 1.
_WEIGHT = re.compile(r"(?:q=)?(?:(0(?:\.[0-9]{0,99})?|1(?:\.0{0,99})?|\.[0-9]{1,99})?)", re.IGNORECASE)


def negotiate(asked: Sequence[str], header: str, available: Sequence[str], fits: Mapping[str, str]) -> str:
    """The language of `available` for a visitor who `asked` for some and whose browser sends `header`.

    Requested languages come first, then those of the header by weight, then the first of `available` that
    the header doesn't refuse. `fits` is `Site.fits`. A language alone after one of its own with more, such as `zh` in
    `zh-TW,zh;q=0.9`, was added by the browser and doesn't ask for another script.
    """
    for tag in asked:
        if found := fitting(tag, available, fits):
            return found
    preferred = weighted(header)
    weights = {shortened(tag.lower())[0]: weight for tag, weight in reversed(preferred)}
    narrower: set[str] = set()
    for tag, weight in preferred:
        if weight == 0:
            break
        name, _, more = tag.replace("_", "-").lower().partition("-")
        if more:
            narrower.add(name)
        elif name in narrower:
            continue  # any other match would have matched the language before
        found = _unnamed(available, weights) if tag == "*" else fitting(tag, available, fits)
        # `*;q=0` only refuses languages that are not named: `fr-CH, *;q=0` accepts French
        if found and _weight(found, weights) != 0:
            return found
    return next((tag for tag in available if _weight(tag, weights, weights.get("*")) != 0), available[0])


def fitting(tag: str, available: Sequence[str], fits: Mapping[str, str]) -> str | None:
    """The best of `available` for a reader of a language; None if there is no match. `zh-cmn-Hans` is `cmn-Hans`."""
    tag = tag[:LONGEST_TAG].replace("_", "-")
    tag = GRANDFATHERED.get(tag.lower(), tag)
    rest = tag.partition("-")[2]
    extended = rest.partition("-")[0]
    if len(extended) == 3 and extended.isalpha() and extended.lower() in fits:
        tag = rest
    return best_fit(tag, available, fits)


def accepted(header: str) -> list[str]:
    """What an `Accept-Language` or `Accept-Encoding` header accepts, by falling weight (RFC 9110, 12.4.2)."""
    return [tag for tag, weight in weighted(header) if weight > 0 and tag != "*"]


def weighted(header: str) -> list[tuple[str, float]]:
    """The entries of such a header with their weights, the highest first. Malformed entries are left out."""
    entries: list[tuple[str, float]] = []
    for part in header[:LONGEST_HEADER].split(",")[:MOST_PREFERENCES]:
        tag, _, parameter = part.strip().partition(";")
        weight = _WEIGHT.fullmatch(parameter.strip())
        if weight and (name := tag.strip()):
            entries.append((name, float(weight[1] or 1)))
    return sorted(entries, key=lambda entry: -entry[1])


def _weight(tag: str, weights: Mapping[str, float], unnamed: float | None = None) -> float | None:
    """The weight of a language in a header, by its most specific range; `unnamed` if no range matches."""
    found = (weights[each] for each in shortened(tag.lower()) if each in weights)
    return next(found, unnamed)


def _unnamed(available: Sequence[str], weights: Mapping[str, float]) -> str | None:
    """The meaning of `*`: the first language that no other range of the header names."""
    return next((tag for tag in available if not any(each in weights for each in shortened(tag.lower()))), None)
