# Streams put one behind the other are one stream: headings come again within it

setup() {
	load helper
	_common_setup
	make_ledger
}

@test "filters pass over a heading that comes again" {
	local month
	pts-close 2025-08 >out.csv
	for month in 07 08; do pts-tally -p 2025-$month -o $month.csv; done
	(cat 07.csv; tail -n +2 08.csv) | pts-rank --within period -o plain.csv
	run -0 bash -c 'cat 07.csv 08.csv | pts-rank --within period'
	assert_output "$(cat plain.csv)"
	(cat plain.csv; tail -n +2 plain.csv) | pts-tally -k household,period - >plain-sums.csv
	run -0 bash -c 'cat plain.csv plain.csv | pts-tally -k household,period -'
	assert_output "$(cat plain-sums.csv)"
	pts-notice -f csv -o sheet.csv plain.csv
	run -0 bash -c 'cat plain.csv plain.csv | pts-notice -f csv'
	assert_output "$(cat sheet.csv; tail -n +2 sheet.csv)"
}

@test "in Chinese, in another order, from a spreadsheet: the cells stand where their heading says" {
	printf 'household,score,points\n001,5,1\n' >a.csv
	printf '荣誉积分,户号,分值\n7,002,2\n' >b.csv
	printf '\xef\xbb\xbfpoints,household,score\r\n3,"=""003""",9\r\n' >c.csv
	run -0 bash -c 'cat a.csv b.csv c.csv | pts-rank -k score'
	assert_output $'rank,household,score,points\n1,003,9,3\n2,002,7,2\n3,001,5,1'
}

@test "a heading with other columns is refused by filters and begins a block for what posts" {
	printf 'date,household,rule\n2025-09-01,001,CLEAN\n' >a.csv
	printf 'household,date,rule,quantity\n002,2025-09-02,HOURS,2\n' >b.csv
	run -0 bash -c 'cat a.csv b.csv | pts-log -b HH - | cut -d, -f5,6,14'
	assert_output $'date,household,quantity\n2025-09-01,001,1.00\n2025-09-02,002,2.00'
	run -65 bash -c 'cat a.csv b.csv | pts-rank -k rule'
	assert_line 'pts-rank: standard input:3: here begins a heading with other columns than the first: one stream has rows of one kind'
	mkdir -p scheme
	cp "$ROOT"/tests/fixtures/village/*.csv scheme
	printf 'household,book,head\n009,HH,赵六\n' >>scheme/households.csv
	pts-init -d again.db scheme >out.csv
	assert_equal "$(pts-list -d again.db households -b HH | tail -n 1 | cut -d, -f1-4)" HH,009,,赵六
}

@test "equal rows of one file are several also when a heading stands between them" {
	printf 'date,household,rule\n2025-09-01,001,CLEAN\n' >a.csv
	cat a.csv a.csv >twice.csv
	run -0 bash -c 'pts-log -b HH twice.csv | grep -c ,posted,'
	assert_output 2
	run -0 bash -c 'pts-log -b HH a.csv | grep -c ,duplicate,'
	assert_output 1
}
