#!/usr/bin/env bats
# The small places, settled whole by their own scripts and held against what they printed when it was checked by hand.

load helper

PLACES='xinglong lanping tongchuan'

setup_file() {
	local place
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	unset PTS_NOW PTS_ACTOR
	for place in $PLACES; do
		"$ROOT/examples/$place/settle.sh" "$BATS_FILE_TMPDIR/$place/pts.db" "$BATS_FILE_TMPDIR/$place" \
			>"$BATS_FILE_TMPDIR/$place.check"
	done
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
		mkdir "$place"
		cp "$BATS_FILE_TMPDIR/$place/pts.db" "$place"
		"$ROOT/examples/$place/settle.sh" "$place/pts.db" "$place" >"$place.check"
		diff "$BATS_FILE_TMPDIR/$place.check" "$place.check"
	done
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
