"""The rooms of the package and who may know whom (DESIGN 2), read from the imports of every module."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

NAME = "jupyterhub_valueprop"
ROOT = Path(__file__).parents[1] / NAME

# every room with the rooms it may import
MAY_IMPORT = {
    "problems": set[str](),
    "language_tags": set[str](),
    "url_schemes": set[str](),
    "host_names": set[str](),
    "isolates": set[str](),
    "static_folder": set[str](),
    "files": set[str](),
    "lazy_config": set[str](),
    "config_run": set[str](),
    "config_names": {"problems"},
    "whole_files": set[str](),
    "content": {"problems", "language_tags", "url_schemes", "isolates"},
    "branding": {"problems", "files", "lazy_config", "language_tags", "url_schemes"},
    "citations": {"branding"},
    "theme": {"problems"},
    "pictures": {"problems", "theme"},
    "site": {"problems", "files", "isolates", "static_folder"},
    "page": {
        "problems",
        "files",
        "language_tags",
        "isolates",
        "content",
        "branding",
        "citations",
        "theme",
        "pictures",
        "site",
    },
    "importing": {"problems", "files", "lazy_config", "config_names", "config_run", "branding"},
    "template_vars": {"importing"},
    "builder": {"problems", "files", "lazy_config", "template_vars", "page", "site"},
    "hub": {
        "problems",
        "files",
        "language_tags",
        "host_names",
        "lazy_config",
        "config_names",
        "config_run",
        "static_folder",
        "site",
        "builder",
    },
    "review": {"problems", "files", "language_tags", "branding", "content", "importing", "page", "site", "theme"},
    "accessibility": {"page", "site", "export"},
    "preview": {"problems", "files", "branding", "content", "theme", "page", "site", "hub"},
    "export": {"branding", "content", "isolates", "page", "problems", "site", "whole_files"},
    "vendoring": {"problems", "files", "url_schemes", "host_names", "whole_files", "branding", "pictures", "page"},
    "fleet": {"problems", "files", "branding", "content", "page", "site", "builder", "export", "review"},
    "cli": {
        "problems",
        "files",
        "config_names",
        "content",
        "branding",
        "importing",
        "page",
        "review",
        "accessibility",
        "preview",
        "export",
        "fleet",
        "vendoring",
        "whole_files",
    },
}
# frameworks with the rooms that may know them
FRAMEWORKS = {
    "jinja2": {"page", "hub", "cli", "fleet"},
    "tornado": {"hub", "preview"},
    "jupyterhub": {"hub", "preview"},
    "traitlets": {"hub", "importing", "preview"},
    "click": {"cli"},
    "playwright": {"accessibility"},
    "axe_playwright_python": {"accessibility"},
}


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in ROOT.rglob("*.py")}


@cache
def imported(module: str) -> set[str]:
    """Absolute names of what a module imports when it runs; imports for the type checker only don't count."""
    file = MODULES[module]
    tree = ast.parse(file.read_text(encoding="utf-8"))
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    names = set()
    for node in _running(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= _targets(node, package)
    return names


def _running(node: ast.AST) -> list[ast.AST]:
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        found += [child, *_running(child)]
    return found


def _targets(node: ast.ImportFrom, package: str) -> set[str]:
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, base] if base else above)
    submodules = {f"{base}.{alias.name}" for alias in node.names} & MODULES.keys()
    # `from . import name` of a submodule needs that module, not what else its package exports
    return submodules if len(submodules) == len(node.names) else submodules | {base}


def room(module: str) -> str | None:
    """The room of a module of ours, by its full name; None for the package's own `__init__` and for others."""
    parts = module.split(".")
    return parts[1] if parts[0] == NAME and len(parts) > 1 else None


def test_every_room_of_the_package_is_known_here() -> None:
    assert {room(module) for module in MODULES} - {None} == MAY_IMPORT.keys()


@pytest.mark.parametrize("module", sorted(module for module in MODULES if room(module)))
def test_a_module_imports_only_rooms_to_its_left(module: str) -> None:
    own = str(room(module))
    rooms = {room(name) for name in imported(module)} - {None, own}
    assert rooms <= MAY_IMPORT[own]


def test_every_arrow_of_the_drawing_is_needed() -> None:
    used: dict[str, set[str]] = {name: set() for name in MAY_IMPORT}
    for module in MODULES:
        if own := room(module):
            used[own] |= {other for name in imported(module) if (other := room(name)) and other != own}

    assert used == MAY_IMPORT


@pytest.mark.parametrize("module", sorted(module for module in MODULES if room(module)))
def test_a_module_knows_no_framework_that_its_room_does_not(module: str) -> None:
    roots = {name.partition(".")[0] for name in imported(module)}
    assert {root for root in roots & FRAMEWORKS.keys() if room(module) not in FRAMEWORKS[root]} == set()


#: The rooms inside `branding`, each with those that it may import.
INSIDE_BRANDING = {"sources": set[str](), "fields": {"sources"}, "models": {"sources", "fields"}}


@pytest.mark.parametrize("inner", INSIDE_BRANDING)
def test_the_rooms_of_branding_know_only_those_before_them(inner: str) -> None:
    home = f"{NAME}.branding."
    modules = [module for module in MODULES if module.startswith(f"{home}{inner}.")]
    known = {
        name.removeprefix(home).split(".")[0]
        for module in modules
        for name in imported(module)
        if name.startswith(home)
    }

    assert known - {inner} <= INSIDE_BRANDING[inner]


def test_no_name_stands_for_two_things() -> None:
    """Modules, public classes and functions each have a name of their own; a module may have that of its room."""
    homes: dict[str, set[str]] = {}
    for module, file in MODULES.items():
        rooms, name = module.split(".")[1:-1], module.rpartition(".")[2]
        # a verb may have the name of the room that it drives
        if name not in rooms and not (rooms == ["cli"] and name in MAY_IMPORT):
            homes.setdefault(name, set()).add(module)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or node.name.startswith("_"):
                continue
            if node.name not in (name, "main"):
                homes.setdefault(node.name, set()).add(f"{module}.{node.name}")

    assert {name: sorted(modules) for name, modules in homes.items() if len(modules) > 1} == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    # a package's __init__ only re-exports, so `from .module import` inside the package is no circle through it
    graph = {
        module: {name for name in imported(module) if name in MODULES and not module.startswith(f"{name}.")} - {module}
        for module in MODULES
    }
    TopologicalSorter(graph).prepare()


TELL_A_VERSION = {
    f"{NAME}{module}"
    for module in ("", ".hub.start_line", ".hub.setup_check", ".hub.examination", ".cli.accessibility")
}
NAME_A_FOLDER_AFTER_JINJA = {f"{NAME}.page.compiling", f"{NAME}.page.landings"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_does_the_same_on_every_version(module: str) -> None:
    """None asks which JupyterHub or Python it runs on, but to tell; what tests know of versions is in versions.py."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    names = {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(tree)}
    own = {"__version__"} if module in TELL_A_VERSION | NAME_A_FOLDER_AFTER_JINJA else set()
    assert (names - own) & {"version_info", "hexversion", "__version__"} == set()
    assert imported(module) & {"importlib.metadata", "packaging.version"} == set()
