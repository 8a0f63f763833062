"""The project uses one word for each thing, and plain sentences: in its prose and in what the package says."""

import io
import re
import subprocess
import tokenize
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from terms import TERMS, Term

ROOT = Path(__file__).parents[1]

#: What people read: pages, forms, and files to copy, in which comments are prose.
PROSE = (
    "*.md",
    ".github/ISSUE_TEMPLATE/*.yml",
    ".pre-commit-hooks.yaml",
    "action.yml",
    "example_config.py",
    "examples/*.yaml",
    "examples/*Dockerfile",
)
#: Of these, documents with a network's own words, and those that tests read.
NOT_PROSE = ("examples/*.md", "jupyterhub_valueprop/*", "tests/*")

#: Parts that nobody reads as sentences: code, targets of links, comments, HTML tags.
CODE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+|:::+).*?^(?P=indent)(?P=fence)$|<!--.*?-->|(?P<ticks>`+)(?:(?!\n\n).)+?(?P=ticks)"
    r"|(?<=\])\([^)\s]*\)|https?://\S+|<[/a-z][^>\n]*>",
    re.M | re.S,
)

#: In the package: comments by the ending of a file, and what is inserted into a message.
COMMENTS = {
    ".html": re.compile(r"\{#.*?#\}", re.S),
    ".css": re.compile(r"/\*.*?\*/", re.S),
    ".js": re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.S | re.M),
}
INSERTED = re.compile(r"\{[^{}\n]*\}")


def prose(markdown: str) -> str:
    """The text with blanks in place of code, links and tags, so that every word stays at its place."""
    return CODE.sub(lambda found: re.sub(r"\S", " ", found[0]), markdown)


def wrong_words(text: str, file: str, term: Term) -> Iterator[str]:
    """Each wrong word in a text, as `file:line:column: the word; write: the right one`."""
    if _is_any(file, term.files):
        return
    allowed = [found.span() for phrase in term.allowed for found in re.finditer(phrase, text, re.I)]
    for found in re.finditer(term.pattern, text, re.I):
        if not any(start <= found.start() and found.end() <= end for start, end in allowed):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            yield f"{file}:{line}:{column}: {found[0]!r}; write: {term.say}"


def pages() -> list[str]:
    """The files of the repository, or of an sdist, that have this project's own prose."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        names = listed.splitlines()
    else:
        made = {".nox", ".venv", "build"}
        names = [
            str(path.relative_to(ROOT))
            for folder in ROOT.iterdir()
            if folder.name not in made
            for path in (folder, *folder.rglob("*"))
        ]
    return [name for name in sorted(names) if _is_any(name, PROSE) and not _is_any(name, NOT_PROSE)]


def _is_any(name: str, places: Iterable[str]) -> bool:
    return any(fnmatch(name, place) for place in places)


def test_prose_says_one_word_for_each_thing() -> None:
    wrong = [
        each
        for name in pages()
        for term in TERMS
        for each in wrong_words(prose((ROOT / name).read_text(encoding="utf-8")), name, term)
    ]

    assert wrong == []


def said(path: Path) -> str:
    """What a file of the package says to people, with blanks in place of its code: comments, docstrings, messages."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        spans = [found.span() for found in COMMENTS[path.suffix].finditer(source)]
    else:
        starts = [0, *(found.end() for found in re.finditer("\n", source))]
        spans = [
            (starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1])
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            # f-strings are tokens of their own since Python 3.12
            if tokenize.tok_name[token.type] in {"COMMENT", "STRING", "FSTRING_MIDDLE"} and " " in token.string.strip()
        ]
    blank = list(re.sub(r"\S", " ", source))
    for start, end in spans:
        blank[start:end] = source[start:end]
    text = re.sub(r"\{#-?|-?#\}", "   ", "".join(blank))
    return prose(INSERTED.sub(lambda found: " " * len(found[0]), text))


def test_the_package_says_one_word_for_each_thing() -> None:
    package = ROOT / "jupyterhub_valueprop"
    paths = sorted(path for path in package.rglob("*") if path.suffix in {".py", *COMMENTS})
    wrong = [
        each
        for path in paths
        if "examples" not in path.parts
        for text in (said(path),)
        for term in TERMS
        for each in wrong_words(text, str(path.relative_to(ROOT)), term)
    ]

    assert len(paths) > 200
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("code.py", 'picture = "picture"  # not a word\n"""A picture."""\n', 1),
        ("code.py", 'f"the picture of {picture}"\n# a picture\n', 2),
        ("part.html", "<picture>{# a picture #}</picture>", 1),
        ("part.css", ".picture {} /* the picture */", 1),
        ("part.js", "const picture = 1\n// the picture", 1),
    ],
)
def test_in_the_package_only_words_count(tmp_path: Path, name: str, source: str, found: int) -> None:
    (image,) = (term for term in TERMS if term.say == "image")
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")

    assert len([*wrong_words(said(path), name, image)]) == found


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.say)
def test_a_wrong_word_is_found_and_the_right_one_is_not(term: Term) -> None:
    assert [*wrong_words(term.wrong, "docs/index.md", term)]
    assert [*wrong_words(term.say, "docs/index.md", term)] == []


def test_a_place_is_told_by_file_line_and_column_and_code_is_left_out() -> None:
    page = "# A page\n\n`picture` and [a](picture.md), then\na picture\n\n```yaml\npicture: x\n```\n"
    (image,) = (term for term in TERMS if term.say == "image")

    assert [*wrong_words(prose(page), "docs/page.md", image)] == ["docs/page.md:4:3: 'picture'; write: image"]
