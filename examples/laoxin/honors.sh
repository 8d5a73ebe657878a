#!/bin/bash
# The honours of 2025, when the year that settle.sh began is over: six of them in every village. 志愿服务之星, 最美家庭,
# 产业发展先锋 and 清洁家园达人 go by score; for 孝老爱亲模范 and 邻里互助榜样 villagers name each other in
# honors/nominated-$period.csv, and the villagers' representatives vote. Plaques are printed from the certificates. Run again, it
# adds nothing.
#
# usage: honors.sh [LEDGER-FILE [OUTPUT-DIR]]
#
# The clock is the real one; ../play stands in for it, on the day of the file `days`.
set -euo pipefail

# What is of this place.
name=laoxin period=2025

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${PTS_NOW-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

pts-close "$period" -o "$out/closed-$period.csv"
pts-honor propose -p "$period" "honors/nominated-$period.csv" -o "$out/proposed.csv"
awk -f ../panel.awk "honors/decided-$period.csv" "$out/proposed.csv" |
	pts-honor award -p "$period" -o "$out/awarded.csv"
pts-honor list -p "$period" | cut -d, -f1-8,11- > "$out/honors.csv"
pts-honor list -p "$period" -f html -o "$out/certificates.html"
