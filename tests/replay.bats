# pts-replay: the same scheme gives the same figures, entry by entry; another scheme gives others, checked by hand; nothing is
# ever written.
#
# tests/rules.bats and tests/property/prop-scores.c replay every case and every made-up world under its own scheme.

PLACES='laoxin xinglong lanping tongchuan'
ENTRIES=book,period,seq,date,household,rule,kind,old_score,new_score,old_points,new_points

setup_file() {
	load helper
	# shellcheck disable=SC2086
	settle_places $PLACES
}

setup() {
	load helper
	_common_setup
	export PTS_NOW=2026-01-06T09:00:00
	PLACE=$ROOT/examples/laoxin
	LAOXIN=$BATS_FILE_TMPDIR/laoxin.db
}

# A village of two groups with a rule of each kind, its deeds, and `same`, its scheme as a folder.
village() {
	mkdir same roster
	printf '%s\n' book,name V,东村 >same/books.csv
	printf '%s\n' key,value point_value,0.5 negative,floor >same/settings.csv
	printf '%s\n' category,title,cap_points,cap_per A,环境,30,month B,奖惩,, >same/categories.csv
	cat >same/rules.csv <<-'END'
		rule,category,title,unit,points,counts,cap_points,cap_times,cap_per,cap_scope,max_quantity,repeat,repeat_per,ladder,roles
		CLEAN,A,清扫,次,10,both,,,,,,,,,
		HOURS,B,志愿服务,小时,2,both,,,,,4,,,,
		ONCE,B,培训,次,5,both,,2,month,member,,,,,
		FINE,B,乱倒垃圾,次,-5,both,,,,,,2,year,,
		OPEN,B,评议,次,,both,,,,,,,,,
		STEPS,B,献血,次,,both,,,year,,,,,BLOOD,
		PARTY,B,党员示范,次,3,both,,,,,,,,,party
		BASE,B,基础分,户,100,score,,,,,,,,,
		BAN,B,赌博,次,,veto,,,,,,,,,
		MEND,B,整改,次,-20,both,,,,,,,,,
	END
	printf '%s\n' ladder,from,points BLOOD,1,10 BLOOD,3,40 >same/ladders.csv
	printf '%s\n' book,household,group,head V,1,一组,张一 V,2,一组,王二 V,3,二组,李三 V,4,二组,赵四 >roster/households.csv
	printf '%s\n' book,household,member,name,role V,1,1a,张一,party V,1,1b,张小,resident V,2,2a,王二,resident >roster/members.csv
	PTS_NOW=2025-01-01T09:00:00 pts-init same roster >/dev/null
	pts-log --base BASE -p 2025 >/dev/null
	cat >events.csv <<-'END'
		event,date,household,member,rule,quantity,points,act
		c1,2025-03-01,1,,CLEAN,2,,
		c2,2025-03-05,1,,CLEAN,2,,
		h1,2025-03-06,2,2a,HOURS,6,,
		t1,2025-03-07,1,1a,ONCE,,,
		t2,2025-03-08,1,1a,ONCE,,,
		t3,2025-03-09,1,1a,ONCE,,,
		t4,2025-03-09,1,1b,ONCE,,,
		f1,2025-03-10,2,,FINE,,,
		f2,2025-03-11,2,,FINE,,,
		f3,2025-03-11,3,,FINE,,,
		o1,2025-03-12,3,,OPEN,,8,
		s1,2025-03-13,4,,STEPS,1,,
		s2,2025-04-13,4,,STEPS,2,,
		p1,2025-04-14,1,1a,PARTY,,,
		a1,2025-04-15,2,,OPEN,,6,deed-1
		a2,2025-04-15,2,,CLEAN,,,deed-1
		v1,2025-04-16,3,,BAN,,,
		v2,2025-04-17,4,,BAN,,,
	END
	pts-log events.csv >out.csv
	reverse c1
	printf '%s\n' event,date,household,rule c3,2025-03-20,1,CLEAN | pts-log - >>out.csv
	pts-log --repair "$(address v2)" -r MEND --date 2025-04-20 --id m1 >>out.csv
}

address() {
	pts-list journal | awk -F, -v id="$1" '$1 == id {print $2 ":" $4}'
}

reverse() {
	pts-log --reverse -m wrong "$(address "$1")" >/dev/null
}

# other TABLE SED: the scheme with one table changed
other() {
	rm -rf other
	mkdir other
	sed "$2" "same/$1.csv" >"other/$1.csv"
	if cmp -s "same/$1.csv" "other/$1.csv"; then fail "sed changed nothing: $2"; fi
}

# cells COLUMNS: these columns of standard input
cells() {
	awk -F, -v OFS=, -v want="$1" 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; n = split(want, w, ",")}
		{line = $at[w[1]]; for (i = 2; i <= n; i++) line = line OFS $at[w[i]]; print line}'
}

@test "under its own scheme every place comes out as it stands: entry by entry, and as pts-tally and pts-rank have it" {
	for place in $PLACES; do
		ledger=$BATS_FILE_TMPDIR/$place.db
		run -0 pts-replay -d "$ledger" --scheme "$ROOT/examples/$place/scheme" --entries
		assert_output "$ENTRIES"
		for period in 2025 2025Q2 2025Q3; do
			pts-replay -d "$ledger" --scheme "$ROOT/examples/$place/scheme" -p $period >replay.csv
			pts-tally -d "$ledger" -p $period | pts-rank --within book >ranks.csv
			for side in old new; do
				cells book,household,${side}_score,${side}_points,${side}_rank <replay.csv | sed 1d | sort |
					diff - <(cells book,household,score,points,rank <ranks.csv | sed 1d | sort)
			done
			[ $period != 2025 ] || [ "$(wc -l <ranks.csv)" -gt 40 ] || fail "nobody to compare in $place"
		done
	done
}

@test "a veto takes the rank under both schemes; lifted, under none" {
	village
	run -0 pts-replay --scheme same -p 2025
	assert_line V,2025,3,李三,二组,103.00,103.00,8.00,8.00,,
	assert_line V,2025,4,赵四,二组,120.00,120.00,20.00,20.00,2,2
	other rules '/^BAN/s/veto/both/; /^BAN/s/次,,/次,-30,/'
	run -0 pts-replay --scheme other -p 2025
	assert_line V,2025,3,李三,二组,103.00,73.00,8.00,0.00,,4
	other rules /^BAN/d
	run -0 pts-replay --scheme other -p 2025
	assert_line V,2025,3,李三,二组,103.00,103.00,8.00,8.00,,3
}

# The village's 30 points a month of category A had cut c2 to 10; with c1 reversed, c3 got its 10 in full. Without the cap c2
# is worth 20. h1 is cut to 4 hours, by
# the other figure to 5, and then there are 2 points more for the fines to take. f2 is a second offence, f3 another household's first.
@test "caps, quantities and repetition by the other scheme's figures" {
	village
	other categories 's/,30,month/,,/'
	run -0 pts-replay --scheme other --entries
	assert_output "$ENTRIES
V,2025-03,$(seq_of c2),2025-03-05,1,CLEAN,earn,10.00,20.00,10.00,20.00"
	other rules '/^HOURS/s/,4,/,5,/'
	run -0 pts-replay --scheme other --entries
	assert_output "$ENTRIES
V,2025-03,$(seq_of h1),2025-03-06,2,HOURS,earn,8.00,10.00,8.00,10.00
V,2025-03,$(seq_of f2),2025-03-11,2,FINE,deduct,-10.00,-10.00,-3.00,-5.00"
	other rules '/^FINE/s/,2,year/,4,year/'
	run -0 pts-replay --scheme other --entries
	assert_output "$ENTRIES
V,2025-03,$(seq_of f2),2025-03-11,2,FINE,deduct,-10.00,-20.00,-3.00,-3.00"
}

seq_of() {
	local at
	at=$(address "$1")
	echo "${at#V:}"
}

@test "a reversal takes back what the other scheme gave, and frees room there" {
	village
	other rules '/^CLEAN/s/,10,/,12,/'
	run -0 pts-replay --scheme other --entries
	assert_line "V,2025-03,$(seq_of c1),2025-03-01,1,CLEAN,earn,20.00,24.00,20.00,24.00"
	assert_line "V,2025-03,$(seq_of c2),2025-03-05,1,CLEAN,earn,10.00,6.00,10.00,6.00"
	assert_line --regexp '^V,2025-03,[0-9]+,2025-03-01,1,CLEAN,reverse,-20.00,-24.00,-20.00,-24.00$'
	assert_line "V,2025-03,$(seq_of c3),2025-03-20,1,CLEAN,earn,10.00,12.00,10.00,12.00"
	# Of one act the higher counts: 12 less the 6 given, instead of 10 less 6.
	assert_line "V,2025-04,$(seq_of a2),2025-04-15,2,CLEAN,earn,4.00,6.00,4.00,6.00"
	assert_equal "${#lines[@]}" 6
}

# Deductions of category B come to 10 a month at most. The repair takes them in April, so g1 is granted nothing; it is an
# offence all the same, and g2 in May is a second one. Of household 1 the repair takes them in June; g5 is granted nothing and
# reversed, so g6 in July is a first one.
@test "an offence granted nothing is counted, and reversed, as one" {
	village
	pts-log -H 4 -r FINE --date 2025-04-25 --id g1 >/dev/null
	pts-log -H 4 -r FINE --date 2025-05-02 --id g2 >/dev/null
	mkdir other
	printf '%s\n' category,title,cap_points,full,floor,cap_per A,环境,30,,,month B,奖惩,,1000,990,month >other/categories.csv
	run -0 pts-replay --scheme other --entries
	assert_line "V,2025-04,$(seq_of m1),2025-04-20,4,MEND,deduct,-20.00,-10.00,-20.00,-10.00"
	assert_line "V,2025-04,$(seq_of g1),2025-04-25,4,FINE,deduct,-5.00,0.00,-5.00,0.00"
	refute_line --partial "V,2025-05,$(seq_of g2),"
	pts-log -H 1 -r BAN --date 2025-06-01 --id b3 >/dev/null
	pts-log --repair "$(address b3)" -r MEND --date 2025-06-02 --id m3 >/dev/null
	pts-log -H 1 -r FINE --date 2025-06-03 --id g5 >/dev/null
	reverse g5
	pts-log -H 1 -r FINE --date 2025-07-02 --id g6 >/dev/null
	run -0 pts-replay --scheme other --entries
	assert_line --partial "V,2025-06,$(seq_of g5),2025-06-03,1,FINE,deduct,-5.00,0.00,"
	refute_line --partial "V,2025-07,$(seq_of g6),"
}

# Ten points of March died with the quarter; taken back in May, nothing is left to take. Of 12 the two that nobody ever had
# are taken back, of 6 none.
@test "of points that have died a reversal takes back nothing under the other scheme either" {
	mkdir same other
	printf '%s\n' book,name V,东村 >same/books.csv
	printf '%s\n' key,value expiry,quarter-end >same/settings.csv
	printf '%s\n' book,household,head V,1,张一 >same/households.csv
	printf '%s\n' rule,title,points CLEAN,清扫,10 >same/rules.csv
	PTS_NOW=2025-01-01T09:00:00 pts-init same >/dev/null
	PTS_NOW=2025-03-02T09:00:00 pts-log -H 1 -r CLEAN --date 2025-03-01 --id c1 >/dev/null
	PTS_NOW=2025-04-02T09:00:00 pts-close --expire >/dev/null
	PTS_NOW=2025-05-02T09:00:00 reverse c1
	for points in 12 6; do
		sed "s/,10$/,$points/" same/rules.csv >other/rules.csv
		run -0 pts-replay --scheme other --entries
		assert_line --regexp "CLEAN,reverse,-10.00,-$points.00,0.00,$([ $points = 6 ] && echo 0 || echo -2).00$"
	done
}

# Household 2 had 8 points when f1 took 5 and f2 3 of its 10. With 3 points an hour it had 12: f1 takes 5, f2 7.
@test "negative floor: what the other scheme gave before moves how far a deduction goes" {
	village
	other rules '/^HOURS/s/小时,2,/小时,3,/'
	run -0 pts-replay --scheme other --entries
	assert_line "V,2025-03,$(seq_of h1),2025-03-06,2,HOURS,earn,8.00,12.00,8.00,12.00"
	assert_line "V,2025-03,$(seq_of f2),2025-03-11,2,FINE,deduct,-10.00,-10.00,-3.00,-7.00"
	assert_equal "${#lines[@]}" 3
	other settings s/negative,floor/negative,allow/
	run -0 pts-replay --scheme other --entries
	assert_line "V,2025-03,$(seq_of f2),2025-03-11,2,FINE,deduct,-10.00,-10.00,-3.00,-10.00"
	assert_line "V,2025-03,$(seq_of f3),2025-03-11,3,FINE,deduct,-5.00,-5.00,0.00,-5.00"
}

@test "an open rule that gets points of its own counts one deed; one that becomes open asks for what was given" {
	village
	other rules '/^OPEN/s/次,,/次,7,/'
	run -0 pts-replay --scheme other --entries
	assert_line "V,2025-03,$(seq_of o1),2025-03-12,3,OPEN,earn,8.00,7.00,8.00,7.00"
	other rules '/^HOURS/s/小时,2,both,,,,,4/小时,,both,,,,,/'
	run -0 pts-replay --scheme other --entries
	assert_line "V,2025-03,$(seq_of h1),2025-03-06,2,HOURS,earn,8.00,12.00,8.00,12.00"
}

@test "ladders, members' caps and roles are the other scheme's" {
	village
	other ladders s/3,40/3,25/
	run -0 pts-replay --scheme other --entries
	assert_output "$ENTRIES
V,2025-04,$(seq_of s2),2025-04-13,4,STEPS,earn,30.00,15.00,30.00,15.00"
	other rules /^ONCE/s/,member,/,household,/
	run -0 pts-replay --scheme other --entries
	assert_output "$ENTRIES
V,2025-03,$(seq_of t4),2025-03-09,1,ONCE,earn,5.00,0.00,5.00,0.00"
	other rules /^PARTY/s/party/grid/
	run -0 pts-replay --scheme other --entries
	assert_output "$ENTRIES
V,2025-04,$(seq_of p1),2025-04-14,1,PARTY,earn,3.00,0.00,3.00,0.00"
}

@test "the period chooses what is shown, not what is scored" {
	village
	other ladders s/1,10/1,15/
	run -0 pts-replay --scheme other -p 2025-03
	assert_line V,2025-03,4,赵四,二组,10.00,15.00,10.00,15.00,2,2
	# The first step was 15, so the second gives 25 to come to 40.
	run -0 pts-replay --scheme other -p 2025-04-01..2025-04-30 --entries
	assert_output "$ENTRIES
V,2025-04,$(seq_of s2),2025-04-13,4,STEPS,earn,30.00,25.00,30.00,25.00"
	run -0 pts-replay --scheme other -p 2025-04-01..2025-04-30
	assert_line 'V,2025-04-01..2025-04-30,4,赵四,二组,10.00,5.00,10.00,5.00,1,2'
}

@test "rules without deeds, and deeds without a rule, are named; reversed ones are none" {
	village
	other rules '/^PARTY/d; /^OPEN/d; $a NEW,B,新规,次,1,both,,,,,,,,,'
	run -0 pts-replay --scheme other --summary
	assert_line ,,unmatched_deeds,OPEN,评议,2,0,
	assert_line ,,unmatched_score,OPEN,评议,14.00,0.00,
	assert_line ,,unmatched_deeds,PARTY,党员示范,1,0,
	assert_line ,,unused_rule,NEW,新规,,,
	assert_equal "$(grep -c unused_rule <<<"$output")" 1
	reverse p1
	run -0 pts-replay --scheme other --summary
	refute_output --partial PARTY
	other rules '1,/^CLEAN/!{/^STEPS/!d}'
	run -0 pts-replay --scheme other --summary -p 2025-05
	assert_line ,2025-05,unused_rule,STEPS,献血,,,
}

@test "sums and cost at each scheme's point value; who gains and who loses" {
	village
	mkdir other
	sed s/0.5/1/ same/settings.csv >other/settings.csv
	sed '/^CLEAN/s/,10,/,12,/; /^STEPS/d' same/rules.csv >other/rules.csv
	run -0 pts-replay --scheme other --summary -p 2025
	# Points: 1 has 20 + 15 + 3, 2 has 8 - 5 - 3 + 6 + 4, 3 has 8, 4 has 10 + 30 - 20. Then CLEAN gives 1 only 6 + 12 under the
	# cap, 2 has 2 more, and of 4 the repair of the veto can take nothing.
	assert_line V,2025,points,,,76.00,56.00,-20.00
	assert_line V,2025,cost,,,38.00,56.00,18.00
	assert_line V,2025,households,gain,,,1,
	assert_line V,2025,households,lose,,,2,
	assert_line V,2025,loses,4,赵四,120.00,80.00,-40.00
}

@test "grades and honours that change hands, those of one scheme only as well" {
	village
	other rules '/^STEPS/d'
	printf '%s\n' scale,grade,from,basis star,A,110,score star,B,,score >grades.csv
	printf '%s\n' honor,title,basis,level,top best,最美,score,household,1 >honors.csv
	pts-load grades grades.csv >/dev/null
	pts-load honors honors.csv >/dev/null
	run -0 pts-replay --scheme other --summary -p 2025
	assert_line V,2025,grade:star,4,赵四,A,B,
	refute_line --partial honor
	other rules '/^ONCE/d'
	cp honors.csv grades.csv other
	sed -i s/best/first/ other/honors.csv
	sed -i s/star/moon/ other/grades.csv
	run -0 pts-replay --scheme other --summary -p 2025
	assert_line V,2025,grade:moon,1,张一,,A,
	assert_line V,2025,grade:star,1,张一,A,,
	assert_line V,2025,honor,1,张一,,first,
	assert_line V,2025,honor,1,张一,best,,
}

# HJ additions and their caps in points are doubled, deductions stay; soap costs 15 instead of 10. By hand, from the journal:
#
# HH 067  HJ03 4, HJ02 5 + 5, HJ01 10 + 10, HJ07 10, HJ04 4.5 (1.5 hours), HJ05 8 = 56.5 of 130.5; no cap is met, so doubled
#         it gains 56.5 and has 187.
# LXS 110 HJ02 5 + 5 + 5 + 5, HJ03 3 (the community's own 3), HJ01 10, HJ06 3 = 36; HJ51 took 5 and still does; 66.5 + 36 = 102.5.
# XL 050  HJ02 5 + 5, HJ01 10 + 10, HJ06 5.5 + 6.5 + 3, the last cut from 9 by the 15 a quarter: 45. Doubled 10 + 10 + 20 + 20,
#         and 11 + 13 + 6, the last cut from 18 by the 30 a quarter: 90. So 64 + 45 = 109.
@test "Laoxin with environment points doubled and soap at 15: three households by hand, and the whole as expected" {
	run -0 pts-replay -d "$LAOXIN" --scheme "$PLACE/whatif" -p 2025Q3
	assert_line HH,2025Q3,067,董林,五组,130.50,187.00,130.50,187.00,2,2
	assert_line LXS,2025Q3,110,梁光才,六组,66.50,102.50,66.50,102.50,21,19
	assert_line XL,2025Q3,050,龙高,三组,64.00,109.00,64.00,109.00,18,14
	assert_equal "${#lines[@]}" 479
	pts-replay -d "$LAOXIN" --scheme "$PLACE/whatif" -p 2025 --summary >whatif.csv
	[ -z "${RENEW-}" ] || cp whatif.csv "$PLACE/expected/whatif.csv"
	diff -u "$PLACE/expected/whatif.csv" whatif.csv
	# What was redeemed as soap costs half as much again.
	awk -F, '$3 == "item" {n++; if ($4 != "soap" || $7 != $6 * 1.5) exit 1} END {exit n < 10}' whatif.csv
	# All HJ additions of the journal, less what the caps leave: the sum of the changes is the sum of the gains.
	run -0 sqlite3 "$LAOXIN" "SELECT printf('%.2f', SUM(score) / 100.0) FROM journal WHERE category = 'HJ' AND score > 0"
	gained=$(awk -F, '$3 == "score" {s += $8} END {printf "%.2f", s}' whatif.csv)
	assert [ "$(bc <<<"$gained <= $output && $gained > $output * 0.99")" = 1 ]
}

@test "nothing is written: not to the ledger, not beside it, not in the folder for what passes" {
	mkdir ledgers passing
	cp "$LAOXIN" ledgers/pts.db
	chmod 444 ledgers/pts.db
	before=$(sha256sum <ledgers/pts.db)
	for form in '' --summary --entries; do
		# shellcheck disable=SC2086 # no form is no word
		TMPDIR=$PWD/passing run -0 pts-replay -d ledgers/pts.db --scheme "$PLACE/whatif" $form
		assert [ "${#lines[@]}" -gt 100 ]
	done
	assert_equal "$(sha256sum <ledgers/pts.db)" "$before"
	assert_equal "$(ls ledgers passing)" $'ledgers:\npts.db\n\npassing:'
}

@test "killed in the middle, or refused, it leaves nothing behind" {
	mkdir passing bad
	printf '%s\n' rule,category,points X,NONE,1 >bad/rules.csv
	TMPDIR=$PWD/passing run -78 pts-replay -d "$LAOXIN" --scheme bad
	killed=0
	for delay in 0.002 0.005 0.01 0.02 0.03 0.04; do
		TMPDIR=$PWD/passing timeout -s KILL $delay pts-replay -d "$LAOXIN" --scheme "$PLACE/whatif" >out || killed=$((killed + 1))
	done
	assert [ "$killed" -gt 1 ]
	assert_equal "$(ls passing)" ''
}

@test "what is wrong in the folder is told with file and line, and nothing is printed" {
	village
	other rules '/^CLEAN/s/,10,/,ten,/'
	run -65 --separate-stderr pts-replay --scheme other
	assert_output ''
	assert_equal "$stderr" 'pts-replay: rules.csv:2: column points: `ten` is no number with at most two decimals'
	other rules '/^CLEAN/s/,A,/,X,/'
	run -78 --separate-stderr pts-replay --scheme other
	assert_output ''
	assert_regex "$stderr" '^pts-replay: rules.csv:2: .*X'
	mkdir empty
	run -66 --separate-stderr pts-replay --scheme empty
	assert_equal "$stderr" 'pts-replay: empty holds no table of a scheme'
	run -66 --separate-stderr pts-replay --scheme nowhere
	assert_regex "$stderr" '^pts-replay: nowhere: '
	touch other/notes.csv
	run -65 --separate-stderr pts-replay --scheme other
	assert_regex "$stderr" 'notes.csv is no table of a scheme'
}

@test "without a scheme, with two answers at once, or a period that is none: usage" {
	village
	run -64 --separate-stderr pts-replay
	assert_equal "${stderr%%$'\n'*}" 'pts-replay: under which scheme? Give --scheme DIR'
	run -64 --separate-stderr pts-replay --scheme same --summary --entries
	assert_equal "${stderr%%$'\n'*}" 'pts-replay: --summary and --entries are two answers: ask for one'
	run -64 pts-replay --scheme same -p soon
	run -65 pts-replay --scheme same -b NONE
}

@test "tables that the folder lacks are the ledger's; the books may come with it" {
	village
	mkdir only
	cp same/categories.csv only
	run -0 pts-replay --scheme only --entries
	assert_output "$ENTRIES"
	# A table with a heading alone is an empty one.
	head -n 1 same/rules.csv >only/rules.csv
	run -0 pts-replay --scheme only --summary
	assert_line V,,score,,,464.00,0.00,-464.00
}
