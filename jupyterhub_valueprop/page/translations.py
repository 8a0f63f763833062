"""The languages that a page can have: their direction, and the interface texts in them.

The catalogs are gettext `.po` files under `locale/`, compiled.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Mapping
from functools import lru_cache

from jupyterhub_valueprop.language_tags import language, shortened
from jupyterhub_valueprop.site import Locale

from .best_fits import closest_language
from .compiled_files import compiled, compiled_names, read_catalogue

# the same as Babel's, whose data takes longer to load than everything else that a page needs
RIGHT_TO_LEFT_SCRIPTS = frozenset(("Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    "apc ar arc bal bgn ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split()  # noqa: SIM905
)


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale:
    """The `Locale` of a BCP 47 tag; interface texts are those of `pt-BR` for `pt`, English if there is no match."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else language(tag) in RIGHT_TO_LEFT_LANGUAGES
    return Locale(tag, "rtl" if is_rtl else "ltr", _texts(tag))


@lru_cache(maxsize=64)
def find_plurals(tag: str) -> Callable[[str, str, int], str]:
    """The `ngettext` of a BCP 47 tag: the text for one, and for another number, in the form that the language has."""
    catalogue = _catalogue(tag)
    return (gettext.GNUTranslations(io.BytesIO(catalogue)) if catalogue else gettext.NullTranslations()).ngettext


def _texts(tag: str) -> Mapping[str, str]:
    catalogue = _catalogue(tag)
    return read_catalogue(catalogue) if catalogue else {}


def _catalogue(tag: str) -> bytes | None:
    """The catalog of the language that fits best; None for English and without a match."""
    if content := next(filter(None, (compiled(_file(each)) for each in shortened(tag))), None):
        return content
    if language(tag) == "en":
        return None
    languages = tuple(name.removesuffix(".mo").replace("_", "-") for name in compiled_names(".mo"))
    found = closest_language(tag, languages)
    return compiled(_file(found)) if found else None


def _file(tag: str) -> str:
    return f"{tag.replace('-', '_')}.mo"
