# Every habit of the project. `make` alone tells them.
PYTHON ?= python3.11
BIN := .venv/bin
SHARED ?= ../shared
SEEDS := $(SHARED)/seeds
.DEFAULT_GOAL := help
.PHONY: help install demo test lint types contract docs docs-check pictures check bench soak fuzz gains train clean

help:  ## tell what each habit does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.venv/stamp: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[pages,login,trends,ko,pdf,warc,web,lock,remote,mcp]"
	touch $@

.venv/stamp-dev: .venv/stamp
	$(BIN)/python -m pip install --quiet --group dev --editable ".[spark]"
	touch $@

install: .venv/stamp  ## make the virtual environment and install Attribune into it

demo: .venv/stamp  ## build the ledger of the example articles, print its summary, write its brief
	rm -rf demo && mkdir demo
	$(BIN)/attribune build examples/articles --metadata examples/metadata.csv --case demo/case
	$(BIN)/attribune summary demo/case
	$(BIN)/attribune brief demo/case --to html --out demo/brief.html
	@echo "The brief is demo/brief.html: open it in a browser. The tour in README.md goes on from here."
	@echo "The same as pages: $(BIN)/attribune serve demo/case, then open http://127.0.0.1:8300/"

test: .venv/stamp-dev  ## run the tests (15 minutes on two cores at the most)
	$(BIN)/python -m pytest

lint: .venv/stamp-dev  ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/stamp-dev  ## check types
	$(BIN)/mypy

contract: .venv/stamp-dev  ## check that imports go one way
	$(BIN)/lint-imports

docs: .venv/stamp-dev  ## write the reference pages from the code
	$(BIN)/python docs/generate.py

docs-check: .venv/stamp-dev  ## fail where a reference page is stale
	$(BIN)/python docs/generate.py --check

pictures: .venv/stamp  ## take pictures of the pages of the example case in Chromium, into docs/pictures
	rm -rf build/sorim
	$(BIN)/attribune build examples/articles --metadata examples/metadata.csv --case build/sorim
	$(BIN)/python docs/pictures.py build/sorim docs/pictures

check: lint types contract docs-check test  ## all that CI checks

bench: .venv/stamp-dev  ## run the benchmarks on the shared data; the figures go to docs/accuracy.md by hand, dated
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m bench $(SHARED)

soak: .venv/stamp-dev  ## run what takes longer than the tests may: kills at random moments, big inputs
	$(BIN)/python -m pytest -m "slow or not slow" tests

SECONDS ?= 1800
TARGET ?= all
fuzz: .venv/stamp-dev  ## fuzz TARGET (all readers in turn) for SECONDS of processor time each; what breaks one is kept as a seed
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python tests/fuzz/fuzz.py $(TARGET) --seconds $(SECONDS)

gains: .venv/stamp-dev  ## show the records that a change gained and lost on the example articles
	$(BIN)/python -m bench.gains

train: .venv/stamp-dev  ## count cues and fit the attribution weights from a folder in PolNeAR's form
	$(BIN)/python -m bench.train_attribution $(SHARED)/bench/polnear/dev/train

clean:  ## remove what was built
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache
