# `make` reads spec/zstack/ and writes generated/zstack/; `make test` proves it. Both set up .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

# The pins count for what is installed and for what builds it.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: all generate check test lint format bench corpus clean

all: generate

generate: $(VENV)/.installed
	@$(BIN)/specpress generate

check: $(VENV)/.installed
	@$(BIN)/specpress check

test: $(VENV)/.installed-dev lint
	$(BIN)/pytest -n auto

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# make corpus CORPUS=<folder>: every description in it, built in every language
corpus: $(VENV)/.installed-dev
	@$(BIN)/specpress verify --corpus $(CORPUS) --json corpus.json

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/run.py $(DESCRIPTIONS) $(BENCH)

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "specpress needs Python 3.11 or later: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "This Python cannot make environments: apt install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "installing specpress into $(VENV)"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "installing what the tests need into $(VENV)"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
