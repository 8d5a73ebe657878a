# One test for each rule of a real place: a folder of rules/ with a small scheme, what was handed in, and what must come out.
#
# The file `case` quotes the rule and says in plain words what is done; without words, the events are handed in and compared with expected.csv.
# A comparison looks at the columns that the expected file has. The words:
#   on DATE                           the clock stands at that day (31 December 2025 at first)
#   log FILE, late FILE               events are handed in; late: also for closed months
#   reverse EVENT, repair EVENT with RULE, base RULE for PERIOD
#   load TABLE FILE                   the scheme changes
#   stock FILE, redeem FILE           goods come in; orders are filled
#   close PERIOD, expire              months are closed; what is due dies
#   refused WORDS                     the same, and it must be refused, changing nothing
#   tally PERIOD = FILE, rank PERIOD [by COLUMNS] = FILE, journal KIND = FILE

setup() {
	load helper
	_common_setup
	PTS_NOW=2025-12-31T09:00:00
}

# compare EXPECTED FILE
compare() {
	awk -v want="$(head -n 1 "$1")" -f "$ROOT/tests/rules/columns.awk" "$2" | diff -u "$1" - || fail "$1 is not what came out"
}

address_of() {
	pts-list journal | awk -F, -v id="$1" '$1 == id {print $2 ":" $4}'
}

# step WORD…: one line of a case. What events bring forth is gathered for expected.csv.
step() {
	case $1 in
	on) export PTS_NOW=$2T09:00:00 ;;
	log) pts-log "$2" >>out.csv ;;
	late) pts-log --late "$2" >>out.csv ;;
	reverse) pts-log --reverse -m 'a complaint' "$(address_of "$2")" >>out.csv ;;
	repair) pts-log --repair "$(address_of "$2")" -r "$4" >>out.csv ;;
	base) pts-log --base "$2" -p "$4" >>out.csv ;;
	load) pts-load "$2" "$3" >/dev/null ;;
	stock) pts-stock in "$2" >/dev/null ;;
	redeem) pts-redeem "$2" >/dev/null ;;
	close) pts-close "$2" >/dev/null ;;
	expire) pts-close --expire ;;
	refused) refused "${@:2}" ;;
	tally) pts-tally -p "$2" >sums.out && compare "$4" sums.out ;;
	rank) rank "${@:2}" ;;
	journal) pts-list journal | awk -F, -v kind="$2" 'NR == 1 || $13 == kind' >journal.out && compare "$4" journal.out ;;
	*) fail "no such word in a case: $*" ;;
	esac
}

# rank PERIOD [by COLUMNS] = FILE
rank() {
	local keys=()
	[ "$2" != by ] || keys=(-k "$3")
	pts-tally -p "$1" | pts-rank "${keys[@]}" >ranks.out
	compare "${@: -1}" ranks.out
}

refused() {
	local before
	before=$(sqlite3 pts.db 'SELECT count(*) FROM journal')
	run step "$@"
	assert_failure
	assert_equal "$(sqlite3 pts.db 'SELECT count(*) FROM journal')" "$before"
}

# The case whose folder is the test's name.
rule() {
	local folder=$ROOT/tests/rules/$BATS_TEST_DESCRIPTION line
	cp -r "$ROOT/tests/rules/village" scheme
	cp "$folder"/scheme/* scheme
	cp "$folder"/*.csv .
	PTS_NOW=2024-01-01T09:00:00 pts-init scheme >/dev/null
	grep -v '^#' "$folder/case" >steps || printf 'log %s\n' *events.csv >steps
	while read -r -a line; do
		step "${line[@]}"
	done <steps
	[ ! -e expected.csv ] || compare expected.csv out.csv
	pts-check >/dev/null
	same_again
}

# Scored again under the scheme as it stands now, every entry comes out as it did.
same_again() {
	local table
	mkdir again
	for table in settings categories rules ladders; do
		pts-list $table >again/$table.csv
	done
	run -0 pts-replay --scheme again --entries
	assert_output book,period,seq,date,household,rule,kind,old_score,new_score,old_points,new_points
}

@test "baijia" { rule; }
@test "cap-of-each-member" { rule; }
@test "category-cap" { rule; }
@test "expiry-base" { rule; }
@test "expiry-months" { rule; }
@test "expiry-never" { rule; }
@test "expiry-quarter-end" { rule; }
@test "expiry-quarter-grace" { rule; }
@test "expiry-spent-first" { rule; }
@test "expiry-year-end" { rule; }
@test "expiry-year-grace" { rule; }
@test "hailin" { rule; }
@test "heqing" { rule; }
@test "huangshi" { rule; }
@test "lanping-roles" { rule; }
@test "lanping" { rule; }
@test "late-deeds" { rule; }
@test "negative-floor" { rule; }
@test "reversal-frees-room" { rule; }
@test "reversal-of-expired" { rule; }
@test "shengxin" { rule; }
@test "songxian-ties" { rule; }
@test "star-volunteers" { rule; }
@test "versions" { rule; }
@test "wendeng-act" { rule; }
@test "wendeng-donations" { rule; }
@test "wendeng-hours" { rule; }
@test "wendeng-neighbour" { rule; }
@test "wendeng-repeat" { rule; }
@test "wendeng-tiers" { rule; }
@test "wendeng-training" { rule; }
@test "wendeng-veto" { rule; }
@test "xutang" { rule; }

@test "every folder of rules has its test" {
	cd "$ROOT/tests/rules"
	for folder in */; do
		[ "$folder" = village/ ] || grep -qxF "@test \"${folder%/}\" { rule; }" ../rules.bats || fail "no test for $folder"
	done
}
