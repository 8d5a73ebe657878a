# pts-list: tables that load back unchanged, the journal, balances, heads

setup() {
	load helper
	load small
	_common_setup
	small_ledger
	S=$(start A)
}

@test "list | load changes nothing, for every table and form" {
	before=$(sha256sum pts.db)
	for table in books settings categories rules ladders shops items calendar honors grades households members; do
		for form in '' '--excel' '--header zh' '--excel --header zh' '-f tsv'; do
			# shellcheck disable=SC2086
			pts-list $table $form >listed.csv
			run -0 pts-load $table listed.csv
			assert_output book,table,key,column,old,new
		done
	done
	assert_equal "$(sha256sum pts.db)" "$before"
}

@test "list | load into an empty ledger makes the same tables" {
	pts-init -d copy.db >/dev/null
	for table in books settings categories rules ladders shops items calendar honors grades households members; do
		pts-list $table --excel | pts-load $table -d copy.db >/dev/null
		assert_equal "$(pts-list $table -d copy.db)" "$(pts-list $table)"
	done
}

@test "-b shows a book and those below it" {
	run -0 pts-list households -b TOWN
	assert_equal "${#lines[@]}" 4
	run -0 pts-list households -b 西村
	assert_output - <<-'END'
		book,household,group,head,address,status,consent,note
		B,001,一组,王成,,active,no,
	END
	run -65 pts-list households -b X
	assert_output 'pts-list: book X is not in the ledger; `pts-list books` shows them'
}

@test "the raw journal is what its hashes cover" {
	hash=$(printf '0%.0s' {1..64})
	while IFS= read -r line; do
		assert_equal "$(cut -f2 <<<"$line")" "$hash"
		hash=$(sha256sum <<<"$line" | cut -c1-64)
	done < <(pts-list journal -b A --raw)
	run -0 pts-list heads -b A
	assert_line --partial "A,$S,$hash,2025-10-08T01:00:00Z"
}

@test "today is the civil date of the ledger's time zone, not the machine's" {
	export TZ=America/Los_Angeles
	PTS_NOW=2025-10-31T23:30:00 run -0 pts-list today -b A
	assert_output $'book,date,at\nA,2025-10-31,2025-10-31T15:30:00Z'
	unset PTS_NOW
	run -0 pts-list today -b A
	assert_equal "$(sed -n '2s/^A,\([0-9-]*\),.*/\1/p' <<<"$output")" "$(TZ=Asia/Shanghai date +%F)"
}

@test "the journal by period, household and source" {
	cat >july.csv <<-'END'
		book,date,household,rule
		A,2025-07-01,001,R1
		A,2025-08-01,001,R1
		B,2025-07-01,001,R2
		A,2025-07-02,002,R1
	END
	sed -i 's/R2$/R1/' july.csv
	pts-log july.csv >/dev/null
	# each BOOK:N, the Nth after those that the journal begins with
	places_of() { pts-list journal "$@" | awk -F, -v a="$S" -v b="$(start B)" 'NR > 1 {printf "%s%s:%s", (NR > 2 ? " " : ""), $2, $4 - ($2 == "A" ? a : b)}'; }
	assert_equal "$(places_of -p 2025-07)" 'A:1 A:3 B:1'
	assert_equal "$(places_of -p 2025Q3 -b A)" 'A:1 A:2 A:3'
	assert_equal "$(places_of -p 2025-07-02..2025-08-31)" 'A:2 A:3'
	assert_equal "$(places_of -b A -H 001)" 'A:1 A:2'
	assert_equal "$(places_of -b A -H 001 -p 2025-08)" 'A:2'
	assert_equal "$(places_of --source july.csv)" 'A:1 A:2 A:3 B:1'
	assert_equal "$(places_of --source some/where/july.csv:4)" 'B:1'
	assert_equal "$(places_of --source july)" ''
	run -65 pts-list journal -H 001
	run -0 pts-list journal -b B -p 2025-07
	assert_line --partial ",B,2025-07,$(seq_at B 1),2025-07-01,001,王成,一组,,,HJ,R1,earn,1.00,5.00,5.00,posted,"
	run -0 pts-list balances -b A
	assert_output - <<-'END'
		book,household,name,balance,available
		A,001,张三丰,6.00,6.00
		A,002,阿依·努尔,3.00,3.00
	END
	run -0 pts-list balances -b B -H 001
	assert_line B,001,王成,5.00,5.00
	assert_equal "$(pts-list journal -b A -H 001 --raw | tail -1 | sha256sum | cut -c1-64)" "$(sql "SELECT hash FROM journal WHERE book = 2 AND seq = $((S + 2))")"
}

@test "periods, stock and redemptions have their columns" {
	run -0 pts-list periods -b A
	assert_output $'book,period,first,last,closed\nA,2025-10,1,'"$S,"
	run -0 pts-list stock
	assert_output book,shop,item,title,quantity,held,value
	run -0 pts-list redemptions
	assert_output book,receipt,date,household,name,item,quantity,points,value,state
}

@test "a list takes only the options that mean something for it" {
	run -64 pts-list rules -p 2025
	assert_output --partial 'a list of rules takes no --period'
	run -64 pts-list journal -p nonsense
	assert_output --partial '`nonsense` is no period'
	run -64 pts-list jornal
	assert_output --partial 'did you mean `journal`?'
	run -66 pts-list journal -d nowhere.db
}

@test "the ledger is only read" {
	chmod 440 pts.db
	before=$(stat -c '%y %s' pts.db)
	run -0 pts-list journal
	run -0 pts-list balances
	assert_equal "$(stat -c '%y %s' pts.db)" "$before"
}

@test "without a table it shows all, views included" {
	run -0 pts-list
	assert_line 'journal,seq,序号|流水序号'
	assert_line 'rules,rule,细则|规则|细则编号|项目编号|细则代码'
}

@test "-h is the manual's synopsis" {
	run -0 pts-list -h
	assert_equal "${lines[0]}" "usage: $(synopsis pts-list)"
}
