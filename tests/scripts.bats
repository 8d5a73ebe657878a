# The scripts of the examples, killed before any of their commands and run again; `make long` tries every command.

setup() {
	load helper
	load kill
	_common_setup
	export PTS_ACTOR=clerk
}

# days_of PLACE: all that the file `days` of an example has, in the order of the days
days_of() {
	local place=$ROOT/examples/$1 day step
	new_plan work/pts.db
	while read -r day step; do
		case $step in
		*.sh) plan "$day" "$place/$step" work/pts.db work/out ;;
		*) plan "$day" "$place/settle.sh" work/pts.db work/out "$step" ;;
		esac
	done < <(grep -v '^#' "$place/days" | sort -s -k1,1)
}

@test "laoxin: a quarter and the honours of the year" {
	days_of laoxin
	stops_anywhere
}

@test "xinglong: a quarter, its coupons and bills" {
	days_of xinglong
	stops_anywhere
}

@test "lanping: a quarter of three villages" {
	days_of lanping
	stops_anywhere
}

@test "tongchuan: half a year with claims and the grades" {
	days_of tongchuan
	stops_anywhere
}

@test "village: nights, months and a quarter from cron" {
	load village
	install_village work
	new_plan work/points.db
	plan 2025-08-06 work/month.sh
	plan 2025-09-06 work/month.sh
	plan 2025-09-07 work/night.sh
	plan 2025-10-06 work/month.sh
	plan 2025-10-10 work/quarter.sh
	plan 2025-10-11 work/night.sh
	stops_anywhere
}
