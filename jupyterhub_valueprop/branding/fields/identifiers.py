"""What identifies a publication or a file: a DOI, a date (perhaps only a year), a checksum."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.problems.phrases import found, quote

from .errors import mistake
from .texts import clean

LONGEST_DOI = 500
_RESOLVER = r"([hH][tT][tT][pP][sS]?://([dD][xX]\.)?[dD][oO][iI]\.[oO][rR][gG]/|[dD][oO][iI]:)?"
DOI_PATTERN = rf"^{_RESOLVER}10\.\d{{4,9}}(\.\d{{1,9}}){{0,9}}/\S{{1,{LONGEST_DOI}}}$"
_DOI = re.compile(DOI_PATTERN)
DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_DATE = re.compile(DATE_PATTERN)
CHECKSUM_PATTERN = r"^[0-9A-Fa-f]{64}$"
_CHECKSUM = re.compile(CHECKSUM_PATTERN)
_CHECKSUM_ADVICE = "write the 64 digits that 'sha256sum FILE' prints, in quotes"
_DATE_ADVICE = 'write "2026", "2026-03" or "2026-03-14"'


def parse_doi(value: Any) -> str:
    """The DOI without the URL that resolves it; raises PydanticCustomError for anything else."""
    if not isinstance(value, str):
        raise mistake("type", f"takes a DOI, found {found(value)}", "write it as 10.5281/zenodo.1234567")
    text = clean(value, LONGEST_DOI).strip()
    match = _DOI.match(text)
    if not match:
        raise mistake("doi", f"takes a DOI, found {quote(text)}", "write it as 10.5281/zenodo.1234567")
    return text[match.end(1) if match[1] else 0 :]


def parse_publication_date(value: Any) -> str:
    """`2026`, `2026-03` or `2026-03-14`, from a text or a year; raises PydanticCustomError otherwise."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    is_number = isinstance(value, int) and not isinstance(value, bool)
    text = str(value).strip() if isinstance(value, str) or is_number else ""
    if not text:
        raise mistake("type", f"takes a date, found {found(value)}", _DATE_ADVICE)
    if not _DATE.match(text) or not _is_in_calendar(text):
        raise mistake("date", f"takes a year, a month or a day, found {quote(text)}", _DATE_ADVICE)
    return text


def parse_checksum(value: Any) -> str:
    """The SHA-256 checksum of a file, in lower case; raises PydanticCustomError for anything else."""
    if not isinstance(value, str):
        raise mistake("type", f"takes a SHA-256 checksum, found {found(value)}", _CHECKSUM_ADVICE)
    text = clean(value, LONGEST_DOI).strip()
    if not _CHECKSUM.match(text):
        raise mistake("checksum", f"takes a SHA-256 checksum, found {quote(text)}", _CHECKSUM_ADVICE)
    return text.lower()


def _is_in_calendar(text: str) -> bool:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


Doi = Annotated[str, PlainValidator(parse_doi), WithJsonSchema({"type": "string", "pattern": DOI_PATTERN})]
PublicationDate = Annotated[
    str,
    PlainValidator(parse_publication_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": DATE_PATTERN},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ]
        }
    ),
]
Checksum = Annotated[
    str, PlainValidator(parse_checksum), WithJsonSchema({"type": "string", "pattern": CHECKSUM_PATTERN})
]
