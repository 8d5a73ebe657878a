/*
 * Random earning, spending, voiding, reversing, late entries and expiry: lots_fold() against points that are tokens,
 * one by one.
 *
 *   prop-lots [SEED [COUNT]]     seeds SEED … SEED + COUNT − 1; a seed that fails is printed, and alone repeats the
 * failure
 *
 * After every step: balance = unexpired lots less debt, what was spent never expires, what has expired is never spent;
 * and a second set of lots, whose expiry is posted only at the end, offers the same points on every day.
 */
#include <stdlib.h>
#include <string.h>

#include "domain/lots.h"
#include "tokens.h"
#include "world.h"

enum { STEPS_OF_RUN = 120, FIRST_RUNS = 1000, VOID_DAYS = 30 };
enum form { NEVER, QUARTER_END, YEAR_END, MONTHS, BASE, FORMS };

/* One posted entry. */
struct posted {
	enum kind kind;
	int64_t points;
	bool undone;
	struct allotments took, lazy_took;
};

struct run {
	struct world dice;
	struct purse purse;
	struct lots lots, lazy;
	struct posted entry[STEPS_OF_RUN * 8];
	int64_t seq, balance, lazy_balance;
	enum form form;
	int extra; /* days of grace, or months */
	int today;
	size_t failed;
};

static void expect(struct run *r, bool ok, const char *what)
{
	char day[11];

	if (ok)
		return;
	day_text(r->today, day);
	if (r->failed++ < 3)
		printf("seed %llu, %s, entry %lld: %s\n", (unsigned long long)r->dice.seed, day, (long long)r->seq,
		       what);
}

static int month_start(int month)
{
	return day_number(2000 + month / 12, month % 12 + 1, 1);
}

/* The day N months later, or the last one of that month. */
static int months_later(int day, int months)
{
	int month = month_number(day), dom = day - month_start(month),
	    length = month_start(month + months + 1) - month_start(month + months);

	return month_start(month + months) + (dom < length ? dom : length - 1);
}

static int naive_last_day(const struct run *r, int date, int month)
{
	int start = date > month_start(month) ? date : month_start(month);

	switch (r->form) {
	case QUARTER_END:
		return month_start(month_number(start) / 3 * 3 + 3) - 1 + r->extra;
	case YEAR_END:
		return month_start(month_number(start) / 12 * 12 + 12) - 1 + r->extra;
	case MONTHS:
		return months_later(start, r->extra);
	case BASE:
		return month_start(month_number(start) / 12 * 12 + 12) - 1;
	default:
		return FOREVER;
	}
}

static void setting_text(const struct run *r, char out[static 32])
{
	static const char *const words[] = {"never", "quarter-end", "year-end", "months:", "base"};

	if (r->form == MONTHS)
		snprintf(out, 32, "%s%d", words[r->form], r->extra);
	else if (r->extra && (r->form == QUARTER_END || r->form == YEAR_END))
		snprintf(out, 32, "%s+%dd", words[r->form], r->extra);
	else
		snprintf(out, 32, "%s", words[r->form]);
}

/* The library's answer, checked against the naive one. */
static int last_day(struct run *r, int date, int month, char text[static 11])
{
	char setting[32], deed[11], period[11], mine[11];
	int day = naive_last_day(r, date, month);

	setting_text(r, setting);
	day_text(date, deed);
	day_text(month_start(month), period);
	period[7] = '\0';
	expiry_last_day(setting, deed, period, text);
	if (day == FOREVER)
		memcpy(mine, DAY_NEVER, sizeof mine);
	else
		day_text(day, mine);
	expect(r, strcmp(mine, text) == 0, "the last day differs");
	return day;
}

static struct lot_entry begin(struct run *r, enum kind kind, int64_t points)
{
	struct lot_entry e = {.seq = ++r->seq, .kind = kind, .points = points};

	day_text(r->today, e.posted);
	r->entry[r->seq] = (struct posted){.kind = kind, .points = points};
	return e;
}

static void fold_lazy(struct run *r, struct lot_entry e)
{
	if (e.taken)
		e.taken = &r->entry[e.corrects].lazy_took;
	r->lazy_balance += e.points;
	expect(r, e.points == 0 || lots_fold(&r->lazy, &e, &r->entry[e.seq].lazy_took), "it cannot be counted");
}

static void fold(struct run *r, const struct lot_entry *e)
{
	r->balance += e->points;
	expect(r, e->points == 0 || lots_fold(&r->lots, e, &r->entry[e->seq].took), "it cannot be counted");
	if (e->kind != KIND_EXPIRE)
		fold_lazy(r, *e);
}

static int64_t some(struct run *r, int64_t most)
{
	return 1 + (int64_t)dice(&r->dice, (uint64_t)most);
}

/* A deed of today or of some weeks ago, counted in its month or in a later one. */
static int deed_month(struct run *r, int *date)
{
	int first;

	*date = r->today - (dice(&r->dice, 3) ? 0 : (int)dice(&r->dice, 80));
	first = month_number(*date);
	return first + (int)dice(&r->dice, (uint64_t)(month_number(r->today) - first + 1));
}

static void earn(struct run *r, enum kind kind)
{
	struct lot_entry e = begin(r, kind, some(r, 12));
	int date, month = deed_month(r, &date), day = last_day(r, date, month, e.last_day);

	fold(r, &e);
	purse_earn(&r->purse, e.seq, day, e.points, r->today);
}

static void take(struct run *r, enum kind kind, int64_t points)
{
	struct lot_entry e = begin(r, kind, -points);
	int date, month = deed_month(r, &date), day = last_day(r, date, month, e.last_day);
	const struct allotments *took = &r->entry[e.seq].took;

	fold(r, &e);
	for (size_t i = 0; i < took->n; i++)
		expect(r,
		       took->a[i].points < 0 && (took->a[i].lot == e.seq || strcmp(took->a[i].last_day, e.posted) >= 0),
		       "dead points were spent");
	purse_spend(&r->purse, e.seq, day, points, r->today);
}

static void spend(struct run *r)
{
	char today[11];
	int64_t most;

	day_text(r->today, today);
	most = lots_worth(&r->lots, today);
	if (most > 0)
		take(r, KIND_REDEEM, some(r, most < 15 ? most : 15));
}

static int64_t pick(struct run *r, enum kind kind)
{
	for (int i = 0; i < 8 && r->seq > 0; i++) {
		int64_t seq = some(r, r->seq);
		if (r->entry[seq].kind == kind && !r->entry[seq].undone)
			return seq;
	}
	return 0;
}

static void give_back(struct run *r, enum kind what, enum kind how)
{
	int64_t of = pick(r, what);
	struct lot_entry e;
	int day;

	if (!of)
		return;
	e = begin(r, how, -r->entry[of].points);
	day = last_day(r, r->today, month_number(r->today), e.last_day);
	day_text(r->today + VOID_DAYS, e.least_day);
	e.corrects = of;
	e.gives_back = true;
	e.taken = &r->entry[of].took;
	r->entry[of].undone = true;
	fold(r, &e);
	purse_give_back(&r->purse, e.seq, of, day, r->today + VOID_DAYS, e.points, r->today);
}

static void reverse_earn(struct run *r)
{
	int64_t of = pick(r, KIND_EARN), back;
	struct lot_entry e;
	int day;

	if (!of)
		return;
	back = purse_living_part(&r->purse, of, r->entry[of].points, r->today);
	e = begin(r, KIND_REVERSE, -back);
	day = last_day(r, r->today, month_number(r->today), e.last_day);
	e.corrects = of;
	r->entry[of].undone = true;
	fold(r, &e);
	purse_take_back(&r->purse, e.seq, of, day, back, r->today);
}

static void post_expiry(struct run *r, int day, int64_t points)
{
	struct lot_entry e;

	if (points == 0)
		return;
	e = begin(r, KIND_EXPIRE, points);
	day_text(day + 1, e.posted);
	day_text(day + 1, e.last_day);
	fold(r, &e);
	purse_expire(&r->purse, day, points < 0 ? FREE : OWED);
}

/* Posts all that is due, in order of last day. */
static void expire(struct run *r)
{
	for (int day = day_number(2024, 10, 1); day < r->today && r->seq < STEPS_OF_RUN * 7; day++) {
		int64_t dead = 0, owed = 0;
		for (size_t i = 0; i < r->purse.n; i++) {
			dead += r->purse.token[i].state == FREE && r->purse.token[i].last_day == day;
			owed += r->purse.token[i].state == OWED && r->purse.token[i].last_day == day;
		}
		post_expiry(r, day, -dead);
		post_expiry(r, day, owed);
	}
}

static int day_of_text(const char *text)
{
	return strcmp(text, DAY_NEVER) == 0 ? FOREVER : day_number(atoi(text), atoi(text + 5), atoi(text + 8));
}

static void check(struct run *r)
{
	int64_t in_hand = purse_count(&r->purse, FREE), owed = purse_count(&r->purse, OWED);
	char today[11];

	day_text(r->today, today);
	expect(r, r->balance == in_hand - owed, "the balance is not what is in hand less what is owed");
	expect(r, lots_alive(&r->lots, today) + lots_dead(&r->lots, today) == in_hand,
	       "the lots are not what is in hand");
	expect(r, lots_alive(&r->lots, today) == purse_spendable(&r->purse, r->today), "what can be spent differs");
	expect(r, lots_debt(&r->lots) == owed, "the debt differs");
	expect(r, lots_worth(&r->lots, today) == lots_worth(&r->lazy, today), "it matters when expiry is posted");
	for (size_t i = 0; i < r->lots.n; i++) {
		const struct lot *l = &r->lots.lot[i];
		int64_t size = l->points < 0 ? -l->points : l->points;
		expect(r, purse_lot(&r->purse, l->seq, 0, day_of_text(l->last_day), l->points < 0 ? OWED : FREE) == size,
		       "a lot differs");
	}
	for (size_t i = 0; i < r->purse.n; i++)
		expect(r, !r->purse.token[i].was_dead, "a dead point was spent");
}

static void step(struct run *r)
{
	uint64_t what = dice(&r->dice, 100);

	if (dice(&r->dice, 2))
		r->today += (int)dice(&r->dice, 25);
	if (what < 30)
		earn(r, KIND_EARN);
	else if (what < 52)
		spend(r);
	else if (what < 64)
		take(r, KIND_DEDUCT, some(r, 14));
	else if (what < 73)
		give_back(r, KIND_REDEEM, KIND_REFUND);
	else if (what < 79)
		give_back(r, KIND_DEDUCT, KIND_REVERSE);
	else if (what < 86)
		reverse_earn(r);
	else if (what < 90)
		earn(r, KIND_ADJUST);
	else
		expire(r);
}

/* All lots but everlasting ones die in the end, also those whose expiry nobody had posted. */
static void finish(struct run *r)
{
	r->today = day_number(2050, 1, 1);
	expire(r);
	check(r);
	expect(r, r->form == NEVER || r->balance == 0, "points outlived their last day");
}

static void free_run(struct run *r)
{
	for (int64_t i = 0; i <= r->seq; i++) {
		allotments_free(&r->entry[i].took);
		allotments_free(&r->entry[i].lazy_took);
	}
	lots_free(&r->lots);
	lots_free(&r->lazy);
	purse_free(&r->purse);
}

static size_t run_seed(uint64_t seed)
{
	static struct run r;
	size_t failed;

	r = (struct run){.dice = {.seed = seed, .state = seed * 0x2545f4914f6cdd1d + 7},
			 .today = day_number(2025, 1, 1)};
	r.form = (enum form)dice(&r.dice, FORMS);
	r.extra = r.form == MONTHS ? (int)some(&r, 14) : dice(&r.dice, 2) ? (int)some(&r, 60) : 0;
	for (int i = 0; i < STEPS_OF_RUN && r.failed == 0; i++) {
		step(&r);
		check(&r);
	}
	if (r.failed == 0)
		finish(&r);
	failed = r.failed;
	if (failed)
		printf("seed %llu failed: `prop-lots %llu` repeats it\n", (unsigned long long)seed,
		       (unsigned long long)seed);
	free_run(&r);
	return failed;
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1,
		 count = argc > 2   ? strtoull(argv[2], NULL, 10)
			 : argc > 1 ? 1
				    : FIRST_RUNS,
		 runs = 0;
	size_t failed = 0;

	for (; runs < count && failed < 3; runs++)
		failed += run_seed(seed + runs) > 0;
	printf("%llu steps of %llu households agree, %zu failed\n", (unsigned long long)(runs * STEPS_OF_RUN),
	       (unsigned long long)runs, failed);
	return failed > 0;
}
