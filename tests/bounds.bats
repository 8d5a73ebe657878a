# What no row may hold: figures beyond the bounds of the scheme, numbers of telephones and identity cards

setup() {
	load helper
	_common_setup
	make_ledger
}

settings() {
	{
		echo book,key,value
		printf 'HH,%s\n' "${@//=/,}"
	} | pts-load settings >out.csv
}

@test "points and quantities above the settings are bad data that names the setting" {
	printf 'date,household,rule,quantity,points\n2025-09-01,001,PANEL,,100000\n2025-09-02,001,PANEL,,100000.01\n' >e.csv
	printf '2025-09-03,001,PANEL,,-100001\n2025-09-04,001,CLEAN,1000001,\n2025-09-04,002,CLEAN,1000000,\n' >>e.csv
	run -65 pts-log -b HH e.csv
	assert_output - <<-'END'
		pts-log: e.csv:3: points 100000.01 is more than the setting max_points allows: 100000
		pts-log: e.csv:4: points -100001 is more than the setting max_points allows: 100000
		pts-log: e.csv:5: quantity 1000001 is more than the setting max_quantity allows: 1000000
	END
	settings max_points=20 max_quantity=2.5
	run -65 pts-log -b HH -H 001 -r PANEL --points 20.01
	assert_output 'pts-log: points 20.01 is more than the setting max_points allows: 20'
	run -65 pts-log -b HH -H 001 -r CLEAN -q 3
	assert_output 'pts-log: quantity 3 is more than the setting max_quantity allows: 2.5'
	pts-log -b HH -H 001 -r CLEAN -q 2.5 >out.csv
	pts-log -b CS -H 001 -r CLEAN -q 3 >out.csv
	run -65 pts-log -b HH -H 001 -r PANEL --points -92233720368547758.08
	assert_output 'pts-log: points `-92233720368547758.08` is too big: at most 92233720368547758 can be counted'
}

@test "a claim is held against the bounds of the day that decides it" {
	settings review=one
	PTS_ACTOR=clerk pts-log -b HH -H 001 -r PANEL --points 500 --id C1 >out.csv
	settings max_points=100
	run -65 pts-review approve C1
	assert_output 'pts-review: points 500 is more than the setting max_points allows: 100'
	settings max_points=500
	pts-review approve C1 >out.csv
}

@test "orders and deliveries have the same bounds, but for what was posted before" {
	settings max_quantity=1
	run -0 pts-redeem "$ROOT/tests/fixtures/orders.csv"
	assert_equal "$(grep -c ,duplicate <<<"$output")" 3
	settings max_quantity=10
	run -65 pts-redeem -b HH -H 001 -i SOAP -q 11
	assert_output 'pts-redeem: quantity 11 is more than the setting max_quantity allows: 10'
	run -65 pts-stock in -b HH <<<$'shop,item,quantity\nS1,SOAP,11'
	assert_output 'pts-stock: standard input:2: quantity 11 is more than the setting max_quantity allows: 10'
}

@test "numbers of persons are refused by name where codes and figures are expected" {
	local number
	for number in 13800138000 138-0013-8000 １３８００１３８０００ 1.38E+10; do
		printf 'date,household,rule,points\n2025-09-01,001,PANEL,%s\n' $number >e.csv
		run -65 pts-log -b HH e.csv
		assert_output 'pts-log: e.csv:2: column points: a mobile telephone number stands where a code or a figure is expected'
	done
	for number in 429005198701011234 42900519870101123x 51123419870101123 4.29005E+17 ４２９００５１９８７０１０１１２３Ｘ; do
		printf 'event,date,household,rule\n%s,2025-09-01,001,CLEAN\n' $number >e.csv
		run -65 pts-log -b HH e.csv
		assert_output 'pts-log: e.csv:2: column event: an identity number stands where a code or a figure is expected'
	done
	run -65 pts-redeem -b HH <<<$'household,item,quantity\n001,SOAP,13800138000'
	assert_output --partial 'column quantity: a mobile telephone number'
	run -65 pts-stock in -b HH <<<$'shop,item,quantity,cost\nS1,SOAP,1,13800138000'
	assert_output --partial 'column cost: a mobile telephone number'
	run -65 pts-settle fund in -b HH <<<$'account,amount,purpose\n42900519870101123X,5,x'
	assert_output --partial 'column account: an identity number'
	run -65 pts-load households -b HH <<<$'household,head\n429005198701011234,张三'
	assert_output --partial 'column household: an identity number'
	run -65 pts-load items <<<$'item,title,points,valid_from\nPEN,笔,13800138000,2025-01-01'
	assert_output --partial 'column points: a mobile telephone number'
	run -65 pts-log -b HH -H 13800138000 -r CLEAN
	assert_output 'pts-log: --household: a mobile telephone number stands where a code or a figure is expected'
	run -65 pts-log -b HH -H 001 -r PANEL --points 5.1E+17
	assert_output --partial '--points: an identity number'
	refute_output --partial 5.1
}

@test "where texts are expected telephone numbers stay" {
	pts-load shops <<<$'book,shop,name,kind,contact\nHH,S9,店,partner,13800138000' >out.csv
	settings phone=13800138000
	pts-log -b HH -H 001 -r CLEAN -m '电话 13800138000' >out.csv
	pts-log -b HH <<<$'date,household,rule,note\n2025-09-01,002,CLEAN,13800138000' >out.csv
	run -65 pts-notice <<<$'household,score,remark\n001,5,１３８００１３８０００\n002,6,x'
	assert_output --partial 'column remark holds an ID or telephone number, which no sheet may show'
}
