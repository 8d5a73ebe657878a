# pts-stock: deliveries, once each; spoilage, moves, counts; what is there and what it cost

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
	S=$(start HH)
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
		book,shop,item,title,quantity,held,value
		HH,S1,SOAP,香皂,20.00,0.00,90.00
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
	assert_output 'pts-stock: in.csv:2: D1 is known with other content ('"$(at HH 1)"'): give this one another id'
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
	assert_line --index 0 'pts-stock: say what to do: in, out, move, count, list, low'
	run -64 pts-stock inn
	assert_line --index 0 --partial 'did you mean `in`?'
	run -64 pts-stock list in.csv
	run -66 pts-stock in nowhere.csv
}

# value BOOK ITEM [SHOP]: pieces and what they cost
value() {
	pts-stock list -b "$1" | awk -F, -v i="$2" -v s="${3:-S1}" '$2 == s && $3 == i {print $5, $7}'
}

# received N COST…: deliveries of soap to HH, pieces and cost in turn
received() {
	while [ $# -gt 0 ]; do
		printf 'book,item,shop,quantity,cost\nHH,SOAP,S1,%s,%s\n' "$1" "$2" | pts-stock in - >/dev/null
		shift 2
	done
}

two_shops() {
	printf 'book,shop,name\nHH,S2,二店\n' | pts-load shops >/dev/null
}

@test "goods that spoil go out with a reason, at the weighted average cost" {
	received 20 5 7 4.33
	run -0 --separate-stderr pts-stock out -b HH -i SOAP -q 3 -m 受潮 --id SP1
	assert_equal "$stderr" ''
	# 130.31 yuan for 27 pieces: 3 of them are 14.478…
	assert_output - <<-END
		book,id,seq,date,shop,item,title,quantity,value,state
		HH,SP1,$((S + 3)),2025-10-08,S1,SOAP,香皂,-3.00,-14.48,posted
	END
	assert_equal "$(value HH SOAP)" '24.00 115.83'
	run -0 pts-stock out -b HH -i SOAP -q 3 -m 受潮 --id SP1
	assert_line --partial ,duplicate
	run -65 pts-stock out -b HH -i SOAP -q 4 -m 受潮 --id SP1
	assert_output --partial 'SP1 is known with other content'
	assert_equal "$(value HH SOAP)" '24.00 115.83'
	assert_equal "$(sqlite3 pts.db "SELECT text FROM notes")" 受潮
}

@test "half a fen is rounded away from zero, and the last piece takes what is left" {
	# 0.10 yuan for 20 pieces: half a fen each
	received 5 0.02 15 0
	pts-stock out -b HH -i SOAP -q 1 -m x | grep -q ',-0.01,posted$'
	assert_equal "$(value HH SOAP)" '19.00 0.09'
	pts-stock out -b HH -i SOAP -q 19 -m x >/dev/null
	assert_equal "$(value HH SOAP)" '0.00 0.00'
	run -0 pts-check
}

@test "nothing goes out that is not there, or without a reason; the fault is told by line" {
	received 2 5
	run -1 pts-stock out -b HH -i SOAP -q 3 -m x
	assert_output 'pts-stock: item SOAP at shop S1: stock 2, needs 3'
	sheet item,quantity,reason SOAP,1,鼠咬 SOAP,1, WOK,1,x
	run -65 --separate-stderr pts-stock out -b HH in.csv
	assert_output ''
	assert_equal "${stderr_lines[0]}" 'pts-stock: in.csv:3: goods that go out need a reason: the column reason, or -m TEXT'
	assert_equal "${stderr_lines[1]}" 'pts-stock: in.csv:4: item WOK is not offered in HH on 2025-10-08'
	assert_equal "$(value HH SOAP)" '2.00 10.00'
}

@test "redeemed goods take their share of the cost along and bring the same back" {
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	received 3 3.33
	pts-redeem -b HH -H 001 -i SOAP -q 2 >/dev/null
	# 9.99 for 3: two are 6.66
	assert_equal "$(value HH SOAP)" '1.00 3.33'
	received 9 10
	pts-redeem void HH-R2025-0001 -m back >/dev/null
	assert_equal "$(value HH SOAP)" '12.00 99.99'
	run -0 pts-check
}

@test "a move is two entries that name each other, and takes the cost along" {
	two_shops
	received 3 3.33
	run -0 pts-stock move -b HH -i SOAP -q 2 -s S1 --to S2 -m 调货 --id MV
	assert_output - <<-END
		book,id,seq,date,shop,item,title,quantity,value,state
		HH,MV,$(seq_at HH 2),2025-10-08,S1,SOAP,香皂,-2.00,-6.66,posted
		HH,,$(seq_at HH 3),2025-10-08,S2,SOAP,香皂,2.00,6.66,posted
	END
	assert_equal "$(sqlite3 pts.db "SELECT ref FROM journal WHERE kind = 'stock' AND ref <> ''")" "$(at HH 3)"$'\n'"$(at HH 2)"
	assert_equal "$(value HH SOAP S1)/$(value HH SOAP S2)" '1.00 3.33/2.00 6.66'
	run -0 pts-stock move -b HH -i SOAP -q 2 -s S1 --to S2 --id MV
	assert_line --partial ,duplicate
	assert_equal "$(value HH SOAP S1)" '1.00 3.33'
	run -1 pts-stock move -b HH -i SOAP -q 2 -s S1 --to S2
	run -65 pts-stock move -b HH -i SOAP -s S1 --to S1
	assert_output 'pts-stock: goods cannot move from shop S1 to itself'
	run -0 pts-check
}

@test "goods move between books: each book has its entry, the sum stays" {
	received 4 5
	run -0 pts-stock move - <<<$'book,item,shop,quantity,to,reason\nHH,SOAP,S1,3,CS:S1,支援'
	assert_line --partial "HH,x"
	assert_line "CS,,$(seq_at CS 1),2025-10-08,S1,SOAP,香皂,3.00,15.00,posted"
	assert_equal "$(value HH SOAP)/$(value CS SOAP)" '1.00 5.00/3.00 15.00'
	assert_equal "$(sqlite3 pts.db "SELECT account, ref FROM journal WHERE kind = 'stock' AND ref <> '' ORDER BY account")" \
		"CS|$(at CS 1)"$'\n'"HH|$(at HH 2)"
	run -0 pts-check
	run -65 pts-stock move -b HH -i SOAP --to CS:S9
	run -65 pts-stock move -b HH -i SOAP --to XX:S1
	run -64 pts-stock move -b HH --to CS:S1
}

@test "a count posts the difference with its reason and its value, once" {
	received 20 5 7 4.33
	sheet book,item,shop,counted,reason HH,SOAP,S1,25,盘亏
	run -0 pts-stock count in.csv
	assert_line --index 0 book,id,seq,date,shop,item,title,recorded,counted,quantity,value,state
	assert_line --index 1 --regexp ',SOAP,香皂,27\.00,25\.00,-2\.00,-9\.65,posted$'
	run -0 pts-stock count in.csv
	assert_line --index 1 --regexp ',27\.00,25\.00,-2\.00,-9\.65,duplicate$'
	assert_equal "$(value HH SOAP)" '25.00 120.66'
	run -0 pts-stock count - <<<$'id,book,item,shop,counted\nC2,HH,SOAP,S1,25\n,HH,RICE,S1,0'
	assert_line --index 1 --regexp ',25\.00,25\.00,0\.00,0\.00,posted$'
	assert_line --index 2 --regexp ',0\.00,0\.00,0\.00,0\.00,posted$'
	run -0 pts-check
}

@test "a surplus comes at the average, on an empty shelf at the item's cost" {
	received 2 4
	pts-stock count -m 盘盈 - <<<$'book,item,counted\nHH,SOAP,3\nHH,RICE,1' >/dev/null
	assert_equal "$(value HH SOAP)/$(value HH RICE)" '3.00 12.00/1.00 50.00'
}

@test "a difference needs a reason, a count a whole number" {
	received 2 4
	sheet book,item,counted HH,SOAP,1 HH,SOAP, HH,SOAP,1.5 HH,SOAP,-1
	run -65 --separate-stderr pts-stock count in.csv
	assert_equal "${stderr_lines[0]}" \
		'pts-stock: in.csv:2: of SOAP 1 were counted, not 2: give the reason in the column reason or with -m'
	assert_equal "${stderr_lines[1]}" 'pts-stock: in.csv:3: nothing counted: write the pieces that are there, 0 for none'
	assert_equal "${stderr_lines[2]}" 'pts-stock: in.csv:4: counted `1.5` is no whole number of pieces'
	assert_equal "${stderr_lines[3]}" 'pts-stock: in.csv:5: counted `-1` is no whole number of pieces'
	assert_equal "$(value HH SOAP)" '2.00 8.00'
}

@test "a count entered later is held against what was there that day" {
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	pts-stock in - <<<$'book,item,shop,quantity,cost,date\nHH,SOAP,S1,10,5,2025-10-01' >/dev/null
	pts-redeem - <<<$'date,book,household,item,quantity\n2025-10-06,HH,001,SOAP,2' >/dev/null
	run -0 pts-stock count - <<<$'book,item,counted,date,reason\nHH,SOAP,9,2025-10-03,盘亏'
	assert_line --index 1 --regexp ',10\.00,9\.00,-1\.00,-5\.00,posted$'
	assert_equal "$(value HH SOAP)" '7.00 35.00'
}

@test "goods given instead of money have a source and a value" {
	run -0 pts-stock in - <<<$'book,item,quantity,cost,account\nHH,SOAP,4,5,lions'
	run -65 pts-stock in - <<<$'book,item,quantity,cost,account\nHH,WOK,4,,lions'
	run -0 pts-settle fund sources
	assert_line HH,lions,0.00,0.00,0.00,20.00
	run -0 pts-check
}

@test "what is at its warning level or below, held pieces not counted" {
	printf 'item,title,points,cost,low,valid_from\nSOAP,香皂,10,5,3,2025-01-01\n' | pts-load items >/dev/null
	received 4 5
	assert_equal "$(pts-stock low -b HH)" book,shop,item,title,quantity,low
	pts-stock out -b HH -i SOAP -m x >/dev/null
	run -0 pts-stock low
	assert_output - <<-'END'
		book,shop,item,title,quantity,low
		CS,S1,SOAP,香皂,0.00,3.00
		HH,S1,SOAP,香皂,3.00,3.00
	END
}

@test "a merchant's goods are not ours to count" {
	printf 'book,shop,name,kind\nHH,M1,老王面馆,partner\n' | pts-load shops >/dev/null
	run -65 pts-stock in - <<<$'book,item,shop,quantity\nHH,SOAP,M1,2'
	assert_output 'pts-stock: standard input:2: shop M1 is a merchant: what lies there is not ours to count'
	run -65 pts-stock count - <<<$'book,item,shop,counted\nHH,SOAP,M1,2'
	run -65 pts-stock move -b HH -i SOAP -s S1 --to M1
}

@test "two shops become one: orders and deliveries go to the new one from that day on, what lay in the old one moves by an entry" {
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	two_shops
	received 2 5
	pts-stock in - <<<$'book,item,shop,quantity,cost,date\nHH,SOAP,S2,5,4,2025-09-01\nHH,RICE,S2,1,50,2025-09-01' >/dev/null
	pts-redeem - <<<$'date,book,household,item,shop\n2025-09-20,HH,001,SOAP,S2' >/dev/null
	printf 'book,shop,merged_into,merged_from\nHH,S2,S1,2025-10-01\n' | pts-load shops >/dev/null
	run -0 pts-stock move --all -b HH -s S2 --to S1 -m 两店合一
	assert_equal "$(grep -c ,posted <<<"$output")" 4
	assert_equal "$(value HH SOAP S1)/$(value HH SOAP S2)" '6.00 26.00/0.00 0.00'
	run -0 pts-stock move --all -b HH -s S2 --to S1 -m 两店合一
	assert_output book,id,seq,date,shop,item,title,quantity,value,state
	# the old name still works; before that day it is the old shop
	pts-redeem -b HH -H 001 -i SOAP -s S2 >/dev/null
	assert_equal "$(value HH SOAP S1)" '5.00 21.67'
	run -1 pts-redeem -b HH -H 001 -i SOAP -s S2 --date 2025-09-30
	assert_output --partial 'at shop S2: stock 0'
	pts-stock in - <<<$'book,item,shop,quantity,cost\nHH,SOAP,S2,1,4' >/dev/null
	assert_equal "$(value HH SOAP S1)" '6.00 25.67'
	# and there is one shop again, so it need not be named
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	# what only the old one gave, the new one gives
	printf 'book,item,shop,title,points,cost,valid_from\nHH,TEA,S2,茶叶,1,2,2025-01-01\n' | pts-load items >/dev/null
	pts-stock in - <<<$'book,item,quantity\nHH,TEA,1' >/dev/null
	run -0 pts-redeem -b HH -H 001 -i TEA
	assert_equal "$(sqlite3 pts.db "SELECT DISTINCT shop FROM journal WHERE item = 'TEA'")" S1
	run -0 pts-check
}

@test "shops that merge in a circle, into nothing, into a merchant, or at no time are inconsistent" {
	two_shops
	run -78 pts-load shops - <<<$'book,shop,merged_into,merged_from\nHH,S2,S1,2025-10-01\nHH,S1,S2,2025-10-01'
	assert_output --partial 'shop S1 is merged into itself by way of S2'
	run -78 pts-load shops - <<<$'book,shop,merged_into,merged_from\nHH,S2,S9,2025-10-01'
	assert_output --partial 'shop S2 is merged into S9, which is not a shop of its book'
	run -78 pts-load shops - <<<$'book,shop,merged_into\nHH,S2,S1'
	assert_output --partial 'shop S2: merged_into and merged_from go together'
	run -78 pts-load shops - <<<$'book,shop,kind,merged_into,merged_from\nHH,M1,partner,,\nHH,S2,own,M1,2025-10-01'
	assert_output --partial 'shop S2 is merged into M1, which is of another kind'
}

@test "closed months hold for goods as well" {
	received 5 5
	PTS_NOW=2025-11-02T09:00:00 pts-close 2025-10 -b HH >/dev/null
	export PTS_NOW=2025-11-03T09:00:00
	run -1 pts-stock out -b HH -i SOAP -m x --date 2025-10-09
	assert_output --partial '2025-10 of HH is closed: with --late this counts in 2025-11'
	run -0 pts-stock out -b HH -i SOAP -m x --date 2025-10-09 --late
}

@test "what somebody changed behind the ledger's back is found: pieces, their worth, their cost" {
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	received 5 5
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	cp pts.db good.db
	for change in 'value = value + 1' 'quantity = quantity + 100'; do
		sqlite3 pts.db "UPDATE stock SET $change WHERE shop = 'S1' AND item = 'SOAP'"
		run -1 pts-check
		assert_output --partial 'the stock of SOAP is kept as'
		cp good.db pts.db
	done
	sqlite3 pts.db 'UPDATE stock_costs SET cost = cost - 1'
	run -1 pts-check
	assert_output --partial 'its goods are kept as having cost 4.99 yuan, they cost 5'
}

@test "a known id is the same movement only when verb, target and day are" {
	two_shops
	received 9 5
	pts-stock move -b HH -i SOAP -q 2 -s S1 --to S2 --id M1 >/dev/null
	run -65 pts-stock move -b HH -i SOAP -q 2 -s S1 --to CS:S1 --id M1
	assert_output "pts-stock: M1 is known with other content ($(at HH 2)): give this one another id"
	run -65 pts-stock out -b HH -i SOAP -q 2 -s S1 -m x --id M1
	pts-stock count -m x - <<<$'id,book,item,shop,counted\nC1,HH,SOAP,S1,8' >/dev/null
	run -65 pts-stock in - <<<$'id,book,item,shop,quantity\nC1,HH,SOAP,S1,1'
	run -65 pts-stock move -b HH -i SOAP -q 2 -s S1 --to S2 --id M1 --date 2025-10-07
	PTS_NOW=2025-10-09T09:00:00 run -0 pts-stock move -b HH -i SOAP -q 2 -s S1 --to S2 --id M1
	assert_line --partial ,duplicate
	assert_equal "$(value HH SOAP S1)/$(value HH SOAP S2)" '8.00 40.00/2.00 10.00'
}

@test "a source of given goods is a code; a slip in an item or a shop is told" {
	run -65 pts-stock in - <<<$'book,item,quantity,cost,account\nHH,SOAP,4,5,a  b'
	assert_output 'pts-stock: standard input:2: source `a  b` is no code: letters, digits, - and _ are safe'
	run -65 pts-stock count - <<<$'book,item,counted\nHH,SAOP,0'
	assert_output 'pts-stock: standard input:2: item SAOP is not offered in HH on 2025-10-08'
	run -65 pts-stock move --all -b HH -s S9 --to S1
	assert_output 'pts-stock: shop S9 is not one of HH'
	# what is no longer offered may still lie there
	received 2 5
	printf 'item,valid_from,valid_until\nSOAP,2025-01-01,2025-10-01\n' | pts-load items >/dev/null
	run -65 pts-stock in - <<<$'book,item,quantity\nHH,SOAP,1'
	run -0 pts-stock out -b HH -i SOAP -m x
	run -0 pts-stock count - <<<$'book,item,counted\nHH,SOAP,1'
}

@test "what has spoiled is gone, also when it was put aside; it does not move" {
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	two_shops
	received 2 5
	pts-redeem reserve -b HH -H 001 -i SOAP -s S1 -q 2 >/dev/null
	run -1 pts-stock move -b HH -i SOAP -s S1 --to S2
	assert_output --partial 'stock 2, 2 of them held for others, needs 1'
	run -0 pts-stock out -b HH -i SOAP -s S1 -m 受潮
	assert_equal "$(pts-stock list -b HH | sed 1d | cut -d, -f2,3,5-)" S1,SOAP,1.00,2.00,5.00
	run -1 pts-redeem collect -b HH HH-R2025-0001
	run -0 pts-check
}

@test "more than can be counted is refused, and nothing of it is done" {
	two_shops
	pts-load settings <<<$'key,value\nmax_quantity,90000000000000000' >/dev/null
	printf 'book,item,shop,quantity,cost,id\nHH,SOAP,S1,90000000000000000,0,A\nHH,SOAP,S2,90000000000000000,0,B\n' >big.csv
	pts-stock in big.csv >/dev/null
	sheet book,item,shop,quantity,cost,account HH,SOAP,S1,90000000000000000,0, HH,RICE,S1,9,9999999999999999,lions HH,RICE,S2,9,9999999999999999,lions
	run -65 --separate-stderr pts-stock in --partial in.csv
	assert_equal "${stderr_lines[0]}" 'pts-stock: in.csv:2: the stock of SOAP would grow beyond what can be counted'
	assert_equal "${stderr_lines[1]}" 'pts-stock: in.csv:4: the source lions of the fund would grow beyond what can be counted'
	sheet book,item,shop,to,quantity HH,SOAP,S1,S2,90000000000000000 HH,RICE,S1,S2,1
	run -65 --separate-stderr pts-stock move --partial in.csv
	assert_equal "${stderr_lines[1]}" 'pts-stock: posted 1, duplicate 0, rejected 1'
	assert_equal "$(value HH SOAP S1)/$(value HH SOAP S2)" '90000000000000000.00 0.00/90000000000000000.00 0.00'
	assert_equal "$(value HH RICE S1)/$(value HH RICE S2)" '8.00 79999999999999992.00/1.00 9999999999999999.00'
	run -0 pts-check
}
