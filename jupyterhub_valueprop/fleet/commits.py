"""Put the files of an earlier commit into a temporary folder, for `fleet --since`.

Asks git for files only: runs no hook and no other repository's filter, and never takes a commit's name for an option.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

#: How long git may take to write all files of a commit, in seconds; an LFS filter may have to download some.
LONGEST_CHECKOUT = 600.0
#: Environment variables of a hook or a rebase, which would lead git to another repository.
_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in (
        "ALTERNATE_OBJECT_DIRECTORIES",
        "COMMON_DIR",
        "DIR",
        "GRAFT_FILE",
        "INDEX_FILE",
        "NAMESPACE",
        "OBJECT_DIRECTORY",
        "PREFIX",
        "WORK_TREE",
    )
)
_POINTER = b"version https://git-lfs.github.com/spec/"
#: The most bytes of a Git LFS pointer file.
LARGEST_POINTER = 1_024


class CommitError(Exception):
    """Raised for a commit that can't be compared with; the message says why and what to do."""


@dataclass(frozen=True)
class Checkout:
    """A folder as it was in a commit, the repository's whole tree around it, and sentences about what is missing."""

    folder: Path
    tree: Path
    missing: tuple[str, ...]


@contextmanager
def folder_at(folder: Path, commit: str) -> Iterator[Checkout]:
    """The folder as it was at `commit` (a branch, a tag, a hash), until the context ends. Raises `CommitError`."""
    folder = folder.absolute()
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip("\n"))
    name = "".join(char if char.isprintable() else "?" for char in commit[:100])
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}").strip()
    except CommitError:
        advice = "fetch it, or check the repository out with its history (fetch-depth: 0)"
        raise CommitError(f"there is no commit {name!r} in {top}; {advice}") from None
    with TemporaryDirectory(prefix="valueprop-fleet-") as made:
        tree = Path(made).resolve() / "tree"
        tree.mkdir()
        index = {"GIT_INDEX_FILE": str(Path(made, "index"))}
        # `git archive` would leave out what .gitattributes marks with export-ignore
        _git(top, "read-tree", found, **index)
        _git(top, "checkout-index", "--all", "--force", f"--prefix={tree}/", **index)
        then = tree / folder.resolve().relative_to(top.resolve())
        if not then.is_dir() or not then.resolve().is_relative_to(tree):
            then = Path(mkdtemp(dir=tree))  # the folder did not exist, or led out of the commit: every community is new
        yield Checkout(then, tree, tuple(_missing(top, found, tree, name)))


def _missing(top: Path, commit: str, tree: Path, name: str) -> Iterator[str]:
    entries = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    modules = [entry.partition("\t")[2] for entry in entries if entry.startswith("160000 ")]
    if modules:
        yield f"{_listed(modules)} at {name!r}: files of submodules were left out, because a commit doesn't have them"
    pointers = [entry.partition("\t")[2] for entry in entries if entry.startswith("100") and _is_pointer(tree, entry)]
    if pointers:
        yield f"{_listed(pointers)} at {name!r}: Git LFS has the content; install it, or these files count as changed"


def _is_pointer(tree: Path, entry: str) -> bool:
    path = tree / entry.partition("\t")[2]
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST_POINTER:
            return False
        return path.read_bytes().startswith(_POINTER)
    except OSError:
        return False


def _listed(names: list[str]) -> str:
    shown = ", ".join(ascii(name)[1:-1][:100] for name in names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _git(folder: Path, *arguments: str, **variables: str) -> str:
    """The output of git; raises `CommitError` with its error message."""
    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **variables}
    command = ["git", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=LONGEST_CHECKOUT, env=environment, check=False)  # noqa: S603
    except ValueError:  # no argument can have a NUL
        raise CommitError("git doesn't accept this name") from None
    except FileNotFoundError:
        raise CommitError("git is not installed; compare with a folder: --base DIR2") from None
    except subprocess.TimeoutExpired:
        raise CommitError(f"git took more than {LONGEST_CHECKOUT:g} s; compare with a folder: --base DIR2") from None
    if ran.returncode:
        lines = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CommitError(lines[-1] if lines else f"git ended with status {ran.returncode}")
    return ran.stdout.decode("utf-8", "surrogateescape")
