#!/usr/bin/env bats
# Bulk loads keep much in memory and read whole windows at once; none of that may show in what they leave.

load helper

ROWS=60000

setup() {
	_common_setup
	PATH=$(realpath "$(dirname "$(command -v pts-log)")/../bench/bin"):$PATH
	export PTS_NOW=2026-01-05T09:00:00
	mkdir scheme
	generate scheme scheme books=2 households=1200
	generate events rows=$ROWS books=2 households=1200 >events.csv
	pts-init -d new.db scheme >init.csv
}

# What a ledger holds, but for where the rows were read and what hashes of that.
content() {
	sqlite3 "$1" "SELECT book, seq, period, date, id, household, member, rule, quantity, score, points, prev FROM journal
		WHERE id <> '' ORDER BY book, seq" 'SELECT * FROM uses ORDER BY 1, 2, 3, 4' 'SELECT * FROM accounts ORDER BY 1, 2' \
		'SELECT * FROM sums ORDER BY 1, 2, 3' 'SELECT book, kind, a, b, seq FROM ids ORDER BY 1, 2, 3, 4'
}

@test "in parts or as a whole is the same" {
	cp new.db whole.db
	pts-log -d whole.db events.csv >whole.csv 2>notes
	assert_equal "$(wc -l <whole.csv)" $((ROWS + 1))
	content whole.db >whole
	cp new.db parts.db
	for from in 1 $((ROWS / 3 + 1)) $((2 * ROWS / 3 + 1)); do
		awk -v from=$from -v n=$((ROWS / 3)) 'NR == 1 || (NR > from && NR <= from + n)' events.csv >part.csv
		pts-log -d parts.db part.csv >>parts.csv 2>notes
	done
	content parts.db >parts
	cmp whole parts
	pts-check -d parts.db >check.csv
	refute grep -v ',\(ok\|state\)$' check.csv
	# Some rows were capped, or the caps would not have been asked.
	assert [ "$(grep -c capped whole.csv)" -gt 1000 ]
}

@test "a file that was loaded is all duplicates, and adds nothing" {
	pts-log -d new.db events.csv >first.csv 2>notes
	content new.db >before
	pts-log -d new.db events.csv >again.csv 2>notes
	assert_equal "$(grep -c ,duplicate, again.csv)" $ROWS
	content new.db >after
	cmp before after
}

@test "usage that is damaged is not taken for none" {
	head -n 3001 events.csv >some.csv
	sed -n '1p;3002,6001p' events.csv >more.csv
	pts-log -d new.db some.csv >first.csv 2>notes
	for change in "' ', 'x'" "x'0a', ' '" "'0', ''"; do
		cp new.db damaged.db
		sqlite3 damaged.db "UPDATE uses SET given = replace(given, $change)"
		run -65 pts-log -d damaged.db more.csv
		assert_output --partial 'what is kept of earlier events is damaged; pts-check tells more'
		assert_equal "$(sqlite3 damaged.db 'SELECT count(*) FROM journal')" "$(sqlite3 new.db 'SELECT count(*) FROM journal')"
	done
}
