"""The names that an SVG may use: those of SVG 2 and of the filters that draw, and none that act or load."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

#: The media types of embedded images, in lower case.
ENCODINGS = frozenset(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "macintosh"))
ENCODINGS |= {f"iso-8859-{part}" for part in range(1, 17)} | {f"windows-125{part}" for part in range(9)}

_ELEMENTS = """
svg g defs symbol use switch title desc style image path rect circle ellipse line polyline polygon
text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker filter
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
ELEMENTS = frozenset(_ELEMENTS.split())


#: Links are drawn like groups; a logo doesn't need their targets.
TURNED_INTO_GROUPS = frozenset({"a"})

_ATTRIBUTES = """
id class style lang role version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr
dx dy d points pathLength rotate textLength lengthAdjust startOffset method spacing side transform transform-origin
offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform
clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent operator
k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant
specularConstant specularExponent kernelUnitLength limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth
elevation z scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles
media systemLanguage requiredFeatures
alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
color-rendering direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
font-weight image-rendering isolation kerning letter-spacing lighting-color marker marker-start marker-mid
marker-end mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke
stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
text-anchor text-decoration text-rendering unicode-bidi vector-effect visibility white-space word-spacing
writing-mode aria-hidden aria-label aria-labelledby aria-describedby focusable
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())

#: Attributes with words for people or names for references; brackets have no meaning in them.
TEXTS = frozenset({"id", "class", "lang", "role", "aria-label", "aria-labelledby", "aria-describedby"})

#: Attributes that may be as long as the file: only the length of a path is used.
LONG_ATTRIBUTES = frozenset({"d", "points"})

#: Attributes with lists of transformations, whose grammar is older than that of CSS.
TRANSFORMS = frozenset({"transform", "gradientTransform", "patternTransform"})
TRANSFORM_WORDS = frozenset({"matrix", "translate", "scale", "rotate", "skewX", "skewY", "e", "E"})

_FUNCTIONS = """
url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark icc-color device-cmyk
calc min max clamp var
matrix matrix3d translate translate3d translatex translatey translatez scale scale3d scalex scaley scalez
rotate rotate3d rotatex rotatey rotatez skew skewx skewy perspective
blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
circle ellipse inset path polygon rect xywh
linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
repeating-conic-gradient cubic-bezier steps
not is where has nth-child nth-last-child nth-of-type nth-last-of-type lang dir
"""
#: The functions of CSS values and selectors that load nothing (`url()` is checked separately).
FUNCTIONS = frozenset(_FUNCTIONS.split())
