"""The files as they are now: a save is seen, a mistake keeps the page, a variant is made once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from jupyterhub_valueprop.preview.revisions import Revision, Revisions

STATIC = "/hub/static/"


def revisions(file: Path, text: str) -> Revisions:
    file.write_text(text)
    return Revisions([file], STATIC)


def name(revision: Revision) -> str:
    return revision.site.landings["en"].name


def test_a_file_with_errors_keeps_the_last_page_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "branding.yaml"
    shown = revisions(file, "community: {name: Ocean}")
    file.write_text("community: {nmae: Sea}")
    broken = shown.again()

    assert (name(broken), broken.number) == ("Ocean", 2)
    assert [problem.code for problem in broken.problems] == ["unknown-key"]
    file.write_text("community: {name: Sea}")
    mended = shown.again()
    assert (name(mended), mended.problems) == ("Sea", ())


def test_a_first_file_with_errors_shows_what_can_be_used(tmp_path: Path) -> None:
    shown = revisions(tmp_path / "branding.yaml", "community: {name: Ocean, nmae: Sea}")
    assert name(shown.revision) == "Ocean"
    assert len(shown.revision.problems) == 1


def test_a_build_that_fails_is_a_problem_beside_the_last_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = revisions(tmp_path / "branding.yaml", "community: {name: Ocean}")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("jupyterhub_valueprop.preview.revisions.site_of", broken)
    failed = shown.again()
    assert (name(failed), failed.problems[0].code) == ("Ocean", "build-failed")


def test_a_variant_is_made_once_for_each_draft(tmp_path: Path) -> None:
    shown = revisions(tmp_path / "branding.yaml", "community: {name: Ocean}")
    first = shown.variant(shown.revision, "compact", {"layout": "compact"})
    assert shown.variant(shown.revision, "compact", {"layout": "compact"}) is first
    assert shown.variant(shown.revision, "form", {}) is shown.revision.site
    assert shown.variant(shown.again(), "compact", {"layout": "compact"}) is not first


def test_without_files_the_packages_default_is_shown() -> None:
    assert Revisions(None, STATIC).revision.problems == ()


@pytest.mark.asyncio
async def test_a_save_is_told_also_of_a_document_and_of_a_file_that_comes_back(tmp_path: Path) -> None:
    file, document = tmp_path / "branding.yaml", tmp_path / "words.md"
    document.write_text("# Old")
    shown = revisions(file, "proposition: {source: words.md}")
    told: asyncio.Queue[Revision] = asyncio.Queue()
    watching = asyncio.ensure_future(shown.watch(told.put_nowait))
    document.write_text("# Entirely new")
    changed = await asyncio.wait_for(told.get(), 20)
    document.unlink()
    gone = await asyncio.wait_for(told.get(), 20)
    document.write_text("# Back again")
    back = await asyncio.wait_for(told.get(), 20)
    watching.cancel()

    assert "Entirely new" in changed.site.landings["en"].story
    assert ([problem.code for problem in gone.problems], gone.site) == (["missing-file"], changed.site)
    assert "Back again" in back.site.landings["en"].story
