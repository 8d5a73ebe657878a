# pts-tally: sums from the ledger against the sqlite3 shell, the filter against the ledger, balances, vetoes, errors

# One ledger for all: three months, two of them closed, a reversal and a late event after that, a move of dates, vetoes.
setup_file() {
	load helper
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	mkdir scheme
	printf '%s\n' book,name,parent,level XZ,兴镇,,town AA,甲村,XZ,village BB,乙村,XZ,village CC,丙村,,village >scheme/books.csv
	cat >scheme/households.csv <<-'END'
		book,household,group,head,status
		AA,001,一组,王成,active
		AA,002,二组,李雷,active
		AA,003,一组,何武,active
		AA,009,二组,赵六,ended
		BB,001,一组,张三丰,active
		CC,001,三组,欧阳锋,active
	END
	printf '%s\n' book,household,member,name,role AA,001,001-1,王成,party AA,001,001-2,王小,resident AA,002,002-1,李雷,grid >scheme/members.csv
	printf '%s\n' book,category,title ,HJ,环境 ,ZY,志愿 >scheme/categories.csv
	cat >scheme/rules.csv <<-'END'
		book,rule,category,title,points,counts,valid_from
		,R1,HJ,清洁,5,both,2025-01-01
		,R2,HJ,乱倒,-2,both,2025-01-01
		,R3,ZY,服务,10,score,2025-01-01
	END
	export PTS_LEDGER=$PWD/l.db
	pts-init scheme >/dev/null
	printf 'rule,category,title,counts,valid_from\nV1,ZY,违法,veto,2025-01-01\n' | pts-load -d l.db rules - >/dev/null
	cat >events.csv <<-'END'
		date,book,household,member,rule,quantity
		2025-07-01,AA,001,001-1,R1,2
		2025-07-02,AA,001,001-2,R1,1
		2025-07-03,AA,001,,R2,1
		2025-07-04,AA,002,002-1,R3,1
		2025-07-05,BB,001,,R1,1.5
		2025-08-01,AA,001,001-1,R3,1
		2025-08-09,BB,001,,R2,3
		2025-09-01,CC,001,,R1,1
		2025-09-02,AA,002,,R1,4
	END
	pts-log events.csv >/dev/null
	pts-close 2025-07..2025-08 >/dev/null
	cat >late.csv <<-'END'
		date,book,household,member,rule,quantity
		2025-07-20,AA,002,002-1,R1,1
	END
	pts-log --late late.csv >/dev/null
	pts-log --reverse -m 'wrong day' AA:"$(seq_of AA 2025-07-02)" >/dev/null
	pts-log --reverse -m 'not theirs' BB:"$(seq_of BB 2025-08-09)" >/dev/null
	pts-log -b BB -H 001 -r V1 --date 2025-09-03 >/dev/null
	pts-log -b AA -H 002 -r V1 --date 2025-09-03 >/dev/null
	pts-log --reverse -m 'repaired' AA:"$(seq_of AA 2025-09-03)" >/dev/null
}

setup() {
	load helper
	_common_setup
	export PTS_LEDGER=$BATS_FILE_TMPDIR/l.db
}

# seq_of BOOK DATE: the first entry of that day
seq_of() {
	sqlite3 "$PTS_LEDGER" "SELECT MIN(seq) FROM journal j JOIN books b USING (book) WHERE b.code = '$1' AND date = '$2'"
}

# witness 'KEY EXPRESSIONS' 'CONDITION': the same sums straight from the journal; $nobody also of entries without a household
witness() {
	sqlite3 -csv "$PTS_LEDGER" "
		WITH e AS (
			SELECT b.code AS book, j.*, h.grp,
				CASE WHEN j.kind = 'reverse' THEN (SELECT k.kind FROM journal k
					WHERE b.code || ':' || k.seq = j.corrects AND k.book = j.book) ELSE j.kind END AS what,
				CASE WHEN j.kind = 'reverse' THEN -1 ELSE 1 END AS way
			FROM journal j JOIN books b ON b.book = j.book
			LEFT JOIN households h ON h.book = j.book AND h.code = j.household
			WHERE (j.household <> '' OR 0${nobody-}) AND $2)
		SELECT $1,
			SUM((what IN ('earn', 'deduct', 'veto')) * way),
			printf('%.2f', SUM(CASE WHEN score * way > 0 THEN score ELSE 0 END) / 100.0),
			printf('%.2f', SUM(CASE WHEN score * way < 0 THEN -score ELSE 0 END) / 100.0),
			printf('%.2f', SUM(score) / 100.0),
			printf('%.2f', SUM(CASE WHEN what IN ('earn', 'deduct', 'veto', 'adjust') THEN points ELSE 0 END) / 100.0)
		FROM e GROUP BY $1 ORDER BY $1" | tr -d '"'
}

# figures COLUMN …: these columns of a tally and its first figures, without the header
figures() {
	awk -F, -v names="$*,events,earned,deducted,score,points" '
		BEGIN {n = split(names, want, /[ ,]/)}
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
		{for (i = 1; i <= n; i++) printf "%s%s", $at[want[i]], i < n ? "," : "\n"}'
}

@test "columns, names and figures of the default tally" {
	run -0 pts-tally -p 2025Q3
	assert_output - <<-END
		book,period,household,name,group,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
		AA,2025Q3,001,王成,一组,3,20.00,2.00,18.00,8.00,0.00,0.00,0.00,8.00,
		AA,2025Q3,002,李雷,二组,3,35.00,0.00,35.00,25.00,0.00,0.00,0.00,25.00,
		BB,2025Q3,001,张三丰,一组,2,7.50,0.00,7.50,7.50,0.00,0.00,0.00,7.50,BB:$(seq_of BB 2025-09-03)
		CC,2025Q3,001,欧阳锋,三组,1,5.00,0.00,5.00,5.00,0.00,0.00,0.00,5.00,
	END
}

@test "the sqlite3 shell adds up the same for each key, by month counted in and by date" {
	same() { # KEY EXPRESSION
		pts-tally -p 2025Q3 -k "$1" | figures "book,$1" >ours
		witness "book, $2" "period >= '2025-07' AND period <= '2025-09'" >theirs
		diff -u theirs ours
		pts-tally -p 2025-07-04..2025-08-31 -k "$1" | figures "book,$1" >ours
		witness "book, $3" "date >= '2025-07-04' AND date <= '2025-08-31'" >theirs
		diff -u theirs ours
	}
	same household household household
	same member member member
	same group grp grp
	same category category category
	same rule rule rule
	same role role role
	nobody=1 same month period 'substr(date, 1, 7)'
	same category,role category,role category,role
	same household,month household,period 'household, substr(date, 1, 7)'
	same month,group,rule period,grp,rule 'substr(date, 1, 7), grp, rule'
}

@test "the journal's stream through the filter is the same tally" {
	for k in household member book group category rule role month category,role household,month group,rule member,household month,book; do
		for p in 2025-07 2025-09 2025Q3 2026; do
			pts-tally -p $p -k $k >ledger.csv
			pts-list journal -p $p | pts-tally -k $k - >stream.csv
			header=$(head -1 stream.csv)
			figures "${header%,events,*},redeemed,expired,other" <ledger.csv >a
			figures "${header%,events,*},redeemed,expired,other" <stream.csv >b
			diff -u a b
		done
	done
}

@test "by date a correction counts where the deed was; the period says days" {
	run -0 pts-tally -p 2025-07 -k book
	assert_line 'AA,2025-07,甲村,4,25.00,2.00,23.00,13.00,0.00,0.00,0.00,13.00,'
	run -0 pts-tally -p 2025-07 -k book --happened
	assert_line 'AA,2025-07-01..2025-07-31,甲村,4,25.00,2.00,23.00,13.00,0.00,0.00,0.00,13.00,'
	run -0 pts-tally -p 2025-07-01..2025-07-31 -k household -b AA
	assert_line 'AA,2025-07-01..2025-07-31,001,王成,一组,2,10.00,2.00,8.00,8.00,0.00,0.00,0.00,8.00,'
	assert_line 'AA,2025-07-01..2025-07-31,002,李雷,二组,2,15.00,0.00,15.00,5.00,0.00,0.00,0.00,5.00,'
	run -0 pts-tally -p 2025-08 --happened -b BB
	assert_line "BB,2025-08-01..2025-08-31,001,张三丰,一组,0,0.00,0.00,0.00,0.00,0.00,0.00,0.00,7.50,"
}

@test "without a period everything counts, and the period says from when to when" {
	pts-tally | cut -d, -f1-14 >all.csv
	pts-tally -p 2025Q3 | cut -d, -f1-14 | sed 's/2025Q3/2025-07..2025-10/' >quarter.csv
	diff -u quarter.csv all.csv
	run -0 pts-tally --happened -k book
	assert_line --partial 'AA,2025-07-01..2025-10-08,甲村,6,55.00,2.00,'
}

@test "balances are those at the end of the period, or of each month" {
	run -0 pts-tally -p 2025-08
	assert_output - <<-END
		book,period,household,name,group,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
		AA,2025-08,001,王成,一组,1,10.00,0.00,10.00,0.00,0.00,0.00,0.00,13.00,
		BB,2025-08,001,张三丰,一组,1,0.00,6.00,-6.00,-6.00,0.00,0.00,0.00,1.50,
	END
	pts-tally -p 2025-08..2025-09 -k month -b XZ | cut -d, -f1,3,4,12 >months.csv
	run -0 cat months.csv
	assert_output - <<-'END'
		book,month,events,balance
		AA,2025-08,1,13.00
		AA,2025-09,1,33.00
		BB,2025-08,1,1.50
		BB,2025-09,0,7.50
		XZ,2025-08,0,0.00
	END
	for k in household,month month,household group,month month; do
		pts-tally -p 2025-09 -k $k | figures "book,$k,balance" >september
		pts-tally -k $k | figures "book,$k,balance" | grep 2025-09 >of-all
		diff -u of-all september
	done
	# by date, and for other keys: none
	run -0 pts-tally -p 2025-08 --happened -k book,month -b BB
	assert_line 'BB,2025-08-01..2025-08-31,乙村,2025-08,0,0.00,0.00,0.00,0.00,0.00,0.00,0.00,7.50,'
	run -0 pts-tally -p 2025-08 -k category -b BB
	assert_line 'BB,2025-08,HJ,1,0.00,6.00,-6.00,-6.00,0.00,0.00,0.00,,'
}

@test "closed months keep their balances, which are what adding up gives" {
	cp "$PTS_LEDGER" kept.db
	assert [ "$(sqlite3 kept.db 'SELECT count(balance) > 0 AND count(*) > count(balance) FROM sums')" = 1 ]
	sqlite3 kept.db 'UPDATE sums SET balance = NULL'
	for period in 2025 $(sqlite3 kept.db "SELECT DISTINCT period FROM months"); do
		for key in household household,month group,household; do
			pts-tally -p "$period" -k "$key" >kept.csv
			pts-tally -p "$period" -k "$key" -d kept.db >added.csv
			run -0 diff kept.csv added.csv
		done
	done
}

@test "spending, the year of it and balances read from either end" {
	cp "$PTS_LEDGER" spent.db
	export PTS_LEDGER=$PWD/spent.db
	printf '%s\n' book,shop,name AA,S1,超市 | pts-load shops - >/dev/null
	printf '%s\n' book,item,title,points,cost,valid_from ,soap,香皂,3,1,2025-01-01 | pts-load items - >/dev/null
	printf '%s\n' book,item,quantity AA,soap,10 | pts-stock in >/dev/null
	printf '%s\n' book,household,item AA,001,soap | pts-redeem >/dev/null
	run -0 pts-tally -p 2025-10
	assert_line AA,2025-10,001,王成,一组,0,0.00,0.00,0.00,0.00,3.00,0.00,0.00,5.00,
	run -0 pts-tally -p 2025 -b AA
	assert_line AA,2025,001,王成,一组,3,20.00,2.00,18.00,8.00,3.00,0.00,0.00,5.00,
	run -0 pts-tally -p 2025-09 -k household -b AA
	assert_line AA,2025-09,001,王成,一组,-1,-5.00,0.00,-5.00,-5.00,0.00,0.00,0.00,8.00,
	# goods came to a book without it being anybody's
	run -0 pts-tally -p 2025-10 -k book -b AA
	assert_line AA,2025-10,甲村,0,0.00,0.00,0.00,0.00,3.00,0.00,0.00,30.00,
}

@test "--all adds the active others, blank but for their balance" {
	run -0 pts-tally -p 2025-08 --all -b XZ
	assert_output - <<-END
		book,period,household,name,group,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
		AA,2025-08,001,王成,一组,1,10.00,0.00,10.00,0.00,0.00,0.00,0.00,13.00,
		AA,2025-08,002,李雷,二组,,,,,,,,,0.00,
		AA,2025-08,003,何武,一组,,,,,,,,,0.00,
		BB,2025-08,001,张三丰,一组,1,0.00,6.00,-6.00,-6.00,0.00,0.00,0.00,1.50,
	END
	run -0 pts-tally -p 2025-10 --all -k group -b AA
	assert_line AA,2025-10,一组,,,,,,,,,8.00,
	assert_line AA,2025-10,二组,,,,,,,,,25.00,
	run -0 pts-tally -p 2026 --all -k book
	assert_line 'BB,2026,乙村,,,,,,,,,7.50,'
	assert_line 'XZ,2026,兴镇,,,,,,,,,0.00,'
	run -0 pts-tally -p 2025-10
	assert_output book,period,household,name,group,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
}

@test "-b takes the books below along; names stand beside keys" {
	run -0 pts-tally -p 2025Q3 -b XZ -k book
	assert_line --partial AA,2025Q3,甲村,
	assert_line --partial BB,2025Q3,乙村,
	refute_line --partial CC,
	run -0 pts-tally -p 2025-09 -b AA -k 成员
	assert_output - <<-'END'
		book,period,household,member,name,events,earned,deducted,score,points,redeemed,expired,other,balance,veto
		AA,2025-09,,,,1,20.00,0.00,20.00,20.00,0.00,0.00,0.00,,
		AA,2025-09,001,001-2,王小,-1,-5.00,0.00,-5.00,-5.00,0.00,0.00,0.00,,
		AA,2025-09,002,002-1,李雷,1,5.00,0.00,5.00,5.00,0.00,0.00,0.00,,
	END
	run -0 pts-tally -p 2025-07 -b BB -k group,household,member
	assert_line "BB,2025-07,一组,001,张三丰,,1,7.50,0.00,7.50,7.50,0.00,0.00,0.00,,"
}

@test "a veto shows from its month to the end of its year" {
	run -0 pts-tally -p 2025-08 -b BB
	refute_output --partial BB:
	for period in 2025-09 2025Q3 2025-12 2025; do
		run -0 pts-tally -p $period -b BB --all
		assert_line --regexp ",BB:$(seq_of BB 2025-09-03)\$"
	done
	run -0 pts-tally -p 2026 -b BB --all
	assert_line BB,2026,001,张三丰,一组,,,,,,,,,7.50,
}

@test "a stream: any column is a key, posted rows count, reversals take back" {
	cat >s.csv <<-'END'
		book,period,household,rule,kind,score,points,state,色
		LX,2025-07,001,R1,earn,5.00,5.00,posted,红
		LX,2025-07,001,R1,earn,5.00,5.00,duplicate,红
		LX,2025-07,002,R1,earn,５,5,pending,红
		LX,2025-07,001,R2,deduct,-2.00,-2.00,posted,蓝
		LX,2025-08,001,R2,reverse,2.00,2.00,posted,蓝
		LX,2025-08,001,,adjust,-1.00,-1.00,posted,蓝
		LX,2025-08,001,,reverse,1.00,1.00,posted,蓝
		LX,2025-08,001,,redeem,0.00,-3.00,posted,红
		LX,2025-08,001,,refund,0.00,1.00,posted,红
		LX,2025-08,001,,expire,0.00,-4.00,posted,红
		HH,2025-08,001,,transfer,0.00,2.50,posted,红
		HH,2025-08,,,stock,0.00,0.00,posted,
	END
	run -0 pts-tally s.csv
	assert_output - <<-'END'
		book,household,events,earned,deducted,score,points,redeemed,expired,other
		HH,001,0,0.00,0.00,0.00,0.00,0.00,0.00,2.50
		LX,001,1,5.00,0.00,5.00,5.00,2.00,4.00,0.00
	END
	run -0 pts-tally -k 色,月 - <s.csv
	assert_output - <<-'END'
		book,色,month,events,earned,deducted,score,points,redeemed,expired,other
		HH,红,2025-08,0,0.00,0.00,0.00,0.00,0.00,0.00,2.50
		LX,红,2025-07,1,5.00,0.00,5.00,5.00,0.00,0.00,0.00
		LX,红,2025-08,0,0.00,0.00,0.00,0.00,2.00,4.00,0.00
		LX,蓝,2025-07,1,0.00,2.00,-2.00,-2.00,0.00,0.00,0.00
		LX,蓝,2025-08,-1,0.00,-2.00,2.00,2.00,0.00,0.00,0.00
	END
	run -0 pts-tally -k book s.csv
	assert_line HH,0,0.00,0.00,0.00,0.00,0.00,0.00,2.50
	run -0 pts-tally -k who - <<<$'who,score,points\na,2,2\nb,1.5,1.5\na,-3,-3'
	assert_output $'who,events,earned,deducted,score,points,redeemed,expired,other\na,2,2.00,3.00,-1.00,-1.00,0.00,0.00,0.00\nb,1,1.50,0.00,1.50,1.50,0.00,0.00,0.00'
	run -0 pts-tally - <<<'book,household,score,points'
	assert_output book,household,events,earned,deducted,score,points,redeemed,expired,other
}

@test "bad rows of a stream are all reported, and nothing is printed" {
	printf '%s\n' household,kind,score,points 1,earn,x,1 2,earned,1,1 3,earn,1, 4,earn,92233720368547758.07,0 4,earn,1,0 >bad.csv
	run -65 --separate-stderr pts-tally bad.csv
	assert_output ''
	assert_equal "$stderr" 'pts-tally: bad.csv:2: score is not a number: `x`
pts-tally: bad.csv:3: kind `earned` is none of the journal'"'"'s: earn, deduct, redeem and so on
pts-tally: bad.csv:4: points is not a number: ``
pts-tally: bad.csv:6: the sums grow beyond what can be counted'
	run -65 pts-tally - <<<$'household,score\n1,2'
	assert_output 'pts-tally: standard input:1: there is no column `points`; the columns are: household, score'
	run -65 pts-tally -k group bad.csv
	assert_output --partial 'there is no column `group`'
	run -65 pts-tally - </dev/null
	assert_output --partial 'no input: did the program before fail?'
	run -66 pts-tally nowhere.csv
}

@test "usage errors, a missing ledger, an unknown book" {
	for args in '-p 2025Q5' '-p x' '-k colour' '-k household,household' '--all -k category' '--all -k household,month' '--bogus' \
		'-p 2025 -' '-b AA -' '--all -' '--happened -' 'a.csv b.csv' '-k ,'; do
		# shellcheck disable=SC2086
		run -64 pts-tally $args </dev/null
	done
	run -64 pts-tally -k colour
	assert_output 'pts-tally: key `colour` is none of household, member, book, group, category, rule, role, month'
	run -66 pts-tally -d nowhere.db
	run -65 pts-tally -b ZZ
	assert_output 'pts-tally: book ZZ is not in the ledger; `pts-list books` shows them'
}

@test "the manual's synopsis is that of -h; a full disk is noticed" {
	run -0 pts-tally -h
	assert_line --index 0 "usage: $(synopsis pts-tally)"
	run -74 bash -c 'pts-tally >/dev/full'
}
