"""HTML from configuration as Markdown: words, links and emphasis stay; what can't is named."""

from __future__ import annotations

import pytest
from growth import assert_linear

from jupyterhub_valueprop.importing.html_reader import HtmlOrganization, markdown_of, organizations_of


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Plain words", "Plain words"),
        ('Ask <a href="mailto:a@example.org">us</a>.', "Ask [us](mailto:a@example.org)."),
        ('<a href="https://x.example/(a)">\n  Book\n</a> here', "[Book](<https://x.example/(a)>) here"),
        ("<p>One</p>\n<p>Two</p>", "One Two"),
        ("<ul><li>One</li><li>Two</li></ul>", "One · Two"),
        ("a <b> bold </b>word, <em>so</em> <code>a_b</code>", "a **bold** word, *so* `a_b`"),
        ("2 * 3_4 &lt;b&gt; [x] &amp;copy; C:\\", r"2 \* 3\_4 \<b\> \[x\] \&copy; C:\\"),
        ("<b>never closed <i>at all", "**never closed *at all***"),
        ("", ""),
        ("<p> </p>", ""),
        ("מדע <b>ים</b>", "מדע **ים**"),
    ],
)
def test_html_becomes_inline_markdown(html: str, markdown: str) -> None:
    read = markdown_of(html)
    assert (read.markdown, read.losses) == (markdown, ())


@pytest.mark.parametrize(
    ("html", "markdown", "loss"),
    [
        ("<script>x()</script>Hi", "Hi", "<script> is left out"),
        ("<iframe src=x>in</iframe>", "in", "<iframe> is left out; its words stay"),
        ('<img src="a.png" alt="Map">', "Map", "the image 'a.png' can't be part of a text; its alternative text stays"),
        (
            '<a href="javascript:x()">go</a>',
            "go",
            "the link 'go' has an unusable URL: can't use the scheme 'javascript:'",
        ),
        ("<a href='x y'>go</a>", "go", "the link 'go' has an unusable URL: takes a URL without spaces, found 'x y'"),
        ("<a>go</a>", "go", "the link 'go' has no URL that is safe on a page; its words stay"),
    ],
)
def test_what_can_not_be_kept_is_named(html: str, markdown: str, loss: str) -> None:
    read = markdown_of(html)
    assert read.markdown == markdown
    assert [message for message, _ in read.losses if message.startswith(loss)]


def test_a_list_of_funders_becomes_funders() -> None:
    html = (
        '<a href="https://nsf.example"><img src="https://nsf.example/logo.png" alt="NSF"></a> (Award 12), '
        '<a href="https://b.example">B &amp; C</a> and <a href="x y">D</a><br>Harbor Foundation'
    )
    organizations, losses = organizations_of(html)
    assert organizations == [
        HtmlOrganization("NSF", "https://nsf.example", "https://nsf.example/logo.png", "Award 12"),
        HtmlOrganization("B & C", "https://b.example"),
        HtmlOrganization("D"),
        HtmlOrganization("Harbor Foundation"),
    ]
    assert losses[-1][0].startswith("the URL of 'D' can't be used: takes a URL without spaces")


def test_words_around_funders_are_not_lost_unsaid() -> None:
    organizations, losses = organizations_of('With kind support from <a href="https://nsf.example">NSF</a>.')
    assert [each.name for each in organizations] == ["NSF"]
    assert losses == (("the words 'With kind support from' name no organization and are left out", None),)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["<b>", "<a href=x>", "<!--", "<", "&", "<p", "<ul><li>", "<a href='", "<![CDATA["])
def test_the_worst_html_takes_time_in_proportion_to_its_length(piece: str) -> None:
    assert_linear(markdown_of, lambda size: piece * (size // len(piece)), 2_500)
