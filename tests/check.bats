# pts-check: a sound ledger passes, whatever is changed behind its back is found and named

setup() {
	load helper
	_common_setup
	make_ledger
}

# off SQL MESSAGE: the change is found, exit 1, and the first lines about it are the message; `@N` as in places
off() {
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	tamper "$1"
	set -- "$1" "$(places "$2")"
	run -1 --separate-stderr pts-check
	assert_equal "${stderr:0:$((${#2} + 11))}" "pts-check: $2"
	[[ $stderr == "pts-check: $2" || $stderr == "pts-check: $2"$'\n'* ]]
	# the row of the book says the same
	assert_line --partial "${2%%$'\n'*}"
}

@test "a sound ledger: one line a book, all ok" {
	run -0 --separate-stderr pts-check
	assert_equal "$stderr" ''
	assert_line --index 0 book,entries,households,score,points,balance,erased,hash,state
	assert_line --index 1 --regexp "^CS,$(seq_at CS 6),2,30\.00,30\.00,0\.00,0,[0-9a-f]{64},ok\$"
	assert_line --index 2 --regexp "$(places '^HH,@14,3,162\.00,62\.00,42\.00,0,[0-9a-f]{64},ok$')"
	assert_line --index 3 --regexp "^LX,$(seq_at LX 1),0,0\.00,0\.00,0\.00,0,[0-9a-f]{64},ok\$"
	assert_equal "${#lines[@]}" 4
	run -0 pts-check -b 红河村
	assert_equal "${#lines[@]}" 2
	run -0 pts-check -b LX
	assert_equal "${#lines[@]}" 4
}

@test "sound after expiry, a later close, another void" {
	export PTS_NOW=2026-03-01T09:00:00
	pts-close --expire
	pts-close 2025-08
	pts-redeem void CS-R2025-0001 -m again
	pts-log -H 001 -b HH -r CLEAN --date 2025-12-31 -m late
	run -0 pts-check
	refute_line --partial CS:
}

@test "the figures are those of the newest entries" {
	run -0 pts-check -b HH
	assert_line --index 1 --partial ",$(sqlite3 pts.db "SELECT hash FROM heads WHERE book = (SELECT book FROM books WHERE code = 'HH')"),ok"
}

@test "one digit of one entry: exactly that entry is named" {
	for seq in 1 @1 @7 @13; do
		off "UPDATE journal SET date = replace(date, '2025', '2024') WHERE seq = $seq AND book = 2" \
			"entry HH:$seq does not hash to what it says"
	done
	for field in score points quantity value; do
		off "UPDATE journal SET $field = COALESCE($field, 0) + 1 WHERE seq = @6 AND book = 2" \
			'entry HH:@6 does not hash to what it says'
	done
	off "UPDATE journal SET hash = replace(hash, substr(hash, 64), CASE substr(hash, 64) WHEN '0' THEN '1' ELSE '0' END)
		WHERE seq = @6 AND book = 2" 'entry HH:@6 does not hash to what it says'
}

@test "every text of an entry is covered, blank and 0 differ" {
	for field in id household member role rule category act item shop account ref corrects source note actor; do
		off "UPDATE journal SET $field = $field || '1' WHERE seq = @6 AND book = 2" \
			'entry HH:@6 does not hash to what it says'
	done
	off "UPDATE journal SET kind = 'deduct' WHERE seq = @6 AND book = 2" 'entry HH:@6 does not hash to what it says'
	for field in period date at hash; do
		off "UPDATE journal SET $field = $field || '1' WHERE seq = @6 AND book = 2" \
			'entry HH:@6 has a month, date, time or hash that is none'
	done
	off "UPDATE journal SET kind = 'gift' WHERE seq = @6 AND book = 2" 'entry HH:@6 is of kind `gift`, which is none'
	off "UPDATE journal SET cash = 0 WHERE seq = @6 AND book = 2" 'entry HH:@6 does not hash to what it says'
}

@test "an entry taken out, in the middle and at the end" {
	off 'DELETE FROM journal WHERE book = 2 AND seq = @2' 'entry HH:@2 is missing'
	off 'DELETE FROM journal WHERE book = 2 AND seq = @14' \
		'the journal of HH ends with entry @13, its head says @14: entry HH:@14 is missing'
	off 'DELETE FROM journal WHERE book = 2' 'the journal of HH ends with entry 0, its head says @14: entry HH:1 is missing'
}

@test "the newest entry taken out with its head set back: what derives from it tells" {
	off 'DELETE FROM journal WHERE book = 2 AND seq = @14;
		UPDATE heads SET seq = @13, hash = (SELECT hash FROM journal WHERE book = 2 AND seq = @13) WHERE book = 2' \
		'HH, household 002: the balance is kept as 20, its entries up to HH:@13 give 50'
}

@test "the head, the link to the household's entry before" {
	off "UPDATE heads SET hash = substr(hash, 2) || substr(hash, 1, 1) WHERE book = 2" \
		'the head of HH is not the hash of its last entry, HH:@14'
	off 'UPDATE heads SET seq = @13 WHERE book = 2' 'entry HH:@14 lies behind the head of the journal, @13'
	off 'UPDATE journal SET prev = @1 WHERE book = 2 AND seq = @6' \
		'entry HH:@6 follows entry @5 of its household, not @1'
}

@test "what is kept beside the journal: accounts, sums, months, stock" {
	off 'UPDATE accounts SET balance = balance + 1 WHERE book = 2 AND household = 1' \
		'HH, household 001: the balance is kept as 27.01, its entries up to HH:@11 give 27'
	off 'UPDATE accounts SET last = @6 WHERE book = 2 AND household = 1' \
		'HH, household 001: its newest entry is kept as @6, it is HH:@11'
	off "UPDATE sums SET earned = earned + 100, deducted = deducted + 100 WHERE book = 2 AND household = 2 AND period = '2025-07'" \
		'HH, household 002 in 2025-07: earned is kept as 21, its entries up to HH:@2 give 20'
	off "UPDATE sums SET events = 9 WHERE book = 2 AND household = 2 AND period = '2025-07'" \
		'HH, household 002 in 2025-07: events is kept as 9, its entries up to HH:@2 give 1'
	off "UPDATE sums SET balance = balance + 100 WHERE book = 2 AND household = 2 AND period = '2025-07'" \
		'HH, household 002 in 2025-07: the balance at its end is kept as 21, it is 20'
	off "UPDATE sums SET balance = NULL WHERE book = 2 AND household = 2 AND period = '2025-07'" \
		'HH, household 002 in 2025-07: the balance at its end is kept as -, it is 20'
	off "DELETE FROM sums WHERE book = 2 AND household = 3" 'HH: entry HH:@4 is in no kept tally'
	off "UPDATE months SET closed = 0 WHERE book = 2 AND period = '2025-07'" \
		'HH: the close of 2025-07 is kept as entry 0, it is @8'
	off "UPDATE months SET binding = 0 WHERE book = 2 AND period = '2025-07'" \
		'HH: the entries of 2025-07 are kept as @1 to @8 (0 binding), they are @1 to @8 (4)'
	off "UPDATE stock SET quantity = quantity + 100 WHERE book = 2 AND item = 'RICE'" \
		'HH, shop S1: the stock of RICE is kept as 3, the entries give 2'
	off "DELETE FROM stock WHERE book = 2 AND item = 'RICE'" \
		'HH, shop S1: the stock of RICE is kept as 0, the entries give 2'
	off "INSERT INTO stock (book, shop, item, quantity) VALUES (2, 'S1', 'WOK', 500)" 'HH, shop S1: the stock of WOK is kept as 5, the entries give 0'
}

@test "lots and who took them" {
	off 'UPDATE lots SET points = points - 1 WHERE book = 2 AND household = 1' \
		'HH, household 001: the lots kept as of entry HH:@11 are not those of its entries'
	off "UPDATE lots SET last_day = '2027-01-31' WHERE book = 2 AND household = 1" \
		'HH, household 001: the lots kept as of entry HH:@11 are not those of its entries'
	off "UPDATE accounts SET lots_upto = 5 WHERE book = 2 AND household = 3" \
		'entry HH:@4: what is kept of the lots it took is not what it took'
	off "UPDATE accounts SET lots_upto = 99 WHERE book = 2 AND household = 3" \
		'HH, household 003: its lots are kept as of entry 99, which is none of its entries'
	off "INSERT INTO allotments VALUES (2, 99, @1, 0, '2026-01-31', -100)" \
		'HH: lots are kept as taken by entry 99, which is none'
	off "INSERT INTO households (book, household, code) VALUES (2, 9, '009'); INSERT INTO lots VALUES (2, 9, @1, 0, '2026-01-31', 100)" \
		'HH: 5 lots are kept, the entries give 4'
	off 'UPDATE allotments SET points = points - 1 WHERE book = 2 AND seq = @11 AND lot = @1' \
		'entry HH:@11: what is kept of the lots it took is not what it took'
	off 'DELETE FROM allotments WHERE book = 2 AND seq = @12' \
		'entry HH:@12: what is kept of the lots it took is not what it took'
}

@test "ids, corrections, receipts, counters" {
	off "DELETE FROM ids WHERE book = 2 AND seq = @2" \
		"entry HH:@2: its id $(sqlite3 pts.db "$(places 'SELECT id FROM journal WHERE book = 2 AND seq = @2')") is not known with it"
	off 'DELETE FROM ids WHERE book = 2 AND seq = @11' 'entry HH:@11: its id O1 is not known with it'
	off 'INSERT INTO ids VALUES (2, 0, 2, 4711, 0, @2)' 'HH: an id is kept with entry HH:@2 that is not its own'
	off 'UPDATE ids SET run = 1 WHERE book = 2 AND seq = @2' 'entry HH:@2: its id is kept where it would not be found'
	off 'DELETE FROM id_filters WHERE book = 2' 'entry HH:@1: its id is kept where it would not be found'
	off 'DELETE FROM corrections WHERE book = 2 AND seq = @7' \
		'entry HH:@14 corrects HH:@7, but the table of corrections does not say so'
	off "INSERT INTO corrections VALUES (2, @1, 2, @2, 'reverse')" \
		'the table of corrections of HH names corrections that are no entries'
	off "UPDATE redemptions SET state = 'posted'" 'entry HH:@12: receipt HH-R2025-0002 is kept as posted, it is void'
	off "DELETE FROM redemptions WHERE book = 2 AND seq = @11" 'HH: 1 receipts are kept, the journal gave out 2'
	off "INSERT INTO corrections VALUES (2, @1, 1, 1, 'reverse')" \
		'entry HH:@1 is kept as corrected by an entry of another book, which does not correct it'
	off "UPDATE corrections SET kind = 'adjust' WHERE book = 2 AND seq = @7" \
		'entry HH:@14 corrects HH:@7, but the table of corrections does not say so'
	off 'UPDATE counters SET n = 7 WHERE book = 2' \
		'HH: 7 receipts are counted for 2025, the journal has given number 2'
}

@test "a closed month's tally and the scheme in force are held against their entries" {
	off "UPDATE rules SET points = 1100 WHERE rule = 'CLEAN'" \
		'entry CS:3: the table rules is not the one it recorded; load changes with pts-load
pts-check: entry HH:3: the table rules is not the one it recorded; load changes with pts-load
pts-check: entry LX:3: the table rules is not the one it recorded; load changes with pts-load'
}

@test "what figures depend on in the roster is held against its entries, names are not" {
	local households members books
	households=$(sqlite3 pts.db "SELECT seq FROM journal WHERE book = 2 AND ref LIKE 'households %'")
	members=$(sqlite3 pts.db "SELECT seq FROM journal WHERE book = 2 AND ref LIKE 'members %'")
	books=$(sqlite3 pts.db "SELECT seq FROM journal WHERE book = 2 AND ref LIKE 'books %'")
	cp pts.db sound.db
	for change in "households SET status = 'ended' WHERE code = '002'|$households" "households SET consent = 'yes' WHERE code = '003'|$households" \
		"members SET role = 'grid' WHERE member = 'M2'|$members" \
		"members SET status = 'ended' WHERE member = 'M1'|$members" "members SET member = 'M9' WHERE member = 'M2'|$members" \
		"members SET household = 3 WHERE member = 'M2'|$members" "books SET parent = 0 WHERE code = 'HH'|$books"; do
		cp sound.db pts.db
		sqlite3 pts.db "UPDATE ${change%|*}$([[ $change == books* ]] || echo ' AND book = 2')"
		run -1 pts-check -b HH
		assert_output --partial "HH:${change#*|}: the table ${change%% *} is not the one it recorded; load changes with pts-load"
	done
	cp sound.db pts.db
	sqlite3 pts.db "DELETE FROM members WHERE member = 'M2' AND book = 2"
	run -1 pts-check -b HH
	assert_output --partial "HH:$members: the table members is not the one it recorded"
	cp sound.db pts.db
	sqlite3 pts.db "UPDATE households SET head = '别人', grp = '九组', address = 'x', note = 'y'" "UPDATE members SET name = '别人', born = '1960'"
	run -0 pts-check
	sqlite3 pts.db "INSERT INTO households (book, household, code) VALUES (1, 1, '001')"
	run -1 pts-check
	assert_output --partial 'LX: no entry records the table households'
}

@test "an entry that counts in a closed month, well hashed" {
	# A forger who can hash, but forgets what closing means.
	local last
	last=$(seq_at LX 1)
	before=$(sqlite3 pts.db "SELECT hash FROM journal WHERE book = 1 AND seq = $last")
	line=$(printf 'pts1\t%s\tLX\t%s\t2025-06\t2025-06-30\t2025-09-12T01:00:00Z\tnotice' "$before" $((last + 1)))
	line+=$(printf '\t%.0s' {1..14})$(printf '\t0.00\t0.00')$(printf '\t%.0s' {1..9})
	hash=$(printf '%s\n' "$line" | sha256sum | cut -d' ' -f1)
	off "INSERT INTO journal VALUES (1, $((last + 1)), '2025-06', '2025-06-30', '2025-09-12T01:00:00Z', 'notice', '', '', '', '', '', '', '',
		'', '', '', '', '', '', NULL, 0, 0, NULL, NULL, NULL, NULL, '', '', '', '', '', '$hash', 0)" \
		'entry LX:@2 counts in 2025-06, which entry LX:@1 had closed'
}

@test "a note whose text was erased is counted, one that was changed is found" {
	tamper 'DELETE FROM notes WHERE book = 2 AND seq = @2'
	run -0 pts-check -b HH
	assert_line --index 1 --regexp "$(places '^HH,@14,3,162\.00,62\.00,42\.00,1,[0-9a-f]{64},ok$')"
	off "UPDATE notes SET text = '门前四包' WHERE book = 2 AND seq = @2" \
		'entry HH:@2: the text of its note is not the one it was recorded with'
	off "INSERT INTO notes VALUES (2, @3, '', '')" 'HH: a text is kept for entry @3, which has no note'
}

@test "a changed schema and a dropped guard are found, every change of it" {
	sqlite3 pts.db 'DROP TRIGGER journal_no_delete; DROP INDEX claims_by_deed; CREATE TABLE extra (a)'
	run -1 --separate-stderr pts-check
	assert_line --partial ,ok
	assert_equal "$stderr" "$(printf "pts-check: the ledger's schema was changed: %s\n" 'unknown or altered extra' \
		'missing claims_by_deed' 'missing journal_no_delete')"
}

# altered SQL WHAT: after SQL the ledger is refused, naming WHAT first
altered() {
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	sqlite3 pts.db "$1"
	run -66 pts-list balances
	assert_output "pts-list: the ledger's schema was changed: $2; pts-check tells more"
	run -1 --separate-stderr pts-check
	assert_equal "${stderr_lines[0]}" "pts-check: the ledger's schema was changed: $2"
}

@test "a ledger whose schema was changed is not used" {
	altered 'CREATE TRIGGER sly AFTER INSERT ON journal BEGIN DELETE FROM notes; END' 'unknown or altered sly'
	altered 'ALTER TABLE books ADD COLUMN extra TEXT' 'unknown or altered books'
	altered 'DROP INDEX claims_by_deed' 'missing claims_by_deed'
	altered 'DROP TABLE reservations' 'missing reservations'
	# The text of an object is compared to its end.
	altered "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - length(', WITHOUT ROWID'))
		WHERE name = 'settings'" 'unknown or altered settings'
}

@test "a ledger that was vacuumed and analysed, or dumped and restored, is the same ledger" {
	pts-check >before
	sqlite3 pts.db VACUUM ANALYZE
	run -0 pts-check
	assert_output "$(cat before)"
	run -0 pts-log -b HH -H 001 -r CLEAN -m 'in use'
	pts-check >before
	{
		sqlite3 pts.db .dump
		sqlite3 pts.db "SELECT 'PRAGMA ' || name || ' = ' || value || ';' FROM (
			SELECT 'application_id' AS name, application_id AS value FROM pragma_application_id UNION ALL
			SELECT 'user_version', user_version FROM pragma_user_version)"
	} | (umask 077 && sqlite3 restored.db)
	run -0 pts-check -d restored.db
	assert_output "$(cat before)"
}

@test "damaged storage is said and does not stop the rest" {
	page=$(sqlite3 pts.db "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'claims'")
	printf 'rubbish %.0s' {1..512} | dd of=pts.db bs="$(sqlite3 pts.db "PRAGMA page_size")" seek="$page" conv=notrunc status=none
	run -1 pts-check
	assert_output --partial "pts-check: SQLite's integrity check:"
	assert_line --regexp "^HH,$((S + 14)),.*,ok\$"
}

# unguarded TABLE SQL: runs it with the types and constraints of the table taken off, which nothing in the schema shows afterwards
unguarded() {
	local schema
	schema=$(sqlite3 pts.db "SELECT quote(sql) FROM sqlite_schema WHERE name = '$1'")
	sqlite3 pts.db "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(replace(replace(sql, 'NOT NULL', ''), 'STRICT, ', ''),
		'STRICT', '') WHERE name = '$1'"
	tamper "$2"
	sqlite3 pts.db "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = $schema WHERE name = '$1'"
}

# odd TABLE SQL MESSAGE: what it does to the table is found by SQLite's own check and by nothing else
odd() {
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	unguarded "$1" "$2"
	run -1 --separate-stderr pts-check
	assert_equal "$stderr" "pts-check: SQLite's integrity check: $3"
	assert_line --regexp '^HH,.*,ok$'
	run -1 pts-check -b HH
}

@test "a cell of a type that no statement can write, though it hashes" {
	odd journal "UPDATE journal SET act = NULL WHERE seq = @6 AND book = 2" 'NULL value in journal.act'
	odd journal "UPDATE journal SET act = x'' WHERE seq = @6 AND book = 2" 'non-TEXT value in journal.act'
	odd journal "UPDATE journal SET role = CAST(role AS BLOB) WHERE seq = @6 AND book = 2" 'non-TEXT value in journal.role'
	odd journal "UPDATE journal SET points = CAST(points AS BLOB) WHERE seq = @6 AND book = 2" 'non-INTEGER value in journal.points'
	odd journal "INSERT INTO journal (book, seq, period) VALUES (99, 1, '2025-07')" 'NULL value in journal.date'
	odd notes "UPDATE notes SET salt = CAST(salt AS BLOB) WHERE seq = @2 AND book = 2" 'non-TEXT value in notes.salt'
	odd notes "INSERT INTO notes VALUES (99, 1, 'salt', NULL)" 'NULL value in notes.text'
	odd sums "UPDATE sums SET other = CAST(other AS BLOB) WHERE household = 1 AND book = 2" 'non-INTEGER value in sums.other'
	odd sums "INSERT INTO sums SELECT 99, period, household, events, earned, deducted, points, NULL, 0, 0, NULL FROM sums LIMIT 1" \
		'NULL value in sums.redeemed'
	odd ids "UPDATE ids SET seq = CAST(seq AS BLOB) WHERE book = 2" 'non-INTEGER value in ids.seq'
	odd ids "INSERT INTO ids VALUES (99, 0, 1, 1, 1, NULL)" 'NULL value in ids.seq'
}

@test "a row out of its place, where it cannot be found by its key" {
	local row schema
	row=$(sqlite3 -separator , pts.db 'SELECT * FROM ids WHERE book = 2 ORDER BY run, kind, a, b LIMIT 1')
	schema=$(sqlite3 pts.db "SELECT quote(sql) FROM sqlite_schema WHERE name = 'ids'")
	sqlite3 pts.db 'DELETE FROM ids WHERE (book, run, kind, a, b, seq) = ('"$row"')' \
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'a, b)', 'a DESC, b)') WHERE name = 'ids'"
	sqlite3 pts.db "INSERT INTO ids VALUES ($row)" \
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = $schema WHERE name = 'ids'"
	run -1 --separate-stderr pts-check
	assert_equal "$stderr" "pts-check: SQLite's integrity check: row not in PRIMARY KEY order for ids"
	assert_line --regexp '^HH,.*,ok$'
}

@test "a page that belongs to nothing" {
	sqlite3 pts.db 'CREATE TABLE lost (a); PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = "lost"'
	run -1 --separate-stderr pts-check
	assert_regex "$stderr" "^pts-check: SQLite's integrity check: .*Page [0-9]+ is never used\$"
	assert_line --regexp '^HH,.*,ok$'
}

@test "a word of the scheme that no loader lets in is said, by every tool that counts" {
	sqlite3 pts.db "UPDATE rules SET cap_per = 'x' WHERE cap_per <> ''"
	[ "$(sqlite3 pts.db "SELECT count(*) > 0 FROM rules WHERE cap_per = 'x'")" = 1 ]
	run -1 pts-check
	assert_line --partial 'the scheme is damaged: '
	assert_line --regexp ' counts per `x`'
	run -65 pts-log -b HH -H 001 -r CLEAN -m 'not now'
	assert_output --partial 'the scheme is damaged: '
}

@test "each book has its own first place; the others go on" {
	tamper "UPDATE journal SET score = score + 1 WHERE book = 1 AND seq = $(seq_at LX 1)" \
		'UPDATE journal SET score = score + 1 WHERE book = 2 AND seq IN (@1, @3)'
	run -1 --separate-stderr pts-check
	assert_regex "$stderr" "entry $(at LX 1) does not hash to what it says"
	assert_regex "$stderr" "entry $(at HH 1) does not hash to what it says"
	[[ $stderr != *"$(at HH 3) does not hash"* ]]
	assert_line --regexp "^CS,$(seq_at CS 6),.*,ok\$"
}

@test "nothing is written" {
	before=$(sha256sum pts.db)
	pts-check >out.csv
	assert_equal "$(sha256sum pts.db)" "$before"
	chmod 0440 pts.db
	pts-check >again.csv
	cmp out.csv again.csv
}

@test "usage: an operand, an unknown book, no ledger" {
	run -64 pts-check HH
	assert_output --partial 'no operand is taken here: `HH`'
	run -65 pts-check -b NOWHERE
	run -66 pts-check -d nowhere.db
	run -74 bash -c 'pts-check >/dev/full'
}

@test "what caps count, and vetoes" {
	local wrong='HH, household 001: what is kept as given for HOURS in 2025-07 is not what its events give'
	off "UPDATE uses SET given = replace(given, '1200', '1300') WHERE book = 2 AND household = 1" "$wrong"
	off "UPDATE uses SET given = given || 'HOURS 1' WHERE book = 2 AND household = 1" "$wrong"
	off 'DELETE FROM uses WHERE book = 2 AND household = 1' "$wrong"
	off "UPDATE uses SET given = 'CLEAN 1 1 100 1000 0' || char(10) WHERE book = 2 AND household = 2" \
		'HH, household 002: what is kept as given for CLEAN in 2025-08 is not what its events give'
	off "INSERT INTO vetoes VALUES (2, @3, 1, '2025-07-01', '2025-12-31', '')" 'HH: the vetoes kept are not those of its entries'
}

@test "a setting that was changed to nonsense stops the tools in words, and is found" {
	printf 'key,value\nexpiry,year-end\n' | pts-load settings >/dev/null
	sqlite3 pts.db "UPDATE settings SET value = 'junk' WHERE key = 'expiry'"
	for tool in 'pts-tally -p 2025-07' 'pts-list balances' 'pts-close --expire'; do
		run -65 $tool
		assert_output --partial 'the table settings was changed: expiry is `junk`, which it does not take; pts-check tells more'
	done
	run -1 pts-check
	assert_output --partial 'the table settings was changed: expiry is `junk`, which it does not take'
}

@test "a deed that was taken back twice is found, though the table hid the first time" {
	tamper "UPDATE corrections SET kind = 'adjust' WHERE kind = 'reverse'"
	run -0 pts-log --reverse -m again "$(at HH 7)"
	assert_line --partial ',posted,'
	tamper "UPDATE corrections SET kind = 'reverse' WHERE kind = 'adjust'"
	run -1 --separate-stderr pts-check -b HH
	assert_equal "$stderr" "$(places 'pts-check: entry HH:@15 reverses HH:@7, which an earlier entry had reversed')"
}

@test "the settings of every time, with the digests of their entries" {
	local entry
	entry=$(sqlite3 pts.db "SELECT seq FROM journal WHERE book = 2 AND ref LIKE 'settings %'")
	off "INSERT INTO settings_past VALUES (2, 'negative', $entry, 'floor')" \
		"entry HH:$entry: the settings kept of its time are not those it recorded"
	off "UPDATE settings_past SET value = '0.6' WHERE book = 2 AND key = 'point_value'" \
		"entry HH:$entry: the settings kept of its time are not those it recorded"
	off "DELETE FROM settings_past WHERE book = 2 AND key = 'point_value'" \
		"entry HH:$entry: the settings kept of its time are not those it recorded"
	off "INSERT INTO settings_past VALUES (2, 'negative', @3, 'floor')" \
		'HH: the setting negative is kept as changed by entry @3, which changed no setting'
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	# A setting that is given with its default, changed, and taken away again.
	for value in 7 10 ''; do
		printf 'book,key,value\nHH,objection_days,%s\n' "$value" | pts-load settings
	done
	run -0 pts-check
	tamper "UPDATE settings_past SET value = '99' WHERE value = '10'"
	run -1 --separate-stderr pts-check -b HH
	assert_equal "$stderr" "$(places 'pts-check: entry HH:@16: the settings kept of its time are not those it recorded')"
}

@test "a fault found does not stop the other checks" {
	off "UPDATE journal SET note = 'x' WHERE book = 2 AND seq = @2; UPDATE stock SET quantity = quantity + 100 WHERE book = 2 AND item = 'RICE';
		UPDATE counters SET n = 7 WHERE book = 2" 'entry HH:@2 does not hash to what it says'
	assert_regex "$stderr" 'HH, shop S1: the stock of RICE is kept as 3, the entries give 2'
	assert_regex "$stderr" 'HH: 7 receipts are counted for 2025, the journal has given number 2'
	run -1 pts-check
	assert_line --regexp '^HH,.*,entry HH:[0-9]+ does not hash to what it says$'
}

@test "the days of a veto are those of its rule" {
	printf '%s\n' rule,category,title,counts,cap_per,valid_from FIRE,HJ,放火,veto,quarter,2025-01-01 | pts-load rules -
	pts-log -b HH -H 001 -r FIRE --date 2025-09-03
	assert_equal "$(sqlite3 pts.db 'SELECT date, until FROM vetoes')" '2025-09-03|2025-09-30'
	run -0 pts-check
	cp pts.db sound.db
	for change in "until = '2025-09-08'" "date = '2025-09-04'" "household = 2" "lifted = '2025-09'"; do
		cp sound.db pts.db
		tamper "UPDATE vetoes SET $change"
		run -1 --separate-stderr pts-check -b HH
		assert_equal "$stderr" 'pts-check: HH: the vetoes kept are not those of its entries'
	done
}
