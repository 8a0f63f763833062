"""Single texts: inline Markdown of the branding, and a document written as keys."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.content import (
    Beneficiary,
    Cycle,
    Passage,
    Promise,
    Proposition,
    Reading,
    RichText,
    Section,
    inline_markdown,
    proposition_from_document,
)


def rich(text: str, html: str | None = None) -> RichText:
    return RichText(text if html is None else html, text)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Shared *notebooks*", "Shared <em>notebooks</em>"),
        (
            "[Help](help.html) [us](mailto:a@b.example)",
            '<a href="help.html">Help</a> <a href="mailto:a@b.example">us</a>',
        ),
        ("[x](javascript:alert(1))", "x"),
        ("<script>alert(1)</script> ![logo](x.png)", "alert(1) logo"),
        ("# not a heading", "# not a heading"),
        ("{{ network.name }} & co", "A *b* &amp; co"),
        ("{{ nobody }}", "{{ nobody }}"),
        ("", ""),
    ],
)
def test_inline_markdown_is_sanitized(source: str, html: str) -> None:
    assert inline_markdown(source, {"network.name": "A *b*"}).html == html


def test_a_document_written_as_keys_says_the_same_as_markdown() -> None:
    document = {
        "title": "Why {{ network.name }}",
        "statement": "We run *hubs*.",
        "summary": "One.\n\nTwo.",
        "beneficiaries": [{"who": "Labs", "what": "get a hub."}, {"who": "Users", "what": "For **users**, time."}],
        "cycle": {"image": "cycle.svg", "alt": "Drawing", "caption": "How.", "steps": ["Use", "Care"]},
        "sections": [
            {"id": "hub", "title": "Hub", "lead": "In short", "promises": [{"promise": "For users, go."}]},
            {
                "title": "Hub",
                "detail": "Prose [above](#hub).",
                "promises": [
                    {
                        "promise": "Keep the keys.",
                        "audience": "organizations",
                        "outcome": "So that you can leave.",
                        "detail": "More.",
                        "label": "You get:",
                        "benefits": ["All *code*"],
                        "closing": "Ask.",
                    }
                ],
            },
        ],
    }
    assert proposition_from_document(document, values={"network.name": "Tidewater"}) == Reading(
        Proposition(
            title=rich("Why Tidewater"),
            statement=rich("We run hubs.", "We run <em>hubs</em>."),
            summary=(Passage(rich("One. Two.", "<p>One.</p>\n<p>Two.</p>"), "statement"),),
            beneficiaries=(
                Beneficiary(rich("Labs"), rich("Labs get a hub.", "<strong>Labs</strong> get a hub.")),
                Beneficiary(rich("Users"), rich("For users, time.", "For <strong>users</strong>, time.")),
            ),
            cycle=Cycle("cycle.svg", "Drawing", rich("How."), (rich("Use"), rich("Care"))),
            sections=(
                Section(
                    "hub",
                    rich("Hub"),
                    rich("In short", "<p>In short</p>"),
                    promises=(
                        Promise(
                            rich("For users, go.", '<span class="vp-audience">For users,</span> go.'), rich("users")
                        ),
                    ),
                ),
                Section(
                    "hub-2",
                    rich("Hub"),
                    detail=rich("Prose above.", '<p>Prose <a href="#hub">above</a>.</p>'),
                    promises=(
                        Promise(
                            promise=rich(
                                "For organizations, Keep the keys.",
                                '<span class="vp-audience">For organizations,</span> Keep the keys.',
                            ),
                            audience=rich("organizations"),
                            outcome=rich("So that you can leave.", '<span class="vp-so">So that</span> you can leave.'),
                            detail=rich("More.", "<p>More.</p>"),
                            label=rich("You get:"),
                            benefits=(rich("All code", "All <em>code</em>"),),
                            closing=rich("Ask.", "<p>Ask.</p>"),
                        ),
                    ),
                ),
            ),
        )
    )


def test_problems_of_a_document_written_as_keys_name_the_key() -> None:
    document = {
        "cycle": {"image": "javascript:x"},
        "sections": [{"title": "Hub", "promises": [{"promise": "Go.", "benefits": ["a", "[x](y.md) {{ z }}"]}]}],
    }
    reading = proposition_from_document(document)
    assert reading.proposition.cycle == Cycle()
    assert [f"{problem.place} {problem.code}" for problem in reading.problems] == [
        "proposition.document.cycle.image unsafe-link",
        "proposition.document.sections[0].promises[0].benefits[1] relative-link",
        "proposition.document.sections[0].promises[0].benefits[1] unknown-substitution",
    ]


def test_an_empty_mapping_is_an_empty_proposition() -> None:
    assert proposition_from_document({}) == Reading(Proposition())
