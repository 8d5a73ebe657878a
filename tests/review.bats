# pts-review: what waits, who decides, in what order it is scored

setup_file() {
	load deeds
	deeds_file
	settings review=one | pts-load settings -d l.db >/dev/null
}

setup() {
	load deeds
	deeds_setup
}

# settings KEY=VALUE…: those of the village HH, as a table
settings() {
	echo book,key,value
	printf 'HH,%s\n' "${@//=/,}"
}

set_to() {
	settings "$@" | pts-load settings >/dev/null
	S=$((S + 1))
}

# claims HEADER ROW…: hands these rows of HH in as sheet.csv, recorded by the clerk
claims() {
	sheet sheet.csv "$@"
	pts-log -b HH --actor clerk sheet.csv | pick event,state
}

# approve CLAIM…, reject CLAIM…: by Zhang, for short
approve() {
	pts-review approve --actor zhang "$@" | pick event,nth,score,state,remark
}

reject() {
	pts-review reject --actor zhang -m 'no photo' "$@" | pick event,state,remark
}

two_claims() {
	claims event,date,household,rule A,2025-07-01,001,CLEAN B,2025-07-02,002,CLEAN >/dev/null
}

# Entries of households.
events() {
	sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind NOT IN ('scheme', 'roster', 'close')"
}

# --- what waits

@test "where claims are reviewed, events wait and count for nothing" {
	run -0 claims event,date,household,rule A,2025-07-01,001,CLEAN ,2025-07-02,002,CLEAN
	assert_line --index 0 A,pending
	assert_line --index 1 --regexp '^x[0-9a-f]{32},pending$'
	assert_equal "$(events)" 0
	assert_equal "$(balance 001)" 0.00
	assert_equal "$(pts-tally -b HH | wc -l)" 1
	run -0 pts-check
}

@test "a pending row has neither month nor seq nor points" {
	sheet sheet.csv event,date,household,member,rule,quantity A,2025-07-01,001,M1,HOURS,2
	run -0 pts-log -b HH sheet.csv
	assert_line --index 1 A,HH,,,2025-07-01,001,张三丰,一组,M1,party,,HOURS,,2.00,,,pending,
}

@test "without review an event is posted at once" {
	sheet cs.csv event,date,book,household,rule A,2025-07-01,CS,001,CLEAN
	run -0 pts-log cs.csv
	assert_line --index 1 --partial ,posted,
}

@test "a bad row is no claim" {
	sheet sheet.csv event,date,household,rule A,2025-07-01,001,CLEAN B,2025-07-01,001,OATH
	run -65 pts-log -b HH sheet.csv
	assert_output 'pts-log: sheet.csv:3: rule OATH is for party only: name the member'
	run -0 pts-review list
	assert_equal "${#lines[@]}" 1
}

@test "list: every column, by date and claim, only what is pending" {
	printf 'rule,category,title,points,evidence,valid_from\nPHOTO,HJ,清沟渠,3,照片,2025-01-01\n' | pts-load rules >/dev/null
	claims event,date,household,member,rule,quantity,act,evidence,note B,2025-07-02,001,M1,PHOTO,2,HT1,照片12,村口 \
		A,2025-07-02,002,,CLEAN,1,,, C,2025-07-01,003,,CLEAN,1,,, >/dev/null
	run -0 pts-review list -b HH
	assert_output - <<-'END'
		claim,book,date,household,name,group,member,category,rule,title,quantity,points,act,evidence,late,state,recorder,reviewer,reason,source
		C,HH,2025-07-01,003,王成,二组,,HJ,CLEAN,门前整洁,1.00,,,,,pending,clerk,,,sheet.csv:4
		A,HH,2025-07-02,002,李雷,一组,,HJ,CLEAN,门前整洁,1.00,,,,,pending,clerk,,,sheet.csv:3
		B,HH,2025-07-02,001,张三丰,一组,M1,HJ,PHOTO,清沟渠,2.00,,HT1,照片12,,pending,clerk,,,sheet.csv:2
	END
	reject A >/dev/null
	approve B >/dev/null
	assert_equal "$(pts-review list | pick claim)" C
	assert_equal "$(pts-review list --state approved | pick claim,state,reviewer)" B,approved,zhang
	assert_equal "$(pts-review list --state rejected | pick claim,state,reviewer,reason)" 'A,rejected,zhang,no photo'
	run -64 pts-review list --state maybe
}

@test "list: of a book and those below it" {
	two_claims
	run -0 pts-review list -b LX
	assert_equal "${#lines[@]}" 3
	run -0 pts-review list -b CS
	assert_equal "${#lines[@]}" 1
}

# --- approving

@test "approved by operand: an event of the clerk, with the reviewer in its ref" {
	two_claims
	run -0 approve A
	assert_output A,1,10.00,posted,
	assert_equal "$(balance 001) $(balance 002)" '10.00 0.00'
	assert_equal "$(sqlite3 pts.db "SELECT id, ref, source, actor FROM journal WHERE id = 'A'")" 'A|zhang|sheet.csv:2|clerk'
	assert_equal "$(pts-review list | pick claim)" B
	run -0 pts-check
}

@test "approved by a stream: what list printed, after a filter" {
	claims event,date,household,rule A,2025-07-01,001,CLEAN B,2025-07-02,002,LITTER C,2025-07-03,003,CLEAN >/dev/null
	pts-review list | grep -e ^claim, -e ,CLEAN, | pts-review approve - >out.csv
	assert_equal "$(pick event,state <out.csv)" $'A,posted\nC,posted'
	assert_equal "$(pts-review list | pick claim)" B
	# what pts-log printed will do as well, and so will the file operand left out
	pts-log -b HH --actor clerk sheet.csv | grep -e ^event, -e ^B, | pts-review approve >out.csv
	assert_equal "$(pick event,state <out.csv)" B,posted
}

@test "approved by a stream that pts-rank has sorted and cut" {
	claims event,date,household,rule,points A,2025-07-01,001,PANEL,5 B,2025-07-02,002,PANEL,20 C,2025-07-03,003,PANEL,8 >/dev/null
	pts-review list | pts-rank -k points -n 2 | pts-review approve - >out.csv
	assert_equal "$(pick event,score,state <out.csv)" $'B,20.00,posted\nC,8.00,posted'
	assert_equal "$(pts-review list | pick claim)" A
}

@test "one call scores by date and claim, whatever the order of the names" {
	claims event,date,household,rule,quantity Z,2025-07-01,001,HOURS,4 B,2025-07-02,001,HOURS,4 A,2025-07-02,001,HOURS,4 >/dev/null
	run -0 approve B A Z
	assert_output - <<-'END'
		Z,1,12.00,posted,
		A,2,12.00,posted,
		B,3,6.00,posted,"capped 6.00 of 12.00, cap 30.00 a month"
	END
}

@test "caps count what was approved, not what waits" {
	claims event,date,household,rule,quantity A,2025-07-01,001,HOURS,8 B,2025-07-02,001,HOURS,8 >/dev/null
	run -0 approve B
	assert_output B,1,24.00,posted,
	run -0 approve A
	assert_output 'A,2,6.00,posted,"capped 6.00 of 24.00, cap 30.00 a month"'
}

@test "approving again says so and exits 0" {
	two_claims
	approve A >/dev/null
	run -0 approve A
	assert_line --partial ,duplicate,approved\ already
	assert_equal "$(events)" 1
}

@test "an approved claim is not rejected: its entry is reversed" {
	two_claims
	approve A >/dev/null
	run -1 reject A
	assert_output 'pts-review: claim A was approved and posted: reverse its entry with pts-log --reverse'
	run -0 pts-log --reverse -m 'no photo' "$(at HH 1)"
	assert_line --partial ,reverse,
}

# --- two reviewers

@test "two reviewers: the second approval posts, both stand in the ref" {
	set_to review=two
	two_claims
	run -0 approve A
	assert_output --partial ',pending,approved by zhang; one more is needed'
	assert_equal "$(events)" 0
	assert_equal "$(pts-review list | pick claim,reviewer)" $'A,zhang\nB,'
	run -0 pts-review approve --actor wang A
	assert_line --index 1 --partial ,posted,
	assert_equal "$(sqlite3 pts.db "SELECT ref, actor FROM journal WHERE id = 'A'")" 'zhang,wang|clerk'
}

@test "two reviewers must differ: the same one twice is one" {
	set_to review=two
	two_claims
	approve A >/dev/null
	run -0 approve A
	assert_output --partial ',pending,approved by zhang already; a second reviewer is needed'
	assert_equal "$(events)" 0
	run -0 approve A A
	assert_equal "$(events)" 0
}

@test "two reviewers: one is enough to reject" {
	set_to review=two
	two_claims
	approve A >/dev/null
	run -0 pts-review reject --actor wang -m 'no photo' A
	run -1 approve A
	assert_output 'pts-review: claim A was rejected by wang: hand it in again under another id'
}

# --- who recorded it

@test "self_review warn: the clerk may decide, and is warned" {
	two_claims
	run -0 --separate-stderr pts-review approve --actor clerk A
	assert_equal "$stderr" 'pts-review: warning: claim A was recorded by clerk, who reviews it now'
	assert_line --index 1 --partial ,posted,
}

@test "self_review refuse: the clerk may neither approve nor reject" {
	set_to self_review=refuse
	two_claims
	run -1 pts-review approve --actor clerk A
	assert_output 'pts-review: claim A was recorded by clerk, who cannot review it'
	run -1 pts-review reject --actor clerk -m 'my mistake' A
	run -0 approve A
}

# --- rejecting

@test "a rejection needs its reason, which is kept" {
	two_claims
	run -64 pts-review reject A
	assert_line --index 0 'pts-review: a rejection needs its reason: -m TEXT'
	run -64 pts-review reject -m '' A
	run -0 reject A
	assert_output 'A,rejected,no photo'
	assert_equal "$(events)" 0
	run -0 pts-check
}

@test "rejecting twice says so; approving what was rejected exits 1" {
	two_claims
	reject A >/dev/null
	run -0 reject A
	assert_output 'A,duplicate,rejected already'
	run -1 approve A
	assert_output 'pts-review: claim A was rejected by zhang: hand it in again under another id'
	assert_equal "$(events)" 0
}

# --- handed in again

@test "the sheet handed in again is duplicate, pending, approved or rejected" {
	claims event,date,household,rule A,2025-07-01,001,CLEAN B,2025-07-02,002,CLEAN ,2025-07-03,003,CLEAN >/dev/null
	approve A >/dev/null
	reject B >/dev/null
	run -0 pts-log -b HH --actor clerk sheet.csv
	assert_equal "$(pick state,remark <<<"$output")" $'duplicate,\nduplicate,rejected\nduplicate,pending'
	assert_equal "$(pts-review list | wc -l)" 2
	assert_equal "$(events)" 1
}

@test "a corrected row is bad while the old one waits" {
	claims date,household,rule,quantity 2025-07-01,001,HOURS,2 >/dev/null
	sheet sheet.csv date,household,rule,quantity 2025-07-01,001,HOURS,3
	run -65 pts-log -b HH sheet.csv
	assert_output --regexp '^pts-log: sheet\.csv:2: looks like a correction of '
	assert_equal "$(pts-review list | pick quantity)" 2.00
}

@test "a known id with other content is bad while it waits" {
	two_claims
	sheet sheet.csv event,date,household,rule A,2025-07-05,001,CLEAN
	run -65 pts-log -b HH sheet.csv
	assert_output 'pts-log: sheet.csv:2: event id A is known with other content, as a claim that is pending: give this one another'
}

# --- closed months

@test "a month with pending claims cannot be closed" {
	two_claims
	run -1 pts-close 2025-07 -b HH
	assert_output --partial 'pts-close: HH: '
	assert_output --partial 2025-07
	approve A >/dev/null
	run -1 pts-close 2025-07 -b HH
	reject B >/dev/null
	run -0 pts-close 2025-07 -b HH
	run -0 pts-check
}

@test "a late claim keeps its flag past the close of its month" {
	pts-close 2025-07 -b HH >/dev/null
	sheet sheet.csv event,date,household,rule A,2025-07-01,001,CLEAN
	run -1 pts-log -b HH --actor clerk sheet.csv
	assert_output --partial 'with --late the event counts in 2025-08'
	run -0 pts-log -b HH --actor clerk --late sheet.csv
	assert_equal "$(pts-review list | pick claim,late)" A,yes
	run -0 pts-review approve --actor zhang A
	assert_line --index 1 --regexp '^A,HH,2025-08,[0-9]+,2025-07-01,.*,posted,'
	run -0 pts-check
}

# --- all or nothing

@test "all or none; --partial decides those that can be" {
	two_claims
	reject A >/dev/null
	run -1 --separate-stderr pts-review approve --actor zhang A B
	assert_output ''
	assert_equal "$stderr" 'pts-review: claim A was rejected by zhang: hand it in again under another id'
	assert_equal "$(events)" 0
	run -1 --separate-stderr pts-review approve --partial --actor zhang A B
	assert_equal "$(pick event,state <<<"$output")" B,posted
	assert_equal "$(events)" 1
}

@test "a claim that is not known is bad, and told beside the refused" {
	two_claims
	reject A >/dev/null
	run -65 --separate-stderr pts-review approve --actor zhang NONE A B
	assert_output ''
	assert_regex "$stderr" 'there is no claim NONE'
	assert_regex "$stderr" 'claim A was rejected by zhang'
	run -65 pts-review approve --partial --actor zhang NONE B
	assert_equal "$(events)" 1
}

@test "a claim in two books needs its book" {
	printf 'book,key,value\nCS,review,one\n' | pts-load settings >/dev/null
	sheet both.csv event,date,book,household,rule A,2025-07-01,HH,001,CLEAN A,2025-07-01,CS,001,CLEAN
	pts-log --actor clerk both.csv >/dev/null
	run -65 pts-review approve A
	run -0 pts-review approve -b CS A
	assert_line --index 1 --partial A,CS,
	run -0 pts-review approve - <<<$'book,claim\nHH,A'
	assert_line --index 1 --partial A,HH,
}

@test "a stream names claims, or it is bad" {
	two_claims
	run -65 pts-review approve - <<<$'household\n001'
	assert_output --partial 'the stream has no column claim or event'
	run -65 pts-review approve - </dev/null
	assert_output --partial 'no input: did the program before fail?'
	run -0 pts-review approve - <<<claim
	assert_equal "${#lines[@]}" 1
}

@test "--dry-run decides everything and commits nothing" {
	two_claims
	before=$(sha256sum pts.db)
	run -0 approve --dry-run A B
	assert_equal "$(cut -d, -f1,4 <<<"$output")" $'A,posted\nB,posted'
	run -0 reject --dry-run A
	assert_output 'A,rejected,no photo'
	assert_equal "$(sha256sum pts.db)" "$before"
}
