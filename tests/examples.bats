#!/usr/bin/env bats
# The small places, settled whole by their own scripts and held against what they printed when it was checked by hand.

load helper

PLACES='xinglong lanping tongchuan'

setup_file() {
	local place
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	unset PTS_NOW PTS_ACTOR
	for place in $PLACES; do
		"$ROOT/examples/play" "$ROOT/examples/$place/settle.sh" "$BATS_FILE_TMPDIR/$place/pts.db" "$BATS_FILE_TMPDIR/$place"
		merit "$place" "$BATS_FILE_TMPDIR/$place" 2>"$BATS_FILE_TMPDIR/$place.merit"
	done
}

# merit PLACE DIR: the honours or grades of what was settled there
merit() {
	local script=honors.sh
	[ "$1" != tongchuan ] || script=grades.sh
	"$ROOT/examples/play" "$ROOT/examples/$1/$script" "$2/pts.db" "$2"
}

setup() {
	_common_setup
	unset PTS_NOW PTS_ACTOR
}

# Everything in expected/ is printed again, byte by byte.
as_expected() {
	local file
	for file in "$ROOT/examples/$1/expected"/*; do
		diff -u "$file" "$BATS_FILE_TMPDIR/$1/${file##*/}"
	done
}

# The column of the rows of a file in which another column has a value.
cell() { # FILE COLUMN WHERE VALUE
	awk -F, -v column="$2" -v where="$3" -v value="$4" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at[where] == value { print $at[column] }' "$BATS_FILE_TMPDIR/$1"
}

@test "xinglong prints what is expected" {
	as_expected xinglong
}

@test "xinglong: an hour is 10 points, four hours at a time, whatever the check-in sheet says" {
	run awk -F, '$12 == "ZY01" && $NF !~ /month/ { hours = $14 > 4 ? 4 : $14; if ($15 != 10 * hours) print; n++ }
		END { print (n > 100) }' "$BATS_FILE_TMPDIR"/xinglong/events-*.csv
	assert_output 1
	run awk -F, 'NR > 1 && $12 == "ZY01" && $14 > 4 && $15 == 40' "$BATS_FILE_TMPDIR/xinglong/events-2025-04.csv"
	assert_output --partial 'capped: quantity 4.00 of 4.50 at once'
}

@test "xinglong: donations count for the honour score alone" {
	run cell xinglong/categories.csv points category AX
	assert_output 0.00
	run cell xinglong/categories.csv score category AX
	assert_output 128.00
}

# The community's money from its own papers: what came in, less what was paid for, less what the merchants gave for
# points, at 0.1 yuan each. A coupon counts when it was used.
@test "xinglong: the fund is accounted for to the fen by a recount of the papers" {
	run awk -F, -v OFS=, '
		FNR == 1 { file++; next }
		file <= 2 { fen += 100 * $2 }
		file == 3 { fen -= 100 * $2 }
		file == 4 { points[$2] = $6; kind[$2] = $5 }
		file == 5 { ordered[$1] = $4; if (kind[$4] != "coupon") fen -= 10 * points[$4] * ($5 == "" ? 1 : $5) }
		file == 6 { fen -= 10 * points[ordered[$1]] }
		END { printf "%.2f\n", fen / 100 }' "$ROOT"/examples/xinglong/{fund/收入,fund/收入-8月,fund/支出,scheme/items,orders/商户,orders/用券}.csv
	assert_output "$(awk -F, 'NR > 1 {yuan += $5} END {printf "%.2f", yuan}' "$BATS_FILE_TMPDIR/xinglong/sources.csv")"
	assert_output 49996.00
	# and every bill is paid
	run awk -F, 'NR > 1 && ($13 != $14 || $16 != "paid")' "$BATS_FILE_TMPDIR/xinglong/bills.csv"
	assert_output ''
}

@test "xinglong: the goods are accounted for piece by piece, and what they cost to the fen" {
	run awk -F, -v OFS=, '
		FNR == 1 { file++; next }
		file == 1 { cost[$2] = $8 }
		file <= 3 && file > 1 { left[$3] += $5 }
		file == 4 && $NF == "posted" { left[$7] -= $9 }
		file == 5 { left[$2] -= $4 }
		file == 6 { if (left[$2] != $4) { print $2 " missing " left[$2] - $4; left[$2] = $4 } }
		END { for (item in left) { n++; sum += left[item] * cost[item] } printf "%d %.2f\n", n, sum }' \
		"$ROOT"/examples/xinglong/{scheme/items,stock/2025Q2,stock/捐赠}.csv "$BATS_FILE_TMPDIR/xinglong/receipts.csv" \
		"$ROOT"/examples/xinglong/stock/{损耗,盘点}.csv
	assert_output "soap missing 1"$'\n'"8 $(awk -F, 'NR > 1 {yuan += $7} END {printf "%.2f", yuan}' "$BATS_FILE_TMPDIR/xinglong/stock.csv")"
}

@test "xinglong: goods cost some 30 % less than in the market, at 0.1 yuan a point what they cost the shop" {
	run awk -F, 'NR > 1 && $5 == "goods" && $4 == "" && ($6 != 10 * $8 || $8 / $9 < 0.68 || $8 / $9 > 0.72)' \
		"$ROOT/examples/xinglong/scheme/items.csv"
	assert_output ''
}

@test "xinglong: hledger comes to the same fund, merchants and goods" {
	run -0 env LC_ALL=C.UTF-8 hledger -f "$BATS_FILE_TMPDIR/xinglong/xinglong.ledger" check --strict
	run -0 env LC_ALL=C.UTF-8 hledger -f "$BATS_FILE_TMPDIR/xinglong/xinglong.ledger" balance -N --flat --layout=bare -O csv '^Fund:' '^Merchants:' '^Stock:'
	assert_line '"Fund:XL:street","CNY","47996.00"'
	assert_line '"Fund:XL:江汉日用百货","CNY","2000.00"'
	assert_line '"Stock:XL:S1:tissue","CNY","123.90"'
	refute_line --partial Merchants
}

@test "xinglong: a coupon works once, and the bills have a line for every signature" {
	cp "$BATS_FILE_TMPDIR/xinglong/pts.db" .
	used=$(awk -F, '$3 == "XL-M-01" {print $(NF - 2)}' "$BATS_FILE_TMPDIR/xinglong/codes/0001.csv")
	assert [ "${#used}" -ge 16 ]
	PTS_NOW=2025-10-09T10:00:00 run pts-redeem use "$used" -s M01
	assert_failure 1
	[ "$(grep -c '<section class="bill">' "$BATS_FILE_TMPDIR/xinglong/bills.html")" = 12 ]
	[ "$(grep -c '商户（签章）' "$BATS_FILE_TMPDIR/xinglong/bills.html")" = 12 ]
}

@test "xinglong: eight 文明家庭 without a deduction but for the one the panel put in, four 最美志愿者 by their hours" {
	run cut -d, -f3 "$BATS_FILE_TMPDIR/xinglong/honors.csv"
	assert_equal "$(grep -c WMJT <<<"$output") $(grep -c ZMZY <<<"$output")" '8 4'
	assert_equal "$(grep -c 'class="paper"' "$BATS_FILE_TMPDIR/xinglong/certificates.html")" 12
	sqlite3 -csv "$BATS_FILE_TMPDIR/xinglong/pts.db" "
		SELECT j.household FROM journal j WHERE kind = 'deduct' AND category IN ('HJ', 'YF') AND date BETWEEN '2025-04-01' AND '2025-06-30'" |
		tr -d '\r' | sort -u >spotted
	run bash -c "awk -F, '/WMJT/ {print \$5}' '$BATS_FILE_TMPDIR/xinglong/honors.csv' | sort | comm -12 - spotted"
	assert_output 016
	sqlite3 -csv "$BATS_FILE_TMPDIR/xinglong/pts.db" "
		SELECT member, printf('%.2f', SUM(MIN(quantity, 400)) / 100.0) AS h FROM journal j WHERE kind = 'earn' AND rule = 'ZY01'
		AND member <> '' AND date BETWEEN '2025-04-01' AND '2025-06-30' AND score > 0 GROUP BY 1 ORDER BY SUM(MIN(quantity, 400)) DESC LIMIT 4" |
		tr -d '\r' >hours
	run diff hours <(awk -F, '/ZMZY/ {print $8 "," $9}' "$BATS_FILE_TMPDIR/xinglong/proposed.csv")
	assert_success
}

@test "lanping prints what is expected" {
	as_expected lanping
}

@test "lanping: a rule refuses the member of another role" {
	cp "$BATS_FILE_TMPDIR/lanping/pts.db" .
	PTS_NOW=2025-10-10T10:00:00 run pts-log -b JF -H 002 --member 002-1 -r QGY02
	assert_failure 65
	assert_output --partial 'rule QGY02 is for resident, member 002-1 is party'
}

# Each member's services of a month: the first brings nothing, the second 10 (or what the month's 30 leave), the third nothing.
@test "lanping: two volunteer services in a month are 10 points" {
	run awk -F, '$12 ~ /^[DWQ]GY01$/ {
		nth = ++n[$2 $9 substr($5, 1, 7)]
		if ($15 != (nth == 2 ? 10 : 0) && $18 !~ /capped/)
			print
		tens += $15 == 10
	}
	END { print (tens > 50) }' "$BATS_FILE_TMPDIR"/lanping/events-*.csv
	assert_output 1
}

@test "lanping: a deed told too late is what the kettle lacked" {
	run cell lanping/receipts.csv points item kettle
	assert_output 120.00
	run cell lanping/receipts.csv balance item kettle
	assert_output 0.00
	run cell lanping/late.csv period household 007
	assert_output 2025-10
}

@test "lanping: the shops redeem on Fridays only" {
	run awk -F, 'NR > 1 {print $4}' "$BATS_FILE_TMPDIR/lanping/receipts.csv"
	while read -r day; do
		[ "$(date -d "$day" +%u)" = 5 ]
	done < <(sort -u <<<"$output")
	cp "$BATS_FILE_TMPDIR/lanping/pts.db" .
	PTS_NOW=2025-10-11T10:00:00 run pts-redeem -b HS -H 013 -i towel
	assert_failure 1
	assert_output --partial 'do not redeem on 2025-10-11 (redeem_days fri): the next day is 2025-10-17'
}

@test "lanping: two shops run as one; nothing is lost on the way, and the old name still serves" {
	run awk -F, 'NR > 1 {pieces[$6] += $8; yuan += $9} END {for (i in pieces) if (pieces[i]) print i; print yuan + 0}' \
		"$BATS_FILE_TMPDIR/lanping/moved.csv"
	assert_output 0
	run awk -F, '$1 == "JF" && $2 == "S2" {n += $5} END {print n + 0}' "$BATS_FILE_TMPDIR/lanping/stock.csv"
	assert_output 0
	# ordered at S2, handed out at S1
	run sqlite3 "$BATS_FILE_TMPDIR/lanping/pts.db" "SELECT shop FROM journal WHERE kind = 'redeem' AND id IN ('JF-0926-2', 'JF-1010-1') ORDER BY id"
	assert_output $'S2\nS1'
}

@test "lanping: 好婆婆 and 好儿媳 are nominated; a tie is voted on, a deduction bars" {
	run cell lanping/proposed.csv state household 003
	assert_line tie
	run awk -F, '$3 == "HPP" && $1 == "HS" {print $10 "," $11}' "$BATS_FILE_TMPDIR/lanping/proposed.csv"
	assert_output '10 deducted in ZJ,passed over'
	run awk -F, '$3 == "HEX" {print $1, $8}' "$BATS_FILE_TMPDIR/lanping/honors.csv"
	assert_output 'HS 003-2
JF 001-1'
}

@test "tongchuan: who is graded how follows from the scores; the bank sees who consented" {
	# A household at 1120 exactly is not above it.
	run awk -F, 'NR == FNR {score[$2 $4] = $10; next} FNR > 1 {
		s = score[$1 $4]; want = s > 1180 ? "AAA" : s > 1120 ? "AA" : s > 1090 ? "A" : "C"
		if ($9 != want && $8 == s) print $0, s
		n++} END {print n}' "$BATS_FILE_TMPDIR/tongchuan/scores-2025.csv" "$BATS_FILE_TMPDIR/tongchuan/credit-2025.csv"
	assert_output 48
	assert_equal "$(cell tongchuan/credit-2025.csv grade figure 1120.00 | sort -u)" A
	assert_equal "$(cell tongchuan/villages-2025.csv state book SP)" no
	sqlite3 -csv "$BATS_FILE_TMPDIR/tongchuan/pts.db" "SELECT b.code, h.code FROM households h JOIN books b USING (book)
		WHERE consent = 'yes' AND status = 'active' ORDER BY 1, 2" | tr -d '\r' >consent
	run diff consent <(awk -F, 'NR > 1 {print $1 "," $4}' "$BATS_FILE_TMPDIR/tongchuan/bank-2025.csv")
	assert_success
	left=$(($(wc -l <"$BATS_FILE_TMPDIR/tongchuan/credit-2025.csv") - $(wc -l <"$BATS_FILE_TMPDIR/tongchuan/bank-2025.csv")))
	assert_equal "$(cat "$BATS_FILE_TMPDIR/tongchuan/left-out.txt")" \
		"pts-grade: warning: households left out because they did not consent to be on a list for a bank: $left"
}

@test "tongchuan prints what is expected" {
	as_expected tongchuan
}

@test "tongchuan: rejected claims keep their reason, nobody approves what he recorded" {
	[ "$(cell tongchuan/rejected.csv reason rule GY01 | sort -u)" = '一天的服务时长须附签到表' ]
	cp "$BATS_FILE_TMPDIR/tongchuan/pts.db" .
	export PTS_NOW=2026-01-05T10:00:00
	pts-log -b QB -H 001 -r XF01 --id more --actor council
	run pts-review approve --actor council more
	assert_failure 1
	assert_output --partial 'recorded by council, who cannot review it'
}

@test "tongchuan: the base ranks and cannot be spent; at the turn of the year no points are left" {
	[ "$(cell tongchuan/scores-2025.csv score household 006 | head -1)" = 1064.00 ]
	[ "$(cell tongchuan/scores-2025.csv points household 006 | head -1)" = 56.00 ]
	[ "$(cell tongchuan/expired.csv balance period 2026-01 | sort -u)" = 0.00 ]
}

@test "settled again, the ledgers are the same" {
	local place
	for place in $PLACES; do
		cp -r "$BATS_FILE_TMPDIR/$place" "$place"
		"$ROOT/examples/play" "$ROOT/examples/$place/settle.sh" "$place/pts.db" "$place"
		merit "$place" "$place" 2>/dev/null
		diff <(pts-check -d "$BATS_FILE_TMPDIR/$place/pts.db") <(pts-check -d "$place/pts.db")
	done
}

@test "xinglong: codes of coupons that were posted and never printed are printed anew" {
	local place=$ROOT/examples/xinglong
	PTS_NOW=2025-07-08T09:00:00 "$ROOT/examples/play" "$place/settle.sh" xl.db out
	PTS_ACTOR=clerk PTS_NOW=2025-07-14T09:00:00 pts-redeem -d xl.db "$place/orders/商户.csv" -o lost.csv
	rm lost.csv
	"$ROOT/examples/play" "$place/settle.sh" xl.db out
	assert_equal "$(cat out/codes/*.csv | grep -c ,reissued)" 11
	assert_equal "$(pts-list -d xl.db journal | awk -F, '$13 == "use" {u++} $13 == "refund" {r++} END {print u, r}')" '8 4'
	assert_equal "$(pts-settle list -d xl.db | awk -F, 'NR > 1 {owed += $13} END {print owed}')" 238
	pts-check -d xl.db >/dev/null
}

# --- the clock

@test "no script that is copied sets the clock; play does, from outside" {
	run grep -rlE '(^|[^-{])PTS_NOW=' "$ROOT/examples" --include='*.sh' --include=play
	assert_output "$ROOT/examples/play"
}

@test "away from the days of the example a step is run by the real clock, and there is no default" {
	cp -r "$ROOT/examples/lanping" place
	rm place/days
	run -64 place/settle.sh "$PWD/a.db" out
	assert_output --partial 'usage: settle.sh'
	place/settle.sh "$PWD/a.db" "$PWD/out" begin
	assert_equal "$(pts-list -d a.db heads | awk -F, 'NR > 1 {print substr($4, 1, 4)}' | sort -u)" "$(date -u +%Y)"
}

@test "a play goes on where it was stopped, and its clock does not go back" {
	local settle=$ROOT/examples/tongchuan/settle.sh
	PTS_NOW=2025-10-08T12:00:00 "$ROOT/examples/play" "$settle" tc.db out
	assert_equal "$(pts-list -d tc.db heads | awk -F, 'NR > 1 && $4 > at {at = $4} END {print at}')" 2025-10-08T01:00:00Z
	"$ROOT/examples/play" "$settle" tc.db out
	"$ROOT/examples/play" "${settle%/*}/grades.sh" tc.db out
	diff <(pts-check -d "$BATS_FILE_TMPDIR/tongchuan/pts.db" | cut -d, -f1-7,9) <(pts-check -d tc.db | cut -d, -f1-7,9)
}

# The generators need nothing but awk: the files in the folders are what they make.
@test "the sheets are what the generators make" {
	local place
	cp -r "$ROOT/examples" .
	for place in $PLACES; do
		"examples/$place/generate"
		diff -r "$ROOT/examples/$place" "examples/$place"
	done
}
