"""The branding's words in one locale: names, texts, and inline Markdown made safe to print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from jupyterhub_valueprop.branding import Branding, LocalizedText
from jupyterhub_valueprop.content import RichText, inline_markdown
from jupyterhub_valueprop.site import Locale

#: A hyphen within a word, or a tag, which stays as it is.
_HYPHEN = re.compile(r"<[^<>]*>|(?<=\w)-(?=\w)")

#: What ends the words for whom a promise is, with the spaces about it.
COMMAS = ",،，、 "


@dataclass(frozen=True)
class Wording:
    """What a branding says to the visitors of one locale."""

    branding: Branding
    locale: Locale
    #: folders whose `valueprop/<name>.html` say it in the place of our templates, first one first
    template_folders: tuple[Path, ...] = ()

    @property
    def community_name(self) -> str:
        """The community's name, or what the page calls a hub without one."""
        return self.text(self.branding.community.name) or self.locale.gettext("Community hub")

    @property
    def network_name(self) -> str:
        """The network's name, or what the page calls a network without one."""
        return self.text(self.branding.network.name) or self.locale.gettext("Our network")

    @property
    def values(self) -> Mapping[str, str]:
        """What `{{ community.name }}` and its like stand for, in the middle of a sentence."""
        _ = self.locale.gettext
        return {
            "community.name": self.text(self.branding.community.name) or _("our community"),
            "community.url": self.branding.community.url or "",
            "network.name": self.text(self.branding.network.name) or _("our network"),
            "network.url": self.branding.network.url or "",
        }

    def text(self, text: LocalizedText | str | None) -> str:
        """A plain text in this locale; empty where there is none."""
        if isinstance(text, LocalizedText):
            return text.get(self.locale.tag, self.branding.locales[0])
        return text or ""

    def inline(self, text: LocalizedText | str | None) -> Markup:
        """A text with inline Markdown in this locale, sanitized."""
        return rich(inline_markdown(self.text(text), values=self.values))


def rich(text: RichText) -> Markup:
    """The one place where a text counts as safe HTML: `content` has sanitized it."""
    return Markup(text.html)  # noqa: S704


def title(text: RichText) -> Markup:
    """A heading in which compound words stay whole: balanced lines would end after "community-"."""
    return Markup(_HYPHEN.sub(lambda found: "-\u2060" if found[0] == "-" else found[0], text.html))  # noqa: S704


def claim(promise: RichText) -> Markup:
    """A promise with "For users" as a label, without its comma, and the words after it as a line of their own."""
    audience, end, rest = title(promise).partition("</span>")
    if not end:
        return title(promise)
    return Markup(f'{audience.rstrip(COMMAS)}{end} <span class="vp-claim">{rest.strip()}</span>')  # noqa: S704
