# shellcheck shell=bash
# Recording events: pts-log against loading the same rows with no rules at all.

columns='event TEXT PRIMARY KEY, date TEXT, book TEXT, household TEXT, member TEXT, rule TEXT,
	quantity REAL, points REAL, act TEXT, note TEXT'
duck_columns='event VARCHAR PRIMARY KEY, date DATE, book VARCHAR, household VARCHAR, member VARCHAR, rule VARCHAR,
	quantity DECIMAL(18, 2), points DECIMAL(18, 2), act VARCHAR, note VARCHAR'
deeds_index='CREATE INDEX deeds_by_household ON deeds (book, household)'

# new_ledger LEDGER: without events, but with the scheme and the roster
new_ledger() {
	mkdir -p "$work/scheme"
	generate scheme "$work/scheme" books="$BENCH_BOOKS" households="$BENCH_HOUSEHOLDS"
	rm -f "$1"
	pts-init -d "$1" "$work/scheme" -o "$work/init.csv"
}

# deeds STREAM ROWS [NAME=NUMBER]...: one stream of the generator
deeds() {
	generate "$1" rows="$2" books="$BENCH_BOOKS" households="$BENCH_HOUSEHOLDS" "${@:3}"
}

# How many deeds the ledger or database holds.
found_in_ledger() {
	pts-tally -d "$1" -k book | awk -F, 'NR > 1 {n += $4} END {print n + 0}' | found
}

# Leaves $work/ledger.db for the figures that follow.
log_pts() {
	rm -f "$work/ledger.db"
	cp "$work/new.db" "$work/ledger.db"
	timed pts-log -d "$work/ledger.db" "$work/events.csv" >/dev/null
	found_in_ledger "$work/ledger.db"
}

# The settings of our ledgers: durable when it says so.
log_sqlite3() {
	local db=$work/sqlite3.db
	rm -f "$db"
	timed sqlite3 -bail "$db" 'PRAGMA journal_mode=TRUNCATE' 'PRAGMA synchronous=EXTRA' "CREATE TABLE deeds ($columns)" \
		"$deeds_index" ".import --csv --skip 1 '$work/events.csv' deeds" >/dev/null
	sqlite3 "$db" 'SELECT count(*) FROM deeds' | found
	rm -f "$db"
}

log_duckdb() {
	local db=$work/duck.db
	rm -f "$db"
	timed node "$here/duckdb.cjs" "$db" "CREATE TABLE deeds ($duck_columns)" "$deeds_index" \
		"COPY deeds FROM '$work/events.csv' (HEADER)"
	node "$here/duckdb.cjs" "$db" "COPY (SELECT count(*) FROM deeds) TO '/dev/stdout' (FORMAT csv, HEADER false)" | found
	rm -f "$db"
}

# The same rows with ids that nearly come in order, and with none, so that the tool derives them.
log_ids_in_order_pts() { log_pts; }
log_ids_in_order_sqlite3() { log_sqlite3; }
log_ids_in_order_duckdb() { log_duckdb; }
log_ids_derived_pts() { log_pts; }

more=0 # how often that was done: the seed of the next

# more_into [NAME=NUMBER]...: more events into a ledger, and as many into an empty one where $rows is 0. Other deeds each time, so
# that the ledger needs no copy.
more_into() {
	local ledger=$work/ledger.db
	more=$((more + 1))
	deeds events "$BENCH_MORE" seed=$((more + 1)) "$@" >"$work/more.csv"
	if [ "$rows" = 0 ]; then
		ledger=$work/empty.db
		cp "$work/new.db" "$ledger"
	fi
	timed pts-log -d "$ledger" "$work/more.csv" >/dev/null
	rm -f "$work/more.csv" "$work/empty.db"
}

# Those that come next, and stragglers from all over the year that is there already.
log_next_pts() { PTS_NOW=2027-01-05T09:00:00 more_into year=2026; }
log_more_pts() { more_into; }
