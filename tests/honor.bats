# Honours: who is proposed, who is passed over and why, what the panel decides, what is kept of it

setup_file() {
	load merit
	merit_file
}

setup() {
	load merit
	merit_setup
	nominations >nominated.csv
}

nominations() {
	cat <<-'END'
		book,honor,household,member,name,reason
		A,NOM,001,001-2,李梅,照顾瘫痪婆婆十年
		A,NOM,003,003-1,张三,
	END
}

proposal() {
	pts-honor propose -p 2025 "$@"
}

# The panel's decision on the tie of PANEL in village A.
decided() {
	proposal --honor PANEL | sed '/,002,/s/,tie$/,awarded/; /,003,.*tie$/s/,[^,]*,tie$/,票数较少,removed/'
}

award() {
	pts-honor award -p 2025 "$@"
}

# loaded TABLE: the rows of standard input on a copy of the scheme, as a whole
loaded() {
	cat >"place/$1.csv"
	run -78 --separate-stderr pts-init -d new.db place
	output=$stderr
}

@test "a tie at the cut is the panel's, and whoever is passed over stands there with the reason" {
	run -0 --separate-stderr proposal --honor PANEL
	assert_equal "$output" 'book,period,honor,title,rank,household,name,member,score,reason,state
A,2025,PANEL,最美家庭,1,007,张七,,80.00,not on the roster any more,passed over
A,2025,PANEL,最美家庭,2,001,张一,,60.00,,candidate
A,2025,PANEL,最美家庭,3,002,张二,,40.00,equal at the last place: the panel decides,tie
A,2025,PANEL,最美家庭,3,003,张三,,40.00,equal at the last place: the panel decides,tie
A,2025,PANEL,最美家庭,3,006,张六,,40.00,under the veto A:'"$(veto_seq)"',passed over
B,2025,PANEL,最美家庭,1,001,王一,,30.00,,candidate
B,2025,PANEL,最美家庭,1,002,王二,,30.00,,candidate'
	assert_equal "$stderr" ''
}

veto_seq() {
	sqlite3 pts.db "SELECT seq FROM journal WHERE kind = 'veto'"
}

@test "a tie is taken whole, or decided by the documented order, and says so" {
	run -0 proposal --honor ALL -b A
	assert_line 'A,2025,ALL,文明家庭,3,002,张二,,40.00,equal at the last place: all are in,candidate'
	assert_line 'A,2025,ALL,文明家庭,3,003,张三,,40.00,equal at the last place: all are in,candidate'
	run -0 proposal --honor ORDER -b A
	how='"equal at the last place: fewer deductions, then more additions, then the lower code decide"'
	assert_line "A,2025,ORDER,清洁家庭,6,004,张四,,20.00,$how,candidate"
	assert_line "A,2025,ORDER,清洁家庭,6,005,张五,,20.00,$how,passed over"
}

@test "a threshold takes everybody from it on; a deduction in a category that must be spotless bars" {
	run bash -c "pts-honor propose -p 2025 --honor CLEAN -b A | cut -d, -f6,9-"
	assert_output "household,score,reason,state
007,80.00,not on the roster any more,passed over
001,60.00,,candidate
002,40.00,,candidate
003,40.00,,candidate
006,40.00,under the veto A:$(veto_seq),passed over
004,20.00,,candidate
005,20.00,5 deducted in HJ,passed over"
}

@test "the sqlite3 shell adds up the same scores" {
	sqlite3 -csv pts.db "
		SELECT b.code, j.household, printf('%.2f', SUM(score) / 100.0) FROM journal j JOIN books b USING (book)
		WHERE date BETWEEN '2025-01-01' AND '2025-12-31' AND j.household <> '' GROUP BY 1, 2 HAVING SUM(score) >= 4000
		ORDER BY 1, 2" | tr -d '\r' >sums.csv
	proposal --honor ALL -b A | awk -F, 'NR > 1 {print $1 "," $6 "," $9}' | sort >proposed.csv
	run diff sums.csv proposed.csv
	assert_success
}

@test "the order of the input changes nothing" {
	proposal nominated.csv >before
	{ sed 1q "$BATS_FILE_TMPDIR/events.csv"; sed 1d "$BATS_FILE_TMPDIR/events.csv" | tac; } >turned.csv
	rm pts.db
	merit_ledger turned.csv
	{ sed 1q nominated.csv; sed 1d nominated.csv | tac; } >turned-nominated.csv
	pts-honor propose -p 2025 turned-nominated.csv >after
	run diff <(sed 's/veto A:[0-9]*/veto/' before) <(sed 's/veto A:[0-9]*/veto/' after)
	assert_success
}

@test "villages compete by what falls to each active household" {
	run -0 proposal --honor BEST
	# A: 220 points of its active households on 7 of them, B: 60 on 2.
	assert_output 'book,period,honor,title,rank,household,name,member,score,reason,state
A,2025,BEST,先进村,1,,东村,,31.43,,candidate'
	run -0 award <<<"$output"
	assert_line --regexp '^A,2025,BEST,先进村,,东村,,[0-9]+,,awarded$'
	pts-check >/dev/null
}

@test "a town's own row is a competition of its own" {
	cat >>place/books.csv <<-'END'
		U,邻镇,,town
		C,南村,U,village
	END
	echo U,BEST,先进村,book,score,,,1,,,,no,yes,panel >>place/honors.csv
	echo C,001,一组,陈一,南村1号,active,yes >>place/households.csv
	rm pts.db
	{ merit_events; echo c1,C,2025-02-01,001,,R1,1; } >three.csv
	merit_place() { :; }
	merit_ledger three.csv
	run -0 proposal --honor BEST
	assert_line --partial 'A,2025,BEST,先进村,1,,东村'
	assert_line --partial 'C,2025,BEST,先进村,1,,南村'
}

@test "hours are what was granted: of an event cut by a cap the same share" {
	PTS_NOW=2026-02-10T09:00:00
	cat >hours.csv <<-'END'
		event,book,date,household,member,rule,quantity
		h1,A,2026-01-05,001,001-2,V1,7.5
		h2,A,2026-01-06,001,001-2,V2,9
		h3,A,2026-01-07,001,001-2,V2,8
		h4,A,2026-01-08,002,002-1,V1,17
		h5,A,2026-01-08,002,002-1,V1,3
	END
	pts-log hours.csv >/dev/null
	pts-log --reverse -m twice "$(sqlite3 pts.db "SELECT 'A:' || seq FROM journal WHERE quantity = 300 AND rule = 'V1'")" >/dev/null
	pts-close 2026-01 >/dev/null
	# 7.5, 8 of 9 at once, 2 of 8 because 4 of 16 points were left in the month
	run -0 pts-honor propose -p 2026-01 --honor HOURS
	assert_line 'A,2026-01,HOURS,志愿之星,1,001,李梅,001-2,17.50,,candidate'
	run -0 pts-grade run -p 2026-01 --scale STAR --dry-run
	assert_line --partial '002,张二,一组,002-1,hours,17.00,'
}

@test "nominations: who is named, with the reason; more than the places are the panel's" {
	run -0 proposal --honor NOM nominated.csv
	assert_output 'book,period,honor,title,rank,household,name,member,score,reason,state
A,2025,NOM,好婆婆,1,001,李梅,001-2,0.00,照顾瘫痪婆婆十年,tie
A,2025,NOM,好婆婆,1,003,张三,003-1,0.00,more are nominated than there are places: the panel decides,tie'
	run -0 proposal --honor NOM <(sed '/张三/d' nominated.csv)
	assert_line 'A,2025,NOM,好婆婆,1,001,李梅,001-2,0.00,照顾瘫痪婆婆十年,candidate'
	run -0 proposal --honor NOM
	assert_output 'book,period,honor,title,rank,household,name,member,score,reason,state'
}

@test "nominations: a bad row is told by its line, and nothing is printed" {
	cat >bad.csv <<-'END'
		book,honor,household,member,name,reason
		A,NOM,001,001-2,,
		A,NOM,001,,,
		A,PANEL,001,,,
		A,NONE,001,001-1,,
		A,NOM,099,099-1,,
		A,NOM,001,001-2,王五,
	END
	run -65 --separate-stderr proposal bad.csv
	assert_output ''
	assert_equal "$stderr" 'pts-honor: bad.csv:3: honour NOM is for a person: name the member
pts-honor: bad.csv:4: honour PANEL goes by score: nobody is nominated for it
pts-honor: bad.csv:5: A has no honour `NONE`
pts-honor: bad.csv:6: household 099 is not on the roster
pts-honor: bad.csv:7: nobody in household 001 is named 王五; its head is 张一'
	echo book,honor,house >odd.csv
	run -65 proposal odd.csv
	assert_output --partial 'house'
}

@test "nominated people need no points, but a veto, a role or what they got last year bars them" {
	printf '%s\n' household,member,name,role 006,006-1,张六,resident | pts-load members -b A - >/dev/null
	sed -i '/NOM/s/,1,,,,no,no/,,,,party resident,no,no/' place/honors.csv
	pts-load honors place/honors.csv >/dev/null
	{ cat nominated.csv; echo A,NOM,006,006-1,,; echo A,NOM,008,008-1,,; } >more.csv
	run bash -c 'pts-honor propose -p 2025 --honor NOM more.csv | cut -d, -f6,9-'
	assert_output "household,score,reason,state
001,0.00,照顾瘫痪婆婆十年,candidate
003,0.00,for party resident only,passed over
006,0.00,under the veto A:$(veto_seq),passed over
008,0.00,,candidate"
}

@test "an open month: propose says so, award is refused" {
	run -0 --separate-stderr pts-honor propose -p 2026 --honor PANEL -b A
	assert_equal "$stderr" 'pts-honor: warning: 2026-01 of A is open: what is proposed may change'
	printf '%s\n' book,honor,household,reason,state A,PANEL,001,x,added >added.csv
	run -1 pts-honor award -p 2026 added.csv
	assert_output 'pts-honor: added.csv:2: 2026-01 of A is open: honours are awarded for closed months'
}

@test "where villages compete all of them must be closed" {
	PTS_NOW=2026-02-03T09:00:00
	printf '%s\n' event,book,date,household,rule,quantity e1,A,2026-01-05,001,R1,1 | pts-log - >/dev/null
	pts-close -b A 2026-01 >/dev/null
	printf '%s\n' book,honor,state A,BEST,candidate >best.csv
	run -1 pts-honor award -p 2026-01 best.csv
	assert_output 'pts-honor: best.csv:2: 2026-01 of B is open: honours are awarded for closed months'
}

@test "award: the panel's decision is posted, and twice is once" {
	decided >panel.csv
	run -0 --separate-stderr award panel.csv
	assert_equal "$(cut -d, -f1,3,5,6,9,10 <<<"$output")" "book,honor,household,name,reason,state
A,PANEL,007,张七,not on the roster any more,passed over
A,PANEL,001,张一,,awarded
A,PANEL,002,张二,equal at the last place: the panel decides,awarded
A,PANEL,003,张三,票数较少,removed
A,PANEL,006,张六,under the veto A:$(veto_seq),passed over
B,PANEL,001,王一,,awarded
B,PANEL,002,王二,,awarded"
	assert_equal "$stderr" ''
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*), SUM(score), SUM(points) FROM journal WHERE kind = 'honor'")" '4|0|0'
	before=$(sha256sum <pts.db)
	run -0 award panel.csv
	assert_equal "$(grep -c ,duplicate$ <<<"$output")" 4
	assert_equal "$(sha256sum <pts.db)" "$before"
	run -0 pts-check
}

@test "award --dry-run says the same and keeps nothing" {
	decided >panel.csv
	before=$(sha256sum <pts.db)
	run -0 award --dry-run panel.csv
	assert_line --partial ,awarded
	assert_equal "$(sha256sum <pts.db)" "$before"
}

@test "award: the list shows it, with date and reason" {
	decided | award >/dev/null
	run -0 pts-honor list -b A
	assert_equal "$(cut -d, -f1-8,10- <<<"$output")" 'book,period,honor,title,household,name,group,member,date,reason
A,2025,PANEL,最美家庭,001,张一,一组,,2026-01-05,
A,2025,PANEL,最美家庭,002,张二,一组,,2026-01-05,'
	run -0 pts-honor list -p 2024
	assert_output 'book,period,honor,title,household,name,group,member,seq,date,reason'
	run -0 pts-honor list --honor OTHER
	assert_output 'book,period,honor,title,household,name,group,member,seq,date,reason'
	run -0 pts-list journal -b A
	assert_line --partial ',honor,'
}

@test "award: a departure from the proposal needs a word" {
	cat >changed.csv <<-'END'
		book,honor,household,reason,state
		A,PANEL,001,,removed
		A,PANEL,002,,tie
		A,PANEL,003,,awarded
		A,PANEL,004,,candidate
		A,PANEL,005,,added
		A,PANEL,008,,awarded
		A,PANEL,007,,dunno
		A,PANEL,003,,removed
	END
	proposal --honor PANEL | sed '/,003,/s/,tie$/,removed/; /,002,/s/tie$/awarded/' >automatic.csv
	run -65 award automatic.csv
	assert_output 'pts-honor: automatic.csv:5: `removed` needs its reason'
	run -65 --separate-stderr award changed.csv
	assert_output ''
	assert_equal "$stderr" 'pts-honor: changed.csv:2: `removed` needs its reason
pts-honor: changed.csv:3: the tie is not decided: write `awarded` or `removed`, and the reason
pts-honor: changed.csv:5: is no candidate of PANEL now: propose anew, or write `added` and the reason
pts-honor: changed.csv:6: `added` needs its reason
pts-honor: changed.csv:7: was not proposed for PANEL: write `added` and the reason
pts-honor: changed.csv:8: state `dunno` is none of candidate, awarded, added, removed, tie, passed over
pts-honor: changed.csv:9: stands in the stream twice for PANEL'
	run -0 pts-honor list
	assert_output 'book,period,honor,title,household,name,group,member,seq,date,reason'
}

@test "award: nobody falls out in silence, and the places are counted" {
	decided | grep -v ,001,张一 >short.csv
	run -65 award short.csv
	assert_output 'pts-honor: A:001 is a candidate for PANEL and is not in the stream: say `removed` and the reason'
	proposal --honor PANEL | sed 's/,tie$/,awarded/' >both.csv
	run -65 award both.csv
	assert_output 'pts-honor: 3 are named for PANEL, which has 2 places: write `added` and the reason for those beyond'
	proposal --honor PANEL | sed '/,002,/s/,tie$/,awarded/; /,003,/s/,[^,]*,tie$/,票数相同,added/' >both.csv
	run -0 award both.csv
	assert_equal "$(grep -c ,awarded$ <<<"$output")" 5
}

@test "award: added by name, by code, of a later stream; a veto the panel cannot pass over" {
	decided | award >/dev/null
	cat >later.csv <<-'END'
		book,honor,household,name,reason,state
		A,PANEL,,张五,帮扶邻里,added
		A,PANEL,004,张四,见义勇为,added
	END
	run -0 award later.csv
	assert_equal "$(cut -d, -f5,6,9,10 <<<"$output")" 'household,name,reason,state
005,张五,帮扶邻里,awarded
004,张四,见义勇为,awarded'
	printf '%s\n' book,honor,household,reason,state A,PANEL,006,好人,added >veto.csv
	run -1 award veto.csv
	assert_output "pts-honor: veto.csv:2: household 006 is under the veto A:$(veto_seq), which has to be repaired first"
	PTS_NOW=2026-01-06T09:00:00 pts-log --late --repair "A:$(veto_seq)" -r RP -m '已整改' >/dev/null
	run -0 award veto.csv
	assert_line --partial ',awarded'
	run -0 pts-check
}

@test "award: nominations, as the panel decided them" {
	proposal --honor NOM nominated.csv | sed '/李梅/s/tie/awarded/; /张三/s/,[^,]*,tie/,票数较少,removed/' | award >out
	assert_equal "$(cut -d, -f5-7,9,10 out)" 'household,name,member,reason,state
001,李梅,001-2,照顾瘫痪婆婆十年,awarded
003,张三,003-1,票数较少,removed'
	printf '%s\n' book,honor,household,member A,NOM,001,001-1 A,NOM,003,003-1 >two.csv
	cp "$BATS_FILE_TMPDIR/pts.db" .
	run -65 award two.csv
	assert_output 'pts-honor: 2 are named for NOM, which has 1 places: write `added` and the reason for those beyond'
}

@test "again no: who got it for the period before is passed over, unless it was revoked; a member whatever the household" {
	proposal --honor NOM <(sed '/张三/d' nominated.csv) | award >out
	seq=$(awk -F, '/awarded/ {print $8}' out)
	export PTS_NOW=2026-12-30T09:00:00
	run -0 pts-honor propose -p 2026 --honor NOM nominated.csv
	assert_line 'A,2026,NOM,好婆婆,1,001,李梅,001-2,0.00,awarded for 2025 already,passed over'
	printf '%s\n' household,member 002,001-2 | pts-load members -b A - >/dev/null
	run -0 pts-honor propose -p 2026 --honor NOM <(sed 's/001,001-2/002,001-2/' nominated.csv)
	assert_line 'A,2026,NOM,好婆婆,1,002,李梅,001-2,0.00,awarded for 2025 already,passed over'
	pts-honor revoke "A:$seq" -m '事迹不实'
	run -0 pts-honor propose -p 2026 --honor NOM <(sed 's/001,001-2/002,001-2/' nominated.csv)
	assert_line --partial '李梅,001-2,0.00,照顾瘫痪婆婆十年,tie'
}

@test "revoke: taken back with a reason, not given again by the old stream, given back by revoking that" {
	decided >panel.csv
	award panel.csv >out
	seq=$(awk -F, '/^A.*张一/ {print $8}' out)
	run -64 pts-honor revoke "A:$seq"
	assert_line 'pts-honor: revoking needs its reason: -m TEXT'
	run -0 pts-honor revoke --dry-run "A:$seq" -m no
	run -0 pts-honor revoke "A:$seq" -m '事迹不实'
	assert_output ''
	run -0 pts-honor list -b A
	refute_line --partial 张一
	by=$(sqlite3 pts.db "SELECT MAX(seq) FROM journal JOIN books USING (book) WHERE kind = 'honor' AND code = 'A'")
	run -0 --separate-stderr award --verbose panel.csv
	assert_line "A,2025,PANEL,最美家庭,001,张一,,$seq,revoked by A:$by; revoking that gives it back,duplicate"
	assert_regex "$stderr" "panel.csv:3: revoked by A:$by; revoking that gives it back"
	run -0 pts-honor revoke --verbose "A:$seq" -m twice
	assert_output "pts-honor: A:$seq is revoked already, by A:$by"
	pts-check >/dev/null
	run -0 pts-honor revoke "A:$by" -m '查明属实'
	run -0 pts-honor list -b A
	assert_line --partial 张一
	run -0 pts-honor revoke --verbose "A:$by" -m twice
	assert_output "pts-honor: A:$by is revoked already"
	run -0 pts-check
	run -0 pts-honor revoke "A:$seq" -m 'and once more'
	run -0 pts-check
}

@test "revoke: what is no award" {
	run -65 pts-honor revoke A:1 -m x
	assert_output 'pts-honor: there is no award A:1; `pts-honor list` shows them'
	run -65 pts-honor revoke A:9999 -m x
	assert_output 'pts-honor: there is no award A:9999; `pts-honor list` shows them'
	run -64 pts-honor revoke nonsense -m x
	run -1 pts-log --reverse "A:$(decided | award | awk -F, '/^A.*awarded/ {print $8; exit}')" -m x
	assert_output --partial 'is of kind honor, which cannot be reversed'
}

@test "award: an awarded one is not removed by a stream" {
	decided >panel.csv
	award panel.csv >/dev/null
	sed '/^A.*张一/s/,,candidate$/,错,removed/' panel.csv >removed.csv
	run -65 award removed.csv
	assert_output --regexp '^pts-honor: removed.csv:3: was awarded by A:[0-9]+: pts-honor revoke takes it back$'
}

@test "award: other periods, other levels, no book" {
	printf '%s\n' book,period,honor,household A,2024,PANEL,001 >bad.csv
	printf '%s\n' book,honor,household,member A,PANEL,001,001-1 A,NOM,001, A,BEST,001, >levels.csv
	printf '%s\n' honor,name PANEL,张一 >nowhere.csv
	run -65 --separate-stderr award bad.csv levels.csv nowhere.csv
	assert_equal "$stderr" 'pts-honor: bad.csv:2: the row is of 2024, the award is for 2025
pts-honor: levels.csv:2: honour PANEL is for a household: name it, and no member
pts-honor: levels.csv:3: honour NOM is for a person: name the member
pts-honor: levels.csv:4: honour BEST is for a village: name no household
pts-honor: nowhere.csv:2: whose honour is this? Add a column book, or give -b BOOK'
}

@test "certificates: a page each, names and titles escaped, only of what stands" {
	printf '%s\n' honor,title 'PANEL,最美<家庭>&' | pts-load honors - >/dev/null
	decided | award >out
	pts-honor revoke "A:$(awk -F, '/张一/ {print $8}' out)" -m x
	run -0 pts-honor list -f html
	assert_equal "$(grep -c 'class="paper"' <<<"$output")" 3
	assert_line --partial '最美&lt;家庭&gt;&amp;'
	assert_line --partial '张二 家庭：'
	refute_line --partial 张一
	refute_line --partial '<script'
	run -64 pts-honor propose -p 2025 -f html
	assert_line 'pts-honor: format `html` is none of: csv tsv table'
	run -64 award -f html /dev/null
	run -0 pts-honor list -f html -p 2024
	assert_line --partial '没有授予荣誉'
}

@test "certificates: in the village's language, with head and seal" {
	printf '%s\n' book,key,value A,lang,en A,head,East A,seal,'The committee' | pts-load settings - >/dev/null
	decided | award >/dev/null
	run -0 pts-honor list -f html -b A
	assert_line --partial '<section class="paper" lang="en">'
	assert_line --partial '>East<'
	assert_line --partial 'The committee<br>2026-01-05'
}

@test "what the tools need to be told" {
	run -64 pts-honor propose
	assert_line 'pts-honor: for which period? Give -p PERIOD'
	run -64 pts-honor propose -p 2025-01-01..2025-02-03
	run -65 proposal --honor NONE
	assert_output 'pts-honor: there is no honour NONE in the table honors'
	sqlite3 pts.db 'DELETE FROM honors'
	run -78 proposal
	assert_output 'pts-honor: the scheme has no honours: load the table honors'
}

@test "check: an honour slipped in, dropped, given to another, or revoked behind the ledger's back" {
	decided | award >/dev/null
	cp pts.db good.db
	while IFS='|' read -r sql message; do
		cp good.db pts.db
		tamper "$sql"
		run -1 pts-check -b A
		assert_output --partial "$message"
	done <<-'END'
		UPDATE awards SET household = '005' WHERE household = '001' AND book = (SELECT book FROM books WHERE code = 'A')|is in no entry
		DELETE FROM awards WHERE household = '001' AND book = (SELECT book FROM books WHERE code = 'A')|the honour it awarded is not kept
		UPDATE awards SET revoked = 3 WHERE household = '001' AND book = (SELECT book FROM books WHERE code = 'A')|is kept as revoked by entry 3, it is by 0
		INSERT INTO awards SELECT book, '2024', honor, household, member, seq, 0 FROM awards WHERE household = '002'|is in no entry
	END
}

@test "load: an honour that nobody, or everybody, would get is inconsistent" {
	loaded honors <<-'END'
		honor,title,level,basis,categories,rules,top,from,spotless
		H1,一,,score,NO,,1,,
		H2,二,,score,,R1 NO,1,,
		H3,三,,score,,,1,,HJ NO
		H4,四,,score,,,,,
		H5,五,,hours,HJ,,1,,
		H6,六,book,nomination,,,1,,
		H7,七,,nomination,,,,,
	END
	assert_equal "$output" 'pts-init: honors.csv:2: honour H1 names NO in categories, which is not in the table categories
pts-init: honors.csv:3: honour H2 names NO in rules, which is not in the table rules
pts-init: honors.csv:4: honour H3 names NO in spotless, which is not in the table categories
pts-init: honors.csv:5: honour H4 would go to everybody: say how many get it in top, or the least in from
pts-init: honors.csv:6: honour H5 goes by hours, but no rule it looks at is counted in hours
pts-init: honors.csv:7: honour H6 is for villages, which are not nominated: give it the basis score or hours'
}
