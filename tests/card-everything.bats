# pts-card --everything: all that is kept; pts-load --remove and pts-log --erase: what is taken away, the chain intact

setup() {
	load helper
	_common_setup
	make_ledger
}

# facts HOUSEHOLD TABLE: its facts as key,column,value
facts() {
	pts-card -b HH --everything -f csv "$1" | awk -F, -v t="$2" '$3 == t' | cut -d, -f4-
}

@test "the roster, the account, lots and entries with their notes, against the tables" {
	run -0 pts-card -b HH --everything -f csv 001
	assert_line --index 0 book,household,table,key,column,value
	run -0 facts 001 households
	assert_output "$(printf 'HH:001,%s\n' group,一组 head,张三丰 address,一组1号 status,active consent,no)"
	run -0 facts 001 members
	assert_line HH:M2,name,张小花
	assert_equal "${#lines[@]}" 8
	run -0 facts 001 accounts
	assert_output "$(printf 'HH:001,%s\n' balance,27.00 available,27.00)"
	run -0 facts 001 lots
	assert_line "$(at HH 3)/2026-01-31,points,2.00"
	# Every entry of the household, and every cell of it that is not blank.
	for household in 001 002 003; do
		facts $household journal | awk -F, '$2 != "title" && $2 != "note"' | sort >told
		sqlite3 -csv pts.db "$(for column in date period at kind id member role rule category act item shop account ref corrects source actor hash; do
			echo "SELECT 'HH:' || seq, '$column', $column FROM journal JOIN books USING (book) WHERE code = 'HH' AND household = '$household' AND $column <> '' UNION ALL "
		done)$(for column in quantity score points value cash money; do
			echo "SELECT 'HH:' || seq, '$column', printf('%.2f', $column / 100.0) FROM journal JOIN books USING (book) WHERE code = 'HH' AND household = '$household' AND $column IS NOT NULL UNION ALL "
		done) SELECT '', '', '' WHERE 0" | tr -d '"\r' | sort >kept
		cmp told kept
		assert [ -s kept ]
	done
	run -0 facts 002 journal
	assert_line "$(at HH 2),note,门前三包"
	assert_line "$(at HH 14),note,counted twice"
	run -0 facts 002 redemptions
	assert_output "$(printf 'HH-R2025-0002,%s\n' "entry,$(at HH 12)" date,2025-09-10 item,SOAP points,10.00 value,5.00 state,void)"
}

# A claim that was rejected, one that was approved, and a dispute that was decided, all of 003.
workflow() {
	printf 'key,value\nreview,one\n' | pts-load settings >/dev/null
	printf 'event,book,date,household,rule,quantity,evidence,note\nE1,HH,2025-10-02,003,CLEAN,1,照片1,王家门前\nE2,HH,2025-10-03,003,CLEAN,1,照片2,看见王成在场\n' |
		pts-log - >/dev/null
	PTS_ACTOR=panel pts-review approve E1 >/dev/null
	PTS_ACTOR=panel pts-review reject E2 -m '王成说不是他' >/dev/null
	pts-close 2025Q3 >/dev/null
	pts-tally -p 2025Q3 -b HH --all | pts-notice issue -f csv >/dev/null
	pts-dispute open HH-2025-01 -H 003 --entry "$(at HH 4)" --from 王成 -m '不是我家的垃圾' >/dev/null
	PTS_ACTOR=panel pts-dispute reject HH-D2025-0001 -m '照片为证' >/dev/null
}

@test "claims, disputes with their words, notices that show it" {
	workflow
	run -0 facts 003 claims
	assert_line E1,state,approved
	assert_line E2,state,rejected
	assert_line E2,note,看见王成在场
	assert_line E2,reason,王成说不是他
	run -0 facts 003 disputes
	assert_line HH-D2025-0001,objector,王成
	assert_line HH-D2025-0001,text,不是我家的垃圾
	assert_line HH-D2025-0001,reason,照片为证
	assert_line HH-D2025-0001,entry,"$(at HH 4)"
	run -0 facts 003 notices
	assert_line HH-2025-01,kind,scores
	assert_line --partial '003,王*'
	refute_output --partial 001
	pts-notice issue --kind deductions -p 2025Q3 -b HH -f csv >/dev/null
	run -0 facts 003 notices
	assert_line HH-2025-02,kind,deductions
	run -0 facts 001 notices
	refute_output --partial HH-2025-02
}

@test "coupons by the digests of their codes: used, cancelled, valid, of this household only" {
	load shop
	make_shop
	set_to HH redeem_at any
	read -ra codes <<<"$(pts-redeem -b HH -H 001 -i MEAL -q 2 | cell code)"
	pts-redeem -b HH -H 002 -i MEAL >/dev/null
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	pts-redeem use "${codes[0]}" -s CS:P9 >/dev/null
	anew=$(pts-redeem reissue HH-R2025-0001 | cell code)
	pts-redeem -b HH -H 001 -i CUT >/dev/null
	run -0 pts-card -b HH --everything -f csv 001
	for code in "${codes[@]}" "$anew"; do
		refute_output --partial "$code"
	done
	facts 001 coupons >told
	entry=$(pts-list journal -b HH -H 001 | awk -F, '$13 == "redeem" {print "HH:" $4; exit}')
	# Each by its digest, in no order that tells of the code.
	for nth in 0 1; do
		digest=$(printf %s "${codes[nth]}" | sha256sum | cut -d' ' -f1)
		key=$(grep ",digest,$digest$" told | cut -d, -f1)
		[[ $key == HH-R2025-0001/[123] ]]
		run -0 grep -F "$key," told
		assert_line "$key,entry,$entry"
		assert_line "$key,until,2025-11-07"
		if [ "$nth" = 0 ]; then
			assert_line "$key,state,used"
			assert_line "$key,date,2025-10-08"
			assert_line "$key,shop,CS:P9"
			assert_line "$key,hash,$(pts-list journal --raw -b CS | tail -1 | sha256sum | cut -d' ' -f1)"
		else
			assert_line "$key,state,cancelled"
			refute_line --regexp "^$key,(date|hash|shop),"
		fi
	done
	run -0 grep -F ",digest,$(printf %s "$anew" | sha256sum | cut -d' ' -f1)" told
	assert_line --partial HH-R2025-0001/
	run -0 grep -F HH-R2025-0004/1 told
	assert_line HH-R2025-0004/1,shop,HH:P1
	assert_line HH-R2025-0004/1,state,valid
	assert_equal "$(grep -c ,digest, told)" 4
	PTS_LANG=zh run -0 pts-card -b HH --everything -f text 001
	assert_line 优惠券
}

@test "reservations: open, collected, cancelled, lapsed; those of others are not told" {
	load shop
	make_shop
	pts-redeem reserve -b HH -H 001 -i SOAP -q 2 --id R1 --member M2 >/dev/null
	pts-redeem reserve -b HH -H 002 -i SOAP >/dev/null
	pts-redeem reserve -b HH -H 001 -i OIL --id R3 >/dev/null
	pts-redeem reserve -b HH -H 001 -i SALT --id R4 >/dev/null
	pts-redeem collect HH-R2025-0003 >/dev/null
	pts-redeem cancel HH-R2025-0004 >/dev/null
	run -0 facts 001 reservations
	assert_output "$(
		printf 'HH-R2025-0001,%s\n' date,2025-10-08 until,2025-11-07 state,reserved order,R1 member,M2 item,SOAP \
			shop,HH:S1 quantity,2.00 points,20.00 value,10.00 actor,tester
		printf 'HH-R2025-0003,%s\n' date,2025-10-08 until,2025-11-07 state,collected order,R3 item,OIL \
			shop,HH:S1 quantity,1.00 points,20.00 value,25.50 cash,15.50 actor,tester
		printf 'HH-R2025-0004,%s\n' date,2025-10-08 until,2025-11-07 state,cancelled order,R4 item,SALT \
			shop,HH:S1 quantity,1.00 points,2.00 value,1.00 actor,tester
	)"
	export PTS_NOW=2025-12-01T09:00:00
	pts-redeem lapse >/dev/null
	run -0 facts 001 reservations
	assert_line HH-R2025-0001,state,lapsed
	PTS_LANG=zh run -0 pts-card -b HH --everything -f text 001
	assert_line 预订
}

@test "grades and honours, the revoked one too" {
	printf 'honor,title,level,basis,top\nMJ,最美家庭,household,score,1\n' | pts-load honors >/dev/null
	printf 'scale,grade,title,level,basis,from\ncredit,AAA,信用户,member,score,10\n' | pts-load grades >/dev/null
	pts-grade run -p 2025-07 -b HH >/dev/null
	pts-honor propose -p 2025-07 -b HH | pts-honor award -p 2025-07 >awarded.csv
	entry=HH:$(awk -F, '/,MJ,/ {print $8}' awarded.csv)
	run -0 facts 001 grades
	assert_output "$(printf 'credit/2025-07/%s\n' M1,grade,AAA M1,title,信用户 M1,figure,10.00 M2,grade,AAA M2,title,信用户 M2,figure,12.00)"
	run -0 facts 001 honors
	assert_output "$(printf '2025-07/MJ,%s\n' title,最美家庭 "entry,$entry")"
	pts-honor revoke "$entry" -m 'somebody else did it' >/dev/null
	run -0 facts 001 honors
	assert_output "$(printf '2025-07/MJ,%s\n' title,最美家庭 "entry,$entry" state,revoked)"
	run -0 facts 002 honors
	refute_output
}

@test "as text it is read aloud, in Chinese too" {
	workflow
	for lang in en zh; do
		PTS_LANG=$lang pts-card -b HH --everything 003 >said
		sed -E 's/[0-9a-f]{64}/HASH/; s/x[0-9a-f]{32}/ID/; s/T[0-9:]{8}Z/TIME/' said >found
		[ -z "${RENEW:-}" ] || cp found "$GOLDEN/card/everything-$lang.txt"
		diff "$GOLDEN/card/everything-$lang.txt" found
	done
	run -0 bash -c 'printf "book,household\nHH,001\nHH,002\n" | pts-card --everything -'
	assert_equal "$(grep -c $'\f' <<<"$output")" 1
}

@test "a member is removed: the roster forgets, everything else stays as it was" {
	pts-list journal --raw -b HH >before
	pts-tally -p 2025Q3 -k member >sums
	pts-check >sound
	run -0 bash -c "printf 'book,member\nHH,M1\n' | pts-load members --remove"
	assert_output "$(printf 'book,table,key,column,old,new\nHH,members,M1,,household=001; name=张三丰; role=party,')"
	# One more entry says that the roster is another, and no more than that.
	pts-list journal --raw -b HH >after
	cmp before <(head -n -1 after)
	assert_equal "$(tail -n 1 after | cut -f8,29 | tr -d 0-9a-f)" $'rostr\tmmrs '
	run -0 pts-check
	assert_equal "$(cut -d, -f1,3-7,9 <<<"$output")" "$(cut -d, -f1,3-7,9 sound)"
	# The tally shows nobody's name and household any more, with the same sums.
	cut -d, -f1,2,4,6- sums | cmp - <(pts-tally -p 2025Q3 -k member | cut -d, -f1,2,4,6-)
	run -0 pts-list members -b HH
	refute_output --partial M1
	# The head of the household is corrected by a load; then the name is nowhere in the file.
	printf 'book,household,head\nHH,001,\n' | pts-load households >/dev/null
	run -1 grep -c 张三丰 pts.db
	run -0 pts-card -b HH 001
	assert_line --index 0 'Household 001    一组  红河村'
	# Old entries can still be taken back, and what names the member anew is bad.
	run -0 pts-log --reverse -m 'not his' "$(at HH 1)"
	pts-check >/dev/null
	run -65 pts-log -b HH -H 001 --member M1 -r CLEAN
	assert_output --partial M1
	# Twice is once, and says so.
	run -0 bash -c "printf 'book,member\nHH,M1\n' | pts-load members --remove --verbose 2>&1 >/dev/null"
	assert_line --partial 'members M1 is not there'
}

@test "what pts-list prints can be handed in; nothing but members, and nothing by halves" {
	pts-list members -b HH | grep -v M1 | pts-load members --remove --dry-run | grep -c members >shown
	assert_equal "$(cat shown)" 2
	assert_equal "$(pts-list members -b HH | wc -l)" 4
	run -65 bash -c "printf 'book,member\nHH,M1\nXX,M2\n' | pts-load members --remove"
	assert_equal "$(pts-list members -b HH | wc -l)" 4
	run -64 pts-load households --remove /dev/null
	assert_line --index 0 --partial 'members only'
	run -65 bash -c "printf 'book,name\nHH,张三丰\n' | pts-load members --remove"
	assert_output --partial 'the column member is missing'
}

@test "a note is erased: text gone from the file, the chain sound, pts-check counts it" {
	pts-list journal --raw -b HH >before
	run -0 pts-log --erase "$(at HH 2)" "$(at HH 1)"
	assert_line --regexp ",HH,2025-07,$((S + 2)),.*,erased,$"
	assert_line --regexp ",HH,2025-07,$((S + 1)),.*,duplicate,$"
	cmp before <(pts-list journal --raw -b HH)
	run -1 grep -c 门前三包 pts.db
	run -0 pts-check -b HH
	assert_line --regexp '^HH,.*,1,[0-9a-f]{64},ok$'
	run -0 facts 002 journal
	assert_line "$(at HH 2),erased,1"
	run -0 pts-log --erase "$(at HH 2)"
	assert_line --regexp ',duplicate,$'
}

@test "erasing takes the texts of claims and objections along" {
	workflow
	run -0 bash -c 'pts-list journal -b HH -H 003 | pts-log --erase -'
	# The words of an objection lie with entries of no household: those that the card names.
	run -0 pts-log --erase "$(facts 003 disputes | awk -F, '$2 == "seq" {print $3}')"
	run -0 bash -c 'pts-review list --state rejected -b HH | pts-log --erase -'
	assert_line --regexp '^E2,HH,.*,erased,$'
	for text in 王家门前 照片1 看见王成在场 照片2 王成说不是他 不是我家的垃圾; do
		grep -q "$text" pts.db && fail "$text is still there"
	done
	run -0 facts 003 disputes
	assert_line HH-D2025-0001,state,rejected
	assert_line HH-D2025-0001,reason,照片为证
	refute_line --partial objector
	run -0 pts-check
	# A claim that waits keeps what it is to be judged by.
	printf 'event,book,date,household,rule,note\nE3,HH,2025-10-04,003,CLEAN,门口\n' | pts-log - >/dev/null
	run -1 bash -c 'pts-review list -b HH | pts-log --erase -'
	assert_output --partial 'claim E3 is pending: approve or reject it first'
}

@test "erasing: all or nothing, --dry-run, what it does not take" {
	run -65 pts-log --erase "$(at HH 2)" HH:999
	assert_output 'pts-log: there is no entry HH:999'
	run -0 pts-log --erase --dry-run "$(at HH 2)"
	run -0 grep -c 门前三包 pts.db
	run -64 pts-log --erase -m because "$(at HH 2)"
	run -64 pts-log --erase --reverse "$(at HH 2)"
	run -65 bash -c "printf 'book,claim\nHH,E9\n' | pts-log --erase -"
	assert_output --partial 'there is no claim E9 in book HH'
}
