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

# notes: the texts of all notes of the ledger
notes() {
	sqlite3 pts.db 'SELECT text FROM notes'
}

@test "texts of options are cleaned like cells: line ends, invisible characters, normal form, GBK" {
	local gbk
	gbk=$(iconv -t GBK <<<红河村)
	pts-log -b A -H 001 -r R1 -m $'a\nb\tc\u3000d\u200be\u0301 ' >out.csv
	pts-log -b A -H 001 -r R1 -m "$gbk" >out.csv
	pts-log -b "$(iconv -t GBK <<<东村)" -H 001 -r R1 -m ' ' >out.csv
	run -0 notes
	assert_output $'a b c d\u00e9\n红河村'
	pts-settle fund in -b A --account $'镇\u00ad政府' --amount 5 -m $'启动\n资金' >out.csv
	assert_equal "$(pts-settle fund sources -b A | tail -n 1 | cut -d, -f2)" 镇政府
	PTS_ACTOR=$'cle\u200brk' PTS_BOOK=Ａ pts-log -H 001 -r R1 >out.csv
	assert_equal "$(pts-list journal -b A --raw | tail -n 1 | tr '\t' '\n' | tail -n 1)" clerk
	run -0 pts-check
}

@test "a text that nobody should write is refused with the option that has it" {
	local text
	for text in $'\e[31mred' $'\u009b31m' $'\u202egnirts' $'\ue000' $'\xff\xff'; do
		run -64 pts-log -b A -H 001 -r R1 -m "$text"
		assert_line --index 0 --regexp '^pts-log: --message: (control characters|characters|the text is not valid UTF-8)'
		refute_line --partial $'\e'
	done
	run -64 pts-dispute open --from $'a\ab' -m x N
	assert_line --index 0 'pts-dispute: --from: control characters are not allowed'
	PTS_ACTOR=$'a\e' run -64 pts-log -b A -H 001 -r R1
	assert_line --index 0 'pts-log: PTS_ACTOR: control characters are not allowed'
	run -64 pts-log -b A -H 001 -r R1 -m "$(printf 'x%.0s' {1..4097})"
	assert_line --index 0 'pts-log: --message: the text is longer than 4096 bytes: shorten it'
	pts-log -b A -H 001 -r R1 -m "$(printf 'x%.0s' {1..4096})" >out.csv
}

@test "names of files are cleaned before they enter the journal, so that its lines stay lines" {
	local name n=0 from
	for name in "$(iconv -t GBK <<<红河村)" $'a\nb' $'a\tb' $'e\u0301\e[1m\u202e' $'\xff'; do
		n=$((n + 1))
		printf 'date,book,household,rule\n2025-10-0%d,A,001,R1\n' $n >"$name.csv"
		pts-log -o out.csv "$name.csv"
	done
	run -0 bash -c 'pts-list journal --raw -b A | tail -n 5'
	for from in 红河村 'a b' 'a b' $'\u00e9?[1m?' '?'; do
		assert_line --partial $'\t'"$from.csv:2"$'\t'
	done
	assert_equal "$(pts-list journal --raw -b A | awk -F '\t' '{print NF}' | sort -u | wc -l)" 1
	assert_equal "$(pts-list journal --raw -b A | while IFS= read -r line; do printf '%s\n' "$line" | sha256sum; done | tail -n 1)" \
		"$(pts-list heads | sed -nE 's/^A,[0-9]*,([0-9a-f]*),.*/\1  -/p')"
	assert_equal "$(pts-list journal --source "$(iconv -t GBK <<<红河村).csv" -b A | wc -l)" 2
	run -0 pts-check
}

@test "a message shows no control character of a file, a ledger or an argument" {
	printf 'date,book,household,rule\n2025-10-01,A,\u009b1m,R1\n' >$'x\e[1m.csv'
	run -65 pts-log $'x\e[1m.csv'
	assert_output 'pts-log: x?[1m.csv:2: column household: control characters are not allowed'
	run -66 pts-log $'no\e\u009b\u202e\xff.csv'
	assert_output 'pts-log: cannot read no ???.csv: No such file or directory'
}

# dirty: a ledger that another program has filled with whatever moves a terminal
dirty() {
	sqlite3 pts.db "UPDATE households SET head = char(27) || ']0;x' || char(7) || '李' || char(155) || '31m' || char(8238) ||
		CAST(x'ff' AS TEXT) || char(13) || '王' WHERE code = '001'"
}

# tame: standard input has nothing that a terminal does not draw
tame() {
	LC_ALL=C.UTF-8 grep -q '李?31m??\( \|　\)*王' out || return
	! LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae|\xff' out
}

@test "tables, cards and sheets draw what a ledger holds, and obey none of it" {
	dirty
	timeout 30 pts-list households -f table -o out
	tame
	timeout 30 pts-list households -f table >out
	tame
	for format in text html; do
		pts-card -b A -f $format 001 >out
		tame
	done
	pts-card -b A --everything 001 >out
	tame
	pts-list households >out
	LC_ALL=C grep -q $'\e' out # a stream is as it is
	: | timeout --foreground 30 script -qec 'pts-list households -f csv' /dev/null | tr -d '\r' >out
	tame
}
