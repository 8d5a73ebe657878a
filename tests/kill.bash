# Scripts that are stopped anywhere and run again end as if they had never been stopped.
#
# A plan is a list of runs of scripts, each with its day; all they write is in the folder work. It is carried out once without a
# stop, and the folder is kept as it was before each run. Then, for command after command, the run to which the command belongs
# is killed before it and done again, and the ledger has to be what it was after that run.
# shellcheck shell=bash

# KILL_POINTS: at how many commands of a plan, spread evenly, or `all` of them
: "${KILL_POINTS:=10}"

# new_plan LEDGER
new_plan() {
	plan_ledger=$1 plan_days=() plan_runs=()
	mkdir -p work
}

# plan DAY SCRIPT [OPERAND...]: one more run
plan() {
	plan_days+=("$1")
	plan_runs+=("${*:2}")
}

# carry_out N KILL_AT: run N of the plan in the folder work, killed before its command KILL_AT, or 0: never
carry_out() {
	rm -f count
	# The subshell keeps bash from telling of every kill.
	# shellcheck disable=SC2086 # a script and its operands
	(
		env PTS_NOW="${plan_days[$1]}T09:00:00" BASH_ENV="$BATS_TEST_DIRNAME/kill_trap.bash" KILL_SCRIPT="${plan_runs[$1]%% *}" \
			KILL_COUNT="$PWD/count" KILL_AT="$2" setsid -w bash ${plan_runs[$1]} >said 2>&1
		exit
	) 2>/dev/null
}

# facts LEDGER DAY: every row of every table, but for times, salts, hashes, codes of coupons and ids that were made at random.
# How far the lots of a household are worked out is not a fact: posting what has expired works them all out, in a copy.
facts() {
	cp "$1" facts.db
	PTS_NOW=$2T09:00:00 pts-close -d facts.db --expire -o expired.csv
	sqlite3 facts.db "SELECT 'SELECT ' || quote(m.name) || ', ' || group_concat(
			CASE WHEN c.name IN ('at', 'decided', 'hash', 'salt', 'bits') OR m.name || '.' || c.name IN
				('journal.note', 'coupons.code', 'ids.a', 'ids.b') THEN quote('-') ELSE 'quote(' || c.name || ')' END, ', ')
			|| ' FROM ' || m.name || ';'
		FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name" |
		sqlite3 facts.db | sed -E "s/'e[0-9a-f]{24}'/made/" | sort
}

# Carries the plan out once; before/N is what run N begins with, commands[N] how many commands it has, after N is facts/N.
without_a_stop() {
	local n
	mkdir -p before facts
	for n in "${!plan_runs[@]}"; do
		cp -r work "before/$n"
		carry_out "$n" 0 || fail "run $n, ${plan_runs[n]}: $(cat said)"
		commands[n]=$(wc -c <count)
		facts "$plan_ledger" "${plan_days[n]}" >"facts/$n"
	done
}

# killed_at N COMMAND: run N is killed before its command and done again
killed_at() {
	rm -rf work
	cp -r "before/$1" work
	carry_out "$1" "$2" || :
	[ "$(wc -c <count)" -ge "$2" ] || fail "run $1, ${plan_runs[$1]}, did not come to its command $2: $(cat said)"
	carry_out "$1" 0 || fail "run $1, ${plan_runs[$1]}, killed before its command $2 and run again: $(cat said)"
	facts "$plan_ledger" "${plan_days[$1]}" | diff "facts/$1" - >differs || fail "run $1, ${plan_runs[$1]}, killed before its command $2: $(head -n 20 differs)"
}

# The plan without a stop, then with one at KILL_POINTS of its commands.
stops_anywhere() {
	local n=0 command total=0 points=$KILL_POINTS point at
	local -a commands=()
	without_a_stop
	for command in "${commands[@]}"; do
		total=$((total + command))
	done
	[ "$points" != all ] || points=$total
	for ((point = 0; point < points; point++)); do
		at=$(((2 * point + 1) * total / (2 * points) + 1))
		n=0
		while [ "$at" -gt "${commands[n]}" ]; do
			at=$((at - commands[n]))
			n=$((n + 1))
		done
		killed_at "$n" "$at"
	done
}
