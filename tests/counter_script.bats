# examples/laoxin/counter.sh: a clerk at a terminal

setup() {
	load helper
	load shop
	_common_setup
	make_shop
	set_to topup yes
	export PTS_LANG=zh
	counter=$ROOT/examples/laoxin/counter.sh
}

# clerk ANSWER…: what the counter shows when these are typed at a terminal, one a line
clerk() {
	printf '%s\n' "$@" | timeout --foreground 30 script -qec "$counter HH S1" /dev/null | tr -d '\r\0'
}

@test "search by name, balance, item, confirm, receipt" {
	run -0 clerk 张 SOAP 2 y
	assert_line --partial '001 张三丰：结余 47.00 分，可用 47.00 分'
	assert_line --regexp 'SOAP +香皂  10.00 分'
	assert_line --regexp 'OIL +食用油  20.00 分 \+ 15.50 元'
	assert_line --partial '凭证 HH-R2025-0001  2025-10-08'
	assert_line --partial '香皂 × 2.00'
	assert_line --partial '积分 20.00'
	assert_line --partial '结余 27.00  可用 27.00'
	assert_line --partial '共 1 笔'
	assert_equal "$(balance 001)" 27.00,27.00
}

@test "members are found too; quotes and tabs are not waited for; what was refused is not counted" {
	run -0 clerk 张小花 '"SOAP"' $'1\t' y 003 SOAP '' y
	assert_line --partial '001 张三丰：结余 47.00 分，可用 47.00 分'
	assert_line --partial '香皂 × 1.00'
	assert_line --partial '未办理：户 003'
	assert_line --partial '共 1 笔'
}

@test "refused, topped up, a coupon with its code, and nothing without a yes" {
	run -0 clerk 001 RICE '' y y 002 MEAL 1 y 002 SOAP 1 n 999 003 SOAP '' y
	assert_line --partial '未办理：户 001'
	assert_line --partial '积分 47.00  现金 26.50 元'
	assert_line --regexp '券码 [2-9A-Z-]{19}'
	assert_line --partial '没有这一户'
	assert_line --partial '未办理：户 003'
	assert_equal "$(sqlite3 pts.db "SELECT GROUP_CONCAT(item) FROM (SELECT item FROM journal WHERE kind = 'redeem' ORDER BY seq)")" RICE,MEAL
	run -0 pts-check
}

@test "a head without a name: the figures of the household stay in their places" {
	printf '%s\n' book,household,group,head HH,777,一组, | pts-load households - >/dev/null
	printf '%s\n' date,book,household,rule,points 2025-10-01,HH,777,PANEL,12 | pts-log - >/dev/null
	run -0 clerk 777
	assert_line --partial '777 ：结余 12.00 分，可用 12.00 分'
	assert_line --regexp 'SOAP +香皂  10.00 分'
}

@test "what is shown is what is taken: the village's price, of the ledger's day, in all; and why not" {
	cat >items.csv <<-'END'
		book,item,title,shop,kind,points,valid_from,valid_until
		,BAG,购物袋,,coupon,9,2025-01-01,
		HH,BAG,本村购物袋,,coupon,8,2025-01-01,
		HH,OLD,旧品,,coupon,1,2025-01-01,2025-10-07
		HH,NEW,新品,,coupon,1,2025-10-08,2025-10-31
		CS,THEIRS,别村的,,coupon,1,2025-01-01,
	END
	pts-load items items.csv >/dev/null
	run -0 clerk 001 BAG 3 y
	assert_line --regexp 'BAG +本村购物袋  8.00 分'
	refute_line --partial '9.00 分'
	refute_line --partial OLD
	refute_line --partial THEIRS
	assert_line --regexp 'NEW +新品  1.00 分'
	assert_line --regexp 'RICE +大米  100.00 分（户 001 .*47.*100'
	assert_line --partial '用 24.00 分兑换 本村购物袋 × 3.00？'
	assert_equal "$(balance 001)" 23.00,23.00
}

@test "after an interruption the counter shows what was handed out today" {
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -0 clerk 001
	assert_line --partial '今天已兑换 SOAP × 1.00（HH-R2025-0001）'
	PTS_NOW=2025-10-09T09:00:00 run -0 clerk 001
	refute_line --partial 今天已兑换
}

@test "a ledger that cannot be used is said" {
	PTS_LEDGER=nothing.db run -66 "$counter" HH S1 <<<001
	assert_line --partial nothing.db
}
