# shellcheck shell=bash disable=SC2034 # read by the other parts
# A county's year as it is settled: each quarter the events, the close, tally and ranks, a draft sheet for every site,
# the redemptions; at the end everything is checked. Every step of ours is timed, making the data is not.

: "${BENCH_COUNTY_ROWS:=5000000}" "${BENCH_COUNTY_BOOKS:=107}" "${BENCH_COUNTY_ORDERS:=100000}"

# step NAME COMMAND...
step() {
	local who=$1
	shift
	timed "$@"
}

# One sheet for each site of a quarter.
sheets() {
	local ledger=$1 quarter=$2 to=$3 book
	for book in "${@:4}"; do
		pts-tally -d "$ledger" -p "$quarter" -b "$book" --all -f csv | pts-rank -f csv |
			pts-notice -f html -o "$to/$book.html"
	done
}
export -f sheets

county_quarter() {
	local quarter=2025Q$1 events=$work/county-2025Q$1.csv out=$work/county
	step log pts-log -d "$ledger" "$events" -o "$out/posted.csv"
	step close pts-close -d "$ledger" "$quarter" -o "$out/closed.csv"
	step tally pts-tally -d "$ledger" -p "$quarter" --all -o "$out/tally.csv"
	step rank pts-rank --within book "$out/tally.csv" -o "$out/ranks.csv"
	step sheets bash -euo pipefail -c 'sheets "$@"' sheets "$ledger" "$quarter" "$out" "${sites[@]}"
	orders "$ledger" $((BENCH_COUNTY_ORDERS / 4)) | sed "s/^O[0-9]/&$quarter-/" >"$out/orders.csv"
	step redeem pts-redeem -d "$ledger" "$out/orders.csv" -o "$out/receipts.csv"
}

county() {
	local figure=county rows=$BENCH_COUNTY_ROWS BENCH_BOOKS=$BENCH_COUNTY_BOOKS ledger=$work/county.db q sites
	local -r days=(2025-04-05 2025-07-05 2025-10-05 2026-01-05)
	say "a county's year: $BENCH_BOOKS sites, $rows events, $BENCH_COUNTY_ORDERS redemptions"
	mkdir -p "$work/county"
	deeds events "$rows" | awk -F, -v to="$work/county-2025Q" '
		NR == 1 {for (q = 1; q <= 4; q++) print >(to q ".csv"); next}
		{print >(to int((substr($2, 6, 2) + 2) / 3) ".csv")}'
	PTS_NOW=2025-01-01T09:00:00 new_ledger "$ledger"
	mapfile -t sites < <(pts-list books -d "$ledger" -f csv | sed -n 's/^\(V[0-9]*\),.*/\1/p')
	PTS_NOW=2025-01-01T09:00:00 goods "$ledger"
	for q in 1 2 3 4; do
		PTS_NOW=${days[q - 1]}T09:00:00 county_quarter $q
	done
	step check pts-check -d "$ledger" -o "$work/county/check.csv"
	rm -r "$work"/county*
}
