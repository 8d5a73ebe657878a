#!/bin/bash
# Settles the third quarter of 2025 of three villages of Lanping county (兰坪县). Run again, it adds nothing.
#
# What the scheme says of the place: party members, grid members and residents have plus and minus rules of their own
# (the column roles; codes begin with D, W and Q) in three fields, 服务管理, 遵纪守法 and 公益服务; a rule refuses the
# member of another role. Two volunteer services in a month are +10: a ladder with the one step 2 → 10, counted for
# each member by month, so that the first service and the third bring nothing. 公益服务 gives a household at most 30
# points a month. The second breach of the village rules in a year counts double. One village has figures of its own
# for tidy yards, new ones since September. A point is a yuan: a towel 5, a cup 15, an electric kettle 120; there are
# four shops in three villages, and they redeem on Fridays only. Two of them are in one community, of different
# programmes; from October on they run as one.
#
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR [STEP [OPERAND]]]]
#
# Each step is run on its day by the real clock, and again if it was stopped: what was done stays done. What this folder has is
# of 2025: without STEP, ../play stands in for the clock and runs the steps on the days of the file `days`.
set -euo pipefail

# What is of this place and of this quarter; the steps are the same everywhere.
name=lanping
quarter=2025Q3
wrong_sheet=金凤社区8月培训.csv wrong_reason=培训延期，整表作废
returned_order=HS-0926-1 returned_book=HS returned_reason=水杯漏水退回
merged_book=JF merged_from=S2 merged_into=S1 merged_reason=两店合一

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${3-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

begin() {
	[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"
}

# The month's sheets are handed in and the month is closed.
month() {
	pts-log sheets/"$1"/*.csv -o "$out/events-$1.csv"
	pts-close "$1" -o "$out/closed-$1.csv"
}

# A Friday at the shops: what was delivered the day before, then what people take.
friday() {
	pts-stock in "stock/$1.csv" -o "$out/delivered-$1.csv"
	pts-redeem "orders/$1.csv" -o "$out/receipts-$1.csv"
}

# Nobody had been at that training: the whole file is taken back before the month is closed.
wrong() {
	pts-log "sheets/wrong/$wrong_sheet" -o "$out/wrong.csv"
	pts-list journal --source "$wrong_sheet" | awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i} $at["kind"] != "reverse"' |
		pts-log --reverse -m "$wrong_reason" -o "$out/reversed.csv" -
}

# One of the cups leaked and came back: points and goods are as before.
returned() {
	local receipt
	receipt=$(awk -F, -v order="$returned_order" '$3 == order {print $2}' "$out"/receipts-*.csv)
	pts-redeem void -b "$returned_book" -m "$returned_reason" "$receipt" -o "$out/voided.csv"
}

# 两店合一: the women's shop becomes part of the community's. Its goods move over with what they cost; whoever still orders
# there is served at the other.
merge() {
	pts-load shops merged/shops.csv -o "$out/merged.csv"
	pts-stock move --all -b "$merged_book" -s "$merged_from" --to "$merged_into" -m "$merged_reason" -o "$out/moved.csv"
}

# Half a day at the ditch, told too late: it counts in October and is just what the kettle lacked.
late() {
	pts-log --late sheets/late/*.csv -o "$out/late.csv"
}

# By village, by role and field, and the draft of a board for every village.
quarter() {
	pts-tally -p "$quarter" -k book -o "$out/books.csv"
	pts-tally -p "$quarter" -k role,category -o "$out/roles.csv"
	pts-tally -p "$quarter" --all | pts-rank --within book -o "$out/scores.csv"
	pts-notice -f html -o "$out/boards.html" "$out/scores.csv"
	awk -F, 'FNR == 1 ? NR == 1 : $NF != ""' "$out"/events-*.csv | cut -d, -f2- > "$out/remarks.csv"
	awk 'FNR > 1 || NR == 1' "$out"/receipts-*.csv > "$out/receipts.csv"
	pts-list stock -o "$out/stock.csv"
}

case ${3-} in
begin | month | friday | wrong | returned | merge | late | quarter) "${@:3}" ;;
*)
	grep '^# usage' "$(basename "${BASH_SOURCE[0]}")" >&2
	exit 64
	;;
esac

pts-check -o "$out/check.csv"
