# A whole year of one village: 300 households, 12 months, four seasons of redemption, a grace of 31 days, and what the sums then are.

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	export PTS_LEDGER=$PWD/year.db
	make_scheme
	PTS_NOW=2025-01-01T08:00:00 pts-init scheme >/dev/null
	PTS_NOW=2025-01-02T08:00:00 pts-stock in stock.csv >/dev/null
	PTS_NOW=2025-01-02T09:00:00 pts-log --base BASE -p 2025 >/dev/null
	for month in 2025-{01..12} 2026-01; do
		settle_month "$month"
	done
	PTS_NOW=2026-03-03T09:00:00 pts-close 2026-02 >/dev/null
}

make_scheme() {
	local gen=$ROOT/tests/year.awk
	mkdir scheme
	printf 'book,name\nV,某村\n' >scheme/books.csv
	printf 'key,value\nexpiry,year-end+31d\nnegative,floor\n' >scheme/settings.csv
	printf 'category,title,cap_points,cap_per,full\nC,积分,,,\nYARD,庭院,,month,25\nSERVE,服务,60,quarter,\n' >scheme/categories.csv
	printf 'ladder,mode,from,points,per\nD,marginal,0,0.1,10\nD,marginal,100,1,100\nD,marginal,1000,1,400\n' >scheme/ladders.csv
	cat >scheme/rules.csv <<-'END'
		rule,category,title,points,counts,ladder,cap_points,cap_times,cap_per,max_quantity,repeat,repeat_per
		BASE,C,基础分,100,score,,,,,,,
		YARD,YARD,庭院,,both,,,,,,,
		SERVE,SERVE,服务,3,both,,20,,month,4,,
		GIVE,C,捐款,,both,D,12,,year,,,
		MEET,C,开会,4,both,,,1,month,,,
		HELP,SERVE,帮助,5,both,,,,,,,
		NEWS,C,表扬,8,both,,,,,,,
		CLEAN,C,清洁,2,both,,,2,week,,,
		LITTER,C,乱倒,-6,both,,,,,,2,half
	END
	printf 'book,shop,name\nV,S,积分超市\n' >scheme/shops.csv
	printf 'item,title,points\nSOAP,香皂,10\n' >scheme/items.csv
	printf 'shop,item,quantity\nS,SOAP,100000\n' >stock.csv
	awk -v what=households -f "$gen" >scheme/households.csv
	awk -v what=members -f "$gen" >scheme/members.csv
}

# On the 3rd of the month after: the sheet, the close; after each quarter everybody buys soap for half of what he has.
settle_month() {
	local next
	next=$(date -d "$1-01 +1 month" +%Y-%m)
	export PTS_NOW=$next-03T09:00:00
	awk -v what=events -v month="$1" -f "$ROOT/tests/year.awk" >"$1.csv"
	pts-log "$1.csv" >"$1.out"
	[ "$1" != 2025-05 ] || pts-log --reverse -m 'counted twice' V:320 >/dev/null
	pts-close "$1" >/dev/null
	case $1 in
	2025-03 | 2025-06 | 2025-09 | 2025-12) season "$next" ;;
	esac
}

season() {
	pts-tally -p "$1" --all -k household | awk -F, -v at="$PTS_NOW" 'NR == 1 {
			for (i = 1; i <= NF; i++) col[$i] = i
			print "date,household,item,quantity"
		}
		NR > 1 && $col["balance"] >= 20 {print substr(at, 1, 10) "," $col["household"] ",SOAP," int($col["balance"] / 20)}' >"orders-$1.csv"
	PTS_NOW=$1-08T09:00:00 pts-redeem "orders-$1.csv" >"receipts-$1.csv"
}

setup() {
	load helper
	_common_setup
	export PTS_LEDGER=$BATS_FILE_TMPDIR/year.db PTS_NOW=2026-03-03T10:00:00
}

# Adds up columns of a CSV stream by household.
by_household() {
	awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) col[$i] = i; n = split("events earned deducted score points redeemed expired other", name, " "); next}
		{for (i = 1; i <= n; i++) sum[$col["household"], i] += $col[name[i]]; seen[$col["household"]]}
		END {for (h in seen) {printf "%s", h; for (i = 1; i <= n; i++) printf ",%.2f", sum[h, i]; print ""}}' | sort
}

@test "the year of 300 households is whole" {
	run -0 pts-check
	run -0 sqlite3 "$PTS_LEDGER" "SELECT count(*) > 10000 FROM journal WHERE kind IN ('earn', 'deduct')"
	assert_output 1
	run -0 sqlite3 "$PTS_LEDGER" "SELECT count(DISTINCT substr(date, 1, 7)) FROM journal WHERE kind = 'redeem'"
	assert_output 4
}

@test "the sums of the year are the sums of its months" {
	pts-tally -p 2025 --all | by_household >year
	pts-tally -p 2025 -k household,month | by_household >months
	[ "$(wc -l <year)" -eq 300 ]
	diff year months
}

@test "the sums of the year are those of its quarters and of the filter over the journal" {
	pts-tally -p 2025 --all | by_household >year
	for q in Q1 Q2 Q3 Q4; do
		pts-tally -p 2025$q | sed "$([ $q = Q1 ] || echo 1d)"
	done | by_household >quarters
	diff year quarters
	pts-list journal -p 2025 | pts-tally -k household - | by_household_short >filtered
	pts-tally -p 2025 | by_household_short >year
	diff year filtered
}

# The columns that a tally of the ledger and a filter have in common.
by_household_short() {
	by_household | cut -d, -f1-6
}

@test "what nobody spent dies after the grace, and nothing before" {
	run -0 sqlite3 "$PTS_LEDGER" "SELECT DISTINCT date, period FROM journal WHERE kind = 'expire'"
	assert_output '2026-02-01|2026-02'
	run -0 sqlite3 "$PTS_LEDGER" "SELECT count(*) FROM journal e WHERE kind = 'expire' AND points >= 0"
	assert_output 0
	# January's points are of the new year and live on; its sheet came when the old ones were dead, so they are all there is.
	pts-tally -p 2026-02 --all -k household | awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) col[$i] = i; next}
		{print $col["household"] "," $col["balance"]}' | sort >left
	sqlite3 -csv "$PTS_LEDGER" "SELECT code, printf('%.2f', coalesce((SELECT sum(points) FROM journal WHERE household = code AND
		kind IN ('earn', 'deduct') AND date >= '2026-01-01'), 0) / 100.0) FROM households ORDER BY code" | tr -d '\r"' >january
	[ "$(wc -l <left)" -eq 300 ]
	diff left january
}
