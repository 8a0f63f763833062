"""Keep rendered login pages, so that a view only has to insert the token of its form.

A page depends only on its context. Views whose contexts are equal, apart from tokens and the host that a visitor
asked for, share one rendering. A context with something that can't be compared, or with too much, is rendered
again.
"""

from __future__ import annotations

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

#: The URL at which the visitor found the hub. A visitor can send any host, so pages are kept without it.
ORIGIN = "public_origin"


@cache
def _kinds() -> tuple[frozenset[str], frozenset[type]]:
    """Names of values that don't belong to a key, and types of values that stand for themselves in it."""
    from jupyterhub_valueprop.site import Landing, Locale  # noqa: PLC0415 - with the first page, see `answer_of`

    # methods of the landing's language differ for each context
    left_out = frozenset((*TOKENS, *HANDLER_METHODS, *Locale("en", "ltr", {}).functions, ORIGIN))
    return left_out, frozenset((type(None), str, Markup, bool, int, float, Landing))


class PageCache:
    """The pages of one site rendered last, without their tokens and hosts; those of the site before are forgotten.

    `sites` is how many sites of the hub keep pages.
    """

    def __init__(self, environment_globals: Mapping[str, Any], sites: int = 1) -> None:
        self._globals = environment_globals
        self._most_bytes = min(MOST_BYTES, MOST_BYTES_IN_ALL // sites)
        self._pages: OrderedDict[Hashable, list[str]] = OrderedDict()
        self._bytes = 0
        self._site: object = None

    def page(self, site: object, context: Mapping[str, Any], render: Callable[[Mapping[str, Any]], str]) -> str:
        """The result of `render(context)`, rendered only if no page of an equal context is kept."""
        if site is not self._site:
            self._site, self._bytes = site, 0
            self._pages.clear()
        key = self._key(context)
        if key is None:
            return render(context)
        pieces = self._pages.get(key)
        if pieces is None:
            marks = {**dict.fromkeys(TOKENS, _MARK), ORIGIN: _ORIGIN_MARK if context.get(ORIGIN) else ""}
            pieces = render({**context, **marks}).split(_MARK)
            self._keep(key, pieces)
        else:
            self._pages.move_to_end(key)
        page = str(escape(context[TOKENS[0]])).join(pieces)
        return page.replace(_ORIGIN_MARK, context.get(ORIGIN, ""))

    def _keep(self, key: Hashable, pieces: list[str]) -> None:
        self._pages[key] = pieces
        self._bytes += _size(pieces)
        while self._bytes > self._most_bytes:
            _, oldest = self._pages.popitem(last=False)
            self._bytes -= _size(oldest)

    def _key(self, context: Mapping[str, Any]) -> Hashable | None:
        """A key that is equal for contexts with equal pages; None for a context that can't be kept."""
        one, other = (context.get(name) for name in TOKENS)
        if not isinstance(one, str) or one != other:
            return None
        left_out, plain = _kinds()
        parts: list[Hashable] = [bool(context.get(ORIGIN))]
        characters = 0
        for name, value in context.items():
            if name in left_out:
                continue
            if type(value) in plain:
                characters += len(value) if isinstance(value, str) else 0
                parts.append((name, type(value), value))
            elif name not in self._globals or self._globals[name] is not value:
                part = _comparable(name, value)
                if part is None:
                    return None
                parts.append(part)
        return tuple(parts) if characters <= LARGEST_CONTEXT else None


def _size(pieces: list[str]) -> int:
    """The bytes of a kept page. Its key is bounded and mostly shared, so it counts as the largest context."""
    return sum(map(sys.getsizeof, pieces)) + LARGEST_CONTEXT


def _comparable(name: str, value: Any) -> Hashable | None:
    """A comparable stand-in for a complex value, or None."""
    if name == "authenticator":
        return name, id(value), *one_time_password(value)
    if isinstance(value, (list, tuple, dict, set, frozenset)) and not value:
        return name, type(value)
    return None
