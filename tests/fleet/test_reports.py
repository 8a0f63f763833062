"""What the reports say, and what nothing in a branding can make them say."""

from __future__ import annotations

import re

import pytest

from jupyterhub_valueprop.fleet import Change, Member, Overview, as_html, as_markdown
from jupyterhub_valueprop.fleet.markdown_report import LONGEST_COMMENT, MARKER
from jupyterhub_valueprop.problems import Place, Problem

HOSTILE = "@team #1 | <b>x</b>\n\n</code></details> [a](https://evil.example) `x` www.evil.example \u202egnp &lt;"
LINK = Change("network.links.membership", "membership: link changed", "https://a.example", "https://b.example")


def member(number: int, name: str = "", **values: object) -> Member:
    return Member(name or f"Community {number}", f"c{number}/branding.yaml", **{"status": "changed", **values})  # type: ignore[arg-type]


def problem(text: str) -> Problem:
    return Problem(Place("c/branding.yaml", 1, 2), "error", "unknown-key", text, text)


def test_a_change_of_many_is_said_once() -> None:
    report = as_markdown(Overview(tuple(member(number, changes=(LINK,)) for number in range(200)), "main"))

    assert report.startswith(f"{MARKER}\n\n## ✅ 200 communities: 200 changed\n")
    assert report.count("| 200 |") == 1
    assert report.count("<details>") == 1


def test_nothing_changed_and_nothing_compared_is_said_plainly() -> None:
    assert Overview((member(1, status="same"),), "main").headline() == "1 community: 1 same"
    assert Overview((member(1, status="new"), member(2, status="new"))).headline() == "2 communities: none broken"
    broken = member(1, status="broken", problems=(problem("x"),))
    assert Overview((broken,), "main").headline() == "1 community: 1 broken as before"
    assert "Broken as before (1)" in as_markdown(Overview((broken,), "main"))


def test_a_comment_has_room_on_github_however_much_there_is_to_say() -> None:
    words = "ف" * 300
    members = tuple(
        member(
            number,
            f"{words}{number}",
            status="broken",
            is_newly_broken=True,
            problems=(problem(words),) * 9,
            changes=tuple(Change(f"key{key}", f"{words}{number}{key}", words, words) for key in range(9)),
        )
        for number in range(300)
    )
    report = as_markdown(Overview(members, "main"))

    assert len(report.encode()) < LONGEST_COMMENT + 200 < 65_536
    assert "and 4 more errors" in report
    assert report.endswith("A comment has no space for more: see report.html.\n")
    assert report.count("<details>") == report.count("</details>")


@pytest.fixture(scope="module")
def hostile() -> Overview:
    """A community that is called what nobody should be called, in every place where words of others stand."""
    change = Change(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    broken = {"problems": (problem(HOSTILE),), "changes": (change,), "status": "broken", "is_newly_broken": True}
    return Overview((member(1, HOSTILE, **broken), member(2, HOSTILE, **broken)), HOSTILE)


def test_nothing_in_a_branding_calls_people_or_adds_markup_to_the_comment(hostile: Overview) -> None:
    report = as_markdown(hostile)

    assert set(re.findall(r"</?[a-z]+", report)) == {
        "<code", "</code", "<details", "</details", "<summary", "</summary",
    }  # fmt: skip
    assert "@" not in report
    assert not re.search(r"&#(64|35);(?!\u200b)", report)
    # every text of others is inside code, without a character that Markdown knows
    texts = re.findall(r"<code>\u2068(.*?)\u2069</code>", report)
    assert texts
    assert all(re.fullmatch(r"(?:[\w\s,…\u200b\ufffd–]|&#\d+;)*", text) for text in texts)
    assert not any(char in text for text in texts for char in "_\u202e")
    rows = [line for line in report.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"\|", row)) for row in rows} == {5}


def test_nothing_in_a_branding_adds_markup_to_the_page(hostile: Overview) -> None:
    page = as_html(hostile)

    assert "<b>" not in page
    assert "</code></details> [" not in page
    assert page.count("<script>") == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r"(?:src|href)=\"(?!data:)", page)
