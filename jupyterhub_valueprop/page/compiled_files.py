"""The compiled files of the package, such as `base.css` and `de.mo`: a wheel has them, a checkout makes them in memory.

Nothing is ever written into a checkout, so they can't be older than their sources.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jupyterhub_valueprop.site.locale import CONTEXT_END

if TYPE_CHECKING:
    from babel.messages import Message

COMPILED = Path(__file__).parents[1] / "compiled"


@lru_cache(maxsize=64)
def compiled(name: str) -> bytes | None:
    """The content of one compiled file; None if there is no such file."""
    if COMPILED.is_dir():
        path = COMPILED / name
        return path.read_bytes() if path.is_file() else None
    from .compiling import compile_source, sources_by_name  # noqa: PLC0415 - not part of a wheel

    source = sources_by_name().get(name)
    return compile_source(source) if source else None


@lru_cache(maxsize=8)
def compiled_names(ending: str) -> tuple[str, ...]:
    """The names of the compiled files that end so, such as `.mo`, in alphabetical order."""
    if COMPILED.is_dir():
        return tuple(sorted(path.name for path in COMPILED.iterdir() if path.suffix == ending))
    from .compiling import sources_by_name  # noqa: PLC0415 - not part of a wheel

    return tuple(sorted(name for name in sources_by_name() if name.endswith(ending)))


def compiled_text(name: str) -> str:
    """A required compiled file, as text; raises FileNotFoundError if it is missing."""
    content = compiled(name)
    if content is None:
        raise FileNotFoundError(name)
    return content.decode()


def read_catalogue(catalogue: bytes) -> dict[str, str]:
    """Each English text of a binary gettext catalog (`.mo`, of either byte order), with its translation.

    The keys are those of `Locale.texts`. Texts that depend on a number are in `translations.find_plurals`.
    """
    from babel.messages.mofile import read_mo  # noqa: PLC0415 - not needed for a page in English

    messages = read_mo(io.BytesIO(catalogue))
    return {_key(each): str(each.string) for each in messages if each.id and not each.pluralizable}


def _key(message: Message) -> str:
    context: str | bytes | None = message.context  # Babel leaves the context of a binary catalog as bytes
    words = context.decode() if isinstance(context, bytes) else context
    return f"{words}{CONTEXT_END}{message.id}" if words else str(message.id)
