"""References to files: images, fonts and documents that a branding names, on this machine or on another host.

A branding file may name only files in the folders of `jupyterhub_valueprop.files.Files`. An admin may name any file.
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

#: Unlike in `URL_SCHEME`, at least two characters: a file may be named `C:…`.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")

Kind = Literal["image", "font", "document", "citation"]
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image": (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"),
    "font": (".woff2", ".woff", ".ttf", ".otf"),
    "citation": (".cff",),
    "document": (".md", ".markdown", ".myst", ".txt"),  # a hub's folder may hold a cookie secret or a database
}

NOUNS: Mapping[str, str] = {
    "image": "an image",
    "font": "a font",
    "document": "a document",
    "citation": "a citation file",
}

#: The build reads these files itself, and it never contacts another host.
LOCAL = frozenset(("document", "citation"))


@dataclass(frozen=True)
class FileRef:
    """A file as it was named: `path` for a local one (absolute, symlinks kept), `url` for one on another host.

    `confined`: a branding file named it, not an admin, so it has to be in one of the branding's folders.
    """

    written: str
    path: Path | None = None
    url: str | None = None
    confined: bool = field(default=True, compare=False, repr=False)

    @property
    def is_remote(self) -> bool:
        """Whether a visitor's browser has to contact another host to get it."""
        return self.url is not None

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class FileRule:
    """Annotation of a field that names a file: the `kind` of file, and the words that are allowed instead of one."""

    kind: Kind
    words: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """The kind with its article, for messages."""
        return NOUNS[self.kind]

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
            raise mistake("type", f"takes the path of {self.noun}, found {found(value)}")
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
            raise mistake("url-scheme", f"takes a file or an https:// URL, found {quote(text)}")
        return FileRef(text, url=text)

    def _local(self, value: str, text: str, files: Files) -> FileRef:
        if text.startswith("//"):
            hint = f"write {quote('https:' + text)}"
            raise mistake("url", f"takes a URL with its scheme, found {quote(text)}", hint)
        folder = value.folder if isinstance(value, SourceText) else Path.cwd()
        path = Path(os.path.abspath(folder / text))  # noqa: PTH100  resolve() would follow symlinks that may be swapped
        confined = isinstance(value, SourceText) and value.confined
        try:
            files.check(path, confined=confined, keeps_ending=self.kind in LOCAL)
            wrong = None
        except FileError as error:
            wrong = error
        if not (wrong and wrong.code == "outside-folder") and not text.lower().endswith(ENDINGS[self.kind]):
            words = "".join(f", or it is {quote(word)}" for word in self.words)
            hint = f"its name ends in {', '.join(ENDINGS[self.kind])}{words}"
            raise mistake("file-type", f"takes the path of {self.noun}, found {quote(text)}", hint)
        if wrong:
            what_to_do = advice(wrong, path, files, confined=confined)
            raise mistake(wrong.code, f"names {quote(text)}, which {wrong.reason}", what_to_do)
        return FileRef(text, path=path, confined=confined)


def path_pattern(endings: Iterable[str]) -> str:
    """The pattern, for a JSON Schema, of a path that has one of some endings and is not a URL."""
    choices = "|".join(_in_any_case(ending.lstrip(".")) for ending in endings)
    return rf"(?![A-Za-z][A-Za-z0-9+.-]+:|//).+\.({choices})"


def _in_any_case(word: str) -> str:
    """The pattern without flags, because editors' regular expressions don't have them."""
    return "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else char for char in word)


def _host(text: str) -> str | None:
    try:
        return urlsplit(text).hostname
    except ValueError:
        return None


PictureFile = Annotated[FileRef, FileRule("image")]
CitationFile = Annotated[FileRef, FileRule("citation")]
DocumentFile = Annotated[FileRef, FileRule("document")]
Typeface = Annotated[FileRef | Literal["system"], FileRule("font", words=("system",))]
