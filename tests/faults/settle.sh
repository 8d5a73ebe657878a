#!/bin/bash
# Makes in the current folder the ledger pts.db in which every verb of every tool has something to do, and the files they read.
#
# usage: settle.sh TESTS-FOLDER
set -euo pipefail

export PTS_LEDGER=pts.db PTS_ACTOR=clerk PTS_LANG=en TZ=Asia/Shanghai
export PTS_NOW=2025-09-12T09:00:00

cp -r "$1/fixtures/village" village
cp "$1"/fixtures/{events,stock}.csv .
sed '1s/$/,shop/; 2,$s/$/,S1/' "$1/fixtures/orders.csv" >orders.csv
chmod -R u+w village

printf ',redeem_at,any\n' >>village/settings.csv
cat >>village/shops.csv <<'END'
HH,S2,二号店,own
HH,M1,老王面馆,partner
HH,M2,好又多,partner
END
cat >village/items.csv <<'END'
book,item,title,shop,kind,points,cash,cost,valid_from,coupon_days
,SOAP,香皂,,goods,10,,5,2025-01-01,
,RICE,大米,,goods,100,,50,2025-01-01,
HH,NOODLE,牛肉面,M1,goods,5,,,2025-01-01,
HH,SALT,食盐,M2,goods,2,,,2025-01-01,
HH,MEAL,餐券,M1,coupon,5,,,2025-01-01,60
HH,TEA,茶券,M1,coupon,5,,,2025-01-01,5
END
cat >>village/categories.csv <<'END'
,YF,一票否决
END
cat >>village/rules.csv <<'END'
,VETO,YF,赌博,次,,veto,,year,2025-01-01
,MEND,YF,整改,次,-6,score,,,2025-01-01
END
cat >village/honors.csv <<'END'
honor,title,level,basis,top,ties
FAMILY,最美家庭,household,score,2,panel
HELPER,志愿之星,member,hours,1,panel
END
cat >village/grades.csv <<'END'
scale,grade,title,level,basis,from,above,stars,benefit
CREDIT,A,信用户,household,score,40,,,贷款上限10万元
CREDIT,B,一般户,household,score,,,,
END

pts-init village
pts-log events.csv >events-posted.csv
pts-stock in stock.csv
pts-stock move -b HH -s S1 --to S2 -i SOAP -q 3 --id first
printf '%s\n' book,household,rule,date,event HH,003,VETO,2025-08-20,veto HH,002,CLEAN,2025-08-20,deed CS,001,CLEAN,2025-09-01,cs | pts-log -
pts-settle fund in --account town --amount 1000 --id money --date 2025-09-01 -m '拨款' -b HH
pts-redeem orders.csv >receipts.csv
pts-redeem -b HH -H 001 -s M1 -i NOODLE --id noodle --date 2025-09-11
pts-redeem -b HH -H 002 -s M2 -i SALT --id salt --date 2025-09-11
pts-redeem -b HH -H 001 -s M1 -i MEAL --id meal --date 2025-09-11 >coupon.csv
pts-redeem -b HH -H 002 -s M1 -i TEA --id old --date 2025-09-05
pts-redeem reserve -b HH -H 002 -s S2 -i SOAP --id reserved >reserved.csv
pts-close 2025-07..2025-08
pts-tally -p 2025-07 --all | pts-rank --within book >scores.csv
pts-notice issue --days 30 -f html scores.csv >board.html
for n in 1 2; do
	pts-dispute open HH-2025-01 -H 001 -m '记错了' --id "letter$n"
done
pts-dispute reject -m '没有错' HH-D2025-0001
printf 'book,key,value\nCS,review,one\n' | pts-load settings -
printf '%s\n' event,book,date,household,rule {A,B},CS,2025-09-02,001,CLEAN | pts-log -
PTS_NOW=2025-10-08T09:00:00
pts-close 2025-09 -b HH
pts-settle bill -p 2025Q3 -b HH -s M1
pts-grade run -p 2025-07 --scale CREDIT
pts-honor propose -p 2025-08 -b HH | sed '/FAMILY/{s/,candidate$/,awarded/; s/,tie$/,awarded/}' >proposed.csv
pts-honor propose -p 2025-07 -b HH --honor FAMILY | sed 's/,candidate$/,awarded/; s/,tie$/,awarded/' >july.csv
pts-honor award -p 2025-07 -b HH july.csv

# column NAME FIRST-WORDS FILE: that column of the first row that begins so
column() {
	awk -F, -v name="$1" -v words="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } index($0, words) == 1 { print $at[name]; exit }' "$3"
}

# What the ledger calls things; the commands say @name@.
pts-list journal >journal.csv
pts-honor list >honors.csv
cat >names <<END
coupon $(column code HH, coupon.csv)
meal $(column receipt HH, coupon.csv)
reserved $(column receipt HH, reserved.csv)
order $(column receipt HH, receipts.csv)
veto HH:$(column seq veto, journal.csv)
deed HH:$(column seq deed, journal.csv)
award HH:$(column seq HH,2025-07,FAMILY, honors.csv)
END

printf '%s\n' book,rule,category,title,points ,SWEEP,HJ,扫街,2 >new-rule.csv
printf '%s\n' book,item,title,kind,points,cost ,TOWEL,毛巾,goods,8,4 >new-item.csv
printf '%s\n' book,key,value HH,point_value,0.4 >new-setting.csv
printf '%s\n' event,book,date,household,rule,quantity m1,HH,2025-10-01,001,CLEAN,1 m2,HH,2025-10-02,003,HOURS,2 \
	m3,LX,2025-10-02,001,CLEAN,1 >more.csv
sed -i 3q more.csv
printf '%s\n' event,book,date,household,rule b1,HH,2025-10-01,001,CLEAN b2,HH,2025-10-01,999,CLEAN >bad.csv
pts-tally -p 2025-08 --all | pts-rank --within book >scores-8.csv
printf '%s\n' id,notice,household,text,date letter4,HH-2025-01,002,不对,2025-10-08 >disputes.csv
printf '%s\n' id,book,item,shop,quantity,date D4,HH,SOAP,S1,5,2025-10-08 D5,HH,RICE,S1,1,2025-10-08 >more-stock.csv
printf '%s\n' id,book,item,shop,counted,date,reason C1,HH,SOAP,S1,11,2025-10-08,受潮 >counted.csv
printf '%s\n' order,book,household,item,shop,quantity,date P1,HH,001,SOAP,S1,1,2025-10-08 P2,HH,002,NOODLE,M1,1,2025-10-08 >more-orders.csv
pts-check
