"""Who speaks on the page: the community, the network that runs its hub, and everybody who deserves credit."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from jupyterhub_valueprop.branding.fields.errors import mistake
from jupyterhub_valueprop.branding.fields.focus_points import Focus, FocusPoint
from jupyterhub_valueprop.branding.fields.named_files import PictureFile
from jupyterhub_valueprop.branding.fields.switches import Choice, Switch, Unquoted
from jupyterhub_valueprop.branding.fields.texts import LocalizedText
from jupyterhub_valueprop.branding.fields.urls import Url

from .base import AtMost, Model, OneOrMany, Shorthand
from .citation import CitationSource

MOST_ORGANIZATIONS = 200


class Logo(Model):
    """A logo, for light and dark grounds; a bare path is the one for light grounds."""

    shorthand: ClassVar[str] = "light"
    meaningful_when_empty: ClassVar[frozenset[str]] = frozenset({"alt"})

    light: PictureFile | None = Field(default=None, description="The logo on a light ground.", examples=["logo.svg"])
    dark: PictureFile | None = Field(default=None, description="The logo on a dark ground.", examples=["logo-dark.svg"])
    alt: LocalizedText | None = Field(
        default=None,
        description="What the logo says, for those who can't see it; empty when the name stands beside it.",
        examples=["Ocean Data Commons"],
    )

    @model_validator(mode="after")
    def _needs_a_picture(self) -> Self:
        if self.light is None and self.dark is None:
            raise mistake("missing-key", "needs a picture", "add 'light' or 'dark'")
        return self


class CommunityLogo(Logo):
    """The community's logo; one that is a word mark takes the place of the name."""

    wordmark: Switch = Field(
        default=False,
        description="Whether the logo says the name, which is then left to those who can't see it.",
        examples=[True],
    )


class Image(Model):
    """A photograph across the window, above the heading; a bare path is its `src`."""

    shorthand: ClassVar[str] = "src"
    meaningful_when_empty: ClassVar[frozenset[str]] = frozenset({"alt"})

    src: PictureFile = Field(description="The picture.", examples=["reef.webp"])
    alt: LocalizedText = Field(
        default_factory=lambda: LocalizedText.of(""),
        description="What the picture shows; empty when it is decoration.",
        examples=["A reef from above"],
    )
    focus: Focus = Field(
        default=FocusPoint(50, 50),
        description="The point that stays in view where the window shows only a part: from the left, from the top.",
        examples=["50% 30%"],
    )
    credit: LocalizedText | None = Field(
        default=None, description="Who made the picture (Markdown).", examples=["Photo: A. Diver"]
    )


class Community(Model):
    """The community that the hub serves."""

    name: LocalizedText | None = Field(
        default=None, description="The name of the community.", examples=["Ocean Data Commons"]
    )
    tagline: LocalizedText | None = Field(
        default=None,
        description="One line under the name (Markdown).",
        examples=["Shared notebooks for ocean science"],
    )
    url: Url | None = Field(
        default=None, description="The community's own site.", examples=["https://ocean.example.org"]
    )
    help: Url | None = Field(
        default=None,
        description="Where people get help: a page, or a mailbox (`mailto:`). Default: the first mailbox in `links`.",
        examples=["https://docs.example.org/help"],
    )
    logo: Annotated[CommunityLogo, Shorthand()] | None = Field(
        default=None, description="The community's logo.", examples=["logo.svg"]
    )
    favicon: PictureFile | None = Field(
        default=None, description="The icon of the browser tab.", examples=["favicon.svg"]
    )
    image: Annotated[Image, Shorthand()] | None = Field(
        default=None,
        description="A photograph across the window, above the heading; then there is no pattern.",
        examples=["reef.webp"],
    )


class NetworkLinks(Model):
    """Pages of the network that answer what people ask before they join."""

    membership: Url | None = Field(
        default=None, description="What membership is.", examples=["https://network.example.org/membership"]
    )
    right_to_replicate: Url | None = Field(
        default=None, description="How a community can leave.", examples=["https://network.example.org/replicate"]
    )
    status: Url | None = Field(
        default=None, description="Whether the service works.", examples=["https://status.example.org"]
    )
    source: Url | None = Field(
        default=None, description="The code that runs the hub.", examples=["https://code.example.org"]
    )
    fund: Url | None = Field(
        default=None, description="How to fund the network.", examples=["https://network.example.org/fund"]
    )


class NetworkLabels(Model):
    """What the links of the network say, instead of the page's own words."""

    membership: LocalizedText | None = Field(
        default=None, description="The words on `network.links.membership`.", examples=["Become a member"]
    )
    right_to_replicate: LocalizedText | None = Field(
        default=None, description="The words on `network.links.right_to_replicate`.", examples=["How to leave"]
    )
    status: LocalizedText | None = Field(
        default=None, description="The words on `network.links.status`.", examples=["Is it up?"]
    )
    source: LocalizedText | None = Field(
        default=None, description="The words on `network.links.source`.", examples=["Our code"]
    )
    fund: LocalizedText | None = Field(
        default=None, description="The words on `network.links.fund`.", examples=["Support us"]
    )


class Network(Model):
    """The network that runs the hub, and how much of its message the hub shows."""

    name: LocalizedText | None = Field(
        default=None, description="The name of the network.", examples=["Commons Network"]
    )
    url: Url | None = Field(
        default=None, description="The network's own site.", examples=["https://network.example.org"]
    )
    logo: Annotated[Logo, Shorthand()] | None = Field(
        default=None, description="The network's logo.", examples=["network.svg"]
    )
    message: Annotated[Literal["full", "compact", "off"], Choice, Unquoted("off")] = Field(
        default="full", description="How much of the network's message this hub shows.", examples=["compact"]
    )
    links: NetworkLinks = Field(default_factory=NetworkLinks.model_construct, description="Pages of the network.")
    labels: NetworkLabels = Field(
        default_factory=NetworkLabels.model_construct, description="What these links say, instead of the page's words."
    )
    invitation: LocalizedText | None = Field(
        default=None,
        description="One line above the links to membership and the right to replicate (Markdown).",
        examples=["Would a hub like this help your community?"],
    )
    appeal: LocalizedText | None = Field(
        default=None,
        description="One line to funders above `network.links.fund` (Markdown).",
        examples=["Help us reach more communities."],
    )


class Organization(Model):
    """An organization that stands behind the hub."""

    name: LocalizedText = Field(description="The name of the organization.", examples=["National Science Foundation"])
    url: Url | None = Field(default=None, description="Its site.", examples=["https://www.nsf.gov"])
    logo: Annotated[Logo, Shorthand()] | None = Field(default=None, description="Its logo.", examples=["nsf.svg"])
    note: LocalizedText | None = Field(
        default=None, description="Said beside the name, such as the number of an award.", examples=["Award 12345"]
    )


class Credits(Model):
    """Who stands behind the hub; an organization in several roles is shown once."""

    operated_by: Annotated[tuple[Organization, ...], AtMost(MOST_ORGANIZATIONS), OneOrMany()] = Field(
        default=(), description="Who runs the hub."
    )
    funded_by: Annotated[tuple[Organization, ...], AtMost(MOST_ORGANIZATIONS), OneOrMany()] = Field(
        default=(), description="Who pays for it."
    )
    designed_by: Annotated[tuple[Organization, ...], AtMost(MOST_ORGANIZATIONS), OneOrMany()] = Field(
        default=(), description="Who designed it."
    )
    acknowledgement: LocalizedText | None = Field(
        default=None,
        description=(
            "The sentence with which users thank (Markdown); `{{ funders }}` stands for those of `funded_by`, each "
            "with its note."
        ),
        examples=["This work used {{ community.name }}, funded by {{ funders }}."],
    )
    citation: Annotated[CitationSource, Shorthand()] | None = Field(
        default=None, description="How to cite the hub.", examples=["CITATION.cff"]
    )
