/* Which rows of a sheet are disputed. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/notice/internal.h"
#include "ledger/records/disputes.h"
#include "ledger/roster/roster.h"

struct marks {
	struct ledger *l;
	struct map *out;
};

static void marks_add(struct marks *m, char *key)
{
	map_put(m->out, key, strlen(key), 0, NULL);
	free(key);
}

/* A contested entry marks its own row in a list of deductions; in every other sheet the household's row is marked. */
static int marks_dispute(void *ctx, const struct dispute *d)
{
	struct marks *m = ctx;
	char address[ADDRESS_SIZE];
	struct household *h;
	int rc;

	if (d->state != DISPUTE_PENDING)
		return 0;
	rc = roster_by_id(m->l, d->book, d->household, &h);
	if (rc)
		return rc;
	marks_add(m, xasprintf("%s:%s", d->book->code, h->code));
	if (d->entry)
		marks_add(m, xasprintf("#%s", address_format(d->book->code, d->entry, address)));
	return 0;
}

int notice_marks(struct ledger *l, const struct notice_stream *s, const char *book, size_t first, size_t last,
		 struct map *out)
{
	struct marks m = {.l = l, .out = out};
	bool one = first < last && s->book >= 0 && notice_stream_run(s, first) >= last;
	const char *code = one ? notice_stream_book(s, first) : s->book < 0 ? book : NULL;
	const struct book *only = code ? book_lookup(l, code) : NULL;
	int rc = 0;

	for (size_t i = 0; i < l->nbooks && rc == 0; i++)
		if (!code || &l->books[i] == only)
			rc = disputes_each(l, &l->books[i], 0, marks_dispute, &m);
	return rc;
}
