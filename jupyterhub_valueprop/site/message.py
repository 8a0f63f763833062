"""Send a site from the program that builds it to the hub that shows it: one line of JSON, then the files' bytes.

Reading only makes values of this subpackage's types: JSON, unlike a pickle, can't name code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from jupyterhub_valueprop.problems import Problem

from .assets import Asset
from .finished import Site
from .landing import Landing

#: The most bytes of files: two seconds of a fast disk, and little beside a hub's memory.
LARGEST_MESSAGE = 64_000_000
#: The most bytes of JSON: a hub reads them in 50 to 150 ms, in which it does nothing else.
LARGEST_HEAD = 16_000_000


class MessageError(ValueError):
    """Raised for a message that is not a site."""


@dataclass(frozen=True)
class _Enclosed:
    """An asset whose bytes follow the JSON: `size` bytes, and `gzipped` more if there is a compressed copy."""

    name: str
    media_type: str
    version: str
    size: int
    gzipped: int | None


@dataclass(frozen=True)
class _Head:
    landings: tuple[Landing, ...]
    problems: tuple[Problem, ...]
    identities: Mapping[str, tuple[int, int, int] | None]
    fits: Mapping[str, str]
    assets: tuple[_Enclosed, ...]
    shows_login_page: bool
    landing_page: str
    lasting_names: Mapping[str, str]


def write_message(site: Site) -> bytes:
    """The site as bytes; raises `MessageError` if they are more than a hub would read."""
    head = _Head(
        tuple(site.landings.values()),
        site.problems,
        site.identities,
        site.fits,
        tuple(
            _Enclosed(each.name, each.media_type, each.version, len(each.data), _size(each.gzipped))
            for each in site.assets.values()
        ),
        site.shows_login_page,
        site.landing_page,
        site.lasting_names,
    )
    # names of files may not be valid Unicode
    text = json.dumps(_plain(head), separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    enclosed = [part for each in site.assets.values() for part in (each.data, each.gzipped or b"")]
    if len(text) > LARGEST_HEAD or len(text) + sum(map(len, enclosed)) > LARGEST_MESSAGE:
        pages, size = len(site.landings), (len(text) + sum(map(len, enclosed))) / 1e6
        advice = "use fewer languages, a shorter document or smaller images"
        raise MessageError(f"the pages in {pages} languages have {size:.1f} MB with their files: {advice}")
    return b"".join((text, b"\n", *enclosed))


def read_message(message: bytes) -> Site:
    """The site of a message; raises `MessageError` for anything else."""
    text, _, rest = message.partition(b"\n")
    if len(text) > LARGEST_HEAD:
        raise MessageError("the pages are larger than a hub can read at once")
    try:
        head: _Head = _value(_Head, json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise MessageError(f"not a site: {type(error).__name__}") from error
    if not head.landings:
        raise MessageError("a site without a page")
    return Site(
        {landing.locale.tag: landing for landing in head.landings},
        _assets(head.assets, rest),
        head.problems,
        head.identities,
        head.shows_login_page,
        head.fits,
        head.landing_page,
        head.lasting_names,
    )


def _assets(enclosed: tuple[_Enclosed, ...], data: bytes) -> dict[str, Asset]:
    assets, position = {}, 0

    def take(size: int) -> bytes:
        nonlocal position
        if size < 0 or position + size > len(data):
            raise MessageError("a file of the site is incomplete")
        position += size
        return data[position - size : position]

    for each in enclosed:
        content = take(each.size)
        gzipped = None if each.gzipped is None else take(each.gzipped)
        assets[each.name] = Asset(each.name, each.media_type, each.version, content, gzipped)
    return assets


def _size(data: bytes | None) -> int | None:
    return None if data is None else len(data)


def _plain(value: Any) -> Any:
    """A value of this subpackage's types as data for JSON."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _value(kind: Any, plain: Any) -> Any:
    """The value of a type from data of JSON; raises TypeError if it doesn't fit."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if plain is None and NoneType in arguments:
            return None
        (kind,) = (each for each in arguments if each is not NoneType)
        return _value(kind, plain)
    if origin is tuple:
        entries = _of(list, plain)
        if arguments[-1] is Ellipsis:
            return tuple(_value(arguments[0], entry) for entry in entries)
        return tuple(_value(each, entry) for each, entry in zip(arguments, entries, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _value(arguments[1], entry) for key, entry in _of(dict, plain).items()}
    return _single(kind, plain)


def _single(kind: Any, plain: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _value(each, _of(dict, plain)[name]) for name, each in _hints(kind).items()})
    if kind is Markup:
        return Markup(_of(str, plain))  # noqa: S704 - the builder has sanitized or escaped it
    if kind is datetime:
        return datetime.fromisoformat(_of(str, plain))
    if get_origin(kind) is not None:  # a Literal
        return _of(str, plain)
    return _of(kind, plain)


def _of(kind: type, plain: Any) -> Any:
    if type(plain) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(plain).__name__} found")
    return plain


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
