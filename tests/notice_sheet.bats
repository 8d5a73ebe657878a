# pts-notice: words, templates, one sheet a group, the code on an issued sheet, names that would do harm

setup() {
	load helper
	_common_setup
	cp "$GOLDEN"/notice/scores.csv .
}

village() {
	make_ledger
	export PTS_LEDGER=pts.db
	pts-close 2025-08 >/dev/null
}

@test "a template replaces words, and its placeholders say what the sheet is about" {
	village
	cat >words <<-'END'
		# the village's own words

		title_scores: {place}（{book}）{period}光荣榜
		head：{scheme}·{households}户{rows}行
		foot: 更正：{corrects}
		contact: 请找{contact}，电话{phone}
		objection: 编号{number}，{issued}张贴，{until}前提出；摘要{digest}，分录{entry}
		seal:
		page: {page}/{pages}
	END
	printf 'key,value\ncontact,老李\nphone,0728-6000000\n' >settings.csv
	pts-load settings settings.csv >/dev/null
	run -0 pts-notice --kind scores -p 2025-07..2025-08 -b HH --template words
	assert_line --regexp '^ +红河村（HH）2025年7月至2025年8月光荣榜$'
	assert_line --regexp '^ +积分制·3户3行$'
	assert_line 更正：
	assert_line '请找老李，电话0728-6000000'
	assert_output --partial '编号____，____年__月__日张贴，____年__月__日前提出'
	refute_output --partial 公示单位
	run -0 pts-notice --kind scores -p 2025-07..2025-08 -b HH --template words -f html
	assert_output --partial 'content:"" counter(page) "\2f " counter(pages) ;'
	run -0 pts-notice issue --kind scores -p 2025-07..2025-08 -b HH --template words
	assert_regex "$(tr -d "\n" <<<"$output")" "编号HH-2025-01，2025年10月8日张贴，2025年10月15日前提出；摘要[0-9a-f]{64}"
	rm words
	pts-notice show HH-2025-01 >again
	diff <(echo "$output") again
}

@test "every bad line of a template is told, with what would be right" {
	cat >words <<-'END'
		titel: x
		foot: {villages}
		foot: {page}
		foot: {place
		nothing
		title: {place}
	END
	run -65 pts-notice --template words scores.csv
	assert_line --index 0 'pts-notice: words:1: no text of a sheet is called `titel`; did you mean `title`?'
	assert_line --index 1 'pts-notice: words:2: text foot: `{villages}` is no placeholder; pts-notice(1) lists them'
	assert_line --index 2 'pts-notice: words:3: text foot: `{page}` is no placeholder; pts-notice(1) lists them'
	assert_line --index 3 'pts-notice: words:4: text foot: `{place` is no placeholder; pts-notice(1) lists them'
	assert_line --index 4 'pts-notice: words:5: a line of a template is `key: text`, or a comment after `#`'
	assert_equal "${#lines[@]}" 5
	printf 'foot: \xb9\xab\xca\xbe\nhead: \xe2\x80\xae\n' >words
	run -65 pts-notice --template words scores.csv
	assert_line --index 0 'pts-notice: words:1: the template is not UTF-8: save it with that encoding'
	assert_line --index 1 'pts-notice: words:2: characters that turn the direction of writing are not allowed'
	printf 'qr: %0201d\n' 0 >words
	run -65 pts-notice --template words scores.csv
	assert_output 'pts-notice: words:1: text qr: at most 200 characters'
	run -66 pts-notice --template none scores.csv
	assert_output --partial 'cannot read the template none'
	run -64 pts-notice --title '{villages}' scores.csv
	assert_output --partial 'the title has no placeholder `{villages}`'
	run -0 pts-notice --title '{place}{households}' scores.csv
}

@test "the template that a setting names lies beside the ledger, and a BOM is no key" {
	village
	mkdir office
	mv pts.db office
	export PTS_LEDGER=office/pts.db
	printf '\xef\xbb\xbfempty: 无\r\n' >office/words.txt
	printf 'key,value\ntemplate,words.txt\n' >settings.csv
	pts-load settings settings.csv >/dev/null
	run -0 pts-notice --kind stock -p 2025-07
	assert_line 无
	rm office/words.txt
	run -66 pts-notice --kind stock -p 2025-07
}

@test "the page of the manual has every text and every placeholder, and no other" {
	tr '\n\t' '  ' <"$ROOT/lib/job/sheet/texts.c" |
		grep -oE '\[SHEET_[A-Z_]+\] = +\{"[a-z_]+"' | cut -d'"' -f2 |
		grep -vE '^(place|scheme|person|phone)$' | sort >ours
	sed -n '/^\.Ss Texts$/,/^\.Ss /s/^\.It Cm //p' "$ROOT/man/pts-notice.1" | sort | diff ours -
	sed -n '/^static const char \*const placeholders/,/^};/p' "$ROOT/lib/job/sheet/words.c" |
		grep -oE '"[a-z]+"' | tr -d '"' | sort >ours
	sed -n '/^\.Ss Placeholders$/,/^\.S[sh] /s/^\.It Cm //p' "$ROOT/man/pts-notice.1" | sort | diff ours -
}

@test "--split: one whole sheet for each group, in order of the codes, with sums of its own" {
	cat >rows.csv <<-'END'
		rank,book,period,household,name,group,score,points
		1,HH,2025Q3,007,王成,第10组,9.00,9.00
		2,HH,2025Q3,003,李雷,第2组,8.00,8.00
		3,HH,2025Q3,008,张三,第10组,7.00,7.00
		4,HH,2025Q3,001,阿依·努尔,第2组,6.00,6.00
		5,HH,2025Q3,009,钱七,,5.00,5.00
	END
	run -0 pts-notice --split group rows.csv
	assert_equal "$(grep -cE '^ +积分公示$' <<<"$output")" 3
	assert_equal "$(grep -E '^(组|户数|合计| +[1-5] )' <<<"$output" | tr -s ' ')" "组：第2组
户数：2
 2 003 李* 8 8
 4 001 阿依·* 6 6
合计 14 14
组：第10组
户数：2
 1 007 王* 9 9
 3 008 张* 7 7
合计 16 16
户数：1
 5 009 钱* 5 5"
	run -0 pts-notice --split group -f html rows.csv
	assert_equal "$(grep -c '<section class="sheet"' <<<"$output")" 3
	assert_output --partial '#sheet3{page:sheet3}'
	run -0 pts-notice --split group -f csv rows.csv
	assert_line --index 1 HH,2025Q3,2,003,李*,第2组,8.00,8.00
	assert_line --index 5 HH,2025Q3,5,009,钱*,,5.00,5.00
	pts-notice --split shoe rows.csv | diff <(pts-notice rows.csv) -
}

@test "csv: what is to be seen, as a stream that the tools read again" {
	run -0 pts-notice -f csv <<-'END'
		book,period,household,name,score,points,note
		HH,2025Q3,001,欧阳清风,1,2,私事
		HH,2025Q3,002,王成,,3,
	END
	assert_output 'book,period,household,name,score,points
HH,2025Q3,001,欧阳*风,1.00,2.00
HH,2025Q3,002,王*,,3.00'
	run -0 bash -c 'pts-notice -f csv scores.csv | pts-notice -f csv --mask none | cmp - <(pts-notice -f csv scores.csv)'
}

@test "a draft's csv has no proof, an issued one has it in every row" {
	village
	run -0 pts-notice --kind scores -p 2025-07..2025-08 -f csv -b HH
	assert_line --index 0 --regexp '^book,period,'
	run -0 pts-notice issue --kind scores -p 2025-07..2025-08 -f csv -b HH
	assert_line --index 0 --regexp '^notice,digest,hash,book,period,'
	assert_equal "$(grep -cE '^HH-2025-01,[0-9a-f]{64},[0-9a-f]{64},HH,' <<<"$output")" 3
}

@test "the code on an issued sheet says number, digest and entry, and verify takes it" {
	village
	pts-notice issue --kind scores -p 2025-07..2025-08 -b HH -f html -o board.html
	grep -o '<svg.*</svg>' board.html >code.svg
	rsvg-convert -w 400 -o code.png code.svg
	zbarimg -q --raw code.png >said
	read -r word number digest entry <said
	assert_equal "$word $number" 'pts HH-2025-01'
	assert_equal "$digest $entry" "$(pts-notice show HH-2025-01 -f csv | awk -F, 'NR == 2 {print $2, $3}')"
	pts-list heads | grep -q "^HH,.*,$entry,"
	grep -q 逐字相同 said
	run -0 pts-notice verify - <said
	sed 's/[0-9a-f]$/x/; s/ [0-9a-f]/ 0/' said | head -n 1 >forged
	run ! pts-notice verify - <forged
	# A draft has none.
	run -1 grep -c '<svg' <(pts-notice --kind scores -p 2025-07..2025-08 -b HH -f html)
}

@test "markup in names is text on the sheet; what turns the writing round is refused at load" {
	village
	long=$(printf '阿%.0s' {1..40})
	printf 'book,household,group,head\nHH,001,一组,<script>alert(1)</script>\nHH,002,<b>组</b>,"""&'"'"'李"\nHH,003,二组,%s\n' "$long" >names.csv
	pts-load households names.csv >/dev/null
	for form in html text wechat csv; do
		pts-notice --kind scores -p 2025-07..2025-08 -b HH -f $form --mask none >sheet.$form
	done
	run -1 grep -E '<script|<b>' sheet.html
	grep -qF '>&lt;script&gt;alert(1)&lt;/script&gt;</td>' sheet.html
	grep -qF '&quot;&amp;&#39;李' sheet.html
	grep -qF ">$long</td>" sheet.html
	grep -qF "\"\"\"&'李\"" sheet.csv
	pts-notice --kind scores -p 2025-07..2025-08 -b HH --split group -f html --mask none --title '"}</style><script>' >split.html
	run -1 grep -E '<script|<b>' split.html
	assert_equal "$(grep -c '</style>' split.html)" 1
	for mark in $'\xe2\x80\xae' $'\xe2\x80\x8f' $'\xe2\x81\xa6' $'\xd8\x9c'; do
		printf 'book,household,head\nHH,001,王%s成\n' "$mark" >bidi.csv
		run -65 pts-load households bidi.csv
		assert_output --partial 'bidi.csv:2'
	done
	printf 'household,name,score,points\n001,王\xe2\x80\xae成,1,1\n' >bidi.csv
	run -65 pts-notice bidi.csv
}

@test "English by the setting, the same template keys" {
	village
	printf 'key,value\nlang,en\n' >settings.csv
	pts-load settings settings.csv >/dev/null
	run -0 pts-notice issue --kind scores -p 2025-07..2025-08 -b HH
	assert_line --regexp '^ +红河村 Notice of points$'
	assert_line 'Notice: HH-2025-01'
	assert_line 'Published: 2025-10-08'
	assert_line 'Objections until: 2025-10-15'
	assert_line 'Date: 2025-10-08'
	assert_line --regexp '^Digest: [0-9a-f]{8}( [0-9a-f]{8})+'
	run -0 pts-notice show HH-2025-01 -f html
	assert_output --partial '<html lang="en">'
	assert_output --partial '"Page " counter(page) " of " counter(pages) ;'
}

@test "an issued sheet's messages name the number and keep within 2,000 characters" {
	village
	pts-notice issue --kind scores -p 2025-07..2025-08 -b HH -f wechat >chat
	grep -qx '公示编号：HH-2025-01' chat
	grep -qx '异议截止：2025年10月15日' chat
	grep -qE '^流水校验值：[0-9a-f]{8} ' chat
	run -1 grep 草稿 chat
}
