# pts-log: closed months and reversals

setup_file() {
	load deeds
	deeds_file
}

setup() {
	load deeds
	deeds_setup
}

# --- closed months

@test "an event of a closed month is refused with a hint; --late counts it in the earliest open month" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-close 2025-07..2025-08 >/dev/null
	sheet e.csv date,household,rule 2025-07-02,001,CLEAN
	run -1 pts-log -b HH e.csv
	assert_output 'pts-log: e.csv:2: 2025-07 of HH is closed: with --late the event counts in 2025-09'
	run -0 pts-log -b HH --late e.csv
	assert_line --partial "$(places ,HH,2025-09,@4,2025-07-02,001,)"
	run -0 pts-log -b HH e.csv
	assert_line --partial ,duplicate,
}

@test "--late leaves what is in time where it is" {
	pts-close 2025-07 >/dev/null
	run -0 pts-log -b HH --late -H 001 -r CLEAN --date 2025-08-02
	assert_line --partial ,HH,2025-08,
}

# --- reversals

@test "a reversal negates score and points on the day of the deed" {
	post date,household,member,rule,quantity 2025-07-01,001,M1,HOURS,2 2025-07-02,001,,LITTER,1
	run -0 pts-log --reverse -m 'not so' "$(at HH 1)" "$(at HH 2)"
	assert_line --index 1 "$(places ',HH,2025-07,@3,2025-07-01,001,张三丰,一组,M1,party,ZY,HOURS,reverse,2.00,-6.00,-6.00,posted,HH:@1')"
	assert_line --index 2 "$(places ',HH,2025-07,@4,2025-07-02,001,张三丰,一组,,,HJ,LITTER,reverse,1.00,5.00,5.00,posted,HH:@2')"
	assert_equal "$(balance 001)" 0.00
	assert_equal "$(pts-tally -b HH -p 2025-07 | pick events,earned,deducted,score)" 0,0.00,0.00,0.00
}

@test "reversing twice says so and exits 0" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-log --reverse -m once "$(at HH 1)" >/dev/null
	run -0 --separate-stderr pts-log --reverse --verbose -m twice "$(at HH 1)"
	assert_line --partial "$(places ,-10.00,-10.00,duplicate,HH:@1)"
	assert_regex "$stderr" "$(places 'pts-log: HH:@1 is reversed already, by HH:@2')"
	assert_equal "$(balance 001)" 0.00
	run -1 pts-log --reverse -m 'back again' "$(at HH 2)"
	assert_output "$(places 'pts-log: HH:@2 is of kind reverse, which cannot be reversed')"
}

@test "a reversed event handed in again is known, not posted again" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-log --reverse -m once "$(at HH 1)" >/dev/null
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	assert_output "$(places '1,10.00,10.00,duplicate,reversed by HH:@2; to post it again give it an event id')"
}

@test "a reversal of a closed month counts in the earliest open one" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-close 2025-07 >/dev/null
	run -0 pts-log --reverse -m late "$(at HH 1)"
	assert_line --partial "$(places ,HH,2025-08,@3,2025-07-01,)"
	assert_equal "$(pts-tally -b HH -p 2025-07 | pick earned)" 10.00
	assert_equal "$(pts-tally -b HH -p 2025-07 --happened | pick earned)" 0.00
}

@test "addresses are all or nothing; a reason is asked for" {
	post date,household,rule 2025-07-01,001,CLEAN
	run -65 --separate-stderr pts-log --reverse -m why "$(at HH 1)" HH:99 XX:1
	assert_output ''
	assert_equal "${stderr_lines[0]}" 'pts-log: there is no entry HH:99'
	assert_regex "${stderr_lines[1]}" 'book XX is not in the ledger'
	assert_equal "$(balance 001)" 10.00
	run -64 pts-log --reverse "$(at HH 1)"
	run -1 pts-log --reverse -m why HH:1
	assert_output 'pts-log: HH:1 is of kind scheme, which cannot be reversed'
}

@test "a wrong file is undone by the journal of its source" {
	sheet 红河村.csv date,book,household,rule 2025-07-01,HH,001,CLEAN 2025-07-01,CS,001,CLEAN 2025-07-02,HH,002,LITTER
	sheet good.csv date,book,household,rule 2025-07-03,HH,001,CLEAN
	pts-log 红河村.csv good.csv >/dev/null
	pts-list journal --source 红河村.csv >undo.csv
	run -0 pts-log --reverse -m 'wrong file' - <undo.csv
	assert_equal "$(pick book,nth,points,state,remark <<<"$output")" "$(places $'CS,1,-12.00,posted,CS:@1\nHH,4,-10.00,posted,HH:@1\nHH,5,5.00,posted,HH:@2')"
	run -0 pts-log --reverse -m 'wrong file' undo.csv
	refute_line --partial ,posted,
	assert_equal "$(pts-list balances | pick book,household,balance | grep -v ,0.00)" HH,001,10.00
	run -0 pts-check
}

@test "a stream to reverse needs book and seq" {
	run -65 pts-log --reverse -m why - <<<$'household,rule\n001,CLEAN'
	assert_output --partial 'entries are named by the columns book and seq'
}

@test "what was spent of a reversed event is owed" {
	printf 'item,title,points,valid_from\nSOAP,香皂,4,2025-01-01\n' | pts-load items >/dev/null
	printf 'book,shop,name\nHH,S1,超市\n' | pts-load shops >/dev/null
	printf 'book,item,quantity\nHH,SOAP,9\n' | pts-stock in - >/dev/null
	post date,household,rule 2025-07-01,001,CLEAN
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	pts-log --reverse -m 'not so' HH:"$(pts-list journal -b HH -H 001 | pick seq,kind | sed -n 's/,earn//p')" >/dev/null
	run -0 pts-list balances -b HH -H 001
	assert_line HH,001,张三丰,-4.00,0.00
	run -1 pts-log --reverse -m why HH:"$(pts-list journal -b HH -H 001 | pick seq,kind | sed -n 's/,redeem//p')"
	assert_output --partial 'is a redemption: void it with pts-redeem void'
}

@test "the part that has expired is not taken back, posted or not" {
	printf 'key,value\nexpiry,quarter-end\n' | pts-load settings >/dev/null
	pts-log -b HH -H 001 -r CLEAN --date 2025-07-01 --id A >/dev/null
	pts-log -b HH -H 002 -r CLEAN --date 2025-07-01 --id B >/dev/null
	run -0 pts-log --reverse -m 'not so' "$(pts-list journal -b HH -H 001 | pick book,seq | tr , :)"
	assert_line --partial ,reverse,1.00,-10.00,0.00,posted,
	pts-close --expire -b HH
	run -0 pts-log --reverse -m 'not so' "$(pts-list journal -b HH -H 002 | pick book,seq | sed -n '1s/,/:/p')"
	assert_line --partial ,reverse,1.00,-10.00,0.00,posted,
	pts-close --expire -b HH
	assert_equal "$(balance 001) $(balance 002)" '0.00 0.00'
	run -0 pts-check
}
