# The commands of this project. `make run` and `make test` are all a newcomer needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .stamps
WHEN_CHANGED := scripts/when-changed
# Two cores are what a test run may count on. A third process uses them while the others wait for
# a browser or a database; whoever is idle takes over half of the rest.
PARALLEL ?= --numprocesses=3 --dist=worksteal
PYTEST_ARGS ?=
BENCH_ARGS ?=

# HOST, PORT and PUBLIC_URL reach the program whether given before or after `make run`.
export HOST PORT PUBLIC_URL

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: run
run: runtime fonts-packages front-ends ## install what is needed, load the demo city, serve on 127.0.0.1:8000
	@exec $(BIN)/haochaping demo

.PHONY: demo-reset
demo-reset: ## throw the demo data away and start afresh
	@rm -rf var
	@$(MAKE) run

.PHONY: test
test: test-tools dev test-packages ## everything deterministic, in under 10 minutes on 2 cores
	@scripts/timed "checks and builds" \
	  $(MAKE) -j2 --output-sync=target check front-ends front-checks
	@scripts/timed tests $(BIN)/pytest -m "not deep" $(PARALLEL) --durations=10 $(PYTEST_ARGS)

.PHONY: test-deep
test-deep: test-tools dev test-packages front-ends ## fuzzing, kill rounds, every page in every mode
	@$(BIN)/pytest -m deep --durations=10 $(PYTEST_ARGS)

.PHONY: screenshots
screenshots: test-tools dev harness-packages front-ends ## pictures of every page, into screenshots/
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: bench-rate
bench-rate: test-tools dev ## ratings a second, beside pgbench with the same SQL
	@$(BIN)/python -m benchmarks.bench_rate $(BENCH_ARGS)

.PHONY: bench-intake
bench-intake: test-tools dev ## service records a second by the batch, beside plain inserts of the same rows
	@$(BIN)/python -m benchmarks.bench_intake $(BENCH_ARGS)

.PHONY: bench-push
bench-push: test-tools dev ## messages a second to the province, beside telling the same rows with nothing else to do
	@$(BIN)/python -m benchmarks.bench_push $(BENCH_ARGS)

.PHONY: bench-stats
bench-stats: test-tools dev ## figures of millions of ratings: pages, defaults, corrections (needs 30 GB)
	@$(BIN)/python -m benchmarks.bench_stats $(BENCH_ARGS)

.PHONY: bench-front
bench-front: test-tools dev harness-packages compiler-packages front-ends ## what a phone fetches, and how long it waits
	@$(BIN)/python -m benchmarks.bench_front $(BENCH_ARGS)

.PHONY: requirements
requirements: dev ## article by article: what is in force, and which tests prove it
	@$(BIN)/python -m tests.rules.matrix

.PHONY: sbom
sbom: dev ## what the project is made of, as CycloneDX: sbom/haochaping.cdx.json
	@$(BIN)/python scripts/sbom.py sbom/haochaping.cdx.json

.PHONY: licences
licences: dev ## every licence of what is installed, with its packages
	@$(BIN)/python scripts/sbom.py --licences

.PHONY: audit
audit: dev ## ask the advisory services about the locked packages, where they can be reached
	@scripts/audit

.PHONY: check
check: dev ## linters, types, import contract, licences
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/sbom.py --check

.PHONY: format
format: dev ## put the Python code in its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: contract
contract: runtime contract-packages ## write the generated part of contract/ anew
	@$(BIN)/haochaping contract
	@npm --prefix contract run types

.PHONY: lock
lock: dev ## write requirements.txt and requirements-dev.txt anew from pyproject.toml
	@scripts/lock

# What is installed and built, only when its sources changed.

.PHONY: runtime
runtime:
	@$(WHEN_CHANGED) $(STAMPS)/runtime --makes $(BIN)/haochaping requirements.txt pyproject.toml \
	  -- scripts/install-python $(PYTHON) requirements.txt

.PHONY: dev
dev: runtime
	@$(WHEN_CHANGED) $(STAMPS)/dev --makes $(BIN)/pytest requirements-dev.txt \
	  -- scripts/install-python $(PYTHON) requirements-dev.txt

.PHONY: test-packages
test-packages: fonts-packages contract-packages harness-packages compiler-packages

.PHONY: test-tools
test-tools:
	@scripts/install-test-tools

.PHONY: front-ends
front-ends: h5 mp-weixin web

.PHONY: h5
h5: miniprogram-packages
	@$(WHEN_CHANGED) $(STAMPS)/h5 --makes miniprogram/dist/build/h5/index.html miniprogram contract \
	  -- npm --prefix miniprogram run build:h5

.PHONY: mp-weixin
mp-weixin: miniprogram-packages
	@$(WHEN_CHANGED) $(STAMPS)/mp-weixin --makes miniprogram/dist/build/mp-weixin/app.json \
	  miniprogram contract -- npm --prefix miniprogram run build:mp-weixin

.PHONY: web
web: web-packages
	@$(WHEN_CHANGED) $(STAMPS)/web --makes web/dist web contract conformance/signing.py \
	  conformance/webhooks.py \
	  -- npm --prefix web run build

# A room's packages as its lock file has them: contract-packages, fonts-packages …
fonts-packages: ROOM := deploy/fonts
harness-packages: ROOM := tests/browser/wechat
compiler-packages: ROOM := tests/browser/wechat/compiler
%-packages: ROOM = $*
PACKAGES := contract-packages fonts-packages miniprogram-packages web-packages \
  harness-packages compiler-packages
.PHONY: $(PACKAGES)
$(PACKAGES): %-packages:
	@$(WHEN_CHANGED) $(STAMPS)/$@ --makes $(ROOM)/node_modules \
	  $(ROOM)/package.json $(ROOM)/package-lock.json \
	  -- npm --prefix $(ROOM) ci --no-audit --no-fund

.PHONY: front-checks
front-checks: miniprogram-packages web-packages
	@for room in miniprogram web; do \
	  $(WHEN_CHANGED) $(STAMPS)/checks-$$room $$room contract -- scripts/check-front-end $$room; \
	done
