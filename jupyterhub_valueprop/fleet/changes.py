"""Describe what differs between two states of one branding, in the words of its file and its document.

Compares brandings after merging, with the defaults, and documents after reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from jupyterhub_valueprop.branding import BrandingReading, FileRef, LocalizedText
from jupyterhub_valueprop.content import Proposition, changes_between
from jupyterhub_valueprop.files import FileError
from jupyterhub_valueprop.page.documents import Documents
from jupyterhub_valueprop.page.file_allowance import MOST_BYTES
from jupyterhub_valueprop.page.page_sources import PageSources
from jupyterhub_valueprop.page.translations import find_locale
from jupyterhub_valueprop.page.wording import Wording
from jupyterhub_valueprop.problems.phrases import quote

from .member import Change

#: The most changes of one community that are listed.
MOST_CHANGES = 50
#: The most characters shown of a value before and after.
LONGEST_VALUE = 300

#: The noun for one entry of a list.
ENTRIES = MappingProxyType(
    {
        "credits.funded_by": "funder",
        "credits.operated_by": "operator",
        "credits.designed_by": "designer",
        "announcements": "announcement",
        "links": "link",
    }
)
#: Keys whose values are URLs with a name of their own, such as `network.links.membership`.
_LINKS = ("network.links", "legal")

Key = tuple[str | int, ...]
_Read = Callable[[FileRef], str]


def changes_of(before: BrandingReading, after: BrandingReading) -> tuple[Change, ...]:
    """Every change of a page's sources, in the order of the keys; those of the document come last."""
    differences = _Differences(_contents(before), _contents(after))
    found = [*islice(differences.models((), before.branding, after.branding), MOST_CHANGES + 1)]
    found += islice(_document_changes(before, after), MOST_CHANGES + 1)
    if len(found) > MOST_CHANGES:
        found[MOST_CHANGES:] = [Change("page", "there are more changes than listed here")]
    return tuple(found)


def _contents(reading: BrandingReading) -> _Read:
    """The size and checksum of a local file, to tell one content from another."""

    def content(file: FileRef) -> str:
        if file.path is None:
            return ""
        try:
            data = reading.access.read(file.path, MOST_BYTES, confined=file.confined)
        except FileError as error:
            return error.code
        return f"{len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()[:12]}"

    return content


@dataclass(frozen=True)
class _Differences:
    before: _Read
    after: _Read

    def models(self, path: Key, old: BaseModel, new: BaseModel, subject: str = "") -> Iterator[Change]:
        """The changes of a part of a branding. `subject` names the entry of a list."""
        for name in type(new).model_fields:
            if (*path, name) != ("proposition", "document"):  # its promises are compared like those of a file
                yield from self._values((*path, name), getattr(old, name, None), getattr(new, name), subject)

    def _values(self, path: Key, old: Any, new: Any, subject: str) -> Iterator[Change]:
        if isinstance(old, BaseModel) and isinstance(new, BaseModel):
            yield from self.models(path, old, new, subject)
        elif isinstance(old, LocalizedText) and isinstance(new, LocalizedText):
            yield from _texts(path, old, new, subject)
        elif isinstance(old, FileRef) and isinstance(new, FileRef):
            yield from self._files(path, old, new, subject)
        elif isinstance(old or new, tuple) and any(
            isinstance(each, BaseModel) for each in (*(old or ()), *(new or ()))
        ):
            yield from self._lists(path, old or (), new or ())
        elif (before := _told(old)) != (after := _told(new)):
            yield Change(_dotted(path), f"{_about(subject, path)} {_verb(before, after)}", before, after)

    def _files(self, path: Key, old: FileRef, new: FileRef, subject: str) -> Iterator[Change]:
        if old.written != new.written:
            yield Change(_dotted(path), f"{_about(subject, path)} changed", _told(old), _told(new))
        elif path != ("proposition", "source") and (before := self.before(old)) != (after := self.after(new)):
            words = f"{_about(subject, path)} has other content under the same name"
            yield Change(_dotted(path), words, _told(f"{old} ({before})"), _told(f"{new} ({after})"))

    def _lists(self, path: Key, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
        noun = ENTRIES.get(_dotted(path), f"{_subject(path)}:")
        partners = _partners(old, new)
        for index, entry in enumerate(new):
            subject = f"{noun} {quote(_name(entry))}"
            if index in partners:
                yield from self.models((*path, index), old[partners[index]], entry, subject)
            else:
                yield Change(_dotted((*path, index)), f"{subject} added", None, _told(entry))
        for index, entry in enumerate(old):
            if index not in partners.values():
                yield Change(_dotted((*path, index)), f"{noun} {quote(_name(entry))} removed", _told(entry), None)
        if list(partners.values()) != sorted(partners.values()):
            order = [old[index] for index in sorted(partners.values())], [new[index] for index in partners]
            told = ["; ".join(map(_name, entries)) for entries in order]
            yield Change(_dotted(path), f"{_subject(path)} in another order", _told(told[0]), _told(told[1]))


def _texts(path: Key, old: LocalizedText, new: LocalizedText, subject: str) -> Iterator[Change]:
    before, after = dict(old.texts), dict(new.texts)
    for locale in dict.fromkeys((*after, *before)):
        was, now = before.get(locale), after.get(locale)
        if was != now:
            key, language = ((*path, locale), f" in {quote(locale)}") if locale else (path, "")
            verb = "reworded" if was and now else _verb(was, now)
            words = f"{_about(subject, path)}{language} {verb}"
            yield Change(_dotted(key), words, was and _told(was), now and _told(now))


def _about(subject: str, path: Key) -> str:
    """What changed, in words: a key, or a key of the list entry that `subject` names."""
    if not subject:
        return _subject(path)
    start = max(index for index, step in enumerate(path) if isinstance(step, int))
    return f"{subject}: {' '.join(_spaced(str(step)) for step in path[start + 1 :])}"


def _partners(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Match the entries of the new list with those of the old one: by name, else by URL, else by position.

    Each is looked up in a table, so that the time is linear in the length of the lists.
    """
    partners: dict[int, int] = {}
    for identify in (_name, lambda entry: str(getattr(entry, "url", None) or "")):
        taken = set(partners.values())
        waiting: dict[str, list[int]] = {}
        for index, entry in reversed(list(enumerate(old))):
            if index not in taken and (name := identify(entry)):
                waiting.setdefault(name, []).append(index)
        for index, entry in enumerate(new):
            if index not in partners and waiting.get(name := identify(entry)):
                partners[index] = waiting[name].pop()
    nameless = [index for index, entry in enumerate(new) if index not in partners and not hasattr(entry, "url")]
    free = [index for index in range(len(old)) if index not in partners.values()]
    partners.update(zip(nameless, free, strict=False))
    return dict(sorted(partners.items()))


def _name(entry: Any) -> str:
    """What identifies an entry of a list: its name, label or text."""
    for key in ("name", "label", "text", "family"):
        if value := getattr(entry, key, None):
            return str(value)
    return str(entry)


def _told(value: Any) -> str | None:
    """A value in one line; None for an empty one."""
    if isinstance(value, BaseModel):
        written = ((name, part) for name, part in value if name in value.model_fields_set)
        given = (f"{name}: {told}" for name, part in written if (told := _told(part)) is not None)
        value = ", ".join(islice(given, 20))
    elif isinstance(value, tuple):
        value = ", ".join(told for each in value if (told := _told(each)) is not None)
    elif isinstance(value, bool):
        value = "true" if value else "false"
    if value is None or value == "":
        return None
    return " ".join(str(value)[: 4 * LONGEST_VALUE].split())[:LONGEST_VALUE]


def _verb(before: str | None, after: str | None) -> str:
    return "added" if before is None else "removed" if after is None else "changed"


def _subject(path: Key) -> str:
    """A key in words: `membership: link`, `community: logo light`, `layout`."""
    steps = [str(step) for step in path if not isinstance(step, int)]
    if _dotted(tuple(steps[:-1])) in _LINKS:
        return f"{_spaced(steps[-1])}: link"
    first, *rest = map(_spaced, steps)
    return f"{first}: {' '.join(rest)}" if rest else first


def _spaced(step: str) -> str:
    return step.replace("_", " ")


def _dotted(path: Key) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _document_changes(before: BrandingReading, after: BrandingReading) -> Iterator[Change]:
    """The changes of the document in each language that both pages have; empty if neither shows it."""
    if all(_is_silent(each) for each in (before, after)):
        return
    seen: set[tuple[str, str, str]] = set()
    for tag in after.branding.locales:
        if tag not in before.branding.locales:
            continue
        first = tag == after.branding.locales[0]
        for change in changes_between(_proposition(before, after, tag), _proposition(after, after, tag)):
            if (told := (change.part, change.before, change.after)) in seen:
                continue  # a language without its own translation
            seen.add(told)
            key, words = f"proposition.{change.part}", change.words
            if not first:
                key, words = f"{key} ({tag})", f"{words}, in {quote(tag)}"
            yield Change(key, words, _told(change.before), _told(change.after))


def _is_silent(reading: BrandingReading) -> bool:
    branding = reading.branding
    return branding.network.message == "off" or branding.layout == "minimal"


def _proposition(reading: BrandingReading, named: BrandingReading, tag: str) -> Proposition:
    """The document of a branding with another branding's names: a new name is one change, not one for each promise."""
    names = {"community": named.branding.community, "network": named.branding.network}
    branding = reading.branding.model_copy(update=names)
    documents = Documents(branding, PageSources(reading.place, reading.access))
    return documents.read(Wording(branding, find_locale(tag)))[0]
