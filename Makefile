# Open Kitchen. `make run` opens the demo shop, `make test` runs every test; both install what they miss.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
export PATH := $(CURDIR)/target/tools/bin:$(PATH)
.PHONY: run test dev bench site lint unit browser shots tools clean

## Builds the release and opens the demo shop at http://127.0.0.1:3000
run:
	@.ci/tools run
	@node end2end/site.mjs release
	@cargo build -q --release -p server
	@target/release/openkitchen migrate
	@target/release/openkitchen seed demo
	@target/release/openkitchen serve

## Every test: format, lints on both targets, unit, stores and HTTP on both databases, browser journeys, budgets
test:
	@.ci/tools test
	@$(MAKE) --no-print-directory lint
	@node end2end/site.mjs release
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory browser

site:
	@node end2end/site.mjs release

lint:
	cargo fmt --check
	cargo clippy -q -p app --lib --features hydrate --target wasm32-unknown-unknown --target-dir target/front -- -D warnings
	cargo clippy -q --workspace --all-targets -- -D warnings

unit:
	.ci/with-postgres cargo test -q --workspace

## Browser journeys and budgets, on the program of today
browser: site
	cargo build -q -p server
	.ci/with-postgres node --test --test-concurrency=1 end2end/tests/*.test.mjs

## Rebuilds and serves anew on every change
dev:
	@.ci/tools run
	@node end2end/dev.mjs

## Benchmarks against the ceiling, as a table with ratios; only=product,orders and sizes=40,10000 narrow them
bench:
	@.ci/tools bench
	@node end2end/site.mjs release
	@PG_SAFE=on BENCH_ONLY="$(only)" BENCH_SIZES="$(sizes)" .ci/with-postgres cargo bench -q -p server --bench shop

## Pictures of every page in target/shots
shots:
	@node end2end/look.mjs

clean:
	rm -rf target/site target/site-made target/shots
