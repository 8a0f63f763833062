"""No word is lost: every visible word of a document is in the proposition or on a line that a problem names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jupyterhub_valueprop.content import Proposition, Reading, default_document, read_proposition

VALUES = {"network.name": "Valuename", "network.url": "https://value.example"}
modest = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def words(texts: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", " ".join(texts)))


def said(proposition: Proposition) -> Counter[str]:
    alt = proposition.cycle.alt if proposition.cycle else ""
    return words([alt, *(text.text for text in proposition.texts())])


def named(reading: Reading, source: str) -> Counter[str]:
    """The words of the lines that problems name, and of the messages themselves."""
    lines = source.replace("{{ network.name }}", "word0valuename").split("\n")
    places = {problem.place.line for problem in reading.problems}
    if any(problem.code == "bad-front-matter" for problem in reading.problems):
        # one problem names the whole block
        places |= set(range(1, lines.index("---", 1) + 1))
    return words([*(lines[line - 1] for line in places if line), *(problem.message for problem in reading.problems)])


# Documents made of constructs: the generator itself knows which words a reader of the document sees.

numbers = st.integers(0, 10**6)
word = numbers.map(lambda number: f"word{number}")
phrase = st.lists(word, min_size=1, max_size=4).map(" ".join)
sentence = st.tuples(phrase, st.sampled_from([".", "!", "?", "…", ":", ""])).map("".join)
marked = st.one_of(
    sentence,
    sentence.map(lambda text: f"*{text}*"),
    sentence.map(lambda text: f"**{text}**"),
    phrase.map(lambda text: f"[{text}](https://a.example)"),
    phrase.map(lambda text: f"[{text}](beside.md)"),
    phrase.map(lambda text: f"![{text}](picture.png)"),
    phrase.map(lambda text: f"`{text}`"),
    phrase.map(lambda text: f"{{ref}}`{text} <there>`"),
    phrase.map(lambda text: f"<b>{text}</b>"),
    st.sampled_from(["{{ network.name }}", "{{ network.nam }}", "For ", "So that ", "e.g. ", "~~", "\\\n", "\n"]),
)
line = st.lists(marked, min_size=1, max_size=4).map(" ".join)
flat = line.map(lambda text: text.replace("\\\n", " ").replace("\n", " "))
bullet = st.sampled_from(["- ", "* ", "1. ", "2) ", "- **For** "])
items = st.tuples(bullet, st.lists(flat, min_size=1, max_size=3)).map(
    lambda pair: "\n".join(f"{pair[0]}{text}" for text in pair[1])
)
promise = st.tuples(sentence, flat).map(lambda pair: f"**{pair[0]}** {pair[1]}")
leaf = st.one_of(
    line,
    promise,
    flat.map(lambda text: f"*{text}*"),
    flat.map(lambda text: f"**{text}:**"),
    flat.map(lambda text: f"So that {text}"),
    items,
    items.map(lambda text: text.replace("\n", "\n  - nested\n")),
    flat.map(lambda text: f"> {text}"),
    flat.map(lambda text: f"| {text} | b |\n|---|---|\n| c | d |"),
    st.tuples(st.integers(1, 5), flat).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
    phrase.map(lambda text: f"    {text}"),
    phrase.map(lambda text: f"```python\n{text}\n```"),
    phrase.map(lambda text: f"```{{code-block}} python\n:linenos:\n{text}\n```"),
    phrase.map(lambda text: f"<div>\n{text}\n</div>"),
    st.just("---"),
)
name = st.sampled_from(["figure", "image", "note", "admonition", "pull-quote", "epigraph", "grid", "unheard-of"])


def directive(parts: tuple[str, str, str, str]) -> str:
    name, argument, body, mark = parts
    # a fence ends at the first one of its length, so it is longer than those inside
    fence = mark * (1 + max((len(run) for run in re.findall(r"`{3,}|:{3,}", body)), default=2))
    return f"{fence}{{{name}}} {argument}\n:alt: {argument}\n{body}\n{fence}"


block = st.recursive(
    leaf,
    lambda inner: st.tuples(name, phrase, inner, st.sampled_from("`:")).map(directive),
    max_leaves=3,
)
documents = st.lists(block, min_size=1, max_size=12).map("\n\n".join)
# the paths of pictures are no words that a reader sees
_UNSEEN_ARGUMENT = re.compile(r"^([`:]+\{(?:figure|image)\}).*$", re.MULTILINE)


def visible(source: str) -> Counter[str]:
    """The words of a generated document without its marks; only generated words count."""
    source = source.replace("{{ network.name }}", "word0valuename")
    return Counter(re.findall(r"word\d+\w*", _UNSEEN_ARGUMENT.sub(r"\1", source)))


@pytest.mark.slow
@modest
@given(documents)
def test_no_word_of_a_document_made_of_constructs_is_lost(source: str) -> None:
    reading = read_proposition(source, values={"network.name": "word0valuename"})
    kept = said(reading.proposition) + named(reading, source)
    # an unnamed `:alt:` of a directive that has no picture is an option, not a word of the text
    options = words(re.findall(r"^:alt: (.*)$", source, re.MULTILINE))
    assert visible(source) - kept - options == Counter()


@pytest.mark.slow
@modest
@given(documents)
def test_no_word_of_a_document_is_said_twice(source: str) -> None:
    reading = read_proposition(source, values={"network.name": "word0valuename"})
    found = {word: count for word, count in said(reading.proposition).items() if word.startswith("word")}
    assert Counter(found) - visible(source) == Counter()


# Soup: what a plain Markdown parser shows of any text is compared with what we keep of it.

SOUP = [
    *"*_`[]()#>-+|:~!<&;{}%=.\\\n",
    "\n\n", "**", "***", "## ", "### ", "> ", "- ", "1. ", "```", ":::", "{note}", "{figure}", "](", "<b>", "</div>",
    "So that ", "For users, ", "{{ network.name }}", "{{ x }}", "\t", "    ", "\u00a0",
    "é", "中文。", "a", "b.", "c", "d!", "\u200f", "---\n",
    "<!--", "-->", "$", "^", "\r\n", "&amp;", "&#0;", "\x00", "\ufeff", "\ufdd00\ufdd1",
]  # fmt: skip
soup = st.one_of(st.lists(st.sampled_from(SOUP), max_size=60).map("".join), st.text(max_size=200))
_plain = MarkdownIt("commonmark").enable("table")
_MYST = re.compile(r"^\s*(?:%.*|\(.*\)=|\++[ \t+]*.*)$|^---.*?^---\s*$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@modest
@given(soup)
def test_any_text_is_read_without_an_exception_into_text_and_html_that_agree(source: str) -> None:
    reading = read_proposition(source, values=VALUES)
    for text in reading.proposition.texts():
        assert text.text == text.text.strip()
        shown = unescape(re.sub(r"<[^>]*>", "", text.html))
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text.text)


PLAIN_SOUP = [piece for piece in SOUP if not re.search(r"[{}%<=&(:+^\x00]|---|\ufdd0", piece)]


@pytest.mark.slow
@modest
@given(st.lists(st.sampled_from([*PLAIN_SOUP, "word1 ", "word2", " word3."]), max_size=60).map("".join))
def test_no_word_that_plain_markdown_shows_is_lost(source: str) -> None:
    reading = read_proposition(source)
    # a byte order mark at the start is none of the text
    shown = words([unescape(re.sub(r"<[^>]*>", " ", _plain.render(source.removeprefix("\ufeff"))))])
    kept = said(reading.proposition) + named(reading, source)
    # the oracle puts spaces where a word changes its markup, so whole texts are compared letter by letter
    assert Counter("".join(shown.elements())) - Counter("".join(kept.elements())) == Counter()


def test_every_word_of_the_real_document_arrives(real_document: str) -> None:
    source = re.sub(r"^%.*$|^\(.*\)=$|^```.*$", "", real_document, flags=re.MULTILINE)
    shown = words([unescape(re.sub(r"<[^>]*>", "", _plain.render(source)))])
    assert shown == said(read_proposition(real_document).proposition)


def test_every_word_of_the_default_document_arrives() -> None:
    source = re.sub(r"^\(\w+\)=$|^```.*?$", "", default_document(), flags=re.MULTILINE)
    for name in ("network.name", "network.url", "community.name"):
        source = source.replace(f"{{{{ {name} }}}}", f"https://{name}")
    shown = words([unescape(re.sub(r"<[^>]*>", "", _plain.render(source)))])
    values = {name: f"https://{name}" for name in ("network.name", "network.url", "community.name")}
    reading = read_proposition(default_document(), values=values)
    assert shown == said(reading.proposition)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 1000 + " deepword",
        "- " * 1000 + "deepword",
        "\n".join("  " * level + "- a" for level in range(300)) + " deepword",
        "\n".join(":" * (300 - level) + "{note}" for level in range(290)) + "\ndeepword",
        "![" * 1000 + "deepword" + "](x)" * 1000,
        "*_" * 1000 + "deepword" + "_*" * 1000,
        "[" * 5000 + "deepword",
        "{{" * 5000 + " deepword",
        "a " + "`" * 5000 + " deepword",
        "deepword " + "<!-- " * 3000,
        "---\n" + "[" * 900 + "\n---\ndeepword",
        "% comment\n   \ndeepword\n\n+++",
        "deepword \ud800 \x00 \ufdd00\ufdd1",
    ],
    ids=range(13),
)
def test_pathological_documents_keep_their_words(source: str) -> None:
    assert said(read_proposition(source).proposition)["deepword"] == 1


def test_a_document_of_400_kilobytes_keeps_its_words() -> None:
    source = "## Section\n\n" + "**Do one more thing.** So that it is done.\n\n* a\n* b\n\n" * 200
    source += "A paragraph of detail that goes on for a while and says one more thing.\n\n" * 5500
    assert len(source) > 400_000
    assert said(read_proposition(source).proposition)["thing"] == 5700
