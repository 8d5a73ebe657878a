#!/bin/bash
# Settles the third quarter of 2025: 单次记分、每月评分、公示、季度兑换. Run again, it changes nothing: twice is once. Stopped
# at any line and run again it ends as if it had not been stopped.
#
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR]]
#
# The clock is the real one. What this folder has is of 2025: ../play stands in for the clock, on the day of the file `days`.
set -euo pipefail

# What is of this place and of this quarter; all below is the same everywhere.
name=laoxin
quarter=2025Q3 months='2025-07 2025-08 2025-09' year=2025 outcomes=2025-10
title=老新镇2025年第三季度积分前二十名
panel=group

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${PTS_NOW-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

# Once: the scheme that the villagers' meetings adopted, and who lives where.
[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"

# What the villages handed in, whatever their spreadsheets made of it; then the three months are frozen.
sheets=()
for month in $months; do
	sheets+=("sheets/$month"/*.csv)
done
pts-log "${sheets[@]}" -o "$out/events.csv"
pts-close "$quarter" -o "$out/closed.csv"
pts-tally -p "$quarter" -o "$out/tally.csv"

# Look first: the town's best twenty as a draft. Then every village's board is issued, and can be proved from now on.
pts-tally -p "$quarter" | pts-rank -n 20 | pts-notice -f html --title "$title" -o "$out/draft.html"
pts-tally -p "$quarter" --all | pts-rank --within book -o "$out/scores.csv"
pts-notice issue --days 7 -f html -o "$out/boards.html" "$out/scores.csv"
pts-notice list -p "$quarter" -o "$out/notices.csv"
pts-notice verify -o "$out/verified.txt" "$out/boards.html"

# The goods come, the points are spent.
pts-stock in "stock/$quarter.csv" -o "$out/delivered.csv"
pts-redeem "orders/$quarter"/*.csv -o "$out/receipts.csv"
pts-list stock -o "$out/stock.csv"

# 异议: one villager missed a service on the board, another contests a fine. Whoever contests a deed names its rule and day; the
# ledger knows the entry.
awk -F, -v OFS=, '
	FNR == 1 {file++; for (i = 1; i <= NF; i++) at[file, $i] = i}
	file == 1 {entry[$at[1, "book"], $at[1, "household"], $at[1, "rule"], $at[1, "date"]] = $at[1, "book"] ":" $at[1, "seq"]; next}
	{
		book = $1
		sub(/-[0-9]+-[0-9]+$/, "", book)
		contested = FNR == 1 ? "entry" : entry[book, $at[2, "户号"], $at[2, "细则"], $at[2, "记分日期"]]
		print $1, $2, $3, $4, $5, contested
	}' <(pts-list journal -p "$quarter") "disputes/$quarter.csv" |
	pts-dispute open -o "$out/disputes.csv" -

# The working group looked into both, and a board says what came of it.
sed 1d "disputes/decided-$quarter.csv" | while IFS=, read -r dispute decision reason; do
	case $decision in
	reject) how=(reject) ;;
	reverse) how=(accept --reverse) ;;
	*) how=(accept --adjust "$decision") ;;
	esac
	pts-dispute "${how[@]}" --actor "$panel" -m "$reason" "$dispute" -o "$out/decided-$dispute.csv" < /dev/null
done
pts-notice issue --kind outcomes -p "$outcomes" -f html -o "$out/outcomes.html"

# What the year has been so far, as a page with charts. And what the council asked: if environment points were doubled and a
# bar of soap cost 15?
pts-report -p "$year" -f html -o "$out/report.html"
pts-replay --scheme whatif -p "$year" --summary -o "$out/whatif.csv"

# Silent when all is well, as cron likes it: journal, chain, balances, lots, stock and tallies are recomputed.
pts-check -o "$out/check.csv"
