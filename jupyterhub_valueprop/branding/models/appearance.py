"""How the page looks, as far as a brand decides it. `jupyterhub_valueprop.theme` makes sure that it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from jupyterhub_valueprop.branding.fields.colors import CssColor
from jupyterhub_valueprop.branding.fields.named_files import Typeface
from jupyterhub_valueprop.branding.fields.switches import Choice

from .base import Model


class Font(Model):
    """Fonts: a file, or `system` for those of the visitor's device."""

    heading: Typeface = Field(
        default="system",
        description="The font of headings: a file, or `system` for the fonts of the visitor's device.",
        examples=["fonts/Poppins.woff2"],
    )
    body: Typeface = Field(
        default="system", description="The font of all other text, in the same way.", examples=["system"]
    )


class Theme(Model):
    """The brand's colors and fonts."""

    followers: ClassVar[Mapping[str, str]] = MappingProxyType({"accent": "primary"})

    primary: CssColor | None = Field(
        default=None,
        description="The brand color, for the button and links. Without it: the package's own colors.",
        examples=["#1D4EF5"],
    )
    accent: CssColor | None = Field(
        default=None,
        description=("A second color, for small marks. Without it: `primary`, even if a layer below has an `accent`."),
        examples=["#FF4E4F"],
    )
    color_scheme: Annotated[Literal["auto", "light", "dark"], Choice] = Field(
        default="auto",
        description=("`auto` follows the visitor's choice; with `light` or `dark`, the page always has these colors."),
        examples=["light"],
    )
    pattern: Annotated[Literal["auto", "none", "contours", "waves", "loops", "grid", "hexagons", "dots"], Choice] = (
        Field(
            default="auto",
            description=(
                "The kind of fine lines behind the first screen. `auto` chooses it by the community's name; `none` "
                "shows the plain color."
            ),
            examples=["waves"],
        )
    )
    font: Font = Field(default_factory=Font.model_construct, description="Fonts.")
