# Prints what happened in the quarter, one deed a line, in the order in which the clerks write it down:
# month, book, order in the sheet, date, household, member, rule, quantity, points (of the panel), rated or not.
# Fields are separated by TAB; a blank one is written as a dot.

# How often a rule is used, the chance against all others; those with a fixed place in the month are not here.
function read_weights(    n, f, i, part) {
	n = split("ZZ02:6 ZZ04:7 HJ02:12 HJ03:12 HJ04:7 HJ05:5 HJ06:6 PA01:8 PA02:3 PA03:2 PA04:6 ZY01:16 ZY02:8 " \
		"ZY03:1 ZY04:4 CY01:6 CY02:2 CY03:2 JF01:3 JF02:1 HZ01:7 HZ02:8 HZ03:4", f, " ")
	for (i = 1; i <= n; i++) {
		split(f[i], part, ":")
		for (; part[2] > 0; part[2]--)
			good[++goods] = part[1]
	}
	bads = split("ZZ51 ZZ51 ZZ51 HJ51 HJ51 HJ51 HJ51 HJ53 HJ53 HJ54 HJ54 ZY51 ZY51 PA53 HJ52", bad, " ")
}

function last_day(month) {
	return month == 9 ? 30 : 31
}

function quantity(rule) {
	if (unit[rule] == "小时")
		return (2 + rnd(6)) / 2
	if (unit[rule] == "公斤")
		return (4 + rnd(15)) / 2
	return unit[rule] == "处" && chance(20) ? 2 : 1
}

# One deed. Two different figures for the same person, day and rule would look like a correction: such a deed is
# left out. `late` puts it at the end of the sheet.
function deed(month, b, day, household, who, rule, q, p, rated, late,    k) {
	k = b SUBSEP month SUBSEP day SUBSEP household SUBSEP rule
	if (k in done)
		return 0
	done[k] = 1
	if (!has_quantity(b))
		q = 1
	# A few deeds of the month before are remembered only when this sheet is written.
	line = sprintf("2025-%02d-%02d\t%s\t%s\t%s\t%s\t%s\t%d", month, day, household, who, rule, q, p, rated)
	if (!late && month < 9 && chance(1)) {
		month++
		late = 1
	}
	write(month, b, late ? 99 : day, line)
	if (has(b, "D") && rated && rule ~ /^(ZY02|HZ02|HJ02)$/ && chance(4))
		write(month, b, 99, line)
	return 1
}

function write(month, b, day, line) {
	printf "%d\t%s\t%02d%05d\t%s\n", month, b, day, ++written, line
}

function has_quantity(b) {
	return columns[b] ~ /数量|次数|quantity/
}

# Some sheets say which member it was; none of the others can.
function doer(b, household) {
	if (!by_member(b) || chance(60))
		return "."
	return member[b, household, 1 + rnd(members[b, household])]
}

# The monthly things: tidy yard, meeting, promise; and at times somebody is written down for them once more.
function monthly(month, b, household) {
	if (chance(38))
		deed(month, b, 25, household, ".", "HJ01", 1, ".", 1, 0)
	else if (has(b, "R") && chance(20))
		deed(month, b, 25, household, ".", "HJ01", chance(50) ? "/" : "-", ".", 0, 0)
	if (chance(3))
		deed(month, b, 26, household, ".", "HJ01", 1, ".", 1, 0)
	if (chance(24))
		deed(month, b, 10, household, ".", "ZZ01", 1, ".", 1, 0)
	if (month == 7 && chance(15))
		deed(month, b, 5, household, ".", "ZZ03", 1, ".", 1, 0)
	if (month == 9 && chance(3))
		deed(month, b, 5, household, ".", "ZZ03", 1, ".", 1, 0)
	if (month < 9 && chance(4))
		deed(month, b, 12 + rnd(9), household, ".", "HJ07", 1, ".", 1, 0)
}

# What only members of a role can do, where the sheet names members.
function in_role(month, b, household) {
	if (!by_member(b))
		return
	if ((b, household, "party") in role_member && chance(40))
		deed(month, b, 1, household, role_member[b, household, "party"], "ZZ05", 1, ".", 1, 0)
	if ((b, household, "grid") in role_member && chance(80))
		deed(month, b, 20, household, role_member[b, household, "grid"], "PA05", 6 + rnd(12), ".", 1, 0)
}

# What the villagers' panel finds worth points, or not.
function panel(month, b, household) {
	if (has(b, "P") && chance(4))
		deed(month, b, 28, household, ".", "HZ90", 1, chance(70) ? 5 * (1 + rnd(3)) : -5, 1, 0)
}

# The keenest come so often that caps hold.
function keen(month, b, household,    i) {
	for (i = 1; i <= 5; i++)
		deed(month, b, 3 * i, household, ".", "PA01", 1, ".", 1, 0)
	for (i = 1; i <= 4; i++)
		deed(month, b, 3 * i + 1, household, ".", "ZY01", 2.5, ".", 1, 0)
	for (i = 1; i <= 3; i++)
		deed(month, b, 7 * i, household, ".", "CY01", 1, ".", 1, 0)
}

function household_month(month, b, household, zeal,    n, rule) {
	monthly(month, b, household)
	in_role(month, b, household)
	panel(month, b, household)
	for (n = 1 + rnd(zeal); n > 0; n--) {
		rule = good[1 + rnd(goods)]
		deed(month, b, 1 + rnd(last_day(month)), household, doer(b, household), rule, quantity(rule), ".", 1, 0)
	}
	if (chance(8))
		deed(month, b, 1 + rnd(last_day(month)), household, ".", bad[1 + rnd(bads)], 1, ".", 1, 0)
}

# Who takes part: the namesakes (where the group tells them apart) and the longer names always do.
function choose(b,    n, left, i, household) {
	left = actives[b]
	n = taking_part[b]
	for (i = 1; i <= actives[b] && n > 0; i++) {
		household = active[b, i]
		if (rnd(left--) < n || i == 7 || i == 33 || i == 40 || i == actives[b] - 4)
			if (nameable(b, household) || !by_name(b)) {
				chosen[b, ++chosens[b]] = household
				n--
			}
	}
	# Whoever is still missing is found from the end of the roster.
	for (i = actives[b]; n > 0; i--)
		if (!taken(b, active[b, i]) && (nameable(b, active[b, i]) || !by_name(b))) {
			chosen[b, ++chosens[b]] = active[b, i]
			n--
		}
}

function taken(b, household,    i) {
	for (i = 1; i <= chosens[b]; i++)
		if (chosen[b, i] == household)
			return 1
	return 0
}

function village_quarter(b,    i, zeal, month, household) {
	choose(b)
	for (i = 1; i <= chosens[b]; i++) {
		household = chosen[b, i]
		zeal = 1 + rnd(5)
		# Everybody who takes part did at least this.
		deed(7, b, 8, household, ".", "HJ02", 1, ".", 1, 0)
		for (month = 7; month <= 9; month++)
			household_month(month, b, household, zeal)
		if (i % 16 == 5)
			keen(8, b, household)
	}
}

BEGIN {
	read_villages(here "/villages.txt")
	read_rules(scheme "/rules.csv")
	read_weights()
	for (v = 1; v <= villages; v++) {
		read_roster(roster, book[v])
		village_quarter(book[v])
	}
}
