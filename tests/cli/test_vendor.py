"""`vendor` from the command line, against a real host: what comes, what the file says then, and what a lock tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from picture_host import CLEAN, SVG, Host, certificate, picture_host, png

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems.codes import entry_of
from jupyterhub_valueprop.vendoring import Client, OpenedBranding, bring, open_branding
from jupyterhub_valueprop.vendoring.vendor_folder import VendorFolder

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with picture_host(certificate(tmp_path_factory.mktemp("host"))) as host:
        yield host


@pytest.fixture
def url(host: Host) -> str:
    """The start of a URL of the host, which has its files again."""
    host.asked.clear()
    host.before.clear()
    host.files = {"/Our Logo.svg".replace(" ", "%20"): SVG, "/photo.JPG": png(), "/font": b"wOF2" + bytes(60)}
    return f"http://127.0.0.1:{host.http}"


def vendor(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["vendor", "--allow-private", *arguments])


def branding(text: str, url: str, name: str = "branding.yaml") -> Path:
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.replace("URL", url).encode())
    return file


def codes(result: Result) -> list[str]:
    return re.findall(r"^\S+: (?:error|warning): .* \[([a-z-]+)\]$", result.stdout, re.M)


EVERY_KEY = """\
# ours
community:
  logo: {light: "URL/Our%20Logo.svg", dark: 'URL/photo.JPG'}   # two
  favicon: URL/Our%20Logo.svg
  image: &photo URL/photo.JPG
network: {logo: URL/photo.JPG}
credits:
  operated_by: [{name: A, logo: URL/photo.JPG}]
  funded_by:
    - name: B
      logo: {light: URL/photo.JPG, dark: URL/Our%20Logo.svg}
theme: {font: {heading: URL/font}}\r
"""


def test_every_key_that_names_a_file_is_rewritten_and_all_else_stays(url: str, host: Host) -> None:
    file = branding(EVERY_KEY, url)
    file.chmod(0o640)
    result = vendor("branding.yaml")

    assert (result.exit_code, codes(result)) == (0, [])
    names = sorted(str(path) for path in Path("vendored").iterdir())
    font, logo, photo = names
    assert [name.rpartition("-")[0] for name in names] == ["vendored/font", "vendored/our-logo", "vendored/photo"]
    assert [name.rpartition(".")[2] for name in names] == ["woff2", "svg", "png"]
    assert Path(logo).read_bytes() == CLEAN
    after = EVERY_KEY.replace("URL/Our%20Logo.svg", logo).replace("URL/photo.JPG", photo).replace("URL/font", font)
    assert file.read_bytes().decode() == after
    assert file.stat().st_mode & 0o777 == 0o640
    assert len(host.asked) == 3
    assert codes(CliRunner().invoke(main, ["check", "--strict"])) == ["image-narrow"]  # the photograph is tiny

    lock = yaml.safe_load(Path("valueprop.lock").read_text())
    assert list(lock["files"]) == names
    assert {key: lock["files"][logo][key] for key in ("source", "size", "type", "used_by")} == {
        "source": f"{url}/Our%20Logo.svg",
        "size": len(CLEAN),
        "type": "image/svg+xml",
        "used_by": ["branding.yaml"],
    }


def test_what_is_here_is_not_fetched_again_and_the_lock_stays_the_same(url: str, host: Host) -> None:
    text = "community: {logo: URL/Our%20Logo.svg, image: URL/gone.png}\n"
    branding(text, url)
    first = vendor("branding.yaml")
    assert (first.exit_code, codes(first)) == (1, ["remote-gone"])
    assert Path("branding.yaml").read_text().count("vendored/") == 1
    lock = Path("valueprop.lock").read_text()

    branding(text, url)  # as if the run had been ended before it was rewritten
    host.files["/gone.png"] = png()
    host.asked.clear()
    assert vendor("branding.yaml").exit_code == 0
    assert [path for _, path in host.asked] == ["/gone.png"]
    assert Path("branding.yaml").read_text().count("vendored/") == 2
    assert set(lock.splitlines()) <= set(Path("valueprop.lock").read_text().splitlines())
    assert vendor("branding.yaml").stdout == ""
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/page", "logo-is-page"),
        ("/words", "picture-format"),
        ("/short", "remote-failed"),
        ("/status?500", "remote-failed"),
        ("/endless", "too-large"),
        ("/to?http://user:pw@127.0.0.1/", "remote-refused"),
    ],
)
def test_what_can_not_be_used_is_a_problem_with_its_line_and_nothing_changes(url: str, path: str, code: str) -> None:
    text = branding(f"community:\n  logo: URL{path}\n", url).read_text()
    result = vendor("branding.yaml")
    assert (result.exit_code, codes(result)) == (1, [code])
    assert result.stdout.startswith("branding.yaml:2:9: error: ")
    assert f"[{code}]: {entry_of(code)}\n" in result.stderr
    assert [path.name for path in Path().iterdir()] == ["branding.yaml"]
    assert Path("branding.yaml").read_text() == text


def test_private_hosts_are_refused_unless_they_are_allowed(url: str, host: Host) -> None:
    branding("community: {logo: URL/Our%20Logo.svg, favicon: 'http://127.0.0.1/a.svg'}\n", url)
    result = CliRunner().invoke(main, ["vendor", "branding.yaml"])
    assert (result.exit_code, codes(result)) == (1, ["remote-refused"] * 2)
    assert host.asked == []


def test_a_password_in_a_url_is_not_repeated_in_the_message(url: str) -> None:
    branding("community: {logo: 'https://me:secret@example.org/a.svg'}\n", url)
    first = vendor("branding.yaml").stdout.splitlines()[0]
    assert "'https://…@example.org/a.svg' has a user name or password" in first
    assert "secret" not in first


def test_what_an_extended_file_names_is_rewritten_only_where_that_file_is_given(url: str) -> None:
    branding("network: {logo: URL/photo.JPG}\n", url, "network.yaml")
    branding("extends: ../network.yaml\ncommunity: {logo: URL/Our%20Logo.svg}\n", url, "ocean/branding.yaml")
    alone = vendor("ocean/branding.yaml")
    assert (alone.exit_code, codes(alone)) == (0, ["not-vendored"])
    assert "network.yaml:1:17: warning: 'network.logo.light' of ocean/branding.yaml" in alone.stdout
    assert Path("network.yaml").read_text() == f"network: {{logo: {url}/photo.JPG}}\n"

    both = vendor("ocean/branding.yaml", "network.yaml")
    assert (both.exit_code, codes(both)) == (0, [])
    assert Path("valueprop.lock").exists()
    assert Path("ocean/valueprop.lock").exists()
    assert CliRunner().invoke(main, ["check", "--strict", "ocean/branding.yaml"]).exit_code == 0


def test_a_value_that_can_not_be_exchanged_is_told_with_what_to_write(url: str) -> None:
    text = branding("community:\n  logo: >-\n    URL/photo.JPG\n", url).read_text()
    result = vendor("branding.yaml")
    assert (result.exit_code, codes(result)) == (1, ["not-vendored"])
    assert "write 'vendored/photo-" in result.stdout
    assert Path("branding.yaml").read_text() == text


def test_check_tells_what_is_stale_gone_changed_missing_unused_and_unknown(url: str, host: Host) -> None:
    names = ("stale", "gone", "changed", "missing", "unused", "fine")
    host.files |= {f"/{name}.png": png() for name in names}
    text = "credits: {funded_by: [" + ", ".join(f"{{name: {name}, logo: URL/{name}.png}}" for name in names) + "]}\n"
    file = branding(text, url)
    assert vendor("branding.yaml").exit_code == 0
    there = {path.name.partition("-")[0]: path for path in Path("vendored").iterdir()}
    host.files["/stale.png"] = png("red")
    del host.files["/gone.png"]
    there["changed"].write_bytes(png("blue"))
    there["missing"].unlink()
    Path("vendored/own.png").write_bytes(png())
    text = file.read_text().replace(str(there["unused"]), "vendored/other.png")
    file.write_text(text + "community: {logo: 'https://example.org/a.svg'}\n")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    result = vendor("--check", "branding.yaml")

    assert result.exit_code == 1
    assert sorted(codes(result)) == [
        "not-in-lock",
        "not-in-lock",
        "not-vendored",
        "remote-gone",
        "remote-stale",
        "vendored-changed",
        "vendored-missing",
        "vendored-unused",
    ]
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before

    there["changed"].write_bytes(png())
    file.write_text(text.replace("vendored/other.png", str(there["fine"])))
    there["unused"].unlink()
    Path("vendored/own.png").unlink()
    assert codes(vendor("branding.yaml")) == []
    assert there["missing"].read_bytes() == png()
    assert codes(vendor("--update", "branding.yaml")) == ["remote-gone"]
    assert there["stale"].read_bytes() == png("red")
    assert str(there["unused"]) not in Path("valueprop.lock").read_text()
    last = vendor("--check", "branding.yaml")
    assert (last.exit_code, codes(last)) == (0, ["remote-gone"])


def test_a_missing_file_comes_back_only_with_the_bytes_of_the_lock(url: str, host: Host) -> None:
    branding("community: {logo: URL/photo.JPG}\n", url)
    vendor("branding.yaml")
    (file,) = Path("vendored").iterdir()
    file.unlink()
    host.files["/photo.JPG"] = png("red")
    assert codes(vendor("branding.yaml")) == ["remote-stale"]
    assert not file.exists()
    assert codes(vendor("--update", "branding.yaml")) == []
    assert file.read_bytes() == png("red")


@pytest.mark.parametrize(
    "lock",
    [
        "",
        "[]",
        "version: 2\nfiles: {}",
        "version: 1\nfiles: {vendored/a.png: 3}",
        "version: 1\nfiles: {../a.png: {}}",
        "version: 1\nfiles: {/etc/passwd: {}}",
        "version: 1\nfiles: {vendored/../a.png: {}}",
        "files: {{",
        "<<<<<<< HEAD\n",
        "\x00",
        "a: " * 5_000,
        "x" * 1_100_000,
        *(f"version: 1\nfiles: {{vendored/a.png: {{source: {source}}}}}" for source in ("file:///etc/passwd", "3")),
    ],
    ids=str.__len__,
)
def test_a_lock_that_is_not_one_is_a_problem_and_nothing_is_fetched(lock: str, url: str, host: Host) -> None:
    branding("community: {logo: URL/photo.JPG}\n", url)
    Path("valueprop.lock").write_text(lock)
    result = vendor("branding.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("valueprop.lock")
    assert host.asked == []
    assert Path("valueprop.lock").read_text() == lock


def test_nothing_is_written_to_where_a_link_leads(url: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    branding("community: {logo: URL/photo.JPG}\n", url)
    Path("vendored").symlink_to(elsewhere)
    result = vendor("branding.yaml")
    assert (result.exit_code, codes(result)) == (1, ["outside-folder"])
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("file", ["nothing.yaml", "folder", "broken.yaml", "values.yaml"])
def test_what_is_no_branding_or_can_not_be_read_is_a_problem(file: str) -> None:
    Path("folder").mkdir()
    Path("values.yaml").write_text("hub: {config: {ValueProp: {branding: {community: {logo: 'https://x.org/a.svg'}}}}}")
    Path("broken.yaml").write_text("a: [")
    result = vendor(file)
    assert result.exit_code == 1
    assert result.stdout.startswith(file)


def test_a_full_disk_is_said_plainly_and_leaves_no_half_file(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = branding("community: {logo: URL/photo.JPG}\n", url).read_text()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "vendored/photo.png")

    monkeypatch.setattr("os.replace", full)
    result = vendor("branding.yaml")
    assert result.exit_code == 3
    assert "vendored/photo.png can't be written: the disk is full; free some space and run this again" in result.stderr
    assert [path for path in Path().rglob("*") if path.is_file()] == [Path("branding.yaml")]
    assert Path("branding.yaml").read_text() == text


def test_import_brings_the_images_of_what_it_imported(url: str) -> None:
    template_vars = f"{{org: {{name: Ocean, url: '{url}', logo_url: '{url}/photo.JPG'}}}}"
    Path("values.yaml").write_text(f"jupyterhub: {{custom: {{homepage: {{templateVars: {template_vars}}}}}}}\n")
    arguments = ["import", "values.yaml", "--vendor", "--allow-private", "--out", "branding.yaml"]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[0] == "wrote branding.yaml"
    assert result.stderr.splitlines()[-1] == "next: jupyterhub-valueprop check branding.yaml"
    (file,) = Path("vendored").iterdir()
    assert f"logo: {file}  # values.yaml:1" in Path("branding.yaml").read_text()
    assert CliRunner().invoke(main, ["import", "values.yaml", "--vendor", "--out", "-"]).exit_code == 2

    Path("other").mkdir()
    refused = CliRunner().invoke(main, ["import", "values.yaml", "--vendor", "--out", "other/branding.yaml"])
    assert (refused.exit_code, codes(refused)) == (1, ["remote-refused"])
    assert refused.stderr.splitlines()[-1] == "next: jupyterhub-valueprop vendor other/branding.yaml"


def test_a_place_that_can_not_be_written_is_a_problem(url: str, host: Host) -> None:
    branding("community: {logo: URL/photo.JPG}\n", url)
    Path("vendored").write_text("mine")
    result = vendor("branding.yaml")
    assert (result.exit_code, codes(result)) == (1, ["unwritable-file"])
    assert "'vendored', the folder for its files, is a file; move that file to another place" in result.stdout
    assert Path("vendored").read_text() == "mine"
    assert host.asked == []


def test_a_lock_that_is_full_takes_no_more(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    branding("community: {logo: URL/photo.JPG, favicon: URL/Our%20Logo.svg}\n", url)
    with monkeypatch.context() as patch:
        patch.setattr("jupyterhub_valueprop.vendoring.lock.MOST_LOCKED", 1)
        assert codes(vendor("branding.yaml")) == ["lock"]
    assert len(list(Path("vendored").iterdir())) == 1
    monkeypatch.setattr("jupyterhub_valueprop.vendoring.lock.MOST_VALUES", 12)
    lock = Path("valueprop.lock").read_text()
    result = vendor("branding.yaml")
    assert codes(result) == ["lock"]
    assert "the lock would be too large to be read; move some of the branding files" in result.stdout
    branding("community: {logo: URL/photo.JPG}\n", url, "other.yaml")
    monkeypatch.setattr("jupyterhub_valueprop.vendoring.lock.MOST_VALUES", 9)
    assert codes(vendor("other.yaml")) == ["lock"]
    assert Path("valueprop.lock").read_text() == lock
    assert len(list(Path("vendored").iterdir())) == 1


def test_a_file_that_was_saved_while_its_images_came_stays_as_it_is(url: str, host: Host) -> None:
    file = branding("community:\n  tagline: Hello\n  logo: URL/photo.JPG\n", url)
    saved = f"community:\n  name: Ocean\n  tagline: Hello\n  favicon: {url}/photo.JPG\n"
    host.before["/photo.JPG"] = lambda: file.write_text(saved)
    result = vendor("branding.yaml")
    assert (result.exit_code, codes(result), file.read_text()) == (1, ["not-vendored"], saved)
    assert "changed during the download, so it was not rewritten; run this again" in result.stdout
    assert vendor("branding.yaml").exit_code == 0
    assert file.read_text() == saved.replace(f"{url}/photo.JPG", str(*Path("vendored").iterdir()))
    assert len(host.asked) == 1


class _Silent:
    def start(self, url: str, number: int, of: int) -> None: ...

    def receive(self, size: int) -> None: ...

    def finish(self, url: str, name: str, size: int) -> None: ...


def test_two_runs_in_one_folder_keep_what_both_brought(url: str, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    branding("community: {logo: URL/photo.JPG, favicon: URL/Our%20Logo.svg}\n", url)
    other = branding("community: {logo: URL/photo.JPG, favicon: URL/other.png}\n", url, "other.yaml")
    host.files["/other.png"] = png()

    def run_other() -> None:
        opened = open_branding(other, Files())
        assert isinstance(opened, OpenedBranding)
        assert bring(opened, Client(allow_private=True), _Silent()).problems == ()

    host.before["/Our%20Logo.svg"] = run_other
    assert vendor("branding.yaml").exit_code == 0
    files = yaml.safe_load(Path("valueprop.lock").read_text())["files"]
    used = {name.partition("-")[0]: each["used_by"] for name, each in files.items()}
    assert used == {
        "vendored/our": ["branding.yaml"],
        "vendored/other": ["other.yaml"],
        "vendored/photo": ["branding.yaml", "other.yaml"],
    }
    assert vendor("other.yaml").exit_code == 0

    monkeypatch.setattr("jupyterhub_valueprop.vendoring.vendor_folder.LONGEST_WAIT", 0.1)
    with VendorFolder(Path()).alone():
        waited = vendor("other.yaml")
    assert (waited.exit_code, codes(waited)) == (1, ["unwritable-file"])
    assert "another run of vendor writes into this folder; wait until it has ended" in waited.stdout
    host.before["/other.png"] = lambda: Path("valueprop.lock").write_text("x")
    assert codes(vendor("--update", "other.yaml"))[:1] == ["lock"]


def test_a_file_that_the_lock_has_lost_comes_into_it_again_by_its_url(url: str) -> None:
    text = branding("community: {logo: URL/photo.JPG}\n", url).read_text()
    vendor("branding.yaml")
    lock = Path("valueprop.lock").read_text()
    Path("valueprop.lock").unlink()
    result = vendor("branding.yaml")
    assert (result.exit_code, codes(result)) == (1, ["not-in-lock"])
    assert "write its URL here again and run vendor" in result.stdout
    assert codes(vendor("--check", "branding.yaml")) == ["not-in-lock"]
    Path("branding.yaml").write_text(text)
    assert vendor("branding.yaml").exit_code == 0
    assert Path("valueprop.lock").read_text() == lock


def test_a_text_that_only_begins_like_a_vendored_file_is_none(url: str) -> None:
    text = "community: {tagline: vendored/by hand, logo: URL/photo.JPG}\nextends: vendored/no.yaml\n"
    branding(text, url)
    assert vendor("branding.yaml").exit_code == 0
    assert vendor("--check", "branding.yaml").stdout == ""
