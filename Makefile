# Kring. `make` lists the targets. Python 3.11 or newer and a POSIX shell are all a fresh machine needs.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
PORT ?= 8000
V := .venv
PY := $(V)/bin/python
PEOPLE ?= 5000
ACTIVITIES ?= 200000
ENTRIES ?= 100000
CLOCK ?= wall

.PHONY: help run worker test test-slow test-postgres check lint bench messages lock clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(V)/made: requirements.txt
	@test -n "$(PYTHON)" || { echo "Kring needs Python 3.11 or newer."; exit 1; }
	@echo "Building the environment in $(V) with $$($(PYTHON) --version) …"
	@test -x $(PY) || $(PYTHON) -m venv $(V) || { echo "Python's venv module is missing (on Debian: apt install python3-venv)."; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.txt
	@touch $@

$(V)/made-dev: $(V)/made requirements-dev.txt
	@echo "Adding the tools for tests and checks …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

locale/nl/LC_MESSAGES/django.mo: locale/nl/LC_MESSAGES/django.po $(V)/made
	@$(PY) manage.py translations compile

run: $(V)/made locale/nl/LC_MESSAGES/django.mo ## Serve a living intranet on 127.0.0.1:8000 (PORT= chooses another)
	@$(PY) manage.py serve --prepare --port $(PORT)

worker: $(V)/made ## Run background tasks and the clock as a process of its own
	@$(PY) manage.py kring_worker

test: $(V)/made-dev locale/nl/LC_MESSAGES/django.mo ## Run the tests on what is here (DATABASE_URL, a browser), and say what was skipped
	@$(PY) -m pytest -n auto --dist worksteal -m "not slow and not browser"
	@# In processes of their own: the browser's event loop would stand in the way of other tests.
	@$(PY) -m pytest -n auto --dist worksteal -m "not slow" tests/browser

test-slow: $(V)/made-dev locale/nl/LC_MESSAGES/django.mo ## Run the longer programmes on what is here: bad input, many at once, killed workers, migrations, every screen
	@$(PY) -m pytest -n auto --dist worksteal -m "slow and not browser" $(TESTS)
	@case "$$DATABASE_URL" in postgres*) ;; *) $(PY) -m pytest -n auto --dist worksteal -m slow tests/browser;; esac

test-postgres: $(V)/made-dev locale/nl/LC_MESSAGES/django.mo ## Run the tests on the PostgreSQL that DATABASE_URL names
	@case "$$DATABASE_URL" in postgres*) ;; *) echo "Set DATABASE_URL=postgres://user:password@host:port/name"; exit 1;; esac
	@$(PY) -m pytest -n auto --dist worksteal -m "not browser and not slow" $(TESTS)

check: $(V)/made-dev locale/nl/LC_MESSAGES/django.mo ## Lint, import contracts, types, migrations, translations, deployment check
	$(V)/bin/ruff check .
	$(V)/bin/ruff format --check .
	$(V)/bin/lint-imports --no-cache
	$(V)/bin/semgrep --config .semgrep.yml --error --quiet --metrics=off --disable-version-check
	$(V)/bin/djlint templates --lint --quiet
	$(V)/bin/mypy core access activity search
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py translations check
	DJANGO_SETTINGS_MODULE=cms.settings.production SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))') \
		$(PY) manage.py check --deploy --fail-level WARNING

bench: $(V)/made-dev ## Print the measured ratios of benchmarks/ (PEOPLE=5000 ACTIVITIES=200000 ENTRIES=100000 CLOCK=wall)
	@$(PY) -m benchmarks --people $(PEOPLE) --activities $(ACTIVITIES) --entries $(ENTRIES) --clock $(CLOCK)

messages: $(V)/made ## Gather the texts to translate into locale/
	@$(PY) manage.py translations update

lock: $(V)/made-dev ## Compile requirements.txt and requirements-dev.txt with hashes
	$(V)/bin/uv pip compile requirements.in -o requirements.txt --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet --upgrade
	$(V)/bin/uv pip compile requirements-dev.in -o requirements-dev.txt --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet

clean: ## Remove the environment, the database and everything made here
	rm -rf $(V) var
