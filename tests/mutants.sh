#!/usr/bin/env bash
# Do the tests notice? Small deliberate faults are put into a copy of the source, one at a time, and each must turn some test red.
# Prints a table of the faults and of the tests that caught them; fails when one goes unnoticed.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$root"/{Makefile,cmd,lib,tests,man} "$copy"
cd "$copy"
export BUILD=$copy/build TMPDIR=$copy
survived=0

# What is wrong | in which file | the change
faults() {
	cat <<'END'
caps: points given before are forgotten | domain/score.c | s/limit(r, rule->cap_points, s->before->rule.granted/limit(r, rule->cap_points, 0/
caps: one time too often | domain/score.c | s/times >= rule->cap_times/times > rule->cap_times/
caps: the category's window is not looked at | domain/score.c | s/limit(r, c->cap_points, s->before->category.granted/limit(r, c->cap_points, 0/
caps: deductions of a category have no floor | domain/score.c | s/c->full - (c->floor/c->full + (c->floor/
caps: any quantity at once | domain/score.c | s/quantity > rule->max_quantity/quantity < rule->max_quantity/
caps: each member's cap is the household's | ledger/usage/history.c | s/rule->cap_member ? f->member : ""/""/
ladders: a step is reached only above it | domain/rule.c | s/steps\[i\].from <= quantity/steps[i].from < quantity/
ladders: every event gets the whole step again | domain/score.c | s/dec_sub(worth, s->before->rule.granted/dec_sub(worth, 0/
ladders: brackets overlap | domain/rule.c | s/whole = (top - s->from)/whole = (quantity - s->from)/
acts: every row of an act counts in full | domain/score.c | s/above(s->due, s->before->act.granted)/above(s->due, 0)/
acts: deductions are compared with additions | domain/score.c | s/above(-s->due, s->before->act.deducted)/above(-s->due, s->before->act.granted)/
repeats: the second offence is the first | domain/score.c | s/s->before->repeat.events == 0)/s->before->repeat.events < 2)/
repeats: an addition is an offence | ledger/usage/history.c | s/if (c->f->offence)/if (c->f->day > 0)/
windows: the last day belongs to the next window | ledger/usage/history.c | s/window_of(f->day, rule->cap_per/window_of(f->day + 1, rule->cap_per/
windows: quarters are shifted | domain/period.c | s/"Q", (c.month + 2) /"Q", (c.month + 1) /
versions: all are valid for ever | ledger/scheme/rulebook.c | s/ && rule_valid_on(r, date)) {/) {/
versions: a new window begins empty | ledger/usage/recount.c | s/!has_all(before, &now)/false/
reversal: the room stays taken | job/event/reverse.c | s/quantity, of->score, -1)/quantity, 0, -1)/
reversal: what has died is taken back too | ledger/points/trace.c | s/dead += at->expired + dead/dead += 0/
reversal: points come back dead | domain/lots.c | s/strcmp(a->last_day, e->least_day) < 0 ? e->least_day : a->last_day/a->last_day/
negative: deductions make debt all the same | job/event/accept.c | s/if (g->points < -room)/if (g->points > room)/
expiry: the last day is no longer good | domain/lots.c | s/lot->last_day, e->posted) < 0/lot->last_day, e->posted) <= 0/
expiry: quarters end in other months | domain/expiry.c | s/(c.month + 2) \/ 3 \* 3/c.month \/ 4 * 3 + 3/
expiry: there is no grace | domain/expiry.c | s/atoi(plus + 1) : 0/0 : 0/
expiry: it is dated on the last day | job/close/expire.c | s/date_format(day + 1, e.date)/date_format(day, e.date)/
expiry: dead points pay debts | domain/lots.c | s/l->owes \&\& !is_dead(\&what, e)/l->owes/
expiry: the youngest points are spent first | domain/lots.c | s/strcmp(a->last_day, b->last_day)/strcmp(b->last_day, a->last_day)/
moves: what is dead moves too | domain/lots.c | s/if (!is_dead(\&l->lot\[i\], e)) {/if (l->n > 0) {/
moves: a reversal stays where the deed was | ledger/points/trace.c | s/rc == 0 \&\& first.points > 0/rc == 0 \&\& first.points > 9999999/
moves: what was spent is owed by who left | ledger/points/trace.c | s/trace_add(t->out, h, spent)/trace_add(t->out, at->h, spent)/
moves: others' points pay what is taken back | domain/lots.c | s/if (e->named)$/if (false)/
shop: reserved points can be spent | ledger/points/available.c | s/ - out->disputed - out->reserved;/ - out->disputed;/
shop: what is reserved does not count for limits | job/shop/offer.c | s/given + reserved + r->quantity <=/given + r->quantity <=/
shop: goods of a void always come back | job/shop/void.c | s/\*out = got == 0;/*out = true;/
shop: used coupons are refunded | job/shop/void.c | s/if (used > 0)/if (used > 99)/
shop: goods held are sold | ledger/journal/stock.c | s/if (rc || there.quantity - there.held >= quantity)/if (rc || there.quantity >= quantity)/; s/AND quantity - held + $4 >= 0/AND quantity + $4 >= 0/
shop: the day is not looked at | job/shop/offer.c | s/if (rc == 0 \&\& !open_on/if (rc == 0 \&\& false \&\& !open_on/
shop: topping up costs nothing | job/shop/offer.c | s/dec_add(r->cash == BLANK ? 0 : r->cash, cash,/dec_add(r->cash == BLANK ? 0 : r->cash, 0,/
shop: what lapses is looked for on the day before | job/shop/lapse.c | s/date_format(x->l->today, x->today)/date_format(x->l->today - 1, x->today)/
shop: lapsed coupons are refunded whole | job/shop/lapse.c | s/.part = 100 \* n/.part = -order->quantity/
stock: deliveries cost nothing | ledger/journal/stock.c | s/change = e->value == BLANK ? 0 : e->value/change = 0/
stock: goods come back at the average | ledger/journal/stock.c | s/if (e->kind == KIND_REFUND) {/if (e->kind == KIND_USE) {/
stock: a move loses what the goods cost | job/stock/post.c | s/out.value = -in.value/out.value = 0/
stock: a late count is held against today | job/stock/post.c | s/g->day < s->l->today/g->day > s->l->today/
fund: a source can be overdrawn | ledger/journal/fund.c | s/received - paid - $3 >= 0/received >= 0/
bills: everything is billed again | ledger/journal/bills.c | s/bill = '' AND period <= $3"/period <= $3"/
bills: more is paid than is owed | ledger/journal/bills.c | s/ AND paid + $3 <= owed"/"/
bills: the merchant's cash is paid to him again | domain/entry.c | s/ - (e->cash == BLANK ? 0 : e->cash)//
bills: what was voided in time is owed all the same | ledger/journal/bills.c | s/bill = '' AND corrects IN/bill = 'x' AND corrects IN/
shops: orders go on to the old one | ledger/scheme/shops.c | s/out->merged_from, date) <= 0/out->merged_from, date) < -1000/
END
}

compile() {
	make -s -j"$(nproc)" BUILD="$BUILD" CFLAGS=-O1 HARDEN= WARN=-w all "$BUILD"/tests/prop-scores "$BUILD"/tests/prop-lots "$BUILD"/tests/prop-shop "$BUILD"/tests/prop-moves
}

# Which tests go red, by name.
red() {
	"$BUILD"/tests/prop-scores 1 4 >scores.out 2>&1 || echo prop-scores
	"$BUILD"/tests/prop-lots 1 100 >lots.out 2>&1 || echo prop-lots
	"$BUILD"/tests/prop-shop 1 40 >shop.out 2>&1 || echo prop-shop
	"$BUILD"/tests/prop-moves 1 10 >moves.out 2>&1 || echo prop-moves
	for goods in stock settle; do bats --jobs "$(nproc)" "tests/$goods.bats" >"$goods.out" 2>&1 || echo "$goods"; done
	bats --jobs "$(nproc)" tests/rules.bats >rules.out 2>&1 || awk '/^not ok/ {n++; if (n <= 2) print $4} END {if (n > 2) print "and " n - 2 " rules more"}' rules.out
}

try() {
	local what=$1 file=lib/$2 change=$3 caught
	cp "$file" kept
	sed -i "$change" "$file"
	if cmp -s "$file" kept; then
		caught='NOT APPLIED: the source has changed'
	elif ! compile >compile.out 2>&1; then
		caught='NOT COMPILED'
	else
		caught=$(red | paste -sd ' ')
	fi
	cp kept "$file"
	touch "$file"
	case ${caught:=NOT NOTICED} in NOT*) survived=$((survived + 1)) ;; esac
	printf '%-52s %-20s %s\n' "$what" "${file#lib/}" "$caught"
}

compile
[ -z "$(red)" ] || { echo 'the tests are red without any fault' >&2; exit 1; }
while IFS='|' read -r what file change; do
	try "${what% }" "$(tr -d ' ' <<<"$file")" "${change# }"
done < <(faults)
[ "$survived" -eq 0 ] || { echo "$survived faults went unnoticed" >&2; exit 1; }
