# Two commands: `make demo` and `make test`. Each sets up all it needs and says what it is doing.
SHELL := /bin/bash
PORT ?= 8000

.PHONY: demo test lint types lock assets help bench-reading bench-import bench-registers bench-figures fuzz-reader pin-quality

help:            ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo:            ## the sample record of Hanoi at http://127.0.0.1:8000
	@tools/environment.sh runtime
	@.venv/bin/proxeny demo --port $(PORT)

test:            ## everything: style, types, architecture, and the tests on SQLite and PostgreSQL
	@tools/environment.sh development
	@tools/test.sh

lint:            ## style and architecture only
	@tools/environment.sh development
	@.venv/bin/ruff check . && .venv/bin/lint-imports

types:           ## types only
	@tools/environment.sh development
	@.venv/bin/mypy

lock:            ## pin what pyproject.toml asks for
	@tools/lock.sh

assets:          ## fetch scripts, styles and fonts into the tree
	@.venv/bin/python hatch_build.py

bench-reading:   ## the reader beside its peers and the limits: F1 and characters a second (WRITE=1 also writes the docs)
	@tools/environment.sh development
	@bench/reading/run.sh $(if $(WRITE),--write) $(ARGS)

bench-import:    ## 80,000 rows in and out beside a widely used peer: rows a second and memory (WRITE=1 also writes the docs)
	@tools/environment.sh development
	@bench/import/run.sh $(if $(WRITE),--write) $(ARGS)

bench-registers: ## every page at ten times Hanoi, SQLite and PostgreSQL: median and p95 (WRITE=1 also writes the docs)
	@tools/environment.sh development
	@.venv/bin/python -m bench.registers $(if $(WRITE),--write) $(ARGS)

bench-figures:   ## conflicts, briefs, reports and pages over a million figures, SQLite and PostgreSQL (WRITE=1 also writes the docs)
	@tools/environment.sh development
	@.venv/bin/python -m bench.figures $(if $(WRITE),--write) $(ARGS)

fuzz-reader:     ## search hostile texts by coverage for MINUTES (10)
	@tools/environment.sh development
	@bench/reading/fuzz.sh $(or $(MINUTES),10)

pin-quality:     ## raise the pinned scores of the reader to what is measured now
	@tools/environment.sh development
	@.venv/bin/python tools/pin_quality.py $(ARGS)
