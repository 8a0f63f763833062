"""What the card says about where signing in leads: known addresses of this hub, and nothing of any other."""

from __future__ import annotations

from urllib.parse import quote, quote_plus, urlencode

import pytest

from jupyterhub_valueprop.hub.destination import LONGEST_NAME, LONGEST_NEXT, Destination, destination_of


def of(address: str, prefix: str = "/") -> Destination | None:
    return destination_of(quote_plus(address), prefix)


def git_pull(repo: str, **more: str) -> str:
    return f"/hub/user-redirect/git-pull?{urlencode({'repo': repo, **more})}"


OCEAN = "https://github.com/tidewater/ocean-tutorial"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (git_pull(OCEAN), Destination("copy", "ocean-tutorial", "github.com/tidewater")),
        (git_pull(f"{OCEAN}.git/", branch="main"), Destination("copy", "ocean-tutorial", "github.com/tidewater")),
        (
            git_pull(OCEAN, urlpath="lab/tree/ocean-tutorial"),
            Destination("copy", "ocean-tutorial", "github.com/tidewater"),
        ),
        (
            git_pull(OCEAN, urlpath="lab/tree/ocean-tutorial/Über%20Wellen.ipynb?reset"),
            Destination("copy", "Über Wellen.ipynb", "github.com/tidewater/ocean-tutorial"),
        ),
        (
            "/user/ada/git-pull?repo=https%3A%2F%2Fgit.example.org%2Fa%2Fb%2Fc",
            Destination("copy", "c", "git.example.org/a/b"),
        ),
        ("/hub/user-redirect/lab/tree/tides/x%20y.ipynb", Destination("thing", "x y.ipynb")),
        ("/hub/user-redirect/notebooks/x.ipynb?kernel=python3#cell", Destination("thing", "x.ipynb")),
        ("/hub/user-redirect/lab", Destination("thing", "JupyterLab")),
        ("/hub/user-redirect/tree/", Destination("thing", "Jupyter Notebook")),
        ("/hub/user-redirect/rstudio/", Destination("thing", "RStudio")),
        ("/hub/user-redirect", Destination("own server")),
        ("/hub/user-redirect/proxy/8501/", Destination("own server")),
        ("/user/ada/lab/tree/x.ipynb", Destination("thing", "x.ipynb")),
        ("/user/ada/lab/tree/Sign in at evil.example.com", Destination("thing", "JupyterLab")),
        ("/hub/user/ada/lab/tree/x.ipynb", Destination("thing", "x.ipynb")),
        ("/hub/user/ada/", Destination("server", "ada")),
        ("/user/ada/gpu/lab", Destination("thing", "JupyterLab")),
        ("/user/ada%40example.org/", Destination("server", "ada@example.org")),
        ("/user/ada/proxy/8501", Destination("server", "ada")),
        ("/hub/spawn", Destination("start")),
        ("/hub/spawn?profile=large", Destination("start")),
        ("/hub/spawn/ada", Destination("start")),
        ("/hub/spawn/ada/gpu", Destination("named start", "gpu")),
        ("/hub/accept-share?code=s3cret", Destination("share")),
        ("/services/announcement/", Destination("service", "announcement")),
        ("/services/grader/course/1?a=b", Destination("service", "grader")),
        (
            "/hub/api/oauth2/authorize?client_id=jupyterhub-user-ada%2540example.org&response_type=code",
            Destination("server", "ada@example.org"),
        ),
        ("/hub/api/oauth2/authorize?client_id=service-grader", Destination("service", "grader")),
    ],
)
def test_known_addresses_are_said(address: str, expected: Destination) -> None:
    assert of(address) == expected
    assert of(f"/pre/fix{address}", "/pre/fix/") == expected


@pytest.mark.parametrize(
    "address",
    [
        "", "/", "/hub/", "/hub/home", "/hub/token", "/hub/admin", "/hub/accept-share", "/services/",
        "/hub/api/oauth2/authorize", "/hub/api/oauth2/authorize?client_id=other", "/elsewhere/lab",
        # foreign
        "//evil.example/hub/spawn", "///evil.example/hub/spawn", "https://evil.example/hub/spawn", "https:hub/spawn",
        "hub/spawn", " /hub/spawn", "javascript:alert(1)", "\\\\evil.example\\hub/spawn", "/\\evil.example/hub/spawn",
        "/\t/evil.example/hub/spawn", "/\n/evil.example",
        # not what it seems
        "/hub/../../evil/spawn", "/hub/user-redirect/lab/%2e%2e/x.ipynb", "/user/ada/lab/tree/..%2Fx.ipynb",
        "/user/ada/lab/tree/%252e%252e%252fx.ipynb", "/user/a%5Cb/lab", "/user/a%00b", "/user/a%0d%0aX", "/hub//spawn",
        "/user/\u202eada", "/user/ada/lab/tree/x\u2066.ipynb", "/user/%20", "/user/ada%20", "/user/%ff", "/user/%f0%9f",
        # sentences, and letters that nobody can read
        "/user/Admin.%20Your%20password%20expired", "/services/ask%20help@evil.example", "/user/https:evil.example",
        "/hub/spawn/ada/two%20words", "/hub/api/oauth2/authorize?client_id=jupyterhub-user-two%2520words",
        "/user/\u3164", "/user/ada/lab/tree/a" + "\u0301" * 58 + ".ipynb",
        # repositories that are none
        git_pull(""), "/hub/user-redirect/git-pull", git_pull("git@github.com:tidewater/ocean"), git_pull("file:///etc"),
        git_pull("https://github.com"), git_pull("https://github.com/"), git_pull("https://github.com@evil.example/a"),
        git_pull("https://github.com:443/a"), git_pull("https://[::1/a"), git_pull("https://github.com/a/../b"),
        git_pull("https://github.com/a?b"), git_pull("https://gíthub.com/a"),
        git_pull("https://github.com/Your password has expired"), git_pull("https://git\thub.com/a"),
        git_pull(OCEAN, urlpath="lab/../..\\x.ipynb"), git_pull(OCEAN) + "&repo=https%3A%2F%2Fevil.example%2Fa",
        git_pull(OCEAN) + "&a" * 30, git_pull(OCEAN) + "&b=%ff",
    ],
)  # fmt: skip
def test_what_is_foreign_unknown_or_malformed_gets_no_word(address: str) -> None:
    assert of(address) is None


def test_addresses_of_another_prefix_get_no_word() -> None:
    assert of("/hub/spawn", "/pre/") is None
    assert of("/prehub/spawn", "/pre/") is None


def test_what_does_not_decode_gets_no_word() -> None:
    assert destination_of("%ff%2Fhub%2Fspawn", "/") is None


def test_names_are_cut_and_long_addresses_are_not_looked_at() -> None:
    assert of(f"/user/{'a' * 500}/") == Destination("server", "a" * (LONGEST_NAME - 1) + "…")
    assert of(f"/hub/spawn?{'a' * LONGEST_NEXT}") is None
    assert of(f"/user/{quote('界' * 100)}") == Destination("server", "界" * (LONGEST_NAME - 1) + "…")
