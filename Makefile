# Two commands on a fresh machine with Python 3.11+, make and git:
#   make run    set everything up and run the bot with its offline demo
#   make test   set everything up and pass lint, types, layers and tests

VENV := .venv
PY := $(VENV)/bin/python
# The newest interpreter that will do; override with `make PYTHON=python3.12 ...`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
# Nothing is printed about what works; what failed is shown whole.
quietly = $(1) > $(VENV)/setup.log 2>&1 || { cat $(VENV)/setup.log; echo "the set-up failed: see above"; exit 1; }

.PHONY: setup run test lint types layers tests quality browser simulate rhythm bench bench-start bench-stories bench-whole bench-pages bench-polling bench-scale bench-search bench-trends bench-backtest bench-audit bench-desk bench-replay bench-meaning duel parsers look at-once soak server-soak crash fleet corpus upgrade bench-copy bench-cluster bench-million schema packs lock clean

setup: $(VENV)/.run

run: setup
	@$(VENV)/bin/monitor run --demo

test: $(VENV)/.test lint types layers tests
	@test -x "$(BROWSER)" && echo "Tests of the desk in a browser are apart: make browser" \
		|| echo "No Chromium at $(BROWSER): the tests of the desk in a browser were not run (CHROMIUM=... make browser)"

$(VENV)/.venv:
	@test -n "$(PYTHON)" || { echo "monitor needs Python 3.11 or newer; none was found on PATH"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "cannot make a virtual environment; on Debian: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements/run.txt pyproject.toml
	@$(call quietly,$(PIP) --require-hashes -r requirements/run.txt)
	@$(call quietly,$(PIP) --no-deps --no-build-isolation --editable .)
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	@$(call quietly,$(PIP) --require-hashes -r requirements/test.txt)
	@touch $@

lint: $(VENV)/.test
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --quiet --check . || { echo "run: .venv/bin/ruff format ."; exit 1; }

types: $(VENV)/.test
	@$(VENV)/bin/mypy --no-error-summary -n 2

layers: $(VENV)/.test
	@$(VENV)/bin/lint-imports --no-cache > $(VENV)/layers.log || { cat $(VENV)/layers.log; exit 1; }

# Three workers for two cores: tests of whole programs wait a lot. Every run in another order (the seed is printed on
# failure).
tests: $(VENV)/.test
	@$(VENV)/bin/pytest -n 3 --dist loadscope --no-loadscope-reorder

# The desk in a real browser, headless, on loopback; needs node for axe-core. SHOTS=folder keeps screenshots of failed tests.
BROWSER := $(or $(CHROMIUM),/usr/bin/chromium)
browser: $(VENV)/.test
	@test -x "$(BROWSER)" || { echo "no Chromium at $(BROWSER): apt install chromium, or CHROMIUM=... make browser"; exit 1; }
	@test -d $(LOOK)/node_modules/axe-core || npm ci --prefix $(LOOK) --silent
	@CHROMIUM="$(BROWSER)" $(VENV)/bin/pytest tests/browser -n 2 --dist loadfile

# Longer than the suite allows; figures in docs/measurements.md.
quality: $(VENV)/.test
	@$(VENV)/bin/pytest tests/quality -n 0 -s

# What is told of feeds that fall silent, and of feeds that rest.
SEEDS ?= 1 2 3 4 5 6 7 8 9 10
rhythm: $(VENV)/.test
	@for seed in $(SEEDS); do $(PY) -m tests.quality.rhythm --seed $$seed --feeds 105; done

# Simulated days with a known truth: what was told, what was not, and what was told without news.
DAYS ?= 100
FEEDS ?= 30
simulate: $(VENV)/.test
	@$(PY) -m tests.quality.simulation --days $(DAYS) --feeds $(FEEDS) $(if $(LIST),--list)

# Ratios against a baseline measured in the same run, never a pass or fail of the suite.
bench: $(VENV)/.test
	@$(PY) -m bench.matching

bench-start: $(VENV)/.test
	@$(PY) -m bench.start

bench-stories: $(VENV)/.test
	@$(PY) -m bench.stories
	@$(PY) -m bench.stories --orders

bench-whole: $(VENV)/.test
	@$(PY) -m bench.whole

# FROM=folder takes the recorded pages in it and below.
bench-pages: $(VENV)/.test
	@$(PY) -m bench.pages $(FROM)

bench-polling: $(VENV)/.test
	@$(PY) -m bench.polling
	@$(PY) -m bench.polling_many

# Ten thousand feeds in one running bot, all due at once and steadily: ten minutes. MINUTES of steady polling.
MINUTES ?= 3
bench-scale: $(VENV)/.test
	@$(PY) -m bench.scale --minutes $(MINUTES)

bench-search: $(VENV)/.test
	@$(PY) -m bench.search

# Trends told from a large archive, and how well surges are seen.
bench-trends: $(VENV)/.test
	@$(PY) -m bench.trends

# EDITS=500 tries random edits instead, FROM=250 goes on with that one: a second of a processor for two of them.
bench-backtest: $(VENV)/.test
	@$(PY) -m bench.backtest $(if $(EDITS),--edits $(EDITS)) $(if $(FROM),--from $(FROM))

# Planted misses that the audit brings up, and how often its bounds hold the truth: some minutes.
bench-audit: $(VENV)/.test
	@$(PY) -m bench.audit

# Every page of the desk over a large installation, first loads and live trials: ten minutes, most of them to fill it.
# KEEP=folder keeps the installation, or takes the one that lies there.
bench-desk: $(VENV)/.test
	@$(PY) -m bench.desk $(if $(KEEP),--keep $(KEEP))

# One event in any language, on a file of pairs that people judged (see the module): PAIRS=testing_set.csv.
bench-meaning: $(VENV)/.test
	@$(PY) -m bench.meaning $(PAIRS)

# A thousand alerts replayed after their site is gone and all lists are others. EARLIER=folder: made by that version.
bench-replay: $(VENV)/.test
	@$(PY) -m bench.replay $(if $(EARLIER),--earlier $(EARLIER))

# Feeds read with known entries passed over, beside the same feeds read whole. FROM=folder takes the feeds in it too.
ROUNDS ?= 1000
duel: $(VENV)/.test
	@$(PY) -m tests.quality.feed_duel --rounds $(ROUNDS) $(if $(FROM),--from $(FROM))

# Parsers killed at random and stops of the whole group: no watched article may be lost. A quarter of an hour.
parsers: $(VENV)/.test
	@$(PY) -m tests.acceptance.parsers --pages 200 --stops 20

# Digests as browsers and mail clients show them; needs node and Chromium (`CHROMIUM=` names another). SHOTS=folder keeps screenshots.
LOOK := tests/browser
look: $(VENV)/.test
	@npm ci --prefix $(LOOK) --silent
	@$(PY) -m tests.browser.samples $(LOOK)/node_modules/.samples
	@node $(LOOK)/check.mjs $(LOOK)/node_modules/.samples $(if $(SHOTS),--shots $(SHOTS))

# How soon what is told at once is told: 200 articles in 20 stories, one channel dead. Ten minutes.
at-once: $(VENV)/.test
	@$(PY) -m tests.acceptance.at_once

# What thousands of polls leave in memory and open files, whether simulated days of them were polite, and how late honest feeds
# are beside hostile ones. Some minutes.
CYCLES ?= 2000
soak: $(VENV)/.test
	@$(PY) -m tests.acceptance.soak --cycles $(CYCLES)
	@$(PY) -m tests.acceptance.polite_days
	@$(PY) -m tests.acceptance.hostile_feeds

# The bot on a PostgreSQL server that crashes once a minute, and is cut off in between: a quarter of an hour.
server-soak: $(VENV)/.test
	@$(PY) -m tests.acceptance.server_soak

# `monitor db copy` of 200,000 articles to PostgreSQL and back, killed once: some minutes, most of them to fill the archive.
bench-copy: $(VENV)/.test
	@$(PY) -m bench.copying

# Feeds a second through the engine of several workers, on a server of its own: some minutes.
bench-cluster: $(VENV)/.test
	@$(PY) -m bench.cluster

# A million feeds as rows of PostgreSQL: what is due, claims, what waits. Some minutes, most of them to fill the tables.
bench-million: $(VENV)/.test
	@$(PY) -m bench.million

# A few seconds for each kill, a minute or two at the end.
KILLS ?= 100
crash: $(VENV)/.test
	@$(PY) -m tests.acceptance.crash --kills $(KILLS)

# Several workers: kills, a crash of the server, a cut of the network; nothing lost, nothing repeated without need, no
# host asked out of turn.
FOR_MINUTES ?= 10
HOSTS ?= 200
fleet: $(VENV)/.test
	@$(PY) -m tests.acceptance.fleet --minutes $(FOR_MINUTES) --hosts $(HOSTS)

# One corpus read by one bot on a file and by four workers on a server: the same alerts, stories and digests? FROM=file of
# lines with `id`, `event`, `text`; EVENTS=4 takes the first four. Two to four seconds a wave and bot.
corpus: $(VENV)/.test
	@$(PY) -m tests.acceptance.corpus_fleet $(FROM) $(if $(EVENTS),--events $(EVENTS))

# Workers replaced one by one by those of a program with another schema, while news comes: some minutes.
WORKERS ?= 4
upgrade: $(VENV)/.test
	@$(PY) -m tests.acceptance.upgrade --workers $(WORKERS)

# Only for maintainers, with `uv` installed: versions and hashes, no addresses.
LOCK := uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --no-annotate --quiet
lock:
	$(LOCK) --group build -o requirements/run.txt
	$(LOCK) --group build --group test -o requirements/test.txt
	$(LOCK) --extra apprise -c requirements/run.txt -o requirements/apprise.txt
	$(LOCK) --extra postgres -c requirements/run.txt -o requirements/postgres.txt
	$(LOCK) --extra push -c requirements/run.txt -o requirements/push.txt
	$(LOCK) --extra semantic -c requirements/run.txt -o requirements/semantic.txt
	$(LOCK) --extra cluster -c requirements/run.txt -o requirements/cluster.txt

schema: setup
	@$(VENV)/bin/monitor schema --write config/schema

# After an edit of monitor/watch/packs/*.yaml: the program reads the JSON made of them.
packs: setup
	@$(PY) tools/packs_json.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
