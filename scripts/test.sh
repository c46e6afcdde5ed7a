#!/usr/bin/env bash
# Everything that must hold before a commit: style, types, layers, docs, tests.
set -eu
cd "$(dirname "$0")/.."
export PYTHONDONTWRITEBYTECODE=1
bin=.venv/bin
step() { printf '\n== %s\n' "$*"; "$@"; }
step $bin/ruff check .
step $bin/ruff format --check .
step $bin/mypy
step $bin/lint-imports --no-cache
step env PYTHONPATH=. $bin/cog -P --check README.md README.th.md docs/checks.md docs/items.md docs/cli.md

step $bin/pytest -q -n auto --cov --cov-report= "$@"
step $bin/coverage report --fail-under=90
step $bin/coverage report --include="checks/*,config/*" --fail-under=100
