# pts-init: folders into a ledger, whole or not at all

setup() {
	load helper
	load small
	_common_setup
	small_folder
}

@test "all tables are loaded in their order, whatever the folders are" {
	run -0 pts-init place
	assert_output - <<-'END'
		table,rows
		books,3
		settings,3
		categories,1
		rules,4
		ladders,0
		shops,1
		items,1
		calendar,0
		honors,0
		grades,0
		households,3
		members,3
	END
	run -0 ls -A
	assert_output - <<-'END'
		place
		pts.db
	END
	run -0 stat -c %a pts.db
	assert_output 660
}

@test "every book begins with an entry for each table that has rows there" {
	pts-init place >/dev/null
	run -0 sql "SELECT code, seq, period, kind, substr(ref, 1, instr(ref, ' ') - 1), actor FROM journal JOIN books USING (book) ORDER BY code, seq"
	assert_output - <<-END
		A,1,2025-10,scheme,settings,tester
		A,2,2025-10,scheme,categories,tester
		A,3,2025-10,scheme,rules,tester
		A,4,2025-10,scheme,shops,tester
		A,5,2025-10,scheme,items,tester
		A,6,2025-10,roster,books,tester
		A,7,2025-10,roster,households,tester
		A,8,2025-10,roster,members,tester
		B,1,2025-10,scheme,settings,tester
		B,2,2025-10,scheme,categories,tester
		B,3,2025-10,scheme,rules,tester
		B,4,2025-10,scheme,items,tester
		B,5,2025-10,roster,books,tester
		B,6,2025-10,roster,households,tester
		B,7,2025-10,roster,members,tester
		TOWN,1,2025-10,scheme,settings,tester
		TOWN,2,2025-10,scheme,categories,tester
		TOWN,3,2025-10,scheme,rules,tester
		TOWN,4,2025-10,scheme,items,tester
		TOWN,5,2025-10,roster,books,tester
	END
}

@test "the same rows in force give the same digest, an own row another" {
	pts-init place >/dev/null
	digest() { sql "SELECT substr(ref, 7) FROM journal j JOIN books b USING (book) WHERE code = '$1' AND ref LIKE 'rules %'"; }
	assert_equal "$(digest TOWN)" "$(digest B)"
	refute [ "$(digest A)" = "$(digest B)" ]
	assert_equal "$(digest B)" "$(sha256sum <<-'END' | cut -c1-64
		rule,category,title,unit,points,roles,cap_points,cap_times,cap_per,valid_from
		R1,HJ,清扫,次,5.00,,20.00,,month,2025-01-01
		R2,HJ,"巡逻, 夜间",小时,1.50,party grid,,2,week,2025-01-01
		R9,HJ,=其他,次,,,,,,
	END
	)"
}

@test "the roster's digest has what figures depend on, and no column that is at its default" {
	pts-init place >/dev/null
	digest() { sql "SELECT substr(ref, instr(ref, ' ') + 1) FROM journal j JOIN books b USING (book) WHERE code = '$1' AND kind = 'roster' AND ref LIKE '$2 %'"; }
	assert_equal "$(digest A books)" "$(printf 'book,parent\nA,TOWN\n' | sha256sum | cut -c1-64)"
	assert_equal "$(digest TOWN books)" "$(printf 'book\nTOWN\n' | sha256sum | cut -c1-64)"
	assert_equal "$(digest A households)" "$(printf 'household,consent\n001,yes\n002,no\n' | sha256sum | cut -c1-64)"
	assert_equal "$(digest B households)" "$(printf 'household\n001\n' | sha256sum | cut -c1-64)"
	assert_equal "$(digest A members)" "$(printf 'household,member,role\n001,001-1,party\n001,001-2,resident\n' | sha256sum | cut -c1-64)"
}

@test "settings are noted from the entry on that brought them" {
	pts-init place >/dev/null
	run -0 sql "SELECT code, key, seq, value FROM settings_past JOIN books USING (book) WHERE key <> 'name' ORDER BY code, key"
	assert_output - <<-'END'
		A,expiry,1,year-end+31d
		A,objection_days,1,10
		B,expiry,1,year-end+31d
		TOWN,expiry,1,year-end+31d
	END
}

@test "no folder makes an empty ledger" {
	run -0 pts-init -d empty.db
	run -0 pts-list books -d empty.db
	assert_output book,name,parent,level
}

@test "an existing file is never touched" {
	echo mine >pts.db
	run -73 pts-init place
	assert_output 'pts-init: pts.db is there already: an existing ledger is never touched'
	run -0 cat pts.db
	assert_output mine
	ln -s nowhere link.db
	run -73 pts-init -d link.db place
}

@test "a file that is no table's is named, all of them" {
	touch place/rule.csv place/scheme/rules2.csv place/notes.txt place/.hidden.csv
	mkdir place/.git
	touch place/.git/x.csv
	run -65 pts-init place
	assert_output - <<-'END'
		pts-init: place/rule.csv is no table of a scheme: the name must be TABLE.csv or TABLE-*.csv
		pts-init: place/scheme/rules2.csv is no table of a scheme: the name must be TABLE.csv or TABLE-*.csv
	END
	refute [ -e pts.db ]
}

@test "one bad row and there is no ledger" {
	printf 'A,003,,,,vielleicht\n' >>place/roster/households-A.csv
	printf 'B,009,001-9,,,\n' >>place/roster/members.csv
	run -65 pts-init place
	assert_output - <<-'END'
		pts-init: households-A.csv:4: column consent: `vielleicht` is none of yes, no
		pts-init: members.csv:5: household 009 is not on the roster
	END
	run -0 ls -A
	assert_output place
}

@test "an inconsistent scheme makes no ledger" {
	printf ',R8,XX,?,次,1,,,,,\n' >>place/scheme/rules.csv
	run -78 pts-init place
	assert_output 'pts-init: rules.csv:6: rule R8 is of category XX, which is not in the table categories'
	refute [ -e pts.db ]
}

@test "the same row in two files is bad" {
	printf 'book,household\nA,002\n' >place/roster/households-C.csv
	run -65 pts-init place
	assert_output 'pts-init: households-C.csv:2: the same row stands in households-A.csv:3: leave one of them'
}

@test "a missing folder is 66, a missing directory for the ledger 73" {
	run -66 pts-init nowhere
	assert_output 'pts-init: nowhere: No such file or directory'
	run -73 pts-init -d no/such/pts.db place
}

@test "--dry-run checks and leaves nothing" {
	run -0 pts-init --dry-run place
	assert_line members,3
	run -0 ls -A
	assert_output place
}

@test "PTS_BOOK is not the book of a new ledger" {
	PTS_BOOK=A run -0 pts-init place
}

@test "-h is the manual's synopsis" {
	run -0 pts-init -h
	assert_equal "${lines[0]}" "usage: $(synopsis pts-init)"
}
