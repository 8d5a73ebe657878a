# pts-redeem: what can be spent, stock, receipts, the counter, voiding

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	export PTS_LEDGER=l.db
	pts-init "$ROOT/tests/fixtures/village" >/dev/null
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	pts-stock in "$ROOT/tests/fixtures/stock.csv" >/dev/null
}

# HH: 001 has 47, 002 has 50, 003 owes 5; 20 SOAP at 10, 2 RICE at 100. CS: 001 has 40, 002 owes 10; 5 SOAP.
setup() {
	load helper
	_common_setup
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
}

# sheet HEADER ROW…
sheet() {
	printf '%s\n' "$@" >orders.csv
}

balance() {
	pts-list balances -b HH -H "$1" | sed 1d | cut -d, -f4,5
}

redemptions() {
	sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'redeem'"
}

@test "an order: every column of the receipt" {
	sheet order,date,book,household,item,quantity,shop,member O1,2025-10-02,HH,001,SOAP,2,S1,M2
	run -0 --separate-stderr pts-redeem orders.csv
	assert_equal "$stderr" ''
	assert_output - <<-'END'
		book,receipt,order,date,household,name,item,title,quantity,points,value,cash,balance,available,code,until,state
		HH,HH-R2025-0001,O1,2025-10-02,001,张三丰,SOAP,香皂,2.00,20.00,10.00,,27.00,27.00,,,posted
	END
	assert_equal "$(sqlite3 pts.db "SELECT kind, period, date, member, role, item, shop, quantity, score, points, value, ref, source
		FROM journal WHERE kind = 'redeem'")" 'redeem|2025-10|2025-10-02|M2|resident|SOAP|S1|-200|0|-2000|1000|HH-R2025-0001|orders.csv:2'
	run -0 pts-check
}

@test "one order by options; today and 1 unless given" {
	run -0 pts-redeem -b HH -H 002 -i SOAP
	assert_line --regexp '^HH,HH-R2025-0001,e[0-9a-f]+,2025-10-08,002,李雷,SOAP,香皂,1\.00,10\.00,5\.00,,40\.00,40\.00,,,posted$'
	run -0 pts-redeem order -b HH -H 002 -i SOAP -q 2 --date 2025-10-01 -s S1 --member M3 -m 'for his mother'
	assert_line --partial HH-R2025-0002,
	assert_equal "$(balance 002)" 20.00,20.00
}

@test "spending leaves the score alone" {
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -0 pts-tally -b HH -p 2025
	assert_line --partial HH,2025,001,张三丰,一组,4,147.00,0.00,147.00,47.00,10.00,0.00,0.00,37.00
}

@test "more than there is: has and needs" {
	printf 'book,item,title,points,valid_from\nHH,TEA,茶叶,20,2025-01-01\n' | pts-load items >/dev/null
	printf 'book,item,quantity\nHH,TEA,1\n' | pts-stock in - >/dev/null
	pts-log -b HH -H 003 -r PANEL --points 20 >/dev/null
	before=$(sha256sum pts.db)
	run -1 --separate-stderr pts-redeem -b HH -H 003 -i TEA
	assert_output ''
	assert_equal "$stderr" 'pts-redeem: household 003 has 15, needs 20'
	assert_equal "$(sha256sum pts.db)" "$before"
	pts-log -b HH -H 003 -r PANEL --points 5 >/dev/null
	run -0 pts-redeem -b HH -H 003 -i TEA
	assert_line --partial ,20.00,10.00,,0.00,0.00,,,posted
}

@test "who owes has 0" {
	run -1 pts-redeem -b HH -H 003 -i SOAP
	assert_output 'pts-redeem: household 003 has 0, needs 10'
}

@test "more than the shop has" {
	pts-log -b HH -H 001 -r PANEL --points 1000 >/dev/null
	run -1 pts-redeem -b HH -H 001 -i RICE -q 3
	assert_output --partial 'stock 2, needs 3'
	run -0 pts-redeem -b HH -H 001 -i RICE -q 2
	run -1 pts-redeem -b HH -H 001 -i RICE
	assert_output --partial 'stock 0'
	run -1 pts-redeem -b CS -H 001 -i RICE
	assert_equal "$(redemptions)" 1
}

@test "points and stock are tested order by order" {
	sheet order,book,household,item,quantity O1,HH,001,SOAP,4 O2,HH,001,SOAP,1 O3,HH,002,SOAP,1
	run -1 --separate-stderr pts-redeem orders.csv
	assert_output ''
	assert_equal "$stderr" 'pts-redeem: orders.csv:3: household 001 has 7, needs 10'
	assert_equal "$(redemptions)" 0
	run -1 --separate-stderr pts-redeem --partial orders.csv
	assert_equal "$(sed 1d <<<"$output" | cut -d, -f2,3)" $'HH-R2025-0001,O1\nHH-R2025-0002,O3'
	assert_equal "${stderr_lines[1]}" 'pts-redeem: posted 2, duplicate 0, rejected 1'
}

@test "twice is once, with an order number or without" {
	sheet order,date,book,household,item,quantity O1,2025-10-01,HH,001,SOAP,1 ,2025-10-01,HH,002,SOAP,1 ,2025-10-01,HH,002,SOAP,1
	pts-redeem orders.csv >first.csv
	run -0 pts-redeem orders.csv
	assert_equal "$(grep -c ',duplicate$' <<<"$output")" 3
	assert_equal "$(cut -d, -f2 <<<"$output")" "$(cut -d, -f2 first.csv)"
	assert_equal "$(redemptions)" 3
	for _ in 1 2; do
		run -0 pts-redeem -b HH -H 001 -i SOAP --id counter-1
	done
	assert_line --partial ,duplicate
	assert_equal "$(balance 001)" 27.00,27.00
}

@test "a numbered order without a date is the same order tomorrow" {
	sheet order,book,household,item O1,HH,001,SOAP
	pts-redeem orders.csv >/dev/null
	PTS_NOW=2025-10-09T09:00:00 run -0 pts-redeem orders.csv
	assert_line --regexp ',O1,2025-10-08,.*,duplicate$'
}

@test "a known order with other content is bad; in another book it is another" {
	sheet order,date,book,household,item,quantity O1,2025-10-01,HH,001,SOAP,1
	pts-redeem orders.csv >/dev/null
	sheet order,date,book,household,item,quantity O1,2025-10-01,HH,001,SOAP,2
	run -65 pts-redeem orders.csv
	assert_output --partial 'order O1 is known with other content (HH:'
	sheet order,date,book,household,item,quantity O1,2025-10-01,CS,001,SOAP,2
	run -0 pts-redeem orders.csv
}

@test "receipts count per book and year" {
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	pts-redeem -b CS -H 001 -i SOAP >/dev/null
	run -0 pts-redeem -b HH -H 002 -i SOAP
	assert_line --partial HH,HH-R2025-0002,
	PTS_NOW=2026-01-05T09:00:00 run -0 pts-redeem -b HH -H 002 -i SOAP
	assert_line --partial HH,HH-R2026-0001,
}

@test "a refused order takes no number" {
	run -1 pts-redeem -b HH -H 003 -i SOAP
	run -0 pts-redeem -b HH -H 001 -i SOAP
	assert_line --partial HH-R2025-0001,
}

@test "a household that has ended" {
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -1 pts-redeem -b HH -H 001 -i SOAP
	assert_output 'pts-redeem: household 001 of HH has ended: what it has can be moved to another by pts-log --move, not redeemed'
}

@test "an item on the days on which it is valid" {
	printf 'item,title,points,valid_from,valid_until\nFAN,风扇,5,2025-06-01,2025-08-31\n' | pts-load items >/dev/null
	printf 'book,item,quantity,date\nHH,FAN,3,2025-08-01\n' | pts-stock in - >/dev/null
	run -65 pts-redeem -b HH -H 001 -i FAN
	assert_output --partial FAN
	run -0 pts-redeem -b HH -H 001 -i FAN --date 2025-08-31
	run -65 pts-redeem -b HH -H 001 -i WOK
	assert_output --partial WOK
}

@test "the price of the day is frozen" {
	pts-redeem -b HH -H 001 -i SOAP --date 2025-10-01 --id A >/dev/null
	printf 'item,title,points,cost,valid_from,valid_until\nSOAP,香皂,10,5,2025-01-01,2025-10-07\nSOAP,香皂,15,6,2025-10-08,\n' | pts-load items >/dev/null
	run -0 pts-redeem -b HH -H 001 -i SOAP --date 2025-10-07
	assert_line --partial ,10.00,5.00,,27.00,
	run -0 pts-redeem -b HH -H 001 -i SOAP
	assert_line --partial ,15.00,7.50,,12.00,
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --partial ,10.00,5.00,,22.00,
}

@test "unknown household, shop, member; quantities that are none; days to come" {
	sheet book,household,item,quantity,shop,member,date HH,H0999,SOAP,1,,, HH,001,SOAP,1,S9,, HH,001,SOAP,1,,M3, HH,001,SOAP,0,,, HH,001,SOAP,1,,,2025-10-09 \
		HH,,SOAP,1,,, HH,001,,1,,,
	run -65 --separate-stderr pts-redeem orders.csv
	assert_equal "${stderr_lines[0]}" 'pts-redeem: orders.csv:2: household H0999 is not on the roster'
	assert_regex "${stderr_lines[1]}" 'orders.csv:3: .*S9'
	assert_equal "${stderr_lines[2]}" 'pts-redeem: orders.csv:4: member M3 belongs to household 002, not to 001'
	assert_equal "${stderr_lines[3]}" 'pts-redeem: orders.csv:5: quantity `0` is no whole number of pieces above 0'
	assert_equal "${stderr_lines[4]}" 'pts-redeem: orders.csv:6: date 2025-10-09 is after today, 2025-10-08'
	assert_equal "${stderr_lines[5]}" 'pts-redeem: orders.csv:7: no household: give its code'
	assert_equal "${stderr_lines[6]}" 'pts-redeem: orders.csv:8: no item: give its code'
}

@test "what dies first is spent first; what has died cannot be spent, posted or not" {
	export PTS_NOW=2026-01-31T20:00:00
	pts-log -b HH -H 001 -r CLEAN --date 2026-01-15 >/dev/null
	run -0 pts-redeem -b HH -H 001 -i SOAP -q 4
	assert_line --partial ,17.00,17.00,,,posted
	export PTS_NOW=2026-02-01T08:00:00
	assert_equal "$(balance 001)" 17.00,10.00
	run -1 pts-redeem -b HH -H 001 -i SOAP -q 2
	assert_output 'pts-redeem: household 001 has 10, needs 20; 7 expired on 2026-02-01'
	pts-close --expire
	run -0 pts-redeem -b HH -H 001 -i SOAP
	assert_line --partial ,0.00,0.00,,,posted
	run -0 pts-check
}

# --- the counter

@test "--each answers every order in a line at once, refused and unreadable ones too" {
	coproc COUNTER { exec pts-redeem --each -b HH 2>messages; }
	pid=$COUNTER_PID in=${COUNTER[0]} out=${COUNTER[1]}
	ask() {
		printf '%s\n' "$1" >&"$out"
		IFS= read -r -t 10 answer <&"$in"
	}
	ask $'order,household,item\nO1,001,SOAP'
	assert_equal "$answer" book,receipt,order,date,household,name,item,title,quantity,points,value,cash,balance,available,code,until,state
	IFS= read -r -t 10 answer <&"$in"
	assert_equal "$answer" HH,HH-R2025-0001,O1,2025-10-08,001,张三丰,SOAP,香皂,1.00,10.00,5.00,,37.00,37.00,,,posted
	assert_equal "$(redemptions)" 1
	ask O2,001,RICE
	assert_equal "$answer" HH,,O2,,001,张三丰,RICE,大米,,100.00,,,,,,,refused
	ask O3,H0999,SOAP
	assert_equal "$answer" ,,O3,,H0999,,SOAP,,,,,,,,,,refused
	ask $'O4,001,SO\aAP'
	assert_equal "$answer" ,,O4,,001,,,,,,,,,,,,refused
	ask O1,001,SOAP
	assert_regex "$answer" 'O1,.*,duplicate$'
	ask O5,002,SOAP
	assert_regex "$answer" '^HH,HH-R2025-0002,O5,.*,posted$'
	exec {out}>&-
	status=0
	wait "$pid" || status=$?
	assert_equal "$status" 65
	assert_equal "$(redemptions)" 2
	run -0 cat messages
	assert_line --index 0 'pts-redeem: standard input:3: household 001 has 37, needs 100'
	assert_line --index 1 'pts-redeem: standard input:4: household H0999 is not on the roster'
	assert_line --index 3 'pts-redeem: posted 2, duplicate 1, rejected 3'
}

@test "--dry-run spends nothing" {
	before=$(sha256sum pts.db)
	run -0 pts-redeem -b HH -H 001 -i SOAP --dry-run
	assert_line --partial ,37.00,37.00,,,posted
	run -0 pts-redeem --dry-run "$ROOT/tests/fixtures/orders.csv"
	assert_equal "$(sha256sum pts.db)" "$before"
}

# --- voiding

@test "void gives points and goods back, once, and says so the second time" {
	pts-redeem -b HH -H 001 -i SOAP -q 3 >/dev/null
	assert_equal "$(balance 001)" 17.00,17.00
	run -0 --separate-stderr pts-redeem void HH-R2025-0001 -m 'wrong household'
	assert_equal "$stderr" ''
	assert_line HH,HH-R2025-0001,,2025-10-08,001,张三丰,SOAP,香皂,3.00,30.00,15.00,,47.00,47.00,,,void
	run -0 --separate-stderr pts-redeem void HH-R2025-0001 -m again --verbose
	assert_equal "$stderr" 'pts-redeem: receipt HH-R2025-0001 is void already'
	assert_line --partial ,47.00,47.00,,,duplicate
	assert_equal "$(balance 001)" 47.00,47.00
	assert_equal "$(pts-stock list -b HH | grep SOAP)" HH,S1,SOAP,香皂,20.00,0.00,100.00
	assert_equal "$(sqlite3 pts.db "SELECT kind, quantity, score, points, value, ref FROM journal WHERE kind = 'refund'")" \
		'refund|300|0|3000|-1500|HH-R2025-0001'
	run -0 pts-list redemptions -b HH
	assert_line --regexp '^HH,HH-R2025-0001,.*,void$'
	run -0 pts-check
}

@test "a void order handed in again is known, not posted again" {
	sheet order,date,book,household,item O1,2025-10-01,HH,001,SOAP
	pts-redeem orders.csv >/dev/null
	pts-redeem void HH-R2025-0001 -m back >/dev/null
	run -0 pts-redeem orders.csv
	assert_line --partial ,duplicate
	assert_equal "$(balance 001)" 47.00,47.00
}

@test "points given back after their last day live at least void_days" {
	export PTS_NOW=2026-01-31T20:00:00
	pts-redeem -b HH -H 001 -i SOAP -q 2 >/dev/null
	export PTS_NOW=2026-02-10T09:00:00
	pts-close --expire
	run -0 pts-redeem void HH-R2026-0001 -m back
	assert_line --partial ,20.00,20.00,,,void
	export PTS_NOW=2026-03-12T23:00:00
	assert_equal "$(balance 001)" 20.00,20.00
	export PTS_NOW=2026-03-13T00:00:01
	assert_equal "$(balance 001)" 20.00,0.00
	pts-close --expire
	assert_equal "$(balance 001)" 0.00,0.00
	assert_equal "$(sqlite3 pts.db "SELECT date, points FROM journal j JOIN books b USING (book)
		WHERE code = 'HH' AND kind = 'expire' AND household = '001' ORDER BY seq")" \
		$'2026-02-01|-2700\n2026-03-13|-2000'
	run -0 pts-check
}

@test "points given back before their last day keep it" {
	pts-redeem -b HH -H 001 -i SOAP -q 2 >/dev/null
	pts-redeem void HH-R2025-0001 -m back >/dev/null
	export PTS_NOW=2026-02-01T00:00:01
	assert_equal "$(balance 001)" 47.00,0.00
}

@test "a receipt that is not there; a reason is asked for" {
	run -65 pts-redeem void HH-R2025-0009 -m back
	assert_output --partial HH-R2025-0009
	run -64 pts-redeem void HH-R2025-0001
	assert_line --index 0 'pts-redeem: voiding needs its reason: -m TEXT'
	run -64 pts-redeem void -m back
}

@test "a void counts in its own month" {
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	export PTS_NOW=2025-11-05T09:00:00
	pts-close 2025-07..2025-10 -b HH >/dev/null
	pts-redeem void HH-R2025-0001 -m back >/dev/null
	assert_equal "$(pts-tally -b HH -p 2025-10 | awk -F, '$3 == "001" {print $11}')" 10.00
	assert_equal "$(pts-tally -b HH -p 2025-11 | awk -F, '$3 == "001" {print $11}')" -10.00
}

# --- usage

@test "usage: household and item belong together, a verb or a file" {
	run -64 pts-redeem -b HH -H 001
	assert_line --index 0 'pts-redeem: one order needs both -H HOUSEHOLD and -i ITEM'
	run -64 pts-redeem -b HH -i SOAP
	run -64 pts-redeem voyd HH-R2025-0001
	assert_line --index 0 'pts-redeem: `voyd` is neither a file nor one of order, reserve, collect, cancel, void, use, reissue, lapse, sheet; did you mean `void`?'
}

@test "an order number that was made once and is handed in again is the same order" {
	printf 'book,household,item\nHH,001,SOAP\n' >o.csv
	pts-redeem o.csv >receipts.csv
	made=$(sed -n 2p receipts.csv | cut -d, -f3)
	run -0 pts-redeem -b HH -H 001 -i SOAP --id "$made"
	assert_line --partial ,duplicate
	printf 'order,book,household,item\n%s,HH,001,SOAP\n' "$made" >o.csv
	run -0 pts-redeem o.csv
	assert_line --partial ,duplicate
	run -65 pts-redeem -b HH -H 001 -i SOAP -q 2 --id "$made"
	assert_output --partial "order $made is known with other content"
	run -0 pts-check
}

@test "a key of the database that is there already is no refusal by a rule: the ledger was tampered with" {
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	sqlite3 pts.db "DELETE FROM counters WHERE kind = 'receipt'"
	run -70 pts-redeem -b HH -H 001 -i SOAP
	assert_output --partial "the ledger's database says: UNIQUE constraint failed"
	printf 'book,household,item\nHH,001,SOAP\nHH,002,SOAP\n' >orders.csv
	run -70 pts-redeem orders.csv --partial
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'redeem'")" 1
}
