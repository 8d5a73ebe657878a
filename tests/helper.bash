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
	export GOLDEN PATH PTS_NOW=2025-10-08T09:00:00 TZ=Asia/Shanghai PTS_LANG=en PTS_ACTOR=tester
	unset PTS_BOOK PTS_LEDGER LANG LC_ALL LC_MESSAGES
	cd "$BATS_TEST_TMPDIR" || exit
}

# The SYNOPSIS of a manual page as one line a form, as -h prints it.
synopsis() {
	mandoc -T ascii -O width=1000 "$ROOT/man/$1.1" | col -b |
		awk '/^SYNOPSIS/ {on = 1; next} /^[A-Z]/ {on = 0} on && NF {$1 = $1; print}'
}
