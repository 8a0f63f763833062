"""Names of hosts in any script, in the ASCII that browsers send and ask for."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 254
"""Characters of a name, with a dot at its end: the longest that DNS knows (RFC 1035, 2.3.4)."""

LONGEST_LABEL = 63
"""Characters of a part between two dots."""


def ascii_name(text: str) -> str:
    """The name in ASCII and lower case, without a dot at its end; empty if it is too long or can't be encoded.

    Letters beyond ASCII become the `xn--` label of IDNA 2008 (RFC 5891), which keeps ß. Python's own codec is
    from 2003 and turns ß into another domain. Checking the ASCII characters of labels is left to the caller.
    """
    if len(text) > LONGEST_NAME:
        return ""
    # each letter by itself, as a Greek sigma is the same at the end of a word
    lower = "".join(map(str.lower, text))
    # the full stops of other scripts separate labels, too (RFC 3490, 3.1)
    whole = unicodedata.normalize("NFKC", lower).lower().replace("\u3002", ".").removesuffix(".")
    return ".".join(label if label.isascii() else _encoded(label) for label in whole.split("."))


def _encoded(label: str) -> str:
    """The `xn--` label; empty for one that would be too long: the time to encode grows with its square."""
    if len(label) > LONGEST_LABEL or not label.isprintable():
        return ""
    return f"xn--{label.encode('punycode').decode('ascii')}"
