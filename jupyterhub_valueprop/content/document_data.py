"""Read the same structure from keys in YAML instead of from one Markdown document. Each text is Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jupyterhub_valueprop.problems import Place
from jupyterhub_valueprop.problems.phrases import quote

from .anchors import Ids
from .fragments import Fragments
from .inlines import plain_text, strip, text_token
from .link_targets import Links
from .promises import addressed, following
from .proposition import Beneficiary, Cycle, Passage, Promise, Proposition, RichText, Section
from .reader import Reading
from .rich_text import inline, span, strong
from .signal_words import SignalWords, signal_words_for
from .text_problems import MOST_PROBLEMS, unlisted

_NO_VALUES: Mapping[str, str] = MappingProxyType({})
_Fields = Mapping[str, Any]


def proposition_from_document(
    document: Mapping[str, Any],
    *,
    values: Mapping[str, str] = _NO_VALUES,
    base_url: str | None = None,
    locale: str = "en",
) -> Reading:
    """The proposition of a valid mapping. Its keys are the fields of this subpackage's dataclasses."""
    reader = _DocumentReader(document, values, base_url, signal_words_for(locale))
    proposition = reader.proposition()
    problems = [problem for text_problems in reader.texts.found for problem in text_problems.in_order()]
    more = unlisted(len(problems[MOST_PROBLEMS:]), Place(key="proposition.document"))
    return Reading(proposition, (*problems[:MOST_PROBLEMS], *more))


class _DocumentReader:
    def __init__(
        self, document: _Fields, values: Mapping[str, str], base_url: str | None, signal_words: SignalWords
    ) -> None:
        self._document = document
        self._signal_words = signal_words
        sections = document.get("sections") or ()
        ids = Ids()
        named = {index: ids.give(one["id"]) for index, one in enumerate(sections) if one.get("id")}
        plain_texts = Fragments(values, Links())
        self._ids = [
            named.get(index) or ids.give(plain_texts.inline(one["title"]).text) for index, one in enumerate(sections)
        ]
        anchors = {name: name for name in self._ids}
        anchors |= {one["id"]: self._ids[index] for index, one in enumerate(sections) if one.get("id")}
        self.texts = Fragments(values, Links(base_url, anchors))

    def proposition(self) -> Proposition:
        title = self._inline(self._document, "title", "proposition.document")
        statement = self._either(self._document, "statement", "proposition.document")
        summary = self._prose(self._document, "summary", "proposition.document")
        return Proposition(
            title=title,
            statement=statement,
            summary=(Passage(summary, "statement" if statement else "title"),) if summary else (),
            beneficiaries=tuple(
                self._beneficiary(one, key) for one, key in self._each(self._document, "beneficiaries")
            ),
            cycle=self._cycle(self._document.get("cycle")),
            sections=tuple(
                self._section(one, key, identifier)
                for (one, key), identifier in zip(self._each(self._document, "sections"), self._ids, strict=True)
            ),
        )

    def _beneficiary(self, fields: _Fields, key: str) -> Beneficiary:
        who = self.texts.inlines(fields["who"], f"{key}.who")
        what = self.texts.inlines(fields.get("what") or "", f"{key}.what")
        # as in a Markdown document, `what` is the whole sentence and may name the party itself
        whole = (
            what
            if inline(who).text.casefold() in inline(what).text.casefold()
            else [*strong(strip(who)), text_token(" "), *what]
        )
        return Beneficiary(inline(who), inline(whole))

    def _cycle(self, fields: _Fields | None) -> Cycle | None:
        if not fields:
            return None
        key = "proposition.document.cycle"
        image = self.texts.substituted(fields.get("image") or "", f"{key}.image")
        if image and Links(as_written=True).resolve(image)[0] is None:
            self.texts.found[-1].add("unsafe-link", None, f"the image {quote(image)} can't be loaded safely")
            image = ""
        return Cycle(
            image=image or None,
            alt=self.texts.substituted(fields.get("alt") or "", f"{key}.alt"),
            caption=self._either(fields, "caption", key),
            steps=tuple(self._every(fields, "steps", key)),
        )

    def _section(self, fields: _Fields, key: str, identifier: str) -> Section:
        return Section(
            id=identifier,
            title=self.texts.inline(fields["title"], f"{key}.title"),
            lead=self._prose(fields, "lead", key),
            detail=self._prose(fields, "detail", key),
            promises=tuple(
                self._promise(one, f"{key}.promises[{index}]") for index, one in enumerate(fields.get("promises") or ())
            ),
        )

    def _promise(self, fields: _Fields, key: str) -> Promise:
        text = strip(self.texts.inlines(fields["promise"], f"{key}.promise"))
        if fields.get("audience"):
            said = strip(self.texts.inlines(fields["audience"], f"{key}.audience"))
            promise, audience = self._addressed_to(plain_text(said), text)
        else:
            promise, audience = addressed(text, self._signal_words)
        return Promise(
            promise=inline(promise),
            audience=audience,
            outcome=self._outcome(fields, key),
            detail=self._prose(fields, "detail", key),
            label=self._inline(fields, "label", key),
            benefits=tuple(self._every(fields, "benefits", key)),
            closing=self._prose(fields, "closing", key),
        )

    def _outcome(self, fields: _Fields, key: str) -> RichText | None:
        text = strip(self.texts.inlines(fields["outcome"], f"{key}.outcome")) if fields.get("outcome") else ()
        return inline(following(text, self._signal_words)) if text else None

    def _addressed_to(self, said: str, text: list[Any]) -> tuple[list[Any], RichText | None]:
        """The promise with its audience in front, unless the promise begins with it already."""
        promise, named = addressed(text, self._signal_words)
        if named:
            return promise, named
        opened = self._signal_words.audience_end(f"{said.rstrip(' ,،，、')},")
        name = f"{said.rstrip(' ,،，、')},"[opened[0] : opened[1]] if opened else said
        lead_in = self._signal_words.lead_in.format(name)
        return [*span([text_token(lead_in)], "vp-audience"), text_token(" "), *text], inline([text_token(name)])

    def _inline(self, fields: _Fields, name: str, key: str) -> RichText | None:
        return self.texts.inline(fields[name], f"{key}.{name}") if fields.get(name) else None

    def _either(self, fields: _Fields, name: str, key: str) -> RichText | None:
        return self.texts.either(fields[name], f"{key}.{name}") if fields.get(name) else None

    def _prose(self, fields: _Fields, name: str, key: str) -> RichText | None:
        return self.texts.prose(fields[name], f"{key}.{name}") if fields.get(name) else None

    def _every(self, fields: _Fields, name: str, key: str) -> Iterable[RichText]:
        found = (self.texts.either(text, f"{key}.{name}[{index}]") for index, text in enumerate(fields.get(name) or ()))
        return [text for text in found if text]

    def _each(self, fields: _Fields, name: str) -> Iterable[tuple[_Fields, str]]:
        return [(one, f"proposition.document.{name}[{index}]") for index, one in enumerate(fields.get(name) or ())]
