#!/usr/bin/env bash
# The counter of a points shop in a terminal: find the household, see what it has and what it can have, confirm, hand out.
#
#   counter.sh BOOK [SHOP]        ledger: $PTS_LEDGER, else pts.db; a blank answer goes one step back, the end of input ends it
#
# One pts-redeem is kept open for the whole day: every line sent to it is answered by one line, at once. What is shown before
# that is what the same program answers to the same order with --dry-run, so that prices, limits and stock are those that hold.
set -euo pipefail

book=${1:?usage: counter.sh BOOK [SHOP]} shop=${2:-}
columns=$'order\thousehold\titem\tquantity\tshop\ttopup'
messages=$(mktemp)
trap 'rm -f "$messages" "$messages.rows"' EXIT

# fields LINE: its cells into the array cells, blank ones too
fields() {
	mapfile -t -d $'\t' cells < <(printf '%s\t' "$1")
}

# take_row LINE: a line of pts-redeem into row[COLUMN]
take_row() {
	local i
	fields "$1"
	row=()
	for i in "${!names[@]}"; do
		row[${names[i]}]=${cells[i]-}
	done
}

# ask QUESTION: the answer in $answer; false at the end of the input or for a blank. Tabs and quotes would break the line it is sent in.
ask() {
	printf '%s' "$1"
	IFS= read -r answer || ended=1
	answer=${answer//[$'\t"']/}
	answer=${answer#"${answer%%[! ]*}"}
	answer=${answer%"${answer##*[! ]}"}
	[ -n "$answer" ]
}

# The households whose code is $1, or whose head or member is called like that: household, name, balance, available.
find_household() {
	awk -F'\t' -v OFS='\t' -v book="$book" -v like="${1//\\/}" '
		FNR == 1 {file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next}
		$at[file, "book"] != book {next}
		file == 1 && index($at[1, "name"], like) {found[$at[1, "household"]]}
		file == 2 {household = $at[2, "household"]; name = $at[2, "name"]}
		file == 2 && (household == like || index(name, like) || household in found) {
			print household, name, $at[2, "balance"], $at[2, "available"]
		}' <(pts-list members -b "$book" -f tsv) <(pts-list balances -b "$book" -f tsv)
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
	fields "$found"
	household=${cells[0]} name=${cells[1]}
	printf '%s %s：结余 %s 分，可用 %s 分\n' "$household" "$name" "${cells[2]}" "${cells[3]}"
	show_taken
}

# What the household has taken today, so that nothing is handed out twice after the counter was interrupted.
show_taken() {
	pts-list redemptions -b "$book" -H "$household" -p "$today..$today" -f tsv |
		awk -F'\t' 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
			$at["state"] != "void" {printf "  今天已兑换 %s × %s（%s）\n", $at["item"], $at["quantity"], $at["receipt"]}'
}

# rehearse LINE...: what pts-redeem answers to these orders, nothing being taken; its messages in $messages
rehearse() {
	printf '%s\n' "$columns" "$@" | pts-redeem order --each --dry-run -f tsv -b "$book" 2>"$messages" || case $? in
	1 | 65) ;;
	*) desk_gone ;;
	esac
}

# pts-redeem has ended because the ledger cannot be used: what it said, and the end.
desk_gone() {
	cat "$messages" >&2
	exit 1
}

# Every item that is offered, with its price for this household or why it cannot have it.
show_items() {
	local every
	mapfile -t every < <(pts-list items -f tsv | awk -F'\t' -v OFS='\t' -v household="$household" -v shop="$shop" '
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
		!seen[$at["item"]]++ {print "", household, $at["item"], "", shop, ""}')
	rehearse "${every[@]}" >"$messages.rows"
	awk -F'\t' 'FILENAME == ARGV[1] {
			if (match($0, /^pts-redeem: [^:]*:[0-9]+: /)) {
				line = substr($0, 1, RLENGTH - 2)
				sub(/.*:/, "", line)
				why[line] = substr($0, RLENGTH + 1)
			}
			next
		}
		FNR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
		$at["points"] == "" {first = first == "" ? why[FNR] : first; next}
		{
			n++
			cash = $at["cash"] == "" ? "" : " + " $at["cash"] " 元"
			reason = FNR in why ? "（" why[FNR] "）" : ""
			printf "  %-12s %s  %s 分%s%s\n", $at["item"], $at["title"], $at["points"], cash, reason
		}
		END {if (!n && first != "") print "  " first}' "$messages" "$messages.rows"
}

# order_line TOPUP [NUMBER]: the order as a line for pts-redeem
order_line() {
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "${2-}" "$household" "$item" "$quantity" "$shop" "$1"
}

# why_not: the reason in $messages why the order was refused
why_not() {
	sed -n 's/^pts-redeem: [^:]*:[0-9]*: /未办理：/p' "$messages"
}

# price TOPUP: into row what the order would cost; false when it would be refused
price() {
	local line
	line=$(rehearse "$(order_line "$1")" | sed -n 2p) || exit 1
	take_row "$line"
	[ "${row[state]}" != refused ] || { why_not && return 1; }
}

# send TOPUP: the order to the desk, its answer into row; false when it was refused
send() {
	local line
	sent=$((sent + 1))
	: >"$messages"
	order_line "$1" "$sitting-$sent" >&"$to_desk"
	IFS= read -r line <&"$from_desk" || desk_gone
	take_row "$line"
	[ "${row[state]}" != refused ] || { why_not && return 1; }
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
	if ! price no; then
		grep -q -- --topup "$messages" && ask '不足部分付现金？(y/n) ' && [[ $answer == [yY是] ]] || return 0
		topup=yes
		price yes || return 0
	fi
	ask "确认 $household $name 用 ${row[points]} 分${row[cash]:+和 ${row[cash]} 元}兑换 ${row[title]} × ${row[quantity]}？(y/n) " || return 0
	[[ $answer == [yY是] ]] || return 0
	send "$topup" || return 0
	served=$((served + 1))
	receipt
}

# The date is the ledger's, and so are the order numbers of this sitting; no two sittings have the same.
today=$(pts-list today -b "$book" | awk -F, 'NR == 2 {print $2}')
sitting=K${today//-/}-$(od -An -N6 -tx1 /dev/urandom | tr -d ' ')

coproc SHOP_DESK { exec pts-redeem order --each -f tsv -b "$book" 2>>"$messages"; }
desk=$SHOP_DESK_PID from_desk=${SHOP_DESK[0]} to_desk=${SHOP_DESK[1]}
printf '%s\n' "$columns" >&"$to_desk"
IFS= read -r line <&"$from_desk" || desk_gone
fields "$line"
names=("${cells[@]}")

declare -A row=()
sent=0 served=0 answer='' ended=''
while [ -z "$ended" ]; do
	serve
done
exec {to_desk}>&-
wait "$desk" || true
echo
echo "共 $served 笔，再见。"
