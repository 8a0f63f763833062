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

from babel import Locale as BabelLocale
from babel import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "jupyterhub_valueprop"
SOURCE_LANGUAGE = "en"


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
    babel_locale = BabelLocale.parse(tag, sep="-")
    return Locale(tag, babel_locale.text_direction, _translations(tag.replace("-", "_"), babel_locale.language))


def negotiate(preferred: Sequence[str], available: Sequence[str]) -> str:
    """The first of `available` that suits `preferred` best (RFC 4647 lookup); the first available one if none does."""
    return negotiate_locale(list(preferred), list(available), sep="-") or available[0]


def accepted_languages(header: str) -> list[str]:
    """The tags of an `Accept-Language` header (RFC 9110, 12.5.4) by falling weight; what cannot be read is left out."""
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
            compiled = io.BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=name))
            compiled.seek(0)
            return gettext_module.GNUTranslations(compiled)
    return gettext_module.NullTranslations()
