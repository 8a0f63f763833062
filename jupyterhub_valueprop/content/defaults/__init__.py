"""The default document, for networks without their own: written for any network, by this project."""

from __future__ import annotations

from pathlib import Path

from jupyterhub_valueprop.language_tags import shortened

FOLDER = Path(__file__).parent


def default_languages() -> tuple[str, ...]:
    """The tags of the default document's languages: English first, and its translations."""
    return "en", *sorted(path.name.split(".")[1] for path in FOLDER.glob("value-proposition.*.md"))


def default_document(locale: str = "en") -> str:
    """The Markdown of the default document for a locale code, else for its language, else in English."""
    translated = {path.name.casefold(): path for path in FOLDER.glob("value-proposition.*.md")}
    names = [f"value-proposition.{tag}.md".casefold() for tag in shortened(locale)]
    path = next((translated[name] for name in names if name in translated), FOLDER / "value-proposition.md")
    return path.read_text(encoding="utf-8")
