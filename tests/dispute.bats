# pts-dispute: objections within the days of a notice, what they freeze, how they are decided

setup_file() {
	load helper
	load deeds
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	export PTS_LEDGER=l.db PTS_ACTOR=clerk
	pts-init "$ROOT/tests/fixtures/village" >/dev/null
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	pts-stock in "$ROOT/tests/fixtures/stock.csv" >/dev/null
	pts-close 2025-07..2025-09 >/dev/null
	pts-tally -p 2025Q3 -b HH --all | pts-rank --within book >scores.csv
	pts-notice issue --days 7 -f text --actor secretary scores.csv >board.txt
}

# The third quarter of HH hangs as HH-2025-01 from 8 to 15 October. 001 has 47 of HH 1, 3 and 6 (10, 12, 25) and a base score (HH 5); 002 has 50 of HH 2 and 7
# (20, 30); 003 owes 5 of HH 4. 20 SOAP at 10.
setup() {
	load helper
	load deeds
	_common_setup
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
	S=$(start HH)
	N=HH-2025-01
	D=HH-D2025-0001
}

# contest N [OPTION…]: an objection of today to the Nth entry of household 001
contest() {
	local entry
	entry=$(at HH "$1")
	shift
	pts-dispute open "$N" -H 001 --entry "$entry" -m wrong "$@"
}

# Balance and available of a household of HH.
has() {
	pts-list balances -b HH -H "$1" | sed 1d | cut -d, -f4,5
}

accept() {
	pts-dispute accept --actor group -m seen "$@"
}

reject() {
	pts-dispute reject --actor group -m 'all is right' "$@"
}

# --- opening

@test "an objection: every column, and an entry that moves nothing" {
	before=$(pts-tally -b HH)
	run -0 --separate-stderr pts-dispute open "$N" -H 001 --entry "$(at HH 6)" --from 李雷 -m 他那天没有来 --id letter-1
	assert_equal "$stderr" ''
	assert_output - <<-END
		dispute,id,book,notice,household,name,group,entry,date,due,late,objector,text,state,frozen,correction,score,points,decided,decider,reason,remark
		$D,letter-1,HH,$N,001,张三丰,一组,$(at HH 6),2025-10-08,2025-10-17,,李雷,他那天没有来,pending,25.00,,,,,,,
	END
	assert_equal "$(sqlite3 pts.db "SELECT kind, period, date, household, score, points, ref, id, actor FROM journal WHERE kind = 'dispute'")" \
		"dispute|2025-10|2025-10-08||0|0|$D $N 001 $(at HH 6)|letter-1|tester"
	assert_equal "$(pts-tally -b HH)" "$before"
	run -0 pts-check
}

@test "on the last day it is taken, the day after only with --late" {
	PTS_NOW=2025-10-15T23:59:59 run -0 contest 6
	PTS_NOW=2025-10-16T00:00:00 run -1 contest 1
	assert_output "pts-dispute: the last day for objections to $N was 2025-10-15: --late takes this one all the same"
	PTS_NOW=2025-10-16T00:00:00 run -0 contest 1 --late
	assert_line --index 1 --partial ,2025-10-16,2025-10-27,yes,,wrong,pending,
	# --late asked for in vain says nothing
	PTS_NOW=2025-10-15T12:00:00 run -0 contest 3 --late
	assert_line --index 1 --partial ,2025-10-15,2025-10-24,,,wrong,pending,
	run -0 pts-check
}

@test "a letter of the last day counts for that day; none is older than the notice" {
	export PTS_NOW=2025-10-20T09:00:00
	run -0 contest 6 --date 2025-10-15
	refute_output --partial yes
	run -65 contest 6 --date 2025-10-07
	assert_output "pts-dispute: notice $N was issued on 2025-10-08: nobody could object to it on 2025-10-07"
	run -65 contest 6 --date 2025-10-21
	assert_output --partial 'is after today'
}

@test "the entry must be the household's, older than the notice, and of its months" {
	run -65 pts-dispute open "$N" -H 002 --entry "$(at HH 6)" -m wrong
	assert_output "pts-dispute: entry $(at HH 6) is not of household 002"
	run -65 pts-dispute open "$N" -H 001 --entry HH:999 -m wrong
	assert_output 'pts-dispute: there is no entry HH:999'
	run -65 pts-dispute open "$N" -H 001 --entry HH-6 -m wrong
	assert_output --partial 'is no address of an entry'
	run -65 pts-dispute open "$N" -H 001 --entry HH:1 -m wrong
	seq=$(pts-log -b HH -H 001 -r CLEAN | pick seq)
	run -65 pts-dispute open "$N" -H 001 --entry "HH:$seq" -m wrong
	assert_output "pts-dispute: entry HH:$seq was posted after notice $N"
	export PTS_NOW=2025-11-02T09:00:00
	pts-close 2025-10 -b HH >/dev/null
	pts-tally -p 2025-10 -b HH --all | pts-rank --within book | pts-notice issue -f csv >/dev/null
	run -65 pts-dispute open HH-2025-02 -H 001 --entry "$(at HH 6)" -m wrong
	assert_output "pts-dispute: entry $(at HH 6) counts in 2025-08, notice HH-2025-02 is of 2025-10"
}

@test "what cannot be taken: notice, household, text, name" {
	run -65 pts-dispute open HH-2025-77 -H 001 -m wrong
	assert_output --partial HH-2025-77
	run -65 pts-dispute open "$N" -H 099 -m wrong
	assert_output 'pts-dispute: household 099 is not on the roster'
	run -65 pts-dispute open "$N" -H 001 -m wrong --from 甲：乙
	assert_output --partial 'is no name'
	run -64 pts-dispute open "$N" -H 001
	assert_line --index 0 'pts-dispute: an objection needs both -H HOUSEHOLD and its text: -m TEXT'
	run -64 pts-dispute open -H 001 -m wrong
	run -65 pts-dispute open - <<<$'notice,household,text\n,001,wrong\nHH-2025-01,001,'
	assert_line --index 0 'pts-dispute: standard input:2: no notice: give its number'
	assert_line --index 1 'pts-dispute: standard input:3: no text: say what is wrong in the notice'
	assert_equal "$(pts-dispute list | wc -l)" 1
}

@test "--dry-run takes and decides everything and commits nothing" {
	before=$(sha256sum pts.db)
	run -0 contest 6 --dry-run
	assert_line --index 1 --partial "$D,"
	assert_equal "$(sha256sum pts.db)" "$before"
	contest 6 >/dev/null
	before=$(sha256sum pts.db)
	run -0 accept "$D" --reverse --dry-run
	assert_line --index 1 --partial ,accepted,
	assert_equal "$(sha256sum pts.db)" "$before"
}

# --- rows of a file

@test "a file: twice is once, by what is contested and when" {
	sheet letters.csv notice,household,entry,objector,text,date "$N",001,"$(at HH 6)",李雷,没有来,2025-10-08 "$N",002,,,少了,2025-10-08
	pts-dispute open letters.csv | pick dispute,household,state,frozen >first
	assert_equal "$(cat first)" $'HH-D2025-0001,001,pending,25.00\nHH-D2025-0002,002,pending,50.00'
	PTS_NOW=2025-10-20T09:00:00 run -0 pts-dispute open letters.csv
	assert_equal "$(pick dispute,state <<<"$output")" $'HH-D2025-0001,duplicate\nHH-D2025-0002,duplicate'
	# two equal rows of one file are two, a corrected file posts what is new
	printf '%s\n' "$N,002,,,少了,2025-10-08" >>letters.csv
	run -0 pts-dispute open letters.csv
	assert_equal "$(pick dispute,state <<<"$output")" $'HH-D2025-0001,duplicate\nHH-D2025-0002,duplicate\nHH-D2025-0003,pending'
	assert_equal "$(sqlite3 pts.db "SELECT source FROM journal WHERE kind = 'dispute' ORDER BY seq")" $'letters.csv:2\nletters.csv:3\nletters.csv:4'
	run -0 pts-check
}

@test "a file: another text under the same facts needs an id" {
	sheet letters.csv notice,household,text,date "$N",001,少了,2025-10-08
	pts-dispute open letters.csv >/dev/null
	sheet letters.csv notice,household,text,date "$N",001,多了,2025-10-08
	run -65 pts-dispute open letters.csv
	assert_output --regexp "objection x[0-9a-f]{32} is known with other content, as $D: give this one an id of its own"
	sheet letters.csv id,notice,household,text,date A1,"$N",001,多了,2025-10-08
	run -0 pts-dispute open letters.csv
	assert_line --index 1 --partial HH-D2025-0002,A1,
	run -0 pts-dispute open letters.csv
	assert_line --index 1 --partial ,duplicate,
	run -65 pts-dispute open --id A1 "$N" -H 002 -m 多了
	assert_output --partial 'objection A1 is known with other content'
}

@test "a file: Chinese columns, GB18030; bad rows are all told and nothing is taken, --partial takes the good ones" {
	printf '%s\n' 公示编号,户号,异议分录,异议人,异议内容 "$N,001,$(at HH 6),李雷,没有来" "$N,001,$(at HH 2),,x" "$N,099,,,x" |
		iconv -f UTF-8 -t GB18030 >letters.csv
	run -65 --separate-stderr pts-dispute open letters.csv
	assert_output ''
	assert_equal "$(sort <<<"$stderr")" "$(printf '%s\n' "pts-dispute: letters.csv:3: entry $(at HH 2) is not of household 001" \
		'pts-dispute: letters.csv:4: household 099 is not on the roster')"
	run -65 pts-dispute open --partial --rejects bad.csv letters.csv
	assert_line --partial ",李雷,没有来,pending,"
	assert_line --partial 'posted 1, duplicate 0, rejected 2'
	assert_equal "$(wc -l <bad.csv)" 3
	assert_equal "$(pts-dispute list | pick dispute,entry)" "$D,$(at HH 6)"
	run -0 pts-check
}

# --- what is frozen

@test "with an entry: what is left of its points, and spending passes over it" {
	contest 1 >/dev/null
	assert_equal "$(has 001)" 47.00,37.00
	# The contested lot is the first by date: without the dispute it would be taken first.
	pts-redeem -b HH -H 001 -i SOAP -q 2 >/dev/null
	assert_equal "$(sqlite3 pts.db "SELECT lot, points FROM allotments WHERE seq = (SELECT MAX(seq) FROM journal WHERE kind = 'redeem') ORDER BY lot")" \
		"$((S + 3))|-1200"$'\n'"$((S + 6))|-800"
	assert_equal "$(has 001)" 27.00,17.00
	run -1 pts-redeem -b HH -H 001 -i SOAP -q 2
	assert_output 'pts-redeem: household 001 has 17, needs 20; 10 disputed (pts-dispute list)'
	run -0 pts-check
	reject "$D" >/dev/null
	assert_equal "$(has 001)" 27.00,27.00
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -0 pts-check
}

@test "only what is unspent is frozen; receipts print both" {
	pts-redeem -b HH -H 001 -i SOAP -q 3 >/dev/null
	run -0 contest 6
	assert_line --index 1 --partial ,pending,17.00,
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --index 1 --partial ,47.00,22.00,,,void
	assert_equal "$(pts-dispute list | pick frozen)" 25.00
	run -0 pts-check
}

@test "without an entry: all that the notice releases, not what came after it" {
	pts-log -b HH -H 001 -r CLEAN >/dev/null
	run -0 pts-dispute open "$N" -H 001 -m wrong
	assert_line --index 1 --partial ,001,张三丰,一组,,2025-10-08,
	assert_line --index 1 --partial ,pending,47.00,
	assert_equal "$(has 001)" 57.00,10.00
	assert_equal "$(has 002)" 50.00,50.00
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -0 pts-check
}

@test "without an entry: a later notice freezes what it was the first to show" {
	pts-log -b HH -H 001 -r CLEAN >/dev/null
	export PTS_NOW=2025-11-02T09:00:00
	pts-close 2025-10 -b HH >/dev/null
	pts-tally -p 2025-10 -b HH --all | pts-rank --within book | pts-notice issue -f csv >/dev/null
	pts-dispute open HH-2025-02 -H 001 -m wrong >/dev/null
	assert_equal "$(has 001)" 57.00,47.00
	run -0 pts-check
}

@test "a ranking or a list of deductions releases nothing, so nothing is frozen without an entry" {
	pts-notice issue --kind deductions -p 2025Q3 -b HH -f csv >/dev/null
	run -0 pts-dispute open HH-2025-02 -H 001 -m wrong
	assert_line --index 1 --partial ,pending,0.00,
	assert_equal "$(has 001)" 47.00,47.00
}

@test "a notice of the town above releases nothing of the village" {
	pts-tally -p 2025Q3 | pts-rank >town.csv
	pts-notice issue -b LX town.csv >/dev/null
	run -0 pts-dispute open LX-2025-01 -b HH -H 001 -m wrong
	assert_line --index 1 --partial ,pending,0.00,
	assert_equal "$(has 001)" 47.00,47.00
	run -0 pts-check
}

@test "a contested deduction stays in force, and deductions take what is frozen" {
	run -0 pts-dispute open "$N" -H 003 --entry "$(at HH 4)" -m 'not us'
	assert_line --index 1 --partial ,pending,0.00,
	assert_equal "$(has 003)" -5.00,0.00
	contest 1 >/dev/null
	pts-log -b HH -H 001 -r LITTER >/dev/null
	assert_equal "$(has 001)" 42.00,37.00
	run -0 pts-check
}

@test "two objections freeze once, and hold until both are decided" {
	contest 6 >/dev/null
	contest 6 --from 王成 >/dev/null
	pts-dispute open "$N" -H 001 -m 'all of it' >/dev/null
	assert_equal "$(has 001)" 47.00,0.00
	reject HH-D2025-0003 >/dev/null
	assert_equal "$(has 001)" 47.00,22.00
	reject "$D" >/dev/null
	assert_equal "$(has 001)" 47.00,22.00
	reject HH-D2025-0002 >/dev/null
	assert_equal "$(has 001)" 47.00,47.00
	run -0 pts-check
}

@test "frozen points die on their day, and each lot is subtracted once" {
	contest 6 >/dev/null
	export PTS_NOW=2026-02-01T09:00:00
	assert_equal "$(has 001)" 47.00,0.00
	run -0 pts-card -b HH 001
	refute_output --partial Disputed
	pts-close --expire >/dev/null
	assert_equal "$(pts-dispute list | pick frozen)" 0.00
	run -0 pts-check
}

@test "a household with a pending dispute is not moved" {
	contest 6 >/dev/null
	run -1 pts-log --move -m away HH:001 CS:001
	assert_output "pts-log: dispute $D about this household is pending: decide it first"
	reject "$D" >/dev/null
	run -0 pts-log --move -m away HH:001 CS:001
	run -0 pts-check
}

@test "an objection to an entry freezes its points where they have moved" {
	pts-log --move -m away HH:001 HH:002 >/dev/null
	contest 6 >/dev/null
	assert_equal "$(has 001) $(has 002)" '0.00,0.00 97.00,72.00'
	run -1 pts-log --move -m away HH:002 CS:001
	assert_output 'pts-log: 25 of the points are frozen by an objection to the entry that they come from: decide it first'
	pts-redeem -b HH -H 002 -i SOAP -q 7 >/dev/null
	run -1 pts-redeem -b HH -H 002 -i SOAP
	run -0 pts-check
	run -0 accept "$D" --reverse
	assert_line --index 1 --regexp ',carried on to where the points have moved by HH:[0-9]+$'
	assert_equal "$(has 001) $(has 002)" '0.00,0.00 2.00,2.00'
	run -0 pts-check
}

# --- deciding

@test "accepted: the entry is reversed, dated like it, in the earliest open month" {
	contest 6 >/dev/null
	run -0 accept "$D" --reverse
	assert_line --index 1 --regexp "^$D,.*,accepted,,HH:[0-9]+,-25.00,-25.00,2025-10-08,group,seen,\$"
	assert_equal "$(sqlite3 pts.db "SELECT kind, period, date, household, score, points, ref, corrects, actor FROM journal WHERE kind = 'reverse'")" \
		"reverse|2025-10|2025-08-15|001|-2500|-2500|$D|$(at HH 6)|group"
	correction=$(pts-dispute list | pick correction)
	assert_equal "$(sqlite3 pts.db "SELECT period, date, household, ref, actor FROM journal WHERE kind = 'outcome'")" \
		"2025-10|2025-10-08||$D accepted $correction|group"
	assert_equal "$(has 001)" 22.00,22.00
	# the closed quarter stays, by date of the deed it is corrected
	assert_equal "$(pts-tally -b HH -p 2025Q3 | awk -F, '$3 == "001" {print $9}')" 147.00
	assert_equal "$(pts-tally -b HH -p 2025Q3 --happened | awk -F, '$3 == "001" {print $9}')" 122.00
	run -0 pts-check
}

@test "accepted: adjusted by points, with the member and category of the entry, not its rule" {
	contest 1 >/dev/null
	run -0 accept "$D" --adjust -4.5
	assert_line --index 1 --partial ,-4.50,-4.50,2025-10-08,group,seen,
	assert_equal "$(sqlite3 pts.db "SELECT kind, period, date, member, category, rule, quantity, score, points, ref, corrects FROM journal WHERE kind = 'adjust'")" \
		"adjust|2025-10|2025-07-03|M1|HJ|||-450|-450|$D|$(at HH 1)"
	assert_equal "$(has 001)" 42.50,42.50
	assert_equal "$(pts-tally -b HH -p 2025-10 | awk -F, '$3 == "001" {print $6, $7, $8}')" '0 0.00 4.50'
	assert_equal "$(pts-list journal -b HH -p 2025-10 | pts-tally -k household - | cut -d, -f2-7)" \
		"$(pts-tally -b HH -p 2025-10 | cut -d, -f3,6-10)"
	run -0 pts-check
}

@test "adjusted after the household has moved: what it would owe is owed where it is now" {
	there=$(pts-list balances -b CS -H 001 | pick balance)
	pts-log --move -m away HH:001 CS:001 >/dev/null
	contest 6 >/dev/null
	run -0 accept "$D" --adjust -10
	assert_equal "$(has 001)" 0.00,0.00
	assert_equal "$(pts-list balances -b CS -H 001 | pick balance)" "$(bc <<<"$there + 47 - 10")"
	contest 3 >/dev/null
	run -0 accept HH-D2025-0002 --adjust 5
	assert_equal "$(has 001)" 5.00,5.00
	run -0 pts-check
}

@test "accepted without an entry: an adjustment on the last day of the notice's period" {
	pts-dispute open "$N" -H 002 -m 'the night watch is missing' >/dev/null
	run -1 accept "$D" --reverse
	assert_output "pts-dispute: dispute $D names no entry that could be reversed: --adjust corrects the sum"
	run -0 accept "$D" --adjust 8
	assert_equal "$(sqlite3 pts.db "SELECT period, date, corrects, score, points FROM journal WHERE kind = 'adjust'")" '2025-10|2025-09-30||800|800'
	assert_equal "$(has 002)" 58.00,58.00
	run -0 pts-check
}

@test "spent already: the balance falls below zero, says why, and later earnings fill it" {
	pts-redeem -b HH -H 001 -i SOAP -q 4 >/dev/null
	contest 6 >/dev/null
	assert_equal "$(pts-dispute list | pick frozen)" 7.00
	run -0 accept "$D" --reverse
	assert_line --index 1 --partial ',"balance -18: what was spent before is owed, and points to come fill it first'
	assert_equal "$(has 001)" -18.00,0.00
	pts-log -b HH -H 001 -r CLEAN >/dev/null
	assert_equal "$(has 001)" -8.00,0.00
	pts-log -b HH -H 001 -r CLEAN --date 2025-10-07 >/dev/null
	assert_equal "$(has 001)" 2.00,2.00
	run -0 pts-check
}

@test "a base score has no points to adjust, a redemption no score" {
	contest 5 >/dev/null
	run -0 accept "$D" --adjust -20
	assert_line --index 1 --partial ,-20.00,0.00,
	assert_equal "$(has 001)" 47.00,47.00
	pts-redeem -b HH -H 001 -i SOAP -q 2 >/dev/null
	pts-notice issue --kind redemptions -p 2025-10 -b HH -f csv >/dev/null
	seq=$(sqlite3 pts.db "SELECT MAX(seq) FROM journal WHERE kind = 'redeem'")
	pts-dispute open HH-2025-02 -H 001 --entry "HH:$seq" -m 'one only' >/dev/null
	run -1 accept HH-D2025-0002 --reverse
	assert_output "pts-dispute: HH:$seq is a redemption: void it with pts-redeem void"
	run -0 accept HH-D2025-0002 --adjust 10
	assert_line --index 1 --partial ,0.00,10.00,
	assert_equal "$(has 001)" 37.00,37.00
	run -0 pts-check
}

@test "rejected: nothing changes, the reason is kept" {
	contest 6 >/dev/null
	before=$(pts-tally -b HH)
	run -64 pts-dispute reject "$D"
	assert_line --index 0 'pts-dispute: a decision needs its reason: -m TEXT'
	run -0 reject "$D"
	assert_line --index 1 --regexp "^$D,.*,rejected,,,,,2025-10-08,group,all is right,\$"
	assert_equal "$(pts-tally -b HH)" "$before"
	assert_equal "$(has 001)" 47.00,47.00
	run -0 pts-check
}

@test "deciding the same again says so, another decision is refused" {
	contest 6 >/dev/null
	contest 1 >/dev/null
	pts-dispute open "$N" -H 001 -m wrong >/dev/null
	accept "$D" --reverse >/dev/null
	accept HH-D2025-0002 --adjust -5 >/dev/null
	reject HH-D2025-0003 >/dev/null
	before=$(sqlite3 pts.db 'SELECT COUNT(*) FROM journal')
	run -0 accept "$D" --reverse
	assert_line --index 1 --partial ,duplicate,
	assert_line --index 1 --partial ',accepted already'
	run -0 accept HH-D2025-0002 --adjust -5
	run -0 reject HH-D2025-0003
	assert_line --index 1 --partial ',rejected already'
	run -1 reject "$D"
	assert_output "pts-dispute: dispute $D was accepted on 2025-10-08, and that stands"
	run -1 accept "$D" --adjust -25
	run -1 accept HH-D2025-0002 --adjust -6
	run -1 accept HH-D2025-0002 --reverse
	run -1 accept HH-D2025-0003 --adjust 1
	assert_output 'pts-dispute: dispute HH-D2025-0003 was rejected on 2025-10-08, and that stands'
	assert_equal "$(sqlite3 pts.db 'SELECT COUNT(*) FROM journal')" "$before"
}

@test "two objections to one entry: the second acceptance names the reversal of the first" {
	contest 6 >/dev/null
	contest 6 >/dev/null
	accept "$D" --reverse >/dev/null
	run -1 accept HH-D2025-0002 --adjust -5
	assert_output --regexp "is reversed already, by HH:[0-9]+: accept with --reverse, or reject"
	run -0 accept HH-D2025-0002 --reverse
	assert_output --partial "$(at HH 6) is reversed already"
	assert_equal "$(pts-dispute list | pick correction | sort -u | wc -l)" 1
	assert_equal "$(has 001)" 22.00,22.00
	run -0 pts-check
}

@test "an adjustment beyond the setting max_points is a slip" {
	contest 6 >/dev/null
	run -65 accept "$D" --adjust 100001
	assert_output 'pts-dispute: points 100001 is more than the setting max_points allows: 100000'
}

@test "adjusted twice comes on top and warns; adjusted, it is not reversed before that is" {
	contest 6 >/dev/null
	contest 6 >/dev/null
	contest 6 >/dev/null
	accept "$D" --adjust -5 >/dev/null
	run -0 --separate-stderr accept HH-D2025-0002 --adjust -5
	assert_regex "$stderr" "warning: $(at HH 6) was corrected by HH:[0-9]+ already; this comes on top of it"
	# corrections take points by their last day like deductions do, so the contested lot is whole, and frozen
	assert_equal "$(has 001)" 37.00,12.00
	run -1 accept HH-D2025-0003 --reverse
	assert_output --partial 'reverse that first'
	pts-list journal -b HH | grep -e ^event -e ,adjust, | pts-log --reverse -m 'start again' - >/dev/null
	run -0 accept HH-D2025-0003 --reverse
	assert_equal "$(has 001)" 22.00,22.00
	run -0 pts-check
}

@test "an entry reversed, or a receipt voided, meanwhile is not taken back again" {
	contest 6 >/dev/null
	pts-log --reverse -m 'counted twice' "$(at HH 6)" >/dev/null
	run -0 accept "$D" --reverse
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind = 'reverse'")" 1
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	pts-notice issue --kind redemptions -p 2025-10 -b HH -f csv >/dev/null
	seq=$(sqlite3 pts.db "SELECT MAX(seq) FROM journal WHERE kind = 'redeem'")
	pts-dispute open HH-2025-02 -H 001 --entry "HH:$seq" -m 'not us' >/dev/null
	pts-redeem void HH-R2025-0001 -m 'wrong household' >/dev/null
	run -0 accept HH-D2025-0002 --reverse
	assert_line --index 1 --partial ,0.00,10.00,
	run -0 pts-check
}

@test "an accepted objection to a veto lifts it" {
	printf 'rule,category,title,counts,valid_from\nFORBID,HJ,一票否决,veto,2025-01-01\n' | pts-load rules >/dev/null
	pts-log -b HH -H 002 -r FORBID >/dev/null
	seq=$(sqlite3 pts.db "SELECT seq FROM journal WHERE kind = 'veto'")
	export PTS_NOW=2025-11-02T09:00:00
	pts-close 2025-10 -b HH >/dev/null
	pts-tally -p 2025-10 -b HH --all | pts-rank --within book | pts-notice issue -f csv >/dev/null
	assert_equal "$(pts-tally -p 2025-11 -b HH --all | awk -F, '$3 == "002" {print $NF}')" "HH:$seq"
	pts-dispute open HH-2025-02 -H 002 --entry "HH:$seq" -m 'it was the neighbour' >/dev/null
	accept "$D" --reverse >/dev/null
	assert_equal "$(pts-tally -p 2025-11 -b HH --all | awk -F, '$3 == "002" {print $NF}')" ''
	run -0 pts-check
}

@test "who decides is not who recorded the entry, or issued the notice" {
	contest 6 >/dev/null
	pts-dispute open "$N" -H 001 -m wrong >/dev/null
	run -0 --separate-stderr pts-dispute reject "$D" --actor clerk -m no --dry-run
	assert_equal "$stderr" "pts-dispute: warning: $(at HH 6), which dispute $D contests, was recorded by clerk, who decides it now"
	run -0 --separate-stderr pts-dispute reject "$D" --actor secretary -m no --dry-run
	assert_equal "$stderr" ''
	run -0 --separate-stderr pts-dispute reject HH-D2025-0002 --actor secretary -m no --dry-run
	assert_regex "$stderr" 'was recorded by secretary'
	printf 'book,key,value\nHH,self_review,refuse\n' | pts-load settings >/dev/null
	run -1 pts-dispute accept "$D" --reverse --actor clerk -m yes
	assert_output "pts-dispute: $(at HH 6), which dispute $D contests, was recorded by clerk, who cannot decide it"
	run -1 pts-dispute reject HH-D2025-0002 --actor secretary -m no
	run -0 pts-dispute reject HH-D2025-0002 --actor clerk -m no
}

@test "usage of a decision" {
	contest 6 >/dev/null
	run -64 pts-dispute accept "$D" -m yes
	assert_line --index 0 'pts-dispute: who accepts says what becomes of the figures: --adjust POINTS or --reverse'
	run -64 pts-dispute accept "$D" --reverse --adjust 5 -m yes
	run -64 pts-dispute accept "$D" --adjust 0 -m yes
	run -64 pts-dispute accept "$D" --adjust much -m yes
	run -64 pts-dispute accept "$D" --reverse
	run -64 pts-dispute accept --reverse -m yes
	run -65 pts-dispute accept HH-D2025-0009 --reverse -m yes
	assert_output 'pts-dispute: there is no dispute HH-D2025-0009; `pts-dispute list` shows them'
	run -0 pts-dispute accept ＨＨ-D2025-0001 --adjust ５ -m yes
}

# --- terms

@test "the term is working days, over the National Day of 2025; overdue the day after it" {
	calendar=$ROOT/examples/laoxin/scheme/calendar.csv
	run -0 contest 6 --date 2025-10-08
	assert_equal "$(pts-dispute list | pick due)" 2025-10-17
	pts-load calendar "$calendar" >/dev/null
	# 8 October is a holiday, Saturday the 11th is worked
	assert_equal "$(pts-dispute list | pick due)" 2025-10-16
	PTS_NOW=2025-10-16T23:59:59 run -0 pts-dispute list --overdue
	assert_equal "${#lines[@]}" 1
	PTS_NOW=2025-10-17T00:00:00 run -0 pts-dispute list --overdue
	assert_line --index 1 --partial "$D,"
	printf 'book,key,value\nHH,dispute_days,8\n' | pts-load settings >/dev/null
	PTS_NOW=2025-10-17T00:00:00 run -0 pts-dispute list --overdue
	assert_equal "${#lines[@]}" 1
	PTS_NOW=2025-10-18T00:00:00 reject "$D" >/dev/null
	PTS_NOW=2025-10-20T00:00:00 run -0 pts-dispute list --overdue
	assert_equal "${#lines[@]}" 1
}

@test "a week off in the middle of the term" {
	rm pts.db
	export PTS_NOW=2025-09-26T09:00:00
	pts-init "$ROOT/tests/fixtures/village" >/dev/null
	pts-load calendar "$ROOT/examples/laoxin/scheme/calendar.csv" >/dev/null
	pts-log "$ROOT/tests/fixtures/events.csv" >/dev/null
	pts-close 2025-07..2025-08 >/dev/null
	pts-tally -p 2025-08 -b HH --all | pts-rank --within book | pts-notice issue -f csv >/dev/null
	# 29 and 30 September, 9, 10, 11 (a Saturday that is worked), 13 and 14 October; Sunday the 28th is worked as well
	run -0 pts-dispute open "$N" -H 001 -m wrong --date 2025-09-26
	assert_line --index 1 --partial ,2025-09-26,2025-10-13,
}

@test "list: by book, household and state, in order" {
	contest 6 >/dev/null
	pts-dispute open "$N" -H 002 -m wrong >/dev/null
	reject "$D" >/dev/null
	assert_equal "$(pts-dispute list | pick dispute,state)" $'HH-D2025-0001,rejected\nHH-D2025-0002,pending'
	assert_equal "$(pts-dispute list -b LX --state pending | pick dispute)" HH-D2025-0002
	assert_equal "$(pts-dispute list -b HH -H 001 | pick dispute)" "$D"
	assert_equal "$(pts-dispute list -b CS | wc -l)" 1
	run -64 pts-dispute list --state maybe
	run -64 pts-dispute list HH
	run -65 pts-dispute list -b HH -H 099
}

# --- seen elsewhere

@test "the card: what is frozen, each dispute, a mark beside the entry and its correction" {
	contest 6 >/dev/null
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 47  available 22'
	assert_line --index 2 'Disputed 25, which cannot be spent until that is decided'
	assert_line --index 3 "Dispute $D of 2025-10-08, notice $N, entry $(at HH 6): pending, to be decided by 2025-10-17"
	assert_line --regexp "^2025-08-15 .* +$((S + 6)) +$D\$"
	accept "$D" --reverse >/dev/null
	run -0 pts-card -b HH 001
	assert_line --index 2 --regexp "^Dispute $D .*: accepted on 2025-10-08, corrected by HH:[0-9]+\$"
	assert_line --regexp "reversal: .*$(at HH 6) +$D\$"
	refute_output --partial Disputed
	pts-dispute open "$N" -H 002 -m wrong >/dev/null
	reject HH-D2025-0002 >/dev/null
	run -0 pts-card -b HH 002
	assert_line --index 2 "Dispute HH-D2025-0002 of 2025-10-08, notice $N: rejected on 2025-10-08"
	assert_equal "$(pts-card -b HH -f csv 001 | cut -d, -f15 | grep -cx "$D")" 2
}

@test "a tally keeps its columns and tells it beside" {
	before=$(pts-tally -b HH -p 2025Q3)
	contest 6 >/dev/null
	run -0 --separate-stderr pts-tally -b HH -p 2025Q3
	assert_equal "$output" "$before"
	assert_equal "$stderr" ''
	run -0 --separate-stderr pts-tally -b HH -p 2025Q3 --verbose
	assert_equal "$output" "$before"
	assert_equal "$stderr" "pts-tally: disputed: HH:001 ($D)"
	run -0 --separate-stderr pts-tally -b CS -p 2025Q3 --verbose
	assert_equal "$stderr" ''
}

@test "a draft made meanwhile marks the row; the issued notice stays as it was" {
	contest 6 >/dev/null
	pts-tally -p 2025Q3 -b HH --all | pts-rank | pts-notice -f csv >draft.csv
	assert_equal "$(pick household,disputed <draft.csv)" $'001,yes\n002,\n003,'
	pts-notice show "$N" -f text >again.txt
	cmp again.txt "$BATS_FILE_TMPDIR/board.txt"
	pts-dispute open "$N" -H 003 --entry "$(at HH 4)" -m 'not us' >/dev/null
	pts-notice --kind deductions -p 2025Q3 -b HH -f csv >deductions.csv
	assert_equal "$(pick entry,disputed <deductions.csv)" "$(at HH 4),yes"
	reject "$D" >/dev/null
	reject HH-D2025-0002 >/dev/null
	pts-tally -p 2025Q3 -b HH --all | pts-rank | pts-notice -f csv >draft.csv
	refute grep -q disputed draft.csv
}

@test "the next outcomes notice lists what was decided" {
	contest 6 >/dev/null
	pts-dispute open "$N" -H 002 -m wrong >/dev/null
	pts-dispute open "$N" -H 003 -m 'still looked into' >/dev/null
	accept "$D" --reverse >/dev/null
	reject HH-D2025-0002 >/dev/null
	run -0 pts-notice issue --kind outcomes -p 2025-10 -b HH -f csv
	assert_equal "$(pick dispute,entry,correction <<<"$output" | sort)" \
		"$D,$(at HH 6),$(pts-dispute list | pick correction | head -1)"$'\n'HH-D2025-0002,,
	refute_output --partial HH-D2025-0003
}

@test "where points wait for a notice, what is unreleased is not counted as disputed too" {
	printf 'book,key,value\nHH,spendable,noticed\n' | pts-load settings >/dev/null
	contest 6 >/dev/null
	run -0 pts-card -b HH 001
	refute_output --partial Disputed
	PTS_NOW=2025-10-16T00:00:00 run -0 pts-card -b HH 001
	assert_line --partial 'Balance 47  available 22'
	assert_line --partial 'Disputed 25'
}

@test "a correction is released by the outcomes notice that lists it" {
	printf 'book,key,value\nHH,spendable,noticed\n' | pts-load settings >/dev/null
	contest 1 >/dev/null
	accept "$D" --adjust 5 >/dev/null
	export PTS_NOW=2025-10-16T09:00:00
	assert_equal "$(has 001)" 52.00,47.00
	pts-notice issue --kind outcomes -p 2025-10 -b HH --days 3 -f csv >/dev/null
	assert_equal "$(PTS_NOW=2025-10-19T09:00:00 has 001)" 52.00,47.00
	assert_equal "$(PTS_NOW=2025-10-20T09:00:00 has 001)" 52.00,52.00
	run -0 pts-check
}

# --- erasing, checking

@test "names and words can be erased, and the rest holds" {
	sheet letters.csv notice,household,entry,objector,text,date "$N",001,"$(at HH 6)",李雷,没有来,2025-10-08
	pts-dispute open letters.csv >/dev/null
	accept "$D" --reverse >/dev/null
	refute grep -qa 李雷没有来 pts.db
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE ref || source || id || actor LIKE '%李雷%'")" 0
	sqlite3 pts.db "PRAGMA secure_delete=1; DELETE FROM notes"
	run -0 pts-dispute list
	assert_line --index 1 --partial ",2025-10-17,,,,accepted,,"
	run -0 pts-check
	assert_line --regexp '^HH,.*,5,[0-9a-f]{64},ok$'
	run -0 pts-dispute open letters.csv
	assert_line --index 1 --partial ,duplicate,
}

# faulty SQL…: pts-check finds this change of the ledger
faulty() {
	cp good.db pts.db
	tamper "$@"
	run -1 pts-check
}

@test "check: the table is what the entries say" {
	contest 6 >/dev/null
	pts-dispute open "$N" -H 002 -m wrong >/dev/null
	accept "$D" --reverse >/dev/null
	cp pts.db good.db
	for change in "state = 'rejected'" 'correction = 0' 'outcome = 0' 'household = 2' "notice = 'HH-2025-02'" 'notice_seq = 1' 'entry = 0' 'late = 1'; do
		faulty "UPDATE disputes SET $change WHERE dispute = '$D'"
		assert_output --partial "HH: dispute $D is not kept as its entries say"
	done
	faulty "DELETE FROM disputes WHERE dispute = 'HH-D2025-0002'"
	assert_output --partial 'HH: dispute HH-D2025-0002 is not kept as its entries say'
	faulty "INSERT INTO disputes SELECT book, 'HH-D2025-0003', 999, notice, notice_seq, household, entry, late, state, 0, 0 FROM disputes WHERE dispute = '$D'"
	assert_output --partial 'HH: a dispute is kept that has no entry'
	faulty "UPDATE counters SET n = 7 WHERE kind = 'dispute'"
	assert_output --partial 'HH: 7 numbers of dispute are counted for 2025, the journal has 2'
	faulty "DELETE FROM ids WHERE kind IN (21, 22)"
	assert_output --partial 'is not known with it'
}
