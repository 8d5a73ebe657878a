# What holds for every program: one loop each, which names those that fail

setup() {
	load helper
	_common_setup
	FAILED=''
	mapfile -t TOOLS < <(cd "$ROOT/cmd" && printf '%s\n' pts-*.c | sed 's/\.c$//')
}

# wrong TOOL WHAT: one more to name
wrong() {
	FAILED+="$1: $2"$'\n'
}

# A real run of each tool on the ledger of make_ledger, as cheap as it gets; `-` marks those that need no ledger.
runs() {
	cat <<-'END'
		pts-card    ledger pts-card -b HH 001
		pts-check   ledger pts-check
		pts-close   ledger pts-close 2025-07
		pts-dispute ledger pts-dispute list
		pts-dump    ledger pts-dump
		pts-grade   ledger pts-grade list
		pts-honor   ledger pts-honor list
		pts-init    -      pts-init -d new.db
		pts-list    ledger pts-list books
		pts-load    ledger pts-load books books.csv
		pts-log     ledger pts-log events.csv
		pts-notice  -      pts-notice scores.csv
		pts-rank    -      pts-rank scores.csv
		pts-redeem  ledger pts-redeem orders.csv
		pts-replay  ledger pts-replay --scheme village
		pts-report  ledger pts-report -p 2025-07
		pts-review  ledger pts-review list
		pts-settle  ledger pts-settle fund sources
		pts-stock   ledger pts-stock list
		pts-tally   ledger pts-tally -p 2025-07
	END
}

inputs() {
	cp "$ROOT"/tests/fixtures/{events,orders}.csv "$ROOT/tests/fixtures/village/books.csv" .
	cp -r "$ROOT/tests/fixtures/village" .
	printf 'book,household,score\nHH,001,5.00\n' >scores.csv
}

@test "-h goes to stdout and begins with the forms of the manual's SYNOPSIS; -V names the program" {
	for tool in "${TOOLS[@]}"; do
		"$tool" -h >out 2>err || wrong "$tool" "-h exits $?"
		[ -s err ] && wrong "$tool" '-h writes to stderr'
		sed -n '/^$/q; s/^usage: //; s/^ *//; p' out >usage
		synopsis "$tool" >manual
		cmp -s usage manual || wrong "$tool" "-h and SYNOPSIS differ: $(diff usage manual | tr '\n' ' ')"
		[[ $("$tool" --version) == "$tool "[0-9]* ]] || wrong "$tool" '-V'
	done
	assert_equal "$FAILED" ''
}

@test "an unknown option, a wrong letter and an abbreviated long option are usage errors on stderr" {
	for tool in "${TOOLS[@]}"; do
		for option in --nonsense -Z --hel --versio --ledg=x --verbos; do
			code=0
			"$tool" "$option" >out 2>err </dev/null || code=$?
			[ "$code" -eq 64 ] || wrong "$tool" "$option exits $code"
			[ -s out ] && wrong "$tool" "$option writes to stdout"
			head -n 1 err | grep -q "^$tool: " || wrong "$tool" "$option says nothing of itself"
		done
	done
	assert_equal "$FAILED" ''
}

@test "a full disk is noticed: with -h, -V and a real run" {
	make_ledger
	inputs
	while read -r tool _ command; do
		for line in "$tool -h" "$tool -V" "$command"; do
			code=0
			$line >/dev/full 2>err </dev/null || code=$?
			[ "$code" -eq 74 ] || wrong "$tool" "\`$line\` exits $code: $(head -n 1 err)"
			[ -s err ] || wrong "$tool" "\`$line\` says nothing"
			rm -f new.db
		done
	done < <(runs)
	assert_equal "$FAILED" ''
}

@test "a missing ledger exits 66 and is not made" {
	inputs
	while read -r tool needs command; do
		[ "$needs" = ledger ] || continue
		code=0
		$command -d nowhere.db >out 2>err </dev/null || code=$?
		[ "$code" -eq 66 ] || wrong "$tool" "exits $code"
		[ -s out ] && wrong "$tool" 'writes to stdout'
		grep -q nowhere.db err || wrong "$tool" 'does not name the ledger'
		[ -e nowhere.db ] && wrong "$tool" 'makes a ledger'
	done < <(runs)
	assert_equal "$FAILED" ''
}

@test "data on standard input that a program does not read is told, and by a loop's or a script's nothing" {
	local unread='warning: the data on standard input was not read'
	make_ledger
	inputs
	mkfifo pipe
	exec 4<>pipe # what is written there waits there
	cat events.csv >&4
	while read -r tool _ command; do
		$command >out 2>err <events.csv || wrong "$tool" "fails below a file: $(cat err)"
		grep -qxF "$tool: $unread" err || wrong "$tool" 'does not tell of a file'
		rm -f new.db
		$command <&4 >out 2>err || wrong "$tool" "fails below a pipe: $(cat err)"
		grep -qxF "$tool: $unread" err || wrong "$tool" 'does not tell of a pipe'
		rm -f new.db
	done < <(runs)
	exec 4>&-
	assert_equal "$FAILED" ''
	run -0 bash -c 'seq 3 | while read -r n; do pts-list books; done; while read -r n; do pts-list books; done <events.csv
		pts-list books </dev/null; : | pts-list books; echo "pts-list books; exit" >script; cat script events.csv | bash'
	refute_output --partial "$unread"
	run -0 bash -c 'cat events.csv | pts-log; pts-rank <scores.csv; pts-rank - <scores.csv; cat scores.csv | pts-notice'
	refute_output --partial "$unread"
}

@test "the real runs succeed, and say nothing on stderr" {
	make_ledger
	inputs
	while read -r tool _ command; do
		code=0
		$command >out 2>err </dev/null || code=$?
		[ "$code" -eq 0 ] || wrong "$tool" "exits $code"
		[ -s err ] && wrong "$tool" "says $(cat err)"
	done < <(runs)
	assert_equal "$FAILED" ''
}

@test "every tool has a manual page, a bats file that runs it, and a line in the list above" {
	for tool in "${TOOLS[@]}"; do
		[ -e "$ROOT/man/$tool.1" ] || wrong "$tool" 'no manual page'
		runs | grep -q "^$tool " || wrong "$tool" 'not in the list of runs'
		grep -lE "\b$tool\b" "$ROOT"/tests/*.bats | grep -qv all-tools || wrong "$tool" 'no test'
	done
	assert_equal "$FAILED" ''
}

@test "the manual pages are clean" {
	cd "$ROOT/man" || exit
	run bash -c 'mandoc -T lint -W style ./*.[157] 2>/dev/null | grep -v "referenced manual not found"'
	assert_output ''
}

@test "a letter means one thing, and options come from one table" {
	letters=$(sed -nE "s/^[[:space:]]*\{'(.)', \"([a-z-]+)\".*/\1 \2/p" "$ROOT/cmd/options.c")
	assert [ "$(wc -l <<<"$letters")" -ge 14 ]
	assert_equal "$(cut -d' ' -f1 <<<"$letters" | sort | uniq -d)" ''
	assert_equal "$(sed -nE 's/^[[:space:]]*\{[^,]+, "([a-z-]+)".*/\1/p' "$ROOT/cmd/options.c" | sort | uniq -d)" ''
	for tool in "${TOOLS[@]}"; do
		while read -r pair; do
			grep -qxF "$pair" <<<"$letters" || wrong "$tool" "has $pair"
		done < <("$tool" -h | sed -nE 's/^  -(.), --([a-z-]+).*/\1 \2/p')
	done
	assert_equal "$FAILED" ''
	assert_equal "$(cd "$ROOT" && grep -rl getopt cmd lib)" cmd/parse.c
}

@test "the fixed letters have their fixed names" {
	while read -r letter name; do
		grep -qE "\{'$letter', \"$name\"" "$ROOT/cmd/options.c" || wrong "-$letter" "is not --$name"
	done <<-'END'
		b book
		d ledger
		f format
		o output
		p period
		k key
		n count
		H household
		r rule
		i item
		q quantity
		s shop
		m message
		h help
		V version
	END
	assert_equal "$FAILED" ''
}
