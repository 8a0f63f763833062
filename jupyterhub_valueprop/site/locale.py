"""One language of the page, with its interface texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from jupyterhub_valueprop.isolates import needs_isolation, without_isolates

from .known_texts import KNOWN_TEXTS

#: The separator between a text's context and the text, in the keys of `Locale.texts` and gettext's binary catalogs.
CONTEXT_END = "\x04"


@dataclass(frozen=True)
class Locale:
    """A BCP 47 `tag`, its `direction` (`ltr` or `rtl`), and `texts`: each English text with its translation.

    The key of a text with a context is the context, `CONTEXT_END` and the text.
    """

    tag: str
    direction: str
    texts: Mapping[str, str] = field(compare=False, repr=False)

    @cached_property
    def attributes(self) -> Markup:
        """The attributes of an element whose text is in this language, such as `lang="ar" dir="rtl"`."""
        return Markup('lang="{}" dir="{}"').format(self.tag, self.direction)

    @cached_property
    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions that templates call for texts: plain ones, with a context, with markup, and JupyterHub's."""
        return {
            "_": self.gettext,
            "_p": self.pgettext,
            "_html": self.gettext_html,
            "_phtml": self.pgettext_html,
            "known": self.known,
            "isolated": self.isolated,
        }

    @cached_property
    def fallback_attributes(self) -> Markup:
        """The attributes of an element that has interface texts in its attributes; empty if they are translated."""
        return Markup() if self.texts or self._is_english else Markup(' lang="en" dir="ltr"')

    @cached_property
    def own_attributes(self) -> Markup:
        """The attributes of an element inside such a one with text in this language; empty if all is translated."""
        return Markup(" {}").format(self.attributes) if self.fallback_attributes else Markup()

    @cached_property
    def _is_english(self) -> bool:
        return self.tag.partition("-")[0].lower() == "en"

    def gettext(self, message: str) -> str:
        """The interface text in this language, or in English if there is no translation."""
        return self.texts.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        """The same for a text whose meaning depends on a context, such as `button` or `heading`."""
        return self.texts.get(f"{context}{CONTEXT_END}{message}", message)

    def known(self, text: object) -> object:
        """The translation of one of JupyterHub's known texts; any other text unchanged."""
        return self.gettext_html(text) if isinstance(text, str) and text in KNOWN_TEXTS else text

    def gettext_html(self, message: str, **values: str) -> Markup:
        """A text with this package's markup (never a branding's) and `%(name)s` values, which are escaped.

        Without a translation it is marked as English (WCAG 2.2, 3.1.2).
        """
        return self._marked(message, message, values)

    def pgettext_html(self, context: str, message: str, **values: str) -> Markup:
        """The same for a text with a context."""
        return self._marked(f"{context}{CONTEXT_END}{message}", message, values)

    def _marked(self, key: str, message: str, values: Mapping[str, str]) -> Markup:
        text = self.texts.get(key, message)
        html = (Markup(text) if "<" in text else escape(text)) % values  # noqa: S704 - catalogs are this package's
        return self.marked(key, html)

    def marked(self, key: str, html: Markup) -> Markup:
        """The result for the text with this key, marked as English if there is no translation."""
        if key in self.texts or self._is_english:
            return html
        return Markup('<span lang="en" dir="ltr">{}</span>').format(html)

    def isolated(self, name: str) -> str:
        """A name that somebody else wrote, isolated from the direction of the text around it."""
        if not needs_isolation(name, self.direction):
            return name
        return Markup("<bdi>{}</bdi>").format(without_isolates(name))
