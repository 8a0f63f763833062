"""Which template a name stands for: ours where the settings ask for it, then the hub's, then ours to fall back on."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader

from .traits import ValueProp

TEMPLATES = Path(__file__).parent.parent / "templates"
NEXT = "valueprop-next"


def layered_loader(hub: BaseLoader | None, settings: ValueProp) -> BaseLoader:
    """The hub's loader with ours around it.

    `valueprop-next/<name>` is the template that the hub would show without us. `valueprop/<name>` is ours, unless the
    admin's `template_paths` has one of that name.
    """
    below = ChoiceLoader([*([hub] if hub else []), *_authenticator_loaders()])
    ours = FileSystemLoader(TEMPLATES)
    shims = shown_shims(settings)

    def shim(name: str) -> str | None:
        return shims[name].read_text(encoding="utf-8") if name in shims else None

    return ChoiceLoader([PrefixLoader({NEXT: below}), FunctionLoader(shim), below, ours])


def shown_shims(settings: ValueProp) -> dict[str, Path]:
    """The templates of the hub that ours stand in for, by name."""
    shims = {}
    if settings.login_page != "off":
        shims["login.html"] = TEMPLATES / ("login.html" if settings.login_page == "page" else "login-wrap.html")
    if settings.pages == "all":
        shims |= {name: TEMPLATES / name for name in ("page.html", "home.html", "error.html")}
    return shims


def _authenticator_loaders() -> list[BaseLoader]:
    """Templates of authenticators that only add theirs behind the hub's loader when their page is asked for."""
    spec = importlib.util.find_spec("nativeauthenticator")
    if spec is None or spec.origin is None:
        return []
    return [FileSystemLoader(Path(spec.origin).parent / "templates")]
