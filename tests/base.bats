# pts-log --base and --repair: scores granted anew for a period, vetoes lifted

setup_file() {
	load deeds
	deeds_file
	pts-load rules -d l.db >/dev/null <<-'END'
		rule,category,title,points,counts,cap_per,valid_from,valid_until
		VETO,HJ,违建,,veto,year,2025-01-01,
		QUICK,HJ,乱搭,,veto,month,2025-01-01,
		MEND,HJ,整改,-10,both,,2025-01-01,
		HEAR,HJ,听证,,both,,2025-01-01,
		OLD,ZY,旧基础分,60,score,,2024-01-01,2024-12-31
	END
}

setup() {
	load deeds
	deeds_setup
}

# ranks PERIOD: rank:household:veto of each row
ranks() {
	pts-tally -b HH -p "$1" | pts-rank | pick rank,household,veto | tr , :
}

# --- base scores

@test "a base is granted once to each active household, as score that cannot be spent" {
	run -0 pts-log --base BASE -p 2025Q3 -b HH
	assert_equal "$(pick book,nth,household,score,points,state <<<"$output")" 'HH,1,001,100.00,0.00,posted
HH,2,002,100.00,0.00,posted
HH,3,003,100.00,0.00,posted
HH,4,004,100.00,0.00,posted'
	assert_line --index 1 --partial "$(places ,HH,2025-07,@1,2025-07-01,001,)"
	assert_equal "$(balance 001)" 0.00
	assert_equal "$(pts-tally -b HH -p 2025Q3 | pick household,score | head -n 1)" 001,100.00
	run -0 pts-check
}

@test "without a book every book that has the rule" {
	run -0 pts-log --base BASE -p 2025Q3
	assert_equal "$(pick book <<<"$output" | uniq -c | awk '{print $2 $1}')" $'CS2\nHH4'
	printf 'book,rule,category,title,points,counts,valid_from\nCS,OWN,ZY,村基础分,50,score,2025-01-01\n' | pts-load rules >/dev/null
	run -0 pts-log --base OWN -p 2025Q3
	assert_equal "$(pick book <<<"$output" | uniq -c | awk '{print $2 $1}')" CS2
	run -65 pts-log --base OWN -p 2025Q3 -b HH
	assert_output 'pts-log: rule OWN is not in the scheme of HH'
}

@test "twice is once: who came since gets theirs, nobody twice" {
	pts-log --base BASE -p 2025Q3 -b HH >/dev/null
	printf 'book,household,head\nHH,005,新来\n' | pts-load households >/dev/null
	run -0 pts-log --base BASE -p 2025年第三季度 -b HH
	assert_equal "$(pick household,state <<<"$output")" $'001,duplicate\n002,duplicate\n003,duplicate\n004,duplicate\n005,posted'
	assert_equal "$(pts-tally -b HH -p 2025Q3 | pick score | sort -u)" 100.00
}

@test "a period has one base, however it is spelled" {
	local period
	pts-log --base BASE -p 2025Q3 -b HH >/dev/null
	for period in 2025年3季度 2025-07..2025-09; do
		run -0 pts-log --base BASE -p "$period" -b HH
		assert_equal "$(pick state <<<"$output" | sort -u)" duplicate
	done
	assert_equal "$(pts-tally -b HH -p 2025Q3 | pick score | sort -u)" 100.00
}

@test "each period has its base, dated its first day" {
	pts-log --base BASE -p 2025Q2 -b HH >/dev/null
	run -0 pts-log --base BASE -p 2025Q3 -b HH
	refute_line --partial ,duplicate,
	run -0 pts-log --base BASE -p 2025 -b HH
	assert_line --index 1 --partial ,HH,2025-01,
	assert_line --index 1 --partial ,2025-01-01,001,
	assert_equal "$(pts-tally -b HH -p 2025 | pick household,score | head -n 1)" 001,300.00
}

@test "a reversed base is known, not granted again" {
	pts-log --base BASE -p 2025Q3 -b HH >/dev/null
	pts-log --reverse -m 'moved away' "$(at HH 2)" >/dev/null
	run -0 pts-log --base BASE -p 2025Q3 -b HH
	refute_line --partial ,posted,
	assert_equal "$(pts-tally -b HH -p 2025Q3 | pick household,score | sed -n 2p)" 002,0.00
}

@test "deductions lower score and points; only what is above the base can be spent" {
	pts-log --base BASE -p 2025Q3 -b HH >/dev/null
	pts-log -b HH -H 001 -r HEAR --points -20 --date 2025-07-02 >/dev/null
	assert_equal "$(pts-tally -b HH -p 2025Q3 | pick household,score,balance | head -n 1)" 001,80.00,-20.00
	pts-log -b HH -H 001 -r HEAR --points 20 --date 2025-07-03 >/dev/null
	assert_equal "$(pts-tally -b HH -p 2025Q3 | pick household,score,balance | head -n 1)" 001,100.00,0.00
}

@test "a closed month: refused, and with --late in the earliest open one" {
	pts-close 2025-07 -b HH >/dev/null
	run -1 pts-log --base BASE -p 2025Q3 -b HH
	assert_line --index 0 'pts-log: HH:001: 2025-07 of HH is closed: with --late the event counts in 2025-08'
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'earn'")" 0
	run -0 pts-log --base BASE -p 2025Q3 -b HH --late
	assert_line --index 1 --partial ,HH,2025-08,
	assert_line --index 1 --partial ,2025-07-01,001,
}

@test "one village refused, none granted" {
	pts-close 2025-07 -b HH >/dev/null
	run -1 pts-log --base BASE -p 2025Q3
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'earn'")" 0
}

@test "a base needs no review" {
	printf 'book,key,value\nHH,review,two\n' | pts-load settings >/dev/null
	run -0 pts-log --base BASE -p 2025Q3 -b HH
	assert_equal "$(pick state <<<"$output" | sort -u)" posted
}

@test "only a rule that counts for the score and gives points is a base" {
	run -78 pts-log --base CLEAN -p 2025Q3 -b HH
	assert_output 'pts-log: rule CLEAN grants no base: its counts must be score and its points above 0'
	run -78 pts-log --base VETO -p 2025Q3 -b HH
	run -65 pts-log --base NONE -p 2025Q3 -b HH
	assert_output 'pts-log: rule NONE is not in the scheme of HH'
	run -65 pts-log --base NONE -p 2025Q3
	assert_output 'pts-log: rule NONE is in the scheme of no book on 2025-07-01'
	run -65 pts-log --base OLD -p 2025Q3 -b HH
	assert_output --partial 'rule OLD is not valid on 2025-07-01'
}

@test "the period is whole months, and has begun" {
	run -64 pts-log --base BASE
	assert_line --index 0 'pts-log: a base score is granted for a period: -p PERIOD'
	run -64 pts-log --base BASE -p 2025-07-01..2025-07-31
	run -64 pts-log --base BASE -p 2025Q3 HH
	run -65 pts-log --base BASE -p 2026Q1 -b HH
	assert_line --index 0 'pts-log: HH:001: date 2026-01-01 is after today, 2025-10-08'
}

@test "--base --dry-run shows all and commits nothing" {
	before=$(sha256sum pts.db)
	run -0 pts-log --base BASE -p 2025Q3 --dry-run
	assert_equal "$(pick state <<<"$output" | sort | uniq -c | awk '{print $2 $1}')" posted6
	assert_equal "$(sha256sum pts.db)" "$before"
}

# --- vetoes and their repair

vetoed() {
	pts-log -b HH -H 001 -r CLEAN --date 2025-09-01 >/dev/null
	pts-log -b HH -H 002 -r CLEAN --date 2025-09-01 >/dev/null
	pts-log -b HH -H 001 -r VETO --date 2025-09-02 >/dev/null
	assert_equal "$(ranks 2025-09)" $'1:002:\n:001:'"$(at HH 3)"
}

@test "a veto leaves score and points, and takes the rank" {
	vetoed
	assert_equal "$(pts-tally -b HH -p 2025-09 | pick household,score,balance | head -n 1)" 001,10.00,10.00
	assert_equal "$(ranks 2025 | tail -n 1)" ":001:$(at HH 3)"
}

@test "a repaired veto is no longer in the tally, nor keeps the rank; its repair costs points" {
	vetoed
	run -0 pts-log --repair "$(at HH 3)" -r MEND --date 2025-09-20 -m 'taken down'
	assert_line --index 1 --regexp "$(places '^e[0-9a-f]{24},HH,2025-09,@4,2025-09-20,001,张三丰,一组,,,HJ,MEND,deduct,1\.00,-10\.00,-10\.00,posted,$')"
	assert_equal "$(sqlite3 pts.db "SELECT corrects FROM journal WHERE rule = 'MEND'")" "$(at HH 3)"
	assert_equal "$(ranks 2025-09)" $'1:002:\n2:001:'
	assert_equal "$(pts-tally -b HH -p 2025-09 | pick household,score,balance,veto | head -n 1)" 001,0.00,0.00,
	run -0 pts-check
}

@test "a repair may cost nothing, and is dated today" {
	vetoed
	run -0 pts-log --repair "$(at HH 3)" -r HEAR --points 0
	assert_line --index 1 --partial "$(places ,HH,2025-10,@4,2025-10-08,001,)"
	assert_line --index 1 --partial ,earn,0.00,0.00,0.00,posted,
	assert_equal "$(pts-tally -b HH -p 2025 | pick household,score,veto | head -n 1)" 001,10.00,
	run -0 pts-check
}

@test "only a veto, and only once, can be repaired" {
	vetoed
	run -1 pts-log --repair "$(at HH 1)" -r MEND
	assert_output "pts-log: $(at HH 1) is of kind earn, not a veto"
	run -1 pts-log --repair HH:1 -r MEND
	assert_output 'pts-log: HH:1 is of kind scheme, not a veto'
	pts-log --repair "$(at HH 3)" -r MEND >/dev/null
	run -1 pts-log --repair "$(at HH 3)" -r MEND
	assert_output "pts-log: $(places 'HH:@3 is lifted already, by HH:@4')"
	assert_equal "$(balance 001)" 0.00
}

@test "a reversed veto needs no repair" {
	vetoed
	pts-log --reverse -m 'wrong house' "$(at HH 3)" >/dev/null
	assert_equal "$(ranks 2025-09 | cut -d: -f3 | sort -u)" ''
	run -1 pts-log --repair "$(at HH 3)" -r MEND
	assert_output "pts-log: $(places 'HH:@3 is lifted already, by HH:@4')"
}

@test "the id of a repair makes it one" {
	vetoed
	run -0 pts-log --repair "$(at HH 3)" -r MEND --id mended
	run -0 pts-log --repair "$(at HH 3)" -r MEND --id mended
	assert_line --regexp '^mended,.*,duplicate,'
	assert_equal "$(balance 001)" 0.00
}

@test "a repair names an entry and a rule that is no veto, and no household" {
	vetoed
	run -64 pts-log --repair "$(at HH 3)"
	assert_line --index 0 'pts-log: a repair needs -r RULE and no household: it is that of the veto'
	run -64 pts-log --repair "$(at HH 3)" -r MEND -H 001
	run -64 pts-log --repair HH -r MEND
	assert_output 'pts-log: `HH` is no address of an entry: write it as BOOK:SEQ'
	run -65 pts-log --repair HH:999 -r MEND
	assert_output 'pts-log: there is no entry HH:999'
	run -65 pts-log --repair XX:1 -r MEND
	run -65 pts-log --repair "$(at HH 3)" -r VETO
	assert_output 'pts-log: rule VETO is a veto: name the rule of the repair'
}

@test "--repair --dry-run commits nothing" {
	vetoed
	before=$(sha256sum pts.db)
	run -0 pts-log --repair "$(at HH 3)" -r MEND --dry-run
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "a repair that is reversed leaves the veto in force, and it can be repaired again" {
	vetoed
	pts-log --repair "$(at HH 3)" -r MEND --date 2025-09-20
	pts-log --reverse -m 'not taken down' "$(at HH 4)"
	assert_equal "$(ranks 2025-09)" "1:002:"$'\n'":001:$(at HH 3)"
	run -0 pts-check
	run -0 pts-log --repair "$(at HH 3)" -r MEND --date 2025-09-21
	assert_equal "$(ranks 2025-09)" $'1:002:\n2:001:'
	run -1 pts-log --repair "$(at HH 3)" -r MEND --date 2025-09-22
	run -0 pts-check
}
