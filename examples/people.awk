# Invented households for the small places, always the same for the same seed; needs rnd() and chance() of
# laoxin/generator/common.awk and the parts of names in names.txt beside it.

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

function given_name(is_woman) {
	return is_woman ? pick("first") pick("woman") : pick("elder") pick("man")
}

function add_member(b, household, name, born, in_role,    n, code) {
	n = ++members[b, household]
	code = household "-" n
	member[b, household, n] = code
	role[b, code] = in_role
	printf "%s,%s,%s,%s,%s,%d,active\n", b, household, code, name, in_role, born > members_file
}

# The first household of a group has its grid member, the second and some others somebody of the party.
function role_of(i, in_group) {
	if (in_group == 1)
		return "grid"
	return in_group == 2 || chance(12) ? "party" : "resident"
}

function household_add(b, i, g, in_group, place,    code, family, is_woman, born, n) {
	code = sprintf("%03d", i)
	family = pick("surname")
	is_woman = chance(30)
	head[b, code] = family given_name(is_woman)
	group[b, code] = g
	household_of[b, ++households[b]] = code
	printf "%s,%s,%s,%s,%s%d号,active,%s\n", b, code, g, head[b, code], place, i, chance(40) ? "yes" : "no" > households_file
	born = 1950 + rnd(40)
	add_member(b, code, head[b, code], born, role_of(i, in_group))
	if (chance(80))
		add_member(b, code, pick("surname") given_name(!is_woman), born + rnd(5), "resident")
	for (n = rnd(3); n > 0; n--)
		add_member(b, code, family pick("young"), born + 22 + rnd(8), "resident")
}

# Writes households-BOOK.csv and members-BOOK.csv: `size` households, spread over the groups, a list of words.
function write_roster(dir, b, place, size, groups,    g, n, i, now, before, in_group) {
	households_file = dir "/households-" b ".csv"
	members_file = dir "/members-" b ".csv"
	print "book,household,group,head,address,status,consent" > households_file
	print "book,household,member,name,role,born,status" > members_file
	n = split(groups, g, " ")
	for (i = 1; i <= size; i++) {
		now = g[int((i - 1) * n / size) + 1]
		in_group = now == before ? in_group + 1 : 1
		before = now
		household_add(b, i, now, in_group, place)
	}
	close(households_file)
	close(members_file)
}

# A member of a role in the household, else "".
function member_in(b, household, wanted,    i) {
	for (i = 1; i <= members[b, household]; i++)
		if (role[b, member[b, household, i]] == wanted)
			return member[b, household, i]
	return ""
}

# Nobody is written down twice for one rule on one day: a second figure would look like a correction.
function first_time(key) {
	return !seen[key]++
}
