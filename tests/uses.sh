#!/usr/bin/env bash
# uses.sh symbols BUILD | includes: who uses whom in lib, as lines `FROM TO WHY` of files without ending.
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1-} in
symbols)
	cd "$2/lib"
	# Name, kind: T text, D R B C data are defined there, U is used.
	find . -name '*.o' | LC_ALL=C sort | xargs nm -P -A | awk '
		{ file = $1; sub(/^\.\//, "", file); sub(/\.o:$/, "", file) }
		$3 ~ /^[TDRBCV]$/ { home[$2] = file }
		$3 == "U" { users[$2] = users[$2] " " file }
		END {
			for (symbol in users) {
				n = split(users[symbol], user, " ")
				for (i = 1; symbol in home && i <= n; i++)
					if (user[i] != home[symbol])
						print user[i], home[symbol], symbol
			}
		}'
	;;
includes)
	grep -rnoE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"[^"]+\.h"' --include='*.[ch]' lib |
		sed -nE 's|^lib/([^:]*)\.[ch]:[0-9]*:.*"(([^"]*)\.h)"$|\1 \3 \2|p' | grep -v '\.sql\.h$'
	;;
*)
	sed -n 2p "$0" >&2
	exit 64
	;;
esac
