"""Keep rendered login pages, so that a view only has to insert the token of its form.

A page depends only on its context. Views whose contexts are equal, apart from tokens and the host that a visitor
asked for, share one rendering. A context with something that can't be compared, or with too much, is rendered
again.
"""

from __future__ import annotations

import re
import secrets
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from .internals import HANDLER_METHODS, TOKENS, one_time_password

#: What all kept pages of a site take together, and those of all sites of a hub, in bytes.
MOST_BYTES, MOST_BYTES_IN_ALL = 1_000_000, 8_000_000
#: The most characters of all texts of a context: a visitor can send any `next`.
LARGEST_CONTEXT = 4_000

#: Placeholders for the token and for `ORIGIN` in a kept page: letters and digits, which no escaping changes.
_MARK, _ORIGIN_MARK = secrets.token_hex(16), secrets.token_hex(16)
_MARKS = re.compile(f"({_MARK}|{_ORIGIN_MARK})")

#: The URL at which the visitor found the hub. A visitor can send any host, so pages are kept without it.
ORIGIN = "public_origin"

#: Names of values that don't belong to a key.
_LEFT_OUT = frozenset((*TOKENS, *HANDLER_METHODS, ORIGIN))


@cache
def _plain() -> frozenset[type]:
    """Types of values that stand for themselves in a key."""
    from jupyterhub_valueprop.site import Landing  # noqa: PLC0415 - with the first page, see `answer_of`

    return frozenset((type(None), str, Markup, bool, int, float, Landing))


class PageCache:
    """The pages of one site rendered last, without their tokens and hosts; those of the site before are forgotten.

    `sites` is how many sites of the hub keep pages.
    """

    def __init__(self, sites: int = 1) -> None:
        self._most_bytes = min(MOST_BYTES, MOST_BYTES_IN_ALL // sites)
        self._pages: OrderedDict[Hashable, list[str]] = OrderedDict()
        self._bytes = 0
        self._site: object = None

    def page(self, site: object, context: Mapping[str, Any], render: Callable[[Mapping[str, Any]], str]) -> str:
        """The result of `render(context)`, rendered only if no page of an equal context is kept."""
        if site is not self._site:
            self._site, self._bytes = site, 0
            self._pages.clear()
        key = _key(context)
        if key is None:
            return render(context)
        token, origin = context[TOKENS[0]], context[ORIGIN]
        pieces = self._pages.get(key)
        if pieces is None:
            if _characters(context) > LARGEST_CONTEXT:
                return render(context)
            marks = {**dict.fromkeys(TOKENS, _MARK), ORIGIN: _ORIGIN_MARK if origin else ""}
            pieces = _MARKS.split(render({**context, **marks}))
            self._keep(key, pieces)
        else:
            self._pages.move_to_end(key)
        filled = {_MARK: escape(token), _ORIGIN_MARK: origin}
        return "".join([filled.get(piece, piece) for piece in pieces])

    def _keep(self, key: Hashable, pieces: list[str]) -> None:
        self._pages[key] = pieces
        self._bytes += _size(pieces)
        while self._bytes > self._most_bytes:
            _, oldest = self._pages.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(pieces: list[str]) -> int:
    """The bytes of a kept page. Its key is bounded and mostly shared, so it counts as the largest context."""
    return sum(map(sys.getsizeof, pieces)) + LARGEST_CONTEXT


def _characters(context: Mapping[str, Any]) -> int:
    """The characters of all texts that a page of this context depends on."""
    texts = (value for name, value in context.items() if isinstance(value, str) and name not in _LEFT_OUT)
    return sum(map(len, texts))


def _key(context: Mapping[str, Any]) -> Hashable | None:
    """A key that is equal for contexts with equal pages; None for a context that can't be kept."""
    one, other = map(context.get, TOKENS)
    if not isinstance(one, str) or one != other:
        return None
    plain = _plain()
    parts: list[Any] = [bool(context[ORIGIN])]
    for name, value in context.items():
        if name in _LEFT_OUT:
            continue
        kind = type(value)
        part = value if kind in plain else _stand_in(name, value)
        if part is None and value is not None:
            return None
        parts += (name, kind, part)
    return tuple(parts)


def _stand_in(name: str, value: Any) -> Hashable | None:
    """What stands for a complex value in a key, beside its type; None if it can't be compared."""
    if name == "authenticator":
        return id(value), *one_time_password(value)
    return () if isinstance(value, (list, tuple, dict, set, frozenset)) and not value else None
