"""Who speaks on the page: the community, the network that runs its hub, and those who get credit."""

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

    light: PictureFile | None = Field(
        default=None,
        description="The logo for light backgrounds. Without it: `dark`, on a plate if it needs one.",
        examples=["logo.svg"],
    )
    dark: PictureFile | None = Field(
        default=None,
        description="The logo for dark backgrounds. Without it: `light`, on a plate if it needs one.",
        examples=["logo-dark.svg"],
    )
    alt: LocalizedText | None = Field(
        default=None,
        description="What the logo says, for people who can't see it. Leave it empty if the name is beside it.",
        examples=["Ocean Data Commons"],
    )

    @model_validator(mode="after")
    def _needs_a_picture(self) -> Self:
        if self.light is None and self.dark is None:
            raise mistake("missing-key", "needs an image", "add 'light' or 'dark'")
        return self


class CommunityLogo(Logo):
    """The community's logo. A word mark replaces the name."""

    wordmark: Switch = Field(
        default=False,
        description="Whether the logo says the name. If so, it replaces the heading, which stays for screen readers.",
        examples=[True],
    )


class Image(Model):
    """A photograph across the window, above the heading; a bare path is its `src`."""

    shorthand: ClassVar[str] = "src"
    meaningful_when_empty: ClassVar[frozenset[str]] = frozenset({"alt"})

    src: PictureFile = Field(description="The file of the photograph.", examples=["reef.webp"])
    alt: LocalizedText = Field(
        default_factory=lambda: LocalizedText.of(""),
        description="What the photograph shows, for people who can't see it. Leave it empty if it is decoration.",
        examples=["A reef from above"],
    )
    focus: Focus = Field(
        default=FocusPoint(50, 50),
        description=(
            "The point that stays in view if the window shows only a part: how far from the left, and from the top."
        ),
        examples=["50% 30%"],
    )
    credit: LocalizedText | None = Field(
        default=None, description="Who took the photograph (Markdown).", examples=["Photo: A. Diver"]
    )


class Community(Model):
    """The community that the hub serves."""

    name: LocalizedText | None = Field(
        default=None,
        description='The name of the community, the page\'s heading and title. Without it: "Community hub".',
        examples=["Ocean Data Commons"],
    )
    tagline: LocalizedText | None = Field(
        default=None,
        description=("One line under the name (Markdown). Without it: the first sentence of the network's statement."),
        examples=["Shared notebooks for ocean science"],
    )
    url: Url | None = Field(
        default=None,
        description="The community's own site, linked at the foot of the page.",
        examples=["https://ocean.example.org"],
    )
    help: Url | None = Field(
        default=None,
        description="Where people get help: a page or a mailbox (`mailto:`). Without it: the first mailbox in `links`.",
        examples=["https://docs.example.org/help"],
    )
    logo: Annotated[CommunityLogo, Shorthand()] | None = Field(
        default=None,
        description="The community's logo; a bare path is `light`. Without it: `c.JupyterHub.logo_file`, if set.",
        examples=["logo.svg"],
    )
    favicon: PictureFile | None = Field(
        default=None, description="The icon of the browser tab. Without it: JupyterHub's.", examples=["favicon.svg"]
    )
    image: Annotated[Image, Shorthand()] | None = Field(
        default=None,
        description="A photograph across the window, above the heading, in place of the pattern; a bare path is `src`.",
        examples=["reef.webp"],
    )


class NetworkLinks(Model):
    """Pages of the network for people who think about joining."""

    membership: Url | None = Field(
        default=None,
        description="A page that explains membership. It is at the end of the section for members and at the foot.",
        examples=["https://network.example.org/membership"],
    )
    right_to_replicate: Url | None = Field(
        default=None,
        description="A page that explains how a community can leave, in the same places.",
        examples=["https://network.example.org/replicate"],
    )
    status: Url | None = Field(
        default=None,
        description="A page that says whether the service works, linked at the foot.",
        examples=["https://status.example.org"],
    )
    source: Url | None = Field(
        default=None,
        description="The code that runs the hub, linked at the foot.",
        examples=["https://code.example.org"],
    )
    fund: Url | None = Field(
        default=None,
        description="A page about funding the network. It is at the end of the section for funders and at the foot.",
        examples=["https://network.example.org/fund"],
    )


class NetworkLabels(Model):
    """Labels of the network's links, instead of the page's own."""

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
        default=None,
        description='The name of the network. Without it, the page says "our network".',
        examples=["Commons Network"],
    )
    url: Url | None = Field(
        default=None,
        description="The network's own site, linked from its name.",
        examples=["https://network.example.org"],
    )
    logo: Annotated[Logo, Shorthand()] | None = Field(
        default=None, description="The network's logo; a bare path is `light`.", examples=["network.svg"]
    )
    message: Annotated[Literal["full", "compact", "off"], Choice, Unquoted("off")] = Field(
        default="full",
        description=(
            "How much of the network's message this hub shows. `compact`: the first section's first three promises and "
            "the invitation; `off`: none, only the first screen and the credits."
        ),
        examples=["compact"],
    )
    links: NetworkLinks = Field(
        default_factory=NetworkLinks.model_construct,
        description="Links to pages of the network. Without a URL, the page has no such link.",
    )
    labels: NetworkLabels = Field(
        default_factory=NetworkLabels.model_construct,
        description='Your own words for these links. Without them: the page\'s words, such as "Membership".',
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
    """An organization behind the hub."""

    name: LocalizedText = Field(description="The name of the organization.", examples=["National Science Foundation"])
    url: Url | None = Field(
        default=None, description="Its site, linked from its name or logo.", examples=["https://www.nsf.gov"]
    )
    logo: Annotated[Logo, Shorthand()] | None = Field(
        default=None, description="Its logo; a bare path is `light`.", examples=["nsf.svg"]
    )
    note: LocalizedText | None = Field(
        default=None, description="A note beside the name, such as the number of an award.", examples=["Award 12345"]
    )


class Credits(Model):
    """The organizations behind the hub; an organization in several roles is shown once."""

    operated_by: Annotated[tuple[Organization, ...], AtMost(MOST_ORGANIZATIONS), OneOrMany()] = Field(
        default=(), description="The organizations that run the hub. Without any, the page has no such heading."
    )
    funded_by: Annotated[tuple[Organization, ...], AtMost(MOST_ORGANIZATIONS), OneOrMany()] = Field(
        default=(), description="The organizations that pay for it."
    )
    designed_by: Annotated[tuple[Organization, ...], AtMost(MOST_ORGANIZATIONS), OneOrMany()] = Field(
        default=(), description="The organizations that designed it."
    )
    acknowledgement: LocalizedText | None = Field(
        default=None,
        description=(
            "The sentence in which users acknowledge the hub (Markdown). `{{ funders }}` becomes the organizations of "
            "`funded_by`, each with its note."
        ),
        examples=["This work used {{ community.name }}, funded by {{ funders }}."],
    )
    citation: Annotated[CitationSource, Shorthand()] | None = Field(
        default=None, description="How to cite the hub; a bare path is `source`.", examples=["CITATION.cff"]
    )
