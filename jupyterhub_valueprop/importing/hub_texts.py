"""Turn what JupyterHub's pages show of its configuration into a branding: announcements, terms, logo, service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from jupyterhub_valueprop.branding.sources.source_text import SourceText
from jupyterhub_valueprop.branding.sources.tree import Node, plain_value
from jupyterhub_valueprop.problems.phrases import found, quote

from .branding_draft import BrandingDraft, is_given, with_text
from .homepage import text_of_html

PAGES = ("login", "home", "spawn")
ANNOUNCEMENTS = tuple(f"announcement_{page}" for page in PAGES)


def read_hub_texts(values: Mapping[str, Node], folder: Path, draft: BrandingDraft) -> None:
    """Take over the settings of a hub. `folder` is where the branding file will be; a logo has to be in it."""
    _read_announcements(values, draft)
    for key, read in _READERS.items():
        if is_given(node := values.get(key)) and node:
            read(node, folder, draft)


def _read_announcements(values: Mapping[str, Node], draft: BrandingDraft) -> None:
    """An announcement for each text. As on JupyterHub's pages, a page's own text replaces the general one."""
    own = {page: values[key] for page in PAGES if is_given(values.get(key := f"announcement_{page}"))}
    rest = [page for page in PAGES if page not in own]
    general = values.get("announcement")
    if general is not None and is_given(general):
        if rest:
            _announce(general, rest, draft)
        else:
            message = "'announcement' is left out, because each page has its own"
            draft.report(general.place, "no-home", message)
    for page, node in own.items():
        _announce(node, [page], draft)


def _announce(node: Node, pages: list[str], draft: BrandingDraft) -> None:
    if text := text_of_html(node, draft):
        draft.append({"text": text, "pages": [with_text(node, page) for page in pages]}, "announcements")


def _read_logout(node: Node, _folder: Path, draft: BrandingDraft) -> None:
    message = "'announcement_logout' has no matching page in a branding"
    draft.report(node.place, "no-home", message, "announcements for the page 'login' are shown after signing out, too")


def _read_terms(node: Node, _folder: Path, draft: BrandingDraft) -> None:
    if not isinstance(node.value, str):
        draft.report(node.place, "no-home", f"'login_term_url' takes a URL, found {found(plain_value(node))}")
        return
    address = str(node.value).strip()
    target = f"<{address}>" if set("() ") & set(address) else address
    text = f"I accept the [terms of use]({target})."
    draft.entries.setdefault("sign_in", {})["terms"] = {"version": with_text(node, "1"), "text": with_text(node, text)}
    draft.put(node, "legal", "terms")


def _read_service(node: Node, _folder: Path, draft: BrandingDraft) -> None:
    if isinstance(node.value, str):
        draft.put(with_text(node, f"Sign in with {node.value}"), "sign_in", "button")
    else:
        draft.report(node.place, "no-home", f"'login_service' takes a text, found {found(plain_value(node))}")


def _read_logo(node: Node, folder: Path, draft: BrandingDraft) -> None:
    if not isinstance(node.value, SourceText):
        draft.report(node.place, "no-home", f"'logo_file' takes a path, found {found(plain_value(node))}")
        return
    path = Path(node.value)
    path = path if path.is_absolute() else node.value.folder / path
    name = f"community: {{logo: {path.name}}}"
    if not path.is_relative_to(folder):
        message = f"the logo {quote(node.value)} is not in the folder of the branding file"
        draft.report(node.place, "no-home", message, f"copy it there and write '{name}'")
    elif "logo" in draft.entries.get("community", {}):
        draft.report(
            node.place, "no-home", f"the logo {quote(node.value)} is left out, because 'logo_url' gives another one"
        )
    elif not path.is_file():
        draft.report(node.place, "no-home", f"the logo {quote(node.value)} does not exist", f"looked for {path}")
    else:
        beside = SourceText(str(path.relative_to(folder)), folder, confined=True)
        draft.put(Node(beside, node.place), "community", "logo")


_READERS: Mapping[str, Callable[[Node, Path, BrandingDraft], None]] = MappingProxyType(
    {
        "announcement_logout": _read_logout,
        "login_term_url": _read_terms,
        "login_service": _read_service,
        "logo_file": _read_logo,
    }
)
KEYS = frozenset(("announcement", *ANNOUNCEMENTS, *_READERS))
