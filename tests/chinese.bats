# Chinese: the catalogue is complete, messages, help, tables and pages are Chinese where the reader is

setup() {
	load helper
	_common_setup
	unset PTS_LANG
	CATALOGUE=$ROOT/lib/po/zh_CN.po
	HAN='[\xe4-\xe9][\x80-\xbf]{2}'
}

# holds_chinese: whether there is a Chinese character in the standard input
holds_chinese() {
	LC_ALL=C grep -qP "$HAN"
}

# section PAGE FROM: what stands under a heading, as written
section() {
	awk -v from="$2" '/^\.Sh / {on = $0 == ".Sh " from; next} on' "$1"
}

# commands PAGE: its examples, as tests/manual.bats finds them
commands() {
	awk -v tour="$([ "${1##*/}" = pts.7 ] && echo 1)" '
		/^\.Sh/ {wanted = tour || $2 == "EXAMPLES"}
		!wanted {next}
		/^\.Bd -literal/ {block = 1; next}
		/^\.Ed/ {block = 0; next}
		block || /^\.Dl/' "$1"
}

@test "every message of the sources is translated, and nothing else" {
	make -s -C "$ROOT" BUILD="$PWD" "$PWD/pts-tools.pot" >make.log 2>&1 || fail "$(cat make.log)"
	assert [ "$(grep -c '^msgid' pts-tools.pot)" -gt 400 ]
	run -0 msgcmp "$CATALOGUE" pts-tools.pot
	msgmerge --quiet --no-fuzzy-matching -o merged.po "$CATALOGUE" pts-tools.pot
	for kind in untranslated only-fuzzy only-obsolete; do
		run -0 msgattrib --$kind merged.po
		refute_output
	done
	run -0 msgfmt --check -o /dev/null "$CATALOGUE"
	refute_output
}

@test "the catalogue is stable: no places, no fuzzy marks, no old messages" {
	run grep -nE '^#(:|~)|fuzzy|POT-Creation-Date' "$CATALOGUE"
	refute_output
}

@test "every translation is Chinese and keeps the toolkit's words" {
	msgattrib --no-wrap --translated "$CATALOGUE" | sed -n 's/^msgstr "\(.*\)"$/\1/p' | grep . >texts
	# Left as they are: words of a setting, and an address.
	LC_ALL=C grep -vP "$HAN" texts | grep -vE '^never、|^%s:%lld %s$' >foreign || true
	run cat foreign
	refute_output
	for other in 帐 账本 家庭户 商品 规则 订单 账目 余额 礼品 积分商城; do
		grep -nF $other texts || true
	done >words
	run cat words
	refute_output
}

@test "the language: PTS_LANG, then LC_ALL, LC_MESSAGES, LANG; no Chinese locale is needed" {
	local zh='pts-list: 没有表“nosuch”；只打 pts-list 可列出全部'
	local en="pts-list: there is no table \`nosuch\`; pts-list alone shows them all"
	make_ledger
	says() { assert_equal "$(env "${@:2}" pts-list nosuch 2>&1)" "$1"; }
	says "$en"
	says "$en" LANG=C
	says "$zh" PTS_LANG=zh
	says "$zh" PTS_LANG=zh LANG=C LC_ALL=C
	says "$zh" PTS_LANG=zh_CN.UTF-8
	says "$zh" LANG=zh_CN.UTF-8
	says "$zh" LANG=zh_CN.GB18030
	says "$zh" LC_MESSAGES=zh_CN LANG=C
	says "$zh" LC_ALL=zh_CN.UTF-8 LC_MESSAGES=C LANG=C
	says "$zh" PTS_LANG='' LANG=zh_CN.UTF-8
	says "$zh" LANGUAGE=en LANG=zh_CN.UTF-8
	says "$en" PTS_LANG=en LANG=zh_CN.UTF-8 LC_ALL=zh_CN.UTF-8
	says "$en" LC_ALL=C LANG=zh_CN.UTF-8
	says "$en" LANGUAGE=zh_CN LANG=C
}

@test "usage errors, help and versions" {
	export PTS_LANG=zh
	run -64 pts-rank --tie dense
	assert_line --index 0 'pts-rank: 请把选项写全：--ties'
	assert_line --index 1 --partial '用法： pts-rank [-k COLUMN'
	run -64 pts-stock fetch
	assert_line --index 0 --regexp '^pts-stock: “fetch”不是文件，也不在 .* 之中'
	run -64 pts-redeem -H 001
	assert_line --index 0 'pts-redeem: 兑换一笔须同时给出 -H HOUSEHOLD 和 -i ITEM'
	for tool in "$ROOT"/cmd/pts-*.c; do
		tool=$(basename "$tool" .c)
		"$tool" -h >help
		assert [ "$(PTS_LANG=en "$tool" -h | wc -l)" = "$(wc -l <help)" ]
		# The forms of the command keep their words; its purpose and every option are told in Chinese.
		sed '1,/^$/d' help | grep . | while IFS= read -r line; do
			holds_chinese <<<"$line" || [[ $line == *2025-07* ]] || echo "$tool: $line"
		done
	done >english
	run cat english
	refute_output
}

@test "bad rows, refusals, notes and warnings" {
	make_ledger
	export PTS_LANG=zh
	run -65 pts-log - <<<$'户号,日期,细则,村\nH0999,2025-08-03,CLEAN,HH\n001,2025-13-03,CLEAN,HH'
	assert_line --index 0 'pts-log: 标准输入:2: 户 H0999 不在花名册上'
	assert_line --index 1 'pts-log: 标准输入:3: “2025-13-03”不是 2000 年至 2099 年之间的日期：请写成 2025-07-16'
	run -1 pts-log -b HH -H 001 -r CLEAN --date 2025-07-13
	assert_output 'pts-log: HH 的 2025-07 已经结账：用 --late 可计入 2025-08'
	run -1 pts-redeem -b HH -H 001 -i SOAP -q 30
	assert_output 'pts-redeem: 户 001 有 27 分，需要 300 分'
	run -78 pts-load rules - <<<$'细则,类别,标题,分值\nX1,NONE,某事,0'
	assert_line 'pts-load: 标准输入:2: 细则 X1 给每个人都是 0 分：请写明多少分，或留空由评议小组给分'
	run -0 --separate-stderr pts-close --verbose 2025-07
	# shellcheck disable=SC2154 # run sets it
	assert_equal "${stderr_lines[0]}" 'pts-close: CS 的 2025-07 已经结账'
	assert_equal "${stderr_lines[-1]}" 'pts-close: 结账 0，早已结账 3'
	run -0 --separate-stderr pts-load rules --dry-run - <<<$'细则,类别,标题,分值\nX2,HJ,不参加会议取消低保,-5'
	assert_equal "${stderr_lines[0]%%：*}" 'pts-load'
	assert_regex "${stderr_lines[0]}" '警告：标准输入:2: 细则 X2“不参加会议取消低保”提到“低保”'
	run -65 pts-rank /dev/null
	assert_output 'pts-rank: null: 没有输入：前面的程序是不是失败了？'
}

@test "the journal has the same words in every language" {
	make_ledger
	printf '%s\n' date,household,rule 2025-08-20,003,CLEAN | PTS_LANG=zh pts-log -b HH
	run -0 sqlite3 pts.db \
		"SELECT source FROM journal WHERE source LIKE 'standard input:%' OR source LIKE '标准输入%'"
	assert_output 'standard input:2'
}

@test "the card, and remarks" {
	make_ledger
	export PTS_LANG=zh
	run -0 pts-card -b HH 001
	assert_line --index 0 '户号 001  张三丰  一组  红河村'
	assert_line --index 1 '结余 27  可用积分 27'
	assert_line --index 3 --regexp '^日期 +标题 +数量 +荣誉积分 +可兑换积分 +结余 +序号 +更正对象$'
	run -0 pts-card -b HH 002
	assert_line --regexp '^2025-09-12 +退货: 香皂 '
	assert_line --regexp '^2025-08-16 +冲销: 志愿服务 '
	pts-log -b HH -H 001 -r HOURS -q 20 --date 2025-08-09 | tail -n 1 >row
	assert_regex "$(cat row)" '封顶：30\.00（应为 60\.00），每月封顶 30\.00 分$'
}

@test "tables: Chinese headers with a Chinese reader, columns straight in every locale" {
	make_ledger
	run -0 pts-list balances -f table
	assert_output - <<-'END'
		book  household  name       balance  available
		CS    001        欧阳锋          10         10
		CS    002        阿依·努尔      -10          0
		HH    001        张三丰          27         27
		HH    002        李雷            20         20
		HH    003        王成            -5          0
	END
	LANG=C LC_ALL=C pts-list balances -f table | diff - <(echo "$output")
	export LANG=zh_CN.UTF-8
	run -0 pts-list balances -f table
	assert_output - <<-'END'
		村账  户号  姓名       结余  可用积分
		CS    001   欧阳锋       10        10
		CS    002   阿依·努尔   -10         0
		HH    001   张三丰       27        27
		HH    002   李雷         20        20
		HH    003   王成         -5         0
	END
	PTS_LANG=en run -0 pts-list balances -f table
	assert_line --index 0 --regexp '^book  household'
	# Whoever measures them, all lines end in one column.
	for view in balances stock 'expiring --until 2025-12-31'; do
		# shellcheck disable=SC2086 # a view and its option
		pts-list $view -f table | while IFS= read -r line; do
			LC_ALL=C.UTF-8 wc -L <<<"$line"
		done | sort -u >widths
		assert [ "$(grep -c . widths)" = 1 ]
	done
}

@test "streams keep English names unless --header says so" {
	make_ledger
	export PTS_LANG=zh
	run -0 pts-list balances
	assert_line --index 0 book,household,name,balance,available
	run -0 pts-list balances --header zh
	assert_line --index 0 村账,户号,姓名,结余,可用积分
	run -0 pts-list balances -f table --header en
	assert_line --index 0 --regexp '^book +household'
	pts-tally -p 2025-07 --header zh | pts-rank --header zh | head -n 1 >header
	assert_equal "$(cat header)" \
		名次,村账,周期,户号,姓名,组,记分次数,加分,扣分,荣誉积分,可兑换积分,已兑换,已过期,其他,结余,一票否决
}

@test "every page has a Chinese one, with the same synopsis, options, columns and examples" {
	cd "$ROOT/man"
	for page in *.[157]; do
		[ -e "zh_CN/$page" ] || { echo "zh_CN/$page is missing" && continue; }
		for part in SYNOPSIS 'SEE ALSO'; do
			diff <(section "$page" "$part") <(section "zh_CN/$page" "$part") || echo "$part of $page"
		done
		options() { sed -nE 's/^\.It Fl (.*)/\1/p' "$1" | sort; }
		diff <(options "$page") <(options "zh_CN/$page") || echo "options of $page"
		table() { grep '^\.It Li [^ ]* Ta' "$1"; }
		diff <(table "$page") <(table "zh_CN/$page") || echo "columns of $page"
		diff <(commands "$page") <(commands "zh_CN/$page") || echo "examples of $page"
		headings() { grep -xE '\.Sh (NAME|DESCRIPTION|EXIT STATUS|ENVIRONMENT|FILES|NOT YET)' "$1"; }
		diff <(headings "$page") <(headings "zh_CN/$page") || echo "headings of $page"
		section "zh_CN/$page" NAME | holds_chinese || echo "$page has no Chinese name"
	done >"$BATS_TEST_TMPDIR/wrong" 2>&1
	(cd zh_CN && for page in *; do [ -e "../$page" ] || echo "no English $page"; done) >>"$BATS_TEST_TMPDIR/wrong"
	run cat "$BATS_TEST_TMPDIR/wrong"
	refute_output
}

@test "the Chinese pages are well formed and fit a terminal" {
	cd "$ROOT/man/zh_CN"
	# mandoc looks for other pages where manuals are installed, and takes a Chinese character, which it has as
	# \[uXXXX], for a closing bracket.
	mandoc -Tlint -Wstyle -- *.[157] 2>&1 |
		sed -e '/: referenced manual not found: /d' -e '/: trailing delimiter: .*\\\[u[0-9A-F]*\]$/d' \
			-e '/outdated mandoc.db/d' >"$BATS_TEST_TMPDIR/lint"
	run cat "$BATS_TEST_TMPDIR/lint"
	refute_output
	for page in *; do
		# Displays are shown as they are.
		sed '/^\.Bd/,/^\.Ed/d' "$page" | mandoc -Tutf8 | LC_ALL=C.UTF-8 col -bx >"$BATS_TEST_TMPDIR/page"
		[ "$(LC_ALL=C.UTF-8 wc -L <"$BATS_TEST_TMPDIR/page")" -le 80 ] || echo "$page"
	done >"$BATS_TEST_TMPDIR/wide"
	run cat "$BATS_TEST_TMPDIR/wide"
	refute_output
}
