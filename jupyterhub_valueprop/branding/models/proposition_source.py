"""Where the network's value proposition comes from, and which parts of it this hub shows."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from typing_extensions import Self

from jupyterhub_valueprop.branding.fields.errors import mistake
from jupyterhub_valueprop.branding.fields.identifiers import Checksum, PublicationDate
from jupyterhub_valueprop.branding.fields.named_files import DocumentFile
from jupyterhub_valueprop.branding.fields.texts import LocalizedText, Word
from jupyterhub_valueprop.branding.fields.urls import Url

from .base import AtMost, Model
from .inline_document import InlineDocument


class Upstream(Model):
    """Which state of the network's document this hub's copy was made from."""

    url: Url | None = Field(
        default=None, description="Where the document is published.", examples=["https://network.example.org/value.md"]
    )
    revision: Word | None = Field(
        default=None, description="Its version, such as the name of a commit.", examples=["4f2a9c1"]
    )
    sha256: Checksum | None = Field(
        default=None,
        description="Its SHA-256 checksum: while it is the same, `check --upstream` reports no change.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    date: PublicationDate | None = Field(
        default=None,
        description="When the copy was made; a whole day is printed on the hand-out, unless the document has a date.",
        examples=["2026-03-14"],
    )


class PropositionSource(Model):
    """The value-proposition document: a file, or its text right here."""

    rivals: ClassVar[frozenset[str]] = frozenset({"source", "document"})

    source: DocumentFile | None = Field(
        default=None,
        description="A document (.md, .markdown, .myst, .txt); translations are beside it (value-proposition.es.md).",
        examples=["value-proposition.md"],
    )
    document: InlineDocument | None = Field(
        default=None, description="The same, written here as keys instead of in a file of its own."
    )
    upstream: Upstream | None = Field(
        default=None, description="What the document was copied from, for `check --upstream`."
    )
    base_url: Url | None = Field(
        default=None,
        description="Where relative links in the document point.",
        examples=["https://network.example.org/about/"],
    )
    sections: Annotated[tuple[Word, ...], AtMost(100)] | None = Field(
        default=None,
        description="Which sections are shown, in which order; default: all.",
        examples=[["hub", "funders"]],
    )
    cycle: Annotated[tuple[LocalizedText, ...], Field(min_length=2), AtMost(8)] | None = Field(
        default=None,
        description="The steps of the virtuous cycle, in order.",
        examples=[["More support", "More enhancements", "Easier access", "More discoveries"]],
    )

    @model_validator(mode="after")
    def _one_document(self) -> Self:
        if self.source is not None and self.document is not None:
            raise mistake("both-given", "has a 'source' and a 'document'", "keep one of them")
        return self
