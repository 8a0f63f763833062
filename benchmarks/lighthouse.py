"""Lighthouse's own opinion, mobile and desktop, where Node.js is there to run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from . import chromium
from .hubs import Bench
from .lines import Budget, Line
from .quiet import wait_for_quiet
from .statistic import alternating

CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
FORMS: Mapping[str, list[str]] = {"mobile": [], "desktop": ["--preset=desktop"]}
FIRST_ANSWER_SECONDS = 180  # npx may have to fetch it first
NAMES = ("stock", "ours")


def measure(bench: Bench, *, rounds: int = 5) -> list[Line]:
    """Scores of four categories in both forms, and the largest paint on mobile; medians of interleaved runs."""
    command, reason = find()
    if reason:
        return [Line("Lighthouse, mobile and desktop", skipped=reason)]
    lines = []
    # Lighthouse counts being listed by search engines, which the page asks not to be unless a branding wants it
    listed = {**(bench.branding or {}), "sign_in": {"index": True}}
    with bench.stock() as stock, bench.ours(listed) as ours:
        hubs = {"stock": stock, "ours": ours}
        for form, options in FORMS.items():
            reports: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
            for order in alternating(NAMES, rounds):
                for name in order:
                    wait_for_quiet(2)
                    reports[name].append(_report([*command, *options], hubs[name].login, bench.folder))
            lines += _lines(form, reports)
    return lines


def find() -> tuple[list[str], str]:
    """The command that runs Lighthouse ($LIGHTHOUSE, the one on the path, npx), or why there is none."""
    named = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if named:
        return [named], ""
    npx = shutil.which("npx")
    if not npx:
        return [], "neither lighthouse nor npx is on the path (npm install -g lighthouse, or LIGHTHOUSE=/path/to/it)"
    try:
        subprocess.run(
            [npx, "--yes", "lighthouse", "--version"], capture_output=True, check=True, timeout=FIRST_ANSWER_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
        return [], f"npx could not run lighthouse ({type(error).__name__})"
    return [npx, "--yes", "lighthouse"], ""


def _report(command: list[str], url: str, folder: Path) -> dict[str, Any]:
    output = folder / "lighthouse.json"
    flags = "--chrome-flags=--headless=new --no-sandbox"
    environment = os.environ | ({"CHROME_PATH": path} if (path := chromium.path()) else {})
    subprocess.run(
        [*command, url, "--quiet", "--output=json", f"--output-path={output}", flags],
        env=environment,
        capture_output=True,
        check=True,
        timeout=180,
    )
    report: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return report


def _lines(form: str, reports: dict[str, list[dict[str, Any]]]) -> list[Line]:
    lines = [
        Line(
            f"Lighthouse {form}: {label}",
            "",
            *(_score(reports[name], category) for name in NAMES),
            Budget(100, least=True),
        )
        for category, label in CATEGORIES.items()
    ]
    paints = (median(each["audits"]["largest-contentful-paint"]["numericValue"] for each in reports[n]) for n in NAMES)
    budget = Budget(1.0) if form == "mobile" else None
    return [Line(f"largest contentful paint, Lighthouse {form}", "s", *(each / 1e3 for each in paints), budget), *lines]


def _score(reports: list[dict[str, Any]], category: str) -> float:
    return median(round(100 * (each["categories"][category]["score"] or 0)) for each in reports)
