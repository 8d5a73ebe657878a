# Grades: boundaries, every basis, what is stored and what changed, what a bank may see, the credit village

setup_file() {
	load merit
	merit_file
}

setup() {
	load merit
	merit_setup
}

grade() {
	pts-grade run -p 2025 "$@"
}

# rows SCALE [OPTION]...: household, figure, grade, old, state of a run
rows() {
	grade --scale "$@" | awk -F, 'NR > 1 {print $1 ":" $4 ($7 == "" ? "" : " " $7), $9 "," $10 "," $14 "," $15}'
}

seqs() {
	sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'grade'"
}

@test "by score: from is inclusive, above exclusive; a veto and no entry are for the rest; who left has none" {
	run -0 rows CREDIT
	assert_output 'A:001 60.00,A,,new
A:002 40.00,A,,new
A:003 40.00,A,,new
A:004 20.00,B,,new
A:005 20.00,B,,new
A:006 ,C,,new
A:008 ,C,,new
B:001 30.00,B,,new
B:002 30.00,B,,new'
}

@test "Wendeng: 1060 is four stars, 1060.1 five, 1020 two, 990 one, 800 none" {
	printf '%s\n' rule,category,title,unit,points WD,HJ,个人诚信,次, | pts-load rules - >/dev/null
	cat >grades.csv <<-'END'
		scale,grade,above,stars
		WD,S1,800,1
		WD,S2,990,2
		WD,S3,1020,3
		WD,S4,1040,4
		WD,S5,1060,5
	END
	pts-load grades grades.csv >/dev/null
	for row in 001:1060 002:1060.1 003:1020 004:990 005:800; do
		printf '%s\n' event,book,date,household,rule,points "w$row,A,2026-01-02,${row%:*},WD,${row#*:}" | tr -d : | sed 's/2026-01-02/2026-01-02/' |
			pts-log - >/dev/null
	done
	run -0 --separate-stderr pts-grade run -p 2026-01 --scale WD -b A --dry-run
	assert_equal "$(awk -F, '$9 {print $4, $9, $12}' <<<"$output" | sed 1d)" '001 1060.00 4
002 1060.10 5
003 1020.00 2
004 990.00 1
005 800.00 '
}

@test "by rank: equal ones share it; those under a veto have none" {
	run -0 rows RANK -b A
	assert_output 'A:001 1.00,R1,,new
A:002 2.00,R1,,new
A:003 2.00,R1,,new
A:004 4.00,,,new
A:005 4.00,,,new
A:006 ,,,new
A:008 ,,,new'
}

@test "by percentile: the share of those who are not better" {
	run -0 rows SHARE -b A
	assert_output 'A:001 100.00,P,,new
A:002 80.00,P,,new
A:003 80.00,P,,new
A:004 40.00,,,new
A:005 40.00,,,new
A:006 ,,,new
A:008 ,,,new'
}

@test "by hours: 100, 300, 600, 1,000 and 1,500 make the stars" {
	export PTS_NOW=2026-02-02T09:00:00
	cat >grades.csv <<-'END'
		scale,grade,level,basis,from,stars
		STAR,S3,member,hours,600,3
		STAR,S4,member,hours,1000,4
		STAR,S5,member,hours,1500,5
	END
	pts-load grades grades.csv >/dev/null
	{
		echo event,book,date,household,member,rule,quantity
		echo s1,A,2026-01-05,001,001-1,V1,99.99
		echo s2,A,2026-01-05,001,001-2,V1,100
		echo s3,A,2026-01-05,002,002-1,V1,1499
		echo s4,A,2026-01-06,002,002-1,V1,1
		echo s5,A,2026-01-05,003,003-1,V1,299.99
	} >hours.csv
	pts-log hours.csv >/dev/null
	run -0 --separate-stderr pts-grade run -p 2026-01 --scale STAR --dry-run
	assert_equal "$(awk -F, 'NR > 1 {print $7, $9, $12}' <<<"$output")" '001-1 99.99 
001-2 100.00 1
002-1 1500.00 5
003-1 299.99 1'
}

@test "the sqlite3 shell adds up the same figures" {
	sqlite3 -csv pts.db "
		SELECT b.code, j.household, printf('%.2f', SUM(score) / 100.0) FROM journal j JOIN books b USING (book)
		JOIN households h ON h.book = j.book AND h.code = j.household
		WHERE date BETWEEN '2025-01-01' AND '2025-12-31' AND h.status = 'active' AND j.household <> '006'
		GROUP BY 1, 2 ORDER BY 1, 2" | tr -d '\r' >sums.csv
	grade --scale CREDIT | awk -F, 'NR > 1 && $9 {print $1 "," $4 "," $9}' >figures.csv
	run diff sums.csv figures.csv
	assert_success
}

@test "the order of the input changes nothing" {
	grade | sort >before
	{ sed 1q "$BATS_FILE_TMPDIR/events.csv"; sed 1d "$BATS_FILE_TMPDIR/events.csv" | tac; } >turned.csv
	rm pts.db
	merit_ledger turned.csv
	run diff before <(grade | sort)
	assert_success
}

@test "stored and in the chain; a second run changes nothing" {
	grade --scale CREDIT >/dev/null
	assert_equal "$(seqs)" 2
	before=$(sha256sum <pts.db)
	run -0 rows CREDIT
	assert_line 'A:001 60.00,A,A,same'
	assert_equal "$(sha256sum <pts.db)" "$before"
	run -0 pts-check
	run -0 pts-grade list -b B
	assert_output 'book,period,scale,household,name,group,member,figure,grade,title,stars,benefit
B,2025,CREDIT,001,王一,一组,,30.00,B,一般信用户,,贷款上限3万元
B,2025,CREDIT,002,王二,一组,,30.00,B,一般信用户,,贷款上限3万元'
}

@test "the entry holds the digest of what is stored" {
	grade --scale CREDIT -b A >/dev/null
	digest=$(sqlite3 -separator $'\t' pts.db "
		SELECT household, member, grade, CASE WHEN figure IS NULL THEN '' ELSE printf('%.2f', figure / 100.0) END, earned
		FROM graded ORDER BY household, member" | sha256sum | cut -d' ' -f1)
	run sqlite3 pts.db "SELECT ref FROM journal WHERE kind = 'grade'"
	assert_output "CREDIT 2025 $digest"
}

@test "a later correction changes the grade, and a run again shows old and new" {
	grade --scale CREDIT -b A >/dev/null
	pts-log --late --reverse -m 'not his' "$(sqlite3 pts.db "SELECT 'A:' || seq FROM journal WHERE household = '003' AND kind = 'earn'")" >/dev/null
	pts-log --late --repair "A:$(sqlite3 pts.db "SELECT seq FROM journal WHERE kind = 'veto'")" -r RP -m '已整改' >/dev/null
	run -0 rows CREDIT -b A
	assert_line 'A:002 40.00,A,A,same'
	assert_line 'A:003 ,C,A,changed'
	assert_line 'A:006 40.00,A,C,changed'
	assert_equal "$(seqs)" 2
	run -0 pts-check
}

@test "a figure that moves within its grade is stored and in the chain, too" {
	grade --scale CREDIT -b A >/dev/null
	printf '%s\n' event,book,date,household,rule,quantity n1,A,2025-12-01,001,R1,1 | pts-log --late - >/dev/null
	run -0 rows CREDIT -b A
	assert_line 'A:001 70.00,A,A,same'
	assert_equal "$(seqs)" 2
	run -0 pts-check
	run -0 pts-grade list -b A
	assert_line --partial '001,张一,一组,,70.00,A'
}

@test "who has left since is gone" {
	grade --scale CREDIT -b A >/dev/null
	printf '%s\n' book,household,status A,001,ended | pts-load households - >/dev/null
	run -0 rows CREDIT -b A
	assert_line 'A:001 ,,A,gone'
	run -0 pts-grade list -b A
	refute_line --partial '张一'
	run -0 pts-check
}

@test "--dry-run and an open month" {
	before=$(sha256sum <pts.db)
	run -0 --separate-stderr grade --dry-run
	assert_equal "$stderr" ''
	assert_equal "$(sha256sum <pts.db)" "$before"
	run -1 pts-grade run -p 2026
	assert_output 'pts-grade: 2026-01 of A is open: close it first, or look with --dry-run'
	run -0 --separate-stderr pts-grade run -p 2026 --dry-run
	assert_equal "$stderr" 'pts-grade: warning: 2026-01 of A is open: what is shown may change
pts-grade: warning: 2026-01 of B is open: what is shown may change'
	assert_equal "$(sha256sum <pts.db)" "$before"
}

@test "a village's own scale wins over the town's, step by step together" {
	printf '%s\n' book,scale,grade,from B,CREDIT,ONLY,10 | pts-load grades - >/dev/null
	run -0 rows CREDIT
	assert_line 'A:001 60.00,A,,new'
	assert_line 'B:001 30.00,ONLY,,new'
}

@test "for a bank: who consented, the fields that the scheme allows, and a count of those left out" {
	grade >/dev/null
	run -0 --separate-stderr pts-grade list --bank --scale CREDIT -b A
	assert_output 'book,period,scale,household,name,grade
A,2025,CREDIT,001,张一,A
A,2025,CREDIT,003,张三,A
A,2025,CREDIT,004,张四,B
A,2025,CREDIT,005,张五,B
A,2025,CREDIT,006,张六,C
A,2025,CREDIT,008,张八,C'
	assert_equal "$stderr" 'pts-grade: warning: households left out because they did not consent to be on a list for a bank: 1'
	printf '%s\n' book,key,value ',bank_fields,household address benefit' | pts-load settings - >/dev/null
	run -0 --separate-stderr pts-grade list --bank --scale CREDIT -b A
	assert_line 'A,2025,CREDIT,001,东村1号,贷款上限10万元'
	refute_line --partial 张
	refute_line --partial 东村2号
}

@test "for a bank: a household counts once, and who has no grade or has left is not told of" {
	grade >/dev/null
	run -0 --separate-stderr pts-grade list --bank -b A
	assert_equal "$stderr" 'pts-grade: warning: households left out because they did not consent to be on a list for a bank: 1'
	refute_line --partial 'RANK,004'
	printf '%s\n' book,household,status A,001,ended | pts-load households - >/dev/null
	run -0 pts-grade list --bank -b A
	refute_line --partial '001'
}

@test "for a bank: of several villages only what all of them and the village itself allow" {
	grade >/dev/null
	printf '%s\n' book,key,value A,bank_fields,household B,bank_fields,household\ name\ grade\ figure | pts-load settings - >/dev/null
	run -0 --separate-stderr pts-grade list --bank --scale CREDIT
	assert_line 'A,2025,CREDIT,001,,'
	assert_line 'B,2025,CREDIT,001,王一,B'
	run -0 --separate-stderr pts-grade list --bank --scale CREDIT -b B
	assert_line 'B,2025,CREDIT,001,王一,30.00,B'
	run -78 pts-load settings - <<<$'book,key,value\n,bank_fields,household note'
	assert_output --partial 'some of household, name, group, address, figure, grade, title, stars, benefit'
}

@test "the credit village: exactly the share is enough, a hair less is not" {
	grade --scale CREDIT >/dev/null
	# 5 of 7 in A (006 and 008 fell to the step for the rest), 2 of 2 in B
	run -0 pts-grade share -p 2025 --scale CREDIT
	assert_output 'book,period,scale,households,graded,share,limit,state
A,2025,CREDIT,7,5,71.43,70.00,yes
B,2025,CREDIT,2,2,100.00,70.00,yes'
	for limit in 71.42:yes 71.43:no; do
		printf '%s\n' book,key,value ",credit_share,${limit%:*}" | pts-load settings - >/dev/null
		run -0 pts-grade share -p 2025 --scale CREDIT -b A
		assert_line "A,2025,CREDIT,7,5,71.43,${limit%:*},${limit#*:}"
	done
	# three more households: 7 of 10
	printf '%s\n' book,household A,009 A,010 A,011 | pts-load households - >/dev/null
	printf '%s\n' book,key,value ,credit_share, | pts-load settings - >/dev/null
	pts-log --late --date 2025-12-01 -b A -H 008 -r R1 -q 4 >/dev/null
	pts-log --late --date 2025-12-01 -b A -H 009 -r R1 -q 4 >/dev/null
	grade --scale CREDIT -b A >/dev/null
	run -0 pts-grade share -p 2025 --scale CREDIT -b A
	assert_line 'A,2025,CREDIT,10,7,70.00,70.00,yes'
	printf '%s\n' book,household A,012 | pts-load households - >/dev/null
	run -0 pts-grade share -p 2025 --scale CREDIT -b A
	assert_line 'A,2025,CREDIT,11,7,63.64,70.00,no'
	run -78 pts-load settings - <<<$'book,key,value\n,credit_share,100.01'
	assert_output --partial 'setting credit_share takes a percentage above 0, at most 100'
}

@test "nothing is graded yet: share says so" {
	run -0 --separate-stderr pts-grade share -p 2025 --scale CREDIT
	assert_output 'book,period,scale,households,graded,share,limit,state'
	assert_equal "$stderr" 'pts-grade: warning: A has no grades of scale CREDIT for 2025 yet: `pts-grade run` makes them
pts-grade: warning: B has no grades of scale CREDIT for 2025 yet: `pts-grade run` makes them'
}

@test "what the tool needs to be told" {
	run -64 pts-grade run
	assert_line 'pts-grade: whose figures? Give the period: -p PERIOD'
	run -64 pts-grade run -p 2025-01-01..2025-01-31
	run -65 grade --scale NONE
	assert_output 'pts-grade: there is no scale NONE in the table grades'
	run -64 pts-grade list extra
	grade --scale CREDIT >/dev/null
	sqlite3 pts.db 'DELETE FROM grades'
	run -0 pts-grade list -b B --scale CREDIT
	assert_line 'B,2025,CREDIT,001,王一,一组,,30.00,B,,,'
	run -78 grade
	assert_output 'pts-grade: the scheme has no grades: load the table grades'
}

@test "check: a grade, a figure, a row changed, dropped or slipped in" {
	grade --scale CREDIT -b A >/dev/null
	cp pts.db good.db
	while IFS='|' read -r sql message; do
		cp good.db pts.db
		tamper "$sql"
		run -1 pts-check -b A
		assert_output --partial "$message"
	done <<-'END'
		UPDATE graded SET grade = 'A' WHERE household = '004'|the grades of scale CREDIT for 2025 are not those that were recorded
		UPDATE graded SET figure = 2001 WHERE household = '004'|are not those that were recorded
		UPDATE graded SET earned = 1 WHERE household = '006'|are not those that were recorded
		DELETE FROM graded WHERE household = '004'|are not those that were recorded
		DELETE FROM graded|are not those that were recorded
		INSERT INTO graded SELECT book, 'OTHER', period, household, member, grade, figure, earned FROM graded|no entry records the grades of scale OTHER for 2025
	END
}

@test "load: steps of a scale that disagree or cannot be told apart are inconsistent" {
	cat >place/grades.csv <<-'END'
		scale,grade,level,basis,from,above
		A,A1,,score,10,20
		B,B1,,score,10,
		B,B2,,hours,20,
		B,B3,member,hours,30,
		C,C1,,,10,
		C,C2,,,10,
		D,D1,,,,
		D,D2,,,,
		E,E1,,percentile,100.01,
		E,E2,,percentile,-1,
		F,F1,,rank,0.5,
		G,G1,,hours,,-1
		H,H1,,score,-5,
		H,H2,,score,,-5
	END
	run -78 --separate-stderr pts-init -d new.db place
	assert_equal "$stderr" 'pts-init: grades.csv:2: grade A1 of scale A has from and above: only one of them can say where it begins
pts-init: grades.csv:4: scale B has the basis score at grade B1 and hours at grade B2: all its steps need one
pts-init: grades.csv:5: scale B has the level household at grade B2 and member at grade B3: all its steps need one
pts-init: grades.csv:7: grades C1 and C2 of scale C begin at the same figure
pts-init: grades.csv:9: grades D1 and D2 of scale D begin at the same figure
pts-init: grades.csv:10: grade E1 of scale E begins at 100.01, which is no percentile
pts-init: grades.csv:11: grade E2 of scale E begins at -1.00, which is no percentile
pts-init: grades.csv:12: grade F1 of scale F begins at 0.50, which is no rank
pts-init: grades.csv:13: grade G1 of scale G begins at -1.00, which is no hours'
}
