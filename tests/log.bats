# pts-log: ids (twice is once), figures, caps, roles, names, all or nothing, late events, reversals

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	mkdir scheme
	cat >scheme/books.csv <<-'END'
		book,name,parent,level
		LX,老新镇,,town
		HH,红河村,LX,village
		CS,赤生村,LX,village
	END
	cat >scheme/households.csv <<-'END'
		book,household,group,head,status
		HH,001,一组,张三丰,active
		HH,002,一组,李雷,active
		HH,003,二组,王成,active
		HH,004,三组,王成,active
		HH,009,三组,赵六,ended
		CS,001,一组,欧阳锋,active
		CS,101,一组,阿依·努尔,active
	END
	cat >scheme/members.csv <<-'END'
		book,household,member,name,role,status
		HH,001,M1,张三丰,party,active
		HH,001,M2,张小花,resident,active
		HH,002,M3,李雷,grid,active
		HH,003,M4,孙七,resident,ended
	END
	printf '%s\n' book,category,title ,HJ,环境治理 ,ZY,志愿服务 >scheme/categories.csv
	cat >scheme/rules.csv <<-'END'
		book,rule,category,title,points,roles,counts,cap_points,cap_times,cap_per,cap_scope,max_quantity,valid_from,valid_until
		,CLEAN,HJ,门前整洁,10,,both,,,,,,2025-01-01,
		CS,CLEAN,HJ,门前整洁（赤生）,12,,both,,,,,,2025-01-01,
		,LITTER,HJ,乱倒垃圾,-5,,both,,,,,,2025-01-01,
		,HOURS,ZY,志愿服务,3,,both,30,,month,,,2025-01-01,
		,DRILL,ZY,演练,5,,both,,2,quarter,,,2025-01-01,
		,BOTH,ZY,两样都限,4,,both,10,2,month,,,2025-01-01,
		,SELF,ZY,个人限额,4,,both,8,,month,member,,2025-01-01,
		,TREE,HJ,种树,2,,both,,,,,3,2025-01-01,
		,OATH,ZY,党员承诺,8,党员,both,,,,,,2025-01-01,
		,DUTY,ZY,值守,6,party grid,both,,,,,,2025-01-01,
		,PANEL,ZY,评议,,,both,,,,,,2025-01-01,
		,BASE,ZY,基础分,100,,score,,,,,,2025-01-01,
		,GATE,HJ,巡堤,5,,both,,2,year,,,2025-01-01,2025-06-30
		,GATE,HJ,巡堤,7,,both,,2,year,,,2025-08-01,
	END
	PTS_LEDGER=l.db pts-init scheme >/dev/null
}

setup() {
	load helper
	_common_setup
	set -o pipefail
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
}

# sheet NAME HEADER ROW…: a file of these lines
sheet() {
	local name=$1
	shift
	printf '%s\n' "$@" >"$name"
}

# post HEADER ROW…: logs these rows of the book HH as sheet.csv and prints seq,score,points,state,remark of each
post() {
	sheet sheet.csv "$@"
	pts-log -b HH sheet.csv | pick seq,score,points,state,remark
}

# pick COLUMNS: these columns of a stream (the quoted ones come last), without the header
pick() {
	awk -F, -v want="$1" '
		BEGIN {n = split(want, name, ",")}
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; last = NF; next}
		{
			for (i = 1; i <= n; i++) {
				printf "%s%s", (i > 1 ? "," : ""), $at[name[i]]
				for (k = last + 1; at[name[i]] == last && k <= NF; k++) printf ",%s", $k
			}
			print ""
		}'
}

entries() {
	sqlite3 pts.db 'SELECT COUNT(*) FROM journal'
}

balance() {
	pts-list balances -b HH -H "$1" | pick balance
}

# --- what is posted

@test "an event: every column of the output" {
	sheet e.csv date,book,household,member,rule,quantity,note 2025-07-16,HH,001,M1,HOURS,1.5,夜里
	run -0 --separate-stderr pts-log e.csv
	assert_equal "$stderr" ''
	assert_line --index 0 event,book,period,seq,date,household,name,group,member,role,category,rule,kind,quantity,score,points,state,remark
	assert_line --index 1 --regexp '^x[0-9a-f]{32},HH,2025-07,6,2025-07-16,001,张三丰,一组,M1,party,ZY,HOURS,earn,1\.50,4\.50,4\.50,posted,$'
	assert_equal "$(pts-list journal --source e.csv)" "$output"
}

@test "a blank or absent quantity is 1.00, and the same event as 1" {
	run -0 post date,household,rule,quantity 2025-07-01,001,CLEAN,
	assert_output 6,10.00,10.00,posted,
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	assert_output 6,10.00,10.00,duplicate,
	run -0 post date,household,rule,quantity 2025-07-01,001,CLEAN,１．０
	assert_output 6,10.00,10.00,duplicate,
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
	assert_output 6,100.00,0.00,posted,
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
	assert_output $'6,5.00,5.00,posted,\n7,7.00,7.00,posted,'
	run -65 post date,household,rule 2025-07-01,001,GATE
	assert_output 'pts-log: sheet.csv:2: rule GATE is not valid on 2025-07-01: it is from 2025-01-01 to 2025-06-30'
	run -65 post date,household,rule 2024-12-31,001,CLEAN
	assert_output 'pts-log: sheet.csv:2: rule CLEAN is not valid on 2024-12-31: it is from 2025-01-01 on'
}

@test "rules for roles need a member with the role" {
	run -0 post date,household,member,rule 2025-07-01,001,M1,OATH 2025-07-01,002,M3,DUTY
	assert_output $'6,8.00,8.00,posted,\n7,6.00,6.00,posted,'
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

# --- twice is once

@test "equal rows in two files are the same event" {
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	run -0 post date,household,rule 2025-07-05,002,CLEAN 2025-07-01,001,CLEAN
	assert_output $'7,10.00,10.00,posted,\n6,10.00,10.00,duplicate,'
}

@test "equal rows of one file are different events; again they are the same ones" {
	run -0 post date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	assert_output $'6,10.00,10.00,posted,\n7,10.00,10.00,posted,'
	run -0 post date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	assert_output $'6,10.00,10.00,duplicate,\n7,10.00,10.00,duplicate,'
	run -0 post date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	assert_output $'6,10.00,10.00,duplicate,\n7,10.00,10.00,duplicate,\n8,10.00,10.00,posted,'
}

@test "two files of one command count their equal rows apart" {
	sheet a.csv date,household,rule 2025-07-01,001,CLEAN
	cp a.csv b.csv
	run -0 pts-log -b HH a.csv b.csv
	assert_equal "$(pick seq,state <<<"$output")" $'6,posted\n6,duplicate'
}

@test "standard input is one file" {
	sheet a.csv date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	run -0 pts-log -b HH - <a.csv
	assert_equal "$(pick seq,state <<<"$output")" $'6,posted\n7,posted'
	run -0 pts-log -b HH a.csv
	assert_equal "$(pick seq,state <<<"$output")" $'6,duplicate\n7,duplicate'
}

@test "GB18030 or UTF-8, header in Chinese or English, BOM, CRLF: the same event" {
	sheet utf8.csv 日期,村,户号,成员,细则编号,数量 2025-07-01,红河村,001,M1,HOURS,2
	iconv -f UTF-8 -t GB18030 utf8.csv >gb.csv
	printf '\357\273\277date,book,household,member,rule,quantity\r\n2025-07-01,HH,001,M1,HOURS,2\r\n' >bom.csv
	run -0 pts-log gb.csv
	assert_line --partial ,6,2025-07-01,001,张三丰,
	for again in utf8.csv bom.csv; do
		run -0 pts-log $again
		assert_line --regexp ',6,2025-07-01,001,.*,duplicate,$'
	done
}

@test "note, evidence, column order, ways to write a date or a number: the same event" {
	post date,household,rule,quantity,note,evidence 2025-07-01,001,HOURS,2,夜里,照片
	for date in 2025/7/1 2025.7.1 2025年7月1日 45839 ２０２５-０７-０１; do
		run -0 post rule,quantity,household,date HOURS,２.00,００１,"$date"
		assert_output 6,6.00,6.00,duplicate,
	done
}

@test "act, member and points are part of the event" {
	post date,household,member,rule,act 2025-07-01,001,,CLEAN,
	run -0 post date,household,member,rule,act 2025-07-01,001,M1,CLEAN,
	assert_output --partial posted
	run -65 post date,household,member,rule,act 2025-07-01,001,,CLEAN,A1
	run -65 post date,household,rule,points 2025-07-01,001,CLEAN,10
}

@test "an explicit id with the same content is a duplicate before any other check" {
	post event,date,household,rule HH-7,2025-07-01,001,CLEAN
	pts-close 2025Q3 >/dev/null
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -0 post event,date,household,rule HH-7,2025-07-01,001,CLEAN
	assert_output 6,10.00,10.00,duplicate,
}

@test "an explicit id with other content is bad, and says what differs" {
	post event,date,household,member,rule HH-7,2025-07-01,001,M1,CLEAN
	run -65 post event,date,household,member,rule HH-7,2025-07-02,001,M1,CLEAN HH-7,2025-07-01,002,,CLEAN HH-7,2025-07-01,001,,CLEAN \
		HH-7,2025-07-01,001,M1,HOURS
	assert_output - <<-'END'
		pts-log: sheet.csv:2: event id HH-7 is known with another date, `2025-07-01` instead of `2025-07-02`: give this one an id of its own
		pts-log: sheet.csv:3: event id HH-7 is known with another household, `001` instead of `002`: give this one an id of its own
		pts-log: sheet.csv:4: event id HH-7 is known with another member, `M1` instead of ``: give this one an id of its own
		pts-log: sheet.csv:5: event id HH-7 is known with another rule, `CLEAN` instead of `HOURS`: give this one an id of its own
	END
	run -65 post event,date,household,member,rule,quantity HH-7,2025-07-01,001,M1,CLEAN,3
	assert_output --partial 'known with another quantity, `1.00` instead of `3.00`'
	run -65 post event,date,household,rule 'HH 7',2025-07-01,001,CLEAN
	assert_output --partial 'event id `HH 7` is no code'
}

@test "explicit ids let equal deeds be many, and belong to their book" {
	run -0 post event,date,household,rule A,2025-07-01,001,CLEAN B,2025-07-01,001,CLEAN ,2025-07-01,001,CLEAN
	assert_output $'6,10.00,10.00,posted,\n7,10.00,10.00,posted,\n8,10.00,10.00,posted,'
	sheet cs.csv event,date,book,household,rule A,2025-07-01,CS,001,CLEAN
	run -0 pts-log cs.csv
	assert_line --regexp '^A,CS,.*,posted,$'
}

@test "what pts-log printed as an id can be handed in as one" {
	sheet a.csv date,book,household,rule 2025-07-01,HH,001,CLEAN
	id=$(pts-log a.csv | pick event)
	sheet b.csv event,date,book,household,rule "$id,2025-07-01,HH,001,CLEAN"
	run -0 pts-log b.csv
	assert_line --partial ,duplicate,
	sheet c.csv event,date,book,household,rule "x${id:2}0,2025-07-01,HH,001,CLEAN"
	run -65 pts-log c.csv
	assert_output --partial 'is of the form the toolkit makes, but is not known'
}

@test "a command by options is new each time, unless --id names it" {
	for seq in 6 7; do
		run -0 pts-log -b HH -H 001 -r CLEAN
		assert_line --partial ",$seq,2025-10-08,"
	done
	run -0 pts-log -b HH -H 001 -r CLEAN --id here-1
	assert_line --partial here-1,HH,2025-10,8,
	run -0 pts-log -b HH -H 001 -r CLEAN --id here-1
	assert_line --regexp '^here-1,.*,duplicate,$'
	run -65 pts-log -b HH -H 002 -r CLEAN --id here-1
	PTS_NOW=2025-10-09T00:01:00 run -0 pts-log -b HH -H 001 -r CLEAN --id here-1
	assert_line --regexp ',2025-10-08,.*,duplicate,$'
	PTS_NOW=2025-10-09T00:01:00 run -65 pts-log -b HH -H 001 -r CLEAN --id here-1 --date 2025-10-09
}

# --- corrections of what was handed in

@test "a row changed since an earlier hand-in is a correction, not a second deed" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,2
	run -65 post date,household,rule,quantity 2025-07-01,001,HOURS,3
	assert_output 'pts-log: sheet.csv:2: looks like a correction of HH:6; reverse that, or give this one an event id'
}

@test "rows of one file that differ in quantity are two deeds" {
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,2 2025-07-01,001,HOURS,3
	assert_output $'6,6.00,6.00,posted,\n7,9.00,9.00,posted,'
}

@test "another file of the same command is an earlier hand-in" {
	sheet a.csv date,household,rule,quantity 2025-07-01,001,HOURS,2
	sheet b.csv date,household,rule,quantity 2025-07-01,001,HOURS,3
	run -65 pts-log -b HH a.csv b.csv
	assert_output 'pts-log: b.csv:2: looks like a correction of HH:6; reverse that, or give this one an event id'
	assert_equal "$(entries)" 15
}

@test "once the old one is reversed, the corrected row posts; the rest of the file is known" {
	sheet july.csv date,household,rule,quantity 2025-07-01,001,HOURS,2 2025-07-02,002,HOURS,1
	pts-log -b HH july.csv >/dev/null
	sed -i 's/HOURS,2/HOURS,3/' july.csv
	run -65 pts-log -b HH july.csv
	pts-log --reverse -m 'three hours' HH:6 >/dev/null
	run -0 pts-log -b HH july.csv
	assert_equal "$(pick seq,score,state <<<"$output")" $'9,9.00,posted\n7,3.00,duplicate'
	run -0 pts-log -b HH july.csv
	assert_equal "$(pick seq,score,state <<<"$output")" $'9,9.00,duplicate\n7,3.00,duplicate'
	assert_equal "$(balance 001)" 9.00
}

@test "an event id of its own makes it another deed" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,2
	run -0 post event,date,household,rule,quantity second,2025-07-01,001,HOURS,3
	assert_output 7,9.00,9.00,posted,
}

@test "one given by options is no hand-in to be corrected" {
	pts-log -b HH -H 001 -r HOURS -q 2 --date 2025-07-01 >/dev/null
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,3
	assert_output 7,9.00,9.00,posted,
}

# --- caps

@test "cap_points cuts to what is left in the month" {
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,8 2025-07-02,001,HOURS,8 2025-07-03,001,HOURS,1 2025-08-01,001,HOURS,1
	assert_output - <<-'END'
		6,24.00,24.00,posted,
		7,6.00,6.00,posted,"capped 6.00 of 24.00, cap 30.00 a month"
		8,0.00,0.00,posted,"capped 0.00 of 3.00, cap 30.00 a month"
		9,3.00,3.00,posted,
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
		6,5.00,5.00,posted,
		7,5.00,5.00,posted,
		8,0.00,0.00,posted,"capped 0.00 of 5.00, cap 2 times a quarter"
		9,5.00,5.00,posted,
		10,5.00,5.00,posted,
	END
}

@test "the smallest room of all caps wins" {
	run -0 post date,household,rule,quantity 2025-07-01,001,BOTH,2 2025-07-02,001,BOTH,1 2025-07-03,001,BOTH,1 2025-07-01,002,BOTH,0.5 \
		2025-07-02,002,BOTH,0.5 2025-07-03,002,BOTH,0.5
	assert_output - <<-'END'
		6,8.00,8.00,posted,
		7,2.00,2.00,posted,"capped 2.00 of 4.00, cap 10.00 a month"
		8,0.00,0.00,posted,"capped 0.00 of 4.00, cap 2 times a month"
		9,2.00,2.00,posted,
		10,2.00,2.00,posted,
		11,0.00,0.00,posted,"capped 0.00 of 2.00, cap 2 times a month"
	END
}

@test "a cap of the member leaves the others their room" {
	run -0 post date,household,member,rule,quantity 2025-07-01,001,M1,SELF,2 2025-07-02,001,M1,SELF,1 2025-07-02,001,M2,SELF,1
	assert_output - <<-'END'
		6,8.00,8.00,posted,
		7,0.00,0.00,posted,"capped 0.00 of 4.00, cap 8.00 a month"
		8,4.00,4.00,posted,
	END
}

@test "a cap of the household is shared by its members" {
	run -0 post date,household,member,rule,quantity 2025-07-01,001,M1,HOURS,9 2025-07-02,001,M2,HOURS,9
	assert_line --index 1 '7,3.00,3.00,posted,"capped 3.00 of 27.00, cap 30.00 a month"'
}

@test "max_quantity is the most of one event" {
	run -0 post date,household,rule,quantity 2025-07-01,001,TREE,5 2025-07-02,001,TREE,3
	assert_output $'6,6.00,6.00,posted,"capped 6.00 of 10.00, at most 3.00 at once"\n7,6.00,6.00,posted,'
}

@test "usage is counted per rule code, across its versions" {
	run -0 post date,household,rule 2025-05-01,001,GATE 2025-06-01,001,GATE 2025-08-01,001,GATE
	assert_line --index 2 '8,0.00,0.00,posted,"capped 0.00 of 7.00, cap 2 times a year"'
}

@test "deductions count in full and free no room" {
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,10 2025-07-02,001,LITTER,9 2025-07-03,001,HOURS,1
	assert_line --index 1 7,-45.00,-45.00,posted,
	assert_line --index 2 --partial 8,0.00,0.00,posted,
}

@test "windows follow the day of the deed, also for late events" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,8 2025-08-01,001,HOURS,2
	pts-close 2025-07 >/dev/null
	sheet late.csv date,household,rule,quantity 2025-07-30,001,HOURS,8
	run -0 pts-log -b HH --late late.csv
	assert_line --partial ',HH,2025-08,9,2025-07-30,'
	assert_line --partial ',6.00,6.00,posted,"capped 6.00 of 24.00, cap 30.00 a month"'
	run -0 post date,household,rule,quantity 2025-08-02,001,HOURS,8
	assert_output 10,24.00,24.00,posted,
}

@test "a reversed event frees its room; those cut stay cut, and are named" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,8 2025-07-02,001,HOURS,8 2025-07-03,001,HOURS,1 2025-08-03,001,HOURS,11
	run -0 pts-log --reverse -m 'was not there' HH:6
	assert_equal "$(pick seq,score,points,state,remark <<<"$output")" '10,-24.00,-24.00,posted,HH:6; these stay cut: HH:7 HH:8'
	run -0 post date,household,rule,quantity 2025-07-04,001,HOURS,7
	assert_output 11,21.00,21.00,posted,
	run -0 pts-log --reverse -m 'not either' HH:7
	assert_line --partial 'HH:7; these stay cut: HH:8'
}

@test "a reversal frees one of cap_times" {
	post date,household,rule 2025-07-01,001,DRILL 2025-07-02,001,DRILL
	run -0 pts-log --reverse -m mistake HH:6
	assert_line --partial ,posted,HH:6
	run -0 post date,household,rule 2025-07-03,001,DRILL 2025-07-04,001,DRILL
	assert_line --index 0 9,5.00,5.00,posted,
	assert_line --index 1 --partial 10,0.00,0.00,posted,
}

# --- whose it is

@test "a name finds its household among heads and members, and is the same event" {
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	run -0 post date,name,rule 2025-07-01,张三丰,CLEAN 2025-07-01,张小花,CLEAN
	assert_line --index 0 6,10.00,10.00,duplicate,
	assert_line --index 1 7,10.00,10.00,posted,
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
	assert_equal "$(pick seq <<<"$output")" $'7\n8'
	assert_equal "$stderr" 'pts-log: e.csv:3: household H0999 is not on the roster
pts-log: posted 2, duplicate 0, rejected 1'
	assert_equal "$(entries)" 18
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
	assert_equal "$(pick seq <<<"$output")" 6
	assert_equal "${stderr_lines[2]}" 'pts-log: posted 1, duplicate 0, rejected 1'
	assert_equal "$(entries)" 16
}

@test "a CSV that cannot be parsed posts nothing, also with --partial" {
	printf '%s\n' date,household,rule 2025-07-01,001,CLEAN '2025-07-01,"002' >e.csv
	run -65 --separate-stderr pts-log -b HH --partial e.csv
	assert_output ''
	assert_equal "$(entries)" 15
}

@test "--rejects gets the bad rows as they came, with what is wrong" {
	sheet e.csv 日期,户号,细则编号,备注 2025-07-01,H0999,CLEAN,"\"雨, 大\"" 2025-07-01,001,CLEAN,
	run -65 pts-log -b HH --rejects bad.csv e.csv
	assert_equal "$(cat bad.csv)" $'日期,户号,细则编号,备注,error\n2025-07-01,H0999,CLEAN,"雨, 大",household H0999 is not on the roster'
	assert_equal "$(entries)" 15
	run -65 pts-log -b HH --partial --rejects bad.csv e.csv
	assert_equal "$(entries)" 16
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
	assert_equal "$(sqlite3 pts.db 'SELECT COUNT(*), MAX(seq) FROM journal')" '15|5'
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
	assert_output 6,30.00,30.00,posted,
}

# --- closed months

@test "an event of a closed month is refused with a hint; --late counts it in the earliest open month" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-close 2025-07..2025-08 >/dev/null
	sheet e.csv date,household,rule 2025-07-02,001,CLEAN
	run -1 pts-log -b HH e.csv
	assert_output 'pts-log: e.csv:2: 2025-07 of HH is closed: with --late the event counts in 2025-09'
	run -0 pts-log -b HH --late e.csv
	assert_line --partial ,HH,2025-09,9,2025-07-02,001,
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
	run -0 pts-log --reverse -m 'not so' HH:6 HH:7
	assert_line --index 1 ',HH,2025-07,8,2025-07-01,001,张三丰,一组,M1,party,ZY,HOURS,reverse,2.00,-6.00,-6.00,posted,HH:6'
	assert_line --index 2 ',HH,2025-07,9,2025-07-02,001,张三丰,一组,,,HJ,LITTER,reverse,1.00,5.00,5.00,posted,HH:7'
	assert_equal "$(balance 001)" 0.00
	assert_equal "$(pts-tally -b HH -p 2025-07 | pick events,earned,deducted,score)" 0,0.00,0.00,0.00
}

@test "reversing twice says so and exits 0" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-log --reverse -m once HH:6 >/dev/null
	run -0 --separate-stderr pts-log --reverse --verbose -m twice HH:6
	assert_line --partial ,-10.00,-10.00,duplicate,HH:6
	assert_regex "$stderr" 'pts-log: HH:6 is reversed already, by HH:7'
	assert_equal "$(balance 001)" 0.00
	run -1 pts-log --reverse -m 'back again' HH:7
	assert_output 'pts-log: HH:7 is of kind reverse, which cannot be reversed'
}

@test "a reversed event handed in again is known, not posted again" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-log --reverse -m once HH:6 >/dev/null
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	assert_output 6,10.00,10.00,duplicate,
}

@test "a reversal of a closed month counts in the earliest open one" {
	post date,household,rule 2025-07-01,001,CLEAN
	pts-close 2025-07 >/dev/null
	run -0 pts-log --reverse -m late HH:6
	assert_line --partial ,HH,2025-08,8,2025-07-01,
	assert_equal "$(pts-tally -b HH -p 2025-07 | pick earned)" 10.00
	assert_equal "$(pts-tally -b HH -p 2025-07 --happened | pick earned)" 0.00
}

@test "addresses are all or nothing; a reason is asked for" {
	post date,household,rule 2025-07-01,001,CLEAN
	run -65 --separate-stderr pts-log --reverse -m why HH:6 HH:99 XX:1
	assert_output ''
	assert_equal "${stderr_lines[0]}" 'pts-log: there is no entry HH:99'
	assert_regex "${stderr_lines[1]}" 'book XX is not in the ledger'
	assert_equal "$(balance 001)" 10.00
	run -64 pts-log --reverse HH:6
	run -1 pts-log --reverse -m why HH:1
	assert_output 'pts-log: HH:1 is of kind scheme, which cannot be reversed'
}

@test "a wrong file is undone by the journal of its source" {
	sheet 红河村.csv date,book,household,rule 2025-07-01,HH,001,CLEAN 2025-07-01,CS,001,CLEAN 2025-07-02,HH,002,LITTER
	sheet good.csv date,book,household,rule 2025-07-03,HH,001,CLEAN
	pts-log 红河村.csv good.csv >/dev/null
	pts-list journal --source 红河村.csv >undo.csv
	run -0 pts-log --reverse -m 'wrong file' - <undo.csv
	assert_equal "$(pick book,seq,points,state,remark <<<"$output")" $'CS,7,-12.00,posted,CS:6\nHH,9,-10.00,posted,HH:6\nHH,10,5.00,posted,HH:7'
	run -0 pts-log --reverse -m 'wrong file' undo.csv
	refute_line --partial ,posted,
	assert_equal "$(pts-list balances | pick book,household,balance | grep -v ,0.00)" HH,001,10.00
	run -0 pts-check
}

@test "a stream to reverse needs book and seq" {
	run -65 pts-log --reverse -m why - <<<$'household,rule\n001,CLEAN'
	assert_output --partial 'what is to be reversed is named by the columns book and seq'
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
