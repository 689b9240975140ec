# The two commands: `make demo` runs the main job, `make test` passes the tests. Nothing but python3 (3.11+) is needed:
# each target makes .venv by itself from the locked versions.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO   ?=
BENCH  ?=

.PHONY: demo test check cover bench bench-peers lint types layers lock samples pictures clean

demo: $(VENV)/.run
	$(BIN)/review-tui demo $(DEMO)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: lint types layers test

cover: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks $(BENCH)
	$(BIN)/python -m benchmarks.labelled

# Repeats beside recordlinkage, splink and a forest, in an environment of its own (needs the network once).
bench-peers: $(VENV)-peers/.made
	$(VENV)-peers/bin/python -m benchmarks.peers

$(VENV)-peers/.made: requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)-peers
	$(VENV)-peers/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(VENV)-peers/bin/python -m pip install --quiet recordlinkage scikit-learn 'splink>=5'
	touch $@

samples: $(VENV)/.dev
	$(BIN)/python tools/make_samples.py

pictures: $(VENV)/.dev
	$(BIN)/python tools/take_pictures.py

# Dependencies as the locks say, and nothing but the locks: they are closed, so pip has nothing to resolve (an older pip
# asks for a newer release of what an extra names). Then the project itself, editable, so that data/ is the checkout's.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("review-tui needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || \
	  { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }
	$(PIP) install --no-deps --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# Writes both locks anew (needs the network); the versions are exact and hold for every platform.
lock: $(VENV)/.run
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --group lock-build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --group lock-build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(VENV)-peers .mypy_cache .ruff_cache .pytest_cache htmlcov .coverage*
