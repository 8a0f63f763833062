"""One colour scheme: every role's colour, from a brand's two, with the contrast that `roles` promises.

Neutral roles are tones designed for each scheme; brand roles are the brand's own colour, or the nearest lightness of
it that passes. Which of them had to move is told in `Finding`s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jupyterhub_valueprop.theme.adjust import Bound, nearest_passing, passes, shifted
from jupyterhub_valueprop.theme.brand import BrandColour, Finding, find_adjustment
from jupyterhub_valueprop.theme.colour import contrast
from jupyterhub_valueprop.theme.oklch import Tone, to_hex, to_tone
from jupyterhub_valueprop.theme.roles import ROLES, Scheme, grounds_of
from jupyterhub_valueprop.theme.tones import ENVIRONMENT, FULL_TINT_CHROMA, NEUTRALS, NOTICE_HUES, NOTICES


@dataclass(frozen=True)
class Palette(Mapping[str, str]):
    """The colour of every role of one scheme, as `#rrggbb`."""

    colours: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", MappingProxyType(dict(self.colours)))

    def __getitem__(self, role: str) -> str:
        return self.colours[role]

    def __iter__(self) -> Iterator[str]:
        return iter(self.colours)

    def __len__(self) -> int:
        return len(self.colours)


def make_palette(primary: BrandColour, accent: BrandColour, scheme: Scheme) -> tuple[Palette, tuple[Finding, ...]]:
    """Every role of one scheme for a brand, and what had to be adjusted for it."""
    seen = _neutrals(primary.paint.hex, scheme) | _notices(scheme)
    findings: list[Finding] = []
    for role, brand in (("primary", primary), ("link", primary), ("accent", accent)):
        wanted = brand.paint.over(seen["surface-raised"])
        seen[role] = _brand_role(role, wanted, seen)
        if seen[role] != wanted and brand.key is not None:
            findings.append(find_adjustment(brand, role, scheme, wanted, seen))
    ink = seen["text"] if scheme == "light" else seen["surface"]
    seen["on-primary"] = _on_primary(seen["primary"], ink)
    seen["primary-hover"] = _primary_hover(seen)
    seen["link-hover"] = shifted(
        seen["link"], -1 if scheme == "light" or _is_bright(seen["link"]) else 1, _bounds("link-hover", seen)
    )
    seen["focus"] = _focus(seen)
    return Palette({role: seen[role] for role in ROLES}), tuple(findings)


def _bounds(role: str, seen: Mapping[str, str]) -> tuple[Bound, ...]:
    return tuple((seen[ground], bound) for ground, bound in grounds_of(role))


def _neutrals(brand: str, scheme: Scheme) -> dict[str, str]:
    _, chroma, hue = to_tone(brand)
    tint = min(chroma / FULL_TINT_CHROMA, 1.0)
    return {role: to_hex(Tone(lightness, depth * tint, hue)) for role, (lightness, depth) in NEUTRALS[scheme].items()}


def _notices(scheme: Scheme) -> dict[str, str]:
    ground, text = ENVIRONMENT[scheme]
    fixed = {"environment-surface": to_hex(ground), "environment-text": to_hex(text)}
    for level, hue in NOTICE_HUES.items():
        for part, (lightness, chroma) in NOTICES[scheme].items():
            fixed[f"{level}-{part}"] = to_hex(Tone(lightness, chroma, hue))
    return fixed


def _brand_role(role: str, wanted: str, seen: Mapping[str, str]) -> str:
    """The brand's colour, moved if need be; a grey that has to becomes ink, as mid-grey looks switched off."""
    bounds = _bounds(role, seen)
    if to_tone(wanted).chroma == 0 and not passes(wanted, bounds):
        return seen["text"]
    return nearest_passing(wanted, bounds)


def _on_primary(fill: str, ink: str) -> str:
    """White where it can be read, else the scheme's ink, else black: one of white and black always passes 4.5:1."""
    return next(text for text in ("#ffffff", ink, "#000000") if contrast(text, fill) >= 4.5)


def _primary_hover(seen: Mapping[str, str]) -> str:
    """Away from the text of the button, if that keeps the colour; the fill keeps 3:1 where there is room."""
    readable = (seen["on-primary"], 4.5)
    away = -1 if seen["on-primary"] == "#ffffff" or _is_bright(seen["primary"]) else 1
    visible = shifted(seen["primary"], away, (readable, (seen["surface-raised"], 3.0)))
    return visible if visible != seen["primary"] else shifted(seen["primary"], away, (readable,))


def _is_bright(colour: str) -> bool:
    """Whether a colour is so light that making it lighter still would leave a pastel of it."""
    return to_tone(colour).lightness > 0.8


def _focus(seen: Mapping[str, str]) -> str:
    """The ring in the brand's colours if it can be told from the button too, or else in the text's.

    No colour is 3:1 from every card and every button at once, which is why the ring is drawn with a gap.
    """
    rings = [nearest_passing(seen[role], _bounds("focus", seen)) for role in ("link", "accent", "text")]
    return next((ring for ring in rings if contrast(ring, seen["primary"]) >= 3), rings[-1])
