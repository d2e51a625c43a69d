# The front door. `make book` builds the site, `make test` runs the tests; the build itself is the graph in dodo.py.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
export SOURCE_DATE_EPOCH := 1795478400
export PYTHONHASHSEED := 0

.PHONY: help book test check diff serve bench notebooks model clean browser
.DEFAULT_GOAL := help

help:
	@echo "make book       set up, parse, run the notebooks, build the site"
	@echo "make test       set up, run all tests"
	@echo "make serve      show the built site on this machine"
	@echo "make check      ruff and mypy"
	@echo "make diff       which records differ from those of the commit BASE (HEAD)"
	@echo "make notebooks  refresh the notebooks' committed outputs"
	@echo "make model      learn the weights of the role model again"
	@echo "make bench      speed, as ratios"
	@echo "make clean      remove everything that was made"

$(VENV)/ready: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: Python 3.11, 3.12 or 3.13 is needed and was not found; install one (Debian: apt-get install python3 python3-venv)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: $(PYTHON) cannot make a virtual environment; install its venv module (Debian: apt-get install python3-venv)"; rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

book: $(VENV)/ready
	@$(BIN)/python -m doit
	@echo "The book is built: open $(CURDIR)/_build/html/index.html, or run: make serve"

test: book browser
	$(BIN)/python -m pytest

browser: $(VENV)/ready
	@$(BIN)/python tests/browser/find.py --install

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

BASE ?= HEAD
diff: $(VENV)/ready
	@rm -rf _build/base && mkdir -p _build/base && git archive $(BASE) | tar -x -C _build/base
	@cd _build/base && PYTHONPATH=src $(CURDIR)/$(BIN)/python -m helpers parse data/raw --out tables >/dev/null
	@$(BIN)/python -m helpers parse data/raw --out _build/head-tables >/dev/null
	@$(BIN)/python -m helpers diff _build/base/tables _build/head-tables

serve: book
	@echo "Open http://127.0.0.1:8000 (stop with Ctrl+C)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000

notebooks: $(VENV)/ready
	@$(BIN)/python -m doit parse
	@$(BIN)/python -m helpers.refresh notebooks/*.ipynb

model: $(VENV)/ready
	@$(BIN)/python -m helpers.training

bench: $(VENV)/ready
	@$(BIN)/python bench/run.py

clean:
	rm -rf _build data/processed $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info
