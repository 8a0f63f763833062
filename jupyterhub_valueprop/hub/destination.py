"""Say where signing in leads: what a `next`, which anybody can send, opens on this hub.

Only URLs of known forms below this hub's prefix are read. Nothing is said about a URL that is foreign, malformed or
encoded in a misleading way. JupyterHub alone decides where people go; this only announces it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

#: The most characters of a `next` that is read, and the most parameters.
LONGEST_NEXT = 2_000
MOST_PARAMETERS = 20
#: The most characters of a name that is shown, and of its source.
LONGEST_NAME = 60

#: Applications by the first part of their path on a server.
APPLICATIONS = {
    "lab": "JupyterLab",
    "tree": "Jupyter Notebook",
    "notebooks": "Jupyter Notebook",
    "edit": "Jupyter Notebook",
    "rstudio": "RStudio",
}
#: Endings of files that people open by such a link. Others could end a sentence, as in `go to example.com`.
_FILE = re.compile(
    r"[^/]{1,500}\.(?:ipynb|py|r|jl|md|rmd|qmd|txt|rst|csv|tsv|json|geojson|ya?ml|toml|pdf|html|png|svg)", re.IGNORECASE
)
#: The name of a user, a server or a service: without spaces, so that it can't be a sentence.
_NAME = re.compile(r"[\w.@+~-]{1,500}")
#: Invisible letters.
_FILLERS = "\u115f\u1160\u3164\uffa0"
#: The most marks on one letter; languages need two or three.
MOST_MARKS = 3
_HOST = re.compile(r"[a-z0-9-]{1,60}(\.[a-z0-9-]{1,60}){1,6}")
_REPOSITORY = re.compile(r"[A-Za-z0-9_~+-][A-Za-z0-9_.~+-]{0,200}")

#: `thing` is a file or an application, `copy` what is copied from `source`, `named start` that of a named server.
Kind = Literal["thing", "copy", "server", "own server", "start", "named start", "service", "share"]


@dataclass(frozen=True)
class Destination:
    """What opens after signing in. `name` and `source` are empty for kinds without them."""

    kind: Kind
    name: str = ""
    source: str = ""


def destination_of(asked: str, prefix: str) -> Destination | None:
    """The destination of a `next`, percent-encoded as JupyterHub passes it to its login page; None for an unknown one.

    `prefix` is the `base_url` of the hub's admin, such as `/` or `/pre/`.
    """
    if not asked or len(asked) > LONGEST_NEXT:
        return None
    try:
        path, _, query = unquote_plus(asked, errors="strict").partition("#")[0].partition("?")
        return _destination(_parts(path, prefix), _parameters(query))
    except ValueError:
        return None


def _parts(path: str, prefix: str) -> list[str]:
    """The parts of a path below the prefix, decoded; raises ValueError if it could lead elsewhere."""
    if not path.startswith(prefix):
        raise ValueError(path)
    return [_plain(part) for part in path.removeprefix(prefix).removesuffix("/").split("/")]


def _plain(part: str) -> str:
    """One part of a path, decoded; raises ValueError for a misleading one.

    Characters that change the direction of what follows, and those that browsers drop, are not printable.
    """
    text = unquote(part, errors="strict")
    if (
        not text.isprintable()
        or text.strip() != text
        or text in ("", ".", "..")
        or any(mark in text for mark in f"/\\%{_FILLERS}")
        or _is_a_stack_of_marks(text)
    ):
        raise ValueError(part)
    return text


def _is_a_stack_of_marks(text: str) -> bool:
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > MOST_MARKS:
            return True
    return False


def _name(part: str) -> str:
    """The name of a user, a server or a service; raises ValueError if it reads like a sentence."""
    if not _NAME.fullmatch(part):
        raise ValueError(part)
    return _short(part)


def _parameters(query: str) -> dict[str, str]:
    """The parameters of a query; raises ValueError for too many, or for two with the same name."""
    pairs = parse_qsl(query, errors="strict", max_num_fields=MOST_PARAMETERS)
    parameters = dict(pairs)
    if len(parameters) < len(pairs):
        raise ValueError(query)
    return parameters


def _destination(parts: Sequence[str], parameters: Mapping[str, str]) -> Destination | None:
    match parts:
        case ["hub", "user", *rest]:
            # JupyterHub sends people here if their server isn't running
            return _destination(["user", *rest], parameters)
        case ["hub", *rest]:
            return _of_the_hub(rest, parameters)
        case ["user", _, "git-pull"] | ["user", _, _, "git-pull"]:
            return _copy(parameters)
        case ["user", name, *rest]:
            # a server's name may come before the file or application
            return _thing(rest) or _thing(rest[1:]) or Destination("server", _name(name))
        case ["services", name, *_]:
            return Destination("service", _name(name))
    return None


def _of_the_hub(parts: Sequence[str], parameters: Mapping[str, str]) -> Destination | None:
    match parts:
        case ["user-redirect", "git-pull"]:
            return _copy(parameters)
        case ["user-redirect", *rest]:
            return _thing(rest) or Destination("own server")
        case ["spawn", *whose] if len(whose) <= 2:
            return Destination("named start", _name(whose[1])) if whose[1:] else Destination("start")
        case ["accept-share"] if "code" in parameters:
            return Destination("share")
        case ["api", "oauth2", "authorize"]:
            return _client(parameters.get("client_id", ""))
    return None


def _thing(parts: Sequence[str]) -> Destination | None:
    """The file or application of a path on a server."""
    if not parts or parts[0] not in APPLICATIONS:
        return None
    return Destination("thing", _short(parts[-1] if _FILE.fullmatch(parts[-1]) else APPLICATIONS[parts[0]]))


def _copy(parameters: Mapping[str, str]) -> Destination:
    """What nbgitpuller copies: a file of a repository, or the whole repository."""
    repository = parameters.get("repo", "")
    address = urlsplit(repository)
    is_whole = repository == f"{address.scheme}://{address.netloc}{address.path}"
    folders = address.path.strip("/").removesuffix(".git").split("/")
    if not is_whole or address.scheme not in ("http", "https") or not _HOST.fullmatch(address.netloc):
        raise ValueError(repository)
    if not all(map(_REPOSITORY.fullmatch, folders)):
        raise ValueError(repository)
    opened = [_plain(part) for part in parameters.get("urlpath", "").partition("?")[0].split("/") if part]
    if opened and _FILE.fullmatch(opened[-1]):
        return Destination("copy", _short(opened[-1]), _short("/".join((address.netloc, *folders))))
    return Destination("copy", _short(folders[-1]), _short("/".join((address.netloc, *folders[:-1]))))


def _client(client: str) -> Destination | None:
    """The server's owner, or the service, that asks for sign-in (`jupyterhub-user-ada`, `service-announcement`)."""
    owner, service = client.removeprefix("jupyterhub-user-"), client.removeprefix("service-")
    if owner != client:
        return Destination("server", _name(_plain(owner)))
    return Destination("service", _name(_plain(service))) if service != client else None


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
