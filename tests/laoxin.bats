# The third quarter of Laoxin, end to end: totals, an independent count, golden sheets, twice is once, what is refused
#
# examples/laoxin/expected/ holds what is published; RENEW=1 writes it anew, to be read before it is kept.

setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	PTS_ACTOR=clerk "$ROOT/examples/laoxin/settle.sh" settled.db out >messages 2>&1
}

setup() {
	load helper
	_common_setup
	set -o pipefail
	PLACE=$ROOT/examples/laoxin
	OUT=$BATS_FILE_TMPDIR/out
	export PTS_LEDGER=$BATS_FILE_TMPDIR/settled.db
}

# A ledger of its own for what writes.
copy_ledger() {
	cp "$PTS_LEDGER" pts.db
	PTS_LEDGER=pts.db
}

# golden NAME: standard input is what expected/NAME holds, byte for byte
golden() {
	if [ -n "${RENEW-}" ]; then
		cat >"$PLACE/expected/$1"
	else
		diff -u "$PLACE/expected/$1" -
	fi
}

# column NAME: one column of a stream without quoted cells
column() {
	awk -F, -v name="$1" 'NR == 1 {for (i = 1; i <= NF; i++) if ($i == name) at = i; next} {print $at}'
}

# sum of hundredths, as an amount
sum() {
	awk '{s += int($1 * 100 + ($1 < 0 ? -0.5 : 0.5))} END {printf "%d.%02d\n", int(s / 100), s % 100}'
}

total() {
	awk -F, -v name="$1" '$1 == name {print $2}' "$PLACE/expected/totals.csv"
}

# again EDIT: a village's sheet of July, decoded, with one edit by sed, as a file of the same name
again() {
	iconv -f GB18030 -t UTF-8 "$PLACE/sheets/2025-07/红河村7月.csv" | sed "$1" >红河村7月.csv
}

@test "settled without a word, and everything checks" {
	assert_equal "$(cat "$BATS_FILE_TMPDIR/messages")" ''
	assert_equal "$(wc -l <"$OUT/check.csv")" 17
	assert_equal "$(grep -c ',ok$' "$OUT/check.csv")" 16
}

@test "the article's totals: 478 households, more than 30,000 points, goods at half a yuan a point" {
	assert_equal "$(column household <"$OUT/tally.csv" | wc -l)" 478
	assert_equal "$(column earned <"$OUT/tally.csv" | sum)" 33614.00
	assert_equal "$(column deducted <"$OUT/tally.csv" | sum)" 619.00
	assert_equal "$(column receipt <"$OUT/receipts.csv" | wc -l)" 1574
	assert_equal "$(column points <"$OUT/receipts.csv" | sum)" 31770.00
	assert_equal "$(column value <"$OUT/receipts.csv" | sum)" 15885.00
}

@test "what comes in and what goes out add up" {
	pts-list balances >balances.csv
	# 1225 of what was handed in and ordered, and a fine of 5 that an objection took back
	assert_equal "$(column balance <balances.csv | sum)" 1230.00
	pts-tally -k book -p 2025 >year.csv
	assert_equal "$(column points <year.csv | sum) $(column redeemed <year.csv | sum)" '33000.00 31770.00'
	assert_equal "$(awk -F, '$4 < 0' balances.csv)" ''
}

@test "awk and iconv count the raw sheets to the same rows" {
	"$PLACE/expected/recount" >recount.csv
	diff -u "$PLACE/expected/recount.csv" recount.csv
	awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i}
		{print $at["book"] "," $at["household"] "," $at["events"] "," $at["earned"] "," $at["deducted"] "," $at["score"]}' \
		"$OUT/tally.csv" >tally.csv
	diff -u <(sed 1q recount.csv && sed 1d recount.csv | LC_ALL=C sort) <(sed 1q tally.csv && sed 1d tally.csv | LC_ALL=C sort)
}

@test "awk counts the raw orders to the same totals" {
	"$PLACE/expected/recount" totals | diff -u "$PLACE/expected/totals.csv" -
	assert_equal "$(column household <"$OUT/tally.csv" | wc -l)" "$(total households)"
	assert_equal "$(column event <"$OUT/events.csv" | wc -l)" "$(total events)"
	assert_equal "$(grep -c capped "$OUT/events.csv")" "$(total 'cut by caps')"
	assert_equal "$(column score <"$OUT/tally.csv" | sum)" "$(total score)"
	assert_equal "$({ pts-list balances | column balance; column points <"$OUT/decided-CH-D2025-0001.csv" | sed s/^/-/; } | sum)" "$(total balance)"
}

@test "one objection was accepted and one rejected, and the outcomes hang" {
	pts-dispute list >disputes.csv
	assert_equal "$(column dispute <disputes.csv) $(column state <disputes.csv)" $'CH-D2025-0001\nLT-D2025-0001 accepted\nrejected'
	assert_equal "$(column due <disputes.csv | sort -u)" 2025-10-16
	assert_equal "$(column points <disputes.csv)" 5.00
	assert_equal "$(pts-notice list | grep -c ,outcomes,)" 2
	grep -q CH-D2025-0001 "$OUT/outcomes.html"
	refute grep -q -e 韩大勇 -e 陆建喜 "$OUT/outcomes.html"
}

@test "the sqlite3 shell adds the journal up to the same tally, balances and stock" {
	sqlite3 -csv "$PTS_LEDGER" "
		SELECT b.code, j.household, printf('%.2f', SUM(score) / 100.0), printf('%.2f', SUM(points) / 100.0)
		FROM journal j JOIN books b USING (book)
		WHERE kind IN ('earn', 'deduct') AND period BETWEEN '2025-07' AND '2025-09' GROUP BY 1, 2 ORDER BY 1, 2" | tr -d '\r' >sums.csv
	diff -u sums.csv <(awk -F, 'NR > 1 {print $1 "," $3 "," $9 "," $10}' "$OUT/tally.csv")
	sqlite3 -csv "$PTS_LEDGER" "
		SELECT b.code, j.household, printf('%.2f', SUM(points) / 100.0) FROM journal j JOIN books b USING (book)
		WHERE household <> '' GROUP BY 1, 2 ORDER BY 1, 2" | tr -d '\r' >balances.csv
	diff -u balances.csv <(pts-list balances | awk -F, 'NR > 1 && $1 "," $2 in had {print $1 "," $2 "," $4} NR == 1 {
		while ((getline line < "balances.csv") > 0) {sub(/,[^,]*$/, "", line); had[line] = 1}}')
	sqlite3 -csv "$PTS_LEDGER" "
		SELECT b.code, shop, item, printf('%.2f', SUM(quantity) / 100.0) FROM journal JOIN books b USING (book)
		WHERE kind IN ('stock', 'redeem', 'refund') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3" | tr -d '\r' >stock.csv
	diff -u stock.csv <(awk -F, 'NR > 1 && $5 != "0.00" {print $1 "," $2 "," $3 "," $5}' "$OUT/stock.csv")
}

@test "caps, roles and versions: no household got more than a rule gives" {
	sqlite3 -csv "$PTS_LEDGER" "
		SELECT household, rule, substr(date, 1, 7), SUM(score) / 100.0 AS got FROM journal
		WHERE rule IN ('ZZ02', 'PA01', 'ZY01') GROUP BY book, 1, 2, 3
		HAVING got > CASE rule WHEN 'ZZ02' THEN 12 WHEN 'PA01' THEN 20 ELSE 40 END" >over.csv
	assert_equal "$(cat over.csv)" ''
	assert_equal "$(sqlite3 "$PTS_LEDGER" "SELECT COUNT(*) FROM journal WHERE rule = 'ZZ05' AND role <> 'party'")" 0
	assert_equal "$(sqlite3 "$PTS_LEDGER" "SELECT COUNT(*) FROM journal WHERE rule = 'HJ07' AND date > '2025-08-31'")" 0
}

@test "golden: the tally" {
	golden tally.csv <"$OUT/tally.csv"
}

@test "golden: the closed months, but for the salted heads" {
	cut -d, -f1-6 "$OUT/closed.csv" | golden closed.csv
}

@test "golden: the stock, and the receipts of one village" {
	golden stock.csv <"$OUT/stock.csv"
	grep -e '^book,' -e '^SW,' "$OUT/receipts.csv" | golden receipts-SW.csv
}

@test "golden: the town's top ten as a table" {
	pts-tally -p 2025Q3 | pts-rank -n 10 -f table --header zh | golden top-ten.txt
}

@test "golden: one village's sheet as text, for the group, and for the board" {
	pts-tally -b SW -p 2025Q3 | pts-rank >SW.csv
	pts-notice -f text SW.csv | golden board-SW.txt
	pts-notice -f wechat SW.csv | golden group-SW.txt
	pts-notice -f html SW.csv | golden board-SW.html
}

@test "golden: one household's card" {
	pts-card -b HH 053 | golden card-HH-053.txt
}

@test "golden: the boards as issued; the entry hash depends on salted notes" {
	cut -d, -f 1-8,10- "$OUT/notices.csv" | golden notices.csv
}

@test "every board is proved, by its file and by its number" {
	assert_equal "$(grep -c ': proved: ' "$OUT/verified.txt")" 15
	run -0 pts-notice verify SW-2025-01 --digest "$(awk -F, '$2 == "SW-2025-01" {print $8}' "$PLACE/expected/notices.csv")"
	pts-notice show SW-2025-01 -f html >SW.html
	run -0 pts-notice verify SW.html
	sed 's/熊\*强/熊*刚/' SW.html >bad.html
	run -1 pts-notice verify bad.html
	assert_line --partial 'row `1 075 熊*强 八组`: 姓名 is `熊*刚` on the sheet, `熊*强` in the ledger'
}

@test "every village has its board, and no sheet shows a name in full" {
	assert_equal "$(grep -c '</table>' "$OUT/boards.html")" 15
	refute grep -q 熊世强 "$OUT/boards.html" "$OUT/draft.html"
	assert_equal "$(column household <"$OUT/scores.csv" | wc -l)" "$(pts-list households | grep -c ,active,)"
}

@test "settled a second time nothing changes" {
	copy_ledger
	before=$(sha256sum <pts.db)
	PTS_ACTOR=clerk run -0 --separate-stderr "$PLACE/settle.sh" "$PWD/pts.db" "$PWD/out"
	assert_equal "$output$stderr" ''
	assert_equal "$(sha256sum <pts.db)" "$before"
	for same in closed tally scores stock; do
		cmp "$OUT/$same.csv" out/$same.csv
	done
	cmp "$OUT/boards.html" out/boards.html
	refute grep -q ,posted, out/events.csv out/receipts.csv
}

@test "the year's end: six honours in the villages as the panels decided, and nothing twice" {
	copy_ledger
	export PTS_NOW=2026-01-08T09:00:00
	for run in 1 2; do
		run -0 --separate-stderr "$PLACE/honors.sh" "$PWD/pts.db" "$PWD/year"
		assert_equal "$output$stderr" ''
		[ $run = 2 ] || sha256sum pts.db >once
	done
	sha256sum --quiet -c once
	golden honors.csv <year/honors.csv
	assert_equal "$(cut -d, -f3 year/honors.csv | sort -u | wc -l)" 7
	assert_equal "$(grep -c 'class="paper"' year/certificates.html)" "$(sed 1d year/honors.csv | wc -l)"
	pts-check >/dev/null
}

@test "a sheet handed in again with one row corrected: that row is bad, the ledger as before" {
	copy_ledger
	before=$(sha256sum <pts.db)
	again '2s/JF01,[^,]*/JF01,2/'
	run -65 --separate-stderr pts-log 红河村7月.csv
	assert_equal "$stderr" "pts-log: 红河村7月.csv:2: looks like a correction of $(at HH 1); reverse that, or give this one an event id"
	assert_output ''
	assert_equal "$(sha256sum <pts.db)" "$before"
}

@test "the old row reversed, the corrected sheet posts only what is new" {
	copy_ledger
	again '2s/JF01,[^,]*/JF01,2/'
	pts-log --reverse -m 'two, not one' "$(at HH 1)" >/dev/null
	run -1 pts-log 红河村7月.csv
	assert_output 'pts-log: 红河村7月.csv:2: 2025-07 of HH is closed: with --late the event counts in 2025-10'
	run -0 pts-log --late 红河村7月.csv
	assert_equal "$(grep -c ',posted,' <<<"$output")" 1
	assert_line --regexp ',HH,2025-10,[0-9]+,2025-07-01,009,.*,2\.00,20\.00,20\.00,posted,$'
	assert_equal "$(pts-tally -b HH -p 2025Q3 | grep -v '^book')" "$(grep '^HH,' "$OUT/tally.csv")"
	run -0 pts-check -b HH
}

# The exit and the messages of one bad sheet as expected.csv wants them.
expected() {
	sqlite3 :memory: -cmd ".import --csv '$PLACE/sheets-bad/expected.csv' e" "SELECT exit || char(10) || message FROM e WHERE file = '$1'"
}

@test "every bad sheet is refused with its message, and the ledger's bytes stay" {
	copy_ledger
	ledger=$PWD/pts.db
	before=$(sha256sum <pts.db)
	cd "$PLACE/sheets-bad"
	wrong=''
	for sheet in *.csv; do
		[ "$sheet" != expected.csv ] || continue
		run --separate-stderr pts-log -d "$ledger" "$sheet"
		# shellcheck disable=SC2154
		[ "$status"$'\n'"$stderr" = "$(expected "$sheet")" ] || wrong+=$sheet$'\n'"$status $stderr"$'\n'
		[ -z "$output" ] || wrong+="$sheet printed $output"$'\n'
		[ "$(sha256sum <"$ledger")" = "$before" ] || wrong+="$sheet changed the ledger"$'\n'
	done
	assert_equal "$wrong" ''
}

@test "expected.csv names every bad sheet and no other" {
	cd "$PLACE/sheets-bad"
	assert_equal "$(sqlite3 :memory: -cmd '.import --csv expected.csv e' 'SELECT file FROM e ORDER BY file')" \
		"$(printf '%s\n' *.csv | grep -v '^expected' | LC_ALL=C sort)"
}

@test "the generator makes the same rosters, sheets, deliveries and orders again" {
	cp -r "$PLACE" copy
	copy/generate
	for part in roster sheets orders stock; do
		diff -r "$PLACE/$part" "copy/$part"
	done
}
