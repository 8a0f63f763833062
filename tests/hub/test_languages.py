"""Which of a page's languages a visitor gets, by header, by choice and by cookie; and that it lasts."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from real_hub import OURS, PASSWORD, HubsInLoop
from visitor import NAVIGATION

from jupyterhub_valueprop.hub.languages import LONGEST_HEADER, fitting, negotiate
from jupyterhub_valueprop.hub.request import COOKIE
from jupyterhub_valueprop.page.best_fits import best_fits

VECTORS = (Path(__file__).parent / "language_vectors.txt").read_text(encoding="utf-8").splitlines()


def vectors() -> list[tuple[tuple[str, ...], str, str]]:
    """The rows of `language_vectors.txt`: a page's languages, a header, the language that is right."""
    rows = (row.split("|") for row in VECTORS if row and not row.startswith("#"))
    return [(tuple(tags.split()), header.strip(), chosen.strip()) for tags, header, chosen in rows]


def given(available: tuple[str, ...], header: str) -> str:
    return negotiate([], header, available, best_fits(available))


def test_every_header_gets_the_language_that_suits_it_best() -> None:
    rows = vectors()

    assert len(rows) >= 100
    assert [(row, found) for row in rows if (found := given(*row[:2])) != row[2]] == []


def test_letter_case_never_matters() -> None:
    rows = vectors()

    assert [row for row in rows if given(row[0], row[1].swapcase()) != row[2]] == []


def test_what_somebody_asked_for_comes_before_what_the_browser_says() -> None:
    available = ("en", "pt-BR", "zh-Hans")
    fits = best_fits(available)

    assert negotiate(["", "zh-CN"], "pt, en;q=0.5", available, fits) == "zh-Hans"
    assert negotiate(["klingon"], "pt;q=0.2", available, fits) == "pt-BR"
    assert negotiate(["en"], "en;q=0, pt", available, fits) == "en"
    assert [fitting(tag, available, fits) for tag in ("PT", "*", "", "zh-TW")] == ["pt-BR", None, None, None]


def test_of_a_long_header_only_the_beginning_is_looked_at() -> None:
    available = ("en", "de", "pt-BR", "zh-Hans", "sr-Latn", "ar")
    fits = best_fits(available)
    for entry in ("de,", "de-", ";q=1,", "x-", "zh-Hant-", "q=0.", "*,", "zh-cmn-", " ", "\t;", "de;q=0."):
        assert negotiate([], entry * 50_000, available, fits) in available
    assert negotiate([], "de," + "x" * 50_000, available, fits) == "de"
    assert negotiate([], "x," * LONGEST_HEADER + "de", available, fits) == "en"


def test_the_table_of_a_page_in_all_languages_is_small() -> None:
    fits = best_fits(("en", "es", "pt-BR", "fr", "de", "ar", "ja", "zh-Hans"))

    assert len(fits) < 200
    assert set(fits.values()) <= {"", "en", "es", "pt-BR", "fr", "de", "ar", "ja", "zh-Hans"}


SETUP = f"{OURS}c.ValueProp.branding = {{'locales': ['en', 'de', 'es', 'pt-BR']}}\nc.JupyterHub.base_url = '/a/'\n"


def language_of(page: httpx.Response) -> tuple[str | None, str]:
    """What a response says it is in, and what its login page says; of other pages, what our parts of it say."""
    found = re.search(r'<html lang="([\w-]+)" dir', page.text) or re.search(
        r'class="vp[^>]*? lang="([\w-]+)"', page.text
    )
    assert found
    return page.headers.get("Content-Language"), found[1]


@pytest.mark.asyncio
async def test_a_choice_lasts_through_a_wrong_password_an_expired_form_signing_in_and_the_other_pages(
    hub: HubsInLoop,
) -> None:
    running = await hub(SETUP)
    async with running.visitor() as visitor:
        page = await visitor.get("/a/hub/login?next=%2Fa%2Fhub%2Ftoken")
        assert (language_of(page), "Set-Cookie" in page.headers and COOKIE in page.headers["Set-Cookie"]) == (
            ("en", "en"),
            False,
        )
        chosen = await visitor.get("/a/hub/login?lang=pt&next=%2Fa%2Fhub%2Ftoken")
        (cookie,) = [each for each in chosen.headers.get_list("Set-Cookie") if each.startswith(COOKIE)]
        assert re.fullmatch(rf"{COOKIE}=pt-BR; expires=[^;]+; HttpOnly; Path=/a/hub/; SameSite=Lax", cookie)
        assert chosen.headers["Vary"] == "Accept-Language, Cookie"
        refused = await visitor.submit(chosen, username="ada", password="wrong")
        expired = await visitor.submit(refused, username="ada", password="wrong", _xsrf="of yesterday")
        signed_in = await visitor.submit(refused, username="ada", password=PASSWORD)
        assert signed_in.headers["Location"] == "/a/hub/token"
        other_pages = [await visitor.get(f"/a/hub/{name}") for name in ("home", "token", "nowhere")]
        assert language_of(refused) == language_of(chosen) == ("pt-BR", "pt-BR")
        assert {language_of(each)[1] for each in (expired, *other_pages)} == {"pt-BR"}
    # the switch comes after the control and leads on to where the visitor was going
    for each in (chosen, refused):
        control, switch = each.text.index('id="login_submit"'), each.text.index('class="vp-languages"')
        assert control < switch < each.text.index("</section>", control)
        assert (
            '<a href="?lang=de&amp;next=%2Fa%2Fhub%2Ftoken" hreflang="de" lang="de" dir="ltr">Deutsch</a>' in each.text
        )
    assert [each.text.count('href="?lang=') for each in other_pages] == [4, 4, 4]


@pytest.mark.asyncio
async def test_only_a_language_of_the_page_is_remembered_and_over_https_only_there(hub: HubsInLoop) -> None:
    running = await hub(SETUP)
    async with running.visitor() as visitor:
        for asked in ("xx", "", "*", "%ff", "de%0d%0aX:1", "a" * 9_000):
            page = await visitor.get(f"/a/hub/login?lang={asked}")
            assert [each for each in page.headers.get_list("Set-Cookie") if COOKIE in each] == []
        secure = await visitor.get("/a/hub/login?lang=DE", headers={"X-Forwarded-Proto": "https"})
        assert any(re.search(rf"^{COOKIE}=de;.*; Secure", each) for each in secure.headers.get_list("Set-Cookie"))
    for sent in ("es", "ES-mx", "xx", "de; de", '"', "\\", "x" * 5_000, "es=de", "de%00"):
        async with running.visitor() as visitor:
            page = await visitor.get("/a/hub/login", headers={"Cookie": f"{COOKIE}={sent}", "Accept-Language": "de"})
        assert language_of(page)[0] == ("es" if sent.lower().startswith("es") and "=" not in sent else "de")


@pytest.mark.asyncio
async def test_pages_are_kept_by_language_and_not_by_header(hub: HubsInLoop) -> None:
    running = await hub(SETUP)
    kept = running.kept_pages
    async with httpx.AsyncClient(base_url=running.url, headers=NAVIGATION, trust_env=False) as client:
        for header in ("de", "de-AT", "DE;q=0.3", "de, fr", "x-1, de", "x-2, de"):
            page = await client.get("/a/hub/login", headers={"Accept-Language": header})
            assert page.headers["Content-Language"] == "de"
    assert len(kept) == 1


@pytest.mark.asyncio
async def test_in_wrap_mode_the_choice_is_made_and_kept_as_well(hub: HubsInLoop) -> None:
    running = await hub(f"{SETUP}c.ValueProp.login_page = 'wrap'\n")
    async with running.visitor() as visitor:
        chosen = await visitor.get("/a/hub/login?lang=es")
        refused = await visitor.submit(chosen, username="ada", password="wrong")
    assert [language_of(page)[1] for page in (chosen, refused)] == ["es", "es"]


@pytest.mark.asyncio
async def test_the_switch_of_a_wrapped_page_keeps_its_query_and_starts_no_server(hub: HubsInLoop) -> None:
    options = "c.Spawner.options_form = 'Size <input name=\"size\">'\n"
    running = await hub(f"{OURS}{options}c.ValueProp.branding = {{'locales': ['en', 'ar', 'fr']}}\n")
    async with running.visitor() as visitor:
        await visitor.sign_in("ada", PASSWORD)
        pages = {
            path: (await visitor.get(path)).text
            for path in (
                "/hub/home?a=1&b=%22%3E&lang=fr",
                "/hub/spawn/ada?next=/x",
                "/hub/accept-share?code=abc",
                "/hub/no",
            )
        }
        long = (await visitor.get(f"/hub/home?a={'x' * 3000}")).text
        languages = (await visitor.get("/hub/no")).headers.get("Content-Language")
    home, spawn, share, gone = pages.values()
    assert 'href="?lang=ar&amp;a=1&amp;b=%22%3E"' in home
    assert "vp-footer" in spawn
    assert "?lang=" not in spawn + long  # JupyterHub starts a server for any query there
    assert 'href="?lang=ar&amp;code=abc"' in share
    assert 'href="?lang=ar"' in gone
    # <html> is JupyterHub's, so is the title of all pages but errors; a page in two languages claims neither as a whole
    assert "<title>" in home
    assert re.findall("<title.*?>", gone) == ['<title lang="fr" dir="ltr">']
    assert not languages


THEME = '<!DOCTYPE html><html lang="en"><body><form action="login" method="post"></form>{% block main %}'


@pytest.mark.asyncio
@pytest.mark.parametrize("pages", ["login", "all"])
async def test_a_wrapped_login_page_of_any_theme_has_one_switch_of_languages(hub: HubsInLoop, pages: str) -> None:
    own = "c.JupyterHub.template_paths = ['theme']\nimport pathlib\npathlib.Path('theme').mkdir(exist_ok=True)\n"
    for theme in ("", f"{own}pathlib.Path('theme/login.html').write_text({THEME!r} + '{{% endblock %}}')\n"):
        settings = f"c.ValueProp.login_page = 'wrap'\nc.ValueProp.pages = {pages!r}\n"
        running = await hub(f"{SETUP}{settings}{theme}")
        async with running.visitor() as visitor:
            page = await visitor.get("/a/hub/login?lang=es&next=%2Fa%2Fhub%2Ftoken")
            answers = [page]
            if not theme:
                answers.append(await visitor.submit(page, username="ada", password="wrong"))
        for each in answers:
            assert each.text.count('class="vp-languages"') == 1
            assert 'href="?lang=de&amp;next=%2Fa%2Fhub%2Ftoken" hreflang="de"' in each.text
            assert "aria-current" in re.findall(r'<a href="\?lang=es.*?>', each.text, re.S)[0]


@pytest.mark.asyncio
async def test_nothing_that_a_visitor_sends_for_a_language_brings_another_page_or_a_line_of_the_log(
    hub: HubsInLoop,
) -> None:
    running = await hub(SETUP)
    before = running.log.text.count("Traceback")
    queries = (
        b"lang=es&lang=de", b"lang=de&lang=xx", b"lang[]=de", b"lang", b"lang=%00de", b"lang=de%2F..%2Fes", b"lang=%F0",
        b"LANG=de", b"lang=" + b"de-" * 3000, b"lang=de_CH.UTF-8", b"lang=x-private", b"lang=i-klingon", b"lang=%20de",
    )  # fmt: skip
    cookies = (
        b"=xx; valueprop-language=es", b'="de"', b"=\xff\xfe", b'="\\303"', b"=" + b"de" * 5000, b"=de\t; a=1",
        b"=; =; ;;=de", b"=%64%65", b"=sr-Latn", b"=de-CH-1901",
    )  # fmt: skip
    headers = (
        b"sr-Latn, zh-Hant-HK;q=0.9", b"de-CH-1901", b"es-419,*;q=0", b"x-private, en;q=0", b"\xff\xfe", b"de;" * 3000,
        b"*;q=0, de;q=0, es;q=0, en;q=0", b"i-klingon, en-GB-oed", b"de-*-1901",
    )  # fmt: skip
    sent = [
        *((query, b"", b"") for query in queries),
        *((b"", cookie, b"") for cookie in cookies),
        *((b"", b"", header) for header in headers),
    ]
    async with httpx.AsyncClient(base_url=running.url, headers=NAVIGATION, trust_env=False) as client:
        for query, cookie, header in sent:
            asked = {b"cookie": COOKIE.encode() + cookie, b"accept-language": header}
            page = await client.get(
                httpx.URL(f"{running.url}/a/hub/login", query=query),
                headers=[(name, value) for name, value in asked.items() if value not in (b"", COOKIE.encode())],
            )
            tag, same = language_of(page)
            assert (page.status_code, tag) == (200, same)
            remembered = [each for each in page.headers.get_list("Set-Cookie") if each.startswith(COOKIE)]
            assert all(re.match(rf"{COOKIE}=(en|de|es|pt-BR); ", each) for each in remembered)
            client.cookies.clear()
    assert running.log.text.count("Traceback") == before
