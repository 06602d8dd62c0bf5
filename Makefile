# Each recipe is one line; the scripts say in one sentence what is missing.
.PHONY: demo test check bench assets mutate

demo: ## install what is needed, build the demonstration county and serve it
	@scripts/install && .venv/bin/cunxuan demo --dir .demo

test: ## all tests, on SQLite and (where its binaries are there) on PostgreSQL
	@scripts/install dev && scripts/test

check: ## everything that is checked before a change goes in, except the tests
	@scripts/install dev && scripts/check

bench: ## measure every speed that the README claims
	@scripts/install dev && for file in benchmarks/*.py; do .venv/bin/python $$file || exit 1; done

mutate: ## change the core in one place at a time and see whether a test notices
	@scripts/install dev && scripts/mutate

assets: ## rebuild the front end, the fonts and the translations after changing them
	@.venv/bin/python hatch_build.py
