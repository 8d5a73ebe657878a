#!/bin/bash
# Copies the ledger as it is at one moment, whoever writes to it meanwhile, verifies the copy, and keeps it under today's date.
#
# usage: backup.sh
#
# To go back to a copy: let nothing write to the ledger, verify the copy (pts-check -d backup/points-2025-11-30.db), put the
# broken ledger aside, and copy the other one to its place.
set -euo pipefail
umask 027
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=examples/village/place.sh
. ./place.sh

mkdir -p "$backups"
new=$backups/new.db
rm -f "$new"*
today=$(pts-list today | awk -F, 'NR == 2 {print $2}')
sqlite3 -bail "$PTS_LEDGER" '.timeout 60000' ".backup '${new//\'/\'\'}'"
pts-check -d "$new" -o /dev/null
sync "$new"
mv "$new" "$backups/points-$today.db"
sync "$backups"

# Of the older ones the newest are kept, and those of the first of a month.
find "$backups" -maxdepth 1 -name 'points-*.db' ! -name 'points-*-01.db' | sort | head -n "-$keep" | xargs -rd '\n' rm --
