"""Typefaces that a branding names: files of the page, and the rules that use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jupyterhub_valueprop.branding import FileRef
from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.site import Asset
from jupyterhub_valueprop.site.assets import fingerprint

MAX_BYTES = 2_000_000
FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}


@dataclass
class Fonts:
    """Reads the typefaces of one branding, and keeps what was wrong and which files were looked for."""

    place: Callable[[tuple[str | int, ...]], Place]
    problems: list[Problem] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)
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
        self.files.add(file.path)
        suffix = file.path.suffix.lower()
        try:
            data = file.path.read_bytes()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._report(key, "unreadable-file", f"the typeface {file.path.name!r} can't be read: {reason}")
            return None
        if len(data) > MAX_BYTES:
            message = f"the typeface {file.path.name!r} has {len(data) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:g} fit"
            self._report(key, "font-bytes", message)
            return None
        asset = Asset.of(f"font-{fingerprint(data)[:10]}{suffix}", f"font/{suffix[1:]}", data)
        self.assets.append(asset)
        # relative to the style sheet, which lies beside it
        return f'url({asset.name}?v={asset.version}) format("{FORMATS[suffix]}")'

    def _report(self, key: tuple[str, ...], code: str, message: str) -> None:
        hint = "subset it to the letters that you need, as WOFF2; the system's typeface is used meanwhile"
        self.problems.append(Problem(self.place(key), "error", code, message, hint))


def _css_escaped(url: str) -> str:
    """An address inside a quoted CSS string (CSS Syntax 3, 4.3.5): nothing in it can end the string."""
    return "".join(char if char.isalnum() or char in "-._~:/?#[]@!$&'()*+,;=%" else f"\\{ord(char):x} " for char in url)
