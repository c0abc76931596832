# Two commands matter: `make run` and `make test`. Both start from nothing but python3, pip and make.
# What they make lies in .venv/, build/ and src/guide_app/bundle/, and is never committed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A fresh Debian has no ensurepip, so its own pip fills the environment from outside.
PIP = $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check --quiet
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url

.PHONY: run bundle test lint bench bench-breathing bench-updates conformance gold soak soak-notebook soak-updates pictures package messages lock clean
.DELETE_ON_ERROR:

run: bundle ## Build the signed snapshot and start the program
	$(BIN)/guide

# It sees by itself whether anything has changed. Compiled Python stands ready, so that a start writes none.
bundle: $(VENV)/publisher.stamp ## Build what goes with the code: signed snapshot, catalogues, fonts
	$(BIN)/guide-publisher build
	$(BIN)/python -m compileall -q src/guide_app

test: $(VENV)/tests.stamp bundle lint ## Check everything, on all processors
	$(BIN)/pytest -n auto --dist worksteal

lint: $(VENV)/tests.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

bench: $(VENV)/tests.stamp bundle ## Measure, and write docs/benchmarks.md
	$(BIN)/python -m tests.bench

bench-breathing: $(VENV)/tests.stamp bundle ## How well the breathing shape keeps its rhythm: ten minutes for each form
	$(BIN)/python -m tests.bench.breathing

bench-updates: $(VENV)/tests.stamp bundle ## What an update costs, beside other ways: docs/updates-figures.md
	$(BIN)/python -m tests.bench.updates

gold: $(VENV)/tests.stamp bundle ## How well search finds what people mean, in eleven languages
	$(BIN)/python -m tests.gold

soak: $(VENV)/tests.stamp bundle ## The same tests three times, in three orders, each with more examples
	for seed in 1 2 3; do HYPOTHESIS_PROFILE=soak $(BIN)/pytest -q -p randomly -p no:cacheprovider \
		--randomly-seed=$$seed || exit 1; done

soak-notebook: $(VENV)/tests.stamp ## Kill and mutate a notebook ten thousand times each, cut its power four thousand times
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -q -p no:cacheprovider tests/notes/test_kills.py \
		tests/notes/test_power_cuts.py tests/notes/test_mutations.py tests/notes/test_timing.py

# SUITE is a checkout of theupdateframework/tuf-conformance; the suite starts the client anew for each step.
conformance: $(VENV)/tests.stamp ## TUF's official client suite against our client: make conformance SUITE=folder
	cd "$(SUITE)" && PYTHONPATH=. $(CURDIR)/$(BIN)/python -m pytest -q -c /dev/null --rootdir=. -p no:randomly \
		-p no:cacheprovider tuf_conformance \
		--entrypoint "$(CURDIR)/$(BIN)/python -m guide_app.updates.conformance"

soak-updates: $(VENV)/tests.stamp ## Kill updates two thousand times, cut a bundle off at every byte, all states of the crash model
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -q -p no:cacheprovider tests/updates/test_install_kills.py \
		tests/updates/test_install_crashes.py tests/updates/test_update_bundles.py tests/updates/test_update_disks.py

pictures: $(VENV)/tests.stamp bundle ## Draw every page into docs/pictures/
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.tried

package: bundle $(VENV)/package.stamp ## One folder to carry: dist/guide
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/package build.spec

messages: $(VENV)/publisher.stamp ## Gather the program's sentences for translators
	$(BIN)/python -m guide_app.publisher.catalogues

lock: $(VENV)/tests.stamp ## Write the locked requirements anew from pyproject.toml
	$(PIP) install "uv>=0.13"
	$(LOCK) pyproject.toml --group build --output-file requirements.lock
	$(LOCK) --constraint requirements.lock pyproject.toml --extra publisher --group build \
		--output-file requirements-publisher.lock
	$(LOCK) --constraint requirements-publisher.lock pyproject.toml --extra publisher --group build --group dev \
		--output-file requirements-dev.lock

clean: ## Remove all that was made
	rm -rf $(VENV) build dist src/guide_app/bundle .mypy_cache .ruff_cache .pytest_cache

# --- the environment, each step done once ---

$(BIN)/python:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/publisher.stamp: requirements-publisher.lock pyproject.toml | $(BIN)/python
	$(PYTHON) .ci/system_packages.py
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements-publisher.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/tests.stamp: requirements-dev.lock $(VENV)/publisher.stamp
	$(PYTHON) .ci/system_packages.py --tests
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements-dev.lock
	touch $@

$(VENV)/package.stamp: $(VENV)/publisher.stamp
	$(PIP) install "pyinstaller>=6.22"
	touch $@
