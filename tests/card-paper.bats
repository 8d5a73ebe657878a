# pts-card on paper: the statement, the points card, the volunteer's record, as HTML and as text

setup() {
	load helper
	_common_setup
	make_ledger
}

# golden NAME COMMAND…: what it prints, but for the hashes
golden() {
	local name=$1
	shift
	"$@" | sed -E 's/[0-9a-f]{64}/HASH/; s/ d="M[^"]*"/ d="…"/g; s/viewBox="[^"]*"/viewBox="…"/' >found
	[ -z "${RENEW:-}" ] || cp found "$GOLDEN/card/$name"
	diff "$GOLDEN/card/$name" found
}

@test "the statement is in the language of the setting, whoever prints it" {
	golden statement.html pts-card -b HH -f html 002
	PTS_LANG=zh golden statement.html pts-card -b HH -f html 002
	printf 'book,key,value\nHH,lang,en\n' | pts-load settings >/dev/null
	golden statement-en.html pts-card -b HH -f html 002
	# Messages afterwards are the reader's again; text was never the village's.
	run -65 bash -c "printf 'book,household\nHH,002\nHH,009\n' | pts-card -f html - 2>&1 >/dev/null"
	assert_output --partial 'is not on the roster'
	PTS_LANG=zh run -0 pts-card -b HH 002
	assert_line --index 0 --partial 户号
}

@test "one document for a group, a section each; the code of each card says its figures" {
	pts-card --group 一组 -b HH -f html -o group.html
	assert_equal "$(grep -c '<section class="card"' group.html)" 2
	assert_equal "$(grep -c '<!DOCTYPE' group.html)" 1
	golden fold.html pts-card -b HH --fold 002
	pts-card -b HH --fold 002 | sed -n 's/.*\(<svg.*<\/svg>\).*/\1/p' | rsvg-convert -w 600 >code.png
	run -0 bash -c 'zbarimg -q --raw code.png 2>/dev/null'
	assert_line --index 0 "pts-card HH:002 20.00 20.00 2025-10-08 $(at HH 14) $(pts-list heads | sed -n 's/^HH,[0-9]*,\([0-9a-f]*\),.*/\1/p')"
	assert_line --index 1 '红河村 002 户 结余 20 可用 20（2025-10-08）'
	refute_output --partial 李雷
}

@test "a household without entries; names that are markup" {
	printf 'book,household,group,head\nHH,004,二组,<b>孙七</b>\n' | pts-load households >/dev/null
	for form in '-f html' --fold; do
		# shellcheck disable=SC2086 # two words
		run -0 pts-card -b HH $form 004
		assert_output --partial '&lt;b&gt;孙七'
		refute_output --partial '<b>'
		assert_output --partial '尚无分录'
		refute_output --partial '<script'
	done
}

@test "the points card has what fits: fifteen entries and what they start from" {
	for day in {01..30}; do
		echo "HH,2025-09-$day,003,CLEAN,1"
	done | cat <(echo book,date,household,rule,quantity) - | pts-log --late - >/dev/null
	pts-card -b HH --fold 003 >card.html
	assert_equal "$(grep -c '<tr><td>2025' card.html)" 15
	# -5, then fifteen of the thirty.
	grep -q '承前结余</td><td></td><td class="n">145</td>' card.html
	pts-card -b HH -f html 003 >all.html
	assert_equal "$(grep -c '<tr><td class="d">2025' all.html)" 31
}

@test "the record of a volunteer: hours as granted, what was reversed is not there" {
	# 4 hours at 3 points, and 12 of which the cap of 30 points a month grants 10, less what was given: 6.
	pts-log -b HH -H 001 --member M2 -r HOURS -q 12 --date 2025-08-20 >/dev/null
	gone=$(pts-log -b HH -H 001 --member M2 -r HOURS -q 1 --date 2025-09-20 | tail -1 | cut -d, -f4)
	pts-log --reverse -m 'was not there' "HH:$gone" >/dev/null
	pts-log -b HH -H 001 --member M2 -r CLEAN --date 2025-09-21 >/dev/null
	run -0 pts-card -b HH --certificate M2
	assert_line --index 0 "Record of volunteer service HH-M2-$((S + 15))"
	assert_line --index 1 '张小花 (M2) served 14 hours in 2 activities'
	assert_line --index 2 'Issued by 红河村 on 2025-10-08'
	run -0 pts-card --certificate M2 -f csv
	assert_output - <<-END
		book,member,seq,date,rule,title,quantity
		HH,M2,$((S + 3)),2025-07-09,HOURS,志愿服务,4.00
		HH,M2,$((S + 15)),2025-08-20,HOURS,志愿服务,10.00
	END
	# The witness: points of standing entries by that rule, three an hour.
	assert_equal "$(sqlite3 pts.db "SELECT SUM(score) / 300 FROM journal WHERE member = 'M2' AND rule = 'HOURS'")" 14
	golden certificate.html pts-card -b HH --certificate M2 -f html
	run -0 pts-card --certificate M2 -p 2025-08
	assert_line --index 1 --partial '10 hours in 1'
	assert_line --index 2 'from 2025-08-01 to 2025-08-31'
	printf 'book,key,value\nHH,seal,红河村志愿服务队\n' | pts-load settings >/dev/null
	run -0 pts-card --certificate M2
	assert_line --partial 'Issued by 红河村志愿服务队 on'
}

@test "a member without hours has a record of none; one that is not there has none" {
	run -0 pts-card --certificate M3
	assert_line --index 1 '李雷 (M3) served 0 hours in 0 activities'
	run -0 pts-card --certificate M3 -f html
	refute_output --partial '<table>'
	run -65 pts-card --certificate M9
	assert_output 'pts-card: member M9 is not on the roster'
	printf 'book,household,member,name\nCS,001,M1,欧阳克\n' | pts-load members >/dev/null
	run -65 pts-card --certificate M1
	assert_output --regexp '^pts-card: member M1 is in several books \((HH, CS|CS, HH)\): give the book$'
	run -64 pts-card --certificate M1 -p never
}
