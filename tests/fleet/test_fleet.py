"""A whole fleet before and after a change: exactly what changed is found, and nobody's file stops the others."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from broken_builder import break_builder
from fleet.conftest import Ran, edit, git, run_fleet

from jupyterhub_valueprop.fleet import Nurseries, Plan, fleet_below, plan
from jupyterhub_valueprop.fleet.discovery import find_brandings

LONG = "Rechtsschutzversicherungsgesellschaftenundnochvielmehrdahintendra"
HOSTILE = {
    "big": b"community: {name: Big}\n" + b"# " + b"x" * 10_000_000,
    "loop": b"extends: branding.yaml\n",
    "bytes": b"\xff\xfe\x00",
    "colored": b"theme:\n  primary: #0b5f73\n",
    "empty": b"",
    "long": f"community: {{name: {LONG}}}\n".encode(),
    "mention": b"community: {name: '@team | <b>x</b> [a](https://evil.example) `x`'}\n",
    "rtl": "community: {name: 'مجتمع علوم البحار'}\nlocales: [ar]\n".encode(),
}
NETWORK = "network.yaml"


@pytest.fixture(scope="module")
def folders(
    tmp_path_factory: pytest.TempPathFactory, write_fleet: Callable[[Path, int], list[str]]
) -> tuple[Path, Path]:
    """Ten communities and some hostile ones, before and after a change to six of the ten."""
    root = tmp_path_factory.mktemp("fleets")
    before, after = root / "before", root / "after"
    for folder in (before, after):
        write_fleet(folder, 10)
    for name, content in HOSTILE.items():
        (after / name).mkdir()
        (after / name / "branding.yaml").write_bytes(content)
    (after / "folder" / "branding.yaml").mkdir(parents=True)
    for name in (".hidden", "node_modules"):
        (after / name).mkdir()
        (after / name / "branding.yaml").touch()
    for folder in (before, after):
        (folder / "outside").mkdir()
    (before / "outside" / "branding.yaml").touch()
    (after / "outside" / "branding.yaml").symlink_to(before / "c0001" / "branding.yaml")
    (after / "around").symlink_to(after)
    edit(after / "c0001/branding.yaml", "tagline", "tagine")
    edit(after / "c0002/logo.svg", 'r="', 'r="1')
    edit(
        after / "c0003/branding.yaml",
        "links:",
        "layout: compact\nannouncements: [{text: Closed on Friday}]\nlinks:\n"
        "  - {label: Help, url: 'mailto:a@b.example'}",
    )
    edit(after / "c0003/branding.yaml", "    - {name: Foundation 3", "    - {name: Trust}\n    - {name: Fund 3")
    shutil.rmtree(after / "c0004")
    shutil.rmtree(before / "c0005")
    edit(before / "c0006/branding.yaml", "tagline", "tagine")
    edit(after / "c0007/branding.yaml", "extends:", "# only a comment\nextends:")
    for folder in (before, after):
        edit(folder / "c0008/branding.yaml", "tagline", "tagine")
    return before, after


@pytest.fixture(scope="module")
def compared(folders: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Ran:
    before, after = folders
    return run_fleet(after, "--base", before, "--jobs", 2, out=tmp_path_factory.mktemp("out") / "new" / "report")


def test_exactly_what_changed_is_listed(compared: Ran) -> None:
    ours = {name: status for name, status in compared.statuses.items() if name.startswith("c")}

    assert {name: status for name, status in ours.items() if name != "colored"} == {
        "c0001": "broken",
        "c0002": "changed",
        "c0003": "changed",
        "c0004": "gone",
        "c0005": "new",
        "c0006": "changed",
        "c0008": "broken",
    }
    assert compared.status == 1
    assert compared.keys("c0001") == ["community.tagline"]
    assert compared.keys("c0002") == ["community.logo.light"]
    assert compared.keys("c0003") == [
        "credits.funded_by[0]",
        "credits.funded_by[1].name",
        "announcements[0]",
        "links[0]",
        "layout",
    ]
    assert compared.keys("c0006") == ["community.tagline", "problems"]


def test_an_entry_has_the_shape_that_is_promised(compared: Ran, folders: tuple[Path, Path]) -> None:
    assert compared.communities["c0003"]["name"] == "Genome Data Commons 3"
    assert compared.communities["c0003"]["changes"][-1] == {"key": "layout", "before": "full", "after": "compact"}
    assert compared.communities["c0003"]["changes"][3] == {
        "key": "links[0]",
        "before": None,
        "after": "label: Help, url: mailto:a@b.example",
    }
    problem = compared.communities["c0001"]["problems"][0]
    assert problem == {
        "file": str(folders[1] / "c0001" / "branding.yaml"),
        "line": 4,
        "column": 3,
        "severity": "error",
        "code": "unknown-key",
        "message": "unknown key 'tagine' under 'community'",
        "hint": "did you mean 'tagline'?",
    }


def test_every_hostile_file_is_one_broken_community_at_most(compared: Ran) -> None:
    codes = {
        name: [problem["code"] for problem in entry["problems"] if problem["severity"] == "error"]
        for name, entry in compared.communities.items()
        if not name.startswith("c0")
    }

    assert codes == {
        "big": ["too-large"],
        "bytes": ["not-utf8"],
        "colored": ["color-in-comment"],
        "empty": [],
        "folder": ["not-a-file"],
        "long": [],
        "loop": ["extends-cycle"],
        "mention": [],
        "outside": ["outside-folder"],
        "rtl": [],
    }
    assert compared.communities["rtl"]["name"] == "مجتمع علوم البحار"


def test_what_is_left_out_and_what_is_broken_is_said(compared: Ran, folders: tuple[Path, Path]) -> None:
    assert f"outside/branding.yaml was left out, because it leads out of {folders[1]}" in compared.stderr
    assert "20 communities: 7 broken, 1 broken as before, 3 changed, 5 new, 1 gone, 3 same" in compared.stdout
    assert "unknown key 'tagine'" in compared.stdout


def test_files_that_the_base_lacks_are_said_in_each_report(
    write_fleet: Callable[[Path, int], list[str]], tmp_path: Path
) -> None:
    after, before = tmp_path / "after", tmp_path / "elsewhere" / "before"
    for folder in (after, before):
        write_fleet(folder, 3)
    (before / NETWORK).unlink()
    edit(after / "c0000/branding.yaml", "tagline", "tagine")
    compared = run_fleet(after, "--base", before, out=tmp_path / "report")
    said = "3 communities name files that what they are compared with lacks"
    assert (compared.status, said in compared.stderr, "[missing-file]" in compared.stderr) == (0, True, True)
    assert all(said in (compared.out / name).read_text() for name in ("report.md", "report.html"))
    # what both lack is as it was
    (after / NETWORK).unlink()
    assert said not in run_fleet(after, "--base", before, out=tmp_path / "again").stderr


def test_without_a_comparison_every_broken_one_counts(folders: tuple[Path, Path], tmp_path: Path) -> None:
    ran = run_fleet(folders[0] / "c0001", folders[0] / "c0002", out=tmp_path)
    assert ran.status == 2  # one folder

    # the network's file is outside of the folder, and in no repository
    ran = run_fleet(folders[0] / "c0001", out=tmp_path)
    assert (ran.status, ran.statuses) == (1, {"": "broken"})
    assert "1 community: 1 broken" in ran.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, write_fleet: Callable[[Path, int], list[str]]) -> Path:
    """A repository in which the communities share files above their folder, with a change of these not committed."""
    root = tmp_path_factory.mktemp("repository")
    write_fleet(root / "hubs" / "communities", 4)
    for name in (NETWORK, "value-proposition.md"):
        (root / "hubs" / "communities" / name).rename(root / name)
    for branding in root.glob("hubs/communities/*/branding.yaml"):
        edit(branding, "../network", "../../../network")
    (root / ".gitattributes").write_text(f"{NETWORK} export-ignore\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=one")
    edit(root / NETWORK, "/membership", "/join")
    edit(root / "value-proposition.md", "You choose your tools", "You pick your tools")
    return root


def test_a_change_of_shared_files_is_found_in_every_community(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    ran = run_fleet(repository / "hubs" / "communities", "--since", "main", out=tmp_path / "out")

    assert (ran.status, ran.statuses) == (0, dict.fromkeys(("c0000", "c0001", "c0002", "c0003"), "changed"))
    for entry in ran.communities.values():
        assert entry["changes"] == [
            {
                "key": "network.links.membership",
                "before": "https://network.example.org/membership",
                "after": "https://network.example.org/join",
            },
            {
                "key": "proposition.hub.promises[1].promise",
                "before": "You choose your tools.",
                "after": "You pick your tools.",
            },
        ]
    assert list((tmp_path / "temporary").iterdir()) == []
    assert git(repository, "status", "--porcelain") == f" M {NETWORK}\n M value-proposition.md\n"


@pytest.mark.parametrize("was", ["a file", "a link that leads out"])
def test_what_stood_in_the_place_of_the_folder_is_nothing_to_compare_with(tmp_path: Path, was: str) -> None:
    root, elsewhere = tmp_path / "repository", tmp_path / "elsewhere" / "reef"
    for folder in (root, elsewhere):
        folder.mkdir(parents=True)
    (elsewhere / "branding.yaml").write_text("community: {name: Reef}\n", encoding="utf-8")
    place = root / "communities"
    place.write_text("later\n") if was == "a file" else place.symlink_to(elsewhere.parent)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=one")
    place.unlink()
    shutil.copytree(elsewhere.parent, place)

    ran = run_fleet(place, "--since", "HEAD", out=tmp_path / "out")
    assert (ran.status, ran.statuses) == (0, {"reef": "new"})


def test_the_name_of_a_folder_writes_no_line_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "x\n::error::pwned"
    folder.mkdir()
    (folder / "branding.yaml").write_text("foo: 1\n", encoding="utf-8")
    ran = run_fleet(tmp_path, out=tmp_path / "out")
    assert ran.status == 1
    assert [line for line in (ran.stdout + ran.stderr).splitlines() if line.startswith("::")] == []


def test_a_folder_that_was_not_in_the_commit_is_all_new(repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "hubs" / "communities" / "c0000", repository / "hubs" / "late" / "c0000")
    ran = run_fleet(repository / "hubs" / "late", "--since", "HEAD", out=tmp_path)
    shutil.rmtree(repository / "hubs" / "late")

    assert (ran.status, ran.statuses) == (0, {"c0000": "new"})


@pytest.mark.parametrize("name", ["nobody", "--upload-pack=touch x", "-h", "", "main\n", "a" * 5_000, "x\0y"])
def test_a_name_that_is_no_commit_is_wrong_usage_and_no_option(repository: Path, tmp_path: Path, name: str) -> None:
    ran = run_fleet(repository / "hubs", f"--since={name}", out=tmp_path)

    assert (ran.status, ran.stdout) == (2, "")
    assert "there is no commit" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_files_that_a_commit_has_not_itself_are_named(repository: Path, tmp_path: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n"
    (repository / "logo.png").write_text(pointer, encoding="utf-8")
    git(repository, "add", "logo.png")
    git(
        repository, "update-index", "--add", "--cacheinfo", f"160000,{git(repository, 'rev-parse', 'HEAD').strip()},sub"
    )
    git(repository, "commit", "--quiet", "--message=two")
    ran = run_fleet(repository / "hubs" / "communities" / "c0000", "--since", "HEAD", out=tmp_path)
    git(repository, "reset", "--quiet", "--mixed", "HEAD~1")
    (repository / "logo.png").unlink()

    assert "sub at 'HEAD': files of submodules were left out, because a commit doesn't have them" in ran.stderr
    assert "logo.png at 'HEAD': Git LFS has the content" in ran.stderr


def test_what_ends_early_leaves_nothing_behind(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def interrupted(*arguments: object) -> Iterator[object]:
        assert list(tmp_path.glob("valueprop-fleet-*/tree/hubs/communities/c0000"))
        raise KeyboardInterrupt

    monkeypatch.setattr(Plan, "members", interrupted)
    ran = run_fleet(repository / "hubs" / "communities", "--since", "HEAD", out=tmp_path / "out")

    assert ran.status == 1
    assert "Aborted!" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def break_fleet(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let the programs of a fleet read no branding, but have `body` in its place."""
    break_builder(monkeypatch, "jupyterhub_valueprop.fleet.snapshot.take_snapshot", body)


def test_a_branding_that_takes_for_ever_is_broken_and_stops_no_other(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where its program ends by itself, and where a mistake of this package is the reason."""
    body = "\n".join(
        (
            "import os, time",
            "    file = str(args[0].file)",
            "    if 'c0002' in file: time.sleep(60)",
            "    if 'c0003' in file: os._exit(3)",
            "    if 'c0006' in file: raise RuntimeError('broken on purpose')",
            "    return original(*args, **kwargs)",
        )
    )
    break_fleet(monkeypatch, body)
    monkeypatch.setattr(plan, "LONGEST_BUILD", 1.0)
    ran = run_fleet(folders[1], "--jobs", 1, out=tmp_path)
    broken = {name: ran.communities[name]["problems"][0] for name in ("c0002", "c0003", "c0006")}

    assert ran.status == 1
    assert ran.communities["c0009"]["status"] == "new"
    assert [each["code"] for each in broken.values()] == ["build-timeout", "build-ended", "build-failed"]
    assert broken["c0006"]["message"] == "the page could not be built: RuntimeError: broken on purpose"


def test_whoever_ends_it_waits_for_no_build(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    break_fleet(monkeypatch, "__import__('time').sleep(60)")
    nurseries = Nurseries(1)
    with nurseries:
        Plan(fleet_below(folders[0])).members(nurseries)
        time.sleep(1.5)
        began = time.monotonic()

    assert time.monotonic() - began < plan.LONGEST_BUILD / 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{after}", "--base", "{before}", "--since", "main"], "exclude each other"),
        (["{after}/.hidden/none"], "does not exist"),
        (["{after}/folder/branding.yaml"], "there is no branding.yaml"),
        (["{after}", "--jobs", "0"], "is not in the range"),
        (["{after}/c0001", "--since", "main"], "not a git repository"),
    ],
)
def test_wrong_usage_is_status_2(
    folders: tuple[Path, Path], tmp_path: Path, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folders[0].parent))
    before, after = folders
    ran = run_fleet(*(each.format(before=before, after=after) for each in arguments), out=tmp_path)

    assert ran.status == 2
    assert words in ran.stderr


def test_a_report_that_cannot_be_written_is_said(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    ran = run_fleet(folders[0] / "c0001", out=tmp_path / "out" / "below")

    assert ran.status == 1
    assert "can't be written: not a directory" in ran.stderr


def test_a_folder_that_cannot_be_listed_is_broken(folder_of_nobody: Path) -> None:
    (folder_of_nobody / "open").mkdir()
    (folder_of_nobody / "open" / "branding.yaml").touch()
    (folder_of_nobody / "shut").mkdir(mode=0)
    found, left_out = find_brandings(folder_of_nobody)
    (folder_of_nobody / "shut").chmod(0o700)

    assert found["open/branding.yaml"] is None
    assert (wrong := found["shut/branding.yaml"])
    assert "can't be read: permission denied" in wrong.message
    assert left_out == []
