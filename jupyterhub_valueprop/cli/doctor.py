"""`doctor`: report whether this package is on at a hub, what the hub shows, and what you could improve."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import click

from jupyterhub_valueprop.problems import Place, Problem
from jupyterhub_valueprop.problems.phrases import counted
from jupyterhub_valueprop.problems.problem_data import problem_from
from jupyterhub_valueprop.vendoring.bounded_response import BoundedResponse

from .check import exit_status
from .plain_output import say
from .report import summary
from .telling import quiet_option, show_problems, tell, tell_entries

EXAMINATION = "jupyterhub_valueprop.hub.examination"
#: How long a configuration may take to load, and a hub to answer, in seconds.
LONGEST_LOAD, LONGEST_ANSWER = 120.0, 15.0
#: Bytes that are read of a login page or a page of metrics; real ones are smaller.
LARGEST_ANSWER = 5_000_000

#: Versions of this package before 0.2 have no label `site`.
_PROBLEMS = re.compile(
    r'^jupyterhub_valueprop_problems\{severity="(error|warning)"(?:,site="([^"]{1,300})")?\} (\d+)', re.MULTILINE
)
_PAGE, _PART = '<body class="vp', re.compile(r"valueprop/(page|wrapped)\.css")


EXAMPLES = """\b
Examples:
  jupyterhub-valueprop doctor                                    # jupyterhub_config.py in this folder
  jupyterhub-valueprop doctor --config /srv/jupyterhub_config.py
  jupyterhub-valueprop doctor --url https://hub.example.org
"""


@click.command(epilog=EXAMPLES)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    help="Load this configuration as JupyterHub does. Default: jupyterhub_config.py in this folder.",
)
@click.option("--url", help="Ask the hub that runs at this URL.")
@click.option(
    "--python",
    type=click.Path(),
    default=sys.executable,
    help="With --config: the Python that the hub runs with, such as /opt/tljh/hub/bin/python. Default: this one.",
)
@quiet_option
@click.pass_context
def doctor(ctx: click.Context, config: str | None, url: str | None, python: str) -> None:
    """Report whether this package is on at a hub, what the hub shows, and what you could improve.

    Exit status 1: the package is off, or there are errors.
    """
    if config and url:
        raise click.UsageError("give either --config or --url")
    if url:
        is_on, told, problems = ask(url)
    else:
        config = config or "jupyterhub_config.py"
        if not Path(config).is_file():
            raise click.UsageError(f"there is no {config} here: give --config FILE or --url URL")
        is_on, told, problems = load(config, python)
    say(f"{'on' if is_on else 'off'}: {told}")
    show_problems(problems)
    tell_entries(problems)
    tell(f"{url or config}: {summary(problems)}")
    ctx.exit(exit_status(problems, strict=False) if is_on else 1)


Findings = tuple[bool, str, list[Problem]]


def load(config: str, python: str) -> Findings:
    """Whether a hub with this configuration shows this package's pages, a description, and the problems."""
    command = [python, "-m", EXAMINATION, str(Path(config).absolute())]
    try:
        # standard error goes to a file: a pipe would stay open as long as any process that the configuration starts
        with tempfile.TemporaryFile("w+", errors="replace") as complaints:
            ran = subprocess.run(  # noqa: S603 - the admin names the program and the file
                command, stdout=subprocess.PIPE, stderr=complaints, text=True, timeout=LONGEST_LOAD, check=False
            )
            complaints.seek(0)
            complaint = complaints.read(LARGEST_ANSWER)
    except OSError as error:
        raise click.UsageError(f"{python} can't be run: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        message = f"the configuration takes longer than {LONGEST_LOAD:g} s"
        return False, "", [Problem(Place(config), "error", "hub-config", message)]
    try:
        found = json.loads(ran.stdout)
    except ValueError:
        return False, "JupyterHub does not start with this Python", [_not_run(python, complaint)]
    problems = [problem_from(each) for each in found["problems"]]
    return found["is_on"], f"JupyterHub {found['version']}; {found['line']}".rstrip("; "), problems


def _not_run(python: str, complaint: str) -> Problem:
    missing = re.search(r"No module named '?([\w.]+)", complaint)
    if missing:
        package = missing[1].partition(".")[0].replace("_", "-")
        hint = f"run '{python} -m pip install {package}', or name the hub's Python with --python"
        return Problem(Place(python), "error", "hub-package-missing", f"{package} is not installed there", hint)
    last = complaint.strip().rpartition("\n")[2][:500] or "without a message"
    return Problem(Place(python), "error", "hub-config", f"the program that loads the configuration ended: {last}")


def ask(url: str) -> Findings:
    """The same for a running hub. Only public pages are requested."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"\s", url):
        raise click.UsageError(f"--url takes a URL such as https://hub.example.org, not {url!r}")
    before, hub, _ = parts.path.rpartition("/hub")
    base = (before if hub else parts.path).rstrip("/")
    try:
        # with a query: without one, `sign_in.redirect` leads to another site
        address, version, page = _get(urlunsplit((parts.scheme, parts.netloc, f"{base}/hub/login", "next=", "")))
    except (OSError, ValueError, HTTPException) as error:
        return False, "", [Problem(Place(url), "error", "hub-no-answer", f"does not answer: {error}")]
    told = f"JupyterHub {version}" if version else address
    if urlsplit(address).netloc != parts.netloc:
        message = (
            f"sends visitors to {urlsplit(address).netloc} without a login page, so this package has no page to change"
        )
        hint = "to have a login page, unset 'auto_login' of the authenticator"
        return False, told, [Problem(Place(url), "warning", "hub-no-login-page", message, hint)]
    if _PAGE in page:
        return True, f"{told}; login page: page{_languages(page)}", _counted(parts.scheme, parts.netloc, base)
    if _PART.search(page):
        message = "JupyterHub's login page carries the brand: login_page is 'wrap' or 'off', or the page failed"
        return True, told, [Problem(Place(url), "warning", "hub-off", message, "read the hub's log")]
    if not version:
        return False, told, [Problem(Place(url), "error", "hub-no-answer", "answers, but not like JupyterHub")]
    hint = "run 'jupyterhub-valueprop doctor --config' on the hub's machine"
    return False, told, [Problem(Place(url), "error", "hub-not-set-up", "shows JupyterHub's login page", hint)]


class _Answer(BoundedResponse):
    longest = LONGEST_ANSWER


class _Connection(HTTPConnection):
    response_class = _Answer


class _SecureConnection(HTTPSConnection):
    response_class = _Answer


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req)


def _get(address: str) -> tuple[str, str, str]:
    """The URL that answered in the end, its version of JupyterHub, and the page."""
    request = urllib.request.Request(address, headers={"User-Agent": "jupyterhub-valueprop doctor"})  # noqa: S310
    try:
        answer = urllib.request.build_opener(_Http, _Https).open(request, timeout=LONGEST_ANSWER)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        version = answer.headers.get("X-JupyterHub-Version", "")
        return answer.geturl(), version, answer.read(LARGEST_ANSWER).decode("utf-8", "replace")


def _languages(page: str) -> str:
    language = re.search(r'<html[^>]* lang="([\w-]+)"', page)
    return f"; language: {language[1]}" if language else ""


def _counted(scheme: str, host: str, base: str) -> list[Problem]:
    """The problems that the hub's metrics report, if everybody may read them."""
    try:
        _, _, metrics = _get(urlunsplit((scheme, host, f"{base}/hub/metrics", "", "")))
    except (OSError, ValueError, HTTPException):
        return []
    found = _PROBLEMS.findall(metrics)
    place, hint = Place(f"{base}/hub/metrics"), "the hub's log has each with its line"
    return [
        Problem(place, severity, "hub-problems", f"{_whose(site)} has {counted(int(count), severity)}", hint)
        for severity, site, count in found
        if int(count)
    ]


def _whose(site: str) -> str:
    return "the branding" if site in ("", "*") else f"the branding of {site}"
