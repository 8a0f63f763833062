"""How one language replaces another that is missing: one rule for texts, documents, catalogs and visitors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Tags from before today's rules, in lower case, and what replaces each (IANA's registry, `Preferred-Value`).
GRANDFATHERED = {
    "art-lojban": "jbo",
    "i-ami": "ami",
    "i-bnn": "bnn",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-navajo": "nv",
    "i-pwn": "pwn",
    "i-tao": "tao",
    "i-tay": "tay",
    "i-tsu": "tsu",
    "no-bok": "nb",
    "no-nyn": "nn",
    "zh-guoyu": "cmn",
    "zh-hakka": "hak",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}


def shortened(tag: str) -> tuple[str, ...]:
    """A tag and what is left of it as it is shortened from its end (RFC 4647, 3.4): `zh-Hant-TW`, `zh-Hant`, `zh`.

    A single letter or digit goes with the subtag that it introduces: `en-x-sea` leads to `en`. Underscores, as POSIX
    writes them, count as hyphens; the case of letters stays as it is.
    """
    parts = tag.replace("_", "-").split("-")
    tags = []
    while parts:
        tags.append("-".join(parts))
        parts.pop()
        while len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()
    return tuple(tags)


def is_script(subtag: str) -> bool:
    """Whether a subtag names a script, such as `Hant` (RFC 5646, 2.2.3)."""
    return len(subtag) == 4 and subtag.isalpha()


def script_of(tag: str) -> str:
    """The script that a tag names, in lower case; empty if it names none."""
    return next((part.lower() for part in tag.split("-")[1:] if is_script(part)), "")


def best_fit(tag: str, available: Sequence[str], fits: Mapping[str, str]) -> str | None:
    """The tag of `available` that suits a reader of a language best; None if there is no such tag.

    The tag is looked up as it is and shortened from its end (RFC 4647, 3.4), first in `fits`, which has tags in lower
    case with their best fits, or an empty text for those without any. Shortening never gives up a script: `sr-Latn`
    doesn't lead to `sr`, which is Cyrillic, nor `zh-TW` to `zh`. A country where the other script is usual is the one
    exception: `zh-Hant-CN` leads to `zh`, as in the example of RFC 4647.
    """
    tags = shortened(tag.lower())
    language, *rest = tags[0].split("-")
    script, *rest = rest if rest and is_script(rest[0]) else ("", *rest)
    for each in tags:
        if each in fits:
            if fits[each] in available:
                return fits[each]
            if not (fits[each] or script):
                return None
            break
        if is_script(each.rpartition("-")[2]):
            break
    ours = {each.lower(): each for each in reversed(available)}
    literal = next((each for each in tags if each in ours), None)
    if literal is None:
        return None
    if script and not script_of(literal):
        names_country = rest and len(rest[0]) in (2, 3)
        usual = best_fit("-".join([language, *rest]), available, fits) if names_country else None
        return usual if usual == ours[literal] else None
    return ours[literal]


def language(tag: str) -> str:
    """The primary language subtag, in lower case: `pt` of `pt-BR`."""
    return shortened(tag)[-1].lower()
