# Greenroom: everything a person does with it begins here. `make help` lists the targets.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help up languages doctor check test bench fmt lock clean

# The first Python that is new enough; asked for only where it is needed.
usable = $(shell $(1) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(1))
PYTHON ?= $(or $(call usable,python3),$(call usable,python3.13),$(call usable,python3.12),$(call usable,python3.11),\
	$(error Greenroom needs Python 3.11 or newer. On Debian or Ubuntu: sudo apt-get install python3))
BIN := .venv/bin
# Where the machine has no Node that is new enough, the environment has one: so its programs come first.
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"
NPM := $(RUN) npm --prefix web
# What is compiled once is kept, whatever the shell says: tests and their many servers start in half the time.
unexport PYTHONDONTWRITEBYTECODE
# Tests that need nothing but Python. The others wait for containers and browsers more than they work, so two at a time
# are quicker also on two cores; a file's tests stay together, because they share what is dear to start.
ALONE := not docker and not server and not browser and not slow

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1|\2/' | while IFS='|' read -r name what; \
		do printf '  make %-9s %s\n' "$$name" "$$what"; done

up: ## set everything up, then serve on http://localhost:8000
	@$(PYTHON) -m setup up && exec $(BIN)/greenroom serve

languages: ## build the images of all languages (LANGUAGES="go rust": of these)
	@$(PYTHON) -m setup languages && exec $(BIN)/python -m sandbox.build $(or $(LANGUAGES),all)

doctor: ## say what works on this machine, what does not, and how to mend it
	@$(PYTHON) -m setup doctor && exec $(BIN)/greenroom doctor

check: ## formatting, lint, types, import contracts and unit tests, in under a minute (drawn tests draw fewer examples)
	@$(PYTHON) -m setup check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(RUN) pytest -q -n 2 --dist worksteal --hypothesis-profile quick -m "$(ALONE)"

test: ## everything: what check does, the web's checks, real server, real Docker, real browser
	@$(PYTHON) -m setup test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(NPM) run check
	$(NPM) run test
	$(RUN) pytest -q -n 2 --dist worksteal --cov --cov-report=term -m "$(ALONE)"
	$(RUN) pytest -q -n 2 --dist loadfile --durations 20 -m "not ($(ALONE))"

bench: ## measure: keystrokes, joining, runs, the page, the store; prints one table
	@$(PYTHON) -m setup test
	$(RUN) python -m bench

fmt: ## put code into its one format
	@$(PYTHON) -m setup fmt
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(NPM) run fmt

lock: ## resolve the dependencies again, to exact versions with hashes (UPGRADE=1: the newest)
	@$(PYTHON) -m setup lock
	$(BIN)/python -m setup.lock $(if $(UPGRADE),--upgrade)

clean: ## remove everything that the set-up made here, but not ./data and no Docker images
	rm -rf .venv build web/node_modules web/dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
