# pts-settle: the fund, merchant bills, payments, clearing, and whether it all can be paid

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	export PTS_LEDGER=l.db PTS_NOW=2025-09-12T09:00:00
	cp -r "$ROOT/tests/fixtures/village" village
	chmod -R u+w village
	cat >village/shops.csv <<-'END'
		book,shop,name,kind
		HH,S1,红河村积分超市,own
		HH,M1,老王面馆,partner
		HH,M2,<好又多>,partner
		CS,S1,赤生村积分超市,own
	END
	cat >village/items.csv <<-'END'
		book,item,title,shop,kind,points,cash,cost,valid_from,coupon_days
		,SOAP,香皂,,goods,10,,5,2025-01-01,
		,RICE,大米,,goods,100,,50,2025-01-01,
		HH,NOODLE,牛肉面,M1,goods,10,,,2025-01-01,
		HH,OIL,食用油换购,M2,swap,20,15,,2025-01-01,
		HH,TEA,茶叶换购,S1,swap,5,2.50,6,2025-01-01,
		HH,MEAL,8折餐券,M1,coupon,20,,,2025-01-01,60
	END
	printf ',redeem_at,any\n' >>village/settings.csv
	pts-init village >/dev/null
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	pts-stock in "$ROOT/tests/fixtures/stock.csv" >/dev/null
	pts-stock in - <<<$'book,item,quantity\nHH,TEA,10' >/dev/null
	pts-redeem - >receipts.csv <<-'END'
		order,date,book,household,item,quantity
		O1,2025-09-10,HH,001,NOODLE,1
		O2,2025-09-11,HH,002,NOODLE,1
		O3,2025-09-11,HH,002,OIL,1
		O4,2025-09-12,HH,001,MEAL,1
	END
}

setup() {
	load helper
	_common_setup
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
	S=$(start HH)
	cp "$BATS_FILE_TMPDIR/receipts.csv" .
}

# column N of the data rows
column() {
	sed 1d | cut -d, -f"$1"
}

money() {
	pts-settle fund in -b HH --account town --amount "$1" -m 启动资金 >/dev/null
}

code() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } $at["order"] == "O4" { print $at["code"] }' receipts.csv
}

# shellcheck disable=SC2120 # run passes them
quarter() {
	pts-settle bill -p 2025Q3 "$@"
}

@test "money comes in by source with a purpose, and goes out of it" {
	run -0 --separate-stderr pts-settle fund in -b HH --account town --amount 300 -m '启动资金, 第一笔' --id F1
	assert_equal "$stderr" ''
	assert_output - <<-END
		book,id,seq,date,account,amount,balance,state
		HH,F1,$((S + 15)),2025-10-08,town,300.00,300.00,posted
	END
	run -0 pts-settle fund in -b HH --account town --amount 300 -m '启动资金, 第一笔' --id F1
	assert_line --index 1 --partial ,duplicate
	run -65 pts-settle fund in -b HH --account town --amount 301 -m x --id F1
	run -0 pts-settle fund out -b HH --amount 120.50 -m 买肥皂
	assert_line --index 1 --regexp ',town,-120\.50,179\.50,posted$'
	run -0 pts-settle fund list
	assert_line --index 0 book,seq,date,kind,account,shop,ref,amount,balance,purpose
	assert_line --index 1 "HH,$((S + 15)),2025-10-08,fund,town,,,300.00,300.00,\"启动资金, 第一笔\""
	assert_line --index 2 "HH,$((S + 16)),2025-10-08,fund,town,,,-120.50,179.50,买肥皂"
	run -0 pts-settle fund sources
	assert_line HH,town,300.00,120.50,179.50,0.00
	run -0 pts-check
}

@test "no source is silently overdrawn: refused, or warned of by setting" {
	money 100
	run -1 pts-settle fund out -b HH --amount 100.01 -m x
	assert_output 'pts-settle: the source town of the fund has 100 yuan, needs 100.01: enter what came in first'
	printf 'book,key,value\nHH,overdraw,warn\n' | pts-load settings >/dev/null
	run -0 --separate-stderr pts-settle fund out -b HH --amount 100.01 -m x
	assert_equal "$stderr" 'pts-settle: warning: the source town of the fund has 100 yuan, 100.01 are paid from it all the same (setting overdraw)'
	run -0 pts-settle fund sources
	assert_line HH,town,100.00,100.01,-0.01,0.00
	run -0 pts-check
}

@test "movements of money by file: all or nothing, twice is once" {
	printf '%s\n' account,amount,date,purpose town,100,2025-09-01,一 lions,50,2025-09-02,二 town,100,2025-09-01,一 >in.csv
	run -0 pts-settle fund in -b HH in.csv
	assert_equal "$(grep -c ,posted <<<"$output")" 3
	run -0 pts-settle fund in -b HH in.csv
	assert_equal "$(grep -c ,duplicate <<<"$output")" 3
	printf '%s\n' account,amount,purpose town,1,x town,0,x town,,x ,5,x town,5, 'a b,5,x' >in.csv
	run -65 --separate-stderr pts-settle fund out -b HH in.csv
	assert_equal "${stderr_lines[0]}" 'pts-settle: in.csv:3: amount `0` is no amount of yuan above 0'
	assert_equal "${stderr_lines[1]}" 'pts-settle: in.csv:4: amount `` is no amount of yuan above 0'
	assert_equal "${stderr_lines[2]}" 'pts-settle: in.csv:5: the fund of HH has several sources: name one of lions, town with --account'
	assert_equal "${stderr_lines[3]}" 'pts-settle: in.csv:6: no purpose: say what the money is for, with -m or in the column purpose'
	assert_equal "${stderr_lines[4]}" 'pts-settle: in.csv:7: source `a b` is no code: letters, digits, - and _ are safe'
	assert_equal "$(pts-settle fund sources | column 2,5 | paste -sd' ')" 'lions,50.00 town,200.00'
}

@test "cash of an own shop goes to the till, and comes back out of it" {
	pts-redeem -b HH -H 001 -i TEA >/dev/null
	run -0 pts-settle fund sources
	assert_line HH,till,2.50,0.00,2.50,0.00
	pts-redeem void -b HH HH-R2025-0005 -m back >/dev/null
	run -0 pts-settle fund sources
	assert_line HH,till,2.50,2.50,0.00,0.00
	run -0 pts-settle fund list --account till -p 2025-10
	assert_equal "$(column 4,7,8,9 <<<"$output" | paste -sd' ')" 'redeem,HH-R2025-0005,2.50,2.50 refund,HH-R2025-0005,-2.50,0.00'
	run -0 pts-check
}

@test "a bill says what was redeemed at the frozen price, in points, the cash taken, what is owed" {
	run -0 --separate-stderr quarter
	assert_equal "$stderr" ''
	assert_output - <<-'END'
		book,period,bill,date,shop,name,redemptions,points,value,cash,coupons,credit,owed,paid,unpaid,state
		HH,2025Q3,HH-B2025-0001,2025-10-08,M1,老王面馆,2,20.00,10.00,0.00,0,0.00,10.00,0.00,10.00,unpaid
		HH,2025Q3,HH-B2025-0002,2025-10-08,M2,<好又多>,1,20.00,25.00,15.00,0,0.00,10.00,0.00,10.00,unpaid
	END
	run -0 pts-settle show HH-B2025-0002
	assert_output - <<-END
		book,bill,seq,date,kind,receipt,item,title,quantity,points,value,cash,owed
		HH,HH-B2025-0002,$((S + 13)),2025-09-11,redeem,HH-R2025-0003,OIL,食用油换购,1.00,20.00,25.00,15.00,10.00
	END
	# what is owed stands in the entries themselves, and their sum in that of the bill
	owed() { sqlite3 pts.db "SELECT owed FROM journal WHERE book = 2 AND shop = 'M2' AND kind = '$1'"; }
	assert_equal "$(owed redeem)/$(owed bill)" 1000/1000
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE owed IS NOT NULL AND act <> 'partner' AND kind <> 'bill'")" 0
	pts-redeem void HH-R2025-0003 -m back >/dev/null
	assert_equal "$(owed refund)" -1000
	run -0 pts-check
}

@test "a price that changes later does not change the bill" {
	printf 'book,item,shop,valid_from,valid_until\nHH,NOODLE,M1,2025-01-01,2025-10-07\n' | pts-load items >/dev/null
	printf 'book,item,title,shop,points,valid_from\nHH,NOODLE,牛肉面,M1,30,2025-10-08\n' | pts-load items >/dev/null
	printf ',point_value,2\n' | cat <(echo book,key,value) - | pts-load settings >/dev/null
	run -0 quarter -s M1
	assert_line --index 1 --partial ,M1,老王面馆,2,20.00,10.00,
	refute_line --partial ,M2,
}

@test "nothing is billed twice; billed again, the same bills are printed" {
	pts-settle bill -p 2025Q3 >first
	run -0 quarter
	assert_output "$(cat first)"
	run -0 pts-settle bill -p 2025-07..2025-09
	assert_output "$(cat first)"
	run -0 pts-settle list -p 2025-07..2025-09
	assert_output "$(cat first)"
	run -0 pts-settle bill -p 2025-09
	assert_output "$(head -n 1 first)"
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'bill'")" 2
}

@test "--dry-run shows the bills and issues none" {
	before=$(sha256sum pts.db)
	run -0 quarter --dry-run
	assert_line --index 2 --partial HH-B2025-0002
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "what counts in the period and comes after its bill goes on the next one" {
	pts-settle bill -p 2025Q3 >/dev/null
	pts-redeem -b HH -H 002 -i NOODLE --date 2025-09-30 >/dev/null
	run -0 quarter
	assert_line --index 3 HH,2025Q3,HH-B2025-0003,2025-10-08,M1,老王面馆,1,10.00,5.00,0.00,0,0.00,5.00,0.00,5.00,unpaid
	run -0 pts-check
}

@test "a period that is not over is not billed" {
	run -1 pts-settle bill -p 2025Q4
	assert_output 'pts-settle: 2025Q4 is not over: bills for it can be issued after 2025-12-31'
	run -64 pts-settle bill
	run -64 pts-settle bill -p 2025-09-01..2025-09-15
}

@test "a coupon is owed for when it is used, and stands on that month's bill" {
	run -0 pts-redeem use "$(code)" -s M1
	assert_line --partial M1/2025-10
	pts-settle bill -p 2025Q3 >/dev/null
	run -0 env PTS_NOW=2025-11-01T09:00:00 pts-settle bill -p 2025-10
	assert_line --index 1 HH,2025-10,HH-B2025-0003,2025-11-01,M1,老王面馆,1,20.00,10.00,0.00,1,0.00,10.00,0.00,10.00,unpaid
	run -0 pts-check
}

@test "voided before it is billed it is not owed; after that it is a credit on the next bill" {
	pts-redeem void -b HH HH-R2025-0002 -m wrong >/dev/null
	run -0 pts-settle bill -p 2025-09
	assert_line --index 1 --partial ,M1,老王面馆,1,10.00,5.00,0.00,0,0.00,5.00,
	export PTS_NOW=2025-11-01T09:00:00
	pts-settle bill -p 2025-10 >/dev/null
	pts-redeem void -b HH HH-R2025-0003 -m wrong >/dev/null
	export PTS_NOW=2025-12-01T09:00:00
	# 10 yuan back and nothing new: no bill yet
	run -0 --separate-stderr pts-settle bill -p 2025-11
	assert_equal "$stderr" 'pts-settle: warning: merchant M2 of HH owes 10 yuan back, which the next bill takes off'
	refute_line --partial ,M2,
	pts-log -b HH -H 002 -r PANEL --points 60 -m 评议 >/dev/null
	pts-redeem -b HH -H 002 -i OIL -q 2 >/dev/null
	export PTS_NOW=2026-01-05T09:00:00
	run -0 pts-settle bill -p 2025-12 -s M2
	assert_line --index 1 --regexp '^HH,2025-12,HH-B2026-0001,2026-01-05,M2,<好又多>,1,40\.00,50\.00,30\.00,0,10\.00,10\.00,0\.00,10\.00,unpaid$'
	run -0 pts-check
}

@test "bills are paid from the fund, in parts, never beyond what is owed" {
	pts-settle bill -p 2025Q3 >/dev/null
	run -65 pts-settle pay HH-B2025-0001
	assert_output 'pts-settle: the fund of HH has no source yet: name it with --account'
	money 15
	run -0 pts-settle pay HH-B2025-0001 --amount 4 --id P1
	assert_line --index 1 --regexp '^HH,P1,[0-9]+,2025-10-08,HH-B2025-0001,M1,town,4\.00,4\.00,6\.00,posted$'
	run -0 pts-settle pay HH-B2025-0001 --amount 4 --id P1
	assert_line --index 1 --partial ,duplicate
	run -65 pts-settle pay HH-B2025-0001 --amount 5 --id P1
	run -65 pts-settle pay HH-B2025-0002 --amount 4 --id P1
	run -1 pts-settle pay HH-B2025-0001 --amount 6.01
	assert_output 'pts-settle: of bill HH-B2025-0001 6 yuan are still to be paid, not 6.01'
	# both or none: 11 yuan are left for 16
	run -1 pts-settle pay HH-B2025-0001 HH-B2025-0002
	assert_output --partial 'the source town of the fund has 5 yuan, needs 10'
	run -0 pts-settle list --unpaid
	assert_equal "$(column 3,14,15,16 <<<"$output" | paste -sd' ')" 'HH-B2025-0001,4.00,6.00,part HH-B2025-0002,0.00,10.00,unpaid'
	money 100
	run -0 pts-settle pay HH-B2025-0001 HH-B2025-0002
	assert_equal "$(column 8,10,11 <<<"$output" | paste -sd' ')" '6.00,0.00,posted 10.00,0.00,posted'
	run -0 pts-settle pay HH-B2025-0001 HH-B2025-0002 --verbose
	assert_line 'pts-settle: bill HH-B2025-0001 is paid already'
	assert_equal "$(pts-settle list --unpaid | wc -l)" 1
	assert_equal "$(pts-settle fund sources | column 5)" 95.00
	run -0 pts-check
}

@test "two clerks pay the same bill at once: it is paid once" {
	pts-settle bill -p 2025Q3 >/dev/null
	money 1000
	for _ in 1 2 3 4 5 6 7 8; do
		pts-settle pay HH-B2025-0001 >/dev/null &
	done
	wait
	assert_equal "$(pts-settle fund sources | column 4)" 10.00
	run -0 pts-check
}

@test "a bill as a sheet: what it says, escaped, with lines to sign" {
	pts-redeem use "$(code)" -s M1 >/dev/null
	pts-settle bill -p 2025Q3 >/dev/null
	run -0 pts-settle bill -p 2025Q3 -f html
	assert_equal "$(grep -c '<section class="bill">' <<<"$output")" 2
	assert_line --partial '<dt>商户</dt><dd>&lt;好又多&gt;</dd>'
	assert_line --partial '<tr><td>食用油换购</td><td class="n">25</td><td class="n">1</td><td class="n">20</td><td class="n">25</td><td class="n">15</td><td class="n">10</td></tr>'
	assert_line --partial '<tr><td>牛肉面</td><td class="n">5</td><td class="n">2</td>'
	assert_line '<p>大写：壹拾元整</p>'
	for line in '商户（签章）' 经办人 负责人 监督委员会; do
		assert_line --partial "<p>$line</p>"
	done
	refute_line --partial '<script'
	# printed, the total stands once at the end, not on every page
	assert_line --partial 'tfoot{display:table-row-group}'
	money 100
	pts-settle pay HH-B2025-0001 --amount 3 >/dev/null
	run -0 pts-settle show HH-B2025-0001 -f html
	assert_line --partial '<p>已付（元）：3　未付（元）：7</p>'
	printf 'book,key,value\nHH,lang,en\n' | pts-load settings >/dev/null
	run -0 pts-settle show HH-B2025-0002 -f html
	assert_line '<h1>Merchant bill</h1>'
	run -64 pts-settle list -f html
}

@test "what villages owe each other is the value taken at each other's shops" {
	pts-redeem -b CS -H 001 -i SOAP -s HH:S1 >/dev/null
	pts-redeem -b HH -H 002 -i SOAP -s CS:S1 -q 2 >/dev/null
	pts-redeem -b CS -H 001 -i TEA -s HH:S1 >/dev/null
	run -0 pts-settle clear -p 2025-10
	# the tea is 2.50 in points; its cash lies in the till there
	assert_output - <<-'END'
		book,period,account,taken,served,owed
		CS,2025-10,HH,7.50,10.00,-2.50
		HH,2025-10,CS,10.00,7.50,2.50
	END
	# the shops' side says the same
	assert_equal "$(sqlite3 pts.db "SELECT account, SUM(value - COALESCE(cash, 0)) FROM journal
		WHERE account <> '' AND kind = 'redeem' AND household = '' GROUP BY account")" $'CS|750\nHH|1000'
	pts-redeem void -b HH HH-R2025-0005 -m back >/dev/null
	run -0 pts-settle clear -p 2025Q4 -b CS
	assert_line --index 1 CS,2025Q4,HH,7.50,0.00,7.50
	run -0 pts-settle clear -p 2025Q3
	assert_output book,period,account,taken,served,owed
	run -0 pts-check
}

@test "a household of one village at a merchant of another: billed there, cleared between them" {
	pts-redeem -b CS -H 001 -i NOODLE -s HH:M1 -q 2 --date 2025-09-30 >/dev/null
	run -0 quarter -s M1
	assert_line --index 1 --partial ,M1,老王面馆,3,40.00,20.00,0.00,0,0.00,20.00,
	run -0 pts-settle clear -p 2025Q3
	assert_line --index 1 CS,2025Q3,HH,10.00,0.00,10.00
	run -0 pts-check
}

@test "what is promised against what is there, and for how many months it lasts" {
	pts-settle fund in -b HH --account town --amount 100 -m x >/dev/null
	run -0 --separate-stderr pts-settle liability
	# HH: 001 has 17 points left, 002 20, at half a yuan; the coupon is 10 yuan; 20 bars, 2 sacks, 10 teas cost 260; 20 are owed;
	# 60 points were redeemed in three months. CS gained 40 points in these months, and as many more would be beyond its soap.
	assert_output - <<-'END'
		book,points,promised,fund,goods,owed,means,pace,months,state
		CS,40.00,20.00,0.00,25.00,0.00,25.00,0.00,,near
		HH,37.00,28.50,100.00,260.00,20.00,340.00,10.00,34.00,ok
		LX,77.00,48.50,100.00,285.00,20.00,365.00,10.00,36.50,ok
	END
	assert_regex "$stderr" '^pts-settle: warning: CS has promised 20 yuan of the 25'
}

@test "it warns before more is promised than can be paid, and when it is" {
	pts-settle fund in -b HH --account town --amount 100 -m x >/dev/null
	pts-stock out -b HH -i SOAP -q 20 -m x >/dev/null
	pts-stock out -b HH -i RICE -q 2 -m x >/dev/null
	pts-settle fund out -b HH --amount 95 -m x >/dev/null
	# 60 (the tea) + 5 − 20 are there
	pts-log -b HH -H 001 -r PANEL --points 30 --date 2025-09-30 -m x >/dev/null
	run -0 --separate-stderr pts-settle liability -b HH
	assert_line --index 1 HH,67.00,43.50,5.00,60.00,20.00,45.00,10.00,4.50,near
	assert_regex "$stderr" 'HH has promised 43.50 yuan of the 45 that it can pay; at the present pace'
	pts-log -b HH -H 001 -r PANEL --points 30 -m x >/dev/null
	run -0 --separate-stderr pts-settle liability -b HH
	assert_line --index 1 --partial ,short
	assert_regex "$stderr" 'HH has promised 58.50 yuan and can pay 45: let money come in'
}

@test "a village whose town has a fund is judged with the town" {
	pts-settle fund in -b LX --account county --amount 1000 -m x >/dev/null
	run -0 pts-settle liability
	assert_line --index 1 --regexp '^CS,.*,$'
	assert_line --index 3 --regexp '^LX,.*,1000\.00,.*,ok$'
}

@test "closed months hold for money as well" {
	export PTS_NOW=2025-11-03T09:00:00
	pts-close 2025Q3 >/dev/null
	run -1 pts-settle fund in -b HH --account town --amount 5 -m x --date 2025-09-12
	assert_output --partial '2025-09 of HH is closed: with --late this counts in 2025-10'
	run -0 pts-settle fund in -b HH --account town --amount 5 -m x --date 2025-09-12 --late
	run -0 quarter
	assert_line --index 1 --partial HH-B2025-0001
	run -0 pts-check
}

@test "what somebody changed behind the ledger's back is found" {
	money 100
	pts-settle bill -p 2025Q3 >/dev/null
	pts-settle pay HH-B2025-0001 >/dev/null
	cp pts.db good.db
	while IFS='|' read -r sql message; do
		cp good.db pts.db
		sqlite3 pts.db "$sql"
		run -1 pts-check
		assert_output --partial "$message"
	done <<-'END'
		UPDATE funds SET received = received + 1|the source town is kept with 100.01 yuan in
		DELETE FROM funds|the source town is kept with 0 yuan in
		UPDATE bills SET owed = owed + 1 WHERE shop = 'M2'|bill HH-B2025-0002 is kept otherwise than its entries say
		UPDATE bills SET paid = paid - 1 WHERE shop = 'M1'|bill HH-B2025-0001 is kept otherwise than its entries say
		UPDATE payables SET bill = '' WHERE shop = 'M2'|it belongs on `HH-B2025-0002`
		DELETE FROM payables WHERE shop = 'M1'|what is owed for it is kept
		DELETE FROM payables|what merchants are owed is not kept entry by entry
		DELETE FROM bills WHERE shop = 'M2'|1 bills are kept, the journal has 2
		UPDATE counters SET n = 1 WHERE kind = 'bill'|1 bills are counted for 2025, the journal has given number 2
	END
}

@test "a clock that was set back over the end of a year numbers on in the old year" {
	pts-log -b HH -H 001 -r PANEL --points 60 -m x >/dev/null
	pts-settle bill -p 2025Q3 >/dev/null
	pts-redeem -b HH -H 001 -i NOODLE >/dev/null
	PTS_NOW=2026-01-01T09:00:00 pts-settle bill -p 2025-10 >/dev/null
	pts-redeem -b HH -H 001 -i NOODLE >/dev/null
	PTS_NOW=2025-12-31T09:00:00 run -0 pts-settle bill -p 2025-11
	assert_line --index 1 --partial HH-B2025-0003
	pts-redeem -b HH -H 002 -i NOODLE >/dev/null
	PTS_NOW=2026-01-01T09:00:00 run -0 pts-settle bill -p 2025-12
	assert_line --index 1 --partial HH-B2026-0002
	run -0 pts-check
	sqlite3 pts.db "UPDATE counters SET n = 4 WHERE kind = 'bill' AND year = 2025"
	run -1 pts-check
	assert_output --partial '4 bills are counted for 2025, the journal has given number 3'
	sqlite3 pts.db "DELETE FROM counters WHERE kind = 'bill' AND year = 2025"
	run -1 pts-check
	assert_output --partial '0 bills are counted for 2025, the journal has given number 3'
}

@test "a slip in the name of a merchant is told; so is a known id on another day" {
	run -65 quarter -s M9
	assert_output 'pts-settle: there is no merchant M9'
	run -65 pts-settle list -s S1
	assert_output 'pts-settle: there is no merchant S1'
	pts-settle fund in -b HH --account town --amount 5 -m x --id F1 --date 2025-10-01 >/dev/null
	run -65 pts-settle fund in -b HH --account town --amount 5 -m x --id F1 --date 2025-10-02
	run -0 pts-settle fund in -b HH --account town --amount 5 -m x --id F1
	assert_line --partial ,duplicate
	quarter >/dev/null
	pts-settle pay HH-B2025-0001 --amount 1 --id P1 >/dev/null
	run -65 pts-settle pay HH-B2025-0001 --amount 1 --id P1 --date 2025-10-07
	run -0 pts-settle pay HH-B2025-0001 --amount 1 --id P1 --date 2025-10-08
	assert_equal "$(pts-settle fund sources | column 5)" 4.00
}

@test "of an item that several merchants give the shop must be named, although the book has one own shop" {
	printf 'book,item,title,shop,points,valid_from\nHH,CUT,理发,%s,1,2025-01-01\n' M1 | pts-load items >/dev/null
	run -0 pts-redeem -b HH -H 001 -i CUT
	printf 'book,item,title,shop,points,valid_from\nHH,CUT,理发,%s,1,2025-01-01\n' M2 | pts-load items >/dev/null
	run -65 pts-redeem -b HH -H 001 -i CUT
	assert_output 'pts-redeem: HH has several shops: name one with -s or in the column shop'
	run -0 pts-redeem -b HH -H 001 -i CUT -s M2
}

@test "money that would grow beyond what can be counted" {
	money 90000000000000000
	run -65 pts-settle fund in -b HH --account town --amount 90000000000000000 -m x
	assert_output 'pts-settle: the source town of the fund would grow beyond what can be counted'
	run -0 pts-check
}

@test "usage" {
	run -64 pts-settle
	assert_line --index 0 'pts-settle: say what to do: fund, bill, list, show, pay, clear, liability'
	run -64 pts-settle fund
	assert_line --index 0 'pts-settle: say what to do with the fund: in, out, list or sources'
	run -64 pts-settle fund in --account town
	run -64 pts-settle fund in --account town --amount 5 file.csv
	run -64 pts-settle fund list --amount 5
	run -64 pts-settle fund in -b HH --account town --amount 5 -m x -p 2025-10
	assert_line --index 0 'pts-settle: -p is for `fund list`: money that moves has a --date'
	run -65 pts-settle fund in -b HH --amount 5 -m x
	run -65 pts-settle fund in -b HH --account town --amount 5
	run -64 pts-settle pay
	run -64 pts-settle pay A B --amount 5
	run -65 pts-settle pay HH-B2025-0009
	assert_output 'pts-settle: there is no bill HH-B2025-0009; `pts-settle list` shows them'
	run -64 pts-settle clear
	run -64 pts-settle liability now
}
