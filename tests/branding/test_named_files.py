"""Files that a branding names: in the folder of a YAML file, anywhere for an admin, symlinks of Kubernetes included."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyterhub_valueprop.branding import FileRef, file_references, load_branding, read_branding
from jupyterhub_valueprop.branding.models.community import CommunityLogo
from jupyterhub_valueprop.files import Files


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def codes(source: object) -> list[str]:
    return [problem.code for problem in read_branding(source).problems]


def test_a_file_is_found_beside_the_file_that_names_it(tmp_path: Path) -> None:
    write(tmp_path / "pictures/logo.svg", "<svg/>")
    branding = write(tmp_path / "branding.yaml", "community: {logo: pictures/logo.svg}")

    logo = load_branding(branding).community.logo

    assert logo == CommunityLogo(light=FileRef("pictures/logo.svg", path=tmp_path / "pictures/logo.svg"))


def test_a_config_map_of_kubernetes_can_hold_branding_and_logo(tmp_path: Path) -> None:
    """Each file is a link into `..data/`, itself a link to a folder that is swapped as a whole."""
    mount = tmp_path / "mount"
    write(mount / "..2026_11_23/branding.yaml", "community: {logo: logo.svg}")
    write(mount / "..2026_11_23/logo.svg", "<svg/>")
    (mount / "..data").symlink_to("..2026_11_23")
    for name in ("branding.yaml", "logo.svg"):
        (mount / name).symlink_to(f"..data/{name}")

    reading = read_branding(mount / "branding.yaml")

    assert reading.problems == ()
    # the links themselves, so that whoever watches them sees the swap
    assert reading.files == {mount / "branding.yaml", mount / "logo.svg"}


def test_a_folder_that_is_itself_a_link_is_no_way_out(tmp_path: Path) -> None:
    write(tmp_path / "real/branding.yaml", "community: {logo: logo.svg}")
    write(tmp_path / "real/logo.svg", "<svg/>")
    (tmp_path / "link").symlink_to("real")
    assert codes(tmp_path / "link/branding.yaml") == []


@pytest.mark.parametrize(
    "written", ["../secret.svg", "{folder}/secret.svg", "link.svg", "deep/../../secret.svg", "loop.svg"]
)
def test_no_file_outside_the_folder_is_served(tmp_path: Path, written: str) -> None:
    write(tmp_path / "secret.svg", "<svg/>")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/link.svg").symlink_to("../secret.svg")
    (tmp_path / "own/loop.svg").symlink_to("loop.svg")
    branding = write(tmp_path / "own/branding.yaml", f"community: {{logo: {written.format(folder=tmp_path)}}}")

    reading = read_branding(branding)

    assert reading.branding.community.logo is None
    assert [problem.code for problem in reading.problems] in (["outside-folder"], ["unreadable-file"])


def test_a_mapping_of_an_admin_may_name_any_file(tmp_path: Path) -> None:
    logo = write(tmp_path / "logo.svg", "<svg/>")
    assert codes({"community": {"logo": str(logo)}}) == []
    assert read_branding({"community": {"logo": "logo.svg"}}, root=tmp_path).problems == ()


def test_a_document_is_in_the_folders_as_well(tmp_path: Path) -> None:
    document = write(tmp_path / "words/value-proposition.md", "# Why")
    relative = write(tmp_path / "a/branding.yaml", "proposition: {source: ../words/value-proposition.md}")
    absolute = write(tmp_path / "b/branding.yaml", f"proposition: {{source: {document}}}")
    assert (codes(relative), codes(absolute)) == (["outside-folder"], ["outside-folder"])
    for branding in (relative, absolute):
        assert read_branding(branding, files=Files([tmp_path / "words"])).problems == ()


def test_the_message_about_a_file_outside_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "branding.yaml", "layout: full\nproposition:\n  source: ../x.md")
    (problem,) = read_branding("branding.yaml").problems
    assert str(problem) == (
        "branding.yaml:3:11: error: 'proposition.source' names '../x.md', which is outside the folders of this "
        "branding; move it next to this file, or let an admin add its folder to c.ValueProp.folders [outside-folder]"
    )


@pytest.mark.parametrize("source", ["/proc/self/environ", "/etc/passwd", "../secret.md", "link.md", "/dev/zero"])
@pytest.mark.parametrize("text", ["proposition: {{source: {0}}}", "extends: {0}", "community: {{logo: {0}}}"])
def test_no_word_of_a_file_outside_is_in_a_problem(tmp_path: Path, source: str, text: str) -> None:
    write(tmp_path / "secret.md", "{secret: [words")
    branding = write(tmp_path / "own/branding.yaml", text.format(source))
    (tmp_path / "own/link.md").symlink_to("../secret.md")

    reading = read_branding(branding)

    assert [problem.code for problem in reading.problems] == ["outside-folder"]
    assert "words" not in str(reading.problems)
    assert reading.files == {branding} | ({tmp_path / "own/link.md"} if source == "link.md" else set())


def test_an_admin_may_let_a_file_be_extended_from_a_mapping(tmp_path: Path) -> None:
    write(tmp_path / "net/logo.svg", "<svg/>")
    write(tmp_path / "net/network.yaml", "network: {logo: logo.svg}")
    write(tmp_path / "own/branding.yaml", "community: {logo: ../net/logo.svg}")
    mapping = {"extends": str(tmp_path / "net/network.yaml")}
    assert codes([tmp_path / "own/branding.yaml", mapping]) == []
    assert codes(tmp_path / "own/branding.yaml") == ["outside-folder"]


def test_what_one_layer_may_read_does_not_depend_on_the_order_of_the_layers(tmp_path: Path) -> None:
    write(tmp_path / "net/network.yaml", "layout: compact")
    write(tmp_path / "net/other.yaml", "locales: [es]")
    write(tmp_path / "own/branding.yaml", "extends: ../net/other.yaml")
    assert codes([str(tmp_path / "own/branding.yaml"), tmp_path / "net/network.yaml"]) == []


def test_a_branding_file_that_is_a_link_to_another_folder_is_refused_with_advice(tmp_path: Path) -> None:
    write(tmp_path / "other/branding.yaml", "{}")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/branding.yaml").symlink_to("../other/branding.yaml")
    (problem,) = read_branding(tmp_path / "own/branding.yaml").problems
    assert problem.hint == "name the file that this link leads to, or add its folder to c.ValueProp.folders"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("words.md", "proposition: {source: words.md}"),
        ("paper.cff", "credits: {citation: paper.cff}"),
        ("network.yaml", "extends: network.yaml"),
    ],
)
def test_no_link_gives_a_secret_of_the_folder_the_name_of_a_text(tmp_path: Path, link: str, text: str) -> None:
    write(tmp_path / "jupyterhub_cookie_secret", "5ec7e7")
    write(tmp_path / "jupyterhub_config.py", "password = '5ec7e7'")
    branding = write(tmp_path / "community/branding.yaml", text)
    for secret in ("../jupyterhub_cookie_secret", "../jupyterhub_config.py"):
        (tmp_path / "community" / link).unlink(missing_ok=True)
        (tmp_path / "community" / link).symlink_to(secret)
        reading = read_branding([branding], files=Files([tmp_path]))
        assert [problem.code for problem in reading.problems] == ["file-type"]
        assert "5ec7e7" not in str(reading)
        assert tmp_path / "community" / link in reading.files, "so that its repair is seen"


@pytest.mark.parametrize("named", ["cookie_secret", "jupyterhub.sqlite", "secrets.env"])
def test_what_is_no_document_or_branding_by_its_name_is_not_read(tmp_path: Path, named: str) -> None:
    secret = write(tmp_path / named, "secret")
    for key, value in (("extends", named), ("proposition", f"{{source: {named}}}")):
        (problem,) = read_branding(write(tmp_path / "branding.yaml", f"{key}: {value}")).problems
        assert problem.code == "file-type"
        assert problem.hint is not None
        assert problem.hint.startswith("its name ends in .")
    for mapping in ({"extends": str(secret)}, {"proposition": {"source": str(secret)}}):
        assert codes(mapping) == ["file-type"]


def test_translations_beside_a_document_are_watched_whether_they_exist_or_not(tmp_path: Path) -> None:
    write(tmp_path / "words.md", "# Why")
    branding = write(tmp_path / "branding.yaml", "{proposition: {source: words.md}, locales: [en, es-MX]}")
    names = {path.name for path in read_branding(branding).files}
    assert names == {"branding.yaml", "words.md", "words.en.md", "words.es.md", "words.es-MX.md"}


def test_files_that_are_missing_are_watched_for(tmp_path: Path) -> None:
    branding = write(tmp_path / "branding.yaml", "{extends: net.yaml, community: {logo: logo.svg}}")
    reading = read_branding(branding)
    assert reading.files == {tmp_path / name for name in ("branding.yaml", "net.yaml", "logo.svg")}
    assert [problem.code for problem in reading.problems] == ["missing-file", "missing-file"]


def test_a_file_without_permission_is_a_problem(folder_of_nobody: Path) -> None:
    write(folder_of_nobody / "logo.svg", "<svg/>").chmod(0)
    assert codes(write(folder_of_nobody / "branding.yaml", "community: {logo: logo.svg}")) == ["unreadable-file"]


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("logo.svg", "words.md", "network.yaml"):
        os.mkfifo(tmp_path / name)
    text = "{extends: network.yaml, community: {logo: logo.svg}, proposition: {source: words.md}}"
    assert codes(write(tmp_path / "branding.yaml", text)) == ["not-a-file"] * 3


def test_a_file_taken_for_a_folder_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "logo.svg", "<svg/>")
    assert codes(write(tmp_path / "branding.yaml", "community: {logo: logo.svg/logo.svg}")) == ["unreadable-file"]


def test_a_name_that_no_file_system_takes_is_a_problem(tmp_path: Path) -> None:
    for length, code in ((300, "unreadable-file"), (5000, "too-long")):
        branding = write(tmp_path / "branding.yaml", f"community: {{logo: {'x' * length}.svg}}")
        assert codes(branding) == [code]


def test_a_remote_file_is_allowed_with_a_warning() -> None:
    reading = read_branding({"community": {"logo": "https://example.org/u/95037064?s=200&v=4"}})
    assert [(problem.severity, problem.code) for problem in reading.problems] == [("warning", "remote-file")]
    references = list(file_references(reading.branding))
    assert [(path, file.is_remote) for path, file in references] == [(("community", "logo", "light"), True)]


def test_system_is_a_font_and_not_a_file() -> None:
    assert load_branding({"theme": {"font": {"heading": "system"}}}).theme.font.heading == "system"
