# Sixteen counters at once, and what their recorded history must show afterwards; for tests/counters.bats.
#
# A history has a line for each answer that a counter was given: WHO,WHAT,RECEIPT,POINTS,PIECES — what is `given` or `void`. The end of the world is one line: pieces and
# points that were there first, pieces and points that are left.

# judge HISTORY PIECES POINTS LEFT_PIECES LEFT_POINTS: prints what cannot be, nothing when all is well. Answers lost with a killed counter may make up for
# what is missing at the end, so KNOWN (receipt,what lines of the ledger) says what really happened.
judge() {
	local history=$1 known=$2 pieces=$3 points=$4 left_pieces=$5 left_points=$6
	awk -F, -v pieces="$pieces" -v points="$points" -v left_pieces="$left_pieces" -v left_points="$left_points" '
		FNR == NR {known[$1 "," $2] = 1; pieces += $2 == "given" ? -$4 : $4; points += $2 == "given" ? -$3 : $3; n[$1 "," $2]++; next}
		!(($3 "," $2) in known) {print "an answer was lost: " $2 " " $3}
		told[$3 "," $2]++ {print "told twice: " $2 " " $3}
		END {
			for (k in n) if (n[k] > 1) print "happened twice: " k
			if (left_pieces < 0) print "oversold: " left_pieces " pieces"
			if (left_points < 0) print "overspent: " left_points " points"
			if (pieces != left_pieces) print "pieces do not add up: " pieces " against " left_pieces
			if (points != left_points) print "points do not add up: " points " against " left_points
		}' "$known" "$history"
}

# A counter as it should be: N says which of sixteen. Orders as long as anything is left; some void what they gave, some are killed at it.
counter() {
	local n=$1 i out receipt
	for i in $(seq 12); do
		out=$(pts-redeem -b HH -H 001 -i SOAP --id "c$n-$i" 2>>"err.$n") || continue
		receipt=$(sed 1d <<<"$out" | cut -d, -f2)
		echo "$n,given,$receipt,10,1" >>"history.$n"
		if ((n % 3 == 0)); then
			out=$(pts-redeem void -m 'changed his mind' "$receipt" 2>>"err.$n") || continue
			case $out in *,void) echo "$n,void,$receipt,10,1" >>"history.$n" ;; esac
		fi
	done
}

# The same without a transaction: looks first, takes then. WHERE is a database with one row of pieces and points.
naive_counter() {
	local n=$1 i was
	for i in $(seq 12); do
		was=$(sqlite3 -cmd '.timeout 20000' naive.db 'SELECT pieces, points FROM shop WHERE pieces > 0 AND points >= 10')
		[ -n "$was" ] || continue
		sqlite3 -cmd '.timeout 20000' naive.db "UPDATE shop SET pieces = ${was%|*} - 1, points = ${was#*|} - 10;
			INSERT INTO given VALUES ('n$n-$i', 'given')" || continue
		echo "$n,given,n$n-$i,10,1" >>"history.$n"
	done
}
