# What the parts of the generator share: a seeded random sequence, the villages, plain CSV.

function die(text) {
	print "generate: " text > "/dev/stderr"
	exit 1
}

# Lehmer's generator; all products stay exact in a double.
function rnd(n) {
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function chance(percent) {
	return rnd(100) < percent
}

function read_villages(file,    line, f) {
	while ((getline line < file) > 0) {
		if (line ~ /^#/ || split(line, f, " ") < 8)
			continue
		book[++villages] = f[1]
		village[f[1]] = f[2]
		size[f[1]] = f[3]
		taking_part[f[1]] = f[4]
		encoding[f[1]] = f[5]
		dates[f[1]] = f[6]
		flags[f[1]] = f[7]
		columns[f[1]] = f[8]
	}
	close(file)
}

function has(b, flag) {
	return index(flags[b], flag) > 0
}

function by_name(b) {
	return columns[b] ~ /姓名/ && columns[b] !~ /户号/
}

function by_member(b) {
	return columns[b] ~ /成员/
}

# The village's own rule wins over the one for all books.
function read_rules(file,    line, f, k) {
	while ((getline line < file) > 0) {
		split(line, f, ",")
		if (f[2] == "rule")
			continue
		k = f[1] SUBSEP f[2]
		known[k] = 1
		worth[k] = f[6]
		unit[f[2]] = f[5]
		cap_points[k] = f[8]
		cap_times[k] = f[9]
		cap_per[k] = f[10]
	}
	close(file)
}

function rule_key(b, rule) {
	return (b SUBSEP rule) in known ? b SUBSEP rule : "" SUBSEP rule
}

# Households and members of one village; who is ended takes part in nothing.
function read_roster(dir, b,    file, line, f, k) {
	file = dir "/households-" b ".csv"
	while ((getline line < file) > 0) {
		split(line, f, ",")
		if (f[6] != "active")
			continue
		active[b, ++actives[b]] = f[2]
		group[b, f[2]] = f[3]
		head[b, f[2]] = f[4]
	}
	close(file)
	file = dir "/members-" b ".csv"
	while ((getline line < file) > 0) {
		split(line, f, ",")
		if (!((b, f[2]) in group))
			continue
		members[b, f[2]]++
		member[b, f[2], members[b, f[2]]] = f[3]
		member_name[b, f[2], members[b, f[2]]] = f[4]
		if (f[5] != "resident")
			role_member[b, f[2], f[5]] = f[3]
		k = b SUBSEP group[b, f[2]] SUBSEP f[4]
		if (bearer[k] != f[2]) {
			bearer[k] = f[2]
			bearers[k]++
		}
	}
	close(file)
}

# How many households of the group have somebody of this name.
function namesakes(b, household, name) {
	return bearers[b, group[b, household], name]
}

# Heads only with their group; who shares both with another household cannot be named in a sheet.
function nameable(b, household) {
	return namesakes(b, household, head[b, household]) == 1
}
