# pts-redeem reserve, collect, cancel, lapse: goods and points put aside, once

setup() {
	load helper
	load shop
	_common_setup
	make_shop
}

reserve() {
	pts-redeem reserve -b HH -H 001 -i SOAP "$@" >/dev/null
}

@test "what is reserved is held: points and goods stay, and nobody else gets them" {
	run -0 pts-redeem reserve -b HH -H 001 -i SOAP -q 2 --id R1 --member M2
	assert_line 'HH,HH-R2025-0001,R1,2025-10-08,001,张三丰,SOAP,香皂,2.00,20.00,10.00,,47.00,27.00,,2025-11-07,reserved'
	assert_equal "$(balance 001)" 47.00,27.00
	assert_equal "$(stock SOAP)" 20.00,2.00
	assert_equal "$(entries redeem)" ''
	pts-log -b HH -H 002 -r PANEL --points 500 >/dev/null
	run -1 pts-redeem -b HH -H 002 -i SOAP -q 19
	assert_output --partial 'item SOAP at shop S1: stock'
	run -0 pts-redeem -b HH -H 002 -i SOAP -q 18
	run -1 pts-redeem reserve -b HH -H 002 -i SOAP
	run -0 pts-check
	run -0 pts-redeem collect HH-R2025-0001
	assert_line 'HH,HH-R2025-0001,R1,2025-10-08,001,张三丰,SOAP,香皂,2.00,20.00,10.00,,27.00,27.00,,,collected'
	assert_equal "$(stock SOAP)" 0.00,0.00
	assert_equal "$(sqlite3 pts.db "SELECT member, role, ref, id, quantity, points FROM journal WHERE kind = 'redeem' AND household = '001'")" \
		'M2|resident|HH-R2025-0001|R1|-200|-2000'
	run -0 pts-check
}

@test "the price of the day of the reservation; the day of collection in the journal" {
	reserve --date 2025-10-01
	pts-load items <<<$'book,item,title,shop,points,valid_from,valid_until\nHH,SOAP,香皂,S1,10,2025-01-01,2025-10-10\nHH,SOAP,香皂,S1,15,2025-10-11,' >/dev/null
	export PTS_NOW=2025-10-20T10:00:00
	run -0 pts-redeem collect HH-R2025-0001 -m 'his son came'
	assert_line --partial ',2025-10-20,001,张三丰,SOAP,香皂,1.00,10.00,5.00,,37.00,37.00,,,collected'
	run -0 pts-check
}

@test "collecting, cancelling and voiding again say so; one after the other is refused" {
	reserve
	reserve
	pts-redeem collect HH-R2025-0001 >/dev/null
	run -0 --separate-stderr pts-redeem collect HH-R2025-0001 --verbose
	assert_line --partial ,duplicate
	assert_equal "$stderr" 'pts-redeem: receipt HH-R2025-0001 was collected already'
	run -1 pts-redeem cancel HH-R2025-0001
	assert_output 'pts-redeem: receipt HH-R2025-0001 was collected: pts-redeem void takes it back'
	run -1 pts-redeem void HH-R2025-0002 -m oops
	assert_output 'pts-redeem: receipt HH-R2025-0002 is reserved and not collected: pts-redeem cancel lets it go'
	run -0 pts-redeem cancel HH-R2025-0002
	assert_line --partial ',10.00,5.00,,37.00,37.00,,2025-11-07,cancelled'
	run -0 pts-redeem cancel HH-R2025-0002
	assert_line --partial ,duplicate
	run -1 pts-redeem collect HH-R2025-0002
	assert_output 'pts-redeem: receipt HH-R2025-0002 was cancelled: order or reserve again'
	run -1 pts-redeem void HH-R2025-0002 -m oops
	assert_output --partial 'a reservation that has ended'
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -1 pts-redeem cancel HH-R2025-0003
	assert_output 'pts-redeem: receipt HH-R2025-0003 is no reservation: it was handed out at once'
	run -65 pts-redeem collect HH-R2025-0009
	assert_equal "$(stock SOAP)" 18.00,0.00
	run -0 pts-check
}

@test "a void after collection puts goods back only with --returned" {
	reserve -q 2
	reserve
	pts-redeem collect HH-R2025-0001 >/dev/null
	pts-redeem collect HH-R2025-0002 >/dev/null
	assert_equal "$(stock SOAP)" 17.00,0.00
	run -0 pts-redeem void HH-R2025-0001 -m 'spoiled, thrown away'
	assert_equal "$(stock SOAP)" 17.00,0.00
	run -0 pts-redeem void HH-R2025-0002 -m 'brought back' --returned
	assert_equal "$(stock SOAP)" 18.00,0.00
	run -1 pts-redeem collect HH-R2025-0002
	assert_output 'pts-redeem: receipt HH-R2025-0002 was collected and then voided: order or reserve again'
	assert_equal "$(balance 001)" 47.00,47.00
	assert_equal "$(entries refund | cut -d'|' -f7)" $'\n100'
	run -0 pts-check
}

@test "reserving is twice once, by --id, by sheet, and against orders" {
	for _ in 1 2; do
		run -0 pts-redeem reserve -b HH -H 001 -i SOAP --id A
	done
	assert_line --partial ',HH-R2025-0001,A,'
	assert_line --partial ,duplicate
	run -65 pts-redeem reserve -b HH -H 001 -i SOAP -q 2 --id A
	assert_output 'pts-redeem: order A is known with other content (HH-R2025-0001): give this one another number'
	run -0 pts-redeem -b HH -H 001 -i SOAP --id A
	assert_line --partial ,duplicate
	pts-redeem collect HH-R2025-0001 >/dev/null
	run -0 pts-redeem reserve -b HH -H 001 -i SOAP --id A
	assert_line --partial ,duplicate
	printf 'date,book,household,item\n2025-10-02,HH,001,SALT\n2025-10-02,HH,001,SALT\n' >sheet.csv
	pts-redeem reserve sheet.csv >/dev/null
	run -0 pts-redeem reserve sheet.csv
	assert_equal "$(grep -c ,duplicate <<<"$output")" 2
	pts-redeem collect HH-R2025-0002 >/dev/null
	pts-redeem collect HH-R2025-0003 >/dev/null
	run -0 pts-redeem sheet.csv
	assert_equal "$(grep -c ,duplicate <<<"$output")" 2
	assert_equal "$(stock SALT)" 28.00,0.00
	run -0 pts-check
}

@test "never collected: points given back, or lost, by setting; not before the last day is over" {
	reserve -q 2
	export PTS_NOW=2025-11-07T23:59:00
	run -0 pts-redeem lapse
	assert_output "$(pts-redeem lapse | head -1)"
	export PTS_NOW=2025-11-08T00:00:30
	run -1 pts-redeem collect HH-R2025-0001
	assert_output 'pts-redeem: receipt HH-R2025-0001 was to be collected by 2025-11-07: pts-redeem lapse ends it'
	run -0 pts-redeem lapse
	assert_line --partial ',20.00,10.00,,47.00,47.00,,2025-11-07,lapsed'
	assert_equal "$(stock SOAP)" 20.00,0.00
	run -1 pts-redeem collect HH-R2025-0001
	assert_output 'pts-redeem: receipt HH-R2025-0001 was to be collected by 2025-11-07 and has lapsed'
	set_to reserve_lapsed lost
	set_to reserve_days 3
	reserve -q 2
	export PTS_NOW=2025-11-12T00:00:30
	run -0 pts-redeem lapse
	assert_line --partial ',HH-R2025-0002,'
	assert_line --partial ',20.00,,,27.00,27.00,,,lost'
	assert_equal "$(stock SOAP)" 20.00,0.00
	assert_equal "$(balance 001)" 27.00,27.00
	assert_equal "$(entries redeem)" 'HH|001||SOAP||||-2000|||'
	run -0 pts-redeem lapse
	assert_equal "${#lines[@]}" 1
	run -0 pts-check
}

@test "held no longer than the points it needs live" {
	export PTS_NOW=2026-01-20T09:00:00
	run -0 pts-redeem reserve -b HH -H 001 -i SOAP
	assert_line --partial ,2026-01-31,reserved
	pts-log -b HH -H 001 -r PANEL --points 12 --date 2026-01-05 >/dev/null
	# the first one holds 10 of the 12 that live on
	run -0 pts-redeem reserve -b HH -H 001 -i SALT
	assert_line --partial ,2026-02-19,reserved
	run -0 pts-redeem reserve -b HH -H 001 -i SOAP
	assert_line --partial ,2026-01-31,reserved
}

@test "points that were deducted meanwhile cannot be collected with" {
	reserve -q 4
	pts-log -b HH -H 001 -r LITTER -q 2 >/dev/null
	run -1 pts-redeem collect HH-R2025-0001
	assert_output 'pts-redeem: household 001 has 37, needs 40'
	assert_equal "$(balance 001)" 37.00,0.00
	assert_equal "$(stock SOAP)" 20.00,4.00
	run -0 pts-check
}

@test "any day to reserve, an open day to collect; no coupons; a veto and an end stop both" {
	set_to redeem_days fri
	reserve
	run -1 pts-redeem collect HH-R2025-0001
	assert_output --partial 'the next day is 2025-10-10'
	export PTS_NOW=2025-10-10T09:00:00
	run -1 pts-redeem reserve -b HH -H 001 -i MEAL
	assert_output 'pts-redeem: item MEAL is a coupon: it is ordered, not reserved'
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -1 pts-redeem collect HH-R2025-0001
	assert_output --partial 'household 001 of HH has ended'
	run -1 pts-redeem reserve -b HH -H 001 -i SOAP
}

@test "at a merchant and in another village" {
	set_to redeem_at any
	run -0 pts-redeem reserve -b HH -H 001 -i POT
	run -0 pts-redeem reserve -b HH -H 001 -i SOAP -s CS:S1
	assert_equal "$(stock SOAP CS)" 5.00,1.00
	pts-redeem collect HH-R2025-0001 >/dev/null
	pts-redeem collect HH-R2025-0002 >/dev/null
	assert_equal "$(entries redeem)" $'HH|001|partner|POT|P2||-100|-3000|4000|2500|\nHH|001||SOAP|S1|CS||-1000|500||\nCS|||SOAP|S1|HH|-100|0|500||'
	assert_equal "$(stock SOAP CS)" 4.00,0.00
	run -0 pts-check
}

@test "eight at once collect, cancel and void: each happens once" {
	reserve -q 2
	for _ in 1 2 3 4; do
		pts-redeem collect HH-R2025-0001 >>out 2>>err &
		pts-redeem cancel HH-R2025-0001 >>out 2>>err &
	done
	wait
	assert_equal "$(grep -cE ',(collected|cancelled)$' out)" 1
	reserve
	pts-redeem collect HH-R2025-0002 >/dev/null
	for _ in 1 2 3 4 5 6; do
		pts-redeem void HH-R2025-0002 -m back --returned >>voids 2>>err &
	done
	wait
	assert_equal "$(grep -c ',void$' voids)" 1
	assert_equal "$(grep -c ',duplicate$' voids)" 5
	run -0 pts-check
}

@test "pts-check finds goods held for nobody, and a collection without entry" {
	reserve
	sqlite3 pts.db "UPDATE stock SET held = 300 WHERE item = 'SOAP' AND held > 0"
	run -1 pts-check
	assert_output --partial 'HH, shop S1: 3 of SOAP are held, the open reservations want 1'
	sqlite3 pts.db "UPDATE stock SET held = 0 WHERE item = 'SOAP'; UPDATE reservations SET state = 'collected'"
	run -1 pts-check
	assert_output --partial 'receipt HH-R2025-0001 is kept as collected, and no entry gave it out'
}

@test "what is not there is refused before a number is taken: --partial reserves the others" {
	printf '%s\n' order,book,household,item,quantity A,HH,001,SALT,1 B,HH,002,RICE,3 C,HH,001,OIL,1 >o.csv
	pts-stock out -b HH -s S1 -i OIL -q 5 -m 'fell down'
	run -1 --separate-stderr pts-redeem reserve --partial --rejects bad.csv o.csv
	assert_regex "$stderr" 'o.csv:4: item OIL at shop S1: stock 0, needs 1'
	run -0 pts-list reservations
	assert_line --index 1 --regexp '^HH,HH-R2025-0001,.*,SALT,1.00,2.00,,reserved$'
	assert_equal "$(sed 1d bad.csv | cut -d, -f1)" $'B\nC'
	run -0 pts-check
}

@test "void already without its goods: another decision is refused" {
	pts-redeem reserve -b HH -H 001 -i OIL
	pts-redeem collect HH-R2025-0001
	run -0 pts-redeem void HH-R2025-0001 -m 'broken'
	run -1 pts-redeem void HH-R2025-0001 -m 'broken' --returned
	assert_output 'pts-redeem: receipt HH-R2025-0001 is void already, without its goods: if they came back, enter them by pts-stock in'
	run -0 pts-redeem void HH-R2025-0001 -m 'broken'
	assert_line --partial ,duplicate
	pts-redeem -b HH -H 001 -i OIL
	pts-redeem void HH-R2025-0002 -m 'not this one'
	run -0 pts-redeem void HH-R2025-0002 -m 'not this one' --returned
	assert_line --partial ,duplicate
	assert_equal "$(stock OIL)" 4.00,0.00
}

@test "a reservation has no codes to print anew" {
	pts-redeem reserve -b HH -H 001 -i OIL
	run -1 pts-redeem reissue HH-R2025-0001
	assert_output 'pts-redeem: receipt HH-R2025-0001 is reserved and not collected: pts-redeem cancel lets it go'
}

@test "an order that was only reserved says so when it is handed in again" {
	pts-redeem reserve -b HH -H 001 -i OIL --id A
	run -0 --separate-stderr pts-redeem -b HH -H 001 -i OIL --id A --verbose
	assert_line --partial ,duplicate
	assert_equal "$stderr" 'pts-redeem: receipt HH-R2025-0001 is reserved: pts-redeem collect hands it out'
	pts-redeem cancel HH-R2025-0001
	run -0 --separate-stderr pts-redeem -b HH -H 001 -i OIL --id A --verbose
	assert_equal "$stderr" 'pts-redeem: receipt HH-R2025-0001 was reserved and let go: give the order another number'
}
