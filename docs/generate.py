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
from jupyterhub_valueprop.cli import main as cli
from jupyterhub_valueprop.page.examples import Example, read_components
from jupyterhub_valueprop.problems.codes import CODES
from jupyterhub_valueprop.theme import CONTRAST_PAIRS, ROLES

REFERENCE = Path(__file__).parent / "reference"

BRANDING = """\
# The branding file

Every key of `branding.yaml`, made from the models (`python docs/generate.py`). Every key is
optional unless it says *required*; an empty file gives a good page. A text takes a string, or a
mapping of locale to string (`{en: Sea, es: Mar}`). Paths start from the folder of the file that
names them, and lead to files in the folders that the hub's admin named (`outside-folder`
otherwise). `extends` names one file or a list of files that this one is laid over: later wins, key
by key, lists replace, and `null` removes what was inherited. A file that may be missing is written
as `{file: local.yaml, optional: true}`; when it comes, the hub takes it.

Files end as follows: `extends` in `.yaml`, `.yml` or `.json`, a document in `.md`, `.markdown`,
`.myst` or `.txt`, a citation in `.cff`, an image in `.svg`, `.png`, `.jpg`, `.jpeg`, `.webp`,
`.avif`, `.gif` or `.ico`, a font in `.woff2`, `.woff`, `.ttf` or `.otf`. [Every
limit](../explanation/security.md#limits).

The same as a JSON Schema for your editor: `jupyterhub-valueprop schema > branding.schema.json`, and
as the first line of the branding file `# yaml-language-server: $schema=branding.schema.json`.

| key | takes | meaning | example |
|---|---|---|---|
| `extends` | path, or a list of paths | The files that this one is laid over. | `network.yaml` |
"""

COLORS = """\
# Colors

From the brand's two colors the theme makes one for each role, in light and in dark; made from the
code (`python docs/generate.py`). The brand's own color is used wherever it passes; where it does
not, the nearest lightness of it that does. On a light page the button's fill is always the brand's
own color: one that can't be told from the ground gets an edge that can.

| custom property | is |
|---|---|
"""

PAIRS = """
Which of them have to stand out from which, by how much, and the WCAG 2.2 clause that says so:

| role | on | at least | clause |
|---|---|---|---|
"""

PROBLEMS = """\
# Problems

Every problem has a stable code; this page is made from the code (`python docs/generate.py`).

| code | meaning |
|---|---|
"""

COMMAND_LINE = """\
# The command line

Every verb of `jupyterhub-valueprop`, made from the code (`python docs/generate.py`).

What a verb finds or makes goes to standard output; what it does on the way, and how many problems
there are, to standard error. `--quiet` leaves the latter out. Problems are colored on a terminal
only, and never where `NO_COLOR` is set. After the problems comes, for each code, the page that
explains it.

| exit status | means |
|---|---|
| 0 | fine |
| 1 | something is wrong with your files, or can't be written; see each verb |
| 2 | wrong usage |
| 3 | a full disk, or a mistake of this package |

If the reader of a pipe ends early (`check | head -1`), the verb ends without a word, with status
1.

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

#: What exit status 1 means for a verb; a command to show with its output, if it needs no hub; where more is said.
VERBS = {
    "init": ("a file is there already, or can't be written", "init hub", "../tutorial/first-front-door.md"),
    "check": ("there is an error, with `--strict` also a warning", "check hub", "../how-to/check.md"),
    "preview": ("never", None, "../how-to/preview.md"),
    "export": (
        "there is an error, or the folder can't be written",
        "export hub/branding.yaml --out site --hub-url https://hub.example.org --no-pdf",
        "../how-to/export.md",
    ),
    "import": ("nothing could be imported, or the file is there already", None, "../how-to/migrate.md"),
    "vendor": ("there is an error, such as a file that did not come", None, "../how-to/vendor.md"),
    "fleet": ("something is broken that was not before, or the report can't be written", None, "../how-to/fleet.md"),
    "doctor": ("the package is off, or there is an error", None, "../how-to/hub-admin.md"),
    "accessibility": ("the tests found failures", None, "../accessibility.md"),
    "schema": ("never", None, "branding.md"),
}

COMPONENTS = """\
# Components

Every part of the page with named examples: what a community writes, and the HTML that comes of it;
made from the code (`python docs/generate.py`). The examples are files in
`jupyterhub_valueprop/templates/examples`; tests and the accessibility run show the same ones. What
`# the request` has is JupyterHub's.
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
    """Every verb with its help, its exit status and, where it needs no hub, what it prints."""
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
                printed = runner.invoke(cli, about[1].split(), prog_name="jupyterhub-valueprop").output
                parts.append(f"```console\n$ jupyterhub-valueprop {about[1]}\n{printed}```\n\n")
            status = f"Exit status 1: {about[0]}." if about[0] != "never" else "It never ends with status 1."
            parts.append(fill(f"{status} [More]({about[2]})", 100) + "\n")
        os.chdir(before)
    return "".join(parts)


def components_page() -> str:
    """Every component of the page with its examples."""
    parts = [COMPONENTS]
    for component in read_components():
        title = component.name.replace("-", " ").capitalize()
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


def _rows(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str, str, str]]:
    for name, field in model.model_fields.items():
        key = f"{prefix}{name}"
        inner, many = _inner_model(field)
        required = " *required*" if field.is_required() else ""
        yield f"`{key}`{required}", _takes(field, inner, many), field.description or "", _example(field)
        if inner is not None:
            yield from _rows(inner, f"{key}[]." if many else f"{key}.")


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
        FileRef.__name__: "path or address",
        "datetime": "date or time",
        "bool": "true or false",
    }
    kind = next((kind for name, kind in kinds.items() if name in words), "string")
    return f"list of {kind}s" if many else kind


def _literals(annotation: Any) -> Iterator[Any]:
    for each in get_args(annotation):
        if isinstance(each, str):
            yield each
        else:
            yield from _literals(each)


def _example(field: FieldInfo) -> str:
    if not field.examples:
        return ""
    example = field.examples[0]
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return f"`{text.splitlines()[0]}`"


if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
