# Coupons: codes printed once, used once, printed anew, given back when nobody used them

setup() {
	load helper
	load shop
	_common_setup
	make_shop
}

# Orders N coupons of MEAL for 001; the codes are in the array codes.
order() {
	read -ra codes <<<"$(pts-redeem -b HH -H 001 -i MEAL -q "$1" | cell code)"
}

@test "a code for each piece, printed once, only its digest in the ledger" {
	run -0 pts-redeem -b HH -H 001 -i MEAL -q 3 --id A
	assert_line --index 1 --regexp '^HH,HH-R2025-0001,A,2025-10-08,001,张三丰,MEAL,八折餐券,3.00,30.00,15.00,,17.00,17.00,([2-9A-HJKMNP-Z]{4}-?){4}( ([2-9A-HJKMNP-Z-]{19})){2},2025-11-07,posted$'
	code=$(cell code <<<"$output" | cut -d' ' -f2)
	assert_equal "$(entries redeem)" 'HH|001|coupon|MEAL|||-300|-3000|1500||'
	assert_equal "$(grep -c "$code" pts.db)" 0
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM coupons WHERE code = '$(printf %s "$code" | sha256sum | cut -d' ' -f1)' AND state = 'valid'")" 1
	run -0 --separate-stderr pts-redeem -b HH -H 001 -i MEAL -q 3 --id A --verbose
	assert_line --partial ',17.00,17.00,,2025-11-07,duplicate'
	run -0 pts-check
}

@test "used once, in whatever way the code is written, and the bill is named" {
	order 2
	run -0 pts-redeem use "${codes[0]}" -s P1
	assert_output $'book,receipt,date,shop,item,title,value,bill,state\nHH,HH-R2025-0001,2025-10-08,P1,MEAL,八折餐券,5.00,P1/2025-10,used'
	assert_equal "$(entries use)" 'HH||partner|MEAL|P1|||0|500||'
	run -1 pts-redeem use "${codes[0]}" -s P2
	assert_output --regexp '^pts-redeem: this coupon was used on 2025-10-08 at shop P1 of HH \(HH:[0-9]+\): it is good for nothing any more$'
	spoken=${codes[1],,}
	run -0 pts-redeem use "${spoken//-/ }" -s P2 --id U1
	run -0 pts-redeem use "${codes[1]}" -s P2 --id U1
	assert_line --partial ,duplicate
	assert_equal "$(entries use | wc -l)" 2
	assert_equal "$(balance 001)" 27.00,27.00
	run -0 pts-check
}

@test "a wrong character is noticed before the ledger is asked; an unknown code is none of ours" {
	order 1
	code=${codes[0]}
	swapped=${code:1:1}${code:0:1}${code:2}
	[ "$swapped" = "$code" ] || run -65 pts-redeem use "$swapped" -s P1
	wrong=${code%?}$([ "${code: -1}" = A ] && echo B || echo A)
	run -65 pts-redeem use "$wrong" -s P1
	assert_output "pts-redeem: \`$wrong\` is no coupon code: a character is wrong or missing, look again"
	run -1 pts-redeem use 2222-2222-2222-2222 -s P1
	assert_output 'pts-redeem: no coupon of this ledger has the code 2222-2222-2222-2222'
}

@test "a coupon of one shop; which shop must be said for the others" {
	code=$(pts-redeem -b HH -H 001 -i CUT | cell code)
	run -1 pts-redeem use "$code" -s P2
	assert_output 'pts-redeem: this coupon is for shop HH:P1, not for HH:P2'
	run -0 pts-redeem use "$code"
	assert_line --partial ',P1,CUT,理发券,2.50,P1/2025-10,used'
	order 1
	run -64 pts-redeem use "${codes[0]}"
	assert_output 'pts-redeem: at which shop? give it by -s'
}

@test "a limit counts coupons as well" {
	run -0 pts-redeem -b HH -H 001 -i CUT -q 2
	run -1 pts-redeem -b HH -H 001 -i CUT
	assert_output --partial 'item CUT: at most 2 for a household in 2025Q4'
}

@test "reissue: the old codes are good for nothing, the used ones stay used" {
	order 3
	old=("${codes[@]}")
	pts-redeem use "${old[0]}" -s P1 >/dev/null
	run -0 pts-redeem reissue HH-R2025-0001
	assert_line --partial ,reissued
	read -ra new <<<"$(cell code <<<"$output")"
	assert_equal "${#new[@]}" 2
	run -1 pts-redeem use "${old[1]}" -s P1
	assert_output 'pts-redeem: this coupon was cancelled: it was voided, or printed anew'
	run -0 pts-redeem use "${new[0]}" -s P1
	run -0 pts-redeem use "${new[1]}" -s P1
	run -1 pts-redeem reissue HH-R2025-0001
	assert_output 'pts-redeem: receipt HH-R2025-0001 has no coupon left that is still valid'
	pts-redeem -b HH -H 001 -i SOAP >/dev/null
	run -1 pts-redeem reissue HH-R2025-0002
	assert_output 'pts-redeem: receipt HH-R2025-0002 has no coupons'
	run -0 pts-check
}

@test "a void takes unused coupons back, and none that were used" {
	order 2
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --partial ',2.00,20.00,10.00,,47.00,47.00,,,void'
	run -1 pts-redeem use "${codes[0]}" -s P1
	order 2
	pts-redeem use "${codes[0]}" -s P1 >/dev/null
	run -1 pts-redeem void HH-R2025-0002 -m back
	assert_output 'pts-redeem: receipt HH-R2025-0002 cannot be voided: 1 of its coupons were used'
	run -0 pts-check
}

@test "valid to its last day; then the points of unused ones come back, or are lost, by setting" {
	order 3
	export PTS_NOW=2025-11-07T23:59:00
	run -0 pts-redeem use "${codes[0]}" -s P1
	export PTS_NOW=2025-11-08T00:01:00
	run -1 pts-redeem use "${codes[1]}" -s P1
	assert_output 'pts-redeem: this coupon was valid until 2025-11-07'
	run -0 pts-redeem lapse
	assert_line --partial ',MEAL,八折餐券,2.00,20.00,10.00,,37.00,37.00,,,lapsed'
	run -0 pts-redeem lapse
	assert_equal "${#lines[@]}" 1
	run -1 pts-redeem void HH-R2025-0001 -m back
	run -0 pts-check
	set_to coupon_lapsed lost
	order 1
	export PTS_NOW=2026-01-08T00:01:00
	run -0 pts-redeem lapse
	assert_line --partial ',27.00,27.00,,2025-12-08,lost'
	run -1 pts-redeem use "${codes[0]}" -s P1
	run -0 pts-check
}

@test "all of them unused: the receipt is void" {
	order 2
	export PTS_NOW=2025-12-01T00:01:00
	pts-redeem lapse >/dev/null
	assert_equal "$(balance 001)" 47.00,47.00
	run -0 pts-redeem void HH-R2025-0001 -m back
	assert_line --partial ,duplicate
	run -0 pts-check
}

@test "used in another village: what is owed between them stands in both books" {
	order 1
	run -1 pts-redeem use "${codes[0]}" -s CS:P9
	set_to redeem_at any
	run -0 pts-redeem use "${codes[0]}" -s P9
	assert_line --partial 'CS,HH-R2025-0001,2025-10-08,P9,MEAL,'
	assert_equal "$(entries use)" $'HH|||MEAL||CS||0|500||\nCS||partner|MEAL|P9|HH||0|500||'
	run -0 pts-check
}

@test "sixteen at once: one of them uses it" {
	order 1
	for i in $(seq 16); do
		pts-redeem use "${codes[0]}" -s P1 >"out.$i" 2>"err.$i" &
	done
	wait
	assert_equal "$(cat out.* | grep -c ,used)" 1
	assert_equal "$(cat err.* | grep -c 'this coupon was used')" 15
	assert_equal "$(entries use | wc -l)" 1
	run -0 pts-check
}

@test "pts-check finds a coupon used behind its back, one too many, one too few" {
	order 2
	cp pts.db sound.db
	sqlite3 pts.db "UPDATE coupons SET state = 'used', use_book = 2, use_seq = 1 WHERE code = (SELECT MIN(code) FROM coupons)"
	run -1 pts-check
	assert_output --partial 'a coupon of entry HH:'
	cp sound.db pts.db
	sqlite3 pts.db "DELETE FROM coupons WHERE code = (SELECT MIN(code) FROM coupons)"
	run -1 pts-check
	assert_output --partial '1 coupons are kept of receipt HH-R2025-0001, there should be 2'
	cp sound.db pts.db
	pts-redeem use "${codes[0]}" -s P1 >/dev/null
	sqlite3 pts.db "UPDATE coupons SET state = 'valid', use_book = 0, use_seq = 0"
	run -1 pts-check
	assert_output --partial '0 coupons are kept as used at its shops, the journal has 1 uses'
}

# --- the sheet

@test "the sheet: a card a code, whose QR code reads as it is written" {
	pts-load items <<<$'book,item,title,kind,points,coupon_days,valid_from\n,EVIL,"<script>&""，kind",coupon,1,9,2025-01-01' >/dev/null
	{
		pts-redeem -b HH -H 001 -i MEAL -q 2
		pts-redeem -b HH -H 001 -i EVIL | sed 1d
		pts-redeem -b HH -H 001 -i SOAP | sed 1d
	} >receipts.csv
	run -0 pts-redeem sheet receipts.csv -o sheet.html --title '红河村 <餐券>'
	assert_output ''
	assert_equal "$(grep -c '<section class="card">' sheet.html)" 3
	assert_equal "$(grep -c '红河村 &lt;餐券&gt;' sheet.html)" 2
	assert_equal "$(grep -c '<h2>&lt;script&gt;&amp;&quot;，kind</h2>' sheet.html)" 1
	refute grep -qi '<script' sheet.html
	grep -o '<svg.*</svg>' sheet.html | awk '{print > NR ".svg"}'
	for i in 1 2 3; do
		rsvg-convert -w 400 "$i.svg" -o "$i.png"
		zbarimg -q --raw "$i.png"
	done >scanned
	assert_equal "$(sort scanned)" "$(cut -d, -f15 receipts.csv | sed 1d | tr ' ' '\n' | grep . | sort)"
	run -0 pts-redeem sheet --header en receipts.csv
	assert_line --partial '<html lang="en">'
	assert_line --partial 'Valid until 2025-11-07'
	run -65 pts-redeem sheet <<<$'receipt\nA'
	assert_output --partial 'there is no column `code`'
	run -65 pts-redeem sheet <<<$'code\nABCD'
}

@test "an id of a use stands for one coupon at one shop" {
	order 3
	run -0 pts-redeem use "${codes[0]}" -s P1 --id U1
	use=$(sqlite3 pts.db "SELECT 'HH:' || seq FROM journal WHERE kind = 'use' AND id = 'U1'")
	run -65 pts-redeem use "${codes[1]}" -s P1 --id U1
	assert_output "pts-redeem: id U1 is known with another use of a coupon ($use): give this one another id"
	run -65 pts-redeem use "${codes[0]}" -s P2 --id U1
	assert_output "pts-redeem: id U1 is known with another use of a coupon ($use): give this one another id"
	run -0 pts-redeem use "${codes[0]}" -s P1 --id U1
	assert_line --partial ,P1/2025-10,duplicate
	run -0 pts-redeem use "${codes[0]}" --id U1
	assert_line --partial ,P1/2025-10,duplicate
	run -65 pts-redeem use "${codes[1]}" -s P1 --id "$(printf '%0200d' 0)"
	assert_output --partial 'is no code'
	assert_equal "$(entries use | wc -l)" 1
	run -0 pts-check
}

@test "a coupon for a shop that was merged into another is used there" {
	read -ra codes <<<"$(pts-redeem -b HH -H 001 -i CUT -q 2 | cell code)"
	printf 'book,shop,merged_into,merged_from\nHH,P1,P2,2025-10-08\n' | pts-load shops
	run -0 pts-redeem use "${codes[0]}"
	assert_line --partial ,P2,CUT,理发券,2.50,P2/2025-10,used
	run -1 pts-redeem use "${codes[1]}" -s S1
	assert_output 'pts-redeem: this coupon is for shop HH:P1, not for HH:S1'
	run -0 pts-redeem use "${codes[1]}" -s P1
	assert_line --partial ,P2/2025-10,used
	run -0 pts-check
}

@test "a coupon whose cash the fund cannot give back is named and left as it was; the others lapse" {
	set_to topup yes
	set_to overdraw refuse
	pts-redeem -b HH -H 002 -i MEAL
	pts-redeem -b HH -H 001 -i MEAL -q 5 --topup
	pts-settle fund out -b HH --amount 1 --account till -m change
	pts-redeem -b HH -H 002 -i MEAL
	pts-redeem -b CS -H 001 -i MEAL
	export PTS_NOW=2025-12-01T09:00:00
	cp pts.db before.db
	run -1 --separate-stderr pts-redeem lapse --dry-run
	assert_equal "${#lines[@]}" 4
	cmp pts.db before.db
	run -1 --separate-stderr pts-redeem lapse
	assert_equal "${stderr_lines[1]}" 'pts-redeem: so receipt HH-R2025-0002 cannot lapse now'
	assert_equal "$(cut -d, -f2,16- <<<"$output" | sed 1d | sort)" \
		$'CS-R2025-0001,,lapsed\nHH-R2025-0001,,lapsed\nHH-R2025-0003,,lapsed'
	assert_equal "$(sqlite3 pts.db "SELECT state, COUNT(*) FROM coupons GROUP BY state")" $'lapsed|3\nvalid|5'
	assert_equal "$(entries refund | wc -l)" 3
	run -0 pts-check
	# With the money there it lapses as well, the others not again.
	pts-settle fund in -b HH --amount 1 --account till -m change >/dev/null
	run -0 pts-redeem lapse
	assert_line --partial HH-R2025-0002
	assert_equal "${#lines[@]}" 2
}

@test "--dry-run prints no code: it would be good for nothing" {
	run -0 pts-redeem -b HH -H 001 -i MEAL -q 2 --dry-run
	assert_line --index 1 --regexp ',27\.00,27\.00,,2025-11-07,posted$'
	assert_equal "$(cell code <<<"$output")" ''
	order 1
	run -0 pts-redeem reissue HH-R2025-0001 --dry-run
	assert_line --partial ,reissued
	assert_equal "$(cell code <<<"$output")" ''
	run -0 pts-redeem use "${codes[0]}" -s P1
}
