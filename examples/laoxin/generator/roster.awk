# Writes households-BOOK.csv and members-BOOK.csv of every village into the folder `out`.

function read_names(file,    line, f, n, i) {
	while ((getline line < file) > 0) {
		n = split(line, f, " ")
		if (line ~ /^#/)
			continue
		part_count[f[1]] = n - 1
		for (i = 2; i <= n; i++)
			part[f[1], i - 1] = f[i]
	}
	close(file)
}

function pick(kind) {
	return part[kind, 1 + rnd(part_count[kind])]
}

# Common surnames come first in the list: the smaller of two draws makes them common here too.
function surname(    a, b) {
	if (chance(1))
		return pick("compound")
	a = rnd(part_count["surname"])
	b = rnd(part_count["surname"])
	return part["surname", 1 + (a < b ? a : b)]
}

function man(family) {
	return family (chance(30) ? "" : pick("elder")) pick("man")
}

function woman(family) {
	return family (chance(20) ? "" : pick("first")) pick("woman")
}

function role() {
	if (chance(8))
		return "party"
	return chance(2) ? "grid" : "resident"
}

function add_member(b, household, n, name, born, in_role) {
	printf "%s,%s,%s-%d,%s,%s,%d,active\n", b, household, household, n, name, in_role, born > members_file
}

function spouse() {
	if (chance(2))
		return pick("far")
	return head_is_woman ? man(surname()) : woman(surname())
}

# The head first, then the spouse, then those who live with them.
function add_members(b, household, name, family,    n, i, born) {
	born = 1948 + rnd(40)
	add_member(b, household, 1, name, born, role())
	n = 1 + rnd(5)
	if (n > 1)
		add_member(b, household, 2, spouse(), born + rnd(6) - 1, role())
	for (i = 3; i <= n; i++)
		add_member(b, household, i, family pick("young"), born + 22 + rnd(14), "resident")
}

# Namesakes in two groups of every village; in two villages also in one group.
function head_name(b, i, family) {
	head_is_woman = 0
	if (i == size[b] - 4)
		return head_of[7]
	if (i == 11 && (b == "HH" || b == "CS"))
		return head_of[10]
	if (i == 40 && (b == "LXC" || b == "SD"))
		return pick("far")
	if (i == 33)
		return pick("compound") pick("elder") pick("man")
	head_is_woman = chance(15)
	return head_is_woman ? woman(family) : man(family)
}

# A household ended in each of the larger villages.
function status(b, i) {
	return i == int(size[b] * 3 / 5) && size[b] > 90 ? "ended" : "active"
}

function village_roster(b,    i, household, family, g, households_file) {
	households_file = out "/households-" b ".csv"
	members_file = out "/members-" b ".csv"
	print "book,household,group,head,address,status,consent,note" > households_file
	print "book,household,member,name,role,born,status" > members_file
	for (i = 1; i <= size[b]; i++) {
		household = sprintf("%03d", i)
		family = surname()
		head_of[i] = head_name(b, i, family)
		g = group_name[int((i - 1) * 8 / size[b]) + 1]
		printf "%s,%s,%s,%s,%s%s%d号,%s,%s,%s\n", b, household, g, head_of[i], village[b], g, i, status(b, i),
			chance(35) ? "yes" : "no", status(b, i) == "ended" ? "迁出" : "" > households_file
		add_members(b, household, head_of[i], family)
	}
	close(households_file)
	close(members_file)
}

BEGIN {
	split("一组 二组 三组 四组 五组 六组 七组 八组", group_name, " ")
	read_villages(here "/villages.txt")
	read_names(here "/names.txt")
	for (v = 1; v <= villages; v++)
		village_roster(book[v])
}
