"""`check` without a name, with folders, standard input, and brandings inside of a hub's own configuration."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyterhub_valueprop.cli import main

VALUES = """\
# our hub
hub:
  config:
    JupyterHub: {admin_access: false}
    ValueProp:
      branding:
        community:
          nmae: Sea
          logo: /srv/logo.svg
"""


pytestmark = pytest.mark.usefixtures("own_folder")


def check(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=given)


def test_without_a_name_it_is_the_branding_in_this_folder() -> None:
    missing = check()
    assert (missing.exit_code, missing.stderr.splitlines()[-1]) == (1, "branding.yaml: 1 error")
    Path("branding.yaml").write_text("layout: ful\n")
    assert check().stdout.startswith("branding.yaml:1:9: error: 'layout' can't be 'ful'; did you mean 'full'?")


def test_standard_input_is_read_and_shown() -> None:
    result = check("-", given="layout: ful\n")
    assert result.exit_code == 1
    assert result.stdout == (
        "<stdin>:1:9: error: 'layout' can't be 'ful'; did you mean 'full'? [unknown-value]\n"
        "  layout: ful\n"
        "          ^\n"
    )
    assert (
        check("-", given=b"\xff\xfe").stdout
        == "<stdin>: error: standard input is not UTF-8; save it as UTF-8 [not-utf8]\n"
    )
    assert "larger than 1 MB" in check("-", given="#" * 1_000_001).stdout
    assert "<stdin>:1:1: error: a branding file holds keys, found a list" in check("-", given="- a\n").stdout
    assert check("-").exit_code == 0
    assert check("-", "--fix", given="layout: ful\n").exit_code == 2


def test_a_folder_stands_for_every_branding_below() -> None:
    for name in ("a/branding.yaml", "b/c/branding.staging.yml", ".git/branding.yaml", "b/network.yaml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("layout: ful\n")
    result = check(".")
    assert [line.split(":")[0] for line in result.stdout.splitlines() if "error" in line] == [
        "a/branding.yaml",
        "b/c/branding.staging.yml",
    ]
    Path("empty").mkdir()
    assert "there is no branding in 'empty' or below" in check("empty").stdout


def test_a_link_that_nobody_has_named_leads_to_no_file_elsewhere_and_to_no_other_kind(tmp_path: Path) -> None:
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-elsewhere.yaml")
    elsewhere.write_text(f"{VALUES}token: 5ec7e7\n")
    Path("config").write_text("token: 5ec7e7\n")
    Path("shared.yaml").write_text("layout: ful\n")
    for name, to in (("a", elsewhere), ("b", Path("../../config")), ("c", Path("../../shared.yaml"))):
        Path("all", name).mkdir(parents=True)
        Path("all", name, "branding.yaml").symlink_to(to)
    result = check("all", "--fix")
    assert [line for line in result.stdout.splitlines() if "error:" in line] == [
        "all/a/branding.yaml: error: this link leads out of the folder, so it is not followed; "
        "name the file that this link leads to [outside-folder]",
        "all/b/branding.yaml: error: 'all/b/branding.yaml' is a link to a file with another ending; "
        "give both names the same ending [file-type]",
    ]
    assert "5ec7e7" not in result.output
    assert Path("shared.yaml").read_text() == "layout: full\n"
    assert "unknown key 'nmae'" in check(str(elsewhere)).stdout


@pytest.mark.parametrize("at", [(), ("--at", "hub.config.ValueProp.branding")])
def test_a_branding_in_helm_values_is_found_and_its_problems_have_their_lines(at: tuple[str, ...]) -> None:
    Path("values.yaml").write_text(VALUES)
    result = check("values.yaml", *at)
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if line.startswith("values.yaml")]
    assert lines == [
        "values.yaml:8:11: error: unknown key 'nmae' under 'community'; did you mean 'name'? [unknown-key]",
        "values.yaml:9:17: warning: 'community.logo' names '/srv/logo.svg', which does not exist; "
        "if it is in the hub's image, check it there [missing-file]",
    ]


def test_layers_in_values_are_all_read_but_those_on_the_hub() -> None:
    Path("config.yaml").write_text("ValueProp:\n  branding:\n  - /srv/network.yaml\n  - {layout: ful}\n")
    result = check("config.yaml")
    assert "config.yaml:3:5: warning: the layer '/srv/network.yaml' is not checked" in result.stdout
    assert "config.yaml:4:14: error: 'layout' can't be 'ful'" in result.stdout


def test_where_several_brandings_are_one_has_to_be_chosen() -> None:
    Path("all.yaml").write_text(
        "a: {ValueProp: {branding: {layout: ful}}}\nb: {ValueProp: {branding: {layout: full}}}\n"
    )
    unclear = check("all.yaml")
    assert unclear.exit_code == 1
    assert "choose one with --at: a.ValueProp.branding, b.ValueProp.branding [unclear-key]" in unclear.stdout
    assert check("all.yaml", "--at", "b.ValueProp.branding").exit_code == 0
    wrong = check("all.yaml", "--at", "a.ValuProp.branding").stdout
    assert "all.yaml:1:4: error: there is no key 'ValuProp' under 'a'; write 'ValueProp' [missing-key]" in wrong


def test_the_branding_of_a_host_is_found_in_values() -> None:
    values = "hub:\n  config:\n    ValueProp:\n      brandings:\n        ocean.example.org: {layout: ful}\n"
    Path("values.yaml").write_text(values)
    assert "values.yaml:5:37: error: 'layout' can't be 'ful'" in check("values.yaml").stdout
    Path("values.yaml").write_text(values + "        '*': {layout: full}\n")
    key = "hub.config.ValueProp.brandings"
    assert f"choose one with --at: {key}.ocean.example.org, {key}.* [unclear-key]" in check("values.yaml").stdout
    assert check("values.yaml", "--at", f"{key}.*").exit_code == 0
    assert check("values.yaml", "--at", f"{key}.ocean.example.org").exit_code == 1
    wrong = check("values.yaml", "--at", f"{key}.sea.example.org").stdout
    assert "values.yaml:5:9: error: there is no key 'sea' under 'hub.config.ValueProp.brandings'" in wrong


CONFIG = """\
import jupyterhub_valueprop
c = get_config()
jupyterhub_valueprop.setup(c)
c.ValueProp.branding = {branding}
"""


def test_the_branding_of_a_configuration_is_checked() -> None:
    Path("network.yaml").write_text("layout: ful\n")
    values = "jupyterhub_valueprop.from_template_vars({'org': {'url': 'x y'}})"
    layers = f"['network.yaml', {{'community': {{'nmae': 'x'}}}}, {values}]"
    Path("jupyterhub_config.py").write_text(CONFIG.format(branding=layers))
    result = check("jupyterhub_config.py")
    assert [line.split(" ")[0] for line in result.stdout.splitlines() if ": error: " in line] == [
        "ValueProp.branding[1].community.nmae:",
        "custom.homepage.templateVars.org.url:",
        "network.yaml:1:9:",
    ]
    Path("jupyterhub_config.py").write_text("raise RuntimeError('no')\n")
    assert "jupyterhub_config.py:1:1: error: running it fails: RuntimeError: no" in check("jupyterhub_config.py").stdout


def test_each_site_of_a_configuration_is_checked() -> None:
    Path("ocean.yaml").write_text("layout: ful\n")
    more = "c.ValueProp.brandings = {'OCEAN.example': 'ocean.yaml', '*': {'layuot': 1}}\n"
    more += "c.ValueProp.brandings['forest.example'] = lambda: [{}, {'comunity': {}}]\n"
    Path("jupyterhub_config.py").write_text(CONFIG.format(branding="{'nework': {}}") + more)
    result = check("jupyterhub_config.py")
    assert [line.split(" ")[0] for line in result.stdout.splitlines() if ": error: " in line] == [
        "ValueProp.branding.nework:",
        "ValueProp.brandings['*'].layuot:",
        "ValueProp.brandings['forest.example'][1].comunity:",
        "ocean.yaml:1:9:",
    ]


def test_a_function_is_called_and_needs_no_file_beside_it() -> None:
    Path("jupyterhub_config.py").write_text(CONFIG.format(branding="lambda: {'layuot': 'compact'}"))
    result = check("jupyterhub_config.py")
    assert result.exit_code == 1
    assert "did you mean 'layout'?" in result.stdout
    assert "warning" not in result.stdout


NOTHING = "no branding is set here, so visitors see the default page; set c.ValueProp.branding to the path"


@pytest.mark.parametrize(
    ("line", "place", "expected"),
    [
        (
            "c.Valueprop.branding = {}",
            "2:1",
            "error: 'c.Valueprop' has no effect: JupyterHub has no part called 'Valueprop'; write 'ValueProp'",
        ),
        ("c.valueprop.branding = {}", "2:1", "error: 'c.valueprop' has no effect"),
        (
            "c.ValueProp.brandng = {}",
            "2:1",
            "error: 'c.ValueProp.brandng' has no effect: there is no such setting; did you mean 'branding'?",
        ),
        ("c.ValueProp.Branding = {}", "2:1", "error: running it fails: ValueError"),
        ("", "", f"warning: {NOTHING}"),
        ("c.ValueProp.branding = ['', lambda: None]", "", f"warning: {NOTHING}"),
        ("c.ValueProp.branding == 'branding.yaml'", "", f"warning: {NOTHING}"),
        ("c.ValueProp.brandings = 'b.yaml'", "", "error: 'ValueProp.brandings' takes a mapping of hosts"),
    ],
)
def test_a_configuration_without_a_branding_says_so(line: str, place: str, expected: str) -> None:
    Path("jupyterhub_config.py").write_text(f"c = get_config()\n{line}\n")
    told = [each for each in check("jupyterhub_config.py").stdout.splitlines() if each.startswith("jupyterhub_config")]
    assert [each.startswith(f"jupyterhub_config.py:{place and place + ':'} {expected}") for each in told] == [True], (
        told
    )


@pytest.mark.parametrize("line", ["branding = {}", "brandings = {'ocean.example': {}}"])
def test_an_empty_branding_and_those_of_hosts_are_brandings(line: str) -> None:
    Path("jupyterhub_config.py").write_text(f"c = get_config()\nc.ValueProp.{line}\n")
    assert check("jupyterhub_config.py").stdout == ""


def test_the_section_of_tljh_is_one() -> None:
    Path("config.yaml").write_text("valueprop:\n  branding:\n    layuot: full\n")
    assert check("config.yaml").stdout.startswith(
        "config.yaml:3:5: error: unknown key 'layuot'; did you mean 'layout'?"
    )
    Path("config.yaml").write_text("hub:\n  config:\n    valueprop:\n      branding: {layout: full}\n")
    assert check("config.yaml").stdout.startswith("config.yaml:3:5: error: 'hub.config.valueprop' has no effect")


EXAMPLES = Path(__file__).parents[2] / "examples"
BRANDED = [*EXAMPLES.glob("*/branding.yaml"), *EXAMPLES.glob("z2jh/*.yaml"), EXAMPLES / "tljh" / "config.yaml"]


@pytest.mark.parametrize("file", BRANDED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_examples_have_no_problem_that_somebody_should_fix(file: Path) -> None:
    problems = [line for line in check(str(file)).stdout.splitlines() if ": error: " in line or ": warning: " in line]
    fine = ("[contrast]", "[remote-file]", "[missing-file]", "[not-looked-at]")
    assert [line for line in problems if not line.endswith(fine)] == []


def test_what_can_not_be_a_branding_is_named() -> None:
    Path("jupyterhub_config.py").write_text("c = get_config()\nc.ValueProp.branding = [{'b.yaml'}, 3]\n")
    assert check("jupyterhub_config.py").stdout.splitlines() == [
        f"{key}: error: '{key}' takes a path, a mapping, a callable or a list of these, found {what} [layer-type]"
        for key, what in (
            ("ValueProp.branding[0]", "an object of type 'set'"),
            ("ValueProp.branding[1]", "the number 3"),
        )
    ]


def test_names_that_are_almost_right_are_found_in_values() -> None:
    Path("values.yaml").write_text("hub:\n  config:\n    Valueprop:\n      branding: {layout: full}\n")
    assert check("values.yaml").stdout.splitlines()[0] == (
        "values.yaml:3:5: error: 'hub.config.Valueprop' has no effect: JupyterHub has no part called 'Valueprop'; "
        "write 'ValueProp' [hub-misspelt]"
    )
    Path("values.yaml").write_text("hub:\n  config:\n    ValueProp:\n      brandng: {layout: full}\n")
    assert [line for line in check("values.yaml").stdout.splitlines() if line.startswith("values")] == [
        "values.yaml:4:7: error: 'hub.config.ValueProp.brandng' has no effect: there is no such setting; "
        "did you mean 'branding'? [hub-misspelt]"
    ]
    Path("values.yaml").write_text("ValueProp:\n  login_page: wrap\n")
    assert check("values.yaml").stdout.splitlines()[0] == (
        "values.yaml:1:1: warning: no branding is set here, so visitors see the default page; "
        "set 'branding' under 'ValueProp' [no-branding]"
    )
