# --rejects: bad rows of any input come back as they came, and what is corrected in them is posted right

setup() {
	load helper
	_common_setup
	make_ledger
}

# again: the file of rejects, handed in as it is once 0xx is 00x
again() {
	sed -E 's/\b09([0-9])\b/00\1/' bad.csv >again.csv
}

@test "rows of two files stand below the headings of their own file" {
	printf 'date,book,household,rule,quantity,note\n2025-09-01,HH,091,HOURS,2,3\n' >one.csv
	printf '日期,村,户号,细则编号,备注,数量\n2025-09-02,HH,092,HOURS,8,1\n' >two.csv
	printf 'date,book,household,rule\n2025-09-03,HH,093,CLEAN\n2025-09-04,HH,001,CLEAN\n' >three.csv
	run -65 pts-log --partial --rejects bad.csv one.csv two.csv three.csv
	run -0 cat bad.csv
	assert_output - <<-'END'
		date,book,household,rule,quantity,note,error
		2025-09-01,HH,091,HOURS,2,3,household 091 is not on the roster
		日期,村,户号,细则编号,备注,数量,error
		2025-09-02,HH,092,HOURS,8,1,household 092 is not on the roster
		date,book,household,rule,error
		2025-09-03,HH,093,CLEAN,household 093 is not on the roster
	END
	again
	run -0 --separate-stderr pts-log -o out.csv again.csv
	run -0 cut -d, -f5,6,12,14 out.csv
	assert_output $'date,household,rule,quantity\n2025-09-01,001,HOURS,2.00\n2025-09-02,002,HOURS,1.00\n2025-09-03,003,CLEAN,1.00'
}

@test "a row with more cells than headings comes back whole, below a heading that leaves room for them" {
	printf 'date,book,household,rule,quantity\n2025-09-01,HH,001,HOURS,1,000\n2025-09-02,HH,091,HOURS,2\n' >e.csv
	run -65 pts-log --partial --rejects bad.csv e.csv
	run -0 cat bad.csv
	assert_output - <<-'END'
		date,book,household,rule,quantity,,error
		2025-09-01,HH,001,HOURS,1,000,more cells than the header names: a cell with a comma needs quotes around it
		date,book,household,rule,quantity,error
		2025-09-02,HH,091,HOURS,2,household 091 is not on the roster
	END
	run -65 pts-log bad.csv
	assert_line --index 0 --partial 'bad.csv:2: more cells than the header names'
	assert_line --index 1 --partial 'bad.csv:4: household 091'
	sed -i 's/,1,000,/,1000,,/; s/,091,/,002,/' bad.csv
	pts-log -o out.csv bad.csv
	assert_equal "$(cut -d, -f6,14 out.csv)" $'household,quantity\n001,1000.00\n002,2.00'
}

@test "a rejected file rejected again has its new error only" {
	printf 'date,household,rule\n2025-09-01,091,CLEAN\n' >e.csv
	run -65 pts-log -b HH --partial --rejects bad.csv e.csv
	run -65 pts-log -b CS --partial --rejects worse.csv bad.csv
	run -0 cat worse.csv
	assert_output $'date,household,rule,error\n2025-09-01,091,CLEAN,household 091 is not on the roster'
	printf 'date,household,rule,error\n2025-09-01,001,CLEAN,,x,old\n' >e.csv
	run -65 pts-log -b HH --partial --rejects bad.csv e.csv
	assert_equal "$(sed -n 2p bad.csv | cut -d, -f1-6)" 2025-09-01,001,CLEAN,,x,old
}

@test "no bad row is the first heading alone" {
	printf 'date,book,household,rule\n2025-09-01,HH,001,CLEAN\n' >e.csv
	pts-log --partial --rejects bad.csv e.csv >out.csv
	assert_equal "$(cat bad.csv)" date,book,household,rule,error
	pts-log --partial --excel --rejects bad.csv e.csv >out.csv
	assert_equal "$(cat bad.csv)" $'\xef\xbb\xbfdate,book,household,rule,error\r'
}

@test "with --excel rejects are a spreadsheet's, and read again as they came" {
	printf 'date,book,household,rule,note\n2025-09-01,HH,091,CLEAN,=1+1\n' >e.csv
	printf '\xef\xbb\xbfdate,book,household,rule\r\n2025-09-02,HH,"=""092""",CLEAN\r\n' >f.csv
	run -65 pts-log --partial --excel --rejects bad.csv e.csv f.csv
	assert_equal "$(cat bad.csv)" "$(
		printf '\xef\xbb\xbfdate,book,household,rule,note,error\r\n'
		printf '"=""2025-09-01""","=""HH""","=""091""","=""CLEAN""",'\''=1+1,household 091 is not on the roster\r\n'
		printf 'date,book,household,rule,error\r\n'
		printf '"=""2025-09-02""","=""HH""","=""092""","=""CLEAN""",household 092 is not on the roster\r\n'
	)"
	again
	pts-log -o out.csv again.csv
	assert_equal "$(cut -d, -f5,6 out.csv)" $'date,household\n2025-09-01,001\n2025-09-02,002'
	run -65 pts-log --partial --rejects plain.csv bad.csv
	assert_equal "$(sed -n 2p plain.csv | cut -d, -f3-5)" '"=""091""","=""CLEAN""",=1+1'
}

@test "the same for orders, goods, money and tables" {
	printf 'date,household,item,quantity,shop\n2025-09-20,091,SOAP,1,S1\n' >o1.csv
	printf 'item,quantity,household,date\nSOAP,2,092,2025-09-20\n' >o2.csv
	run -65 pts-redeem -b HH --partial --rejects bad.csv o1.csv o2.csv
	assert_equal "$(grep -c error bad.csv)" 2
	again
	pts-redeem --dry-run -b HH again.csv >out.csv
	assert_equal "$(tail -n +2 out.csv | cut -d, -f5,7,9 | sort)" $'001,SOAP,1.00\n002,SOAP,2.00'

	printf 'date,shop,item,quantity\n2025-09-20,S1,X091,5\n' >s1.csv
	printf 'quantity,item,shop,date,cost\n7,X092,S1,2025-09-20,3\n' >s2.csv
	run -65 pts-stock in -b HH --partial --rejects bad.csv s1.csv s2.csv
	sed 's/X091/SOAP/; s/X092/RICE/' bad.csv >again.csv
	pts-stock in -b HH -f csv again.csv >out.csv
	assert_equal "$(pts-list journal -b HH --source again.csv | tail -n +2 | wc -l)" 2

	printf 'date,account,amount,purpose\n2025-09-20,TOWN,5x,gift\n' >f1.csv
	printf 'amount,purpose,account,date\n7y,gift,TOWN,2025-09-21\n' >f2.csv
	run -65 pts-settle fund in -b HH --partial --rejects bad.csv f1.csv f2.csv
	sed 's/5x/5/; s/7y/7/' bad.csv >again.csv
	pts-settle fund in -b HH again.csv >out.csv
	assert_equal "$(pts-settle fund sources -b HH | tail -n 1 | cut -d, -f3)" 12.00

	printf 'household,head,consent\n010,甲,maybe\n' >h1.csv
	printf 'household,consent,head\n011,maybe,乙\n' >h2.csv
	run -65 pts-load households -b HH --partial --rejects bad.csv h1.csv h2.csv
	sed 's/,maybe,/,yes,/' bad.csv >again.csv
	pts-load households -b HH again.csv >out.csv
	assert_equal "$(pts-list households -b HH | grep '^HH,01' | cut -d, -f2,4,7)" $'010,甲,yes\n011,乙,yes'
}
