#!/bin/bash
# The honours of the second quarter of 2025, after settle.sh closed it: eight 文明家庭 by score, in which nobody counts who had
# something deducted for the environment or for lavish banquets, and four 最美志愿者 by hours of service. The panel put one
# household in the place of another, and its minutes say why. Run again, it adds nothing.
#
# usage: honors.sh [LEDGER-FILE [OUTPUT-DIR]]
#
# The clock is the real one; ../play stands in for it, on the day of the file `days`.
set -euo pipefail

# What is of this place.
name=xinglong period=2025Q2

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${PTS_NOW-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

pts-honor propose -p "$period" -o "$out/proposed.csv"
awk -f ../panel.awk "honors/decided-$period.csv" "$out/proposed.csv" |
	pts-honor award -p "$period" -o "$out/awarded.csv"
pts-honor list -p "$period" | cut -d, -f1-8,11- > "$out/honors.csv"
pts-honor list -p "$period" -f html -o "$out/certificates.html"
