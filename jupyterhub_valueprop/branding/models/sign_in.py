"""The words around the sign-in control; the control itself is the hub's."""

from __future__ import annotations

from pydantic import Field

from jupyterhub_valueprop.branding.fields.switches import Switch
from jupyterhub_valueprop.branding.fields.texts import LocalizedText, Word
from jupyterhub_valueprop.branding.fields.urls import HttpsUrl

from .base import Model
from .links import Link


class Terms(Model):
    """Terms that a visitor accepts before signing in."""

    version: Word = Field(description="Which version is accepted; a new one asks again.", examples=["2026-01"])
    text: LocalizedText = Field(
        description="What the visitor accepts (Markdown).", examples=["I accept the [terms](https://example.org/terms)"]
    )
    required: Switch = Field(default=True, description="Whether signing in needs it.", examples=[True])


class SignIn(Model):
    """What stands beside the sign-in control."""

    heading: LocalizedText | None = Field(
        default=None, description="The heading of the card (Markdown).", examples=["Sign in"]
    )
    help: LocalizedText | None = Field(
        default=None, description="Which account to use (Markdown).", examples=["Use your university account."]
    )
    button: LocalizedText | None = Field(
        default=None, description="What the button says.", examples=["Log in with your campus account"]
    )
    request_access: Link | None = Field(default=None, description="Where to ask for an account.")
    terms: Terms | None = Field(default=None, description="Terms that are accepted before signing in.")
    redirect: HttpsUrl | None = Field(
        default=None,
        description="The landing page that visitors are sent to who come to `/hub/login` without a query.",
        examples=["https://ocean.example.org"],
    )
    index: Switch = Field(
        default=False, description="Whether search engines may list the sign-in page.", examples=[True]
    )
