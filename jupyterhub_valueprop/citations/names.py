"""Shared by all formats: names, years and URLs, each on one line."""

from __future__ import annotations

from jupyterhub_valueprop.branding import Author, Work

#: Control characters that some scripts need. All others are removed, because some turn the text after them.
_JOINERS = "\u200c\u200d"


def one_line(text: str | None) -> str:
    """The text without line ends and other control characters, with single spaces."""
    shown = "".join(char if char.isprintable() or char in _JOINERS else " " for char in text or "")
    return " ".join(shown.split())


def family_name(author: Author) -> str:
    """A person's family name with its particle, such as "van der Berg"; empty for an organization."""
    return one_line(f"{author.particle or ''} {author.family or ''}") if author.family else ""


def inverted_name(author: Author) -> str:
    """A name as lists sort it: "van der Berg, Jean-Luc, Jr."; an organization's name is unchanged."""
    if not author.family:
        return one_line(author.name or author.given)
    parts = (family_name(author), one_line(author.given), one_line(author.suffix))
    return ", ".join(part for part in parts if part)


def year_of(work: Work) -> str:
    """The year of publication; empty if it isn't known."""
    return (work.date or "")[:4]


def volume_of(work: Work) -> str:
    """The volume and the issue of a journal, "12(3)"; empty if neither is known."""
    return one_line(work.volume) + (f"({one_line(work.issue)})" if work.issue else "")


def address_of(work: Work) -> str:
    """The persistent URL: that of the DOI, else the URL of the work."""
    return f"https://doi.org/{work.doi}" if work.doi else one_line(work.url)


def ended(sentence: str) -> str:
    """A part of a citation with the full stop that ends it, unless it ends itself."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
