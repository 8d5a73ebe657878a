#include "job/tally/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/intake/columns.h"
#include "job/tally/internal.h"
#include "ledger/records/disputes.h"

static int tally_add_key(struct tallying *t, const char *word)
{
	const struct column *c = column_find(columns, word);
	const char *name = c ? c->name : word;

	for (size_t k = 0; k < KEY_COUNT; k++) {
		if (strcmp(tally_key_names[k], name) != 0)
			continue;
		if (t->has[k])
			return diag_error(t->job->diag, EX_USAGE, _("key %s is there twice"), name);
		t->has[k] = true;
		t->keys[t->nkeys++] = (enum tally_key)k;
		return 0;
	}
	return diag_error(t->job->diag, EX_USAGE,
			  _("key `%s` is none of household, member, book, group, category, rule, role, month"), word);
}

static int tally_read_keys(struct tallying *t)
{
	char *list = xstrdup(t->job->key ? t->job->key : "household"), *rest = list;
	int rc = 0;

	while (rest && rc == 0)
		rc = tally_add_key(t, strsep(&rest, ","));
	free(list);
	t->balanced = !t->has[KEY_MEMBER] && !t->has[KEY_CATEGORY] && !t->has[KEY_RULE] && !t->has[KEY_ROLE];
	t->bare = t->balanced && !t->has[KEY_HOUSEHOLD] && !t->has[KEY_GROUP];
	if (rc == 0 && t->request->all && (!t->balanced || t->has[KEY_MONTH]))
		rc = diag_error(t->job->diag, EX_USAGE,
				_("--all adds households: it goes with the keys household, group and book only"));
	return rc;
}

static int tally_read_period(struct tallying *t)
{
	int rc = 0;

	t->whole = !t->job->period;
	t->happened = t->request->happened;
	strcpy(t->to, "9999-12-31");
	if (!t->whole)
		rc = job_period(t->job, t->job->period, &t->period);
	if (!t->whole && rc == 0) {
		t->happened |= t->period.days;
		date_format(t->period.first, t->from);
		date_format(t->period.last, t->to);
	}
	if (!t->happened)
		t->from[MONTH_SIZE - 1] = t->to[MONTH_SIZE - 1] = '\0';
	return rc;
}

/* Households with a pending dispute, for people. */
struct disputed {
	struct ledger *l;
	struct buf list;
};

static int add_disputed(void *ctx, const struct dispute *d)
{
	struct disputed *x = ctx;
	struct household *h;
	int rc = d->state == DISPUTE_PENDING ? roster_by_id(x->l, d->book, d->household, &h) : 0;

	if (rc == 0 && d->state == DISPUTE_PENDING)
		buf_printf(&x->list, "%s%s:%s (%s)", x->list.n ? ", " : "", d->book->code, h->code, d->number);
	return rc;
}

/* Figures that somebody contests are told beside the table: its columns are the same with and without. */
static int note_disputes(struct tallying *t)
{
	struct disputed x = {.l = t->l};
	int rc = 0;

	for (size_t i = 0; i < t->nbooks && rc == 0; i++)
		rc = disputes_each(t->l, t->books[i].book, 0, add_disputed, &x);
	if (rc == 0 && x.list.n)
		diag_note(t->job->diag, _("disputed: %s"), buf_str(&x.list));
	buf_free(&x.list);
	return rc;
}

static int tally_read_ledger(struct tallying *t)
{
	int rc = ledger_read_begin(t->l);

	if (rc == 0) {
		rc = tally_collect(t);
		if (rc == 0)
			rc = note_disputes(t);
		ledger_read_end(t->l);
	}
	return rc;
}

int job_tally(struct job *job, const struct tally_request *request)
{
	struct tallying t = {.job = job, .request = request};
	int rc = tally_read_keys(&t);

	if (rc == 0)
		rc = tally_read_period(&t);
	if (rc == 0)
		rc = ledger_open(&t.l, job->ledger, LEDGER_READ, job->diag);
	if (rc == 0)
		rc = tally_read_ledger(&t);
	for (size_t i = 0; i < t.nbooks && rc == 0; i++)
		rc = tally_finish(&t.books[i]);
	if (rc == 0)
		tally_print(&t);
	tally_end(&t);
	ledger_close(t.l);
	return rc;
}

int job_tally_in(struct job *job, struct ledger *l, const struct tally_request *request)
{
	struct tallying t = {.job = job, .request = request, .l = l};
	int rc = tally_read_keys(&t);

	if (rc == 0)
		rc = tally_read_period(&t);
	if (rc == 0)
		rc = tally_collect(&t);
	for (size_t i = 0; i < t.nbooks && rc == 0; i++)
		rc = tally_finish(&t.books[i]);
	if (rc == 0)
		tally_print(&t);
	tally_end(&t);
	return rc;
}
