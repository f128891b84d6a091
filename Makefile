# What CI does, a person does with the same words. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
VENV := .venv
BIN := $(VENV)/bin
NODE := tests/node_modules/.bin
export NO_MKDOCS_2_WARNING := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)
# one target after another installs, and after whatever else the machine is installing
INSTALL := flock /run/lock/causebook-apt env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 sh -c \
  'apt-get update && apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$$@"' install

.PHONY: help site test serve check lint types unit js browser accuracy whole proof texts payloads redaction reopened crossed reachable mutants edits search bench builders commands reproduce reference release requirements clean
help: ## list the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

site: $(VENV)/.site ## build site/public and site/internal
	@causebook build --audience public
	@causebook build --audience internal
	@echo
	@echo "The public help center:  $(CURDIR)/site/public"
	@echo "The internal portal:     $(CURDIR)/site/internal"
	@echo "Look at them:  $(BIN)/python -m http.server -b 127.0.0.1 -d site/public 8000"
	@echo "then open http://127.0.0.1:8000/ (or: make serve, for a live preview)"

serve: $(VENV)/.site ## live preview of the public site (AUDIENCE=internal for the other)
	@causebook serve --audience $(or $(AUDIENCE),public) --address $(or $(ADDRESS),127.0.0.1:8000)

test: ## everything that must pass; what one core does alone is done two at a time
	@$(MAKE) --no-print-directory -j 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) lint js types check accuracy
	@$(MAKE) --no-print-directory unit browser

lint: $(VENV)/.test ## what no test needs to run for: style, and types of the scripts
	ruff check generator tests
	$(NODE)/eslint -c tests/eslint.config.js --no-error-on-unmatched-pattern generator causes/reading
	$(NODE)/tsc -p tests/tsconfig.json
	$(NODE)/prettier --check --log-level warn "generator/**/*.{js,mjs,ts}" "causes/**/*.{mjs,ts}" \
	  "tests/js/*.mjs" "tests/*.js"
	ruff format --check -q generator tests
types: $(VENV)/.test
	mypy
check: $(VENV)/.site
	causebook check --style
unit: $(VENV)/.test
	python -m pytest tests --ignore tests/browser -n auto --dist loadfile -m "not whole"
js: $(VENV)/.test
	python tests/tools/knowledge.py
	node --test --test-concurrency=$$(getconf _NPROCESSORS_ONLN) "tests/js/*.test.mjs"
browser: $(VENV)/.test
	python -m pytest -n auto --dist loadfile -m "not whole" tests/browser
whole: $(VENV)/.test ## what make test leaves out: pages of every kind in a browser, whole sites, more at random
	python -m pytest tests --ignore tests/browser -n auto --dist loadfile -m whole
	python -m pytest -n auto --dist loadfile -m whole tests/browser
accuracy: $(VENV)/.test ## play real cases, held to a floor (CASES=path, JSON=path; RAISE=1 writes the floor)
	python tests/tools/accuracy.py $(if $(CASES),--cases "$(CASES)") $(if $(JSON),--json "$(JSON)") $(if $(RAISE),--raise)
crossed: $(VENV)/.test ## play the book's cases with words that were learned without them (SEEDS=n: means over n ways to deal)
	python tests/tools/crossed.py $(if $(SEEDS),--seeds "$(SEEDS)")
reachable: $(VENV)/.test ## which causes truthful answers lead to from a bare 401 (WRONG=1 lists the others)
	python tests/tools/reachable.py $(if $(WRONG),--wrong)
proof: $(VENV)/.test ## what takes long: every pattern against recheck
	python tests/tools/knowledge.py
	node tests/js/proof-recheck.mjs
texts: $(VENV)/.test ## 2,000 random rich texts through real builds: none may be altered
	python tests/tools/rich_texts.py 2000
payloads: $(VENV)/.test ## every payload in every text field on pages of every kind: no check may fail
	python tests/tools/every_payload.py
redaction: $(VENV)/.test ## how many planted secrets survive, how many harmless lines are harmed
	node tests/js/redaction.mjs
reopened: $(VENV)/.test ## every shipped message, scenario and case, saved and opened again
	python tests/tools/reopen.py
edits: $(VENV)/.test ## 60 edits one by one, each compared with a clean build; 500 saves in a row in the preview
	EDITS=60 SAVES=500 python -m pytest -n 2 tests/test_renewal.py tests/test_live.py -k "any_edit_is or hundreds" -m "not whole"
mutants: $(VENV)/.test ## take rules out one by one and see tests fail (SAMPLE=n of each module, or ALL=1)
	python tests/tools/mutants.py $(if $(ALL),--all,$(if $(SAMPLE),--sample $(SAMPLE))) $(ONLY)
commands: $(VENV)/.test ## run or parse every command of the book (installs programs; WORDS="page, step" for some)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then $(INSTALL) $(TRIED) \
	  $$(command -v docker >/dev/null || echo docker.io) $$(command -v kubectl >/dev/null || echo kubernetes-client) \
	  >/dev/null; fi
	@python -m venv build/commands && build/commands/bin/pip install -q --disable-pip-version-check \
	  -r tests/commands/requirements.txt
	@PATH="$$PATH:/usr/sbin:$(CURDIR)/build/commands/bin" PYTHONPATH="$$(echo build/commands/lib/python3*/site-packages)" \
	  python tests/tools/commands.py $(WORDS)
reproduce: $(VENV)/.test ## make real programs show the causes again (Debian, as root; CAUSES="id id" for some)
	@$(INSTALL) $(SHOWN) >/dev/null
	@python3 -m venv build/reproduce/py && build/reproduce/py/bin/pip install -q --disable-pip-version-check \
	  -r tests/reproduce/requirements.txt
	@mkdir -p build/reproduce/js && cp tests/reproduce/package.json build/reproduce/js \
	  && cd build/reproduce/js && npm install --silent --no-audit --no-fund
	@cd tests && PYTHONPATH=. REPRODUCE= python -m reproduce $(CAUSES)
search: $(VENV)/.test ## what the search finds, what a reader loads for it, how long a slow phone takes
	python tests/tools/search.py
	python tests/tools/search_page.py
builders: $(VENV)/.test ## what differs between MkDocs, ProperDocs and Zensical (installs them for itself)
	python tests/tools/builders.py
bench: $(VENV)/.test ## measure generation, sizes, builds beside MkDocs and Zensical in time and memory (RUNS=5), the diagnosis
	python tests/tools/bench.py

$(VENV)/bin/pip:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Causebook needs Python 3.11 or newer; python3 is $$(python3 --version 2>&1)"; exit 3; }
	@rm -rf $(VENV)
	@python3 -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "installing Debian's python3-venv"; $(INSTALL) python3-venv >/dev/null; \
	  else echo "python3 cannot make environments; install it first: sudo apt-get install python3-venv"; exit 3; fi; \
	  python3 -m venv $(VENV); }

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/pip
	@echo "installing locked dependencies into $(VENV)"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.txt tests/package-lock.json $(VENV)/.site
	@echo "installing what the tests need"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@cd tests && npm ci --silent --no-audit --no-fund
	@missing=""; \
	for pair in chromium:chromium nginx:nginx-light apache2:apache2-bin curl:curl zsh:zsh; do \
	  PATH="$$PATH:/usr/sbin" command -v "$${pair%%:*}" >/dev/null || missing="$$missing $${pair#*:}"; done; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing Debian's$$missing"; $(INSTALL) $$missing >/dev/null; \
	elif [ -n "$$missing" ]; then \
	  echo "not installed:$$missing; the tests with real servers and shells need them and are skipped (with CI set: fail)"; \
	  command -v chromium >/dev/null || $(BIN)/playwright install chromium; fi
	@touch $@

reference: $(VENV)/.site ## write the generated part of causes/README.md
	causebook reference causes/README.md

release: $(VENV)/.site ## prepare a release (VERSION=1.2.3): packages, tried in empty environments; publishes nothing
	@python tests/tools/release.py "$(VERSION)"

TRIED := apache2-utils azure-cli bundler caddy composer dash default-jdk-headless gh git golang-go haproxy jq \
  krb5-user ldap-utils libnginx-mod-stream maven netcat-openbsd php-cli wget

SHOWN := apache2-bin apache2-utils curl docker-registry faketime git haproxy krb5-admin-server krb5-kdc krb5-user \
  ldap-utils libapache2-mod-auth-gssapi libapache2-mod-auth-openidc libapache2-mod-wsgi-py3 nginx-light openssl slapd

BUILD := sed -n 's/^requires = \["\(.*\)"\]/\1/p' pyproject.toml
LOCK := uv pip compile -q --python-version 3.11 --no-emit-index-url --no-annotate --no-header --generate-hashes -U
requirements: ## lock the newest versions that pyproject.toml allows, with hashes (needs uv)
	@command -v uv >/dev/null || { echo "make requirements needs uv, which nothing else here does"; exit 3; }
	$(BUILD) | $(LOCK) pyproject.toml - -o requirements.txt
	$(BUILD) | $(LOCK) pyproject.toml - --extra test --extra learn -c requirements.txt -o requirements-test.txt

clean: ## remove the environment; sites and sources stay
	rm -rf $(VENV) tests/node_modules
