# pts-log --move: points and debt go to another household, score stays

setup_file() {
	load deeds
	deeds_file
	printf 'key,value\nexpiry,months:6\n' | pts-load settings -d l.db >/dev/null
}

setup() {
	load deeds
	deeds_setup
}

# Two lots, of which a deduction took half of the older one: 5 until 1 December, 10 until 1 February.
earned() {
	post date,household,rule 2025-06-01,001,CLEAN 2025-08-01,001,CLEAN 2025-08-02,001,LITTER >/dev/null
}

# lots BOOK HOUSEHOLD: last day and points of each
lots() {
	PTS_NOW=2025-10-08T09:00:00 pts-list expiring -b "$1" -H "$2" --until 2099-12-31 | pick last_day,points
}

move() {
	pts-log --move -m 'married into the village' "$@"
}

@test "points move with their lots and last days, and the entries name each other" {
	earned
	before=$(lots HH 001)
	assert_equal "$before" $'2025-12-01,5.00\n2026-02-01,10.00'
	run -0 move HH:001 HH:002
	assert_line --index 1 "$(places ',HH,2025-10,@4,2025-10-08,001,张三丰,一组,,,,,transfer,,0.00,-15.00,posted,HH:@5')"
	assert_line --index 2 "$(places ',HH,2025-10,@5,2025-10-08,002,李雷,一组,,,,,transfer,,0.00,15.00,posted,HH:@4')"
	assert_equal "$(sqlite3 pts.db "SELECT ref FROM journal WHERE kind = 'transfer' ORDER BY seq")" "$(places $'HH:@5\nHH:@4')"
	assert_equal "$(balance 001) $(balance 002)" '0.00 15.00'
	assert_equal "$(lots HH 001)" ''
	assert_equal "$(lots HH 002)" "$before"
	run -0 pts-check
}

@test "across books: each in its own journal, the other book is the account of what came in" {
	earned
	before=$(lots HH 001)
	run -0 move HH:001 CS:101
	assert_line --index 1 --partial "$(places ,HH,2025-10,@4,2025-10-08,001,)"
	assert_line --index 1 --partial "$(places ,posted,CS:@1)"
	assert_line --index 2 --partial ",CS,2025-10,$(seq_at CS 1),2025-10-08,101,"
	assert_line --index 2 --partial "$(places ,posted,HH:@4)"
	assert_equal "$(sqlite3 pts.db "SELECT points, account FROM journal WHERE kind = 'transfer' ORDER BY points")" $'-1500|\n1500|HH'
	assert_equal "$(lots CS 101)" "$before"
	run -0 pts-check
}

@test "score stays where it was earned; the tally shows the points under other" {
	earned
	move HH:001 CS:101 >/dev/null
	assert_equal "$(pts-tally -p 2025 -b HH | pick household,events,score,points,other,balance)" 001,3,15.00,15.00,-15.00,0.00
	assert_equal "$(pts-tally -p 2025 -b CS | pick household,events,score,points,other,balance)" 101,0,0.00,0.00,15.00,15.00
}

@test "what has moved dies on its own day, at the new place" {
	earned
	move HH:001 CS:101 >/dev/null
	export PTS_NOW=2026-01-05T09:00:00
	pts-close --expire
	assert_equal "$(pts-list balances -b CS -H 101 | pick balance)" 10.00
	assert_equal "$(pts-list balances -b HH -H 001 | pick balance)" 0.00
	run -0 pts-check
}

@test "debt moves too, and is paid by what comes in there" {
	post date,household,rule 2025-08-02,003,LITTER >/dev/null
	run -0 move HH:003 HH:004
	assert_line --index 1 --partial ,transfer,,0.00,5.00,posted,
	assert_line --index 2 --partial ,transfer,,0.00,-5.00,posted,
	assert_equal "$(balance 003) $(balance 004)" '0.00 -5.00'
	post date,household,rule 2025-09-01,004,CLEAN >/dev/null
	assert_equal "$(balance 004)" 5.00
	assert_equal "$(lots HH 004)" 2026-03-01,5.00
	run -0 pts-check
}

@test "debt is wiped on the day it would have been, at the new place" {
	post date,household,rule 2025-08-02,003,LITTER >/dev/null
	move HH:003 HH:004 >/dev/null
	PTS_NOW=2026-02-02T09:00:00 pts-close --expire
	assert_equal "$(balance 004)" -5.00
	PTS_NOW=2026-02-03T09:00:00 pts-close --expire
	assert_equal "$(balance 003) $(balance 004)" '0.00 0.00'
	run -0 pts-check
}

@test "points that move to a debtor pay the debt first" {
	earned
	post date,household,rule 2025-08-02,003,LITTER >/dev/null
	move HH:001 HH:003 >/dev/null
	assert_equal "$(balance 003)" 10.00
	assert_equal "$(lots HH 003)" 2026-02-01,10.00
	run -0 pts-check
}

@test "an ended household can leave its points, but get none" {
	earned
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -1 move HH:002 HH:001
	assert_output 'pts-log: household 001 of HH has ended: nothing can move there'
	run -0 move HH:001 HH:002
	assert_equal "$(balance 002)" 15.00
	run -1 move HH:002 HH:009
	assert_output 'pts-log: household 009 of HH has ended: nothing can move there'
}

@test "nothing to move is refused, and so is a second time" {
	run -1 move HH:001 HH:002
	assert_output 'pts-log: household 001 of HH has no points to move'
	earned
	move HH:001 HH:002 >/dev/null
	run -1 move HH:001 HH:002
	assert_output 'pts-log: household 001 of HH has no points to move'
}

@test "back again is another move" {
	earned
	before=$(lots HH 001)
	move HH:001 CS:101 >/dev/null
	move CS:101 HH:001 >/dev/null
	assert_equal "$(lots HH 001)" "$before"
	assert_equal "$(balance 001)" 15.00
	run -0 pts-check
}

# kept BOOK HOUSEHOLD: last day and points of the lots and debts that the ledger keeps, in their order
kept() {
	pts-close --expire >/dev/null # it works out the lots
	sqlite3 -separator , pts.db "SELECT last_day, printf('%.2f', points / 100.0) FROM lots JOIN households USING (book, household)
		JOIN books USING (book) WHERE books.code = '$1' AND households.code = '$2' ORDER BY last_day, seq, part"
}

reverse() {
	pts-log --reverse -m 'not so' "$@"
}

@test "lots and debt that come to 0 move too" {
	post date,household,rule 2025-06-01,001,CLEAN 2025-08-01,001,CLEAN 2025-08-02,001,LITTER >/dev/null
	reverse "$(at HH 1)" >/dev/null
	post date,household,rule 2025-08-03,001,LITTER >/dev/null
	assert_equal "$(balance 001) $(kept HH 001 | xargs)" '0.00 2025-12-01,-5.00 2026-02-01,5.00'
	run -0 move HH:001 CS:101
	assert_line --index 1 --partial ,transfer,,0.00,0.00,posted,
	assert_equal "$(kept HH 001) $(kept CS 101)" ' '
	run -1 move HH:001 CS:101
	run -0 pts-check
}

@test "a debt past its last day stays where it is, whether its end is posted or not" {
	export PTS_NOW=2025-08-01T09:00:00
	post date,household,rule 2025-01-10,003,LITTER 2025-08-01,004,CLEAN >/dev/null
	PTS_NOW=2025-07-10T09:00:00 post date,household,rule 2025-07-10,001,CLEAN >/dev/null
	cp pts.db before.db
	for posted in no yes; do
		cp before.db pts.db
		[ $posted = no ] || pts-close --expire
		run -1 move HH:003 HH:004
		assert_output 'pts-log: household 003 of HH has no points to move'
		post date,household,rule 2025-08-01,003,CLEAN >/dev/null
		run -0 move HH:003 HH:004
		assert_line --index 2 --partial ,transfer,,0.00,10.00,posted,
		pts-close --expire
		assert_equal "$posted: $(balance 003) $(balance 004)" "$posted: 0.00 20.00"
		run -0 pts-check
	done
}

@test "a deed reversed after the move is taken back where its points are, and the entries name each other" {
	earned
	move HH:001 HH:002 >/dev/null
	run -0 reverse "$(at HH 2)"
	assert_line --index 1 "$(places ',HH,2025-08,@6,2025-08-01,001,张三丰,一组,,,HJ,CLEAN,reverse,1.00,-10.00,-10.00,posted,HH:@2')"
	assert_line --index 2 "$(places ',HH,2025-10,@7,2025-10-08,001,张三丰,一组,,,,,transfer,,0.00,10.00,posted,HH:@6; HH:@8')"
	assert_line --index 3 "$(places ',HH,2025-10,@8,2025-10-08,002,李雷,一组,,,,,transfer,,0.00,-10.00,posted,HH:@6; HH:@7')"
	assert_equal "$(sqlite3 pts.db "SELECT ref, corrects FROM journal WHERE seq > $((S + 6)) ORDER BY seq")" "$(places $'HH:@8|HH:@6\nHH:@7|HH:@6')"
	assert_equal "$(balance 001) $(balance 002)" '0.00 5.00'
	assert_equal "$(kept HH 002)" 2025-12-01,5.00
	run -0 reverse "$(at HH 2)"
	assert_line --index 1 --partial ,duplicate,
	assert_equal "${#lines[@]}" 2
	run -0 pts-check
}

@test "of a reversed deed what is spent is owed where the points moved, by whomever it was spent" {
	earned
	move HH:001 CS:101 >/dev/null
	pts-log -b CS -H 101 -r LITTER --date 2025-10-01 >/dev/null
	# of the older deed 5 were taken before the move and 5 after it
	reverse "$(at HH 1)" >/dev/null
	assert_equal "$(balance 001)" 0.00
	assert_equal "$(kept CS 101 | xargs)" '2025-12-01,-10.00 2026-02-01,10.00'
	move CS:101 HH:003 >/dev/null
	reverse "$(at HH 2)" >/dev/null
	assert_equal "$(balance 001) $(balance 003)" '0.00 -10.00'
	assert_equal "$(pts-list balances -b CS -H 101 | pick balance)" 0.00
	run -0 pts-check
}

@test "points that came home are taken back at home" {
	earned
	move HH:001 CS:101 >/dev/null
	move CS:101 HH:001 >/dev/null
	run -0 reverse "$(at HH 2)"
	assert_equal "${#lines[@]}" 2
	assert_equal "$(kept HH 001)" 2025-12-01,5.00
	run -0 pts-check
}

@test "what died after the move stays dead when the deed is reversed" {
	earned
	move HH:001 CS:101 >/dev/null
	export PTS_NOW=2025-12-05T09:00:00
	pts-close --expire
	reverse "$(at HH 1)" >/dev/null
	# 5 of the 10 were taken before the move; they are owed, 5 have died
	assert_equal "$(balance 001) $(kept CS 101 | xargs)" '0.00 2025-12-01,-5.00 2026-02-01,10.00'
	pts-close --expire
	assert_equal "$(pts-list balances -b CS -H 101 | pick balance)" 10.00
	run -0 pts-check
}

@test "a deduction reversed after its debt moved is given back where the debt is" {
	post date,household,rule 2025-08-01,003,CLEAN 2025-08-02,003,LITTER 2025-08-02,003,LITTER 2025-08-02,003,LITTER >/dev/null
	move HH:003 HH:004 >/dev/null
	assert_equal "$(balance 003) $(balance 004)" '0.00 -5.00'
	reverse "$(at HH 4)" >/dev/null
	assert_equal "$(balance 003) $(balance 004)" '0.00 0.00'
	# what the second one took had not moved: it comes back to where it was
	reverse "$(at HH 3)" >/dev/null
	assert_equal "$(balance 003) $(balance 004)" '5.00 0.00'
	assert_equal "$(kept HH 003)" 2026-02-01,5.00
	run -0 pts-check
}

@test "a transfer is not reversed, it is moved back" {
	earned
	move HH:001 HH:002 >/dev/null
	run -1 pts-log --reverse -m 'not so' "$(at HH 4)"
	assert_output "pts-log: $(at HH 4) is of kind transfer, which cannot be reversed"
}

@test "the households are named with their books, by code or name" {
	earned
	run -0 move 红河村:001 赤生村:101
	assert_equal "$(pts-list balances -b CS -H 101 | pick balance)" 15.00
	run -64 move HH001 HH:002
	assert_output 'pts-log: `HH001` names no household: write it as BOOK:HOUSEHOLD'
	run -64 move HH:001 :002
	run -65 move HH:001 HH:777
	assert_output 'pts-log: household 777 is not on the roster'
	run -65 move XX:001 HH:002
	run -64 move HH:001 HH:001
	assert_output 'pts-log: a household cannot move to itself: `HH:001`'
}

@test "a move needs two households and its reason" {
	run -64 move HH:001
	assert_line --index 0 'pts-log: a move names two households: BOOK:HOUSEHOLD BOOK:HOUSEHOLD'
	run -64 move HH:001 HH:002 HH:003
	run -64 pts-log --move HH:001 HH:002
	assert_line --index 0 'pts-log: a move needs its reason: -m TEXT'
}

@test "--dry-run moves nothing" {
	earned
	before=$(sha256sum pts.db)
	run -0 move --dry-run HH:001 CS:101
	assert_equal "${#lines[@]}" 3
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "points held by a reservation stay until it is collected or cancelled" {
	printf '%s\n' book,shop,name,kind HH,S1,小卖部,own | pts-load shops >/dev/null
	printf '%s\n' book,item,title,shop,kind,points,valid_from HH,SOAP,香皂,S1,goods,3,2025-01-01 | pts-load items >/dev/null
	printf '%s\n' item,quantity,date SOAP,5,2025-06-01 | pts-stock in -b HH - >/dev/null
	earned
	pts-redeem reserve -b HH -H 001 -i SOAP >/dev/null
	pts-redeem reserve -b HH -H 001 -i SOAP -q 2 >/dev/null
	pts-redeem cancel HH-R2025-0001 >/dev/null
	run -1 move HH:001 HH:002
	assert_output 'pts-log: 6 of the points are reserved by receipt HH-R2025-0002: collect or cancel it first'
	assert_equal "$(balance 001) $(balance 002)" '15.00 0.00'
	# What comes in is nobody's yet.
	post date,household,rule 2025-08-03,002,CLEAN >/dev/null
	run -0 move HH:002 HH:001
	pts-redeem collect HH-R2025-0002 >/dev/null
	run -0 move HH:001 HH:002
	assert_equal "$(balance 001) $(balance 002)" '0.00 19.00'
	run -0 pts-check
}
