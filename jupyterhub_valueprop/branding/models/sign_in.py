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

    version: Word = Field(
        description="The version of the terms. Change it to ask everyone again.", examples=["2026-01"]
    )
    text: LocalizedText = Field(
        description="What the visitor accepts (Markdown).", examples=["I accept the [terms](https://example.org/terms)"]
    )
    required: Switch = Field(
        default=True, description="Whether people must accept the terms to sign in.", examples=[True]
    )


class SignIn(Model):
    """The texts around the sign-in control."""

    heading: LocalizedText | None = Field(
        default=None, description='The heading of the card (Markdown). Without it: "Sign in".', examples=["Sign in"]
    )
    help: LocalizedText | None = Field(
        default=None,
        description="A line in the card, such as which account to use (Markdown).",
        examples=["Use your university account."],
    )
    button: LocalizedText | None = Field(
        default=None,
        description="The text of a provider's button. Without it: \"Sign in with\" and the provider's name.",
        examples=["Log in with your campus account"],
    )
    request_access: Link | None = Field(
        default=None,
        description="A link for people who have no account.",
        examples=[{"label": "Ask for an account", "url": "https://ocean.example.org/account"}],
    )
    terms: Terms | None = Field(default=None, description="Terms that people accept before they sign in.")
    redirect: HttpsUrl | None = Field(
        default=None,
        description="Your own landing page. The hub sends visitors there who open `/hub/login` without a query.",
        examples=["https://ocean.example.org"],
    )
    index: Switch = Field(
        default=False,
        description="Whether search engines may list the login page. If not, the page asks them not to.",
        examples=[True],
    )
