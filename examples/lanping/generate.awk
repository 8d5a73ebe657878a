# The third quarter of 2025: what party members, grid members and residents did, each by the rules of their role.

function sheet(month, b) {
	return sprintf("sheets/2025-%02d/%s%d月积分.csv", month, village[b], month)
}

function deed(month, b, day, h, who, rule, quantity) {
	if (first_time(b " " month " " day " " who " " rule))
		printf "2025/%d/%d,%s,%s,%s,%s,%s\n", month, day, village[b], h, who, rule, quantity > sheet(month, b)
}

# Volunteer services: the second of a month brings the points, the first and third nothing.
function services(month, b, h, who, rule,    n, i) {
	n = rnd(4)
	for (i = 1; i <= n; i++)
		deed(month, b, 8 * i - rnd(4), h, who, rule, 1)
}

function party_month(month, b, h, who,    n) {
	deed(month, b, 5, h, who, chance(85) ? "DFW01" : "DFW51", 1)
	for (n = rnd(5); n > 0; n--)
		deed(month, b, 9 + 3 * n, h, who, "DFW02", 1)
	services(month, b, h, who, "DGY01")
}

function grid_month(month, b, h, who) {
	deed(month, b, 10, h, who, "WFW01", 12 + rnd(10))
	deed(month, b, 20, h, who, "WFW01", 10 + rnd(12))
	deed(month, b, 1 + rnd(28), h, who, chance(75) ? "WFW02" : "WFW51", 1)
	services(month, b, h, who, "WGY01")
}

function resident_month(month, b, h, who, is_head,    n) {
	for (n = rnd(4); n > 0; n--)
		deed(month, b, 7 * n, h, who, "QFW01", 1)
	if (is_head)
		deed(month, b, 15, h, who, "QFW02", chance(80) ? 1 : "-")
	if (is_head && chance(25))
		deed(month, b, 25, h, who, "QFW02", 1)
	services(month, b, h, who, "QGY01")
	if (chance(35))
		deed(month, b, 1 + rnd(28), h, who, "QGY02", (1 + rnd(4)) / 2)
	if (chance(8))
		deed(month, b, 1 + rnd(28), h, who, "QZJ01", 1)
	if (chance(14))
		deed(month, b, 1 + rnd(28), h, who, chance(30) ? "QZJ51" : "QZJ52", 1)
}

function member_month(month, b, h, who, is_head) {
	if (role[b, who] == "party")
		party_month(month, b, h, who)
	else if (role[b, who] == "grid")
		grid_month(month, b, h, who)
	else if (chance(65))
		resident_month(month, b, h, who, is_head)
}

function village_month(month, b,    i, n, h) {
	print "日期,村,户号,成员,规则,次数" > sheet(month, b)
	for (i = 1; i <= households[b]; i++) {
		h = household_of[b, i]
		for (n = 1; n <= members[b, h] && n <= 2; n++)
			member_month(month, b, h, member[b, h, n], n == 1)
	}
}

BEGIN {
	read_names(names)
	village["HS"] = "黄松村"
	village["XD"] = "下甸村"
	village["JF"] = "金凤社区"
	write_roster("roster", "HS", "黄松村", 18, "上村组 下村组 箐口组")
	write_roster("roster", "XD", "下甸村", 14, "一组 二组")
	write_roster("roster", "JF", "金凤社区", 16, "第一网格 第二网格")
	for (m = 7; m <= 9; m++) {
		village_month(m, "HS")
		village_month(m, "XD")
		village_month(m, "JF")
	}
}
