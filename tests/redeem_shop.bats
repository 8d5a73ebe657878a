# pts-redeem in a whole shop: swaps, top-up, limits, days, vetoes, merchants, the shops of other villages

setup() {
	load helper
	load shop
	_common_setup
	make_shop
}

@test "a swap takes points and cash: the cash goes into the fund" {
	run -0 pts-redeem -b HH -H 001 -i OIL -q 2
	assert_line --partial ',OIL,食用油,2.00,40.00,51.00,31.00,7.00,7.00,,,posted'
	assert_equal "$(entries redeem)" 'HH|001||OIL|S1||-200|-4000|5100|3100|3100'
	run -0 pts-redeem void HH-R2025-0001 -m 'wrong household'
	assert_line --partial ',40.00,51.00,31.00,47.00,47.00,,,void'
	assert_equal "$(entries refund)" 'HH|001||OIL|S1||200|4000|-5100|-3100|-3100'
	assert_equal "$(stock OIL)" 5.00,0.00
	run -0 pts-check
}

@test "at a merchant no stock is counted, and the cash stays there" {
	run -0 pts-redeem -b HH -H 001 -i POT
	assert_line --partial ',30.00,40.00,25.00,17.00,17.00,,,posted'
	run -0 pts-redeem -b HH -H 001 -i MILK
	assert_equal "$(entries redeem)" \
		$'HH|001|partner|POT|P2||-100|-3000|4000|2500|\nHH|001|partner|MILK|P2||-100|-1200|600||'
	assert_equal "$(stock POT)$(stock MILK)" ''
	run -0 pts-redeem void HH-R2025-0002 -m back
	assert_equal "$(entries refund)" 'HH|001|partner|MILK|P2||100|1200|-600||'
	run -0 pts-check
}

@test "missing points in cash: only where the scheme lets it, only what is missing, never the other way" {
	run -1 pts-redeem -b HH -H 001 -i RICE
	assert_output 'pts-redeem: household 001 has 47, needs 100'
	run -1 pts-redeem -b HH -H 001 -i RICE --topup
	assert_output 'pts-redeem: household 001 has 47, needs 100; the scheme lets nobody pay what is missing in cash (setting topup)'
	set_to topup yes
	run -1 pts-redeem -b HH -H 001 -i RICE
	assert_output 'pts-redeem: household 001 has 47, needs 100; what is missing can be paid in cash (--topup)'
	run -0 pts-redeem -b HH -H 001 -i RICE --topup
	assert_line --partial ',1.00,47.00,50.00,26.50,0.00,0.00,,,posted'
	assert_equal "$(entries redeem)" 'HH|001||RICE|S1||-100|-4700|5000|2650|2650'
	run -1 pts-redeem -b HH -H 001 -i SOAP --topup
	assert_output --partial 'household 001 has 0, needs 10; without any points there is nothing to top up'
	run -0 pts-redeem -b HH -H 002 -i SOAP --topup
	assert_line --partial ',10.00,5.00,,40.00,40.00,,,posted'
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --partial ',47.00,50.00,26.50,47.00,47.00,,,void'
	run -0 pts-check
}

@test "topup row by row; a swap may be topped up too" {
	set_to topup yes
	printf '%s\n' order,book,household,item,quantity,topup O1,HH,001,OIL,3,是 O2,HH,002,RICE,1,no O3,HH,002,SOAP,1,maybe >o.csv
	run -65 --separate-stderr pts-redeem --partial o.csv
	assert_line --partial ',O1,2025-10-08,001,张三丰,OIL,食用油,3.00,47.00,76.50,53.00,0.00,0.00,,,posted'
	assert_regex "$stderr" 'o.csv:3: household 002 has 50, needs 100; what is missing can be paid in cash'
	assert_regex "$stderr" 'o.csv:4: topup is yes or no, not `maybe`'
}

@test "what is short, since when: expired, not released, reserved" {
	export PTS_NOW=2025-10-08T09:00:00
	pts-redeem reserve -b HH -H 001 -i SOAP -q 2 >/dev/null
	run -1 pts-redeem -b HH -H 001 -i SOAP -q 3
	assert_output 'pts-redeem: household 001 has 27, needs 30; 20 reserved (pts-list reservations)'
	set_to spendable closed
	run -1 pts-redeem -b HH -H 002 -i SOAP
	assert_output 'pts-redeem: household 002 has 0, needs 10; 50 not released yet (pts-list journal shows their months)'
	set_to spendable posted
	PTS_NOW=2026-02-03T09:00:00 run -1 pts-redeem -b HH -H 002 -i SOAP
	assert_output 'pts-redeem: household 002 has 0, needs 10; 50 expired on 2026-02-01'
}

@test "a limit for a household and a window; a void frees it, a reservation takes of it" {
	run -0 pts-redeem -b HH -H 001 -i SALT -q 2
	run -1 pts-redeem -b HH -H 001 -i SALT -q 2
	assert_output 'pts-redeem: item SALT: at most 3 for a household in 2025-10, household 001 has had 2'
	run -0 pts-redeem -b HH -H 002 -i SALT -q 3
	run -0 pts-redeem -b HH -H 001 -i SALT -q 3 --date 2025-09-30
	run -0 pts-redeem reserve -b HH -H 001 -i SALT
	run -1 pts-redeem -b HH -H 001 -i SALT
	assert_output --partial 'household 001 has had 3'
	run -0 pts-redeem cancel HH-R2025-0004
	run -0 pts-redeem void HH-R2025-0001 -m back
	run -0 pts-redeem -b HH -H 001 -i SALT -q 3
	PTS_NOW=2025-11-01T09:00:00 run -0 pts-redeem -b HH -H 001 -i SALT -q 3
	run -0 pts-check
}

@test "shops that redeem on Fridays, on the 15th, on the last day" {
	set_to redeem_days fri
	run -1 pts-redeem -b HH -H 001 -i SOAP
	assert_output 'pts-redeem: the shops of HH do not redeem on 2025-10-08 (redeem_days fri): the next day is 2025-10-10'
	run -0 pts-redeem -b HH -H 001 -i SOAP --date 2025-10-03
	set_to redeem_days '15、月末'
	run -1 pts-redeem -b HH -H 001 -i SOAP
	assert_output --partial 'the next day is 2025-10-15'
	run -0 pts-redeem -b HH -H 001 -i SOAP --date 2025-09-30
	set_to redeem_days '周三 sat'
	run -0 pts-redeem -b HH -H 001 -i SOAP
	# the village's own setting wins
	set_to HH redeem_days 1
	run -1 pts-redeem -b HH -H 001 -i SOAP
	assert_output --partial 'the next day is 2025-11-01'
	run -0 pts-redeem -b CS -H 001 -i SOAP -s S1
}

@test "once a quarter: several orders of one day are one visit" {
	set_to redeem_per 1/quarter
	run -0 pts-redeem -b HH -H 001 -i SOAP
	run -0 pts-redeem -b HH -H 001 -i SALT
	export PTS_NOW=2025-10-09T09:00:00
	run -1 pts-redeem -b HH -H 001 -i SALT
	assert_output 'pts-redeem: household 001 has redeemed already, last on 2025-10-08 (redeem_per 1/quarter): it redeems again from 2026-01-01 on'
	run -0 pts-redeem -b HH -H 002 -i SALT
	pts-redeem void HH-R2025-0001 -m back >/dev/null
	run -1 pts-redeem -b HH -H 001 -i SALT
	pts-redeem void HH-R2025-0002 -m back >/dev/null
	run -0 pts-redeem -b HH -H 001 -i SALT
	PTS_NOW=2026-01-01T09:00:00 run -0 pts-redeem -b HH -H 001 -i SALT
	set_to redeem_per 2/月
	PTS_NOW=2026-01-09T09:00:00 run -0 pts-redeem -b HH -H 001 -i SALT
	PTS_NOW=2026-01-10T09:00:00 run -1 pts-redeem -b HH -H 001 -i SALT
	assert_output --partial 'again from 2026-02-01 on'
}

@test "who stands under a veto does not redeem, until its end or its repair" {
	pts-load rules <<<$'rule,category,title,counts,cap_per\nLAW,HJ,违法,veto,half\nMEND,HJ,改正,both,' >/dev/null
	pts-log -b HH -H 001 -r LAW --date 2025-09-20 >/dev/null
	run -1 pts-redeem -b HH -H 001 -i SOAP
	assert_output --regexp 'household 001 stands under a veto since 2025-09-20 \(HH:[0-9]+\): it redeems again after 2025-12-31, or once it is repaired'
	run -0 pts-redeem -b HH -H 001 -i SOAP --date 2025-09-19
	run -0 pts-redeem -b HH -H 002 -i SOAP
	veto=$(sqlite3 pts.db "SELECT 'HH:' || seq FROM vetoes")
	PTS_NOW=2026-01-02T09:00:00 run -0 pts-redeem -b HH -H 001 -i SOAP
	pts-log --repair "$veto" -r MEND --points -5 -b HH -m mended >/dev/null
	run -0 pts-redeem -b HH -H 001 -i SOAP
}

@test "the shops of other villages: not unless the scheme says so" {
	run -1 pts-redeem -b HH -H 001 -i SOAP -s CS:S1
	assert_output 'pts-redeem: shop S1 is one of CS, and households of HH redeem in their own book only: name one of its shops, or change the setting redeem_at'
	run -1 pts-redeem -b HH -H 001 -i SOAP -s P9
	run -65 pts-redeem -b HH -H 001 -i SOAP -s S9
	assert_output 'pts-redeem: shop S9 is not one of HH'
}

@test "two entries: the points leave one book, the goods the other" {
	set_to redeem_at any
	run -0 pts-redeem -b HH -H 001 -i SOAP -s CS:S1 -q 2 --id A1
	assert_line --partial 'HH,HH-R2025-0001,A1,2025-10-08,001,张三丰,SOAP,香皂,2.00,20.00,10.00,,27.00,27.00,,,posted'
	assert_equal "$(entries redeem)" $'HH|001||SOAP|S1|CS||-2000|1000||\nCS|||SOAP|S1|HH|-200|0|1000||'
	assert_equal "$(stock SOAP CS) $(stock SOAP)" '3.00,0.00 20.00,0.00'
	run -0 pts-redeem -b HH -H 001 -i SOAP -s CS:S1 -q 2 --id A1
	assert_line --partial ',2.00,20.00,10.00,,27.00,27.00,,,duplicate'
	run -1 pts-redeem -b HH -H 001 -i SOAP -s CS:S1 -q 4
	run -0 pts-list redemptions -b HH
	assert_line --regexp '^HH,HH-R2025-0001,2025-10-08,001,张三丰,SOAP,2.00,20.00,10.00,posted'
	run -0 pts-check
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --partial ',2.00,20.00,10.00,,47.00,47.00,,,void'
	assert_equal "$(entries refund)" $'HH|001||SOAP|S1|CS||2000|-1000||\nCS|||SOAP|S1|HH|200|0|-1000||'
	assert_equal "$(stock SOAP CS)" 5.00,0.00
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal r JOIN journal o ON r.book = o.book AND r.corrects LIKE '%:' || o.seq
		WHERE r.kind = 'refund' AND o.kind = 'redeem'")" 2
	run -0 pts-check
}

@test "a shop code of one other village needs no book; points worth less are not the same points" {
	set_to redeem_at any
	pts-load items <<<$'book,item,title,shop,kind,points,valid_from\nCS,NOODLE,面条,P9,goods,8,2025-01-01' >/dev/null
	run -0 pts-redeem -b HH -H 001 -i NOODLE -s P9
	assert_equal "$(entries redeem)" $'HH|001||NOODLE|P9|CS||-800|400||\nCS||partner|NOODLE|P9|HH|-100|0|400||'
	set_to CS point_value 1
	run -1 pts-redeem -b HH -H 001 -i NOODLE -s P9
	assert_output 'pts-redeem: a point is worth 0.5 yuan in HH and 1 in CS: households of one cannot redeem in the other'
	run -0 pts-check
}

@test "cash at the shop of another village goes into that village's fund" {
	set_to redeem_at any
	run -0 pts-redeem -b CS -H 001 -i OIL -s HH:S1
	assert_line --partial ',1.00,20.00,25.50,15.50,20.00,20.00,,,posted'
	assert_equal "$(entries redeem)" $'HH|||OIL|S1|CS|-100|0|2550|1550|1550\nCS|001||OIL|S1|HH||-2000|2550|1550|'
	run -0 pts-check
}

@test "the closed month of either village" {
	set_to redeem_at any
	pts-close 2025-07..2025-09 -b CS >/dev/null
	run -1 pts-redeem -b HH -H 001 -i SOAP -s CS:S1 --date 2025-09-30
	assert_output --partial '2025-09 of CS is closed'
	run -0 pts-redeem -b HH -H 001 -i SOAP -s CS:S1 --date 2025-09-30 --late
	assert_equal "$(sqlite3 pts.db "SELECT period FROM journal WHERE kind = 'redeem' ORDER BY book")" $'2025-09\n2025-10'
}

@test "a household redeems its last points but once, wherever it is tried at once" {
	set_to redeem_at any
	for shop in HH:S1 CS:S1 HH:S1 CS:S1; do
		pts-redeem -b HH -H 002 -i SOAP -q 4 -s "$shop" >>out 2>>err &
	done
	wait
	assert_equal "$(grep -c ,posted out)" 1
	assert_equal "$(balance 002)" 10.00,10.00
	run -0 pts-check
}

@test "cash for missing points is never more than the price" {
	set_to topup yes
	set_to point_value 0.1
	printf 'book,item,shop,kind,points,valid_from\nHH,PIN,P1,goods,1.04,2025-01-01\n' | pts-load items
	run -0 pts-redeem -b HH -H 001 -i PIN -q 2000 --topup
	assert_line --partial ',2000.00,47.00,200.00,200.00,0.00,0.00,,,posted'
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --partial ',2000.00,47.00,200.00,200.00,47.00,47.00,,,void'
	run -0 pts-check
}

@test "once for ever, in words that say so" {
	printf 'book,item,shop,points,limit,valid_from\nHH,NUT,P1,1,1,2025-01-01\n' | pts-load items
	pts-redeem -b HH -H 001 -i NUT --date 2025-09-30
	run -1 pts-redeem -b HH -H 001 -i NUT
	assert_output 'pts-redeem: item NUT: at most 1 for a household, household 001 has had 1'
	set_to redeem_per 1/ever
	run -1 pts-redeem -b HH -H 001 -i SALT
	assert_output 'pts-redeem: household 001 has redeemed already, last on 2025-09-30 (redeem_per 1/ever)'
}
