"""No document and no text costs more than its length: the worst that we know for every reader, at 1 and 4 times."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_linear, seconds

from jupyterhub_valueprop.content import LARGEST_DOCUMENT, inline_markdown, proposition_from_document, read_proposition
from jupyterhub_valueprop.content.anchors import Ids, slug
from jupyterhub_valueprop.content.front_matter import kind
from jupyterhub_valueprop.content.link_targets import Links
from jupyterhub_valueprop.content.markup_allowance import MarkupAllowance
from jupyterhub_valueprop.content.signal_words import is_sentence, signal_words_for
from jupyterhub_valueprop.content.substitutions import Substitutions, writable
from jupyterhub_valueprop.content.text_problems import MOST_PROBLEMS, TextProblems

Make = Callable[[int], str]
VALUES = {"network.name": "Tidewater", "network.url": "https://tidewater.example"}


def times(piece: str) -> Make:
    """The piece again and again, up to a number of characters."""
    return lambda size: piece * (size // len(piece))


def numbered(piece: str) -> Make:
    """The piece again and again with a number of its own each time."""
    return lambda size: "".join(piece.format(number) for number in range(size // (len(piece) + 2)))


def nested(opening: str, closing: str) -> Make:
    return lambda size: opening * (size // len(opening + closing)) + closing * (size // len(opening + closing))


def growing(piece: str, end: str = "\n") -> Make:
    """Runs of one, two, three and more of the piece."""
    return lambda size: "".join(piece * length + end for length in range(1, int((2 * size) ** 0.5)))


#: Inputs that took 8 seconds and more, as they were reported.
REPORTED = {
    "spaces in an audience": "### For a" + " " * 50_000 + "b",
    "an open substitution": "{{" + " " * 10_000,
    "equal headings": "## a\n" * 10_000,
    "promises": "**A b.** c\n\n" * 10_000,
    "sentences": "So that " + "ok. yes " * 50_000,
    "sentences of an outcome": "**A.** So that " + "ok. yes " * 50_000,
    "links": "[a](b) " * 10_000,
    "brackets": "[" * 200_000,
}

DOCUMENTS: dict[str, Make] = {
    "equal headings": times("## a\n"),
    "headings like numbered ones": lambda size: times("## a\n")(size // 2) + numbered("## a-{}\n")(size // 2),
    "headings with targets": times("(a)=\n## b\n"),
    "setext headings": times("a\n---\n"),
    "promises": times("**A b.** So c. d\n\n"),
    "headings of promises": times("### a\n"),
    "whole sections": times("## a\n\n*b*\n\n**For x, c.** So d. e\n\n**f:**\n\n- g\n- h\n\ni\n\n"),
    "sentences of an outcome": lambda size: "### A\n\nSo that " + times("ok. yes ")(size),
    "sentences in a parenthesis": lambda size: "### A\n\nSo that (" + times("ok. Yes ")(size),
    "full stops": lambda size: "### A\n\nSo that " + "." * size + "x",
    "quotation marks after a full stop": lambda size: "### A\n\nSo that ." + '"' * size + "x",
    "dashes before an outcome": lambda size: "### A\n\n" + times("- — ")(size) + "x",
    "spaces in an audience": lambda size: "### For a" + " " * size + "b",
    "audiences without a comma": lambda size: "**For " + times("for ")(size) + ".**",
    "labels": times("### x\n\n**A:**\n\n- b\n\n"),
    "benefits": lambda size: "## s\n\n**A.** So.\n\n" + times("- a\n")(size),
    "beneficiaries": times("- **A** b\n"),
    "steps of a cycle": lambda size: "```{figure} a\n```\n\n" + times("1. a\n")(size),
    "links": times("[a](b) "),
    "links in lines": times("[a](b)\n"),
    "links to sections": lambda size: "## b\n\n" + times("[a](#b)\n\n")(size),
    "references": numbered("[a{}]: b\n"),
    "uses of a reference": lambda size: "[a]: " + "b" * 1000 + "\n\n" + times("[a] ")(size),
    "uses of a long reference": lambda size: "[a]: " + "b" * size + "\n\n" + times("[a]\n\n")(size),
    "open references": times("[a\n"),
    "titles of references": times('[a]: b "\n'),
    "footnotes": numbered("[^{}]: a\n"),
    "an open substitution": lambda size: "{{" + " " * size,
    "open substitutions": times("{{ a"),
    "unknown substitutions": numbered("{{{{ network.nam{} }}}}\n\n"),
    "known substitutions": times("{{ network.name }}"),
    "substitutions as addresses": times("[a]({{ network.url }}) "),
    "quotation marks": times(">"),
    "quotations": times("> a\n"),
    "deep quotations": times(">" * 28 + " a\n"),
    "a deep quotation that goes on": lambda size: ">" * 25 + " a\n" + times("b\n")(size),
    "deep quotations that end": times(">" * 20 + "\na\n"),
    "quotations of growing depth": growing(">"),
    "items": times("- a\n"),
    "empty items": times("-\n"),
    "items in items": times("- - - - - - - - - - a\n"),
    "a stair of items": lambda size: "".join("  " * level + "- a\n" for level in range(int(size**0.5))),
    "lists of all kinds": times("- a\n+ b\n* c\n1. d\n2) e\n"),
    "lists and quotations": times("- > - > - > a\n"),
    "a list that goes on": lambda size: "- " * 14 + "a\n" + times("b\n")(size),
    "a list and empty lines": lambda size: "- " * 14 + "a\n" + "\n" * size + "b",
    "open fences": growing("`"),
    "fences that do not end others": lambda size: "`" * 1000 + "\n" + times("```\n")(size),
    "colons": times(":::\n"),
    "directives in directives": lambda size: "".join(":" * (400 - level) + "{note}\n" for level in range(size // 400)),
    "directives in directives around text": lambda size: (
        "".join(":" * (14 - level) + "{note}\n" for level in range(12)) + times("> a\n\n")(size)
    ),
    "figures": times("```{figure} http://[x\n```\n"),
    "unknown directives": times("```{foo}\nbar\n```\n"),
    "unknown options": lambda size: "```{note}\n" + numbered(":a{}: b\n")(size) + "```\n",
    "an option of spaces": lambda size: "```{note}\n:alt: " + " " * size + "x\n```\n",
    "spaces around a directive": lambda size: ":::" + " " * size + "{note}" + " " * size + "x",
    "links in a title": lambda size: ":::{note} " + times("[a](b) ")(size) + "\na\n:::\n",
    "wide tables": lambda size: (
        times("|a")(size // 4) + "\n" + times("|-")(size // 4) + "\n" + times("|b\n")(size // 2)
    ),
    "wide rows of one character": lambda size: "|a" * 128 + "\n" + "|-" * 128 + "\n" + times("|\n")(size),
    "tables": times("a|b\n-|-\nc|d\n\n"),
    "long tables": lambda size: "|a|b|\n|-|-|\n" + times("|c|d|\n")(size),
    "escaped bars": lambda size: "a|b\n-|-\n" + times("\\|")(size),
    "html": times("<div>\n\n"),
    "badly nested html": lambda size: "<div>" + numbered("<b x={}><div>")(size),
    "comments": times("<!-- a -->\n"),
    "comments and a word": lambda size: times("<!-- a --> ")(size) + "x",
    "long lines of spaces": times("a" + " " * 1000 + "\n"),
    "carriage returns": times("\r"),
    "surrogates": times("\ud800"),
    "nothing": times("\n"),
    "soft line breaks": lambda size: "**A.**\n" + times("a\n")(size),
    "block breaks": times("+++ a\n"),
    "line comments": times("% a\n"),
    "aliases": lambda size: (
        "---\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9 if n else 'x'}]\n" for n in range(size // 45)) + "---\n# a"
    ),
    "flow collections": lambda size: "---\n" + "[" * size + "\n---\n# a",
    "keys of front matter": lambda size: "---\n" + numbered("a{}: b\n")(size) + "---\n# a",
    "words between two rules": lambda size: "---\n\n" + times("a b c\n\n")(size) + "---\n# a",
}

INLINES: dict[str, Make] = {
    **{
        piece: times(piece)
        for piece in (
            *("[", "[]", "[a](", "![", "![a](b)", "[a](b 'c", "[a](<b", "[[a]]: ", "[*_a](b ![`", "<", "<a ", '<a b="'),
            *(
                "<!--",
                "<!---->",
                "x <? ",
                "x <![CDATA[ ",
                "x <!A ",
                "x <b> ",
                "</b>",
                "a<br>",
                "&",
                "&a",
                "&amp;",
                "&#0;",
            ),
            *("`a``", "` ", "*a_", "*a ", "a* ", "a**b", "*a _b ", "a_ *b ", "**a *b", "*", "*_", "~~a ", "~~a~~ "),
            *("\\", "a\\\n", "a  \n", "<a:", "<http://a> ", "<a@b.c> ", "<a@", "{a}`b", "{a}", "{a}`b` ", "{", ">"),
            *("*_~~`[!<&", "{{ a }}", "{{ network.name }}", "**A.** ", ":", "+ ", "\n", "a ", "[a](javascript:b) "),
        )
    },
    "images in images": nested("![", "](a)"),
    "links in links": nested("[", "](a)"),
    "brackets that close": nested("[", "]"),
    "emphasis that closes": nested("*a ", "a* "),
    "bold and italic that close": nested("**a *b ", "a* b** "),
    "an entity": lambda size: "&" + "a" * size,
    "attributes": lambda size: "x <a" + " b" * (size // 2),
    "a long attribute": lambda size: 'x <b a="' + "c" * size + '">',
    "spaces in a line break": lambda size: "x <br" + " " * size + "x>",
    "growing code": growing("`", " "),
    "growing roles": lambda size: "".join("{a}" + "`" * length + " " for length in range(1, int((2 * size) ** 0.5))),
    "spaces in a role": lambda size: "{a}`x" + " " * size + "<b`",
    "targets in a role": lambda size: "{a}`" + times("x <b> ")(size) + "`",
    "a mail address": lambda size: "<a@" + times("a.")(size),
    "a host": lambda size: "[a](http://" + times("é.")(size) + ")",
    "percent signs": lambda size: "[a](http://a/" + "%" * size + ")",
    "at signs": lambda size: "[a](http://" + "@" * size + ")",
    "parentheses": lambda size: "[a](" + nested("(", ")")(size) + ")",
    "folders": lambda size: "[a](" + times("../")(size) + ")",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_what_was_reported_is_read_at_once(source: str) -> None:
    assert seconds(read_proposition, source, rounds=1) < 2
    assert seconds(inline_markdown, source, rounds=1) < 2


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_is_read_in_linear_time(make: Make) -> None:
    assert_linear(lambda source: read_proposition(source, values=VALUES), make, 3_000)


@pytest.mark.parametrize("make", INLINES.values(), ids=INLINES)
def test_an_inline_text_is_read_in_linear_time(make: Make) -> None:
    assert_linear(lambda source: inline_markdown(source, VALUES), make, 2_500, most=0.5)


@pytest.mark.slow
@pytest.mark.sampled(most=20)
@pytest.mark.parametrize("make", (DOCUMENTS | INLINES).values(), ids=(DOCUMENTS | INLINES))
def test_no_document_of_the_largest_size_takes_long(make: Make) -> None:
    assert seconds(lambda source: read_proposition(source, values=VALUES), make(LARGEST_DOCUMENT), rounds=1) < 5


@pytest.mark.parametrize("make", INLINES.values(), ids=INLINES)
def test_a_document_written_as_keys_is_read_in_linear_time(make: Make) -> None:
    def document(size: int) -> dict[str, object]:
        text = make(size // 4)
        promise = {"promise": text, "audience": text, "outcome": text, "benefits": [text[:9]] * (size // 50)}
        return {"summary": text, "sections": [{"title": "a", "promises": [promise]}]}

    assert_linear(lambda fields: proposition_from_document(fields, values=VALUES), document, 2_500)


@pytest.mark.parametrize(
    "make",
    [
        *(times("["), times("{a: "), times("[a, "), times('["]",'), times("- "), times("? "), times("<<: a\n")),
        *(growing(" ", "a:\n"), numbered("a{}: b\n"), lambda size: 'a: "' + times("\\x41")(size) + '"'),
    ],
)
def test_front_matter_is_read_in_linear_time(make: Make) -> None:
    assert_linear(kind, make, 2_500, most=1.0)


@pytest.mark.parametrize("locale", ["en", "es", "fr", "de", "pt", "it", "nl", "ca", "ar", "he", "ja", "zh"])
def test_the_signal_words_of_every_language_are_found_in_linear_time(locale: str) -> None:
    signal_words = signal_words_for(locale)
    opening = signal_words.lead_in.format("a").rstrip(",،、 ")

    def look(text: str) -> None:
        for part in (text, f"{opening}{text}", f"so {text}"):
            signal_words.audience_end(part)
            signal_words.is_audience(part)
            signal_words.outcome_start(part)
            signal_words.sentence_end(part)
            is_sentence(part)

    for piece in (" ", "a ", "for ", "so ", ".", ".'", "。", "a. ", "A. ", "(a. ", "- — ", ",", "para que ", "对于"):
        assert_linear(look, times(piece), 10_000)


def test_an_id_is_given_at_once_however_often_it_was_wanted() -> None:
    def give(wanted: list[str]) -> None:
        ids = Ids()
        assert len({ids.give(text) for text in wanted}) == len(wanted)

    assert_linear(give, lambda size: ["a"] * size, 5_000)
    assert_linear(give, lambda size: [f"a-{number}" for number in range(size)] + ["a"] * size, 5_000)
    assert_linear(slug, lambda size: "\ufdfa" * size, 50_000)


def test_substitutions_are_hidden_and_put_back_in_linear_time() -> None:
    def substitute(source: str) -> None:
        text_problems = TextProblems(None, tuple(source.split("\n")))
        substitutions = Substitutions(VALUES, text_problems, MarkupAllowance())
        substitutions.restore(substitutions.hide(writable(source)))

    for make in (
        *(times("{{"), times("{{ "), times("{{ a"), times("{{ a }}\n"), times("{{ network.nmae }}")),
        *(times("{{ network.name }}"), lambda size: "{{" + " " * size),
    ):
        assert_linear(substitute, make, 25_000)


def test_addresses_are_judged_in_linear_time() -> None:
    links = Links("https://a.example/b/")
    for make in (
        *(times("http://a@"), times("."), times("//"), times("%"), times("\\"), times("\u200b"), times("../")),
        *(lambda size: "http://" + times("é.")(size), lambda size: "a" * size + ":", lambda size: ".md" * size),
    ):
        assert_linear(links.resolve, make, 25_000)


@pytest.mark.parametrize(
    "href", ["http://[x", "//[x", "http://a]", "[x", "http://[::1", "mailto:[", "http://a:b:c", "?["]
)
def test_an_address_that_nobody_can_take_apart_is_a_problem_and_no_exception(href: str) -> None:
    for base_url in (None, "https://a.example/", "http://[x"):
        read_proposition(f"# [a]({href}) <{href}>\n\n```{{figure}} {href}\n```\n", base_url=base_url)
    proposition_from_document({"title": f"[a]({href})", "cycle": {"image": href, "steps": []}})


def test_an_image_of_the_cycle_without_a_host_is_left_out_and_named() -> None:
    reading = read_proposition("# T\n\n```{figure} http://[x\n```\n")
    assert reading.proposition.cycle is not None
    assert reading.proposition.cycle.image is None
    assert [problem.code for problem in reading.problems] == ["unsafe-link"]


def test_a_document_beyond_the_limits_is_read_up_to_them_and_says_so() -> None:
    for source in ("word\n\n" * 8_001 + "last", "word " * 100_001, "# T\n\n" + "a" * LARGEST_DOCUMENT + "\n\nlast"):
        reading = read_proposition(source)
        assert [(problem.code, problem.severity) for problem in reading.problems] == [("document-too-large", "error")]
        assert not any("last" in text.text for text in reading.proposition.texts())
    assert read_proposition("word\n\n" * 8_001).problems[0].place.line == 16_001


def test_problems_beyond_the_limit_are_counted() -> None:
    reading = read_proposition("# T\n\n" + "[a](b)\n\n" * 500)
    assert len(reading.problems) == MOST_PROBLEMS + 1
    assert str(reading.problems[-1]).startswith("configuration: warning: 300 more problems are not listed")


@pytest.mark.parametrize(
    "source",
    [
        "*a* " * 4_000 + "deepword",
        "[" * 10_000 + " deepword",
        "*a*\n\n" * 20_000 + "# deepword",
        "> > > > > > > > > a\n" * 7_990 + "deepword",
        "- - - - - - - - - - - - a\n" * 7_990 + "\ndeepword",
        "|a" * 200 + "\n" + "|-" * 200 + "\n" + "|b\n" * 100 + "|deepword",
    ],
    ids=range(6),
)
def test_what_is_not_read_as_markdown_keeps_its_words_and_is_named(source: str) -> None:
    reading = read_proposition(source)
    assert {"too-much-markup", "document-too-large"} & {problem.code for problem in reading.problems}
    shown = " ".join(text.text for text in reading.proposition.texts())
    assert ("deepword" in shown) == (reading.problems[0].code != "document-too-large")


def test_a_value_is_repeated_up_to_a_limit() -> None:
    reading = read_proposition("{{ a }} " * 1_000, values={"a": "word " * 400})
    assert sum(len(text.text) for text in reading.proposition.texts()) < 1_200_000
    assert [problem.code for problem in reading.problems] == ["too-much-markup"]
