# The table of goals: figures.tsv, medians.tsv and goals.tsv in, Markdown out; min, mid, max, small, county are numbers
# of rows.
BEGIN {
	FS = "\t"
	at["min"] = min; at["mid"] = mid; at["max"] = max; at["small"] = small; at["none"] = 0; at["county"] = county
	print "| | figure | ours | against | theirs | ratio | wanted | reached |"
	print "|---|---|--:|---|--:|--:|---|---|"
}

/^#/ || NF == 0 { next }
FILENAME ~ /figures.tsv$/ { title[$1] = $2; next }
FILENAME ~ /medians.tsv$/ { seconds[$1, $2, $3] = $5; kib[$1, $2, $3] = $7; next }

function rows_as_text(n) {
	return n >= 1000000 && n % 1000000 == 0 ? n / 1000000 " million" : n
}

function in_seconds(s) {
	return s < 0.1 ? sprintf("%.1f ms", s * 1000) : s < 10 ? sprintf("%.2f s", s) : sprintf("%.*f s", s < 100, s)
}

function in_mib(k) {
	return sprintf("%.1f MiB", k / 1024)
}

# The line's ratio, and whether the bound is kept; sets wanted.
function judge(how, bound, aim, ours, theirs, o, t,    ratio, kept) {
	if (how == "faster") {
		ratio = seconds[theirs] / seconds[ours]
		kept = ratio >= bound
		wanted = bound < 1 ? "at least " bound " of its rate" : bound == 1 ? "faster" : "at least " bound " times as fast"
	} else if (how == "memory") {
		ratio = kib[ours] / kib[theirs]
		kept = ratio <= bound
		wanted = "at most " bound " times its memory"
	} else {
		ratio = seconds[ours] / seconds[theirs] / (how == "scaled" ? o / t : 1)
		kept = ratio <= bound
		wanted = "at most " bound " times its time" (how == "scaled" ? " for as many" : "")
	}
	if (aim != "")
		wanted = wanted ", aim " aim
	return sprintf("%.2f | %s | %s", ratio, wanted, kept ? "yes" : "**no**")
}

function alone(how, bound, ours, o,    rate) {
	if (how != "rate")
		return sprintf("– | at most %d s | %s", bound, seconds[ours] <= bound ? "yes" : "**no**")
	rate = o / seconds[ours]
	return sprintf("%d a second | at least %d a second | %s", rate, bound, rate >= bound ? "yes" : "**no**")
}

{
	o = at[$4]; t = at[$7]
	ours = $2 SUBSEP $3 SUBSEP o
	theirs = $5 SUBSEP $6 SUBSEP t
	against = $6 == "-" ? "–" : ($6 == "pts" ? "itself" : $6) (t != o ? ", " rows_as_text(t) : "")
	printf "| %s | %s, %s | ", $1 == group ? "" : $1, title[$2], rows_as_text(o)
	group = $1
	memory = $8 == "memory"
	if (!(ours in seconds))
		printf "not measured | %s | | | | |\n", against
	else if ($6 == "-")
		printf "%s | – | – | %s |\n", in_seconds(seconds[ours]), alone($8, $9, ours, o)
	else if (!(theirs in seconds))
		printf "%s | %s | left out | | | |\n", in_seconds(seconds[ours]), against
	else if (!memory && seconds[theirs] == 0)
		printf "%s | %s | too short to tell | | | |\n", in_seconds(seconds[ours]), against
	else
		printf "%s | %s | %s | %s |\n", memory ? in_mib(kib[ours]) : in_seconds(seconds[ours]), against,
			memory ? in_mib(kib[theirs]) : in_seconds(seconds[theirs]), judge($8, $9, $10, ours, theirs, o, t)
}
