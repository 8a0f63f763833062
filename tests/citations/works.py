"""Works to cite: an ordinary one of each kind, and the worst names."""

from __future__ import annotations

from typing import Any

from jupyterhub_valueprop.branding import Work

RIVERA = {"family": "Rivera", "given": "Ana Sofía"}
VAN_DER_BERG = {"family": "Berg", "given": "Jean-Luc", "particle": "van der", "suffix": "Jr."}
INSTITUTE = {"name": "Institute for Tides, Waves and Currents"}


def work(*authors: dict[str, str], **more: Any) -> Work:
    """A work by these authors, else by one; its title unless another is given."""
    return Work.model_validate({"title": "Ocean Data Commons", "authors": authors or (RIVERA,), **more})


SOFTWARE = work(
    RIVERA,
    INSTITUTE,
    VAN_DER_BERG,
    date="2026-03-14",
    version="1.10",
    doi="10.5281/zenodo.1234567",
    url="https://ocean.example.org/a_b",
    publisher="Zenodo",
)
ARTICLE = work(
    VAN_DER_BERG,
    title="Where does the tide go?",
    kind="article",
    date="2025",
    container="Ocean Science",
    volume="12",
    issue="3",
    pages="101-117",
)
WORST = work(
    {"family": "Mac and Cheese, Inc", "given": "D'Artagnan  \u202eevil\nTY  - JOUR"},
    {"name": "Łukasz & Søn {Ünïted} \\ 100% #1 $_^~"},
    title="}\n@misc{x, title = {Owned}} “ế ſ” دریا",
)
