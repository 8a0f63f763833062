"""Every authenticator's page beside the stock one: what can be sent, and where its links lead, is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from authenticators.catalogue import BUTTONS, FORMS, MULTI, NATIVE, NULL, REDIRECTS, Authenticator
from authenticators.fixtures import Pages, Proves, Start
from authenticators.markup import essence, links, sign_in_buttons
from visitor import forms, login_form

from jupyterhub_valueprop.hub.templates import TEMPLATES

# the packages' own warnings are not ours to mend
pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("ignore")]

COMPARED = "page compared"
NEXT = "?next=%2Fuser%2Fada%2Flab%2Ftree%2Fa%20b%26c"
PATHS = ["/hub/login", f"/hub/login{NEXT}"]
PROMISE = "vp-promise"  # a part of the value proposition


def names(authenticators: tuple[Authenticator, ...]) -> list[object]:
    return [pytest.param(each, id=each.name) for each in authenticators]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("authenticator", names(FORMS))
async def test_a_form_has_the_stock_forms_fields(
    pages: Pages, proves: Proves, authenticator: Authenticator, path: str
) -> None:
    proves(authenticator, COMPARED)
    stock, ours = await pages(authenticator, path)

    assert (ours.status_code, PROMISE in ours.text) == (stock.status_code, True)
    assert essence(login_form(ours.text)) == essence(login_form(stock.text))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("authenticator", names(BUTTONS))
async def test_a_button_leads_where_the_stock_button_leads(
    pages: Pages, proves: Proves, authenticator: Authenticator, path: str
) -> None:
    proves(authenticator, COMPARED)
    stock, ours = await pages(authenticator, path)

    assert (ours.status_code, PROMISE in ours.text) == (stock.status_code, True)
    assert len(sign_in_buttons(stock.text)) == 1
    assert sign_in_buttons(ours.text) == sign_in_buttons(stock.text)
    assert [form for form in forms(ours.text) if form.method == "post"] == []


@pytest.mark.parametrize("authenticator", names(REDIRECTS))
async def test_without_a_login_page_the_value_proposition_is_on_the_logout_page(
    pages: Pages, proves: Proves, authenticator: Authenticator
) -> None:
    proves(authenticator, "value proposition on logout")
    stock, ours = await pages(authenticator)
    assert (ours.status_code, ours.headers["Location"]) == (stock.status_code, stock.headers["Location"])

    stock, ours = await pages(authenticator, "/hub/logout")
    assert (stock.status_code, ours.status_code, PROMISE in ours.text) == (200, 200, True)
    assert {*links(stock.text)} <= {*links(ours.text)}


async def test_where_nobody_may_sign_in_the_value_proposition_is_on_the_refusal(pages: Pages, proves: Proves) -> None:
    proves(NULL, "value proposition on 403")
    stock, ours = await pages(NULL)

    assert (stock.status_code, ours.status_code, PROMISE in ours.text) == (403, 403, True)


@pytest.mark.parametrize("path", PATHS)
async def test_every_button_of_several_authenticators_has_a_name(pages: Pages, proves: Proves, path: str) -> None:
    proves(MULTI, COMPARED)
    stock, ours = await pages(MULTI, path)
    unnamed = {href for href, text in sign_in_buttons(stock.text).items() if text == "Sign in with"}
    shown = sign_in_buttons(ours.text)

    assert len(unnamed) == 2
    assert shown.keys() == sign_in_buttons(stock.text).keys()
    assert {text for href, text in shown.items() if href in unnamed} == {
        "Sign in with a password (members)",
        "Sign in with a password (staff)",
    }
    assert {text for href, text in shown.items() if href not in unnamed} == {"Sign in with GitHub"}


async def test_the_only_form_among_several_authenticators_needs_no_address_in_its_name(start: Start) -> None:
    running = await start(MULTI, "del c.MultiAuthenticator.authenticators[2]\n")
    async with running.visitor() as visitor:
        page = await visitor.get()

    assert [*sign_in_buttons(page.text).values()] == ["Sign in with GitHub", "Sign in with a password"]


@pytest.mark.parametrize("prefix", ["members", "staff"])
async def test_the_forms_of_several_authenticators_are_the_stock_forms(pages: Pages, prefix: str) -> None:
    stock, ours = await pages(MULTI, f"/hub/{prefix}/login{NEXT}")

    assert essence(login_form(ours.text)) == essence(login_form(stock.text))
    assert login_form(ours.text).action.startswith(f"/hub/{prefix}/login?")


@pytest.mark.parametrize(
    "more", ["", "c.NativeAuthenticator.allow_2fa = True\nc.NativeAuthenticator.tos = 'I accept.'\n"]
)
@pytest.mark.parametrize("path", ["/hub/login", f"/hub/login{NEXT}", "/hub/signup"])
async def test_the_native_pages_keep_their_own_form_above_the_value_proposition(
    pages: Pages, proves: Proves, path: str, more: str
) -> None:
    proves(NATIVE, COMPARED)
    stock, ours = await pages(NATIVE, path, more)

    assert (stock.status_code, ours.status_code) == (200, 200)
    assert essence(login_form(ours.text)) == essence(login_form(stock.text))
    assert 0 < ours.text.index("auth-form-body") < ours.text.index(PROMISE)


async def test_switched_off_the_native_pages_are_the_packages_own(start: Start) -> None:
    running = await start(NATIVE, 'c.ValueProp.login_page = "off"\nc.ValueProp.pages = "login"\n')
    async with running.visitor() as visitor:
        shown = [await visitor.get(path) for path in ("/hub/login", "/hub/signup")]

    assert [(page.status_code, "valueprop" in page.text) for page in shown] == [(200, False)] * 2


@pytest.mark.parametrize("path", ["/hub/login", "/hub/signup"])
async def test_native_pages_are_its_own_where_our_parts_fail(pages: Pages, tmp_path: Path, path: str) -> None:
    (tmp_path / "valueprop").mkdir()
    for part in (TEMPLATES / "valueprop").glob("wrapped-*.html"):
        (tmp_path / "valueprop" / part.name).write_text("{{ 1 // 0 }}", encoding="utf-8")
    stock, ours = await pages(NATIVE, path, f"c.JupyterHub.template_paths = [{str(tmp_path)!r}]\n")

    assert (ours.status_code, links(ours.text)) == (stock.status_code, links(stock.text))
    assert [essence(form) for form in forms(ours.text)] == [essence(form) for form in forms(stock.text)]
    assert "vp-" not in ours.text
