# The manual: well formed, complete, its references lead somewhere, its examples run, the README's words are true.
#
# Examples are the displays (.Dl lines and .Bd -literal blocks) under EXAMPLES, and all of those in the tour. They run
# in order as one bash script. A display after a comment line `.\" shown only` is not run: a test lacks what it needs.

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	settled=$BATS_FILE_TMPDIR/settled
	mkdir "$settled"
	cp -r "$ROOT"/examples/laoxin/{scheme,roster,stock,orders} "$settled"
	cp -r "$ROOT/examples/laoxin/sheets/2025-07" "$settled/july"
	cp "$settled/july/红河村7月.csv" "$settled"
	printf '%s\n' rule,valid_from,category,title,points HJ99,2026-01-01,HJ,植树,5 >"$settled/rules-2026.csv"
	"$ROOT/examples/laoxin/settle.sh" "$settled/pts.db" "$BATS_FILE_TMPDIR" >/dev/null
	cp "$settled/pts.db" "$settled/laoxin.db"
}

setup() {
	load helper
	_common_setup
}

# Each page's name and section, as `pts-log.1`.
pages() {
	(cd "$ROOT/man" && printf '%s\n' *.[157])
}

# script PAGE: its examples as a shell script
script() {
	awk -v tour="$([ "$1" = pts.7 ] && echo 1)" '
		/^\.Sh/ {wanted = tour || $2 == "EXAMPLES"}
		/^\.\\" shown only/ {skip = 1; next}
		!wanted {next}
		/^\.Bd -literal/ {block = 1; next}
		/^\.Ed/ {block = skip = 0; next}
		block && !skip {print}
		/^\.Dl/ && !skip {
			sub(/^\.Dl /, "")
			if (sub(/^"/, "")) {
				sub(/"$/, "")
				gsub(/""/, "\"")
			}
			print
		}
		/^\.Dl/ {skip = 0}' "$ROOT/man/$1" | sed 's/\\e/\\/g; s/\\(dq/"/g; s/\\&//g'
}

# runs PAGE: its examples in the present folder
runs() {
	script "$1" >"$BATS_TEST_TMPDIR/script"
	[ -s "$BATS_TEST_TMPDIR/script" ] || fail "$1 has no examples"
	bash -euo pipefail "$BATS_TEST_TMPDIR/script" >"$BATS_TEST_TMPDIR/out" 2>&1 ||
		fail "$1: $(cat "$BATS_TEST_TMPDIR/script" "$BATS_TEST_TMPDIR/out")"
}

@test "every page is well formed" {
	cd "$ROOT/man"
	assert [ "$(pages | grep -c .)" -ge 16 ]
	# mandoc looks for other pages where manuals are installed; the next test looks here.
	mandoc -Tlint -Wstyle -- *.[157] | sed '/: referenced manual not found: /d' >"$BATS_TEST_TMPDIR/lint"
	run cat "$BATS_TEST_TMPDIR/lint"
	refute_output
}

@test "every reference to a page of the toolkit leads to one" {
	sed -n 's/^\.Xr \(pts[a-z-]*\) \([157]\).*/\1.\2/p' "$ROOT"/man/*.[157] | sort -u |
		while read -r ref; do
			[ -e "$ROOT/man/$ref" ] || echo "no page $ref"
		done >missing
	run cat missing
	refute_output
}

@test "every tool has a page with the synopsis that -h prints, and every option of -h" {
	for tool in $(cd "$ROOT/cmd" && printf '%s\n' pts-*.c | sed 's/\.c$//'); do
		"$tool" -h >help
		sed '/^$/q; s/^usage: //; s/^ *//' help | sed '/^$/d' >usage
		synopsis "$tool" | diff usage - || echo "synopsis of $tool"
		sed -n '/^ .*--/s/^ *\(-.,\)* *--\([a-z-]*\).*/\2/p' help | grep -vxE 'help|version' | sort >of-help
		sed -nE 's/^\.It Fl (. , )?-([a-z-]+).*/\2/p' "$ROOT/man/$tool.1" | sort >of-page
		diff of-help of-page || echo "options of $tool"
	done >wrong
	run cat wrong
	refute_output
}

@test "every page names the exits and what else to see" {
	for page in $(pages); do
		for section in NAME DESCRIPTION 'SEE ALSO'; do
			grep -qx "\.Sh $section" "$ROOT/man/$page" || echo "$page has no $section"
		done
		[[ $page != *.1 ]] || grep -qx '\.Sh EXIT STATUS' "$ROOT/man/$page" || echo "$page has no EXIT STATUS"
	done >wrong
	run cat wrong
	refute_output
}

@test "the examples of every page run" {
	for page in $(pages | grep -vE '^(pts\.7|pts-ledger\.5)$'); do
		rm -rf here
		cp -r "$BATS_FILE_TMPDIR/settled" here
		[ "$page" != pts-init.1 ] || rm here/laoxin.db
		(cd here && runs "$page")
	done
}

@test "the tour can be walked from beginning to end" {
	export PTS_NOW=2026-01-08T09:00:00
	mkdir october
	printf '%s\n' date,household,rule 2025-10-02,001,HJ01 2025-11-05,003,HJ01 >october/a.csv
	printf '%s\n' order,household,item O1,001,soap >orders.csv
	runs pts.7
	run -0 pts-check
	assert_line --regexp '^HH,[0-9]+,3,.*,ok$'
	run -0 pts-card 001
	assert_line --regexp '^Household 001'
}

# words PATTERN: what of the README it matches, without backquotes
words() {
	grep -oE "$1" "$ROOT/README.md" | tr -d "\`" | sort -u
}

@test "the README's commands, paths and pages exist" {
	assert [ "$(grep -cE '^pts-[a-z]+ ' "$ROOT/README.md")" -ge 5 ]
	{
		words "\`make [a-z]+\`" | while read -r _ target; do grep -qE "^$target:" "$ROOT/Makefile" || echo "make $target"; done
		words 'pts-[a-z]+' | while read -r page; do compgen -G "$ROOT/man/$page.[157]" >/dev/null || echo "$page"; done
		words "\`(cmd|lib|man|tests|examples)/[A-Za-z0-9_./-]*\`" |
			while read -r path; do [ -e "$ROOT/$path" ] || echo "$path"; done
	} >wrong
	run cat wrong
	refute_output
}

@test "the tour and the README name every program" {
	for tool in "$ROOT"/cmd/pts-*.c; do
		tool=$(basename "$tool" .c)
		grep -qF "Ta Xr $tool 1 Ta" "$ROOT/man/pts.7" || echo "pts.7: $tool"
		grep -qE "^\\|.*\\| (pts-[a-z]+, )?${tool}[, ]" "$ROOT/README.md" || echo "README.md: $tool"
	done >missing
	run cat missing
	refute_output
}
