"""The hand-out: one page as PDF, printed by a Chromium of this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

from .chromium import lay_out, run_chromium

#: How long a Chromium may take, in seconds.
LONGEST_PRINT = 60.0
#: Zoom factors that are tried until the page fits on one sheet.
ZOOMS = (1.0, 0.85, 0.7, 0.6, 0.5)

_PAGE = re.compile(rb"/Type\s{0,4}/Page\b")
# a date and an identifier would make each file different
_DATE = re.compile(rb"(/(?:Creation|Mod)Date\s?\(D:)([0-9]{14})")
_ID = re.compile(rb"(/ID\s?\[<)([0-9A-Fa-f]{32})(>\s{0,2}<)([0-9A-Fa-f]{32})(>)")


def print_page(chromium: str, contents: Mapping[str, bytes], name: str) -> bytes | None:
    """The page `name` of an export as a PDF of one sheet; None if the browser makes no PDF."""
    with TemporaryDirectory(prefix="valueprop-print-") as made:
        folder = Path(made)
        lay_out(folder, contents)
        whole = (folder / name).read_text(encoding="utf-8")
        for zoom in ZOOMS:
            smaller = f"<style>@media print {{ body {{ zoom: {zoom} }} }}</style></head>"
            (folder / name).write_text(whole.replace("</head>", smaller, 1), encoding="utf-8")
            pdf = _print(chromium, folder, name)
            if pdf is None or len(_PAGE.findall(pdf)) <= 1:
                return pdf
    return pdf


def _print(chromium: str, folder: Path, name: str) -> bytes | None:
    target = folder / "printed.pdf"
    try:
        run_chromium(chromium, folder, name, ["--no-pdf-header-footer", f"--print-to-pdf={target}"], LONGEST_PRINT)
        pdf = target.read_bytes()
    except (OSError, SubprocessError):
        return None
    pdf = _DATE.sub(lambda found: found[1] + b"20000101000000", pdf)
    return _ID.sub(lambda found: found[1] + b"0" * 32 + found[3] + b"0" * 32 + found[5], pdf)
