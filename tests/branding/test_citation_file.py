"""A CITATION.cff file becomes the work that a branding cites, each value in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyterhub_valueprop.branding import Work, read_branding

HEAD = "title: The sea\nauthors: [{name: Divers}]\n"


def work_of(folder: Path, text: str) -> Work | None:
    """The work of a file with this text, which has to have no problem."""
    (folder / "CITATION.cff").write_text(text, encoding="utf-8")
    (folder / "branding.yaml").write_text("credits: {citation: CITATION.cff}\n", encoding="utf-8")
    reading = read_branding(folder / "branding.yaml")
    assert reading.problems == ()
    assert folder / "CITATION.cff" in reading.files
    citation = reading.branding.credits.citation
    return citation.work if citation else None


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("version: 1.10", {"version": "1.10"}),
        ("type: dataset", {"kind": "dataset"}),
        ("type: standard", {"kind": "other"}),
        ("type: {odd: one}", {"kind": "other"}),
        ("date-released: 2026-03-14", {"date": "2026-03-14"}),
        ("year: 2025\nmonth: 3", {"date": "2025-03"}),
        ("year: 2025", {"date": "2025"}),
        ("identifiers: [{type: swh, value: x}, {type: doi, value: 10.5555/12}]", {"doi": "10.5555/12"}),
        ("doi: https://doi.org/10.5555/12", {"doi": "10.5555/12"}),
        ("identifiers: {type: doi}", {}),
        ("repository-code: https://a.example.org", {"url": "https://a.example.org"}),
        ("url: https://b.example.org\nrepository: https://a.example.org", {"url": "https://b.example.org"}),
        ("publisher: {name: Kelp Press, city: Faro}", {"publisher": "Kelp Press"}),
        ("conference: {name: Tides 2026}", {"container": "Tides 2026"}),
        ("journal: Ocean Science\nvolume: 12\nissue: 3", {"container": "Ocean Science", "volume": "12", "issue": "3"}),
        ("start: 7\nend: 9", {"pages": "7-9"}),
        ("start: 7", {"pages": "7"}),
        ("abstract: [not, looked, at]\nkeywords: {nor: this}", {}),
        ("preferred-citation: none", {}),
    ],
)
def test_what_a_file_says_is_read(tmp_path: Path, more: str, read: dict[str, Any]) -> None:
    assert work_of(tmp_path, HEAD + more) == Work.model_validate(
        {"title": "The sea", "authors": [{"name": "Divers"}], **read}
    )


def test_what_a_file_prefers_to_be_cited_is_cited(tmp_path: Path) -> None:
    preferred = "preferred-citation: {title: On the sea, type: article, authors: [{family-names: Berg}]}\n"

    assert work_of(tmp_path, HEAD + "version: 7\n" + preferred) == Work.model_validate(
        {"title": "On the sea", "authors": [{"family": "Berg"}], "kind": "article"}
    )


def test_persons_teams_and_aliases_are_authors(tmp_path: Path) -> None:
    people = (
        "  - {family-names: Berg, given-names: Jean-Luc, name-particle: van der, name-suffix: Jr., alias: jl}\n"
        "  - {name: Tidewater, website: https://tidewater.example.org}\n"
        "  - {alias: the divers}\n"
    )
    work = work_of(tmp_path, f"title: The sea\nauthors:\n{people}")

    assert work is not None
    assert [author.model_dump(exclude_none=True) for author in work.authors] == [
        {"family": "Berg", "given": "Jean-Luc", "particle": "van der", "suffix": "Jr."},
        {"name": "Tidewater"},
        {"name": "the divers"},
    ]


def test_a_layer_above_may_cite_something_else(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text(HEAD, encoding="utf-8")
    (tmp_path / "network.yaml").write_text("credits: {citation: CITATION.cff}\n", encoding="utf-8")
    own = {"credits": {"citation": {"work": {"title": "The reef", "authors": [{"name": "Reef Trust"}]}}}}
    citation = read_branding([tmp_path / "network.yaml", own]).branding.credits.citation

    assert citation is not None
    assert citation.work is not None
    assert citation.work.title == "The reef"


@pytest.mark.parametrize(
    "text", ["", "just words", "- a list", "title: The sea", "authors: [[[]]]", "preferred-citation: {}"]
)
def test_a_file_without_a_work_leaves_the_page_without_a_citation(tmp_path: Path, text: str) -> None:
    (tmp_path / "CITATION.cff").write_text(text, encoding="utf-8")
    (tmp_path / "branding.yaml").write_text("credits: {citation: CITATION.cff}\n", encoding="utf-8")
    reading = read_branding(tmp_path / "branding.yaml")
    citation = reading.branding.credits.citation

    assert citation is None or citation.work is None
    assert {Path(problem.place.file or "").name for problem in reading.problems} == {"CITATION.cff"}
