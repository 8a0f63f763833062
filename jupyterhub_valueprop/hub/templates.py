"""Find the template of a name: this package's if the settings ask for it, else the hub's, else a fallback."""

from __future__ import annotations

from collections.abc import Mapping
from logging import Logger
from pathlib import Path
from weakref import WeakKeyDictionary

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, PrefixLoader, Template, meta, nodes

from . import internals
from .login_template import NAME as LOGIN_NAME
from .login_template import LoginLoader
from .traits import ValueProp

TEMPLATES = Path(__file__).parent.parent / "templates"
NEXT = "valueprop-next"

#: All pages extend page.html. The others listed here get more, or fill a block that this package's page.html fills.
WRAPPED = ("page.html", "home.html", "error.html", "logout.html", "admin.html")
OWN = "valueprop-own"
LOGIN_SHIMS = {"page": "login.html", "wrap": "login-wrap.html", "off": "login-off.html"}
NATIVE = ("native-login.html", "signup.html")  # the login pages of NativeAuthenticator, which have their own forms
SHIBBOLETH = "login_shibboleth.html"  # of jhub-shibboleth-user-authenticator; extends only JupyterHub's page.html

#: Where the pages of an announcement (`pages: [login, home, spawn]`) are, by template. People sign in again from the
#: page after signing out. All pages about starting and stopping a server belong to `spawn`.
NOTICE_PAGES: Mapping[str, str] = {
    "login.html": "login",
    "native-login.html": "login",
    "signup.html": "login",
    SHIBBOLETH: "login",
    "logout.html": "login",
    "home.html": "home",
    "spawn.html": "spawn",
    "spawn_pending.html": "spawn",
    "not_running.html": "spawn",
    "stop_pending.html": "spawn",
}


def layered_loader(hub: BaseLoader | None, settings: ValueProp) -> BaseLoader:
    """The hub's loader, with this package's templates around it.

    `valueprop-next/<name>` is the hub's template without this package. `valueprop/<name>` is this package's, unless the
    admin's `template_paths` has one of that name. `valueprop-own/<name>` is this package's even then.
    """
    below = ChoiceLoader([*filter(None, (hub, internals.native_templates()))])
    shims = _read(shown_shims(settings), settings.log)
    parts = _read(_parts(), settings.log)
    ours = DictLoader({f"valueprop/{name}": source for name, source in parts.items()})
    prefixed = PrefixLoader({NEXT: below, OWN: DictLoader(parts)})
    login = [LoginLoader(shims.pop(LOGIN_NAME))] if settings.login_page == "page" and LOGIN_NAME in shims else []
    return ChoiceLoader([prefixed, *login, DictLoader(shims), below, ours])


def shown_shims(settings: ValueProp) -> dict[str, Path]:
    """The templates of the hub that this package replaces, by name."""
    shims = {"login.html": TEMPLATES / LOGIN_SHIMS[settings.login_page]}
    if settings.login_page != "off" and internals.native_templates() is not None:
        shims |= {name: TEMPLATES / name for name in NATIVE}
    if settings.login_page != "off":
        shims[SHIBBOLETH] = TEMPLATES / SHIBBOLETH
    if settings.pages == "all":
        shims |= {name: TEMPLATES / name for name in WRAPPED}
    return shims


def _parts() -> dict[str, Path]:
    """This package's templates, by their names below `valueprop/`."""
    folder = TEMPLATES / "valueprop"
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}


def _read(templates: Mapping[str, Path], log: Logger) -> dict[str, str]:
    """The sources of this package's templates, read once, so that they outlive the package's files.

    If one can't be read, the hub shows its own page.
    """
    sources: dict[str, str] = {}
    for name, path in templates.items():
        try:
            sources[name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError):
            log.exception("ValueProp: %s can't be read, so JupyterHub's %s is shown", path, name)
    return sources


def file_of(environment: Environment, name: str) -> str | None:
    """The file of a template, without compiling it, which takes longer; None if it is not from a file."""
    return _source_and_file(environment, name)[1]


def referenced_templates(environment: Environment, name: str) -> list[str]:
    """The names of the templates that the one with this name includes, imports or extends by a fixed name."""
    return [each for each in meta.find_referenced_templates(_syntax(environment, name)) if each is not None]


def _syntax(environment: Environment, name: str) -> nodes.Template:
    """A template as it is written, in Jinja's syntax tree."""
    return environment.parse(_source_and_file(environment, name)[0])


def _source_and_file(environment: Environment, name: str) -> tuple[str, str | None]:
    assert environment.loader is not None
    source, file, _ = environment.loader.get_source(environment, name)
    return source, file


class Ancestors:
    """Finds what each template of an environment extends, and so on: from their sources, without rendering.

    Reads a source once each time that Jinja loads a template.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: WeakKeyDictionary[Template, tuple[str, ...]] = WeakKeyDictionary()

    def of(self, name: str) -> tuple[str, ...]:
        """The names of a template's ancestors, nearest first; in a loop, each once."""
        template = self._environment.get_template(name)
        known = self._known.get(template)
        if known is None:
            known = self._known[template] = self._read(name)
        return known

    def _read(self, name: str) -> tuple[str, ...]:
        ancestors: list[str] = []
        parent = self._parent(name)
        while parent is not None and parent not in ancestors:
            ancestors.append(parent)
            parent = self._parent(parent)
        return tuple(ancestors)

    def _parent(self, name: str) -> str | None:
        """The name in `{% extends "…" %}`; None if there is no such tag or the name is computed."""
        extends = _syntax(self._environment, name).find(nodes.Extends)
        parent = extends.template if extends else None
        return str(parent.value) if isinstance(parent, nodes.Const) else None
