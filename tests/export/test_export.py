"""An export: whole, the same every time, and careful with folders."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
import tinycss2
from click.testing import CliRunner, Result

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.export import export_files
from jupyterhub_valueprop.export.folder import LIST
from jupyterhub_valueprop.export.proposition_data import SCHEMA_FILE
from jupyterhub_valueprop.page.translations import find_locale

EXAMPLE = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
HUB = "https://hub.example.org"
LANGUAGES = {"locales": ["en", "es"]}


def exported(*more: Mapping[str, object]) -> dict[str, bytes]:
    return dict(export_files(read_branding([EXAMPLE, *more]), HUB).contents)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", "--no-pdf", "--hub-url", HUB, *map(str, arguments)])


def test_the_same_input_gives_the_same_files() -> None:
    assert exported(LANGUAGES) == exported(LANGUAGES)


def test_every_language_has_a_page_that_leads_to_the_hub_and_to_the_others() -> None:
    files = exported(LANGUAGES)
    assert files["index.html"] == files["index.en.html"]
    for tag in ("en", "es"):
        page = files[f"index.{tag}.html"].decode()
        words = find_locale(tag).functions["_p"]("button", "Sign in")
        assert f'<a class="vp-button" href="{HUB}">{words}</a>' in page
        assert page.startswith(f'<!DOCTYPE html>\n<html lang="{tag}"')
        assert ("index.es.html" in page, "index.en.html" in page) == (True, True)
        assert "<form" not in page


def test_a_page_of_a_default_hub_says_nothing_empty_to_who_shows_its_link() -> None:
    page = export_files(read_branding({}), HUB).contents["index.html"].decode()

    assert re.findall(r'<meta [^>]*content=""', page) == []
    assert "og:title" in page


def test_every_file_that_a_page_names_is_there() -> None:
    files = exported(LANGUAGES)
    named = {
        match.partition("?")[0]
        for name, content in files.items()
        if name.startswith("index")
        for match in re.findall(r'(?:src|href)="(?!https?:|mailto:|#|data:)([^"]+)"', content.decode())
    }
    assert "valueprop/page.css" in named
    assert named - files.keys() == set()


def test_what_is_announced_for_some_days_is_left_out() -> None:
    notice = {"announcements": [{"text": "The reef is closed on Friday"}]}
    assert b"The reef is closed" not in exported(notice)["index.html"]


def test_pictures_on_other_hosts_are_left_out_and_named(tmp_path: Path) -> None:
    remote = {
        "community": {"name": "Ocean", "logo": "https://example.org/logo.svg", "image": "https://example.org/a.jpg"},
        "credits": {"funded_by": [{"name": "NSF", "logo": "https://example.org/nsf.svg"}]},
    }
    whole = export_files(read_branding(remote), HUB)
    for content in whole.contents.values():
        assert not re.search(rb'(?:src|srcset)="https?:', content)
    assert set(whole.left_out) == {"community.logo.light", "community.image.src", "credits.funded_by.0.logo.light"}
    assert b"NSF" in whole.contents["index.html"]


def test_the_proposition_is_data_of_the_published_shape() -> None:
    data = json.loads(exported(LANGUAGES)["proposition.json"])
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    assert (data["hub"], data["default_language"], list(data["languages"])) == (HUB, "en", ["en", "es"])
    assert all(language["sections"] for language in data["languages"].values())
    default = json.loads(export_files(read_branding({}), HUB).contents["proposition.json"])
    jsonschema.validate(default, schema)


def test_a_fragment_asks_for_nothing_and_styles_only_itself() -> None:
    fragment = exported()["fragment.html"].decode()
    css = re.search(r"<style>(.*?)</style>", fragment, re.S)
    assert css
    assert not re.search(r'(?:src|href)="(?!https?:|mailto:|#|data:)', fragment)
    quoted = re.findall(r'url\("([^"]*)"', css[1])
    assert [each for each in quoted if not each.startswith("data:")] == []
    assert not re.search(r"url\((?!data:)", re.sub(r'url\("[^"]*"', "", css[1]))
    assert [
        selector for selector in selectors(tinycss2.parse_stylesheet(css[1], True, True)) if ".vp" not in selector
    ] == []


def selectors(rules: list[tinycss2.ast.Node]) -> list[str]:
    found = []
    for rule in rules:
        if rule.type == "qualified-rule":
            found.append(tinycss2.serialize(rule.prelude))
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports"):
            found += selectors(tinycss2.parse_rule_list(rule.content, True, True))
    return found


def test_the_command_writes_a_folder_and_again_only_its_own(tmp_path: Path) -> None:
    out = tmp_path / "new" / "site"
    assert run(EXAMPLE, "--out", out).exit_code == 0
    first = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (out / "mine.txt").write_text("mine")
    (out / "CNAME").write_text("example.org")
    plain = tmp_path / "plain.yaml"
    plain.write_text("community: {name: Plain}")
    assert run(plain, "--out", out).exit_code == 0
    assert not [path for path in (out / "valueprop").iterdir() if path.suffix == ".svg"]
    assert (out / "mine.txt").read_text() == "mine"
    assert run(EXAMPLE, "--out", out).exit_code == 0
    again = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert again == {**first, "mine.txt": b"mine", "CNAME": b"example.org"}


@pytest.mark.parametrize("found", ["index.html", LIST])
def test_a_folder_of_somebody_elses_stays_as_it_is(tmp_path: Path, found: str) -> None:
    (tmp_path / found).write_text("mine\n../outside")
    result = run(EXAMPLE, "--out", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("has files that export did not write; name a new or an empty folder")
    assert [path.name for path in tmp_path.iterdir()] == [found]


def test_a_list_that_names_files_elsewhere_removes_none(tmp_path: Path) -> None:
    out, outside = tmp_path / "site", tmp_path / "outside"
    assert run(EXAMPLE, "--out", out).exit_code == 0
    outside.write_text("mine")
    with (out / LIST).open("a") as listed:
        listed.write(f"../outside\n{outside}\n")
    assert run(EXAMPLE, "--out", out).exit_code == 0
    assert outside.read_text() == "mine"


def test_a_link_in_an_earlier_export_leads_no_write_and_no_removal_elsewhere(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "site", tmp_path / "home"
    assert run(EXAMPLE, "--out", out).exit_code == 0
    written = {path.parent.name for path in out.rglob("*") if path.is_file() and path.parent != out}
    elsewhere.mkdir()
    (elsewhere / "keys").write_text("mine")
    (out / "link").symlink_to(elsewhere)
    with (out / LIST).open("a") as listed:
        listed.write("link/keys\n")
    result = run(EXAMPLE, "--out", out)
    assert result.stderr.splitlines()[-1] == (
        f"{out / 'link'} is a link, so nothing was written; delete it or name another folder"
    )
    (out / "link").unlink()
    for name in written:
        (out / name).rename(tmp_path / f"was-{name}")
        (out / name).symlink_to(elsewhere)
    assert run(EXAMPLE, "--out", out).exit_code == 1
    assert [path.name for path in elsewhere.iterdir()] == ["keys"]


def test_errors_in_the_branding_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "branding.yaml").write_text("comunity: {}")
    result = run(tmp_path / "branding.yaml", "--out", tmp_path / "site")
    assert (result.exit_code, (tmp_path / "site").exists()) == (1, False)
    assert "did you mean 'community'?" in result.stdout
    assert result.stderr.splitlines()[-1] == "nothing was written; fix the errors first"


@pytest.mark.parametrize("url", ["hub.example.org", "javascript:alert(1)", "http://", "https://[x", ""])
def test_an_address_that_is_none_is_wrong_usage(tmp_path: Path, url: str) -> None:
    result = CliRunner().invoke(main, ["export", str(EXAMPLE), "--out", str(tmp_path / "a"), "--hub-url", url])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])


@pytest.mark.parametrize("login", ["admin:s3cret@", "s3cret@", ":s3cret@", "@"])
def test_an_address_with_a_password_is_wrong_usage_and_repeated_nowhere(tmp_path: Path, login: str) -> None:
    url = f"https://{login}hub.example.org/"
    result = CliRunner().invoke(main, ["export", str(EXAMPLE), "--out", str(tmp_path / "a"), "--hub-url", url])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "every visitor would read its user name and password; write it without them" in result.stderr
    assert "s3cret" not in result.output


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing.yaml", "--out", tmp_path / "a")
    assert (result.exit_code, result.stderr) == (
        2,
        f"there is no file {tmp_path / 'nothing.yaml'}; name your branding file\n",
    )


def test_a_full_disk_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = run(EXAMPLE, "--out", tmp_path / "site")
    assert result.exit_code == 1
    assert (
        result.stderr == f"{tmp_path / 'site'} can't be written: the disk is full; free some space and run this again\n"
    )


def test_a_folder_that_is_a_file_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    result = run(EXAMPLE, "--out", tmp_path / "site")
    assert (result.exit_code, result.stderr) == (1, f"{tmp_path / 'site'} is not a folder; name another one\n")
