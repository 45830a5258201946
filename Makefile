# `make run` serves the product with example data; `make test` runs all that CI runs. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# What most changes break first. The rest needs PostgreSQL, a browser or more than a minute.
QUICK := tests/domain tests/checks tests/icp_templates tests/packs tests/contract tests/documents \
	tests/usecases/writing/test_drafting.py tests/usecases/findings/test_checking.py tests/usecases/printing/test_exporting.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where a machine forbids keeping compiled code, every start would read all of it from source: twice as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test quick deep lint types arrows check bench wheel lock system-tools translations clean

help:
	@echo "make run     set up and serve on http://127.0.0.1:8000 with the example company"
	@echo "make test    set up and run every test"
	@echo "make quick   the tests for all day, under a minute"
	@echo "make deep    the long runs of faults, races and generated input: hours, before a release"
	@echo "make check   lint, types and import contracts"
	@echo "make bench   speed as ratios against named peers"
	@echo "make lock    renew the pinned requirements"

run: .stamp-runtime
	$(BIN)/icp serve --demo

test: .stamp-development system-tools
	$(PYTEST) -m "not browser and not fault" -n 2 --dist loadfile
	$(PYTEST) -m "browser or fault"

quick: .stamp-development
	$(PYTEST) $(QUICK) -m "not slow" -k "not postgresql" -n 2 --dist loadfile -q

deep: export ICP_TEST_DEPTH := deep
deep: .stamp-development system-tools
	$(PYTEST) -m "not browser and not fault" -n 2 --dist loadfile
	$(PYTEST) -m fault

check: lint types arrows

lint: .stamp-development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .stamp-development
	$(BIN)/mypy

arrows: .stamp-development
	$(BIN)/lint-imports

bench: .stamp-development
	$(BIN)/python -m benchmarks

wheel: .stamp-development
	rm -rf dist
	$(BIN)/python -m hatchling build --target wheel

lock: .stamp-uv
	tools/lock.sh

system-tools:
	@tools/system_tools.sh

clean:
	rm -rf .venv .stamp-* dist

.stamp-uv: requirements/uv.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	touch $@

.stamp-runtime: .stamp-uv requirements/runtime.txt requirements/build.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

.stamp-development: .stamp-runtime requirements/development.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/development.txt
	touch $@
