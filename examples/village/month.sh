#!/bin/bash
# Every night: once the sheets of a month are due, they are posted, the month is closed, and a draft of its board is made to be
# looked at. On other nights it does nothing.
#
# usage: month.sh [MONTH]        as the last month, whether or not its sheets are due: 2025-10
#
# The sheets of a month lie in sheets/MONTH/, those that came after it was closed in sheets/late/. Months that were missed are
# done in their order; what is done already is not done again.
set -euo pipefail
# shellcheck source=examples/village/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
shopt -s nullglob

last=${1:-$(months_before "$(day_of_month "$sheets_by" && echo 1 || echo 2)")}

# From the first month with sheets to the last one: the months with sheets or with entries that are not closed.
months() {
	{
		printf '%s\n' sheets/????-?? | sed 's,.*/,sheets ,'
		pts-list periods | awk -F, 'NR > 1 && $5 == "" {print "open " $2}'
		echo "open $last"
	} | awk -v last="$last" '
		$1 == "sheets" && (first == "" || $2 < first) {first = $2}
		$2 <= last {month[$2]}
		END {for (m in month) if (first != "" && m >= first) print m}' | sort
}

post() {
	local files=("sheets/$1"/*)
	[ ${#files[@]} -eq 0 ] || pts-log ${late:+"$late"} "${files[@]}" -o "$out/$1/events.csv"
	know "$out/$1/sheets" "${files[@]}"
}

draft() {
	pts-tally -p "$1" --all | pts-rank --within book -o "$out/$1/scores.csv"
	pts-notice -f html -o "$out/$1/draft.html" "$out/$1/scores.csv"
}

# A sheet that came into the folder of a closed month, or was changed there, would never be read: that is told.
tell_late() {
	local file
	[ -e "$out/$1/sheets" ] || return 0
	for file in "sheets/$1"/*; do
		known "$out/$1/sheets" "$file" && continue
		echo "$1 已经结账，$file 没有记分：请移到 sheets/late/，按迟报记入。" >&2
		status=1
	done
}

status=0
lapse || status=$?
for month in $(months); do
	if [ ! -d "sheets/$month" ]; then
		echo "没有收到 $month 的记分表（sheets/$month/）；如果这个月确实没有记分，请建一个空文件夹。" >&2
		status=1
		break
	fi
	mkdir -p "$out/$month"
	if closed "$month"; then
		tell_late "$month"
	else
		post "$month"
		pts-close "$month" -o "$out/$month/closed.csv"
	fi
	[ -e "$out/$month/draft.html" ] || draft "$month"
done

for file in sheets/late/*; do
	known "$out/late" "$file" && continue
	name=${file##*/}
	pts-log --late "$file" -o "$out/late-${name%.*}.csv"
	know "$out/late" "$file"
done
exit "$status"
