"""Images, fonts and documents that a page is made of: from the folders of the branding, checked, and not too much."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page import file_allowance as allowance
from jupyterhub_valueprop.site import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#{:06x}"/></svg>'


def site(folder: Path, text: str, files: Files | None = None) -> Site:
    (folder / "branding.yaml").write_text(text)
    return build_site(folder / "branding.yaml", static_url_prefix="/hub/static/", files=files)


def codes(site: Site) -> list[str]:
    return [problem.code for problem in site.problems]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"wOF2", ".woff2"), (b"wOFF", ".woff"), (b"\0\1\0\0", ".ttf"), (b"true", ".ttf"), (b"OTTO", ".otf")],
)
def test_a_font_is_what_its_content_says(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / "face.woff2").write_bytes(content + b"rest")
    built = site(tmp_path, "theme: {font: {body: face.woff2}}")
    assert codes(built) == []
    assert [Path(asset).suffix for asset in built.assets if asset.startswith("font-")] == [name]


@pytest.mark.parametrize("content", [b"", b"wOF", b"<html>", b"root:x:0:0"])
def test_what_is_no_font_is_not_served(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "face.woff2").write_bytes(content)
    built = site(tmp_path, "theme: {font: {body: face.woff2}}")
    assert codes(built) == ["font-format"]
    assert not any(asset.startswith("font-") for asset in built.assets)


def test_a_font_or_an_image_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    for name in ("face.woff2", "logo.png"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(3_000_000_000)
    built = site(tmp_path, "{theme: {font: {body: face.woff2}}, community: {logo: logo.png}}")
    assert sorted(codes(built)) == ["font-bytes", "picture-bytes"]


@pytest.mark.parametrize(("width", "expected"), [(40, ["image-narrow"]), (799, ["image-narrow"]), (800, [])])
def test_a_photograph_that_would_be_blurred_is_shown_and_reported(
    tmp_path: Path, width: int, expected: list[str]
) -> None:
    Image.new("RGB", (width, 40), "teal").save(tmp_path / "reef.png")
    built = site(tmp_path, "community: {image: reef.png}")
    assert codes(built) == expected
    assert [Path(asset).suffix for asset in built.assets if asset.startswith("picture-")] == [".webp"]


def test_a_document_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("words " * 100_000)
    built = site(tmp_path, "proposition: {source: words.md}")
    assert [str(problem).partition("error: ")[2] for problem in built.problems] == [
        "the value-proposition document 'words.md' is larger than 0.5 MB; "
        "the default document is shown instead [unreadable-document]"
    ]


def test_a_document_or_a_translation_that_is_a_link_to_another_kind_of_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "cookie_secret").write_text("5ec7e7")
    (tmp_path / "words.md").write_text("# Words")
    (tmp_path / "words.es.md").symlink_to("cookie_secret")
    built = site(tmp_path, "{locales: [en, es], proposition: {source: words.md}}")
    assert codes(built) == ["unreadable-document"]
    assert not any("5ec7e7" in str(page) for page in built.landings.values())


def test_a_translation_that_leads_outside_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "secret.md").write_text("# Secret")
    (tmp_path / "own/words.md").write_text("# Words")
    (tmp_path / "own/words.es.md").symlink_to("../secret.md")
    built = site(tmp_path / "own", "{locales: [en, es], proposition: {source: words.md}}")
    assert codes(built) == ["unreadable-document"]
    assert not any("Secret" in str(page) for page in built.landings.values())


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("cycle.svg", []),
        ("missing.svg", []),
        ("http://[x", []),
        ("https://example.org/cycle.svg", ["image-dropped"]),
        ("x" * 300 + ".svg", ["unreadable-file"]),
        ("../secret.svg", ["outside-folder"]),
        ("link.svg", ["outside-folder"]),
        ("folder.svg", ["not-a-file"]),
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_image_of_the_cycle_never_breaks_the_page(tmp_path: Path, image: str, expected: list[str]) -> None:
    own = tmp_path / "own"
    (own / "folder.svg").mkdir(parents=True)
    for path in (own / "cycle.svg", tmp_path / "secret.svg"):
        path.write_text(SVG.format(1))
    (own / "link.svg").symlink_to("../secret.svg")
    (own / "words.md").write_text(f"# Words\n\n```{{figure}} {image}\nHow it goes\n```\n")
    built = site(own, "proposition: {source: words.md}")
    of_files = ("unreadable-file", "outside-folder", "not-a-file", "image-dropped")
    assert [code for code in codes(built) if code in of_files] == expected
    assert not built.has_errors
    named = build_site({"proposition": {"source": str(own / "words.md")}}, static_url_prefix="/hub/static/")
    assert [problem.code for problem in named.problems] == codes(built)
    assert named.assets.keys() == built.assets.keys()


def test_all_files_of_a_page_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance.FileAllowance.__init__, "__defaults__", (450, 200, False))
    for number in range(9):
        (tmp_path / f"{number}.svg").write_text(SVG.format(number))
    funders = ", ".join(f"{{name: N{number}, logo: {number}.svg}}" for number in range(9))
    built = site(tmp_path, f"credits: {{funded_by: [{funders}]}}")
    assert codes(built) == ["site-bytes"]
    assert sum(name.startswith("picture-") for name in built.assets) == 450 // len(SVG.format(1))


def test_a_font_or_an_image_may_be_in_a_further_folder(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/logo.svg").write_text(SVG.format(1))
    text = "community: {logo: ../shared/logo.svg}"
    assert codes(site(tmp_path / "own", text)) == ["outside-folder"]
    built = site(tmp_path / "own", text, Files([tmp_path / "shared"]))
    assert codes(built) == []
    assert tmp_path / "shared/logo.svg" in built.files
