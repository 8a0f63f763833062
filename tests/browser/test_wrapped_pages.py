"""The hub's other pages with our parts on them: never worse than stock, and the community's brand on each."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from browser.arrival import arriving, see
from browser.gallery import ASK, BRANDED, NOTICE, OVERHANG, PROFILE_LIST, REFUSED, WIDTHS, WRAPPED, Gallery, faults
from playwright.sync_api import expect

NOTICE_PAGES = {
    "logout",
    "home",
    "spawn",
    PROFILE_LIST,
    "spawn pending",
    "stop pending",
    "not running",
    "failed to start",
}

ERRORS = {
    "forbidden",
    "not found",
    "not found not signed in",
    "broken",
    "proxy error 500",
    "proxy error 503",
    "not on the list",
}

has_kubespawner = pytest.mark.skipif(find_spec("kubespawner") is None, reason="jupyterhub-kubespawner is not installed")
name = pytest.mark.parametrize(
    "name", [pytest.param(each, marks=has_kubespawner if each == PROFILE_LIST else ()) for each in WRAPPED]
)
scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.mark.sampled
@name
@scheme
def test_axe_finds_nothing_that_the_stock_page_has_not(gallery: Gallery, name: str, scheme: str) -> None:
    stock = gallery.look("", name, scheme).violations
    ours = gallery.look(BRANDED, name, scheme).violations

    assert faults(ours) - faults(stock) == set()
    assert [html for rule, html in faults(ours) if rule == "color-contrast" and "btn" in html] == []


@pytest.mark.sampled
@name
@scheme
def test_the_page_has_no_trouble_that_the_stock_page_has_not(gallery: Gallery, name: str, scheme: str) -> None:
    stock, ours = gallery.look("", name, scheme), gallery.look(BRANDED, name, scheme)

    assert ours.troubles == stock.troubles
    assert [trouble for trouble in ours.troubles if trouble.startswith("page error")] == []


@name
def test_the_page_keeps_every_control_form_and_script(gallery: Gallery, name: str) -> None:
    stock, ours = gallery.look("", name, "light"), gallery.look(BRANDED, name, "light")

    assert [control for control in ours.controls if control in stock.controls] == stock.controls
    assert ours.forms == stock.forms
    assert [script for script in ours.scripts if "/valueprop/" not in script] == stock.scripts


@name
def test_the_page_has_the_brand_the_ribbon_the_notices_and_the_links(gallery: Gallery, name: str) -> None:
    seen = gallery.look(BRANDED, name, "light")

    assert seen.brand["logo"]
    assert seen.brand["name"] == "Ocean Data Commons"
    assert seen.brand["ribbon"] == "Staging hub: for trying things out"
    assert seen.brand["help"] == [True] * (2 if name in ERRORS else 1)
    assert seen.counts[NOTICE] == (name in NOTICE_PAGES)


#: JupyterHub starts a server for any query of these.
WITHOUT_SWITCH = {"spawn", "profile list"}


@name
def test_only_our_parts_are_in_the_visitors_language(gallery: Gallery, name: str) -> None:
    with gallery.visit(BRANDED, name, locale="es") as page:
        languages = page.evaluate("[...document.querySelectorAll('[lang]')].map(e => [e.className, e.lang])")
        parts = page.evaluate("[...document.querySelectorAll('.vp')].map(e => e.closest('[lang]').lang)")

        assert languages[0] == ["", "en"]
        # what the branding says in English only is marked as such, and so is the name of that language in the switch
        assert {language for _, language in languages[1:]} == {"es", "en"}
        named = page.locator(".vp-languages [lang=en]").all_text_contents()
        assert named == ([] if name in WITHOUT_SWITCH else ["English"])
        assert parts.count("en") == 1  # the logo, whose name has a language of its own
        assert page.get_by_role("navigation", name="Enlaces").is_visible()


@name
def test_the_page_is_no_wider_than_its_window_and_ends_with_our_footer(gallery: Gallery, name: str) -> None:
    ours = gallery.look(BRANDED, name, "light")

    assert ours.overhang == dict.fromkeys(WIDTHS, 0)
    assert ours.below_footer == dict.fromkeys(WIDTHS, 0)


@name
def test_the_bar_the_announcements_and_the_footer_begin_on_one_line(gallery: Gallery, name: str) -> None:
    assert set(gallery.look(BRANDED, name, "light").starts) == {96}


@pytest.mark.parametrize("name", ["home", "logout"])
def test_the_languages_keep_their_distance(gallery: Gallery, name: str) -> None:
    with gallery.visit(BRANDED, name) as page:
        gaps = page.evaluate(
            """() => {
                const parts = '.vp-footer-columns, .vp-languages, .vp-languages + .vp-introduction'
                const boxes = [...document.querySelectorAll(parts)].filter(it => it.parentElement.querySelector(
                    '.vp-languages')).map(it => it.getBoundingClientRect())
                return boxes.slice(1).map((box, above) => box.top - boxes[above].bottom)
            }"""
        )

    assert gaps == [24]


def test_the_token_page_with_tokens_is_no_wider_than_a_phone(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "token", viewport={"width": 390, "height": 844}) as page:
        page.fill("#token-note", "a-note-without-any-place-to-break-it" * 2)
        page.get_by_role("button", name="Request new API token").click()
        page.locator("#token-result").wait_for()
        page.reload()

        assert page.locator("#api-tokens-table").is_visible()
        assert page.evaluate(OVERHANG) == 0


def test_home_greets_by_name_beside_the_button_that_starts_the_server_and_above_it_on_a_phone(gallery: Gallery) -> None:
    boxes = "[...document.querySelectorAll('.vp-greeting, #vp-greeting, #start')].map(e => e.getBoundingClientRect())"
    with gallery.visit(BRANDED, "home") as page:
        assert page.locator("#vp-greeting").inner_text() == "Welcome, ada"
        card, name, start = page.evaluate(boxes)
        assert card["top"] < start["top"] < start["bottom"] < card["bottom"]
        assert (start["top"] + start["bottom"]) / 2 == pytest.approx((name["top"] + name["bottom"]) / 2, abs=1)
        page.set_viewport_size({"width": 390, "height": 844})
        card, name, start = page.evaluate(boxes)
        assert name["bottom"] <= start["top"] < start["bottom"] < card["bottom"]


# --- what the pages do of themselves ----------------------------------------------------------------------------------


def test_the_spawn_page_follows_the_progress_of_the_server(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "spawn pending") as page:
        expect(page.locator("#progress-message")).to_have_text("Waiting for the tide")
        expect(page.locator("#progress-bar")).to_have_attribute("aria-valuenow", "40")


def test_the_page_of_a_stopping_server_looks_again_by_itself(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "stop pending") as page:
        page.clock.install()  # it waits for five seconds
        with arriving(page):
            page.reload()
        with page.expect_navigation(timeout=10_000):
            page.clock.fast_forward(5_000)


@has_kubespawner
def test_a_click_on_a_profiles_option_chooses_the_profile(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, PROFILE_LIST) as page:
        page.get_by_text("Large").click()
        assert page.locator("input[name=profile]:checked").get_attribute("value") == "large"
        page.locator("select").first.select_option("unlisted-choice")
        assert page.locator("input[name=profile]:checked").get_attribute("value") == "large"
        expect(page.locator(".js-other-input")).to_be_visible()
        page.locator("select").first.click()
        assert page.locator("input[name=profile]:checked").get_attribute("value") == "small"


def test_the_oauth_page_lets_the_service_in(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "oauth") as page:
        page.locator("form button[type=submit], form input[type=submit]").click()
        page.wait_for_url("**/services/dashboard/oauth_callback?**")
        assert "code=" in page.url


def test_a_share_is_accepted(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "accept share") as page:
        page.locator("form button[type=submit], form input[type=submit]").click()
        page.wait_for_url("**/user/bob/**")


# --- the value proposition --------------------------------------------------------------------------------------------


def test_the_value_proposition_is_folded_on_the_home_page(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "home") as page:
        promise = page.get_by_role("heading", name="Share the operators")

        assert not promise.is_visible()
        page.get_by_text("What this hub offers").click()
        promise.wait_for()  # Chromium lays out what was folded with its next frame
        assert promise.is_visible()


@scheme
def test_the_fields_of_the_admin_page_have_the_outline_of_others(gallery: Gallery, scheme: str) -> None:
    """Its program brings Bootstrap again, after this package's stylesheet."""
    looks = "all => all.map(it => (({borderColor, appearance}) => [borderColor, appearance])(getComputedStyle(it)))"
    with gallery.visit(BRANDED, "token", color_scheme=scheme) as page:
        [[outline, _]] = page.locator("#token-note").evaluate_all(looks)
    with gallery.visit(BRANDED, "admin", color_scheme=scheme) as page:
        page.locator(".form-check-input").first.wait_for()
        assert {outline for outline, _ in page.locator(".form-control").evaluate_all(looks)} == {outline}
        assert {native for _, native in page.locator(".form-check-input").evaluate_all(looks)} == {"auto"}


@scheme
@pytest.mark.parametrize("state", ["is-invalid", "is-valid"])
def test_a_field_found_right_or_wrong_keeps_bootstraps_color(gallery: Gallery, scheme: str, state: str) -> None:
    color = "it => getComputedStyle(it).borderTopColor"
    with gallery.visit(BRANDED, "token", color_scheme=scheme) as page:
        field = page.locator("#token-note")
        plain = field.evaluate(color)
        field.evaluate("(it, state) => { it.style.transition = 'none'; it.classList.add(state) }", state)
        assert field.evaluate(color) != plain


def test_who_has_signed_out_can_sign_in_again_on_a_phone(gallery: Gallery) -> None:
    with gallery.visit(BRANDED, "logout", viewport={"width": 320, "height": 640}) as page:
        login, name = page.locator("#login"), page.locator("#jupyterhub-logo")
        assert login.is_visible()
        one, other = (it.bounding_box() for it in (name, login))
        assert one is not None
        assert other is not None
        assert abs(one["y"] + one["height"] / 2 - other["y"] - other["height"] / 2) < 4, "in one row"
        assert page.evaluate(OVERHANG) == 0


@pytest.mark.parametrize("name", ["logout", "not on the list"])
def test_where_there_is_no_login_page_the_value_proposition_is_shown(gallery: Gallery, name: str) -> None:
    with gallery.visit(BRANDED, name) as page:
        assert page.get_by_role("heading", name="Share the operators").is_visible()


def test_only_who_is_not_on_the_list_is_told_so_and_where_to_ask(gallery: Gallery) -> None:
    told = {}
    for name in WRAPPED:
        if name != PROFILE_LIST:
            counts = gallery.look(BRANDED, name, "light").counts
            told[name] = counts[REFUSED], counts[ASK]

    assert {name for name, counts in told.items() if counts != (0, 0)} == {"not on the list"}
    assert told["not on the list"] == (1, 1)


# --- colors -----------------------------------------------------------------------------------------------------------


def test_the_color_scheme_chosen_on_one_page_holds_on_the_others(gallery: Gallery) -> None:
    scheme = "document.documentElement.dataset.bsTheme"
    with gallery.visit(BRANDED, "home", color_scheme="light") as page:
        origin = page.evaluate("location.origin")
        page.click("#dark-theme-toggle")
        see(page, f"{origin}/hub/logout")
        assert page.evaluate(scheme) == "dark"
        page.get_by_role("button", name="Dark colors").click()
        see(page, f"{origin}/hub/error/503")
        assert page.evaluate(scheme) == "light"
