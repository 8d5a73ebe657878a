# Sixteen counters in processes of their own over the same last goods and the same household's last points; some void, some are killed in the middle

setup() {
	load helper
	load shop
	load counters
	_common_setup
}

# open_counters COMMAND: sixteen at the same moment; every fourth is killed with -9 while it works.
open_counters() {
	local n pids=()
	mkfifo go
	for n in $(seq 16); do
		(
			read -r <go || true
			"$1" "$n"
		) 3>&- &
		pids[n]=$!
	done
	sleep 0.3
	: >go
	sleep "$2"
	for n in 4 8 12 16; do
		# the counter and the program it is just running
		pkill -9 -P "${pids[n]}" || true
		kill -9 "${pids[n]}" || true
	done
	wait
	cat history.* >history
}

@test "whatever sixteen counters do, nothing is oversold, given twice or lost" {
	make_shop
	# 70 pieces and 1,000 points: the goods end first, voids bring some back
	pts-stock in - <<<$'book,item,shop,quantity,date\nHH,SOAP,S1,50,2025-09-05' >/dev/null
	pts-log -b HH -H 001 -r PANEL --points 953 >/dev/null
	open_counters counter 1.2
	assert [ "$(grep -c given history)" -gt 30 ]
	assert [ "$(grep -c void history)" -gt 2 ]
	sqlite3 -csv pts.db "SELECT ref, CASE kind WHEN 'redeem' THEN 'given' ELSE 'void' END, ABS(points) / 100, ABS(quantity) / 100 FROM journal
		WHERE kind IN ('redeem', 'refund')" >known
	run judge history known 70 1000 "$(sqlite3 pts.db "SELECT quantity / 100 FROM stock WHERE book = 2 AND item = 'SOAP'")" \
		"$(sqlite3 pts.db 'SELECT balance / 100 FROM accounts WHERE book = 2 AND household = 1')"
	assert_output ''
	run -0 pts-check
}

@test "the same household's last points: they end before the goods" {
	make_shop
	pts-log -b HH -H 001 -r PANEL --points 53 >/dev/null
	open_counters counter 0.5
	sqlite3 -csv pts.db "SELECT ref, CASE kind WHEN 'redeem' THEN 'given' ELSE 'void' END, ABS(points) / 100, ABS(quantity) / 100 FROM journal
		WHERE kind IN ('redeem', 'refund')" >known
	run judge history known 20 100 "$(sqlite3 pts.db "SELECT quantity / 100 FROM stock WHERE book = 2 AND item = 'SOAP'")" \
		"$(sqlite3 pts.db 'SELECT balance / 100 FROM accounts WHERE book = 2 AND household = 1')"
	assert_output ''
	run -0 pts-check
}

@test "a naive counter fails the same judgement" {
	sqlite3 naive.db "CREATE TABLE shop (pieces, points); INSERT INTO shop VALUES (70, 1000); CREATE TABLE given (receipt, what)"
	open_counters naive_counter 1.2
	sqlite3 -csv naive.db 'SELECT receipt, what, 10, 1 FROM given' >known
	run judge history known 70 1000 "$(sqlite3 naive.db 'SELECT pieces FROM shop')" "$(sqlite3 naive.db 'SELECT points FROM shop')"
	assert_output --partial 'do not add up'
}

@test "sixteen at once use coupons, void them and print them anew: each is used once or refunded, never both" {
	make_shop
	pts-log -b HH -H 001 -r PANEL --points 953 >/dev/null
	run pts-redeem -b HH -H 001 -i MEAL -q 12
	read -ra codes <<<"$(cell code <<<"$output")"
	mkfifo go
	for n in $(seq 16); do
		(
			read -r <go || true
			for code in "${codes[@]}"; do
				pts-redeem use "$code" -s P1 >>"out.$n" 2>>"err.$n" || true
				((n % 8)) || pts-redeem void HH-R2025-0001 -m oops >>"out.$n" 2>>"err.$n" || true
			done
		) 3>&- &
	done
	sleep 0.3
	: >go
	wait
	used=$(cat out.* | grep -c ',used$' || true)
	assert_equal "$(entries use | wc -l)" "$used"
	voided=$(cat out.* | grep -c ',void$' || true)
	assert [ "$((used > 0 ? 1 : 0))" -eq "$((1 - voided))" ]
	assert_equal "$(balance 001)" "$((voided ? 1000 : 880)).00,$((voided ? 1000 : 880)).00"
	assert_equal "$(sqlite3 pts.db "SELECT COUNT(*) FROM coupons WHERE state = 'used'")" "$used"
	run -0 pts-check
}
