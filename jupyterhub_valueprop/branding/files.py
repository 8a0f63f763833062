"""References to files: pictures, fonts and documents that a branding names, beside it or on another host."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from .mistakes import found, mistake, quote
from .source_file import similar_file
from .written import Written, clean

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")

Kind = Literal["picture", "font", "document"]
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "picture": (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"),
    "font": (".woff2", ".woff", ".ttf", ".otf"),
    "document": (),
}


@dataclass(frozen=True)
class FileRef:
    """A file as it was named: `path` for a local one (absolute, symlinks kept), `url` for one on another host."""

    written: str
    path: Path | None = None
    url: str | None = None

    @property
    def is_remote(self) -> bool:
        """Whether a visitor's browser would have to ask another host for it."""
        return self.url is not None

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class FileRule:
    """Annotation of a field that names a file: what `kind` it must be, and words that are allowed instead of a file."""

    kind: Kind
    words: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            self._validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        local = r"(?![A-Za-z][A-Za-z0-9+.-]+:|//).+"
        if not ENDINGS[self.kind]:
            return {"type": "string", "pattern": f"^{local}$"}
        endings = "|".join(_in_any_case(ending.lstrip(".")) for ending in ENDINGS[self.kind])
        remote = rf"{_in_any_case('http')}[sS]?://[^/\s\\][^\s\\]*"
        choices = "|".join((remote, rf"{local}\.({endings})", *self.words))
        return {"type": "string", "pattern": f"^({choices})$"}

    def _validate(self, value: Any, info: core_schema.ValidationInfo) -> FileRef | str:
        if isinstance(value, FileRef):
            return value
        if not isinstance(value, str):
            raise mistake("type", f"takes the path of a {self.kind}, found {found(value)}")
        text = clean(value)
        if text in self.words:
            return text
        if scheme := _SCHEME.match(text):
            return self._remote(text, scheme[1].lower())
        looked_for: set[Path] | None = info.context
        return self._local(value, text, set() if looked_for is None else looked_for)

    def _remote(self, text: str, scheme: str) -> FileRef:
        if self.kind == "document":
            hint = "download it next to this file"
            raise mistake("remote-document", f"takes a local file, found {quote(text)}", hint)
        if scheme not in ("http", "https") or any(char.isspace() or char == "\\" for char in text) or not _host(text):
            raise mistake("url-scheme", f"takes a file or an https:// address, found {quote(text)}")
        return FileRef(text, url=text)

    def _local(self, value: str, text: str, looked_for: set[Path]) -> FileRef:
        if text.startswith("//"):
            hint = f"write {quote('https:' + text)}"
            raise mistake("url", f"takes an address with its scheme, found {quote(text)}", hint)
        if self.kind != "document" and not text.lower().endswith(ENDINGS[self.kind]):
            words = "".join(f", or it is {quote(word)}" for word in self.words)
            hint = f"its name ends in {', '.join(ENDINGS[self.kind])}{words}"
            raise mistake("file-type", f"takes the path of a {self.kind}, found {quote(text)}", hint)
        folder = value.folder if isinstance(value, Written) else Path.cwd()
        path = Path(os.path.abspath(folder / text))  # noqa: PTH100  symlinks may be swapped
        if isinstance(value, Written) and value.confined and self.kind != "document":
            _check_inside(text, path, folder)
        looked_for.add(path)
        _check_readable(text, path)
        return FileRef(text, path=path)


def _in_any_case(word: str) -> str:
    """A pattern without flags, which the regular expressions of editors don't know."""
    return "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else char for char in word)


def _host(text: str) -> str | None:
    try:
        return urlsplit(text).hostname
    except ValueError:
        return None


def _check_inside(text: str, path: Path, folder: Path) -> None:
    """A file that is served to visitors lies in the folder of the file that names it.

    Both are compared after following symlinks: Kubernetes mounts a ConfigMap as links into `..data/` beside them.
    """
    try:
        inside = not Path(text).is_absolute() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of symlinks
        inside = False
    if not inside:
        hint = "copy it next to this file" if not Path(text).is_absolute() else "use a relative path, next to this file"
        raise mistake("outside-folder", f"takes a file in the folder of this file, found {quote(text)}", hint)


def _check_readable(text: str, path: Path) -> None:
    try:
        if path.is_dir():
            raise mistake("not-a-file", f"names {quote(text)}, which is a folder", "name a file in it")
        if path.exists() and not path.is_file():  # a pipe or a device, which could be read forever
            raise mistake("not-a-file", f"names {quote(text)}, which is no ordinary file")
        with path.open("rb"):
            return
    except FileNotFoundError:
        near = similar_file(path)
        hint = f"did you mean {quote(near)}?" if near else f"looked for {path}"
        raise mistake("missing-file", f"names {quote(text)}, which does not exist", hint) from None
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise mistake("unreadable-file", f"names {quote(text)}, which can't be read: {reason}") from None


Picture = Annotated[FileRef, FileRule("picture")]
Document = Annotated[FileRef, FileRule("document")]
Typeface = Annotated[FileRef | Literal["system"], FileRule("font", words=("system",))]
