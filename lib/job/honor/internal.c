#include "job/honor/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"

/* The period of the same length before: 2025Q3 → 2025Q2. */
static void name_before(const struct period *p, char out[static 32])
{
	static const char *const lengths[] = {"month", "quarter", "half", "year"};
	char window[WINDOW_SIZE];

	*out = '\0';
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (strcmp(window_of(p->first, lengths[i], window), p->text) == 0)
			window_of(p->first - 1, lengths[i], out);
}

int honoring_open(struct honoring *h, struct job *job, bool write)
{
	int rc = job_months(job, job->period, &h->period);

	h->job = job;
	if (rc == 0)
		name_before(&h->period, h->before);
	if (rc == 0)
		rc = ledger_open(&h->l, job->ledger, write ? LEDGER_WRITE : LEDGER_READ, job->diag);
	return rc;
}

void honoring_close(struct honoring *h)
{
	for (size_t i = 0; i < h->nominated.keys.n; i++)
		free(h->nominated.why[i]);
	free(h->nominated.why);
	map_free(&h->nominated.keys);

	ledger_close(h->l);
}

int honoring_row(struct ledger *l, const struct book *book, const struct scheme_rows *honors, const char *honor,
		 size_t *i)
{
	if (!*honor)
		return diag_error(l->diag, EX_DATAERR, _("no honour: give its code"));
	for (*i = 0; *i < honors->n; ++*i)
		if (strcmp(in_force_get(honors, *i, "honor"), honor) == 0)
			return 0;
	return diag_error(l->diag, EX_DATAERR, _("%s has no honour `%s`"), book->code, honor);
}

int honoring_fits(struct ledger *l, const char *honor, const char *level, bool household, bool member)
{
	switch (standing_level_of(level)) {
	case STANDING_BOOK:
		return !household ? 0
				  : diag_error(l->diag, EX_DATAERR, _("honour %s is for a village: name no household"),
					       honor);
	case STANDING_HOUSEHOLD:
		if (household && !member)
			return 0;
		return diag_error(l->diag, EX_DATAERR, _("honour %s is for a household: name it, and no member"),
				  honor);
	default:
		return member ? 0
			      : diag_error(l->diag, EX_DATAERR, _("honour %s is for a person: name the member"), honor);
	}
}

int honoring_named(struct ledger *l, const struct household *h, const char *name)
{
	bool known = true;
	int rc = *name ? roster_has_name(l, h, name, &known) : 0;

	if (rc == 0 && !known)
		rc = diag_error(l->diag, EX_DATAERR, _("nobody in household %s is named %s; its head is %s"), h->code,
				name, h->head);
	return rc;
}

static void nomination_key(struct buf *b, const struct book *book, const char *honor, const char *household,
			   const char *member)
{
	const char *const parts[] = {book->code, honor, household, member};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		buf_add(b, parts[i], strlen(parts[i]) + 1);
}

void honoring_nominate(struct honoring *h, const struct book *book, const char *honor, const char *household,
		       const char *member, const char *why)
{
	struct nominations *n = &h->nominated;
	struct buf key = {0};
	bool added;

	nomination_key(&key, book, honor, household, member);
	map_put(&n->keys, key.s, key.n, (int64_t)n->keys.n, &added);
	if (added) {
		n->why = xrealloc(n->why, n->keys.n, sizeof *n->why);
		n->why[n->keys.n - 1] = xstrdup(why);
	}
	buf_free(&key);
}

const char *honoring_nomination(const struct honoring *h, const struct book *book, const char *honor,
				const char *household, const char *member)
{
	const struct nominations *n = &h->nominated;
	struct buf key = {0};
	const int64_t *at;

	if (n->everybody)
		return "";
	nomination_key(&key, book, honor, household, member);
	at = map_get(&n->keys, key.s, key.n);
	buf_free(&key);
	return at ? n->why[*at] : NULL;
}

int honoring_competes(struct ledger *l, const struct scheme_rows *honors, size_t i, const struct book *book, bool *competes)
{
	const char *honor = in_force_get(honors, i, "honor");
	struct scheme_rows own;
	int rc;

	*competes = false;
	if (standing_level_of(in_force_get(honors, i, "level")) != STANDING_BOOK)
		return 0;
	rc = in_force_read(l, "honors", book, "honor", &own);
	for (size_t k = 0; k < own.n && !*competes; k++)
		*competes = own.row[k].book == honors->row[i].book && strcmp(in_force_get(&own, k, "honor"), honor) == 0;
	in_force_free(&own);
	return rc;
}
