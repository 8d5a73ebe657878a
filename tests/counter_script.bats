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
