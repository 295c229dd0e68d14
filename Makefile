# Every target does its own set-up: a virtual environment in .venv, the locked install, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo run test replay cover unit check format crash bench pictures lock wheel bundle clean

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	@echo "Đang cài thư viện lần đầu, có thể mất vài phút…"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	$(BIN)/daumoi demo $(ARGS)

run: $(READY)
	$(BIN)/daumoi run

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not replay" $(ARGS)

# The stories once more (on PostgreSQL with a restart between all messages, and on Zalo), and years.
replay: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m replay $(ARGS)

# Coverage nearly doubles the time of a test, so it is measured apart.
cover: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not replay" --cov --cov-report=term:skip-covered $(ARGS)

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

# The lock files carry hashes and name no registry; uv is needed only here. The second is what an
# office installs: the program and PostgreSQL's driver, in the same versions, without our tools.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header
lock:
	$(COMPILE) --all-extras -o requirements.lock
	cp requirements.lock requirements-run.lock
	$(COMPILE) --extra postgres -o requirements-run.lock

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

# Everything a machine without a registry needs, for this Python and this kind of machine; then
# installed into a fresh environment from the folder alone. Where this machine has no registry
# either, ARGS="--no-index --find-links FOLDER" takes the wheels from a folder.
BUNDLE := dist/daumoi
TRIED := dist/tried
# Nothing of this machine's own pip settings may help the trial.
ALONE := env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null
OFFLINE := install --quiet --disable-pip-version-check --no-index --find-links $(BUNDLE)/wheels
bundle: $(READY)
	rm -rf $(BUNDLE) $(TRIED)
	mkdir -p $(BUNDLE)/wheels
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes \
	  --only-binary :all: -d $(BUNDLE)/wheels -r requirements-run.lock $(ARGS)
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w $(BUNDLE)/wheels .
	cp LICENSE README.md CHANGELOG.md CONTRIBUTING.md requirements-run.lock docs/systemd/* $(BUNDLE)
	cp -r docs $(BUNDLE)
	$(PYTHON) -m venv $(TRIED)
	$(ALONE) $(TRIED)/bin/python -m pip $(OFFLINE) --require-hashes -r $(BUNDLE)/requirements-run.lock
	$(ALONE) $(TRIED)/bin/python -m pip $(OFFLINE) --no-deps daumoi
	DAUMOI_DATA_DIR=$(TRIED)/data $(TRIED)/bin/daumoi agency load --sample bac-giang.agencies.yaml
	DAUMOI_DATA_DIR=$(TRIED)/data $(TRIED)/bin/daumoi plan load --sample
	rm -rf $(TRIED)
	tar -czf $(BUNDLE).tar.gz -C dist daumoi

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
