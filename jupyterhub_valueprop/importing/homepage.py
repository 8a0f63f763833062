"""The variables of the template default-hub-homepage (2i2c's `templateVars`) → keys of a branding.

Read from the template and from the schema of the chart that fills it: `org`, three roles, `announcements`,
`learn_more` and what steers the page. Texts that the template marks as safe are HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from jupyterhub_valueprop.branding.sources.source_text import LONGEST_TEXT
from jupyterhub_valueprop.branding.sources.tree import Node, plain_value
from jupyterhub_valueprop.problems.phrases import found, quote

from .branding_draft import BrandingDraft, is_given, with_text
from .html_reader import markdown_of, organizations_of

ROLES = ("operated_by", "funded_by", "designed_by")
#: Keys that a branding doesn't have: what they do, and what to do instead.
WITHOUT_A_HOME: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "interface_selector": (
            "chooses what opens after signing in",
            "offer the interfaces where a server is started (c.KubeSpawner.profile_list, Helm: singleuser.profileList)",
        ),
        "default_url": ("says what opens after signing in", "set c.Spawner.default_url (Helm: singleuser.defaultUrl)"),
    }
)
KEYS = frozenset(("org", *ROLES, "announcements", "learn_more", "enabled", "redirect_to", *WITHOUT_A_HOME))
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{1,98}[a-z0-9]")
_PAGE_ENDINGS = (".html", ".htm", ".php", ".aspx", ".asp", ".jsp", "/")


def read_homepage(variables: Node, draft: BrandingDraft) -> None:
    """Take over what the template shows, and report what has no key in a branding."""
    for key, node in variables.value.items():
        if key == "org":
            _read_community(node, draft)
        elif key in ROLES:
            for each in node.value if isinstance(node.value, tuple) else (node,):
                _read_organization(key, each, draft)
        elif key == "announcements":
            _read_announcements(node, draft)
        elif key == "learn_more":
            if is_given(node) and (text := text_of_html(node, draft)):
                draft.put(text, "sign_in", "help")
        elif key == "enabled":
            _read_switch(node, draft)
        elif key == "redirect_to":
            _read_redirect(node, draft)
        elif key in WITHOUT_A_HOME and node.value is not None:
            does, instead = WITHOUT_A_HOME[key]
            draft.report(node.place, "no-home", f"{_entry(key, node)} {does}, which a branding can't do", instead)


def _read_switch(node: Node, draft: BrandingDraft) -> None:
    if isinstance(node.value, bool):
        draft.put(with_text(node, "on" if node.value else "off"), "hub", "login_page")
    elif is_given(node):
        draft.report(node.place, "no-home", f"'enabled' takes true or false, found {found(plain_value(node))}")


def _read_redirect(node: Node, draft: BrandingDraft) -> None:
    if isinstance(node.value, str) and node.value.strip().lower().startswith("https://") and node.value.isascii():
        draft.put(with_text(node, node.value.strip()), "sign_in", "redirect")
    elif is_given(node):
        does = f"{_entry('redirect_to', node)} sends visitors to another site before they see a page"
        draft.report(node.place, "no-home", f"{does}, which takes an https URL", "write it to 'sign_in.redirect'")


def _entry(key: str, node: Node) -> str:
    """A key with its value, as it was written."""
    value = plain_value(node)
    return quote(f"{key}: {value if isinstance(value, str) else json.dumps(value, default=str)}", 300)


def text_of_html(node: Node, draft: BrandingDraft) -> Node | None:
    """A text that may be HTML, as Markdown; None, with a report, if there is no text."""
    if not isinstance(node.value, str):
        draft.report(node.place, "no-home", f"this takes a text, found {found(plain_value(node))}")
        return None
    if _is_cut(node, draft):
        return None
    read = markdown_of(node.value)
    for message, hint in read.losses:
        draft.report(node.place, "html-left-out", message, hint)
    if not read.markdown:
        draft.report(node.place, "no-home", "this HTML has no words")
        return None
    return with_text(node, read.markdown)


def _is_cut(node: Node, draft: BrandingDraft) -> bool:
    """Whether a text is longer than what is read of it, which is then reported."""
    if len(node.value) > LONGEST_TEXT:
        message = f"the text {quote(node.value)} has more than {LONGEST_TEXT} characters and is left out"
        draft.report(node.place, "too-long", message, "shorten it")
    return len(node.value) > LONGEST_TEXT


def _read_community(org: Node, draft: BrandingDraft) -> None:
    if not org.is_mapping:
        if is_given(org):
            draft.report(org.place, "no-home", f"'org' needs keys indented below it, found {found(plain_value(org))}")
        return
    for key, node in org.value.items():
        if not is_given(node):
            continue
        if key == "name":
            _flag_slug(node, draft)
            draft.put(node, "community", "name")
        elif key == "url":
            draft.put(node, "community", "url")
        elif key == "logo_url":
            _put_logo(node, draft)
        else:
            report_unknown(key, node, draft)


def report_unknown(key: str, node: Node, draft: BrandingDraft) -> None:
    """Report a key that the template doesn't have, either."""
    draft.report(node.key_place or node.place, "no-home", f"{_entry(key, node)} is unknown here and is left out")


def _flag_slug(node: Node, draft: BrandingDraft) -> None:
    if isinstance(node.value, str) and _SLUG.fullmatch(node.value) and {"-", "_"} & set(node.value):
        words = " ".join(re.split("[-_]", node.value)).title()
        message = f"{quote(node.value)} looks like an identifier, and visitors read it as the name"
        draft.report(node.place, "name-is-slug", message, f"write a name, such as {quote(words)}")


def _put_logo(node: Node, draft: BrandingDraft) -> None:
    if isinstance(node.value, str) and (instead := _image_behind_page(str(node.value).strip())):
        message = f"the logo {quote(node.value)} is a web page, not an image, and is left out"
        draft.report(node.place, "logo-is-page", message, instead)
    else:
        draft.put(node, "community", "logo")


def _image_behind_page(url: str) -> str | None:
    """What to write instead of the URL of a page; None if it may be an image."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    steps = parts.path.split("/")
    if host in ("github.com", "www.github.com") and "blob" in steps[3:4] and "raw=true" not in parts.query:
        return f"write {quote(url.split('?', maxsplit=1)[0].replace('/blob/', '/raw/', 1), 300)}"
    is_page = parts.path.lower().endswith(_PAGE_ENDINGS) or (host and not parts.path)
    is_viewer = "/wiki/File:" in parts.path or (host == "drive.google.com" and "/file/" in parts.path)
    return "open it and copy the URL of the image itself" if is_page or is_viewer else None


def _read_organization(role: str, node: Node, draft: BrandingDraft) -> None:
    if not node.is_mapping:
        if is_given(node):
            draft.report(
                node.place, "no-home", f"{quote(role)} needs keys indented below it, found {found(plain_value(node))}"
            )
        return
    given = {key: child for key, child in node.value.items() if is_given(child)}
    for key in given.keys() - {"name", "url", "custom_html"}:
        report_unknown(key, given.pop(key), draft)
    if html := given.pop("custom_html", None):
        _read_list_of_organizations(role, html, given, draft)
    elif "name" in given:
        _flag_slug(given["name"], draft)
        draft.append({key: given[key] for key in ("name", "url") if key in given}, "credits", role)
    elif "url" in given:
        draft.report(
            given["url"].place,
            "no-home",
            f"the URL of {quote(role)}, {quote(str(given['url'].value), 300)}, has no name",
            "add 'name'",
        )


def _read_list_of_organizations(role: str, html: Node, others: Mapping[str, Node], draft: BrandingDraft) -> None:
    """Credit everybody in `custom_html`, which the template shows instead of name and URL."""
    if not isinstance(html.value, str):
        draft.report(html.place, "no-home", f"'custom_html' takes a text, found {found(plain_value(html))}")
        return
    if _is_cut(html, draft):
        return
    organizations, losses = organizations_of(html.value)
    shown = {text for each in organizations for text in (each.name, each.url)}
    for key, node in others.items():
        if node.value not in shown:
            message = f"{_entry(key, node)} is left out: the template shows 'custom_html' instead"
            draft.report(node.place, "no-home", message, f"add it to 'credits.{role}' to show it")
    for message, hint in losses:
        if not message.startswith("the image "):  # here it becomes a logo
            draft.report(html.place, "html-left-out", message, hint)
    if not organizations:
        draft.report(html.place, "no-home", f"'custom_html' of {quote(role)} names nobody")
    for each in organizations:
        values = {"name": each.name, "url": each.url, "logo": each.logo, "note": each.note}
        draft.append({key: with_text(html, text) for key, text in values.items() if text}, "credits", role)


def _read_announcements(node: Node, draft: BrandingDraft) -> None:
    for each in node.value if isinstance(node.value, tuple) else (node,):
        if is_given(each) and (text := text_of_html(each, draft)):
            draft.append({"text": text, "pages": [with_text(each, "login")]}, "announcements")
