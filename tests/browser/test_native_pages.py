"""NativeAuthenticator's own pages with our parts on them; `make authenticators` installs it."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from browser.gallery import BRANDED, NATIVE_LOGIN, SIGNUP, WIDTHS, Gallery, faults

pytestmark = [
    pytest.mark.skipif(find_spec("nativeauthenticator") is None, reason="NativeAuthenticator is not installed"),
    pytest.mark.filterwarnings("ignore"),  # the package's own warnings are not ours to mend
]
name = pytest.mark.parametrize("name", [NATIVE_LOGIN, SIGNUP])
scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


@name
@scheme
def test_the_page_has_no_trouble_and_no_violation_that_the_stock_page_has_not(
    gallery: Gallery, name: str, scheme: str
) -> None:
    stock, ours = gallery.look("", name, scheme), gallery.look(BRANDED, name, scheme)

    assert ours.troubles == stock.troubles
    assert faults(ours.violations) - faults(stock.violations) == set()


@name
def test_the_page_keeps_its_form_and_scripts_and_its_width(gallery: Gallery, name: str) -> None:
    stock, ours = gallery.look("", name, "light"), gallery.look(BRANDED, name, "light")

    assert [control for control in ours.controls if control in stock.controls] == stock.controls
    assert ours.forms == stock.forms
    assert [script for script in ours.scripts if "/valueprop/" not in script] == stock.scripts
    assert {width: more for width, more in ours.overhang.items() if more > stock.overhang[width]} == {}
    assert ours.below_footer == dict.fromkeys(WIDTHS, 0)


@name
def test_the_page_has_the_brand_the_notices_and_the_value_proposition(gallery: Gallery, name: str) -> None:
    with gallery.visit(BRANDED, name) as page:
        assert page.locator("#jupyterhub-logo img").first.is_visible()
        assert page.locator(".vp-ribbon").is_visible()
        assert page.get_by_text("The reef is closed on Friday").is_visible()
        assert page.get_by_role("heading", name="Share the operators").is_visible()
        assert page.get_by_role("link", name="Get help").is_visible()
