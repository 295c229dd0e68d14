# Every target does its own set-up: a virtual environment in .venv, the locked install, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo run test cover unit check format crash bench pictures lock wheel clean

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	$(BIN)/daumoi demo $(ARGS)

run: $(READY)
	$(BIN)/daumoi run

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

# Coverage doubles the time of a test: measured apart, and without the stories' second play.
cover: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not restarts" --cov --cov-report=term:skip-covered $(ARGS)

unit: $(READY)
	$(BIN)/python -m pytest tests/unit $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

crash: $(READY)
	$(BIN)/python -m tests.crash $(ARGS)

bench: $(READY)
	$(BIN)/python -m tests.bench $(ARGS)

# The pictures of README and docs; those of the practice room need Chromium on the machine.
pictures: $(READY)
	$(BIN)/python -m tests.pictures $(ARGS)

# The lock file carries hashes and names no registry; uv is needed only here.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
