"""How the hub is cited: a CITATION.cff file, or the same written here as keys."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from jupyterhub_valueprop.branding.fields.errors import mistake
from jupyterhub_valueprop.branding.fields.identifiers import Doi, PublicationDate
from jupyterhub_valueprop.branding.fields.named_files import CitationFile
from jupyterhub_valueprop.branding.fields.switches import Choice
from jupyterhub_valueprop.branding.fields.texts import Word
from jupyterhub_valueprop.branding.fields.urls import Url

from .base import AtMost, Model

MOST_AUTHORS = 500

WorkKind = Literal[
    "software", "dataset", "article", "book", "chapter", "conference-paper", "report", "thesis", "webpage", "other"
]


class Author(Model):
    """Who made what is cited: an organization by `name`, a person by `family` and `given`."""

    name: Word | None = Field(
        default=None, description="The whole name, of an organization or a team.", examples=["Tidewater Institute"]
    )
    family: Word | None = Field(default=None, description="The family name of a person.", examples=["Rivera"])
    given: Word | None = Field(default=None, description="The given names of a person.", examples=["Ana Sofía"])
    particle: Word | None = Field(
        default=None, description="A part before the family name that does not count for sorting.", examples=["van der"]
    )
    suffix: Word | None = Field(default=None, description="A part after the name.", examples=["Jr."])

    @model_validator(mode="after")
    def _needs_a_name(self) -> Self:
        if not (self.name or self.family or self.given):
            raise mistake("missing-key", "needs a name", "add 'family' and 'given', or 'name'")
        return self


class Work(Model):
    """What is cited."""

    title: Word = Field(description="The title of the work.", examples=["Ocean Data Commons"])
    authors: Annotated[tuple[Author, ...], Field(min_length=1), AtMost(MOST_AUTHORS)] = Field(
        description="The people and organizations that made it, in order.",
        examples=[[{"family": "Rivera", "given": "Ana"}, {"name": "Tidewater Institute"}]],
    )
    kind: Annotated[WorkKind, Choice] = Field(default="software", description="The kind of work.", examples=["dataset"])
    date: PublicationDate | None = Field(
        default=None, description="When it was published: a year, a month or a day.", examples=["2026-03-14"]
    )
    version: Word | None = Field(default=None, description="Its version.", examples=["2.1"])
    doi: Doi | None = Field(default=None, description="Its DOI.", examples=["10.5281/zenodo.1234567"])
    url: Url | None = Field(default=None, description="Its URL.", examples=["https://ocean.example.org"])
    publisher: Word | None = Field(
        default=None, description="The publisher; for a report or a thesis, the institution.", examples=["Zenodo"]
    )
    container: Word | None = Field(
        default=None, description="The journal, book or proceedings of which it is a part.", examples=["Ocean Science"]
    )
    volume: Word | None = Field(default=None, description="The volume of a journal.", examples=["12"])
    issue: Word | None = Field(default=None, description="The issue of a journal.", examples=["3"])
    pages: Word | None = Field(default=None, description="Its pages in there.", examples=["101-117"])


class CitationSource(Model):
    """How the hub is cited; a bare path is its `source`."""

    shorthand: ClassVar[str] = "source"
    rivals: ClassVar[frozenset[str]] = frozenset({"source", "work"})

    source: CitationFile | None = Field(
        default=None,
        description="A file in the Citation File Format. If it has a `preferred-citation`, the page cites that.",
        examples=["CITATION.cff"],
    )
    work: Work | None = Field(default=None, description="The same work, written here as keys.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.source is not None and self.work is not None:
            raise mistake("both-given", "has a 'source' and a 'work'", "keep one of them")
        return self
