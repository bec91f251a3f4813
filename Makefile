# Two commands matter: `make demo` and `make test`. Both do all the set-up they need.
.PHONY: demo test setup setup-dev locks lint types sbom screenshots migration help

PYTHON ?= python3

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: setup ## set up everything, fill the demo world, start all parts; Ctrl-C stops
	@.venv/bin/claimline demo

test: setup-dev ## every test
	@.ci/test

setup:
	@$(PYTHON) backend/runtime/bootstrap.py

setup-dev:
	@$(PYTHON) backend/runtime/bootstrap.py --dev

lint: setup-dev ## ruff and the import rules
	@.venv/bin/ruff check . && .venv/bin/lint-imports

types: setup-dev ## mypy, strict
	@.venv/bin/mypy

locks: ## renew requirements/*.txt from requirements/*.in
	@backend/runtime/lock

migration: setup-dev ## write the next migration: make migration NAME="what changes"
	@.venv/bin/python -m backend.runtime.migration "$(NAME)"

sbom: setup ## what the software is made of (CycloneDX), into var/
	@.venv/bin/python -m backend.runtime.sbom var

screenshots: setup-dev ## pictures of the running demo's pages for the README
	@.venv/bin/python -m tests.browser.screenshots
