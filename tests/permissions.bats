# Who may read and write a ledger, and what lies in its folder

setup() {
	load helper
	_common_setup
	# A folder that another user can reach, too.
	OPEN=$(mktemp -d)
	chmod 755 "$OPEN"
	make_ledger
	cp pts.db "$(command -v pts-list)" "$(command -v pts-log)" "$OPEN"
	cd "$OPEN" || exit
	unset PTS_LEDGER
}

teardown() {
	rm -rf "$OPEN"
}

# as_user COMMAND...: as somebody who is not above permissions
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
	else
		"$@"
	fi
}

# own FILE...: gives them to that user
own() {
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 "$@"
}

# The bytes of a journal that takes back what is done next: for that it is copied while SQLite is at work.
old_journal() {
	sqlite3 pts.db >/dev/null <<-'END'
		PRAGMA synchronous = 0;
		BEGIN IMMEDIATE;
		UPDATE heads SET at = 'now';
		.shell cp pts.db-journal old-journal
		ROLLBACK;
	END
	[ -s old-journal ]
}

@test "who may not make files beside the ledger reads it, and is told why he cannot write" {
	own pts.db
	chmod 555 .
	run -0 as_user ./pts-list books
	run -77 as_user ./pts-log -b HH -H 001 -r CLEAN
	assert_output 'pts-log: this user may not make files in ., which writing the ledger needs'
	chmod 755 .
	own .
	chmod 440 pts.db
	run -77 as_user ./pts-log -b HH -H 001 -r CLEAN
	assert_output 'pts-log: this user may not write pts.db: Permission denied'
	run -0 as_user ./pts-list books
}

@test "a ledger is not written, nor made, where everybody can make files" {
	chmod 777 .
	run -77 ./pts-log -b HH -H 001 -r CLEAN
	assert_output 'pts-log: . can be written by everybody: chmod o-w it first'
	run -77 pts-init -d new.db "$ROOT/tests/fixtures/village"
	[ ! -e new.db ]
	chmod 1777 .
	run -77 ./pts-log -b HH -H 001 -r CLEAN
	assert_output 'pts-log: everybody can make files in .: keep the ledger in a folder of its own'
	run -0 ./pts-list books
	chmod 2775 .
	run -0 ./pts-log -b HH -H 001 -r CLEAN
}

@test "a journal of somebody else is not believed where everybody can make files" {
	[ "$(id -u)" -eq 0 ] || return 0 # nobody else can give a file away
	old_journal
	pts-log -b HH -H 001 -r CLEAN >/dev/null
	chmod 1777 .
	cp old-journal pts.db-journal
	chown 65533 pts.db-journal
	before=$(sha256sum <pts.db)
	run -77 ./pts-list balances
	assert_output --partial 'pts-list: pts.db-journal belongs to somebody else'
	assert_equal "$(sha256sum <pts.db)" "$before"
}

@test "nor is any journal copied into the ledger there" {
	old_journal
	pts-log -b HH -H 001 -r CLEAN >/dev/null
	chmod 1777 .
	cp old-journal pts.db-journal
	before=$(sha256sum <pts.db)
	run -77 ./pts-list balances
	assert_output 'pts-list: the ledger cannot be written: a write was interrupted; its owner has to run pts-check, which undoes it'
	assert_equal "$(sha256sum <pts.db)" "$before"
}

@test "what a killed program left is removed by the next, and nothing else" {
	mkfifo input
	./pts-list books -o other.csv
	pts-rank -o out.csv input &
	sleep 0.1
	kill -9 $!
	wait $! || true
	touch .out.csv.keep .out.csv.toolong
	[ "$(find . -name '.out.csv.??????' | wc -l)" -eq 1 ]
	./pts-list books -o out.csv
	assert_equal "$(find . -name '.out*' | sort | tr '\n' ' ')" './.out.csv.keep ./.out.csv.toolong '
	mkdir .new.db.AbC123
	touch .new.db.AbC123/new.db .new.db.AbC123/new.db-journal
	pts-init -d new.db "$ROOT/tests/fixtures/village" >/dev/null
	assert_equal "$(find . -name '.new*')" ''
}

@test "the folder is synced when a file has got its name" {
	gcc -shared -fPIC -o fail_at.so "$ROOT/tests/fail_at.c" -ldl
	# fails NAME N COMMAND...: the command while the N-th sync fails
	fails() {
		env ASAN_OPTIONS=verify_asan_link_order=0 FAIL_CALL="fsync:$1" LD_PRELOAD="$PWD/fail_at.so" "${@:2}"
	}
	run -74 fails 2 pts-list books -o out.csv
	assert_output 'pts-list: out.csv: Input/output error'
	run -0 fails 3 pts-list books -o out.csv
	for ((n = 1; n < 99; n++)); do
		rm -f new.db
		fails "$n" pts-init -d new.db "$ROOT/tests/fixtures/village" >/dev/null 2>err || continue
		break
	done
	rm -f new.db
	run -74 --separate-stderr fails $((n - 1)) pts-init -d new.db "$ROOT/tests/fixtures/village"
	assert_equal "$stderr" 'pts-init: new.db: Input/output error'
	[ -e new.db ]
}
