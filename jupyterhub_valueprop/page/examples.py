"""Named examples of every component of the page: the YAML that somebody writes, and the resulting HTML.

The examples are data, in `templates/examples/<component>.yaml`. Tests, the accessibility run and the reference show
them; a hub never reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType, SimpleNamespace
from typing import Any

import yaml
from markupsafe import Markup

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.site import Landing, Site, query_form

from .assembly import site_of
from .landings import TEMPLATES, template_environment

EXAMPLES = TEMPLATES / "examples"
STATIC_URL = "/hub/static/"

#: The components in the order of the login page, then those on JupyterHub's other pages.
COMPONENTS = (
    "ribbon",
    "hub-announcement",
    "notice",
    "masthead",
    "sign-in-card",
    "languages",
    "introduction",
    "photo",
    "opening",
    "section",
    "promise",
    "invitation",
    "cycle",
    "credits",
    "how-to-cite",
    "footer",
    "hub-logo",
    "hub-notices",
    "hub-greeting",
    "hub-error",
    "hub-story",
    "hub-footer",
)

#: The context that JupyterHub gives a page for a plain request; an example's `request` is merged over it.
REQUEST: Mapping[str, Any] = MappingProxyType(
    {
        "announcement": "",
        "hub_logo": "",
        "theme_announcement": "",
        "theme_script": "",
        "authenticator": {"request_otp": False, "otp_prompt": ""},
        "authenticator_login_url": "/hub/login?next=",
        "base_url": "/hub/",
        "custom_html": "",
        "destination": None,
        "exception": None,
        "login_error": "",
        "login_service": "",
        "login_term_url": "",
        "login_url": "/hub/login",
        "logo_url": "",
        "next": "",
        "prefix": "/",
        "public_origin": "https://hub.example.org",
        "services": (),
        "status_code": 200,
        "user": None,
        "username": "",
        "version_hash": "",
        "xsrf": "token",
        "xsrf_token": "token",
    }
)

#: What an error page is about; the `happened` of a request is merged over it.
HAPPENED: Mapping[str, Any] = MappingProxyType({"sentence": "", "came_to_sign_in": False, "is_turned_away": False})

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,30})\b([^>]{0,2000})>")
_CLASS = re.compile(r'\bclass="([^"]*)"')


@dataclass(frozen=True)
class Example:
    """One example: the `branding` that a community writes, and what differs in the `request` that is answered.

    `element` is the part of the page that it shows, as `tag.class`.
    """

    name: str
    template: str
    element: str
    branding: Mapping[str, Any] = field(default_factory=dict)
    request: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """The site of its branding, whose files the HTML links to."""
        reading = read_branding(dict(self.branding), root=EXAMPLES)
        return site_of(reading, static_url_prefix=STATIC_URL)

    @cached_property
    def html(self) -> Markup:
        """The element that it shows, cut out of the login page or of this package's part of another page."""
        landing = next(iter(self.site.landings.values()))
        page = self.template if self.template.startswith("wrapped-") else "login.html"
        return _cut(_rendered(page, landing, self.request), *self.element.split("."))


@dataclass(frozen=True)
class Component:
    """One part of the page, the template that makes it, and its examples."""

    name: str
    about: str
    template: str
    examples: tuple[Example, ...]


def read_component(name: str) -> Component:
    """The component of this name with its examples, from its file."""
    data = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    shared = {"template": data["template"], "element": data["element"]}
    return Component(
        name, data["about"], data["template"], tuple(Example(**{**shared, **each}) for each in data["examples"])
    )


def read_components() -> tuple[Component, ...]:
    """All components, in their order."""
    return tuple(map(read_component, COMPONENTS))


def login_page(landing: Landing, request: Mapping[str, Any] = MappingProxyType({})) -> str:
    """The whole login page as a hub answers a request; `request` is merged over `REQUEST`."""
    return _rendered("login.html", landing, request)


def wrapped_part(name: str, landing: Landing, request: Mapping[str, Any] = MappingProxyType({})) -> str:
    """One part of this package on another page of JupyterHub, such as `wrapped-footer`."""
    return _rendered(f"{name}.html", landing, request)


def _rendered(template: str, landing: Landing, request: Mapping[str, Any]) -> str:
    return template_environment(()).get_template(f"valueprop/{template}").render(_context(landing, request))


def _context(landing: Landing, request: Mapping[str, Any]) -> dict[str, Any]:
    values = {**REQUEST, **request}
    happened = {**HAPPENED, **request.get("happened", {})}
    return {
        **values,
        "sign_in_form": query_form(values["authenticator_login_url"]),
        "valueprop": SimpleNamespace(what_happened=lambda: happened),
        "landing": landing,
        "notices": landing.notices("login"),
        "static_url": lambda path, **_: f"{STATIC_URL}{path}",
        **landing.locale.functions,
    }


def _cut(html: str, tag: str, css_class: str) -> Markup:
    """The first element of a class, with its content; raises ValueError if there is no such element."""
    start, depth = None, 0
    for edge in _TAG.finditer(html):
        if edge[2] != tag or (start is None and not _has_class(edge[3], css_class)):
            continue
        start = edge.start() if start is None else start
        depth += -1 if edge[1] else 1
        if not depth:
            return Markup(html[start : edge.end()])  # noqa: S704 - the environment has escaped it
    raise ValueError(f"no <{tag}> of class {css_class}")


def _has_class(attributes: str, css_class: str) -> bool:
    classes = _CLASS.search(attributes)
    return classes is not None and css_class in classes[1].split()
