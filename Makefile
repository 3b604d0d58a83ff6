# Two commands: `make run` and `make test`. Both set up what they need in .venv; nothing else on the machine is touched,
# except that `make test` installs Debian's Chromium, PostgreSQL and nginx where there is none and one is root.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
CORES ?= auto
DOORS ?= text file part layout query
DOOR_SECONDS ?= 120

.PHONY: run test lint types floors unit browser chromium postgres nginx bench peers gallery load fuzz soak kills audit audit-where-possible sbom template docs clean

# Uvicorn would believe what loopback forwards; whether a proxy is believed is said by BRIEFBOOK_TRUST_PROXY alone.
run: $(VENV)/.run
	FORWARDED_ALLOW_IPS= $(BIN)/streamlit run app.py --server.port $(PORT)

test: lint types floors unit browser

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: requirements.txt tests/requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@ $(VENV)/.run

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.test
	$(BIN)/mypy

floors: $(VENV)/.test
	$(BIN)/lint-imports

unit: $(VENV)/.test postgres
	$(BIN)/python -m pytest -m "not browser" -n $(CORES) -q --durations=12

browser: $(VENV)/.test chromium postgres nginx
	$(BIN)/python -m pytest -m browser -n $(CORES) --dist loadfile -q --durations=12

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  { echo "The browser tests need Chromium: install Debian's package chromium, or run as root."; exit 1; }

postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq postgresql >/dev/null; } || \
	  echo "PostgreSQL is not installed (Debian's package postgresql): its tests are skipped."

nginx:
	@PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq nginx-light >/dev/null; } || \
	  echo "nginx is not installed (Debian's package nginx-light): the tests of several replicas are skipped."

load: $(VENV)/.test
	$(BIN)/python -m tests.load crowd

MINUTES ?= 60
soak: $(VENV)/.test
	$(BIN)/python -m tests.load soak --readers $$((3 * $(MINUTES))) --minutes $(MINUTES)

bench: $(VENV)/.test chromium
	$(BIN)/python -m pytest tests/benchmarks -s --timeout=0 --override-ini=norecursedirs=.venv -p no:cacheprovider

kills: $(VENV)/.test postgres
	BRIEFBOOK_KILLS=100 $(BIN)/python -m pytest tests/faults/test_kills.py -n 0 -q --timeout=0

# The advisory database is asked over the network, so this is no part of `make test`; it says so when it cannot be reached.
audit: $(VENV)/.audit
	$(VENV)/audit/bin/python tests/audit/audit.py

# For CI: only a known vulnerability fails; where nobody can be asked, or pip-audit cannot be had, it says NOT AUDITED.
audit-where-possible: | $(VENV)/bin/python
	@if $(MAKE) --no-print-directory $(VENV)/.audit; then $(VENV)/audit/bin/python tests/audit/audit.py --where-possible; \
	  else echo "NOT AUDITED: pip-audit could not be installed."; fi

# The same pins give the same bytes.
sbom: $(VENV)/.audit
	$(VENV)/audit/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o sbom.cdx.json

$(VENV)/.audit: tests/audit/requirements.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --retries 1 --quiet --disable-pip-version-check -r tests/audit/requirements.txt
	touch $@

gallery: $(VENV)/.test chromium
	$(BIN)/python -m tests.gallery

$(VENV)-fuzz/.run: requirements.txt tests/fuzz/requirements.txt
	$(PYTHON) -m venv $(VENV)-fuzz
	$(VENV)-fuzz/bin/python -m pip install --quiet --disable-pip-version-check -r tests/fuzz/requirements.txt
	touch $@

# Every way in for so many seconds (DOOR_SECONDS); what breaks a promise ends it and lies in .fuzz/ as crash-....
fuzz: $(VENV)-fuzz/.run
	for door in $(DOORS); do \
	  $(VENV)-fuzz/bin/python tests/fuzz/fuzzing.py $$door -max_total_time=$(DOOR_SECONDS) -timeout=60 -rss_limit_mb=3000 \
	    -artifact_prefix=.fuzz/ || exit 1; \
	done

PEERS := tests/benchmarks/peers
peers:
	$(PYTHON) -m venv $(PEERS)/.venv
	$(PEERS)/.venv/bin/python -m pip install --quiet --disable-pip-version-check -r $(PEERS)/requirements.txt

docs: $(VENV)/.run
	$(BIN)/python -m utils.tables docs docs

template: $(VENV)/.run
	$(BIN)/python -m utils.tables template templates

clean:
	rm -rf $(VENV) $(VENV)-fuzz .fuzz .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
