"""Make the `Landing` of one language from a branding and its document: what is shown, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, ModuleLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from jupyterhub_valueprop.branding import Announcement, Link, Logo, Organization
from jupyterhub_valueprop.citations import plain
from jupyterhub_valueprop.content import Proposition, RichText, inline_markdown
from jupyterhub_valueprop.isolates import isolated, without_isolates
from jupyterhub_valueprop.site import HowToCite, Landing, Language, Locale, Notice, SignInTexts

from .citing import acknowledgement, citation_formats
from .compiled_files import COMPILED
from .credits import grouped_credits, roles_text
from .cycle_drawing import draw_cycle
from .dates import written_date, written_span
from .excerpts import claim_in_short, excerpt, statement_in_short, without_repeating
from .gallery import AFFILIATION, CREDIT, CYCLE, MASTHEAD, NAVBAR, WORDMARK, Alt, Gallery, PictureElement
from .handout import printed_address, qr_code
from .invitations import invitations, network_links
from .link_preview import sharing_of
from .printed_addresses import PrintedAddresses
from .storyline import plot
from .translations import find_locale, find_plurals
from .wording import Wording, claim, escaped, rich, title

_N = str  # marks the texts for the translators' catalog

TEMPLATES = Path(__file__).parent.parent / "templates"

COMPACT_PROMISES = 3

#: An announcement of more characters is cut to its first lines until somebody unfolds it: on narrow screens, or if it
#: is even longer, on all.
LONG_NOTICES = {"longer": 400, "long": 80}

#: The most characters of an announcement in the name of its button, to tell it from other buttons.
NOTICE_NAME = 60

#: The only id of JupyterHub's form that a section could have. This package's begin with `vp-`, others have underscores.
RESERVED_ID = "login-main"


@dataclass(frozen=True)
class PageFiles:
    """The URLs of the page's files, and the images that the branding names."""

    wrapped_stylesheet: str
    script: str
    hub_script: str
    gallery: Gallery


def build_landing(
    wording: Wording, proposition: Proposition, told_in: Locale, files: PageFiles, public_url: str = ""
) -> Landing:
    """The landing of one language. `proposition` is the whole one of that language; the branding's choice is made here.

    `told_in` is the language that the proposition is in, `public_url` the hub's URL if it is known.
    """
    branding, locale = wording.branding, wording.locale
    own = branding.community.logo
    is_wordmark = own is not None and own.wordmark
    logo = _own_logo(wording, files.gallery, WORDMARK if is_wordmark else MASTHEAD)
    says_name = is_wordmark and logo is not None and logo.is_served_here
    shown = _shown(proposition, _amount(wording))
    printed = PrintedAddresses()
    story = printed.note(_story(wording, shown, told_in, files.gallery), of_class="vp-call")
    footer = printed.note(_footer(wording))
    story = printed.note(story)
    return Landing(
        locale=locale,
        languages=_languages(wording),
        title=wording.community_name,
        description=_description(wording, proposition),
        sharing=sharing_of(wording, files.gallery),
        color_scheme=branding.theme.color_scheme,
        ribbon=_ribbon(wording),
        name=wording.community_name,
        heading=wording.shown_community,
        logo=_render("logo.html", wording, logo=logo) if logo else Markup(),
        logo_says_name=says_name,
        brand=_brand(wording, files.gallery, says_name),
        introduction=printed.note(_introduction(wording, proposition, shown, told_in, files.gallery)),
        photo=printed.note(_photo(wording, files.gallery)),
        sign_in=_sign_in(wording),
        story=story,
        how_to_cite=_how_to_cite(wording),
        handout=_handout(wording, shown, public_url),
        get_help=_get_help(wording),
        footer=footer,
        stylesheet_url="",  # all landings decide which parts it has
        wrapped_stylesheet_url=files.wrapped_stylesheet,
        script_url=files.script,
        hub_script_url=files.hub_script,
        favicon_url=files.gallery.address(branding.community.favicon, ("community", "favicon")),
        announcements=tuple(_notice(wording, each) for each in sorted(branding.announcements, key=_severity)),
        more_announcements=_more_announcements(wording),
    )


def _amount(wording: Wording) -> str:
    """How much of the network's message is shown: `full`, `compact` or `off`. A layout can only reduce it."""
    message, layout = wording.branding.network.message, wording.branding.layout
    if message == "off" or layout == "minimal":
        return "off"
    return "compact" if "compact" in (message, layout) else "full"


def _shown(proposition: Proposition, amount: str) -> Proposition:
    if amount == "off":
        return Proposition()
    sections = tuple(replace(section, id=_safe_id(section.id)) for section in proposition.sections)
    if amount == "full":
        return replace(proposition, sections=sections)
    first = next((section for section in sections if section.promises), None)
    if first is None:
        return Proposition(sections=sections[:1])
    return Proposition(dated=proposition.dated, sections=(replace(first, promises=first.promises[:COMPACT_PROMISES]),))


def _safe_id(name: str) -> str:
    return f"section-{name}" if name == RESERVED_ID or name.startswith("vp-") else name


def _story(wording: Wording, shown: Proposition, told_in: Locale, gallery: Gallery) -> Markup:
    asked = invitations(wording) if _amount(wording) != "off" else {}
    return _render(
        "story.html",
        wording,
        proposition=shown,
        told=wording.attributes_in(told_in),
        page_language=wording.locale.attributes,
        has_opening=bool(shown.title or shown.statement or shown.summary or shown.beneficiaries),
        statement=without_repeating(shown.statement, _said(wording, shown, told_in)) if shown.statement else "",
        storyline=plot(shown.sections, asked),
        **_figure(wording, shown, told_in, gallery),
        network_name=wording.shown_network,
        network_logo=_network_logo(wording, gallery, CYCLE),
        credit_groups=_credits(wording, gallery),
    )


def _figure(wording: Wording, shown: Proposition, told_in: Locale, gallery: Gallery) -> dict[str, Any]:
    """The cycle from its steps, else as the document's image, else from the default steps."""
    cycle, picture = shown.cycle, None
    own_steps = bool(cycle and cycle.steps and not wording.branding.proposition.cycle)
    if cycle and not cycle.steps:
        picture = gallery.figure(cycle, wording.branding.proposition.source, wording.attributes_in(told_in))
        if picture is None:
            cycle = replace(cycle, steps=_usual_steps(wording))
    direction = (told_in if own_steps else wording.locale).direction  # the list's, whose steps are beside the nodes
    return {
        "cycle": cycle,
        "has_own_steps": own_steps,
        "picture": picture,
        "drawing": draw_cycle(len(cycle.steps), mirrored=direction == "rtl") if cycle and cycle.steps else None,
    }


def _credits(wording: Wording, gallery: Gallery) -> list[dict[str, Any]]:
    """The organizations under the heading of each role: those with a logo first."""
    groups = []
    for roles, organizations in grouped_credits(wording.branding.credits, wording.text).items():
        entries = [_credit(wording, organization, gallery) for organization in organizations]
        groups.append(
            {
                "roles": roles_text(roles, wording.locale.gettext_html),
                "with_logo": [entry for entry in entries if entry["logo"]],
                "without_logo": [entry for entry in entries if not entry["logo"]],
            }
        )
    return groups


def _credit(wording: Wording, organization: Organization, gallery: Gallery) -> dict[str, Any]:
    alt = _alt(wording, organization.logo, wording.text(organization.name))
    return {
        "name": wording.name(organization.name),
        "url": organization.url,
        "note": wording.inline(organization.note),
        "logo": gallery.logo(organization.logo, alt, ("credits",), bounds=CREDIT),
    }


def _how_to_cite(wording: Wording) -> HowToCite | None:
    _html = wording.locale.gettext_html
    citation = wording.branding.credits.citation
    thanks, work = acknowledgement(wording), citation.work if citation else None
    if not thanks and not work:
        return None
    # translators: "cite": name in a list of references; "acknowledge": thank in a paper
    heading = _html("How to cite and acknowledge this hub") if thanks and work else _html("How to cite this hub")
    if not work:
        heading = _html("How to acknowledge this hub")
    body = _render(
        "components/citation.html",
        wording,
        acknowledgement=thanks,
        citation=plain(work) if work else "",
        formats=citation_formats(work) if work else (),
    )
    return HowToCite(heading, body)


def _usual_steps(wording: Wording) -> tuple[RichText, ...]:
    _ = _N
    steps = (
        # translators: the first step of the virtuous cycle; ** makes one word stand out, as in the three after it
        _("More **support** for open source communities"),
        _("More **enhancements** to open source tools"),
        _("Easier **access** to open infrastructure"),
        _("More **discoveries** for everyone"),
    )
    texts = {step: inline_markdown(wording.locale.gettext(step)) for step in steps}
    return tuple(replace(text, html=wording.locale.marked(step, rich(text))) for step, text in texts.items())


def _brand(wording: Wording, gallery: Gallery, logo_says_name: bool) -> Markup:
    """The logo and the name for the bar of JupyterHub's other pages; empty if the hub has neither."""
    logo = _own_logo(wording, gallery, NAVBAR)
    if not logo and not wording.branding.community.name:
        return Markup()
    if logo and logo.alt.words and not logo.alt.attributes:  # because JupyterHub's page around it is in English
        logo = replace(logo, alt=Alt(logo.alt.words, Markup(" {}").format(wording.locale.attributes)))
    return _render(
        "brand.html",
        wording,
        logo=logo,
        community=wording.shown_community,
        tag=wording.locale.tag,
        logo_says_name=logo_says_name,
    )


def _own_logo(wording: Wording, gallery: Gallery, bounds: dict[str, float]) -> PictureElement | None:
    logo = wording.branding.community.logo
    return gallery.logo(logo, _alt(wording, logo, wording.community_name), ("community", "logo"), bounds=bounds)


def _alt(wording: Wording, logo: Logo | None, name: str) -> Alt:
    """The logo's alternative text; empty if it only repeats the name beside it (WCAG 1.1.1, decoration)."""
    words = wording.text(logo.alt) if logo else ""
    return Alt("") if not logo or words.casefold() == name.casefold() else Alt(words, wording.attributes_of(logo.alt))


def _introduction(
    wording: Wording, whole: Proposition, shown: Proposition, told_in: Locale, gallery: Gallery
) -> Markup:
    community = wording.branding.community
    affiliation = _affiliation(wording)
    ticked = next((section for section in shown.sections if section.promises), None)
    return _render_any(
        "introduction.html",
        wording,
        tagline=wording.inline(community.tagline)
        or _marked_in(told_in, escaped(_said(wording, whole, told_in)), wording),
        told=ticked and wording.attributes_in(told_in),
        affiliation=affiliation,
        network_logo=_network_logo(wording, gallery, AFFILIATION) if affiliation else None,
        section=ticked,
        ticks=[escaped(claim_in_short(each.promise)) for each in ticked.promises[:COMPACT_PROMISES]] if ticked else [],
    )


def _photo(wording: Wording, gallery: Gallery) -> Markup:
    image = wording.branding.community.image
    photo = gallery.photo(image)
    if image is None or photo is None:
        return Markup()
    alt = Alt(wording.text(image.alt), wording.attributes_of(image.alt))
    return _render("photo.html", wording, photo=photo, alt=alt, credit=wording.inline(image.credit))


def _said(wording: Wording, proposition: Proposition, told_in: Locale) -> str:
    """The network's statement in a sentence, for the first screen of a community without a tagline.

    Empty if the community switched the network's message off.
    """
    if proposition.statement is None or _amount(wording) == "off" or wording.inline(wording.branding.community.tagline):
        return ""
    return statement_in_short(proposition.statement, told_in.tag)


def _marked_in(told_in: Locale, words: Markup, wording: Wording) -> Markup:
    """Words of the document, marked if its language is not the page's."""
    attributes = wording.attributes_in(told_in)
    return Markup("<span{}>{}</span>").format(attributes, words) if attributes and words else words


def _network_logo(wording: Wording, gallery: Gallery, bounds: dict[str, float]) -> PictureElement | None:
    logo = wording.branding.network.logo
    return gallery.logo(logo, _alt(wording, logo, wording.network_name), ("network", "logo"), bounds=bounds)


def _affiliation(wording: Wording) -> Markup:
    """ "Part of the … network", unless the network has no name or is the community itself."""
    network = wording.branding.network
    if not network.name or wording.network_name == wording.community_name:
        return Markup()
    _html, name = wording.locale.gettext_html, wording.shown_network
    if network.url:
        # translators: below the community's name
        return _html('Part of the <a href="%(url)s">%(network)s</a> network', url=network.url, network=name)
    return _html("Part of the %(network)s network", network=name)


def _sign_in(wording: Wording) -> SignInTexts:
    words, _phtml = wording.branding.sign_in, wording.locale.pgettext_html
    return SignInTexts(
        # translators: the heading of the card with the sign-in form
        heading=wording.inline(words.heading) or _phtml("heading", "Sign in"),
        help=wording.inline(words.help),
        button=wording.text(words.button) or None,
        button_attributes=wording.attributes_of(words.button),
        links=_render_any("card-links.html", wording, request_access=_link(wording, words.request_access)),
        terms=_terms(wording),
    )


def _terms(wording: Wording) -> Markup:
    terms = wording.branding.sign_in.terms
    if terms is None:
        return Markup()
    return _render(
        "terms.html", wording, version=terms.version, text=wording.inline(terms.text), required=terms.required
    )


def _handout(wording: Wording, shown: Proposition, public_url: str) -> Markup:
    return _render_any(
        "handout.html",
        wording,
        address=printed_address(public_url),
        code=qr_code(public_url),
        dated=written_date(shown.dated, wording),
    )


def _ribbon(wording: Wording) -> Markup:
    environment, _html = wording.branding.environment, wording.locale.gettext_html
    # translators: in a banner above the page; a staging hub is one on which changes are tried first
    names = {
        "production": "",
        "staging": _html("Staging hub: for trying things out"),
        "workshop": _html("Workshop hub"),
    }
    label = wording.label(environment.label) or names[environment.kind]
    return _render("ribbon.html", wording, label=label) if label else Markup()


def _severity(announcement: Announcement) -> int:
    return ("danger", "warning", "info", "success").index(announcement.level)


def _notice(wording: Wording, announcement: Announcement) -> Notice:
    _phtml = wording.locale.pgettext_html
    text = wording.inline(announcement.text)
    words = text.striptags()
    level_names = {
        # translators: in bold before the text of an announcement, as are the three after it
        "info": _phtml("announcement", "Note:"),
        "success": _phtml("announcement", "Success:"),
        "warning": _phtml("announcement", "Warning:"),
        "danger": _phtml("announcement", "Important:"),
    }
    html = _render(
        "notice.html",
        wording,
        level=announcement.level,
        level_name=level_names[announcement.level],
        # the colon of Chinese and Japanese includes its space
        gap="" if level_names[announcement.level].endswith("：") else " ",
        # an English "Note:" and its text are one sentence, with the direction of the text
        told=wording.attributes_of(announcement.text) if wording.locale.fallback_attributes else "",
        text=text,
        when=written_span(announcement.starts, announcement.ends, wording, datetime.now(timezone.utc)),
        short=isolated(excerpt(words, NOTICE_NAME), wording.locale.direction),
        length=next((name for name, least in LONG_NOTICES.items() if len(words) > least), None),
        # an edited announcement is a new one, and is shown again to those who closed the first
        fingerprint=sha256(text.encode()).hexdigest()[:16] if announcement.dismissible else None,
    )
    return Notice(html, announcement.pages, announcement.starts, announcement.ends)


def _more_announcements(wording: Wording) -> tuple[str, ...]:
    ngettext = find_plurals(wording.locale.tag)
    return tuple(
        # translators: what one taps to see announcements that are folded
        ngettext("%(count)s more announcement", "%(count)s more announcements", count) % {"count": count}
        for count in range(1, len(wording.branding.announcements))
    )


def _get_help(wording: Wording) -> Markup:
    """Where people get help: the branding's `help`, else the first of its links to a mailbox."""
    links, url = wording.branding.links, wording.branding.community.help
    mailbox = next((link for link in links if link.url.startswith("mailto:")), None)
    if url or not mailbox:
        return _render_any("get-help.html", wording, url=url, label=url and _help_label(wording))
    return _render("get-help.html", wording, **(_link(wording, mailbox) or {}))


def _footer(wording: Wording) -> Markup:
    branding, _html = wording.branding, wording.locale.gettext_html
    network_names = {
        # translators: a link at the foot of the page, as are the four after it
        "membership": _html("Membership"),
        "right_to_replicate": _html("Right to replicate"),
        # translators: which hubs work at the moment
        "status": _html("Status of the hubs"),
        # translators: the source code and configuration of the hubs
        "source": _html("Source of the hubs"),
        "fund": _html("Funding"),
    }
    legal_names = {
        # translators: a link at the foot of the page, as are the four after it
        "privacy": _html("Privacy"),
        "terms": _html("Terms of use"),
        "accessibility": _html("Accessibility"),
        # translators: who is responsible for the page, as German law asks for
        "imprint": _html("Imprint"),
        "code_of_conduct": _html("Code of conduct"),
    }
    return _render(  # even without links: an admin's template may show something else
        "footer.html",
        wording,
        community_name=wording.shown_community,
        community_url=branding.community.url,
        links=[*_help(wording), *(_link(wording, link) for link in branding.links)],
        network_name=wording.shown_network,
        network_url=branding.network.url,
        network_links=network_links(wording, network_names),
        legal=_named_links(legal_names, branding.legal),
    )


def _help_label(wording: Wording) -> Markup:
    _html = wording.locale.gettext_html
    return _html("Get help")


def _help(wording: Wording) -> list[dict[str, str]]:
    url = wording.branding.community.help
    return [{"label": _help_label(wording), "url": url}] if url else []


def _named_links(names: Mapping[str, str], addresses: Any) -> list[dict[str, str]]:
    return [
        {"label": name, "url": getattr(addresses, key)} for key, name in names.items() if getattr(addresses, key, None)
    ]


def _link(wording: Wording, link: Link | None) -> dict[str, str] | None:
    return {"label": wording.label(link.label), "url": link.url} if link else None


def _languages(wording: Wording) -> tuple[Language, ...]:
    tags = wording.branding.locales
    if len(tags) < 2:
        return ()
    return tuple(Language(tag, _own_name(tag), find_locale(tag).direction) for tag in tags)


def _own_name(tag: str) -> str:
    """The name of a language in itself: `português (Brasil)`, `简体中文`."""
    from babel import Locale as BabelLocale  # noqa: PLC0415 - not needed for a page in one language

    locale = BabelLocale.parse(tag, sep="-")
    return locale.languages.get(str(locale)) or locale.get_display_name() or tag


def _description(wording: Wording, proposition: Proposition) -> str:
    """The description for search engines and previews (under 160 characters, cut at a word)."""
    tagline = wording.inline(wording.branding.community.tagline).striptags()
    text = str(tagline or proposition.statement or wording.community_name)
    return excerpt(without_isolates(text), 160)


@cache
def template_environment(folders: tuple[Path, ...]) -> Environment:
    """This package's templates, after those of the same name in `folders`; `valueprop-own/…` are always its own."""
    own = PrefixLoader({"valueprop-own": FileSystemLoader(TEMPLATES / "valueprop")})
    version = getattr(jinja2, "__version__", None)  # Jinja 3.3 has none any more: no folder, and all are compiled here
    compiled = ModuleLoader(COMPILED / f"jinja-{version}")  # in a wheel; see `compiling`
    environment = Environment(
        loader=ChoiceLoader([own, FileSystemLoader(folders), compiled, FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"escaped": escaped, "rich": rich, "claim": claim, "title": title}
    return environment


def _render_any(name: str, wording: Wording, **values: Any) -> Markup:
    """The result of a template; empty, without rendering it, if all values are empty."""
    return _render(name, wording, **values) if any(values.values()) else Markup()


def _render(name: str, wording: Wording, **values: Any) -> Markup:
    html = (
        template_environment(wording.template_folders)
        .get_template(f"valueprop/{name}")
        .render(values, locale=wording.locale, **wording.locale.functions)
    )
    return Markup(html.strip())  # noqa: S704 - the environment has escaped it
