"""The roles of colors, and the contrasts between them: one list for code, tests and documentation."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

LEVELS = ("info", "success", "warning", "danger")

SURFACES = ("surface", "surface-raised", "surface-tint", "field")

#: The backgrounds of text: on the field, the lines of its pattern are behind the letters. Links there have the
#: text's color.
UNDER_TEXT = (*SURFACES, "field-line")

#: Each role is the custom property `--vp-<role>`. They are computed in this order, backgrounds first.
ROLES: dict[str, str] = {
    "surface": "the background of the page",
    "surface-raised": "the sign-in card",
    "surface-tint": "a band across the page",
    "field": "the background of the first screen",
    "field-line": "the pattern on that background",
    "text": "text and headings",
    "text-muted": "secondary lines, captions, help",
    "rule": "thin lines for decoration",
    "border": "outlines of fields and buttons",
    "primary": "the fill of the primary button",
    "on-primary": "text on the primary button",
    "primary-hover": "the primary button under the pointer",
    "primary-edge": "the outline of the primary button, which stands out where its fill is too close to the background",
    "link": "links",
    "link-hover": "links under the pointer",
    "accent": "small marks and graphics",
    "band": "the band in the brand's color that invites to membership",
    "on-band": "everything on that band: text, links, buttons, marks",
    **{
        f"{level}-{part}": f"{meaning} of announcements of the level {level}"
        for level in LEVELS
        for part, meaning in (("surface", "the background"), ("text", "text and links"), ("border", "the outline"))
    },
    "environment-surface": "the banner of a staging or workshop hub",
    "environment-text": "text on that banner",
    "focus": "the focus ring, drawn with a gap around the control",
}


class Pair(NamedTuple):
    """A role that needs a contrast of `bound` : 1 to its background, and the WCAG 2.2 clause that requires it."""

    role: str
    ground: str
    bound: float
    clause: Literal["1.4.3", "1.4.6", "1.4.11"]


#: All required contrasts. 1.4.3 is text (AA), 1.4.6 text (AAA), 1.4.11 interface parts and graphics (AA).
CONTRAST_PAIRS: tuple[Pair, ...] = (
    *(Pair("text", ground, 7.0, "1.4.6") for ground in UNDER_TEXT),
    *(Pair("text-muted", ground, 4.5, "1.4.3") for ground in UNDER_TEXT),
    *(Pair("border", ground, 3.0, "1.4.11") for ground in SURFACES),
    *(Pair("primary-edge", ground, 3.0, "1.4.11") for ground in SURFACES),
    Pair("on-primary", "primary", 4.5, "1.4.3"),
    Pair("on-primary", "primary-hover", 4.5, "1.4.3"),
    *(Pair(role, ground, 4.5, "1.4.3") for role in ("link", "link-hover") for ground in SURFACES),
    *(Pair("accent", ground, 3.0, "1.4.11") for ground in SURFACES),
    Pair("on-band", "band", 7.0, "1.4.6"),
    *(Pair(f"{level}-text", f"{level}-surface", 4.5, "1.4.3") for level in LEVELS),
    *(
        Pair(f"{level}-border", ground, 3.0, "1.4.11")
        for level in LEVELS
        for ground in (f"{level}-surface", "surface", "surface-raised", "field")
    ),
    Pair("environment-text", "environment-surface", 4.5, "1.4.3"),
    *(
        Pair("focus", ground, 3.0, "1.4.11")
        for ground in (*SURFACES, *(f"{level}-surface" for level in LEVELS), "environment-surface")
    ),
)


def grounds_of(role: str) -> tuple[tuple[str, float], ...]:
    """The backgrounds of a role, each with the required contrast."""
    return tuple((pair.ground, pair.bound) for pair in CONTRAST_PAIRS if pair.role == role)
