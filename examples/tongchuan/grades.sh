#!/bin/bash
# The grades of 2025, after settle.sh closed the year: the credit grades of every household, with the terms that the bank and
# the insurer of Puji give for them; which village is a credit village, because at least 70 percent of its households are
# graded; the list that the bank gets, of those alone who consented; and the stars of volunteers, from 100 hours on. Run
# again, it adds nothing.
#
# usage: grades.sh [LEDGER-FILE [OUTPUT-DIR]]
#
# The clock is the real one; ../play stands in for it, on the day of the file `days`.
set -euo pipefail

# What is of this place.
name=tongchuan period=2025
credit=XY stars=ZYZ # scales

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${PTS_NOW-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out"

pts-grade run -p "$period" -o "$out/run-$period.csv"
pts-grade list -p "$period" --scale "$credit" -o "$out/credit-$period.csv"
pts-grade list -p "$period" --scale "$stars" -o "$out/stars-$period.csv"
pts-grade share -p "$period" --scale "$credit" -o "$out/villages-$period.csv"
pts-grade list -p "$period" --scale "$credit" --bank -o "$out/bank-$period.csv" 2> "$out/left-out.txt"
