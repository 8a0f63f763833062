"""One line of the result: a figure of the stock hub, ours, and what the budget says about them. Pure data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

MET, MISSED, SKIPPED, UNJUDGED = "met", "MISSED", "skipped", "–"


@dataclass(frozen=True)
class Budget:
    """A limit for our figure, for its ratio to the stock one, or for what it is above the stock one."""

    limit: float
    of: Literal["ours", "ratio", "above"] = "ours"
    least: bool = False

    def allows(self, value: float) -> bool:
        """Whether `value` keeps the budget; the limit itself does."""
        return value >= self.limit if self.least else value <= self.limit

    def words(self, unit: str) -> str:
        """`≤ 45,000 B`, `≥ 1.2 ×`, `≤ 20.0 MB above`."""
        amount = f"{self.limit:g} ×" if self.of == "ratio" else figure(self.limit, unit)
        return f"{'≥' if self.least else '≤'} {amount}{' above' if self.of == 'above' else ''}"


@dataclass(frozen=True)
class Line:
    """What was measured; `ratio` only where it is more than ours by stock, such as a median of paired ratios.

    `skipped` says why there are no figures, `note` what a reader should know beside them.
    """

    what: str
    unit: str = ""
    stock: float | None = None
    ours: float | None = None
    budget: Budget | None = None
    ratio: float | None = None
    note: str = ""
    skipped: str = ""

    @property
    def shown_ratio(self) -> float | None:
        """Ours in relation to the stock figure, where there is one to relate to."""
        if self.ratio is not None:
            return self.ratio
        return self.ours / self.stock if self.ours is not None and self.stock else None

    @property
    def judged(self) -> float | None:
        """The figure that the budget is about."""
        if self.budget is None or self.ours is None:
            return None
        if self.budget.of == "ratio":
            return self.shown_ratio
        if self.budget.of == "above":
            return None if self.stock is None else self.ours - self.stock
        return self.ours

    @property
    def verdict(self) -> str:
        """`met`, `MISSED`, `skipped`, or a dash where nothing is promised."""
        if self.skipped:
            return SKIPPED
        if self.budget is None or self.judged is None:
            return UNJUDGED
        return MET if self.budget.allows(self.judged) else MISSED

    def as_json(self) -> dict[str, Any]:
        """The line with its verdict, as it is written to the file."""
        return asdict(self) | {"ratio": self.shown_ratio, "judged": self.judged, "verdict": self.verdict}


def figure(value: float | None, unit: str) -> str:
    """A figure with as many digits as mean something: `35,210 B`, `0.72 s`, `4.4 ms`, `1,240 /s`, `3`."""
    if value is None:
        return ""
    digits = {"s": 2, "ms": 2 if abs(value) < 10 else 1, "MB": 1}.get(unit, 0)
    return f"{value:,.{digits}f} {unit}".strip()
