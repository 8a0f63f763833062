"""No regular expression of the package takes more than linear time, whatever it is given.

Two things make an expression backtrack beyond that: an unbounded repetition within another, and two side by side that
can match the same characters, so that a long run may be shared out between them in many ways.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard

import pytest

import jupyterhub_valueprop

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # its name before Python 3.11 warns after it
    if sys.version_info >= (3, 11):
        from re import _constants as sre  # type: ignore[attr-defined]
        from re import _parser as parser  # type: ignore[attr-defined]
    else:
        import sre_constants as sre
        import sre_parse as parser

ROOT = Path(jupyterhub_valueprop.__file__).parent
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT}
#: What stands for all characters beyond these when sets are compared.
CHARACTERS = [chr(code) for code in range(256)] + [
    "\N{CYRILLIC SMALL LETTER A}",
    "\N{EM DASH}",
    "\N{EM SPACE}",
    "٣",
    "K",
]
#: Functions of `re` that take a pattern.
TAKING_PATTERNS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}

Items = list[tuple[Any, Any]]


def problems(pattern: str, flags: int = 0) -> list[str]:
    """What may make an expression slow; empty for one that is safe."""
    parsed = parser.parse(pattern, flags)
    checker = _Checker(parsed.state.flags)
    checker.sequence(list(parsed), within=False)
    return checker.found


class _Checker:
    """Walks through a parsed expression.

    `sequence` returns the sets of characters that unbounded repetitions at its end can match, as far as nothing that
    has to be there stands behind them, and those at its beginning likewise; and whether it can be empty.
    """

    def __init__(self, flags: int) -> None:
        self.flags = flags & (re.IGNORECASE | re.DOTALL | re.ASCII)
        self.found: list[str] = []

    def sequence(self, items: Items, *, within: bool) -> tuple[list[set[str]], list[set[str]], bool]:
        first: list[set[str]] = []
        open_runs: list[set[str]] = []
        all_empty = True
        for item in items:
            begins, ends, is_empty = self.item(item, within=within)
            if any(one & other for one in open_runs for other in begins):
                self.found.append("two unbounded repetitions side by side can match the same characters")
            if all_empty:
                first = first + begins
            open_runs = open_runs + ends if is_empty else ends
            all_empty = all_empty and is_empty
        return first, open_runs, all_empty

    def item(self, item: tuple[Any, Any], *, within: bool) -> tuple[list[set[str]], list[set[str]], bool]:
        kind, value = item
        if kind in REPEATS:
            return self.repeat(value, within=within)
        if kind is sre.SUBPATTERN:
            return self.sequence(list(value[-1]), within=within)
        if kind is sre.BRANCH:
            branches = [self.sequence(list(branch), within=within) for branch in value[1]]
            return _joined(branches)
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            self.sequence(list(value[1]), within=within)
            return [], [], True
        if kind is sre.AT:
            return [], [], True
        if kind is sre.GROUPREF_EXISTS:
            branches = [self.sequence(list(branch or []), within=within) for branch in value[1:]]
            return _joined(branches)
        if kind is sre.GROUPREF:
            return [], [], True
        if str(kind) in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
            raise AssertionError("Python 3.10 does not know possessive repetitions and atomic groups")
        return [], [], False

    def repeat(self, value: tuple[Any, Any, Any], *, within: bool) -> tuple[list[set[str]], list[set[str]], bool]:
        low, high, items = value
        if high is not sre.MAXREPEAT:
            begins, ends, is_empty = self.sequence(list(items), within=within)
            if high > 1 and any(one & other for one in ends for other in begins):
                self.found.append("a repetition of an unbounded repetition")
            return begins, ends, is_empty or low == 0
        if within:
            self.found.append("an unbounded repetition within another")
        self.sequence(list(items), within=True)
        matched = [self.characters(list(items))]
        return matched, matched, low == 0

    def characters(self, items: Items) -> set[str]:
        """The characters that stand anywhere in what is repeated."""
        found: set[str] = set()
        for kind, value in items:
            if kind in REPEATS:
                found |= self.characters(list(value[2]))
            elif kind is sre.SUBPATTERN:
                found |= self.characters(list(value[-1]))
            elif kind is sre.BRANCH:
                found |= set().union(*(self.characters(list(branch)) for branch in value[1]))
            elif kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
                found |= self.one(kind, value)
            elif kind not in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
                found |= set(CHARACTERS)
        return found

    def one(self, kind: Any, value: Any) -> set[str]:
        """The characters that one item matches: asked of `re` itself."""
        state = parser.State()
        state.flags = self.flags
        alone: Any = importlib.import_module("re._compiler" if sys.version_info >= (3, 11) else "sre_compile")
        compiled = alone.compile(parser.SubPattern(state, [(kind, value)]), self.flags)
        extra = {chr(value)} if kind is sre.LITERAL else set()
        return {each for each in {*CHARACTERS, *extra} if compiled.fullmatch(each)}


def _joined(branches: list[tuple[list[set[str]], list[set[str]], bool]]) -> tuple[list[set[str]], list[set[str]], bool]:
    begins = [each for branch in branches for each in branch[0]]
    ends = [each for branch in branches for each in branch[1]]
    return begins, ends, any(branch[2] for branch in branches)


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages([str(ROOT)], f"{jupyterhub_valueprop.__name__}."):
        if found.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError:  # a plugin of a distribution that is not there
            file = ROOT.parent.joinpath(*found.name.split(".")).with_suffix(".py")
            if "import re\n" in file.read_text(encoding="utf-8"):
                raise


def constants() -> list[Any]:
    """The compiled expressions that stand in modules and classes, alone or in a collection."""
    return [
        pytest.param(pattern, id=f"{module.__name__}:{name}")
        for module in modules()
        for name, value in vars(module).items()
        for pattern in _compiled(value, module)
    ]


def _compiled(value: object, module: ModuleType) -> list[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [each for one in value for each in _compiled(one, module)]
    if isinstance(value, dict):
        return [each for one in (*value, *value.values()) for each in _compiled(one, module)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [each for field in dataclasses.fields(value) for each in _compiled(getattr(value, field.name), module)]
    if isinstance(value, type) and value.__module__ == module.__name__:
        return [each for each in vars(value).values() if isinstance(each, re.Pattern)]
    return []


def literals() -> list[Any]:
    """What is given to functions of `re` within functions, by its place; None where only a call of it could tell."""
    found = []
    for module in modules():
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Lambda))):
            for call in (node for node in ast.walk(function) if _is_of_re(node)):
                found.append(pytest.param(_resolved(call.args[0], module), id=f"{module.__name__}:{call.lineno}"))
    return found


def _resolved(argument: ast.expr, module: ModuleType) -> str | re.Pattern[str] | None:
    """The value of a literal or of the module's constants, as they are or in an f-string."""
    names = {node.id for node in ast.walk(argument) if isinstance(node, ast.Name)}
    if not all(isinstance(vars(module).get(name), (str, re.Pattern)) for name in names):
        return None
    return eval(compile(ast.Expression(argument), module.__name__, "eval"), vars(module))  # type: ignore[no-any-return]


def _is_of_re(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in TAKING_PATTERNS
    )


@pytest.mark.parametrize("pattern", constants())
def test_the_expressions_of_the_package_take_linear_time(pattern: re.Pattern[Any]) -> None:
    assert problems(pattern.pattern, pattern.flags) == [], f"rewrite {pattern.pattern!r}, or read it step by step"


@pytest.mark.parametrize("pattern", literals())
def test_expressions_within_functions_can_be_read_and_take_linear_time(pattern: str | re.Pattern[str] | None) -> None:
    assert pattern is not None, "make this expression a constant of the module, which is looked at here"
    text, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    assert problems(text, flags) == [], f"rewrite {text!r}, or read it step by step"


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+", r"(a*)*", r"(?:a+b)*", r"(?:a|b+)*", r"(?:\{[^{}]*\}[^{}]*)*",
        r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}",
        r"a*a*", r"\s*.*", r"\s*(.*?)\s*", r"\d+\.?\d*", r"\w+\d+", r"a*(?:b)?a*", r"a*(?=c)a*", r"a*^a*", r"a*b*a*",
        r"(?:a+|c)[ab]+", r"x*(?:y|x+)", r"(?:a+){3}", r"(?i)a*A*", r"[^a]+b*", r".+\n*(?s:.)*", r"\s*=?\s*",
        r"(a+)\1*a+",
        r"(?:(?:ab)+)a+", r"(?=a*a*)b", r"(?<!x)a+(?:a+)?",
    ],
)  # fmt: skip
def test_expressions_that_backtrack_are_found(pattern: str) -> None:
    assert problems(pattern) != []


@pytest.mark.parametrize(
    "pattern",
    [
        r"a+", r"a*b*", r"(?:[A-Za-z]+|\*)?(?:[.#][\w-]+)?", r"\d+(?:\.\d*)?", r"a+ba+", r"(?:ab)+", r"[^()]+\([^)]*\)",
        r"a{0,9}a{0,9}", r"(?:a{1,9}b)*", r"\s+\S+", r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6})", r"(?:a+|b+)", r"[^:]*:(?!x).*",
        r"\A\s*\Z", r"(?s)<!--.*?-->",
    ],
)  # fmt: skip
def test_expressions_that_do_not_are_left_alone(pattern: str) -> None:
    assert problems(pattern) == []
