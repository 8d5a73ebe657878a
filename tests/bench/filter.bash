# shellcheck shell=bash
# A CSV stream of deeds, summed by household: how many, score, points. And a stream of standings, ranked.

filter_pts() {
	timed pts-tally -k household "$work/scored.csv" >"$work/out.csv"
	sed 1d "$work/out.csv" | found 1 2 3 6 7
}

filter_mawk() { filter_awk mawk; }
filter_gawk() { filter_awk gawk; }
filter_awk() {
	timed "$1" -F, 'NR > 1 {k = $2 "," $4; n[k]++; score[k] += $10; points[k] += $11}
		END {for (k in n) printf "%s,%d,%.2f,%.2f\n", k, n[k], score[k], points[k]}' "$work/scored.csv" >"$work/out.csv"
	found <"$work/out.csv"
}

filter_datamash() {
	timed datamash -t, --header-in -s -g 2,4 count 1 sum 10 sum 11 <"$work/scored.csv" >"$work/out.csv"
	found <"$work/out.csv"
}

filter_miller() {
	timed mlr --icsv --ocsv stats1 -a count,sum -f score,points -g book,household "$work/scored.csv" >"$work/out.csv"
	sed 1d "$work/out.csv" | found 1 2 3 4 6
}

# What it takes to begin.
start_duckdb() {
	timed node "$here/duckdb.cjs" :memory: 'SELECT 1'
}

filter_sqlite3() {
	timed sqlite3 -bail -csv :memory: 'CREATE TABLE deeds (event TEXT, book TEXT, period TEXT, household TEXT,
		member TEXT, category TEXT, rule TEXT, kind TEXT, quantity REAL, score REAL, points REAL, state TEXT)' \
		".import --csv --skip 1 '$work/scored.csv' deeds" \
		'SELECT book, household, count(*), sum(score), sum(points) FROM deeds GROUP BY book, household' >"$work/out.csv"
	found <"$work/out.csv"
}

filter_duckdb() {
	timed node "$here/duckdb.cjs" :memory: "COPY (SELECT book, household, count(*), sum(score), sum(points)
		FROM read_csv('$work/scored.csv',
			types = {'household': 'VARCHAR', 'score': 'DECIMAL(18, 2)', 'points': 'DECIMAL(18, 2)'})
		GROUP BY book, household) TO '$work/out.csv' (FORMAT csv, HEADER false)"
	found <"$work/out.csv"
}

rank_pts() {
	timed pts-rank "$work/standings.csv" >"$work/out.csv"
	sed 1d "$work/out.csv" | cut -d, -f8 | nl -s, -w1 | found
}

# The heading has no figure, so it comes last.
rank_sort() {
	timed sort -t, -k7,7nr -s "$work/standings.csv" >"$work/out.csv"
	grep -v ^book "$work/out.csv" | cut -d, -f7 | nl -s, -w1 | found
}

rank_miller() {
	timed mlr --icsv --ocsv sort -nr score "then" cat -n "$work/standings.csv" >"$work/out.csv"
	sed 1d "$work/out.csv" | cut -d, -f8 | nl -s, -w1 | found
}

# The best of many, for the memory it takes.
rank_top_pts() {
	deeds standings "$rows" | timed pts-rank -n 20 >"$work/out.csv"
}
