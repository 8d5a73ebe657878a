# pts-card: every entry of a household with its running balance

setup() {
	load helper
	_common_setup
	make_ledger
}

@test "as text: who, how much, every entry" {
	run -0 pts-card -b HH 001
	assert_output - <<-END
		Household 001  张三丰  一组  红河村
		Balance 27  available 27

		date        title     quantity  score  points  balance  seq  corrects
		2025-07-03  门前整洁         1     10      10       10$(printf %5d $((S + 1)))
		2025-07-09  志愿服务         4     12      12       22$(printf %5d $((S + 3)))
		2025-08-02  基础分           1    100       0       22$(printf %5d $((S + 5)))
		2025-08-15  评议加分        25     25      25       47$(printf %5d $((S + 6)))
		2025-09-10  香皂             2      0     -20       27$(printf %5d $((S + 11)))
	END
}

@test "reversals and returned goods name what they correct" {
	run -0 pts-card -b HH 002
	assert_line --regexp "$(places '^2025-09-10 +香皂 +1 +0 +-10 +40 +@12$')"
	assert_line --regexp "$(places '^2025-09-12 +goods returned: 香皂 +1 +0 +10 +50 +@13 +HH:@12$')"
	assert_line --regexp "$(places '^2025-08-16 +reversal: 志愿服务 +12 +-30 +-30 +20 +@14 +HH:@7$')"
}

@test "as CSV: all columns, two decimals, and the balance adds up" {
	run -0 pts-card -b HH 001 -f csv
	assert_line --index 0 book,household,seq,date,period,kind,rule,item,title,quantity,score,points,balance,corrects,dispute
	assert_line --index 1 HH,001,$((S + 1)),2025-07-03,2025-07,earn,CLEAN,,门前整洁,1.00,10.00,10.00,10.00,,
	assert_line --index 5 HH,001,$((S + 11)),2025-09-10,2025-09,redeem,,SOAP,香皂,2.00,0.00,-20.00,27.00,,
	assert_equal "$(awk -F, 'NR > 1 {b += $12; if (b != $13) print "off at " $3}' <<<"$output")" ''
}

@test "the last balance is that of pts-list balances" {
	for household in 001 002 003; do
		assert_equal "$(pts-card -b HH $household -f csv | tail -1 | cut -d, -f13)" \
			"$(pts-list balances -b HH -H $household | tail -1 | cut -d, -f4)"
	done
}

@test "what has expired but is not posted is not available; posted, it is a line" {
	export PTS_NOW=2026-02-02T09:00:00
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 27  available 0'
	pts-close --expire
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 0  available 0'
	assert_line --regexp "$(places '^2026-02-01 +expired +0 +-27 +0 +@15$')"
}

@test "a household without entries has an empty card" {
	printf 'book,household,group,head\nHH,004,二组,孙七\n' | pts-load households >/dev/null
	run -0 pts-card -b HH 004
	assert_line --index 0 'Household 004  孙七  二组  红河村'
	assert_line --index 1 'Balance 0  available 0'
	run -0 pts-card -b HH 004 -f csv
	assert_equal "${#lines[@]}" 1
}

@test "the book: -b by code or name, PTS_BOOK, else the only one with that code" {
	run -0 pts-card -b 赤生村 001
	assert_line --index 0 --partial 欧阳锋
	PTS_BOOK=HH run -0 pts-card 003
	assert_line --index 0 --partial 王成
	run -0 pts-card 003
	assert_line --index 0 --partial 王成
	run -65 pts-card 001
	assert_output 'pts-card: household 001 is in several books (HH, CS): give the book'
	run -0 pts-card -b HH ００１
	run -65 pts-card -b HH H0999
	assert_output 'pts-card: household H0999 is not on the roster'
}

@test "the card of a household that has ended stays readable" {
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 27  available 27'
}

@test "titles are those of the rule's version of the day" {
	printf 'rule,category,title,points,valid_from,valid_until\nCLEAN,HJ,门前整洁,10,2025-01-01,2025-10-01\nCLEAN,HJ,庭院整洁,20,2025-10-02,\n' |
		pts-load rules >/dev/null
	PTS_NOW=2025-10-08T09:00:00 pts-log -b HH -H 003 -r CLEAN >/dev/null
	run -0 pts-card -b HH 003
	assert_line --regexp '^2025-10-08 +庭院整洁 +1 +20 +20 +15 +[0-9]+'
	run -0 pts-card -b HH 001
	assert_line --regexp '^2025-07-03 +门前整洁 '
}

@test "the ledger is only read; one household is asked for" {
	before=$(sha256sum pts.db)
	chmod 440 pts.db
	run -0 pts-card -b HH 001
	assert_equal "$(sha256sum pts.db)" "$before"
	run -64 pts-card
	run -64 pts-card 001 002
	run -64 pts-card -f html 001
}
