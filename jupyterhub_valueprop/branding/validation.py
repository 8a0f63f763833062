"""Validate a tree of values with the models. Each wrong value becomes one problem; the others stay usable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jupyterhub_valueprop.branding.models.branding import Branding
from jupyterhub_valueprop.branding.sources.tree import KeyPath, Node, dotted, nearest_node, plain_value, pruned
from jupyterhub_valueprop.branding.sources.typing_slips import between_curly_quotes, key_of, missed_space
from jupyterhub_valueprop.files import Files
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import LONGEST_QUOTE, found, nearest, nearest_or_all, quote

from .keys import advice_for_unknown, known_keys, meant_key

_NEXT_KEY = re.compile(r"\s[a-z_]{1,60}:\s{0,9}$")
ROUNDS = 25
"""How often a tree is validated again without its wrong values: some rules are only tried on valid values."""


MOST_SUGGESTIONS = 20
"""How many suggestions one reading may make: each compares a name with all known names."""


@dataclass
class Suggestions:
    """How many suggestions may still be made."""

    left: int = MOST_SUGGESTIONS

    def take(self) -> bool:
        """Whether one more may be made."""
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True)
class Checked:
    """A tree without its wrong values, the branding that it makes, and the problems."""

    tree: Node
    branding: Branding
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Mistake:
    problem: Problem | None  # None: it follows from a problem that is reported already
    cut: KeyPath
    is_lack: bool = False
    in_part: bool = False  # another layer may still supply what is missing


def check_tree(tree: Node, files: Files, suggestions: Suggestions, *, whole: bool) -> Checked:
    """Validate a layer, or the `whole` branding after merging, and remove wrong values.

    A layer may lack what another layer gives. `files` knows which files may be named and records those looked for.
    """
    problems: list[Problem] = []
    for _ in range(ROUNDS):
        branding, mistakes = _look(tree, files, suggestions)
        mistakes = [each for each in mistakes if whole or not each.in_part]
        if not mistakes:
            return Checked(tree, branding or Branding(), tuple(problems))
        # missing keys are judged last, because such a key is often there, but misspelled
        mistakes = [each for each in mistakes if not each.is_lack] or mistakes
        problems.extend(each.problem for each in mistakes if each.problem)
        tree = pruned(tree, {each.cut for each in mistakes}) or Node({}, tree.place)
    return Checked(Node({}, tree.place), Branding(), tuple(problems))


def _look(tree: Node, files: Files, suggestions: Suggestions) -> tuple[Branding | None, list[_Mistake]]:
    try:
        return Branding.model_validate(plain_value(tree), context=files), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, [_mistake(detail, tree, suggestions) for detail in details]


def _mistake(error: ErrorDetails, tree: Node, suggestions: Suggestions) -> _Mistake:
    at_key = error["loc"][-1:] == ("[key]",)
    loc: KeyPath = error["loc"][:-1] if at_key else error["loc"]
    if error["type"] == "missing":
        return _missing(loc[:-1], tree, f"needs the key {quote(str(loc[-1]))}", lacks=str(loc[-1]))
    path, node = nearest_node(tree, loc)
    context: Mapping[str, Any] = error.get("ctx") or {}
    if error["type"] == "missing-key":
        return _missing(path, tree, context["message"], hint=context["hint"])
    if error["type"] == "too_short" and node.lost:
        return _Mistake(None, path, is_lack=True)
    if error["type"] == "extra_forbidden":
        under = f" under {quote(dotted(path[:-1]))}" if path[:-1] else ""
        message, code = f"unknown key {quote(str(path[-1]))}{under}", "unknown-key"
        hint = advice_for_unknown(path) if suggestions.take() else None
    else:
        code, predicate, hint = _wording(error, context, path, node, suggestions)
        message, hint = f"{quote(dotted(path))} {predicate}", _hint_on_quotes(node, hint)
    place = (node.key_place if at_key or code == "unknown-key" else None) or node.place
    return _Mistake(Problem(place, "error", code, message, hint), path, is_lack=error["type"] == "too_short")


def _missing(
    path: KeyPath, tree: Node, predicate: str, *, lacks: str | None = None, hint: str | None = None
) -> _Mistake:
    path, node = nearest_node(tree, path)
    in_list = any(isinstance(step, int) for step in path)  # lists are not merged, so no layer can supply it
    meant = lacks is not None and any(meant_key(lost, (lacks,)) for lost in node.lost)
    if meant or (lacks is None and node.lost):
        return _Mistake(None, path, is_lack=True, in_part=not in_list)
    message = f"{quote(dotted(path))} {predicate}"
    problem = Problem(node.key_place or node.place, "error", "missing-key", message, hint)
    return _Mistake(problem, path, is_lack=True, in_part=not in_list)


def _wording(
    error: ErrorDetails, context: Mapping[str, Any], path: KeyPath, node: Node, suggestions: Suggestions
) -> tuple[str, str, str | None]:
    """Code, predicate and hint of an error, in this package's words."""
    kind = error["type"]
    if "message" in context:
        return kind, context["message"], context["hint"]
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        word = node.value if isinstance(node.value, str) and suggestions.take() else ""
        hint = nearest_or_all(word, choices)
        return "unknown-value", f"can't be {found(node.value)}", hint
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        keys = ", ".join(quote(key) for key in known_keys(path))
        where = "" if path and isinstance(path[-1], int) else " indented below it"
        advice = _missed_space(node, path) or (f"its keys are {keys}" if keys else None)
        return "type", f"needs keys{where}, found {found(plain_value(node))}", advice
    if kind == "tuple_type":
        return "type", f"takes a list, found {found(plain_value(node))}", _as_list(node, path)
    if kind in ("too_short", "too_long"):
        bound = f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        entries = "entry" if bound.endswith(" 1") else "entries"
        return "length", f"takes {bound} {entries}, found {context['actual_length'] or 'none'}", None
    return "type", f"can't be {found(plain_value(node))}", None


def _as_list(node: Node, path: KeyPath) -> str:
    """How to write a list; on one line, if its entries have no keys."""
    written = str(node.value) if isinstance(node.value, str) and not known_keys((*path, 0)) else ""
    if path[-1:] in (("locales",), ("pages",), ("sections",)):
        written = ", ".join(re.split(r"[,;\s]+", written.strip(" ,;")))
    is_short = 0 < len(written) <= LONGEST_QUOTE and not written.startswith("-")
    return f"write {quote(f'[{written}]')}, or begin each entry with '- '" if is_short else "begin each entry with '- '"


def _missed_space(node: Node, path: KeyPath) -> str | None:
    """The hint for a text that was meant as a key and its value."""
    written = str(node.value) if isinstance(node.value, str) else ""
    hint = missed_space(written)
    return hint if hint and nearest(key_of(written), known_keys(path)) else None


def _hint_on_quotes(node: Node, hint: str | None) -> str | None:
    """The hint for a wrong value, another one if it is in typographic quotes, or not closed."""
    if isinstance(node.value, str) and _NEXT_KEY.search(node.value[-80:]):
        return "close the quotes of this text: its next line is part of it"
    meant = between_curly_quotes(node.value) if isinstance(node.value, str) else None
    if meant is None or (hint and hint.endswith("without quotes")):
        return hint
    return f'put it in straight quotes: "{quote(meant)[1:-1]}"'


def place_of(tree: Node, path: KeyPath) -> Place:
    """Where a value was written, or else the place of the mapping in which it would be."""
    reached, node = nearest_node(tree, path)
    return node.place if reached else Place(key=dotted(path))


def each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without repetitions: a value that YAML aliases repeat is found at several keys."""
    seen = set()
    for problem in problems:
        identity = (problem.place, problem.code, problem.message if problem.code == "missing-key" else "")
        if identity not in seen:
            seen.add(identity)
            yield problem
