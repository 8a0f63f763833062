"""Choose the page's best language for readers of other languages: CLDR's data, as one table of tags.

The hub looks a visitor's language up in this table (`hub.languages`), so it doesn't need data of languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import count, pairwise

from jupyterhub_valueprop.language_tags import best_fit, is_script, script_of, shortened

from .likely_subtags import LikelySubtags, cldr_table, likely_of

#: Languages whose readers read another one of the same macrolanguage (ISO 639-3) in writing, besides Babel's aliases.
_WRITTEN_AS = {
    "nb": ("nn", "no"),
    "nn": ("nb", "no"),
    "no": ("nb", "nn"),
    "zh": ("yue", "wuu", "nan", "hak", "gan", "hsn", "cdo", "cjy"),
    "ar": ("arz", "ary", "arq", "aeb", "apc", "ajp", "acm", "afb", "acw", "apd", "ars", "ayl", "shu"),
}


def best_fits(tags: Sequence[str]) -> dict[str, str]:
    """The best of `tags` for each tag, in lower case, that a visitor may ask for; an empty text if there is no match.

    A tag is in the table if shortening it (RFC 4647, 3.4) would not lead to the right one: `zh-cn` for a page
    in `zh-Hans`, `pt` for one in `pt-BR`, `zh-tw` with nothing for one in `zh-Hans`, which is another script.
    """
    ours = {tag: likely_of(tag) for tag in tags}
    spelled = {tag.lower(): tag for tag in reversed(tags)}
    fits = dict(spelled)
    for name, wanted in _wanted(ours):
        literal = next((spelled[each] for each in shortened(name) if each in spelled), None)
        keeps_script = literal and script_of(literal) == script_of(name)
        if name in fits or (literal and keeps_script and ours[literal].script == wanted.script):
            continue
        candidates = [
            tag for tag, full in ours.items() if (full.language, full.script) == (wanted.language, wanted.script)
        ]
        fits[name] = min(candidates, key=lambda tag: _distance(wanted, ours[tag]), default="")
    return {name: fit for name, fit in fits.items() if name in spelled or not _follows(name, fits)}


@lru_cache(maxsize=64)
def closest_language(tag: str, tags: tuple[str, ...]) -> str | None:
    """The best of `tags` for readers of a language, if there are few tags in different scripts; None without a match.

    A tag of the same name is found without CLDR's tables, which take longer than the rest of a page in English.
    """
    literal = next((each for each in shortened(tag) if each in tags), None)
    if literal and script_of(tag.replace("_", "-")) != script_of(literal):
        literal = None
    return literal or best_fit(tag, tags, best_fits(tags))


def _follows(name: str, fits: Mapping[str, str]) -> bool:
    """Whether shortening a tag leads to the same answer, so that the table doesn't need it."""
    for longer, each in pairwise(shortened(name)):
        if is_script(longer.rpartition("-")[2]):
            return False
        if each in fits:
            return fits[each] == fits[name]
    return False


def _wanted(ours: Mapping[str, LikelySubtags]) -> Iterator[tuple[str, LikelySubtags]]:
    """The tags, in lower case, by which readers may ask for these languages, and each in full."""
    for language in dict.fromkeys(full.language for full in ours.values()):
        endings = dict.fromkeys(["", *_endings().get(language, ()), *_own_endings(language, ours)])
        for name, stands_for in _names(language):
            for ending in endings:
                given = f"{stands_for}-{ending}" if ending else stands_for
                full = likely_of(f"{name}-{ending}" if ending else name) if stands_for == language else likely_of(given)
                script = full.script or likely_of(given).script
                yield (
                    f"{name}-{ending}".rstrip("-").lower(),
                    LikelySubtags(language, script, full.territory),
                )


def _names(language: str) -> Iterator[tuple[str, str]]:
    """The tags for a language, each with its full form: `sr`, `srp`, `sh` for `sr-Latn`."""
    yield language, language
    for alias, target in cldr_table("language_aliases").items():
        if target.partition("_")[0] == language and "_" not in alias:
            yield alias, target.replace("_", "-")
    for name in _WRITTEN_AS.get(language, ()):
        yield name, language


@cache
def _endings() -> Mapping[str, Sequence[str]]:
    """CLDR's variants of each language: countries that write it in another script or another way."""
    endings: dict[str, list[str]] = {}
    for table in ("likely_subtags", "parent_exceptions"):
        for key in cldr_table(table):
            language, _, ending = key.partition("_")
            if ending:
                endings.setdefault(language, []).append(ending.replace("_", "-"))
    return endings


def _own_endings(language: str, ours: Mapping[str, LikelySubtags]) -> Iterator[str]:
    for full in ours.values():
        if full.language == language:
            yield from (full.script, full.territory, f"{full.script}-{full.territory}")


def _distance(wanted: LikelySubtags, offered: LikelySubtags) -> tuple[bool, int, bool]:
    """The distance of two languages of one script: the same country, the nearest common ancestor, the usual country."""
    chain, ancestors = _chain(wanted), set(_chain(offered))
    shared = next((index for index, each in zip(count(), chain) if each in ancestors), len(chain))
    usual = likely_of(f"{wanted.language}-{wanted.script}" if wanted.script else wanted.language).territory
    return offered.territory != wanted.territory, shared, offered.territory != usual


def _chain(full: LikelySubtags) -> list[str]:
    """A language and those that it inherits from (CLDR, parent locales): `pt_AO`, `pt_PT`, `pt`."""
    is_usual = likely_of(full.language).script == full.script
    parts = (full.language, full.territory) if is_usual else (full.language, full.script, full.territory)
    tag, chain = "_".join(filter(None, parts)), []
    while tag:
        chain.append(tag)
        tag = cldr_table("parent_exceptions").get(tag) or tag.rpartition("_")[0]
    return chain
