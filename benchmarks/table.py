"""Lines as a table, on a terminal or in Markdown, and beside an earlier run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .lines import Line, figure

HEAD = ("what", "JupyterHub", "this package", "ratio", "budget", "verdict")


def rows(lines: Sequence[Line], earlier: Mapping[str, Any] | None = None) -> list[tuple[str, ...]]:
    """The cells of the table, its head first; `earlier` is the JSON of another run, which adds two columns."""
    before = {line["what"]: line for line in (earlier or {}).get("lines", ())}
    head = (*HEAD, "before", "change") if earlier else HEAD
    return [head, *((*_cells(line), *(_comparison(line, before.get(line.what)) if earlier else ())) for line in lines)]


def _cells(line: Line) -> tuple[str, ...]:
    ratio = "" if line.shown_ratio is None else f"{line.shown_ratio:.3f}"
    return (
        line.what,
        figure(line.stock, line.unit),
        figure(line.ours, line.unit),
        ratio,
        line.budget.words(line.unit) if line.budget else "",
        line.verdict,
    )


def _comparison(line: Line, before: Mapping[str, Any] | None) -> tuple[str, str]:
    """What our figure was, and how much it has grown; of a ratio's line the ratio, since machines differ."""
    if not before:
        return "", "new"
    by_ratio = line.budget is not None and line.budget.of == "ratio"
    now, then = (line.shown_ratio, before["ratio"]) if by_ratio else (line.ours, before["ours"])
    shown = "" if then is None else f"{then:.3f}" if by_ratio else figure(then, line.unit)
    if now is None or then is None:
        return shown, ""
    if not then:
        return shown, "=" if now == then else f"{now - then:+g}"
    return shown, f"{now / then - 1:+.1%}"


def as_text(lines: Sequence[Line], earlier: Mapping[str, Any] | None = None) -> str:
    """The table for a terminal, and below it the reasons of what was skipped and the notes."""
    cells = rows(lines, earlier)
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    table = [
        "  ".join(
            cell.ljust(width) if column in (0, 5) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    remarks = [f"  {line.what}: {line.skipped or line.note}" for line in lines if line.skipped or line.note]
    return "\n".join(
        [table[0], "-" * sum(widths, 2 * (len(widths) - 1)), *table[1:], *(["", *remarks] if remarks else [])]
    )


def as_markdown(table: Sequence[Sequence[str]]) -> str:
    """Rows of cells, the head first, as a Markdown table with its figures to the right."""
    head, *body = ["| " + " | ".join(row) + " |" for row in table]
    rule = "|" + "|".join(["---", *["---:"] * (len(table[0]) - 1)]) + "|"
    return "\n".join([head, rule, *body])


def between_marks(text: str, mark: str, content: str) -> str:
    """`text` with what stands between `<!-- mark -->` and `<!-- /mark -->` replaced by `content`."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if start not in text or end not in text:
        raise ValueError(f"no {start} … {end} in the text")
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n{content}\n{end}{after}"
