# pts-load: what changes, what is bad, what is inconsistent, what is recorded

setup() {
	load helper
	load small
	_common_setup
	small_ledger
	S=$(start A)
	begun=$(entries)
}

entries() {
	sql "SELECT count(*) FROM journal"
}

@test "a change is one line a column, a new row one line" {
	printf 'book,household,head,group\nA,001,张三丰,三组\nA,003,李雷,\n' >h.csv
	run -0 pts-load households h.csv
	assert_output - <<-'END'
		book,table,key,column,old,new
		A,households,001,group,一组,三组
		A,households,003,,,head=李雷
	END
	run -0 pts-load households h.csv
	assert_output book,table,key,column,old,new
}

@test "an absent column stays, a blank cell is the default, an absent row stays" {
	printf 'book,household,consent\nA,001,\n' | pts-load households >/dev/null
	run -0 pts-list households -b A
	assert_output - <<-'END'
		book,household,group,head,address,status,consent,note
		A,001,一组,张三丰,东村1号,active,no,
		A,002,二组,阿依·努尔,,active,no,
	END
}

@test "words in Chinese, several roles, amounts and dates are stored canonically" {
	run -0 pts-list rules
	assert_output - <<-'END'
		book,rule,category,title,unit,points,roles,counts,cap_points,cap_times,cap_per,cap_scope,max_quantity,ladder,repeat,repeat_per,rhythm,evidence,valid_from,valid_until
		,R1,HJ,清扫,次,5.00,,both,20.00,,month,household,,,,,,,2025-01-01,
		,R2,HJ,"巡逻, 夜间",小时,1.50,party grid,both,,2,week,household,,,,,,,2025-01-01,
		,R9,HJ,=其他,次,,,both,,,,household,,,,,,,,
		A,R1,HJ,清扫（东村）,次,3.00,,both,,,,household,,,,,,,2025-01-01,
	END
	run -0 pts-list members -b A
	assert_line 'A,001,001-1,张三丰,party,1960,active'
	assert_line 'A,001,001-2,张小丰,resident,1988-05-01,active'
}

@test "the book: the column, else -b, else every book for the scheme" {
	printf 'household,note\n001,x\n' >h.csv
	run -65 pts-load households h.csv
	assert_output 'pts-load: h.csv:1: whose rows are these? Add a column book, or give -b BOOK'
	run -0 pts-load households -b 西村 h.csv
	assert_line B,households,001,note,,x
	run -0 pts-load categories -b A <<<$'category\nZY'
	assert_line A,categories,ZY,,,
	run -0 pts-load categories <<<$'category\nZY'
	assert_line ,categories,ZY,,,
	run -65 pts-load households -b 北村 h.csv
}

@test "a key column must be there" {
	run -65 pts-load rules <<<$'book,title\n,x'
	assert_output 'pts-load: standard input:1: the column rule is missing: it says which row of rules is meant'
}

@test "all bad rows are told and nothing is loaded" {
	cat >r.csv <<-'END'
		rule,points,roles,cap_times,valid_from,valid_until
		R3,1,,,2025-01-01,
		R4,viel,,,2025-01-01,
		R5,1.234,村长,,2025-13-01,
		,1,,,,
		R6,1,,0,2025-06-01,2025-05-01
		R3,2,,,2025.1.1,
	END
	before=$(sha256sum pts.db)
	run -65 pts-load rules r.csv
	assert_output - <<-'END'
		pts-load: r.csv:3: column points: `viel` is no number with at most two decimals
		pts-load: r.csv:4: column valid_from: `2025-13-01` is no date such as 2025-07-16
		pts-load: r.csv:5: column rule is blank: it must be given
		pts-load: r.csv:6: column cap_times: `0` is no whole number from 1
		pts-load: r.csv:7: the same row stands in r.csv:2: leave one of them
	END
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "--partial loads the good rows, --rejects keeps the bad ones" {
	printf '户号,备注\n001,好\n0 0,坏\n' >h.csv
	run -65 --separate-stderr pts-load households -b A --partial --rejects bad.csv h.csv
	assert_output - <<-'END'
		book,table,key,column,old,new
		A,households,001,note,,好
	END
	run -0 cat bad.csv
	assert_output - <<-'END'
		户号,备注,error
		0 0,坏,column household: `0 0` is no code: letters and digits without blanks
	END
	run -0 pts-list households -b A
	assert_line 'A,001,一组,张三丰,东村1号,active,yes,好'
}

@test "--dry-run shows and writes nothing" {
	before=$(sha256sum pts.db)
	run -0 pts-load settings --dry-run <<<$'key,value\nmask,surname'
	assert_line ,settings,mask,,,value=surname
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "settings: unknown ones, wrong values, what is not yet put into effect" {
	printf 'key,value\nexpriy,never\nmask,blur\nredeem_per,month\nredeem_days,friday\nxyzzy,1\n' >s.csv
	run -78 pts-load settings s.csv
	assert_line --index 0 'pts-load: s.csv:2: there is no setting `expriy`; did you mean `expiry`?'
	assert_line --index 1 'pts-load: s.csv:3: setting mask takes name|surname|code|none, not `blur`'
	assert_line --index 2 'pts-load: s.csv:4: setting redeem_per takes none, or a number and a window such as 1/quarter, not `month`'
	assert_line --index 4 --partial 'pts-load: s.csv:6: there is no setting `xyzzy`: known are name, timezone'
	assert_equal "$(entries)" "$begun"
}

@test "settings: every form of expiry and the floor are taken" {
	for value in never quarter-end quarter-end+10d year-end year-end+31d months:6 base; do
		run -0 pts-load settings <<<"key,value
expiry,$value"
	done
	run -0 pts-load settings <<<$'key,value\nnegative,floor'
}

@test "a setting without a value is taken away: what stands above it holds" {
	run -0 pts-load settings <<<$'book,key,value\nA,objection_days,'
	assert_line A,settings,objection_days,value,10,
	run -0 pts-list settings -b A
	assert_output book,key,value
	run -0 sql "SELECT seq, value FROM settings_past WHERE key = 'objection_days' ORDER BY seq"
	assert_output $'1,10\n'"$((S + 1)),\"\""
	run -0 pts-load settings <<<$'book,key,value\nA,objection_days,'
	assert_output book,table,key,column,old,new
}

@test "an item that contradicts itself" {
	run -78 pts-load items <<-'END'
		item,kind,points,cash,limit,limit_per,coupon_days
		A,优惠券,10,5,,,
		B,换购,10,,,,
		C,实物,10,,,月,30
		D,实物,10,,1.5,,
		E,优惠券,10,,2,季,30
	END
	assert_output - <<-'OUT'
		pts-load: standard input:2: item A asks for cash: make it a swap
		pts-load: standard input:3: item B is a swap: give the cash that is paid with its points, or make it goods
		pts-load: standard input:4: item C has coupon_days, but is no coupon
		pts-load: standard input:4: item C has limit_per, but no limit
		pts-load: standard input:5: item D: its limit is a whole number of pieces above 0
	OUT
}

@test "the scheme is checked as a whole" {
	cat >r.csv <<-'END'
		rule,category,points,cap_points,valid_from,valid_until
		R1,HJ,6,,2025-07-01,
		R7,ZZ,1,,,
		R8,HJ,1,10,,
	END
	run -78 pts-load rules r.csv
	assert_output - <<-'END'
		pts-load: r.csv:4: a cap needs cap_per: day, week, month, quarter, half, year or ever
		pts-load: r.csv:3: rule R7 is of category ZZ, which is not in the table categories
		pts-load: r.csv:2: rule R1 from 2025-07-01 overlaps its version from 2025-01-01: end the earlier one by valid_until
	END
	run -78 pts-load rules <<<$'rule,title\nR1,新'
	assert_output 'pts-load: standard input:2: rule R1 from the beginning overlaps its version from 2025-01-01: end the earlier one by valid_until'
	run -78 pts-load items <<<$'item,shop\nsoap,S9'
	assert_output 'pts-load: standard input:2: item soap is given at shop S9, which is not in the table shops'
}

@test "a new version after the end of the old one" {
	printf 'rule,category,points,valid_from,valid_until\nR1,HJ,5,2025-01-01,2025-06-30\nR1,HJ,6,2025-07-01,\n' >r.csv
	run -0 pts-load rules r.csv
	assert_line ,rules,R1/2025-01-01,valid_until,,2025-06-30
	assert_line ',rules,R1/2025-07-01,,,category=HJ; points=6.00'
}

@test "books: parents may come later, must be there, and lead to no circle" {
	run -0 pts-load books <<<$'book,name,parent\nD,丁村,丙片\nC,丙片,TOWN'
	run -0 pts-list books -b C
	assert_output - <<-'END'
		book,name,parent,level
		C,丙片,TOWN,village
		D,丁村,C,village
	END
	run -78 pts-load books <<<$'book,parent\nE,NIX'
	assert_output 'pts-load: standard input:2: book E has the parent NIX, which is no book'
	run -78 pts-load books <<<$'book,parent\nC,D'
	assert_line 'pts-load: standard input:2: book C lies below itself: its parents lead back to it'
}

@test "a scheme entry in every book whose rows in force changed, and only there" {
	run -0 pts-load rules <<<$'rule,valid_from,title\nR1,2025-01-01,清扫街道'
	run -0 sql "SELECT code, kind, substr(ref, 1, instr(ref, ' ') - 1) FROM journal JOIN books USING (book) GROUP BY book HAVING seq = MAX(seq) ORDER BY code"
	assert_output $'A,roster,members\nB,scheme,rules\nTOWN,scheme,rules'
	run -0 pts-load rules <<<$'rule,valid_from,title\nR1,2025-01-01,清扫街道'
	assert_equal "$(entries)" $((begun + 2))
	pts-load books <<<$'book,name\nN,新村' >/dev/null
	run -0 sql "SELECT substr(ref, 1, instr(ref, ' ') - 1) FROM journal JOIN books USING (book) WHERE code = 'N' ORDER BY seq"
	assert_output $'settings\ncategories\nrules\nitems\nbooks'
}

@test "a table that gets its first rows, loses its last ones, or gains a column is an entry when it changes" {
	newest() { sql "SELECT seq - $S, ref FROM journal WHERE book = 2 ORDER BY seq DESC LIMIT 1" | tr -d '"'; }
	digest() { printf "$@" | sha256sum | cut -c1-64; }
	pts-load calendar -b A <<<$'date,title\n2025-10-01,国庆' >/dev/null
	assert_equal "$(newest)" "1,calendar $(digest 'date,title\n2025-10-01,国庆\n')"
	pts-load calendar -b A <<<$'date,kind\n2025-10-11,workday' >/dev/null
	assert_equal "$(newest)" "2,calendar $(digest 'date,kind,title\n2025-10-01,holiday,国庆\n2025-10-11,workday,\n')"
	pts-load calendar -b A <<<$'date,kind\n2025-10-11,holiday' >/dev/null
	assert_equal "$(newest)" "3,calendar $(digest 'date,title\n2025-10-01,国庆\n2025-10-11,\n')"
	pts-load settings -b A <<<$'key,value\nobjection_days,' >/dev/null
	assert_equal "$(newest)" "4,settings $(digest 'key,value\nexpiry,year-end+31d\nname,小镇积分制\n')"
	pts-load settings <<<$'book,key,value\n,expiry,\n,name,' >/dev/null
	assert_equal "$(newest)" "5,settings $(digest '')"
	run -0 pts-check
}

@test "a roster entry in every book whose codes, status, roles, consents or parent changed, and only there" {
	newest() { sql "SELECT code, kind, ref FROM journal JOIN books USING (book) WHERE seq > CASE code WHEN 'A' THEN $S ELSE 99 END OR code = 'N' ORDER BY book, seq" | tail -n 1 | tr -d '"'; }
	digest() { printf "$@" | sha256sum | cut -c1-64; }
	pts-load households <<<$'book,household,group,head,address,note\nA,001,三组,张四丰,东村9号,搬了' >/dev/null
	pts-load members <<<$'book,household,member,name,born\nA,001,001-1,张四丰,1961' >/dev/null
	pts-load books <<<$'book,name,level\nA,东社区,社区' >/dev/null
	assert_equal "$(entries)" "$begun"
	pts-load households <<<$'book,household,status\nA,002,ended\nB,001,active' >/dev/null
	assert_equal "$(newest)" "A,roster,households $(digest 'household,status,consent\n001,active,yes\n002,ended,no\n')"
	pts-load members <<<$'book,household,member\nA,002,001-2' >/dev/null
	assert_equal "$(newest)" "A,roster,members $(digest 'household,member,role\n001,001-1,party\n002,001-2,resident\n')"
	pts-load members --remove <<<$'book,member\nA,001-1' >/dev/null
	assert_equal "$(newest)" "A,roster,members $(digest 'household,member\n002,001-2\n')"
	pts-load books <<<$'book,parent\nA,' >/dev/null
	assert_equal "$(newest)" "A,roster,books $(digest 'book\nA\n')"
	assert_equal "$(entries)" $((begun + 4))
	run -0 pts-check
}

@test "what was scored by a version of a rule keeps its figures" {
	pts-log -b B -H 001 -r R1 --date 2025-07-03 >/dev/null
	pts-log -b A -H 001 -r R1 --date 2025-07-04 >/dev/null
	run -65 pts-load rules <<<$'rule,valid_from,points,title\nR1,2025-01-01,6,新'
	assert_output 'pts-load: standard input:2: rule R1 scored a deed of 2025-07-03 in B: its points stays; new figures need a row with a new valid_from'
	run -65 pts-load rules <<<$'book,rule,valid_from,points\nA,R1,2025-01-01,6'
	run -0 pts-load rules <<<$'rule,valid_from,title,valid_until\nR1,2025-01-01,新,2025-12-31'
	run -0 pts-load rules <<<$'rule,valid_from,points\nR2,2025-01-01,6'
}

@test "a version cannot end before its last deed, nor can another one take its place" {
	pts-log -b B -H 001 -r R1 --date 2025-07-03 >/dev/null
	run -65 pts-load rules <<<$'rule,valid_from,valid_until\nR1,2025-01-01,2025-07-02'
	assert_output 'pts-load: standard input:2: rule R1 scored a deed of 2025-07-03 in B: its valid_until stays; new figures need a row with a new valid_from'
	run -0 pts-load rules <<<$'rule,valid_from,valid_until\nR1,2025-01-01,2025-07-03'
	run -65 pts-load rules <<<$'book,rule,category,valid_from,points\nB,R1,HJ,2025-07-01,9'
	assert_output --partial 'rule R1 scored a deed of 2025-07-03 in B: its '
	run -0 pts-load rules <<<$'book,rule,category,valid_from,points\nB,R1,HJ,2025-07-04,9'
	run -0 pts-check
}

@test "a ladder that scored something keeps its steps" {
	pts-load ladders <<<$'ladder,from,points\nL1,2,5\nL1,5,8' >/dev/null
	pts-load rules <<<$'rule,category,title,ladder,cap_per,valid_from\nL,HJ,hours,L1,year,2025-01-01' >/dev/null
	run -0 pts-load ladders <<<$'ladder,from,points\nL1,2,6'
	pts-log -b B -H 001 -r L -q 3 --date 2025-07-03 >/dev/null
	local told='ladder L1 scored a deed of 2025-07-03 in B: its steps stay; new figures need another ladder, in a row of rule L with a new valid_from'
	run -65 pts-load ladders <<<$'ladder,from,points\nL1,2,7'
	assert_output "pts-load: standard input:2: $told"
	run -65 pts-load ladders <<<$'ladder,from,points\nL1,9,12'
	assert_output "pts-load: standard input:2: $told"
	run -65 pts-load ladders <<<$'book,ladder,from,points\nB,L1,2,7'
	assert_output "pts-load: standard input:2: $told"
	run -0 pts-load ladders <<<$'book,ladder,from,points\nA,L1,2,7'
	run -0 bash -c 'pts-log -b B -H 001 -r L -q 0.5 --date 2025-07-04 | pts-tally -k rule -'
	assert_line B,L,1,0.00,0.00,0.00,0.00,0.00,0.00,0.00
}

@test "the cap of a category keeps its figures once it counted something" {
	run -0 pts-load categories <<<$'category,cap_points,cap_per\nHJ,40,month'
	pts-log -b B -H 001 -r R1 --date 2025-07-03 >/dev/null
	run -65 pts-load categories <<<$'category,cap_points\nHJ,50'
	assert_output 'pts-load: standard input:2: the cap of category HJ counted a deed of 2025-07-03 in B: its cap_points stays; new figures need another category, in rows of its rules with a new valid_from'
	run -65 pts-load categories <<<$'book,category,cap_points,cap_per\nB,HJ,50,month'
	assert_output --partial 'the cap of category HJ counted'
	run -0 pts-load categories <<<$'category,title\nHJ,环境'
	run -0 pts-load categories <<<$'book,category,cap_points,cap_per\nA,HJ,50,month'
}

@test "codes count within a book, but the same people cannot get another one" {
	run -0 pts-load households <<<$'book,household,head,address\nB,002,阿依·努尔,\n'
	run -65 pts-load households <<<$'book,household,head,address\nTOWN,001,张三丰,东村1号'
	assert_output 'pts-load: standard input:2: household 001 with this head and address is one of A: a load cannot give it another book, pts-log --move can'
	run -0 pts-load members <<<$'book,household,member\nA,002,001-2'
	assert_line A,members,001-2,household,001,002
}

@test "a table must be known, columns too, the ledger be there" {
	run -64 pts-load rulez
	assert_output --partial 'there is no table `rulez`; did you mean `rules`?'
	run -65 pts-load rules <<<$'rule,pionts\nR1,1'
	assert_output --partial 'unknown column pionts: did you mean points?'
	run -66 pts-load rules -d nowhere.db <<<$'rule\nR1'
}

@test "without a table it shows them" {
	run -0 pts-load
	assert_line --index 0 table,column,alias
	assert_line 'households,household,户号|户编号|家庭编号|户代码'
}

@test "-h is the manual's synopsis" {
	run -0 pts-load -h
	assert_equal "${lines[0]}" "usage: $(synopsis pts-load)"
}
