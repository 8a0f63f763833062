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
    """Which version of the network's document this hub's copy was made from."""

    url: Url | None = Field(
        default=None,
        description="The URL of the network's document.",
        examples=["https://network.example.org/value.md"],
    )
    revision: Word | None = Field(
        default=None, description="The version that you copied, such as a commit.", examples=["4f2a9c1"]
    )
    sha256: Checksum | None = Field(
        default=None,
        description="Its SHA-256 checksum. While the document still has it, `check --upstream` reports nothing.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    date: PublicationDate | None = Field(
        default=None,
        description="When you made the copy. The printed hand-out shows a full date, unless the document has its own.",
        examples=["2026-03-14"],
    )


class PropositionSource(Model):
    """The value-proposition document: a file, or its text right here."""

    rivals: ClassVar[frozenset[str]] = frozenset({"source", "document"})

    source: DocumentFile | None = Field(
        default=None,
        description=(
            "The file of the document (.md, .markdown, .myst, .txt). Put translations beside it "
            "(value-proposition.es.md). Without it: the package's default document."
        ),
        examples=["value-proposition.md"],
    )
    document: InlineDocument | None = Field(
        default=None, description="The same document, written here as keys instead of in its own file."
    )
    upstream: Upstream | None = Field(
        default=None, description="The document from which you copied yours, for `check --upstream`."
    )
    base_url: Url | None = Field(
        default=None,
        description="The URL from which relative links in the document start. Without it, they become plain words.",
        examples=["https://network.example.org/about/"],
    )
    sections: Annotated[tuple[Word, ...], AtMost(100)] | None = Field(
        default=None,
        description="The ids of the sections to show, in this order. Without it: all.",
        examples=[["hub", "funders"]],
    )
    cycle: Annotated[tuple[LocalizedText, ...], Field(min_length=2), AtMost(8)] | None = Field(
        default=None,
        description="The steps of the virtuous cycle, in order. Without it: the document's, or four usual steps.",
        examples=[["More support", "More enhancements", "Easier access", "More discoveries"]],
    )

    @model_validator(mode="after")
    def _one_document(self) -> Self:
        if self.source is not None and self.document is not None:
            raise mistake("both-given", "has a 'source' and a 'document'", "keep one of them")
        return self
