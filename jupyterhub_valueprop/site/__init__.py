"""Finished pages as plain data, which the hub keeps and shows. Parses nothing that others wrote."""

from .assets import Asset
from .finished import Site
from .landing import HowToCite, Landing, Language, SignInTexts
from .locale import Locale
from .message import MessageError, read_message, write_message
from .notices import Notice
from .query_form import QueryForm, query_form
from .sharing import Party, PreviewImage, Sharing

__all__ = [
    "Asset",
    "HowToCite",
    "Landing",
    "Language",
    "Locale",
    "MessageError",
    "Notice",
    "Party",
    "PreviewImage",
    "QueryForm",
    "Sharing",
    "SignInTexts",
    "Site",
    "query_form",
    "read_message",
    "write_message",
]
