#include "domain/lots.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int order(const struct lot *a, const char *last_day, int64_t seq)
{
	int c = strcmp(a->last_day, last_day);

	return c ? c : a->seq < seq ? -1 : a->seq > seq;
}

int lot_order(const struct lot *a, const struct lot *b)
{
	return order(a, b->last_day, b->seq);
}

void lots_add(struct lots *l, int64_t seq, const char *last_day, int64_t points)
{
	size_t i = l->n;

	/* From the end: most lots are newer than all others. */
	while (i > 0 && order(&l->lot[i - 1], last_day, seq) >= 0)
		i--;
	l->owes |= points < 0;
	if (i < l->n && order(&l->lot[i], last_day, seq) == 0) {
		l->lot[i].points += points;
		return;
	}
	if (l->n == l->size) {
		l->size = l->size ? 2 * l->size : 8;
		l->lot = xrealloc(l->lot, l->size, sizeof *l->lot);
	}
	memmove(l->lot + i + 1, l->lot + i, (l->n - i) * sizeof *l->lot);
	l->lot[i] = (struct lot){.seq = seq, .points = points};
	memcpy(l->lot[i].last_day, last_day, DATE_SIZE);
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

static void note(struct allotments *out, int64_t lot, const char *last_day, int64_t points)
{
	if (points == 0)
		return;
	if (out->n == out->size) {
		out->size = out->size ? 2 * out->size : 4;
		out->a = xrealloc(out->a, out->size, sizeof *out->a);
	}
	out->a[out->n] = (struct allotment){.lot = lot, .points = points};
	memcpy(out->a[out->n++].last_day, last_day, DATE_SIZE);
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

/* Takes up to `want` from one lot. */
static void take(struct lot *lot, int64_t *want, struct allotments *out)
{
	int64_t got = smaller(lot->points, *want);

	lot->points -= got;
	*want -= got;
	note(out, lot->seq, lot->last_day, -got);
}

static void owe(struct lots *l, const struct lot_entry *e, int64_t points, struct allotments *out)
{
	if (points == 0)
		return;
	lots_add(l, e->seq, e->last_day, -points);
	note(out, e->seq, e->last_day, -points);
}

/* Spending and deductions: lots alive on the day of posting, by last day, then seq; what none covers is debt. Only spending passes over held ones. */
static void spend(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t want = -e->points;

	for (size_t i = 0; i < l->n && want > 0; i++)
		if (l->lot[i].points > 0 && strcmp(l->lot[i].last_day, e->posted) >= 0 && !(e->kind == KIND_REDEEM && l->lot[i].held))
			take(&l->lot[i], &want, out);
	owe(l, e, want, out);
}

/* Reversing an earn: from its own lot what is unspent, as debt what is spent. */
static void take_back(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t want = -e->points;

	for (size_t i = 0; i < l->n && want > 0; i++)
		if (l->lot[i].seq == e->corrects && l->lot[i].points > 0 && strcmp(l->lot[i].last_day, e->posted) >= 0)
			take(&l->lot[i], &want, out);
	owe(l, e, want, out);
}

/*
 * Whatever comes in pays the oldest debt first; the rest is a lot. Neither points nor debts past their last day take part, so that it makes no difference
 * when their end is posted.
 */
static void come_in(struct lots *l, const struct lot_entry *e, int64_t seq, const char *last_day, int64_t points, struct allotments *out)
{
	bool pays = l->owes && strcmp(last_day, e->posted) >= 0;

	for (size_t i = 0; pays && i < l->n && points > 0; i++) {
		int64_t paid;
		if (l->lot[i].points >= 0 || strcmp(l->lot[i].last_day, e->posted) < 0)
			continue;
		paid = smaller(-l->lot[i].points, points);
		l->lot[i].points += paid;
		points -= paid;
		note(out, l->lot[i].seq, l->lot[i].last_day, paid);
	}
	if (points > 0) {
		lots_add(l, seq, last_day, points);
		note(out, seq, last_day, points);
	}
}

/* The debt that the corrected entry made has its number; the lots it took have others. */
static void give_back_some(struct lots *l, const struct lot_entry *e, bool debt, int64_t *left, struct allotments *out)
{
	for (size_t i = 0; e->taken && i < e->taken->n && *left > 0; i++) {
		const struct allotment *a = &e->taken->a[i];
		int64_t part = smaller(-a->points, *left);
		if (a->points >= 0 || (a->lot == e->corrects) != debt)
			continue;
		*left -= part;
		come_in(l, e, a->lot, strcmp(a->last_day, e->least_day) < 0 ? e->least_day : a->last_day, part, out);
	}
}

/* Its debt is paid first, so that the lots get back what came from them: with their last day, but living at least to least_day. */
static void give_back(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t left = e->points;

	give_back_some(l, e, true, &left, out);
	give_back_some(l, e, false, &left, out);
	if (left > 0)
		come_in(l, e, e->seq, e->last_day, left, out);
}

/* An expire entry takes dead lots, or wipes dead debt by a positive one. */
static void expire(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	int64_t left = e->points;

	for (size_t i = 0; i < l->n && left != 0; i++) {
		struct lot *lot = &l->lot[i];
		int64_t part;
		if (strcmp(lot->last_day, e->posted) >= 0 || (lot->points > 0) == (left > 0))
			continue;
		part = left < 0 ? -smaller(lot->points, -left) : smaller(-lot->points, left);
		lot->points += part;
		left -= part;
		note(out, lot->seq, lot->last_day, part);
	}
	if (left > 0)
		come_in(l, e, e->seq, e->last_day, left, out);
	else
		owe(l, e, -left, out);
}

/* A household that moves takes every lot and every debt along. */
static void move_out(struct lots *l, struct allotments *out)
{
	for (size_t i = 0; i < l->n; i++) {
		note(out, l->lot[i].seq, l->lot[i].last_day, -l->lot[i].points);
		l->lot[i].points = 0;
	}
}

/* What the other side gave arrives with its last days: first the lots, then the debt. */
static void move_in(struct lots *l, const struct lot_entry *e, struct allotments *out)
{
	struct lot_entry debt = *e;

	for (size_t i = 0; e->taken && i < e->taken->n; i++)
		if (e->taken->a[i].points < 0)
			come_in(l, e, e->seq, e->taken->a[i].last_day, -e->taken->a[i].points, out);
	for (size_t i = 0; e->taken && i < e->taken->n; i++) {
		if (e->taken->a[i].points <= 0)
			continue;
		debt.points = -e->taken->a[i].points;
		memcpy(debt.last_day, e->taken->a[i].last_day, DATE_SIZE);
		spend(l, &debt, out);
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
		expire(l, e, out);
	else if (e->moves_in)
		move_in(l, e, out);
	else if (e->kind == KIND_TRANSFER)
		move_out(l, out);
	else if (e->points > 0 && e->gives_back)
		give_back(l, e, out);
	else if (e->points > 0)
		come_in(l, e, e->seq, e->last_day, e->points, out);
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
