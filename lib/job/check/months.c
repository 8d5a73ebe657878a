/* Nothing counts in a month after its close, and the table of months knows where each month's entries lie. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

struct month {
	char period[MONTH_SIZE];
	int64_t first, last, binding, closed;
	bool said;
};

struct months {
	struct month *all; /* few, in order of first appearance */
	size_t n;
	char closed_upto[MONTH_SIZE]; /* the latest closed month, "" */
	int64_t closed_by;
};

static int check_months_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct months));
	return 0;
}

static struct month *check_months_find(struct months *m, const char *period)
{
	for (size_t i = m->n; i-- > 0;)
		if (strcmp(m->all[i].period, period) == 0)
			return &m->all[i];
	return NULL;
}

static struct month *check_months_find_or_add(struct months *m, const struct entry *e)
{
	struct month *month = check_months_find(m, e->period);

	if (month)
		return month;
	m->all = xrealloc(m->all, m->n + 1, sizeof *m->all);
	month = &m->all[m->n++];
	*month = (struct month){.first = e->seq};
	memcpy(month->period, e->period, MONTH_SIZE);
	return month;
}

static int check_months_entry(struct checking *c, void *state, const struct entry *e)
{
	struct months *m = state;
	struct month *month;

	if (*m->closed_upto && strcmp(e->period, m->closed_upto) <= 0)
		return check_fault(c, _("entry %s:%lld counts in %s, which entry %s:%lld had closed"), e->book,
				   (long long)e->seq, e->period, e->book, (long long)m->closed_by);
	month = check_months_find_or_add(m, e);
	month->last = e->seq;
	month->binding += entry_is_binding(e);
	if (e->kind == KIND_CLOSE) {
		month->closed = m->closed_by = e->seq;
		memcpy(m->closed_upto, e->period, MONTH_SIZE);
	}
	return 0;
}

static int check_months_compare(struct checking *c, struct months *m, const struct rows *r)
{
	struct month *month = check_months_find(m, db_text(r, 0));

	if (!month)
		return check_fault(c, _("%s: the table of months knows %s, but no entry counts in it"), c->book->code,
				   db_text(r, 0));
	month->said = true;
	if (db_int(r, 4) != month->closed)
		return check_fault(c, _("%s: the close of %s is kept as entry %lld, it is %lld"), c->book->code,
				   month->period, (long long)db_int(r, 4), (long long)month->closed);
	if (db_int(r, 1) != month->first || db_int(r, 2) != month->last || db_int(r, 3) != month->binding)
		return check_fault(c,
				   _("%s: the entries of %s are kept as %lld to %lld (%lld binding), they are %lld to "
				     "%lld (%lld)"),
				   c->book->code, month->period, (long long)db_int(r, 1), (long long)db_int(r, 2),
				   (long long)db_int(r, 3), (long long)month->first, (long long)month->last,
				   (long long)month->binding);
	return 0;
}

static int check_months_end(struct checking *c, void *state)
{
	struct months *m = state;
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_MONTHS, c->book, &r);
	while (db_next(&r))
		r.rc = check_months_compare(c, m, &r);
	rc = db_end(&r);
	for (size_t i = 0; i < m->n && rc == 0; i++)
		if (!m->all[i].said)
			rc = check_fault(c, _("%s: the table of months does not know %s, where entry %s:%lld counts"),
					 c->book->code, m->all[i].period, c->book->code, (long long)m->all[i].first);
	return rc;
}

static void check_months_free(void *state)
{
	struct months *m = state;

	if (m)
		free(m->all);
	free(m);
}

const struct check_part check_months = {check_months_start, check_months_entry, check_months_end, check_months_free};
