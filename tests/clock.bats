# The clock: what is recorded while it is wrong, life after that, and a system clock that cannot be right

setup() {
	load helper
	_common_setup
	mkdir scheme
	printf 'book,name,level\nA,甲村,village\n' >scheme/books.csv
	printf 'key,value\nexpiry,quarter-end+30d\nspendable,noticed\n' >scheme/settings.csv
	printf 'category,title\nC,志愿服务\n' >scheme/categories.csv
	printf 'rule,category,title,points\nR,C,服务,5\nD,C,乱倒垃圾,-5\n' >scheme/rules.csv
	printf 'book,household,head\nA,001,王成\nA,002,王明\n' >scheme/households.csv
	printf 'book,shop,name\nA,S1,兑换点\n' >scheme/shops.csv
	printf 'item,title,points\nsoap,香皂,10\n' >scheme/items.csv
	export PTS_LEDGER=$PWD/pts.db
	pts-init scheme >/dev/null
	printf 'item,shop,quantity\nsoap,S1,9\n' | pts-stock in -b A >/dev/null
	pts-log -b A -H 001 -r R -q 4 --date 2025-09-01 >/dev/null
	pts-log -b A -H 002 -r R -q 4 --date 2025-09-01 >/dev/null
}

# once_wrong: an event of today, recorded by a clock that is 73 years ahead
once_wrong() {
	PTS_NOW=2098-05-01T09:00:00 pts-log -b A -H 002 -r D --date 2025-09-30 >/dev/null
}

# last FIELD: a column of the newest entry
last() {
	sqlite3 pts.db "SELECT $1 FROM journal ORDER BY seq DESC LIMIT 1"
}

@test "an entry has the time of the clock, also after a later one" {
	once_wrong
	assert_equal "$(last at)" 2098-05-01T01:00:00Z
	pts-log -b A -H 001 -r R >/dev/null
	assert_equal "$(last at)" 2025-10-08T01:00:00Z
	run -0 pts-list heads
	assert_line --index 1 --partial ,2025-10-08T01:00:00Z
}

@test "a clock more than a day behind the entry before warns, once for the entry" {
	pts-log -b A -H 001 -r R >/dev/null
	PTS_NOW=2025-10-07T09:00:00 run -0 --separate-stderr pts-log -b A -H 001 -r R
	assert_equal "$stderr" ''
	once_wrong
	printf 'household,rule,date\n001,R,2025-10-08\n002,R,2025-10-08\n' >two.csv
	run -0 --separate-stderr pts-log -b A two.csv
	assert_equal "$stderr" "pts-log: warning: the clock (2025-10-08 09:00) is more than a day behind the last entry ($(
		pts-list journal -b A -p 2025-09 | tail -n 1 | cut -d, -f2,4 | tr , :
	), 2098-05-01 09:00); one of the two was wrong"
	run -0 --separate-stderr pts-log -b A -H 001 -r R
	assert_equal "$stderr" ''
}

@test "after one entry of 2098 points are released, spent and expire by the clock" {
	local released=2025-10-16
	once_wrong
	pts-close 2025-09 >/dev/null 2>&1
	pts-tally -p 2025-09 | pts-notice issue --days 7 -f text >notice.txt
	grep -q 异议截止：2025年10月15日 notice.txt
	run -1 pts-redeem -b A -H 001 -i soap
	export PTS_NOW=${released}T09:00:00
	run -0 pts-list balances
	assert_line A,001,王成,20.00,20.00
	assert_line A,002,王明,15.00,15.00
	pts-redeem -b A -H 001 -i soap >/dev/null
	pts-redeem -b A -H 002 -i soap >/dev/null
	assert_equal "$(last date)" "$released"
	run -0 pts-check
	export PTS_NOW=2025-10-30T09:00:00
	run -0 pts-close --expire
	assert_equal "${#lines[@]}" 1
	export PTS_NOW=2025-10-31T09:00:00
	pts-close --expire >expired.csv
	assert_equal "$(cut -d, -f5 expired.csv | tail -n +2 | sort -u)" 2025-10-31
	run -0 pts-list balances
	assert_line A,001,王成,0.00,0.00
	assert_line A,002,王明,0.00,0.00 # what the wrong clock deducted from nothing alive is wiped with the rest
	pts-close 2025-10 >/dev/null 2>&1 && return 1 # October is not over
	export PTS_NOW=2025-11-01T09:00:00
	run -0 pts-close 2025-10
	run -0 pts-check
}

@test "what was recorded by a wrong clock with its date is taken back, and the months of today close" {
	PTS_NOW=2098-05-01T09:00:00 pts-log -b A -H 001 -r R >/dev/null
	assert_equal "$(last date)" 2098-05-01
	pts-log --reverse "A:$(last seq)" -m 'the clock was wrong' >/dev/null
	run -0 pts-list balances
	assert_line --partial A,001,王成,20.00
	pts-close 2025-09 >/dev/null
	PTS_NOW=2025-11-03T09:00:00 run -0 pts-close 2025-10
	run -0 pts-check
}

@test "pts-check notes a clock that was wrong, and finds no fault in it" {
	once_wrong
	pts-log -b A -H 001 -r R >/dev/null
	run -0 --separate-stderr pts-check --verbose
	assert_regex "$stderr" 'entry A:[0-9]+ was recorded at 2025-10-08 09:00, the entry before it at 2098-05-01 09:00: the clock was wrong'
}

@test "the system's clock is refused before this version was made and twenty years after, unless PTS_NOW is given" {
	gcc -shared -fPIC -o clock_at.so "$BATS_TEST_DIRNAME/clock_at.c"
	stand() { # SECONDS command…
		env ASAN_OPTIONS=verify_asan_link_order=0 CLOCK_AT="$1" LD_PRELOAD="$PWD/clock_at.so" "${@:2}"
	}
	for wrong in 0 "$(date -d 2024-12-31 +%s)" "$(date -d 2045-02-01 +%s)"; do
		run -0 stand "$wrong" pts-list heads
		PTS_NOW='' run -69 --separate-stderr stand "$wrong" pts-list heads
		assert_equal "$stderr" "pts-list: the system's clock says $(date -d "@$wrong" '+%F %R'), which cannot be right: set it, or give the time in PTS_NOW"
		PTS_NOW='' run -69 stand "$wrong" pts-log -b A -H 001 -r R
	done
	for right in "$(date -d 2026-01-01 +%s)" "$(date -d 2044-12-31 +%s)"; do
		PTS_NOW='' run -0 stand "$right" pts-list heads
	done
}
