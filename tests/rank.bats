# pts-rank: ranks, ties, groups, blanks, errors

setup() {
	load helper
	_common_setup
	cat >scores.csv <<-'END'
		book,period,household,name,score,deducted,veto
		LX,2025Q3,001,张三丰,80.00,5.00,
		LX,2025Q3,002,李雷,95.50,0.00,
		HH,2025Q3,001,王成,80.00,0.00,
		LX,2025Q3,003,王明,,,
		HH,2025Q3,002,欧阳锋,99.00,0.00,V01
		LX,2025Q3,004,阿依·努尔,-3.00,3.00,
	END
}

# rank:book household …, one word a row
ranked() {
	pts-rank "$@" | awk -F, 'NR > 1 {printf "%s%s:%s%s", (NR > 2 ? " " : ""), $1, $2, $4}'
}

@test "equal scores share a rank, blanks and vetoes come last without one" {
	run -0 pts-rank scores.csv
	assert_output - <<-'END'
		rank,book,period,household,name,score,deducted,veto
		1,LX,2025Q3,002,李雷,95.50,0.00,
		2,LX,2025Q3,001,张三丰,80.00,5.00,
		2,HH,2025Q3,001,王成,80.00,0.00,
		4,LX,2025Q3,004,阿依·努尔,-3.00,3.00,
		,LX,2025Q3,003,王明,,,
		,HH,2025Q3,002,欧阳锋,99.00,0.00,V01
	END
}

@test "who has no entries is ranked after all who have some, whatever the figures" {
	printf '%s\n' household,events,balance,veto 001,1,-5.00, 002,,0.00, 003,2,-7.50, 004,,9.00, 005,1,-7.50,A:9 >b.csv
	run -0 pts-rank -k balance b.csv
	assert_output $'rank,household,events,balance,veto\n1,001,1,-5.00,\n2,003,2,-7.50,\n3,004,,9.00,\n4,002,,0.00,\n,005,1,-7.50,A:9'
	run -0 pts-rank -k balance -n 3 b.csv
	assert_line --index 3 3,004,,9.00,
}

@test "the three ways to count ties" {
	printf '%s\n' score 9 7 7 5 >s.csv
	ranks() { pts-rank --ties "$1" s.csv | tail -n +2 | cut -d, -f1 | paste -sd' '; }
	run -0 ranks standard
	assert_output '1 2 2 4'
	run -0 ranks dense
	assert_output '1 2 2 3'
	run -0 ranks ordinal
	assert_output '1 2 3 4'
}

@test "-n keeps every rank up to N, ties included, rows without rank not" {
	run -0 ranked -n 2 scores.csv
	assert_output '1:LX002 2:LX001 2:HH001'
	run -0 ranked -n 1 --within book scores.csv
	assert_output '1:LX002 1:HH001'
	printf '%s\n' score 9 7 7 5 >s.csv
	run -0 pts-rank -n 2 --ties ordinal s.csv
	assert_output $'rank,score\n1,9\n2,7'
	run -0 pts-rank -n 3 --ties dense s.csv
	assert_output $'rank,score\n1,9\n2,7\n2,7\n3,5'
}

@test "--within keeps groups together in order of first appearance" {
	run -0 ranked --within book scores.csv
	assert_output '1:LX002 2:LX001 3:LX004 :LX003 1:HH001 :HH002'
}

@test "several keys, each with its direction; columns by their Chinese names too" {
	run -0 ranked -k score,deducted:asc scores.csv
	assert_output '1:LX002 2:HH001 3:LX001 4:LX004 :LX003 :HH002'
	run -0 ranked -k 荣誉积分:asc scores.csv
	assert_output '1:LX004 2:LX001 2:HH001 4:LX002 :LX003 :HH002'
	run -0 ranked -k score:desc scores.csv
	assert_output '1:LX002 2:LX001 2:HH001 4:LX004 :LX003 :HH002'
}

@test "a rank that is there already is replaced, other columns pass" {
	pts-rank scores.csv >once.csv
	run -0 pts-rank once.csv
	assert_output "$(cat once.csv)"
	run -0 pts-rank - <<<$'whatever,score,名次\na,1,7\nb,2,8'
	assert_output $'rank,whatever,score\n1,b,2\n2,a,1'
}

@test "full-width digits are figures" {
	run -0 pts-rank <<<$'household,score\n001,９\n002,＋１０'
	assert_output $'rank,household,score\n1,002,＋１０\n2,001,９'
}

@test "the largest and smallest amounts keep their order" {
	run -0 pts-rank <<<$'score\n-92233720368547758.08\n0\n92233720368547758.07'
	assert_output $'rank,score\n1,92233720368547758.07\n2,0\n3,-92233720368547758.08'
}

@test "no rows are a header alone" {
	run -0 pts-rank <<<'book,score'
	assert_output 'rank,book,score'
}

@test "a cell that is no number is bad data with its line; all are reported, nothing printed" {
	printf 'score\n5\nabc\n7\n1e3\n' >bad.csv
	run -65 --separate-stderr pts-rank bad.csv
	assert_output ''
	assert_equal "$stderr" 'pts-rank: bad.csv:3: score is not a number: `abc`
pts-rank: bad.csv:5: score is not a number: `1e3`'
}

@test "a column that the stream lacks lists those it has" {
	run -65 pts-rank -k points scores.csv
	assert_output 'pts-rank: scores.csv:1: there is no column `points`; the columns are:'\
' book, period, household, name, score, deducted, veto'
	run -65 pts-rank --within group scores.csv
	assert_output --partial 'there is no column `group`'
}

@test "no input is an error of the program before" {
	run -65 pts-rank </dev/null
	assert_output --partial 'no input: did the program before fail?'
	run -66 pts-rank nowhere.csv
}

@test "usage errors" {
	for args in '--ties best' '-n 0' '-n x' '-k score:up' '--bogus' '-q 1' 'scores.csv scores.csv' '--tie dense'; do
		# shellcheck disable=SC2086
		run -64 pts-rank $args scores.csv
	done
}

@test "many rows: memory is cut back without changing the result" {
	awk 'BEGIN {
		srand(3)
		print "book,household,score"
		for (i = 0; i < 60000; i++)
			print "B" i % 7 "," i "," int(rand() * 5000)
	}' >many.csv
	for ties in standard dense ordinal; do
		for within in '' '--within book'; do
			# shellcheck disable=SC2086
			pts-rank --ties $ties $within many.csv | awk -F, 'NR == 1 || $1 <= 40' >all.csv
			# shellcheck disable=SC2086
			run -0 pts-rank --ties $ties $within -n 40 many.csv
			assert_equal "$output" "$(cat all.csv)"
		done
	done
}

@test "-h is the SYNOPSIS; a full disk is noticed" {
	run -0 pts-rank -h
	assert_line --index 0 "usage: $(synopsis pts-rank)"
	run -74 bash -c 'pts-rank scores.csv >/dev/full'
}

@test "cells keep their quotes, whatever way a row came in" {
	printf '%s\n' 'note,score' '"a,b",1' ' c ,2' '"d ""e""",3' 'f,４' >s.csv
	run -0 pts-rank s.csv
	assert_output $'rank,note,score\n1,f,４\n2,"d ""e""",3\n3,c,2\n4,"a,b",1'
	printf '%s\t%s\n' note score 'a,b' 1 c 2 >s.tsv
	run -0 pts-rank s.tsv
	assert_output $'rank,note,score\n1,c,2\n2,"a,b",1'
	run -0 pts-rank -f tsv s.tsv
	assert_output $'rank\tnote\tscore\n1\tc\t2\n2\ta,b\t1'
}
