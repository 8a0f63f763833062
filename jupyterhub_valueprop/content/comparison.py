"""How one value proposition differs from another, promise by promise, in words: what came, what went, what is new."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from jupyterhub_valueprop.problems.phrases import quote

from .proposition import Promise, Proposition, RichText, Section

ALIKE = 0.6
"""How much of two texts has to be the same, from 0 to 1, for one to be the other one reworded."""

MOST_COMPARED = 2_000
"""How many pairs of texts are compared for their likeness; beyond, a text that is not the same is another one."""

LONGEST_COMPARED = 500
"""How many characters of a text are compared for it."""

_Part = TypeVar("_Part")


def changes_between(before: Proposition, after: Proposition) -> Iterator[str]:
    """Every change as a sentence without its full stop, in the order of the document."""
    compare = _Comparison()
    yield from _reworded("the title", before.title, after.title)
    yield from _reworded("the statement", before.statement, after.statement)
    yield from compare.lists(
        [passage.prose.text for passage in before.summary], [passage.prose.text for passage in after.summary], "passage"
    )
    yield from compare.lists(
        [each.what.text for each in before.beneficiaries], [each.what.text for each in after.beneficiaries], "line"
    )
    pairs = compare.pairs(before.sections, after.sections, lambda section: section.title.text, by_id=True)
    for old, new in pairs:
        if old is None and new is not None:
            yield f"the section {quote(new.title.text)} is new, with {_promises(len(new.promises))}"
        elif new is None and old is not None:
            yield f"the section {quote(old.title.text)} is gone, with {_promises(len(old.promises))}"
        elif old is not None and new is not None:
            yield from compare.sections(old, new)


def _promises(count: int) -> str:
    return f"{count} promise{'' if count == 1 else 's'}"


def _reworded(what: str, before: RichText | None, after: RichText | None) -> Iterator[str]:
    old, new = (before.text if before else ""), (after.text if after else "")
    if old == new:
        if before and after and before.html != after.html:
            yield f"{what} has other links or emphasis"
    elif not old:
        yield f"{what} is new: {quote(new)}"
    elif not new:
        yield f"{what} is gone: {quote(old)}"
    else:
        yield f"{what} is reworded: {quote(old)} is now {quote(new)}"


class _Comparison:
    """Compares lists; how often two texts are compared for their likeness is limited for all of them together."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def sections(self, before: Section, after: Section) -> Iterator[str]:
        where = quote(after.id)
        yield from _reworded(f"the title of {where}", before.title, after.title)
        yield from _reworded(f"the lead of {where}", before.lead, after.lead)
        yield from _reworded(f"the text of {where}", before.detail, after.detail)
        numbers = {id(promise): number for number, promise in enumerate(after.promises, 1)}
        for old, new in self.pairs(before.promises, after.promises, lambda promise: promise.promise.text):
            if old is None and new is not None:
                yield f"promise {numbers[id(new)]} of {where} is new: {quote(new.promise.text)}"
            elif new is None and old is not None:
                yield f"a promise of {where} is gone: {quote(old.promise.text)}"
            elif old is not None and new is not None:
                yield from self._promise(f"promise {numbers[id(new)]} of {where}", old, new)
        kept = [each.promise.text for each in before.promises if each.promise in {p.promise for p in after.promises}]
        order = [each.promise.text for each in after.promises if each.promise.text in set(kept)]
        if kept != order:
            yield f"the promises of {where} are in another order"

    def _promise(self, what: str, before: Promise, after: Promise) -> Iterator[str]:
        yield from _reworded(what, before.promise, after.promise)
        yield from _reworded(f"the outcome of {what}", before.outcome, after.outcome)
        yield from _reworded(f"the text of {what}", before.detail, after.detail)
        yield from _reworded(f"the label of {what}", before.label, after.label)
        yield from _reworded(f"the end of {what}", before.closing, after.closing)
        old, new = [each.text for each in before.benefits], [each.text for each in after.benefits]
        yield from self.lists(old, new, "benefit", f" of {what}")

    def lists(self, before: Sequence[str], after: Sequence[str], what: str, where: str = "") -> Iterator[str]:
        """The changes of a list of texts."""
        for old, new in self.pairs(before, after, str):
            if old is None:
                yield f"a {what}{where} is new: {quote(str(new))}"
            elif new is None:
                yield f"a {what}{where} is gone: {quote(old)}"
            elif old != new:
                yield f"a {what}{where} is reworded: {quote(old)} is now {quote(new)}"

    def pairs(
        self, before: Sequence[_Part], after: Sequence[_Part], text: Callable[[_Part], str], *, by_id: bool = False
    ) -> Iterator[tuple[_Part | None, _Part | None]]:
        """What was with what it became, in the order of `after`; then what is gone."""
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
        matcher = difflib.SequenceMatcher(None, before[:LONGEST_COMPARED], after[:LONGEST_COMPARED], autojunk=False)
        return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
