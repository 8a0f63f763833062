"""Every key of a branding file does something that a visitor can see, on the pages of a real hub."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest
from real_hub import OURS, PASSWORD, Hub, HubThread

from jupyterhub_valueprop.branding import Branding

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><rect width="120" height="60" fill="{}"/></svg>'
FILES = {
    "day.svg": SVG.format("#7a1f1f"),
    "night.svg": SVG.format("#ffb4b4"),
    "face.woff2": "wOF2, and then no typeface",
    "CITATION.cff": "title: The cited sea\nauthors: [{name: Divers}]\n",
    "network.yaml": "network: {name: Inherited Network}",
    "words.md": "# Words of our own\n\nSee [us](../about/).\n\n## First part\n\n(second)=\n## Second part\n",
}
PICTURE = r'<img class="vp-on-both"[^>]* src="/hub/static/valueprop/picture-'
PAIR = {"light": "day.svg", "dark": "night.svg"}
WHO = {"name": "Reef Trust"}
NOTICE = {"text": "Water *rising*"}
TERMS = {"version": "v7", "text": "I accept the [rules](/rules)"}
LONG_AGO, FAR_OFF = "2001-01-01", "2999-01-01"


@dataclass(frozen=True)
class Case:
    """What is written, and what the page (or `css`) then has; with a `!` before it: has not."""

    branding: dict[str, Any]
    seen: str
    on: str = "login"


def organization(role: str, said: str) -> dict[str, Case]:
    def credit(**more: Any) -> dict[str, Any]:
        return {"credits": {role: [WHO | more]}}

    key = f"credits.{role}"
    return {
        f"{key}.name": Case(credit(), rf"{said} by</h3>\s*<ul [^>]*>\s*<li>\s*<span[^>]*>Reef Trust"),
        f"{key}.url": Case(credit(url="https://reef.example.org"), 'href="https://reef.example.org"[^>]*>Reef Trust'),
        f"{key}.logo.light": Case(credit(logo="day.svg"), PICTURE),
        f"{key}.logo.dark": Case(credit(logo=PAIR), '<img class="vp-on-dark"'),
        f"{key}.logo.alt": Case(credit(logo={"light": "day.svg", "alt": "A blue reef"}), 'alt="A blue reef"'),
        f"{key}.note": Case(credit(note="Award **42**"), "Award <strong>42</strong>"),
    }


def cited(said: str, seen: str, **more: Any) -> Case:
    work = {"title": "The sea", "authors": [WHO]} | more
    return Case({"credits": {"citation": {"work": work}}}, seen.replace("…", said))


def author(**parts: str) -> dict[str, Any]:
    return {"authors": [parts]}


def words(part: str) -> dict[str, Any]:
    return {"proposition": {"document": {part: "Said *here*"}}}


def section(**more: Any) -> dict[str, Any]:
    return {"proposition": {"document": {"sections": [{"title": "A *part*", "id": "part"} | more]}}}


def promise(**more: Any) -> dict[str, Any]:
    return section(promises=[{"promise": "Keep the keys."} | more])


def cycle(**more: Any) -> dict[str, Any]:
    return {"proposition": {"document": {"cycle": {"steps": ["Sow", "Reap"]} | more}}}


CASES = {
    "community.name": Case({"community": {"name": "Kelp <Hub>"}}, ">Kelp &lt;Hub&gt;</h1>"),
    "community.tagline": Case({"community": {"tagline": "For *all*"}}, "For <em>all</em></p>"),
    "community.url": Case(
        {"community": {"name": "Kelp", "url": "https://kelp.example.org"}},
        'href="https://kelp.example.org">Kelp</a>',
    ),
    "community.help": Case({"community": {"help": "/help"}}, '<a href="/help">Get help</a>'),
    "community.logo.light": Case({"community": {"logo": "day.svg"}}, f'<div class="vp-logo">{PICTURE}'),
    "community.logo.dark": Case(
        {"community": {"logo": PAIR}}, r'<div class="vp-logo">[^/]*/[^>]*>\s*<img class="vp-on-dark"'
    ),
    "community.logo.alt": Case({"community": {"logo": PAIR | {"alt": "A wave"}}}, 'alt="A wave"'),
    "community.logo.wordmark": Case(
        {"community": {"name": "Kelp", "logo": {"light": "day.svg", "wordmark": True}}}, '<h1 class="vp-sr">Kelp</h1>'
    ),
    "community.favicon": Case(
        {"community": {"favicon": "day.svg"}}, '<link rel="icon" href="/hub/static/valueprop/picture-'
    ),
    "community.image.src": Case(
        {"community": {"image": "day.svg"}}, r'<figure class="vp-photo">\s*<img src="/hub/static/valueprop/picture-'
    ),
    "community.image.alt": Case({"community": {"image": {"src": "day.svg", "alt": "A reef"}}}, 'alt="A reef"'),
    "community.image.focus": Case(
        {"community": {"image": {"src": "day.svg", "focus": "50% 30%"}}},
        r"\.vp-photo img\{object-position:50% 30%\}",
        "css",
    ),
    "community.image.credit": Case(
        {"community": {"image": {"src": "day.svg", "credit": "Photo: *Ada*"}}}, "<figcaption>Photo: <em>Ada</em>"
    ),
    "network.name": Case({"network": {"name": "Tidewater"}}, "Part of the Tidewater network"),
    "network.url": Case(
        {"network": {"name": "Tidewater", "url": "https://tide.example.org"}},
        'Part of the <a href="https://tide.example.org">Tidewater</a>',
    ),
    "network.logo.light": Case(
        {"network": {"name": "Tidewater", "logo": "day.svg"}}, f'<p class="vp-affiliation">{PICTURE}'
    ),
    "network.logo.dark": Case({"network": {"name": "Tidewater", "logo": PAIR}}, '<img class="vp-on-dark"'),
    "network.logo.alt": Case(
        {"network": {"name": "Tidewater", "logo": {"light": "day.svg", "alt": "A tide"}}}, 'alt="A tide"'
    ),
    "network.message": Case({"network": {"message": "off"}}, '!class="vp-promise"'),
    **{
        f"network.links.{key}": Case({"network": {"links": {key: f"/{key}"}}}, f'<a href="/{key}">{label}</a>')
        for key, label in {
            "membership": "Membership",
            "right_to_replicate": "Right to replicate",
            "status": "Status of the hubs",
            "source": "Source of the hubs",
            "fund": "Funding",
        }.items()
    },
    **{
        f"network.labels.{key}": Case(
            {"network": {"links": {key: f"/{key}"}, "labels": {key: "Here it is"}}}, f'<a href="/{key}">Here it is</a>'
        )
        for key in ("membership", "right_to_replicate", "status", "source", "fund")
    },
    "network.invitation": Case(
        {"network": {"links": {"membership": "/join"}, "invitation": "Bring *yours*."}}, "<p>Bring <em>yours</em>.</p>"
    ),
    "network.appeal": Case({"network": {"links": {"fund": "/f"}, "appeal": "Help *us*."}}, "<p>Help <em>us</em>.</p>"),
    **organization("operated_by", "Operated"),
    **organization("funded_by", "Funded"),
    **organization("designed_by", "Designed"),
    "credits.acknowledgement": Case(
        {"credits": {"funded_by": WHO, "acknowledgement": "We *thank* {{ funders }}."}}, "We <em>thank</em> Reef Trust."
    ),
    "credits.citation.source": Case({"credits": {"citation": "CITATION.cff"}}, "Divers: The cited sea."),
    "credits.citation.work.title": cited("Tides", "Reef Trust: …", title="Tides"),
    "credits.citation.work.authors.name": cited("Divers", "…: The sea", **author(name="Divers")),
    "credits.citation.work.authors.family": cited("Kelp", "…: The sea", **author(family="Kelp")),
    "credits.citation.work.authors.given": cited("Ada", "Kelp, …: The sea", **author(family="Kelp", given="Ada")),
    "credits.citation.work.authors.particle": cited("de", "… Kelp: The sea", **author(family="Kelp", particle="de")),
    "credits.citation.work.authors.suffix": cited("Jr.", "Kelp, …: The sea", **author(family="Kelp", suffix="Jr.")),
    "credits.citation.work.kind": cited("dataset", "@…{", kind="dataset"),
    "credits.citation.work.date": cited("2026/03", "DA  - …", date="2026-03"),
    "credits.citation.work.version": cited("7.1", "Version …", version="7.1"),
    "credits.citation.work.doi": cited("10.5555/12", "https://doi.org/…", doi="10.5555/12"),
    "credits.citation.work.url": cited("https://sea.example.org", "UR  - …", url="https://sea.example.org"),
    "credits.citation.work.publisher": cited("Kelp Press", "PB  - …", publisher="Kelp Press"),
    "credits.citation.work.container": cited("Tides Weekly", "T2  - …", container="Tides Weekly"),
    "credits.citation.work.volume": cited("12", "VL  - …", volume="12"),
    "credits.citation.work.issue": cited("3", "IS  - …", issue="3"),
    "credits.citation.work.pages": cited("9", "EP  - …", pages="7-9"),
    "proposition.source": Case({"proposition": {"source": "words.md"}}, "Words of our own</h2>"),
    "proposition.base_url": Case(
        {"proposition": {"source": "words.md", "base_url": "https://docs.example.org/a/b/"}},
        'href="https://docs.example.org/a/about/"',
    ),
    "proposition.sections": Case({"proposition": {"source": "words.md", "sections": ["second"]}}, "!First part"),
    "proposition.cycle": Case({"proposition": {"cycle": ["Sow", "Reap *more*"]}}, "<span>Reap <em>more</em></span>"),
    "proposition.document.title": Case(words("title"), "Said <em>here</em></h2>"),
    "proposition.upstream.date": Case({"proposition": {"upstream": {"date": "2026-03-14"}}}, r"As of .*2026"),
    "proposition.document.statement": Case(words("statement"), "Said <em>here</em>"),
    "proposition.document.summary": Case(words("summary"), '<div class="vp-prose"><p>Said <em>here</em></p></div>'),
    "proposition.document.beneficiaries.who": Case(
        {"proposition": {"document": {"beneficiaries": [{"who": "Divers"}]}}}, '<li class="vp-prose">.*Divers'
    ),
    "proposition.document.beneficiaries.what": Case(
        {"proposition": {"document": {"beneficiaries": [{"who": "Divers", "what": "get *air*."}]}}}, "get <em>air</em>."
    ),
    "proposition.document.cycle.image": Case(cycle(image="cycle.svg"), '<ol class="vp-cycle-steps" role="list">'),
    "proposition.document.cycle.alt": Case(cycle(alt="Round and round"), '<p class="vp-sr">Round and round</p>'),
    "proposition.document.cycle.caption": Case(cycle(caption="It *pays*"), "<figcaption.*It <em>pays</em>"),
    "proposition.document.cycle.steps": Case(cycle(), "<li><span>Sow</span></li>"),
    "proposition.document.sections.title": Case(section(), '<h2 id="part-title">A <em>part</em></h2>'),
    "proposition.document.sections.id": Case(section(), '<section class="vp-section vp-columns" id="part"'),
    "proposition.document.sections.lead": Case(section(lead="In short"), r'<div class="vp-lead">.*In short'),
    "proposition.document.sections.detail": Case(section(detail="We *listen*."), "We <em>listen</em>."),
    "proposition.document.sections.promises.promise": Case(promise(), "<h3>Keep the keys.</h3>"),
    "proposition.document.sections.promises.audience": Case(promise(audience="For divers"), "For divers"),
    "proposition.document.sections.promises.outcome": Case(
        promise(outcome="So that you can leave."), 'class="vp-so">So that</span> you can leave.</p>'
    ),
    "proposition.document.sections.promises.detail": Case(promise(detail="All of it."), "<p>All of it.</p>"),
    "proposition.document.sections.promises.label": Case(promise(label="You get:", benefits=["A"]), "You get:</p>"),
    "proposition.document.sections.promises.benefits": Case(promise(benefits=["Code"]), "<li>Code</li>"),
    "proposition.document.sections.promises.closing": Case(promise(benefits=["A"], closing="Ask us."), "Ask us."),
    "sign_in.heading": Case({"sign_in": {"heading": "Come *in*"}}, 'id="vp-sign-in">Come <em>in</em></h2>'),
    "sign_in.help": Case({"sign_in": {"help": "Use *yours*."}}, '<p class="vp-help">Use <em>yours</em>.</p>'),
    "sign_in.button": Case({"sign_in": {"button": "Dive in"}}, '<input id="login_submit" [^>]*value="Dive in"'),
    "sign_in.request_access.label": Case(
        {"sign_in": {"request_access": {"label": "Ask", "url": "/ask"}}}, '<a href="/ask">Ask</a>'
    ),
    "sign_in.request_access.url": Case(
        {"sign_in": {"request_access": {"label": "Ask", "url": "mailto:a@example.org"}}}, 'href="mailto:a@example.org"'
    ),
    "sign_in.terms.version": Case({"sign_in": {"terms": TERMS}}, 'name="valueprop_terms" value="v7"'),
    "sign_in.terms.text": Case({"sign_in": {"terms": TERMS}}, 'I accept the <a [^>]*href="/rules"'),
    "sign_in.terms.required": Case({"sign_in": {"terms": TERMS | {"required": False}}}, '!value="v7" required'),
    "sign_in.redirect": Case(
        {"sign_in": {"redirect": "https://reef.example.org/"}}, "^https://reef.example.org/$", "sent to"
    ),
    "sign_in.index": Case({"sign_in": {"index": True}}, '!<meta name="robots" content="noindex">'),
    "announcements.text": Case({"announcements": [NOTICE]}, "Water <em>rising</em>"),
    "announcements.level": Case(
        {"announcements": [NOTICE | {"level": "danger"}]}, 'class="vp-notice vp-danger"', "home"
    ),
    "announcements.starts": Case({"announcements": [NOTICE | {"starts": FAR_OFF}]}, "!Water"),
    "announcements.ends": Case({"announcements": [NOTICE | {"ends": LONG_AGO}]}, "!Water", "home"),
    "announcements.pages": Case({"announcements": [NOTICE | {"pages": ["spawn"]}]}, "Water <em>rising</em>", "spawn"),
    "announcements.dismissible": Case(
        {"announcements": [NOTICE | {"dismissible": True}]},
        '<button type="button" class="vp-dismiss"[^>]* hidden',
        "home",
    ),
    "links.label": Case({"links": [{"label": "Charts", "url": "/charts"}]}, ">Charts</a>"),
    "links.url": Case({"links": [{"label": "Charts", "url": "/charts"}]}, '<a href="/charts">', "home"),
    **{
        f"legal.{key}": Case({"legal": {key: f"/{key}"}}, f'<a href="/{key}">{label}</a>')
        for key, label in {
            "privacy": "Privacy",
            "terms": "Terms of use",
            "accessibility": "Accessibility",
            "imprint": "Imprint",
            "code_of_conduct": "Code of conduct",
        }.items()
    },
    "environment.kind": Case({"environment": {"kind": "staging"}}, '<aside class="vp-ribbon">Staging hub'),
    "environment.label": Case(
        {"environment": {"label": "Rehearsal"}}, '<aside class="vp-ribbon">Rehearsal</aside>', "home"
    ),
    "theme.primary": Case({"theme": {"primary": "#0B6BCB"}}, r"--vp-primary:(var\(--vp-l,)?#0b6bcb", "css"),
    "theme.accent": Case({"theme": {"accent": "#A0142D"}}, r"--vp-accent:(var\(--vp-l,)?#a0142d", "css"),
    "theme.color_scheme": Case({"theme": {"color_scheme": "dark"}}, '<html [^>]*data-bs-theme="dark"'),
    "theme.pattern": Case({"theme": {"pattern": "none"}}, "!--vp-pattern:", "css"),
    "theme.font.heading": Case({"theme": {"font": {"heading": "face.woff2"}}}, '--vp-font-heading:"vp-heading"', "css"),
    "theme.font.body": Case({"theme": {"font": {"body": "face.woff2"}}}, r'"vp-body";src:url\(font-\w+\.woff2', "css"),
    "layout": Case({"layout": "minimal"}, '!class="vp-promise"'),
    "hub.login_page": Case({"hub": {"login_page": "off"}}, '!class="vp-promise"'),
    "locales": Case({"locales": ["es", "en"]}, '<html lang="es"'),
    "extends": Case({"extends": "network.yaml"}, "Part of the Inherited Network network"),
}


def leaf_keys(model: Any, prefix: str = "") -> Iterator[str]:
    """The dotted names of all keys of a model that hold no further keys; entries of lists have no number."""
    for name, field in model.model_fields.items():
        parts = list(models_in(field.annotation))
        if not parts:
            yield prefix + name
        for part in parts:
            yield from leaf_keys(part, f"{prefix}{name}.")


def models_in(annotation: Any) -> Iterator[Any]:
    if hasattr(annotation, "model_fields"):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("every-key")
    for name, text in {**FILES, "branding.yaml": "{}"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Hub]:
    """One hub whose branding file is written anew for each case."""
    hubs = HubThread(folder)
    branding = str(folder / "branding.yaml")
    yield hubs(
        f"{OURS}c.ValueProp.branding = {branding!r}\nc.ValueProp.reload_interval = 0.02\n"
        "c.Spawner.options_form = 'Size <input name=\"size\">'\n"
    )
    hubs.stop()


async def branded(running: Hub, folder: Path, branding: dict[str, Any]) -> None:
    """Save the branding and wait until the hub shows it."""
    door = running.live
    before = door.site
    new = folder / "branding.new"
    new.write_text(json.dumps(branding), encoding="utf-8")
    new.replace(folder / "branding.yaml")
    for _ in range(1000):
        if door.site is not before:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"the hub did not take it:\n{running.log.text[-2000:]}")


async def look(running: Hub, on: str) -> str:
    async with running.visitor() as visitor:
        page = await visitor.get("/hub/login")
        if on == "sent to":
            return page.headers["Location"]
        if on == "css":
            sheet = re.search(r'<link rel="stylesheet" href="([^"]+)">', page.text)
            assert sheet is not None
            page = await visitor.get(sheet[1])
        elif on != "login":
            await visitor.submit(page, username="ada", password=PASSWORD)
            page = await visitor.get(f"/hub/{on}")
        assert page.status_code == 200
        return page.text


#: By which `check --upstream` finds what has changed; no page shows them.
FOR_CHECK_ONLY = [f"proposition.upstream.{name}" for name in ("revision", "sha256", "url")]


def test_every_key_of_the_model_has_a_case() -> None:
    assert sorted([*CASES, *FOR_CHECK_ONLY]) == sorted({*leaf_keys(Branding), "extends"})


@pytest.mark.asyncio
@pytest.mark.parametrize("key", CASES)
async def test_a_key_shows_on_a_real_page(running: Hub, folder: Path, key: str) -> None:
    case = CASES[key]
    await branded(running, folder, case.branding)
    page = await look(running, case.on)
    assert (re.search(case.seen.removeprefix("!"), page, re.DOTALL) is None) == case.seen.startswith("!"), case.seen


@pytest.mark.asyncio
@pytest.mark.parametrize("absent", [key for key, case in CASES.items() if case.seen.startswith("!")])
async def test_what_a_key_takes_away_is_there_without_it(running: Hub, folder: Path, absent: str) -> None:
    others: dict[str, dict[str, Any]] = {
        "announcements": {"announcements": [NOTICE]},
        "proposition": {"proposition": {"source": "words.md"}},
        "sign_in": {"sign_in": {"terms": TERMS}},
    }
    await branded(running, folder, others.get(absent.partition(".")[0], {}))
    assert CASES[absent].seen[1:] in await look(running, CASES[absent].on)


@pytest.mark.asyncio
async def test_files_that_the_branding_names_are_there_for_the_browser(running: Hub, folder: Path) -> None:
    await branded(
        running, folder, {"community": {"logo": PAIR, "favicon": "day.svg"}, "theme": {"font": {"body": "face.woff2"}}}
    )
    page, css = await look(running, "login"), await look(running, "css")
    named = {*re.findall(r"/hub/static/valueprop/[^\"]+", page)}
    named |= {f"/hub/static/valueprop/{font}" for font in re.findall(r"url\((font-[^)]+)\)", css)}
    async with running.visitor() as visitor:
        answers = {path: (await visitor.get(path)).status_code for path in named}
    assert set(answers.values()) == {200}
    assert len(answers) >= 5
