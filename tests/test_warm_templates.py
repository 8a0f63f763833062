"""What the tests keep of Jinja's work is never another template's or another environment's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import warm_templates
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension

from jupyterhub_valueprop.builder.starting import end_program, start_program

SOURCE = "{{ 'reef'|upper }} {{ kind }}"


class Louder(Extension):
    """Changes each source before it is compiled, as the package's own extension does with a title."""

    word = "!"

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source + self.word


@pytest.fixture(autouse=True)
def _kept() -> Iterator[None]:
    with warm_templates.kept_templates():
        yield


def test_environments_alike_share_the_code_and_not_what_it_is_run_with() -> None:
    first, second = (Environment(loader=DictLoader({"page": SOURCE})) for _ in range(2))
    second.globals["kind"] = "second"

    assert first.compile(SOURCE, "page") is second.compile(SOURCE, "page")
    assert first.get_template("page").render(kind="first") == "REEF first"
    assert second.get_template("page").render() == "REEF second"


def test_a_changed_source_is_compiled() -> None:
    pages = {"page": SOURCE}
    before = Environment(loader=DictLoader(pages)).get_template("page").render()
    pages["page"] += "changed"

    assert Environment(loader=DictLoader(pages)).get_template("page").render() == f"{before}changed"


def test_what_an_environment_has_of_its_own_is_in_its_code() -> None:
    plain, other, escaping = Environment(), Environment(), Environment(autoescape=True)
    other.filters["upper"] = str.title
    louder, loudest = Environment(extensions=[Louder]), Environment(extensions=[Louder])
    loudest.extensions[Louder.identifier].word = "!!"  # type: ignore[attr-defined]

    assert [each.from_string(SOURCE).render() for each in (plain, other, louder, loudest)] == [
        "REEF ",
        "Reef ",
        "REEF !",
        "REEF !!",
    ]
    assert escaping.from_string("{{ '<' }}").render() == "&lt;"
    assert plain.from_string("{{ '<' }}").render() == "<"


def test_the_programs_that_build_share_the_code_too(pytestconfig: pytest.Config) -> None:
    if pytestconfig.pluginmanager.hasplugin("builder_coverage"):
        pytest.skip("each program starts by itself")
    program = start_program("import jinja2; print(jinja2.Environment.compile.__module__, flush=True)")
    try:
        assert program.stdout is not None
        assert program.stdout.read() == b"warm_templates\n"
    finally:
        end_program(program)
