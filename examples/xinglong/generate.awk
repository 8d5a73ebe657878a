# The second quarter of 2025: activities with sign-up and check-in, other good deeds, and what people ask for in July.

function sheet(month, what) {
	return sprintf("sheets/2025-%02d/%d月%s.csv", month, month, what)
}

function head_lines(month) {
	print "日期,户号,成员,细则,次数,备注" > sheet(month, "报名")
	print "记分编号,日期,户号,成员,细则,小时数,佐证" > sheet(month, "签到")
	print "日期,村,姓名,组,细则,数量" > sheet(month, "记分")
}

# At the seventh activity the third visitor was checked in at two desks.
function check_in(month, id, line) {
	print id "," line > sheet(month, "签到")
	if (id == "QD07-03")
		print id "b," line > sheet(month, "签到")
}

# One activity: who signed up, who came and for how long, who led it.
function activity(month, day, team, title, number,    i, h, who, date, hours) {
	date = sprintf("2025-%02d-%02d", month, day)
	for (i = 1; i <= households["XL"]; i++) {
		h = household_of["XL", i]
		if (!chance(group["XL", h] == team ? 85 : 28))
			continue
		who = member["XL", h, 1 + rnd(members["XL", h])]
		if (chance(7)) {
			print date "," h ",,ZY51,1," title > sheet(month, "报名")
			continue
		}
		print date "," h "," who ",ZY02,1," title > sheet(month, "报名")
		hours = (3 + rnd(7)) / 2
		check_in(month, sprintf("QD%02d-%02d", number, ++arrived[number]), date "," h "," who ",ZY01," hours ",签到表" number "号")
		if (i % 8 == 1 && member_in("XL", h, "grid") != "" && group["XL", h] == team)
			print date "," h "," member_in("XL", h, "grid") ",ZY03,1," title > sheet(month, "报名")
	}
}

# What only party members do, and the lectures, stand on the sign-up sheet too.
function other_turnout(month, h,    i) {
	if (member_in("XL", h, "party") != "" && chance(70))
		printf "2025-%02d-03,%s,%s,DJ01,1,\n", month, h, member_in("XL", h, "party") > sheet(month, "报名")
	for (i = 1; i <= members["XL", h]; i++)
		if (chance(10))
			printf "2025-%02d-16,%s,%s,PX01,1,急救讲座\n", month, h, member["XL", h, i] > sheet(month, "报名")
}

# By name and team, as the building heads write it.
function deed(month, day, h, rule, quantity) {
	if (first_time(month " " day " " h " " rule))
		printf "2025-%02d-%02d,兴隆社区,%s,%s,%s,%s\n", month, day, head["XL", h], group["XL", h], rule,
			quantity > sheet(month, "记分")
}

function household_month(month, h,    n) {
	other_turnout(month, h)
	deed(month, 28, h, "HJ01", chance(70) ? 1 : "/")
	for (n = rnd(4); n > 0; n--)
		deed(month, 1 + rnd(28), h, good[1 + rnd(goods)], 1)
	if (chance(30))
		for (n = 1; n <= 5; n++)
			deed(month, 5 * n, h, "HJ02", 1)
	if (chance(6))
		deed(month, 1 + rnd(28), h, chance(70) ? "HJ51" : "YF51", 1)
	if (chance(8))
		deed(month, 1 + rnd(28), h, "AX01", 50 * (1 + rnd(12)))
}

# What people would like; not all can pay for it.
function wishes(    i, h) {
	print "兑换单号,日期,户号,兑换品,数量" > "orders/2025Q2.csv"
	for (i = 1; i <= households["XL"]; i++) {
		h = household_of["XL", i]
		if (chance(85))
			printf "XL-Q2-%03d,2025-07-08,%s,%s,1\n", ++orders, h, big[1 + rnd(bigs)] > "orders/2025Q2.csv"
		if (chance(60))
			printf "XL-Q2-%03d,2025-07-08,%s,%s,%d\n", ++orders, h, small[1 + rnd(smalls)], 1 + rnd(2) > "orders/2025Q2.csv"
	}
}

BEGIN {
	read_names(names)
	write_roster("roster", "XL", "兴隆社区", 48, "红色先锋队 邻里守望队 巾帼志愿队 银龄助力队 青春志愿队 绿色环保队")
	goods = split("YS01 PA01 PA01 HZ01 HZ01 HZ01 JL01 JF01 WT01 WT01 WT02 YF01", good, " ")
	bigs = split("rice oil detergent towel toothpaste", big, " ")
	smalls = split("soap tissue salt", small, " ")
	titles = split("楼道清洁 敬老午餐 河堤捡拾 文明劝导 夜间巡防 旧物置换 义诊服务 亲子阅读 绿地认养 反诈宣传 清洗空调 端午送粽", title, " ")
	teams = split("红色先锋队 邻里守望队 巾帼志愿队 银龄助力队 青春志愿队 绿色环保队", team, " ")
	for (m = 4; m <= 6; m++) {
		head_lines(m)
		for (a = 1; a <= 4; a++)
			activity(m, 7 * a - 2, team[(4 * m + a) % teams + 1], title[4 * (m - 4) + a], 4 * (m - 4) + a)
		for (i = 1; i <= households["XL"]; i++)
			household_month(m, household_of["XL", i])
	}
	wishes()
}
