# pts-card: every entry of a household with its running balance

setup() {
	load helper
	_common_setup
	make_ledger
}

@test "as text: who, how much, every entry" {
	run -0 pts-card -b HH 001
	assert_output - <<-END
		Household 001  张三丰  一组  红河村
		Balance 27  available 27
		27 to be spent by 2026-01-31

		date        title     quantity  score  points  balance  seq  corrects
		2025-07-03  门前整洁         1     10      10       10$(printf %5d $((S + 1)))
		2025-07-09  志愿服务         4     12      12       22$(printf %5d $((S + 3)))
		2025-08-02  基础分           1    100       0       22$(printf %5d $((S + 5)))
		2025-08-15  评议加分        25     25      25       47$(printf %5d $((S + 6)))
		2025-09-10  香皂             2      0     -20       27$(printf %5d $((S + 11)))
	END
}

@test "reversals and returned goods name what they correct" {
	run -0 pts-card -b HH 002
	assert_line --regexp "$(places '^2025-09-10 +香皂 +1 +0 +-10 +40 +@12$')"
	assert_line --regexp "$(places '^2025-09-12 +goods returned: 香皂 +1 +0 +10 +50 +@13 +HH:@12$')"
	assert_line --regexp "$(places '^2025-08-16 +reversal: 志愿服务 +12 +-30 +-30 +20 +@14 +HH:@7$')"
}

@test "as CSV: all columns, two decimals, and the balance adds up" {
	run -0 pts-card -b HH 001 -f csv
	assert_line --index 0 book,household,seq,date,period,kind,rule,item,title,quantity,score,points,balance,corrects,dispute,left,last_day,reason
	assert_line --index 1 HH,001,$((S + 1)),2025-07-03,2025-07,earn,CLEAN,,门前整洁,1.00,10.00,10.00,10.00,,,,,
	assert_line --index 2 HH,001,$((S + 3)),2025-07-09,2025-07,earn,HOURS,,志愿服务,4.00,12.00,12.00,22.00,,,2.00,2026-01-31,
	assert_line --index 5 HH,001,$((S + 11)),2025-09-10,2025-09,redeem,,SOAP,香皂,2.00,0.00,-20.00,27.00,,,,,
	assert_equal "$(awk -F, 'NR > 1 {b += $12; if (b != $13) print "off at " $3}' <<<"$output")" ''
}

@test "the last balance is that of pts-list balances" {
	for household in 001 002 003; do
		assert_equal "$(pts-card -b HH $household -f csv | tail -1 | cut -d, -f13)" \
			"$(pts-list balances -b HH -H $household | tail -1 | cut -d, -f4)"
	done
}

@test "what has expired but is not posted is not available; posted, it is a line" {
	export PTS_NOW=2026-02-02T09:00:00
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 27  available 0'
	pts-close --expire
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 0  available 0'
	assert_line --regexp "$(places '^2026-02-01 +expired +0 +-27 +0 +@15$')"
}

@test "a household without entries has an empty card" {
	printf 'book,household,group,head\nHH,004,二组,孙七\n' | pts-load households >/dev/null
	run -0 pts-card -b HH 004
	assert_line --index 0 'Household 004  孙七  二组  红河村'
	assert_line --index 1 'Balance 0  available 0'
	run -0 pts-card -b HH 004 -f csv
	assert_equal "${#lines[@]}" 1
}

@test "the book: -b by code or name, PTS_BOOK, else the only one with that code" {
	run -0 pts-card -b 赤生村 001
	assert_line --index 0 --partial 欧阳锋
	PTS_BOOK=HH run -0 pts-card 003
	assert_line --index 0 --partial 王成
	run -0 pts-card 003
	assert_line --index 0 --partial 王成
	run -65 pts-card 001
	assert_output 'pts-card: household 001 is in several books (HH, CS): give the book'
	run -0 pts-card -b HH ００１
	run -65 pts-card -b HH H0999
	assert_output 'pts-card: household H0999 is not on the roster'
}

@test "the card of a household that has ended stays readable" {
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 27  available 27'
}

@test "titles are those of the rule's version of the day" {
	printf 'rule,category,title,points,valid_from,valid_until\nCLEAN,HJ,门前整洁,10,2025-01-01,2025-10-01\nCLEAN,HJ,庭院整洁,20,2025-10-02,\n' |
		pts-load rules >/dev/null
	PTS_NOW=2025-10-08T09:00:00 pts-log -b HH -H 003 -r CLEAN >/dev/null
	run -0 pts-card -b HH 003
	assert_line --regexp '^2025-10-08 +庭院整洁 +1 +20 +20 +15 +[0-9]+'
	run -0 pts-card -b HH 001
	assert_line --regexp '^2025-07-03 +门前整洁 '
}

@test "the ledger is only read; one household is asked for" {
	before=$(sha256sum pts.db)
	chmod 440 pts.db
	run -0 pts-card -b HH 001
	assert_equal "$(sha256sum pts.db)" "$before"
	run -64 pts-card
	run -64 pts-card 001 002
	run -64 pts-card --fold -f csv 001
	run -64 pts-card --group 一组 001
	run -64 pts-card -p 2025 001
	run -64 pts-card --everything -f html 001
	run -64 pts-card --everything --certificate M1
	run -64 pts-card --certificate M1 --fold
	run -64 pts-card --certificate M1 001
}

# left HOUSEHOLD: what is left of its entries, as the sum of the stream
left() {
	pts-card -b HH -f csv "$1" | awk -F, 'NR > 1 {sum += $16} END {printf "%.2f\n", sum}'
}

@test "what is left of the entries is the balance; what can be spent of it has no reason" {
	for household in 001 002 003; do
		assert_equal "$(left $household)" "$(pts-list balances -b HH -H $household | tail -1 | cut -d, -f4)"
	done
	# The fold of the lots, which the stream shows, against the kept ones.
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -0 pts-card -b HH -f csv 001
	echo "$output" | awk -F, '$16 != "" && NR > 1 {print $3, $16, $17}' | sort >shown
	sqlite3 -separator ' ' pts.db "SELECT seq, printf('%.2f', points / 100.0), last_day FROM lots JOIN households USING (book, household)
		JOIN books USING (book) WHERE books.code = 'HH' AND households.code = '001'" | sort >kept
	cmp shown kept
	assert [ -s kept ]
}

@test "why not all can be spent: expired, not released, disputed, owed" {
	PTS_NOW=2026-02-02T09:00:00 run -0 pts-card -b HH 001
	assert_line --index 2 '27 past their last day, to be posted as expired'
	PTS_NOW=2026-02-02T09:00:00 run -0 pts-card -b HH -f csv 001
	assert_line --regexp ',2.00,2026-01-31,expired$'
	printf 'key,value\nspendable,closed\n' | pts-load settings >/dev/null
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 27  available 2'
	assert_line --index 2 '25 not released yet'
	run -0 pts-card -b HH -f csv 001
	assert_line --regexp ',2.00,2026-01-31,$'
	assert_line --regexp ',25.00,2026-01-31,unreleased$'
	pts-close 2025Q3 >/dev/null
	pts-tally -p 2025Q3 -b HH --all | pts-notice issue -f csv >/dev/null
	pts-dispute open HH-2025-01 -H 001 --entry "$(at HH 6)" -m 'were two hours' >/dev/null
	run -0 pts-card -b HH 001
	assert_line --index 1 'Balance 27  available 2'
	assert_line --index 2 'Disputed 25, which cannot be spent until that is decided'
	run -0 pts-card -b HH -f csv 001
	assert_line --regexp ',25.00,2026-01-31,disputed$'
	run -0 pts-card -b CS 002
	assert_line --index 2 '10 owed: what is earned next pays them first'
	printf 'book,household,status\nHH,003,ended\n' | pts-load households >/dev/null
	run -0 pts-card -b HH 003
	assert_line 'The household has ended'
}

@test "a veto in force is told, a repaired one is not" {
	printf 'rule,category,title,points,counts,cap_per,valid_from\nSHED,HJ,违法搭建,,veto,year,2025-01-01\nGONE,HJ,拆除,-1,,,2025-01-01\n' |
		pts-load rules >/dev/null
	veto=$(pts-log -b HH -H 001 -r SHED | tail -n 1 | cut -d, -f2,4 | tr , :)
	run -0 pts-card -b HH 001
	assert_line "Under a veto, entry $veto: neither ranked nor honoured"
	assert_line --partial 'veto: 违法搭建'
	run -0 pts-card -b HH 002
	refute_output --partial veto
	pts-log --repair "$veto" -r GONE >/dev/null
	run -0 pts-card -b HH 001
	refute_line --partial 'Under a veto'
}

@test "what expires when: six days one by one, the rest in one line" {
	printf 'key,value\nexpiry,months:3\n' | pts-load settings >/dev/null
	for day in {1..8}; do
		echo "HH,2025-10-0$day,003,CLEAN,1"
	done | cat <(echo book,date,household,rule,quantity) - | pts-log - >/dev/null
	run -0 pts-card -b HH 003
	# What was owed was paid from the first of them.
	assert_line '5 to be spent by 2026-01-01'
	assert_line '10 to be spent by 2026-01-06'
	assert_line '20 to be spent by days from 2026-01-07 to 2026-01-08'
	refute_line --partial 'by 2026-01-07'
}

# Grades and honours of HH for July and August; that of M2 was awarded in household 001, which M2 has left since.
honour() {
	printf 'honor,title,level,basis,top\nMJ,最美家庭,household,score,1\nZY,志愿之星,member,hours,1\n' | pts-load honors
	printf 'scale,grade,title,basis,from\ncredit,AAA,信用户,score,100\ncredit,B,,score,\nstar,S1,,score,22\n' | pts-load grades
	pts-close 2025-08
	for month in 2025-07 2025-08; do
		pts-grade run -p $month -b HH
		pts-honor propose -p $month -b HH | pts-honor award -p $month >awarded.csv
	done
	pts-honor revoke "HH:$(awk -F, '/,MJ,/ {print $8}' awarded.csv)" -m 'the yard was the neighbours'
	printf 'book,household,member\nHH,003,M2\n' | pts-load members
} >/dev/null

@test "grades newest first in a scale, honours that stand, a member's wherever the member is" {
	honour
	run -0 pts-card -b HH 001
	assert_output --partial "$(printf 'Grade %s\n' '2025-08  credit  信用户 (125)' '2025-07  credit  B (22)' \
		'2025-08  star  S1 (125)' '2025-07  star  S1 (22)')"
	assert_line 'Honour 2025-07  最美家庭'
	refute_line --partial 'Honour 2025-08'
	refute_line --regexp 'Honour.*志愿之星'
	# The entries of the awards say which, and the one that took one back what it corrects.
	assert_line --regexp '^2025-10-08  honour: 志愿之星 +0 +0 +27 +[0-9]+$'
	assert_line --regexp '^2025-10-08  reversal: 最美家庭 +0 +0 +27 +[0-9]+ +HH:[0-9]+$'
	run -0 pts-card -b HH 003
	assert_line 'Grade 2025-07  credit  B (-5)'
	assert_line 'Honour 2025-07  志愿之星  张小花'
	refute_line --partial star
	refute_line --partial 最美家庭
	run -0 pts-card -b HH 002
	refute_line --partial star
	refute_line --partial Honour
}

@test "a stream names households, by code or by name, each once and in its order" {
	run -0 bash -c 'pts-list journal -b HH | pts-card -f csv - | cut -d, -f1,2 | uniq'
	assert_output "$(printf 'book,household\nHH,001\nHH,002\nHH,003')"
	run -0 bash -c 'printf "村账,姓名\nHH,李雷\n赤生村,欧阳锋\n" | pts-card -'
	assert_line --index 0 'Household 002  李雷  一组  红河村'
	assert_line --partial 'Household 001  欧阳锋  一组  赤生村'
	assert_equal "$(grep -c $'\f' <<<"$output")" 1
	run -65 bash -c 'printf "book,household\nHH,001\nHH,999\nHH,\nHH,998\n" | pts-card -'
	assert_output "$(printf 'pts-card: standard input:%s\n' '3: household 999 is not on the roster' \
		'5: household 998 is not on the roster')"
	run -65 bash -c 'printf "a,b\n1,2\n" | pts-card -'
	assert_output --partial 'household'
	run -65 pts-card - </dev/null
	assert_output --partial 'no input'
	run -0 bash -c 'echo book,household | pts-card -f html -'
	assert_line --partial '</html>'
}

@test "a group: its active households, of the book and those below it" {
	run -0 pts-card --group 一组 -b HH -f csv
	assert_equal "$(cut -d, -f1,2 <<<"$output" | sort -u | grep -c HH)" 2
	run -0 pts-card --group 一组 -b LX -f csv
	assert_equal "$(cut -d, -f1,2 <<<"$output" | sort -u | tr '\n' ' ')" 'CS,001 CS,002 HH,001 HH,002 book,household '
	printf 'book,household,status\nHH,001,ended\n' | pts-load households >/dev/null
	run -0 pts-card --group 一组 -b HH
	refute_output --partial 'Household 001'
	run -65 pts-card --group 九组
	assert_output 'pts-card: no active household is of the group `九组`'
}
