# Begin with `make hub` and `make test`. You need git, make, and Python 3.10 or newer with venv.
# The targets install everything else into .venv and .nox.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do \
  "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
NOX = $(BIN)/nox

.PHONY: help hub preview wheel docs release-check test check durations matrix newest authenticators peers lint fuzz bench bench-growth screenshots contact-sheet messages language clean

help:
	@echo "make hub          a real hub with this package on http://127.0.0.1:8000"
	@echo "make preview      every state of every page of the example, without a hub, on a free port"
	@echo "make wheel        the wheel of this checkout, in build/wheel"
	@echo "make docs         the documentation site, in build/site"
	@echo "make release-check  builds a release twice and compares, checks and installs it, follows the tutorial"
	@echo "make test         all tests against the built wheel, on every supported JupyterHub"
	@echo "make check        before every commit: ruff, mypy and the unit tests of all subpackages, without hubs and browsers"
	@echo "make durations    how long the last make test took, written into CONTRIBUTING.md"
	@echo "make matrix       make test with every combination, then every Python of this machine, every supported JupyterHub, newest and oldest dependencies"
	@echo "make newest       showing the page and signing in with JupyterHub's newest pre-release"
	@echo "make authenticators  every authenticator from PyPI, on every supported JupyterHub; makes its table in the docs"
	@echo "make peers        JupyterHub's own tests of its pages, also in a browser, with this package on (needs npm)"
	@echo "make lint         ruff, mypy, and what checks GitHub's workflows"
	@echo "make coverage     how much of every subpackage the tests run, branches included (without a browser)"
	@echo "make fuzz         structured, repetitive input for every reader; choose how much: make fuzz EXAMPLES=20000"
	@echo "make bench        the budgets: bytes, requests, speed (some of them: make bench BENCH='--only weight,speed')"
	@echo "make bench-growth how cost grows with the size of a branding, written into the docs"
	@echo "make screenshots  take the screenshots in docs/screenshots again"
	@echo "make contact-sheet  many brandings and every state in seven widths, light and dark, on sheets in docs/screenshots"
	@echo "make messages     collect the texts of the interface for translators"
	@echo "make language TAG=it  begin the message catalog of a language, or update it"
	@echo "make clean        remove everything that these targets made"

# exec: ctrl-C goes to the hub itself, which stops its proxy and the users' servers
hub: .venv/demo.stamp
	@exec $(BIN)/jupyterhub -f example_config.py

preview: .venv/demo.stamp
	@exec $(BIN)/jupyterhub-valueprop preview examples/ocean/branding.yaml

wheel: .venv/nox.stamp
	$(NOX) -s wheel

docs: .venv/nox.stamp
	$(NOX) -s docs

release-check: .venv/nox.stamp
	$(NOX) -s release_check

# macOS has make 3.81, which mixes what two sessions say
UNMIXED := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# what follows the tests on the newest JupyterHub is much waiting and little work: two at a time
test: .venv/nox.stamp
	@failed=; $(NOX) -s wheel tests || failed=1; \
	VALUEPROP_WHEEL_IS_BUILT=1 $(MAKE) --no-print-directory --keep-going --jobs=2 $(UNMIXED) \
		other-hubs oldest docs quick-release-check || failed=1; \
	$(NOX) -s totals && test -z "$$failed"

.PHONY: other-hubs oldest
other-hubs: .venv/nox.stamp
	$(NOX) -s hubs

oldest: .venv/nox.stamp
	$(NOX) -s oldest

# by uv, and with one Python: what CI runs
.PHONY: quick-release-check
quick-release-check: .venv/nox.stamp
	$(NOX) -s release_check -- --quick

check: .venv/nox.stamp
	@$(NOX) -s check

durations: .venv/nox.stamp
	$(NOX) -s durations

matrix: .venv/nox.stamp
	VALUEPROP_EVERY_COMBINATION=1 $(NOX) -s wheel tests hubs matrix matrix_table totals

newest: .venv/nox.stamp
	$(NOX) -s wheel newest totals

authenticators: .venv/nox.stamp
	$(NOX) -s wheel authenticators totals

peers: .venv/nox.stamp
	$(NOX) -s wheel peers totals

lint: .venv/nox.stamp
	$(NOX) -s lint

EXAMPLES ?= 2000
fuzz: .venv/nox.stamp
	VALUEPROP_FUZZ_EXAMPLES=$(EXAMPLES) $(NOX) -s wheel fuzz

# of the checkout, without a browser; all subpackages, or those that you name: make coverage COVERED=tests/content
COVERED ?= --ignore=tests/browser --ignore=tests/authenticators tests
.PHONY: coverage
coverage: .venv/bench.stamp
	$(BIN)/coverage erase
	PYTHONPATH=tests $(BIN)/coverage run -m pytest -q -p builder_coverage -m "not slow" -n 2 --dist loadfile $(COVERED)
	$(BIN)/coverage combine -q
	$(BIN)/python tests/coverage_by_room.py

screenshots: .venv/nox.stamp
	$(NOX) -s screenshots

contact-sheet: .venv/bench.stamp
	PYTHONPATH=tests $(BIN)/python -m browser.contact_sheet

bench: .venv/bench.stamp
	$(BIN)/python -m benchmarks $(BENCH)

bench-growth: .venv/bench.stamp
	$(BIN)/python -m benchmarks --growth --docs

# the texts of the interface, for translators; docs/how-to/translating.md
KEYWORDS = -k _html -k _p:1c,2 -k _phtml:1c,2 -k _N
messages: .venv/demo.stamp
	$(BIN)/pybabel -q extract -F babel.cfg $(KEYWORDS) -c translators: -s --no-location --project=jupyterhub-valueprop \
	  --copyright-holder="the jupyterhub-valueprop developers" \
	  -o jupyterhub_valueprop/locale/jupyterhub_valueprop.pot jupyterhub_valueprop

# one more language of the interface, or the new texts for one that is there: make language TAG=pt-BR
TAG ?= $(error say which language: make language TAG=pt-BR)
DOMAIN := jupyterhub_valueprop
CATALOGUES := $(DOMAIN)/locale
language: messages
	@cd $(CATALOGUES) && $(CURDIR)/$(BIN)/pybabel -q $$(test -d $(subst -,_,$(TAG)) && echo update --no-fuzzy-matching \
	  --ignore-obsolete || echo init) -D $(DOMAIN) -i $(DOMAIN).pot -d . -l $(subst -,_,$(TAG))
	@echo "translate $(CATALOGUES)/$(subst -,_,$(TAG))/LC_MESSAGES/$(DOMAIN).po,"
	@echo "and write $(DOMAIN)/content/defaults/value-proposition.$(TAG).md; docs/how-to/translating.md says how"

clean:
	rm -rf .venv .nox build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "no Python 3.10 or newer with venv found; \
	on Debian: apt-get install python3 python3-venv; or say which: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/nox.stamp: .venv/bin/python Makefile
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "nox[uv]>=2026.10.20" || \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "nox>=2026.10.20"  # uv is not for every machine
	@touch $@

# the package itself is installed in place: its own changes need no new install, those of pyproject.toml do
.venv/demo.stamp: .venv/bin/python Makefile pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[demo]"
	@touch $@

.venv/bench.stamp: .venv/bin/python Makefile pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	$(BIN)/python tests/chromium.py
	@touch $@
