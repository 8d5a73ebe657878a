# The HTML sheets in a real browser: on a phone, on paper, in a validator; the code on them in a reader of codes.

setup_file() {
	load ../helper
	load browser
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	for n in 30 900; do
		quarter $n | pts-notice -f html -o $n.html
	done
	{
		quarter 30
		quarter 60 | sed -n 's/,LX,/,HH,/p'
	} | pts-notice -f html -o two.html
	# Names that need many lines, and one that has no place to break.
	quarter 300 | sed "s/王成/$(printf '长%.0s' {1..400})/; s/诸葛孔明/$(printf 'W%.0s' {1..40})/" |
		pts-notice --mask none -f html -o long.html
	village 30
	village 900
	export PTS_LEDGER=village900.db
	pts-notice --kind scores -p 2025Q3 --split group -f html -o groups.html
	for kind in deductions redemptions stock; do
		pts-notice issue --kind $kind -p 2025Q3 -f html -o $kind.html
	done
	unset PTS_LEDGER
}

setup() {
	load ../helper
	load browser
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
}

# A ranked tally of n households with the widest figures and names that occur.
quarter() {
	echo rank,book,period,household,name,group,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
	awk -v n="$1" 'BEGIN {
		split("欧阳清风 王成 阿卜杜勒·买买提艾合买提江 诸葛孔明 <b>李雷</b>", name, " ")
		for (i = 1; i <= n; i++)
			printf "%d,LX,2025Q3,%03d,%s,第%d组,%d,%d.50,%d.25,%d.25,%d.00,0.50,-%d.00,%d.75,%s\n", i, i,
				name[i % 5 + 1], i % 7 + 1, i % 90, 99999 - i, i % 7, 99990 - i, 99990 - i, i * 3, i % 4, 123456 + i,
				i % 50 ? "" : "V0" i
	}'
}

# A ledger with n households and a quarter of deeds, closed, and its board: villageN.db, issuedN.html.
village() {
	local n=$1 dir=village$1
	mkdir "$dir"
	printf 'book,name\nLX,老新村\n' >"$dir/books.csv"
	printf 'key,value\nname,老新镇村级事务积分制\ncontact,村委会办公室李主任\nphone,0728-6000000\nfoot,本表按《老新镇积分制实施办法》每季度公示一次。\n' >"$dir/settings.csv"
	printf 'rule,category,title,points,valid_from\nWS,HJ,门前整洁,10,2025-01-01\nLJ,HJ,乱倒垃圾影响邻里环境经提醒不改,-5,2025-01-01\n' >"$dir/rules.csv"
	printf 'category,title\nHJ,环境治理\n' >"$dir/categories.csv"
	printf 'book,shop,name,kind\nLX,S1,老新村积分超市,own\n' >"$dir/shops.csv"
	printf 'item,title,kind,points,cost,valid_from\nSOAP,香皂（一块）,goods,10,4,2025-01-01\nRICE,大米（10公斤）,goods,100,50,2025-01-01\n' >"$dir/items.csv"
	awk -v n="$n" 'BEGIN {
		print "book,household,group,head"
		split("欧阳清风 王成 阿卜杜勒·买买提艾合买提江 诸葛孔明 李雷", name, " ")
		for (i = 1; i <= n; i++) printf "LX,%03d,第%02d组,%s\n", i, (i - 1) * 12 / n + 1, name[i % 5 + 1]
	}' >"$dir/households.csv"
	awk -v n="$n" 'BEGIN {
		print "book,date,household,rule,quantity"
		for (i = 1; i <= n; i++) for (k = 0; k < i % 7; k++)
			printf "LX,2025-%02d-%02d,%03d,%s,%d\n", 7 + k % 3, 1 + (i + k) % 28, i, (i + k) % 5 ? "WS" : "LJ", 1 + k % 3
	}' >events-"$n".csv
	awk -v n="$n" 'BEGIN {
		print "order,date,book,household,item,quantity"
		for (i = 7; i <= n; i += 7) printf "O%d,2025-09-29,LX,%03d,SOAP,1\n", i, i - 1
	}' >orders-"$n".csv
	export PTS_LEDGER=village$n.db
	{
		pts-init "$dir"
		PTS_NOW=2025-09-30T09:00:00 pts-log events-"$n".csv
		printf 'id,book,item,shop,quantity,date\nD1,LX,SOAP,S1,200,2025-09-01\nD2,LX,RICE,S1,5,2025-09-01\n' | pts-stock in -
		PTS_NOW=2025-09-30T09:00:00 pts-redeem orders-"$n".csv
		pts-close 2025Q3
		pts-notice issue --kind scores -p 2025Q3 -f html -o issued"$n".html
	} >/dev/null
	unset PTS_LEDGER
}

paper() {
	sed "s/^<style>$/<style>@page{size:$2}/" "$1.html" >"$1-paper.html"
	browser --no-pdf-header-footer --print-to-pdf="$1.pdf" "file://$PWD/$1-paper.html"
}

pages() {
	pdfinfo "$1.pdf" | awk '/^Pages:/ {print $2}'
}

@test "nothing overflows, from the smallest phone to a wide screen" {
	for file in 30 900 two long issued30 groups deductions redemptions stock; do
		run -0 in_frame $file.html 320 '[320, 360, 412, 768, 961, 1024, 1600].map(x => {
			document.getElementById("f").style.width = x + "px";
			return d.documentElement.scrollWidth - x; }).join(" ")'
		assert_equal "$file: $output" "$file: 0 0 0 0 0 0 0"
	done
}

@test "every cell lies inside the page at 360 pixels" {
	for file in 900 issued900; do
		run -0 in_frame $file.html 360 \
			'[...d.querySelectorAll("h1,p,li,td,svg,.hex")].filter(e => e.getBoundingClientRect().right > 360).length'
		assert_output 0
	done
}

# The least contrast of any text with what lies behind it, after the formula of WCAG 2.
CONTRAST='(() => {
	const part = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	const rgb = s => s.match(/[\d.]+/g).map(Number);
	const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
	const behind = e => { const c = rgb(w.getComputedStyle(e).backgroundColor); return c.length > 3 && !c[3] ? e.parentElement ? behind(e.parentElement) : [255, 255, 255] : c; };
	let least = 99;
	for (const e of d.querySelectorAll("h1,p,li,th,td,span,strong")) for (const pseudo of [null, "::before"]) {
		const a = light(rgb(w.getComputedStyle(e, pseudo).color)), b = light(behind(e));
		least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
	}
	return least.toFixed(1);
})()'

@test "text has the contrast that weak eyes need, on screen and phone" {
	for file in 30 issued30; do
		for width in 360 1024; do
			contrast=$(in_frame $file.html $width "$CONTRAST")
			awk -v c="$contrast" 'BEGIN { exit !(c >= 4.5 && c < 22) }' || fail "$file, $width: contrast $contrast"
		done
	done
}

@test "names are masked, markup in a name is text" {
	run -0 in_frame 30.html 1024 '/清|买买提/.test(d.body.innerText) || d.querySelectorAll("b").length'
	assert_output 0
	run -0 in_frame 30.html 1024 \
		'[...d.querySelectorAll("tbody tr:first-child td")].slice(1, 3).map(e => e.textContent).join(" ")'
	assert_output '001 王*'
}

@test "the page is valid HTML in Chinese, without script, and may fetch nothing" {
	for file in 30 two issued900 groups deductions redemptions stock; do
		run -0 tidy -e -q $file.html
		assert_output ''
		run -0 in_frame $file.html 800 \
			'[d.documentElement.lang, d.scripts.length, d.querySelectorAll("[src],[href],[onclick],link,iframe,object,img").length].join(" ")'
		assert_output 'zh-CN 0 0'
		grep -qF "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" $file.html
	done
	# The policy holds: what somebody puts into the file does not run.
	sed 's|</body>|<p id="x">no</p><script>document.getElementById("x").textContent = "ran"</script></body>|' 30.html >forged.html
	run -0 in_frame forged.html 800 'd.getElementById("x").textContent'
	assert_output no
}

@test "on paper every page has the table's head, its number and what the sheet is" {
	for size in A4 'A4 landscape' A3 'A3 landscape'; do
		for file in 900 issued900; do
			paper $file "$size"
			total=$(pages $file)
			assert [ "$total" -gt 4 ]
			mark=草稿
			[ $file = 900 ] || mark=LX-2025-01
			for ((p = 1; p <= total; p++)); do
				pdftotext -layout -f $p -l $p $file.pdf page.txt
				parts=("$mark" "第 $p 页，共 $total 页" 积分公示)
				if grep -qE '(王|诸|阿)[^ ]*\*' page.txt; then
					parts+=(户号 姓名)
				fi
				for part in "${parts[@]}"; do
					grep -qF "$part" page.txt || fail "$file, $size, page $p lacks $part"
				done
			done
		done
	done
}

@test "on paper nothing is outside the margins" {
	for size in A4 A3; do
		for file in 900 issued900 deductions redemptions; do
			paper $file $size
			pdftotext -bbox $file.pdf words.html
			run -0 awk -F'"' '/<page / {width = $2; height = $4}
				/<word / && ($2 < 30 || $6 > width - 30 || $4 + $8 < 40 || $4 + $8 > 2 * height - 40) {print}' words.html
			assert_output ''
		done
	done
}

@test "on A3 the letters are larger than on A4" {
	for size in A4 A3; do
		paper issued30 $size
		pdftotext -bbox -f 1 -l 1 issued30.pdf words.html
		awk -F'"' '/>户号</ {print $8 - $4; exit}' words.html >$size
	done
	awk -v a="$(cat A4)" -v b="$(cat A3)" 'BEGIN { exit !(a > 0 && b > 1.35 * a) }' || fail "$(cat A4 A3)"
}

@test "on paper every household is there once, whole, and each sheet starts a page" {
	paper 900 A4
	pdftotext -layout 900.pdf all.txt
	for ((i = 1; i <= 900; i++)); do
		printf '%d %03d\n' $i $i
	done >expected
	awk '$1 ~ /^[0-9]+$/ && $2 ~ /^[0-9][0-9][0-9]$/ {print $1, $2}' all.txt >found
	cmp expected found
	paper two A4
	for ((p = 1; p <= $(pages two); p++)); do
		pdftotext -layout -f $p -l $p two.pdf page.txt
		assert [ "$(grep -c 村账： page.txt)" -le 1 ]
	done
	paper groups A4
	for ((p = 1; p <= $(pages groups); p++)); do
		pdftotext -layout -f $p -l $p groups.pdf page.txt
		assert [ "$(grep -c 组： page.txt)" -le 1 ]
	done
	assert_equal "$(pdftotext -layout groups.pdf - | grep -c '组：第')" 12
}

@test "a row of several lines is on one page" {
	for size in A4 'A3 landscape'; do
		paper long "$size"
		for ((p = 1; p <= $(pages long); p++)); do
			n=$(pdftotext -f $p -l $p long.pdf - | grep -o 长 | wc -l)
			assert_equal "$size, page $p: $((n % 400))" "$size, page $p: 0"
		done
	done
	assert_equal "$(pdftotext long.pdf - | grep -o 长 | wc -l)" 24000
}

@test "the code is read from paper and from a phone's screen, and verify accepts it" {
	for n in 30 900; do
		export PTS_LEDGER=village$n.db
		paper issued$n A4
		pdftoppm -r 150 -f "$(pages issued$n)" -png issued$n.pdf scan-$n
		zbarimg -q --raw scan-$n-*.png >said
		pts-notice verify - <said
		grep -q "^pts LX-2025-01 [0-9a-f]* [0-9a-f]*$" said
		unset PTS_LEDGER
	done
	browser --window-size=400,3600 --screenshot=phone.png "file://$PWD/issued30.html"
	zbarimg -q --raw phone.png | cmp - <(PTS_LEDGER=village30.db pts-notice show LX-2025-01 -f html |
		grep -o '<svg.*</svg>' | rsvg-convert -w 500 | zbarimg -q --raw PNG:-)
}
