"""One language of the page, with the interface texts in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup


@dataclass(frozen=True)
class Locale:
    """A BCP 47 `tag`, its `direction` (`ltr` or `rtl`), and `texts`: each English text with its translation."""

    tag: str
    direction: str
    texts: Mapping[str, str] = field(compare=False, repr=False)

    @cached_property
    def attributes(self) -> Markup:
        """The attributes of an element whose text is in this language, such as `lang="ar" dir="rtl"`."""
        return Markup('lang="{}" dir="{}"').format(self.tag, self.direction)

    def gettext(self, message: str) -> str:
        """The interface text in this language; the English text where there is no translation."""
        return self.texts.get(message, message)

    def gettext_html(self, message: str, **values: str) -> Markup:
        """A text with markup of ours (never of a branding's) and `%(name)s` values, which are escaped."""
        return Markup(self.gettext(message)) % values  # noqa: S704 - catalogues are part of the package
