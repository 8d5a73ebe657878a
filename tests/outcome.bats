# A commit that reports an error may have happened all the same: the message says how to repeat the command, and repeating it posts once.

setup_file() {
	load helper
	gcc -shared -fPIC -o "$BATS_FILE_TMPDIR/fail_at.so" "$BATS_TEST_DIRNAME/fail_at.c" -ldl
}

setup() {
	load helper
	_common_setup
	make_ledger
}

# Whatever call of the commit fails, the command as the message gives it makes the deed stand once.
@test "every sync and truncation of a commit may fail once" {
	local call n unknown=0
	for call in fsync fdatasync ftruncate ftruncate64; do
		for n in 1 2 3 4 5; do
			cp "$BATS_FILE_TMPDIR/village.db" pts.db
			before=$(pts-list journal | wc -l)
			run --separate-stderr env ASAN_OPTIONS=verify_asan_link_order=0 FAIL_CALL="$call:$n" LD_PRELOAD="$BATS_FILE_TMPDIR/fail_at.so" \
				pts-log -b HH -H 001 -r CLEAN -m "it's clean"
			[ "$status" -eq 0 ] || [ "$status" -eq 74 ] || [ "$status" -eq 75 ]
			if [ "$status" -eq 75 ]; then
				unknown=$((unknown + 1))
				again=${stderr##*repeat: }
				[[ $again == "pts-log -b HH -H 001 -r CLEAN -m 'it'\\''s clean' --id e"* ]]
				eval "$again" >/dev/null
				eval "$again" >/dev/null
				assert_equal "$(pts-list journal | wc -l)" $((before + 1))
			fi
			run -0 pts-check
		done
	done
	[ "$unknown" -gt 0 ]
}
