# A small place: a town, two villages, one of them with a rule of its own.

small_folder() {
	mkdir -p place/scheme place/roster
	cat >place/scheme/books.csv <<-'END'
		book,name,parent,level
		TOWN,小镇,,town
		A,东村,小镇,village
		B,西村,TOWN,社区
	END
	cat >place/scheme/settings.csv <<-'END'
		book,key,value
		,name,小镇积分制
		,expiry,year-end+31d
		A,objection_days,10
	END
	cat >place/scheme/categories.csv <<-'END'
		category,title
		HJ,环境治理
	END
	cat >place/scheme/rules.csv <<-'END'
		book,rule,category,title,unit,points,roles,cap_points,cap_times,cap_per,valid_from
		,R1,HJ,清扫,次,5,,20,,month,2025-01-01
		,R2,HJ,"巡逻, 夜间",小时,1.5,党员、网格员,,2,周,2025/1/1
		A,R1,HJ,清扫（东村）,次,３,,,,,2025年1月1日
		,R9,HJ,=其他,次,,,,,,
	END
	cat >place/scheme/shops.csv <<-'END'
		book,shop,name,contact
		A,S1,东村积分超市,+86 728
	END
	cat >place/scheme/items.csv <<-'END'
		item,title,points,cost,price,valid_from
		soap,香皂,10,5,5.5,2025-01-01
	END
	cat >place/roster/households-A.csv <<-'END'
		book,household,group,head,address,consent
		A,001,一组,张三丰,东村1号,是
		A,002,二组,阿依·努尔,,
	END
	cat >place/roster/households-B.csv <<-'END'
		村,户号,小组,户主
		西村,001,一组,王成
	END
	cat >place/roster/members.csv <<-'END'
		book,household,member,name,role,born
		A,001,001-1,张三丰,党员,1960
		A,001,001-2,张小丰,,1988/5/1
		B,001,001-1,王成,群众,
	END
}

small_ledger() {
	small_folder
	pts-init place >/dev/null
}

# Any SQL on the ledger, as another program would see it.
sql() {
	sqlite3 -readonly -csv "${PTS_LEDGER:-pts.db}" "$1" | tr -d '\r'
}
