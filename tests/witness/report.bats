# The report's page in a real browser: no text of a chart over another, nothing cut off, on a phone and on paper; in a validator.

setup_file() {
	load ../helper
	load browser
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	unset PTS_NOW PTS_ACTOR
	"$ROOT/examples/laoxin/settle.sh" "$PWD/laoxin.db" "$PWD/out" >/dev/null
	export PTS_NOW=2025-12-31T09:00:00
	county
	pts-report -d laoxin.db -p 2025 -f html -o town.html
	pts-report -d laoxin.db -b HH -p 2025Q3 --against 2025Q2 -f html -o village.html
	pts-report -d laoxin.db -b HH -p 2024 -f html -o nothing.html
	pts-report -d county.db -p 2025 -f html -o county.html
}

setup() {
	load ../helper
	load browser
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
}

# 107 villages, every tenth with a name that fills a line, twelve months, thirteen categories.
county() {
	mkdir scheme
	{
		echo book,name,parent,level
		echo XQ,县,,county
		for i in {1..107}; do
			printf 'V%03d,%s第%03d村,XQ,village\n' "$i" "$([ $((i % 10)) -ne 0 ] || echo 通甸镇德胜社区居民委员会)" "$i"
		done
	} >scheme/books.csv
	printf '%s\n' category,title C01,环境治理 C02,村民自治 C03,志愿服务 C04,平安建设 C05,产业发展 C06,家风孝善 C07,邻里互助 \
		C08,移风易俗 C09,公益服务 C10,遵纪守法 C11,民族团结进步示范创建 C12,生态保护 C13,Environment >scheme/categories.csv
	printf '%s\n' key,value name,某县积分制 >scheme/settings.csv
	awk 'BEGIN {
		print "rule,category,title,unit,points" >"scheme/rules.csv"
		for (i = 1; i <= 13; i++) printf "R%02d,C%02d,规则,小时,97.25\n", i, i >"scheme/rules.csv"
		print "book,household,head" >"scheme/households.csv"
		for (b = 1; b <= 107; b++)
			for (h = 1; h <= 20; h++) printf "V%03d,%03d,户%d\n", b, h, h >"scheme/households.csv"
		srand(7)
		print "book,date,household,rule,quantity"
		for (i = 0; i < 30000; i++) {
			m = 1 + int(rand() * 12)
			printf "V%03d,2025-%02d-%02d,%03d,R%02d,%d\n", 1 + int(rand() * 107), m, 1 + int(rand() * 28),
				1 + int(rand() * rand() * 20 * (m + 3) / 15), 1 + int(rand() * rand() * 13), 1 + int(rand() * 99)
		}
	}' >deeds.csv
	pts-init -d county.db scheme >/dev/null
	pts-log -d county.db deeds.csv >/dev/null
}

# How many pairs of texts of one picture overlap, and how many texts lie outside of theirs.
OVERLAPS='[...d.querySelectorAll("svg")].map(s => {
	const inside = s.getBoundingClientRect(), all = [...s.querySelectorAll("text")].map(t => t.getBoundingClientRect());
	let bad = all.filter(b => b.left < inside.left - .5 || b.right > inside.right + .5 || b.top < inside.top - 1 ||
		b.bottom > inside.bottom + 1).length;
	all.forEach((a, i) => all.slice(i + 1).forEach(b => {
		if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom) bad++;
	}));
	return bad;
}).reduce((a, b) => a + b, 0)'

@test "no text of a chart lies over another or outside, of one village, of 15 and of 107" {
	for file in village town county; do
		run -0 in_frame $file.html 960 "$OVERLAPS"
		assert_output 0
		run -0 in_frame $file.html 960 'd.querySelectorAll("svg text").length > 20'
		assert_output true
	done
	# The measure notices: the same texts twice as large do overlap.
	sed 's/font-size:12px/font-size:24px/' county.html >large.html
	run -0 in_frame large.html 960 "$OVERLAPS > 100"
	assert_output true
}

@test "nothing overflows the page on a phone and on a wide screen; figures in a cell of a map stay in it" {
	for file in village town county nothing; do
		for width in 360 768 1280; do
			assert_equal "$file $(in_frame $file.html $width d.documentElement.scrollWidth)" "$file $width"
		done
	done
	run -0 in_frame county.html 960 '[...d.querySelectorAll("svg rect[stroke]")].filter(r => {
		const t = r.nextElementSibling.getBoundingClientRect(), b = r.getBoundingClientRect();
		return t.left < b.left || t.right > b.right;
	}).length'
	assert_output 0
}

@test "on paper of A4 every table fits, and no picture is higher than a page" {
	for file in village town county; do
		sed 's/@media print/@media all/' $file.html >all.html
		run -0 in_frame all.html 688 '[...d.querySelectorAll("table")].filter(t => t.scrollWidth > 688 ||
			t.getBoundingClientRect().right > 688.5).length'
		assert_output 0
		run -0 in_frame all.html 688 '[...d.querySelectorAll("svg")].filter(s => s.getBoundingClientRect().height > 1000).length'
		assert_output 0
	done
	browser --no-pdf-header-footer --print-to-pdf=county.pdf "file://$PWD/county.html"
	run -0 pdfinfo county.pdf
	assert_output --regexp 'Page size: +59[45][.0-9]* x 84[12]'
	# Every village stands in each of the three tables, and in each picture of them.
	pdftotext -layout county.pdf county.txt
	for village in 第001村 第036村 第037村 第107村; do
		assert [ "$(grep -c $village county.txt)" -ge 6 ]
	done
}

@test "the words on paper are Chinese again when read back" {
	browser --no-pdf-header-footer --print-to-pdf=town.pdf "file://$PWD/town.html"
	pdftotext town.pdf town.txt
	run -0 cat town.txt
	assert_output --partial 积分运行报告
	assert_output --partial 老新社区
}

@test "text and figures have the contrast that weak eyes need" {
	run -0 in_frame county.html 960 '(() => {
		const light = c => { const v = c.match(/[0-9]+/g).map(x => x / 255).map(x => x < .04 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
			return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
		return [...d.querySelectorAll("svg rect[stroke]")].filter(r => {
			const a = light(getComputedStyle(r).fill), b = light(getComputedStyle(r.nextElementSibling).fill);
			return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
		}).length;
	})()'
	assert_output 0
}

@test "the pages are valid HTML" {
	for file in village town county nothing; do
		run -0 tidy -q -e $file.html
		assert_output ''
	done
}
