"""Which language a visitor gets, and the interface texts in it.

Catalogues are gettext `.po` files under `locale/`; they are compiled in memory when a page is built.
"""

from __future__ import annotations

import gettext as gettext_module
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel import negotiate_locale
from markupsafe import Markup

CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "jupyterhub_valueprop"

# as Babel says them, whose data of a locale takes longer to load than all else that a page needs
RIGHT_TO_LEFT_SCRIPTS = frozenset(("Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    "apc ar arc bal bgn ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Locale:
    """One language of the page: its BCP 47 `tag`, its `direction` (`ltr` or `rtl`) and the interface texts."""

    tag: str
    direction: str
    translations: gettext_module.NullTranslations = field(compare=False, repr=False)

    def gettext(self, message: str) -> str:
        """The interface text in this language; the English text where there is no translation."""
        return self.translations.gettext(message)

    def gettext_html(self, message: str, **values: str) -> Markup:
        """A text with markup of ours (never of a branding's) and `%(name)s` values, which are escaped."""
        return Markup(self.translations.gettext(message)) % values  # noqa: S704 - catalogues are part of the package


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale:
    """The `Locale` of a BCP 47 tag; interface texts fall back from `pt-BR` to `pt` to English."""
    language, *others = tag.split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else language in RIGHT_TO_LEFT_LANGUAGES
    return Locale(tag, "rtl" if is_rtl else "ltr", _translations(tag.replace("-", "_"), language))


def negotiate(preferred: Sequence[str], available: Sequence[str]) -> str:
    """The first of `available` that suits `preferred` best (RFC 4647 lookup); the first available one if none does."""
    return negotiate_locale(list(preferred), list(available), sep="-") or available[0]


def accepted(header: str) -> list[str]:
    """What an `Accept-Language` or `Accept-Encoding` header takes, by falling weight (RFC 9110, 12.4.2)."""
    weighted: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag and tag != "*" and weight > 0:
            weighted.append((weight, tag))
    return [tag for _, tag in sorted(weighted, key=lambda pair: -pair[0])]


def _translations(*names: str) -> gettext_module.NullTranslations:
    for name in names:
        path = CATALOGUES / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if path.exists():
            # not needed for a page in English
            from babel.messages.mofile import write_mo  # noqa: PLC0415
            from babel.messages.pofile import read_po  # noqa: PLC0415

            compiled = io.BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=name))
            compiled.seek(0)
            return gettext_module.GNUTranslations(compiled)
    return gettext_module.NullTranslations()
