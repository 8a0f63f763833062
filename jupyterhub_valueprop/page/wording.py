"""The branding's words in one language: names, texts, and inline Markdown made safe to print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from jupyterhub_valueprop.branding import Branding, LocalizedText
from jupyterhub_valueprop.content import RichText, inline_markdown
from jupyterhub_valueprop.isolates import isolated, isolates_as_markup, without_isolates
from jupyterhub_valueprop.site import Locale

from .likely_subtags import is_one_language
from .translations import find_locale

#: A hyphen within a word, or a tag, which stays unchanged.
_HYPHEN = re.compile(r"<[^<>]*>|(?<=\w)-(?=\w)")

#: The commas after a promise's audience, with the spaces around them.
COMMAS = ",،，、 "


@dataclass(frozen=True)
class Wording:
    """The words of a branding for the visitors of one language."""

    branding: Branding
    locale: Locale
    #: folders whose `valueprop/<name>.html` replace this package's templates, the first one first
    template_folders: tuple[Path, ...] = ()

    @property
    def community_name(self) -> str:
        """The community's name, or the page's words for a hub without one."""
        # translators: the heading of a page, and its title, for a hub whose community has given no name
        return self.text(self.branding.community.name) or self.locale.gettext("Community hub")

    @property
    def shown_community(self) -> Markup:
        """The same for the page: isolated, and marked if it is in another language."""
        return self.name(self.branding.community.name) or self.locale.gettext_html("Community hub")

    @property
    def network_name(self) -> str:
        """The network's name, or the page's words for a network without one."""
        # translators: in place of a network's name, at the start of a sentence
        return self.text(self.branding.network.name) or self.locale.pgettext("start of a sentence", "Our network")

    @property
    def shown_network(self) -> Markup:
        """The same for the page, like `shown_community`."""
        unnamed = self.locale.pgettext_html("start of a sentence", "Our network")
        return self.name(self.branding.network.name) or unnamed

    @property
    def values(self) -> Mapping[str, str]:
        """The values of `{{ community.name }}` and the others within a sentence: names between isolates."""
        _p, direction = self.locale.pgettext, self.locale.direction
        return {
            # translators: in place of a community's name in a document, wherever that has {{ community.name }}
            "community.name": isolated(self.text(self.branding.community.name), direction)
            or _p("within a sentence", "our community"),
            "community.url": self.branding.community.url or "",
            # translators: in place of a network's name in a document, wherever that has {{ network.name }}
            "network.name": isolated(self.text(self.branding.network.name), direction)
            or _p("within a sentence", "our network"),
            "network.url": self.branding.network.url or "",
        }

    def text(self, text: LocalizedText | str | None) -> str:
        """A plain text in this language; empty if there is none."""
        if isinstance(text, LocalizedText):
            return text.get(self.locale.tag, self.branding.locales[0])
        return text or ""

    def inline(self, text: LocalizedText | str | None) -> Markup:
        """A text with inline Markdown in this language, sanitized; marked if it is in another language."""
        return self.marked(text, rich(self.markdown(text)))

    def markdown(self, text: LocalizedText | str | None) -> RichText:
        """The same, as `content` reads it, without a mark."""
        return inline_markdown(self.text(text), values=self.in_language_of(text).values)

    def in_language_of(self, text: LocalizedText | str | None) -> Wording:
        """A text of this branding and its language, if it isn't given in this one."""
        if not isinstance(text, LocalizedText):
            return self
        tag, _ = text.choose(self.locale.tag, self.branding.locales[0])
        return self if is_one_language(tag, self.locale.tag) else replace(self, locale=find_locale(tag))

    def attributes_of(self, text: LocalizedText | str | None) -> Markup:
        """The language attributes of an element with a text of this branding; empty if its language is the page's."""
        return self.attributes_in(self.in_language_of(text).locale)

    def name(self, text: LocalizedText | None) -> Markup:
        """A name, escaped and isolated from the words around it; marked if it is in another language.

        A name that is not translated is the same in all languages.
        """
        name = self.text(text)
        attributes = self.attributes_of(text) if text and text.locales else Markup()
        if name and attributes:
            return Markup("<bdi{}>{}</bdi>").format(attributes, without_isolates(name))
        return Markup.escape(self.locale.isolated(name))

    def label(self, text: LocalizedText | str | None) -> Markup:
        """A plain text, escaped; marked if its language is not the page's."""
        return self.marked(text, Markup.escape(self.text(text)))

    def attributes_in(self, locale: Locale) -> Markup:
        """The language attributes of an element on the page; empty if its language is the page's."""
        return Markup() if is_one_language(locale.tag, self.locale.tag) else Markup(" {}").format(locale.attributes)

    def marked(self, text: LocalizedText | str | None, html: Markup) -> Markup:
        """HTML made of a text of this branding; marked if its language is not the page's."""
        attributes = self.attributes_of(text)
        if not html:
            return html
        return Markup("<span{}>{}</span>").format(attributes, html) if attributes else html


def escaped(text: str) -> Markup:
    """A text without markup, such as a part of a document's, as HTML: escaped, its names in `<bdi>`."""
    return Markup(isolates_as_markup(str(Markup.escape(text))))  # noqa: S704 - escaped


def rich(text: RichText) -> Markup:
    """The only place that marks a text as safe HTML: `content` has sanitized it."""
    return Markup(text.html)  # noqa: S704


def title(text: RichText) -> Markup:
    """A heading in which compound words are not broken: balanced lines would end after "community-"."""
    return Markup(_HYPHEN.sub(lambda found: "-\u2060" if found[0] == "-" else found[0], text.html))  # noqa: S704


def claim(promise: RichText) -> Markup:
    """A promise with "For users" as a label, without its comma, and the other words as a separate line."""
    audience, end, rest = title(promise).partition("</span>")
    if not end:
        return title(promise)
    return Markup(f'{audience.rstrip(COMMAS)}{end} <span class="vp-claim">{rest.strip()}</span>')  # noqa: S704
