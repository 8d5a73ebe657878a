# One sheet per household and month, collected per village: what a household says of itself. The pilot village rates
# itself from July on, the others from October.

function sheet(month, b) {
	return sprintf("sheets/2025-%02d/%s%d月自评表.csv", month, village[b], month)
}

function claim(month, b, day, h, who, rule, quantity, evidence) {
	if (first_time(b " " month " " day " " h " " rule))
		printf "%s,2025年%d月%d日,%s,%s,%s,%s,%s,%s\n", sprintf("ZP%02d-%03d", month, ++claims[b, month]), month, day,
			village[b], h, who, rule, quantity, evidence > sheet(month, b)
}

function household_month(month, b, h,    n) {
	if (!chance(85))
		return
	claim(month, b, 25, h, "", "RJ01", 1, "")
	for (n = rnd(4); n > 0; n--)
		claim(month, b, 6 * n, h, "", chance(60) ? "XF01" : "XF02", 1, "")
	if (chance(35))
		claim(month, b, 12, h, member[b, h, 1], "GY01", 3 + rnd(10), "")
	if (chance(6))
		claim(month, b, 18, h, "", "GY02", 50 * (1 + rnd(30)), "收据" month "-" h)
	if (chance(6))
		claim(month, b, 20, h, "", "XF03", 1, "报备表" month "-" h)
	if (chance(10))
		claim(month, b, 1 + rnd(25), h, "", chance(50) ? "PA01" : "PA02", 1, "")
}

function village_month(month, b,    i) {
	print "编号,日期,村,户号,成员,细则,数量,佐证" > sheet(month, b)
	for (i = 1; i <= households[b]; i++)
		household_month(month, b, household_of[b, i])
}

BEGIN {
	read_names(names)
	village["QB"] = "桥坝村"
	village["ST"] = "石梯村"
	village["SP"] = "双坪村"
	write_roster("roster", "QB", "桥坝村", 24, "一社 二社 三社")
	write_roster("roster", "ST", "石梯村", 12, "一社 二社")
	write_roster("roster", "SP", "双坪村", 12, "一社 二社")
	for (m = 7; m <= 12; m++) {
		village_month(m, "QB")
		if (m >= 10) {
			village_month(m, "ST")
			village_month(m, "SP")
		}
	}
}
