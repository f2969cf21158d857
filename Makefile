# The project's commands. `make` alone lists them.

SCHOOL ?= clapgate
PYTHON ?= python3
MINUTES ?= 60

BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site schools offline readers cluster serve handbook check test test-long mutants words lint guide example schema lock bench lighthouse audit clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo "  Choose a school with SCHOOL=name (now: $(SCHOOL))."

site: .venv/.installed ## Build one school's site into site/
	$(BIN)/policy-site build $(SCHOOL) --out site

schools: .venv/.installed ## Build every school's site that changed into site/, one folder each
	$(BIN)/policy-site schools --out site

offline: .venv/.installed ## Write one school's site as a zip that opens with no network
	$(BIN)/policy-site offline $(SCHOOL)

readers: .venv/.installed-import ## Install what reads Word, PDF and other documents, to import them

cluster: .venv/.installed-fleet ## Install Dask, to build many schools on several computers

serve: .venv/.installed ## Preview one school's site; pages reload as the source changes
	SCHOOL=$(SCHOOL) $(BIN)/mkdocs serve

handbook: .venv/.installed ## Print one school's handbook, sheets and forms as PDFs into site/print/
	$(BIN)/policy-site handbook $(SCHOOL)

check: .venv/.installed ## Check the source of one school (SCHOOL=name) or of every one, and list all faults
	$(BIN)/policy-site check $(if $(filter command environment,$(word 1,$(origin SCHOOL))),$(SCHOOL))

test: .venv/.browsers ## Run the tests, in real browsers too
	$(BIN)/pytest -n auto --dist loadfile --durations 25 -m "not long"

test-long: .venv/.browsers ## Run the tests that take minutes, and those of made-up inputs with many more
	$(BIN)/pytest -n auto --dist worksteal --hypothesis-profile long -m "long or hypothesis"

mutants: .venv/.mutants ## Change one thing at a time for MINUTES (60), and list what no test noticed
	$(BIN)/python tests/mutants/run.py --minutes $(MINUTES)

words: .venv/.browsers ## Write down anew what readers see and what the checks say, after a change of it
	$(BIN)/pytest tests/test_words.py tests/test_shipped.py --snapshot-update

lint: .venv/.installed-dev ## Check style, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

guide: .venv/.installed ## Write the author's guide, after a change of the model, a check or an example
	$(BIN)/policy-site guide

example: .venv/.installed-dev ## Approve the invented school anew, after a change of what its parents read
	$(BIN)/python tests/example_year.py

schema: .venv/.installed ## Write the JSON Schemas of the source files, after a change of the model
	$(BIN)/policy-site schema

bench: .venv/.browsers ## Compare builds, prints and wizards with others, and show how each grows
	$(BIN)/python tests/bench.py $(SCHOOL)
	$(BIN)/python tests/bench_preview.py
	$(BIN)/python tests/bench_fleet.py 2 6
	$(BIN)/python tests/bench_weight.py $(SCHOOL)
	$(BIN)/python tests/bench_wizard.py
	$(BIN)/python tests/bench_print.py $(SCHOOL)

lighthouse: .venv/.lighthouse ## Measure four pages of one school with Lighthouse, as on a phone
	$(BIN)/python tests/bench_lighthouse.py $(SCHOOL)

audit: .venv/.installed-dev ## List the licences of all that is locked, and look for known faults
	$(BIN)/python tests/audit.py

COMPILE = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"
lock: .venv/.installed-dev ## Lock the newest versions that pyproject.toml and requirements-dev.in allow
	$(COMPILE) --group pyproject.toml:build --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra import --output-file requirements-import.txt pyproject.toml
	$(COMPILE) --extra fleet --output-file requirements-fleet.txt pyproject.toml
	$(COMPILE) --output-file requirements-dev.txt requirements-dev.in
	$(COMPILE) --output-file tests/mutants/requirements.txt tests/mutants/requirements.in

clean: ## Remove all that these commands made
	rm -rf .venv site *.zip .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf tests/node_modules tests/lighthouse/node_modules tests/mutants/node_modules
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamp files: a step runs again only when what it installs has changed.

.venv/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "policy-site needs Python 3.11 or later.")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: requirements.txt pyproject.toml .venv/.created
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-import: requirements-import.txt | .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-import.txt
	@touch $@

.venv/.installed-fleet: requirements-fleet.txt | .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fleet.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt | .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/.browsers: tests/browser_setup.py tests/package-lock.json | .venv/.installed-dev
	$(BIN)/python tests/browser_setup.py
	@touch $@

.venv/.lighthouse: tests/lighthouse/package-lock.json | .venv/.browsers
	npm ci --prefix tests/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/.mutants: tests/mutants/requirements.txt tests/mutants/package-lock.json | .venv/.browsers
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/mutants/requirements.txt
	npm ci --prefix tests/mutants --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
