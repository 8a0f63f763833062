"""What holds for every verb: help with an example, completion, colors, `--quiet`, a full disk and a closed pipe."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.cli.telling import is_colorful
from jupyterhub_valueprop.problems.codes import entry_of

PROGRAM = "from jupyterhub_valueprop.cli import main; main(prog_name='jupyterhub-valueprop')"
COMMAND = [sys.executable, "-c", PROGRAM]
COMPLETE = "_JUPYTERHUB_VALUEPROP_COMPLETE"
WRONG = "community: {nmae: Sea}\nnetwork: {logo: 'https://example.org/a.svg'}\n"

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_help_has_examples_of_the_verb(verb: str) -> None:
    told = CliRunner().invoke(main, [verb, "--help"], terminal_width=100)
    examples = told.stdout.partition("Examples:\n")[2].splitlines()
    assert told.exit_code == 0
    assert examples
    assert [line for line in examples if not line.startswith(f"    jupyterhub-valueprop {verb}")] == []


# each verb in a process of its own, forked from one that has imported all of them; a server or a browser is not started
FORKS = """
import json, os, sys
from jupyterhub_valueprop.cli import main
results = {}
for name, arguments in json.loads(sys.argv[1]).items():
    for where in ("full", "closed"):
        told, tells = os.pipe()
        if not (child := os.fork()):
            if where == "full":
                out = os.open("/dev/full", os.O_WRONLY)
            else:
                nobody, out = os.pipe()
                os.close(nobody)
            os.dup2(out, 1)
            os.dup2(tells, 2)
            sys.argv = ["jupyterhub-valueprop", *arguments]
            main()
        os.close(tells)
        with os.fdopen(told) as said:
            text = said.read()
        results[f"{name} {where}"] = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text]
print(json.dumps(results))
"""


def test_a_full_disk_is_said_plainly_and_a_closed_pipe_ends_quietly() -> None:
    Path("wrong.yaml").write_text(WRONG)
    Path("values.yaml").write_text("jupyterhub: {custom: {homepage: {templateVars: {org: {name: A}}}}}\n")
    runs = {
        "help": ["--help"],
        "check": ["check", "wrong.yaml", "--quiet"],
        "schema": ["schema"],
        "import": ["import", "values.yaml", "--out", "-", "--quiet"],
        "vendor": ["vendor", "--check", "wrong.yaml", "--quiet"],
    }
    done = subprocess.run([sys.executable, "-c", FORKS, json.dumps(runs)], capture_output=True, text=True, check=True)
    full = "the output can't be written: the disk is full; free some space and run this again\n"
    expected = {f"{name} full": [3, full] for name in runs} | {f"{name} closed": [1, ""] for name in runs}
    assert json.loads(done.stdout) == expected


@pytest.mark.parametrize("verb", ["init", "check", "import", "vendor"])
def test_quiet_says_nothing_on_the_way(verb: str) -> None:
    Path("wrong.yaml").write_text(WRONG)
    Path("values.yaml").write_text("jupyterhub: {custom: {homepage: {templateVars: {org: {name: A}}}}}\n")
    arguments = {"init": ["new"], "check": ["wrong.yaml"], "import": ["values.yaml", "--out", "b.yaml"]}
    result = CliRunner().invoke(main, [verb, "--quiet", *arguments.get(verb, ["--check", "wrong.yaml"])])
    assert result.stderr == ""
    assert bool(result.stdout) is (verb in ("check", "vendor"))


def test_each_code_leads_to_its_page() -> None:
    Path("wrong.yaml").write_text(WRONG)
    result = CliRunner().invoke(main, ["check", "wrong.yaml"])
    lines = [f"[{code}]: {entry_of(code)}" for code in ("remote-file", "unknown-key")]
    assert result.stderr.splitlines()[:-1] == lines


class _Stream(io.StringIO):
    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def test_colors_are_for_terminals_of_people_who_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert (is_colorful(_Stream(True)), is_colorful(_Stream(False))) == (True, False)
    for name, value, wanted in (("NO_COLOR", "", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)):
        with monkeypatch.context() as patched:
            patched.setenv(name, value)
            assert is_colorful(_Stream(True)) is wanted, (name, value)


def test_a_terminal_shows_problems_in_color_and_nothing_that_a_file_says_to_it() -> None:
    Path("wrong.yaml").write_text("community: {name: 3, '\\e[2J': x}\n" + 'layout: "\\e]0;x\\a"\n')
    terminal, end = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    done = subprocess.run(
        [*COMMAND, "check", "wrong.yaml"], stdout=end, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(end)
    shown = os.read(terminal, 20_000).decode()
    os.close(terminal)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr
    assert "\x1b[31m\x1b[1merror: \x1b[0m" in shown
    assert [code for code in re.findall(r"\x1b(.{0,4})", shown) if not re.match(r"\[(0|1|2|31|33)m", code)] == []


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A `PATH` on which the program is."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "jupyterhub-valueprop"
    script.write_text(f"#!{sys.executable}\n{PROGRAM}\n")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


# what somebody types who has the line of the documentation in the file that the shell reads
SHELLS = {
    "bash": f"""eval "$({COMPLETE}=bash_source jupyterhub-valueprop)"
complete -p jupyterhub-valueprop >/dev/null || exit 1
COMP_WORDS=(jupyterhub-valueprop vendor --al) COMP_CWORD=2; _jupyterhub_valueprop_completion jupyterhub-valueprop
echo "${{COMPREPLY[@]}}" """,
    "zsh": f"""autoload -Uz compinit; compinit -D -u
eval "$({COMPLETE}=zsh_source jupyterhub-valueprop)"
[[ $_comps[jupyterhub-valueprop] == _jupyterhub_valueprop_completion ]] || exit 1
_describe() {{ print -r -- $completions_with_descriptions }}
words=(jupyterhub-valueprop vendor --al) CURRENT=3; _jupyterhub_valueprop_completion""",
    "fish": f"""{COMPLETE}=fish_source jupyterhub-valueprop | source
complete -C "jupyterhub-valueprop vendor --al" | cut -f1""",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_options_by_the_line_of_the_documentation(shell: str, path: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not on this machine")
    without_files = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    environment = os.environ | {"PATH": path, "HOME": str(Path.cwd())}
    command = [program, *without_files, "-c", SHELLS[shell]]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("--allow-private")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("check ", "file"),
        ("check --upstream ", "file"),
        ("vendor ", "file"),
        ("import ", "file"),
        ("import values.yaml --out ", "file"),
        ("export ", "file"),
        ("export --out ", "file"),
        ("preview ", "file"),
        ("accessibility ", "file"),
        ("doctor --config ", "file"),
        ("init ", "dir"),
        ("fleet ", "dir"),
    ],
)
def test_file_names_are_left_to_the_shell(typed: str, kind: str) -> None:
    words = ["jupyterhub-valueprop", *typed.split(" ")]
    environment = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1), COMPLETE: "bash_complete"}
    told = CliRunner().invoke(main, [], prog_name="jupyterhub-valueprop", env=environment)
    assert told.stdout == f"{kind},\n"
