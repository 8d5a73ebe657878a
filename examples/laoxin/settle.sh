#!/bin/bash
# Settles the third quarter of 2025: 单次记分、每月评分、公示、季度兑换. Run again, it changes nothing: twice is once.
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

# Look first: the town's best twenty as a draft. Then every village's board is issued, and can be proved from now on.
pts-tally -p $quarter | pts-rank -n 20 | pts-notice -f html --title '老新镇2025年第三季度积分前二十名' -o "$out/draft.html"
pts-tally -p $quarter --all | pts-rank --within book -o "$out/scores.csv"
pts-notice issue --days 7 -f html -o "$out/boards.html" "$out/scores.csv"
pts-notice list -p $quarter -o "$out/notices.csv"
pts-notice verify -o "$out/verified.txt" "$out/boards.html"

# The goods come, the points are spent.
pts-stock in stock/$quarter.csv -o "$out/delivered.csv"
pts-redeem orders/$quarter/*.csv -o "$out/receipts.csv"
pts-list stock -o "$out/stock.csv"

# 异议: one villager missed a service on the board, another contests a fine. The working group looked into both, and a board says what came of it.
pts-dispute open disputes/$quarter.csv -o "$out/disputes.csv"
fine=$(pts-list journal -b CH -H 059 -p 2025-07 | awk -F, '$13 == "deduct" {print $2 ":" $4}')
pts-dispute open -b CH -H 059 --entry "$fine" --from 韩大勇 -m '那天不在家，不是我家倒的' --id CH-059-fine CH-2025-01 -o "$out/dispute-CH.csv"
pts-dispute reject --actor group -m '签到表上没有，三位组员都证明没有来' LT-D2025-0001 -o "$out/rejected.csv"
pts-dispute accept --actor group --reverse -m '核对了监控，不是他家' CH-D2025-0001 -o "$out/accepted.csv"
pts-notice issue --kind outcomes -p 2025-10 -f html -o "$out/outcomes.html"

# What the year has been so far, as a page with charts. And what the council asked: if environment points were doubled and a
# bar of soap cost 15?
pts-report -p 2025 -f html -o "$out/report.html"
pts-replay --scheme whatif -p 2025 --summary -o "$out/whatif.csv"

# Silent when all is well, as cron likes it: journal, chain, balances, lots, stock and tallies are recomputed.
pts-check -o "$out/check.csv"
