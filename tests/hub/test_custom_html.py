"""Names for the buttons that MultiAuthenticator leaves without one."""

from __future__ import annotations

from jupyterhub_valueprop.hub.custom_html import named_buttons


def button(href: str, text: str) -> str:
    return f"<div class=\"service-login\"><a role=\"button\" class='btn' href='{href}'>{text}</a></div>"


def named(html: str) -> str:
    return named_buttons(html, lambda text: text)


def test_the_only_unnamed_button_asks_for_a_password() -> None:
    html = button("/hub/github", "\n Sign in with GitHub\n") + button("/hub/pam/login", "\n Sign in with \n")

    assert named(html) == html.replace("\n Sign in with \n", "Sign in with a password")


def test_several_are_told_apart_by_their_part_of_the_address() -> None:
    html = button("/hub/a&amp;b/login?next=%2Fhub", "Sign in with") + button("/hub/staff/login", "Sign in with")

    assert named(html) == (
        button("/hub/a&amp;b/login?next=%2Fhub", "Sign in with a password (a&amp;b)")
        + button("/hub/staff/login", "Sign in with a password (staff)")
    )


def test_everything_else_stays_as_it_is() -> None:
    html = '<form action="x"><button>Sign in with</button></form>' + button("/a", "Sign in with <b>it</b>")

    assert (named(html), named_buttons(None, str)) == (html, "")
