# `make run` shows the site, `make test` proves it. README.md tells more.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
MANAGE = .venv/bin/python manage.py

.PHONY: help run test bench pictures lock requirements-map install install-dev

help:
	@echo "make run               the site with demonstration content on http://localhost:$(PORT)"
	@echo "make test              the whole suite: linters, units on SQLite and PostgreSQL, crashes, browser"
	@echo "make bench             benchmarks"
	@echo "make requirements-map  which tests prove which requirement"
	@echo "make pictures          the pictures of README and guides, taken anew"
	@echo "make lock              lock files anew from requirements*.in"

run: export SITE_URL ?= http://localhost:$(PORT)
run: install
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) setup_roles
	@$(MANAGE) load_letter_texts
	@$(MANAGE) load_demo
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo
	@echo "Public site:  http://localhost:$(PORT)/"
	@echo "Back office:  http://localhost:$(PORT)/cms/"
	@echo "Mail it sends is kept in var/mail/"
	@$(MANAGE) demo_accounts
	@echo
	@exec $(MANAGE) serve --port $(PORT)

test: install-dev
	@.ci/venv .venv-next $(PYTHON) requirements-next.txt
	@.ci/test

bench: install-dev
	@PYTHONPATH=site:. .venv/bin/python -m tests.bench

pictures: install-dev
	@PYTHONPATH=site:. .venv/bin/python -m tests.pictures

requirements-map: install
	@$(MANAGE) requirements_map

# Packages: the folder .venv serves both, the developers' set contains the site's.
install:
	@.ci/system-packages run $(PYTHON)
	@.ci/venv .venv $(PYTHON) requirements.txt

install-dev:
	@.ci/system-packages test $(PYTHON)
	@.ci/venv .venv $(PYTHON) requirements-dev.txt requirements.txt

LOCK = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
lock: install-dev
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -c requirements.txt -o requirements-dev.txt
	$(LOCK) requirements-dev.in --override requirements-next.in -o requirements-next.txt
