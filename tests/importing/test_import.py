"""`import`: Helm's merging, a hub's own configuration, lists of titles; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from jupyterhub_valueprop.branding import load_branding
from jupyterhub_valueprop.cli import main

pytestmark = pytest.mark.usefixtures("own_folder")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def imported(*sources: str) -> tuple[object, str]:
    """What the file holds, and what was said about it."""
    result = run(*sources, "--out", "branding.yaml")
    assert result.exit_code == 0, result.output
    load_branding("branding.yaml")
    return yaml.safe_load(Path("branding.yaml").read_text()), result.stdout


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_values_files_are_merged_as_helm_does() -> None:
    lower = "{org: {name: Ocean, url: 'https://o.example'}, announcements: [One, Two], learn_more: Read}"
    common = write("common.yaml", f"basehub: {{jupyterhub: {{custom: {{homepage: {{templateVars: {lower}}}}}}}}}\n")
    upper = "{org: {name: Sea}, announcements: [Three], learn_more: null}"
    staging = write("staging.yaml", f"basehub: {{jupyterhub: {{custom: {{homepage: {{templateVars: {upper}}}}}}}}}\n")

    data, said = imported(common, staging)

    assert data == {
        "community": {"name": "Sea", "url": "https://o.example"},
        "announcements": [{"text": "Three", "pages": ["login"]}],
    }
    assert said == ""
    lines = Path("branding.yaml").read_text().splitlines()
    assert "  name: Sea  # staging.yaml:1" in lines
    assert "  url: https://o.example  # common.yaml:1" in lines


@pytest.mark.parametrize("text", ["org: {name: Sea}\n", "templateVars: {org: {name: Sea}}\n"])
def test_variables_may_be_bare(text: str) -> None:
    assert imported(write("values.yaml", text))[0] == {"community": {"name": "Sea"}}


def test_a_configuration_in_python_is_run_and_each_value_has_its_line() -> None:
    Path("logo.png").touch()
    config = write(
        "jupyterhub_config.py",
        """\
import os
print("noise")
c = get_config()  # noqa
c.JupyterHub.logo_file = os.path.join(os.path.dirname(__file__) if "__file__" in globals() else os.getcwd(), "logo.png")
c.JupyterHub.template_vars.update(
    {
        "announcement": "<b>Welcome</b>, see <a href='https://x.example'>news</a>",
        "announcement_login": "Closed on Friday",
        "announcement_home": lambda user: "hello",
        "login_term_url": "https://x.example/terms",
        "color": "red",
    }
)
c.GitHubOAuthenticator.login_service = "GitHub"
""",
    )

    data, said = imported(config)

    assert data == {
        "community": {"logo": "logo.png"},
        "announcements": [
            {"text": "**Welcome**, see [news](https://x.example)", "pages": ["spawn"]},
            {"text": "Closed on Friday", "pages": ["login"]},
        ],
        "sign_in": {
            "button": "Sign in with GitHub",
            "terms": {"version": "1", "text": "I accept the [terms of use](https://x.example/terms)."},
        },
        "legal": {"terms": "https://x.example/terms"},
    }
    assert "jupyterhub_config.py:9:9: warning: this takes a text, found a list" in said
    assert "jupyterhub_config.py:11:9: warning: 'color: red' is unknown here and is left out" in said
    assert "  button: Sign in with GitHub  # jupyterhub_config.py:14" in Path("branding.yaml").read_text().splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os\nimport nowhere_at_all\n", ":2:1: error: running it fails: ModuleNotFoundError"),
        ("c = (\n", "jupyterhub_config.py:1:1: error: running it fails: SyntaxError"),
        ("raise SystemExit(3)\n", "jupyterhub_config.py:1:1: error: running it fails: SystemExit: 3"),
        ("import os; os._exit(0)\n", "jupyterhub_config.py: error: running it fails: it ends early"),
        ("c.JupyterHub.port = 80\n", "jupyterhub_config.py: error: this has nothing for a page"),
    ],
)
def test_a_configuration_that_can_not_be_run_says_why(text: str, said: str) -> None:
    result = run(write("jupyterhub_config.py", text), "--out", "branding.yaml")
    assert result.exit_code == 1
    assert said in result.stdout
    assert not Path("branding.yaml").exists()


def test_what_helm_and_tljh_give_a_hub_is_found() -> None:
    text = """\
hub:
  templateVars: {announcement_spawn: Be patient}
  config:
    JupyterHub: {logo_file: /srv/logo.png}
    CILogonOAuthenticator: {login_service: CILogon}
"""
    data, said = imported(write("config.yaml", text))
    assert data == {
        "announcements": [{"text": "Be patient", "pages": ["spawn"]}],
        "sign_in": {"button": "Sign in with CILogon"},
    }
    assert "config.yaml:4:29: warning: the logo '/srv/logo.png' is not in the folder of the branding file" in said
    assert "copy it there and write 'community: {logo: logo.png}'" in said


def test_what_surrounds_the_values_of_a_page_is_not_lost_unsaid() -> None:
    text = """\
jupyterhub:
  custom:
    homepage:
      gitRepoBranch: ocean
      templateVars: {org: {name: Sea}}
  hub:
    extraConfig: {quiet: c.JupyterHub.port = 1, loud: c.JupyterHub.template_vars = 1}
    config:
      GitHubOAuthenticator: {login_service: GitHub}
      CILogonOAuthenticator: {login_service: CILogon}
"""
    data, said = imported(write("values.yaml", text))
    assert data == {"community": {"name": "Sea"}, "sign_in": {"button": "Sign in with CILogon"}}
    assert [line for line in said.splitlines() if ": warning: " in line] == [
        "values.yaml:4:22: warning: 'gitRepoBranch' names the template that this package replaces; remove it [no-home]",
        "values.yaml:7:55: warning: 'loud' is code that may change pages; it was not run; "
        "save it as jupyterhub_config.py and import that, too [no-home]",
        "values.yaml:9:45: warning: 'login_service' is given several times; only the last one is used [no-home]",
    ]


def test_a_list_of_titles_and_bodies_becomes_promises() -> None:
    text = """\
- title: Own your data
  body: <p>It is <b>yours</b>.</p>
- {heading: Leave at any time, text: [Code is open, 'Data is, too: all of it'], icon: door}
- body: homeless
"""
    data, said = imported(write("points.yaml", text))
    promises = [
        {"promise": "Own your data", "detail": "It is **yours**."},
        {"promise": "Leave at any time", "benefits": ["Code is open", "Data is, too: all of it"]},
    ]
    section = {"title": "What this hub gives you", "promises": promises}
    assert data == {"proposition": {"document": {"sections": [section]}}}
    assert [line.split(" [")[-1] for line in said.splitlines() if ": warning: " in line] == [
        "no-heading]",
        "no-home]",
        "no-home]",
    ]


def test_odd_values_are_named_with_what_to_do() -> None:
    text = """\
org:
  name: ocean-data
  url: o.example
  logo_url: https://github.com/o/o/blob/main/logo.png
  motto: So long
funded_by: {name: Old, url: 'https://b.example', custom_html: '<a href="https://b.example">B</a>'}
operated_by: {url: 'https://c.example'}
designed_by: [D]
interface_selector: true
enabled: maybe
"""
    data, said = imported(write("values.yaml", text))
    assert data == {
        "community": {"name": "ocean-data"},
        "credits": {"funded_by": [{"name": "B", "url": "https://b.example"}]},
    }
    assert "write a name, such as 'Ocean Data' [name-is-slug]" in said
    assert "write 'https://o.example' [url]" in said
    assert "write 'https://github.com/o/o/raw/main/logo.png' [logo-is-page]" in said
    places = [line.split(":")[1] for line in said.splitlines() if ": warning: " in line]
    assert places == ["2", "3", "4", "5", "6", "7", "8", "9", "10"]
    assert Path("branding.yaml").read_text().count("#   values.yaml:") == 9


def test_nothing_is_cut_unsaid() -> None:
    long = "<b></b>" * 1_500
    text = f"learn_more: '{long} Read on'\nfunded_by: {{custom_html: '{long} Harbor'}}\norg: {{name: {'n' * 10_001}}}\n"
    data, said = imported(write("values.yaml", text))
    assert data == {}
    assert said.count("[too-long]") == 3


def test_mistakes_that_leave_something_to_go_on_with_are_warnings() -> None:
    text = "other: !secret x\nother: y\ntemplateVars: {org: {name: Sea, name: Ocean}}\n"
    data, said = imported(write("values.yaml", text))
    assert data == {"community": {"name": "Sea"}}
    assert [line.split(" ")[0] for line in said.splitlines() if ": warning: " in line] == [
        "values.yaml:1:8:",
        "values.yaml:2:1:",
        "values.yaml:3:33:",
    ]


def test_a_file_is_never_overwritten_and_a_source_with_mistakes_writes_none() -> None:
    write("branding.yaml", "mine: true\n")
    values = write("values.yaml", "org: {name: Sea}\n")
    result = run(values, "--out", "branding.yaml")
    assert (result.exit_code, Path("branding.yaml").read_text()) == (1, "mine: true\n")
    assert result.stderr == "branding.yaml exists already, so nothing was written; name another file\n"
    broken = run(write("broken.yaml", "org: {name: Sea\n"), "--out", "new.yaml")
    assert (broken.exit_code, Path("new.yaml").exists()) == (1, False)
    missing = run("nope.yaml", "--out", "new.yaml")
    assert (missing.exit_code, Path("new.yaml").exists()) == (1, False)
    assert "'nope.yaml' does not exist" in missing.stdout


def test_the_branding_can_be_printed() -> None:
    result = run(write("values.yaml", "org: {name: Sea, color: red}\n"), "--out", "-")
    assert result.exit_code == 0
    assert yaml.safe_load(result.stdout) == {"community": {"name": "Sea"}}
    assert "'color: red' is unknown here" in result.stderr
    assert [path.name for path in Path().iterdir()] == ["values.yaml"]
