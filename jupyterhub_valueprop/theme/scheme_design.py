"""The design of the two schemes in numbers: OKLCH lightness and chroma of every role that is not the brand's.

Dark is designed, not inverted: a deep tinted background, a card that is lighter than the page, softer text.
"""

from __future__ import annotations

from .oklch import Oklch
from .roles import Scheme

#: Lightness and chroma of the neutral roles; the hue is the brand's.
NEUTRALS: dict[Scheme, dict[str, tuple[float, float]]] = {
    "light": {
        "surface": (0.986, 0.004),
        "surface-raised": (1.0, 0.0),
        "surface-tint": (0.957, 0.014),
        "field": (0.957, 0.026),
        "field-line": (0.893, 0.045),
        "text": (0.23, 0.022),
        "text-muted": (0.46, 0.022),
        "rule": (0.89, 0.012),
        "border": (0.6, 0.018),
    },
    "dark": {
        "surface": (0.185, 0.014),
        "surface-raised": (0.235, 0.017),
        "surface-tint": (0.215, 0.024),
        "field": (0.205, 0.03),
        "field-line": (0.285, 0.045),
        "text": (0.945, 0.008),
        "text-muted": (0.76, 0.016),
        "rule": (0.33, 0.018),
        "border": (0.56, 0.02),
    },
}

#: The band in the brand's color: in light, the brand itself. A color with less contrast to the page than this is
#: replaced by ink, because nobody would see it; a neon color loses some of its chroma, because the band is large.
SEEN_BAND = 1.2
NEON = (0.75, 0.2)
#: In dark, it is a deep shade of the brand, with this lightness and at most this chroma.
NIGHT_BAND = (0.32, 0.1)

#: The usual hues of announcements. They don't depend on the brand, so that danger stays danger.
NOTICE_HUES = {"info": 245.0, "success": 152.0, "warning": 78.0, "danger": 25.0}

#: Within this many degrees of danger's hue, a colored ring around a field looks like danger.
DANGER_REACH = 32.0

NOTICES: dict[Scheme, dict[str, tuple[float, float]]] = {
    "light": {"surface": (0.965, 0.022), "text": (0.38, 0.085), "border": (0.58, 0.13)},
    "dark": {"surface": (0.255, 0.04), "text": (0.9, 0.05), "border": (0.62, 0.11)},
}

ENVIRONMENT: dict[Scheme, tuple[Oklch, Oklch]] = {
    "light": (Oklch(0.88, 0.13, 90), Oklch(0.26, 0.05, 70)),
    "dark": (Oklch(0.36, 0.07, 80), Oklch(0.95, 0.05, 90)),
}

#: From this chroma on, a brand tints the neutrals fully; grays don't tint them at all.
FULL_TINT_CHROMA = 0.08
