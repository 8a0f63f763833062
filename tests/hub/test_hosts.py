"""Two spellings of a host are one host; what can't be a host is none."""

import pytest

from jupyterhub_valueprop.hub.hosts import Host, configured_host, host_of_header, read_host

UTF8 = "m\u00fcnchen.example".encode().decode("latin-1")  # as tornado reads the bytes of a header


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("ocean.example.org", Host("ocean.example.org")),
        ("OCEAN.Example.ORG", Host("ocean.example.org")),
        ("ocean.example.org.", Host("ocean.example.org")),
        ("ocean.example.org:8443", Host("ocean.example.org", 8443)),
        ("ocean.example.org.:443", Host("ocean.example.org")),
        ("ocean.example.org:80", Host("ocean.example.org")),
        (" ocean.example.org ", Host("ocean.example.org")),
        ("xn--mnchen-3ya.example", Host("xn--mnchen-3ya.example")),
        (UTF8, Host("xn--mnchen-3ya.example")),
        ("[::1]", Host("[::1]")),
        ("[0:0:0:0:0:0:0:1]:8000", Host("[::1]", 8000)),
        ("[2001:DB8::A]", Host("[2001:db8::a]")),
        ("127.0.0.1:8000", Host("127.0.0.1", 8000)),
        ("localhost", Host("localhost")),
    ],
)
def test_spellings_of_one_host_are_equal(header: str, host: Host) -> None:
    assert host_of_header(header) == host


def test_of_a_list_the_first_counts_and_a_host_header_is_no_list() -> None:
    header = "ocean.example.org, evil.example"
    assert host_of_header(header, is_list=True) == Host("ocean.example.org")
    assert host_of_header(header) is None


@pytest.mark.parametrize(
    "header",
    [
        "", ".", "..", "a..b", ":8000", "*", "*.example.org", "ocean.example.org:", "ocean.example.org:x", "-a", "a-",
        "ocean.example.org:123456", "ocean.example.org:-1", "ocean.example.org:80:80", "user@ocean.example.org",
        "https://ocean.example.org", "ocean.example.org/", "ocean.example.org?x", "ocean example.org", "::1", "[::1",
        "[::1]x", "[::1]:", "[fe80::1%eth0]", "[example.org]", "[]", "\x00", "ocean\t.example.org", "\xff\xfe",
        "a" * 64 + ".org", "a." * 200, "x" * 50_000, "\u202eocean.example".encode().decode("latin-1"),
        "oce\u200ban".encode().decode("latin-1"),
    ],
)  # fmt: skip
def test_what_can_be_no_host_is_none(header: str) -> None:
    assert host_of_header(header) is None


@pytest.mark.parametrize(
    ("configured", "sent"),
    [
        ("M\u00fcnchen.example", "xn--mnchen-3ya.example"),
        ("stra\u00dfe.example", "xn--strae-oqa.example"),  # not strasse.example: another domain, as browsers say
        ("\u65e5\u672c\u3002example", "xn--wgv71a.example"),
        ("\u0645\u062b\u0627\u0644.example", "xn--mgbh0fb.example"),
    ],
)
def test_a_name_in_any_script_is_what_browsers_send_for_it(configured: str, sent: str) -> None:
    assert configured_host(configured) == read_host(sent)


@pytest.mark.parametrize(
    ("configured", "says"),
    [
        ("https://ocean.example.org", "leave out 'https://'"),
        ("ocean.example.org/hub", "leave out"),
        ("*.example.org", "a host such as"),
        ("ocean.example.org:443", "without ':443'"),
        ("", "a host such as"),
    ],
)
def test_an_entry_that_no_request_can_match_is_refused(configured: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"ocean.example.org") as error:
        configured_host(configured)
    assert says in str(error.value)
