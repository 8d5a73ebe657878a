# pts-notice issue, list, show: a notice is a fact in the ledger

setup() {
	load helper
	_common_setup
	make_ledger
	pts-close 2025-08 >/dev/null
	export PTS_NOW=2025-10-08T09:00:00
}

# The scores of July and August as a clerk pipes them.
scores() {
	pts-tally -p 2025-07..2025-08 --all "$@" | pts-rank --within book
}

notices() {
	pts-notice list -f csv | awk -F, -v OFS=, '{print $2, $3, $4, $5, $6, $7, $10, $11}'
}

journal_rows() {
	sqlite3 pts.db 'SELECT COUNT(*) FROM journal'
}

@test "one notice a book: numbers, days, entries; the stream that was looked at" {
	scores >scores.csv
	run -0 pts-notice issue -f text -o boards.txt --verbose scores.csv
	assert_output --partial 'issued 2, already issued 0'
	run -0 notices
	assert_output - <<-'END'
		notice,kind,period,issued,until,rows,corrects,state
		CS-2025-01,scores,2025-07..2025-08,2025-10-08,2025-10-15,2,,open
		HH-2025-01,scores,2025-07..2025-08,2025-10-08,2025-10-15,3,,open
	END
	refute grep -q 草稿 boards.txt
	grep -q 'HH-2025-01' boards.txt
	grep -q '2025年10月15日' boards.txt
	run -0 bash -c "pts-list journal -b HH | awk -F, '\$13 == \"notice\" {print \$2, \$3, \$6, \$15, \$16, \$17, \$18}'"
	assert_output --regexp "^HH 2025-10  0.00 0.00 posted HH-2025-01 [0-9a-f]{64}$"
	run -0 pts-check
}

@test "the digest of the entry is that of the record, line by line" {
	scores -b HH | pts-notice issue >/dev/null
	digest=$(pts-notice list | awk -F, 'NR == 2 {print $8}')
	{
		sqlite3 pts.db 'SELECT text FROM notice_lines ORDER BY line'
		sqlite3 pts.db 'SELECT text FROM notice_rows ORDER BY line'
	} >record
	assert_equal "$(sha256sum <record | cut -c 1-64)" "$digest"
	pts-list journal --raw -b HH | grep -q "HH-2025-01 $digest"
	grep -q '^pts-notice,1$' record
	grep -q '^row,1,001,张\*丰,' record
}

@test "the same stream again is issued once and printed again; twenty times in two years count on" {
	scores -b HH >scores.csv
	pts-notice issue -f html -o first.html scores.csv
	before=$(journal_rows)
	run -0 pts-notice issue -f html -o again.html --verbose scores.csv
	assert_output --partial 'already issued as HH-2025-01'
	cmp first.html again.html
	assert_equal "$(journal_rows)" "$before"
	# of two books the one that is new
	scores >both.csv
	run -0 pts-notice issue -o both.txt --verbose both.csv
	assert_output --partial 'issued 1, already issued 1'
	# the next year counts from 1
	PTS_NOW=2026-01-05T09:00:00 pts-notice issue --kind deductions -p 2025-07 -b HH >/dev/null
	assert_equal "$(notices | grep -c '^HH-2026-01,deductions,2025-07,2026-01-05')" 1
	run -0 pts-check
}

@test "another decision about the same rows is refused" {
	scores -b HH >scores.csv
	pts-notice issue scores.csv >/dev/null
	run -1 pts-notice issue --days 10 scores.csv
	assert_output --partial 'issued as HH-2025-01, a notice of scores with objections until 2025-10-15: to issue them with another --days name'
	for other in "--days 10" "--mask none" "--title 光荣榜" "--split group"; do
		# shellcheck disable=SC2086 # option and word
		PTS_NOW=2025-10-09T09:00:00 run -1 pts-notice issue $other scores.csv
		assert_output --partial "with another ${other% *} name it by --corrects"
	done
	run -0 pts-notice issue --days 7 --mask name --kind scores scores.csv
	run -0 pts-notice issue --split name --corrects HH-2025-01 --mask none scores.csv
	assert_output --partial 张三丰
	run -0 pts-notice issue --split name --corrects HH-2025-01 --mask none scores.csv
	assert_equal "$(notices | wc -l)" 3
}

@test "a correction is a new notice that names the old one" {
	scores -b HH >scores.csv
	pts-notice issue scores.csv >/dev/null
	run -0 pts-notice issue --days 10 --corrects HH-2025-01 -m 'wrong days' scores.csv
	assert_output --partial HH-2025-02
	assert_output --partial HH-2025-01
	run -0 pts-notice issue --days 10 --corrects HH-2025-01 --verbose scores.csv
	assert_output --partial 'already issued as HH-2025-02'
	run -0 notices
	assert_line HH-2025-01,scores,2025-07..2025-08,2025-10-08,2025-10-15,3,,corrected
	assert_line HH-2025-02,scores,2025-07..2025-08,2025-10-08,2025-10-18,3,HH-2025-01,open
	run -1 pts-notice issue --corrects HH-2025-01 -p 2025-07 -b HH --kind scores
	assert_output --partial 'HH-2025-01 was corrected by HH-2025-02 already: correct that one'
	run -1 pts-notice issue --kind deductions -p 2025-07 -b HH --corrects HH-2025-02
	assert_output --partial 'HH-2025-02 is a notice of scores of HH: this one, of deductions of HH, cannot correct it'
	run -65 pts-notice issue --corrects HH-2025-07 scores.csv
	assert_output --partial 'there is no notice HH-2025-07'
	run -0 pts-check
}

@test "rows that the ledger does not support are refused, all of them by line, and nothing is issued" {
	scores >scores.csv
	before=$(journal_rows)
	awk -F, -v OFS=, 'NR == 2 {$10 += 5} NR == 3 {$5 = "李四"} NR == 5 {$4 = "099"} {print}' scores.csv >bad.csv
	run -1 pts-notice issue -o board.txt bad.csv
	assert_output - <<-END
		pts-notice: bad.csv:2: $(head -n 1 scores.csv | cut -d, -f 10) is \`$(sed -n 2p bad.csv | cut -d, -f 10).00\`, the ledger says \`$(sed -n 2p scores.csv | cut -d, -f 10)\`
		pts-notice: bad.csv:3: name is \`李四\`, the ledger says \`$(sed -n 3p scores.csv | cut -d, -f 5)\`
		pts-notice: bad.csv:5: the ledger has no row for HH 099 in the scores of 2025-07..2025-08
	END
	assert [ ! -e board.txt ]
	assert_equal "$(journal_rows)" "$before"
	# a rank, a row twice, a figure that nothing proves
	awk -F, -v OFS=, 'NR > 1 && $1 {$1++} {print}' scores.csv >rank.csv
	run -1 pts-notice issue rank.csv
	assert_line --index 0 'pts-notice: rank.csv:2: rank is `2`, the ledger says `1`'
	{ cat scores.csv && tail -n 1 scores.csv; } >twice.csv
	run -1 pts-notice issue twice.csv
	assert_line --partial 'twice.csv:7: a second row for HH'
	awk -v OFS=, '{print $0, NR == 1 ? "bonus" : "5"}' scores.csv >more.csv
	run -1 pts-notice issue more.csv
	assert_line --partial 'column bonus is none that the ledger can prove for a notice of scores: leave it out (it knows '
	run -65 pts-notice issue <<<$'a,b\n1,2'
	for period in 2025-07 2025-08 2025Q3; do
		run -65 pts-notice issue -p $period scores.csv
		assert_line --partial "the rows are of 2025-07..2025-08, not of $period"
	done
	run -65 pts-notice issue < <(head -n 1 scores.csv)
	assert_output --partial 'say by -b whose notice this is'
	run -65 pts-notice issue <<<$'a,b\n1,2'
	assert_output --partial 'of no kind that can be issued'
	assert_equal "$(journal_rows)" "$before"
}

@test "rows that were left out are told, but for the end of a ranking; none at all is refused" {
	pts-log -b HH -H 003 -r CLEAN --date 2025-08-30 --late >/dev/null # counts in September
	scores -b HH >scores.csv
	head -n 1 scores.csv >none.csv
	run -1 pts-notice issue -b HH -p 2025-07..2025-08 none.csv
	assert_output 'pts-notice: no row is to be issued, but the ledger has 3 in the scores of 2025-07..2025-08'
	{ cat none.csv && sed -n '3,$p' scores.csv; } >first.csv
	run -0 --separate-stderr pts-notice issue first.csv
	assert_equal "$stderr" 'pts-notice: warning: 1 row that the ledger has in the ranking of 2025-07..2025-08 is left out'
	sed '$d' scores.csv >cut.csv
	run -0 --separate-stderr pts-notice issue cut.csv
	assert_equal "$stderr" ''
	# without ranks they are scores, and whoever is missing is not released
	pts-tally -p 2025-07..2025-08 -b HH | sed 2d >unranked.csv
	run -0 --separate-stderr pts-notice issue unranked.csv
	assert_equal "$stderr" 'pts-notice: warning: 1 row that the ledger has in the scores of 2025-07..2025-08 is left out'
	run -0 --separate-stderr pts-notice issue --kind deductions -p 2025Q3 -b HH
	assert_equal "$stderr" ''
	# a column that only other kinds have
	awk -v OFS=, '{print $0, NR == 1 ? "seq" : "7"}' scores.csv >seq.csv
	run -1 pts-notice issue seq.csv
	assert_output --partial 'column seq is none that the ledger can prove'
}

@test "fewer columns, other order, full-width figures: still supported" {
	pts-tally -p 2025-07 -b HH --all | awk -F, -v OFS=, '{print $9, $1, $3, $2, $10}' >cut.csv
	head -n 1 cut.csv | grep -qx 'score,book,household,period,points'
	sed 's/10\.00/１０/' cut.csv >wide.csv
	run -0 pts-notice issue wide.csv
	assert_equal "$(notices | tail -n 1)" HH-2025-01,scores,2025-07,2025-10-08,2025-10-15,3,,open
}

@test "scores and rankings of open months are not issued, other kinds are" {
	PTS_NOW=2025-09-12T10:00:00 pts-log -b HH -H 001 -r CLEAN --date 2025-09-01 >/dev/null
	run -1 pts-notice issue --kind scores -p 2025Q3 -b HH
	assert_output 'pts-notice: 2025-09 of HH is not closed: scores are issued for closed months only'
	pts-tally -p 2025-09 -b HH | pts-rank >open.csv
	run -1 pts-notice issue open.csv
	assert_output --partial '2025-09 of HH is not closed'
	run -0 pts-notice issue --kind deductions -p 2025Q3 -b HH
}

@test "a stream cut by -n is a ranking; --kind overrides" {
	scores -b HH >all.csv
	pts-tally -p 2025-07..2025-08 -b HH | pts-rank -n 1 >cut.csv
	pts-notice issue cut.csv >/dev/null
	pts-notice issue all.csv >/dev/null
	run -0 notices
	assert_line --partial HH-2025-01,ranking,
	assert_line --partial HH-2025-02,scores,
	run -1 pts-notice issue --kind scores cut.csv
	assert_output --partial 'these rows were issued as HH-2025-01, a notice of ranking'
	pts-notice issue --kind scores --corrects HH-2025-02 cut.csv >/dev/null
	assert_equal "$(notices | grep -c ^HH-2025-03,scores,)" 1
}

@test "ranks by other columns, inside groups, with other ties" {
	for rank in "-k earned" "--within group" "--ties dense" "--ties ordinal" "-k score,deducted:asc"; do
		# shellcheck disable=SC2086 # options
		pts-tally -p 2025-07..2025-08 -b HH | pts-rank $rank >ranked.csv
		key=
		[[ $rank != -k* ]] || key=$rank
		# shellcheck disable=SC2086
		run -0 pts-notice issue --dry-run $key ranked.csv
	done
	run -64 pts-notice issue -k nothing ranked.csv
}

@test "a household with a veto has no rank" {
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	export PTS_NOW=2025-09-12T09:00:00
	pts-load rules >/dev/null <<<$'rule,category,title,counts,valid_from\nVETO,HJ,一票否决,veto,2025-01-01'
	pts-log -b HH -H 001 -r VETO --date 2025-08-20 >/dev/null
	pts-close 2025-08 >/dev/null
	scores -b HH >scores.csv
	grep -q '^,HH,2025-07..2025-08,001,' scores.csv
	run -0 pts-notice issue --dry-run scores.csv
	sed 's/^,HH,2025-07..2025-08,001,/1&/' scores.csv >ranked.csv
	run -1 pts-notice issue ranked.csv
	assert_output --partial 'rank is `1`, the ledger gives none to this row'
	# without it the list is whole, and no ranking
	grep -v ,001, scores.csv | pts-notice issue >/dev/null
	assert_equal "$(notices | tail -n 1 | cut -d, -f 2)" scores
}

@test "a ranking across villages is the town's; it releases nothing" {
	pts-tally -p 2025-07..2025-08 | pts-rank >town.csv
	[ "$(cut -d, -f 2 town.csv | uniq | wc -l)" -gt 3 ]
	run -0 pts-notice issue town.csv
	assert_equal "$(notices | tail -n 1 | cut -d, -f 1-3)" LX-2025-01,scores,2025-07..2025-08
	assert_equal "$(sqlite3 pts.db 'SELECT COUNT(*) FROM notice_releases')" 0
	run -0 pts-check
	run -0 pts-notice verify LX-2025-01
}

@test "days: --days, the settings, working days over the National Day holiday" {
	pts-load calendar "$BATS_TEST_DIRNAME/../examples/laoxin/scheme/calendar.csv" >/dev/null
	until_of() { # DAY OPTION…: the last day of a notice issued then
		local day=$1
		shift
		cp pts.db copy.db
		PTS_LEDGER=copy.db PTS_NOW=${day}T09:00:00 pts-notice issue --kind scores -p 2025-07 -b HH "$@" >/dev/null
		PTS_LEDGER=copy.db pts-notice list | awk -F, 'NR == 2 {print $6}'
	}
	assert_equal "$(until_of 2025-09-30)" 2025-10-07
	assert_equal "$(until_of 2025-09-30 --days 1)" 2025-10-01
	pts-load settings >/dev/null <<<$'book,key,value\n,objection_calendar,working\nHH,objection_days,5'
	assert_equal "$(until_of 2025-09-30)" 2025-10-14
	assert_equal "$(until_of 2025-09-30 --days 7)" 2025-10-16
	assert_equal "$(until_of 2025-09-26 --days 1)" 2025-09-28
	assert_equal "$(until_of 2025-10-10 --days 1)" 2025-10-11
	# the village's own day comes before that of every book
	pts-load calendar >/dev/null <<<$'book,date,kind,title\nHH,2025-10-09,holiday,村庆'
	assert_equal "$(until_of 2025-09-30 --days 1)" 2025-10-10
	run -64 pts-notice issue --days 0 --kind scores -p 2025-07
	run -64 pts-notice issue --days 400 --kind scores -p 2025-07
}

@test "the state of a notice: open on its last day, over on the day after" {
	scores -b HH | pts-notice issue >/dev/null
	state() { PTS_NOW=$1 pts-notice list | awk -F, 'NR == 2 {print $NF}'; }
	assert_equal "$(state 2025-10-15T23:59:59)" open
	assert_equal "$(state 2025-10-16T00:00:00)" over
	assert_equal "$(pts-notice list -p 2025-08 | wc -l)" 2
	assert_equal "$(pts-notice list -p 2025-09 | wc -l)" 1
	assert_equal "$(pts-notice list -b CS | wc -l)" 1
}

@test "shown again byte for byte, whatever changed since, in every form" {
	scores -b HH >scores.csv
	pts-notice issue --title '红河村光荣榜' -f html -o first.html scores.csv
	for form in text wechat csv; do
		pts-notice show HH-2025-01 -f $form >"first.$form"
	done
	pts-load households >/dev/null <<<$'book,household,head\nHH,001,另一个人'
	pts-load settings >/dev/null <<<$'key,value\nhead,新标题\nmask,code\nlang,en\nseal,别处\nphone,110'
	pts-load books >/dev/null <<<$'book,name\nHH,改名村'
	pts-log -b HH -H 001 -r CLEAN --date 2025-08-30 --late >/dev/null
	for form in html text wechat csv; do
		PTS_NOW=2026-05-01T09:00:00 pts-notice show HH-2025-01 -f $form >"later.$form"
		cmp "first.$form" "later.$form"
	done
	pts-notice issue -f html -o again.html scores.csv
	cmp first.html again.html
	run -65 pts-notice show HH-2025-02
	assert_output --partial 'there is no notice HH-2025-02'
	run -64 pts-notice show
}

@test "--dry-run refuses what it should and otherwise prints a draft" {
	before=$(sha256sum <pts.db)
	run -0 pts-notice issue --dry-run --kind scores -p 2025-07
	assert_output --partial 草稿
	refute_output --partial 2025-01
	assert_equal "$(sha256sum <pts.db)" "$before"
	run -1 pts-notice issue --dry-run --kind scores -p 2025-10
}

@test "rows made from the ledger are the same as those of a stream" {
	scores -b HH | pts-notice issue -f csv | cut -d, -f 4- >piped.csv
	cp "$BATS_FILE_TMPDIR/village.db" pts.db
	PTS_NOW=2025-09-12T09:00:00 pts-close 2025-08 >/dev/null
	pts-notice issue --kind scores -p 2025-07..2025-08 -b HH -f csv | cut -d, -f 4- >made.csv
	diff piped.csv made.csv
	run -64 pts-notice issue --kind scores
	run -64 pts-notice issue --kind nonsense -p 2025-07
	run -64 pts-notice issue -n 3 --kind scores -p 2025-07
}

@test "deductions and redemptions from streams: every cell is held against the journal" {
	pts-list journal -p 2025-07 -b HH >july.csv
	awk -F, 'NR == 1 || $13 == "deduct"' july.csv | cut -d, -f 2-13,15,16 >minus.csv
	run -0 pts-notice issue minus.csv
	assert_equal "$(notices | tail -n 1 | cut -d, -f 1-3)" HH-2025-01,deductions,2025-07
	refute_output --regexp '(^|[^0-9a-f])003([^0-9a-f]|$)'
	refute_output --regexp '王'
	sed 's/-5.00/-4.00/' minus.csv >bad.csv
	run -1 pts-notice issue bad.csv
	assert_output --partial 'bad.csv:2: score is `-4.00`, the ledger says `-5.00`'
	pts-list redemptions -b HH >receipts.csv
	pts-list redemptions -b HH | grep -v ,void >good.csv
	run -0 pts-notice issue -p 2025-09 good.csv
	assert_equal "$(notices | tail -n 1 | cut -d, -f 1-3)" HH-2025-02,redemptions,2025-09
	sed 's/R2025-0001/R2025-0009/' good.csv >bad.csv
	run -1 pts-notice issue -p 2025-09 bad.csv
	assert_output --partial 'the ledger has no row for HH HH-R2025-0009 in the redemptions of 2025-09'
	run -65 pts-notice issue good.csv
	run -0 pts-check
}

@test "an interrupted commit says how to repeat, and repeating issues once" {
	gcc -shared -fPIC -o fail_at.so "$BATS_TEST_DIRNAME/fail_at.c" -ldl
	cp pts.db good.db
	unknown=0
	for call in fsync ftruncate ftruncate64; do
		for n in 1 2 3 4 5; do
			cp good.db pts.db
			run --separate-stderr env ASAN_OPTIONS=verify_asan_link_order=0 FAIL_CALL="$call:$n" LD_PRELOAD="$PWD/fail_at.so" \
				pts-notice issue --kind scores -p 2025-07 -b HH
			[ "$status" -eq 75 ] || continue
			unknown=$((unknown + 1))
			again=${stderr##*repeat: }
			eval "$again" >one
			eval "$again" >two
			cmp one two
			assert_equal "$(pts-notice list | wc -l)" 2
			run -0 pts-check
		done
	done
	[ "$unknown" -gt 0 ]
}

@test "records refuse to be changed or deleted" {
	scores -b HH | pts-notice issue >/dev/null
	for table in notices notice_lines notice_rows notice_releases; do
		run -19 sqlite3 pts.db "DELETE FROM $table"
		assert_output --partial 'an issued notice never changes'
		run -19 sqlite3 pts.db "UPDATE $table SET seq = 1"
		assert_output --partial 'an issued notice never changes'
	done
}

@test "pts-check finds every change of what is kept of notices" {
	scores -b HH | pts-notice issue >/dev/null
	cp pts.db good.db
	found() { # SQL WORDS
		cp good.db pts.db
		tamper "$1"
		run -1 pts-check -b HH
		assert_output --partial "$2"
	}
	found "UPDATE notice_rows SET text = replace(text, '张', '李') WHERE line = 1" 'notice HH-2025-01: its record is not the one that entry HH:'
	found "UPDATE notice_lines SET text = 'until,2025-10-09,7 calendar' WHERE text LIKE 'until,%'" 'its record is not the one'
	found "UPDATE notices SET until = '2025-10-09'" 'what is kept of it is not what its record says'
	found "UPDATE notices SET number = 'HH-2025-02'" 'which did not issue it'
	found 'DELETE FROM notices' 'issued notice HH-2025-01, whose record is gone'
	found 'UPDATE notice_rows SET household = 2 WHERE household = 1' 'row 1 is kept for another household'
	found "UPDATE notice_releases SET until = '2025-10-01'" 'which does not release them'
	found 'DELETE FROM notice_releases WHERE household = 1' 'its notices release 3 times, 2 are kept'
	found "UPDATE counters SET n = 2 WHERE kind = 'notice'" 'HH: 2 numbers of notice are counted for 2025, the journal has 1'
	found "DELETE FROM counters WHERE kind = 'notice'" 'HH: 0 numbers of notice are counted for 2025, the journal has 1'
}

@test "a household that has ended stands on no score board" {
	pts-close 2025-08 >/dev/null
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	pts-tally -p 2025-07..2025-08 -b HH | pts-rank >with.csv
	run -1 pts-notice issue with.csv
	assert_line --regexp 'with.csv:[0-9]+: household 001 has ended and stands on no score board: pts-tally --all leaves it out'
	pts-tally -p 2025-07..2025-08 -b HH --all | pts-rank >board.csv
	refute grep -q ',001,' board.csv
	run -0 pts-notice issue -f csv board.csv
	refute_output --partial ,001,
	assert_line --partial ,1,002,
	# What it got stays in the sums of its group and book.
	assert_equal "$(pts-tally -p 2025-07..2025-08 -b HH -k book --all | tail -n 1)" "$(pts-tally -p 2025-07..2025-08 -b HH -k book | tail -n 1)"
}
