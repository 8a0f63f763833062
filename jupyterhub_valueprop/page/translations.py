"""The languages that a page can have: their direction, and the interface texts in them.

Catalogues are gettext `.po` files under `locale/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jupyterhub_valueprop.site import Locale

CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "jupyterhub_valueprop"

# as Babel says them, whose data of a locale takes longer to load than all else that a page needs
RIGHT_TO_LEFT_SCRIPTS = frozenset(("Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    "apc ar arc bal bgn ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split()  # noqa: SIM905
)


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale:
    """The `Locale` of a BCP 47 tag; interface texts fall back from `pt-BR` to `pt` to English."""
    language, *others = tag.split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else language in RIGHT_TO_LEFT_LANGUAGES
    return Locale(tag, "rtl" if is_rtl else "ltr", _texts(tag.replace("-", "_"), language))


def _texts(*names: str) -> Mapping[str, str]:
    """The catalogue of the first of these names that there is; none for English."""
    for name in names:
        path = CATALOGUES / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if path.exists():
            from babel.messages.pofile import read_po  # noqa: PLC0415 - not needed for a page in English

            with path.open("rb") as source:
                catalogue = read_po(source, locale=name)
            return {str(message.id): str(message.string) for message in catalogue if message.string}
    return {}
