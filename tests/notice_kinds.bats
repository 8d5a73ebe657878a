# pts-notice --kind: the rows of a notice, made from the ledger, against what the other tools say

setup() {
	load helper
	_common_setup
	make_ledger
	export PTS_LEDGER=pts.db
}

# The columns named, of a CSV on standard input, without its header.
columns() {
	awk -F, -v wanted="$*" 'NR == 1 { n = split(wanted, w, " "); for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ for (i = 1; i <= n; i++) printf "%s%s", w[i] in at ? $at[w[i]] : "?", i < n ? "," : "\n" }'
}

@test "scores are the tally of all, ranked inside each book" {
	pts-tally -p 2025Q3 --all | pts-rank --within book | pts-notice -f csv >theirs.csv
	pts-notice --kind scores -p 2025Q3 -f csv | diff theirs.csv -
	for form in text html; do
		pts-tally -p 2025Q3 --all -b HH | pts-rank | pts-notice -f $form >theirs
		pts-notice --kind scores -p 2025Q3 -b HH -f $form | diff theirs -
	done
	pts-tally -p 2025-07-01..2025-07-08 --all | pts-rank --within book | pts-notice -f csv >theirs.csv
	pts-notice --kind scores -p 2025-07-01..2025-07-08 -f csv | diff theirs.csv -
}

@test "a ranking is the scores cut, with every tie at the cut" {
	pts-tally -p 2025Q3 --all | pts-rank --within book -n 1 | columns rank book household score >theirs
	pts-notice --kind ranking -n 1 -p 2025Q3 -f csv | columns rank book household score | diff theirs -
	run -0 pts-notice --kind ranking -n 2 -p 2025Q3 -b HH
	assert_line --partial 积分排名公示
	assert_line 户数：2
	run -64 pts-notice --kind scores -n 2 -p 2025Q3
}

@test "deductions: what, where and by which entry, never who" {
	pts-notice --kind deductions -p 2025Q3 -f csv >rows.csv
	run -0 columns book date group rule title points entry <rows.csv
	assert_output "$(places 'CS,2025-08-05,一组,LITTER,乱倒垃圾,-10.00,CS:@3
HH,2025-07-20,二组,LITTER,乱倒垃圾,-5.00,HH:@4')"
	for form in text html wechat csv; do
		run -0 pts-notice --kind deductions -p 2025Q3 -f $form
		refute_output --regexp '户号  |姓名|household|王|阿依|[ ,>]00[123][ ,<]'
		assert_output --partial 乱倒垃圾
	done
	pts-log --reverse -m 'wrong yard' "$(at HH 4)"
	run -0 pts-notice --kind deductions -p 2025Q3 -b HH
	assert_output --partial 本表没有记录
	run -0 pts-notice --kind deductions -p 2025-07-01..2025-07-19 -b HH
	assert_output --partial 本表没有记录
}

@test "what a stream of deductions has beside the deed stays off the wall" {
	pts-list journal -p 2025Q3 -b HH | sed -n '1p; /deduct/p' >stream.csv
	for form in text html wechat csv; do
		run -0 pts-notice -f $form stream.csv
		refute_output --regexp '户号  |姓名|成员|household|event|王|003'
		assert_output --partial LITTER
	done
}

@test "redemptions: item, quantity, points and value, and they add up to the tally" {
	pts-notice --kind redemptions -p 2025-09 -f csv >rows.csv
	run -0 columns book receipt household name title quantity points value <rows.csv
	assert_output 'CS,CS-R2025-0001,001,欧阳*,香皂,3.00,30.00,15.00
HH,HH-R2025-0001,001,张*丰,香皂,2.00,20.00,10.00'
	run -0 pts-notice --kind redemptions -p 2025-09 -b HH
	assert_line --regexp '^兑换凭证 .* 物品代码  物品  数量  用去积分  价值（元）  状态$'
	[ "$(pts-tally -p 2025-09 -k book | columns book redeemed | grep ^HH)" = "HH,20.00" ]
}

@test "a redemption voided in a later month is a negative row of that month" {
	PTS_NOW=2025-10-03T09:00:00 pts-redeem void CS-R2025-0001 -m 'broken' >void.csv
	run -0 pts-notice --kind redemptions -p 2025-10 -b CS -f csv
	assert_line --regexp 'CS-R2025-0001,2025-10-03,.*,-3.00,-30.00,-15.00'
	run -0 pts-notice --kind redemptions -p 2025-10 -b CS
	assert_line --partial 已撤销
	run -0 bash -c 'pts-notice --kind redemptions -p 2025Q3 -b CS -f csv | tail -n +2 | wc -l'
	assert_output 1
	run -0 bash -c 'pts-notice --kind redemptions -p 2025-09..2025-10 -b CS -f csv | tail -n +2 | wc -l'
	assert_output 0
}

@test "stock: what came, what was given, what is left" {
	pts-notice --kind stock -p 2025-09 -f csv | columns book shop item balance | sort >ours
	pts-list stock | columns book shop item quantity | sort | diff - ours
	run -0 pts-notice --kind stock -p 2025-09 -f csv -b HH
	assert_line HH,2025-09,S1,0.00,0.00,RICE,大米,2.00,0.00,2.00
	assert_line HH,2025-09,S1,0.00,0.00,SOAP,香皂,20.00,2.00,18.00
	run -0 pts-notice --kind stock -p 2025-10 -f csv -b HH
	assert_line HH,2025-10,S1,0.00,0.00,0.00,SOAP,香皂,18.00,18.00
	run -0 pts-notice --kind stock -p 2025-08 -b HH
	assert_output --partial 本表没有记录
}

@test "fund: source, purpose, income, spending, balance" {
	pts-settle fund in -b HH --account 镇政府 --amount 50000 -m 启动资金 --date 2025-08-05 >/dev/null
	pts-settle fund in -b HH --account 永安纸业 --amount 3000.5 -m 捐赠 --date 2025-09-05 >/dev/null
	pts-settle fund out -b HH --account 镇政府 --amount 1200 -m 购香皂 --date 2025-09-05 >/dev/null
	run -0 pts-notice --kind fund -p 2025-09 -b HH
	assert_line --partial 积分资金收支公示
	assert_line --regexp '^ +上期结余 +50000$'
	assert_line --regexp '^HH:[0-9]+ +2025-09-05  资金 +永安纸业 +捐赠 +3000.50 +53000.50$'
	assert_line --regexp '^HH:[0-9]+ +2025-09-05  资金 +镇政府 +购香皂 +1200 +51800.50$'
	assert_line --regexp '^合计 +3000.50 +1200$'
	run -0 pts-notice --kind fund -p 2025-09 -b CS
	assert_output --partial 本表没有记录
}

@test "honours: who was awarded what for the period, what was revoked left out; the ledger proves it" {
	run -0 pts-notice --kind honors -p 2025-07
	assert_output --partial 本表没有记录
	printf 'honor,title,top\nSTAR,志愿服务之星,1\nFAM,最美家庭,2\n' | pts-load honors >/dev/null
	pts-honor propose -p 2025-07 -b HH | awk -F, -v OFS=, 'NR > 1 && $NF == "tie" {$(NF - 1) = "voted"; $NF = "awarded"} {print}' |
		pts-honor award -p 2025-07 >awarded.csv
	assert [ "$(grep -c ,awarded awarded.csv)" -ge 3 ]
	run -0 pts-notice --kind honors -p 2025-07 -b HH
	assert_output --partial 荣誉公示
	assert_output --partial 志愿服务之星
	assert_output --partial 最美家庭
	refute_output --partial 张三丰
	pts-notice issue --kind honors -p 2025-07 -b HH -f html -o honors.html
	run -0 pts-notice verify honors.html
	sed 's/最美家庭/最丑家庭/' honors.html >forged.html
	run -1 pts-notice verify forged.html
	seq=$(awk -F, '/STAR/ {print $8}' awarded.csv | head -n 1)
	pts-honor revoke "HH:$seq" -m wrong
	run -0 pts-notice --kind honors -p 2025-07 -b HH
	refute_output --partial 志愿服务之星
}

@test "outcomes: what was decided in the period, and who objected is not on the wall" {
	pts-close 2025-08 >/dev/null
	number=$(pts-notice issue --kind scores -p 2025-07..2025-08 -b HH -f csv | columns notice | head -n 1)
	pts-dispute open "$number" -H 003 --entry "$(at HH 4)" --from 王成 -m 不是我家倒的 -b HH >d.csv
	run -0 pts-notice --kind outcomes -p 2025-10 -b HH
	assert_output --partial 本表没有记录
	PTS_ACTOR=panel pts-dispute accept "$(columns dispute <d.csv)" --reverse -m 核实为过路车辆 >a.csv
	run -0 pts-notice --kind outcomes -p 2025-10 -b HH -f csv
	assert_line --partial "HH-D2025-0001,$number,$(at HH 4),2025-10-08,reverse,5.00,5.00,HH:"
	run -0 pts-notice --kind outcomes -p 2025-10 -b HH
	assert_output --partial 核实为过路车辆
	assert_output --partial 撤销
	refute_output --regexp '王|003|不是我家'
}

@test "a row whose household has a pending objection is marked, with the entry named in the list of deductions" {
	pts-close 2025-08 >/dev/null
	number=$(pts-notice issue --kind scores -p 2025-07..2025-08 -b HH -f csv | columns notice | head -n 1)
	run -0 pts-notice --kind scores -p 2025-07..2025-08 -b HH
	refute_output --partial 异议处理中
	pts-dispute open "$number" -H 003 --entry "$(at HH 4)" -m 不是我家倒的 -b HH >d.csv
	run -0 pts-notice --kind scores -p 2025-07..2025-08
	assert_line --regexp '003 +王\* .* 异议处理中$'
	assert_equal "$(grep -c 异议处理中 <<<"$output")" 1
	run -0 pts-notice --kind deductions -p 2025Q3
	assert_equal "$(grep -c 异议处理中 <<<"$output")" 1
	PTS_ACTOR=panel pts-dispute reject "$(columns dispute <d.csv)" -m 有照片 >r.csv
	run -0 pts-notice --kind scores -p 2025-07..2025-08 -b HH
	refute_output --partial 异议处理中
}

@test "rows made need a period, and only a kind that there is" {
	run -64 pts-notice --kind scores
	assert_output --partial '-p'
	run -64 pts-notice --kind points -p 2025Q3
	assert_line --index 0 --partial '`redemptions`, `honors`, `outcomes`, `fund` or `stock`: `points`'
	run -65 pts-notice --kind stock -p 2025Q3 -b NOWHERE
}
