# Two commands: `make run` serves the demo centre, `make test` runs every check. Both install what they need.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
DEMO := BAEUM_DEMO=1 FLASK_APP=wsgi

.PHONY: run install install-runtime test bench messages migration lock clean

$(VENV)/.runtime: requirements/runtime.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@touch $@

$(VENV)/.development: requirements/development.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@touch $@ $(VENV)/.runtime

install-runtime: $(VENV)/.runtime
	@$(BIN)/python tools/messages.py compile

install: $(VENV)/.development
	@$(BIN)/python tools/messages.py compile

run: $(VENV)/.runtime
	@$(BIN)/python tools/messages.py compile
	@$(DEMO) $(BIN)/flask db upgrade
	@$(DEMO) $(BIN)/flask demo
	@$(DEMO) BAEUM_BASE_URL=http://127.0.0.1:$(PORT) $(BIN)/python tools/serve.py $(PORT)

test: install
	@bash tools/check.sh

bench: install
	@$(BIN)/python bench/pages.py

messages: install
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py compile

migration: install
	@test -n "$(m)" || (echo 'say what it does: make migration m="add ..."'; exit 1)
	@$(DEMO) $(BIN)/flask db upgrade
	@$(DEMO) $(BIN)/flask db migrate -m "$(m)" --rev-id $$(printf %04d $$(($$(ls migrations/versions/*.py | wc -l) + 1)))
	@sed -i '/### /d' migrations/versions/*.py && $(BIN)/ruff format -q migrations

lock:
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --universal --no-header -q -o requirements/development.txt
	@$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --universal --no-header -q -c requirements/development.txt -o requirements/runtime.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
