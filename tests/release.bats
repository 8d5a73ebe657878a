# spendable noticed: points can be spent once a notice has shown them and nobody objected in its days

bats_require_minimum_version 1.5.0

setup_file() {
	load helper
	load deeds
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	export PTS_LEDGER=l.db PTS_NOW=2025-09-12T09:00:00
	deeds_ledger
	pts-load settings >/dev/null <<<$'key,value\nspendable,noticed'
	printf '%s\n' item,title,points,valid_from soap,香皂,10,2025-01-01 | pts-load items >/dev/null
	printf '%s\n' book,shop,name HH,S1,积分超市 | pts-load shops >/dev/null
	printf '%s\n' book,item,shop,quantity HH,soap,S1,100 | pts-stock in >/dev/null
	# 001: 10 in July, 30 in August; 002: 20 in July
	printf '%s\n' book,date,household,rule,quantity HH,2025-07-03,001,CLEAN,1 HH,2025-08-03,001,CLEAN,3 HH,2025-07-05,002,CLEAN,2 |
		pts-log >/dev/null
	pts-close 2025-07..2025-08 >/dev/null
}

setup() {
	load helper
	load deeds
	_common_setup
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
	export PTS_NOW=2025-09-15T09:00:00
}

# available HOUSEHOLD [DAY]: what can be spent then
available() {
	PTS_NOW=${2:-2025-09-15}T09:00:00 pts-list balances -b HH -H "$1" | pick available
}

# issue PERIOD [OPTION…]: a scores notice of that period
issue() {
	local period=$1
	shift
	pts-notice issue --kind scores -b HH -p "$period" "$@" >/dev/null
}

@test "closing alone releases nothing; the day after the last day for objections does" {
	assert_equal "$(available 001)" 0.00
	issue 2025-07..2025-08
	assert_equal "$(pts-notice list -b HH | awk -F, 'NR == 2 {print $6}')" 2025-09-22
	assert_equal "$(available 001 2025-09-22)" 0.00
	assert_equal "$(available 001 2025-09-23)" 40.00
	assert_equal "$(available 002 2025-09-23)" 20.00
}

@test "redeeming on the last day and on the day after; the ledger recomputes" {
	issue 2025-07..2025-08
	export PTS_NOW=2025-09-22T23:59:59
	run -1 pts-redeem -b HH -H 001 -i soap -q 4
	assert_output --partial 'household 001 has 0, needs 40'
	export PTS_NOW=2025-09-23T00:00:00
	run -0 pts-redeem -b HH -H 001 -i soap -q 4
	assert_equal "$(available 001 2025-09-23)" 0.00
	run -0 pts-check
}

@test "only the months of the notice, and what was posted before it" {
	issue 2025-07
	assert_equal "$(available 001 2025-09-23)" 10.00
	pts-log -b HH -H 001 -r CLEAN --date 2025-07-20 --late >/dev/null # counts in September
	assert_equal "$(available 001 2025-09-23)" 10.00
	issue 2025-08
	assert_equal "$(available 001 2025-09-23)" 40.00
	export PTS_NOW=2025-10-08T09:00:00
	pts-close 2025-09 >/dev/null
	assert_equal "$(available 001 2025-12-01)" 40.00
	issue 2025-09
	assert_equal "$(available 001 2025-10-15)" 40.00
	assert_equal "$(available 001 2025-10-16)" 50.00
	run -0 pts-check
}

@test "the first notice counts, a second one over the same months holds nothing back" {
	issue 2025-07..2025-08
	export PTS_NOW=2025-09-20T09:00:00
	issue 2025-07..2025-08 --days 60 --corrects HH-2025-01
	assert_equal "$(available 001 2025-09-22)" 0.00
	assert_equal "$(available 001 2025-09-23)" 40.00
}

@test "households that the notice does not list stay unreleased, and a ranking releases none" {
	pts-tally -p 2025-07..2025-08 -b HH | pts-rank -n 1 | pts-notice issue >/dev/null
	assert_equal "$(available 001 2025-10-30)" 0.00
	pts-tally -p 2025-07..2025-08 -b HH | grep -v ,002, | pts-notice issue >/dev/null
	assert_equal "$(pts-notice list | awk -F, 'NR > 1 {print $3}' | xargs)" 'ranking scores'
	assert_equal "$(available 001 2025-10-30)" 40.00
	assert_equal "$(available 002 2025-10-30)" 0.00
}

@test "parts of a month release nothing" {
	issue 2025-07-01..2025-07-15
	assert_equal "$(available 001 2025-10-30)" 0.00
	issue 2025-07-15..2025-08-15
	assert_equal "$(available 001 2025-10-30)" 0.00
	issue 2025-07-01..2025-08-15
	assert_equal "$(available 001 2025-10-30)" 10.00
	issue 2025-07-02..2025-08-31
	assert_equal "$(available 001 2025-10-30)" 40.00
}

@test "spending passes over what is not released, deductions do not" {
	issue 2025-08
	export PTS_NOW=2025-09-23T09:00:00
	pts-redeem -b HH -H 001 -i soap -q 2 >/dev/null
	# the lot of July is whole, that of August has 10 left
	assert_equal "$(sqlite3 pts.db "SELECT group_concat(points) FROM lots WHERE household = 1")" 1000,1000
	pts-log -b HH -H 001 -r LITTER >/dev/null
	assert_equal "$(available 001 2025-09-23)" 10.00
	run -1 pts-redeem -b HH -H 001 -i soap -q 2
	run -0 pts-redeem -b HH -H 001 -i soap -q 1
	run -0 pts-check
}

@test "why points cannot be spent: the card and the list say it" {
	issue 2025-07
	run -0 pts-card -b HH 001 -f text
	assert_line --index 1 'Balance 40  available 0'
	assert_line --index 2 '30 not released yet'
	assert_line --index 3 '10 in a notice, the first to be spent from 2025-09-23'
	run -0 pts-list held -b HH
	assert_output - <<-'END'
		book,household,name,group,waiting,running,free_from
		HH,001,张三丰,一组,30.00,10.00,2025-09-23
		HH,002,李雷,一组,0.00,20.00,2025-09-23
	END
	export PTS_NOW=2025-09-23T09:00:00
	run -0 pts-list held -b HH -H 002
	assert_output book,household,name,group,waiting,running,free_from
}

@test "what was spent under another setting stays spent, whatever it becomes" {
	pts-load settings >/dev/null <<<$'key,value\nspendable,posted'
	pts-redeem -b HH -H 001 -i soap -q 1 >/dev/null
	pts-load settings >/dev/null <<<$'key,value\nspendable,noticed'
	assert_equal "$(available 001)" 0.00
	issue 2025-07..2025-08
	assert_equal "$(available 001 2025-09-23)" 30.00
	PTS_NOW=2025-09-23T09:00:00 pts-redeem -b HH -H 001 -i soap -q 3 >/dev/null
	run -0 pts-check
}

@test "points that moved inside the village are released as where they were earned" {
	issue 2025-07
	export PTS_NOW=2025-09-20T09:00:00
	pts-log --move HH:001 HH:003 -m 分户 >/dev/null
	assert_equal "$(available 003 2025-09-22) $(available 003 2025-09-23)" '0.00 10.00'
	run -0 pts-list held -b HH
	assert_line HH,003,王成,二组,30.00,10.00,2025-09-23
	pts-log --move HH:003 HH:004 -m 分户 >/dev/null
	# the sheet shows 001, whose points they were
	issue 2025-08
	assert_equal "$(available 004 2025-09-27) $(available 004 2025-09-28)" '10.00 40.00'
	PTS_NOW=2025-09-23T09:00:00 pts-redeem -b HH -H 004 -i soap >/dev/null
	run -0 pts-check
}

@test "what was released when it left for another village stays so; the rest counts with the transfer" {
	issue 2025-07
	export PTS_NOW=2025-09-20T09:00:00
	pts-log --move HH:001 CS:101 -m 搬迁 >/dev/null
	there() {
		PTS_NOW=$1T09:00:00 pts-list balances -b CS -H 101 | pick available
	}
	assert_equal "$(there 2025-09-22) $(there 2025-09-23)" '0.00 10.00'
	# a notice of the old village releases nothing there any more, one of the new village over the month of the transfer does
	issue 2025-08
	assert_equal "$(there 2025-12-01)" 10.00
	export PTS_NOW=2025-10-08T09:00:00
	pts-close 2025-09 >/dev/null
	pts-notice issue --kind scores -b CS -p 2025-09 >/dev/null
	assert_equal "$(there 2025-10-15) $(there 2025-10-16)" '10.00 40.00'
	run -0 pts-check
}

@test "spendable closed: by the month in which the points were earned, wherever they moved" {
	pts-load settings >/dev/null <<<$'key,value\nspendable,closed'
	pts-log -b HH -H 001 -r CLEAN --date 2025-09-03 >/dev/null
	pts-log --move HH:001 HH:003 -m 分户 >/dev/null
	assert_equal "$(available 003)" 40.00
	pts-log --move HH:003 CS:101 -m 搬迁 >/dev/null
	assert_equal "$(pts-list balances -b CS -H 101 | pick available)" 40.00
	export PTS_NOW=2025-10-08T09:00:00
	pts-close 2025-09 >/dev/null
	assert_equal "$(pts-list balances -b CS -H 101 | pick available)" 50.00
	run -0 pts-check
}

@test "pts-check finds a redemption that was taken before its points were released" {
	issue 2025-07..2025-08
	PTS_NOW=2025-09-23T09:00:00 pts-redeem -b HH -H 001 -i soap -q 1 >/dev/null
	tamper "UPDATE notice_releases SET until = '2025-12-31'"
	run -1 pts-check -b HH
}
