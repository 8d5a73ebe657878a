# Common ground of all tests: the programs just built, an empty folder, one clock, one language.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

_common_setup() {
	ROOT=${BATS_TEST_DIRNAME%/tests*}
	GOLDEN=$ROOT/tests/golden
	case ${BUILD:=build} in
	/*) PATH=$BUILD/bin:$PATH ;;
	*) PATH=$ROOT/$BUILD/bin:$PATH ;;
	esac
	export GOLDEN PATH PTS_NOW=2025-10-08T09:00:00 TZ=Asia/Shanghai PTS_LANG=en PTS_ACTOR=tester PTS_DEBUG_LOCKS=1
	unset PTS_BOOK PTS_LEDGER LANG LC_ALL LC_MESSAGES
	cd "$BATS_TEST_TMPDIR" || exit
}

# start BOOK: how many entries of the scheme and the roster the journal of a book begins with
start() {
	sqlite3 "${PTS_LEDGER:-pts.db}" "SELECT COALESCE(MIN(CASE WHEN kind NOT IN ('scheme', 'roster') THEN seq END) - 1, COUNT(*))
		FROM journal JOIN books USING (book) WHERE code = '$1'"
}

# at BOOK N: the address of the Nth entry after those
at() {
	echo "$1:$(seq_at "$1" "$2")"
}

# seq_at BOOK N: its number alone
seq_at() {
	echo $(($(start "$1") + $2))
}

# places TEXT: the text with each `BOOK:@N` as `at BOOK N`, and each other `@N` as the seq of the Nth entry after $S, which is
# `start` of the book that the tests look at
places() {
	local text=$1
	while [[ $text =~ ([A-Z]+):@([0-9]+) ]]; do
		text=${text/"${BASH_REMATCH[0]}"/$(at "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}")}
	done
	while [[ $text =~ @([0-9]+) ]]; do
		text=${text/"${BASH_REMATCH[0]}"/$((S + BASH_REMATCH[1]))}
	done
	printf '%s\n' "$text"
}

# For setup_file. settle_places PLACE...: settles these examples, each into PLACE.db and the folder PLACE of the file's folder
settle_places() {
	local place
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	unset PTS_NOW PTS_ACTOR
	for place; do
		"$ROOT/examples/play" "$ROOT/examples/$place/settle.sh" "$BATS_FILE_TMPDIR/$place.db" "$BATS_FILE_TMPDIR/$place"
	done
}

# The SYNOPSIS of a manual page as one line a form, as -h prints it.
synopsis() {
	mandoc -T ascii -O width=1000 "$ROOT/man/$1.1" | col -b |
		awk '/^SYNOPSIS/ {on = 1; next} /^[A-Z]/ {on = 0} on && NF {$1 = $1; print}'
}

# The village of fixtures/: three books, deeds, a close, goods, redemptions, a void, a reversal, expiry.
build_ledger() {
	local sheets=$ROOT/tests/fixtures
	export PTS_LEDGER=$1
	PTS_NOW=2025-09-12T09:00:00
	pts-init "$sheets/village"
	pts-log "$sheets/events.csv"
	pts-close 2025-07
	pts-stock in "$sheets/stock.csv"
	pts-redeem "$sheets/orders.csv"
	pts-redeem void HH-R2025-0002 -m 'wrong household'
	pts-log --reverse -m 'counted twice' "$(at HH 7)"
}

# Built once a file; each test gets its own copy, pts.db in its folder.
make_ledger() {
	(
		flock 9
		if [ ! -e "$BATS_FILE_TMPDIR/village.db" ]; then
			set -e
			rm -f "$BATS_FILE_TMPDIR/building.db"
			build_ledger "$BATS_FILE_TMPDIR/building.db"
			mv "$BATS_FILE_TMPDIR/building.db" "$BATS_FILE_TMPDIR/village.db"
		fi >/dev/null
	) 9>"$BATS_FILE_TMPDIR/lock"
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	# shellcheck disable=SC2034 # read by the tests
	S=$(start HH)
}

# Changes pts.db behind the programs' back: the guards are taken off and put on again; `@N` as in places.
tamper() {
	{
		sed -n 's/^CREATE TRIGGER \([a-z_]*\).*/DROP TRIGGER \1;/p' "$ROOT/lib/ledger/engine/sqlite/guards.sql"
		for sql; do places "$sql;"; done
		echo ".read '$ROOT/lib/ledger/engine/sqlite/guards.sql'"
	} | sqlite3 -bail pts.db
}
