# The chain, seen by other programs: sha256sum and the sqlite3 shell

setup() {
	load helper
	_common_setup
	make_ledger
}

# The hash of each line of `pts-list journal --raw`, from sha256sum alone; fails where a line does not name the one before.
chain() {
	local before line
	before=$(printf '0%.0s' {1..64})
	while IFS= read -r line; do
		[ "$(cut -f2 <<<"$line")" = "$before" ] || return
		before=$(printf '%s\n' "$line" | sha256sum | cut -d' ' -f1)
		printf '%s\n' "$before"
	done
}

@test "sha256sum alone recomputes every book's chain up to its head" {
	for book in HH CS LX; do
		# of a town the journals of its villages come as well
		pts-list journal --raw -b "$book" | awk -F'\t' -v book="$book" '$3 == book' >raw
		chain <raw >hashes
		assert_equal "$(tail -n 1 hashes)" "$(sqlite3 pts.db "SELECT hash FROM heads JOIN books USING (book) WHERE code = '$book'")"
		assert_equal "$(cat hashes)" "$(sqlite3 pts.db "SELECT hash FROM journal JOIN books USING (book) WHERE code = '$book' ORDER BY seq")"
	done
	assert_equal "$(pts-list heads -b HH | tail -n 1 | tr , '\n' | grep -E '^[0-9a-f]{64}$')" \
		"$(pts-list journal --raw -b HH | chain | tail -n 1)"
}

@test "the raw line is the field list of the manual, blanks included" {
	run -0 pts-list journal --raw -b HH
	assert_equal "${#lines[@]}" $((S + 14))
	assert_equal "$(awk -F'\t' '{print NF}' <<<"$output" | sort -u)" 33
	assert_equal "$(cut -f1,3 <<<"$output" | sort -u)" $'pts1\tHH'
	assert_equal "$(sed -n $((S + 7))p <<<"$output" | cut -f4-)" "$(printf '%s\t' $((S + 7)) 2025-08 2025-08-16 2025-09-12T01:00:00Z earn \
		x1247b71d9f4fcc8c4931c83659b20001 002 '' '' '' '' '' HOURS ZY '' '' '' '' 12.00 30.00 30.00 '' '' '' '' '' '' events.csv:8 '')tester"
	assert_equal "$(sed -n $((S + 11))p <<<"$output" | cut -f8,20-29)" $'redeem\tS1\t\t-2.00\t0.00\t-20.00\t1000\t\t\t\tHH-R2025-0001'
}

@test "a derived id is what the manual says" {
	who=$(printf 'HH\t2025-08-16\t002\t\tHOURS')
	a=$(printf '%s' "$who" | sha256sum | cut -c1-16)
	b=$(printf '%s\t12.00\t\t' "$who" | sha256sum | cut -c1-16)
	days=$((($(date -u -d 2025-08-16 +%s) - $(date -u -d 2000-01-01 +%s)) / 86400))
	# The first 47 bits: bash shifts with the sign, so that it is cut off afterwards.
	first47() { printf '%d' $((0x$1 >> 17 & 0x7fffffffffff)); }
	id=$(printf 'x%016x%016x' $((days << 47 | $(first47 "$a"))) $((($(first47 "$b") << 16) + 1)))
	assert_equal "$(sqlite3 pts.db "SELECT id FROM journal WHERE book = 2 AND seq = $((S + 7))")" "$id"
}

@test "a note's digest is that of its salt and text" {
	IFS='|' read -r digest salt text < <(sqlite3 pts.db "SELECT note, salt, text FROM journal JOIN notes USING (book, seq) WHERE book = 2 AND seq = $((S + 2))")
	assert_equal "$text" 门前三包
	assert_equal "$(printf '%s%s' "$salt" "$text" | sha256sum | cut -d' ' -f1)" "$digest"
	assert_equal "${#salt}" 32
}

@test "a close holds the digest of the month's tally" {
	{
		echo household,events,earned,deducted,points,redeemed,expired,other
		sqlite3 -separator , pts.db "SELECT code, events, printf('%.2f', earned / 100.0), printf('%.2f', deducted / 100.0),
			printf('%.2f', points / 100.0), printf('%.2f', redeemed / 100.0), printf('%.2f', expired / 100.0),
			printf('%.2f', other / 100.0) FROM sums JOIN households USING (book, household)
			WHERE sums.book = 2 AND period = '2025-07' ORDER BY code"
	} >tally.csv
	assert_equal "$(wc -l <tally.csv)" 4
	assert_equal "$(sha256sum <tally.csv | cut -d' ' -f1)" "$(sqlite3 pts.db "SELECT ref FROM journal WHERE book = 2 AND kind = 'close'")"
}

@test "the journal refuses to be changed or deleted" {
	for change in 'UPDATE journal SET points = 0' 'UPDATE journal SET prev = 1 WHERE seq = @3' 'DELETE FROM journal' \
		'DELETE FROM journal WHERE seq = @14' 'REPLACE INTO journal SELECT * FROM journal WHERE seq = 5'; do
		before=$(pts-list journal --raw | sha256sum)
		run sqlite3 pts.db "PRAGMA recursive_triggers=1; $(places "$change")"
		assert_failure
		assert_output --partial 'the journal is append-only'
		assert_equal "$(pts-list journal --raw | sha256sum)" "$before"
	done
	run -0 pts-check
}

@test "REPLACE without recursive triggers gets past the guard, but not past the chain" {
	sqlite3 pts.db "CREATE TEMP TABLE t AS SELECT * FROM journal WHERE book = 2 AND seq = $((S + 6)); UPDATE t SET points = 9900;
		REPLACE INTO journal SELECT * FROM t"
	run -1 pts-check -b HH
	assert_output --partial "entry $(at HH 6) does not hash to what it says"
}

@test "each digit of the newest entries, flipped, is found at exactly its entry" {
	for n in 1 2 3 4 5 6 7 9 11 12 13 14; do
		cp "$BATS_FILE_TMPDIR/village.db" pts.db
		tamper "UPDATE journal SET points = points + 100 WHERE book = 2 AND seq = @$n"
		run -1 --separate-stderr pts-check -b HH
		assert_equal "${stderr_lines[0]}" "pts-check: entry $(at HH "$n") does not hash to what it says"
	done
}

@test "two entries that changed places, an entry put in between, a copied tail" {
	tamper 'UPDATE journal SET seq = -seq WHERE book = 2 AND seq IN (@3, @4)' \
		'UPDATE journal SET seq = @3 + @4 + seq WHERE book = 2 AND seq IN (-@3, -@4)'
	run -1 pts-check -b HH
	assert_output --partial "entry $(at HH 3) does not hash to what it says"
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	tamper 'CREATE TEMP TABLE t AS SELECT * FROM journal WHERE book = 2 AND seq = @14; UPDATE t SET seq = @15;
		INSERT INTO journal SELECT * FROM t'
	run -1 pts-check -b HH
	assert_output --partial "entry $(at HH 15) does not hash to what it says"
}

@test "the newest entry taken off with everything that derives from it leaves a shorter ledger: only a noted head tells" {
	noted=$(pts-check -b HH | tail -n 1 | cut -d, -f8)
	pts-log -H 003 -b HH -r CLEAN --date 2025-09-01 -m late
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	run -0 pts-check -b HH
	assert_line --index 1 --partial ",$noted,ok"
}
