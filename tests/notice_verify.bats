# pts-notice verify: what hangs on the wall against what the ledger says

setup() {
	load helper
	_common_setup
	make_ledger
	pts-close 2025-08 >/dev/null
	export PTS_NOW=2025-10-08T09:00:00
	pts-tally -p 2025-07..2025-08 --all | pts-rank --within book | pts-notice issue -f html -o boards.html
	pts-notice show HH-2025-01 -f html -o board.html
	pts-notice show HH-2025-01 -f csv -o board.csv
}

# The n-th line of the page that is a row of the table.
row_line() {
	grep -n '^<tr><td' board.html | sed -n "$1{s/:.*//;p}"
}

# differs FILE TEXT…: not proved, and each text is said
differs() {
	local file=$1 text
	shift
	run -1 pts-notice verify "$file"
	for text; do assert_line --partial "$text"; done
}

@test "what was issued is proved: one sheet, several, HTML and CSV, by pipe" {
	for file in board.html boards.html board.csv; do
		run -0 pts-notice verify $file
		assert_line --regexp '^HH-2025-01: proved: 3 rows of 2025-07..2025-08, entry HH:[0-9]+ of 2025-10-08, digest [0-9a-f]{64}, hash [0-9a-f]{64}$'
	done
	assert_equal "$(pts-notice verify boards.html | wc -l)" 2
	run -0 bash -c 'pts-notice verify - <board.html'
	run -0 bash -c 'pts-notice verify - <board.csv'
}

@test "what browsers and spreadsheets make of a page is still the page" {
	sed -e 's/<tbody>//; s/<\/tbody>//; s/<html/<!-- saved from url=(0014)about:internet -->\n&/' board.html >saved.html
	run -0 pts-notice verify saved.html
	sed '/<body>/,$s/<\(tr\|td\|li\|p\|div\)\b/\n   &/g' board.html >formatted.html
	run -0 pts-notice verify formatted.html
	sed 's/张/\&#24352;/g; s/$/\r/' board.html >entities.html
	run -0 pts-notice verify entities.html
	{ printf '\xef\xbb\xbf' && sed 's/\([0-9]\)\.00/\1/g; s/$/\r/' board.csv; } >saved.csv
	run -0 pts-notice verify saved.csv
	iconv -f UTF-8 -t GB18030 board.csv >gbk.csv
	run -0 pts-notice verify gbk.csv
}

@test "a score, a name, a total that was changed in the published file" {
	n=$(row_line 1)
	sed "${n}s/积分\">147</积分\">99</" board.html >bad.html
	differs bad.html 'HH-2025-01, row `1 001 张*丰 一组`: 荣誉积分 is `99` on the sheet, `147` in the ledger'
	sed "${n}s/张\*丰/李*丰/" board.html >bad.html
	differs bad.html '姓名 is `李*丰` on the sheet, `张*丰` in the ledger'
	sed '/class="sum"/s/>[0-9][0-9]*</>1000</' board.html >bad.html
	differs bad.html 'row `合计' '`1000` on the sheet'
	sed 's/,张\*丰,/,李*丰,/' board.csv >bad.csv
	differs bad.csv 'name is `李*丰` on the sheet, `张*丰` in the ledger'
	sed '2s/147\.00/148.00/' board.csv >bad.csv
	differs bad.csv 'is `148` on the sheet, `147` in the ledger'
	# the title, the last day
	sed 's/10月15日/10月16日/' board.html >bad.html
	differs bad.html '10月16日'
	sed 's/<h1>[^<]*/<h1>别的题目/' board.html >bad.html
	differs bad.html '`别的题目` on the sheet'
}

@test "rows that changed places, are gone, or are new" {
	a=$(row_line 1) b=$(row_line 2)
	awk -v a="$a" -v b="$b" 'NR == a {kept = $0; next} {print} NR == b {print kept}' board.html >swapped.html
	differs swapped.html 'is missing on the sheet, or not in its place' 'stands on the sheet, but not there in the ledger'
	sed "${b}d" board.html >gone.html
	differs gone.html '李* 一组` is missing on the sheet'
	sed "${b}p" board.html >more.html
	differs more.html '李* 一组` stands on the sheet'
	sed 3d board.csv >gone.csv
	differs gone.csv 'is missing on the sheet'
}

@test "what hides or draws over the figures is noticed too" {
	sed 's/<\/style>/tr:nth-child(2){display:none}&/' board.html >style.html
	differs style.html 'was changed, so that it may look otherwise'
	sed "$(row_line 2)s/<tr>/<tr style=\"display:none\">/" board.html >hidden.html
	differs hidden.html 'row `2 002' 'the mark-up was changed'
	sed 's/<h1>/<img src="x.png"><h1>/' board.html >drawn.html
	run -1 pts-notice verify drawn.html
	sed 's/<h1>/<script>1<\/script><h1>/' board.html >script.html
	run -1 pts-notice verify script.html
	sed '0,/ d="M/s/ d="M/ d="M0 0h1v1z M/' board.html >code.html
	differs code.html 'drawing'
}

@test "elements that hide or turn round what is in them; what programs read in different ways" {
	figure='积分">147</td>'
	grep -q "$figure" board.html
	while IFS= read -r instead; do
		n=$((n + 1))
		awk -v from="$figure" -v to="$instead" '!done && (at = index($0, from)) {
			$0 = substr($0, 1, at - 1) to substr($0, at + length(from)); done = 1} {print}' board.html >"forged$n.html"
		run -1 pts-notice verify "forged$n.html"
		assert_output --regexp 'the mark-up was changed|stands in the page'
	done <<-'END'
		积分"><bdo dir="rtl">147</bdo></td>
		积分" dir="rtl">147</td>
		积分">147<input value="9"></td>
		积分"><del>147</del></td>
		积分"><audio>147</audio></td>
		积分"><textarea>147</textarea></td>
		积分"><font face="Wingdings">147</font></td>
		积分">14<sup>7</sup></td>
		积分">147<!--><td>99<!--></td>
		积分">147<!-- --!>9 --></td>
		积分">147<?9></td>
		积分"/style="display:none">147</td>
		积分" style=display:none>147</td>
	END
	[ "$n" -eq 13 ]
	while IFS="~" read -r from to; do
		sed "s|$from|$to|" board.html >forged.html
		refute cmp -s board.html forged.html
		run -1 pts-notice verify forged.html
	done <<-'END'
		<table~<details><table
		<tbody>~<tbody popover="">
		<body>~<body text="white">
		<body>~<body><noframes>
		<title>~<title>伪
		<meta charset="utf-8">~<meta charset="utf-7">
		<meta http-equiv="Content-Security-Policy"~<meta name="x"
		<style>~<meta http-equiv="refresh" content="0;url=other.html"><style>
		<svg~<svg style="position:fixed;background:white"
		viewBox="0 0~viewBox="9 9
		id="sheet1"~id="sheet2"
	END
	{ head -n 3 board.html && printf '\0' && sed 1,3d board.html; } >forged.html
	run -1 pts-notice verify forged.html
}

@test "what a spreadsheet makes of codes and days; forms that cannot be compared say so" {
	sed 's/,00\([0-9],\)/,\1/; s/\([0-9]\)\.00/\1/g' board.csv >saved.csv
	refute cmp -s board.csv saved.csv
	run -0 pts-notice verify saved.csv
	sed '2s/,147,/,148,/' saved.csv >bad.csv
	differs bad.csv 'HH-2025-01, row `1 1 张*丰 一组`: earned is `148` on the sheet, `147` in the ledger'
	pts-notice issue --kind deductions -p 2025-07 -b HH -f csv >minus.csv
	for day in 2025/7/20 2025/07/20 2025年7月20日; do
		sed "s|2025-07-20|$day|g" minus.csv >saved.csv
		refute cmp -s minus.csv saved.csv
		run -0 pts-notice verify saved.csv
	done
	sed "s|2025-07-20|2025/7/21|g" minus.csv >bad.csv
	run -1 pts-notice verify bad.csv
	for form in text wechat; do
		pts-notice show HH-2025-01 -f $form >board.$form
		run -65 pts-notice verify board.$form
		assert_output --partial 'this is no HTML, and no CSV with the column notice'
		assert_equal "${#lines[@]}" 1
	done
	sed '0,/"hex">/s/"hex">[0-9a-f]\{8\}/"hex">00000000/' board.html >bad.html
	differs bad.html 'HH-2025-01: the sheet says 00000000' 'the record of the notice has the digest'
	sed 's/"hex">[^<]*</"hex"></' board.html >bad.html
	differs bad.html 'HH-2025-01: digest and hash are missing on the sheet'
	printf 'notice,digest\n"HH-2025-01,x\n' >broken.csv
	run -65 pts-notice verify broken.csv
	assert_output --partial 'broken.csv:2:'
}

@test "the database was changed instead: the published sheet names the row" {
	cp pts.db good.db
	changed() { # SQL TEXT…
		cp good.db pts.db
		tamper "$1"
		shift
		differs board.html 'HH-2025-01: the ledger was changed: the stored record is not the one that entry HH:' "$@"
		run -1 pts-notice verify HH-2025-01
		run -65 pts-notice show HH-2025-01
	}
	book="book = (SELECT book FROM books WHERE code = 'HH')"
	changed "UPDATE notice_rows SET text = replace(text, '147.00,47', '99.00,47') WHERE $book AND line = 1" \
		'row `1 001 张*丰 一组`: 荣誉积分 is `147` on the sheet, `99` in the ledger'
	changed "UPDATE notice_rows SET text = replace(text, '张', '李') WHERE $book AND line = 1" '`张*丰` on the sheet, `李*丰` in the ledger'
	changed "UPDATE notice_rows SET line = 9 - line WHERE $book; UPDATE notice_rows SET line = line - 5 WHERE $book" 'not in its place'
	changed "UPDATE notice_lines SET text = 'until,2025-10-20,7 calendar' WHERE $book AND text LIKE 'until%'" '10月20日'
}

@test "an entry before the notice was changed or is gone" {
	cp pts.db good.db
	tamper "UPDATE journal SET score = score + 100 WHERE seq = @1 AND book = (SELECT book FROM books WHERE code = 'HH')"
	differs board.html "HH-2025-01: the ledger was changed: entry $(at HH 1) is missing, or not what it was"
	cp good.db pts.db
	tamper "DELETE FROM journal WHERE seq = @3 AND book = (SELECT book FROM books WHERE code = 'HH')"
	differs board.html "entry $(at HH 3) is missing, or not what it was"
	run -1 pts-notice verify HH-2025-01
}

@test "the newest entries deleted: the sheet proves the loss" {
	seq=$(sqlite3 pts.db "SELECT seq FROM notices WHERE number = 'HH-2025-01'")
	hash=$(pts-notice list -b HH | awk -F, 'NR == 2 {print $9}')
	book="book = (SELECT book FROM books WHERE code = 'HH')"
	cp pts.db good.db
	# only the entries
	tamper "DELETE FROM journal WHERE $book AND seq >= $seq - 2"
	differs board.html "HH-2025-01: the ledger has lost entries: the journal of HH ends with entry $((seq - 3)), the notice is entry $seq"
	# and every trace of the notice, the head mended, so that pts-check is content
	cp good.db pts.db
	tamper "DELETE FROM journal WHERE $book AND seq >= $seq" \
		"DELETE FROM notices WHERE $book" "DELETE FROM notice_lines WHERE $book" "DELETE FROM notice_rows WHERE $book" \
		"DELETE FROM notice_releases WHERE $book" "DELETE FROM counters WHERE $book AND kind = 'notice'" \
		"DELETE FROM months WHERE $book AND period = '2025-10'" \
		"UPDATE heads SET seq = $seq - 1, hash = (SELECT hash FROM journal j WHERE j.book = heads.book AND j.seq = $seq - 1), at = (SELECT at FROM journal j WHERE j.book = heads.book AND j.seq = $seq - 1) WHERE $book"
	run -0 pts-check
	differs board.html "HH-2025-01: the ledger has no such notice: its journal of HH ends with entry $((seq - 1)) of 2025-10-08 09:00; it has lost entries"
	run -1 pts-notice verify HH-2025-01 --digest "$hash"
	assert_output --partial 'it has lost entries'
	# another notice under the same number
	pts-notice issue --kind scores -p 2025-07 -b HH >/dev/null
	differs board.html "HH-2025-01: the sheet says $hash, entry HH:$seq hashes to"
	assert_line --partial 'the ledger has lost or changed entries'
}

@test "number and digest from the paper, as they are printed" {
	IFS=, read -r _ _ _ _ _ _ _ digest hash _ < <(pts-notice list -b HH | sed -n 2p)
	groups=$(fold -w 8 <<<"$digest" | paste -sd ' ')
	run -0 pts-notice verify HH-2025-01
	for paper in "$digest" "$hash" "$groups" "${hash:0:16}" "${digest^^}"; do
		run -0 pts-notice verify HH-2025-01 --digest "$paper"
	done
	pts-notice show HH-2025-01 | grep -qF "${groups:0:17}"
	run -1 pts-notice verify HH-2025-01 --digest "0${digest:1}"
	assert_output --partial "the digest is $digest and entry HH:"
	run -65 pts-notice verify HH-2025-01 --digest 12345
	run -1 pts-notice verify XX-2025-01
	assert_output --partial 'and no book XX: the sheet is another ledger'\''s'
	run -66 pts-notice verify nothing.html
	run -64 pts-notice verify board.html --digest "$digest"
	run -64 pts-notice verify
}

@test "the text of the code" {
	IFS=, read -r _ _ _ _ _ _ _ digest hash _ < <(pts-notice list -b HH | sed -n 2p)
	run -0 pts-notice verify - <<<"pts HH-2025-01 $digest $hash"
	run -0 pts-notice verify - <<<"pts HH-2025-01 $digest $hash"$'\n'核对
	run -1 pts-notice verify - <<<"pts HH-2025-01 $hash $hash"
	assert_output --partial "the sheet says $hash, the record of the notice has the digest $digest"
	run -1 pts-notice verify - <<<"pts HH-2025-01 $digest $digest"
	assert_output --partial 'the ledger has lost or changed entries'
	run -65 pts-notice verify - <<<'pts HH-2025-01'
}

@test "a draft, an empty file, something else" {
	pts-tally -p 2025-07 | pts-notice -f html -o draft.html
	run -65 pts-notice verify draft.html
	assert_output --partial 'no number of a notice stands there: it is a draft'
	run -65 bash -c 'pts-notice verify - </dev/null'
	run -65 pts-notice verify "$BATS_TEST_DIRNAME/fixtures/events.csv"
}

@test "later corrections are said, and are no fault; so is the notice that replaces it" {
	pts-log --reverse -m 'wrong' "$(at HH 2)" >/dev/null
	run -0 pts-notice verify board.html
	assert_line --index 1 'HH-2025-01: 1 entry has corrected what it shows since'
	pts-notice issue --kind scores -p 2025-07..2025-08 -b HH --corrects HH-2025-01 -f html -o second.html
	run -0 pts-notice verify board.html
	assert_line 'HH-2025-01: replaced by HH-2025-02'
	# what was posted after a notice and taken back again was never on it
	pts-notice issue --kind deductions -p 2025-07..2025-10 -b HH -f html -o minus.html
	pts-log -b HH -H 001 -r LITTER >/dev/null
	pts-log --reverse -m 'wrong' "HH:$(sqlite3 pts.db "SELECT MAX(seq) FROM journal WHERE book = (SELECT book FROM books WHERE code = 'HH')")" >/dev/null
	run -0 pts-notice verify minus.html
	refute_output --partial 'corrected what it shows'
	# the new one mentions the old one, and is judged by its own number
	run -0 pts-notice verify second.html
	assert_line --index 0 --partial 'HH-2025-02: proved'
	refute_output --partial HH-2025-01:
}

@test "a record that cannot be read any more is told by show, verify and pts-check, which goes on" {
	tamper "UPDATE notice_lines SET text = 'until,\"' WHERE text LIKE 'until,%'"
	for file in board.html board.csv; do
		run -1 pts-notice verify $file
		assert_line 'pts-notice: the record of a notice cannot be read'
	done
	run -65 pts-notice show HH-2025-01
	run -1 pts-check
	assert_line --regexp '^pts-check: notice HH-2025-01: its record is not the one'
	assert_line --regexp '^pts-check: notice CS-2025-01: its record is not the one'
	tamper "UPDATE notice_rows SET text = 'title,x'"
	run -1 pts-check
	run -1 pts-notice verify board.html
}

@test "the purpose of money in two lines is one on the sheet, and the sheet is proved" {
	pts-settle fund in -b HH --account town --amount 100 -m $'start\nfunds' >/dev/null
	pts-notice issue --kind fund -p 2025-10 -b HH -f html -o fund.html
	assert_equal "$(grep -c 'start funds' fund.html)" 1
	run -0 pts-notice verify fund.html
	run -0 pts-notice show HH-2025-02
	run -0 pts-check
}

@test "a sheet that names other notices is proved by its own digest" {
	pts-dispute open HH-2025-01 -H 001 -m 'not mine' >/dev/null
	PTS_ACTOR=panel pts-dispute reject HH-D2025-0001 -m 'it was hers' >/dev/null
	pts-notice issue --kind outcomes -p 2025-10 -b HH -f html -o outcomes.html
	grep -q HH-2025-01 outcomes.html
	run -0 pts-notice verify outcomes.html
	assert_line --partial 'HH-2025-02: proved: 1 rows of 2025-10'
	sed 's/HH-2025-01/TT-2025-01/' outcomes.html >bad.html
	differs bad.html 'is `TT-2025-01` on the sheet, `HH-2025-01` in the ledger'
	# A sheet whose digest was taken away is no mention, neither alone nor beside a true one.
	sed -E 's/([0-9a-f]{8} ){7}[0-9a-f]{8}/-/g' board.html >bad.html
	run -1 pts-notice verify bad.html
	sed -E '/<\/html>/d' outcomes.html >both.html
	cat bad.html >>both.html
	run -1 pts-notice verify both.html
}

@test "a file over the limit is told so, by name too" {
	head -c 70000000 /dev/zero | tr '\0' x >huge.csv
	run -65 pts-notice verify huge.csv
	assert_output 'pts-notice: huge.csv is larger than 64 MiB: no sheet of pts-notice is'
	run -65 bash -c 'pts-notice verify - <huge.csv'
	assert_output --partial 'is larger than 64 MiB'
}
