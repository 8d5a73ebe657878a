#!/usr/bin/env bash
# Measures our tools beside what people would use instead, and writes bench.md with plots.
#
# usage: bench.sh BUILD-DIR [county]     (only the county's year)
#
# What can be set is at the top of lib.bash and county.bash; the README says more.
# shellcheck disable=SC2034 # read by the parts
set -euo pipefail

BUILD=$(realpath "$1")
here=$(dirname "$0")
for part in lib log filter ledger counter county report; do
	# shellcheck source=/dev/null
	. "$here/$part.bash"
done

# All figures of one number of rows; the ledger goes from one to the next.
measure_size() {
	local rows=$1
	deeds events "$rows" >"$work/events.csv"
	warm "$work/events.csv"
	in_turn log "$rows" pts sqlite3 duckdb
	rm "$work/events.csv"

	deeds scored "$rows" ids=1 >"$work/scored.csv"
	warm "$work/scored.csv"
	in_turn filter "$rows" pts mawk gawk datamash miller sqlite3 duckdb
	rm "$work/scored.csv"

	in_turn rank-top "$rows" pts
	in_turn tally-open-month "$rows" pts sqlite3
	[ "$rows" != "$mid" ] || in_plain_text "$rows"
	[ "$rows" != "$max" ] || compare_more log-more "$rows"
	runs=1 in_turn close "$rows" pts
	in_turn tally-month "$rows" pts sqlite3
	in_turn tally-year "$rows" pts sqlite3
	goods "$work/ledger.db"
	[ "$rows" != "$min" ] || at_the_counter "$rows"
	[ "$rows" != "$max" ] || one_by_one "$rows"
	in_turn check "$rows" pts
	[ "$rows" != "$max" ] || compare_more log-next "$rows"
	rm "$work/ledger.db"
}

# Those who read a journal as text hold all of it in memory: hledger about 7 KiB an entry, ledger a third of it.
in_plain_text() {
	local -a readers=(ledger)
	if [ "$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)" -gt $((8 * $1)) ]; then
		readers+=(hledger)
	else
		leave_out hledger "$1 entries would take $((8 * $1 / 1048576)) GiB of memory"
	fi
	plain_text
	in_turn household "$1" pts "${readers[@]}"
	rm "$work/plain.journal"
}

# compare_more FIGURE ROWS: as many events more into an empty ledger and into a full one.
compare_more() {
	local run
	say "$1, $BENCH_MORE rows into 0 and into $2"
	for ((run = 1; run <= BENCH_RUNS; run++)); do
		quiet=1 runs=1 in_turn "$1" 0 pts
		quiet=1 runs=1 in_turn "$1" "$2" pts
	done
}

# The counter has had one customer in each book before.
at_the_counter() {
	mv "$work/ledger.db" "$work/counter.db"
	orders "$work/counter.db" "$BENCH_ORDERS" >"$work/orders.csv"
	awk -F, '!seen[$2]++ {print (NR > 1 ? "first-" : "") $0}' "$work/orders.csv" >"$work/first.csv"
	pts-redeem -d "$work/counter.db" "$work/first.csv" >/dev/null
	in_turn counter "$1" pts sqlite3
	rm -f "$work/after.db" "$work/bare.db"
	mv "$work/counter.db" "$work/ledger.db"
}

# One redemption from a small ledger and from a large one.
one_by_one() {
	local run
	say "redeem, from $BENCH_SMALL and from $1 rows"
	deeds events "$BENCH_SMALL" >"$work/events.csv"
	cp "$work/new.db" "$work/small.db"
	pts-log -d "$work/small.db" "$work/events.csv" >/dev/null
	pts-close -d "$work/small.db" 2025 >/dev/null
	goods "$work/small.db"
	orders "$work/small.db" $((7 * BENCH_RUNS)) >"$work/small.db.orders"
	orders "$work/ledger.db" $((7 * BENCH_RUNS)) >"$work/ledger.db.orders"
	for ((run = 1; run <= 7 * BENCH_RUNS; run++)); do
		served=$run
		quiet=1 runs=1 in_turn redeem "$BENCH_SMALL" pts sqlite3
		quiet=1 runs=1 in_turn redeem "$1" pts
	done
	rm "$work"/small.db* "$work/before.db" "$work/ledger.db.orders"
}

# Once, at the middle size: does it matter how ids look?
other_ids() {
	deeds events "$mid" ids=1 >"$work/events.csv"
	in_turn log-ids-in-order "$mid" pts sqlite3 duckdb
	deeds events "$mid" ids=0 >"$work/events.csv"
	in_turn log-ids-derived "$mid" pts
	rm "$work/events.csv" "$work/ledger.db"
}

ranks() {
	deeds standings "$mid" >"$work/standings.csv"
	warm "$work/standings.csv"
	in_turn rank "$mid" pts sort miller
	rm "$work/standings.csv"
}

main() {
	local rows
	rm -rf "$work"
	mkdir -p "$work"
	if [ "${2:-}" = county ]; then
		touch "$results" "$agreed" "$left_out"
		sed -i '/^county\t/d' "$results"
		county
	else
		: >"$results"
		: >"$agreed"
		: >"$left_out"
		new_ledger "$work/new.db"
		in_turn start 0 duckdb
		ranks
		other_ids
		for rows in $BENCH_ROWS; do
			measure_size "$rows"
		done
		[ "${BENCH_COUNTY:-yes}" = no ] || county
	fi
	rm -rf "$work"
	report
}

main "$@"
exit
