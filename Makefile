# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install install-dev run test kills lint audit bench bench-ads bench-match bench-visits bench-render bench-scale year fuzz lock clean

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/pip
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/pip
	$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --no-deps -e .
	@touch $@ $(VENV)/.installed

run: install
	$(BIN)/stellenmarkt up

test: install-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal

# kill -9 at some 200 random points on each database; the suite takes a few of them.
kills: install-dev
	STELLENMARKT_KILLS=58 $(BIN)/python -m pytest -n 2 --dist worksteal tests/faults/test_random_kills.py

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy scheduler.py
	$(BIN)/lint-imports

# Asks the public collection of known vulnerabilities; where it is out of reach it says so and goes on.
audit:
	@test -x .audit/bin/pip-audit || ($(PYTHON) -m venv .audit && .audit/bin/pip install -q pip-audit) || { echo "NOT AUDITED, pip-audit cannot be installed here"; rm -rf .audit; }
	@test ! -x .audit/bin/pip-audit || .audit/bin/python scripts/audit.py

ADS ?=
bench: bench-match bench-visits bench-render

bench-ads: install-dev
	$(BIN)/python tests/benchmarks/ads/bench.py $(ADS)

bench-match: install-dev
	$(BIN)/python -m tests.benchmarks.match.bench --n 2000 --seed 1

bench-visits: install-dev
	$(BIN)/python -m tests.benchmarks.visits.bench

# Wants atheris in an environment of its own: python3.11 -m venv fuzz && fuzz/bin/pip install atheris -e . && make fuzz FUZZ=fuzz/bin/python
FUZZ ?= $(BIN)/python
fuzz:
	$(FUZZ) -m tests.fuzz.fuzz_normalise -max_total_time=60 -max_len=4000

bench-render: install-dev
	$(BIN)/python -m tests.benchmarks.render.bench
	$(BIN)/python -m tests.benchmarks.render.asking

# 365 days in accelerated time: a line a day, every violation with its evidence, the account (tests/year/README.md).
year: install-dev
	$(BIN)/python -m tests.year.year

# Many municipalities on PostgreSQL and workers: make bench-scale SCALE="--members 11000 --workers 2"
SCALE ?=
bench-scale: install-dev
	$(BIN)/python -m tests.benchmarks.scale.bench $(SCALE)

lock: install-dev
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe -o requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) data .mypy_cache .ruff_cache .pytest_cache .hypothesis
