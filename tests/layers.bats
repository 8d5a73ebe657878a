# The layers: who may include whom, and where SQL may stand

setup() {
	load helper
	_common_setup
	cd "$ROOT" || exit
}

# strays FOLDER PATTERN: includes with quotes in FOLDER that the pattern does not allow
strays() {
	grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"' --include='*.[ch]' "$1" |
		grep -vE "#[[:space:]]*include[[:space:]]+\"($2)\"" || true
}

@test "base is below all; stream, domain and ledger stand on it, paper on stream" {
	assert_equal "$(strays lib/base 'base/[a-z_]+\.h')" ''
	assert_equal "$(strays lib/stream '(base|stream)/[a-z_]+\.h')" ''
	assert_equal "$(strays lib/paper '(base|stream|paper)/[a-z_]+\.h')" ''
	assert_equal "$(strays lib/domain '(base|domain)/[a-z_]+\.h')" ''
	assert_equal "$(strays lib/ledger '(base|stream|domain|ledger)/[a-z_/]+(\.sql)?\.h')" ''
}

@test "job ties them together, cmd takes job, the streams' printing and what all tools share" {
	assert_equal "$(strays lib/job '(base|stream|paper|domain|ledger|job)/[a-z_/]+\.h')" ''
	assert_equal "$(strays cmd 'job/[a-z_]+/[a-z_]+\.h|stream/(out|printer)\.h|base/(buf|diag|lang|mem|text)\.h|tool\.h|options\.h|parse\.h')" ''
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
