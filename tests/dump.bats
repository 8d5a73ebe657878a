# pts-dump -f ledger: hledger and ledger read it without a warning and come to our balances

setup() {
	load helper
	_common_setup
	export LC_ALL=C.UTF-8 # hledger reads nothing but ASCII without
}

# A village with merchants, coupons, swaps, moves, a count, spoilage, bills and their payment, a household at another village's shop.
lively_ledger() {
	local sheets=$ROOT/tests/fixtures
	cp -r "$sheets/village" village
	chmod -R u+w village
	cat >village/shops.csv <<-'END'
		book,shop,name,kind
		HH,S1,红河村积分超市,own
		HH,二店,二店,own
		HH,M1,老王面馆,partner
		CS,S1,赤生村积分超市,own
	END
	cat >village/items.csv <<-'END'
		book,item,title,shop,kind,points,cash,cost,valid_from,coupon_days
		,SOAP,香皂,,goods,10,,5,2025-01-01,
		,points,名叫积分的货,,goods,1,,1,2025-01-01,
		,5-大米(袋),大米,,goods,20,,50,2025-01-01,
		HH,NOODLE,牛肉面,M1,goods,10,,,2025-01-01,
		HH,TEA,茶叶换购,S1,swap,5,2.50,6,2025-01-01,
		HH,MEAL,8折餐券,M1,coupon,20,,,2025-01-01,60
	END
	printf ',redeem_at,any\n' >>village/settings.csv
	export PTS_NOW=2025-09-12T09:00:00
	pts-init village
	pts-log "$sheets/events.csv"
	pts-log --reverse -m 'counted twice' "$(at HH 1)"
	pts-stock in - <<-'END'
		book,shop,item,quantity,cost,account
		HH,S1,SOAP,20,4.5,
		HH,二店,SOAP,7,4.33,
		HH,S1,TEA,5,,lions
		HH,S1,points,5,,
		CS,S1,5-大米(袋),3,49.99,
	END
	pts-redeem - >receipts.csv <<-'END'
		order,book,household,item,quantity,shop
		O1,HH,001,NOODLE,1,
		O2,HH,002,MEAL,1,
		O3,HH,002,SOAP,1,S1
		O4,HH,002,TEA,1,
		O5,HH,002,points,2,S1
		O6,CS,001,TEA,1,HH:S1
		O7,CS,001,NOODLE,1,HH:M1
	END
	pts-redeem void -b HH HH-R2025-0003 -m wrong
	pts-redeem use "$(awk -F, '$3 == "O2" {print $(NF - 2)}' receipts.csv)" -s M1
	pts-stock out -b HH -s S1 -i SOAP -q 2 -m 受潮
	pts-stock move -b HH -i SOAP -s 二店 --to CS:S1 -q 3
	pts-stock count -m 盘亏 - <<<$'book,shop,item,counted\nHH,二店,SOAP,3'
	pts-log --move HH:003 CS:002 -m 搬家
	pts-settle fund in -b HH --account township --amount 500 -m 启动
	pts-settle fund in -b HH --account 公司-1 --amount 20.01 -m 捐赠
	pts-settle fund out -b HH --account township --amount 99.99 -m 买肥皂
	export PTS_NOW=2026-01-20T09:00:00
	pts-settle bill -p 2025Q3
	pts-settle pay HH-B2026-0001 --amount 3.33 --account township
	pts-close --expire
	pts-check
}

# Our balances as `account,commodity,amount`, those of 0 left out.
ours() {
	{
		pts-list balances | awk -F, 'NR > 1 {print "Households:" $1 ":" $2 ",points," $4}'
		pts-list stock | awk -F, 'NR > 1 {print "Goods:" $1 ":" $2 ":" $3 "," ($3 == "points" ? "item points" : $3) "," $5
			print "Stock:" $1 ":" $2 ":" $3 ",CNY," $7}'
		pts-settle fund sources | awk -F, 'NR > 1 {print "Fund:" $1 ":" $2 ",CNY," $5}'
		sqlite3 -csv pts.db "SELECT 'Merchants:' || books.code || ':' || shop, 'CNY', printf('%.2f', -SUM(owed) / 100.0) FROM (
				SELECT book, shop, owed - paid AS owed FROM bills
				UNION ALL SELECT journal.book, journal.shop, value - COALESCE(cash, 0) FROM journal JOIN payables USING (book, seq)
					WHERE bill = ''
			) AS open JOIN books USING (book) GROUP BY 1" | tr -d '\r'
		pts-settle clear -p 2025-01-01..2026-12-31 | awk -F, 'NR > 1 {print "Villages:" $1 ":" $3 ",CNY,-" $4}'
	} | grep -vE ',-?0\.00$' | sort
}

# The same of hledger: "account","commodity","amount" with quotes inside doubled.
theirs_hledger() {
	hledger -f out.ledger balance --flat --no-total --layout=bare -O csv '^Households:' '^Goods:' '^Stock:' '^Fund:' '^Merchants:' '^Villages:' |
		sed '1d; s/^"\(.*\)","\(.*\)","\(.*\)"$/\1,\2,\3/; s/""//g' | grep -vE ',-?0(\.00)?$' | sort
}

# Of ledger, one account at a time.
theirs_ledger() { # ACCOUNT
	ledger --pedantic -f out.ledger balance --flat --no-total --limit "account =~ /^${1//[()]/.}\$/" --format '%(scrub(display_total))\n' | tr -d '"'
}

@test "hledger and ledger read it strictly, without a word, and balance" {
	lively_ledger >/dev/null
	run -0 --separate-stderr pts-dump -f ledger -o out.ledger
	assert_equal "$output$stderr" ''
	run -0 hledger -f out.ledger check --strict
	refute_output
	run -0 --separate-stderr ledger --pedantic -f out.ledger balance
	assert_equal "$stderr" ''
	# every commodity cancels out
	assert_equal "$(tail -n 1 <<<"$output" | tr -d ' ')" 0
	assert_equal "$(hledger -f out.ledger balance -N --depth 0 | grep -c '[1-9]')" 0
}

@test "their balances are ours, for every household, item, merchant, source and village" {
	lively_ledger >/dev/null
	pts-dump -o out.ledger
	ours >ours.txt
	assert [ "$(wc -l <ours.txt)" -ge 15 ]
	for kind in Households Goods Stock Fund Merchants Villages; do
		grep -q "^$kind:" ours.txt || fail "no $kind"
	done
	run diff ours.txt <(theirs_hledger)
	assert_output ''
	while IFS=, read -r account commodity amount; do
		said=$(theirs_ledger "$account")
		[ "$said" = "$amount $commodity" ] || echo "$account: $said, not $amount $commodity"
	done <ours.txt >wrong
	run cat wrong
	refute_output
}

@test "a changed entry shows in their balances" {
	lively_ledger >/dev/null
	tamper "UPDATE journal SET points = points + 100 WHERE kind = 'earn' AND household = '002' AND book = 2"
	pts-dump -o out.ledger
	run diff <(ours) <(theirs_hledger)
	assert_failure
}

@test "a book by itself, a ledger without entries, a wrong format" {
	make_ledger
	run -0 pts-dump -b HH
	assert_line --partial 'account Households:HH:001'
	refute_line --partial CS
	pts-init -d empty.db "$ROOT/tests/fixtures/village" >/dev/null
	pts-dump -d empty.db -o out.ledger
	run -0 hledger -f out.ledger check --strict
	run -64 pts-dump -f csv
	run -64 pts-dump extra
}
