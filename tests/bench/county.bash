# shellcheck shell=bash disable=SC2034 # read by the other parts
# A county's year as it is settled: each quarter the events, the close, tally and ranks, a notice issued for every site
# and its sheet, the redemptions; at the end everything is checked. Every step of ours is timed, making the data is not.

: "${BENCH_COUNTY_ROWS:=5000000}" "${BENCH_COUNTY_BOOKS:=107}" "${BENCH_COUNTY_ORDERS:=100000}"

# step NAME COMMAND...
step() {
	local who=$1
	shift
	timed "$@"
}

# The sheet of each site of a quarter by itself, for its own board.
sheets() {
	local ledger=$1 quarter=$2 to=$3 number
	pts-notice list -d "$ledger" -p "$quarter" -f csv | sed 1d | while IFS=, read -r _ number _; do
		pts-notice show -d "$ledger" -f html -o "$to/$number.html" "$number"
	done
}
export -f sheets

# all_have_sheets QUARTER: every site must have its own, whole
all_have_sheets() {
	local n
	n=$(grep -l '</html>' "$out"/V*.html | grep -c . || true)
	[ "$n" = "$BENCH_BOOKS" ] || {
		say "county: $n sheets of $1 for $BENCH_BOOKS sites"
		return 1
	}
	rm "$out"/*.html
}

county_quarter() {
	local quarter=2025Q$1 events=$work/county-2025Q$1.csv out=$work/county
	step log pts-log -d "$ledger" "$events" -o "$out/posted.csv"
	step close pts-close -d "$ledger" "$quarter" -o "$out/closed.csv"
	step tally pts-tally -d "$ledger" -p "$quarter" --all -o "$out/tally.csv"
	step rank pts-rank --within book "$out/tally.csv" -o "$out/ranks.csv"
	step issue pts-notice issue -d "$ledger" --days 7 -f html -o "$out/boards.html" "$out/ranks.csv"
	step sheets bash -euo pipefail -c 'sheets "$@"' sheets "$ledger" "$quarter" "$out"
	all_have_sheets "$quarter"
	orders "$ledger" $((BENCH_COUNTY_ORDERS / 4)) | sed "s/^O[0-9]/&$quarter-/" >"$out/orders.csv"
	step redeem pts-redeem -d "$ledger" "$out/orders.csv" -o "$out/receipts.csv"
}

county() {
	local figure=county rows=$BENCH_COUNTY_ROWS BENCH_BOOKS=$BENCH_COUNTY_BOOKS ledger=$work/county.db q
	local -r days=(2025-04-05 2025-07-05 2025-10-05 2026-01-05)
	say "a county's year: $BENCH_BOOKS sites, $rows events, $BENCH_COUNTY_ORDERS redemptions"
	mkdir -p "$work/county"
	deeds events "$rows" | awk -F, -v to="$work/county-2025Q" '
		NR == 1 {for (q = 1; q <= 4; q++) print >(to q ".csv"); next}
		{print >(to int((substr($2, 6, 2) + 2) / 3) ".csv")}'
	PTS_NOW=2025-01-01T09:00:00 new_ledger "$ledger"
	PTS_NOW=2025-01-01T09:00:00 goods "$ledger"
	for q in 1 2 3 4; do
		PTS_NOW=${days[q - 1]}T09:00:00 county_quarter $q
	done
	step check pts-check -d "$ledger" -o "$work/county/check.csv"
	rm -r "$work"/county*
}
