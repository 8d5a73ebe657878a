# examples/village: what cron runs, night after night, missed nights, files that come late, backups

setup_file() {
	load helper
	load village
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	unset PTS_LANG PTS_ACTOR
	install_village "$BATS_FILE_TMPDIR/new"
	cp -r "$BATS_FILE_TMPDIR/new" "$BATS_FILE_TMPDIR/nightly"
	cd "$BATS_FILE_TMPDIR/nightly" || exit
	mv stock orders ..
	for day in 2025-07-31 2025-08-0{1,5,6,7} 2025-09-0{5,6,7} 2025-10-0{5,6,9} 2025-10-1{0,1}; do
		[ "$day" != 2025-10-10 ] || mv ../stock ../orders .
		for script in night month quarter; do
			PTS_NOW=${day}T01:10:00 ./$script.sh 2>&1 || echo "$day $script: exit $?"
		done
	done >said
}

setup() {
	load helper
	_common_setup
	unset PTS_LANG PTS_ACTOR
}

# A village of its own: new, or nightly, in which the quarter is settled.
village() {
	cp -r "$BATS_FILE_TMPDIR/$1" village
	cd village || exit
}

# on DAY SCRIPT...: what the script says at night
on() {
	PTS_NOW=${1}T01:10:00 run ./"$2".sh "${@:3}"
}

@test "night after night nothing is said, and the quarter is settled" {
	village nightly
	assert_equal "$(cat said)" ''
	assert_equal "$(pts-list -d points.db periods | awk -F, '$5 != "" {print $2, substr($5, 1, 10)}' | sort -u)" "$(printf '%s\n' 'period closed' \
		'2025-07 2025-08-05' '2025-08 2025-09-05' '2025-09 2025-10-05' | sort)"
	assert_equal "$(pts-notice list -d points.db | awk -F, '$3 == "scores" {print $1, $5}')" $'HH 2025-10-10\nSW 2025-10-10'
	[ "$(grep -c '</table>' out/2025Q3/boards.html)" = 2 ]
	[ -s out/2025-07/draft.html ] && [ -s out/2025Q3/report.html ]
	grep -q ',meal,.*,posted$' out/receipts/*-meals.csv
	pts-check -d points.db >/dev/null
}

@test "what was missed is caught up in one night, and nothing is done twice" {
	village new
	for round in 1 2; do
		for script in night month quarter; do
			on 2025-10-11 $script
			assert_success
			refute_output
		done
		[ $round = 2 ] || sha256sum points.db >once
	done
	sha256sum --quiet -c once
	sums() {
		pts-tally -d "$1" -p 2025 --all
		pts-list -d "$1" stock
		pts-list -d "$1" redemptions | cut -d, -f1-3,5-
	}
	diff <(sums "$BATS_FILE_TMPDIR/nightly/points.db") <(sums points.db)
}

@test "before its sheets are due a month stays open; by hand it is closed earlier" {
	village new
	on 2025-08-05 month
	run -0 pts-list -d points.db periods -p 2025-07
	refute_line --regexp ',2025-08-'
	on 2025-08-05 month 2025-07
	assert_success
	run -0 pts-list -d points.db periods -p 2025-07
	assert_line --regexp ',2025-08-'
}

@test "a bad sheet stops the month with a word for the mail; mended, it is posted once" {
	village new
	sed -i "2s/HZ01/XX99/" sheets/2025-07/三湾村7月.csv
	cp "$ROOT/examples/laoxin/sheets/2025-07/三湾村7月.csv" good.csv
	refute cmp -s good.csv sheets/2025-07/三湾村7月.csv
	on 2025-08-06 month
	assert_failure 65
	assert_line --partial '三湾村7月.csv:2: '
	assert_line --partial 'month.sh：没有做完（退出码 65）'
	assert_equal "$(pts-list -d points.db journal -p 2025-07 | grep -c ',earn,')" 0
	cp good.csv sheets/2025-07/三湾村7月.csv
	on 2025-08-06 month
	assert_success
	refute_output
	diff <(pts-list -d points.db journal -b SW -p 2025-07) <(pts-list -d "$BATS_FILE_TMPDIR/nightly/points.db" journal -b SW -p 2025-07)
}

@test "a sheet that comes after the close is told, and counts from the folder late" {
	village nightly
	printf '%s\n' 日期,村,户号,细则,数量 2025-09-20,SW,001,HJ01,1 >sheets/2025-09/三湾村补报.csv
	on 2025-10-12 month
	assert_failure 1
	assert_line --partial 'sheets/2025-09/三湾村补报.csv 没有记分：请移到 sheets/late/'
	mv sheets/2025-09/三湾村补报.csv sheets/late
	on 2025-10-12 month
	assert_success
	refute_output
	run -0 pts-list -d points.db journal -b SW -H 001 -p 2025-10
	assert_equal "$(grep -c ',2025-09-20,.*HJ01' <<<"$output")" 1
	before=$(sha256sum points.db)
	on 2025-10-13 month
	assert_equal "$(sha256sum points.db)" "$before"
}

@test "a month without sheets is told, an empty folder says that there were none" {
	village nightly
	on 2025-11-06 month
	assert_failure 1
	assert_line --partial '没有收到 2025-10 的记分表'
	mkdir sheets/2025-10
	on 2025-11-06 month
	assert_success
	pts-list -d points.db periods -p 2025-10 | grep -q '^SW,2025-10,.*,2025-11-05T'
}

@test "who comes to live there later is on no second board, and a lost board is printed as it was" {
	village nightly
	printf '%s\n' book,household,head SW,999,新来 | pts-load -d points.db households - >/dev/null
	cp out/2025Q3/boards.html was.html
	rm -r out
	on 2025-10-12 quarter
	assert_success
	cmp was.html out/2025Q3/boards.html
	assert_equal "$(pts-notice list -d points.db -p 2025Q3 | grep -c ',scores,')" 2
}

@test "coupon codes that were posted and never printed are printed anew, those of the counter are left alone" {
	village nightly
	sed -i 's/,[0-9A-Z-]* [0-9A-Z-]*,\(2025-11-[0-9]*,posted\)/,,\1/' out/receipts/*-meals.csv
	PTS_NOW=2025-10-12T09:00:00 pts-redeem -d points.db -b SW -H 066 -i meal --id counter -o counter.csv
	on 2025-10-12 quarter
	assert_success
	assert_equal "$(cat out/receipts/*.csv | grep -c ',reissued$')" 1
	code=$(cat out/receipts/*.csv | awk -F, '$NF == "reissued" {split($(NF - 2), c, " "); print c[1]}')
	PTS_NOW=2025-10-12T10:00:00 run -0 pts-redeem use -d points.db "$code" -s SW:S1
	PTS_NOW=2025-10-12T10:00:00 run -0 pts-redeem use -d points.db "$(awk -F, 'NR == 2 {print $(NF - 2)}' counter.csv)" -s SW:S1
	on 2025-10-13 quarter
	assert_equal "$(cat out/receipts/*.csv | grep -c ',reissued$')" 1
}

@test "the ledger of every night lies in backup, the old ones go but for the first of each month" {
	village new
	sed -i 's/^keep=60 /keep=2 /' place.sh
	for day in 2025-07-01 2025-07-02 2025-07-03 2025-07-04 2025-08-01; do
		on $day night
		assert_success
		refute_output
	done
	run -0 ls backup
	assert_output $'points-2025-07-01.db\npoints-2025-07-03.db\npoints-2025-07-04.db\npoints-2025-08-01.db'
	run -0 pts-check -d backup/points-2025-08-01.db
	cmp <(sqlite3 points.db .dump) <(sqlite3 backup/points-2025-08-01.db .dump)
}

@test "a ledger that does not check replaces no backup, and the night goes on" {
	village new
	on 2025-07-02 night
	sqlite3 points.db "UPDATE heads SET seq = seq + 1 WHERE book = 1"
	before=$(sha256sum backup/points-2025-07-02.db)
	on 2025-07-02 night
	assert_failure 1
	assert_line --partial 'night.sh：没有做完（退出码 1）'
	assert_equal "$(sha256sum backup/points-2025-07-02.db)" "$before"
	[ -e out/lapsed.csv ]
}

@test "one script at a time: the second waits, and says so when it gives up" {
	village new
	sed -i 's/^lock_wait=3600 /lock_wait=0 /' place.sh
	exec 8>>points.db.lock
	flock 8
	on 2025-08-06 month
	assert_failure 75
	assert_line --partial '另一个脚本还没有做完'
	exec 8>&-
	on 2025-08-06 month
	assert_success
}

@test "what lapses with cash to give back is told, and its list is kept" {
	village nightly
	printf '%s\n' key,value coupon_lapsed,back | pts-load -d points.db settings - >/dev/null
	on 2025-11-10 night
	assert_success
	assert_output --partial 'out/lapsed-2025-11-10-1.csv'
	grep -q ',meal,.*,lapsed$' out/lapsed-2025-11-10-1.csv
	on 2025-11-10 night
	refute_output
	grep -q ',meal,.*,lapsed$' out/lapsed-2025-11-10-1.csv
}

@test "the crontab: its lines run with nothing but its own environment" {
	village new
	sed "s,/srv/points,$PWD,g; s,/usr/local/bin,${BUILD:?}/bin,g" crontab >installed
	sed -i "s,/usr/local/bin,$BUILD/bin,g" place.sh
	mapfile -t environment < <(grep -E '^[A-Z_]+=' installed)
	assert_equal "$(grep -cE '^[0-9]+ [0-9]+ \* \* \*  /' installed)" 3
	while read -r line; do
		run -0 env -i "${environment[@]}" HOME=/ PTS_NOW=2025-10-11T01:10:00 /bin/bash -c "${line#* \* \* \*  }"
		refute_output
	done < <(grep -E '^[0-9]' installed)
	assert_equal "$(pts-notice list -d points.db -p 2025Q3 | grep -c ',scores,')" 2
}
