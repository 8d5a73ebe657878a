/* Grades that change when the scheme does. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/grade.h"
#include "job/replay/internal.h"

/* One scale of a table grades: rows first..last-1. */
struct scale {
	const struct scheme_rows *rows;
	size_t first, last;
	bool now; /* of the other scheme */
};

static const char *scale_cell(const struct scale *s, const char *column)
{
	return in_force_get(s->rows, s->first, column);
}

/* The next scale after `s` (whose last is 0 at first) of households, by a basis that a replay knows; false at the end.
 */
static bool next_scale(struct scale *s)
{
	bool usable = false;

	while (!usable && s->last < s->rows->n) {
		s->first = s->last++;
		while (s->last < s->rows->n &&
		       strcmp(in_force_get(s->rows, s->last, "scale"), scale_cell(s, "scale")) == 0)
			s->last++;
		usable = strcmp(scale_cell(s, "level"), "household") == 0 &&
			 strcmp(scale_cell(s, "basis"), "hours") != 0;
	}
	return usable;
}

static bool find_scale(struct scale *s, const char *name)
{
	while (next_scale(s))
		if (strcmp(scale_cell(s, "scale"), name) == 0)
			return true;
	return false;
}

/* Who has an event in the period stands somewhere, but not under a veto: as pts-grade has it. */
static int64_t scale_figure(const struct scale *s, const struct replay_line *l)
{
	bool stands = l->household->active && l->events > 0 && (s->now ? l->now_veto : l->old_veto) == 0;

	return !stands ? BLANK : s->now ? l->now_happened : l->old_happened;
}

/* The grade of each household, "" for none. */
static void grade_all(const struct scale *s, const struct replay_book *b, const char **out)
{
	const char *basis = scale_cell(s, "basis");
	bool rank = strcmp(basis, "rank") == 0, percentile = strcmp(basis, "percentile") == 0;
	size_t n = b->households.n;
	struct grade_step *steps = xcalloc(s->last - s->first, sizeof *steps);
	int64_t *raw = xcalloc(2 * n + 1, sizeof *raw), *figures = raw + n;

	for (size_t i = s->first; i < s->last; i++)
		steps[i - s->first] =
			(struct grade_step){in_force_amount(s->rows, i, "from"), in_force_amount(s->rows, i, "above")};
	for (size_t i = 0; i < n; i++)
		figures[i] = raw[i] = scale_figure(s, &b->lines[i]);
	if (rank)
		grade_ranks(raw, n, figures);
	else if (percentile)
		grade_percentiles(raw, n, figures);
	for (size_t i = 0; i < n; i++) {
		int step = b->households.all[i].active ? grade_pick(steps, s->last - s->first, figures[i], rank) : -1;
		out[i] = step < 0 ? "" : in_force_get(s->rows, s->first + (size_t)step, "grade");
	}
	free(steps);
	free(raw);
}

/* One scale under both schemes; of one that a scheme does not have nobody has a grade there. */
static void say_scale(struct replay *r, const struct replay_book *b, const char *name,
		      const struct scheme_rows *old_rows, const struct scheme_rows *now_rows, struct printer *out)
{
	struct scale old = {.rows = old_rows}, now = {.rows = now_rows, .now = true};
	const char **was = xcalloc(b->households.n + 1, sizeof *was), **is = xcalloc(b->households.n + 1, sizeof *is);
	char *topic = xasprintf("grade:%s", name);

	for (size_t i = 0; i < b->households.n; i++)
		was[i] = is[i] = "";
	if (find_scale(&old, name))
		grade_all(&old, b, was);
	if (find_scale(&now, name))
		grade_all(&now, b, is);
	for (size_t i = 0; i < b->households.n; i++)
		if (strcmp(was[i], is[i]) != 0)
			replay_say(r, out, b, topic, b->households.all[i].code, b->households.all[i].name, was[i],
				   is[i]);
	free(topic);
	free(was);
	free(is);
}

int replay_grades_say(struct replay *r, const struct replay_book *b, struct printer *out)
{
	struct scheme_rows old, now = {0};
	struct scale s = {.rows = &now}, gone = {.rows = &old}, again;
	int rc = in_force_read(r->l, "grades", b->book, "scale", &old);

	if (rc == 0)
		rc = in_force_read(r->other, "grades", b->scheme, "scale", &now);
	while (rc == 0 && next_scale(&s))
		say_scale(r, b, scale_cell(&s, "scale"), &old, &now, out);
	while (rc == 0 && next_scale(&gone)) {
		again = (struct scale){.rows = &now};
		if (!find_scale(&again, scale_cell(&gone, "scale")))
			say_scale(r, b, scale_cell(&gone, "scale"), &old, &now, out);
	}
	in_force_free(&old);
	if (now.table)
		in_force_free(&now);
	return rc;
}
