"""The branding file as frozen data: every key of it, with this package's defaults."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from jupyterhub_valueprop.branding.fields.locale_codes import LocaleCode, distinct_codes
from jupyterhub_valueprop.branding.fields.named_files import FileRef
from jupyterhub_valueprop.branding.fields.switches import Choice
from jupyterhub_valueprop.branding.fields.texts import LocalizedText

from .announcements import Announcement, Environment, Legal
from .appearance import Font, Theme
from .base import AtMost, Model
from .community import Community, Credits, Image, Logo, Network, NetworkLinks, Organization
from .hub_section import HubSection
from .links import Link
from .proposition_source import PropositionSource
from .sign_in import SignIn, Terms

__all__ = [
    "Announcement", "Branding", "Community", "Credits", "Environment", "FileRef", "Font", "HubSection", "Image",
    "Legal", "Link", "LocalizedText", "Logo", "Network", "NetworkLinks", "Organization", "PropositionSource", "SignIn",
    "Terms", "Theme",
]  # fmt: skip


class Branding(Model):
    """How one community's hub presents itself; `Branding()` is the default."""

    community: Community = Field(
        default_factory=Community.model_construct, description="The community that the hub serves."
    )
    network: Network = Field(default_factory=Network.model_construct, description="The network that runs the hub.")
    credits: Credits = Field(
        default_factory=Credits.model_construct,
        description="The organizations behind the hub, and how to cite and acknowledge it.",
    )
    proposition: PropositionSource = Field(
        default_factory=PropositionSource.model_construct, description="The network's value proposition."
    )
    sign_in: SignIn = Field(
        default_factory=SignIn.model_construct, description="Texts and links around the sign-in control."
    )
    announcements: Annotated[tuple[Announcement, ...], AtMost(50)] = Field(
        default=(), description="Announcements to visitors."
    )
    links: Annotated[tuple[Link, ...], AtMost(100)] = Field(
        default=(),
        description="Links of the community, at the foot of the page.",
        examples=[[{"label": "Documentation", "url": "https://docs.example.org"}]],
    )
    legal: Legal = Field(default_factory=Legal.model_construct, description="Links to rules and policies.")
    environment: Environment = Field(
        default_factory=Environment.model_construct, description="What kind of hub this is."
    )
    theme: Theme = Field(default_factory=Theme.model_construct, description="Colors and fonts.")
    layout: Annotated[Literal["full", "compact", "minimal"], Choice] = Field(
        default="full",
        description=(
            "How much the page shows. `full`: everything; `compact`: the first section's first three promises and the "
            "invitation; `minimal`: the first screen and the credits."
        ),
        examples=["compact"],
    )
    hub: HubSection = Field(
        default_factory=HubSection.model_construct, description="Which parts of the hub this branding changes."
    )
    locales: Annotated[tuple[LocaleCode, ...], Field(min_length=1), AtMost(32), AfterValidator(distinct_codes)] = Field(
        default=("en",),
        description=(
            "The languages of the page, by their locale codes. Visitors whose language is not among them get the first."
        ),
        examples=[["en", "es"]],
    )
