# shellcheck shell=bash
# What came of it: bench.md and the plots.

version_of() {
	case $1 in
	mawk) mawk -W version ;;
	sqlite3) echo "SQLite $(sqlite3 -version | cut -d' ' -f1)" ;;
	miller) mlr --version ;;
	*) "$1" --version ;;
	esac
}

versions() {
	local who
	for who in sqlite3 mawk gawk datamash miller hledger ledger sort; do
		if has "$who"; then
			echo "- $(version_of "$who" 2>&1 </dev/null | head -n 1)"
		fi
	done
	if has duckdb; then
		node -p '`- DuckDB ${require("@duckdb/node-api").version()}, node ${process.version}`'
	fi
}

machine() {
	awk -F': ' '/^model name/ {name = $2; n++} END {printf "%d × %s, ", n, name ? name : "processor"}' /proc/cpuinfo
	awk '/^MemTotal/ {printf "%.0f GiB of memory, ", $2 / 1048576}' /proc/meminfo
	uname -sr
}

plots() {
	local figure what
	for figure in log filter tally-month tally-year tally-open-month check; do
		for what in time memory; do
			awk -v figure="$figure" -v what="$what" -f "$here/plot.awk" "$here/figures.tsv" "$BENCH_DIR/medians.tsv" \
				>"$BENCH_DIR/$figure-$what.svg"
			echo "![$figure, $what](${BENCH_DIR##*/}/$figure-$what.svg)"
		done
	done
}

# medians.tsv: the figures in the order of figures.tsv, each by rows
medians() {
	cut -f1 "$here/figures.tsv" | while read -r figure; do
		awk -F'\t' -v figure="$figure" '$1 == figure' "$results" | sort -s -t "$(printf '\t')" -k3,3n
	done | awk -f "$here/medians.awk" >"$BENCH_DIR/medians.tsv"
}

report() {
	medians
	{
		printf '# Bench\n\n%s. ' "$(machine)"
		printf 'Medians of %d runs unless it says else, all in turn on the same warm files.\n\n' "$BENCH_RUNS"
		awk -v min="$min" -v mid="$mid" -v max="$max" -v small="$BENCH_SMALL" -v county="${BENCH_COUNTY_ROWS:-0}" \
			-f "$here/goals.awk" "$here/figures.tsv" "$BENCH_DIR/medians.tsv" "$here/goals.tsv"
		printf '\n## Left out\n\n'
		sort -u "$left_out" 2>/dev/null | sed 's/^/- /' | grep . || echo 'Nobody.'
		printf '\n## Do they agree?\n\nWhat each peer found, compared with what we found.\n\n'
		printf '| figure | rows | who | agrees |\n|---|--:|---|---|\n'
		sed 's/\t/ | /g; s/.*/| & |/' "$agreed"
		printf '\n## Everything\n\nThe start of node is taken off the times of DuckDB.\n\n'
		awk -f "$here/table.awk" "$here/figures.tsv" "$BENCH_DIR/medians.tsv"
		printf '\n## Versions\n\n'
		versions
		printf '\n## Plots\n\n'
		plots
	} >"$table.new"
	mv "$table.new" "$table"
	sed '/^## Versions/,$d' "$table"
	if grep -q 'no$' "$agreed"; then
		say 'not all agree'
		return 1
	fi
}
