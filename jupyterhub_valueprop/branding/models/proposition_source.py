"""Where the network's value proposition comes from, and which parts of it this hub shows."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from typing_extensions import Self

from jupyterhub_valueprop.branding.fields.errors import mistake
from jupyterhub_valueprop.branding.fields.named_files import DocumentFile
from jupyterhub_valueprop.branding.fields.texts import LocalizedText, Word
from jupyterhub_valueprop.branding.fields.urls import Url

from .base import AtMost, Model
from .inline_document import InlineDocument


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
