"""Answer the hub's `login.html` directly: a cached page doesn't need what Jinja prepares for a template."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

if TYPE_CHECKING:
    from .rendering import Rendering

NAME = "login.html"


class LoginLoader(BaseLoader):
    """Loads one source as `login.html`, in a template that first asks `valueprop` for the page."""

    def __init__(self, source: str) -> None:
        self._source = source

    def get_source(self, _: Environment, template: str) -> tuple[str, None, Callable[[], bool]]:
        """The source, which never changes."""
        if template != NAME:
            raise TemplateNotFound(template)
        return self._source, None, _is_up_to_date

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """The template; an ordinary one in an environment without async."""
        self.get_source(environment, name)
        code = environment.compile(self._source, name)
        kind = LoginTemplate if environment.is_async else environment.template_class
        return kind.from_code(environment, code, globals or {}, _is_up_to_date)


class LoginTemplate(Template):
    """The template that JupyterHub's login handler renders with `render_async(**context)` (5.2 to 6.1)."""

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        """This package's page, or the hub's template if there is no such page."""
        rendering = cast("Rendering", self.environment.globals["valueprop"])
        values = dict(*args, **kwargs)
        page = await rendering.login_page(values)
        if page is not None:
            return page
        return await self.environment.get_template(rendering.hubs_own(NAME)).render_async(values)


def _is_up_to_date() -> bool:
    return True
