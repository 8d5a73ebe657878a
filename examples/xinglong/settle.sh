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
# usage: settle.sh [LEDGER-FILE [OUTPUT-DIR [STEP [OPERAND]]]]
#
# Each step is run on its day by the real clock, and again if it was stopped: what was done stays done. What this folder has is
# of 2025: without STEP, ../play stands in for the clock and runs the steps on the days of the file `days`.
set -euo pipefail

# What is of this place and of these quarters; the steps are the same everywhere.
name=xinglong
quarter=2025Q2
title=兴隆社区2025年第二季度积分前十名
twice=QD07-03b twice_in=5月签到.csv twice_reason=两处签到台重复登记 # checked in by two desks
billed=2025Q3
start_fund=fund/收入.csv spent=fund/支出.csv gifts=fund/收入-8月.csv
offers=orders/商户.csv coupons_used=orders/用券.csv
donated=stock/捐赠.csv spoilt=stock/损耗.csv counted=stock/盘点.csv
source=street              # of the fund, from which bills are paid
in_parts=M07 first_part=30 # a firm that is paid in two parts

export PTS_LEDGER PTS_ACTOR
PTS_LEDGER=$(realpath -m "${1:-${PTS_LEDGER:-$name.db}}")
out=$(realpath -m "${2:-.}")
PTS_ACTOR=${PTS_ACTOR:-clerk}

cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "${3-}" ] && [ -e days ]; then
	exec ../play "./$(basename "${BASH_SOURCE[0]}")" "$PTS_LEDGER" "$out"
fi
mkdir -p "$out/codes"

begin() {
	[ -e "$PTS_LEDGER" ] || pts-init scheme roster -o "$out/loaded.csv"
	pts-settle fund in "$start_fund" -o "$out/fund-in.csv"
}

# 报名—服务—积分: sign-up, check-in and the other deeds are handed in on the second of the next month.
month() {
	pts-log sheets/"$1"/*.csv -o "$out/events-$1.csv"
}

quarter() {
	# One visitor was entered twice; the second entry goes, and the room it took under the caps is free again.
	pts-list journal --source "$twice_in" | awk -F, -v event="$twice" 'NR == 1 || $1 == event' |
		pts-log --reverse -m "$twice_reason" -o "$out/reversed.csv" -
	pts-close "$quarter" -o "$out/closed.csv"

	# A sheet that turned up after the close counts in the first open month; the scheme takes it up to 90 days after the deed.
	pts-log --late sheets/late/*.csv -o "$out/late.csv"

	# How much came of each category, whose doorway nobody rated, how the teams stand, who leads; a draft for the board.
	pts-tally -p "$quarter" -k category -o "$out/categories.csv"
	pts-tally -p "$quarter" --unrated -o "$out/unrated.csv"
	pts-tally -p "$quarter" -k group | pts-rank -k score -o "$out/teams.csv"
	awk -F, 'FNR == 1 ? NR == 1 : $NF != ""' "$out"/events-*.csv | cut -d, -f2- > "$out/remarks.csv"
	pts-tally -p "$quarter" --all | pts-rank -o "$out/scores.csv"
	pts-rank -n 10 "$out/scores.csv" | pts-notice -f text --title "$title" -o "$out/draft.txt"
	pts-notice -f html -o "$out/boards.html" "$out/scores.csv"
}

# Everybody wrote down a wish; those that the points or the goods do not reach are refused, and the refusals are told.
shop() {
	pts-stock in "stock/$quarter.csv" -o "$out/delivered.csv"
	pts-redeem --partial "orders/$quarter.csv" -o "$out/receipts.csv" 2> "$out/refused.txt" || [ $? -eq 1 ]
}

# The codes of coupons are printed once, and the ledger does not have them: each call prints into a file of its own that
# no later one overwrites. next_codes: its name
next_codes() {
	printf '%s/codes/%04d.csv' "$out" "$(find "$out/codes" -name '*.csv' | awk 'END {print NR + 1}')"
}

# code ORDER: its first code, as printed last
code() {
	awk -F, -v order="$1" '
		FNR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
		$at["order"] == order && $at["code"] != "" {last = $at["code"]}
		END {sub(/ .*/, "", last); print last}' "$out"/codes/*.csv
}

# Whoever was stopped between the posting of coupons and their printing has lost the codes: they are printed anew. (Not those of
# coupons that were issued elsewhere, such as at a counter.)
reissue_lost() {
	awk -F, '
		FNR == 1 {for (i = 1; i <= NF; i++) at[FILENAME, $i] = i; next}
		pass == 1 {ours[$at[FILENAME, "receipt"]]; if ($at[FILENAME, "code"] != "") printed[$at[FILENAME, "receipt"]]; next}
		$at[FILENAME, "state"] == "valid" && $at[FILENAME, "receipt"] in ours && !($at[FILENAME, "receipt"] in printed) {
			print $at[FILENAME, "receipt"]
		}' pass=1 "$out"/codes/*.csv pass=2 <(pts-list coupons) |
		while read -r receipt; do
			pts-redeem reissue "$receipt" -o "$(next_codes)" < /dev/null
		done
}

# The other track: offers of the partner firms.
merchants() {
	pts-settle fund out "$spent" -o "$out/fund-out.csv"
	local file
	file=$(next_codes)
	pts-redeem "$offers" -o "$file"
	reissue_lost
	awk -F, -v OFS=, 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i} NR > 1 {$at["code"] = ""} {print}' "$file" > "$out/offers.csv"
}

# used DAY: coupons come back over the merchants' counters, each once.
used() {
	sed 1d "$coupons_used" | sort -t, -k2,2 -s | while IFS=, read -r order day shop; do
		[ "$day" = "$1" ] || continue
		coupon=$(code "$order")
		pts-redeem use "$coupon" -s "$shop" --id "use-$order" < /dev/null > /dev/null || [ $? -eq 1 ]
	done
}

# Coupons that nobody used in their 60 days give their points back. Gifts, spoilage, and the shelves counted at the end
# of the quarter.
shelves() {
	pts-redeem lapse -o "$out/lapsed.csv"
	pts-settle fund in "$gifts" -o "$out/gifts.csv"
	pts-stock in "$donated" -o "$out/donated.csv"
	pts-stock out "$spoilt" -o "$out/spoilt.csv"
	pts-stock count "$counted" -o "$out/counted.csv"
}

# The quarter is billed: a sheet for every merchant to sign, and the money goes out. One firm gets it in two parts.
bills() {
	local bill
	pts-close "$billed" -o "$out/closed-$billed.csv"
	pts-settle bill -p "$billed" -f html -o "$out/bills.html"
	bill=$(pts-settle list -p "$billed" -s "$in_parts" | awk -F, 'NR == 2 {print $3}')
	[ -z "$bill" ] || pts-settle pay "$bill" --amount "$first_part" --account "$source" --id "$bill-1" > "$out/paid.csv"
	pts-settle list --unpaid | awk -F, 'NR > 1 {print $3}' | xargs -r pts-settle pay --account "$source" >> "$out/paid.csv"

	# What is left, in money and on the shelves; whether it covers what is still promised; all of it for an accountant.
	pts-settle list -o "$out/bills.csv"
	pts-settle fund sources -o "$out/sources.csv"
	pts-settle fund list | cut -d, -f1,3- > "$out/fund.csv"
	pts-settle liability -o "$out/liability.csv"
	pts-stock low -o "$out/low.csv"
	pts-list stock -o "$out/stock.csv"
	pts-dump -f ledger -o "$out/$name.ledger"
}

case ${3-} in
begin | month | quarter | shop | merchants | used | shelves | bills) "${@:3}" ;;
*)
	grep '^# usage' "$(basename "${BASH_SOURCE[0]}")" >&2
	exit 64
	;;
esac

pts-check -o "$out/check.csv"
