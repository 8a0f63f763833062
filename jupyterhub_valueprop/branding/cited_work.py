"""Put the work of a CITATION.cff file where the branding names that file, so that it is checked like the rest."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from jupyterhub_valueprop.branding.sources.citation_file import work_of_file
from jupyterhub_valueprop.branding.sources.text_files import read_source
from jupyterhub_valueprop.branding.sources.tree import KeyPath, Node, nearest_node, replaced
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Problem

from .validation import Checked

CITATION: KeyPath = ("credits", "citation")


@dataclass(frozen=True)
class CitedWork:
    """A tree that holds the cited work, and what was wrong with its file."""

    tree: Node
    problems: tuple[Problem, ...]


def with_cited_work(checked: Checked, files: Files) -> CitedWork | None:
    """Return the branding's tree with what its CITATION.cff says, or None if the branding names no such file."""
    citation = checked.branding.credits.citation
    source = citation.source if citation else None
    if source is None or source.path is None:
        return None
    _, node = nearest_node(checked.tree, CITATION)
    _, named = nearest_node(checked.tree, (*CITATION, "source"))
    shown = os.path.normpath(Path(named.place.file or "").parent / source.written)
    text = read_source(source.path, shown, files, confined=source.confined, named_at=named.place)
    if isinstance(text, Problem):
        return CitedWork(replaced(checked.tree, CITATION, Node({}, node.place, node.key_place)), (text,))
    from jupyterhub_valueprop.branding.sources.yaml_reader import parse_yaml  # noqa: PLC0415 - as in `Layers`

    root, problems = parse_yaml(text, shown, source.path.parent, as_written=True)
    work = {} if problems and not root.children else {"work": work_of_file(root)}
    return CitedWork(replaced(checked.tree, CITATION, Node(work, node.place, node.key_place)), tuple(problems))
