# A points shop with everything: two villages, own shops and merchants, goods, a swap, coupons; for the tests of pts-redeem.

# HH: 001 has 47, 002 has 50, 003 owes 5; CS: 001 has 40. A point is worth 0.5 yuan.
# HH-S1 own (20 SOAP, 2 RICE), HH-P1 and HH-P2 merchants, CS-S1 own (5 SOAP), CS-P9 a merchant.
build_shop() {
	export PTS_LEDGER=$1
	pts-init "$ROOT/tests/fixtures/village"
	pts-load shops <<-'CSV'
		book,shop,name,kind
		HH,P1,聚香饭店,partner
		HH,P2,惠民超市,partner
		CS,P9,赤生饭店,partner
	CSV
	pts-load items <<-'CSV'
		book,item,title,shop,kind,points,cash,limit,limit_per,coupon_days,valid_from
		HH,OIL,食用油,S1,swap,20,15.5,,,,2025-01-01
		HH,POT,炒锅,P2,swap,30,25,,,,2025-01-01
		HH,MILK,牛奶,P2,goods,12,,,,,2025-01-01
		HH,SALT,食盐,S1,goods,2,,3,month,,2025-01-01
		HH,SOAP,香皂,S1,goods,10,,,,,2025-01-01
		HH,RICE,大米,S1,goods,100,,,,,2025-01-01
		,MEAL,八折餐券,,coupon,10,,,,30,2025-01-01
		HH,CUT,理发券,P1,coupon,5,,2,quarter,,2025-01-01
	CSV
	pts-log "$ROOT/tests/fixtures/events.csv"
	pts-stock in "$ROOT/tests/fixtures/stock.csv"
	pts-stock in - <<-'CSV'
		book,item,shop,quantity,date,cost
		HH,OIL,S1,5,2025-09-01,20
		HH,SALT,S1,30,2025-09-01,1
	CSV
}

# Built once a file; each test gets its own copy.
make_shop() {
	(
		flock 9
		if [ ! -e "$BATS_FILE_TMPDIR/shop.db" ]; then
			set -e
			build_shop "$BATS_FILE_TMPDIR/building.db"
			mv "$BATS_FILE_TMPDIR/building.db" "$BATS_FILE_TMPDIR/shop.db"
		fi >/dev/null
	) 9>"$BATS_FILE_TMPDIR/lock"
	cp "$BATS_FILE_TMPDIR/shop.db" pts.db
}

# set_to [BOOK] KEY VALUE
set_to() {
	if [ $# -eq 3 ]; then
		printf 'book,key,value\n%s,%s,%s\n' "$@"
	else
		printf 'key,value\n%s,%s\n' "$@"
	fi | pts-load settings >/dev/null
}

balance() {
	pts-list balances -b "${2:-HH}" -H "$1" | sed 1d | cut -d, -f4,5
}

# The stock of an item: pieces and pieces held.
stock() {
	pts-stock list -b "${2:-HH}" | awk -F, -v item="$1" '$3 == item {print $5 "," $6}'
}

# entries KIND: book, household, act, item, shop, account, quantity, points, value, cash, money of each
entries() {
	sqlite3 pts.db "SELECT code, household, act, item, shop, account, quantity, points, value, cash, money
		FROM journal JOIN books USING (book) WHERE journal.kind = '$1' ORDER BY journal.book, seq"
}

# One cell of a receipt by column name; the receipt is the row after the header on standard input.
cell() {
	awk -F, -v name="$1" 'NR == 1 {for (i = 1; i <= NF; i++) if ($i == name) c = i} NR == 2 {print $c}'
}
