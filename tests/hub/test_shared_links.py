"""What a link to the login page says of it to those who don't open it: previews, search engines, other machines."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from real_hub import OURS, HubsInLoop

pytestmark = pytest.mark.asyncio

NAME = 'Reef </script><!-- "Lab" & Co'
REEF = {"name": NAME, "tagline": "For *everyone* at sea", "url": "https://reef.example.org"}
TIDEWATER = {"name": "Tidewater", "url": "https://tidewater.example.org"}
#: Hosts that no browser sends, and what ways there are to say something else with one.
ODD_HOSTS = [
    "evil.example/x", "evil.example?", 'a"><script>alert(1)</script>', "user@evil.example", "evil.example:99999999",
    "a" * 300, "evil .example", "évil.example", "[::1", "%65vil.example", "<", "'", "-", "[]", "a:b:c", "a\\b",
]  # fmt: skip


class Head(HTMLParser):
    """The `<meta>` elements of a page by their name or property, and its linked data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self._in_data = False
        self.data: Any = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_data = given.get("type") == "application/ld+json"
        for key in ("name", "property"):
            if tag == "meta" and (name := given.get(key)):
                self.meta[name] = given["content"] or ""

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data, self._in_data = json.loads(data), False


async def head(hub_url: Any, path: str = "/hub/login", **headers: str) -> Head:
    async with hub_url.visitor() as visitor:
        sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        page = await visitor.http.get(path, headers=sent)
    assert page.status_code == 200
    return Head(page.text)


def branded(branding: dict[str, Any], more: str = "") -> str:
    return f"{OURS}c.ValueProp.branding = {branding!r}\n{more}"


@pytest.fixture
def logo(tmp_path: Path) -> str:
    Image.new("RGB", (300, 200), "#0b5f73").save(tmp_path / "logo.png")
    return str(tmp_path / "logo.png")


async def test_a_link_unfolds_with_the_community_and_its_network(hub: HubsInLoop, logo: str) -> None:
    running = await hub(branded({"community": REEF | {"logo": logo}, "network": TIDEWATER}))
    found = await head(running, "/hub/login?next=%2Fhub%2Fsecret-place", Host="hub.example.org")
    image = found.meta.pop("og:image")

    assert {name: value for name, value in found.meta.items() if name != "viewport"} == {
        "robots": "noindex",
        "description": "For everyone at sea",
        "og:description": "For everyone at sea",
        "og:type": "website",
        "og:title": NAME,
        "og:site_name": "Tidewater",
        "og:url": "http://hub.example.org/hub/login",
        "og:image:alt": NAME,
    }
    assert re.fullmatch(r"http://hub\.example\.org/hub/static/valueprop/picture-\w+\.png\?v=\w+", image)
    assert found.data == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": NAME,
        "url": "http://hub.example.org/hub/login",
        "inLanguage": "en",
        "about": {
            "@type": "Organization",
            "name": NAME,
            "url": "https://reef.example.org",
            "logo": image,
            "memberOf": {"@type": "Organization", "name": "Tidewater", "url": "https://tidewater.example.org"},
        },
    }


async def test_a_hub_without_a_branding_says_what_it_knows(hub: HubsInLoop) -> None:
    found = await head(await hub(OURS))

    assert found.meta["og:title"] == "Community hub"
    assert found.meta.keys().isdisjoint({"og:site_name", "og:locale", "og:image"})
    assert found.data is None


@pytest.mark.parametrize(("tag", "locale"), [("en", None), ("en-GB", "en_GB"), ("pt-BR", "pt_BR"), ("es", "es_ES")])
async def test_a_language_is_said_with_its_country_where_it_is_not_the_default(
    hub: HubsInLoop, tag: str, locale: str | None
) -> None:
    found = await head(await hub(branded({"locales": [tag]})))

    assert found.meta.get("og:locale") == locale


async def test_a_photo_is_shown_before_a_logo_and_a_drawing_not_at_all(
    hub: HubsInLoop, tmp_path: Path, logo: str
) -> None:
    Image.new("RGB", (900, 600), "#123456").save(tmp_path / "reef.jpg")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (tmp_path / "logo.svg").write_text(drawing, encoding="utf-8")
    photo = {"src": str(tmp_path / "reef.jpg"), "alt": "A reef"}
    seen = []
    for community in (
        {"logo": logo, "image": photo},
        {"logo": {"light": str(tmp_path / "logo.svg"), "dark": logo}},
        {"logo": str(tmp_path / "logo.svg")},
        {"logo": "https://elsewhere.example/logo.SVG?a=b"},
        {"logo": "https://elsewhere.example/logo.png"},
    ):
        found = (await head(await hub(branded({"community": community})))).meta
        ending = found.get("og:image", "").split("?")[0].rpartition(".")[2]
        seen.append((ending, found.get("og:image:alt"), found.get("twitter:card")))

    assert seen == [
        ("webp", "A reef", "summary_large_image"),
        ("png", "Community hub", None),
        ("", None, None),
        ("", None, None),
        ("png", "Community hub", None),
    ]


async def test_search_engines_may_list_the_page_when_the_branding_says_so(hub: HubsInLoop) -> None:
    assert "robots" not in (await head(await hub(branded({"sign_in": {"index": True}})))).meta


async def test_behind_a_proxy_that_ends_tls_addresses_are_those_of_the_browser(hub: HubsInLoop) -> None:
    running = await hub(branded({}, 'c.JupyterHub.bind_url = "http://127.0.0.1:8000/some/base/"\n'))
    path = "/some/base/hub/login"
    sent = [
        {"X_Forwarded_Proto": "https"},
        {"X_Forwarded_Proto": "https,http"},  # the first proxy saw the browser
        {"X_Scheme": "https", "X_Forwarded_Proto": "http"},
        {"X_Forwarded_Proto": "gopher"},
    ]
    found = [(await head(running, path, Host="hub.example.org", **each)).meta["og:url"] for each in sent]

    assert found == [*["https://hub.example.org/some/base/hub/login"] * 3, "http://hub.example.org/some/base/hub/login"]


async def test_the_address_that_the_admin_gives_counts_for_every_visitor(hub: HubsInLoop) -> None:
    running = await hub(branded({}, 'c.JupyterHub.public_url = "https://hub.example.org/"\n'))
    for host in ("evil.example", "hub.example.org:8081"):
        found = await head(running, Host=host, X_Forwarded_Proto="http")
        assert found.meta["og:url"] == "https://hub.example.org/hub/login"


async def test_what_is_no_host_is_on_no_page(hub: HubsInLoop) -> None:
    running = await hub(branded({"community": REEF}))
    answers = {}
    for host in ODD_HOSTS:
        async with running.visitor() as visitor:
            answers[host] = await visitor.http.get("/hub/login", headers=[(b"Host", host.encode())])
    pages = {host: page.text for host, page in answers.items() if page.status_code == 200}  # tornado refuses the others
    assert {host for host, page in pages.items() if "og:url" in page or "ld+json" in page} == set()
    assert len(pages) > 5
    assert [line for line in running.log.lines if "ERROR" in line or "Traceback" in line] == []


async def test_a_host_that_one_visitor_sent_is_on_nobody_elses_page_and_fills_no_memory(hub: HubsInLoop) -> None:
    running = await hub(branded({"community": REEF}))
    kept = running.kept_pages
    hosts = [f"{name}.example" for name in ("evil", "one", "two", "three")] + ["[2001:db8::1]:8443", "localhost"]
    found = {host: (await head(running, Host=host)).meta["og:url"] for host in hosts}
    assert found == {host: f"http://{host}/hub/login" for host in hosts}
    assert len(kept) == 1
    assert "evil" not in "".join(piece for pieces in kept.values() for piece in pieces)
