"""What this package takes from JupyterHub's inside still holds; without it the page shows less and people sign in."""

from __future__ import annotations

import ast
import asyncio
import os
import re
import runpy
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import jupyterhub.app
import pytest
from jupyterhub.app import JupyterHub
from jupyterhub.handlers import BaseHandler, login
from jupyterhub.handlers.static import CacheControlStaticFilesHandler
from real_hub import OURS, PASSWORD, SITES, Hub, HubsInLoop
from tornado.web import HTTPError

from jupyterhub_valueprop.hub import error_pages, internals
from jupyterhub_valueprop.hub.login_template import LoginTemplate

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "jupyterhub_valueprop"
DOCUMENTATION = runpy.run_path(str(ROOT / "docs" / "internals.py"))
REACHES = {reach.name: reach for reach in DOCUMENTATION["reaches"]()}
VERSIONS = re.compile(r"^[\w ]+ [\d.]+( to [\d.]+)?(, [\w ]+ [\d.]+( to [\d.]+)?)*$")

SENTENCE = "Your account doesn&#39;t have access to this hub."
OWN_FORM = """
class OwnForm(Password):
    def get_custom_html(self, base_url):
        return "<p>Own words</p>"

c.JupyterHub.authenticator_class = OwnForm
"""
#: A hub that knows people without its login page, as behind a proxy, and has one more way in.
BY_HEADER = """
from jupyterhub.handlers import BaseHandler

class OtherWay(BaseHandler):
    async def get(self):
        if await self.login_user() is None:
            raise __import__("tornado.web").web.HTTPError(403)

class ByHeader(Authenticator):
    auto_login = True

    async def authenticate(self, handler, data):
        return handler.request.headers.get("X-Remote-User")

    def get_handlers(self, app):
        return [("/other-way", OtherWay)]

c.JupyterHub.authenticator_class = ByHeader
"""


# --- what a hub hands over --------------------------------------------------------------------------------------------


@dataclass
class Contexts:
    """What the hub's templates were given last."""

    login: dict[str, Any]
    error: dict[str, Any]


@pytest.fixture
def contexts(monkeypatch: pytest.MonkeyPatch) -> Contexts:
    seen = Contexts({}, {})
    render, what_happened = LoginTemplate.render_async, error_pages.what_happened

    async def rendered(self: LoginTemplate, *args: Any, **kwargs: Any) -> str:
        seen.login = dict(*args, **kwargs)
        return await render(self, *args, **kwargs)

    def asked(context: Any) -> error_pages.Happening:
        seen.error = context.get_all()
        return what_happened(context)

    monkeypatch.setattr(LoginTemplate, "render_async", rendered)
    monkeypatch.setattr("jupyterhub_valueprop.hub.rendering.what_happened", asked)
    return seen


async def start(hub: HubsInLoop, config: str) -> Hub:
    """A hub that has built its page, however busy the machine is."""
    running = await hub(config)
    if SITES in running.app.tornado_settings:
        await asyncio.to_thread(running.live.require)
    return running


async def page(running: Hub, path: str = "/hub/login") -> str:
    async with running.visitor() as visitor:
        return (await visitor.get(path)).text


async def status(running: Hub, path: str) -> int:
    async with running.visitor() as visitor:
        return (await visitor.get(path)).status_code


async def style_status(running: Hub) -> int:
    found = re.search(r'<link rel="stylesheet" href="([^"]+)"', await page(running))
    assert found
    return await status(running, found[1])


# --- what each needs, and what is without it --------------------------------------------------------------------------

Start = Callable[[str], Awaitable[Hub]]


async def tokens_hold(begin: Start, contexts: Contexts) -> bool:
    await page(await begin(""))
    one, other = (contexts.login.get(name) for name in internals.TOKENS)
    return isinstance(one, str) and one == other


async def handler_methods_hold(begin: Start, contexts: Contexts) -> bool:
    await page(await begin(""))
    handler = internals.handler_of(contexts.login)
    methods = {name for name, value in contexts.login.items() if getattr(value, "__self__", None) is handler}
    return methods == set(internals.HANDLER_METHODS)


async def the_key_of_the_color_scheme_holds(begin: Start, contexts: Contexts) -> bool:
    script = await page(await begin(""), "/hub/static/js/darkmode.js")
    return f'"{internals.COLOR_SCHEME_KEY}"' in script


async def stock_files_hold(begin: Start, contexts: Contexts) -> bool:
    running = await begin("")
    return {await status(running, f"/hub/static/{file}") for file in internals.STOCK_FILES} == {200}


async def static_files_are_served(begin: Start, contexts: Contexts) -> bool:
    return await style_status(await begin("")) == 200


async def an_undone_setup_is_told(begin: Start, contexts: Contexts) -> bool:
    return "hub-undone" in (await begin("c.JupyterHub.jinja_environment_options = {}\n")).log.text


async def the_login_template_is_replaced(begin: Start, contexts: Contexts) -> bool:
    running = await begin(OWN_FORM)
    assert "Own words" in await page(running)
    return login.Template("<p>Own words</p>") is login.Template("<p>Own words</p>")


async def the_handler_is_found(begin: Start, contexts: Contexts) -> bool:
    await page(await begin(""))
    return isinstance(internals.handler_of(contexts.login), login.LoginHandler)


async def the_refusal_is_found(begin: Start, contexts: Contexts) -> bool:
    await page(await begin(BY_HEADER))
    return internals.refusal_of(contexts.error) is not None


async def the_other_way_in_is_found(begin: Start, contexts: Contexts) -> bool:
    return SENTENCE in await page(await begin(BY_HEADER), "/hub/other-way")


async def who_raised_it_is_found(begin: Start, contexts: Contexts) -> bool:
    return SENTENCE in await page(await begin(BY_HEADER))


async def the_one_time_password_is_found(begin: Start, contexts: Contexts) -> bool:
    await page(await begin("c.Authenticator.request_otp = True\nc.Authenticator.otp_prompt = 'From your phone'\n"))
    return internals.one_time_password(contexts.login["authenticator"]) == (True, "From your phone")


async def the_stock_template_is_found(begin: Start, contexts: Contexts) -> bool:
    running = await begin("")
    return internals.stock_template(running.app.tornado_settings["jinja2_env_sync"], "login.html") is not None


async def native_templates_are_found(begin: Start, contexts: Contexts) -> bool:
    loader = internals.native_templates()
    return loader is not None and {"native-login.html", "signup.html"} <= set(loader.list_templates())


def hand_over(monkeypatch: pytest.MonkeyPatch, change: Callable[[BaseHandler, dict[str, Any]], object]) -> None:
    """Let JupyterHub's handlers give their templates something else."""
    get_template = BaseHandler.get_template

    def changed(handler: BaseHandler, name: str, sync: bool = False) -> Any:
        template = get_template(handler, name, sync)

        def render(as_before: Callable[..., Any]) -> Callable[..., Any]:
            def rendered(**values: Any) -> Any:
                change(handler, values)
                return as_before(**values)

            return rendered

        return SimpleNamespace(render=render(template.render), render_async=render(template.render_async))

    monkeypatch.setattr(BaseHandler, "get_template", changed)


def other_tokens(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    hand_over(monkeypatch, lambda _, values: values.update(csrf=values.pop("xsrf_token")))
    return ""


def another_method(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    hand_over(monkeypatch, lambda handler, values: values.update(url_for=handler.reverse_url))
    return ""


def a_function_instead_of_the_method(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    def change(handler: BaseHandler, values: dict[str, Any]) -> None:
        values["static_url"] = partial(handler.static_url)

    hand_over(monkeypatch, change)
    return ""


def no_exception(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    hand_over(monkeypatch, lambda _, values: values.pop("exception", None))
    return ""


def an_authenticator_without_both(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    hand_over(monkeypatch, lambda _, values: values.update(authenticator=SimpleNamespace()))
    return ""


def other_files(folder: Path, name: str, content: str | None) -> str:
    """The setting for data files of JupyterHub's with one of them changed or gone."""
    files = Path(JupyterHub.class_traits()["data_files_path"].default())
    shutil.copytree(files, folder / "files", copy_function=os.symlink, dirs_exist_ok=True)
    changed = folder / "files" / "static" / name
    changed.unlink()
    if content is not None:
        changed.write_text(content, encoding="utf-8")
    return f"c.JupyterHub.data_files_path = {str(folder / 'files')!r}\n"


def another_key(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    return other_files(folder, "js/darkmode.js", 'localStorage.getItem("jupyterhub-color-scheme");')


def a_file_gone(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    return other_files(folder, "components/requirejs/require.js", None)


def settings_made_earlier(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], object]) -> None:
    """Let JupyterHub change its tornado settings after it has made its template environments."""
    init = JupyterHub.init_tornado_application

    def changed(hub: JupyterHub) -> None:
        change(hub.tornado_settings)
        init(hub)

    monkeypatch.setattr(JupyterHub, "init_tornado_application", changed)


def nobody_observes(patch: pytest.MonkeyPatch, folder: Path) -> str:
    patch.setattr(JupyterHub, "observe", lambda *_, **__: None)
    return ""


def a_static_handler_set_later(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    settings_made_earlier(
        monkeypatch, lambda settings: settings.update(static_handler_class=CacheControlStaticFilesHandler)
    )
    return ""


def no_app(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    settings_made_earlier(monkeypatch, lambda settings: settings.pop("app"))
    return ""


def a_template_of_its_own(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    monkeypatch.setattr(login, "Template", type("Template", (jinja2.Template,), {}))
    return ""


def refused_further_down(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    get = login.LoginHandler.get

    def refuse() -> None:
        raise HTTPError(403)

    async def refusing(self: Any) -> None:
        if not self.authenticator.auto_login:
            await get(self)
        elif await self.login_user() is None:
            refuse()

    monkeypatch.setattr(login.LoginHandler, "get", refusing)
    return ""


def another_prefix(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    monkeypatch.setattr(
        jupyterhub.app, "PrefixLoader", lambda mapping, *_: jinja2.PrefixLoader({"stock": mapping["templates"]})
    )
    return ""


def native_authenticator(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A package of its name in this folder, which is found first."""
    package = folder / "packages" / "nativeauthenticator"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.delitem(sys.modules, package.name, raising=False)
    return package


def a_package_without_templates(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    native_authenticator(monkeypatch, folder)
    return ""


async def every_view_is_rendered(running: Hub) -> bool:
    await page(running)
    return not running.kept_pages


async def own_html_is_shown_without_scripts(running: Hub) -> bool:
    shown = await page(running)
    return "Own words" in shown and "vp-card" in shown


async def nobody_is_told(running: Hub) -> bool:
    shown = await page(running)
    return "403" in shown and SENTENCE not in shown


async def only_the_login_page_tells(running: Hub) -> bool:
    return SENTENCE not in await page(running, "/hub/other-way") and SENTENCE in await page(running)


async def no_one_time_password_is_asked_for(running: Hub) -> bool:
    return 'name="otp"' not in await page(running)


async def styles_are_gone(running: Hub) -> bool:
    return await style_status(running) == 404


async def it_is_compiled_each_time(running: Hub) -> bool:
    return "Own words" in await page(running) and login.Template("") is not login.Template("")


async def the_page_is_there(running: Hub) -> bool:
    return "vp-card" in await page(running)


async def only_the_first_language(running: Hub) -> bool:
    async with running.visitor() as visitor:
        shown = await visitor.get("/hub/login", headers={"Accept-Language": "de"})
    return '<html lang="en"' in shown.text and await every_view_is_rendered(running)


@dataclass(frozen=True)
class Trial:
    """How one name of `internals` is tried: whether it holds, what breaks it, and what is then seen of a hub."""

    holds: Callable[[Start, Contexts], Awaitable[bool]]
    breaks: Callable[[pytest.MonkeyPatch, Path], str]
    without: Callable[[Hub], Awaitable[bool]]
    config: str = ""


TRIALS = {
    "TOKENS": Trial(tokens_hold, other_tokens, every_view_is_rendered),
    "HANDLER_METHODS": Trial(handler_methods_hold, another_method, every_view_is_rendered),
    "COLOR_SCHEME_KEY": Trial(the_key_of_the_color_scheme_holds, another_key, the_page_is_there),
    "STOCK_FILES": Trial(stock_files_hold, a_file_gone, own_html_is_shown_without_scripts, OWN_FORM),
    "replace_static_handler": Trial(static_files_are_served, a_static_handler_set_later, styles_are_gone),
    "when_complete": Trial(an_undone_setup_is_told, nobody_observes, the_page_is_there),
    "replace_login_template": Trial(
        the_login_template_is_replaced, a_template_of_its_own, it_is_compiled_each_time, OWN_FORM
    ),
    "handler_of": Trial(
        the_handler_is_found,
        a_function_instead_of_the_method,
        only_the_first_language,
        'c.ValueProp.branding = {"locales": ["en", "de"]}\n',
    ),
    "refusal_of": Trial(the_refusal_is_found, no_exception, nobody_is_told, BY_HEADER),
    "sign_in_handlers": Trial(the_other_way_in_is_found, no_app, only_the_login_page_tells, BY_HEADER),
    "is_raised_by": Trial(who_raised_it_is_found, refused_further_down, nobody_is_told, BY_HEADER),
    "one_time_password": Trial(
        the_one_time_password_is_found,
        an_authenticator_without_both,
        no_one_time_password_is_asked_for,
        "c.Authenticator.request_otp = True\n",
    ),
    "stock_template": Trial(the_stock_template_is_found, another_prefix, the_page_is_there),
    "native_templates": Trial(native_templates_are_found, a_package_without_templates, the_page_is_there),
}


async def assert_holds(name: str, begin: Start, contexts: Contexts) -> None:
    """Fail with a plain sentence if the hub that `begin` makes has no longer what this name needs."""
    assert await TRIALS[name].holds(begin, contexts), REACHES[name].broken


def test_every_name_says_what_it_needs_and_is_tried() -> None:
    public = {name for name, value in vars(internals).items() if not name.startswith("_") and _is_own(name, value)}

    assert public == TRIALS.keys() == REACHES.keys()
    assert [reach.name for reach in REACHES.values() if not VERSIONS.match(reach.versions)] == []


def _is_own(name: str, value: object) -> bool:
    return name.isupper() or getattr(value, "__module__", "") == internals.__name__


def test_the_page_of_the_documentation_is_fresh() -> None:
    shown = DOCUMENTATION["PAGE"].read_text(encoding="utf-8")
    assert shown == DOCUMENTATION["page"](), "run: python docs/internals.py"


@pytest.mark.asyncio
@pytest.mark.parametrize("name", TRIALS)
async def test_what_it_needs_is_there(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, contexts: Contexts, name: str
) -> None:
    if name == "native_templates" and find_spec("nativeauthenticator") is None:
        pytest.skip("nativeauthenticator is not installed")
    monkeypatch.setattr(login, "Template", jinja2.Template)  # an earlier hub of this process may have changed it
    await assert_holds(name, lambda config: start(hub, OURS + config), contexts)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", TRIALS)
async def test_where_it_is_not_there_a_sentence_says_so_and_people_sign_in(
    hub: HubsInLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, contexts: Contexts, name: str
) -> None:
    trial = TRIALS[name]
    monkeypatch.setattr(login, "Template", jinja2.Template)
    broken = OURS + trial.breaks(monkeypatch, tmp_path)

    with pytest.raises(AssertionError, match="^" + re.escape(REACHES[name].broken)):
        await assert_holds(name, lambda config: start(hub, broken + config), contexts)

    running = await start(hub, broken + trial.config)
    assert await trial.without(running)
    running = await start(hub, broken)
    async with running.visitor() as visitor:
        assert (await visitor.sign_in("ada", PASSWORD)).status_code == 302
    assert "ERROR ValueProp" not in running.log.text
    assert "Traceback" not in running.log.text


# --- nothing else reaches in ------------------------------------------------------------------------------------------

#: What JupyterHub documents, and who uses it.
DOCUMENTED = {
    "extension": {"jupyterhub.app"},
    "examination": {"jupyterhub", "jupyterhub.app"},
    "setting_up": {"jupyterhub.app"},
    "setup_check": {"jupyterhub", "jupyterhub.app"},
    "sites": {"jupyterhub.app"},
}
#: Names and attributes of Python's and JupyterHub's inside, and texts that stand for JupyterHub's.
NAMES = {
    "__self__",
    "__traceback__",
    "f_code",
    "f_locals",
    "find_spec",
    "otp_prompt",
    "request_otp",
    "tb_frame",
    "walk_tb",
}
TEXTS = {
    "app",
    "authenticator_class",
    "exception",
    "jupyterhub-bs-theme",
    "nativeauthenticator",
    "static_handler_class",
    "static_url",
    "xsrf",
    "xsrf_token",
}
OTHERS = sorted(path for path in (PACKAGE / "hub").glob("*.py") if path.stem != "internals")


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_no_other_module_reaches_in(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert imported(tree) - DOCUMENTED.get(path.stem, set()) == set()
    assert NAMES & {value for field in ("id", "attr", "name") for value in fields(tree, field)} == set()
    assert TEXTS & (texts := fields(tree, "value")) == set()
    assert [text for text in texts if text.startswith("templates/")] == []


def imported(tree: ast.AST) -> set[str]:
    """The modules of JupyterHub and of authenticators that are imported."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name for name in found if re.match(r"(jupyterhub|\w*authenticator)(\.|$)", name)}


def fields(tree: ast.AST, field: str) -> set[str]:
    """The texts in this field of every node."""
    return {value for node in ast.walk(tree) if isinstance(value := getattr(node, field, None), str)}


def test_files_that_browsers_read_say_the_same() -> None:
    template = (PACKAGE / "templates" / "valueprop" / "login.html").read_text(encoding="utf-8")
    linked = re.findall(r'static_url\("([^"]+)"\)', template)
    script = (PACKAGE / "static" / "page.js").read_text(encoding="utf-8")

    assert set(linked) == set(internals.STOCK_FILES)
    assert f'"{internals.COLOR_SCHEME_KEY}"' in script


def test_templates_of_native_authenticator_are_those_of_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    templates = native_authenticator(monkeypatch, tmp_path) / "templates"
    templates.mkdir()
    (templates / "signup.html").touch()

    loader = internals.native_templates()
    assert loader is not None
    assert loader.list_templates() == ["signup.html"]
