"""A label with a URL."""

from __future__ import annotations

from pydantic import Field

from jupyterhub_valueprop.branding.fields.texts import LocalizedText
from jupyterhub_valueprop.branding.fields.urls import Url

from .base import Model


class Link(Model):
    """A label and where it leads."""

    label: LocalizedText = Field(description="The text of the link.", examples=["Documentation"])
    url: Url = Field(description="Its URL.", examples=["https://docs.example.org", "mailto:help@example.org"])
