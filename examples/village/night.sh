#!/bin/bash
# Every night: what has expired is posted, what nobody came for lapses, everything is verified, and the ledger is backed up.
#
# usage: night.sh
#
# One thing that fails does not keep the others from being done. Run again, or after nights on which the machine was off, it
# does what is due by now, once.
set -euo pipefail
# shellcheck source=examples/village/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

worst=0
try() {
	local status=0
	"$@" || status=$?
	[ "$status" -le "$worst" ] || worst=$status
}

try pts-close --expire -o "$out/expired.csv"
try lapse
try pts-check -o "$out/check.csv"
try ./backup.sh
exit "$worst"
