#include "domain/lots.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int lot_order(const struct lot *a, const struct lot *b)
{
	int c = strcmp(a->last_day, b->last_day);

	if (c == 0)
		c = a->seq < b->seq ? -1 : a->seq > b->seq;
	return c ? c : a->part - b->part;
}

void lots_add(struct lots *l, const struct lot *what)
{
	size_t i = l->n;

	/* From the end: most lots are newer than all others. */
	while (i > 0 && lot_order(&l->lot[i - 1], what) >= 0)
		i--;
	l->owes |= what->points < 0;
	if (i < l->n && lot_order(&l->lot[i], what) == 0) {
		l->lot[i].points += what->points;
		return;
	}
	if (l->n == l->size) {
		l->size = l->size ? 2 * l->size : 8;
		l->lot = xrealloc(l->lot, l->size, sizeof *l->lot);
	}
	memmove(l->lot + i + 1, l->lot + i, (l->n - i) * sizeof *l->lot);
	l->lot[i] = *what;
	l->lot[i].held = l->lot[i].named = false;
	l->n++;
}

void lots_free(struct lots *l)
{
	free(l->lot);
	*l = (struct lots){0};
}

void allotments_free(struct allotments *a)
{
	free(a->a);
	*a = (struct allotments){0};
}

bool allotments_plain(const struct allotments *a, int64_t seq)
{
	return a->n == 1 && a->a[0].lot == seq && a->a[0].part == 0 && a->a[0].points > 0;
}

static void note(struct allotments *out, const struct lot *lot, int64_t points)
{
	if (points == 0)
		return;
	if (out->n == out->size) {
		out->size = out->size ? 2 * out->size : 4;
		out->a = xrealloc(out->a, out->size, sizeof *out->a);
	}
	out->a[out->n] = (struct allotment){.lot = lot->seq, .part = lot->part, .points = points};
	memcpy(out->a[out->n++].last_day, lot->last_day, DATE_SIZE);
}

static void drop_empty(struct lots *l)
{
	size_t k = 0;

	while (k < l->n && l->lot[k].points != 0)
		k++;
	for (size_t i = k; i < l->n; i++)
		if (l->lot[i].points != 0)
			l->lot[k++] = l->lot[i];
	l->n = k;
	l->owes = false;
	for (size_t i = 0; i < l->n && !l->owes; i++)
		l->owes = l->lot[i].points < 0;
}

static bool is_dead(const struct lot *lot, const struct lot_entry *e)
{
	return strcmp(lot->last_day, e->posted) < 0;
}

/* Points under the entry's own number and last day. */
static struct lot own_lot(const struct lot_entry *e, int64_t points)
{
	struct lot lot = {.seq = e->seq, .points = points};

	memcpy(lot.last_day, e->last_day, DATE_SIZE);
	return lot;
}

/* Takes up to `want` from one lot. */
static void take(struct lot *lot, int64_t *want, struct allotments *out)
{
	int64_t got = smaller(lot->points, *want);

	lot->points -= got;
	*want -= got;
	note(out, lot, -got);
}

/* Makes the points of `what` a debt. */
static void owe(struct lots *l, struct lot what, struct allotments *out)
{
	if (what.points == 0)
		return;
	what.points = -what.points;
	lots_add(l, &what);
	note(out, &what, what.points);
}

/* Takes from the lots that are alive on the day of posting, by last day, then seq. Only spending passes over held ones. */
static void take_living(struct lots *l, const struct lot_entry *e, int64_t *want, struct allotments *out)
{
	for (size_t i = 0; i < l->n && *want > 0; i++)
		if (l->lot[i].points > 0 && !is_dead(&l->lot[i], e) && !(e->kind == KIND_REDEEM && l->lot[i].held))
			take(&l->lot[i], want, out);
}

/* Takes what is unspent and alive of a corrected entry's points. */
static void take_named(struct lots *l, const struct lot_entry *e, int64_t *want, struct allotments *out)
{
	for (size_t i = 0; i < l->n && *want > 0; i++) {
		struct lot *lot = &l->lot[i];
		if ((lot->named || (lot->seq == e->corrects && lot->part == 0)) && lot->points > 0 && !is_dead(lot, e))
			take(lot, want, out);
	}
}

/* Spending and deductions: what no lot covers is debt. */
static void spend(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t want = -e->points;

	take_living(l, e, &want, out);
	owe(l, own_lot(e, want), out);
}

/* Reversing an earn: from its own lot what is unspent, as debt what is spent. */
static void take_back(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t want = -e->points;

	take_named(l, e, &want, out);
	owe(l, own_lot(e, want), out);
}

/*
 * Whatever comes in pays the oldest debt first; the rest is a lot. Neither points nor debts past their last day take part, so that it makes no difference
 * when their end is posted.
 */
static void come_in(struct lots *l, const struct lot_entry *e, struct lot what, struct allotments *out)
{
	bool pays = l->owes && !is_dead(&what, e);

	for (size_t i = 0; pays && i < l->n && what.points > 0; i++) {
		int64_t paid;
		if (l->lot[i].points >= 0 || is_dead(&l->lot[i], e))
			continue;
		paid = smaller(-l->lot[i].points, what.points);
		l->lot[i].points += paid;
		what.points -= paid;
		note(out, &l->lot[i], paid);
	}
	if (what.points > 0) {
		lots_add(l, &what);
		note(out, &what, what.points);
	}
}

/* The debt that the corrected entry made has its number; the lots it took have others. */
static void give_back_some(struct lots *l, const struct lot_entry *e, bool debt, int64_t *left, struct allotments *out)
{
	for (size_t i = 0; e->taken && i < e->taken->n && *left > 0; i++) {
		const struct allotment *a = &e->taken->a[i];
		struct lot back = {.seq = a->lot, .part = a->part, .points = smaller(-a->points, *left)};
		if (a->points >= 0 || (a->lot == e->corrects) != debt)
			continue;
		*left -= back.points;
		memcpy(back.last_day, strcmp(a->last_day, e->least_day) < 0 ? e->least_day : a->last_day, DATE_SIZE);
		come_in(l, e, back, out);
	}
}

/* Its debt is paid first, so that the lots get back what came from them: with their last day, but living at least to least_day. */
static void give_back(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t left = e->points;

	give_back_some(l, e, true, &left, out);
	give_back_some(l, e, false, &left, out);
	if (left > 0)
		come_in(l, e, own_lot(e, left), out);
}

/* Takes from lots (points below 0) or wipes debt (above 0) where `concerned` says so; the rest is the entry's own. */
static void even_out(struct lots *l, const struct lot_entry *e, bool (*concerned)(const struct lot *, const struct lot_entry *),
		     struct allotments *out)
{
	int64_t left = e->points;

	for (size_t i = 0; i < l->n && left != 0; i++) {
		struct lot *lot = &l->lot[i];
		int64_t part;
		if (!concerned(lot, e) || (lot->points > 0) == (left > 0))
			continue;
		part = left < 0 ? -smaller(lot->points, -left) : smaller(-lot->points, left);
		lot->points += part;
		left -= part;
		note(out, lot, part);
	}
	if (left > 0)
		come_in(l, e, own_lot(e, left), out);
	else
		owe(l, own_lot(e, -left), out);
}

static bool is_named(const struct lot *lot, const struct lot_entry *e)
{
	(void)e;
	return lot->named;
}

/* A household that moves takes along every lot and every debt that is alive; the others end where they are. */
static void move_out(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	for (size_t i = 0; i < l->n; i++)
		if (!is_dead(&l->lot[i], e)) {
			note(out, &l->lot[i], -l->lot[i].points);
			l->lot[i].points = 0;
		}
}

/* Debt that moves in is paid from what is alive, or, when it carries on a correction, from the corrected entry's points alone. */
static void debt_in(struct lots *l, const struct lot_entry *e, struct lot what, struct allotments *out)
{
	if (e->named)
		take_named(l, e, &what.points, out);
	else
		take_living(l, e, &what.points, out);
	owe(l, what, out);
}

/* What the other side gave arrives with its last days: first the lots, then the debt. Each gets the number of this entry and of its part. */
static void move_in(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	for (int debts = 0; e->taken && debts < 2; debts++)
		for (size_t i = 0; i < e->taken->n; i++) {
			const struct allotment *a = &e->taken->a[i];
			struct lot what = {.seq = e->seq, .part = (int)i + 1};
			memcpy(what.last_day, a->last_day, DATE_SIZE);
			what.points = debts ? a->points : -a->points;
			if (what.points > 0)
				(debts ? debt_in : come_in)(l, e, what, out);
		}
}

/* An entry that earns where nothing is owed makes a lot and leaves the others alone: no need to go through them. */
static bool only_earns(const struct lots *l, const struct lot_entry *e)
{
	return e->points > 0 && !l->owes && e->kind != KIND_EXPIRE && e->kind != KIND_TRANSFER && !e->moves_in && !e->gives_back;
}

bool lots_fold(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	bool whole = !only_earns(l, e);

	if (e->points == BLANK)
		return false;
	if (e->kind == KIND_EXPIRE)
		even_out(l, e, is_dead, out);
	else if (e->moves_in)
		move_in(l, e, out);
	else if (e->kind == KIND_TRANSFER && e->named)
		even_out(l, e, is_named, out);
	else if (e->kind == KIND_TRANSFER)
		move_out(l, e, out);
	else if (e->points > 0 && e->gives_back)
		give_back(l, e, out);
	else if (e->points > 0)
		come_in(l, e, own_lot(e, e->points), out);
	else if (e->points < 0 && e->kind == KIND_REVERSE && e->corrects)
		take_back(l, e, out);
	else if (e->points < 0)
		spend(l, e, out);
	if (whole)
		drop_empty(l);
	return true;
}

int64_t lots_dead(const struct lots *l, const char *day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->lot[i].points > 0 && strcmp(l->lot[i].last_day, day) < 0)
			sum += l->lot[i].points;
	return sum;
}

int64_t lots_worth(const struct lots *l, const char *day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->lot[i].last_day, day) >= 0)
			sum += l->lot[i].points;
	return sum;
}

int64_t lots_alive(const struct lots *l, const char *day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->lot[i].points > 0 && strcmp(l->lot[i].last_day, day) >= 0)
			sum += l->lot[i].points;
	return sum;
}

int64_t lots_debt(const struct lots *l)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->lot[i].points < 0)
			sum -= l->lot[i].points;
	return sum;
}

int64_t lots_left(const struct lots *l, int64_t seq)
{
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->lot[i].seq == seq && l->lot[i].points > 0)
			sum += l->lot[i].points;
	return sum;
}
