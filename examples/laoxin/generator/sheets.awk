# Writes each village's sheet of each month as its clerk would, in UTF-8 with LF, into the folder `out`; prints how
# each is to be encoded and named: plain file, encoding, target.

function full_width(s,    i, c, at, r) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		at = index("0123456789.+-/", c)
		r = r (at ? wide[at] : c)
	}
	return r
}

function date_cell(b, date,    style, y, m, d) {
	style = dates[b]
	if (style == "mixed")
		style = mixed[1 + rnd(4)]
	y = substr(date, 1, 4)
	m = substr(date, 6, 2)
	d = substr(date, 9, 2)
	if (style == "dash")
		return date
	if (style == "slash")
		return y "/" m + 0 "/" d + 0
	if (style == "dot")
		return y "." m + 0 "." d + 0
	if (style == "cn")
		return y "年" m + 0 "月" d + 0 "日"
	return serial[m + 0] + d
}

# The head, or at times somebody else of the household whose name nobody else in the group has.
function name_cell(b, household,    i) {
	i = 1 + rnd(members[b, household])
	if (by_name(b) && chance(30) && namesakes(b, household, member_name[b, household, i]) == 1)
		return member_name[b, household, i]
	return head[b, household]
}

function quantity_cell(b, q) {
	if (q == 1 && chance(40))
		return ""
	return (has(b, "F") && chance(50)) || (q !~ /[0-9]/ && chance(30)) ? full_width(q) : q
}

function points_cell(p) {
	if (p == ".")
		return ""
	if (chance(40))
		p = full_width(p > 0 ? "+" p : p)
	return p
}

function note_cell(rule) {
	return rule !~ /5[0-9]$/ && chance(5) ? remark[1 + rnd(remarks)] : ""
}

# One cell by the column's name; f holds the deed.
function cell(b, column,    e) {
	if (column ~ /^(村|村账|村账代码|村（社区）|村社区|村居|book)$/)
		return has(b, "C") ? b : village[b]
	if (column ~ /^(户号|户编号|家庭编号|户代码|household)$/)
		return has(b, "F") && chance(20) ? full_width(f[5]) : f[5]
	if (column ~ /姓名/)
		return name_cell(b, f[5])
	if (column ~ /组/)
		return group[b, f[5]]
	if (column ~ /^成员/)
		return f[6] == "." ? "" : f[6]
	if (column ~ /日期|时间|date/)
		return date_cell(b, f[4])
	if (column ~ /细则|规则|项目|rule/)
		return f[7]
	if (column ~ /数量|次数|quantity/)
		return quantity_cell(b, f[8])
	if (column ~ /分/)
		return points_cell(f[9])
	if (column ~ /佐证|证明/)
		return chance(20) ? evidence[1 + rnd(evidences)] : ""
	if (column ~ /备注/)
		return note_cell(f[7])
	die("no cell for the column " column)
}

function quoted(b, text) {
	if (has(b, "X") && text ~ /^[0-9]+$/ && length(text) == 3)
		return "\"=\"\"" text "\"\"\""
	if (has(b, "Q") || text ~ /，/ || text ~ /,/)
		return "\"" text "\""
	return text
}

# What is left of moved and copied cells: blanks of three kinds, and in UTF-8 also what has no width at all.
function stray_blanks(b, text) {
	if (!has(b, "W") || text == "" || !chance(15))
		return text
	if (encoding[b] == "utf8" && chance(40))
		return chance(50) ? text no_break : zero_width text
	return chance(50) ? text "　" : " " text " "
}

# The columns in their order; a clerk who moved the last column to the front in September leaves it there.
function order_columns(b, month, name,    n, i) {
	n = split(columns[b], name, "/")
	if (month < 9 || !has(b, "S"))
		return n
	for (i = n; i >= 1; i--)
		name[i + 1] = name[i]
	name[1] = name[n + 1]
	return n
}

function print_row(b, month, heading,    name, n, i, text, row) {
	n = order_columns(b, month, name)
	for (i = 1; i <= n; i++) {
		if (heading)
			text = name[i]
		else if (name[i] ~ /^(编号|事件编号)$/)
			text = sprintf("%s-20250%d-%03d", b, month, rows)
		else
			text = stray_blanks(b, cell(b, name[i]))
		row = row (i > 1 ? "," : "") quoted(b, text)
	}
	print row (has(b, "T") ? ",,," : "") > plain
}

function target(b, month) {
	if (b == "HH" && month == 8)
		return "【老新镇】2025年8月 积分 红河村.csv"
	if (b == "CS")
		return village[b] " " month "月份记分表.csv"
	if (b == "LXS")
		return village[b] "（" month "月）.csv"
	return village[b] month "月.csv"
}

function begin_sheet(b, month) {
	if (plain)
		close(plain)
	plain = out "/" b month
	rows = 0
	printf "%s\t%s\t2025-0%d/%s\n", b month, encoding[b], month, target(b, month)
	print_row(b, month, 1)
}

BEGIN {
	no_break = "\302\240"
	zero_width = "\342\200\213"
	split("０ １ ２ ３ ４ ５ ６ ７ ８ ９ ． ＋ － ／", wide, " ")
	split("dash slash dot cn", mixed, " ")
	# Day 0 of each month as a spreadsheet counts days.
	serial[7] = 45838
	serial[8] = 45869
	serial[9] = 45900
	evidences = split("照片，见工作群|签到表|照片3张，村务微信群|现场记录，组长签字", evidence, "|")
	remarks = split("组长已核实|雨天仍到场|与邻居一同参加，分别记分|主动报名", remark, "|")
	read_villages(here "/villages.txt")
	for (v = 1; v <= villages; v++)
		read_roster(roster, book[v])
	while ((getline line < events) > 0) {
		split(line, f, "\t")
		if (f[1] f[2] != current) {
			current = f[1] f[2]
			begin_sheet(f[2], f[1])
		}
		rows++
		print_row(f[2], f[1], 0)
	}
}
