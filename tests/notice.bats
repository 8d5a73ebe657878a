# pts-notice render: drafts of sheets as text, HTML and chat messages

setup() {
	load helper
	_common_setup
	cp "$GOLDEN"/notice/scores.csv .
}

rows() {
	printf 'book,household,name,score\n'
	for ((i = 1; i <= $1; i++)); do
		printf 'LX,%03d,王%s,%d.00\n' "$i" 小明 "$((i % 90))"
	done
}

@test "the sheets of a quarter, in each form" {
	for form in text html wechat; do
		pts-notice render -f $form scores.csv >"$form"
		run diff -u "$GOLDEN/notice/scores.$form" "$form"
		assert_success
	done
	pts-notice scores.csv | cmp - text
	pts-notice <scores.csv | cmp - text
}

@test "a draft says so and has neither number nor digest" {
	for form in text html wechat; do
		run -0 pts-notice -f $form scores.csv
		assert_output --partial 草稿
		refute_output --regexp '[0-9a-f]{16}|HHC-2025-[0-9]'
	done
}

@test "what all rows share is in the head, figures stay in the table" {
	run -0 pts-notice - <<-'END'
		book,period,household,name,role,score,other
		LX,2025-07,001,张三丰,party,5.00,0.00
		LX,2025-07,002,李雷,party,5.00,0.00
	END
	assert_line 村账：LX
	assert_line 周期：2025年7月
	assert_line 身份：党员
	assert_line 其他：0
	assert_line --regexp '^户号  姓名   荣誉积分$'
	assert_line --regexp '^002   李\* +5$'
	assert_line --regexp '^合计 +10$'
}

@test "periods in words" {
	show() { pts-notice <<<"period,household,score"$'\n'"$1,001,5" | sed -n 's/^周期：//p'; }
	while read -r period words; do
		assert_equal "$(show "$period")" "$words"
	done <<-'END'
		2025-07..2025-08 2025年7月至2025年8月
		2025 2025年
		2025-12 2025年12月
		2025Q1 2025年第一季度
		2025H2 2025年下半年
		2025-07-01..2025-09-30 2025年7月1日至2025年9月30日
	END
}

@test "a new sheet where the book changes; one sheet when a book comes again" {
	printf 'book,household,score\nLX,001,5\nHH,001,6\n' >two.csv
	run -0 pts-notice two.csv
	assert_equal "$(grep -c 积分公示 <<<"$output")" 2
	assert_line 村账：LX
	assert_line 村账：HH
	printf 'book,household,score\nLX,001,5\nHH,001,6\nLX,002,7\n' >back.csv
	run -0 pts-notice back.csv
	assert_equal "$(grep -c 积分公示 <<<"$output")" 1
	assert_line --regexp '^村账  户号  荣誉积分$'
	assert_line 户数：3
}

@test "names are masked, and how" {
	mask() { pts-notice --mask "$1" scores.csv | awk '/^ *1  002/ {print $3}'; }
	assert_equal "$(pts-notice scores.csv | awk '/^ *1  002/ {print $3}')" '欧阳*风'
	assert_equal "$(mask name)" '欧阳*风'
	assert_equal "$(mask surname)" '欧阳**'
	assert_equal "$(mask none)" 欧阳清风
	assert_equal "$(mask code)" 一组
	for form in text html wechat; do
		run -0 pts-notice -f $form --mask code scores.csv
		refute_output --regexp '欧阳|姓名'
	done
	run -64 pts-notice --mask all scores.csv
}

@test "the code stands beside the masked name, wherever the stream has it" {
	run -0 pts-notice <<<$'name,group,household,score\n王成,一组,001,5\n王明,二组,002,6'
	assert_line --regexp '^组 +户号  姓名  荣誉积分$'
	assert_line --regexp '^一组  001   王\* +5$'
}

@test "a list of deductions names nobody" {
	run -0 pts-notice <<-'END'
		book,seq,household,name,member,group,rule,kind,points
		LX,12,001,张三丰,M1,一组,R07,deduct,-5.00
		LX,15,002,李雷,M2,二组,R08,deduct,-2.00
	END
	assert_line --partial 扣分公示
	assert_line 种类：扣分
	assert_line --regexp '^ +12  一组  R07 +-5$'
	refute_output --regexp '户数|姓名|张|李|001|M1'
}

@test "what is private is left out, ID and telephone numbers are refused" {
	run -0 pts-notice <<<$'household,score,note,address\n001,5,病假,红河村3号\n002,6,x,y'
	refute_output --regexp '病假|红河村|备注'
	printf 'household,score,remark\n001,5,13812345678\n002,5,ok\n003,5,42900519800101123X\n' >bad.csv
	run -65 pts-notice bad.csv
	assert_line --index 0 'pts-notice: bad.csv:2: column remark holds an ID or telephone number, which no sheet may show'
	assert_line --index 1 --partial 'bad.csv:4: column remark'
	refute_line --partial 公示
}

@test "a figure that is none is bad data, and yesterday's board stays" {
	echo old >board.html
	printf 'household,score\n001,5\n002,abc\n' >bad.csv
	run -65 pts-notice -f html -o board.html bad.csv
	assert_output 'pts-notice: bad.csv:3: score is not a number: `abc`'
	assert_equal "$(cat board.html)" old
	run -65 pts-notice <<<$'household,score\n001,92233720368547758.07\n002,1'
	assert_output --partial 'the sum of column score is too large'
}

@test "--title, and titles by what the stream holds" {
	run -0 pts-notice --title '红河村光荣榜' scores.csv
	assert_line --regexp '^ +红河村光荣榜$'
	run -0 pts-notice <<<$'receipt,household,item,quantity,points\nLX-1,001,soap,2,20'
	assert_line --partial 积分兑换公示
	run -64 pts-notice --title '' scores.csv
}

@test "no rows still make a sheet" {
	for form in text html wechat; do
		run -0 pts-notice -f $form <<<book,household,score
		assert_output --partial 本表没有记录
	done
}

@test "chat messages have at most 2,000 characters, all rows and numbers of their own" {
	rows 300 >many.csv
	pts-notice -f wechat many.csv >chat
	export LC_ALL=C.UTF-8
	n=1 length=0
	while IFS= read -r line; do
		length=$((length + ${#line} + 1))
		if [ "$line" = ---------- ]; then
			n=$((n + 1)) length=0
		fi
		assert [ "$length" -le 2000 ]
	done <chat
	assert_equal "$(grep -c '王\*明' chat)" 300
	assert_equal "$(grep -c "/$n）$" chat)" "$n"
}

@test "HTML has one escaped copy of every cell, no script and a strict policy" {
	run -0 pts-notice -f html --mask none --title '<script>alert("1")</script>' scores.csv
	assert_output --partial "default-src 'none'"
	assert_output --partial '<html lang="zh-CN">'
	assert_output --partial '李 &lt;雷&gt; &amp; '
	refute_output --partial '<script'
	refute_output --regexp '(src|href)='
	assert_equal "$(pts-notice -f html scores.csv | grep -o 60.50 | wc -l)" 1
}

@test "text lines end without blanks" {
	pts-notice scores.csv >sheet
	run -1 grep -n ' $' sheet
}

@test "usage and inputs" {
	run -64 pts-notice -f xlsx scores.csv
	run -64 pts-notice isue
	assert_line --index 0 --partial 'is neither a file nor one of render'
	run -65 pts-notice </dev/null
	run -74 bash -c 'pts-notice scores.csv >/dev/full'
	run -0 pts-notice -h
	assert_line --index 0 "usage: $(synopsis pts-notice | head -n 1)"
}
