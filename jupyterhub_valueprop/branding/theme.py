"""How the page looks, as far as a brand decides it; what is readable is decided in `jupyterhub_valueprop.theme`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .colours import Colour
from .files import Typeface
from .model import Model
from .switches import Choice


class Font(Model):
    """Typefaces: a file, or `system` for those that the visitor's device has."""

    heading: Typeface = Field(default="system", description="For headings.", examples=["fonts/Poppins.woff2"])
    body: Typeface = Field(default="system", description="For everything else.", examples=["system"])


class Theme(Model):
    """The brand's colours and typefaces."""

    primary: Colour | None = Field(
        default=None, description="The brand colour, for the primary action and links.", examples=["#1D4EF5"]
    )
    accent: Colour | None = Field(default=None, description="A second colour, for accents.", examples=["#FF4E4F"])
    color_scheme: Annotated[Literal["auto", "light", "dark"], Choice] = Field(
        default="auto", description="Whether the page follows the visitor's choice.", examples=["light"]
    )
    font: Font = Field(default_factory=Font.model_construct, description="Typefaces.")
