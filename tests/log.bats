# pts-log: figures, rules, roles, whose an event is, all or nothing

setup_file() {
	load deeds
	deeds_file
}

setup() {
	load deeds
	deeds_setup
}

# --- what is posted

@test "an event: every column of the output" {
	sheet e.csv date,book,household,member,rule,quantity,note 2025-07-16,HH,001,M1,HOURS,1.5,夜里
	run -0 --separate-stderr pts-log e.csv
	assert_equal "$stderr" ''
	assert_line --index 0 event,book,period,seq,date,household,name,group,member,role,category,rule,kind,quantity,score,points,state,remark
	assert_line --index 1 --regexp "$(places '^x[0-9a-f]{32},HH,2025-07,@1,2025-07-16,001,张三丰,一组,M1,party,ZY,HOURS,earn,1\.50,4\.50,4\.50,posted,$')"
	assert_equal "$(pts-list journal --source e.csv)" "$output"
}

@test "a blank or absent quantity is 1.00, and the same event as 1" {
	run -0 post date,household,rule,quantity 2025-07-01,001,CLEAN,
	assert_output 1,10.00,10.00,posted,
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	assert_output 1,10.00,10.00,duplicate,
	run -0 post date,household,rule,quantity 2025-07-01,001,CLEAN,１．０
	assert_output 1,10.00,10.00,duplicate,
}

@test "/ and - mean not rated: no entry, counted" {
	sheet e.csv date,household,rule,quantity 2025-07-01,001,CLEAN,/ 2025-07-01,002,CLEAN,- 2025-07-01,003,CLEAN,／ 2025-07-01,004,CLEAN,1
	run -0 --separate-stderr pts-log -b HH --verbose e.csv
	assert_equal "${#lines[@]}" 2
	assert_regex "$stderr" 'pts-log: not rated 3'
	assert_regex "$stderr" 'pts-log: posted 1, duplicate 0, rejected 0$'
	run -0 --separate-stderr pts-log -b HH e.csv
	assert_equal "$stderr" ''
}

@test "an open rule takes the points given, up or down, and they stand in quantity" {
	run -0 pts-log -H 001 -b HH -r PANEL --points 12.5 --date 2025-07-01
	assert_line --partial ,PANEL,earn,12.50,12.50,12.50,posted
	run -0 pts-log -H 001 -b HH -r PANEL --points -3 --date 2025-07-01
	assert_line --partial ,PANEL,deduct,-3.00,-3.00,-3.00,posted
	run -65 pts-log -H 001 -b HH -r PANEL
	assert_output 'pts-log: rule PANEL is open: give the points'
}

@test "points beside a fixed rule must be its own" {
	run -0 post date,household,rule,quantity,points 2025-07-01,001,CLEAN,2,20 2025-07-02,001,CLEAN,2,10
	run -65 post date,household,rule,quantity,points 2025-07-03,001,CLEAN,2,15
	assert_output 'pts-log: sheet.csv:2: rule CLEAN gives 10 a time, not 15: leave the points blank'
}

@test "counts score: the score rises, the points do not" {
	run -0 post date,household,rule 2025-07-01,001,BASE
	assert_output 1,100.00,0.00,posted,
	assert_equal "$(balance 001)" 0.00
}

@test "the village's own row of a rule wins over the town's" {
	run -0 pts-log -b CS -H 001 -r CLEAN
	assert_line --partial ,12.00,12.00,posted,
	run -0 pts-log -b HH -H 001 -r CLEAN
	assert_line --partial ,10.00,10.00,posted,
}

@test "the version of a rule valid on the day scores" {
	run -0 post date,household,rule 2025-06-30,001,GATE 2025-08-01,002,GATE
	assert_output $'1,5.00,5.00,posted,\n2,7.00,7.00,posted,'
	run -65 post date,household,rule 2025-07-01,001,GATE
	assert_output 'pts-log: sheet.csv:2: rule GATE is not valid on 2025-07-01: it is from 2025-01-01 to 2025-06-30'
	run -65 post date,household,rule 2024-12-31,001,CLEAN
	assert_output 'pts-log: sheet.csv:2: rule CLEAN is not valid on 2024-12-31: it is from 2025-01-01 on'
}

@test "rules for roles need a member with the role" {
	run -0 post date,household,member,rule 2025-07-01,001,M1,OATH 2025-07-01,002,M3,DUTY
	assert_output $'1,8.00,8.00,posted,\n2,6.00,6.00,posted,'
	run -65 post date,household,member,rule 2025-07-01,001,M2,OATH 2025-07-02,001,,OATH
	assert_output - <<-'END'
		pts-log: sheet.csv:2: rule OATH is for party, member M2 is resident
		pts-log: sheet.csv:3: rule OATH is for party only: name the member
	END
}

@test "the entry keeps the role of its day" {
	post date,household,member,rule 2025-07-01,001,M1,OATH
	printf 'book,household,member,role\nHH,001,M1,resident\n' | pts-load members >/dev/null
	run -0 pts-list journal -b HH -H 001
	assert_line --partial ,M1,party,
	run -65 pts-log -b HH -H 001 --member M1 -r OATH
}

@test "a deed is dated up to today, from 2000 to 2099" {
	run -0 post date,household,rule 2025-10-08,001,CLEAN
	run -65 post date,household,rule 2025-10-09,001,CLEAN 2025-02-29,001,CLEAN ,001,CLEAN
	assert_output - <<-'END'
		pts-log: sheet.csv:2: date 2025-10-09 is after today, 2025-10-08
		pts-log: sheet.csv:3: `2025-02-29` is no day between 2000 and 2099: write it as 2025-07-16
		pts-log: sheet.csv:4: no date: write it as 2025-07-16
	END
}

@test "negative floor: points fall to 0 at most, the score in full" {
	printf 'key,value\nnegative,floor\n' | pts-load settings >/dev/null
	run -0 post date,household,rule 2025-07-01,001,DRILL 2025-07-02,001,LITTER 2025-07-03,001,LITTER
	assert_line --index 1 --regexp '^[0-9]+,-5\.00,-5\.00,posted'
	assert_line --index 2 --regexp '^[0-9]+,-5\.00,0\.00,posted'
	assert_equal "$(balance 001)" 0.00
}

@test "negative allow: a household may owe" {
	run -0 post date,household,rule 2025-07-02,001,LITTER
	assert_equal "$(balance 001)" -5.00
}

# --- whose it is

@test "a name finds its household among heads and members, and is the same event" {
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	run -0 post date,name,rule 2025-07-01,张三丰,CLEAN 2025-07-01,张小花,CLEAN
	assert_line --index 0 1,10.00,10.00,duplicate,
	assert_line --index 1 2,10.00,10.00,posted,
	run -0 pts-list journal -b HH -H 001
	refute_line --partial ,M2,
}

@test "a name that fits two households is bad and lists them; the group tells them apart" {
	run -65 post date,name,rule 2025-07-01,王成,CLEAN
	assert_output 'pts-log: sheet.csv:2: the name 王成 fits 2 households (HH:003 二组, HH:004 三组): give the household code'
	run -0 post date,name,group,rule 2025-07-01,王成,三组,CLEAN
	assert_equal "$(balance 004)" 10.00
	run -65 post date,name,group,rule 2025-07-01,王成,一组,CLEAN
	assert_output --partial 'nobody named 王成 in group 一组 is in an active household: give the household code'
}

@test "blanks within a name of two characters are ignored, on the sheet and on the roster" {
	printf '%s\n' book,household,head HH,002,李　雷 HH,004,'周  全' CS,101,'阿依·努 尔' | pts-load households >/dev/null
	run -0 post date,name,rule 2025-07-01,李雷,CLEAN 2025-07-02,'李 雷',CLEAN 2025-07-03,李　雷,CLEAN 2025-07-04,周全,CLEAN \
		2025-07-05,'王  成',CLEAN
	assert_equal "$(pts-list journal --source sheet.csv | pick household | sort | uniq -c | tr -s ' ')" $' 3 002\n 1 003\n 1 004'
	# Beside a code the name is held against the roster in the same way.
	run -0 post date,household,name,rule 2025-07-06,002,李雷,CLEAN 2025-07-07,003,王　成,CLEAN
	run -65 post date,household,name,rule 2025-07-08,002,李 霆,CLEAN
	# 王成 and 王 成 are the same name; names of other lengths are what they are.
	printf '%s\n' book,household,head HH,004,'王 成' | pts-load households >/dev/null
	run -65 post date,name,rule 2025-07-01,王成,CLEAN 2025-07-02,'张三 丰',CLEAN 2025-07-03,'阿依·努尔',CLEAN
	assert_line --index 0 --partial 'the name 王成 fits 2 households (HH:003 二组, HH:004 三组)'
	assert_line --index 1 --partial 'nobody named 张三 丰 is in an active household'
	assert_line --index 2 --partial 'nobody named 阿依·努尔 is in an active household'
}

@test "names are looked up in active households only" {
	run -65 post date,name,rule 2025-07-01,赵六,CLEAN 2025-07-01,孙七,CLEAN
	assert_line --index 0 'pts-log: sheet.csv:2: nobody named 赵六 is in an active household: give the household code'
	assert_line --index 1 'pts-log: sheet.csv:3: nobody named 孙七 is in an active household: give the household code'
	run -65 post date,household,rule 2025-07-01,009,CLEAN
	assert_output 'pts-log: sheet.csv:2: household 009 of HH has ended: only active ones get points'
}

@test "the book: the column by code or name, else -b, else PTS_BOOK, else the only one with that code" {
	sheet all.csv date,book,household,rule 2025-07-01,红河村,001,CLEAN 2025-07-01,CS,001,CLEAN 2025-07-01,,002,CLEAN
	run -0 pts-log all.csv
	assert_equal "$(pick book,household <<<"$output")" $'HH,001\nCS,001\nHH,002'
	sheet none.csv date,household,rule 2025-07-02,001,CLEAN
	run -65 pts-log none.csv
	assert_output 'pts-log: none.csv:2: household 001 is in several books (HH, CS): give the book'
	run -0 pts-log -b 赤生村 none.csv
	assert_equal "$(pick book <<<"$output")" CS
	PTS_BOOK=HH run -0 pts-log none.csv
	assert_equal "$(pick book <<<"$output")" HH
	run -65 pts-log -b LX none.csv
	assert_output 'pts-log: none.csv:2: household 001 is not on the roster'
}

@test "a member must belong to the household" {
	run -65 post date,household,member,rule 2025-07-01,001,M3,CLEAN 2025-07-01,001,M9,CLEAN
	assert_line --index 0 'pts-log: sheet.csv:2: member M3 belongs to household 002, not to 001'
	assert_line --index 1 'pts-log: sheet.csv:3: member M9 is not on the roster of HH'
}

# --- all or nothing

@test "every bad row is told, nothing is posted, nothing is printed" {
	sheet e.csv date,household,rule 2025-07-01,001,CLEAN 2025-07-01,H0999,CLEAN 2025-07-01,002,NONE 2025-07-01,002,CLEAN
	before=$(sha256sum pts.db)
	run -65 --separate-stderr pts-log -b HH e.csv
	assert_output ''
	assert_equal "$stderr" 'pts-log: e.csv:3: household H0999 is not on the roster
pts-log: e.csv:4: rule NONE is not in the scheme of HH'
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "a bad file does not hide the bad rows of the next" {
	sheet a.csv date,household,rule 2025-07-01,H0999,CLEAN
	sheet b.csv date,household,rule 2025-07-01,H0998,CLEAN
	run -65 pts-log -b HH a.csv b.csv
	assert_line 'pts-log: a.csv:2: household H0999 is not on the roster'
	assert_line 'pts-log: b.csv:2: household H0998 is not on the roster'
}

@test "--partial posts the good rows together and sums up" {
	sheet e.csv date,household,rule 2025-07-01,001,CLEAN 2025-07-01,H0999,CLEAN 2025-07-01,002,CLEAN
	pts-log -b HH -H 002 -r CLEAN >/dev/null
	run -65 --separate-stderr pts-log -b HH --partial e.csv
	assert_equal "$(pick nth <<<"$output")" $'2\n3'
	assert_equal "$stderr" 'pts-log: e.csv:3: household H0999 is not on the roster
pts-log: posted 2, duplicate 0, rejected 1'
	assert_equal "$(entries)" 3
	run -65 --separate-stderr pts-log -b HH --partial e.csv
	assert_equal "${stderr_lines[1]}" 'pts-log: posted 0, duplicate 2, rejected 1'
}

@test "--partial keeps its output file although the exit is 65" {
	sheet e.csv date,household,rule 2025-07-01,001,CLEAN 2025-07-01,H0999,CLEAN
	echo yesterday >out.csv
	run -65 pts-log -b HH -o out.csv e.csv
	assert_equal "$(cat out.csv)" yesterday
	run -65 pts-log -b HH --partial -o out.csv e.csv
	assert_equal "$(wc -l <out.csv)" 2
}

@test "--each posts row by row; what came before a broken line stands" {
	printf '%s\n' date,household,rule 2025-07-01,001,CLEAN 2025-07-01,H0999,CLEAN '2025-07-01,"002' >e.csv
	run -65 --separate-stderr pts-log -b HH --each e.csv
	assert_equal "$(pick nth <<<"$output")" 1
	assert_equal "${stderr_lines[2]}" 'pts-log: posted 1, duplicate 0, rejected 1'
	assert_equal "$(entries)" 1
}

@test "a CSV that cannot be parsed posts nothing, also with --partial" {
	printf '%s\n' date,household,rule 2025-07-01,001,CLEAN '2025-07-01,"002' >e.csv
	run -65 --separate-stderr pts-log -b HH --partial e.csv
	assert_output ''
	assert_equal "$(entries)" 0
}

@test "--rejects gets the bad rows as they came, with what is wrong" {
	sheet e.csv 日期,户号,细则编号,备注 2025-07-01,H0999,CLEAN,"\"雨, 大\"" 2025-07-01,001,CLEAN,
	run -65 pts-log -b HH --rejects bad.csv e.csv
	assert_equal "$(cat bad.csv)" $'日期,户号,细则编号,备注,error\n2025-07-01,H0999,CLEAN,"雨, 大",household H0999 is not on the roster'
	assert_equal "$(entries)" 0
	run -65 pts-log -b HH --partial --rejects bad.csv e.csv
	assert_equal "$(entries)" 1
	cut -d, -f1-3 bad.csv | sed 's/H0999/002/' >mended.csv
	run -0 pts-log -b HH mended.csv
}

@test "--dry-run does everything and commits nothing" {
	sheet e.csv date,household,rule 2025-07-01,001,CLEAN 2025-07-02,001,CLEAN
	before=$(sha256sum pts.db)
	for how in '' --partial --each; do
		# shellcheck disable=SC2086
		run -0 pts-log -b HH --dry-run $how e.csv
		assert_line --partial ,10.00,10.00,posted,
	done
	pts-log -b HH -H 001 -r CLEAN --dry-run >/dev/null
	assert_equal "$(entries)" 0
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "bad wins over refused in the exit; --partial and --each exclude each other" {
	pts-close 2025-07 >/dev/null
	sheet e.csv date,household,rule 2025-07-01,001,CLEAN
	run -1 pts-log -b HH e.csv
	echo 2025-08-01,H0999,CLEAN >>e.csv
	run -65 pts-log -b HH e.csv
	run -1 --separate-stderr pts-log -b HH --partial - <<-'END'
		date,household,rule
		2025-07-01,001,CLEAN
		2025-08-01,001,CLEAN
	END
	assert_equal "${stderr_lines[1]}" 'pts-log: posted 1, duplicate 0, rejected 1'
	run -64 pts-log -b HH --partial --each e.csv
	run -66 pts-log -b HH nowhere.csv
}

@test "--verbose sums up, else success is silent" {
	sheet e.csv date,household,rule 2025-07-01,001,CLEAN
	run -0 --separate-stderr pts-log -b HH e.csv
	assert_equal "$stderr" ''
	run -0 --separate-stderr pts-log -b HH --verbose e.csv
	assert_regex "$stderr" 'pts-log: posted 0, duplicate 1, rejected 0$'
}

@test "rows before a bad one do not eat the caps of the next try" {
	sheet e.csv date,household,rule,quantity 2025-07-01,001,HOURS,10 2025-07-01,H0999,HOURS,1
	run -65 pts-log -b HH e.csv
	run -0 post date,household,rule,quantity 2025-07-02,001,HOURS,10
	assert_output 1,30.00,30.00,posted,
}

# --- usage

@test "one event needs household and rule; options and files exclude each other" {
	run -64 pts-log -b HH -H 001
	assert_line --index 0 'pts-log: one event needs both -H HOUSEHOLD and -r RULE'
	run -64 pts-log -b HH -r CLEAN
	touch e.csv
	run -64 pts-log -b HH -H 001 -r CLEAN e.csv
	run -65 pts-log e.csv
	assert_output --partial 'no input: did the program before fail?'
	printf 'date,household,rule\n' >e.csv
	run -0 pts-log e.csv
	assert_equal "${#lines[@]}" 1
}
