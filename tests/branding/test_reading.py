"""Whatever is written, reading never fails, and there is always a branding to make a page of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop.branding import Branding, branding_schema, load_branding, read_branding
from jupyterhub_valueprop.branding.sources.tree import plain_value
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml

HOMEPAGES = Path("/work/shared/inputs/2i2c-homepages")
WORDS = sorted(
    {
        "extends",
        "document",
        "source",
        *(name for part in (branding_schema(), *branding_schema()["$defs"].values()) for name in part["properties"]),
    }
)

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.binary(max_size=3), st.dates(),
    st.sampled_from(["full", "auto", "/about", "https://example.org", "logo.svg", "en", "teal", "2026-12-01"]),
    st.sampled_from(["\ud800", "a\0b", "", " "]),
)  # fmt: skip
keys = st.one_of(st.sampled_from(WORDS), st.text(max_size=4), st.integers(), st.none())
nested = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=20,
)
lively = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def usable(source: Any) -> None:
    reading = read_branding(source)
    assert isinstance(reading.branding, Branding)
    assert load_branding_of(reading.branding) == reading.branding
    hash(reading.branding)
    for problem in reading.problems:
        assert problem.message
        str(problem)
    assert list(reading.problems) == sorted(
        reading.problems, key=lambda each: (each.place.file or "", each.place.line or 0)
    )


def load_branding_of(branding: Branding) -> Branding:
    """The same branding, validated again from its own values: what is there is valid."""
    return Branding.model_validate(dict(branding))


@pytest.mark.slow
@lively
@given(st.dictionaries(keys, nested, max_size=6))
def test_any_mapping_gives_a_branding(mapping: dict[Any, Any]) -> None:
    usable(mapping)


@pytest.mark.slow
@lively
@given(nested)
def test_anything_at_all_gives_a_branding(source: Any) -> None:
    usable(source)


yaml_pieces = st.sampled_from(
    [
        *WORDS,
        ":",
        ": ",
        "\n",
        "\n  ",
        "\n    ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "&a ",
        "*a",
        "<<",
        "'",
        '"',
        "\t",
        "#",
        "|",
        ">",
        "? ",
        "!",
        "!!int ",
        "%",
        "---\n",
        "...\n",
        "\\",
        "1",
        "true",
        "~",
        "é",
        "\x85",
        "\u2028",
    ]
)


@pytest.mark.slow
@lively
@given(text=st.one_of(st.lists(yaml_pieces, max_size=25).map("".join), st.text(max_size=60)))
def test_any_text_in_a_file_gives_a_branding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "branding.yaml"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    usable(path)


@pytest.mark.slow
@lively
@given(content=st.binary(max_size=60))
def test_any_bytes_in_a_file_give_a_branding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "branding.yaml"
    path.write_bytes(content)
    usable(path)


@pytest.mark.slow
@lively
@given(
    st.dictionaries(
        st.sampled_from(WORDS),
        st.recursive(
            st.one_of(st.booleans(), st.integers(-9, 9), st.text("abc: #'-", max_size=8)),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
            ),
        ),
    )
)
def test_what_pyyaml_writes_is_read_back(data: dict[str, Any]) -> None:
    tree, problems = parse_yaml(yaml.safe_dump(data), "b.yaml", Path("/"))
    assert problems == []
    assert plain_value(tree) == data


def test_a_current_folder_that_was_deleted_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert [problem.code for problem in read_branding("branding.yaml").problems] == ["missing-file"]
    assert read_branding({"layout": "minimal"}).branding.layout == "minimal"


def homepages() -> list[Path]:
    return sorted(HOMEPAGES.glob("*.yaml")) if HOMEPAGES.is_dir() else []


@pytest.mark.skipif(not homepages(), reason="the real values files are not here")
@pytest.mark.parametrize("path", homepages(), ids=lambda path: path.name)
def test_names_and_addresses_of_real_communities_are_valid(path: Path) -> None:
    template = yaml.safe_load(path.read_text())["jupyterhub"]["custom"]["homepage"]["templateVars"]
    org = template.get("org", {})
    roles = {role: template[role] for role in ("designed_by", "operated_by", "funded_by") if role in template}
    known = {role: {key: value[key] for key in ("name", "url")} for role, value in roles.items() if value["name"]}
    branding = load_branding(
        {
            "community": {"name": org.get("name"), "url": org.get("url"), "logo": org.get("logo_url")},
            "credits": known,
        }
    )
    assert str(branding.community.name or "") == org.get("name", "")
