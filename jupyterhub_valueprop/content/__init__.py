"""Read a network's Markdown document into a `Proposition`, frozen data that any page can show."""

from .comparison import DocumentChange, changes_between
from .defaults import default_document, default_languages
from .document_data import proposition_from_document
from .fragments import inline_markdown
from .markup_allowance import LARGEST_DOCUMENT
from .proposition import Anchor, Beneficiary, Cycle, Passage, Promise, Proposition, RichText, Section
from .reader import Reading, read_proposition
from .signal_words import first_sentence

__all__ = [
    "LARGEST_DOCUMENT",
    "Anchor",
    "Beneficiary",
    "Cycle",
    "DocumentChange",
    "Passage",
    "Promise",
    "Proposition",
    "Reading",
    "RichText",
    "Section",
    "changes_between",
    "default_document",
    "default_languages",
    "first_sentence",
    "inline_markdown",
    "proposition_from_document",
    "read_proposition",
]
