# A year with ties at every cut: two villages, eight households, each village with a household that is barred.
#
#   A  001 60   002 40   003 40   004 20   005 20/-5 (25 earned, 5 deducted)   006 40 veto   007 ended, 80   008 nothing
#   B  001 30   002 30

load helper

# For setup_file: pts.db and place in the file's folder.
merit_file() {
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR _common_setup
	merit_ledger events.csv
}

# For setup: each test has its own copies, and it is the year after.
merit_setup() {
	_common_setup
	export PTS_NOW=2026-01-05T09:00:00
	cp "$BATS_FILE_TMPDIR/pts.db" .
	cp -r "$BATS_FILE_TMPDIR/place" .
}

# place, the scheme as a folder
merit_place() {
	mkdir -p place
	cat >place/books.csv <<-'END'
		book,name,parent,level
		T,小镇,,town
		A,东村,T,village
		B,西村,T,village
	END
	cat >place/categories.csv <<-'END'
		category,title
		HJ,环境治理
		ZY,志愿服务
		YF,一票否决
	END
	cat >place/rules.csv <<-'END'
		rule,category,title,unit,points,counts,cap_points,cap_per,max_quantity
		R1,HJ,清扫,次,10,both,,,
		R5,HJ,整洁,次,5,both,,,
		RM,HJ,乱倒垃圾,次,-5,both,,,
		V1,ZY,志愿服务,小时,0.1,both,,,
		V2,ZY,值守,小时,2,both,20,month,8
		VT,YF,赌博,次,,veto,,year,
		RP,YF,整改,次,-6,score,,,
	END
	cat >place/households.csv <<-'END'
		book,household,group,head,address,status,consent
		A,001,一组,张一,东村1号,active,yes
		A,002,一组,张二,东村2号,active,no
		A,003,一组,张三,东村3号,active,yes
		A,004,二组,张四,东村4号,active,yes
		A,005,二组,张五,东村5号,active,yes
		A,006,二组,张六,东村6号,active,yes
		A,007,二组,张七,东村7号,active,yes
		A,008,二组,张八,东村8号,active,yes
		B,001,一组,王一,西村1号,active,yes
		B,002,一组,王二,西村2号,active,yes
	END
	cat >place/members.csv <<-'END'
		book,household,member,name,role
		A,001,001-1,张一,party
		A,001,001-2,李梅,resident
		A,002,002-1,张二,resident
		A,003,003-1,张三,grid
		A,008,008-1,张八,resident
	END
	cat >place/honors.csv <<-'END'
		book,honor,title,level,basis,categories,rules,top,from,spotless,roles,vetoed,again,ties
		,PANEL,最美家庭,household,score,,,2,,,,no,yes,panel
		,ALL,文明家庭,household,score,,,2,,,,no,yes,all
		,ORDER,清洁家庭,household,score,HJ,,4,,,,no,no,order
		,CLEAN,无扣分家庭,household,score,,,,20,HJ,,no,yes,panel
		,NOM,好婆婆,member,nomination,,,1,,,,no,no,panel
		,HOURS,志愿之星,member,hours,ZY,,1,,,,no,yes,panel
		,BEST,先进村,book,score,,,1,,,,no,yes,panel
	END
	cat >place/grades.csv <<-'END'
		scale,grade,title,level,basis,from,above,stars,benefit
		CREDIT,A,信用户,household,score,40,,,贷款上限10万元
		CREDIT,B,一般信用户,household,score,,19.99,,贷款上限3万元
		CREDIT,C,未评级,household,score,,,,
		RANK,R1,前两名,household,rank,2,,,
		STAR,S1,一星,member,hours,100,,1,
		STAR,S2,二星,member,hours,300,,2,
		SHARE,P,前四成,household,percentile,,60,,
	END
}

merit_events() {
	cat <<-'END'
		event,book,date,household,member,rule,quantity
		a1,A,2025-02-01,001,,R1,6
		a2,A,2025-02-01,002,,R1,4
		a3,A,2025-03-01,003,,R1,4
		a4,A,2025-03-01,004,,R1,2
		a5,A,2025-03-01,005,,R1,2
		a6,A,2025-03-02,005,,R5,1
		a7,A,2025-03-03,005,,RM,1
		a8,A,2025-03-01,006,,R1,4
		a9,A,2025-06-01,006,,VT,1
		a10,A,2025-03-01,007,,R1,8
		b1,B,2025-03-01,001,,R1,3
		b2,B,2025-03-01,002,,R1,3
	END
}

# merit_ledger EVENTS-FILE: pts.db, the year closed; events.csv is made
merit_ledger() {
	merit_place
	merit_events >events.csv
	PTS_NOW=2025-07-01T09:00:00 pts-init place >/dev/null
	PTS_NOW=2025-07-01T09:00:00 pts-log "$1" >/dev/null
	printf '%s\n' book,household,status A,007,ended | PTS_NOW=2025-12-30T09:00:00 pts-load households - >/dev/null
	export PTS_NOW=2026-01-05T09:00:00
	pts-close 2025 >/dev/null
}

# the rows of a proposal as `book household member score state`
short() {
	awk -F, 'NR > 1 {print $1, $6 ($8 == "" ? "" : " " $8), $9, $NF}'
}
