# The layers: who may include whom, and where SQL may stand

setup() {
	load helper
	_common_setup
	cd "$ROOT" || exit
}

@test "each room of lib uses only the rooms that the table names for it" {
	tests/uses.sh includes >"$BATS_TEST_TMPDIR/includes"
	tests/uses.sh symbols "$BUILD" >"$BATS_TEST_TMPDIR/symbols"
	assert [ "$(wc -l <"$BATS_TEST_TMPDIR/symbols")" -gt 1000 ]
	run awk -f tests/rooms.awk tests/rooms.txt "$BATS_TEST_TMPDIR/includes" "$BATS_TEST_TMPDIR/symbols"
	assert_success
	assert_output ''
}

@test "no file of lib uses another that uses it, directly or through others" {
	tests/uses.sh symbols "$BUILD" | cut -d' ' -f1,2 | sort -u >"$BATS_TEST_TMPDIR/files"
	run --separate-stderr tsort "$BATS_TEST_TMPDIR/files"
	assert_equal "$stderr" ''
}

@test "a program includes the headers of jobs, of printing, and what all programs share" {
	run bash -c "grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]+\"' cmd --include='*.[ch]' | grep -vE '\"(\
job/intake/[a-z_]+|job/([a-z]+)/\\2|stream/(out|printer|shown)|base/(buf|diag|lang|mem|personal|text)|tool|options|parse)\.h\"'"
	assert_output ''
}

@test "nothing below cmd includes a tool, nothing in lib is outside the layers" {
	run grep -rnE '#include "(tool|options)\.h"' lib
	assert_failure
	assert_equal "$(find lib -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | LC_ALL=C sort | paste -sd' ')" \
		'base domain job ledger paper po stream'
	assert_equal "$(find lib -maxdepth 1 -type f)" ''
}

@test "engines are known only to their folder, SQL only to the ledger" {
	run grep -rnlE 'sqlite3_|sqlite3\.h|\bPQ[a-z]+\(|libpq' cmd lib --include='*.[ch]' \
		--exclude-dir=sqlite --exclude-dir=pg
	assert_output ''
	run grep -rnlE '\bSQL\(|\bdb_run\(|\bdb_later\(|\bdb_query\(|\bdb_one\(' cmd lib/base lib/stream lib/domain lib/job
	assert_output ''
	run grep -rnE '"(SELECT|INSERT|UPDATE|DELETE) ' cmd lib/base lib/stream lib/domain lib/job
	assert_output ''
}

@test "entries, ids, vetoes and usage get in through post_entry alone" {
	run grep -rnE '\b(journal_append|ids_add|veto_add|veto_restore|history_add)\(' lib/job --include='*.c' --exclude-dir=replay
	assert_output ''
}

@test "the library neither prints nor exits" {
	# bug() is the one place that does, for what can only be a bug.
	run bash -c "grep -rnE '\\b(printf|puts|putchar|perror|exit|_exit|abort|err|errx|warn|warnx)\\(' lib --include='*.c' |
		grep -vE '^lib/base/mem\\.c:' | grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\\*|//)'"
	assert_output ''
	run bash -c "grep -rnE '\\bstderr\\b|\\bstdout\\b' lib --include='*.c' | grep -vE '^lib/(base/mem|stream/out)\\.c:'"
	assert_output ''
}
