#!/usr/bin/env bash
# The counter of a points shop in a terminal: find the household, see what it has, choose an item, confirm, hand out.
#
#   counter.sh BOOK [SHOP]        ledger: $PTS_LEDGER, else pts.db; a blank answer goes one step back, the end of input ends it
#
# One pts-redeem is kept open for the whole day: every line sent to it is answered by one line, at once.
set -euo pipefail

book=${1:?usage: counter.sh BOOK [SHOP]} shop=${2:-}
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT

coproc SHOP_DESK { exec pts-redeem order --each -f tsv -b "$book" 2>>"$messages"; }
desk=$SHOP_DESK_PID answers=${SHOP_DESK[0]} orders=${SHOP_DESK[1]}
printf 'order\thousehold\titem\tquantity\tshop\ttopup\n' >&"$orders"
IFS=$'\t' read -r -a columns <&"$answers"
sent=0 served=0

# ask QUESTION: the answer in $answer; false at the end of the input or for a blank. Tabs and quotes would break the line it is sent in.
ask() {
	printf '%s' "$1"
	IFS= read -r answer || ended=1
	answer=${answer//[$'\t"']/}
	[ -n "$answer" ]
}

# The households whose code is $1, or whose head or member is called like that: household, name, balance, available.
find_household() {
	awk -F'\t' -v like="${1//\\/}" 'FNR == 1 {file++; next}
		file == 1 && index($4, like) {found[$2]}
		file == 2 && ($2 == like || index($3, like) || $2 in found) {printf "%s\t%s\t%s\t%s\n", $2, $3, $4, $5}' \
		<(pts-list members -b "$book" -f tsv) <(pts-list balances -b "$book" -f tsv)
}

choose_household() {
	local found
	ask '户号或姓名：' || return 1
	found=$(find_household "$answer")
	case $(grep -c . <<<"$found") in
	0)
		echo '没有这一户。'
		return 1
		;;
	1) ;;
	*)
		echo '有好几户，请输入户号：'
		awk -F'\t' '{print "  " $1 "  " $2}' <<<"$found"
		ask '户号：' || return 1
		found=$(awk -F'\t' -v code="$answer" '$1 == code' <<<"$found")
		[ -n "$found" ] || return 1
		;;
	esac
	IFS=$'\t' read -r household name balance available <<<"$found"
	printf '%s %s：结余 %s 分，可用 %s 分\n' "$household" "$name" "$balance" "$available"
}

# What can be had today, with its price in points and cash.
show_items() {
	pts-list items -f tsv | awk -F'\t' -v book="$book" -v today="$(date +%F)" '
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
		($at["book"] == "" || $at["book"] == book) && $at["valid_from"] <= today && ($at["valid_until"] == "" || $at["valid_until"] >= today) {
			printf "  %-12s %s  %s 分%s\n", $at["item"], $at["title"], $at["points"], $at["cash"] == "" ? "" : " + " $at["cash"] " 元"}'
}

# send TOPUP: one line to the desk, its answer into row[COLUMN]
send() {
	local cells i
	sent=$((sent + 1))
	: >"$messages"
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$day_id-$sent" "$household" "$item" "$quantity" "$shop" "$1" >&"$orders"
	IFS= read -r cells <&"$answers"
	declare -gA row=()
	for i in "${!columns[@]}"; do
		row[${columns[i]}]=$(cut -f$((i + 1)) <<<"$cells")
	done
}

receipt() {
	printf '%s\n' '----------------------------' "凭证 ${row[receipt]}  ${row[date]}" "${row[household]} ${row[name]}" "${row[title]} × ${row[quantity]}" \
		"积分 ${row[points]}${row[cash]:+  现金 ${row[cash]} 元}" "结余 ${row[balance]}  可用 ${row[available]}"
	[ -z "${row[code]}" ] || printf '券码 %s\n有效期至 %s\n' "${row[code]// /$'\n'     }" "${row[until]:-长期}"
	printf '%s\n' '----------------------------'
}

serve() {
	local topup=no
	choose_household || return 0
	show_items
	ask '兑换品：' || return 0
	item=$answer
	ask '数量（回车为 1）：' || answer=1
	quantity=$answer
	ask "确认 $household $name 兑换 $item × $quantity？(y/n) " || return 0
	case $answer in y | Y | 是) ;; *) return 0 ;; esac
	send "$topup"
	if [ "${row[state]}" = refused ]; then
		sed 's/^pts-redeem: [^:]*:[0-9]*: /未办理：/' "$messages"
		grep -q -- --topup "$messages" && ask '不足部分付现金？(y/n) ' && [ "$answer" = y ] && send yes
	fi
	[ "${row[state]}" != refused ] || return 0
	served=$((served + 1))
	receipt
}

# Order numbers of this sitting, so that nothing is handed out twice.
day_id=K$(date +%Y%m%d%H%M%S)-$$
answer='' ended=''
while [ -z "$ended" ]; do
	serve
done
exec {orders}>&-
wait "$desk" || true
echo
echo "共 $served 笔，再见。"
