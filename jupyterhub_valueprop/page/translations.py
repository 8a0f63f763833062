"""The languages that a page can have: their direction, and the interface texts in them.

Catalogues are gettext `.po` files under `locale/`, compiled.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from jupyterhub_valueprop.language_tags import language, shortened
from jupyterhub_valueprop.site import Locale

from .compiled_files import compiled, read_catalogue

# as Babel says them, whose data of a locale takes longer to load than all else that a page needs
RIGHT_TO_LEFT_SCRIPTS = frozenset(("Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    "apc ar arc bal bgn ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split()  # noqa: SIM905
)


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale:
    """The `Locale` of a BCP 47 tag; interface texts fall back from `pt-BR` to `pt` to English."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else language(tag) in RIGHT_TO_LEFT_LANGUAGES
    return Locale(tag, "rtl" if is_rtl else "ltr", _texts(shortened(tag)))


@lru_cache(maxsize=64)
def find_plurals(tag: str) -> Callable[[str, str, int], str]:
    """The `ngettext` of a BCP 47 tag: the text for one, and for another number, in the form that the language has."""
    catalogue = _catalogue(shortened(tag))
    return (gettext.GNUTranslations(io.BytesIO(catalogue)) if catalogue else gettext.NullTranslations()).ngettext


def _texts(tags: Iterable[str]) -> Mapping[str, str]:
    catalogue = _catalogue(tags)
    return read_catalogue(catalogue) if catalogue else {}


def _catalogue(tags: Iterable[str]) -> bytes | None:
    """The catalogue of the first of these languages that has one; none for English."""
    return next(filter(None, (compiled(f"{tag.replace('-', '_')}.mo") for tag in tags)), None)
