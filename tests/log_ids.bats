# pts-log: ids (twice is once), and corrections of what was handed in

setup_file() {
	load deeds
	deeds_file
}

setup() {
	load deeds
	deeds_setup
}

# --- twice is once

@test "equal rows in two files are the same event" {
	run -0 post date,household,rule 2025-07-01,001,CLEAN
	run -0 post date,household,rule 2025-07-05,002,CLEAN 2025-07-01,001,CLEAN
	assert_output $'2,10.00,10.00,posted,\n1,10.00,10.00,duplicate,'
}

@test "equal rows of one file are different events; again they are the same ones" {
	run -0 post date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	assert_output $'1,10.00,10.00,posted,\n2,10.00,10.00,posted,'
	run -0 post date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	assert_output $'1,10.00,10.00,duplicate,\n2,10.00,10.00,duplicate,'
	run -0 post date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	assert_output $'1,10.00,10.00,duplicate,\n2,10.00,10.00,duplicate,\n3,10.00,10.00,posted,'
}

@test "two files of one command count their equal rows apart" {
	sheet a.csv date,household,rule 2025-07-01,001,CLEAN
	cp a.csv b.csv
	run -0 pts-log -b HH a.csv b.csv
	assert_equal "$(pick nth,state <<<"$output")" $'1,posted\n1,duplicate'
}

@test "standard input is one file" {
	sheet a.csv date,household,rule 2025-07-01,001,CLEAN 2025-07-01,001,CLEAN
	run -0 pts-log -b HH - <a.csv
	assert_equal "$(pick nth,state <<<"$output")" $'1,posted\n2,posted'
	run -0 pts-log -b HH a.csv
	assert_equal "$(pick nth,state <<<"$output")" $'1,duplicate\n2,duplicate'
}

@test "GB18030 or UTF-8, header in Chinese or English, BOM, CRLF: the same event" {
	sheet utf8.csv 日期,村,户号,成员,细则编号,数量 2025-07-01,红河村,001,M1,HOURS,2
	iconv -f UTF-8 -t GB18030 utf8.csv >gb.csv
	printf '\357\273\277date,book,household,member,rule,quantity\r\n2025-07-01,HH,001,M1,HOURS,2\r\n' >bom.csv
	run -0 pts-log gb.csv
	assert_line --partial "$(places ,@1,2025-07-01,001,张三丰,)"
	for again in utf8.csv bom.csv; do
		run -0 pts-log $again
		assert_line --regexp "$(places ',@1,2025-07-01,001,.*,duplicate,$')"
	done
}

@test "note, evidence, column order, ways to write a date or a number: the same event" {
	post date,household,rule,quantity,note,evidence 2025-07-01,001,HOURS,2,夜里,照片
	for date in 2025/7/1 2025.7.1 2025年7月1日 45839 ２０２５-０７-０１; do
		run -0 post rule,quantity,household,date HOURS,２.00,００１,"$date"
		assert_output 1,6.00,6.00,duplicate,
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
	assert_output 1,10.00,10.00,duplicate,
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
	assert_output $'1,10.00,10.00,posted,\n2,10.00,10.00,posted,\n3,10.00,10.00,posted,'
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
	for n in 1 2; do
		run -0 pts-log -b HH -H 001 -r CLEAN
		assert_line --partial ",$((S + n)),2025-10-08,"
	done
	run -0 pts-log -b HH -H 001 -r CLEAN --id here-1
	assert_line --partial "$(places here-1,HH,2025-10,@3,)"
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
	assert_output "$(places 'pts-log: sheet.csv:2: looks like a correction of HH:@1; reverse that, or give this one an event id')"
}

@test "rows of one file that differ in quantity are two deeds" {
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,2 2025-07-01,001,HOURS,3
	assert_output $'1,6.00,6.00,posted,\n2,9.00,9.00,posted,'
}

@test "another file of the same command is an earlier hand-in" {
	sheet a.csv date,household,rule,quantity 2025-07-01,001,HOURS,2
	sheet b.csv date,household,rule,quantity 2025-07-01,001,HOURS,3
	run -65 pts-log -b HH a.csv b.csv
	assert_output "$(places 'pts-log: b.csv:2: looks like a correction of HH:@1; reverse that, or give this one an event id')"
	assert_equal "$(entries)" 0
}

@test "once the old one is reversed, the corrected row posts; the rest of the file is known" {
	sheet july.csv date,household,rule,quantity 2025-07-01,001,HOURS,2 2025-07-02,002,HOURS,1
	pts-log -b HH july.csv >/dev/null
	sed -i 's/HOURS,2/HOURS,3/' july.csv
	run -65 pts-log -b HH july.csv
	pts-log --reverse -m 'three hours' "$(at HH 1)" >/dev/null
	run -0 pts-log -b HH july.csv
	assert_equal "$(pick nth,score,state <<<"$output")" $'4,9.00,posted\n2,3.00,duplicate'
	run -0 pts-log -b HH july.csv
	assert_equal "$(pick nth,score,state <<<"$output")" $'4,9.00,duplicate\n2,3.00,duplicate'
	assert_equal "$(balance 001)" 9.00
}

@test "an event id of its own makes it another deed" {
	post date,household,rule,quantity 2025-07-01,001,HOURS,2
	run -0 post event,date,household,rule,quantity second,2025-07-01,001,HOURS,3
	assert_output 2,9.00,9.00,posted,
}

@test "one given by options is no hand-in to be corrected" {
	pts-log -b HH -H 001 -r HOURS -q 2 --date 2025-07-01 >/dev/null
	run -0 post date,household,rule,quantity 2025-07-01,001,HOURS,3
	assert_output 2,9.00,9.00,posted,
}
