#!/bin/bash
# The honours of the third quarter of 2025, after settle.sh closed it: two 最美家庭 a village by score without a breach of the
# village rules; 好婆婆 and 好儿媳 by nomination, which points alone do not decide: who is named stands in
# honors/nominated-$period.csv with the reason, and where more are named than there are places the panel votes. Run again, it
# adds nothing.
#
# usage: honors.sh [LEDGER-FILE [OUTPUT-DIR]]
#
# The clock is the real one; ../play stands in for it, on the day of the file `days`.
set -euo pipefail

# What is of this place.
name=lanping period=2025Q3

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${PTS_NOW-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

pts-honor propose -p "$period" "honors/nominated-$period.csv" -o "$out/proposed.csv"
awk -f ../panel.awk "honors/decided-$period.csv" "$out/proposed.csv" |
	pts-honor award -p "$period" -o "$out/awarded.csv"
pts-honor list -p "$period" | cut -d, -f1-8,11- > "$out/honors.csv"
pts-honor list -p "$period" -f html -o "$out/certificates.html"
