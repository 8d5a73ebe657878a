/* What another scheme comes to: sums, who gains and loses most, grades and honours that change, what does not meet. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "job/replay/internal.h"

static const char *const names[] = {"book", "period", "topic", "key", "name", "old", "new", "change", NULL};

enum { MOST = 10 }; /* households named as gaining or losing most, in each book */

/* Yuan of goods that points buy. */
static bool summary_cost(struct ledger *l, const struct book *book, int64_t points, int64_t *yuan)
{
	int64_t value = 0;

	dec_parse(setting_get(l, book->id, "point_value"), &value);
	return dec_mul(points, value, yuan);
}

static bool summary_add_up(const struct replay_book *b, struct worth *old, struct worth *now)
{
	bool ok = true;

	for (size_t i = 0; i < b->households.n && ok; i++) {
		const struct replay_line *l = &b->lines[i];
		ok = dec_add(old->score, l->old.score, &old->score) && dec_add(now->score, l->now.score, &now->score) &&
		     dec_add(old->points, l->old.points, &old->points) &&
		     dec_add(now->points, l->now.points, &now->points);
	}
	return ok;
}

static int say_sums(struct replay *r, const struct replay_book *b, struct printer *out)
{
	struct worth old = {0, 0}, now = {0, 0};
	int64_t old_cost, now_cost;
	int rc;

	if (!summary_add_up(b, &old, &now) || !summary_cost(r->l, b->book, old.points, &old_cost) ||
	    !summary_cost(r->other, b->scheme, now.points, &now_cost))
		return replay_sums_too_big(r, b);
	rc = replay_say_figures(r, out, b, "score", "", "", old.score, now.score);
	if (rc == 0)
		rc = replay_say_figures(r, out, b, "points", "", "", old.points, now.points);
	return rc ? rc : replay_say_figures(r, out, b, "cost", "", "", old_cost, now_cost);
}

/* How many gain and lose, without a word where nobody does. */
static void say_counts(struct replay *r, const struct replay_book *b, struct printer *out)
{
	int64_t gain = 0, lose = 0;
	char text[24];

	for (size_t i = 0; i < b->households.n; i++) {
		gain += b->lines[i].now.score > b->lines[i].old.score;
		lose += b->lines[i].now.score < b->lines[i].old.score;
	}
	snprintf(text, sizeof text, "%" PRId64, gain);
	replay_say(r, out, b, "households", "gain", "", "", text);
	snprintf(text, sizeof text, "%" PRId64, lose);
	replay_say(r, out, b, "households", "lose", "", "", text);
}

/* Neither score can be so large that their difference overflows: see add_up(). */
static int64_t gain(const struct replay_line *l)
{
	int64_t d = 0;

	dec_sub(l->now.score, l->old.score, &d);
	return d;
}

static int by_gain(const void *a, const void *b)
{
	const struct replay_line *x = *(const struct replay_line *const *)a, *y = *(const struct replay_line *const *)b;
	int64_t p = gain(x), q = gain(y);

	return p != q ? p < q ? 1 : -1 : strcmp(x->household->code, y->household->code);
}

static int say_line(struct replay *r, const struct replay_book *b, struct printer *out, const char *topic,
		    const struct replay_line *l)
{
	return replay_say_figures(r, out, b, topic, l->household->code, l->household->name, l->old.score, l->now.score);
}

/* The first rows gain, the last ones lose. */
static int say_extremes(struct replay *r, const struct replay_book *b, struct printer *out)
{
	const struct replay_line **lines = xcalloc(b->households.n + 1, sizeof *lines);
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < b->households.n; i++)
		if (gain(&b->lines[i]) != 0)
			lines[n++] = &b->lines[i];
	if (n)
		qsort(lines, n, sizeof *lines, by_gain);
	for (size_t i = 0; i < n && i < MOST && gain(lines[i]) > 0 && rc == 0; i++)
		rc = say_line(r, b, out, "gains", lines[i]);
	for (size_t i = n; i-- > 0 && n - i <= MOST && gain(lines[i]) < 0 && rc == 0;)
		rc = say_line(r, b, out, "loses", lines[i]);
	free(lines);
	return rc;
}

static int say_book(struct replay *r, const struct replay_book *b, struct printer *out)
{
	int rc = say_sums(r, b, out);

	if (rc)
		return rc;
	say_counts(r, b, out);
	rc = say_extremes(r, b, out);
	if (rc == 0)
		rc = replay_grades_say(r, b, out);
	if (rc)
		return rc;
	replay_honors_say(r, b, out);
	return replay_items_say(r, b, out);
}

int replay_summary(struct replay *r)
{
	struct printer *out = job_print(r->job, names);
	int rc = 0;

	for (size_t i = 0; i < r->nbooks && rc == 0; i++)
		if (r->books[i].households.n > 0)
			rc = say_book(r, &r->books[i], out);
	if (rc == 0) {
		replay_say_unmatched(r, out);
		replay_say_unused(r, out);
	}
	printer_end(out);
	return rc;
}
