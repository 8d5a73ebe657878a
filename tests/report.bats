# pts-report: every figure counted again from the journal by the sqlite3 shell; the articles' totals; the page.

PLACES='laoxin xinglong tongchuan'

setup_file() {
	load helper
	# shellcheck disable=SC2086
	settle_places $PLACES
}

setup() {
	load helper
	_common_setup
	export PTS_NOW=2026-01-06T09:00:00
	LAOXIN=$BATS_FILE_TMPDIR/laoxin.db
}

# Additions that somebody earned and that nobody took back, as the view `part`: month counted in, date, who, rule.
WITNESS="
CREATE TEMP VIEW of AS SELECT j.*, b.code AS village, b.book AS number,
	CASE j.kind WHEN 'reverse' THEN o.kind ELSE j.kind END AS what, CASE j.kind WHEN 'reverse' THEN -1 ELSE 1 END AS sign,
	CASE j.kind WHEN 'reverse' THEN o.id ELSE j.id END AS origin
	FROM journal j JOIN books b ON b.book = j.book
	LEFT JOIN journal o ON j.kind = 'reverse' AND o.book = j.book AND j.corrects = b.code || ':' || o.seq;
CREATE TEMP VIEW part AS SELECT * FROM of WHERE what = 'earn' AND NOT (origin LIKE 'base-%' AND points = 0);
"

# witness LEDGER SQL: rows of the shell, amounts as they are
witness() {
	sqlite3 -csv "$1" "$WITNESS $2" | tr -d '\r'
}

# figures LEDGER PERIOD TOPIC…: book,value of these topics, all books one after the other
figures() {
	pts-report -d "$1" -p "$2" >report.csv
	for topic in "${@:3}"; do
		awk -F, -v topic="$topic" '$3 == topic && $1 != "" {print $1 "," ($4 == "" ? "" : $4 ",") $6}' report.csv
	done
}

# same TOPIC PERIOD SQL: the figure of every village is what the shell counts; $FROM and $TO are the months
same() {
	local place sql
	for place in $PLACES; do
		sql=${3//FROM_MONTH/"'${2%..*}'"}
		sql=${sql//TO_MONTH/"'${2#*..}'"}
		figures "$BATS_FILE_TMPDIR/$place.db" "$4" "$1" | grep -vE ',(0|0\.00)$' | LC_ALL=C sort >got
		witness "$BATS_FILE_TMPDIR/$place.db" "$sql" | grep -vE ',(0|0\.00)$' | LC_ALL=C sort >want
		diff -u want got || fail "$1 of $place in $4"
	done
}

# each TOPIC SQL: over the whole of 2025 and over its third quarter
each() {
	same "$1" 2025-01..2025-12 "$2" 2025
	same "$1" 2025-07..2025-09 "$2" 2025Q3
}

IN='period BETWEEN FROM_MONTH AND TO_MONTH'

@test "who took part: households, people, activities, hours" {
	each active_households "SELECT village, COUNT(*) FROM (SELECT village, household FROM part WHERE $IN GROUP BY 1, 2
		HAVING SUM(sign) > 0) GROUP BY 1"
	each participants "SELECT village, COUNT(*) FROM (
		SELECT village, member FROM part WHERE $IN AND member <> '' GROUP BY 1, 2 HAVING SUM(sign) > 0
		UNION ALL SELECT village, household FROM part p WHERE $IN GROUP BY 1, 2
		HAVING SUM(sign) > 0 AND SUM(CASE WHEN member <> '' THEN sign ELSE 0 END) <= 0) GROUP BY 1"
	each activities "SELECT village, COUNT(*) FROM (SELECT village, rule, date FROM part WHERE $IN AND EXISTS
		(SELECT 1 FROM rules r WHERE r.rule = part.rule AND r.unit = '小时') GROUP BY 1, 2, 3 HAVING SUM(sign) > 0) GROUP BY 1"
	each participations "SELECT village, SUM(sign) FROM part WHERE $IN AND EXISTS
		(SELECT 1 FROM rules r WHERE r.rule = part.rule AND r.unit = '小时') GROUP BY 1"
	# Where nothing but max_quantity and caps of points cut hours, those are the quantity that the score stands for.
	run -0 witness "$LAOXIN" "SELECT printf('%.2f', SUM(sign * MIN(quantity, 100.0 * ABS(score) / points_of)) / 100.0) FROM (
		SELECT p.sign, p.quantity, p.score, (SELECT points FROM rules r WHERE r.rule = p.rule AND r.book = 0) AS points_of
		FROM part p WHERE EXISTS (SELECT 1 FROM rules r WHERE r.rule = p.rule AND r.unit = '小时'))"
	assert_equal "$(pts-report -d "$LAOXIN" | grep '^,,hours,')" ",,hours,,,$output"
}

@test "households and their share, for the period and month by month" {
	# Active today, or took part.
	each households "SELECT b.code, COUNT(*) FROM households h JOIN books b USING (book) WHERE h.status = 'active' OR EXISTS
		(SELECT 1 FROM part WHERE number = h.book AND household = h.code AND $IN) GROUP BY 1"
	each members "SELECT b.code, COUNT(*) FROM members m JOIN books b USING (book) WHERE m.status = 'active' GROUP BY 1"
	could="(SELECT COUNT(*) FROM households h WHERE h.book = number AND (h.status = 'active' OR EXISTS
		(SELECT 1 FROM part p WHERE p.number = h.book AND p.household = h.code AND p.$IN)))"
	each participation "SELECT village, printf('%.2f', 100.0 * COUNT(*) / $could)
		FROM (SELECT village, number, household FROM part WHERE $IN GROUP BY 1, 2, 3 HAVING SUM(sign) > 0) GROUP BY village"
	each month_participation "SELECT village, period, printf('%.2f', 100.0 * COUNT(*) / $could)
		FROM (SELECT village, number, period, household FROM part WHERE $IN GROUP BY 1, 2, 3, 4 HAVING SUM(sign) > 0)
		GROUP BY village, period"
}

@test "points by village, month and category" {
	each events "SELECT village, SUM(sign) FROM of WHERE $IN AND what IN ('earn', 'deduct', 'veto') GROUP BY 1"
	for key in '' category month; do
		column=${key:+${key/month/period},}
		each "${key:+${key}_}earned" "SELECT village, $column printf('%.2f', SUM(score) / 100.0) FROM of
			WHERE $IN AND what = 'earn' GROUP BY village${column:+, ${column%,}}"
		each "${key:+${key}_}deducted" "SELECT village, $column printf('%.2f', -SUM(score) / 100.0) FROM of
			WHERE $IN AND what = 'deduct' GROUP BY village${column:+, ${column%,}}"
	done
	each category_events "SELECT village, category, SUM(sign) FROM of WHERE $IN AND what IN ('earn', 'deduct', 'veto') GROUP BY 1, 2"
	each points "SELECT village, printf('%.2f', SUM(points) / 100.0) FROM of WHERE $IN AND what IN ('earn', 'deduct') GROUP BY 1"
}

@test "what was redeemed, what died, what is left" {
	each redeemed "SELECT village, printf('%.2f', -SUM(points) / 100.0) FROM of WHERE $IN AND kind IN ('redeem', 'refund') GROUP BY 1"
	each redemptions "SELECT village, SUM(CASE kind WHEN 'redeem' THEN 1 ELSE -1 END) FROM of
		WHERE $IN AND kind IN ('redeem', 'refund') GROUP BY 1"
	each pieces "SELECT village, printf('%.2f', -SUM(quantity) / 100.0) FROM of WHERE $IN AND kind IN ('redeem', 'refund') GROUP BY 1"
	each value "SELECT village, printf('%.2f', SUM(value) / 100.0) FROM of WHERE $IN AND kind IN ('redeem', 'refund') GROUP BY 1"
	each item_pieces "SELECT village, item, printf('%.2f', -SUM(quantity) / 100.0) FROM of
		WHERE $IN AND kind IN ('redeem', 'refund') GROUP BY 1, 2"
	each item_value "SELECT village, item, printf('%.2f', SUM(value) / 100.0) FROM of
		WHERE $IN AND kind IN ('redeem', 'refund') GROUP BY 1, 2"
	each expired "SELECT village, printf('%.2f', -SUM(points) / 100.0) FROM of WHERE $IN AND kind = 'expire' GROUP BY 1"
	each outstanding "SELECT village, printf('%.2f', SUM(points) / 100.0) FROM of WHERE period <= TO_MONTH GROUP BY 1"
	same expired 2026-01..2026-12 "SELECT village, printf('%.2f', -SUM(points) / 100.0) FROM of
		WHERE $IN AND kind = 'expire' GROUP BY 1" 2026
}

@test "claims that were reviewed, and how long it took" {
	# Tongchuan reviews on the day; a claim decided two days and six hours later than handed in moves the mean.
	same reviewed 2025-01-01..2025-12-31 "SELECT b.code, COUNT(*) FROM claims c JOIN books b USING (book)
		WHERE state IN ('approved', 'rejected') AND date BETWEEN FROM_MONTH AND TO_MONTH GROUP BY 1" 2025
	make_ledger
	export PTS_LEDGER=pts.db
	printf '%s\n' book,key,value HH,review,one >settings.csv
	PTS_NOW=2025-09-15T09:00:00 pts-load settings settings.csv >/dev/null
	PTS_NOW=2025-09-15T09:00:00 pts-log -b HH -H 001 -r CLEAN --id one >/dev/null
	PTS_NOW=2025-09-15T09:00:00 pts-log -b HH -H 002 -r CLEAN --id two >/dev/null
	PTS_NOW=2025-09-15T19:00:00 pts-review approve --actor panel one >/dev/null
	PTS_NOW=2025-09-17T15:00:00 pts-review reject --actor panel -m no two >/dev/null
	run -0 pts-report -p 2025-09 -b HH
	assert_line HH,2025-09,reviewed,,,2
	assert_line HH,2025-09,review_hours,,,32.00
}

@test "the article of Laoxin: 478 households, more than 30,000 points, goods for more than 15,000 yuan" {
	run -0 pts-report -d "$LAOXIN" -p 2025
	assert_line ,2025,active_households,,,478
	assert_line ,2025,earned,,,33614.00
	assert_line ,2025,redeemed,,,31770.00
	assert_line ,2025,value,,,15885.00
}

@test "Xinglong: a household that takes part counts once, a base score or a deduction is no part" {
	run -0 pts-report -d "$BATS_FILE_TMPDIR/xinglong.db" -p 2025-04
	assert_line --regexp '^XL,2025-04,month_participation,2025-04,,[0-9.]+$'
	make_ledger
	# HH has three households: 001 with a base score and more, 002 with cleaning, 003 with nothing but litter.
	run -0 pts-report -p 2025-07 -b HH
	assert_line HH,2025-07,households,,,3
	assert_line HH,2025-07,active_households,,,2
	assert_line HH,2025-07,participation,,,66.67
	PTS_NOW=2025-09-20T09:00:00 pts-log --base BASE -p 2025-09 -b HH >/dev/null
	run -0 pts-report -p 2025-09 -b HH
	assert_line HH,2025-09,active_households,,,0
	assert_line HH,2025-09,events,,,3
}

@test "who left but took part is still one of those who could; whose only deed was reversed took no part" {
	make_ledger
	printf '%s\n' book,household,status HH,002,ended >households.csv
	pts-load households households.csv >/dev/null
	run -0 pts-report -p 2025-07 -b HH
	assert_line HH,2025-07,households,,,3
	run -0 pts-report -p 2025-10 -b HH
	assert_line HH,2025-10,households,,,2
	pts-list journal -b HH -H 002 -p 2025-07 >entries.csv
	PTS_NOW=2025-09-20T09:00:00 pts-log --reverse -m wrong entries.csv >/dev/null
	run -0 pts-report -p 2025-07..2025-09 -b HH
	assert_line --regexp 'active_households,,,1$'
}

@test "beside another period: figures, categories that are gone, months at the same place" {
	run -0 pts-report -d "$BATS_FILE_TMPDIR/tongchuan.db" -b QB -p 2025Q4 --against 2025Q3
	assert_line --index 0 book,period,topic,key,title,value,against,change
	was=$(pts-report -d "$BATS_FILE_TMPDIR/tongchuan.db" -b QB -p 2025Q3)
	is=$(pts-report -d "$BATS_FILE_TMPDIR/tongchuan.db" -b QB -p 2025Q4)
	for topic in earned deducted outstanding month_events; do
		before=$(awk -F, -v t="$topic" '$3 == t {print $6; exit}' <<<"$was")
		after=$(awk -F, -v t="$topic" '$3 == t {print $6; exit}' <<<"$is")
		assert_equal "$(awk -F, -v t="$topic" '$3 == t {print $6, $7, $8 + 0; exit}' <<<"$output")" \
			"$after $before $(bc <<<"$after - $before" | sed 's/\.00$//')"
	done
	assert_line --regexp '^QB,2025Q4,month_events,2025-12,'
	run -0 pts-report -d "$BATS_FILE_TMPDIR/tongchuan.db" -b QB -p 2026 --against 2025
	assert_line --regexp '^QB,2026,category_earned,JC,基础分,0.00,24000.00,-24000.00$'
	run -64 pts-report -d "$LAOXIN" --against 2024
}

@test "days: by the date of the deed" {
	run -0 pts-report -d "$LAOXIN" -b HH -p 2025-07-10..2025-08-09
	assert_line "HH,2025-07-10..2025-08-09,earned,,,$(sqlite3 "$LAOXIN" "SELECT printf('%.2f', SUM(score) / 100.0) FROM journal
		JOIN books USING (book) WHERE code = 'HH' AND kind = 'earn' AND date BETWEEN '2025-07-10' AND '2025-08-09'")"
	assert_equal "$(grep -c month_events <<<"$output")" 2
}

@test "many ledgers: one report, books of one code kept apart, none counted twice" {
	make_ledger
	mkdir far
	cp pts.db far/pts.db
	cp pts.db other.db
	one=$(pts-report -d pts.db -p 2025-07 | awk -F, '$1 == "" && $3 == "earned" {print $6}')
	run -0 pts-report -p 2025-07 pts.db other.db "$LAOXIN"
	town=$(awk -F, '$3 == "earned" && $1 !~ /:/ && $1 != "" {s += $6} END {print s}' <<<"$output")
	assert_line --partial pts.db:HH,2025-07,earned,,,
	assert_line --partial other.db:HH,2025-07,earned,,,
	assert_line --partial laoxin.db:HH,2025-07,earned,,,
	refute_line --regexp '^HH,'
	assert_line --partial BQ,2025-07,earned,,,
	all=$(awk -F, '$1 != "" && $3 == "earned" {s += $6} END {printf "%.2f", s}' <<<"$output")
	assert_line ",2025-07,earned,,,$all"
	assert [ "$(bc <<<"$all > 2 * $one + $town")" = 1 ]
	run -0 pts-report -p 2025-07 pts.db far/pts.db
	assert_line --partial far/pts.db:HH,2025-07,earned
	run -64 pts-report pts.db ./pts.db
	assert_output --partial 'pts.db and ./pts.db are the same ledger'
	run -66 pts-report pts.db nowhere.db
}

@test "categories of one code and two titles are two, those of one title are one" {
	make_ledger
	cp pts.db other.db
	printf '%s\n' category,title HJ,庭院经济 >categories.csv
	PTS_LEDGER=other.db pts-load categories categories.csv >/dev/null
	run -0 pts-report pts.db other.db
	assert_line --regexp '^,,category_earned,HJ,庭院经济,'
	assert_equal "$(grep -c '^,,category_earned,HJ,' <<<"$output")" 2
	assert_equal "$(grep -c '^,,category_earned,ZY,' <<<"$output")" 1
}

@test "the fund, cash at the counter, objections, goods at another village's shop: by kinds and columns of the journal" {
	load shop
	export PTS_NOW=2025-10-08T09:00:00
	make_shop
	set_to redeem_at any
	pts-settle fund in -b HH --account 镇政府 --amount 5000 -m 启动资金 --date 2025-10-05 >/dev/null
	pts-settle fund out -b HH --account 镇政府 --amount 1200.5 -m 购香皂 --date 2025-10-06 >/dev/null
	# 15.50 at the counter each: of a household of the village, of one of another village, and one given back.
	pts-redeem -b HH -H 001 -i OIL >/dev/null
	pts-redeem -b CS -H 001 -i OIL -s HH:S1 >/dev/null
	pts-redeem void "$(pts-redeem -b HH -H 002 -i OIL | cell receipt)" --returned -m 'wrong oil' >/dev/null
	pts-redeem -b HH -H 002 -i SOAP -s CS:S1 >/dev/null
	pts-close 2025-07 >/dev/null
	pts-notice issue --kind scores -p 2025-07 -b HH -f csv >/dev/null
	for household in 001 002 003; do
		pts-dispute open HH-2025-01 -H $household -b HH -m 'not so' >/dev/null
	done
	PTS_ACTOR=panel pts-dispute accept HH-D2025-0001 --adjust 1 -m 'one more' >/dev/null
	PTS_ACTOR=panel pts-dispute reject HH-D2025-0002 -m 'it is so' >/dev/null
	run -0 pts-report -p 2025-10 -b HH
	assert_line HH,2025-10,disputes,,,3
	assert_line HH,2025-10,accepted,,,1
	assert_line HH,2025-10,rejected,,,1
	assert_line HH,2025-10,fund_in,,,5000.00
	assert_line HH,2025-10,fund_out,,,1200.50
	assert_line HH,2025-10,cash,,,31.00
	assert_line HH,2025-10,fund_left,,,3830.50
	# Goods by the shop that gave them, value by the household that took them.
	assert_line HH,2025-10,pieces,,,2.00
	assert_line HH,2025-10,value,,,30.50
	before=$(sqlite3 pts.db "SELECT printf('%.2f', -SUM(quantity) / 100.0) FROM journal
		WHERE kind IN ('redeem', 'refund') AND period = '2025-10' AND book = (SELECT book FROM books WHERE code = 'HH')")
	assert_line "HH,2025-10,pieces,,,$before"
	assert_line "HH,2025-10,value,,,$(sqlite3 pts.db "SELECT printf('%.2f', SUM(value) / 100.0) FROM journal WHERE household <> ''
		AND kind IN ('redeem', 'refund') AND period = '2025-10' AND book = (SELECT book FROM books WHERE code = 'HH')")"
	run -0 pts-check
}

@test "the page: no script, a strict policy, its language, escaped names; every chart has a table after it" {
	make_ledger
	printf '%s\n' book,name,level 'HH,<b>红河</b>&村,village' >books.csv
	pts-load books books.csv >/dev/null
	pts-report -p 2025 -f html -o page.html --title '年度 <i>报告</i>'
	run -0 cat page.html
	refute_output --partial '<script'
	refute_output --partial '<b>红河'
	assert_output --partial '&lt;b&gt;红河&lt;/b&gt;&amp;村'
	assert_output --partial '<h1>年度 &lt;i&gt;报告&lt;/i&gt; 积分运行报告</h1>'
	assert_output --partial '<html lang="zh-CN">'
	assert_output --partial "default-src 'none'; style-src 'unsafe-inline'"
	# A heading with a picture is followed by a table before the heading after the next.
	awk '/^<h2>/ {if (picture && !table) pending++; else pending = 0; if (pending > 1) exit 1; picture = table = 0}
		/^<svg/ {picture = 1} /<table>/ {table = 1} END {if (picture && !table) exit 1}' page.html
	assert [ "$(grep -c '^<svg' page.html)" -ge 6 ]
	printf '%s\n' key,value lang,en >settings.csv
	pts-load settings settings.csv >/dev/null
	run -0 pts-report -p 2025 -f html
	assert_output --partial '<html lang="en">'
	assert_output --partial 'Households taking part, by village'
	run -64 pts-report --title $'bad\xe2\x80\xaetitle' -f html
}

@test "nothing happened: a page without charts, rows of nothing; an unknown format or period is a usage error" {
	run -0 pts-report -d "$LAOXIN" -p 2024 -f html -b HH
	refute_output --partial '<svg'
	run -0 pts-report -d "$LAOXIN" -p 2024 -b HH
	assert_line HH,2024,earned,,,0.00
	assert_line HH,2024,participation,,,0.00
	run -64 pts-report -d "$LAOXIN" -f pdf
	run -64 pts-report -d "$LAOXIN" -p soon
	run -65 pts-report -d "$LAOXIN" -b NONE
}
