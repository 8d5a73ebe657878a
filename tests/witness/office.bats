# What an office suite makes of --excel: codes stay text, amounts are numbers, nothing runs as a formula, and all of it comes back.

setup_file() {
	load ../helper
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	mkdir scheme
	printf 'book,name,level\nHH,红河村,village\n' >scheme/books.csv
	printf 'book,category,title\n,C,志愿服务\n' >scheme/categories.csv
	printf 'book,rule,category,title,points\n,V,C,志愿,2.5\n' >scheme/rules.csv
	printf 'book,household,group,head,note\nHH,001,一组,王成,"=1+1"\nHH,002,二组,欧阳明月,+86\nHH,1E5,二组,阿依·努尔,-x\n' >scheme/households.csv
	pts-init -d l.db scheme >/dev/null
	export PTS_LEDGER=$PWD/l.db
	printf 'household,rule,date,quantity\n001,V,2025-09-01,3\n002,V,2025-09-02,1\n' | pts-log - >/dev/null
	pts-list households --excel -o households.csv
	pts-tally -p 2025-09 --excel -o tally.csv
	for f in households tally; do
		soffice -env:UserInstallation="file://$PWD/profile" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" \
			--infilter='CSV:44,34,76,1,,0,false,true,false,false,false,-1' $f.csv >/dev/null 2>&1
	done
	mkdir -p households tally
	for f in households tally; do
		unzip -q -o $f.xlsx -d $f
	done
}

setup() {
	load ../helper
	_common_setup
	cd "$BATS_FILE_TMPDIR" || exit
	export PTS_LEDGER=$PWD/l.db
}

texts() { # everything that is text in a workbook, one a line: shared strings, and the results of ="001"
	sed 's/<\/si>/\n/g' "$1/xl/sharedStrings.xml" | sed -n 's/.*<t[^>]*>\([^<]*\)<.*/\1/p'
	grep -o '<c [^>]*t="str"[^>]*><f[^>]*>[^<]*</f><v>[^<]*</v>' "$1/xl/worksheets/sheet1.xml" | sed 's/.*<v>\(.*\)<.v>/\1/'
}

@test "codes stay text with their zeros and letters" {
	run texts households
	assert_line 001
	assert_line 1E5
	assert_line 欧阳明月
}

@test "no cell of people's text became a formula" {
	run grep -o '<f[ >][^<]*' households/xl/worksheets/sheet1.xml
	refute_output --partial '1+1'
	refute_output --partial '+86'
	run texts households
	assert_output --partial '=1+1'
}

@test "amounts are numbers, periods are text" {
	run texts tally
	assert_line 2025-09
	refute_line 7.50
	run grep -c '<v>7.5</v>' tally/xl/worksheets/sheet1.xml
	assert_success
}

@test "what a spreadsheet opened loads back unchanged" {
	run pts-load households households.csv -f csv
	assert_success
	assert_output 'book,table,key,column,old,new'
}
