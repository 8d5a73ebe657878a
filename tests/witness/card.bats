# Statements, points cards and records in a real browser: on paper, in a validator, the codes in a reader of codes

setup_file() {
	load ../helper
	load browser
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	village
	export PTS_LEDGER=village.db
	pts-card -f html -o few.html 002
	pts-card -f html -o many.html 001
	pts-card --group 第01组 -f html -o group.html
	pts-card --group 第01组 --fold -o fold.html
	pts-card --certificate M1 -f html -o record.html
	for file in few many group fold record; do
		browser --no-pdf-header-footer --print-to-pdf=$file.pdf "file://$PWD/$file.html"
	done
}

setup() {
	load ../helper
	load browser
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
}

# 001 has 300 entries and more reasons, grades and honours than fit on a points card, 002 has 5, 003 none and a long name.
village() {
	mkdir v
	printf 'book,name\nLX,老新村\n' >v/books.csv
	printf 'key,value\nname,老新镇村级事务积分制\ncontact,村委会办公室李主任\nphone,0728-6000000\nexpiry,months:12\nspendable,closed\n' >v/settings.csv
	printf 'rule,category,title,unit,points,valid_from\nWS,HJ,门前整洁,次,10,2025-01-01\nZY,HJ,志愿服务,小时,3,2025-01-01\n' >v/rules.csv
	printf 'LJ,HJ,%s,次,-5,2025-01-01\n' "$(printf '乱倒垃圾%.0s' {1..20})" >>v/rules.csv
	printf 'category,title\nHJ,环境治理\n' >v/categories.csv
	printf 'book,household,group,head\nLX,001,第01组,欧阳清风\nLX,002,第01组,阿卜杜勒·买买提艾合买提江\nLX,003,第01组,%s\n' \
		"$(printf 'W%.0s' {1..40})" >v/households.csv
	printf 'book,household,member,name\nLX,001,M1,欧阳清风\n' >v/members.csv
	printf 'honor,title,top\nMJ,%s,1\n' "$(printf '最美家庭%.0s' {1..20})" >v/honors.csv
	awk 'BEGIN {
		print "book,date,household,member,rule,quantity"
		for (k = 0; k < 300; k++)
			printf "LX,2025-%02d-%02d,001,M1,%s,%d\n", 1 + k / 34, 1 + k % 28, k % 7 ? k % 3 ? "WS" : "ZY" : "LJ", 1 + k % 3
		for (k = 0; k < 5; k++)
			printf "LX,2025-%02d-%02d,002,,%s,%d\n", 7 + k % 3, 1 + k, k % 5 ? "WS" : "LJ", 1 + k
	}' >events.csv
	{
		pts-init -d village.db v
		pts-log -d village.db events.csv
		pts-close -d village.db 2025H1
	} >/dev/null
	for year in {2015..2024}; do
		sqlite3 village.db "INSERT INTO awards SELECT book, '$year', 'MJ', '001', '', 1, 0 FROM books;
			INSERT INTO graded SELECT book, 'credit', '$year', '001', '', 'AAA', 123400, 1 FROM books"
	done
}

pages() {
	pdfinfo "$1.pdf" | awk '/^Pages:/ {print $2}'
}

@test "valid HTML in Chinese, without script, that may fetch nothing" {
	for file in few many group fold record; do
		run -0 tidy -e -q $file.html
		assert_output ''
		grep -q '^<html lang="zh-CN">$' $file.html
		grep -qF "content=\"default-src 'none'; style-src 'unsafe-inline'\"" $file.html
		run -1 grep -qE '<script|<link|href=|src=|onclick' $file.html
	done
}

@test "nothing is outside the margins" {
	for file in few many group fold record; do
		pdftotext -bbox $file.pdf words.html
		run -0 awk -F'"' '/<page / {width = $2; height = $4}
			/<word / && ($2 < 30 || $6 > width - 30 || $4 < 20 || $8 > height - 20) {print}' words.html
		assert_output ''
	done
}

@test "a statement of many pages: every entry once, each page says whose it is and has the table's head" {
	total=$(pages many)
	assert [ "$total" -gt 5 ]
	for ((p = 1; p <= total; p++)); do
		pdftotext -layout -f $p -l $p many.pdf page.txt
		for part in 欧阳清风 001 日期 结余; do
			grep -qF "$part" page.txt || fail "page $p lacks $part"
		done
	done
	PTS_LEDGER=village.db pts-card -f csv 001 | awk -F, 'NR > 1 {print $3}' | sort >expected
	pdftotext -layout many.pdf - | awk '/^ *2025-/ {print $NF}' | sort >found
	cmp expected found
	assert_equal "$(pages few)" 1
}

@test "each household begins a page, and has one points card" {
	for ((p = 1; p <= $(pages group); p++)); do
		pdftotext -layout -f $p -l $p group.pdf page.txt
		assert [ "$(grep -c 积分对账单 page.txt)" -le 1 ]
	done
	assert_equal "$(pdftotext -layout group.pdf - | grep -c 积分对账单)" 3
	assert_equal "$(pages fold)" 3
	for p in 1 2 3; do
		pdftotext -layout -f $p -l $p fold.pdf page.txt
		assert_equal "$(grep -c 积分卡 page.txt)" 1
		grep -q "00$p" page.txt
	done
	run -0 pdfinfo -f 1 -l 1 fold.pdf
	assert_output --regexp 'Page +1 size: +84[12].* x 59[456].* pts \(A4\)'
}

# Boxes of the pieces of a card that overlap or stick out of their half.
CLASH='(() => {
	const bad = [];
	for (const half of d.querySelectorAll(".half")) {
		const h = half.getBoundingClientRect(), parts = [...half.querySelectorAll("p,h1,h2,li,tr,svg")];
		const box = e => e.getBoundingClientRect();
		for (const e of parts) if (box(e).bottom > h.bottom - 20 || box(e).right > h.right || box(e).left < h.left) bad.push(e.textContent);
		for (const a of parts) for (const b of parts) {
			if (a === b || a.contains(b) || b.contains(a)) continue;
			const x = box(a), y = box(b);
			if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) bad.push(a.textContent);
		}
	}
	return bad.length + " of " + d.querySelectorAll(".half").length + " " + bad.join("|");
})()'

@test "on a points card nothing overlaps, however much there is to say" {
	cat >probe.html <<-END
		<!DOCTYPE html><title>probe</title><iframe id="f" src="fold.html" style="width:1200px;height:900px;border:0"></iframe>
		<script>
		onload = () => {
			const d = document.getElementById("f").contentDocument;
			document.body.textContent = "result=" + ($CLASH) + ";";
		};
		</script>
	END
	run -0 bash -c "sed -n 's/.*result=\([^;]*\);.*/\1/p' <<<'$(browser --dump-dom "file://$PWD/probe.html" | tr -d "'")'"
	assert_output '0 of 6 '
}

@test "the codes are read from paper, and say the last entry and its hash" {
	pdftoppm -r 150 -png fold.pdf scan
	for image in scan-*.png; do
		zbarimg -q --raw "$image" 2>/dev/null
	done >said
	for household in 001 002; do
		balance=$(PTS_LEDGER=village.db pts-list balances -H $household | awk -F, 'NR > 1 {print $4, $5}')
		last=$(PTS_LEDGER=village.db pts-card -f csv $household | tail -n 1 | cut -d, -f3)
		hash=$(sqlite3 village.db "SELECT hash FROM journal WHERE seq = $last")
		grep -qxF "pts-card LX:$household $balance 2025-10-08 LX:$last $hash" said
	done
	grep -qxF 'pts-card LX:003 0.00 0.00 2025-10-08 - -' said
}

@test "the record has all hours and who issues it" {
	run -0 bash -c "pdftotext record.pdf - | tr -d '\n '"
	hours=$(sqlite3 village.db "SELECT SUM(quantity) / 100 FROM journal WHERE rule = 'ZY' AND member = 'M1'")
	assert_output --partial "服务时长共$hours小时"
	assert_output --partial 老新村
	assert_equal "$(grep -c 志愿服务$ <<<"$(pdftotext -layout record.pdf - | awk '/^ *2025-/ {print $2}')")" \
		"$(sqlite3 village.db "SELECT COUNT(*) FROM journal WHERE rule = 'ZY'")"
}
