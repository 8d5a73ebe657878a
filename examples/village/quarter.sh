#!/bin/bash
# Every night: once the board of a quarter is due, it is issued, the merchants are billed, and the report is made. Deliveries and
# orders are posted as they are handed in. On other nights it does nothing.
#
# usage: quarter.sh [QUARTER]        as the last quarter, whether or not its board is due: 2025Q3
#
# Deliveries lie in stock/, orders in orders/QUARTER/. Quarters that were missed are done in their order; what is done already is
# not done again.
set -euo pipefail
# shellcheck source=examples/village/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
shopt -s nullglob

# quarter_of MONTH
quarter_of() {
	echo "${1%-*}Q$(((10#${1#*-} + 2) / 3))"
}

# The newest quarter that is over; until its board is due, the one before.
last_quarter() {
	local month
	month=$(months_before "$(((10#${today:5:2} - 1) % 3 + 1))")
	if [ "$(months_before 1)" = "$month" ] && ! day_of_month "$board_by"; then
		month=$(months_before 4)
	fi
	quarter_of "$month"
}

# Quarters with closed months, up to the last one.
quarters() {
	pts-list periods | awk -F, -v last="$last" 'NR > 1 && $5 != "" {
		quarter = substr($2, 1, 4) "Q" int((substr($2, 6) + 2) / 3)
		if (quarter <= last) print quarter}' | sort -u
}

# issued QUARTER COLUMN: of the boards that are issued, books or numbers
issued() {
	pts-notice list -p "$1" | awk -F, -v column="$2" '
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
		$at["kind"] == "scores" && $at["state"] != "corrected" {print $at[column]}'
}

# Households may come and go after a board was issued: it is not issued again, but printed as it was.
board() {
	local numbers
	issued "$1" book >"$out/$1/issued"
	pts-tally -p "$1" --all | pts-rank --within book | awk -F, '
		pass == 1 {issued[$1]; next}
		FNR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; print; next}
		!($at["book"] in issued)' pass=1 "$out/$1/issued" pass=2 - >"$out/$1/scores.csv"
	if [ "$(awk 'END {print NR}' "$out/$1/scores.csv")" -gt 1 ]; then
		pts-notice issue -o "$out/$1/boards.txt" "$out/$1/scores.csv"
	fi
	mapfile -t numbers < <(issued "$1" notice)
	[ ${#numbers[@]} -eq 0 ] || pts-notice show "${numbers[@]}" -f html -o "$out/$1/boards.html"
}

settle() {
	local quarter=$1
	mkdir -p "$out/$quarter"
	if ! closed "$quarter"; then
		echo "$quarter 还有月份没有结账（见 month.sh 的提示），不能张榜。" >&2
		return 1
	fi
	[ -e "$out/$quarter/boards.html" ] || board "$quarter"
	[ -e "$out/$quarter/bills.html" ] || pts-settle bill -p "$quarter" -f html -o "$out/$quarter/bills.html"
	[ -e "$out/$quarter/report.html" ] || pts-report -p "$quarter" -f html -o "$out/$quarter/report.html"
}

# receipts NAME: the file for the receipts of the next call: no later one overwrites it, because the codes of coupons are printed
# once and the ledger does not have them
receipts() {
	local n=1
	mkdir -p "$out/receipts"
	while compgen -G "$out/receipts/$(printf %05d "$n")-*" >/dev/null; do
		n=$((n + 1))
	done
	printf '%s/receipts/%05d-%s.csv' "$out" "$n" "$1"
}

# Whoever was stopped between the posting of coupons and their printing has lost the codes: they are printed anew. (Not those of
# coupons that were issued elsewhere, such as at a counter.)
reissue_lost() {
	awk -F, '
		FNR == 1 {for (i = 1; i <= NF; i++) at[FILENAME, $i] = i; next}
		pass == 1 {ours[$at[FILENAME, "receipt"]]; if ($at[FILENAME, "code"] != "") printed[$at[FILENAME, "receipt"]]; next}
		$at[FILENAME, "state"] == "valid" && $at[FILENAME, "receipt"] in ours && !($at[FILENAME, "receipt"] in printed) {
			print $at[FILENAME, "receipt"]
		}' pass=1 "$out"/receipts/*.csv pass=2 <(pts-list coupons) |
		while read -r receipt; do
			pts-redeem reissue "$receipt" -o "$(receipts "$receipt")" </dev/null
		done
}

# Orders that the points or the goods do not reach are refused and told; the others of the file are posted.
order() {
	local name=${1##*/}
	known "$out/orders" "$1" && return 0
	pts-redeem --partial "$1" -o "$(receipts "${name%.*}")" || [ $? -eq 1 ]
	know "$out/orders" "$1"
}

last=${1:-$(last_quarter)}
mapfile -t quarters < <(quarters)
for quarter in "${quarters[@]}"; do
	settle "$quarter"
done
for file in stock/*; do
	known "$out/stock" "$file" && continue
	name=${file##*/}
	pts-stock in "$file" -o "$out/delivered-${name%.*}.csv"
	know "$out/stock" "$file"
done
for quarter in "${quarters[@]}"; do
	for file in "orders/$quarter"/*; do
		order "$file"
	done
done
reissue_lost
