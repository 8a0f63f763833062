"""What a hub has to tell its visitors: announcements, what kind of hub this is, and where its rules are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from jupyterhub_valueprop.branding.fields.errors import mistake
from jupyterhub_valueprop.branding.fields.moments import Moment
from jupyterhub_valueprop.branding.fields.switches import Choice, Switch
from jupyterhub_valueprop.branding.fields.texts import LocalizedText
from jupyterhub_valueprop.branding.fields.urls import Url

from .base import AtMost, Model

HubPage = Annotated[Literal["login", "home", "spawn"], Choice]


class Announcement(Model):
    """An announcement on some pages of the hub, for some time."""

    text: LocalizedText = Field(
        description="What you announce (Markdown).",
        examples=["The hub is down for maintenance on Friday, 8:00 to 9:00."],
    )
    level: Annotated[Literal["info", "success", "warning", "danger"], Choice] = Field(
        default="info",
        description="How urgent it is. The page shows the most urgent announcement first.",
        examples=["warning"],
    )
    starts: Moment | None = Field(
        default=None,
        description="When it appears. Without a time zone: UTC. Without it: at once.",
        examples=["2026-12-01T08:00Z"],
    )
    ends: Moment | None = Field(
        default=None, description="When it vanishes. Without it: never.", examples=["2026-12-02"]
    )
    pages: Annotated[tuple[HubPage, ...], AtMost(20)] = Field(
        default=("login", "home", "spawn"),
        description=(
            "The pages that show it. `login`: also signing up, and the page after signing out; "
            "`spawn`: from choosing a server until it runs, and while it stops."
        ),
        examples=[["login"]],
    )
    dismissible: Switch = Field(
        default=False,
        description="Whether visitors can close it. It stays closed for them until its text changes.",
        examples=[True],
    )

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.starts and self.ends and self.ends <= self.starts:
            raise mistake("date-order", "never shows, because it doesn't end after it starts", "give a later 'ends'")
        return self


class Environment(Model):
    """What kind of hub this is. Every kind but production shows a labeled banner above the page."""

    kind: Annotated[Literal["production", "staging", "workshop"], Choice] = Field(
        default="production",
        description="The kind of hub. `staging` and `workshop` show a banner above everything.",
        examples=["staging"],
    )
    label: LocalizedText | None = Field(
        default=None, description="The text of the banner. Without it: the name of the kind.", examples=["Workshop hub"]
    )


class Legal(Model):
    """Links to the rules that apply."""

    privacy: Url | None = Field(
        default=None, description="A link to the privacy notice, at the foot of the page.", examples=["/privacy"]
    )
    terms: Url | None = Field(
        default=None, description="A link to the terms of use, in the same place.", examples=["/terms"]
    )
    accessibility: Url | None = Field(
        default=None,
        description="A link to the accessibility statement, in the same place.",
        examples=["/accessibility"],
    )
    imprint: Url | None = Field(
        default=None, description="A link to the imprint, in the same place.", examples=["https://example.org/imprint"]
    )
    code_of_conduct: Url | None = Field(
        default=None,
        description="A link to the code of conduct, in the same place.",
        examples=["https://example.org/conduct"],
    )
