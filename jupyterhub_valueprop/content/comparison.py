"""Describe how one value proposition differs from another, promise by promise: what is new, gone or reworded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from jupyterhub_valueprop.problems.phrases import counted, quote

from .proposition import Cycle, Promise, Proposition, RichText, Section

ALIKE = 0.6
"""How much of two texts has to be the same, from 0 to 1, for one to count as the other one reworded."""

MOST_COMPARED = 2_000
"""How many pairs of texts are compared for their likeness. After that, texts that differ count as different texts."""

LONGEST_COMPARED = 500
"""How many characters of a text are compared for it."""

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class DocumentChange:
    """One change of a document, as a sentence without its full stop.

    `part` is its place, as a key below the document (`hub.promises[1].outcome`). `words` say what changed,
    `before` and `after` are its texts, without Markdown or HTML. `detail` ends the sentence.
    """

    part: str
    words: str
    before: str
    after: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.words}: {self.detail}" if self.detail else self.words


def changes_between(before: Proposition, after: Proposition) -> Iterator[DocumentChange]:
    """Every change, in the order of the document."""
    compare = _Comparison()
    yield from _reworded("title", "the title", before.title, after.title)
    yield from _reworded("statement", "the statement", before.statement, after.statement)
    for part, what, texts in (
        ("summary", "passage", lambda document: [passage.prose.text for passage in document.summary]),
        ("beneficiaries", "line", lambda document: [each.what.text for each in document.beneficiaries]),
        ("cycle.steps", "step", lambda document: [step.text for step in (document.cycle or Cycle()).steps]),
    ):
        yield from compare.lists(texts(before), texts(after), part, what)
    old_cycle, new_cycle = before.cycle or Cycle(), after.cycle or Cycle()
    yield from _reworded("cycle.caption", "the caption of the cycle", old_cycle.caption, new_cycle.caption)

    pairs = [*compare.pairs(before.sections, after.sections, _heading, by_id=True)]
    for old, new in pairs:
        if old is None and new is not None:
            title, promises = new.title.text, counted(len(new.promises), "promise")
            yield DocumentChange(new.id, f"the section {quote(title)} is new, with {promises}", "", title)
        elif new is None and old is not None:
            title, promises = old.title.text, counted(len(old.promises), "promise")
            yield DocumentChange(old.id, f"the section {quote(title)} is gone, with {promises}", title, "")
        elif old is not None and new is not None:
            yield from compare.sections(old, new)
    kept = [old.title.text for old, new in pairs if old and new]
    yield from _moved("sections", "the sections", [each.title.text for each in before.sections], kept)


def _heading(section: Section) -> str:
    return section.title.text


def _reworded(part: str, what: str, before: RichText | None, after: RichText | None) -> Iterator[DocumentChange]:
    old, new = (before.text if before else ""), (after.text if after else "")
    if old != new:
        yield _change(part, what, old, new)
    elif before and after and before.html != after.html:
        yield DocumentChange(part, f"{what} has other links or emphasis", old, new)


def _change(part: str, what: str, before: str, after: str) -> DocumentChange:
    if not before:
        return DocumentChange(part, f"{what} is new", before, after, quote(after))
    if not after:
        return DocumentChange(part, f"{what} is gone", before, after, quote(before))
    return DocumentChange(part, f"{what} is reworded", before, after, f"{quote(before)} is now {quote(after)}")


def _moved(part: str, what: str, before: Sequence[str], kept: Sequence[str]) -> Iterator[DocumentChange]:
    """The change of an order, if there is one: `kept` are the entries that stayed, in their new order."""
    order = [each for each in before if each in set(kept)]
    if order != list(kept):
        yield DocumentChange(part, f"{what} are in another order", "; ".join(order), "; ".join(kept))


class _Comparison:
    """Compares lists. The number of comparisons for likeness is limited for all lists together."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def sections(self, before: Section, after: Section) -> Iterator[DocumentChange]:
        name, where = after.id, quote(after.id)
        yield from _reworded(f"{name}.title", f"the title of {where}", before.title, after.title)
        yield from _reworded(f"{name}.lead", f"the lead of {where}", before.lead, after.lead)
        yield from _reworded(f"{name}.detail", f"the text of {where}", before.detail, after.detail)
        numbers = {id(promise): number for number, promise in enumerate(after.promises)}
        for old, new in self.pairs(before.promises, after.promises, lambda promise: promise.promise.text):
            if new is not None:
                number = numbers[id(new)]
                part, what = f"{name}.promises[{number}]", f"promise {number + 1} of {where}"
                if old is None:
                    yield _change(part, what, "", new.promise.text)
                else:
                    yield from self._promise(part, what, old, new)
            elif old is not None:
                yield _change(f"{name}.promises", f"a promise of {where}", old.promise.text, "")
        same = set(after.promises)
        kept = {each.promise.text for each in before.promises if each in same}
        order = [each.promise.text for each in after.promises if each.promise.text in kept]
        yield from _moved(
            f"{name}.promises", f"the promises of {where}", [each.promise.text for each in before.promises], order
        )

    def _promise(self, part: str, what: str, before: Promise, after: Promise) -> Iterator[DocumentChange]:
        yield from _reworded(f"{part}.promise", what, before.promise, after.promise)
        yield from _reworded(f"{part}.outcome", f"the outcome of {what}", before.outcome, after.outcome)
        yield from _reworded(f"{part}.detail", f"the text of {what}", before.detail, after.detail)
        yield from _reworded(f"{part}.label", f"the label of {what}", before.label, after.label)
        yield from _reworded(f"{part}.closing", f"the end of {what}", before.closing, after.closing)
        old, new = [each.text for each in before.benefits], [each.text for each in after.benefits]
        yield from self.lists(old, new, f"{part}.benefits", "benefit", f" of {what}")

    def lists(
        self, before: Sequence[str], after: Sequence[str], part: str, what: str, where: str = ""
    ) -> Iterator[DocumentChange]:
        """The changes of a list of texts."""
        for old, new in self.pairs(before, after, str):
            if old != new:
                yield _change(part, f"a {what}{where}", old or "", new or "")

    def pairs(
        self, before: Sequence[_Part], after: Sequence[_Part], text: Callable[[_Part], str], *, by_id: bool = False
    ) -> Iterator[tuple[_Part | None, _Part | None]]:
        """Pairs of old and new entries in the order of `after`, then the entries that are gone."""
        left = list(before)
        partners: dict[int, _Part] = {}

        def has_id(old: _Part, new: _Part) -> bool:
            return by_id and getattr(old, "id", 0) == getattr(new, "id", 1)

        def has_text(old: _Part, new: _Part) -> bool:
            return text(old) == text(new)

        def is_alike(old: _Part, new: _Part) -> bool:
            return self._alike(text(old), text(new))

        for is_same in (has_id, has_text, is_alike):
            for index, new in enumerate(after):
                if index not in partners and (old := next((each for each in left if is_same(each, new)), None)):
                    partners[index] = old
                    left.remove(old)
        yield from ((partners.get(index), new) for index, new in enumerate(after))
        yield from ((old, None) for old in left)

    def _alike(self, before: str, after: str) -> bool:
        self._left -= 1
        if self._left < 0:
            return False
        import difflib  # noqa: PLC0415 - no page needs it

        matcher = difflib.SequenceMatcher(None, before[:LONGEST_COMPARED], after[:LONGEST_COMPARED], autojunk=False)
        return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
