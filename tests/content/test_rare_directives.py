"""Ways to write a directive that few use: options in a block of their own, a quotation in the first line, code."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.content import read_proposition

OPENING = "# Title\n\n## First\n\n**For users, all is there.**\n\n"


def details(directive: str) -> tuple[str, list[str]]:
    """What a directive below a promise says, and the codes of what it could not say."""
    reading = read_proposition(OPENING + directive)
    detail = reading.proposition.sections[0].promises[0].detail
    return (detail.text if detail else "", [problem.code for problem in reading.problems])


def test_the_first_line_of_a_quotation_may_stand_beside_its_name() -> None:
    text, codes = details("```{epigraph} First line\nand second line\n```\n")

    assert " ".join(text.split()) == "First line and second line"
    assert codes == []


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ("---\nalt: The cycle\n---\n", []),
        (":alt: The cycle\n", []),
        ("---\nalt: The cycle\nwobble: 7\n---\n", ["unknown-option"]),
        ("---\nalt: The cycle\nno option\n---\n", ["unknown-option"]),
    ],
)
def test_options_stand_in_a_block_or_in_lines_of_their_own(options: str, codes: list[str]) -> None:
    reading = read_proposition(f"# Title\n\n```{{figure}} cycle.svg\n{options}Sow, then reap.\n```\n\n## First\n")
    cycle = reading.proposition.cycle

    assert cycle is not None
    assert (cycle.image, cycle.alt, str(cycle.caption)) == ("cycle.svg", "The cycle", "Sow, then reap.")
    assert [problem.code for problem in reading.problems] == codes
