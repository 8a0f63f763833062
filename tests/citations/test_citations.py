"""A work as text: what is in it, in the order and the signs of each format, whatever the names hold."""

from __future__ import annotations

import re

import pytest
from citations.works import ARTICLE, INSTITUTE, SOFTWARE, WORST, work
from hypothesis import given
from hypothesis import strategies as st

from jupyterhub_valueprop.citations import apa, bibtex, plain, ris

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40)


def test_a_plain_citation_is_one_sentence_after_another() -> None:
    assert plain(SOFTWARE) == (
        "Rivera, Ana Sofía; Institute for Tides, Waves and Currents; van der Berg, Jean-Luc, Jr. (2026): "
        "Ocean Data Commons. Version 1.10. Zenodo. https://doi.org/10.5281/zenodo.1234567"
    )
    assert plain(ARTICLE) == (
        "van der Berg, Jean-Luc, Jr. (2025): Where does the tide go? Ocean Science, 12(3), 101-117."
    )
    assert plain(work()) == "Rivera, Ana Sofía: Ocean Data Commons."


def test_apa_has_initials_the_year_and_what_it_is() -> None:
    assert apa(SOFTWARE) == (
        "Rivera, A. S., Institute for Tides, Waves and Currents, & van der Berg, J.-L., Jr. (2026). "
        "Ocean Data Commons (Version 1.10) [Computer software]. Zenodo. https://doi.org/10.5281/zenodo.1234567"
    )
    assert apa(ARTICLE) == "van der Berg, J.-L., Jr. (2025). Where does the tide go? Ocean Science, 12(3), 101–117."
    assert apa(work(INSTITUTE)) == (
        "Institute for Tides, Waves and Currents. (n.d.). Ocean Data Commons [Computer software]."
    )


def test_apa_names_a_publisher_that_is_the_only_author_once() -> None:
    assert apa(work({"name": "Zenodo"}, publisher="Zenodo", kind="report")) == "Zenodo. (n.d.). Ocean Data Commons."


def test_apa_has_a_part_of_a_book_in_it() -> None:
    assert apa(work(kind="chapter", container="The Sea", pages="7-9")).endswith("Commons. In The Sea (pp. 7–9).")


@pytest.mark.parametrize(
    ("count", "listed"),
    [(2, "A, & A. (n.d.)"), (20, f"{'A, ' * 19}& A. (n.d.)"), (21, f"{'A, ' * 18}A, … A. (n.d.)")],
)
def test_apa_names_twenty_authors_at_most(count: int, listed: str) -> None:
    assert apa(work(*[{"name": "A"}] * count)).startswith(listed)


def test_bibtex_keeps_organizations_and_capitals_in_braces() -> None:
    assert bibtex(SOFTWARE) == (
        "@software{rivera2026ocean,\n"
        "  author = {Rivera, Ana Sof{\\'i}a and {Institute for Tides, Waves and Currents} and "
        "van der Berg, Jr., Jean-Luc},\n"
        "  title = {{Ocean Data Commons}},\n"
        "  publisher = {Zenodo},\n"
        "  version = {1.10},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        "  doi = {10.5281/zenodo.1234567},\n"
        "  url = {https://ocean.example.org/a_b},\n"
        "}"
    )


def test_bibtex_knows_where_an_article_was_printed() -> None:
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", bibtex(ARTICLE), re.M))

    assert {name: fields[name] for name in ("journal", "volume", "number", "pages", "year")} == {
        "journal": "Ocean Science",
        "volume": "12",
        "number": "3",
        "pages": "101--117",
        "year": "2025",
    }


def test_bibtex_of_the_worst_names() -> None:
    assert bibtex(WORST) == (
        "@software{macandcheeseinc,\n"
        "  author = {{Mac and Cheese, Inc}, D'Artagnan evil TY - JOUR and "
        '{{\\L}ukasz \\& S{\\o}n {\\textbraceleft}{\\"U}n{\\"i}ted{\\textbraceright} {\\textbackslash} '
        "100\\% \\#1 \\$\\_{\\textasciicircum}{\\textasciitilde}}},\n"
        "  title = {{{\\textbraceright} @misc{\\textbraceleft}x, title = {\\textbraceleft}Owned"
        "{\\textbraceright}{\\textbraceright} ``ế ſ'' دریا}},\n"
        "}"
    )


def test_ris_has_a_line_for_each_field() -> None:
    assert ris(SOFTWARE).split("\n") == [
        "TY  - COMP",
        "AU  - Rivera, Ana Sofía",
        "AU  - Institute for Tides, Waves and Currents",
        "AU  - van der Berg, Jean-Luc, Jr.",
        "TI  - Ocean Data Commons",
        "PY  - 2026",
        "DA  - 2026/03/14",
        "ET  - 1.10",
        "PB  - Zenodo",
        "DO  - 10.5281/zenodo.1234567",
        "UR  - https://ocean.example.org/a_b",
        "ER  - ",
    ]
    assert ris(ARTICLE).split("\n")[3:9] == [
        "T2  - Ocean Science",
        "PY  - 2025",
        "DA  - 2025",
        "VL  - 12",
        "IS  - 3",
        "SP  - 101",
    ]


@given(st.lists(TEXTS, min_size=6, max_size=6))
def test_no_text_ends_a_field_or_begins_another(texts: list[str]) -> None:
    family, given_name, name, title, publisher, version = (re.sub(r"[\x00-\x1f\x7f]", "\n", text) for text in texts)
    hostile = work(
        {"family": family, "given": given_name}, {"name": name}, title=title, publisher=publisher, version=version
    )

    depth = 0
    for line in bibtex(hostile).split("\n")[1:-1]:
        assert re.match(r"  [a-z]+ = \{.*\},$", line)
        for char in line:
            depth += {"{": 1, "}": -1}.get(char, 0)
            assert depth >= 0
        assert depth == 0
    assert [line[:6] for line in ris(hostile).split("\n")] == [
        "TY  - ", "AU  - ", "AU  - ", "TI  - ", "ET  - ", "PB  - ", "ER  - "
    ]  # fmt: skip
    assert "\n" not in plain(hostile) + apa(hostile)
