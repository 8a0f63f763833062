"""A file is written as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyterhub_valueprop.whole_files import write_whole


def test_a_new_file_has_the_mode_that_the_umask_gives_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"1")
    finally:
        os.umask(before)
    (tmp_path / "old").write_bytes(b"a long text")
    (tmp_path / "old").chmod(0o604)
    write_whole(tmp_path / "old", b"2")

    assert {path.name: (path.read_bytes(), path.stat().st_mode & 0o777) for path in tmp_path.iterdir()} == {
        "new": (b"1", 0o640),
        "old": (b"2", 0o604),
    }


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to("theirs")
    (tmp_path / "nowhere").symlink_to("nothing")
    write_whole(tmp_path / "link", b"ours")
    write_whole(tmp_path / "nowhere", b"ours")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.is_symlink()} == {
        "theirs": b"theirs",
        "link": b"ours",
        "nowhere": b"ours",
    }


@pytest.mark.parametrize("step", ["os.chmod", "os.replace"])
def test_what_goes_wrong_leaves_the_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / f"{'long' * 60}"
    file.write_bytes(b"before")
    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"after")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(file.name, b"before")]
