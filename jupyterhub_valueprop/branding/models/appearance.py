"""How the page looks, as far as a brand decides it; what is readable is decided in `jupyterhub_valueprop.theme`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jupyterhub_valueprop.branding.fields.colors import CssColor
from jupyterhub_valueprop.branding.fields.named_files import Typeface
from jupyterhub_valueprop.branding.fields.switches import Choice

from .base import Model


class Font(Model):
    """Typefaces: a file, or `system` for those that the visitor's device has."""

    heading: Typeface = Field(default="system", description="For headings.", examples=["fonts/Poppins.woff2"])
    body: Typeface = Field(default="system", description="For everything else.", examples=["system"])


class Theme(Model):
    """The brand's colors and typefaces."""

    primary: CssColor | None = Field(
        default=None, description="The brand color, for the primary action and links.", examples=["#1D4EF5"]
    )
    accent: CssColor | None = Field(default=None, description="A second color, for accents.", examples=["#FF4E4F"])
    color_scheme: Annotated[Literal["auto", "light", "dark"], Choice] = Field(
        default="auto", description="Whether the page follows the visitor's choice.", examples=["light"]
    )
    font: Font = Field(default_factory=Font.model_construct, description="Typefaces.")
