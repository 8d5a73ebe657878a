# The scripts of examples/village, installed in a folder of their own with two villages of Laoxin.
# shellcheck shell=bash

# install_village FOLDER: with three months of sheets, and the deliveries and orders of the quarter, coupons among them
install_village() {
	local laoxin=$ROOT/examples/laoxin
	cp -r "$ROOT/examples/village" "$1"
	cp -r "$laoxin/scheme" "$1"
	mkdir "$1"/{roster,stock,sheets,orders,orders/2025Q3,sheets/late}
	cp "$laoxin"/roster/*-{HH,SW}.csv "$1/roster"
	for month in 2025-0{7,8,9}; do
		mkdir "$1/sheets/$month"
		cp "$laoxin/sheets/$month/"*{三湾村,红河村}* "$1/sheets/$month"
	done
	grep -e ^id -e ,HH, -e ,SW, "$laoxin/stock/2025Q3.csv" >"$1/stock/2025Q3.csv"
	cp "$laoxin"/orders/2025Q3/{HH,SW}.csv "$1/orders/2025Q3"
	(
		cd "$1" || exit
		export PTS_NOW=2025-07-01T09:00:00 PTS_LEDGER=points.db
		pts-init scheme roster >/dev/null
		printf '%s\n' item,title,kind,points,coupon_days,valid_from meal,餐券,coupon,5,30,2025-07-01 | pts-load items - >/dev/null
	)
	printf '%s\n' order,date,book,household,item,quantity M1,2025-10-10,SW,066,meal,2 >"$1/orders/2025Q3/meals.csv"
}
