# Two commands do everything: `make run` serves the product, `make test` proves it. The work is in tools/house.py.

PORT ?= 8000
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell command -v $(p) >/dev/null 2>&1 && $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))) python3)
HOUSE = @command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python is missing. Install Python 3.11 or later with venv and pip (Debian, Ubuntu: apt install python3 python3-venv)."; exit 1; }; exec $(PYTHON) tools/house.py

.DEFAULT_GOAL := help
.PHONY: help run api test check dev setup format generate evaluate pictures locks clean

help: ## Show what make can do
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## Set up what is missing and serve the whole product at http://localhost:8000 (PORT=8001 for another)
	$(HOUSE) run --port $(PORT)

api: ## Serve the API alone; needs no Node
	$(HOUSE) api --port $(PORT)

test: ## Set up what is missing and pass all tests
	$(HOUSE) test $(ARGS)

check: ## Format, lint, types, import contracts, generated files
	$(HOUSE) check

dev: ## API and pages with reload, for those who change them (pages at http://localhost:3000)
	$(HOUSE) dev --port $(PORT)

setup: ## Install and build everything, start nothing
	$(HOUSE) setup

format: ## Put code into the project's form
	$(HOUSE) format

generate: ## Write openapi.json and the generated client
	$(HOUSE) generate

evaluate: ## Measure the symptom analyser (ARGS="a/folder/of/cases" for more than our own)
	$(HOUSE) evaluate $(ARGS)

pictures: ## Take the README's pictures anew
	$(HOUSE) pictures

locks: ## Pin the newest releases that pyproject.toml allows
	$(HOUSE) locks

clean: ## Remove what was installed and built (the data stays)
	$(HOUSE) clean
