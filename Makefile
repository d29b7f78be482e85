# Needs make and Python 3.11 or newer. Everything else is installed into this folder.
SHELL := /bin/sh
PY ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: install lock

install: .venv/.ok

.venv/.ok: requirements-dev.lock
	@$(PY) -c 'import sys; sys.exit("error: Python 3.11 or newer is needed, this is %d.%d. Try: make PY=python3.12 $(MAKECMDGOALS)" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@if command -v uv >/dev/null; then \
	    test -x $(BIN)/python || uv venv -q --python $(PY) .venv; \
	    VIRTUAL_ENV=.venv uv pip sync -q --require-hashes --compile-bytecode requirements-dev.lock; \
	else \
	    test -x $(BIN)/pip || $(PY) -m venv .venv || { rm -rf .venv; \
	        echo "error: the venv module is missing. Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }; \
	    $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock; \
	fi
	@touch $@

# After a change of the dependencies in pyproject.toml. Needs uv on PATH. No host name gets into a lock.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock
	npm install --package-lock-only
