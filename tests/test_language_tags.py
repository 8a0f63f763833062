"""A language tag is shortened from its end (RFC 4647, 3.4)."""

from __future__ import annotations

import pytest

from jupyterhub_valueprop.language_tags import language, shortened


@pytest.mark.parametrize(
    ("tag", "tags"),
    [
        ("en", ("en",)),
        ("pt-BR", ("pt-BR", "pt")),
        ("pt_BR", ("pt-BR", "pt")),
        # the example of RFC 4647, 3.4
        (
            "zh-Hant-CN-x-private1-private2",
            ("zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"),
        ),
        ("en-a-b-c", ("en-a-b-c", "en")),
        ("x-sea", ("x-sea", "x")),
        ("", ("",)),
    ],
)
def test_a_tag_is_shortened_from_its_end(tag: str, tags: tuple[str, ...]) -> None:
    assert shortened(tag) == tags


def test_the_language_of_a_tag_is_in_lower_case() -> None:
    assert [language(tag) for tag in ("pt-BR", "ES_MX", "de")] == ["pt", "es", "de"]
