"""Documents of repeated constructs: whatever is said again and again, reading ends soon and gives safe HTML.

Random text hardly ever repeats itself, and so finds nothing.
"""

from __future__ import annotations

import re
from html import unescape

from fuzzing import fuzzed
from growth import seconds
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.content import RichText, inline_markdown, proposition_from_document, read_proposition

LARGEST = 50_000
VALUES = {"network.name": "Tide *water*", "network.url": "https://tidewater.example/?a=1&b=[2]"}

BLOCKS = [
    *("# a\n", "## a\n", "## a-2\n", "(a)=\n## b\n", "### For a, b\n\n", "a\n---\n", "a\n===\n", "#### a #\n", "---\n"),
    *(
        "**A b.** So that c. d\n\n",
        "**For a, b.** c\n\n",
        "**You get:**\n\n- a\n\n",
        "*Lead.*\n\n",
        "So that ok. yes\n\n",
    ),
    *("> a\n", ">", "> > a\nb\n", "- a\n", "- ", "  - a\n", "1. a\n", "* **A** b\n", "    a\n", "\ta\n", "- > - a\n"),
    *(
        "```{figure} a.png\n:alt: b\n```\n",
        "```{figure} http://[x\n```\n",
        ":::{note} a\nb\n:::\n",
        "::::{grid}\n",
        ":::\n",
    ),
    *("```{foo}\n:bar: baz\na\n```\n", "```\n", "~~~\n", "```{raw} html\n<b>a\n```\n", ":::{pull-quote}\na\n:::\n"),
    *(
        "|a|b|\n|-|-|\n|c|d|\n",
        "|a",
        "|-",
        "|\n",
        "a|b\n-|-\n",
        "<div>\n",
        "<div><b>",
        "<!-- a -->\n",
        "<script>",
        "</p>",
    ),
    *(
        "[a]: b\n",
        "[a]: javascript:b\n\n",
        "[^1]: a\n",
        "% a\n",
        "+++ a\n",
        "\n",
        "\n\n",
        "---\na: [&a b, *a]\n---\n",
        "? ",
    ),
]
INLINES = [
    *(
        "a ",
        "For a, ",
        "so that ",
        "ok. ",
        "A. ",
        "(",
        ".",
        " ",
        "\t",
        "\\",
        "&",
        "&amp;",
        "&#0;",
        "&#x41;",
        "<",
        ">",
        ":",
    ),
    *(
        "*",
        "_",
        "**",
        "*a_",
        "*a ",
        "a* ",
        "~~a",
        "`",
        "`a``",
        "{a}`b`",
        "{a}",
        "{{ network.name }}",
        "{{ nobody }}",
        "{{",
    ),
    *("[", "]", "](a)", "![", "[a](b)", "[a](<b>)", "[a](#a)", "[a]", "[a](http://[x)", "[a](javascript:b)", "![a](b)"),
    *(
        "<b>",
        "</b>",
        "<b a='",
        "<br>",
        "<!--",
        "-->",
        "<a:",
        "<http://a>",
        "<a@b.c>",
        "<?",
        "<![CDATA[",
        "{{ network.url }}",
    ),
    *("[a]({{ network.url }})", "https://a.example/", "中文。", "\u00a0", "\u200f", "\ud800", "\x00", "\ufdd0", "é"),
]
count = st.one_of(st.integers(1, 5), st.sampled_from([30, 200, 1000, 5000, 50_000]))
phrase = st.lists(st.sampled_from(INLINES), min_size=1, max_size=4).map("".join)
unit = st.one_of(
    st.sampled_from(BLOCKS),
    phrase,
    st.tuples(st.sampled_from(BLOCKS), phrase).map("".join),
    st.lists(st.sampled_from(BLOCKS + INLINES), min_size=2, max_size=4).map("".join),
    phrase.map(lambda text: f"{text}\n\n"),
)


@st.composite
def repetitions(draw: st.DrawFn) -> str:
    """A few pieces, each repeated, some of them closed as often as they were opened, on lines or on one."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        piece, number = draw(unit), draw(count)
        end = draw(st.sampled_from(["", "", "\n", "x", " x\n\n"]))
        parts.append(piece[:LARGEST] * min(number, LARGEST // len(piece)) + end)
    return "".join(parts)[:LARGEST]


@st.composite
def stairs(draw: st.DrawFn) -> str:
    """Lines that each nest deeper than the one before, or fences that grow or shrink."""
    opening, body = draw(st.sampled_from(["> ", "  ", "- ", ":", "`", "#", "[", "*", ">"])), draw(unit)
    depth = draw(st.integers(1, 200))
    lines = [f"{opening * level}{body}" for level in range(1, depth)]
    return "\n".join(lines if draw(st.booleans()) else lines[::-1])[:LARGEST]


def assert_safe(text: RichText) -> None:
    """Only the tags, attributes and addresses that a page may print are in a text."""
    for tag in re.findall(r"<[^>]*>?", text.html):
        assert re.fullmatch(
            r"</?(?:a|blockquote|br|code|em|li|ol|p|pre|s|strong|table|tbody|td|th|thead|tr|ul|span)>"
            r'|<ol start="\d+">|<a href="[^"<>]*">|<span class="vp-audience">',
            tag,
        ), tag
    for href in re.findall('href="([^"]*)"', text.html):
        scheme = re.match(r"[\x00-\x20]*([^/?#:]*):", unescape(href))
        assert not scheme or scheme[1].lower() in ("http", "https", "mailto", "tel"), href


@fuzzed
@given(st.one_of(repetitions(), stairs()), st.sampled_from(["en", "es", "ar", "zh", "de"]))
def test_a_document_of_repeated_constructs_is_read_soon_into_safe_html(source: str, locale: str) -> None:
    texts: list[RichText] = []

    def read(source: str) -> None:
        reading = read_proposition(source, values=VALUES, base_url="https://a.example/b", locale=locale)
        assert len(reading.problems) < 210
        texts.extend(reading.proposition.texts())

    assert seconds(read, source, rounds=1) < 3
    for text in texts:
        assert_safe(text)


@fuzzed
@given(repetitions())
def test_a_text_of_repeated_constructs_is_read_soon_into_safe_html(source: str) -> None:
    texts: list[RichText] = []

    def read(source: str) -> None:
        texts.append(inline_markdown(source, VALUES))
        fields = {"title": source, "summary": source, "cycle": {"image": source, "steps": [source]}}
        texts.extend(proposition_from_document(fields, values=VALUES).proposition.texts())

    assert seconds(read, source, rounds=1) < 3
    for text in texts:
        assert_safe(text)
