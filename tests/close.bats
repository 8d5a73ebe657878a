# pts-close: which months may be closed, in what order, what is frozen, what expires

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	export PTS_LEDGER=l.db
	pts-init "$ROOT/tests/fixtures/village" >/dev/null
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
}

setup() {
	load helper
	_common_setup
	unset PTS_LEDGER
	set -o pipefail
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
	S=$(start HH)
}

# The first figures of each row, without the header and the salted head.
rows() {
	sed 1d | cut -d, -f1-6
}

entries() {
	sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = '${1:-close}'"
}

expired() {
	pts-list journal -b HH | awk -F, '$13 == "expire" {print $3 "," $5 "," $6 "," $16}'
}

@test "a month: book, period, households, events, score, points, and the head of its chain" {
	run -0 --separate-stderr pts-close 2025-07
	assert_equal "$stderr" ''
	assert_line --index 0 book,period,households,events,score,points,head
	assert_line --index 1 --regexp '^CS,2025-07,1,1,30\.00,30\.00,[0-9a-f]{64}$'
	assert_line --index 2 --regexp '^HH,2025-07,3,4,37\.00,37\.00,[0-9a-f]{64}$'
	assert_line --index 3 --regexp '^LX,2025-07,0,0,0\.00,0\.00,[0-9a-f]{64}$'
	assert_equal "$(pts-list heads -b HH | cut -d, -f3 | tail -1)" "$(cut -d, -f7 <<<"${lines[2]}")"
}

@test "a quarter is its three months, in order" {
	run -0 pts-close 2025Q3 -b HH
	assert_equal "$(rows <<<"$output")" $'HH,2025-07,3,4,37.00,37.00\nHH,2025-08,2,3,155.00,55.00\nHH,2025-09,0,0,0.00,0.00'
}

@test "closing again says so, prints the same and exits 0" {
	pts-close 2025Q3 >first.csv
	before=$(sha256sum pts.db)
	run -0 --separate-stderr pts-close 2025Q3 --verbose
	assert_equal "$output" "$(cat first.csv)"
	assert_regex "$stderr" 'pts-close: 2025-07 of HH is closed already'
	assert_regex "$stderr" 'pts-close: closed 0, already closed 9$'
	run -0 --separate-stderr pts-close 2025Q3
	assert_equal "$stderr" ''
	assert_equal "$(sha256sum pts.db)" "$before"
	run -0 pts-close 2025-06
	assert_equal "${#lines[@]}" 1
}

@test "a month that is not over is refused" {
	run -1 pts-close 2025-10
	assert_line --index 0 'pts-close: CS: 2025-10 is not over before 2025-11-01'
	PTS_NOW=2025-10-31T23:59:59 run -1 pts-close 2025-10 -b LX
	PTS_NOW=2025-11-01T00:00:00 run -0 pts-close 2025-10 -b LX
}

@test "an earlier month with entries must be closed first; an empty one need not" {
	run -1 --separate-stderr pts-close 2025-08
	assert_equal "$stderr" 'pts-close: CS: 2025-07 is open and has entries: close it before 2025-08
pts-close: HH: 2025-07 is open and has entries: close it before 2025-08'
	assert_output ''
	pts-close 2025-07 >/dev/null
	pts-close 2025-08 >/dev/null
	run -0 pts-close 2025-09
}

@test "a scheme entry does not hold a month open" {
	run -0 pts-close 2025-09 -b LX
}

@test "all books or none; --partial those that can" {
	pts-close 2025-07 -b HH >/dev/null
	run -1 --separate-stderr pts-close 2025-08
	assert_equal "$stderr" 'pts-close: CS: 2025-07 is open and has entries: close it before 2025-08'
	assert_equal "$(entries)" 1
	run -1 --separate-stderr pts-close 2025-08 --partial
	assert_equal "$(cut -d, -f1,2 <<<"$output")" $'book,period\nHH,2025-08\nLX,2025-08'
	assert_equal "$(entries)" 3
}

@test "-b by code or name closes that book only" {
	run -0 pts-close 2025-07 -b 红河村
	assert_equal "${#lines[@]}" 2
	assert_equal "$(entries)" 1
	PTS_BOOK=CS run -0 pts-close 2025-07
	assert_line --partial CS,2025-07,
	run -65 pts-close 2025-07 -b NOWHERE
}

@test "after its close nothing of the book counts in the month or earlier" {
	pts-close 2025-07 -b HH >/dev/null
	run -1 pts-log -b HH -H 001 -r CLEAN --date 2025-07-31
	run -1 pts-log -b HH -H 001 -r CLEAN --date 2025-06-30
	run -0 pts-log -b CS -H 001 -r CLEAN --date 2025-07-31
	run -0 pts-log -b HH -H 001 -r CLEAN --date 2025-07-31 --late
	assert_line --partial ,HH,2025-08,
	run -0 pts-log --reverse -m 'not so' "$(at HH 1)"
	assert_line --partial ,HH,2025-08,
	assert_equal "$(sqlite3 pts.db "SELECT MAX(seq) FROM journal j JOIN books b USING (book) WHERE code = 'HH' AND period <= '2025-07'")" \
		"$(sqlite3 pts.db "SELECT seq FROM journal j JOIN books b USING (book) WHERE code = 'HH' AND kind = 'close'")"
	run -0 pts-check
}

@test "goods and redemptions obey closed months too" {
	pts-stock in "$ROOT/tests/fixtures/stock.csv" >/dev/null
	pts-close 2025Q3 -b HH >/dev/null
	run -1 pts-stock in --verbose - <<<$'book,item,quantity,date\nHH,SOAP,1,2025-09-30'
	assert_line --partial '2025-09 of HH is closed: with --late this counts in 2025-10'
	run -1 pts-redeem -b HH -H 001 -i SOAP --date 2025-09-30
	run -0 pts-redeem -b HH -H 001 -i SOAP --date 2025-09-30 --late
	assert_equal "$(sqlite3 pts.db "SELECT period, date FROM journal WHERE kind = 'redeem'")" '2025-10|2025-09-30'
}

@test "a frozen month stays as it was when late entries come" {
	pts-close 2025-07 >/dev/null
	pts-tally -p 2025-07 -o before.csv
	pts-log --late -b HH -H 001 -r CLEAN --date 2025-07-02 >/dev/null
	pts-log --reverse -m 'not so' "$(at HH 2)" >/dev/null
	cmp before.csv <(pts-tally -p 2025-07)
	run -0 pts-close 2025-07 -b HH
	assert_line --partial HH,2025-07,3,4,37.00,37.00,
}

@test "year end with grace: points live to the last day, and die the day after" {
	pts-close 2025Q3 >/dev/null
	export PTS_NOW=2026-01-31T23:00:00
	run -0 pts-list balances -b HH -H 001
	assert_line --partial ,47.00,47.00
	pts-close --expire
	assert_equal "$(expired)" ''
	export PTS_NOW=2026-02-01T00:00:01
	run -0 pts-list balances -b HH -H 001
	assert_line --partial ,47.00,0.00
	run -0 --separate-stderr pts-close --expire
	assert_equal "$stderr" ''
	assert_equal "$(wc -l <<<"$output")" 6
	assert_line --partial "$(places ,HH,2026-02,@11,2026-02-01,001,张三丰,一组,,,,,expire,,0.00,-47.00,posted,)"
	assert_equal "$(expired)" '2026-02,2026-02-01,001,-47.00
2026-02,2026-02-01,002,-50.00
2026-02,2026-02-01,003,5.00'
	run -0 pts-list balances -b HH
	assert_line HH,001,张三丰,0.00,0.00
	assert_line HH,003,王成,0.00,0.00
	run -0 --separate-stderr pts-close --expire --verbose
	assert_equal "$stderr" 'pts-close: expired: 0 entries'
	assert_equal "${#lines[@]}" 1
	run -0 pts-check
}

@test "expire entries are dated the day after, whenever they are posted, and wiped debt is a negative expired" {
	pts-close 2025Q3 >/dev/null
	export PTS_NOW=2026-03-05T09:00:00
	pts-close --expire -b HH
	assert_equal "$(entries expire)" 3
	run -0 pts-tally -p 2026-02 -b HH
	assert_line --partial HH,2026-02,001,张三丰,一组,0,0.00,0.00,0.00,0.00,0.00,47.00,0.00,0.00,
	assert_line --partial HH,2026-02,003,王成,二组,0,0.00,0.00,0.00,0.00,0.00,-5.00,0.00,0.00,
}

@test "closing the month posts the expiry due in it, then freezes" {
	pts-close 2025Q3 >/dev/null
	export PTS_NOW=2026-03-05T09:00:00
	pts-close 2026-01 >/dev/null
	assert_equal "$(entries expire)" 0
	run -0 pts-close 2026-02 -b HH
	assert_line --partial HH,2026-02,3,0,0.00,0.00,
	assert_equal "$(entries expire)" 3
	assert_equal "$(pts-list journal -b HH | tail -1 | cut -d, -f3,13)" 2026-02,close
	run -0 pts-check
}

@test "a month in which points expire cannot be jumped over" {
	pts-close 2025Q3 >/dev/null
	export PTS_NOW=2026-04-05T09:00:00
	run -1 pts-close 2026-03 -b HH
	assert_output 'pts-close: HH: points expire in 2026-02: close it before 2026-03'
	assert_equal "$(entries expire)" 0
	run -0 pts-close 2026-02..2026-03
	run -0 pts-check
}

@test "several months at once expire what one after the other does" {
	printf 'key,value\nexpiry,months:2\n' | pts-load settings >/dev/null
	pts-log - >/dev/null <<-'END'
		event,date,book,household,rule
		e1,2025-10-01,HH,001,CLEAN
		e2,2025-08-20,HH,001,CLEAN
		e3,2025-09-15,HH,002,CLEAN
		e4,2025-10-04,HH,003,CLEAN
	END
	cp pts.db once.db
	export PTS_NOW=2026-07-05T09:00:00
	pts-close -d once.db 2025-07..2026-06 >/dev/null
	for month in 2025-0{7..9} 2025-1{0..2} 2026-0{1..6}; do
		pts-close "$month" >/dev/null
	done
	assert [ "$(expired | cut -d, -f1 | sort -u | wc -l)" -ge 3 ]
	diff <(pts-list journal) <(pts-list journal -d once.db)
	diff <(pts-tally --all) <(pts-tally --all -d once.db)
	run -0 pts-check -d once.db
}

@test "expiry of a closed month counts in the earliest open one" {
	pts-close 2025Q3 >/dev/null
	export PTS_NOW=2026-03-05T09:00:00
	pts-close 2026-02 >/dev/null
	pts-log -b HH --late -H 001 -r CLEAN --date 2025-12-01 --id old >/dev/null
	run -0 pts-list journal -b HH -H 001
	assert_line --partial old,HH,2026-03,
	# counted from March 2026, it lives as long as what was earned then
	run -0 pts-list balances -b HH -H 001
	assert_line --partial ,10.00,10.00
}

@test "points die by the expiry in force when they were posted" {
	printf 'key,value\nexpiry,never\n' | pts-load settings >/dev/null
	export PTS_NOW=2031-01-01T09:00:00
	pts-log -b HH -H 001 -r CLEAN --date 2030-01-01 >/dev/null
	run -0 pts-list balances -b HH -H 001
	assert_line --partial ,57.00,10.00
	pts-close --expire
	run -0 pts-list balances -b HH -H 001
	assert_line --partial ,10.00,10.00
	run -0 pts-check
}

@test "without expiry nothing dies" {
	for table in books categories rules households; do
		cp "$ROOT/tests/fixtures/village/$table.csv" .
	done
	pts-init -d never.db . >/dev/null
	sed 's/,M[0-9],/,,/' "$ROOT/tests/fixtures/events.csv" | pts-log -d never.db >/dev/null
	export PTS_NOW=2031-01-01T09:00:00
	pts-close -d never.db --expire
	run -0 pts-list balances -d never.db -b HH -H 001
	assert_line --partial ,47.00,47.00
}

@test "--dry-run closes nothing and shows what it would" {
	before=$(sha256sum pts.db)
	run -0 pts-close 2025Q3 --dry-run
	assert_equal "${#lines[@]}" 10
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "PERIOD is whole months" {
	run -64 pts-close 2025-07-01..2025-07-31
	assert_line --index 0 'pts-close: `2025-07-01..2025-07-31` is no period of whole months: write it as 2025-07 or 2025Q3'
	run -64 pts-close
	run -64 pts-close july
	run -64 pts-close --expire 2025-07
	run -0 pts-close 2025年第三季度
}
