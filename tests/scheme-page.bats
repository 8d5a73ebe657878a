# pts-scheme(5) against the programs: every table, column and setting with what it takes and its default

setup() {
	load helper
	_common_setup
}

@test "tables and columns of the page are those that pts-load takes" {
	pts-load | tail -n +2 | cut -d, -f1,2 >known
	awk '/^\.Sh/ {on = $2 == "TABLES"} on && /^\.Ss/ {t = $2} on && /^\.It Cm/ {print t "," $3}' \
		"$ROOT/man/pts-scheme.5" >page
	run diff <(sort known) <(sort page)
	assert_success
	run diff <(cut -d, -f1 known | uniq) <(cut -d, -f1 page | uniq)
	assert_success
}

@test "settings of the page are those of the table, with what they take and their defaults" {
	sed -nE 's/^\t\{"([a-z_]+)", "([^"]*)", "([^"]+)",.*/\1 \3 \2/p' "$ROOT/lib/domain/settings.c" |
		awk '{print $1, $2, $3 == "" ? "blank" : $3}' >known
	awk '/^\.Sh/ {on = $2 == "SETTINGS"} /^\.Ss/ {on = 0} on && /^\.It Cm/ {key = $3 " " $5}
		on && /^Default: / {sub(/\.$/, "", $2); print key, $2}' "$ROOT/man/pts-scheme.5" >page
	assert [ "$(grep -c . known)" -gt 15 ]
	run diff known page
	assert_success
}

@test "the defaults of words are those that the programs set" {
	# WORD("level", LEVELS, "village"), or CHAINED, in the array named after its table
	awk -F'"' '/^static const struct field/ {sub(/\[.*/, ""); sub(/.* /, ""); t = $0}
		/^\t(WORD|CHAINED)\(/ && $0 ~ /"\),$/ {print t "," $2 "," $(NF - 1)}' "$ROOT/lib/ledger/scheme/tables.c" >known
	awk '/^\.Sh/ {on = $2 == "TABLES"} /^\.Ss/ {t = $2} on && /^\.It Cm/ {c = $3}
		on && /^\(default\)/ {print t "," c "," last} {last = $2}' "$ROOT/man/pts-scheme.5" >page
	assert [ "$(grep -c . known)" -gt 7 ]
	run diff known page
	assert_success
}
