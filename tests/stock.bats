# pts-stock: deliveries, once each, and what is there

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	export PTS_LEDGER=l.db
	pts-init "$ROOT/tests/fixtures/village" >/dev/null
}

setup() {
	load helper
	_common_setup
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
}

# sheet HEADER ROW…
sheet() {
	printf '%s\n' "$@" >in.csv
}

stock() {
	pts-stock list "$@" | sed 1d | cut -d, -f1-3,5
}

@test "a delivery: every column of the output, and the stock" {
	sheet id,book,item,shop,quantity,cost,supplier,date D1,HH,SOAP,S1,20,4.5,供销社,2025-09-01
	run -0 --separate-stderr pts-stock in in.csv
	assert_equal "$stderr" ''
	assert_output - <<-END
		book,id,seq,date,shop,item,title,quantity,value,state
		HH,D1,$((S + 1)),2025-09-01,S1,SOAP,香皂,20.00,90.00,posted
	END
	run -0 pts-stock list -b HH
	assert_output - <<-'END'
		book,shop,item,title,quantity
		HH,S1,SOAP,香皂,20.00
	END
}

@test "cost, supplier and date may be blank: the item's cost, none, today" {
	sheet book,item,shop,quantity,cost,supplier,date HH,SOAP,S1,2,,,
	run -0 pts-stock in in.csv
	assert_line --regexp "$(places '^HH,x[0-9a-f]{32},@1,2025-10-08,S1,SOAP,香皂,2\.00,10\.00,posted$')"
	printf 'item,title,points,cost,valid_from\nSALT,食盐,4,,2025-01-01\n' | pts-load items >/dev/null
	run -0 pts-stock in - <<<$'book,item,quantity\nHH,SALT,2'
	assert_line --partial ,SALT,食盐,2.00,,posted
}

@test "the shop is the only one of the book; the book may come from -b" {
	sheet item,quantity SOAP,2
	run -65 pts-stock in in.csv
	assert_output 'pts-stock: in.csv:2: no book: give it in the column book or with -b'
	run -0 pts-stock in -b 赤生村 in.csv
	assert_equal "$(stock)" CS,S1,SOAP,2.00
	printf 'book,shop,name\nHH,S2,二店\n' | pts-load shops >/dev/null
	run -65 pts-stock in -b HH in.csv
}

@test "twice is once, with an id or without" {
	sheet id,book,item,quantity,date D1,HH,SOAP,20,2025-09-01 ,HH,RICE,3,2025-09-01 ,HH,RICE,3,2025-09-01
	pts-stock in in.csv >/dev/null
	run -0 pts-stock in in.csv
	assert_equal "$(grep -c ',duplicate$' <<<"$output")" 3
	assert_equal "$(stock -b HH)" $'HH,S1,RICE,6.00\nHH,S1,SOAP,20.00'
}

@test "goods came once a day: the same without a date is another delivery tomorrow" {
	sheet book,item,quantity HH,SOAP,2
	pts-stock in in.csv >/dev/null
	PTS_NOW=2025-10-09T09:00:00 run -0 pts-stock in in.csv
	assert_line --partial ,posted
	assert_equal "$(stock -b HH)" HH,S1,SOAP,4.00
}

@test "a known id with other content is bad" {
	sheet id,book,item,quantity,date D1,HH,SOAP,20,2025-09-01
	pts-stock in in.csv >/dev/null
	sheet id,book,item,quantity,date D1,HH,SOAP,21,2025-09-01
	run -65 pts-stock in in.csv
	assert_output 'pts-stock: in.csv:2: delivery D1 is known with other content ('"$(at HH 1)"'): give this one another id'
	sheet id,book,item,quantity,date D1,CS,SOAP,21,2025-09-01
	run -0 pts-stock in in.csv
}

@test "an item the scheme does not know, a shop that is not there, a day to come" {
	sheet book,item,shop,quantity,date HH,WOK,S1,1, HH,SOAP,S9,1, HH,SOAP,S1,1,2025-10-09 HH,SOAP,S1,0, HH,SOAP,S1,1.5, HH,SOAP,S1,,
	run -65 --separate-stderr pts-stock in in.csv
	assert_output ''
	assert_regex "${stderr_lines[0]}" '^pts-stock: in\.csv:2: .*WOK'
	assert_regex "${stderr_lines[1]}" '^pts-stock: in\.csv:3: .*S9'
	assert_equal "${stderr_lines[2]}" 'pts-stock: in.csv:4: date 2025-10-09 is after today, 2025-10-08'
	assert_equal "${stderr_lines[3]}" 'pts-stock: in.csv:5: quantity `0` is no whole number of pieces above 0'
	assert_equal "${stderr_lines[4]}" 'pts-stock: in.csv:6: quantity `1.5` is no whole number of pieces above 0'
	assert_equal "$(stock)" ''
}

@test "all or nothing; --partial the good ones, --rejects the others" {
	sheet book,item,quantity HH,SOAP,2 HH,WOK,1
	run -65 pts-stock in in.csv
	assert_equal "$(stock)" ''
	run -65 --separate-stderr pts-stock in --partial --rejects bad.csv in.csv
	assert_equal "$(stock)" HH,S1,SOAP,2.00
	assert_equal "${stderr_lines[1]}" 'pts-stock: posted 1, duplicate 0, rejected 1'
	assert_equal "$(cut -d, -f1-3 bad.csv)" $'book,item,quantity\nHH,WOK,1'
}

@test "--dry-run brings nothing in" {
	sheet book,item,quantity HH,SOAP,2
	before=$(sha256sum pts.db)
	run -0 pts-stock in --dry-run in.csv
	assert_line --partial ,posted
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "goods move no points and no fund" {
	pts-stock in "$ROOT/tests/fixtures/stock.csv" >/dev/null
	assert_equal "$(sqlite3 pts.db "SELECT DISTINCT score, points, money IS NULL, household FROM journal WHERE kind = 'stock'")" '0|0|1|'
	run -0 pts-check
}

@test "stock is what came less what was redeemed, plus what came back" {
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	pts-stock in "$ROOT/tests/fixtures/stock.csv" >/dev/null
	pts-redeem "$ROOT/tests/fixtures/orders.csv" >/dev/null
	assert_equal "$(stock)" $'CS,S1,SOAP,2.00\nHH,S1,RICE,2.00\nHH,S1,SOAP,17.00'
	pts-redeem void HH-R2025-0001 -m back >/dev/null
	assert_equal "$(stock -b HH)" $'HH,S1,RICE,2.00\nHH,S1,SOAP,19.00'
	assert_equal "$(sqlite3 pts.db "SELECT SUM(quantity) FROM journal WHERE item = 'SOAP' AND book = (SELECT book FROM books WHERE code = 'HH')")" 1900
}

@test "usage: a verb is needed, list takes no file" {
	run -64 pts-stock
	assert_line --index 0 'pts-stock: say what to do: in, list'
	run -64 pts-stock inn
	assert_line --index 0 --partial 'did you mean `in`?'
	run -64 pts-stock list in.csv
	run -66 pts-stock in nowhere.csv
}
