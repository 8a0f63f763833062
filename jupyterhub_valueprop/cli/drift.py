"""`check --upstream FILE`: report what has changed in the network's document since a branding's copy was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from jupyterhub_valueprop.branding import BrandingReading
from jupyterhub_valueprop.content import LARGEST_DOCUMENT, changes_between, read_proposition
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.review import propositions_of

MOST_CHANGES = 100


def drift(reading: BrandingReading, upstream: str | None) -> Iterator[Problem]:
    """A warning for each change in `upstream`, the path of the network's current document; empty without a path.

    If the branding has the checksum of the copied document and the document still has it, nothing has changed,
    however much the copy was edited.
    """
    if upstream is None:
        return
    settings = reading.branding.proposition
    place = reading.place(("proposition", "source" if settings.source else "document"))
    try:
        content = Files().read(Path(upstream).absolute(), LARGEST_DOCUMENT, confined=False)
        text = content.decode("utf-8")
    except FileError as error:
        yield Problem(Place(upstream), "error", error.code, f"{quote(upstream, 300)} {error.reason}", error.hint)
        return
    except UnicodeDecodeError:
        yield Problem(Place(upstream), "error", "not-utf8", "this file is not UTF-8", "save it as UTF-8")
        return
    copied = settings.upstream
    if copied and copied.sha256 == hashlib.sha256(content).hexdigest():
        return
    since = f" since {copied.date}" if copied and copied.date else ""
    today = read_proposition(text, file=upstream, locale=reading.branding.locales[0]).proposition
    own = list(propositions_of(reading))
    if not own:
        message = "this branding has no document of its own to compare"
        yield Problem(place, "warning", "upstream-changed", message, "name your copy under 'proposition.source'")
    for _, proposition in own:
        for number, change in enumerate(changes_between(proposition, today)):
            if number == MOST_CHANGES:
                yield Problem(place, "warning", "upstream-changed", "there are more changes", "copy the document again")
                return
            yield Problem(place, "warning", "upstream-changed", f"upstream{since}: {change}")
