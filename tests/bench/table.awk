# The table of all medians: figures.tsv and medians.tsv in, Markdown out. `times ours` is the time of each in ours.
BEGIN {
	FS = "\t"
	print "| figure | rows | who | runs | seconds | of processor | peak MiB | times ours |"
	print "|---|--:|---|--:|--:|--:|--:|--:|"
}

FILENAME ~ /figures.tsv$/ { title[$1] = $2; next }

{
	first = $1 != figure || $3 != rows
	figure = $1
	rows = $3
	if ($2 == "pts")
		ours[$1, $3] = $5
	times = $2 != "pts" && ours[$1, $3] > 0 ? sprintf("%.2f", $5 / ours[$1, $3]) : ""
	printf "| %s | %s | %s | %d | %.3f | %.3f | %.1f | %s |\n", first ? title[$1] : "", first ? $3 : "", $2, $4, $5, $6,
		$7 / 1024, times
}
