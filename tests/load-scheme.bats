# pts-load: a scheme is checked as a whole, every problem with its line; a warning where it reaches for legal rights

setup() {
	load helper
	load small
	_common_setup
	small_ledger
}

# refused TABLE: what a table on standard input is refused for, without program and file
refused() {
	run -78 pts-load "$1"
	output=${output//pts-load: standard input:/}
}

@test "a rule has points, or a ladder, or leaves them to the panel" {
	pts-load ladders >/dev/null <<<$'ladder,from,points\nL1,10,2\nL1,20,5'
	refused rules <<-'END'
		rule,points,ladder,cap_per
		R3,1,L1,year
		R4,,L1,
		R5,,L7,year
		R6,0,,
		R7,,L1,year
		R8,,,
	END
	assert_output - <<-'END'
		2: rule R3 has points and a ladder: only one of them can say what a deed gives
		3: a ladder counts what was done in a window and needs cap_per: day, week, month, quarter, half, year or ever
		5: rule R6 gives 0 points to everybody: say how many, or leave them blank for the panel
		4: rule R5 has the ladder L7, which is not in the table ladders
	END
}

@test "a ladder of one village is none of the others" {
	pts-load ladders >/dev/null <<<$'book,ladder,from,points\nA,L1,10,2'
	run -0 pts-load rules <<<$'book,rule,ladder,cap_per\nA,R3,L1,year'
	refused rules <<<$'book,rule,ladder,cap_per\n,R4,L1,year\nB,R5,L1,year'
	assert_output - <<-'END'
		2: rule R4 has the ladder L1, which is not in the table ladders
		3: rule R5 has the ladder L1, which is not in the table ladders
	END
}

@test "the steps of a ladder agree" {
	refused ladders <<-'END'
		ladder,mode,from,points,per
		L1,marginal,0,1,10
		L1,highest,100,2,
		L2,,10,5,
		L2,,20,3,
		L3,marginal,0,1,0
		L4,marginal,0,1,1
		L4,marginal,10,0.5,1
	END
	assert_output - <<-'END'
		6: a step of ladder L3 gives points for each 0: leave per blank or above 0
		3: ladder L1 is marginal up to 100.00 and highest from there: all its steps need one mode
		5: ladder L2 gives fewer points from 20.00 on than below: steps of mode highest must rise
	END
}

@test "caps that can never bind" {
	pts-load ladders >/dev/null <<<$'ladder,from,points\nTOP,10,2\nTOP,20,5'
	refused rules <<-'END'
		rule,points,max_quantity,ladder,cap_points,cap_times,cap_per
		R3,-5,,,20,,month
		R4,5,2,,30,3,month
		R5,5,2,,29,3,month
		R6,5,,,30,3,month
		R7,,,TOP,5,,year
		R8,,,TOP,4,,year
		R10,-2,,,,3,month
	END
	assert_output - <<-'END'
		2: rule R3 only deducts and caps count additions, so its cap never binds: leave it blank
		3: cap_points 30.00 of rule R4 never binds: 3 times at most 2.00 of 5.00 points come to no more; lower it or leave it blank
		8: rule R10 only deducts and caps count additions, so its cap never binds: leave it blank
		6: cap_points 5.00 of rule R7 never binds: ladder TOP gives no more; lower it or leave it blank
	END
}

@test "a cap above that of the category, in the same or a longer window of the category" {
	pts-load categories >/dev/null <<<$'category,cap_points,cap_per,full\nZY,15,quarter,\nTD,,month,25\nFR,,,'
	refused rules <<-'END'
		rule,category,points,cap_points,cap_per
		R3,ZY,5,16,quarter
		R4,ZY,5,20,month
		R5,ZY,5,20,year
		R6,ZY,5,20,week
		R7,ZY,5,15,quarter
		R8,TD,5,30,month
		R10,FR,5,30,month
	END
	assert_output - <<-'END'
		2: cap_points 16.00 a quarter of rule R3 never binds: category ZY allows 15.00 a quarter in all; lower it or leave it blank
		3: cap_points 20.00 a month of rule R4 never binds: category ZY allows 15.00 a quarter in all; lower it or leave it blank
		7: cap_points 30.00 a month of rule R8 never binds: category TD allows 25.00 a month in all; lower it or leave it blank
	END
}

@test "a village that allows more in the category makes the same cap sound" {
	pts-load categories >/dev/null <<<$'book,category,cap_points,cap_per\n,ZY,15,month\nA,ZY,40,month'
	run -0 pts-load rules <<<$'rule,category,points,cap_points,cap_per\nR3,ZY,5,20,month'
	refused rules <<<$'book,rule,category,points,cap_points,cap_per\nB,R4,ZY,5,20,month'
	assert_line --partial '2: cap_points 20.00 a month of rule R4 never binds'
}

@test "loading a category finds the rules that it makes unsound" {
	run -78 pts-load categories <<<$'category,cap_points,cap_per\nHJ,15,year'
	assert_output 'pts-load: cap_points 20.00 a month of rule R1 never binds: category HJ allows 15.00 a year in all; lower it or leave it blank'
}

@test "full and floor of a category" {
	refused categories <<-'END'
		category,cap_points,cap_per,full,floor
		C1,,,25,
		C2,,month,25,30
		C3,,month,,10
		C4,30,month,25,
		C5,10,,,
		C6,20,month,25,-10
	END
	assert_output - <<-'END'
		2: full needs cap_per, the window in which it is reached: day, week, month, quarter, half, year or ever
		3: floor 30.00 of category C2 lies above its full 25.00
		4: floor needs full: deductions of category C3 reach from full down to it
		5: cap_points 30.00 of category C4 never binds: its full 25.00 is reached before; lower it or leave it blank
		6: a cap needs cap_per: day, week, month, quarter, half, year or ever
	END
}

@test "repetition: a factor, a window, and something to deduct" {
	refused rules <<-'END'
		rule,points,repeat,repeat_per
		R3,-5,2,
		R4,-5,,year
		R5,5,2,year
		R6,-5,2,year
		R7,,2,year
	END
	assert_output - <<-'END'
		2: repeat needs repeat_per, how long an offence is remembered: day, week, month, quarter, half, year or ever
		3: repeat_per needs repeat, the factor for a repeated offence such as 2
		4: rule R5 adds points and only deductions are multiplied: leave repeat blank
	END
}

@test "points for nobody" {
	refused rules <<-'END'
		rule,category,points,max_quantity,cap_points,cap_per
		R3,HJ,0,,,
		R4,HJ,5,0,,
		R5,HJ,5,,0,month
		R6,NIX,5,,,
	END
	assert_output - <<-'END'
		2: rule R3 gives 0 points to everybody: say how many, or leave them blank for the panel
		3: rule R4 counts at most a quantity of 0, so it gives nobody anything: leave max_quantity blank or above 0
		4: rule R5 is capped at 0 points, so it gives nobody anything: leave cap_points blank or above 0
		5: rule R6 is of category NIX, which is not in the table categories
	END
	run -65 pts-load rules <<<$'rule,points,roles\nR3,1,村长'
	assert_output --partial 'standard input:2: column roles:'
}

@test "a veto moves no points" {
	refused rules <<<$'rule,points,counts,cap_times,cap_per\nV1,-60,veto,,\nV2,,veto,,year\nV3,0,veto,,\nV4,,veto,2,year'
	assert_output - <<-'END'
		2: rule V1 is a veto and moves no points: leave points and ladder blank
		5: rule V4 is a veto and gives no points, so its cap never binds: leave it blank
	END
}

@test "a rhythm is one of five words" {
	for word in month 双月 quarter 每半年 year; do
		run -0 pts-load rules <<<"rule,points,rhythm
R3,5,$word"
	done
	run -65 pts-load rules <<<$'rule,points,rhythm\nR3,5,often'
	assert_output --partial 'standard input:2: column rhythm:'
}

@test "versions of a rule may not overlap in one book; another book may do as it likes" {
	refused rules <<-'END'
		book,rule,points,valid_from,valid_until
		,R3,5,2025-01-01,2025-06-30
		,R3,6,2025-06-30,
		A,R3,7,2025-03-01,
	END
	assert_output '3: rule R3 from 2025-06-30 overlaps its version from 2025-01-01: end the earlier one by valid_until'
}

@test "points must live until they can be spent" {
	for expiry in never quarter-end+1d year-end+1d months:1; do
		run -0 pts-load settings <<<"key,value
spendable,closed
expiry,$expiry"
	done
	for expiry in quarter-end year-end base; do
		run -78 pts-load settings <<<"key,value
spendable,closed
expiry,$expiry"
		assert_line --partial "standard input:3: with spendable closed and expiry $expiry points of every book leave no day to spend them: those of 2027-"
		run -0 pts-load settings <<<"key,value
spendable,posted
expiry,$expiry"
	done
}

@test "the deed whose points die first is named, with the days" {
	refused settings <<<$'key,value\nspendable,closed\nexpiry,quarter-end'
	assert_output "3: with spendable closed and expiry quarter-end points of every book leave no day to spend them: those of 2027-03-01 die on 2027-03-31 and are released on 2027-04-01 at the earliest; choose a later expiry such as year-end+31d, or spendable posted"
	refused settings <<<$'book,key,value\nB,expiry,year-end\n,spendable,closed'
	assert_output --regexp '^2: with spendable closed and expiry year-end points of B leave no day to spend them: those of 2027-12-01 die on 2027-12-31'
}

@test "a notice takes its days too" {
	run -78 pts-load settings <<<$'key,value\nspendable,noticed\nexpiry,quarter-end+5d'
	assert_line --partial 'those of 2027-03-01 die on 2027-04-05 and are released on 2027-04-09 at the earliest'
	run -78 pts-load settings <<<$'key,value\nspendable,noticed\nobjection_calendar,working\nexpiry,quarter-end+11d'
	assert_line --partial 'those of 2027-03-01 die on 2027-04-11 and are released on 2027-04-13 at the earliest'
	run -78 pts-load settings <<<$'key,value\nspendable,noticed\nexpiry,months:1'
	assert_line --partial 'those of 2027-01-01 die on 2027-02-01 and are released on 2027-02-09 at the earliest'
	run -0 pts-load settings <<<$'key,value\nspendable,noticed\nexpiry,year-end+31d'
}

@test "settings say what they take" {
	refused settings <<-'END'
		key,value
		void_days,soon
		point_value,0
		expiry,months:0
		timezone,Asia/Beijing
		late_days,10000
		review,three
		self_review,never
		objection_calendar,lunar
		redeem_days,friday
		redeem_per,month
		template,../passwd
	END
	assert_output - <<-'END'
		2: setting void_days takes a number of days up to 9999, not `soon`
		3: setting point_value takes an amount above 0, not `0`
		4: setting expiry takes never, quarter-end, quarter-end+Nd, year-end, year-end+Nd, months:N or base, not `months:0`
		5: setting timezone takes a name of the tz database such as Asia/Shanghai, not `Asia/Beijing`
		6: setting late_days takes a number of days up to 9999, not `10000`
		7: setting review takes none|one|two, not `three`
		8: setting self_review takes warn|refuse, not `never`
		9: setting objection_calendar takes calendar|working, not `lunar`
		10: setting redeem_days takes any, weekdays (mon to sun) or days of the month (1 to 31, last), divided by blanks, not `friday`
		11: setting redeem_per takes none, or a number and a window such as 1/quarter, not `month`
		12: setting template takes the name of a file beside the ledger, without folders, not `../passwd`
	END
}

@test "a rule that reaches for legal rights draws a warning, and loads" {
	run -0 --separate-stderr pts-load rules <<-'END'
		rule,title,points,counts
		R3,不参加会议取消低保,-5,
		R4,暂停村民资格,,veto
		R5,No Pension without attendance,-1,
		R6,帮助老人申请补贴,5,
		R7,乱倒垃圾,-5,
	END
	assert_equal "${#stderr_lines[@]}" 3
	assert_equal "${stderr_lines[0]}" 'pts-load: warning: standard input:2: rule R3, `不参加会议取消低保`, speaks of `低保`: a scheme may not take away legal rights (Organic Law of the Villagers'"'"' Committees, article 27); a deduction or a veto acts on scores, ranks, honours, grades and redemption only'
	assert_regex "${stderr_lines[1]}" 'input:3: .*R4.*`村民资格`'
	assert_regex "${stderr_lines[2]}" 'input:4: .*R5.*`pension`'
}

@test "pts-init checks a folder the same way, all its files at once" {
	printf 'ladder,from,points\nL1,10,5\nL1,20,2\n' >place/scheme/ladders.csv
	printf 'rule,points,ladder\nR21,5,L1\nR22,-5,L1\n' >place/scheme/rules-more.csv
	printf 'key,value\nspendable,closed\nexpiry,year-end\n' >place/scheme/settings.csv
	run -78 pts-init -d other.db place
	assert_line 'pts-init: rules-more.csv:2: rule R21 has points and a ladder: only one of them can say what a deed gives'
	assert_line 'pts-init: rules-more.csv:3: rule R22 has points and a ladder: only one of them can say what a deed gives'
	assert_line 'pts-init: ladders.csv:3: ladder L1 gives fewer points from 20.00 on than below: steps of mode highest must rise'
	assert_line --partial 'pts-init: settings.csv:3: with spendable closed and expiry year-end'
	assert [ ! -e other.db ]
}

@test "a mistyped setting is told, whatever stands beside it" {
	local value
	for value in month:1 months:0 quarter year-end+x; do
		run -78 pts-load settings <<<$'key,value\nspendable,noticed\nexpiry,'"$value"
		assert_output "pts-load: standard input:3: setting expiry takes never, quarter-end, quarter-end+Nd, year-end, year-end+Nd, months:N or base, not \`$value\`"
	done
	run -78 pts-load settings <<<$'key,value\nexpiry,months:6\nspendable,notice'
	refute_output --partial 'internal error'
}
