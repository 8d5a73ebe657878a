#!/bin/bash
# Puts faults under the programs of a build (see walk.c): makes the ledger, checks that the list of commands leaves out no tool
# and no verb, and walks.
#
# usage: run.sh BUILD [OPTIONS-OF-WALK...]
set -euo pipefail

here=$(realpath "$(dirname "$0")")
build=$(realpath "$1")
shift

export PATH=$build/bin:$PATH PTS_LEDGER=pts.db PTS_ACTOR=clerk PTS_LANG=en TZ=Asia/Shanghai PTS_NOW=2025-10-08T09:00:00
unset PTS_BOOK

# Every form of a tool that -h shows, as `tool` or `tool verb`.
forms() {
	for tool in "$build"/bin/pts-*; do
		"$tool" -h | sed -nE "/^$/q; s/^(usage:|      ) //; s/ \[(render|order)\] / \1 /; s/^(pts-[a-z]+(( [a-z]+)*)).*/\1/p"
	done | sort -u
}

forms | while read -r form; do
	grep -qE "^(\+ )?$form( |$)" "$here/commands" || echo "no command tries $form"
done >"$build/tests/untried"
if [ -s "$build/tests/untried" ]; then
	cat "$build/tests/untried"
	exit 1
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
(cd "$place" && "$here/settle.sh" "$here/.." >"$place.log" 2>&1) || {
	cat "$place.log"
	exit 1
}
rm -f "$place.log"
chmod -R u+w "$place"
"$build/tests/walk" "$@" "$place" "$here/commands" "$build/tests/faults.so"
