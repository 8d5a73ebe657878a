#!/bin/bash
# Settles the third quarter of 2025: 单次记分、每月评分、季度兑换. Run again, it changes nothing: twice is once.
#
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR]]
set -euo pipefail

export PTS_LEDGER PTS_NOW PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-laoxin.db}}")
out=$(realpath -m "${2:-.}")
PTS_NOW=${PTS_NOW:-2025-10-08T09:00:00}
PTS_ACTOR=${PTS_ACTOR:-clerk}
quarter=2025Q3

mkdir -p "$out"
cd "$(dirname "$0")"

# Once: the scheme that the villagers' meetings adopted, and who lives where.
[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"

# What the villages handed in, whatever their spreadsheets made of it; then the three months are frozen.
pts-log sheets/2025-0[789]/*.csv -o "$out/events.csv"
pts-close $quarter -o "$out/closed.csv"
pts-tally -p $quarter -o "$out/tally.csv"

# Look first: the town's best twenty as a draft. Then every village's board.
pts-tally -p $quarter | pts-rank -n 20 | pts-notice -f html --title '老新镇2025年第三季度积分前二十名' -o "$out/draft.html"
pts-tally -p $quarter --all | pts-rank --within book -o "$out/scores.csv"
pts-notice -f html -o "$out/boards.html" "$out/scores.csv"

# The goods come, the points are spent.
pts-stock in stock/$quarter.csv -o "$out/delivered.csv"
pts-redeem orders/$quarter/*.csv -o "$out/receipts.csv"
pts-list stock -o "$out/stock.csv"

# Silent when all is well, as cron likes it: journal, chain, balances, lots, stock and tallies are recomputed.
pts-check -o "$out/check.csv"
