"""Names within sentences: isolated where they are shown, plain where machines and clipboards get them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from jupyterhub_valueprop.branding import read_branding
from jupyterhub_valueprop.content import read_proposition
from jupyterhub_valueprop.export import export_files
from jupyterhub_valueprop.isolates import FSI, PDI, isolated, isolates_as_markup, without_isolates
from jupyterhub_valueprop.page import build_site
from jupyterhub_valueprop.page.examples import login_page
from jupyterhub_valueprop.page.translations import find_locale

ISOLATES = re.compile("[\u2066-\u2069]")
RLO = "\u202e"


@pytest.mark.parametrize(
    ("name", "direction", "shown"),
    [
        ("2i2c", "ltr", "2i2c"),
        ("Océan & Mer, 2.0", "ltr", "Océan & Mer, 2.0"),
        ("数据平台", "ltr", "数据平台"),
        ("محيط", "ltr", f"{FSI}محيط{PDI}"),
        (f"Sea {RLO}aes", "ltr", f"{FSI}Sea {RLO}aes{PDI}"),
        ("2i2c", "rtl", f"{FSI}2i2c{PDI}"),
        ("محيط", "rtl", f"{FSI}محيط{PDI}"),
        (f"out{PDI} of it", "rtl", f"{FSI}out of it{PDI}"),
        ("", "rtl", ""),
    ],
)
def test_a_name_is_isolated_where_it_could_get_into_disorder(name: str, direction: str, shown: str) -> None:
    assert isolated(name, direction) == shown
    assert str(find_locale("ar" if direction == "rtl" else "en").isolated(name)) == (
        isolates_as_markup(shown.replace("&", "&amp;")) if ISOLATES.search(shown) else shown
    )


def test_isolates_become_markup_where_nothing_stands_between_them() -> None:
    one, other = f"{FSI}a{PDI}", f"{FSI}b <em>c</em>{PDI}"

    assert isolates_as_markup(f"<p>{one} {other} {PDI}{FSI}</p>") == f"<p><bdi>a</bdi> {other} {PDI}{FSI}</p>"
    assert without_isolates(f"{one}{other}\u2066\u2067") == "ab <em>c</em>"


NAMES = {"community": "Ocean (Data) Commons!", "network": "2i2c, Inc."}
DOCUMENT = """# رسالة {{ network.name }}

> تدير {{ network.name }} الحوسبة. ثم {{ community.name }}.

- **{{ community.name }}** تعمل

```{figure} {{ community.name }}.png
:alt: دورة {{ network.name }}

تعليق {{ network.name }}
```

## لماذا {{ community.name }}؟

**للباحثين، تعمل {{ community.name }} هنا.** ينفق `{{ network.name }}` و[{{ network.name }}]({{ network.url }}){{ x }}

[a](https://a.example/{{ network.name }})
"""


def arabic(**more: Any) -> dict[str, Any]:
    return {
        "locales": ["ar"],
        "community": {"name": NAMES["community"], "tagline": {"ar": "منصة {{ community.name }}!"}, **more},
        "network": {"name": NAMES["network"], "url": "https://n.example"},
        "sign_in": {"heading": "ادخل إلى {{ community.name }}", "help": "اسأل {{ network.name }}"},
        "announcements": [{"text": "{{ community.name }} تتوقف", "dismissible": True}],
        "credits": {"funded_by": [{"name": "NSF!"}, {"name": "DFG"}], "acknowledgement": "شكرًا لـ {{ funders }}."},
    }


def test_every_name_in_an_arabic_page_is_isolated(tmp_path: Any) -> None:
    (tmp_path / "words.md").write_text(DOCUMENT, encoding="utf-8")
    branding = {**arabic(), "proposition": {"source": str(tmp_path / "words.md")}}
    page = login_page(build_site(branding, static_url_prefix="/").landings["ar"])
    body = page.partition("</title>")[2].partition("<body")[2]

    for name in (*NAMES.values(), "NSF!"):
        bare = re.sub(rf"<bdi>{re.escape(name)}</bdi>|{FSI}[^{PDI}]*{PDI}", "", body)
        assert re.findall(rf".{{0,60}}{re.escape(name)}", bare) == []
    assert body.count("<bdi>") == body.count("</bdi>") > 12
    # in attributes that are sentences, and nowhere in addresses
    assert ISOLATES.findall(re.sub(r'(?:alt|aria-label|value)="[^"]*"', "", page)) == []
    assert not re.search(r'(?:href|src|id)="[^"]*(?:%E2%81%A[68]|\u2068)', page)


def test_a_hebrew_name_in_an_english_page_is_isolated() -> None:
    branding = {"community": {"name": "אוקיינוס (2)", "tagline": "At {{ community.name }} (all)"}, "locales": ["en"]}
    page = login_page(build_site(branding, static_url_prefix="/").landings["en"])

    assert "At <bdi>אוקיינוס (2)</bdi> (all)" in page
    assert re.search(r"<h1[^>]*><bdi>אוקיינוס \(2\)</bdi></h1>", page)
    assert re.findall(r"(?<!<bdi>)אוקיינוס", page.partition("<body")[2]) == []


def test_machines_get_no_isolates(tmp_path: Any) -> None:
    (tmp_path / "words.md").write_text(DOCUMENT, encoding="utf-8")
    reading = read_branding({**arabic(tagline=None), "proposition": {"source": str(tmp_path / "words.md")}})
    files = export_files(reading, "https://hub.example.org").contents
    data = files["proposition.json"].decode()
    head = files["index.html"].decode().partition("<body")[0]

    assert ISOLATES.findall(data + head) == []
    told = json.loads(data)["languages"]["ar"]
    assert told["title"] == {"text": "رسالة 2i2c, Inc.", "html": "رسالة <bdi>2i2c, Inc.</bdi>"}
    assert f'content="تدير {NAMES["network"]} الحوسبة.' in head


def test_an_authors_own_isolates_stay_and_break_no_markup() -> None:
    source = f"# A\n\n## B\n\n{FSI}**bold**{PDI} {FSI}plain{PDI} {PDI}{PDI} {FSI}*open*\n"
    (section,) = read_proposition(source).proposition.sections

    assert section.detail is not None
    assert section.detail.html == (
        f"<p>{FSI}<strong>bold</strong>{PDI} <bdi>plain</bdi> {PDI}{PDI} {FSI}<em>open</em></p>"
    )
