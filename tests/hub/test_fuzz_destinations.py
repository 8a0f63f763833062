"""Whatever `next` a visitor sends, only what leads into this hub gets a word, a short and harmless one, and quickly."""

from __future__ import annotations

import os
import re
import time
from typing import get_args
from urllib.parse import quote_plus, urljoin, urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jupyterhub_valueprop.hub.destination import LONGEST_NAME, Kind, destination_of

HUB = "https://hub.example.org"
pieces = st.sampled_from([
    "/", "//", "\\", "hub", "user", "services", "user-redirect", "git-pull", "lab", "tree", "spawn", "accept-share",
    "api", "oauth2", "authorize", "ada", "x.ipynb", "..", ".", "%2e%2e", "%2F", "%5c", "%252f", "%00", "%0d%0a", "%ff",
    "\t", "\n", " ", "?", "&", "=", "#", "@", ":", ";", "repo=", "urlpath=", "code=1", "client_id=", "jupyterhub-user-",
    "service-", "https:", "https://github.com/a/b", "https%3A%2F%2Fgithub.com%2Fa%2Fb", "javascript:", "evil.example",
    "[::1]", "<b>", "\u202e", "\u2066", "\u0301", "\u200d", "\ud800", "\x7f", "\u00e4", "界", "a" * 300,
])  # fmt: skip
starts = st.sampled_from(
    ["", "/", "/hub/", "/user/ada/", "/hub/user-redirect/", "/hub/user-redirect/git-pull?repo=", "//"]
)
addresses = st.builds(
    lambda start, parts, joint: start + joint.join(parts),
    starts,
    st.lists(pieces, max_size=8),
    st.sampled_from(["", "", "/", "&"]),
)


@settings(max_examples=int(os.environ.get("VALUEPROP_FUZZ_EXAMPLES", "60")), deadline=None)
@given(addresses)
@example("/user/ada/lab/tree/x.ipynb")
@example("/\t/evil.example/hub/spawn")
def test_only_what_leads_into_this_hub_gets_a_short_word(address: str) -> None:
    began = time.process_time()
    asked = quote_plus(address, errors="surrogatepass")
    found = destination_of(asked, "/")
    assert time.process_time() - began < 0.25
    assert destination_of(asked, "/pre/") is None or address.startswith("/pre/")
    if found is None:
        return
    assert found.kind in get_args(Kind)
    for text in (found.name, found.source):
        assert len(text) <= LONGEST_NAME
        assert text.isprintable()
        assert not re.search(r"[<>\\%]", found.source)
    # browsers take a backslash for a slash, and drop tabs and line ends
    followed = urlsplit(urljoin(f"{HUB}/hub/login", re.sub(r"[\t\r\n]", "", address).replace("\\", "/")))
    assert (followed.scheme, followed.netloc) == ("https", "hub.example.org")
    assert followed.path.startswith(("/hub/", "/user/", "/services/"))
