"""URLs that a visitor can follow: http(s), mailto, tel, or relative to the hub. No other URL reaches a page."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import PlainValidator, WithJsonSchema

from jupyterhub_valueprop.problems.phrases import found, quote
from jupyterhub_valueprop.url_schemes import LOADED_SCHEMES, SAFE_SCHEMES, URL_SCHEME

from .errors import mistake
from .texts import clean

_LABEL = re.compile(r"[a-z0-9-]+", re.I)
_SPACE = re.compile(r"\s")
_BEFORE_PATH = re.compile(r"[^/?#]*")
LONGEST_URL = 2_048
_FILE_ENDINGS = {"html", "htm", "md", "pdf", "txt", "php", "ipynb", "svg", "png", "jpg", "jpeg", "webp", "ics", "zip"}
_FILE = "|".join(sorted(_FILE_ENDINGS))
_HTTP = r"[hH][tT][tT][pP][sS]?://[^/?#\\\s][^\\\s]*"
_PERSON = r"([mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):[^?#\\\s][^\\\s]*"
_NO_HOST = rf"(?!(([A-Za-z0-9-]+\.)+(?!({_FILE})([/?#]|$))[A-Za-z]{{2,}}|localhost)([/?#]|$))"
_NO_MAIL = r"(?![^@\s/:]+@[^@\s/:]+\.[^@\s/:]+$)"
_RELATIVE = rf"(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:){_NO_HOST}{_NO_MAIL}[^\\\s]+"
URL_PATTERN = rf"^({_HTTP}|{_PERSON}|{_RELATIVE})$"


def _looks_like_host(text: str) -> bool:
    """Whether a text without a scheme is a host name (`example.org/x`) rather than a relative path (`about.html`)."""
    host, colon, port = text[: _BEFORE_PATH.match(text).end()].partition(":")  # type: ignore[union-attr]  # matches ""
    if colon and not port.isdecimal():
        return False
    *labels, last = host.lower().split(".")
    if not labels:
        return last == "localhost"
    is_domain = len(last) >= 2 and last.isascii() and last.isalpha() and last not in _FILE_ENDINGS
    return is_domain and all(_LABEL.fullmatch(label) for label in labels)


def _looks_like_mail(text: str) -> bool:
    """Whether a text without spaces is `somebody@example.org`."""
    person, _, host = text.partition("@")
    return bool(person) and "." in host[1:-1] and not any(char in person + host for char in "@/:")


def _without_scheme(text: str, whole: str) -> Exception:
    return mistake("url", f"takes a URL with its scheme, found {quote(text)}", f"write {quote(whole)}")


def _forbidden_scheme(text: str, scheme: str) -> Exception:
    if _looks_like_host(text):
        return _without_scheme(text, f"https://{text}")
    usable = "URLs begin with https:, http:, mailto: or tel:, or are relative such as '/about'"
    return mistake("url-scheme", f"can't use the scheme {quote(scheme + ':')} of {quote(text)}", usable)


def _check_scheme(text: str, scheme: str) -> None:
    if scheme.lower() not in SAFE_SCHEMES:
        raise _forbidden_scheme(text, scheme)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise mistake("url", f"takes a URL, found {quote(text)}", "check its host and port") from None
    if parts.scheme in LOADED_SCHEMES and not host:
        rest = text[len(scheme) + 1 :].lstrip("/")
        meant = f"{scheme.lower()}://{rest}" if _looks_like_host(rest) else "https://example.org"
        raise mistake("url", f"takes a URL with a host, found {quote(text)}", f"write {quote(meant)}")
    if parts.scheme not in LOADED_SCHEMES and not parts.path:
        raise mistake("url", f"takes a URL, found {quote(text)}", f"say whom to reach after {quote(scheme + ':')}")


def parse_url(value: Any) -> str:
    """The URL, if it is safe in `href`; raises PydanticCustomError otherwise."""
    if not isinstance(value, str):
        hint = "write one URL" if isinstance(value, (list, tuple)) else None
        raise mistake("type", f"takes a URL, found {found(value)}", hint)
    text = clean(value, LONGEST_URL).strip()
    if not text:
        raise mistake("url", "takes a URL, found an empty text")
    if _SPACE.search(text):  # browsers drop tabs and line ends inside a scheme: "java\tscript:"
        raise mistake("url", f"takes a URL without spaces, found {quote(text)}", "remove it, or write %20 instead")
    if "\\" in text:  # browsers read "/\host" as "//host"
        raise mistake("url", f"takes a URL with forward slashes, found {quote(text)}", "write '/' for each '\\'")
    if text.startswith("//"):
        raise _without_scheme(text, f"https:{text}")
    if scheme := URL_SCHEME.match(text):
        _check_scheme(text, scheme[1])
    elif _looks_like_mail(text):
        raise _without_scheme(text, f"mailto:{text}")
    elif _looks_like_host(text):
        raise _without_scheme(text, f"https://{text}")
    return text


Url = Annotated[
    str,
    PlainValidator(parse_url),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": URL_PATTERN,
            "maxLength": LONGEST_URL,
            "examples": ["https://example.org", "/about"],
        }
    ),
]


def parse_https_url(value: Any) -> str:
    """The absolute URL, if a browser can be sent to it; raises PydanticCustomError otherwise."""
    text = parse_url(value)
    if not text.lower().startswith("https://"):
        raise mistake("url-scheme", f"takes a URL that begins with https://, found {quote(text)}")
    if not text.isascii():
        raise mistake("url", f"takes a percent-encoded URL, found {quote(text)}", "copy it from a browser")
    return text


HttpsUrl = Annotated[
    str,
    PlainValidator(parse_https_url),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[hH][tT][tT][pP][sS]://[^/?#\\\s][!-\[\]-~]*$",
            "maxLength": LONGEST_URL,
            "examples": ["https://ocean.example.org"],
        }
    ),
]
