# Two commands matter: `make run` and `make test`. Everything else is a step of theirs.
#   make run [PORT=8501] [BRIEFS=0]   articles of seeds/ on a map, at http://127.0.0.1:8501
#   make test                         lint, types, unit, quality and browser tests
#   make bench [ONLY=ingest]          every figure of the README, measured on this machine
#   make data [SHARED=../shared]      committed tables anew; with SHARED the geocoder's weights too

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501
export BRIEFS ?= 1

.PHONY: setup run test check bench data clean gazetteer

setup: $(VENV)/.runtime gazetteer

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: $(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "make: $(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.python
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Does nothing when the compiled gazetteer already matches its sources.
gazetteer: $(VENV)/.runtime
	$(PY) -m geocode build

run: setup
	@$(PY) -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null || \
	  { echo "make: port $(PORT) of 127.0.0.1 is in use; stop the program that has it, or choose another: make run PORT=8502" >&2; exit 2; }
	$(PY) -m data ingest seeds
	$(PY) -m streamlit run dashboard/app.py --server.port $(PORT)

check: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

test: $(VENV)/.dev gazetteer check
	@echo "$(PY) -m pytest: those in a browser, and beside them all others, whose report follows"
	@$(PY) -m pytest -m "not browser" >$(VENV)/others.log 2>&1 & others=$$!; status=0; \
	  $(PY) -m pytest -m browser || status=$$?; wait $$others || status=$$?; \
	  cat $(VENV)/others.log; exit $$status

bench: $(VENV)/.dev gazetteer
	ONLY=$(ONLY) $(PY) tests/bench/__main__.py

data: $(VENV)/.dev gazetteer
	$(PY) -m tools $(if $(SHARED),--weights $(SHARED))

clean:
	rm -rf $(VENV) data/var
