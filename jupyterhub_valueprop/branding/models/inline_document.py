"""A value-proposition document written as keys instead of as one Markdown file. Its texts are still Markdown."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jupyterhub_valueprop.branding.fields.texts import Word

from .base import AtMost, Model

MOST_PARTS = 200
"""The most entries that a list of a document may have; a real one has far fewer."""


class DocumentBeneficiary(Model):
    """One party that the network serves."""

    who: Word = Field(description="A group that the network serves.", examples=["Open science communities"])
    what: Word | None = Field(default=None, description="What they get (Markdown).", examples=["get hubs they own."])


class DocumentCycle(Model):
    """The virtuous cycle as a figure, as steps, or both."""

    image: Word | None = Field(default=None, description="The file of an image.", examples=["cycle.svg"])
    alt: Word | None = Field(
        default=None,
        description="What the image shows, for people who can't see it.",
        examples=["Four steps in a circle"],
    )
    caption: Word | None = Field(
        default=None, description="The caption (Markdown).", examples=["How it **pays back**."]
    )
    steps: Annotated[tuple[Word, ...], AtMost(MOST_PARTS)] = Field(
        default=(), description="The steps, in order.", examples=[["More use", "More care"]]
    )


class DocumentPromise(Model):
    """One promise and the benefits that make it true."""

    promise: Word = Field(description="The promise (Markdown).", examples=["Keep the keys."])
    audience: Word | None = Field(default=None, description="For whom the promise is.", examples=["For organizations"])
    outcome: Word | None = Field(
        default=None, description="What the reader gains.", examples=["So that you can leave at any time."]
    )
    detail: Word | None = Field(
        default=None, description="More about the promise (Markdown).", examples=["We publish everything."]
    )
    label: Word | None = Field(default=None, description="The line above the benefits.", examples=["What you get:"])
    benefits: Annotated[tuple[Word, ...], AtMost(MOST_PARTS)] = Field(
        default=(), description="The benefits that make the promise true.", examples=[["All code is public"]]
    )
    closing: Word | None = Field(default=None, description="Words after the benefits.", examples=["Ask us how."])


class DocumentSection(Model):
    """One section of the document."""

    title: Word = Field(description="The heading.", examples=["What this hub gives you"])
    id: Word | None = Field(
        default=None,
        description="Its id, for links and for `proposition.sections`. Without it, the id is made from the heading.",
        examples=["hub"],
    )
    lead: Word | None = Field(default=None, description="The line under the heading.", examples=["In short:"])
    detail: Word | None = Field(default=None, description="Prose before the promises.", examples=["We listen first."])
    promises: Annotated[tuple[DocumentPromise, ...], AtMost(MOST_PARTS)] = Field(
        default=(), description="The promises."
    )


class InlineDocument(Model):
    """The parts of a value-proposition document; the reference of its grammar says how the page shows each."""

    title: Word | None = Field(default=None, description="The title.", examples=["Why this hub"])
    statement: Word | None = Field(
        default=None, description="The whole proposition in a sentence.", examples=["We run hubs that communities own."]
    )
    summary: Word | None = Field(default=None, description="Prose after the statement.", examples=["Since 2019."])
    beneficiaries: Annotated[tuple[DocumentBeneficiary, ...], AtMost(MOST_PARTS)] = Field(
        default=(), description="The groups that the network serves."
    )
    cycle: DocumentCycle | None = Field(default=None, description="The virtuous cycle.")
    sections: Annotated[tuple[DocumentSection, ...], AtMost(MOST_PARTS)] = Field(
        default=(), description="The sections, in order."
    )
