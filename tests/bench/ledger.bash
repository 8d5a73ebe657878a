# shellcheck shell=bash
# Sums from a ledger: pts-tally against the same sum in the sqlite3 shell on the journal, and against plain-text
# accounting. Books and households stand in the journal as the tools like, so the sums are compared without them.

tally_of() {
	timed pts-tally -d "$work/ledger.db" -p "$1" >"$work/out.csv"
	sed 1d "$work/out.csv" | awk -F, '$6 > 0' | found 6 9 10
}

sum_of() {
	timed sqlite3 -bail -readonly -csv "$work/ledger.db" "SELECT book, household, count(*),
		sum(score) / 100.0, sum(points) / 100.0 FROM journal
		WHERE period $1 AND kind IN ('earn', 'deduct') GROUP BY book, household" >"$work/out.csv"
	found 3 4 5 <"$work/out.csv"
}

tally_open_month_pts() { tally_of 2025-07; }
tally_open_month_sqlite3() { sum_of "= '2025-07'"; }
tally_month_pts() { tally_of 2025-07; }
tally_month_sqlite3() { sum_of "= '2025-07'"; }
tally_year_pts() { tally_of 2025; }
tally_year_sqlite3() { sum_of "BETWEEN '2025-01' AND '2025-12'"; }

close_pts() { timed pts-close -d "$work/ledger.db" 2025 >/dev/null; }
check_pts() { timed pts-check -d "$work/ledger.db" >/dev/null; }

# The journal for hledger and ledger: every entry a transaction, every household an account.
plain_text() {
	pts-list journal -d "$work/ledger.db" -f csv | awk -F, 'NR > 1 && $6 != "" {
		printf "%s %s\n  %s:%s  %s\n  scheme\n\n", $5, $1, $2, $6, $16}' >"$work/plain.journal"
}

household_pts() {
	timed pts-tally -d "$work/ledger.db" -k household >"$work/out.csv"
	sed 1d "$work/out.csv" | awk -F, '$10 != 0' | found 1 3 10
}

household_hledger() {
	timed hledger -f "$work/plain.journal" balance --flat -N -O csv >"$work/out.csv"
	tr -d '"' <"$work/out.csv" | tr : , | grep -v -e ^account -e ^scheme | found
}

household_ledger() {
	timed ledger -f "$work/plain.journal" balance --flat --no-total >"$work/out.txt"
	awk '$2 ~ /:/ {sub(":", ",", $2); print $2 "," $1}' "$work/out.txt" | found
}
