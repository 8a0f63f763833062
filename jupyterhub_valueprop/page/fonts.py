"""Typefaces that a branding names: files of the page, and the rules that use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jupyterhub_valueprop.branding import FileRef
from jupyterhub_valueprop.files import FileError, Files
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.site import Asset
from jupyterhub_valueprop.site.assets import fingerprint

from .file_allowance import FileAllowance, excess

MAX_BYTES = 2_000_000

#: The first bytes of a file → the ending of its name, and what CSS calls the format (CSS Fonts 4, 4.3.1).
FORMATS = {
    b"wOF2": ("woff2", "woff2"),
    b"wOFF": ("woff", "woff"),
    b"\x00\x01\x00\x00": ("ttf", "truetype"),
    b"true": ("ttf", "truetype"),
    b"OTTO": ("otf", "opentype"),
}


@dataclass
class Fonts:
    """Reads the typefaces of one branding, and keeps what was wrong."""

    place: Callable[[tuple[str | int, ...]], Place]
    files: Files
    allowance: FileAllowance
    problems: list[Problem] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)

    def css(self, heading: FileRef | str, body: FileRef | str) -> str:
        """The rules for both typefaces; `system` keeps those of the visitor's device."""
        rules, properties = "", ""
        for role, name, file in (("body", "--vp-font", body), ("heading", "--vp-font-heading", heading)):
            source = self._source(file, ("theme", "font", role)) if isinstance(file, FileRef) else None
            if source:
                rules += f'@font-face{{font-family:"vp-{role}";src:{source};font-display:swap}}'
                properties += f'{name}:"vp-{role}",system-ui,sans-serif;'
        return f"{rules}:root:root{{{properties}}}" if rules else ""

    def _source(self, file: FileRef, key: tuple[str, ...]) -> str | None:
        if file.path is None:
            return f'url("{_css_escaped(file.url or "")}")'
        data = self._data(file.path, file.confined, key)
        if data is None:
            return None
        suffix, css_format = FORMATS[data[:4]]
        asset = Asset.of(f"font-{fingerprint(data)[:10]}.{suffix}", f"font/{suffix}", data)
        self.assets.append(asset)
        # relative to the style sheet, which lies beside it
        return f'url({asset.name}?v={asset.version}) format("{css_format}")'

    def _data(self, path: Path, confined: bool, key: tuple[str, ...]) -> bytes | None:
        """The content of a typeface, whatever its name ends in; None, and a problem, for what is none."""
        if self.allowance.is_used_up:
            return None
        try:
            data = self.files.read(path, MAX_BYTES, confined=confined)
        except FileError as error:
            code = "font-bytes" if error.code == "too-large" else error.code
            self._report(key, code, f"the font {quote(path.name)} {error.reason}")
            return None
        if not self.allowance.take(len(data)):
            self._report(key, *excess(path.name))
            return None
        if data[:4] not in FORMATS:
            self._report(key, "font-format", f"{quote(path.name)} is not a font that browsers know")
            return None
        return data

    def _report(self, key: tuple[str, ...], code: str, message: str) -> None:
        hint = "subset it to the letters that you need, as WOFF2; the system's font is used meanwhile"
        self.problems.append(Problem(self.place(key), "error", code, message, hint))


def _css_escaped(url: str) -> str:
    """An address inside a quoted CSS string (CSS Syntax 3, 4.3.5): nothing in it can end the string."""
    return "".join(char if char.isalnum() or char in "-._~:/?#[]@!$&'()*+,;=%" else f"\\{ord(char):x} " for char in url)
