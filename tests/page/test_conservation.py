"""Every visible word of a document is on the page."""

import re
from collections import Counter
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markupsafe import Markup

from jupyterhub_valueprop.page import build_site


def visible_words(html: str) -> Counter[str]:
    """The words of a page as a visitor sees them, in lower case."""
    return Counter(re.findall(r"[^\W_]+", Markup(html).striptags().casefold()))


def document_words(source: str) -> Counter[str]:
    """The words of a document, read by a plain Markdown parser that knows nothing of our grammar."""
    source = re.sub(r"^%.*$|^\([^)]*\)=$", "", source, flags=re.M)
    source = re.sub(r"^```\{(?:pull-quote|figure)\}.*\n((?:.|\n)*?)^```$", r"\1", source, flags=re.M)
    return visible_words(MarkdownIt().render(source))


def test_every_word_of_the_real_document_is_on_the_page(shared: Any) -> None:
    path = shared / "inputs" / "value-proposition.md"
    site = build_site({"proposition": {"source": str(path)}}, static_url_prefix="/hub/static/")
    wanted = document_words(path.read_text(encoding="utf-8"))

    assert sum(wanted.values()) > 600
    assert wanted - visible_words(site.landings["en"].story) == Counter()


def test_the_real_document_arrives_in_its_parts(shared: Any) -> None:
    path = shared / "inputs" / "value-proposition.md"
    story = build_site({"proposition": {"source": str(path)}}, static_url_prefix="/hub/static/").landings["en"].story

    parts = ("vp-promise", "vp-outcome", "vp-statement", "vp-cycle-drawing")
    assert [story.count(f'class="{part}"') for part in parts] == [12, 12, 1, 1]
    assert 'href="https://2i2c.org/blog/2025/foundational-contributions/"' in story


@pytest.mark.parametrize("name", ["ocean"])
def test_every_word_of_the_example_is_on_the_page(name: Any, request: pytest.FixtureRequest) -> None:
    folder = request.config.rootpath / "examples" / name
    site = build_site(str(folder / "branding.yaml"), static_url_prefix="/hub/static/")
    source = (folder / "value-proposition.md").read_text(encoding="utf-8").split("---", 2)[2]
    source = source.replace("{{ network.name }}", "Tidewater").replace("{{ community.name }}", "Ocean Data Commons")
    source = re.sub(r"^:::.*$|^:name:.*$", "", source, flags=re.M)

    assert document_words(source) - visible_words(site.landings["en"].story) == Counter()
