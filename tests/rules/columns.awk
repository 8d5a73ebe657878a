# Prints the columns of a CSV stream that the heading in `want` names, in its order: awk -v want=household,score -f columns.awk
function split_csv(line, cell,    n, c, i, quoted) {
	n = 1
	cell[1] = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"") {
			quoted = !quoted
			cell[n] = cell[n] c
		} else if (c == "," && !quoted) {
			cell[++n] = ""
		} else {
			cell[n] = cell[n] c
		}
	}
	return n
}
BEGIN { wanted = split(want, name, ",") }
{
	n = split_csv($0, cell)
	# Outputs follow one another: each begins with its heading, of which the first is printed.
	if (cell[1] == "event" || NR == 1) {
		for (i = 1; i <= n; i++)
			at[cell[i]] = i
		if (NR > 1)
			next
	}
	for (i = 1; i <= wanted; i++)
		printf "%s%s", (name[i] in at ? cell[at[name[i]]] : "no column " name[i]), i < wanted ? "," : "\n"
}
