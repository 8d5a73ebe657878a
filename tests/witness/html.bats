# The HTML sheets in a real browser: on a phone, on paper, in a validator.

setup_file() {
	load ../helper
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	for n in 30 300; do
		quarter $n | pts-notice -f html -o $n.html
	done
	{
		quarter 30
		quarter 60 | sed -n 's/,LX,/,HH,/p'
	} | pts-notice -f html -o two.html
}

setup() {
	load ../helper
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
}

# A ranked tally of n households with the widest figures and names that occur.
quarter() {
	echo rank,book,period,household,name,group,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
	awk -v n="$1" 'BEGIN {
		split("欧阳清风 王成 阿卜杜勒·买买提艾合买提江 诸葛孔明 <b>李雷</b>", name, " ")
		for (i = 1; i <= n; i++)
			printf "%d,LX,2025Q3,%03d,%s,第%d组,%d,%d.50,%d.25,%d.25,%d.25,%d.00,0.50,-%d.00,%d.75,%s\n", i, i,
				name[i % 5 + 1], i % 7 + 1, i % 90, 99999 - i, i % 7, 99990 - i, 99990 - i, i * 3, i % 4, 123456 + i,
				i % 50 ? "" : "V0" i
	}'
}

browser() {
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
		--allow-file-access-from-files --user-data-dir="$BATS_TEST_TMPDIR/profile" "$@" 2>/dev/null
}

# What a script finds in the sheet shown in a frame of this width: the expression sees its document as `d`.
in_frame() {
	local file=$1 width=$2 expression=$3
	cat >probe.html <<-END
		<!DOCTYPE html><title>probe</title><iframe id="f" src="$file" style="width:${width}px;height:800px;border:0"></iframe>
		<script>
		onload = () => {
			const d = document.getElementById("f").contentDocument;
			document.body.textContent = "result=" + ($expression) + ";";
		};
		</script>
	END
	browser --dump-dom "file://$PWD/probe.html" | sed -n 's/.*result=\([^;]*\);.*/\1/p'
}

paper() {
	sed "s/^<style>$/<style>@page{size:$2}/" "$1.html" >"$1-paper.html"
	browser --no-pdf-header-footer --print-to-pdf="$1.pdf" "file://$PWD/$1-paper.html"
}

pages() {
	pdfinfo "$1.pdf" | awk '/^Pages:/ {print $2}'
}

@test "nothing overflows, from the smallest phone to a wide screen" {
	for file in 30.html 300.html two.html; do
		for width in 320 360 412 768 961 1024 1600; do
			assert_equal "$width: $(in_frame $file $width d.documentElement.scrollWidth)" "$width: $width"
		done
	done
}

@test "every cell lies inside the page at 360 pixels" {
	run -0 in_frame 300.html 360 \
		'[...d.querySelectorAll("h1,p,li,td")].filter(e => e.getBoundingClientRect().right > 360).length'
	assert_output 0
}

@test "text has the contrast that weak eyes need" {
	run -0 in_frame 30.html 360 \
		'[...new Set([...d.querySelectorAll("h1,p,li,td")].map(e => getComputedStyle(e).color))].join(" ")'
	assert_output 'rgb(17, 17, 17) rgb(176, 0, 32)'
}

@test "names are masked, markup in a name is text" {
	run -0 in_frame 30.html 1024 '/清|买买提/.test(d.body.innerText) || d.querySelectorAll("b").length'
	assert_output 0
	run -0 in_frame 30.html 1024 \
		'[...d.querySelectorAll("tbody tr:first-child td")].slice(1, 3).map(e => e.textContent).join(" ")'
	assert_output '001 王*'
}

@test "the page is valid HTML" {
	for file in 30.html two.html; do
		run -0 tidy -e -q "$file"
		assert_output ''
	done
}

@test "on paper every page has the table's head, its number and the draft's mark" {
	for size in A4 'A4 landscape' A3 'A3 landscape'; do
		paper 300 "$size"
		total=$(pages 300)
		assert [ "$total" -gt 2 ]
		for ((p = 1; p <= total; p++)); do
			pdftotext -layout -f $p -l $p 300.pdf page.txt
			parts=(草稿 "第 $p 页，共 $total 页")
			if grep -qE '(王|诸|阿)[^ ]*\*' page.txt; then
				parts+=(户号 姓名)
			fi
			for part in "${parts[@]}"; do
				grep -qF "$part" page.txt || fail "$size, page $p lacks $part"
			done
		done
	done
}

@test "on paper every household is there once, whole, and each sheet starts a page" {
	paper 300 A4
	pdftotext -layout 300.pdf all.txt
	for ((i = 1; i <= 300; i++)); do
		printf '%d %03d\n' $i $i
	done >expected
	awk '$1 ~ /^[0-9]+$/ && $2 ~ /^[0-9][0-9][0-9]$/ {print $1, $2}' all.txt >found
	cmp expected found
	paper two A4
	for ((p = 1; p <= $(pages two); p++)); do
		pdftotext -layout -f $p -l $p two.pdf page.txt
		assert [ "$(grep -c 村账： page.txt)" -le 1 ]
	done
}
