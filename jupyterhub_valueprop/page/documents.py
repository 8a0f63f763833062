"""Choose the document of a page: the branding's, its translation beside it, or the default one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jupyterhub_valueprop.branding import Branding, FileRef
from jupyterhub_valueprop.content import (
    LARGEST_DOCUMENT,
    Cycle,
    Proposition,
    Reading,
    Section,
    default_document,
    default_languages,
    proposition_from_document,
    read_proposition,
)
from jupyterhub_valueprop.files import FileError
from jupyterhub_valueprop.language_tags import shortened
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.site import Locale

from .best_fits import closest_language
from .likely_subtags import likely_of
from .page_sources import PageSources
from .translations import find_locale
from .wording import Wording

#: A network without a name is called "our network" in a sentence, and "Our network" at its start.
_DEFAULT_START = re.compile(r"^(\W*)\{\{ network\.name \}\}", re.M)


@dataclass
class Documents:
    """Reads the propositions for all languages, one after the other; `sources` keeps the problems."""

    branding: Branding
    sources: PageSources

    def read(self, wording: Wording) -> tuple[Proposition, Locale]:
        """The proposition for a locale code, with the branding's choice of sections and cycle, and its language."""
        reading, tag = self._reading(wording)
        self.sources.problems.extend(reading.problems)
        proposition = replace(reading.proposition, sections=self._chosen(reading.proposition.sections))
        if proposition.dated is None:
            proposition = replace(proposition, dated=self._copied())
        steps = self.branding.proposition.cycle
        if steps:
            texts = tuple(replace(wording.markdown(step), html=wording.inline(step)) for step in steps)
            proposition = replace(proposition, cycle=replace(proposition.cycle or Cycle(), steps=texts))
        return proposition, find_locale(tag)

    def _copied(self) -> date | None:
        """The day on which the document was copied, if the day is known."""
        upstream = self.branding.proposition.upstream
        copied = (upstream and upstream.date) or ""
        return date.fromisoformat(copied) if copied.count("-") == 2 else None

    def _reading(self, wording: Wording) -> tuple[Reading, str]:
        settings = self.branding.proposition
        if settings.document is not None:
            tag = self.branding.locales[0]
            return proposition_from_document(
                settings.document.model_dump(exclude_none=True),
                values=_values(wording, tag),
                base_url=settings.base_url,
                locale=tag,
            ), tag
        if settings.source is not None and settings.source.path is not None:
            return self._from_file(settings.source, settings.source.path, wording)
        return self._default(wording)

    def _default(self, wording: Wording) -> tuple[Reading, str]:
        tag = closest_language(wording.locale.tag, default_languages()) or "en"
        text, told = default_document(tag), replace(wording, locale=find_locale(tag))
        if not self.branding.network.name:
            text = _DEFAULT_START.sub(lambda match: match[1] + told.network_name, text)
        base_url = self.branding.proposition.base_url or ""
        return read_proposition(text, values=told.values, base_url=base_url, locale=tag), tag

    def _from_file(self, named: FileRef, path: Path, wording: Wording) -> tuple[Reading, str]:
        """The document of a file, or its best translation beside it. The file itself is in the first language."""
        files = self.sources.files
        translations = [(path.with_suffix(f".{tag}{path.suffix}"), tag) for tag in _document_tags(wording.locale.tag)]
        for each, tag in (*translations, (path, self.branding.locales[0])):  # noqa: B007 - used where the loop ends
            try:
                content = files.read(each, LARGEST_DOCUMENT, confined=named.confined, keeps_ending=True)
                text = content.decode("utf-8")
            except FileError as error:
                if each == path or files.looked_for.get(each, ()) is not None:
                    return self._unreadable(f"{quote(each.name)} {error.reason}", wording)
                continue  # there is no such translation
            except UnicodeDecodeError:
                return self._unreadable(f"{quote(each.name)} can't be read: it is not UTF-8", wording)
            break
        base_url = self.branding.proposition.base_url
        values = _values(wording, tag)
        return read_proposition(text, file=str(each), values=values, base_url=base_url, locale=tag), tag

    def _unreadable(self, what: str, wording: Wording) -> tuple[Reading, str]:
        self.sources.report(
            ("proposition", "source"),
            "unreadable-document",
            f"the value-proposition document {what}",
            "the default document is shown instead",
        )
        reading, tag = self._default(wording)
        return replace(reading, problems=()), tag

    def _chosen(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        wanted = self.branding.proposition.sections
        if not wanted:
            return sections
        by_id = {section.id: section for section in sections}
        for index, name in enumerate(wanted):
            if name not in by_id:
                message, hint = f"the document has no section {quote(name)}", ", ".join(map(quote, by_id)) or "none"
                key = ("proposition", "sections", index)
                self.sources.report(key, "unknown-section", message, f"its sections are {hint}", "warning")
        return tuple(by_id[name] for name in wanted if name in by_id)


def _values(wording: Wording, tag: str) -> Mapping[str, str]:
    """The values of `{{ community.name }}` and the others in a document of another language."""
    return replace(wording, locale=find_locale(tag)).values


def _document_tags(tag: str) -> tuple[str, ...]:
    """The endings of a document's translations for a locale code, the best first: `zh-CN`, `zh-Hans`, `zh`."""
    full, (*narrow, bare) = likely_of(tag), shortened(tag)
    by_script = [f"{bare}-{full.script}"] if narrow and full.script else []
    return tuple(dict.fromkeys((*narrow, *by_script, bare)))
