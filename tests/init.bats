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

@test "every book begins with one scheme entry a table" {
	pts-init place >/dev/null
	run -0 pts-list journal
	assert_equal "${#lines[@]}" $((3 * S + 1))
	run -0 sql "SELECT count(*), min(period), max(kind), max(actor) FROM journal GROUP BY book"
	assert_output - <<-END
		$S,2025-10,scheme,tester
		$S,2025-10,scheme,tester
		$S,2025-10,scheme,tester
	END
}

@test "the same rows in force give the same digest, an own row another" {
	pts-init place >/dev/null
	digest() { sql "SELECT substr(ref, 7) FROM journal j JOIN books b USING (book) WHERE code = '$1' AND ref LIKE 'rules %'"; }
	assert_equal "$(digest TOWN)" "$(digest B)"
	refute [ "$(digest A)" = "$(digest B)" ]
	assert_equal "$(digest B)" "$(pts-list rules | grep -v ^A, | cut -d, -f2- | sha256sum | cut -c1-64)"
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
