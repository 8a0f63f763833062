"""What the grammar makes of a document, part by part, and the whole published document of a real network."""

from __future__ import annotations

import re
from html import unescape

import pytest

from jupyterhub_valueprop.content import (
    Beneficiary,
    Cycle,
    Passage,
    Promise,
    Proposition,
    Reading,
    RichText,
    Section,
    default_document,
    inline_markdown,
    read_proposition,
)
from jupyterhub_valueprop.problems import Place, Problem

VALUES = {
    "network.name": "Tidewater",
    "network.url": "https://tidewater.example",
    "community.name": "Ocean Data Commons",
    "community.url": "https://ocean.example",
}


def rich(text: str, html: str | None = None) -> RichText:
    return RichText(text if html is None else html, text)


def first_promise(source: str, locale: str = "en") -> Promise:
    return read_proposition(f"## Section\n\n{source}", locale=locale).proposition.sections[0].promises[0]


def promises(source: str) -> tuple[Promise, ...]:
    return read_proposition(f"## Section\n\n{source}").proposition.sections[0].promises


def codes(source: str, base_url: str | None = None) -> list[str]:
    reading = read_proposition(source, values=VALUES, base_url=base_url)
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in reading.problems]


def test_the_real_document_arrives_whole(real_document: str) -> None:
    reading = read_proposition(real_document)
    said = reading.proposition
    every = [promise for section in said.sections for promise in section.promises]

    assert reading.problems == ()
    assert str(said.title) == "Value proposition"
    assert str(said.statement).startswith("2i2c supports a network of communities")
    assert [passage.follows for passage in said.summary] == ["title", "statement", "beneficiaries"]
    assert [str(one.who) for one in said.beneficiaries] == ["open science communities", "open-source communities"]
    assert said.cycle is not None
    assert said.cycle.image == "images/flywheel.png"
    assert str(said.cycle.caption).startswith("The virtuous cycle that 2i2c enables.")
    assert [bool(section.lead) and not section.detail for section in said.sections] == [True] * 4
    assert len(every) == 12
    assert all(str(promise.outcome).startswith("So ") for promise in every)
    assert sum(len(promise.benefits) for promise in every) == 29
    assert [str(promise.audience) for promise in every[:3]] == ["users", "community leaders", "organizations"]
    assert 'href="https://2i2c.org/blog/2025/foundational-contributions/"' in "".join(one.html for one in said.texts())


def test_the_default_document_says_as_much_as_the_real_one_without_a_problem() -> None:
    reading = read_proposition(default_document(), values=VALUES)
    sections = reading.proposition.sections
    every = [promise for section in sections for promise in section.promises]

    assert reading.problems == ()
    assert [section.id for section in sections] == ["hub", "membership", "ecosystem", "funders"]
    assert [len(section.promises) for section in sections] == [3, 3, 3, 3]
    assert all(section.lead and not section.detail for section in sections)
    assert all(promise.outcome and not promise.detail and not promise.closing for promise in every)
    assert sum(len(promise.benefits) for promise in every) == 29
    assert len(reading.proposition.beneficiaries) == 2
    assert reading.proposition.cycle is not None
    assert len(reading.proposition.cycle.steps) == 4
    assert max(len(promise.promise.text.split()) for promise in every) <= 9
    assert "{{" not in "".join(text.html for text in reading.proposition.texts())


def test_the_default_document_copies_no_sentence_of_the_real_one(real_document: str) -> None:
    def phrases(source: str) -> set[str]:
        words = read_proposition(source).proposition.texts()
        return {str(text).strip(".*") for text in words if len(str(text).split()) > 6}

    assert phrases(default_document()) & phrases(real_document) == set()


@pytest.mark.parametrize("locale", ["xx", "", "en-GB", "EN_us"])
def test_the_default_document_is_english_where_there_is_no_translation(locale: str) -> None:
    assert default_document(locale) == default_document()


def test_the_opening_becomes_statement_beneficiaries_and_cycle_in_the_order_of_the_document() -> None:
    source = """\
First words.

# Title

> Statement.

Why.

- For **users**, a hub.
- **Makers** get funds.

:::{figure} cycle.svg
:alt: Four steps
The caption.

A legend.
:::

1. Use
2. Care

Last words.
"""
    assert read_proposition(source) == Reading(
        Proposition(
            title=rich("Title"),
            statement=rich("Statement."),
            summary=(
                Passage(rich("First words.", "<p>First words.</p>"), "title"),
                Passage(rich("Why.", "<p>Why.</p>"), "statement"),
                Passage(rich("A legend. Last words.", "<p>A legend.</p>\n<p>Last words.</p>"), "cycle"),
            ),
            beneficiaries=(
                Beneficiary(rich("users"), rich("For users, a hub.", "For <strong>users</strong>, a hub.")),
                Beneficiary(rich("Makers"), rich("Makers get funds.", "<strong>Makers</strong> get funds.")),
            ),
            cycle=Cycle("cycle.svg", "Four steps", rich("The caption."), (rich("Use"), rich("Care"))),
        )
    )


@pytest.mark.parametrize("head", ["```{figure}", "```{figure} ", ":::{figure}", "```{figure}\n:name: x"])
def test_a_figure_needs_no_picture(head: str) -> None:
    fence = head[:3]
    assert read_proposition(f"{head}\nWords.\n{fence}\n\n1. Step") == Reading(
        Proposition(cycle=Cycle(None, "", rich("Words."), (rich("Step"),)))
    )


@pytest.mark.parametrize(
    ("source", "promise", "outcome", "detail"),
    [
        ("**Do it.** So that it is done.", "Do it.", "So that it is done.", None),
        ("**Do it.** So it is done. And more.", "Do it.", "So it is done.", "And more."),
        ("**Do it.**\n\nSo that it is done. More.", "Do it.", "So that it is done.", "More."),
        ("**Do it**. So that it is done.", "Do it.", "So that it is done.", None),
        ("**Do it** — so that it is done.", "Do it", "so that it is done.", None),
        ("**Do it**\nSo that it is done.", "Do it", "So that it is done.", None),
        ("**Do it**\\\nWe do.", "Do it", None, "We do."),
        ("**Will it last?** We think so.", "Will it last?", None, "We think so."),
        ("**Do it.** So far, nobody has.", "Do it.", None, "So far, nobody has."),
        ("**Do it.** *So that it is done.* More.", "Do it.", "So that it is done.", "More."),
        (
            "**Do it.** So that e.g. Dr. Who at u.org/a.b can. Yes.",
            "Do it.",
            "So that e.g. Dr. Who at u.org/a.b can.",
            "Yes.",
        ),
        ("**Do it.** So that `a. B` works. Yes.", "Do it.", "So that `a. B` works.".replace("`", ""), "Yes."),
        ("### Do it\n\nSo that it is done.", "Do it", "So that it is done.", None),
        ("### **Do it**\n\nWe do.", "Do it", None, "We do."),
    ],
)
def test_a_promise_is_a_bold_sentence_or_a_heading_and_its_outcome_one_sentence(
    source: str, promise: str, outcome: str | None, detail: str | None
) -> None:
    found = first_promise(source)
    assert str(found.promise) == promise
    assert (found.outcome and str(found.outcome), found.detail and str(found.detail)) == (outcome, detail)


@pytest.mark.parametrize(
    "source",
    [
        "**2i2c** supports a network.",
        "**What you get:**",
        "**Long wrapped name**\nof a network.",
        "> **Do it.**",
        "*Do it.*",
    ],
)
def test_bold_words_that_are_no_sentence_open_no_promise(source: str) -> None:
    assert promises(source) == ()


@pytest.mark.parametrize(
    ("locale", "source", "audience", "outcome"),
    [
        ("en", "**For users, go.** So that x.", "users", "So that x."),
        ("en", "**For [all](https://a.example) *users*, go.** So x.", "all users", "So x."),
        ("es-MX", "**Para usuarias, vayan.** Para que x.", "usuarias", "Para que x."),
        ("fr", "**Pour vous, allez.** Afin qu’on y soit.", "vous", "Afin qu’on y soit."),
        ("de", "**Für alle, los.** Damit es z. B. klappt.", "alle", "Damit es z. B. klappt."),
        ("pt_BR", "**Para todos, vão.** De modo que x.", "todos", "De modo que x."),
        ("ja", "**利用者のために、始めます。** これで、進みます。", "利用者", "これで、進みます。"),
        ("ja", "**研究者の皆さまへ、始めます。** こうして、進みます。", "研究者", "こうして、進みます。"),
        ("zh-Hans", "**面向用户，打开浏览器，开始。** 由此，前进。", "用户", "由此，前进。"),
        ("zh-Hant", "**對用戶來說，打開瀏覽器。** 如此一來，前進。", "用戶", "如此一來，前進。"),
        ("ar", "**بالنسبة إلى الباحثين، ابدؤوا.** كي نتقدّم.", "الباحثين", "كي نتقدّم."),
        ("xx", "**For users, go.** So that x.", "users", "So that x."),
        (
            "pt-BR",
            "**Para quem pesquisa, abra e comece.** Para que sobre tempo.",
            "quem pesquisa",
            "Para que sobre tempo.",
        ),
        ("ar", "**للمستخدمين، افتح المتصفح.** لكي تعمل.", "مستخدمين", "لكي تعمل."),
        (
            "ja",
            "**研究者の皆さまへ、すぐに始められます。** そうすれば、進みます。",
            "研究者",
            "そうすれば、進みます。",
        ),
        ("zh-Hans", "**面向用户，打开即用。** 让您专注于问题。", "用户", "让您专注于问题。"),
    ],
)
def test_an_audience_and_an_outcome_are_found_in_the_words_of_the_language(
    locale: str, source: str, audience: str, outcome: str
) -> None:
    found = first_promise(source, locale)
    assert (str(found.audience), str(found.outcome)) == (audience, outcome)


@pytest.mark.parametrize(
    ("locale", "outcome", "html"),
    [
        ("en", "So that far more learn.", '<span class="vp-so">So that</span> far more learn.'),
        ("en", "So *you* can learn.", '<span class="vp-so">So</span> <em>you</em> can learn.'),
        ("es", "**Para** que x.", '<span class="vp-so"><strong>Para</strong> que</span> x.'),
        ("fr", "Afin qu’on y soit.", '<span class="vp-so">Afin qu’</span>on y soit.'),
        ("ar", "لكي تعمل.", '<span class="vp-so">لكي</span> تعمل.'),
    ],
)
def test_the_words_that_open_an_outcome_are_set_apart(locale: str, outcome: str, html: str) -> None:
    assert first_promise(f"**Go.** {outcome}", locale).outcome == RichText(html, outcome.replace("*", ""))


@pytest.mark.parametrize(
    ("locale", "promise"),
    [("ja", "そのために、続けます。"), ("ja", "さらに、続けます。"), ("zh", "为什么，请看这里。")],
)
def test_words_that_only_look_like_an_audience_name_none(locale: str, promise: str) -> None:
    (found,) = read_proposition(f"## S\n\n**{promise}** Text.", locale=locale).proposition.sections[0].promises
    assert found.audience is None


def test_the_audience_keeps_its_words_in_the_promise_and_its_markup_whole() -> None:
    assert first_promise("**For [users, here](https://a.example), go.**").promise == RichText(
        '<span class="vp-audience">For <a href="https://a.example">users,</a></span>'
        '<a href="https://a.example"> here</a>, go.',
        "For users, here, go.",
    )


def test_what_stands_before_and_after_the_list_keeps_its_place() -> None:
    source = "**Do it.**\n\nFirst.\n\n**You get**:\n\n1. One\n   - deeper\n2. Two\n\nThen.\n\n- Three"
    assert promises(source) == (
        Promise(
            promise=rich("Do it."),
            detail=rich("First.", "<p>First.</p>"),
            label=rich("You get:", "<strong>You get</strong>:"),
            benefits=(rich("One deeper", "One\n<ul>\n<li>deeper</li>\n</ul>"), rich("Two")),
            closing=rich("Then. Three", "<p>Then.</p>\n<ul>\n<li>Three</li>\n</ul>"),
        ),
    )


def test_italic_paragraphs_lead_a_section_and_other_prose_is_its_detail() -> None:
    assert read_proposition("## One\n\n*A.*\n\nB.\n\n_C_ _d._").proposition.sections == (
        Section("one", rich("One"), rich("A. C d.", "<p>A.</p>\n<p>C d.</p>"), rich("B.", "<p>B.</p>")),
    )


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("## A b!\n## A b\n## a-B", ["a-b", "a-b-2", "a-b-3"]),
        ("## Hub\n(hub)=\n## Other", ["hub-2", "hub"]),
        ("(mission:Value-proposition)=\n## X", ["mission-value-proposition"]),
        ("(a)=\n\n% comment\n## X", ["a"]),
        ("## 中文 Ünïcode हिन्दी\n## !!!", ["中文-ünïcode-हिन्दी", "section"]),
        ("## Why {{ network.name }}?", ["why-tidewater"]),
    ],
)
def test_every_section_has_an_id_of_its_own(source: str, ids: list[str]) -> None:
    assert [section.id for section in read_proposition(source, values=VALUES).proposition.sections] == ids


@pytest.mark.parametrize(
    "value", ["a*b*", "x](javascript:1)", "<script>", "`", "**Bold.**", "&lt;", "[a](b)", "\ufdd00\ufdd1"]
)
def test_a_value_is_literal_text_whatever_it_holds(value: str) -> None:
    shown = value.replace("\ufdd0", "\ufffd").replace("\ufdd1", "\ufffd")
    title = read_proposition("# Why *{{ network.name }}*?", values={"network.name": value}).proposition.title
    assert title is not None
    assert title.text == f"Why {shown}?"
    assert title.html.startswith("Why <em>")
    assert "<script" not in title.html


def test_a_value_can_be_the_address_of_a_link_and_stand_in_code() -> None:
    title = read_proposition(
        "# [{{network.name}}]({{ network.url }}) `{{ network.name }}`", values=VALUES
    ).proposition.title
    assert title == RichText(
        '<a href="https://tidewater.example">Tidewater</a> <code>Tidewater</code>', "Tidewater Tidewater"
    )


def test_a_value_is_literal_in_the_title_of_a_note_and_in_raw_html() -> None:
    source = ":::{note} *{{ network.name }}*\n<div>{{ network.name }}</div>\n:::"
    summary = read_proposition(source, values={"network.name": "<b>a*b*</b>"}).proposition.summary
    assert [passage.prose.html for passage in summary] == [
        "<p><strong><em>&lt;b&gt;a*b*&lt;/b&gt;</em></strong></p>\n<p>&lt;b&gt;a*b*&lt;/b&gt;</p>"
    ]


def test_words_between_two_rules_at_the_start_are_no_front_matter() -> None:
    assert read_proposition("---\n\nWords **here**\n\n---\n").proposition.summary == (
        Passage(rich("Words here", "<p>Words <strong>here</strong></p>"), "title"),
    )


def test_a_quotation_in_prose_ends_where_it_ends() -> None:
    detail = read_proposition("## S\n\n:::{pull-quote}\nA.\n:::\n\nB.").proposition.sections[0].detail
    assert detail == RichText("<blockquote>\n<p>A.</p>\n</blockquote>\n<p>B.</p>", "A. B.")


def test_a_value_without_an_address_makes_no_link() -> None:
    title = read_proposition("# [a]({{ network.url }})", values={"network.url": ""})
    assert title == Reading(Proposition(title=rich("a")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# T\n{{ network.nmae }}", ["2:1 unknown-substitution"]),
        ("# T `{{ jinja }}`", []),
        ("# T\n\na\n<b>b</b>", ["4:1 raw-html"]),
        ("# T\n\n- a\n- ![b](c.png)", ["4:3 image-dropped"]),
        ("# T\n\n```{foo}\nbar\n```", ["3:5 unknown-directive"]),
        ("# T\n:::{note}\n:color: red\nx\n:::", ["3:1 unknown-option"]),
        ("# T [x](y.md)", ["1:9 relative-link"]),
        ("# T [x](#y)", ["1:9 unknown-target"]),
        ("# T [x](vbscript:y)", ["1:9 unsafe-link"]),
        ("# T\n\n[^1]\n\n[^1]: word", ["5:None footnote"]),
        ("---\na: [\n---\n# T", ["1:None bad-front-matter"]),
        ("---\ntitle: T\ndate: 2026-99-99\n---\n# T", []),
        ("# T\n<!-- an editor's note -->\n% another\n\n(x)=\n\nwords<br>words", []),
        (">" * 200 + " # T", ["1:None nested-too-deeply"]),
        ("", ["1:None empty-document"]),
        ("<script>alert(1)</script>", ["1:None empty-document", "1:1 raw-html"]),
    ],
)
def test_what_is_not_kept_as_written_is_named_with_its_position(source: str, found: list[str]) -> None:
    assert codes(source) == found


def test_a_problem_tells_the_way_out() -> None:
    assert read_proposition("# [x](../y.md)", file="v.md").problems == (
        Problem(
            Place("v.md", 1, 7),
            "warning",
            "relative-link",
            "the link '../y.md' is relative to the document; its text is kept",
            "set 'proposition.base_url' to the URL where the document is published",
        ),
    )


@pytest.mark.parametrize(
    ("href", "resolved"),
    [
        ("y.md", "https://a.example/docs/y"),
        ("../y.ipynb#z", "https://a.example/y#z"),
        ("/y", "https://a.example/y"),
        ("//b.example/y", "https://b.example/y"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("<a b.md>", "https://a.example/docs/ab"),
        ("#why", "#why-x"),
        ("#why-x", "#why-x"),
    ],
)
def test_links_lead_where_the_document_is_published(href: str, resolved: str) -> None:
    source = f"(why-x)=\n## Why\n\n[x]({href})"
    reading = read_proposition(source, base_url="https://a.example/docs/")
    assert reading.problems == ()
    assert str(reading.proposition.sections[0].detail and reading.proposition.sections[0].detail.html) == (
        f'<p><a href="{resolved}">x</a></p>'
    )


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#9;script:alert(1)",
        "&#1;javascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "https://[",
    ],
)
def test_no_link_runs_script(href: str) -> None:
    for base_url in (None, "https://a.example/"):
        proposition = read_proposition(f"# [words]({href})\n\n<{href}>", base_url=base_url).proposition
        assert "words" in str(proposition.title)
        assert runnable(*proposition.texts()) == []
    assert runnable(inline_markdown(f"[words]({href})")) == []


def runnable(*texts: RichText) -> list[str]:
    """Addresses that a browser would not fetch as http(s) from this page."""
    hrefs = [unescape(href) for text in texts for href in re.findall('href="([^"]*)"', text.html)]
    schemes = [(href, re.match(r"[\x00-\x20]*([a-zA-Z\s]+):", href)) for href in hrefs]
    return [href for href, scheme in schemes if scheme and scheme[1] not in ("http", "https", "mailto", "tel")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str) -> None:
    source = "# T\n\n## S\n\n**Do.** So that x.\n\n* a\n"
    assert read_proposition("\ufeff" + source.replace("\n", end)) == read_proposition(source)
