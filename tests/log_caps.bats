# pts-log: caps and their windows

setup_file() {
	load deeds
	deeds_file
}

setup() {
	load deeds
	deeds_setup
}

@test "cap_points cuts to what is left in the month" {
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,8 2025-07-02,001,HOURS,8 2025-07-03,001,HOURS,1 2025-08-01,001,HOURS,1
	assert_output - <<-'END'
		1,24.00,24.00,posted,
		2,6.00,6.00,posted,"capped 6.00 of 24.00, cap 30.00 a month"
		3,0.00,0.00,posted,"capped 0.00 of 3.00, cap 30.00 a month"
		4,3.00,3.00,posted,
	END
}

@test "quantity stays as handed in; an event granted 0 is an entry" {
	pts-log -b HH -H 001 -r HOURS -q 10 --date 2025-07-01 >/dev/null
	run -0 pts-log -b HH -H 001 -r HOURS -q 4 --date 2025-07-31
	assert_line --partial ,earn,4.00,0.00,0.00,posted,
	assert_equal "$(pts-tally -b HH -p 2025-07 | pick events,earned)" 2,30.00
}

@test "cap_times counts events granted more than 0" {
	run -0 post date,household,rule 2025-07-01,001,DRILL 2025-08-01,001,DRILL 2025-09-30,001,DRILL 2025-10-01,001,DRILL 2025-09-30,002,DRILL
	assert_output - <<-'END'
		1,5.00,5.00,posted,
		2,5.00,5.00,posted,
		3,0.00,0.00,posted,"capped 0.00 of 5.00, cap 2 times a quarter"
		4,5.00,5.00,posted,
		5,5.00,5.00,posted,
	END
}

@test "the smallest room of all caps wins" {
	run -0 post date,household,rule,quantity 2025-07-01,001,BOTH,2 2025-07-02,001,BOTH,1 2025-07-03,001,BOTH,1 2025-07-01,002,BOTH,0.5 \
		2025-07-02,002,BOTH,0.5 2025-07-03,002,BOTH,0.5
	assert_output - <<-'END'
		1,8.00,8.00,posted,
		2,2.00,2.00,posted,"capped 2.00 of 4.00, cap 10.00 a month"
		3,0.00,0.00,posted,"capped 0.00 of 4.00, cap 2 times a month"
		4,2.00,2.00,posted,
		5,2.00,2.00,posted,
		6,0.00,0.00,posted,"capped 0.00 of 2.00, cap 2 times a month"
	END
}

@test "a cap of the member leaves the others their room" {
	run -0 post date,household,member,rule,quantity 2025-07-01,001,M1,SELF,2 2025-07-02,001,M1,SELF,1 2025-07-02,001,M2,SELF,1
	assert_output - <<-'END'
		1,8.00,8.00,posted,
		2,0.00,0.00,posted,"capped 0.00 of 4.00, cap 8.00 a month"
		3,4.00,4.00,posted,
	END
}

@test "a cap of the household is shared by its members" {
	run -0 post date,household,member,rule,quantity 2025-07-01,001,M1,HOURS,9 2025-07-02,001,M2,HOURS,9
	assert_line --index 1 '2,3.00,3.00,posted,"capped 3.00 of 27.00, cap 30.00 a month"'
}

@test "max_quantity is the most of one event" {
	run -0 post date,household,rule,quantity 2025-07-01,001,TREE,5 2025-07-02,001,TREE,3
	assert_output $'1,6.00,6.00,posted,capped: quantity 3.00 of 5.00 at once\n2,6.00,6.00,posted,'
}

@test "usage is counted per rule code, across its versions" {
	run -0 post date,household,rule 2025-05-01,001,GATE 2025-06-01,001,GATE 2025-08-01,001,GATE
	assert_line --index 2 '3,0.00,0.00,posted,"capped 0.00 of 7.00, cap 2 times a year"'
}

@test "deductions count in full and free no room" {
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,10 2025-07-02,001,LITTER,9 2025-07-03,001,HOURS,1
	assert_line --index 1 2,-45.00,-45.00,posted,
	assert_line --index 2 --partial 3,0.00,0.00,posted,
}

@test "windows follow the day of the deed, also for late events" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,8 2025-08-01,001,HOURS,2
	pts-close 2025-07 >/dev/null
	sheet late.csv date,household,rule,quantity 2025-07-30,001,HOURS,8
	run -0 pts-log -b HH --late late.csv
	assert_line --partial "$(places ',HH,2025-08,@4,2025-07-30,')"
	assert_line --partial ',6.00,6.00,posted,"capped 6.00 of 24.00, cap 30.00 a month"'
	run -0 post date,household,rule,quantity 2025-08-02,001,HOURS,8
	assert_output 5,24.00,24.00,posted,
}

@test "a reversed event frees its room; those cut stay cut, and are named" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,8 2025-07-02,001,HOURS,8 2025-07-03,001,HOURS,1 2025-08-03,001,HOURS,11
	run -0 pts-log --reverse -m 'was not there' "$(at HH 1)"
	assert_equal "$(pick nth,score,points,state,remark <<<"$output")" "$(places '5,-24.00,-24.00,posted,HH:@1; these stay cut: HH:@2 HH:@3')"
	run -0 post date,household,rule,quantity 2025-07-04,001,HOURS,7
	assert_output 6,21.00,21.00,posted,
	run -0 pts-log --reverse -m 'not either' "$(at HH 2)"
	assert_line --partial "$(places 'HH:@2; these stay cut: HH:@3')"
}

@test "a reversal frees one of cap_times" {
	post date,household,rule 2025-07-01,001,DRILL 2025-07-02,001,DRILL
	run -0 pts-log --reverse -m mistake "$(at HH 1)"
	assert_line --partial "$(places ,posted,HH:@1)"
	run -0 post date,household,rule 2025-07-03,001,DRILL 2025-07-04,001,DRILL
	assert_line --index 0 4,5.00,5.00,posted,
	assert_line --index 1 --partial 5,0.00,0.00,posted,
}

@test "what fails after an entry was appended takes the whole run back, also with --partial" {
	# The first version of the rule counts in months, the second has no cap: usage is read when the entry stands.
	printf 'book,rule,category,title,points,cap_points,cap_per,valid_from,valid_until\n%s\n%s\n' \
		',LATER,C1,old,3,9,month,2020-01-01,2025-06-30' ',LATER,C1,new,3,,,2025-07-01,' |
		sed "s/,C1,/,$(pts-list categories | tail -n 1 | cut -d, -f2),/" | pts-load rules >/dev/null
	pts-log -b HH -H 001 -r LATER --date 2025-07-01 >/dev/null
	sqlite3 pts.db "UPDATE uses SET given = 'LATER nonsense' || char(10)"
	before=$(sqlite3 pts.db 'SELECT count(*) FROM journal')
	printf '%s\n' household,date,rule 002,2025-07-02,LATER 001,2025-07-03,LATER 002,2025-07-04,LATER >deeds.csv
	run -65 --separate-stderr pts-log -b HH --partial deeds.csv
	assert_equal "$stderr" 'pts-log: deeds.csv:3: what is kept of earlier events is damaged; pts-check tells more'
	assert_equal "$(sqlite3 pts.db 'SELECT count(*) FROM journal')" "$before"
}
