#!/bin/bash
# Settles the second half of 2025 of Puji town in Tongchuan district (通川区普济镇), quarter by quarter, with the turn of
# the year. Run again, it adds nothing to the ledger.
#
# What the scheme says of the place: points come from the village rules, with rewards and constraints. A household
# begins the year with a base of 1000 that ranks but cannot be spent (JC01, counts score); the pilot village since
# January, the others since October, when the town's rules begin. Every household rates itself each month; what it
# writes is a claim until the village council has approved it (review one), and who recorded it cannot approve it.
# A tidy yard is worth 25 a month and spots found cost 5 each, together never more than the 25 (full and floor); a
# second lavish banquet in a year and a second straw fire in half a year cost double; of several rules that one act
# meets the highest counts; volunteer hours of the year climb a ladder, donations are counted in brackets, for the
# honour score only. A veto takes the year's rank; put right, it costs 60 instead. Points are gone at the year's end
# (expiry base). Grades for the bank come from these scores.
#
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR]]
set -euo pipefail

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-tongchuan.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

mkdir -p "$out"
cd "$(dirname "$0")"

# Every step at its own time, as the calendar of the town has it.
on() { export PTS_NOW=$1T09:00:00; }

# The council looks at the month's claims: more than 11 hours of service on one day are not believed.
council() {
	pts-review list -o "$out/claims-$1.csv"
	awk -F, 'NR == 1 || ($9 == "GY01" && $11 > 11)' "$out/claims-$1.csv" |
		pts-review reject --actor council -m '一天的服务时长须附签到表' -o "$out/rejected-$1.csv" -
	pts-review list | pts-review approve --actor council -o "$out/approved-$1.csv" -
}

month() {
	pts-log sheets/"$1"/*.csv -o "$out/logged-$1.csv"
	council "$1"
}

quarter() {
	pts-tally -p "$1" "${@:2}" --all | pts-rank --within book -o "$out/scores-$1.csv"
	pts-notice -f html -o "$out/boards-$1.html" "$out/scores-$1.csv"
	pts-notice -f text -b QB -o "$out/draft-$1.txt" "$out/scores-$1.csv"
}

shop() {
	pts-stock in "stock/$1.csv" -o "$out/delivered-$1.csv"
	pts-redeem "orders/$1.csv" -o "$out/receipts-$1.csv"
}

# The pilot village begins: its base for the year.
on 2025-01-02
[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"
pts-log --base JC01 -p 2025 -b QB -o "$out/base-QB.csv"

on 2025-07-02
pts-close 2025H1 -o "$out/closed-2025H1.csv"

for m in 07 08 09; do
	on "$(date -d "2025-$m-02 +1 month" +%F)"
	month 2025-$m
	pts-close 2025-$m -o "$out/closed-2025-$m.csv"
done
on 2025-10-08
quarter 2025Q3 -b QB
shop 2025Q3

# The whole town joins.
pts-log --base JC01 -p 2025Q4 -b ST -o "$out/base-ST.csv"
pts-log --base JC01 -p 2025Q4 -b SP -o "$out/base-SP.csv"
for m in 10 11; do
	on "$(date -d "2025-$m-02 +1 month" +%F)"
	month 2025-$m
	pts-close 2025-$m -o "$out/closed-2025-$m.csv"
done

# A sheet handed in a month late, and a veto put right.
on 2025-12-10
pts-log --late sheets/late/*.csv -o "$out/logged-late.csv"
council late
veto=$(pts-list journal -b QB -H 011 -p 2025-08 | awk -F, '$13 == "veto" { print $2 ":" $4 }')
pts-log --repair "$veto" -r YF09 --id repair-011 -m '戒赌承诺并参加劳动，议事会同意恢复' -o "$out/repaired.csv"

# December is collected before the year ends, for its points end with it: who is not rated
# yet, and who had better come to the shop.
on 2025-12-27
month 2025-12
pts-tally -p 2025-12 --unrated -o "$out/unrated.csv"
pts-list expiring --until 2026-01-01 -o "$out/expiring.csv"
on 2025-12-30
shop 2025Q4

on 2026-01-05
pts-close 2025-12 -o "$out/closed-2025-12.csv"
quarter 2025Q4
pts-tally -p 2025 --all | pts-rank --within book -o "$out/scores-2025.csv"
pts-close --expire -o "$out/died.csv"

pts-tally -p 2026-01 -k book -o "$out/expired.csv"
pts-review list --state rejected -o "$out/rejected.csv"
awk 'FNR > 1 || NR == 1' "$out"/receipts-*.csv > "$out/receipts.csv"
awk -F, 'FNR == 1 ? NR == 1 : $NF != ""' "$out"/approved-*.csv | cut -d, -f2- > "$out/remarks.csv"
pts-list stock -o "$out/stock.csv"

pts-check
