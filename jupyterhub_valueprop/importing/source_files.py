"""Turn imported files into one branding, with the place of each value, and list what has no key in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.branding.sources.layers import ReadLayer
from jupyterhub_valueprop.branding.sources.text_files import read_source
from jupyterhub_valueprop.branding.sources.tree import Node, merge
from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Place, Problem, in_order

from .branding_draft import BrandingDraft
from .layer import HELM, read_variables, report_surroundings, variables_of
from .python_config import read_config
from .titles import read_titles


@dataclass(frozen=True)
class Imported:
    """The branding as a tree of usable values, each with its place.

    An error in `problems` means that a source could not be read and the tree should not be written.
    """

    tree: Node
    problems: tuple[Problem, ...]


def import_sources(names: Sequence[str], folder: Path) -> Imported:
    """Import files by their names; those in YAML are merged as Helm does, later ones win.

    `folder` is where the branding file will be. Never raises because of the content of the files.
    """
    draft = BrandingDraft()
    errors: list[Problem] = []
    values: Node | None = None
    for name in names:
        tree, problems = _read(name)
        errors += [problem for problem in problems if problem.severity == "error"]
        draft.problems += [problem for problem in problems if problem.severity == "warning"]
        if isinstance(tree.value, tuple):
            read_titles(tree, draft)
        elif tree.is_mapping:
            values = tree if values is None else merge(values, tree, HELM)
    if values is not None and not errors:
        variables = variables_of(values, draft)
        if variables is not None:
            read_variables(variables, folder, draft)
        report_surroundings(values, draft)
    if not errors and not draft.entries and not draft.problems:
        message = "this has nothing for a page: no 'templateVars', 'template_vars', announcement or logo"
        hint = "name a values file, a jupyterhub_config.py or a list of titles and bodies"
        errors.append(Problem(Place(names[-1]), "error", "nothing-to-import", message, hint))
    tree, mistakes = _usable(draft, folder)
    return Imported(tree, in_order((*errors, *draft.problems, *mistakes)))


def _usable(draft: BrandingDraft, folder: Path) -> tuple[Node, list[Problem]]:
    """The tree without invalid values. Each of them becomes a warning, because it is left out."""
    reading = read_branding(ReadLayer(draft.tree(Place()), ()), root=folder, files=Files([folder]))
    refused = [problem for problem in reading.problems if problem.severity == "error"]
    return reading.tree, [replace(problem, severity="warning") for problem in refused]


def _read(name: str) -> tuple[Node, list[Problem]]:
    path = Path(name).absolute()
    if path.suffix == ".py":
        return read_config(path, name)
    text = read_source(path, name, Files(), confined=False, named_at=None)
    if isinstance(text, Problem):
        return Node({}, text.place), [text]
    tree, problems = parse_yaml(text, name, path.parent)
    # if other files have values, this one may simply not be about pages
    return tree, [replace(each, severity="warning") for each in problems] if tree.value else problems
