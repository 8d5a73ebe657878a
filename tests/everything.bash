# A small ledger with a row in every table: two villages with a scheme of everything, deeds, claims, goods, money, honours.

everything_folder() {
	mkdir everything
	printf '%s\n' book,name,parent,level LX,老新镇,,town HH,红河村,LX,village CS,赤生村,LX,village >everything/books.csv
	printf '%s\n' key,value expiry,year-end+31d review,one spendable,noticed reserve_days,9 >everything/settings.csv
	printf '%s\n' category,title,cap_points,cap_per,full,floor HJ,环境治理,500,month,, ZY,志愿服务,,,, >everything/categories.csv
	cat >everything/rules.csv <<-'END'
		rule,category,title,unit,points,counts,cap_points,cap_times,cap_per,ladder,roles,valid_from
		CLEAN,HJ,门前整洁,次,10,both,90,,month,,,2025-01-01
		LITTER,HJ,乱倒垃圾,次,-5,both,,,,,,2025-01-01
		HOURS,ZY,志愿服务,小时,,both,,,month,FWXS,,2025-01-01
		GRANT,ZY,评议,次,,both,,,,,,2025-01-01
		FIRE,HJ,放火,次,,veto,,,quarter,,,2025-01-01
		FINE,ZY,整改,次,-1,both,,,,,,2025-01-01
	END
	printf '%s\n' ladder,mode,from,points FWXS,highest,1,2 FWXS,highest,5,8 >everything/ladders.csv
	printf '%s\n' book,shop,name,kind HH,S1,红河超市,own HH,P1,聚香饭店,partner HH,P2,惠民超市,partner CS,S1,赤生超市,own >everything/shops.csv
	cat >everything/items.csv <<-'END'
		book,item,title,shop,kind,points,cash,cost,price,limit,limit_per,low,coupon_days,valid_from
		,SOAP,香皂,,goods,10,,5,6,20,month,2,,2025-01-01
		HH,OIL,食用油,S1,swap,20,15.5,12,,,,,,2025-01-01
		HH,MILK,牛奶,P2,goods,12,,,,,,,,2025-01-01
		HH,MEAL,餐券,P1,coupon,10,,,,,,,30,2025-01-01
	END
	printf '%s\n' date,kind,title 2025-10-01,holiday,国庆 >everything/calendar.csv
	printf '%s\n' honor,title,level,basis,categories,top,spotless,vetoed ZMJT,最美家庭,household,score,ZY,1,HJ,no >everything/honors.csv
	printf '%s\n' scale,grade,title,level,basis,from,above,stars,benefit XY,A,一星,household,score,50,,3,贷款 XY,B,其他,household,score,,,1, >everything/grades.csv
	cat >everything/households.csv <<-'END'
		book,household,group,head,address,consent
		HH,001,一组,张三丰,一组1号,yes
		HH,002,一组,李雷,一组2号,no
		HH,003,二组,王成,二组1号,no
		CS,001,一组,欧阳锋,一组1号,no
	END
	printf '%s\n' book,household,member,name,role,born HH,001,M1,张三丰,party,1960 HH,002,M3,李雷,grid, >everything/members.csv
}

everything_events() {
	cat <<-'END'
		event,book,date,household,member,rule,quantity,points,note
		E1,HH,2025-07-03,001,M1,GRANT,1,300,评议会
		E2,HH,2025-07-04,002,,CLEAN,2,,门前三包
		E3,HH,2025-07-05,001,M1,HOURS,4,,
		E4,HH,2025-07-20,003,,LITTER,1,,
		E5,HH,2025-08-01,002,M3,GRANT,1,90,
		E6,HH,2025-08-02,003,,FIRE,1,,
		E7,HH,2025-08-03,002,,CLEAN,1,,
		E8,CS,2025-07-06,001,,GRANT,1,60,
	END
}

# Claims, of which some are decided; what is approved counts.
everything_claims() {
	everything_events | pts-log -
	pts-review approve --actor panel E1 E2 E3 E4 E5 E6 E8
	pts-review reject --actor panel -m '没有照片' E7
	pts-log --reverse -m 重复 "$(everything_address HH E2)"
}

# everything_address BOOK ID: of the entry with this id
everything_address() {
	echo "$1:$(sqlite3 "$PTS_LEDGER" "SELECT seq FROM journal WHERE id = '$2'")"
}

everything_goods() {
	printf '%s\n' book,item,shop,quantity,date,cost HH,SOAP,S1,20,2025-08-20,5 HH,OIL,S1,5,2025-08-20,12 CS,SOAP,S1,5,2025-08-20,5 | pts-stock in -
	printf '%s\n' order,date,book,household,item,quantity O1,2025-09-10,HH,001,SOAP,2 O2,2025-09-10,HH,001,MILK,1 O3,2025-09-11,HH,002,SOAP,1 |
		pts-redeem -
	pts-redeem void HH-R2025-0003 -m 退货
	pts-redeem -b HH -H 001 -i OIL
	codes=$(pts-redeem -b HH -H 001 -i MEAL -q 2 | tail -n 1 | grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}' | head -n 1)
	pts-redeem use "$codes" -s HH:P1
	pts-redeem reserve -b HH -H 001 -i SOAP -q 3
	pts-redeem reserve -b HH -H 001 -i SOAP -q 1
	pts-redeem collect HH-R2025-0007
}

everything_money() {
	pts-settle fund in --account 镇里 --amount 5000 -m 拨款 -b HH
	pts-settle fund out --account 镇里 --amount 20 -m 纸笔 -b HH
	pts-settle bill -p 2025Q3 -b HH
	pts-settle list -b HH --unpaid | awk -F, 'NR == 2 {print $3}' | xargs -r pts-settle pay --amount 1 --account 镇里
}

everything_notices() {
	pts-close 2025Q3
	pts-tally -p 2025Q3 -b HH --all | pts-notice issue -f csv
	pts-notice issue --kind deductions -p 2025Q3 -b HH -f csv
	pts-dispute open HH-2025-01 -H 001 --from 张三丰 -m 少了
	pts-dispute open HH-2025-01 -H 002 --from 李雷 -m 不对
	pts-dispute reject HH-D2025-0001 -m 有照片
	printf '%s\n' event,book,date,household,rule,quantity,evidence,note P1,HH,2025-10-02,001,CLEAN,1,照片,院子 | pts-log -
	pts-honor propose -p 2025Q3 -b HH | sed 's/candidate$/awarded/' | pts-honor award -p 2025Q3 -b HH
	pts-grade run -p 2025Q3 -b HH
}

build_everything() {
	export PTS_LEDGER=$1
	everything_folder
	export PTS_NOW=2025-09-01T09:00:00
	pts-init everything
	everything_claims
	printf '%s\n' key,value spendable,posted reserve_days,10 | pts-load settings
	export PTS_NOW=2025-09-20T09:00:00
	everything_goods
	export PTS_NOW=2025-10-08T09:00:00
	everything_notices
	everything_money
}
