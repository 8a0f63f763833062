"""Turn a list of titles and bodies, as on landing pages, into a value proposition written as keys."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop.branding.sources.source_text import SourceText
from jupyterhub_valueprop.branding.sources.tree import Node, plain_value
from jupyterhub_valueprop.problems.phrases import found, quote

from .branding_draft import BrandingDraft, is_given
from .homepage import text_of_html

TITLES = ("title", "heading", "name", "promise")
BODIES = ("body", "text", "content", "description", "detail")
HEADING = "What this hub gives you"


def read_titles(entries: Node, draft: BrandingDraft) -> None:
    """Make one section of promises from the entries: each title is a promise, its body the detail or the benefits."""
    promises = [promise for entry in entries.value if (promise := _promise(entry, draft))]
    if not promises:
        return
    message = f"a list has no heading, so the section is called {quote(HEADING)}"
    draft.report(entries.place, "no-heading", message, "change 'proposition.document.sections[0].title'")
    heading = Node(SourceText(HEADING, Path(), confined=True), entries.place)
    draft.entries.setdefault("proposition", {})["document"] = {"sections": [{"title": heading, "promises": promises}]}


def _promise(entry: Node, draft: BrandingDraft) -> dict[str, object] | None:
    given = {key: node for key, node in entry.children.items() if is_given(node)} if entry.is_mapping else {}
    title = next((given.pop(key) for key in TITLES if key in given), None)
    body = next((given.pop(key) for key in BODIES if key in given), None)
    for key, node in given.items():
        draft.report(node.key_place or node.place, "no-home", f"{quote(str(key))} is neither a title nor a body")
    text = text_of_html(title, draft) if title else None
    if text is None:
        if not entry.is_mapping or body:
            message = f"an entry takes a title and a body, found {found(plain_value(entry))}"
            draft.report(entry.place, "no-home", message, "write '- title: …' and below it 'body: …'")
        return None
    promise: dict[str, object] = {"promise": text}
    if body and isinstance(body.value, tuple):
        promise["benefits"] = [benefit for each in body.value if (benefit := text_of_html(each, draft))]
    elif body and (detail := text_of_html(body, draft)):
        promise["detail"] = detail
    return promise
