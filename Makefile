# Everything a person needs: make demo, make test. Both set up .venv first, ask nothing, and start in
# a second or two once it is there.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check lint types docs bench lock clean
demo: .venv/.ready
	@$(BIN)/oit audit --demo

test: .venv/.ready-dev
	@scripts/test.sh

check: test

bench: .venv/.ready-dev
	@$(BIN)/python bench/demo_audit.py
	@$(BIN)/python bench/recheck.py
	@$(BIN)/python bench/accuracy.py

docs: .venv/.ready-dev
	@$(BIN)/oit spec schema > config/o1_o30.schema.json
	@PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 $(BIN)/cog -P -r README.md README.th.md docs/*.md

# pip of the calling Python installs into .venv, so a Debian without python3-venv will do.
.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "oit needs Python 3.11 or later; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || $(PYTHON) -m venv --clear --without-pip .venv

.venv/.ready: .venv/pyvenv.cfg requirements.lock pyproject.toml
	@echo "Setting up .venv (once) ..." >&2
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes -r requirements.lock
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	@echo "Setting up the test tools (once) ..." >&2
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv (pip install uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv dist
