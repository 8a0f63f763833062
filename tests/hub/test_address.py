"""Which addresses count as those of a hub."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.hub.address import public_address


@pytest.mark.parametrize(
    "url",
    [
        "https://hub.example.org/",
        "http://localhost:8000/some/base/",
        "https://[2001:db8::1]/",
        "https://a/@/space%20x/",
    ],
)
def test_a_whole_address_is_taken(url: str) -> None:
    assert public_address(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "/", "hub.example.org", "ftp://hub.example.org/", "https:///x/", "https://a b/", 'https://a/"><script>',
     "https://user@a/", "https://a/?b", "https://a/#b", "javascript:alert(1)", f"https://{'a' * 254}/",
     f"https://a/{'b' * 501}", "https://a"],
)  # fmt: skip
def test_anything_else_is_no_address(url: str) -> None:
    assert public_address(url) == ""
