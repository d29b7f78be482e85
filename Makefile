# Needs make and Python 3.11 or newer. Everything else is installed into this folder.
SHELL := /bin/sh
PY ?= python3
PORT ?= 8000
BIN := .venv/bin
# Two processes, each with a database of its own; who is done takes over half of what the other has.
PYTEST := $(BIN)/pytest -q -n 2 --dist worksteal
# What a production site sets; the hosts do not exist and nothing here connects to them.
PRODUCTION := env DATABASE_URL='postgres://plr_app@database.invalid/plr?sslmode=verify-full' REDIS_URL=rediss://cache.invalid/1 \
    BASE_URL=https://plr.example.org SECRET_KEY=used-by-make-check-alone-and-long-enough-for-its-own-warning-01

# Modules are compiled as they are imported and stay so, also where this is set: the next start is quick.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install assets demo test test-fast check bench bench-draws bench-growth bench-million bench-reminders bench-wall drill drill-restore load requirements lock security pictures

# The environment and the assets, and nothing else.
install: .venv/.ok assets

# The CSS and JavaScript, when they are older than their sources.
assets: .venv/.ok
	@$(BIN)/python -m devstack assets

# The whole site at http://127.0.0.1:$(PORT)/. Ctrl-C stops it; its data stays in .data.
demo: .venv/.ok
	@PORT=$(PORT) exec $(BIN)/python -m devstack demo

test: .venv/.ok assets
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m devstack exec $(PYTEST)

# What is quick: no browser, and none of the tests marked thorough.
test-fast: .venv/.ok assets
	@$(BIN)/python -m devstack exec $(PYTEST) -m "not browser and not thorough"

# Style, templates, types, migrations and the settings of a production site. Needs no database.
check: .venv/.ok assets
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djlint --lint --quiet templates govuk
	@$(PRODUCTION) $(BIN)/mypy --no-error-summary
	@$(PRODUCTION) $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

# What each page costs, beside a bare Django page. make bench PEOPLE=20000 shows the growth.
PEOPLE ?= 2000
DRAWS ?= 1000000
bench: .venv/.ok assets
	@PLR_DEMO=1 $(BIN)/python -m devstack exec $(BIN)/python -m bench.pages $(PEOPLE)
	@$(BIN)/python -m bench.draws $(DRAWS)

# How the judging of everybody grows, beside the time PostgreSQL takes to hand out the same facts.
GROWTH ?= 2000 20000 200000
bench-growth: .venv/.ok assets
	@PLR_DEMO=1 $(BIN)/python -m devstack exec $(BIN)/python -m bench.growth $(GROWTH)

# The judging of a million people, shared out over the processes of a worker.
MILLION ?= 1000000
bench-million: .venv/.ok assets
	@PLR_DEMO=1 $(BIN)/python -m devstack exec $(BIN)/python -m bench.million $(MILLION)

# What row-level security costs a question.
bench-wall: .venv/.ok assets
	@PLR_DEMO=1 $(BIN)/python -m devstack exec $(BIN)/python -m bench.wall $(PEOPLE)

# What the reminders of a morning cost. make bench-reminders REMINDED=200000 shows the growth.
REMINDED ?= 20000
bench-reminders: .venv/.ok assets
	@PLR_DEMO=1 $(BIN)/python -m devstack exec $(BIN)/python -m bench.reminders $(REMINDED)

# Faults while reminders are told and while people type, each with and without its guard, and the table of the 22
# threats. make drill DRILL=deploys plays one; PEOPLE=200 TIMES=2 STRETCH=0.2 for less.
drill: .venv/.ok assets
	@$(BIN)/python -m drills $(DRILL)

# 50 people at once for ten minutes, then 200, then too many: PEOPLE_AT_ONCE=10 MINUTES=1 MANY_MINUTES=0.5 for less.
load: .venv/.ok assets
	@$(BIN)/python -m crowd

# A backup, a mistake, and an empty server brought to the minute before it.
drill-restore: .venv/.ok
	@$(BIN)/python -m drills.restoring

# A million draws: does each record come up as often as chance says?
bench-draws: .venv/.ok
	@$(BIN)/python -m bench.draws $(DRAWS)

# The pictures of README.md and docs/guide, from a demonstration of its own.
pictures: .venv/.ok assets
	@$(BIN)/python tests/browser/chromium.py
	@PLR_DEMO=1 $(BIN)/python -m devstack exec $(BIN)/python -m tests.picture_maker

# Which requirements of docs/requirements.csv have a test.
requirements: .venv/.ok assets
	@$(PRODUCTION) $(BIN)/python -m tests.requirements_report

# What was done to systems of this kind, tried on this one: docs/published-breaks.csv.
security: .venv/.ok assets
	@$(BIN)/python -m devstack exec $(BIN)/python -m tests.security_report

.venv/.ok: requirements-dev.lock
	@$(PY) -c 'import sys; sys.exit("error: Python 3.11 or newer is needed, this is %d.%d. Try: make PY=python3.12 $(MAKECMDGOALS)" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "installing into .venv (the first time a minute at most)"
	@if command -v uv >/dev/null; then \
	    test -x $(BIN)/python || uv venv -q --python $(PY) .venv; \
	    VIRTUAL_ENV=.venv uv pip sync -q --require-hashes requirements-dev.lock; \
	else \
	    test -x $(BIN)/pip || $(PY) -m venv .venv || { rm -rf .venv; \
	        echo "error: the venv module is missing. Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }; \
	    $(BIN)/pip install -q --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements-dev.lock; \
	fi
	@touch $@

# After a change of the dependencies in pyproject.toml. Needs uv on PATH. No host name gets into a lock.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock
	npm install --package-lock-only
