#!/bin/bash
# Settles the quarter into BUILD/demo and shows what came of it: totals, ranks, a board, receipts, a card.
#
# usage: demo.sh BUILD        with PTS_NOW set to the day of the settlement
set -euo pipefail

here=$(realpath "$(dirname "$0")")
build=$(realpath "$1")
demo=$build/demo
export PATH=$build/bin:$PATH PTS_LEDGER=$demo/laoxin.db
quarter=2025Q3

mkdir -p "$demo"
"$here/settle.sh" "$PTS_LEDGER" "$demo"

total() { # of a column, by its name
	awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next } { sum += $c } END { printf "%.2f\n", sum }' "$2"
}

heading() { printf '\n== %s\n\n' "$*"; }

heading "老新镇 $quarter"
printf 'households      %12d\n' "$(($(wc -l <"$demo/tally.csv") - 1))"
printf 'points earned   %12s\n' "$(total earned "$demo/tally.csv")"
printf 'points deducted %12s\n' "$(total deducted "$demo/tally.csv")"
printf 'points redeemed %12s\n' "$(total points "$demo/receipts.csv")"
printf 'goods in yuan   %12s\n' "$(total value "$demo/receipts.csv")"

heading 'The ten highest scores of the town'
pts-tally -p $quarter -f csv | pts-rank -n 10 -f table

heading 'A village: 红河村, September as a draft'
pts-tally -p 2025-09 -b HH | pts-rank | pts-notice -f text

heading 'The boards of the quarter, as issued: 公示'
cut -d, -f 2-7 "$demo/notices.csv"
head -n 1 "$demo/verified.txt"

heading 'Three receipts'
head -n 4 "$demo/receipts.csv"

heading 'Two objections: 异议'
pts-dispute list | cut -d, -f 1,4,8,9,14,16-19

heading 'One household, entry by entry'
pts-card -b HH 003

heading 'The year so far, all villages together'
pts-report -p 2025 | awk -F, '$1 == "" && $3 !~ /_/ { printf "%-15s %12s\n", $3, $6 }'

heading 'What if environment points were doubled and soap cost 15? A village of the answer'
awk -F, 'NR == 1 || ($1 == "HH" && ++n <= 7)' "$demo/whatif.csv"

heading 'Where everything lies'
ls -1 "$demo"/*.html "$PTS_LEDGER"
