# A small place with a rule for every cap and role, and short ways to hand in sheets and read what comes back.

load helper

# For setup_file: l.db in the file's folder, without a deed.
deeds_file() {
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	deeds_ledger
}

# For setup: each test has its own copy.
deeds_setup() {
	_common_setup
	set -o pipefail
	cp "$BATS_FILE_TMPDIR/l.db" pts.db
	S=$(start HH)
}

deeds_ledger() {
	mkdir scheme
	cat >scheme/books.csv <<-'END'
		book,name,parent,level
		LX,老新镇,,town
		HH,红河村,LX,village
		CS,赤生村,LX,village
	END
	cat >scheme/households.csv <<-'END'
		book,household,group,head,status
		HH,001,一组,张三丰,active
		HH,002,一组,李雷,active
		HH,003,二组,王成,active
		HH,004,三组,王成,active
		HH,009,三组,赵六,ended
		CS,001,一组,欧阳锋,active
		CS,101,一组,阿依·努尔,active
	END
	cat >scheme/members.csv <<-'END'
		book,household,member,name,role,status
		HH,001,M1,张三丰,party,active
		HH,001,M2,张小花,resident,active
		HH,002,M3,李雷,grid,active
		HH,003,M4,孙七,resident,ended
	END
	printf '%s\n' book,category,title ,HJ,环境治理 ,ZY,志愿服务 >scheme/categories.csv
	cat >scheme/rules.csv <<-'END'
		book,rule,category,title,points,roles,counts,cap_points,cap_times,cap_per,cap_scope,max_quantity,valid_from,valid_until
		,CLEAN,HJ,门前整洁,10,,both,,,,,,2025-01-01,
		CS,CLEAN,HJ,门前整洁（赤生）,12,,both,,,,,,2025-01-01,
		,LITTER,HJ,乱倒垃圾,-5,,both,,,,,,2025-01-01,
		,HOURS,ZY,志愿服务,3,,both,30,,month,,,2025-01-01,
		,DRILL,ZY,演练,5,,both,,2,quarter,,,2025-01-01,
		,BOTH,ZY,两样都限,4,,both,10,2,month,,,2025-01-01,
		,SELF,ZY,个人限额,4,,both,8,,month,member,,2025-01-01,
		,TREE,HJ,种树,2,,both,,,,,3,2025-01-01,
		,OATH,ZY,党员承诺,8,党员,both,,,,,,2025-01-01,
		,DUTY,ZY,值守,6,party grid,both,,,,,,2025-01-01,
		,PANEL,ZY,评议,,,both,,,,,,2025-01-01,
		,BASE,ZY,基础分,100,,score,,,,,,2025-01-01,
		,GATE,HJ,巡堤,5,,both,,2,year,,,2025-01-01,2025-06-30
		,GATE,HJ,巡堤,7,,both,,2,year,,,2025-08-01,
	END
	PTS_LEDGER=l.db pts-init scheme >/dev/null
}

# sheet NAME HEADER ROW…: a file of these lines
sheet() {
	local name=$1
	shift
	printf '%s\n' "$@" >"$name"
}

# post HEADER ROW…: logs these rows of the book HH as sheet.csv and prints nth,score,points,state,remark of each
post() {
	sheet sheet.csv "$@"
	pts-log -b HH sheet.csv | pick nth,score,points,state,remark
}

# pick COLUMNS: these columns of a stream (the quoted ones come last), without the header; `nth` is seq counted after $S
pick() {
	awk -F, -v want="$1" -v scheme="$S" '
		BEGIN {n = split(want, name, ",")}
		NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; last = NF; next}
		{
			for (i = 1; i <= n; i++) {
				printf "%s%s", (i > 1 ? "," : ""), name[i] == "nth" ? $at["seq"] - scheme : $at[name[i]]
				for (k = last + 1; at[name[i]] == last && k <= NF; k++) printf ",%s", $k
			}
			print ""
		}'
}

# How many entries there are beyond those of the scheme and the roster.
entries() {
	sqlite3 pts.db "SELECT COUNT(*) FROM journal WHERE kind NOT IN ('scheme', 'roster')"
}

balance() {
	pts-list balances -b HH -H "$1" | pick balance
}
