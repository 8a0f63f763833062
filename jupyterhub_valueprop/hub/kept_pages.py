"""Login pages already rendered, so that a view costs what differs from the last one: the token of its form.

A page is a function of its context and nothing else. Views whose contexts are equal, tokens aside, share one rendering;
a context that holds anything we can't compare is rendered afresh.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from markupsafe import Markup, escape

from jupyterhub_valueprop.page import Landing

MOST_PAGES = 64

#: JupyterHub's two names for the one token of a form (5.2 to 6.1).
TOKENS = ("xsrf", "xsrf_token")

#: Stands for the token in a kept page: letters and digits, which no escaping changes.
_MARK = secrets.token_hex(16)

#: What differs between requests and shows on no page: methods of the handler and of the landing's own locale.
_METHODS = ("static_url", "_", "_html")

_LEFT_OUT = frozenset((*TOKENS, *_METHODS))
_PLAIN = frozenset((type(None), str, Markup, bool, int, float, Landing))


class KeptPages:
    """The pages rendered last, without their tokens."""

    def __init__(self, environment_globals: Mapping[str, Any]) -> None:
        self._globals = environment_globals
        self._pages: OrderedDict[Hashable, list[str]] = OrderedDict()

    def page(self, context: Mapping[str, Any], render: Callable[[Mapping[str, Any]], str]) -> str:
        """What `render(context)` gives, rendered only if no page of an equal context is kept."""
        key = self._key(context)
        if key is None:
            return render(context)
        pieces = self._pages.pop(key, None) or render({**context, **dict.fromkeys(TOKENS, _MARK)}).split(_MARK)
        self._pages[key] = pieces
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        return str(escape(context[TOKENS[0]])).join(pieces)

    def _key(self, context: Mapping[str, Any]) -> Hashable | None:
        """What two contexts have to share for their pages to be equal; None for one that can't be compared."""
        one, other = (context.get(name) for name in TOKENS)
        if not isinstance(one, str) or one != other:
            return None
        parts: list[Hashable] = []
        for name, value in context.items():
            if name in _LEFT_OUT:
                continue
            if type(value) in _PLAIN:
                parts.append((name, type(value), value))
            elif name not in self._globals or self._globals[name] is not value:
                part = _comparable(name, value)
                if part is None:
                    return None
                parts.append(part)
        return tuple(parts)


def _comparable(name: str, value: Any) -> Hashable | None:
    """What stands for a value that is no plain one; None where nothing can."""
    if name == "authenticator":
        return name, id(value), value.request_otp, value.otp_prompt
    if isinstance(value, (list, tuple, dict, set, frozenset)) and not value:
        return name, type(value)
    return None
