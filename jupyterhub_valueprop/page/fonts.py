"""The fonts that a branding names: files of the page, and the rules that use them."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyterhub_valueprop.branding import FileRef
from jupyterhub_valueprop.problems.phrases import quote
from jupyterhub_valueprop.site import Asset
from jupyterhub_valueprop.site.assets import fingerprint

from .page_sources import FileKind, PageSources

MAX_BYTES = 2_000_000

#: The first bytes of a file → the ending of its name, and the name of the format in CSS (CSS Fonts 4, 4.3.1).
FORMATS = {
    b"wOF2": ("woff2", "woff2"),
    b"wOFF": ("woff", "woff"),
    b"\x00\x01\x00\x00": ("ttf", "truetype"),
    b"true": ("ttf", "truetype"),
    b"OTTO": ("otf", "opentype"),
}


FONT = FileKind(
    "font",
    MAX_BYTES,
    "font-bytes",
    "subset it to the letters that you need, as WOFF2; until then, the system's font is used",
)


@dataclass
class Fonts:
    """Reads the fonts of one branding, whatever the endings of their names are."""

    sources: PageSources
    assets: list[Asset] = field(default_factory=list)

    def css(self, heading: FileRef | str, body: FileRef | str) -> str:
        """The rules for both fonts; `system` keeps the fonts of the visitor's device."""
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
        data = self.sources.read(file, FONT, key)
        if data is None:
            return None
        if data[:4] not in FORMATS:
            message = f"{quote(file.path.name)} is not a font that browsers know"
            self.sources.report(key, "font-format", message, FONT.instead)
            return None
        suffix, css_format = FORMATS[data[:4]]
        asset = Asset.of(f"font-{fingerprint(data)[:10]}.{suffix}", f"font/{suffix}", data)
        self.assets.append(asset)
        # relative to the style sheet, which is in the same folder
        return f'url({asset.name}?v={asset.version}) format("{css_format}")'


def _css_escaped(url: str) -> str:
    """A URL inside a quoted CSS string (CSS Syntax 3, 4.3.5), escaped so that it can't end the string."""
    return "".join(char if char.isalnum() or char in "-._~:/?#[]@!$&'()*+,;=%" else f"\\{ord(char):x} " for char in url)
