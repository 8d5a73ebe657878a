# Reads a list of files, each with what it is; counts. Amounts are whole hundredths, which a double holds exactly.

function fail(text) {
	print "recount: " path ":" line_number ": " text > "/dev/stderr"
	failed = 1
	exit 1
}

# Splits one line of CSV into cells[1..]; quotes only around whole cells.
function split_csv(line, cells,    n, rest, at) {
	n = 0
	line = line ","
	while (line != "") {
		if (line ~ /^"/) {
			rest = substr(line, 2)
			gsub(/""/, "\001", rest)
			at = index(rest, "\"")
			cells[++n] = substr(rest, 1, at - 1)
			gsub(/\001/, "\"", cells[n])
			line = substr(rest, at + 2)
			gsub(/\001/, "\"\"", line)
		} else {
			at = index(line, ",")
			cells[++n] = substr(line, 1, at - 1)
			line = substr(line, at + 1)
		}
		gsub(/^ +| +$/, "", cells[n])
		if (cells[n] ~ /^="/)
			cells[n] = substr(cells[n], 3, length(cells[n]) - 3)
	}
	return n
}

# What a heading means. The first pattern that fits counts.
function meaning(heading) {
	if (path !~ /^(sheets|orders)/)
		return heading
	if (heading ~ /^(编号|事件编号|兑换单号|order)$/)
		return "id"
	if (heading ~ /日期|时间/)
		return "date"
	if (heading ~ /户|家庭编号/)
		return "household"
	if (heading ~ /^村/)
		return "book"
	if (heading ~ /组/)
		return "group"
	if (heading ~ /姓名/)
		return "name"
	if (heading ~ /成员/)
		return "member"
	if (heading ~ /细则|规则|项目/)
		return "rule"
	if (heading ~ /数量|次数/)
		return "quantity"
	if (heading ~ /^(分值|得分|积分)$/)
		return "points"
	if (heading ~ /物品|兑换品/)
		return "item"
	return heading
}

function hundredths(text,    sign, part, n) {
	if (text !~ /^[+-]?[0-9]+(\.[0-9][0-9]?)?$/)
		fail("no amount: " text)
	sign = text ~ /^-/ ? -1 : 1
	sub(/^[+-]/, "", text)
	n = split(text, part, ".")
	return sign * (part[1] * 100 + (n > 1 ? substr(part[2] "0", 1, 2) : 0))
}

function amount(h,    sign) {
	sign = h < 0 ? "-" : ""
	h = h < 0 ? -h : h
	return sprintf("%s%d.%02d", sign, int(h / 100), h % 100)
}

# YYYYMM of a date in any of the ways in which it is written; days of a spreadsheet are those from 2025-07-01 on.
function month_of(date,    part) {
	if (date ~ /^45[0-9][0-9][0-9]$/) {
		if (date < 45839)
			fail("day before the quarter")
		return date < 45870 ? 202507 : date < 45901 ? 202508 : 202509
	}
	gsub(/年|月/, "-", date)
	gsub(/日/, "", date)
	gsub(/[.\/]/, "-", date)
	if (split(date, part, "-") != 3 || part[1] != 2025 || part[2] < 7 || part[2] > 9)
		fail("no day of the quarter: " date)
	return part[1] * 100 + part[2]
}

function book_of(text) {
	if (text in book_named)
		return book_named[text]
	if (!(text in is_book))
		fail("no village: " text)
	return text
}

function household_of(b,    k) {
	if (c["household"] != "") {
		if (status[b, c["household"]] != "active")
			fail("no household: " b " " c["household"])
		return c["household"]
	}
	k = b SUBSEP c["group"] SUBSEP c["name"]
	if (count[k] != 1)
		fail(count[k] + 0 " households for " c["name"])
	return who[k]
}

function remember_name(b, household, group, name,    k) {
	k = b SUBSEP group SUBSEP name
	if (who[k] == household)
		return
	who[k] = household
	count[k]++
}

function read_table() {
	if (path ~ /books/) {
		is_book[c["book"]] = 1
		book_named[c["name"]] = c["book"]
	} else if (path ~ /rules/) {
		rule[c["book"], c["rule"]] = 1
		for (column in c)
			of[c["book"], c["rule"], column] = c[column]
	} else if (path ~ /items/) {
		price[c["item"]] = hundredths(c["points"])
	} else if (path ~ /households/) {
		status[c["book"], c["household"]] = c["status"]
		in_group[c["book"], c["household"]] = c["group"]
		if (c["status"] == "active")
			remember_name(c["book"], c["household"], c["group"], c["head"])
	} else if (path ~ /members/) {
		role[c["book"], c["member"]] = c["role"]
		if (status[c["book"], c["household"]] == "active")
			remember_name(c["book"], c["household"], in_group[c["book"], c["household"]], c["name"])
	}
}

function least(a, b) {
	return a < b ? a : b
}

# An addition after the caps of its rule, in the window of the day on which it was earned.
function after_caps(b, h, r, of_book, month, p,    w, room) {
	w = b SUBSEP h SUBSEP r SUBSEP (of[of_book, r, "cap_per"] == "month" ? month : "quarter")
	if (of[of_book, r, "cap_times"] != "" && granted_times[w] >= of[of_book, r, "cap_times"])
		room = 0
	else if (of[of_book, r, "cap_points"] != "")
		room = hundredths(of[of_book, r, "cap_points"]) - granted_points[w]
	else
		room = p
	if (room < p)
		cut++
	p = least(p, room)
	granted_points[w] += p
	if (p > 0)
		granted_times[w]++
	return p
}

function read_sheet(    b, h, r, of_book, month, q, p, k) {
	if (c["quantity"] ~ /^[\/-]$/ || c["points"] ~ /^[\/-]$/) {
		not_rated++
		return
	}
	b = book_of(c["book"])
	h = household_of(b)
	r = c["rule"]
	of_book = (b, r) in rule ? b : ""
	if (!((of_book, r) in rule))
		fail("no rule: " r)
	if (of[of_book, r, "roles"] != "" && role[b, c["member"]] != of[of_book, r, "roles"])
		fail("not for this role")
	month = month_of(c["date"])
	q = c["quantity"] == "" ? 100 : hundredths(c["quantity"])
	p = of[of_book, r, "points"]
	p = p == "" ? hundredths(c["points"]) : hundredths(p) * q / 100
	k = b "," h
	if (!(k in events))
		households++
	events[k]++
	all_events++
	if (p < 0)
		deducted[k] -= p
	else
		earned[k] += after_caps(b, h, r, of_book, month, p)
}

function read_order(    b, k, p) {
	b = book_of(c["book"])
	k = b "," c["household"]
	p = price[c["item"]] * c["quantity"]
	if (p <= 0)
		fail("no item: " c["item"])
	orders++
	spent[k] += p
	redeemed += p
	left[b, c["item"]] -= c["quantity"]
}

function read_row() {
	if (path ~ /^sheets/)
		read_sheet()
	else if (path ~ /^orders/)
		read_order()
	else if (path ~ /^stock/)
		left[c["book"], c["item"]] += c["quantity"]
	else
		read_table()
}

function read_file(file,    line, n, i, names, cells) {
	line_number = 0
	while ((getline line < file) > 0) {
		n = split_csv(line, cells)
		if (++line_number == 1) {
			for (i = 1; i <= n; i++)
				names[i] = meaning(cells[i])
			continue
		}
		split("", c)
		for (i = 1; i <= n; i++)
			c[names[i]] = cells[i]
		read_row()
	}
	close(file)
}

function print_households(    k) {
	print "book,household,events,earned,deducted,score"
	for (k in events)
		print k "," events[k] "," amount(earned[k]) "," amount(deducted[k]) "," amount(earned[k] - deducted[k])
}

function print_totals(    k, all_earned, all_deducted, overdrawn, short, k2) {
	for (k in events) {
		all_earned += earned[k]
		all_deducted += deducted[k]
	}
	for (k in spent)
		overdrawn += spent[k] > earned[k] - deducted[k]
	for (k2 in left)
		short += left[k2] < 0
	print "name,value"
	print "households," households
	print "events," all_events
	print "not rated," not_rated
	print "cut by caps," cut
	print "earned," amount(all_earned)
	print "deducted," amount(all_deducted)
	print "score," amount(all_earned - all_deducted)
	print "orders," orders
	print "redeemed," amount(redeemed)
	print "yuan," amount(redeemed / 2)
	print "balance," amount(all_earned - all_deducted - redeemed)
	print "overdrawn," overdrawn + 0
	print "out of stock," short + 0
}

BEGIN {
	FS = "\t"
}

{
	path = $2
	read_file($1)
}

END {
	if (failed)
		exit 1
	if (what == "totals")
		print_totals()
	else
		print_households()
}
