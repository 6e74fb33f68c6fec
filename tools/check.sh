#!/usr/bin/env bash
# Every check of the project, in the order in which a fault is cheapest to find.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=.venv/bin
step() { printf '\n== %s\n' "$1"; }

if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    step "Chromium for the journeys"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
  else
    echo "The journeys need Chromium, which needs root: apt-get install chromium"
  fi
fi

step "Style";  $BIN/ruff check . && $BIN/ruff format --check lms tests tools bench migrations wsgi.py gunicorn.conf.py
step "Types";  $BIN/mypy
step "Layers"; $BIN/lint-imports
step "Tests on SQLite, with coverage of branches"
rm -rf .coverage_data && mkdir -p .coverage_data
BAEUM_TEST_DATABASE=sqlite $BIN/python -m coverage run -m pytest -q -n 2 -m "not journey and not timed"
BAEUM_TEST_DATABASE=sqlite $BIN/python -m pytest -q -m timed
$BIN/python -m coverage combine -q && $BIN/python -m coverage report --fail-under=85 | tail -n 40
step "Tests of everything that touches the database, on PostgreSQL"
BAEUM_TEST_DATABASE=postgresql $BIN/python -m pytest -q -n 2 -m "not journey" --ignore=tests/assessments/grading \
  --ignore=tests/assessments/allocation --ignore=tests/courses/reading --ignore=tests/core/markdown
step "Journeys in a real browser"
$BIN/python -m pytest -q -n 2 --dist loadfile -m journey tests/journeys
