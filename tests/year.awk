# A village of 300 households as CSV, the same every time: awk -v what=households|members|events -v month=2025-07 -f year.awk
function dice(sides) {
	state = (state * 1103515245 + 12345) % 2147483648
	return int(state / 65536) % sides
}
function households(    h) {
	print "book,household,group,head"
	for (h = 1; h <= 300; h++)
		printf "V,%03d,%d组,户主%d\n", h, 1 + h % 10, h
}
function members(    h, role) {
	print "book,household,member,name,role"
	for (h = 1; h <= 300; h++) {
		role = h % 9 == 0 ? "party" : h % 20 == 0 ? "grid" : "resident"
		printf "V,%03d,%03d-1,户主%d,%s\n", h, h, h, role
	}
}
# What a household does in a month: the yard is rated, there is some service, now and then a gift, a meeting or an offence.
function events(    h, day, rules, n) {
	n = split("CLEAN SERVE SERVE GIVE MEET LITTER HELP NEWS", rules, " ")
	state = substr(month, 1, 4) * 100 + substr(month, 6)
	print "event,date,household,member,rule,quantity,points,act"
	for (h = 1; h <= 300; h++) {
		printf "%s-%03d-y,%s-28,%03d,,YARD,,%s,\n", month, h, month, h, dice(4) ? 5 + dice(20) : "/"
		for (k = dice(5); k > 0; k--) {
			rule = rules[1 + dice(n)]
			day = 1 + dice(28)
			printf "%s-%03d-%d,%s-%02d,%03d,%03d-1,%s,%s,,%s\n", month, h, k, month, day, h, h, rule,
				rule == "GIVE" ? 50 + dice(2000) : rule == "SERVE" ? 1 + dice(5) "." dice(10) : 1,
				dice(6) ? "" : "act" h
		}
	}
}
BEGIN {
	if (what == "households")
		households()
	else if (what == "members")
		members()
	else
		events()
}
