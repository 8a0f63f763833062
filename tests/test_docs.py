"""What the documentation names is what the code has."""

import ast
import json
import pkgutil
import re
import runpy
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jinja2 import Environment, FileSystemLoader, nodes
from prometheus_client import REGISTRY
from test_structure import MAY_IMPORT

from jupyterhub_valueprop import ValueProp, load_branding
from jupyterhub_valueprop.cli import main as cli
from jupyterhub_valueprop.page.stylesheets import PARTS
from jupyterhub_valueprop.site import Landing, SignInTexts

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "jupyterhub_valueprop"
STATIC = PACKAGE / "static"
DOCS = ROOT / "docs"
EXTENDING = (DOCS / "reference" / "extending.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    """The text under a `##` heading of the page on extending."""
    return re.split(rf"^## {heading}.*\n", EXTENDING, flags=re.M)[1].split("\n## ")[0]


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_setting_stands_in_the_reference_with_its_default_its_values_and_what_they_do() -> None:
    settings = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*) \|$", settings, re.M)
    traits = ValueProp.class_own_traits(config=True)

    assert {name: default.replace("`", "") for name, _, default, _ in rows} == {
        name: str(trait.default()).replace("None", "none") for name, trait in traits.items()
    }
    for name, takes, _, meaning in rows:
        values = set(getattr(traits[name], "values", ()))
        assert code_words(takes) - {"branding"} == values == set(re.findall(r"`(\w+)`:", meaning))


def test_every_block_of_the_login_page_is_documented() -> None:
    environment = Environment(loader=FileSystemLoader(ROOT / "jupyterhub_valueprop" / "templates"))
    source = (ROOT / "jupyterhub_valueprop" / "templates" / "valueprop" / "login.html").read_text(encoding="utf-8")
    blocks = {block.name for block in environment.parse(source).find_all(nodes.Block)}

    assert code_words(part("Blocks of")) - {"login.html", "page.html"} == blocks


def test_every_value_in_the_context_is_documented() -> None:
    documented = {word.removeprefix("landing.") for word in code_words(part("Context")) if word.startswith("landing.")}

    computed = {name for name, value in vars(Landing).items() if isinstance(value, property)}

    assert {field.name for field in fields(Landing)} | computed == documented
    assert {field.name for field in fields(SignInTexts)} <= code_words(part("Context"))


def test_every_custom_property_beside_the_colors_is_documented() -> None:
    css = "".join((STATIC / name).read_text(encoding="utf-8") for name in PARTS)
    root = re.search(r":root \{(.*?)\}", css, re.S)
    assert root

    own = set(re.findall(r"(--vp-[a-z-]+):", root[1]))
    assert own <= code_words(part("CSS custom properties"))


def test_every_metric_is_documented() -> None:
    documented = {
        word.split("{")[0] for word in code_words(part("Metrics")) if word.startswith("jupyterhub_valueprop_")
    }
    registered = {
        sample.name
        for metric in REGISTRY.collect()
        if metric.name.startswith("jupyterhub_valueprop_")
        for sample in metric.samples
        if not sample.name.endswith("_created")
    }

    assert registered <= documented


@pytest.mark.parametrize("name", ["branding.md", "cli.md", "colors.md", "components.md", "problems.md"])
def test_pages_made_from_the_code_are_fresh(name: Any) -> None:
    pages = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]

    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == pages[name](), "run: python docs/generate.py"


def test_every_code_of_a_problem_is_documented() -> None:
    documented = code_words((DOCS / "reference" / "problems.md").read_text(encoding="utf-8"))
    sources = [
        path for room in ("content", "page", "pictures", "vendoring", "cli") for path in (PACKAGE / room).glob("*.py")
    ]
    used = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}

    assert len(used) > 15
    assert used - {"error", "warning"} - documented == set()


def codes_in(tree: ast.AST) -> Iterator[str]:
    """The texts that look like a code and are given to what reports a problem."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in {"add", "Problem", "PictureError", "RemoteError", "report", "_report"}:
            for argument in call.args[:3]:
                if isinstance(argument, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", str(argument.value)):
                    yield str(argument.value)


def test_the_branding_of_the_readme_has_no_problem_when_it_is_pasted(tmp_path: Path) -> None:
    (branding,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    (tmp_path / "branding.yaml").write_text(branding, encoding="utf-8")

    told = CliRunner().invoke(cli, ["check", "--strict", str(tmp_path)])

    assert (told.exit_code, told.output) == (0, f"{tmp_path}: no problems\n")
    assert "Ocean Data Commons" in str(load_branding(tmp_path / "branding.yaml").community.name)


def test_what_tells_that_the_page_is_on_is_in_its_template() -> None:
    page = (DOCS / "how-to" / "operate.md").read_text(encoding="utf-8")
    looked_for = re.search(r"/hub/login\?next=' \| grep --count '(.+)'", page)
    template = (PACKAGE / "templates" / "valueprop" / "login.html").read_text(encoding="utf-8")

    assert looked_for
    assert template.count(looked_for[1]) == 1


def test_every_page_is_in_a_list_of_pages_of_the_site() -> None:
    pages = {page for page in DOCS.rglob("*.md") if page.name != "index.md"}
    listed = {
        (index.parent / f"{entry}.md").resolve()
        for index in DOCS.glob("*/index.md")
        for entry in re.split(r"```\{toctree\}\n", index.read_text(encoding="utf-8"))[1].split("```")[0].split()
    }

    assert pages - listed == set(), "add it to index.md of its folder"
    assert [page for page in listed if not page.exists()] == []


#: The contact sheets, which an sdist goes without.
LEFT_OUT = re.compile(r"screenshots/(brandings|languages|states)-[\w-]+\.webp$")


def test_every_link_between_the_pages_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(
            r"\]\((?!https?:|#|mailto:)([^)#\s]+)", re.sub(r"```.*?```", "", page.read_text(), flags=re.S)
        )
        if not (page.parent / target).exists() and not (LEFT_OUT.search(target) and not (ROOT / ".git").exists())
    ]

    assert broken == []


INSTALLS = re.compile(r"^\$ (?!.*git\+).*pip install .*\bjupyterhub-valueprop\b", re.M)
OTHER_WAYS = ("git+https://github.com/jupyterhub-valueprop/jupyterhub-valueprop", "install.md#from-a-wheel")


def test_a_page_that_installs_from_pypi_says_what_to_do_until_it_is_there() -> None:
    """To be deleted, together with these sentences, when the first release is on PyPI."""
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages if page.name != "install.md"}
    installing = {name: text for name, text in texts.items() if INSTALLS.search(text)}

    assert len(installing) > 4
    for name, text in installing.items():
        assert re.search(r"not on PyPI\s+yet", text), name
        assert [way for way in OTHER_WAYS if way not in text] == [], name
    assert "**not on PyPI yet**" in (DOCS / "how-to" / "install.md").read_text(encoding="utf-8")


def test_no_command_of_the_docs_has_a_comment_behind_it() -> None:
    """In zsh, the shell of macOS, a comment that one pastes after a command is more arguments of it."""
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]

    assert [
        f"{page.name}: {command}"
        for page in pages
        for command in re.findall(r"^ *\$ .+ #.*", page.read_text(encoding="utf-8"), re.M)
    ] == []


#: Reads each language of code in the docs whose grammar the machine can check.
GRAMMARS: dict[str, Callable[[str], object]] = {
    "yaml": lambda text: list(yaml.safe_load_all(text)),
    "json": json.loads,
    "python": ast.parse,
}


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_block_of_code_parses(language: str) -> None:
    """It may be a part of a file, indented as there; `…` stands for what is left out."""
    block = re.compile(rf"^( *)```{language}\n(.*?)^\1```$", re.M | re.S)
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for _, text in block.findall(page.read_text(encoding="utf-8")):
            try:
                GRAMMARS[language](dedent(text).replace("…", "..."))
            except (SyntaxError, ValueError, yaml.YAMLError) as error:
                pytest.fail(f"{page.relative_to(ROOT)}: {error}\n{text}")


SECURITY = (DOCS / "explanation" / "security.md").read_text(encoding="utf-8")
UNITS = {"kB": 1e3, "MB": 1e6, "MiB": 2**20, "Mpx": 1e6}
#: What is named like a limit and is none of what others can send: how messages are cut, what counts as a short word.
NO_LIMITS = {
    "problems.phrases.LONGEST_QUOTE",
    "branding.sources.tree.MOST_LOST",
    "builder.layer_data.LARGEST_INTEGER",
    "content.signal_words._LONGEST_ABBREVIATION",
}


def limits() -> Iterator[Any]:
    """The rows of the tables of limits: what there is at most, and the names of the constants that say so."""
    for row in re.findall(r"^\|[^|]+\| ([^|]+) \|[^|]*\|([^|]*)\|$", SECURITY.split("\n## Limits\n")[1], re.M):
        if names := re.findall(r"`([^`]+)`", row[1]):
            yield pytest.param(row[0], names, id=names[0])


def values(name: str) -> list[Any]:
    value = pkgutil.resolve_name(f"jupyterhub_valueprop.{name}")
    return list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, tuple) else [value]


@pytest.mark.parametrize(("most", "names"), list(limits()))
def test_the_limits_of_the_page_on_security_are_those_of_the_code(most: Any, names: Any) -> None:
    written = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?: (kB|MB|MiB|Mpx)\b)?", most)

    assert {float(number.replace(",", "")) * UNITS.get(unit, 1) for number, unit in written} == {
        float(value) for name in names for value in values(name)
    }


def test_every_limit_of_the_code_is_on_the_page_on_security() -> None:
    documented = {name for row in limits() for name in row.values[1]}
    named = {
        f"{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}.{node.id}"
        for path in PACKAGE.rglob("*.py")
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        if re.match(r"_?(MOST|MAX|LONGEST|LARGEST|DEEPEST|SHORTEST)(_|$)", node.id)
    }

    assert named - NO_LIMITS - documented == set()
    assert named >= NO_LIMITS


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    named = re.findall(r"`(tests/[^`:]+)(?:::(\w+))?`", SECURITY)
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8") + "def ("
    ]

    assert len(named) > 40
    assert missing == []


def test_every_module_that_a_page_names_is_there() -> None:
    pages = [*DOCS.glob("*/*.md"), ROOT / "CONTRIBUTING.md"]
    path = re.compile(r"`([a-z_]+/[a-z_/]+\.py)`")
    named = {(page.name, name) for page in pages for name in path.findall(page.read_text(encoding="utf-8"))}

    assert len(named) > 30
    assert {each for each in named if not any((home / each[1]).exists() for home in (ROOT, PACKAGE))} == set()


def test_the_rooms_of_the_page_on_design_are_those_of_the_package() -> None:
    design = (DOCS / "explanation" / "design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", design.split("## The house")[1].split("\n## ")[0], re.M)

    assert {room: code_words(known) for room, known in rows} == MAY_IMPORT


def test_prose_is_wrapped_at_a_hundred_characters() -> None:
    """Tables, code, and what a browser or a tool wrote may be longer."""
    pages = [*DOCS.glob("*/*.md"), *ROOT.glob("*.md")]
    too_long = []
    for page in pages:
        text = re.sub(r"^ *(```+).*?^ *\1$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        too_long += [
            f"{page.relative_to(ROOT)}: {line}"
            for line in text.splitlines()
            if len(line) > 100 and not line.lstrip().startswith(("|", "!", "<", "> ", "`"))
        ]

    assert too_long == []
