"""Real values files of hubs: each imports, passes `check`, and loses nothing unsaid; at run time it gives the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop import from_template_vars
from jupyterhub_valueprop.branding import BrandingReading, read_branding
from jupyterhub_valueprop.importing import as_branding_file, import_sources

SAMPLES = sorted((Path(__file__).parents[3] / "shared/inputs/2i2c-homepages").glob("*.values.yaml"))


def variables_of(sample: Path) -> dict[str, Any]:
    variables: dict[str, Any] = yaml.safe_load(sample.read_text())["jupyterhub"]["custom"]["homepage"]["templateVars"]
    return variables


def errors(reading: BrandingReading) -> list[str]:
    return [str(problem) for problem in reading.problems if problem.severity == "error"]


def values_in(data: Any) -> Iterator[Any]:
    children = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if not isinstance(data, (dict, list)):
        yield data
    for child in children:
        yield from values_in(child)


def words_and_links(html: str) -> set[str]:
    return set(re.findall(r'(?<=href=")[^"\s]+(?=")', html)) | set(re.sub(r"<[^>]*>", " ", html).split())


def test_there_are_samples_wherever_the_shared_folder_is() -> None:
    assert len(SAMPLES) in (0, 24)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name.removesuffix(".values.yaml"))
def test_a_sample_imports_and_passes_check_and_loses_nothing_unsaid(sample: Path, tmp_path: Path) -> None:
    imported = import_sources([str(sample)], tmp_path)
    text = as_branding_file(imported.tree, imported.problems, [sample.name])
    file = tmp_path / "branding.yaml"
    file.write_text(text, encoding="utf-8")

    reading = read_branding(file)
    assert {problem.severity for problem in imported.problems} <= {"warning"}
    assert errors(reading) == []
    lost = {
        word
        for value in values_in(variables_of(sample))
        if isinstance(value, str)
        for word in words_and_links(value)
        if word.strip(",.!") not in text and word.lower() not in {"and"}
    }
    assert lost == set()
    listed = {problem.place.line for problem in imported.problems}
    lines = sample.read_text().splitlines()
    assert ("hub:\n  login_page: 'off'" in text) == ("enabled: false" in sample.read_text())
    for key in ("default_url", "interface_selector"):
        assert [n for n, line in enumerate(lines, 1) if f" {key}:" in line and n not in listed] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name.removesuffix(".values.yaml"))
def test_a_sample_gives_the_same_branding_at_run_time(sample: Path, tmp_path: Path) -> None:
    imported = import_sources([str(sample)], tmp_path)
    file = tmp_path / "branding.yaml"
    file.write_text(as_branding_file(imported.tree, imported.problems, [sample.name]), encoding="utf-8")

    reading = read_branding(from_template_vars(variables_of(sample)))

    assert reading.branding == read_branding(file).branding
    assert [problem.message for problem in imported.problems if problem.code != "no-home"] == [
        problem.message for problem in reading.problems if problem.code not in ("no-home", "remote-file")
    ]
    keys = {str(problem.place.key) for problem in reading.problems}
    assert all(key.startswith("custom.homepage.templateVars.") for key in keys)


TEXTS = st.text(max_size=40) | st.sampled_from(
    ["", "ocean-data", "a: b # c", "{{ x }}", "*bold*", "מדע", "https://example.org/a", "http://x y", "off", "1", "\0"]
)
HTML = TEXTS | st.sampled_from(
    [
        '<a href="https://example.org">A</a> and <a href="https://example.net/(x)">B</a>',
        "<p>One</p><ul><li>Two <b> three</b></li></ul>",
        "<script>x()</script><a href='javascript:x()'>here</a>",
        "<b><i><a>",
        "&lt;b&gt; & [x](y)",
    ]
)
ROLE = st.fixed_dictionaries({}, optional={"name": TEXTS, "url": TEXTS, "custom_html": HTML})
VARIABLES = st.fixed_dictionaries(
    {},
    optional={
        "org": st.fixed_dictionaries({}, optional={"name": TEXTS, "url": TEXTS, "logo_url": TEXTS}),
        "designed_by": ROLE,
        "operated_by": ROLE,
        "funded_by": ROLE | st.lists(ROLE, max_size=3),
        "announcements": st.lists(HTML, max_size=3) | HTML,
        "learn_more": HTML,
        "redirect_to": TEXTS,
        "interface_selector": st.booleans(),
        "enabled": st.booleans(),
        "default_url": TEXTS,
        "unheard_of": st.integers() | TEXTS,
    },
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(variables=VARIABLES)
def test_whatever_the_schema_allows_imports_and_passes_check(
    variables: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    values, file = folder / "values.yaml", folder / "imported.yaml"
    values.write_text(yaml.safe_dump({"jupyterhub": {"custom": {"homepage": {"templateVars": variables}}}}))

    imported = import_sources([str(values)], folder)
    file.write_text(as_branding_file(imported.tree, imported.problems, ["values.yaml"]), encoding="utf-8")

    assert errors(read_branding(file)) == []
    if all(problem.severity == "warning" for problem in imported.problems):
        assert read_branding(file).branding == read_branding(from_template_vars(variables), root=folder).branding
