# The dictionary of columns: no name for two columns, and pts-csv(5) has exactly what the programs know

setup() {
	load helper
	_common_setup
	# name kind alias alias …
	sed -nE 's/^\t\{"([a-z_]+)", "([^"]+)", CELL_([A-Z]+)\},$/\1 \3 \2/p' "$ROOT/lib/job/intake/columns.c" |
		tr '|' ' ' | awk '{$2 = tolower($2); print}' >known
}

@test "every line of the dictionary is read by this test" {
	run grep -c '^	{"' "$ROOT/lib/job/intake/columns.c"
	assert_output "$(grep -c . known)"
	assert [ "$output" -gt 60 ]
}

@test "no name stands for two columns" {
	cut -d' ' -f1,3- known | tr ' ' '\n' | sort | uniq -d >twice
	run cat twice
	refute_output
}

@test "the table of pts-csv(5) is the dictionary" {
	sed -n 's/^\.It Li \([a-z_]*\) Ta \([a-z]*\) Ta \(.*\)$/\1 \2 \3/p' "$ROOT/man/pts-csv.5" >page
	run diff known page
	assert_success
}

@test "every column of every table, view and stream is in the dictionary" {
	make_ledger
	cut -d' ' -f1 known | sort >names
	{
		pts-list | tail -n +2 | cut -d, -f2
		for view in journal balances stock periods heads redemptions today; do pts-list $view | head -n 1 | tr , '\n'; done
		pts-tally | pts-rank | head -n 1 | tr , '\n'
		pts-close --dry-run 2025-07 | head -n 1 | tr , '\n'
		pts-card -b HH -f csv 001 | head -n 1 | tr , '\n'
		pts-check | head -n 1 | tr , '\n'
		pts-review list | head -n 1 | tr , '\n'
		pts-dispute list | head -n 1 | tr , '\n'
		pts-tally --unrated -p 2025-07 | head -n 1 | tr , '\n'
		pts-list expiring | head -n 1 | tr , '\n'
		for form in '' --summary --entries; do pts-replay --scheme "$ROOT/tests/fixtures/village" $form | head -n 1 | tr , '\n'; done
		pts-report -p 2025-08 --against 2025-07 | head -n 1 | tr , '\n'
		pts-honor list | head -n 1 | tr , '\n'
		printf '%s\n' honor,top X,1 | pts-load honors - >/dev/null
		pts-honor propose -p 2025-07 >proposed.csv
		head -n 1 proposed.csv | tr , '\n'
		pts-honor award -p 2025-07 --dry-run proposed.csv | head -n 1 | tr , '\n'
		printf '%s\n' scale,grade,from X,1,1 | pts-load grades - >/dev/null
		pts-grade run -p 2025-07 | head -n 1 | tr , '\n'
		pts-grade list | head -n 1 | tr , '\n'
		pts-grade share -p 2025-07 | head -n 1 | tr , '\n'
		pts-load books "$ROOT/tests/fixtures/village/books.csv" | head -n 1 | tr , '\n'
	} | sort -u | comm -23 - names >unknown
	run cat unknown
	refute_output
}
