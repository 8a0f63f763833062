"""Which document a page is made from: the branding's own, its translation beside it, or the package's default."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from jupyterhub_valueprop.branding import Branding
from jupyterhub_valueprop.content import (
    Cycle,
    Proposition,
    Reading,
    Section,
    default_document,
    inline_markdown,
    proposition_from_document,
    read_proposition,
)
from jupyterhub_valueprop.problems import Place, Problem

from .wording import Wording

#: A network without a name is called "our network" in a sentence, and "Our network" at its start.
_DEFAULT_START = re.compile(r"^(\W*)\{\{ network\.name \}\}", re.M)


@dataclass
class Documents:
    """Reads the proposition of one locale after the other; keeps what was wrong, and which files were looked for."""

    branding: Branding
    place: Callable[[tuple[str | int, ...]], Place]
    problems: list[Problem] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)

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
        path = self._translated(settings.source.path, wording.locale.tag)
        try:
            source = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            return self._unreadable(path, error, wording)
        return read_proposition(
            source, file=str(path), values=wording.values, base_url=base_url, locale=wording.locale.tag
        )

    def _translated(self, path: Path, tag: str) -> Path:
        """`value-proposition.es.md` beside `value-proposition.md`, for es-MX as for es; else the document itself."""
        self.files.add(path)
        for name in dict.fromkeys((tag, tag.split("-", maxsplit=1)[0])):
            translated = path.with_suffix(f".{name}{path.suffix}")
            self.files.add(translated)
            if translated.is_file():
                return translated
        return path

    def _unreadable(self, path: Path, error: Exception, wording: Wording) -> Reading:
        reason = (
            "it is not UTF-8"
            if isinstance(error, UnicodeDecodeError)
            else (getattr(error, "strerror", "") or str(error)).lower()
        )
        problem = Problem(
            self.place(("proposition", "source")),
            "error",
            "unreadable-document",
            f"the value-proposition document {path.name!r} can't be read: {reason}",
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
                        f"the document has no section {name!r}",
                        f"its sections are {', '.join(map(repr, by_id)) or 'none'}",
                    )
                )
        return tuple(by_id[name] for name in wanted if name in by_id)

    def _report(self, *problems: Problem) -> None:
        self.problems.extend(problem for problem in problems if problem not in self.problems)
