# What the panel decided, put into a proposal of pts-honor: the first file holds its departures (book, honor, household,
# member, reason, state), the second the proposal, of which only the last two columns may hold commas.
#
# usage: awk -f panel.awk decided.csv proposed.csv | pts-honor award -p PERIOD

BEGIN { FS = OFS = "," }
FNR == 1 { if (NR > 1) print; next }
NR == FNR { decision[$1, $2, $3, $4] = $5 OFS $6; open[++n] = $0; next }
($1, $3, $6, $8) in decision {
	print $1, $2, $3, $4, $5, $6, $7, $8, $9, decision[$1, $3, $6, $8]
	done[$1, $3, $6, $8] = 1
	next
}
{ print }
END {
	for (i = 1; i <= n; i++) {
		split(open[i], d)
		if (!((d[1], d[2], d[3], d[4]) in done))
			print d[1], "", d[2], "", "", d[3], "", d[4], "", d[5], d[6]
	}
}
