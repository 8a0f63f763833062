"""What an SVG may consist of: names of the drawing parts of SVG 2 and of the filters; nothing that acts or loads."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS = """
svg g defs symbol use switch title desc style image path rect circle ellipse line polyline polygon
text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker filter
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
ELEMENTS = frozenset(_ELEMENTS.split())


#: Links are drawn like groups; where they lead is of no use in a logo.
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
