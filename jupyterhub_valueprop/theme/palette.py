"""One color scheme: every role's color, from a brand's two colors, with the contrast that `roles` promises.

Neutral roles are designed for each scheme. Brand roles are the brand's color, or the nearest lightness of
it that passes. `Adjustment`s say which of them had to move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .adjustments import Adjustment, BrandColor, adjustment_of
from .color import contrast
from .lightness import Bound, nearest_passing, passes, shifted
from .oklch import Oklch, to_hex, to_oklch
from .roles import ROLES, Scheme, grounds_of
from .scheme_design import (
    DANGER_REACH,
    ENVIRONMENT,
    FULL_TINT_CHROMA,
    NEON,
    NEUTRALS,
    NIGHT_BAND,
    NOTICE_HUES,
    NOTICES,
    SEEN_BAND,
)


@dataclass(frozen=True)
class Palette(Mapping[str, str]):
    """The color of every role of one scheme, as `#rrggbb`."""

    colors: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "colors", MappingProxyType(dict(self.colors)))

    def __getitem__(self, role: str) -> str:
        return self.colors[role]

    def __iter__(self) -> Iterator[str]:
        return iter(self.colors)

    def __len__(self) -> int:
        return len(self.colors)


def make_palette(primary: BrandColor, accent: BrandColor, scheme: Scheme) -> tuple[Palette, tuple[Adjustment, ...]]:
    """Every role of one scheme for a brand, and the adjustments."""
    seen = _neutrals(primary.paint.hex, scheme) | _notices(scheme)
    first, second = (brand.paint.over(seen["surface-raised"]) for brand in (primary, accent))
    seen["primary-edge"] = _brand_role("primary-edge", first, seen)
    # on a light page yellow stays yellow, with dark text and a dark edge; on a dark one navy would look switched off
    seen["primary"] = first if scheme == "light" else seen["primary-edge"]
    seen["link"] = _brand_role("link", first, seen)
    seen["accent"] = _brand_role("accent", second, seen)
    adjustments = tuple(
        adjustment_of(brand, role, scheme, wanted, seen)
        for role, brand, wanted in (("primary", primary, first), ("link", primary, first), ("accent", accent, second))
        if seen[role] != wanted and brand.key is not None
    )
    ink = seen["text"] if scheme == "light" else seen["surface"]
    seen["on-primary"] = _on_primary(seen["primary"], ink)
    seen["primary-hover"] = _primary_hover(seen)
    seen["link-hover"] = shifted(
        seen["link"], -1 if scheme == "light" or _is_bright(seen["link"]) else 1, _bounds("link-hover", seen)
    )
    seen["band"], seen["on-band"] = _band(primary.paint.over(seen["surface"]), seen, scheme)
    seen["focus"] = _focus(seen)
    return Palette({role: seen[role] for role in ROLES}), adjustments


def _bounds(role: str, seen: Mapping[str, str]) -> tuple[Bound, ...]:
    return tuple((seen[ground], bound) for ground, bound in grounds_of(role))


def _neutrals(brand: str, scheme: Scheme) -> dict[str, str]:
    _, chroma, hue = to_oklch(brand)
    tint = min(chroma / FULL_TINT_CHROMA, 1.0)
    return {role: to_hex(Oklch(lightness, depth * tint, hue)) for role, (lightness, depth) in NEUTRALS[scheme].items()}


def _notices(scheme: Scheme) -> dict[str, str]:
    ground, text = ENVIRONMENT[scheme]
    fixed = {"environment-surface": to_hex(ground), "environment-text": to_hex(text)}
    for level, hue in NOTICE_HUES.items():
        for part, (lightness, chroma) in NOTICES[scheme].items():
            fixed[f"{level}-{part}"] = to_hex(Oklch(lightness, chroma, hue))
    return fixed


def _brand_role(role: str, wanted: str, seen: Mapping[str, str]) -> str:
    """The brand's color, moved if needed. A gray that needs moving becomes ink, because mid-gray looks disabled."""
    bounds = _bounds(role, seen)
    if to_oklch(wanted).chroma == 0 and not passes(wanted, bounds):
        return seen["text"]
    return nearest_passing(wanted, bounds)


def _on_primary(fill: str, ink: str) -> str:
    """White if it can be read, else the scheme's ink, else black: white or black always passes 4.5:1."""
    return next(text for text in ("#ffffff", ink, "#000000") if contrast(text, fill) >= 4.5)


def _primary_hover(seen: Mapping[str, str]) -> str:
    """A step away from the button text's lightness if that keeps the color; a fill with 3:1 keeps that if possible."""
    readable, told_apart = (seen["on-primary"], 4.5), (seen["surface-raised"], 3.0)
    away = -1 if seen["on-primary"] == "#ffffff" or _is_bright(seen["primary"]) else 1
    kept = (readable, told_apart) if passes(seen["primary"], (told_apart,)) else (readable,)
    visible = shifted(seen["primary"], away, kept)
    return visible if visible != seen["primary"] else shifted(seen["primary"], away, (readable,))


def _is_bright(color: str) -> bool:
    """Whether a color is so light that an even lighter one would be a pastel."""
    return to_oklch(color).lightness > 0.8


def _band(brand: str, seen: Mapping[str, str], scheme: Scheme) -> tuple[str, str]:
    """A background in the brand's color, and its text color at 7:1 (AAA), because a whole section is on it."""
    lightness, chroma, hue = to_oklch(brand)
    if scheme == "dark":
        return to_hex(Oklch(NIGHT_BAND[0], min(chroma, NIGHT_BAND[1]), hue)), seen["text"]
    if contrast(brand, seen["surface"]) < SEEN_BAND:
        return seen["text"], seen["surface"]
    if lightness > NEON[0] and chroma > NEON[1]:
        brand = to_hex(Oklch(lightness, NEON[1], hue))
    text = max(("#ffffff", seen["text"]), key=lambda text: contrast(text, brand))
    return nearest_passing(brand, ((text, 7.0),)), text


def _focus(seen: Mapping[str, str]) -> str:
    """The ring in a brand color if that differs from the button and from danger, or else in the text's color.

    No color is 3:1 from every card and every button at once, which is why the ring is drawn with a gap. The first
    field has it on every load, where red would say that something is wrong.
    """
    rings = [nearest_passing(seen[role], _bounds("focus", seen)) for role in ("link", "accent", "text")]
    calm = (ring for ring in rings if contrast(ring, seen["primary"]) >= 3 and not _is_like_danger(ring))
    return next(calm, rings[-1])


def _is_like_danger(color: str) -> bool:
    _, chroma, hue = to_oklch(color)
    away = abs(hue - NOTICE_HUES["danger"])
    return chroma > FULL_TINT_CHROMA and min(away, 360 - away) < DANGER_REACH
