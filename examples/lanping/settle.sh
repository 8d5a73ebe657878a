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
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR]]
set -euo pipefail

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-lanping.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}
quarter=2025Q3

mkdir -p "$out"
cd "$(dirname "$0")"

# Every step at its own time, as the calendar of the county has it.
on() { export PTS_NOW=$1T09:00:00; }

# The month's sheets are handed in and the month is closed.
month() {
	pts-log sheets/"$1"/*.csv -o "$out/events-$1.csv"
	pts-close "$1" -o "$out/closed-$1.csv"
}

# A Friday at the shops: what was delivered the day before, then what people take.
friday() {
	on "$1"
	pts-stock in "stock/$1.csv" -o "$out/delivered-$1.csv"
	pts-redeem "orders/$1.csv" -o "$out/receipts-$1.csv"
}

on 2025-07-01
[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"

on 2025-08-04
month 2025-07
friday 2025-08-29

# Nobody had been at that training: the whole file is taken back before the month is closed.
on 2025-09-02
pts-log sheets/wrong/金凤社区8月培训.csv -o "$out/wrong.csv"
pts-list journal --source 金凤社区8月培训.csv | awk -F, 'NR == 1 || $13 != "reverse"' |
	pts-log --reverse -m '培训延期，整表作废' -o "$out/reversed.csv" -
month 2025-08
friday 2025-09-26

# One of the cups leaked and came back: points and goods are as before.
receipt=$(awk -F, '$3 == "HS-0926-1" { print $2 }' "$out/receipts-2025-09-26.csv")
pts-redeem void -b HS -m '水杯漏水退回' "$receipt" -o "$out/voided.csv"

# 两店合一: the women's shop becomes part of the community's. Its goods move over with what they cost; whoever still orders
# there is served at the other.
on 2025-10-01
pts-load shops merged/shops.csv -o "$out/merged.csv"
pts-stock move --all -b JF -s S2 --to S1 -m '两店合一' -o "$out/moved.csv"

on 2025-10-08
month 2025-09

# Half a day at the ditch, told too late: it counts in October and is just what the kettle lacked.
pts-log --late sheets/late/*.csv -o "$out/late.csv"
friday 2025-10-10

# By village, by role and field, and the draft of a board for every village.
pts-tally -p $quarter -k book -o "$out/books.csv"
pts-tally -p $quarter -k role,category -o "$out/roles.csv"
pts-tally -p $quarter --all | pts-rank --within book -o "$out/scores.csv"
pts-notice -f html -o "$out/boards.html" "$out/scores.csv"
awk -F, 'FNR == 1 ? NR == 1 : $NF != ""' "$out"/events-*.csv | cut -d, -f2- > "$out/remarks.csv"
awk 'FNR > 1 || NR == 1' "$out"/receipts-*.csv > "$out/receipts.csv"
pts-list stock -o "$out/stock.csv"

pts-check
