# Texts: which characters come in by sheets, options and names of files, and which go out

setup() {
	load helper
	load small
	_common_setup
	export LC_ALL=C.UTF-8 # for the escapes of printf
	small_ledger
}

@test "codes, names and headings that differ in invisible characters only are the same" {
	printf 'book,house\u00adhold,head\nA,002\u00ad,阿依·努尔\u3164\nA,0\ufe0f02\u034f,阿依\u2063·努尔\n' >h.csv
	run -65 pts-load households h.csv
	assert_output 'pts-load: h.csv:3: the same row stands in h.csv:2: leave one of them'
	sed -i 2d h.csv
	run -0 pts-load households h.csv
	assert_output book,table,key,column,old,new
	printf '日期,村\u200b,户号,细则\u00ad\n2025-09-01,东村,002\U000e0001,R1\n' | pts-log -o e.csv
	assert_equal "$(cut -d, -f6 e.csv)" $'household\n002'
}

@test "private-use characters, non-characters and damaged ones are refused by name" {
	local c
	for c in '\ue000' '\ufffe' '\ufdd0' '\ufffd' '\U0010fffd'; do
		printf "book,household,head\nA,00$c,x\n" >h.csv
		run -65 pts-load households h.csv
		assert_output --regexp '^pts-load: h.csv:2: column household: characters of private use and damaged ones \(U\+FFFD\) are not allowed'
	done
	printf 'book,house\ue000hold,head\n' >h.csv
	run -65 pts-load households h.csv
	assert_output --partial 'h.csv:1: the name of column 2: characters of private use'
}
