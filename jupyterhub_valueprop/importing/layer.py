"""Find the values for a page in a configuration, whatever is around them, and make a layer of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jupyterhub_valueprop.branding.sources.layers import ReadLayer
from jupyterhub_valueprop.branding.sources.mappings import tree_of_values
from jupyterhub_valueprop.branding.sources.tree import KeyPath, MergeRules, Node, merge
from jupyterhub_valueprop.problems import Place
from jupyterhub_valueprop.problems.phrases import found

from . import homepage, hub_texts
from .branding_draft import BrandingDraft, is_given
from .homepage import read_homepage, report_unknown
from .hub_texts import read_hub_texts

#: As Helm merges: key by key, lists replace, null removes.
HELM = MergeRules({}, {}, {}, frozenset())
VARIABLES = ("templateVars", "template_vars")
#: 2i2c's template gets its values under this name, beside JupyterHub's variables.
CUSTOM = "custom"
#: Settings of classes, in any section of a class.
SETTINGS = ("logo_file", "login_service")
#: Keys that identify a file with only the variables. Other charts have an `enabled`, too, so it is not one of them.
BARE = (homepage.KEYS | hub_texts.KEYS) - {"enabled", "default_url"}
#: Keys of the chart's `homepage` beside the variables.
TEMPLATE_ITSELF = ("gitRepoUrl", "gitRepoBranch")
#: Under this key, Zero to JupyterHub's chart has code in Python.
CODE = "extraConfig"
SET_BY_CODE = ("template_vars", *SETTINGS)


def layer_of_values(values: Any, key: str) -> ReadLayer:
    """The layer of `templateVars`. The place of each value is its path below `key`."""
    draft = BrandingDraft()
    place = Place(key=key)
    tree, problems = tree_of_values(values if values is not None else {}, key, Path())
    if values is not None and not isinstance(values, Mapping):
        draft.report(place, "no-home", f"'templateVars' needs keys indented below it, found {found(values)}")
    read_variables(tree, Path(), draft)
    return ReadLayer(draft.tree(place), (*problems, *draft.problems))


def read_variables(variables: Node, folder: Path, draft: BrandingDraft) -> None:
    """Take over the variables of a template: a homepage's, JupyterHub's own, or both side by side."""
    inner = variables.child(CUSTOM)
    if inner is not None and inner.is_mapping:
        variables = merge(variables, inner, HELM)
    read_homepage(variables, draft)
    hub = {key: node for key, node in variables.value.items() if key in hub_texts.KEYS}
    read_hub_texts(hub, folder, draft)
    for key, node in variables.value.items():
        if key not in homepage.KEYS | hub_texts.KEYS | {CUSTOM} and is_given(node):
            report_unknown(key, node, draft)


def variables_of(values: Node, draft: BrandingDraft) -> Node | None:
    """All variables and settings for a page, from anywhere in the configuration; None if there are none."""
    found_here = [node for _, node in _variables(values, ())]
    if not found_here and set(values.value) & BARE:
        found_here = [values]  # a file with only the variables
    settings: dict[str, Node] = {}
    for key, node in _settings(values):
        if key in settings and settings[key].value != node.value:
            message = f"'{key}' is given several times; only the last one is used"
            draft.report(settings[key].place, "no-home", message)
        settings[key] = node
    if not found_here and not settings:
        return None
    merged = Node(settings, values.place)
    for each in found_here:
        merged = merge(merged, each, HELM)
    return merged


def report_surroundings(values: Node, draft: BrandingDraft) -> None:
    """Report the template's settings that are not needed any more, and the code that was not run."""
    for path, node in _walk(values, ()):
        if CODE in path and isinstance(node.value, str) and any(name in node.value for name in SET_BY_CODE):
            message = f"'{path[-1]}' is code that may change pages; it was not run"
            draft.report(node.place, "no-home", message, "save it as jupyterhub_config.py and import that, too")
        if path[-1:] and path[-1] in TEMPLATE_ITSELF and "homepage" in path and is_given(node):
            message = f"'{path[-1]}' names the template that this package replaces"
            draft.report(node.place, "no-home", message, "remove it")


def _variables(values: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    return ((at, node) for at, node in _walk(values, path) if at[-1:] and at[-1] in VARIABLES and node.is_mapping)


def _settings(values: Node) -> Iterator[tuple[str, Node]]:
    for path, node in _walk(values, ()):
        if len(path) > 1 and path[-1] in SETTINGS and not set(VARIABLES) & set(path) and is_given(node):
            yield str(path[-1]), node


def _walk(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    """Every value below mappings, with its path. Values inside lists are not included."""
    yield path, node
    if node.is_mapping:
        for key, child in node.value.items():
            yield from _walk(child, (*path, key))
