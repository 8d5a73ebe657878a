#!/bin/bash
# Settles the second quarter of 2025 of Xinglong community (兴隆社区), and what its points became in the third: goods of
# the points shop, and offers of 12 partner firms that are billed and paid. Run again, it adds nothing: twice is once.
#
# What the scheme says of the place: all residents take part, in 12 categories; an hour of volunteering is 10 points
# (ZY01, unit 小时), counted only where the check-in sheet is named as evidence, at most 4 hours at a time; signing up
# and turning up gives a little (ZY02), signing up and staying away costs (ZY51, twice as much the second time in a
# quarter). The six volunteer teams are the groups of the roster. Donations count for the honour score alone, so money
# never turns into goods. A point is worth 0.1 yuan: goods cost as many points as they cost the shop, which is some
# 30 % under the market price. Points live 12 months; a deduction takes them no lower than 0.
#
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR]]
set -euo pipefail

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-xinglong.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}
quarter=2025Q2

mkdir -p "$out"
cd "$(dirname "$0")"

# Every step at its own time, as the calendar of the community has it.
on() { export PTS_NOW=$1T09:00:00; }

on 2025-04-01
[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"
pts-settle fund in fund/收入.csv -o "$out/fund-in.csv"

# 报名—服务—积分: sign-up, check-in and the other deeds are handed in on the second of the next month.
for month in 04 05 06; do
	on "$(date -d "2025-$month-02 +1 month" +%F)"
	pts-log sheets/2025-$month/*.csv -o "$out/events-2025-$month.csv"
done

on 2025-07-08
# One visitor was checked in by two desks; the second entry goes, and the room it took under the caps is free again.
pts-list journal --source 5月签到.csv | awk -F, 'NR == 1 || $1 == "QD07-03b"' |
	pts-log --reverse -m '两处签到台重复登记' -o "$out/reversed.csv" -
pts-close $quarter -o "$out/closed.csv"

# A sheet that turned up after the close counts in the first open month; the scheme takes it up to 90 days after the deed.
pts-log --late sheets/late/*.csv -o "$out/late.csv"

# How much came of each category, whose doorway nobody rated, how the teams stand, who leads; a draft for the board.
pts-tally -p $quarter -k category -o "$out/categories.csv"
pts-tally -p $quarter --unrated -o "$out/unrated.csv"
pts-tally -p $quarter -k group | pts-rank -k score -o "$out/teams.csv"
awk -F, 'FNR == 1 ? NR == 1 : $NF != ""' "$out"/events-*.csv | cut -d, -f2- > "$out/remarks.csv"
pts-tally -p $quarter --all | pts-rank -o "$out/scores.csv"
pts-rank -n 10 "$out/scores.csv" | pts-notice -f text --title '兴隆社区2025年第二季度积分前十名' -o "$out/draft.txt"
pts-notice -f html -o "$out/boards.html" "$out/scores.csv"

# The shop. Everybody wrote down a wish; those that the points or the goods do not reach are refused.
pts-stock in stock/$quarter.csv -o "$out/delivered.csv"
pts-redeem --partial orders/$quarter.csv -o "$out/receipts.csv" 2> "$out/refused.txt" ||
	[ $? -eq 1 ]

# The other track: offers of the partner firms. The codes of the coupons are printed this once, for the holders; a
# second run gets none.
on 2025-07-14
pts-settle fund out fund/支出.csv -o "$out/fund-out.csv"
pts-redeem orders/商户.csv -o "$out/coupons.csv"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "code") code = i } NR > 1 { $code = "" } { print }' \
	"$out/coupons.csv" > "$out/offers.csv"

# code ORDER: the first coupon of an order
code() {
	awk -F, -v order="$1" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		$at["order"] == order { sub(/ .*/, "", $at["code"]); print $at["code"] }' "$out/coupons.csv"
}

# Coupons come back over the merchants' counters, each once.
sed 1d orders/用券.csv | sort -t, -k2,2 -s | while IFS=, read -r order day shop; do
	on "$day"
	coupon=$(code "$order")
	[ -z "$coupon" ] || pts-redeem use "$coupon" -s "$shop" --id "use-$order" > /dev/null
done

# Coupons that nobody used in their 60 days give their points back. Gifts, spoilage, and the shelves counted at the end
# of the quarter.
on 2025-09-30
pts-redeem lapse -o "$out/lapsed.csv"
pts-settle fund in fund/收入-8月.csv -o "$out/gifts.csv"
pts-stock in stock/捐赠.csv -o "$out/donated.csv"
pts-stock out stock/损耗.csv -o "$out/spoilt.csv"
pts-stock count stock/盘点.csv -o "$out/counted.csv"

# The quarter is billed: a sheet for every merchant to sign, and the money goes out. One firm gets it in two parts.
on 2025-10-08
pts-close 2025Q3 -o "$out/closed-2025Q3.csv"
pts-settle bill -p 2025Q3 -f html -o "$out/bills.html"
bill=$(pts-settle list -p 2025Q3 -s M07 | awk -F, 'NR == 2 { print $3 }')
pts-settle pay "$bill" --amount 30 --account street --id "$bill-1" > "$out/paid.csv"
pts-settle list --unpaid | awk -F, 'NR > 1 { print $3 }' | xargs -r pts-settle pay --account street >> "$out/paid.csv"

# What is left, in money and on the shelves; whether it covers what is still promised; all of it for an accountant.
pts-settle list -o "$out/bills.csv"
pts-settle fund sources -o "$out/sources.csv"
pts-settle fund list | cut -d, -f1,3- > "$out/fund.csv"
pts-settle liability -o "$out/liability.csv"
pts-stock low -o "$out/low.csv"
pts-list stock -o "$out/stock.csv"
pts-dump -f ledger -o "$out/xinglong.ledger"

pts-check
