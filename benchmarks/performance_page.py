"""Writes what was measured into the docs: the tables between marks of the page, the plot beside it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from .growth import Point
from .growth import rows as growth_rows
from .hubs import ROOT
from .lines import Line
from .machine import describe
from .plot import draw
from .table import as_markdown, between_marks, rows

PAGE = ROOT / "docs" / "explanation" / "performance.md"
PLOT = PAGE.with_name("performance-growth.svg")
#: Prose of the docs is wrapped at so many characters.
WIDTH = 100


def write_budgets(lines: Sequence[Line]) -> None:
    """Replace the table of the budgets."""
    remarks = [
        fill(f"- {line.what}: {line.skipped or line.note}", WIDTH, subsequent_indent="  ")
        for line in lines
        if line.skipped or line.note
    ]
    _replace("budgets", "\n\n".join([_made(), as_markdown(rows(lines)), "\n".join(remarks)]))


def write_growth(points: Sequence[Point]) -> None:
    """Replace the table and the plot of the growth."""
    PLOT.write_text(draw(points), encoding="utf-8")
    _replace("growth", f"{_made()}\n\n{as_markdown(growth_rows(points))}")


def write_sites(table: Sequence[Sequence[str]]) -> None:
    """Replace the table of a hub with several sites."""
    _replace("sites", f"{_made()}\n\n{as_markdown(table)}")


def _replace(mark: str, content: str) -> None:
    PAGE.write_text(between_marks(PAGE.read_text(encoding="utf-8"), mark, content), encoding="utf-8")


def _made() -> str:
    made = describe()
    versions = f"Python {made['python']}, JupyterHub {made['jupyterhub']}, Jinja {made['jinja2']}"
    return fill(f"Made on {made['date']}: {made['machine']}, {versions}, tornado {made['tornado']}.", WIDTH)
