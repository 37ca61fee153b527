# Two commands matter: `make run` and `make test`. Each sets up what it needs; nothing else is asked of the machine but Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile

.PHONY: setup setup-dev setup-browser run test check bench docs lock integration browser soak clean
.DEFAULT_GOAL := run

# Set, it would make each process compile Django and Wagtail anew: two starts in three seconds become six.
export PYTHONDONTWRITEBYTECODE :=

setup: .venv/.runtime
setup-dev: .venv/.dev
setup-browser: .venv/.browser

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Depesche needs Python 3.11 or later; call make with PYTHON=python3.12, say.")'
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv

.venv/.runtime: .venv/bin/python requirements/runtime.txt requirements/build.txt pyproject.toml hatch_build.py
	@echo "Installing Depesche ..."
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.runtime requirements/dev.txt
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.browser: .venv/.dev requirements/browser.txt
	@echo "Installing what the browser tests need ..."
	@$(PIP) --require-hashes -r requirements/browser.txt
	@touch $@

run: setup
	@$(BIN)/depesche serve --with-demo

test: setup-dev
	@$(BIN)/python -m pytest tests/unit -n auto

integration: setup-dev
	@$(BIN)/python -m pytest tests/integration -n 3 --dist loadgroup --no-loadscope-reorder

browser: setup-browser
	@$(BIN)/python -m pytest tests/browser -n 2 --dist loadfile

check: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

bench: setup-browser
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

bench-%: setup-browser
	@$(BIN)/python benchmarks/bench_$(subst -,_,$*).py

soak: setup-dev
	@$(BIN)/python benchmarks/soak_live.py

docs: setup-dev
	@$(BIN)/python -m pytest tests/unit/docs

# For maintainers, with uv at hand: pin all dependencies with hashes, without index addresses.
UV_LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock:
	$(UV_LOCK) -o requirements/runtime.txt
	$(UV_LOCK) --all-extras --group test --group check -c requirements/runtime.txt -o requirements/dev.txt
	$(UV_LOCK) --all-extras --group test --group check --group browser -c requirements/dev.txt -o requirements/browser.txt
	uv pip compile --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements/build.txt

clean:
	rm -rf .venv build dist
