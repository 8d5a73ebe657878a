# Many at once: what is there is handed out once, and nobody sees anything but done, refused or busy

setup() {
	load helper
	_common_setup
	make_ledger
}

# at_once N COMMAND…: runs it N times at the same moment; the exit codes, one a line, in codes; all output in out.*
at_once() {
	local n=$1 i
	shift
	rm -f codes go out.*
	mkfifo go
	for ((i = 0; i < n; i++)); do
		(
			read -r <go || true
			code=0
			N=$i "$@" >"out.$i" 2>"err.$i" || code=$?
			echo "$code" >>codes
		) 3>&- &
	done
	sleep 0.2
	: >go
	wait
	rm go
}

stock_of() {
	sqlite3 pts.db "SELECT quantity / 100 FROM stock WHERE book = 2 AND item = '$1'"
}

@test "eight processes redeem the same last goods: exactly the stock is handed out" {
	for h in 001 002 003; do
		pts-log -b HH -H "$h" -r PANEL --points 500 --date 2025-09-02
	done >/dev/null
	before=$(stock_of SOAP)
	assert [ "$before" -eq 18 ]
	greedy() {
		local i code=0 worst=0
		for i in 1 2 3 4; do
			code=0
			pts-redeem order -H "00$((N % 3 + 1))" -i SOAP -b HH --date 2025-09-20 || code=$?
			[ "$code" -le "$worst" ] || worst=$code
			case $code in 0) echo given >>given ;; 1 | 75) ;; *) return "$code" ;; esac
		done
		return "$worst"
	}
	at_once 8 greedy
	run sort -u codes
	refute_output --regexp '^(2|3|6.|70|73|74|77|78|134|139)$'
	assert_equal "$(wc -l <codes)" 8
	assert_equal "$(wc -l <given)" 18
	assert_equal "$(stock_of SOAP)" 0
	assert_equal "$(grep -lE 'stock 0, needs 1' err.* | wc -l | awk '{print ($1 > 0)}')" 1
	assert_equal "$(sqlite3 pts.db 'SELECT COUNT(*) FROM accounts WHERE book = 2 AND balance < 0')" 0
	# every receipt has a number of its own
	assert_equal "$(cut -d, -f2 out.* | grep -c R2025)" 18
	assert_equal "$(cut -d, -f2 out.* | grep R2025 | sort -u | wc -l)" 18
	run -0 pts-check
}

@test "eight processes spend the last points of one household: no balance below 0" {
	points=$(sqlite3 pts.db 'SELECT balance / 100 FROM accounts WHERE book = 2 AND household = 1')
	assert [ "$points" -eq 27 ]
	at_once 8 pts-redeem order -b HH -H 001 -i SOAP --date 2025-09-20
	assert_equal "$(sort codes | uniq -c | awk '{print $2 ":" $1}' | paste -sd' ')" '0:2 1:6'
	assert_equal "$(sqlite3 pts.db 'SELECT balance FROM accounts WHERE book = 2 AND household = 1')" 700
	assert_equal "$(cat err.* | sort -u)" 'pts-redeem: household 001 has 7, needs 10'
	run -0 pts-check
}

@test "the same order at once is one order, the same sheet at once one sheet" {
	printf 'order,date,book,household,item\nO9,2025-09-20,HH,002,SOAP\n' >o.csv
	at_once 8 pts-redeem o.csv
	assert_equal "$(sort -u codes)" 0
	assert_equal "$(cat out.* | grep -c ',posted$')" 1
	assert_equal "$(cat out.* | grep -c ',duplicate$')" 7
	sed 's/2025-08/2025-09/; s/2025-07/2025-09/' "$ROOT/tests/fixtures/events.csv" >e.csv
	at_once 6 pts-log e.csv
	assert_equal "$(sort -u codes)" 0
	assert_equal "$(cat out.* | grep -c ',posted,')" 10
	assert_equal "$(cat out.* | grep -c ',duplicate,')" 50
	run -0 pts-check
}

@test "reading goes on while others write, and sees whole transactions" {
	awk 'BEGIN {print "event,book,date,household,rule"; for (i = 0; i < 3000; i++) print "L" i ",HH,2025-09-03,00" i % 3 + 1 ",CLEAN"}' >many.csv
	pts-log --each many.csv >/dev/null 2>log.err 3>&- &
	writer=$!
	for _ in 1 2 3 4 5; do
		pts-check >check.csv 2>check.err || break
	done
	checked=$?
	kill "$writer" 2>/dev/null || true
	wait "$writer" || true
	assert_equal "$checked:$(cat check.err)" 0:
	# killed in the middle of it: what was posted stands whole
	run -0 pts-check
}
