# pts-tally --unrated: who was not rated for rules with a rhythm; not rated is not zero

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	mkdir scheme
	printf '%s\n' book,name,parent,level XZ,兴镇,,town AA,甲村,XZ,village BB,乙村,XZ,village >scheme/books.csv
	cat >scheme/households.csv <<-'END'
		book,household,group,head,status
		AA,001,一组,王成,active
		AA,002,二组,李雷,active
		AA,009,二组,赵六,ended
		BB,001,一组,张三丰,active
	END
	printf '%s\n' book,household,member,name,role,status AA,001,001-1,王成,party, AA,002,002-1,李雷,grid, AA,002,002-2,李梅,party,ended >scheme/members.csv
	cat >scheme/rules.csv <<-'END'
		book,rule,title,points,roles,rhythm,cap_times,cap_per,valid_from,valid_until
		,M1,庭院整洁,5,,month,1,year,2025-01-01,2025-08-31
		,M1,庭院整洁,6,,quarter,1,year,2025-09-01,
		,T1,两月一评,5,,two-months,,,2025-01-01,
		,Y1,年度评议,,,year,,,2025-01-01,
		AA,H1,党员半年评,5,party,half,,,2025-01-01,
		,N1,清扫,5,,,,,2025-01-01,
	END
	export PTS_LEDGER=$PWD/l.db
	pts-init scheme >/dev/null
	cat >events.csv <<-'END'
		date,book,household,rule,points
		2025-07-01,AA,001,M1,
		2025-08-31,AA,001,M1,
		2025-07-02,AA,002,M1,
		2025-07-03,AA,002,T1,
		2025-09-09,BB,001,N1,
		2025-09-10,BB,001,Y1,0
		2025-07-04,BB,001,M1,
	END
	pts-log events.csv >/dev/null
	pts-log --reverse -m 'another yard' BB:"$(pts-list journal -b BB | awk -F, '$5 == "2025-07-04" {print $4}')" >/dev/null
}

setup() {
	load helper
	_common_setup
	export PTS_LEDGER=$BATS_FILE_TMPDIR/l.db
}

@test "a row for each household, rule and window without an event of it" {
	run -0 pts-tally --unrated -p 2025-07
	assert_output - <<-'END'
		book,period,household,name,group,rule,title,rhythm,window
		BB,2025-07,001,张三丰,一组,M1,庭院整洁,month,2025-07
	END
	run -0 pts-tally --unrated -p 2025-08 -b AA
	assert_output - <<-'END'
		book,period,household,name,group,rule,title,rhythm,window
		AA,2025-08,001,王成,一组,T1,两月一评,two-months,2025-07..2025-08
		AA,2025-08,002,李雷,二组,M1,庭院整洁,month,2025-08
	END
}

@test "granted 0 is rated: a cap gave the second event of 001 nothing" {
	run -0 pts-list journal -b AA -H 001
	assert_line --regexp 'M1,earn,1.00,0.00,0.00'
	run -0 pts-tally --unrated -p 2025-08 -b AA
	refute_line --partial 'AA,2025-08,001,王成,一组,M1'
}

@test "the version in force on the window's last day says the rhythm" {
	run -0 pts-tally --unrated -p 2025Q3 -b BB
	assert_output - <<-'END'
		book,period,household,name,group,rule,title,rhythm,window
		BB,2025Q3,001,张三丰,一组,M1,庭院整洁,month,2025-07
		BB,2025Q3,001,张三丰,一组,M1,庭院整洁,month,2025-08
		BB,2025Q3,001,张三丰,一组,M1,庭院整洁,quarter,2025Q3
		BB,2025Q3,001,张三丰,一组,T1,两月一评,two-months,2025-07..2025-08
	END
	run -0 pts-tally --unrated -p 2025Q3 -b AA
	refute_line --partial quarter
}

@test "a rule for a role asks for households with such a member" {
	run -0 pts-tally --unrated -p 2025H1 -b AA
	assert_line 'AA,2025H1,001,王成,一组,H1,党员半年评,half,2025H1'
	refute_line --regexp '^AA,2025H1,002,.*,H1,'
	run -0 pts-tally --unrated -p 2025H1 -b BB
	refute_line --partial H1,党员
}

@test "a year that has begun is asked for, windows to come are not" {
	run -0 pts-tally --unrated -p 2025
	assert_line 'AA,2025,001,王成,一组,Y1,年度评议,year,2025'
	refute_line --regexp '^BB,.*,Y1,'
	assert_line 'BB,2025,001,张三丰,一组,T1,两月一评,two-months,2025-09..2025-10'
	refute_line --partial 2025-11..2025-12
	run -0 pts-tally --unrated -p 2026
	assert_output book,period,household,name,group,rule,title,rhythm,window
}

@test "without a period: from the first month with entries to today" {
	run -0 pts-tally --unrated -b BB
	assert_output - <<-'END'
		book,period,household,name,group,rule,title,rhythm,window
		BB,2025-07-01..2025-10-08,001,张三丰,一组,M1,庭院整洁,month,2025-07
		BB,2025-07-01..2025-10-08,001,张三丰,一组,M1,庭院整洁,month,2025-08
		BB,2025-07-01..2025-10-08,001,张三丰,一组,M1,庭院整洁,quarter,2025Q3
		BB,2025-07-01..2025-10-08,001,张三丰,一组,T1,两月一评,two-months,2025-07..2025-08
	END
	run -0 pts-tally --unrated -b XZ
	assert_line 'AA,2025-07-01..2025-10-08,002,李雷,二组,M1,庭院整洁,month,2025-08'
	run -0 pts-tally --unrated
	assert_line 'AA,2025-07-01..2025-10-08,002,李雷,二组,M1,庭院整洁,month,2025-08'
}

@test "days are a period too" {
	run -0 pts-tally --unrated -b BB -p 2025-07-01..2025-08-30
	assert_output - <<-'END'
		book,period,household,name,group,rule,title,rhythm,window
		BB,2025-07-01..2025-08-30,001,张三丰,一组,M1,庭院整洁,month,2025-07
	END
}

@test "it passes through the board, and through Chinese headers" {
	run -0 bash -c "pts-tally --unrated -p 2025-08 | pts-notice -f text"
	assert_output --partial 草稿
	run -0 pts-tally --unrated -p 2025-08 --header zh
	assert_line --index 0 村账,周期,户号,姓名,组,细则,标题,评分周期,应评周期
}

@test "what adds up does not go with it" {
	run -64 pts-tally --unrated -k rule
	assert_line --index 0 'pts-tally: --unrated adds nothing up: leave out --key'
	run -64 pts-tally --unrated --all
	run -64 pts-tally --unrated --happened
	run -64 pts-tally --unrated stream.csv
	assert_line --index 0 'pts-tally: a stream is summed as it is: leave out --unrated'
	run -64 pts-tally --unrated -p soon
	run -65 pts-tally --unrated -b NIX
	run -66 pts-tally --unrated -d nowhere.db
}
