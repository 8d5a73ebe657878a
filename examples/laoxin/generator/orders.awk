# Works out what every household may spend, lets it spend most of that, and writes the orders of each village into
# the folder `out` and the deliveries that cover them into the file `stock`.

function read_items(file,    line, f) {
	while ((getline line < file) > 0) {
		split(line, f, ",")
		if (f[2] == "item")
			continue
		item[++items] = f[2]
		price[f[2]] = f[6]
		cost[f[2]] = f[7]
	}
	close(file)
}

function window(per, date) {
	return per == "month" ? substr(date, 1, 7) : "2025Q3"
}

# What the caps leave of `p`.
function granted(b, household, rule, date, p,    k, w) {
	k = rule_key(b, rule)
	w = b SUBSEP household SUBSEP rule SUBSEP window(cap_per[k], date)
	if (cap_times[k] != "" && times[w] >= cap_times[k])
		return 0
	if (cap_points[k] != "" && given[w] + p > cap_points[k])
		p = cap_points[k] - given[w]
	if (p > 0)
		times[w]++
	given[w] += p
	return p
}

function add_event(f,    p) {
	if (!f[10])
		return
	p = worth[rule_key(f[2], f[7])]
	p = p == "" ? f[9] : p * f[8]
	balance[f[2], f[5]] += p > 0 ? granted(f[2], f[5], f[7], f[4], p) : p
}

# Big things first while they can be paid, then what the rest is enough for.
function spend(b, household,    left, i, n) {
	left = balance[b, household]
	for (i = 1; i <= items; i++)
		cart[item[i]] = 0
	while (left >= 100 && chance(75)) {
		cart["rice"]++
		left -= price["rice"]
	}
	while (left >= 4 && n < 40) {
		i = item[1 + rnd(items)]
		n++
		if (price[i] > left || i == "rice" || (price[i] < 10 && left > 20))
			continue
		cart[i]++
		left -= price[i]
	}
	for (i = 1; i <= items; i++)
		if (cart[item[i]] > 0)
			order(b, household, item[i], cart[item[i]])
}

function order(b, household, what, n,    i, row, name, columns_now) {
	columns_now = split(layout[b], name, ",")
	orders[b]++
	ordered[b, what] += n
	for (i = 1; i <= columns_now; i++)
		row = row (i > 1 ? "," : "") cell(b, household, what, n, name[i])
	print row > (out "/" b ".csv")
}

function cell(b, household, what, n, column) {
	if (column ~ /^(order|兑换单号|订单号)$/)
		return sprintf("%s-2025Q3-%03d", b, orders[b])
	if (column ~ /date|日期/)
		return "2025-10-08"
	if (column ~ /book|村/)
		return column == "村" ? village[b] : b
	if (column ~ /household|户/)
		return household
	if (column ~ /item|物品|兑换品/)
		return what
	if (column ~ /quantity|数量/)
		return n
	if (column ~ /shop|兑换点/)
		return "S1"
	if (column ~ /member|成员/)
		return member[b, household, 1 + rnd(members[b, household])]
	die("no cell for the column " column)
}

# A little more than was ordered, in round numbers.
function deliver(b,    i, n) {
	for (i = 1; i <= items; i++) {
		n = (int(ordered[b, item[i]] / 5) + 1) * 5
		printf "2025Q3-%s-%s,%s,%s,S1,%d,%s,老新供销合作社,2025-10-08\n",
			b, item[i], b, item[i], n, cost[item[i]] > stock
	}
}

BEGIN {
	layouts = split("order,date,book,household,item,quantity,shop;兑换单号,日期,村,户号,物品,数量,兑换点;" \
		"date,book,household,item,quantity;日期,村账代码,户号,兑换品,数量,成员", kind_of_sheet, ";")
	read_villages(here "/villages.txt")
	read_rules(scheme "/rules.csv")
	read_items(scheme "/items.csv")
	while ((getline line < events) > 0) {
		split(line, f, "\t")
		add_event(f)
	}
	print "id,book,item,shop,quantity,cost,supplier,date" > stock
	for (v = 1; v <= villages; v++) {
		b = book[v]
		layout[b] = kind_of_sheet[(v - 1) % layouts + 1]
		read_roster(roster, b)
		print layout[b] > (out "/" b ".csv")
		for (h = 1; h <= actives[b]; h++)
			if (balance[b, active[b, h]] >= 4 && !chance(2))
				spend(b, active[b, h])
		deliver(b)
		close(out "/" b ".csv")
	}
}
