"""The files of an earlier commit, in a temporary folder: what `fleet --since` compares with.

Asks git for nothing but files: no hook, no filter of another repository, no option that a name of a commit could be.
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
#: Variables of a hook or a rebase, which would lead to another repository.
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
#: Bytes of a file in place of which Git LFS keeps another one.
LARGEST_POINTER = 1_024


class CommitError(Exception):
    """Raised for a commit that can't be compared with; the message says why and what to do."""


@dataclass(frozen=True)
class Checkout:
    """A folder as it was in a commit, the repository's whole tree around it, and what is missing in it, in words."""

    folder: Path
    tree: Path
    missing: tuple[str, ...]


@contextmanager
def folder_at(folder: Path, commit: str) -> Iterator[Checkout]:
    """The folder as it was at `commit` (a branch, a tag, a hash); gone again with the context. Raises `CommitError`."""
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
        # not `git archive`, which leaves out what .gitattributes marks with export-ignore
        _git(top, "read-tree", found, **index)
        _git(top, "checkout-index", "--all", "--force", f"--prefix={tree}/", **index)
        then = tree / folder.resolve().relative_to(top.resolve())
        if not then.is_dir() or not then.resolve().is_relative_to(tree):
            then = Path(mkdtemp(dir=tree))  # it was not there, or led out of the commit: every community is new
        yield Checkout(then, tree, tuple(_missing(top, found, tree, name)))


def _missing(top: Path, commit: str, tree: Path, name: str) -> Iterator[str]:
    entries = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    modules = [entry.partition("\t")[2] for entry in entries if entry.startswith("160000 ")]
    if modules:
        yield f"{_listed(modules)} at {name!r}: files of submodules are not in a commit, and were left out"
    pointers = [entry.partition("\t")[2] for entry in entries if entry.startswith("100") and _is_pointer(tree, entry)]
    if pointers:
        yield f"{_listed(pointers)} at {name!r}: only Git LFS knows the content; install it, or these files differ"


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
    """What git prints; raises `CommitError` with its complaint."""
    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **variables}
    command = ["git", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=LONGEST_CHECKOUT, env=environment, check=False)  # noqa: S603
    except ValueError:  # a NUL, which no argument can have
        raise CommitError("git takes no such name") from None
    except FileNotFoundError:
        raise CommitError("git is not installed; compare with a folder: --base DIR2") from None
    except subprocess.TimeoutExpired:
        raise CommitError(f"git took more than {LONGEST_CHECKOUT:g} s; compare with a folder: --base DIR2") from None
    if ran.returncode:
        lines = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CommitError(lines[-1] if lines else f"git ended with status {ran.returncode}")
    return ran.stdout.decode("utf-8", "surrogateescape")
