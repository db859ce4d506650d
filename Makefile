# Cải Chính: `make run` shows the demo press day, `make test` runs the tests; `make help` lists the rest.
PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

export PYTHONDONTWRITEBYTECODE :=  # or each of the many processes of a run would compile every module anew

.PHONY: help run desk test check scan bench bench-flags fuzz soak train evaluate lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing. Install Python 3.11 with venv (Debian: apt install python3.11-venv), or name it: make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.txt || $(INSTALL) --no-cache-dir --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(READY)

run: $(READY) ## the demo press day, from real HTTP to the digest and a letter draft
	$(BIN)/caichinh demo run

desk: $(READY) ## the review desk on the result of `make run`
	$(BIN)/caichinh demo desk

# threads of arithmetic would wait for cores that other tests have
test: export OMP_NUM_THREADS := 1
test: $(READY) ## all tests
	$(BIN)/python -m pytest -n $(or $(WORKERS),2) --dist worksteal

bench: $(READY) ## speed and memory side by side, at the end in one table (ONLY=NAME for one area)
	@$(BIN)/python tests/bench/table.py $(ONLY)

bench-flags: $(READY) ## recall per kind of seeded slip, fresh sets, and time of the flags alone
	$(BIN)/python tests/bench/bench_flags.py

fuzz: $(READY) ## 100,000 mutants per target (`make test` runs 2,000)
	CAICHINH_MUTANTS=100000 $(BIN)/python -m pytest -m fuzz --timeout=0

soak: $(READY) ## long proofs: load, kills, hours compressed
	@for file in tests/bench/soak_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done
	CAICHINH_ITEMS=20 $(BIN)/python -m pytest --timeout=0 tests/web/test_web_browser.py -k morning

check: $(READY) ## style, types and the directions of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(READY) ## train the models on the seed corpus; DATA=DIR adds labelled data of your own
	$(BIN)/python -m models.train $(if $(DATA),--data $(DATA))

evaluate: $(READY) ## measure the shipped models; DATA=FILE names labelled articles
	$(BIN)/python -m models.evaluate $(if $(DATA),--data $(DATA))

scan: $(READY) ## no secret, no known hole, a bill of materials (var/sbom.json)
	$(BIN)/python .ci/scan.py var/sbom.json

lock: $(READY) ## write requirements.txt anew from pyproject.toml
	$(INSTALL) uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra cluster --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements.txt

clean: ## remove what `make run` wrote
	rm -rf var
