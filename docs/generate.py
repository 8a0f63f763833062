"""Writes the pages of the reference that follow from the code: `python docs/generate.py`. A test keeps them fresh."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import Any, get_args, get_origin

import yaml
from click.testing import CliRunner
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jupyterhub_valueprop.branding import Branding, FileRef, LocalizedText
from jupyterhub_valueprop.branding.fields.focus_points import FocusPoint
from jupyterhub_valueprop.branding.fields.named_files import LOCAL
from jupyterhub_valueprop.cli import main as cli
from jupyterhub_valueprop.page.examples import Example, read_components
from jupyterhub_valueprop.problems.codes import CODES
from jupyterhub_valueprop.theme import CONTRAST_PAIRS, ROLES

REFERENCE = Path(__file__).parent / "reference"

BRANDING = """\
# The branding file

Every key of `branding.yaml`; `python docs/generate.py` makes this page from the code. A key is
optional unless it says *required*; an empty file gives a good page.

- **A text** is a string, or a mapping of locale codes to strings (`{en: Sea, es: Mar}`).
- **A path** starts from the folder of the file that names it. It must lead to a file in the folders
  that the hub's admin named (otherwise: `outside-folder`).
- **A layer:** `extends` names one file, or a list of files, on top of which this file is put. The
  later file wins, key by key. A list replaces the earlier list, and `null` removes an inherited
  value. If a file may be missing, write `{file: local.yaml, optional: true}`; once it exists, the
  hub uses it.

The name of each file must have one of these endings, and each file has
[limits](../explanation/security.md#limits):

| file | endings |
|---|---|
| a file that `extends` names | `.yaml`, `.yml`, `.json` |
| document | `.md`, `.markdown`, `.myst`, `.txt` |
| citation | `.cff` |
| image | `.svg`, `.png`, `.jpg`, `.jpeg`, `.webp`, `.avif`, `.gif`, `.ico` |
| font | `.woff2`, `.woff`, `.ttf`, `.otf` |

For your editor, there is a JSON Schema of the same keys: run
`jupyterhub-valueprop schema > branding.schema.json`, and write
`# yaml-language-server: $schema=branding.schema.json` as the first line of the branding file.

A dash means that there is no default: without the key, the page leaves that part out, or does what
the meaning says.

| key | takes | default | meaning | example |
|---|---|---|---|---|
| `extends` | path, or a list of paths | – | The files on top of which this one is put. | `network.yaml` |
"""

COLORS = """\
# Colors

The theme makes one color for each role from the brand's two colors, in light and in dark.
`python docs/generate.py` makes this page from the code. The theme uses the brand's own color
wherever people can read it, and elsewhere the nearest lightness of it that they can read. On a
light page, the button is always filled with the brand's own color; if that is too close to the
background, the button gets an edge that stands out.

| custom property | use |
|---|---|
"""

PAIRS = """
These pairs must have at least this contrast; the WCAG 2.2 clause says so:

| role | on the background | at least | clause |
|---|---|---|---|
"""

PROBLEMS = """\
# Problems

Every problem has a stable code. `python docs/generate.py` makes this page from the code.

| code | meaning |
|---|---|
"""

COMMAND_LINE = """\
# The command line

Every verb of `jupyterhub-valueprop`. `python docs/generate.py` makes this page from the code.

A verb prints its results to standard output, and its progress and the number of problems to
standard error; `--quiet` leaves the latter out. Problems have colors only on a terminal, and never
if `NO_COLOR` is set. After the problems, a verb prints for each code the page that explains it.

An option that takes no value is off unless you give it. For other options, the help names the
default.

| exit status | means |
|---|---|
| 0 | success |
| 1 | something is wrong with your files, or the verb can't write them; see each verb |
| 2 | wrong usage |
| 3 | a full disk, or a bug in this package |

If the reader of a pipe ends early (`check | head -1`), the verb ends silently, with status 1.

## Completion

Let your shell complete verbs, options and file names. Add one line to the file that your shell
reads when it starts:

```sh
# ~/.bashrc, with bash 4.4 or newer
eval "$(_JUPYTERHUB_VALUEPROP_COMPLETE=bash_source jupyterhub-valueprop)"
# ~/.zshrc, after compinit
eval "$(_JUPYTERHUB_VALUEPROP_COMPLETE=zsh_source jupyterhub-valueprop)"
# ~/.config/fish/completions/jupyterhub-valueprop.fish
_JUPYTERHUB_VALUEPROP_COMPLETE=fish_source jupyterhub-valueprop | source
```
"""

#: What exit status 1 means for a verb; a command to show with its output, if no guide does; where more is said.
VERBS = {
    "init": ("a file is there already, or can't be written", "init hub", "../tutorial/first-front-door.md"),
    "check": ("there is an error, with `--strict` also a warning", "check hub", "../how-to/check.md"),
    "preview": ("never", "preview hub/branding.yaml --no-open --port 8765", "../how-to/preview.md"),
    "export": (
        "there is an error, or the folder can't be written",
        "export hub/branding.yaml --out site --hub-url https://hub.example.org --no-pdf",
        "../how-to/export.md",
    ),
    "import": ("nothing could be imported, or the file is there already", None, "../how-to/migrate.md"),
    "vendor": ("there is an error, such as a file that did not come", None, "../how-to/vendor.md"),
    "fleet": ("something is broken that was not before, or the report can't be written", None, "../how-to/fleet.md"),
    "doctor": (
        "the package is off, or there is an error",
        "doctor --config jupyterhub_config.py",
        "../how-to/hub-admin.md",
    ),
    "accessibility": (
        "the tests found failures",
        "accessibility hub/branding.yaml --out openacr.yaml --email access@ocean.example.org",
        "../accessibility.md",
    ),
    "schema": ("never", "schema | head -n 6", "branding.md"),
}

#: What those print that need a hub, a browser or somebody who ends them, each with the test that compares it.
PRINTED = {
    # tests/browser/test_preview.py
    "preview": """\
preview of hub/branding.yaml; one moment
http://127.0.0.1:8765/
press Ctrl-C to end it
""",
    # tests/hub/test_doctor.py
    "doctor": """\
on: JupyterHub 6.1.1; ValueProp 0.1.0: login page: page; other pages: branded; layers: hub/branding.yaml; \
languages: en; problems: none
jupyterhub_config.py: no problems
""",
    # tests/browser/test_abilities.py
    "accessibility": """\
looking at a form (en, light)
looking at a form (en, dark)
looking at a form after a wrong password (en, light)
looking at a form after a wrong password (en, dark)
looking at a button (en, light)
looking at a button (en, dark)
openacr.yaml: 6 states, 0 failures
""",
}

COMPONENTS = """\
# Components

Every part of the page with named examples: what a community writes, and the HTML that the page
gets. `python docs/generate.py` makes this page from the code. The examples are files in
`jupyterhub_valueprop/templates/examples`; tests and the accessibility run use the same ones.
JupyterHub gives the page the values below `# the request`.
"""


def branding_page() -> str:
    """One row for every key of the branding file."""
    return BRANDING + "".join(f"| {' | '.join(row)} |\n" for row in _rows(Branding, ""))


def colors_page() -> str:
    """Every role of a color, and every pair that has to pass."""
    roles = "".join(f"| `--vp-{role}` | {meaning} |\n" for role, meaning in ROLES.items())
    pairs = "".join(
        f"| {pair.role} | {pair.ground} | {pair.bound:g} : 1 | {pair.clause} |\n" for pair in CONTRAST_PAIRS
    )
    return COLORS + roles + PAIRS + pairs


def problems_page() -> str:
    """Every code of a problem."""
    return PROBLEMS + "".join(f'| <a id="{code}"></a>`{code}` | {meaning} |\n' for code, meaning in CODES.items())


def command_line_page() -> str:
    """Every verb with its help, what it prints where a guide doesn't show it, and its exit status."""
    runner = CliRunner()
    parts = [COMMAND_LINE]
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for verb in cli.commands:
            about = VERBS[verb]
            told = runner.invoke(cli, [verb, "--help"], prog_name="jupyterhub-valueprop", terminal_width=98).output
            parts.append(f"\n## {verb}\n\n```text\n{told}```\n\n")
            if about[1]:
                printed = PRINTED.get(verb) or _printed(runner, about[1])
                parts.append(f"```console\n$ jupyterhub-valueprop {about[1]}\n{printed}```\n\n")
            status = f"Exit status 1: {about[0]}." if about[0] != "never" else "It never ends with status 1."
            parts.append(fill(f"{status} [More]({about[2]})", 100) + "\n")
        os.chdir(before)
    return "".join(parts)


def _printed(runner: CliRunner, command: str) -> str:
    """What a command prints; of `… | head -n 6`, the first six lines."""
    arguments, _, most = command.partition(" | head -n ")
    printed = runner.invoke(cli, arguments.split(), prog_name="jupyterhub-valueprop").output
    return "".join(printed.splitlines(keepends=True)[: int(most) if most else None])


#: Components whose template has another name than the thing has in prose.
TITLES = {
    "ribbon": "Banner",
    "notice": "Announcement",
    "hub-announcement": "JupyterHub's announcement",
    "hub-notices": "Announcements on JupyterHub's pages",
}


def components_page() -> str:
    """Every component of the page with its examples."""
    parts = [COMPONENTS]
    for component in read_components():
        title = TITLES.get(component.name) or component.name.replace("-", " ").capitalize()
        about = fill(f"{component.about} Template: `valueprop/{component.template}`.", 100)
        parts.append(f"\n## {title}\n\n{about}\n")
        parts += map(_example_part, component.examples)
    return "".join(parts)


def _example_part(example: Example) -> str:
    written = {"the branding": example.branding, "the request": example.request}
    blocks = "\n".join(
        f"# {what}\n{yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True, width=100)}"
        for what, data in written.items()
        if data
    )
    source = f"```yaml\n{blocks}```\n\n" if blocks else ""
    return f"\n### {example.name.capitalize()}\n\n{source}```html\n{example.html}\n```\n"


PAGES = {
    "branding.md": branding_page,
    "cli.md": command_line_page,
    "colors.md": colors_page,
    "components.md": components_page,
    "problems.md": problems_page,
}


def _rows(model: type[BaseModel], prefix: str, shown: Any = None) -> Iterator[tuple[str, ...]]:
    """One row for each key below a prefix; `shown` is the example of the mapping that has these keys, if it has one."""
    for name, field in model.model_fields.items():
        key = f"{prefix}{name}"
        inner, many = _inner_model(field)
        required = " *required*" if field.is_required() else ""
        example = shown[name] if isinstance(shown, dict) and name in shown else next(iter(field.examples or ()), None)
        takes, default = _takes(field, inner, many), "" if inner is not None else _default(field)
        yield f"`{key}`{required}", takes, default, field.description or "", _example(example)
        if inner is not None:
            first = next(iter(example), None) if isinstance(example, list) else example
            yield from _rows(inner, f"{key}[]." if many else f"{key}.", first)


def _default(field: FieldInfo) -> str:
    """What holds without the key, as one writes it; a dash where its meaning says what happens."""
    value = None if field.is_required() else field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple) and not isinstance(value, FocusPoint):
        return f"`[{', '.join(map(str, value))}]`" if value else "–"
    text = "" if value is None or isinstance(value, LocalizedText) else str(value)
    return f"`{text}`" if text else "–"


def _inner_model(field: FieldInfo) -> tuple[type[BaseModel] | None, bool]:
    """The model that a key holds, and whether it holds a list of them."""
    many = "tuple" in str(field.annotation)
    pending = [field.annotation]
    while pending:
        annotation = pending.pop()
        # Python 3.10 calls tuple[x] a type, too
        if get_origin(annotation) is None and isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation, many
        pending.extend(get_args(annotation))
    return None, many


def _takes(field: FieldInfo, inner: type[BaseModel] | None, many: bool) -> str:
    words = str(field.annotation)
    if inner is not None:
        return "list of mappings" if many else "mapping"
    if "Literal" in words and "FileRef" not in words:
        choices = [str(each) for each in _literals(field.annotation)]
        return ("list of " if many else "") + ", ".join(f"`{choice}`" for choice in choices)
    kinds = {
        LocalizedText.__name__: "text",
        FileRef.__name__: "path or URL",
        "datetime": "date or time",
        "bool": "true or false",
    }
    kind = next((kind for name, kind in kinds.items() if name in words), "string")
    if any(f"FileRule(kind={local!r}" in words for local in LOCAL):
        kind = "path"
    return f"list of {kind}s" if many else kind


def _literals(annotation: Any) -> Iterator[Any]:
    for each in get_args(annotation):
        if isinstance(each, str):
            yield each
        else:
            yield from _literals(each)


def _example(example: Any) -> str:
    if example is None:
        return ""
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return f"`{text.splitlines()[0]}`"


if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
