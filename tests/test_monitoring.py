"""The examples for Prometheus and Grafana name metrics and labels that a hub has, and alerts fire when they should."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyterhub_valueprop.hub import metrics
from jupyterhub_valueprop.problems.codes import CODES

FOLDER = Path(__file__).parents[1] / "examples" / "monitoring"
NAMED = re.compile(r"(jupyterhub_valueprop_\w+)(?:\{([^}]*)\})?")


def known() -> dict[str, set[str]]:
    """The labels of each metric, by the name under which Prometheus has it."""
    collectors = [each for each in vars(metrics).values() if hasattr(each, "_labelnames")]
    return {each._name + ("_total" if each._type == "counter" else ""): {*each._labelnames} for each in collectors}


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((FOLDER / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))["panels"]
    return found


def expressions() -> Iterator[tuple[str, str]]:
    """Each expression, with the text that is written beside what it finds."""
    for rule in rules():
        yield rule["expr"], rule["annotations"]["summary"]
    for panel in panels():
        for target in panel["targets"]:
            yield target["expr"], target["legendFormat"]


@pytest.mark.parametrize(("expression", "said"), list(expressions()))
def test_an_expression_names_metrics_and_labels_that_there_are(expression: str, said: str) -> None:
    (name, selectors), *others = NAMED.findall(expression)
    assert not others
    labels = known()[name]
    grouped = re.findall(r"by \(([^)]*)\)", expression)
    wanted = {*re.findall(r"(\w+)[=!]", selectors), *re.findall(r"\w+", " ".join(grouped))}
    shown = {*re.findall(r"\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}", said)}
    assert wanted | shown <= labels
    if grouped:
        assert shown <= {*re.findall(r"\w+", grouped[0])}


def test_every_metric_of_a_build_is_on_the_dashboard_or_in_an_alert() -> None:
    used = {name for expression, _ in expressions() for name, _ in NAMED.findall(expression)}
    assert {name for name in known() if "build" in name or "problems" in name or "fallback" in name} <= used


def test_rules_and_panels_have_what_their_programs_ask_for() -> None:
    assert all({"alert", "expr", "labels", "annotations"} <= rule.keys() for rule in rules())
    assert all(re.fullmatch(r"\d+[mh]", rule.get("for", "1m")) for rule in rules())
    assert len({panel["id"] for panel in panels()}) == len(panels())
    places = [panel["gridPos"] for panel in panels()]
    assert all(place["x"] + place["w"] <= 24 for place in places)  # Grafana's grid


def test_counters_begin_at_nothing_so_that_prometheus_sees_their_first_step() -> None:
    """`increase` of a series that begins with 3 is 0."""
    metrics.SiteMetrics("fresh.example.org")
    counted = {
        value
        for counter in (metrics._fallbacks, metrics._build_failures)
        for metric in counter.collect()
        for sample in metric.samples
        if sample.labels["site"] == "fresh.example.org" and sample.name.endswith("_total") and not sample.value
        for name, value in sample.labels.items()
        if name != "site"
    }
    assert counted == {"off", "no-page", "failure", *(code for code in CODES if code.startswith("build-"))}


def promtool(*arguments: str | Path) -> None:
    program = shutil.which("promtool") or pytest.skip("promtool is not here: on Debian, it comes with prometheus")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_reads_every_alert_and_every_expression_of_the_dashboard(tmp_path: Path) -> None:
    shown = [
        {"record": f"panel:{panel['id']}", "expr": target["expr"].replace("$site", ".+")}
        for panel in panels()
        for target in panel["targets"]
    ]
    file = tmp_path / "dashboard.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": shown}]}), encoding="utf-8")
    promtool("check", "rules", FOLDER / "alerts.yaml", file)


def test_alerts_fire_when_they_should(tmp_path: Path) -> None:
    written = (Path(__file__).parent / "prometheus.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"alertname: (\w+)", written)) == {rule["alert"] for rule in rules()}
    file = tmp_path / "test.yaml"
    file.write_text(f"rule_files: [{FOLDER / 'alerts.yaml'}]\n{written}", encoding="utf-8")
    promtool("test", "rules", file)
