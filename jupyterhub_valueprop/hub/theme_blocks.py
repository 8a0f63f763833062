"""What a theme's `page.html` says in two of its blocks, for our login page, which does not extend it.

`announcement` is how hubs show what a service announces, and `script` is where such a theme asks the service.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from .templates import Ancestors

ANNOUNCEMENT, SCRIPT = "announcement", "script"


class ThemeBlocks:
    """The blocks of a theme that stands in `folders`, which an admin has named."""

    def __init__(self, environment: Environment, ancestors: Ancestors, folders: tuple[Path, ...]) -> None:
        self._environment, self._ancestors = environment, ancestors
        self._folders = folders

    def of(self, name: str, values: Mapping[str, Any]) -> dict[str, Markup]:
        """The two blocks of the page of this name as HTML, where the theme has an announcement of its own."""
        names = (name, *self._ancestors.of(name))
        templates = [self._environment.get_template(each) for each in names]
        if not self._is_themes(templates, ANNOUNCEMENT):
            return {}
        shown = [ANNOUNCEMENT, *([SCRIPT] if self._is_themes(templates, SCRIPT) else [])]
        return {block: self._html(templates, block, values) for block in shown}

    def _is_themes(self, templates: list[Template], block: str) -> bool:
        nearest = next((each for each in templates if block in each.blocks), None)
        return nearest is not None and any(Path(nearest.filename or "").is_relative_to(each) for each in self._folders)

    @staticmethod
    def _html(templates: list[Template], block: str, values: Mapping[str, Any]) -> Markup:
        context = templates[0].new_context(dict(values))
        for parent in templates[1:]:  # what `super()` leads to
            for name, render in parent.blocks.items():
                context.blocks.setdefault(name, []).append(render)
        return Markup("".join(context.blocks[block][0](context)))  # noqa: S704 - the environment has escaped it
