# What must never happen: a ledger overwritten, a result lost in silence, a move turning points into debt, a slipped row posted.

setup() {
	load helper
	_common_setup
	mkdir scheme
	printf 'book,name,level\nA,甲村,village\nB,乙村,village\n' >scheme/books.csv
	printf 'book,key,value\nA,expiry,year-end\n' >scheme/settings.csv
	printf 'book,category,title\n,C,志愿服务\n' >scheme/categories.csv
	printf 'rule,category,title,points,cap_times,cap_per,cap_scope\nR,C,服务,5,,,\nM,C,学习,5,2,month,member\nT,C,微,0.01,,month,\n' >scheme/rules.csv
	printf 'book,household,head\nA,001,王成\nA,002,王明\nB,001,张三丰\n' >scheme/households.csv
	printf 'book,household,member,name\nA,001,m1,王小\n' >scheme/members.csv
	printf 'book,shop,name\nA,S1,兑换点\nB,S1,兑换点\n' >scheme/shops.csv
	printf 'item,title,points\nsoap,香皂,10\n' >scheme/items.csv
	export PTS_LEDGER=$PWD/pts.db
	pts-init scheme >/dev/null
}

same_bytes() { # command…: refused, and the ledger as before
	local before
	before=$(sha256sum <pts.db)
	run "$@"
	[ "$status" -ne 0 ]
	assert_equal "$(sha256sum <pts.db)" "$before"
}

@test "no output replaces a ledger, an input or the other output" {
	printf 'household,rule,date\n001,R,2025-09-01\n009,R,2025-09-01\n' >s.csv
	cp s.csv before.csv
	same_bytes pts-list households -o pts.db
	assert_failure 64
	same_bytes pts-log -b A --partial s.csv --rejects pts.db
	same_bytes pts-log -b A --partial s.csv -o s.csv
	same_bytes pts-log -b A --partial s.csv -o x.csv --rejects x.csv
	cp pts.db other.db
	same_bytes pts-list households -o other.db
	assert_failure 73
	cmp pts.db other.db
	cmp s.csv before.csv
}

@test "a closed standard output is noticed" {
	run bash -c 'pts-list households >&-'
	assert_failure 74
	run bash -c 'pts-check >&-'
	assert_failure 74
}

@test "a reason must say something" {
	pts-log -b A -H 001 -r R --date 2025-09-01
	run -64 pts-log --reverse -m '  ' "$(at A 1)"
	assert_output --partial 'a reversal needs its reason'
}

@test "points that moved to a book without expiry keep their last day" {
	pts-log -b A -H 001 -r R -q 4 --date 2025-09-01
	pts-log --move A:001 B:001 -m moved
	export PTS_NOW=2026-02-01T09:00:00
	run -0 pts-list balances -b B
	assert_line B,001,张三丰,20.00,0.00
	pts-close --expire
	run -0 pts-list balances -b B
	assert_line B,001,张三丰,0.00,0.00
	run -0 pts-check
}

@test "a member's cap goes along to another household" {
	printf 'date,household,member,rule\n2025-09-01,001,m1,M\n2025-09-02,001,m1,M\n' | pts-log -b A -
	printf 'book,household,member\nA,002,m1\n' | pts-load members - >/dev/null
	run -0 pts-log -b A -H 002 --member m1 -r M --date 2025-09-03
	assert_line --index 1 --partial 'capped 0.00 of 5.00, cap 2 times a month'
	run -0 pts-check
}

@test "a code and a name that contradict each other are a slipped row" {
	printf 'household,name,rule,date\n001,王成,R,2025-09-01\n001,王小,R,2025-09-02\n002,王成,R,2025-09-03\n' >s.csv
	run -65 --separate-stderr pts-log -b A --partial s.csv
	assert_equal "${stderr_lines[0]}" 'pts-log: s.csv:4: nobody in household 002 is named 王成; its head is 王明'
	assert_equal "${#lines[@]}" 3
}

@test "what cannot be counted leaves nothing behind, also with --partial" {
	pts-load settings <<<$'key,value\nmax_quantity,90000000000000000' >/dev/null
	printf 'date,household,rule,quantity\n2025-09-01,001,T,90000000000000000\n2025-09-02,001,T,90000000000000000\n2025-09-03,002,R,1\n' >s.csv
	same_bytes pts-log -b A --partial s.csv
	assert_failure 65
}

@test "the time zone cannot change under recorded points" {
	printf 'key,value\ntimezone,Asia/Urumqi\n' >zone.csv
	run -0 pts-load settings zone.csv
	printf 'key,value\ntimezone,Asia/Shanghai\n' >zone.csv
	run -0 pts-load settings zone.csv
	pts-log -b A -H 001 -r R --date 2025-09-01
	printf 'key,value\ntimezone,UTC\n' >zone.csv
	same_bytes pts-load settings zone.csv
	assert_failure 78
}

@test "a head whose time was moved is found" {
	sqlite3 pts.db "UPDATE heads SET at = '2099-01-01T00:00:00Z' WHERE book = 1"
	run -1 pts-check
	assert_output --partial 'the head of A says 2099-01-01T00:00:00Z, its last entry was recorded at'
}

@test "a ledger is one plain file that not everybody can write" {
	ln -s pts.db link.db
	run -66 pts-list books -d link.db
	assert_output --partial 'symbolic link'
	ln pts.db twin.db
	run -66 pts-list books
	assert_output --partial 'hard links'
	rm twin.db
	run -66 pts-list books -d file:pts.db
	chmod o+w pts.db
	run -77 pts-list books
	assert_output --partial 'chmod o-w'
}

@test "what was killed in the middle is whole or not there" {
	local i
	seq 4000 | awk 'BEGIN { print "event,household,rule,date" } { print "E" $1 ",00" $1 % 2 + 1 ",R,2025-09-01" }' >many.csv
	for i in 1 2 3 4 5 6 7 8; do
		pts-log -b A many.csv >/dev/null 2>&1 &
		sleep "0.0$i"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		run -0 pts-check
		[[ $(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'earn'") =~ ^(0|4000)$ ]]
	done
	run -0 pts-log -b A many.csv -o posted.csv
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'earn'")" 4000
}
