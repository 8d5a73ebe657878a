# The BASH_ENV of tests/scripts.bats: the bash that runs $KILL_SCRIPT counts its commands in the file $KILL_COUNT, a byte for
# each, and before command number $KILL_AT its whole process group is killed, as when the power fails.
# shellcheck shell=bash
if [[ $0 == "${KILL_SCRIPT-}" ]]; then
	set -o functrace
	trap '{ printf . >>"$KILL_COUNT"; IFS= read -r KILL_N <"$KILL_COUNT" || :
		[ "${#KILL_N}" -ne "$KILL_AT" ] || kill -9 0; } 2>/dev/null' DEBUG
fi
