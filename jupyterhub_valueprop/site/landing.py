"""What the login page shows, ready to print: the documented context of `valueprop/login.html`.

A landing is the same for every visitor of one language. It is built once, in `page.landings`. A request
only adds what JupyterHub itself knows (the form's token, an error, where to go next).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from markupsafe import Markup

from .locale import Locale
from .notices import Notice, folded
from .sharing import Sharing, whole

#: The most characters of a name, and of a word in it, for the largest letters.
LONG_NAME, LONG_WORD = 36, 14


@dataclass(frozen=True)
class Language:
    """A language of the page: its BCP 47 tag, its name in that language, and the `direction` of the name."""

    tag: str
    name: str
    direction: str

    @property
    def attributes(self) -> Markup:
        """The attributes of an element that contains the name."""
        return Markup('lang="{}" dir="{}"').format(self.tag, self.direction)


@dataclass(frozen=True)
class SignInTexts:
    """The words of the sign-in card. `button` is None if JupyterHub's words are used.

    `button_attributes` give the language of the button's words if it is not that of the page.
    """

    heading: Markup
    help: Markup
    button: str | None
    button_attributes: Markup
    links: Markup
    terms: Markup


@dataclass(frozen=True)
class HowToCite:
    """The words with which people acknowledge and cite the hub, and the heading for them."""

    heading: Markup
    body: Markup


@dataclass(frozen=True, eq=False)
class Landing:
    """The page of one language, equal to itself only.

    Every `Markup` is safe to print as it is; an empty one means "nothing there".
    """

    locale: Locale
    languages: tuple[Language, ...]
    title: str
    description: str
    sharing: Sharing
    color_scheme: str
    ribbon: Markup
    name: str
    heading: Markup
    logo: Markup
    brand: Markup
    logo_says_name: bool
    introduction: Markup
    photo: Markup
    sign_in: SignInTexts
    story: Markup
    handout: Markup
    how_to_cite: HowToCite | None
    get_help: Markup
    footer: Markup
    stylesheet_url: str
    wrapped_stylesheet_url: str
    script_url: str
    hub_script_url: str
    favicon_url: str | None
    announcements: tuple[Notice, ...]
    more_announcements: tuple[str, ...]

    @property
    def has_long_name(self) -> bool:
        """Whether the name, or a word of it, needs smaller letters to fit on a phone without a break."""
        return len(self.name) > LONG_NAME or any(len(word) > LONG_WORD for word in self.name.split())

    def notices(self, page: str) -> Markup:
        """The announcements that the page `login`, `home` or `spawn` shows now, all except the first folded."""
        if not self.announcements:
            return Markup()
        now = datetime.now(timezone.utc)
        shown = [notice for notice in self.announcements if notice.is_shown(page, now)]
        return folded(shown, self.more_announcements)

    def preview_image(self, origin: str) -> str:
        """The absolute URL of the image in a link's preview; `origin` is that of the hub."""
        image = self.sharing.image
        return whole(image.address, origin) if image else ""

    def linked_data(self, origin: str, path: str) -> dict[str, object] | None:
        """The page at `path` and its organization, in terms of schema.org, for JSON-LD; None if nobody is named."""
        organization = self.sharing.organization(origin)
        if organization is None:
            return None
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.name,
            "url": origin + path,
            "inLanguage": self.locale.tag,
            "about": organization,
        }
