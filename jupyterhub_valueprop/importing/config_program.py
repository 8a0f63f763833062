"""The program that runs a `jupyterhub_config.py` and prints what its pages show, as one JSON object.

For `check`, it prints the layers of the branding, and the names of sections and of settings, too.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from traitlets.config.loader import LazyConfigValue, PyFileConfigLoader

from jupyterhub_valueprop.config_names import SECTION
from jupyterhub_valueprop.config_run import answer_with, failing_line
from jupyterhub_valueprop.lazy_config import settled
from jupyterhub_valueprop.problems.phrases import found

LONGEST_REASON = 300


def main(file: Path) -> None:
    """Run the configuration `file` and print its settings, by section; never returns."""
    answer_with(lambda: _answer(file), default=_named)


def _answer(file: Path) -> dict[str, Any]:
    try:
        config = PyFileConfigLoader(file.name, path=str(file.parent)).load_config()
        settings = config.get(SECTION, {})
        brandings = settled(settings.get("brandings"))
        entries = brandings if isinstance(brandings, Mapping) else {}
        return {
            "values": {name: _settings(section) for name, section in config.items()},
            "settings": list(settings),
            "branding": _layer(settings.get("branding")),
            "brandings": {str(name): _layer(value) for name, value in entries.items()},
            "no_mapping": found(brandings) if brandings and not isinstance(brandings, Mapping) else None,
        }
    except BaseException as error:  # it may raise anything, or exit
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")[:LONGEST_REASON]
        kinds = [kind.__name__ for kind in type(error).__mro__]
        return {"error": reason, "kinds": kinds, "line": failing_line(error, file)}


def _settings(section: Any) -> dict[str, Any]:
    """The values of a section that pages show: the variables of templates, the logo, the name of the service."""
    if not isinstance(section, Mapping):
        return {}
    shown = ("template_vars", "logo_file", "login_service")
    return {name: settled(value) for name, value in section.items() if name in shown}


def _layer(source: Any) -> Any:
    """A layer of the branding as JSON: its kind and its value. Functions are called."""
    source = None if _is_untouched(source) else settled(source)
    if type(source).__name__ == "TemplateVars":  # by its name, because that module imports this subpackage
        return {"variables": [source.key, source.values]}
    if isinstance(source, (list, tuple)):
        return {"layers": [_layer(each) for each in source]}
    if isinstance(source, Mapping):
        return {"mapping": source}
    if callable(source):
        return {"function": _layer(source())}
    if isinstance(source, (str, PurePath)):
        return {"path": str(source)}
    return None if source is None else {"unusable": found(source)}


def _is_untouched(source: Any) -> bool:
    """Whether a value was only looked at: `c.ValueProp.branding == …` sets nothing."""
    return isinstance(source, LazyConfigValue) and not source.to_dict()


def _named(value: Any) -> Any:
    """The stand-in for a function or object: a list, which is not a text, so that it is reported as left out."""
    return [type(value).__name__] if not isinstance(value, Path) else str(value)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
