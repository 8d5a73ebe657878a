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
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR [STEP [OPERAND...]]]]
#
# Each step is run on its day by the real clock, and again if it was stopped: what was done stays done. What this folder has is
# of 2025: without STEP, ../play stands in for the clock and runs the steps on the days of the file `days`.
set -euo pipefail

# What is of this place and of this half-year; the steps are the same everywhere.
name=tongchuan
year=2025 last_month=2025-12 new_year=2026-01
pilot=QB
others='ST SP' others_from=2025Q4
base=JC01
reviewer=council
service=GY01 service_most=11 service_reason=一天的服务时长须附签到表
veto_book=QB veto_household=011 veto_month=2025-08
repair_rule=YF09 repair_id=repair-011 repair_reason=戒赌承诺并参加劳动，议事会同意恢复

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${3-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

# The pilot village begins: its base for the year.
begin() {
	[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"
	pts-log --base "$base" -p "$year" -b "$pilot" -o "$out/base-$pilot.csv"
}

close() {
	pts-close "$1" -o "$out/closed-$1.csv"
}

# The council looks at the month's claims: more than 11 hours of service on one day are not believed.
council() {
	pts-review list -o "$out/claims-$1.csv"
	awk -F, -v rule="$service" -v most="$service_most" '
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; print; next}
		$at["rule"] == rule && $at["quantity"] > most' "$out/claims-$1.csv" |
		pts-review reject --actor "$reviewer" -m "$service_reason" -o "$out/rejected-$1.csv" -
	pts-review list | pts-review approve --actor "$reviewer" -o "$out/approved-$1.csv" -
}

collect() {
	pts-log sheets/"$1"/*.csv -o "$out/logged-$1.csv"
	council "$1"
}

month() {
	collect "$1"
	close "$1"
}

quarter() {
	pts-tally -p "$1" "${@:2}" --all | pts-rank --within book -o "$out/scores-$1.csv"
	pts-notice -f html -o "$out/boards-$1.html" "$out/scores-$1.csv"
	pts-notice -f text -b "$pilot" -o "$out/draft-$1.txt" "$out/scores-$1.csv"
}

shop() {
	pts-stock in "stock/$1.csv" -o "$out/delivered-$1.csv"
	pts-redeem "orders/$1.csv" -o "$out/receipts-$1.csv"
}

# The whole town joins.
join() {
	local book
	for book in $others; do
		pts-log --base "$base" -p "$others_from" -b "$book" -o "$out/base-$book.csv"
	done
}

# A sheet handed in a month late.
late() {
	pts-log --late sheets/late/*.csv -o "$out/logged-late.csv"
	council late
}

# A veto put right.
repair() {
	local veto
	veto=$(pts-list journal -b "$veto_book" -H "$veto_household" -p "$veto_month" | awk -F, '
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i}
		$at["kind"] == "veto" {print $at["book"] ":" $at["seq"]}')
	pts-log --repair "$veto" -r "$repair_rule" --id "$repair_id" -m "$repair_reason" -o "$out/repaired.csv"
}

# The last month is collected before the year ends, for its points end with it: who is not rated yet, and who had better
# come to the shop.
remind() {
	collect "$last_month"
	pts-tally -p "$last_month" --unrated -o "$out/unrated.csv"
	pts-list expiring --until "$new_year-01" -o "$out/expiring.csv"
}

year() {
	close "$last_month"
	quarter "$others_from"
	pts-tally -p "$year" --all | pts-rank --within book -o "$out/scores-$year.csv"
	pts-close --expire -o "$out/died.csv"

	pts-tally -p "$new_year" -k book -o "$out/expired.csv"
	pts-review list --state rejected -o "$out/rejected.csv"
	awk 'FNR > 1 || NR == 1' "$out"/receipts-*.csv > "$out/receipts.csv"
	awk -F, 'FNR == 1 ? NR == 1 : $NF != ""' "$out"/approved-*.csv | cut -d, -f2- > "$out/remarks.csv"
	pts-list stock -o "$out/stock.csv"
}

case ${3-} in
begin | close | collect | month | quarter | shop | join | late | repair | remind | year) "${@:3}" ;;
*)
	grep '^# usage' "$(basename "${BASH_SOURCE[0]}")" >&2
	exit 64
	;;
esac

pts-check -o "$out/check.csv"
