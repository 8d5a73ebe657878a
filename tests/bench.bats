#!/usr/bin/env bats
# The bench works and compares like with like: nothing here asks how long anything took.

load helper

# bench [county]: a year of a hamlet, with the peers that are there
bench() {
	BENCH_DIR=$PWD/bench BENCH_ROWS='200 400' BENCH_RUNS=1 BENCH_SMALL=100 BENCH_HOUSEHOLDS=60 BENCH_BOOKS=3 \
		BENCH_MORE=50 BENCH_ORDERS=10 BENCH_COUNTY_ROWS=600 BENCH_COUNTY_BOOKS=4 BENCH_COUNTY_ORDERS=40 \
		"$ROOT/tests/bench/bench.sh" "$built" "$@"
}

setup() {
	_common_setup
	built=$(realpath "$(dirname "$(command -v pts-log)")/..")
	programs=$built/bench/bin
}

# rows_of HEADING: the rows of the table under it
rows_of() {
	awk -v heading="## $1" '/^## / {on = $0 == heading; next} on && /^\|/ && !/^\|(---| figure )/' bench.md
}

@test "every goal has its row, every peer is measured or left out by name, and all agree" {
	bench >out 2>err || { cat err; false; }

	# A row a goal: the first table.
	run awk '/^## / {exit} /^\|/ && !/^\|---/ && !/^\| \|/' bench.md
	assert_equal "${#lines[@]}" "$(grep -c '^[^#]' "$ROOT/tests/bench/goals.tsv")"
	refute_output --partial 'not measured'
	refute_output --regexp '(nan|inf)'

	for peer in sqlite3 mawk gawk datamash miller sort ledger hledger duckdb; do
		grep -q "^- $peer: " bench.md || rows_of Everything | grep -qE "\| $peer \|" || {
			echo "$peer is neither measured nor named"
			false
		}
	done
	run rows_of 'Do they agree?'
	assert_output --partial '| filter | 400 | mawk | yes |'
	assert_output --partial '| tally-year | 400 | sqlite3 | yes |'
	refute_output --partial '| no |'
	for svg in log-time log-memory filter-time; do
		grep -q '</svg>' "bench/$svg.svg"
	done
	[ ! -e bench/work ]
}

@test "a peer that is not there is left out by name" {
	mkdir few
	# The awk of a bare Debian, which has no extensions.
	ln -s "$(command -v mawk)" few/awk
	for program in bash env sh sed sort grep cat cut cmp cp mv rm mkdir dirname realpath tr nl head sync sqlite3 uname; do
		ln -s "$(command -v "$program")" few || true
	done
	PATH=$PWD/few bench >out 2>err || { cat err; false; }
	run awk '/^## Left out/ {on = 1; next} /^## / {on = 0} on && NF' bench.md
	assert_line '- gawk: not installed'
	assert_line '- miller: not installed'
	assert_line '- hledger: not installed'
	assert_line --partial '- sqldiff: not installed'
	run grep -c '| left out |' bench.md
	[ "$output" -ge 5 ]
}

@test "the county's year alone" {
	mkdir -p bench
	printf 'county\tlog\t600\t1000\t1\t1\t0\n' >bench/results.tsv
	bench county >out 2>err || { cat err; false; }
	run grep -c 'not measured' out
	assert_output "$(($(grep -c '^[^#]' "$ROOT/tests/bench/goals.tsv") - 1))"
	run grep "a county's year, 600" out
	assert_output --partial 'at most 180 s'
	# Four quarters of seven steps, and the check.
	assert_equal "$(grep -c '^county' bench/results.tsv)" 29
}

@test "who finds something else is told apart from who is slow" {
	mkdir wrong
	cat >wrong/mawk <<-'END'
		#!/bin/sh
		echo V001,00001,1,1.00,1.00
	END
	chmod +x wrong/mawk
	PATH=$PWD/wrong:$PATH BENCH_COUNTY=no run bench
	assert_failure 1
	assert_line 'bench: not all agree'
	assert_line '| filter | 400 | mawk | no |'
}

@test "the data are the same every time, and each seed's are others" {
	"$programs/generate" events rows=50 >one
	"$programs/generate" events rows=50 >two
	cmp one two
	"$programs/generate" events rows=50 seed=2 >three
	run comm -12 <(cut -d, -f1 one | sort) <(cut -d, -f1 three | sort)
	assert_output event

	run "$programs/generate" deeds
	assert_failure 64
	assert_output --partial 'no stream is called deeds'
	run "$programs/generate" events rows=ten
	assert_failure 64
}

@test "the timer passes input, output and exit status, and writes down what it took" {
	echo hello | "$programs/timer" results figure who 7 cat >out
	assert_equal "$(cat out)" hello
	run "$programs/timer" results figure who 7 sh -c 'exit 3'
	assert_failure 3
	run -127 "$programs/timer" results figure who 7 no-such-program
	run cut -f 1-3,7 results
	assert_output "$(printf 'figure\twho\t7\t%d\n' 0 3 127)"
	run awk -F'\t' 'NF != 7 || $4 < 0 || $4 > 60 || $6 < 0' results
	assert_output ''
}

@test "medians are medians, the start of node is taken off DuckDB" {
	printf '%s\t%s\t%s\t%s\t%s\t%s\t0\n' start duckdb 0 0.2 0.1 9 \
		log pts 10 1 1 100 log pts 10 5 4 300 log pts 10 2 3 200 \
		log duckdb 10 1.5 9 7 rank duckdb 10 0.1 9 7 county log 6 1 1 5 county log 6 2 1 5 county check 6 4 1 8 >results
	run awk -f "$ROOT/tests/bench/medians.awk" results
	assert_output - <<-END
		start	duckdb	0	1	0.2000	0.1000	9
		log	pts	10	3	2.0000	3.0000	200
		log	duckdb	10	1	1.3000	9.0000	7
		rank	duckdb	10	1	0.0000	9.0000	7
		county	log	6	1	3.0000	2.0000	5
		county	check	6	1	4.0000	1.0000	8
		county	all	6	1	7.0000	3.0000	8
	END
}

@test "a goal is reached or not by its ratio" {
	printf 'log\tpts-log\n' >figures.tsv
	printf 'log\t%s\t%s\t1\t%s\t1\t%s\n' pts 10 3 1000 pts 100 39 1500 sqlite3 100 78 5 duckdb 100 20 5 mawk 100 0 5 >medians.tsv
	printf 'g\tlog\tpts\tmax\tlog\t%s\t%s\t%s\t%s\n' sqlite3 max faster 2 sqlite3 max faster 2.1 duckdb max within 1.9 \
		pts min scaled 1.3 pts min memory 1.2 gawk max faster 1 mawk max within 2 - - rate 2 >goals.tsv
	run awk -v min=10 -v mid=10 -v max=100 -f "$ROOT/tests/bench/goals.awk" figures.tsv medians.tsv goals.tsv
	assert_line --index 2 --partial '| 2.00 | at least 2 times as fast | yes |'
	assert_line --index 3 --partial '| 2.00 | at least 2.1 times as fast | **no** |'
	assert_line --index 4 --partial '| 1.95 | at most 1.9 times its time | **no** |'
	assert_line --index 5 --partial '| 1.30 | at most 1.3 times its time for as many | yes |'
	assert_line --index 6 --partial '| 1.50 | at most 1.2 times its memory | **no** |'
	assert_line --index 7 --partial '| gawk | left out |'
	assert_line --index 8 --partial '| mawk | too short to tell |'
	assert_line --index 9 --partial '| 2 a second | at least 2 a second | yes |'
}

@test "a plot shows small figures as they are and large ones in thousands" {
	printf 'log\tpts-log\n' >figures.tsv
	printf 'log\tpts\t%s\t1\t%s\t1\t100\n' 1000 0.002 1000000 0.02 >medians.tsv
	run awk -v figure=log -v what=time -f "$ROOT/tests/bench/plot.awk" figures.tsv medians.tsv
	assert_line --partial '>0.001<'
	assert_line --partial '>1,000,000<'
}
