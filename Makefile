# Every verb is a small program in scripts/; `make help` lists them.
GO ?= go
.DEFAULT_GOAL := help
.PHONY: run build single test bench verify ask e2e fuzz shots fmt vet help clean

run: ## build, serve on localhost, rebuild and reload on save
	@$(GO) build -o build/bin/ ./scripts/serve && { trap '' INT; build/bin/serve; } # Ctrl-C ends the server, not make

build: ## make the static site in build/site and print what it weighs
	@$(GO) run ./scripts/build

single: ## one HTML file with everything, for a double click: build/site/kingman.html
	@$(GO) run ./scripts/build -sizes=false && ls -l build/site/kingman.html

test: ## everything: format, vet, staticcheck, native and wasm tests, tables, site, budget, three browsers
	@$(GO) run -trimpath ./scripts/check # as all that it starts is compiled: the standard library once

bench: ## nanoseconds per item, milliseconds from drag to paint, bytes per asset
	@$(GO) run ./scripts/bench

verify: ## check reference tables: make verify FILES=table.jsonl
	@$(GO) run ./scripts/verify $(or $(FILES),$(wildcard scripts/verify/testdata/*.jsonl))

ask: ## the page's numbers as JSON: make ask LINK='#v=1&s=analysis-queue&engineers=15'
	@$(GO) run ./scripts/ask '$(or $(LINK),#v=1&s=analysis-queue)'

e2e: ## only the site and its browser tests; one file of them: make e2e ONLY=link
	@$(GO) run ./scripts/check -only build,browser -e2e '$(ONLY)'

fuzz: ## look for new failing inputs: make fuzz TIME=60s for each target
	@$(GO) run ./scripts/fuzz -time $(or $(TIME),20s)

shots: ## pictures of the page in build/shots, for people to look at
	@$(GO) run ./scripts/shots

fmt: ## format the Go sources
	@gofmt -l -w core wasm scripts

vet: ## go vet and staticcheck, for this machine and for the browser
	@$(GO) run ./scripts/check -only format,vet,staticcheck

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

clean: ## remove what was built and fetched
	@rm -rf build web/node_modules
