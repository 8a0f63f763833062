"""`check --upstream`: what the network has changed in its document since this hub's copy, promise by promise."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from growth import assert_linear

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.content import changes_between, read_proposition

COPY = """\
# Why

> We run hubs.

## Data

**You own your data.** So that you can leave.

- Take it with you
- Keep it private

**You choose your tools.** Always.

## Money

**You know the price.** In advance.
"""
TODAY = """\
# Why

> We run hubs together.

## Data

**You own all of your data.** So that you can leave at any time.

- Take it with you
- Share it

**You get help.** Soon.

## People

**You meet others.** Online.
"""


def changes(before: str, after: str) -> list[str]:
    found = changes_between(read_proposition(before).proposition, read_proposition(after).proposition)
    return [str(change) for change in found]


def test_each_change_is_one_sentence() -> None:
    assert changes(COPY, TODAY) == [
        "the statement is reworded: 'We run hubs.' is now 'We run hubs together.'",
        "promise 1 of 'data' is reworded: 'You own your data.' is now 'You own all of your data.'",
        "the outcome of promise 1 of 'data' is reworded: 'So that you can leave.' is now 'So that you can leave at any "
        "time.'",
        "a benefit of promise 1 of 'data' is new: 'Share it'",
        "a benefit of promise 1 of 'data' is gone: 'Keep it private'",
        "promise 2 of 'data' is new: 'You get help.'",
        "a promise of 'data' is gone: 'You choose your tools.'",
        "the section 'People' is new, with 1 promise",
        "the section 'Money' is gone, with 1 promise",
    ]
    assert changes(COPY, COPY) == []


def test_moved_promises_and_other_links_are_said() -> None:
    first, second = "**You own your data.** Always.\n\n", "**Nobody pays.** Ever.\n\n"
    assert changes(f"## A\n\n{first}{second}", f"## A\n\n{second}{first}") == [
        "the promises of 'a' are in another order"
    ]
    assert changes("## A\n\n**One [x](https://x.example).**\n", "## A\n\n**One [x](https://y.example).**\n") == [
        "promise 1 of 'a' has other links or emphasis"
    ]


@pytest.mark.slow
def test_comparing_takes_no_longer_than_the_documents_ask_for() -> None:
    def documents(size: int) -> tuple[str, str]:
        old = "".join(f"**Promise {n} of old.** Yes.\n\n" for n in range(size))
        return "## A\n\n" + old, "## A\n\n" + old.replace("old", "quite another kind")

    assert_linear(lambda pair: changes(*pair), documents, 200, most=8.0)


@pytest.fixture
def _copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("words.md").write_text(COPY)
    Path("today.md").write_text(TODAY)


def check(branding: str, *arguments: str) -> list[str]:
    Path("branding.yaml").write_text(branding)
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exit_code in (0, 1), result.output
    return [line for line in result.stdout.splitlines() if ": warning: " in line or ": error: " in line]


@pytest.mark.usefixtures("_copied")
def test_check_says_what_changed_since_the_copy_was_made() -> None:
    upstream = "{url: https://n.example/words.md, revision: 4f2a, date: 2026-03-01}"
    lines = check(f"proposition: {{source: words.md, upstream: {upstream}}}\n", "--upstream", "today.md")
    assert len(lines) == 9
    assert lines[0] == (
        "branding.yaml:1:23: warning: upstream since 2026-03-01: the statement is reworded: 'We run hubs.' is now "
        "'We run hubs together.' [upstream-changed]"
    )


@pytest.mark.usefixtures("_copied")
def test_a_document_with_the_checksum_of_the_copy_has_not_changed() -> None:
    checksum = hashlib.sha256(TODAY.encode()).hexdigest()
    branding = f"proposition: {{source: words.md, upstream: {{sha256: {checksum}}}}}\n"
    assert check(branding, "--upstream", "today.md") == []


@pytest.mark.usefixtures("_copied")
def test_what_can_not_be_compared_is_said() -> None:
    assert "'gone.md' does not exist" in check("{}", "--upstream", "gone.md")[0]
    assert "this branding has no document of its own to compare" in check("{}", "--upstream", "today.md")[0]
    Path("bad.md").write_bytes(b"\xff")
    assert "this file is not UTF-8" in check("{}", "--upstream", "bad.md")[0]
