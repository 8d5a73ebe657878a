# Read by night.sh, month.sh and quarter.sh: the place, one script at a time, a last word when one stops, the date.
# shellcheck shell=bash

umask 027
cd "$(dirname "${BASH_SOURCE[0]}")" || exit
# shellcheck source=/dev/null
. ./place.sh
mkdir -p "$out" "$backups"

# Whatever is said here and by the programs is mailed by cron.
last_word() {
	local status=$?
	[ "$status" -eq 0 ] || echo "${0##*/}：没有做完（退出码 $status）。按上面的提示改正后，今晚会自动再做，也可以现在再运行一次；做过的不会重复。" >&2
}
trap last_word EXIT

# One script at a time: the second one waits, and gives up in the end.
exec 9>>"$PTS_LEDGER.lock"
if ! flock -w "$lock_wait" 9; then
	echo "等了 $lock_wait 秒，另一个脚本还没有做完（$PTS_LEDGER.lock）。" >&2
	exit 75
fi

# The date is the ledger's: by its time zone, whatever that of the machine is.
today=$(pts-list today | awk -F, 'NR == 2 {print $2}')

# day_of_month N: has this day of the month come?
day_of_month() {
	[ "$((10#${today##*-}))" -ge "$1" ]
}

# months_before N: the month that was N months ago
months_before() {
	date -d "${today%-*}-15 -$1 month" +%Y-%m
}

# closed PERIOD: is it closed for every book that has entries in it? (A month before one that is closed is closed as well.)
closed() {
	awk -F, 'FNR == 1 {pass++; next}
		pass == 1 {if ($5 != "" && $2 > newest[$1]) newest[$1] = $2; next}
		{some = some || $5 != ""; open = open || newest[$1] < $2}
		END {exit !some || open}' <(pts-list periods) <(pts-list periods -p "$1")
}

# Files are known by their bytes. Doing one again would do no harm, because what was posted is known by its id; but the roster
# and the scheme go on, and an old sheet need not fit them.
# known LIST FILE: is the file in the list?    know LIST FILE...: now they are
known() {
	[ -e "$1" ] && grep -qxF "$(sha256sum "$2")" "$1"
}
know() {
	{
		[ ! -e "$1" ] || cat "$1"
		[ $# -eq 1 ] || sha256sum "${@:2}"
	} | sort -u >"$1.new"
	mv "$1.new" "$1"
}

# What lapses and what it gives back in cash stands in a file of its own for each time that something lapsed.
file_lapsed() {
	local n=1
	[ -e "$out/lapsed.csv" ] && [ "$(awk 'END {print NR}' "$out/lapsed.csv")" -gt 1 ] || return 0
	while [ -e "$out/lapsed-$today-$n.csv" ]; do
		n=$((n + 1))
	done
	mv "$out/lapsed.csv" "$out/lapsed-$today-$n.csv"
	echo "有预订或优惠券到期作废，应退的现金见 $out/lapsed-$today-$n.csv"
}
lapse() {
	local status=0
	file_lapsed
	pts-redeem lapse -o "$out/lapsed.csv" || status=$?
	file_lapsed
	return "$status"
}
