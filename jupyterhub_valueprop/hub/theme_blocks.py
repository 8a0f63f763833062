"""Read two blocks of a theme's `page.html`, for this package's login page, which doesn't extend it.

Hubs show a service's announcements in `announcement`, and such a theme contacts the service in `script`.
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
    """The blocks of a theme in `folders`, which an admin has named."""

    def __init__(self, environment: Environment, ancestors: Ancestors, folders: tuple[Path, ...]) -> None:
        self._environment, self._ancestors = environment, ancestors
        self._folders = folders

    def of(self, name: str, values: Mapping[str, Any]) -> dict[str, Markup]:
        """The two blocks of the page of this name as HTML, if the theme has its own announcement."""
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
        for parent in templates[1:]:  # the target of `super()`
            for name, render in parent.blocks.items():
                context.blocks.setdefault(name, []).append(render)
        return Markup("".join(context.blocks[block][0](context)))  # noqa: S704 - the environment has escaped it
