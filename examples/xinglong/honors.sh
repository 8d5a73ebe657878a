#!/bin/bash
# The honours of the second quarter of 2025, after settle.sh closed it: eight 文明家庭 by score, in which nobody counts who had
# something deducted for the environment or for lavish banquets, and four 最美志愿者 by hours of service. The panel put one
# household in the place of another, and its minutes say why. Run again, it adds nothing.
#
# usage: honors.sh [LEDGER-FILE [OUTPUT-DIR]]
set -euo pipefail

export PTS_LEDGER PTS_ACTOR PTS_NOW
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-xinglong.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}
PTS_NOW=2025-07-15T09:00:00
period=2025Q2

mkdir -p "$out"
cd "$(dirname "$0")"

pts-honor propose -p $period -o "$out/proposed.csv"
awk -f ../panel.awk honors/decided-$period.csv "$out/proposed.csv" |
	pts-honor award -p $period -o "$out/awarded.csv"
pts-honor list -p $period | cut -d, -f1-8,11- > "$out/honors.csv"
pts-honor list -p $period -f html -o "$out/certificates.html"
