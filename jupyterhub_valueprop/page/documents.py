"""Which document a page is made from: the branding's own, its translation beside it, or the package's default."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jupyterhub_valueprop.branding import Branding, translated_documents
from jupyterhub_valueprop.content import (
    LARGEST_DOCUMENT,
    Cycle,
    Proposition,
    Reading,
    Section,
    default_document,
    inline_markdown,
    proposition_from_document,
    read_proposition,
)
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote

from .wording import Wording

#: A network without a name is called "our network" in a sentence, and "Our network" at its start.
_DEFAULT_START = re.compile(r"^(\W*)\{\{ network\.name \}\}", re.M)


@dataclass
class Documents:
    """Reads the proposition of one locale after the other; keeps what was wrong."""

    branding: Branding
    place: Callable[[tuple[str | int, ...]], Place]
    files: Files
    problems: list[Problem] = field(default_factory=list)

    def read(self, wording: Wording) -> Proposition:
        """The proposition for a locale, with the sections and the cycle that the branding asks for."""
        reading = self._reading(wording)
        self._report(*reading.problems)
        proposition = replace(reading.proposition, sections=self._chosen(reading.proposition.sections))
        steps = self.branding.proposition.cycle
        if steps:
            texts = tuple(inline_markdown(wording.text(step), values=wording.values) for step in steps)
            proposition = replace(proposition, cycle=replace(proposition.cycle or Cycle(), steps=texts))
        return proposition

    def _reading(self, wording: Wording) -> Reading:
        settings = self.branding.proposition
        base_url = settings.base_url
        if settings.document is not None:
            return proposition_from_document(
                settings.document.model_dump(exclude_none=True),
                values=wording.values,
                base_url=base_url,
                locale=wording.locale.tag,
            )
        if settings.source is None or settings.source.path is None:
            source = default_document(wording.locale.tag)
            if not self.branding.network.name:
                source = _DEFAULT_START.sub(lambda match: match[1] + wording.network_name, source)
            return read_proposition(source, values=wording.values, base_url=base_url or "", locale=wording.locale.tag)
        path = settings.source.path
        for each in (*translated_documents(path, (wording.locale.tag,)), path):
            try:
                source = self.files.read(each, LARGEST_DOCUMENT, confined=settings.source.confined).decode("utf-8")
            except FileError as error:
                if each == path or self.files.looked_for.get(each, ()) is not None:
                    return self._unreadable(f"{quote(each.name)} {error.reason}", wording)
                continue  # there is no such translation
            except UnicodeDecodeError:
                return self._unreadable(f"{quote(each.name)} can't be read: it is not UTF-8", wording)
            break
        return read_proposition(
            source, file=str(each), values=wording.values, base_url=base_url, locale=wording.locale.tag
        )

    def _unreadable(self, what: str, wording: Wording) -> Reading:
        problem = Problem(
            self.place(("proposition", "source")),
            "error",
            "unreadable-document",
            f"the value-proposition document {what}",
            "the package's default document is shown instead",
        )
        return replace(read_proposition(default_document(), values=wording.values), problems=(problem,))

    def _chosen(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        wanted = self.branding.proposition.sections
        if not wanted:
            return sections
        by_id = {section.id: section for section in sections}
        for index, name in enumerate(wanted):
            if name not in by_id:
                self._report(
                    Problem(
                        self.place(("proposition", "sections", index)),
                        "warning",
                        "unknown-section",
                        f"the document has no section {quote(name)}",
                        f"its sections are {', '.join(map(quote, by_id)) or 'none'}",
                    )
                )
        return tuple(by_id[name] for name in wanted if name in by_id)

    def _report(self, *problems: Problem) -> None:
        self.problems.extend(problem for problem in problems if problem not in self.problems)
