"""The document that is shown when a network brings none: written for any network, in words of our own."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def default_document(locale: str = "en") -> str:
    """The Markdown of the default document in a language, or in English where there is no translation."""
    language = locale.replace("_", "-").split("-")[0].lower()
    translated = {path.name: path for path in FOLDER.glob("value-proposition.*.md")}
    path = translated.get(f"value-proposition.{language}.md", FOLDER / "value-proposition.md")
    return path.read_text(encoding="utf-8")
