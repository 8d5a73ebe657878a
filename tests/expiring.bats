# pts-list expiring: whose points die, and when; spendable closed: points of open months wait

setup() {
	load helper
	load small
	_common_setup
	small_ledger
	pts-load settings >/dev/null <<<$'key,value\nexpiry,quarter-end+10d'
}

# deed BOOK HOUSEHOLD DATE [QUANTITY]
deed() {
	pts-log -b "$1" -H "$2" -r R1 --date "$3" -q "${4:-1}" --late >/dev/null
}

@test "a row for each household and last day up to and including the day" {
	deed A 001 2025-08-01 2
	deed A 001 2025-09-01
	deed A 001 2025-10-02
	deed B 001 2025-10-02
	deed A 002 2025-10-03 0.5
	run -0 pts-list expiring --until 2025-10-10
	assert_output - <<-'END'
		book,household,name,group,last_day,points
		A,001,张三丰,一组,2025-10-10,9.00
	END
	run -0 pts-list expiring --until 2025-10-09
	assert_output book,household,name,group,last_day,points
	run -0 pts-list expiring --until 2026年1月10日
	assert_output - <<-'END'
		book,household,name,group,last_day,points
		A,001,张三丰,一组,2025-10-10,9.00
		A,001,张三丰,一组,2026-01-10,3.00
		A,002,阿依·努尔,二组,2026-01-10,1.50
		B,001,王成,一组,2026-01-10,5.00
	END
	run -0 pts-list expiring --until 2026-01-10 -b B
	assert_equal "${#lines[@]}" 2
	run -0 pts-list expiring --until 2026-01-10 -b A -H 001
	assert_equal "${#lines[@]}" 3
}

@test "what was spent no longer dies; what has died is no news" {
	deed A 001 2025-09-01 5
	printf 'book,shop,item,quantity\nA,S1,soap,5\n' | pts-stock in >/dev/null
	pts-redeem -b A -H 001 -i soap >/dev/null
	run -0 pts-list expiring --until 2025-12-31
	assert_line A,001,张三丰,一组,2025-10-10,5.00
	PTS_NOW=2025-10-10T23:00:00 run -0 pts-list expiring --until 2025-12-31
	assert_line A,001,张三丰,一组,2025-10-10,5.00
	PTS_NOW=2025-10-11T00:00:00 run -0 pts-list expiring --until 2025-12-31
	assert_output book,household,name,group,last_day,points
	PTS_NOW=2025-10-11T00:00:00 run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,5.00,0.00
}

@test "points that never die are not listed" {
	rm pts.db
	printf 'key,value\nexpiry,never\n' >place/scheme/settings.csv
	pts-init place >/dev/null
	deed A 001 2025-10-02
	run -0 pts-list expiring --until 2099-12-31
	assert_output book,household,name,group,last_day,points
}

@test "it is ready for a sheet" {
	deed A 001 2025-09-01
	run -0 bash -c "pts-list expiring --until 2025-10-31 | pts-notice -f text"
	assert_output --partial 2025-10-10
	assert_output --partial '张*丰'
	run -0 pts-list expiring --until 2025-10-31 --header zh
	assert_line --index 0 村账,户号,姓名,组,最后可用日,可兑换积分
}

@test "the day must be given, and be one; other lists take none" {
	run -64 pts-list expiring
	assert_line --index 0 'pts-list: a list of expiring needs a day: --until 2025-12-31'
	run -64 pts-list expiring --until soon
	assert_line --index 0 'pts-list: `soon` is no date such as 2025-12-31'
	run -64 pts-list balances --until 2025-12-31
	assert_line --index 0 'pts-list: a list of balances takes no --until'
	run -64 pts-list expiring --until 2025-12-31 -p 2025
}

@test "spendable closed: points of open months are held back, and spending passes over them" {
	pts-load settings >/dev/null <<<$'key,value\nspendable,closed'
	printf 'book,shop,item,quantity\nA,S1,soap,9\n' | pts-stock in >/dev/null
	deed A 001 2025-09-01 4
	deed A 001 2025-08-01 4
	run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,24.00,0.00
	run -1 pts-redeem -b A -H 001 -i soap
	assert_line --partial 'household 001 has 0, needs 10'
	pts-close 2025-08 >/dev/null
	run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,24.00,12.00
	pts-redeem -b A -H 001 -i soap >/dev/null
	run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,14.00,2.00
	run -1 pts-redeem -b A -H 001 -i soap
	pts-close 2025-09 >/dev/null
	run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,14.00,14.00
	pts-redeem void A-R2025-0001 -m 'brought back' >/dev/null
	run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,24.00,24.00
	run -0 pts-check
}

@test "a deduction takes points of open months as well" {
	pts-load settings >/dev/null <<<$'key,value\nspendable,closed'
	deed A 001 2025-09-01 2
	pts-log -b A -H 001 -r R9 --points -4 --date 2025-09-02 >/dev/null
	pts-close 2025-09 >/dev/null
	run -0 pts-list balances -b A -H 001
	assert_line A,001,张三丰,2.00,2.00
	run -0 pts-check
}
