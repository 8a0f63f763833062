"""Prints the notes of a release from CHANGELOG.md, for its page on GitHub: `python docs/release_notes.py 0.1.0`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES_OF_TAG = "https://github.com/jupyterhub-valueprop/jupyterhub-valueprop/blob/v{}/"


def release_notes(changelog: str, version: str) -> str:
    """The part of a changelog that is about one version, as GitHub shows it right; raises `ValueError` without one.

    On the page of a release, links have to be whole, and each end of a line would break it.
    """
    found = re.search(rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d\n+(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    if found is None:
        raise ValueError(f"CHANGELOG.md has no '## {version} - YEAR-MONTH-DAY'")
    joined = re.sub(r"(?<=\S)\n *(?=[^\s#-])", " ", found[1].strip())
    return re.sub(r"\]\((?!https?:|#)", f"]({FILES_OF_TAG.format(version)}", joined) + "\n"


if __name__ == "__main__":
    try:
        (asked,) = sys.argv[1:] or sys.exit("run: python docs/release_notes.py VERSION")
        sys.stdout.write(release_notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), asked))
    except ValueError as error:
        sys.exit(str(error))
