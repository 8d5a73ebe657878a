# A ledger that is damaged: whatever meets it ends with 65, and says once what is missing or unreadable

setup() {
	load helper
	_common_setup
	make_ledger
	export PTS_BOOK=HH
}

# missing WHERE COMMAND...: without the entry of HH the command ends with 65, and says nothing but that it is missing
missing() {
	local seq
	seq=$(sqlite3 pts.db "SELECT seq FROM journal WHERE book = (SELECT book FROM books WHERE code = 'HH') AND $1")
	shift
	cp pts.db whole.db
	tamper "DELETE FROM journal WHERE seq = $seq AND book = (SELECT book FROM books WHERE code = 'HH')"
	run -65 --separate-stderr "$@"
	assert_equal "$stderr" "$1: entry HH:$seq is missing; pts-check tells more"
	mv whole.db pts.db
}

@test "the entry behind an id" {
	pts-log -H 001 -r CLEAN --id deed
	missing "id = 'deed'" pts-log -H 001 -r CLEAN --id deed
	pts-redeem -H 001 -i SOAP --id order
	missing "id = 'order'" pts-redeem -H 001 -i SOAP --id order
	pts-stock out -i SOAP -q 1 -m spoilt --id spoilt
	missing "id = 'spoilt'" pts-stock out -i SOAP -q 1 -m spoilt --id spoilt
	pts-settle fund in --account town --amount 5 -m gift --id gift
	missing "id = 'gift'" pts-settle fund in --account town --amount 5 -m gift --id gift
}

@test "the entry that a record names" {
	missing "ref = 'HH-R2025-0001'" pts-list redemptions
	missing "ref = 'HH-R2025-0001'" pts-redeem void HH-R2025-0001 -m wrong
	missing "ref = 'HH-R2025-0002' AND kind = 'refund'" pts-redeem void HH-R2025-0002 -m wrong
	missing "kind = 'close'" pts-close 2025-07
	missing "kind = 'close'" pts-list periods
	missing "kind = 'reverse'" pts-log --reverse -m wrong "$(at HH 7)"
	missing "seq = (SELECT first - 1 FROM months WHERE book = 2 AND period = '2025-08')" pts-list journal --raw -p 2025-08
	pts-tally -p 2025-07 | pts-notice issue >/dev/null
	missing "kind = 'notice'" pts-notice show HH-2025-01
	missing "kind = 'notice'" pts-notice list
}

@test "an entry of a household that is missing, or that does not say when it was recorded, breaks its chain" {
	tamper "DELETE FROM journal WHERE book = 2 AND household = '001' AND kind = 'earn'"
	run -65 --separate-stderr pts-card 001
	assert_regex "$stderr" '^pts-card: the chain of household 001 breaks at HH:[0-9]+; pts-check tells more$'
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	pts-log -H 001 -r CLEAN
	tamper "UPDATE journal SET at = 'yesterday' WHERE book = 2 AND seq = (SELECT max(seq) FROM journal WHERE book = 2)"
	run -65 --separate-stderr pts-redeem -H 001 -i SOAP
	assert_regex "$stderr" '^pts-redeem: the chain of household 001 breaks at HH:[0-9]+; pts-check tells more$'
}

# rubbish TABLE: fills the first pages of the table and its indices with it
rubbish() {
	local table=$1 page size
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	size=$(sqlite3 pts.db 'PRAGMA page_size')
	for page in $(sqlite3 "$BATS_FILE_TMPDIR/village.db" "SELECT rootpage - 1 FROM sqlite_schema WHERE tbl_name = '$table' AND rootpage > 0"); do
		printf 'rubbish %.0s' {1..512} | dd of=pts.db bs="$size" seek="$page" conv=notrunc status=none
	done
}

# unreadable TABLE COMMAND...: with rubbish in the table the command ends with 65 and one line that says so
unreadable() {
	rubbish "$1"
	shift
	run -65 --separate-stderr "$@"
	assert_regex "$stderr" "^$1: ([a-z.0-9:]+: )?the ledger's database says: database disk image is malformed\$"
}

@test "a page of the database that cannot be read, whatever the tool" {
	printf '%s\n' household,rule,date 001,CLEAN,2025-10-01 002,CLEAN,2025-10-01 >a.csv
	pts-list households >households.csv
	unreadable books pts-list books
	unreadable households pts-log -H 001 -r CLEAN
	unreadable households pts-log a.csv
	unreadable households pts-log --partial --rejects rejected.csv a.csv a.csv
	assert_equal "$(cat rejected.csv)" household,rule,date,error
	unreadable households pts-log --each a.csv
	unreadable households pts-load households households.csv
	unreadable households pts-tally -p 2025-08
	unreadable journal pts-card 001
	unreadable journal pts-list journal
	unreadable journal pts-report -p 2025-08
	unreadable journal pts-dump
	unreadable journal pts-notice render --kind deductions -p 2025-08
	unreadable journal pts-log --reverse -m wrong "$(at HH 1)"
	unreadable ids pts-log -H 001 -r CLEAN --id 1
	unreadable sums pts-close 2025-08
	unreadable accounts pts-redeem -H 001 -i SOAP
	unreadable redemptions pts-redeem void HH-R2025-0001 -m wrong
	unreadable reservations pts-redeem lapse
	unreadable stock pts-stock list
	unreadable funds pts-settle fund sources
	unreadable bills pts-settle list
	unreadable disputes pts-dispute list
	unreadable awards pts-honor list
	unreadable graded pts-grade list
	unreadable claims pts-review list
	unreadable notices pts-notice list
	unreadable notices pts-notice verify HH-2025-01
}

@test "pts-check goes on with what can be read" {
	rubbish months
	run -65 pts-check -b CS
	assert_line "pts-check: the ledger's database says: database disk image is malformed"
	assert_line --regexp '^CS,.*malformed$'
	rubbish sums
	run -65 pts-check
	assert_line --regexp '^HH,.*malformed$'
}
