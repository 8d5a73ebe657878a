# shellcheck shell=bash
# The counter: one redemption as a command of its own, and many through a pipe that stays open. The peer is the sqlite3
# shell, which is given the very changes of rows, as sqldiff finds them, with nothing to check, and the settings of our
# ledgers.

settings='PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;'

# goods LEDGER: more than enough in every shop
goods() {
	pts-list shops -d "$1" -f csv |
		awk -F, 'NR == 1 {print "book,item,shop,quantity"} NR > 1 {print $1 ",item1," $2 ",1000000"}' >"$work/stock.csv"
	pts-stock in -d "$1" "$work/stock.csv" >/dev/null
}

# orders LEDGER N: orders of one item by N households that can pay, spread over all of them
orders() {
	pts-list balances -d "$1" -f csv | awk -F, -v n="$2" '
		NR > 1 && $5 >= 10 {who[++found] = $1 "," $2}
		END {
			print "order,book,household,item,quantity"
			step = found > n ? int(found / n) : 1
			for (i = 1; i <= found && done < n; i += step)
				printf "O%06d,%s,item1,1\n", ++done, who[i]
		}'
}

# Order number $served: each run another household's, so that its points are worked out for the first time. The small
# ledger is kept as it was before, so that the peer can repeat what was changed; both are on the disk before, so that
# nobody's commit pays for the copy.
redeem_pts() {
	local ledger=$work/ledger.db order book household item quantity
	if [ "$rows" = "$BENCH_SMALL" ]; then
		ledger=$work/small.db
		cp "$ledger" "$work/before.db"
		sync "$ledger" "$work/before.db"
	fi
	IFS=, read -r order book household item quantity < <(sed -n "$((served + 1))p" "$ledger.orders")
	timed pts-redeem -d "$ledger" -b "$book" -H "$household" -i "$item" -q "$quantity" --id "$order" >"$work/out.csv"
}

changes_known() {
	has sqldiff || {
		leave_out sqldiff "not installed, so $figure cannot be repeated"
		return 1
	}
}

redeem_sqlite3() {
	changes_known || return 0
	{
		echo "$settings BEGIN IMMEDIATE;"
		sqldiff "$work/before.db" "$work/small.db"
		echo 'COMMIT;'
	} >"$work/bare.sql"
	timed sqlite3 -bail "$work/before.db" <"$work/bare.sql" >/dev/null
}

counter_pts() {
	cp "$work/counter.db" "$work/after.db"
	sync "$work/after.db"
	timed pts-redeem -d "$work/after.db" --each - <"$work/orders.csv" >"$work/out.csv"
}

# The changes of all orders, dealt out to as many transactions.
counter_sqlite3() {
	changes_known || return 0
	local n
	n=$(grep -c ',posted$' "$work/out.csv")
	sqldiff "$work/counter.db" "$work/after.db" | awk -v n="$n" -v settings="$settings" '
		{what = $1 $2 ($1 == "INSERT" ? $3 : ""); sub(/\(.*/, "", what); change[what, ++changes[what]] = $0}
		END {
			print settings
			for (i = 0; i < n; i++) {
				print "BEGIN IMMEDIATE;"
				for (what in changes)
					for (k = i; k < changes[what] || k == i && what ~ /^UPDATE/; k += n)
						print change[what, k % changes[what] + 1]
				print "COMMIT;"
			}
		}' >"$work/bare.sql"
	cp "$work/counter.db" "$work/bare.db"
	sync "$work/bare.db"
	timed sqlite3 -bail "$work/bare.db" <"$work/bare.sql" >/dev/null
}
