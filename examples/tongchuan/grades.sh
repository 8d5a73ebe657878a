#!/bin/bash
# The grades of 2025, after settle.sh closed the year: the credit grades of every household, with the terms that the bank and
# the insurer of Puji give for them; which village is a credit village, because at least 70 percent of its households are
# graded; the list that the bank gets, of those alone who consented; and the stars of volunteers, from 100 hours on. Run
# again, it adds nothing.
#
# usage: grades.sh [LEDGER-FILE [OUTPUT-DIR]]
set -euo pipefail

export PTS_LEDGER PTS_ACTOR PTS_NOW
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-tongchuan.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}
PTS_NOW=2026-01-10T09:00:00

mkdir -p "$out"
cd "$(dirname "$0")"

pts-grade run -p 2025 -o "$out/run-2025.csv"
pts-grade list -p 2025 --scale XY -o "$out/credit-2025.csv"
pts-grade list -p 2025 --scale ZYZ -o "$out/stars-2025.csv"
pts-grade share -p 2025 --scale XY -o "$out/villages-2025.csv"
pts-grade list -p 2025 --scale XY --bank -o "$out/bank-2025.csv" 2> "$out/left-out.txt"
