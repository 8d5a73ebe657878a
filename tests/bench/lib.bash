# shellcheck shell=bash disable=SC2034 # read by the other parts
# Common ground of the bench: what is measured, in turn, and what is kept of it.
#
# A figure is measured at a number of rows by several: `pts`, which is us, and peers. How is a function FIGURE_WHO that
# calls `timed COMMAND...` once, after whatever preparation; what it found goes through `found`, so that we know all
# did the same. Everything is in $BENCH_DIR: results.tsv, agreed.tsv, left_out.txt, the data and the ledgers under work/.

: "${BUILD:?}" "${BENCH_ROWS:=100000 1000000 10000000}" "${BENCH_RUNS:=3}"
: "${BENCH_BOOKS:=15}" "${BENCH_HOUSEHOLDS:=40000}" "${BENCH_DIR:=$BUILD/bench}"
: "${BENCH_MORE:=100000}" "${BENCH_SMALL:=10000}" "${BENCH_ORDERS:=1000}"
: "${BENCH_PATIENCE:=20}" # seconds; a peer that takes longer at a number of rows is measured there once
: "${BENCH_LIMIT:=400}"   # seconds; a peer that would take longer is left out by name

# The smallest, the middle (a million, where the goals say so) and the largest number of rows.
read -r min mid max < <(tr -s ' ' '\n' <<<"$BENCH_ROWS" | sort -n |
	awk 'NF {n = $1; if (!min) min = n; if (n <= 1000000 || !mid) mid = n} END {print min, mid, n}')

work=$BENCH_DIR/work
results=$BENCH_DIR/results.tsv
agreed=$BENCH_DIR/agreed.tsv
left_out=$BENCH_DIR/left_out.txt
table=${BENCH_DIR%/*}/bench.md # beside the folder, as build/bench.md
PATH=$BUILD/bin:$BUILD/bench/bin:$PATH
export NODE_PATH=$BUILD/bench/npm/node_modules
export PTS_NOW=2026-01-05T09:00:00 PTS_LANG=en PTS_ACTOR=bench TZ=Asia/Shanghai LC_ALL=C
unset PTS_BOOK PTS_LEDGER

say() {
	printf 'bench: %s\n' "$*" >&2
}

# leave_out WHO REASON...: named once in the table
leave_out() {
	local line="$1: ${*:2}"
	grep -qxF "$line" "$left_out" 2>/dev/null || printf '%s\n' "$line" >>"$left_out"
}

# has PEER: is it installed?
has() {
	case $1 in
	pts) ;;
	duckdb) [ -d "$NODE_PATH/@duckdb/node-api" ] && command -v node ;;
	miller) command -v mlr ;;
	*) command -v "$1" ;;
	esac >/dev/null
}

# seconds_expected: what the peer's last run lets expect of this one, or 0, and 1 if that was of as many rows
seconds_expected() {
	awk -F'\t' -v figure="$figure" -v who="$who" -v rows="$rows" '
		$1 == figure && $2 == who && $3 > 0 && $3 <= rows {s = $4 * rows / $3; same = $3 == rows}
		END {printf "%d %d\n", s, same}' "$results"
}

# ready: shall $who be measured (again)?
ready() {
	local seconds same
	if ! has "$who"; then
		leave_out "$who" 'not installed'
		return 1
	fi
	[ "$who" != pts ] || return 0
	read -r seconds same < <(seconds_expected)
	if [ "$seconds" -gt "$BENCH_LIMIT" ] && [ "$same" = 0 ]; then
		leave_out "$who" "$figure of $rows rows would take about $seconds s"
		return 1
	fi
	[ "$same" = 0 ] || [ "$seconds" -le "$BENCH_PATIENCE" ]
}

# timed COMMAND...: measures it
timed() {
	timer "$results" "$figure" "$who" "$rows" "$@" || {
		say "$figure: $who failed with $?: $*"
		return 70
	}
}

# found [COLUMN...]: takes what $who found from standard input, CSV in any order; the columns, all when none is named,
# are compared with ours. 179.00, 179.0 and 179 are the same.
found() {
	awk -F, -v columns="$*" '
		BEGIN {n = split(columns, column, " ")}
		{
			gsub(/["\r]/, "")
			line = ""
			for (i = 1; i <= (n ? n : NF); i++) {
				v = n ? $column[i] : $i
				if (v ~ /^-?[0-9]*\.[0-9]+$/) {
					v = sprintf("%.2f", v)
					sub(/\.?0+$/, "", v)
				}
				line = line (i > 1 ? "," : "") v
			}
			print line
		}' | sort >"$work/$figure.$who.found"
}

# compare WHO...: holds what peers found against what we found
compare() {
	local verdict
	[ -e "$work/$figure.pts.found" ] || return 0
	for who; do
		if [ "$who" = pts ] || [ ! -e "$work/$figure.$who.found" ]; then
			continue
		fi
		verdict=no
		[ ! -s "$work/$figure.pts.found" ] || ! cmp -s "$work/$figure.pts.found" "$work/$figure.$who.found" || verdict=yes
		printf '%s\t%s\t%s\t%s\n' "$figure" "$rows" "$who" "$verdict" >>"$agreed"
	done
	rm -f "$work/$figure".*.found
}

# in_turn FIGURE ROWS WHO...: measures all in turn, and again, as often as BENCH_RUNS says (or $runs)
in_turn() {
	local figure=$1 rows=$2 run who
	shift 2
	[ "${quiet:-}" ] || say "$figure, $rows rows: $*"
	for ((run = 1; run <= ${runs:-$BENCH_RUNS}; run++)); do
		for who; do
			if ready; then
				"${figure//-/_}_$who"
			fi
		done
	done
	compare "$@"
}

# warm FILE...: so that nobody is the first to read it
warm() {
	cat "$@" >/dev/null
}
