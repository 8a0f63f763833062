"""References to files: pictures, fonts and documents that a branding names, beside it or on another host.

What a file names has to be in one of the folders of `jupyterhub_valueprop.files.Files`; an admin names any file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from jupyterhub_valueprop.branding.sources.source_text import SourceText
from jupyterhub_valueprop.branding.sources.text_files import LONGEST_PATH, advice
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.problems.phrases import found, quote
from jupyterhub_valueprop.url_schemes import LOADED_SCHEMES

from .errors import mistake
from .texts import clean

#: Of two characters or more, unlike `URL_SCHEME` of an address: a file may be named `C:…`.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")

Kind = Literal["picture", "font", "document", "citation"]
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "picture": (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"),
    "font": (".woff2", ".woff", ".ttf", ".otf"),
    "citation": (".cff",),
    "document": (".md", ".markdown", ".myst", ".txt"),  # a hub's folder may hold a cookie secret or a database
}

#: What the page is made of is read when it is built, and never from another host.
LOCAL = frozenset(("document", "citation"))


@dataclass(frozen=True)
class FileRef:
    """A file as it was named: `path` for a local one (absolute, symlinks kept), `url` for one on another host.

    `confined` is whether a file named it, not an admin, so that it has to be in one of the folders of the branding.
    """

    written: str
    path: Path | None = None
    url: str | None = None
    confined: bool = field(default=True, compare=False, repr=False)

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
        remote = () if self.kind in LOCAL else (rf"{_in_any_case('http')}[sS]?://[^/\s\\][^\s\\]*",)
        choices = "|".join((*remote, path_pattern(ENDINGS[self.kind]), *self.words))
        return {"type": "string", "pattern": f"^({choices})$"}

    def _validate(self, value: Any, info: core_schema.ValidationInfo) -> FileRef | str:
        if isinstance(value, FileRef):
            return value
        if not isinstance(value, str):
            raise mistake("type", f"takes the path of a {self.kind}, found {found(value)}")
        text = clean(value, LONGEST_PATH)
        if text in self.words:
            return text
        if scheme := _SCHEME.match(text):
            return self._remote(text, scheme[1].lower())
        files: Files | None = info.context
        return self._local(value, text, files or Files())

    def _remote(self, text: str, scheme: str) -> FileRef:
        if self.kind in LOCAL:
            hint = "download it next to this file"
            raise mistake("remote-document", f"takes a local file, found {quote(text)}", hint)
        if scheme not in LOADED_SCHEMES or any(char.isspace() or char == "\\" for char in text) or not _host(text):
            raise mistake("url-scheme", f"takes a file or an https:// address, found {quote(text)}")
        return FileRef(text, url=text)

    def _local(self, value: str, text: str, files: Files) -> FileRef:
        if text.startswith("//"):
            hint = f"write {quote('https:' + text)}"
            raise mistake("url", f"takes an address with its scheme, found {quote(text)}", hint)
        folder = value.folder if isinstance(value, SourceText) else Path.cwd()
        path = Path(os.path.abspath(folder / text))  # noqa: PTH100  symlinks may be swapped
        confined = isinstance(value, SourceText) and value.confined
        try:
            files.check(path, confined=confined)
            wrong = None
        except FileError as error:
            wrong = error
        if not (wrong and wrong.code == "outside-folder") and not text.lower().endswith(ENDINGS[self.kind]):
            words = "".join(f", or it is {quote(word)}" for word in self.words)
            hint = f"its name ends in {', '.join(ENDINGS[self.kind])}{words}"
            raise mistake("file-type", f"takes the path of a {self.kind}, found {quote(text)}", hint)
        if wrong:
            what_to_do = advice(wrong, path, files, confined=confined)
            raise mistake(wrong.code, f"names {quote(text)}, which {wrong.reason}", what_to_do)
        return FileRef(text, path=path, confined=confined)


def path_pattern(endings: Iterable[str]) -> str:
    """The pattern, for a JSON Schema, of a path that ends in one of some endings and is no URL."""
    choices = "|".join(_in_any_case(ending.lstrip(".")) for ending in endings)
    return rf"(?![A-Za-z][A-Za-z0-9+.-]+:|//).+\.({choices})"


def _in_any_case(word: str) -> str:
    """A pattern without flags, which the regular expressions of editors don't know."""
    return "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else char for char in word)


def _host(text: str) -> str | None:
    try:
        return urlsplit(text).hostname
    except ValueError:
        return None


PictureFile = Annotated[FileRef, FileRule("picture")]
CitationFile = Annotated[FileRef, FileRule("citation")]
DocumentFile = Annotated[FileRef, FileRule("document")]
Typeface = Annotated[FileRef | Literal["system"], FileRule("font", words=("system",))]
