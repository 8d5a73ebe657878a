/* Views of a book: its months, its newest entry and its date. */
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "job/list/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/queries.h"

static const char *const period_columns[] = {"book", "period", "first", "last", "closed", NULL};
static const char *const head_columns[] = {"book", "seq", "hash", "at", NULL};
static const char *const today_columns[] = {"book", "date", "at", NULL};

/* When a close was posted; "" for an open month. */
static int closed_at(struct listing *x, const struct book *book, int64_t seq, char at[static STAMP_SIZE])
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc = seq ? journal_get(x->l, book->id, seq, &e, &store) : 0;

	at[0] = '\0';
	if (rc == 0 && seq)
		memcpy(at, e.at, STAMP_SIZE);
	entry_store_free(&store);
	return rc;
}

static int list_periods(struct listing *x, const struct book *book)
{
	struct rows r;

	query_months(x->l, book, &r);
	while (db_next(&r)) {
		char first[DEC_SIZE], last[DEC_SIZE], at[STAMP_SIZE], day[DATE_SIZE];
		r.rc = closed_at(x, book, db_int(&r, 3), at);
		snprintf(day, sizeof day, "%.7s-01", db_text(&r, 0));
		if (r.rc == 0 && list_in_period(x, db_text(&r, 0), day))
			printer_row(x->out,
				    (const char *const[]){book->code, db_text(&r, 0), dec_whole(db_int(&r, 1), first),
							  dec_whole(db_int(&r, 2), last), at});
	}
	return db_end(&r);
}

static int list_heads(struct listing *x, const struct book *book)
{
	struct rows r;
	char seq[DEC_SIZE];

	query_head(x->l, book, &r);
	if (db_next(&r))
		printer_row(x->out, (const char *const[]){book->code, dec_whole(db_int(&r, 0), seq), db_text(&r, 1),
							  db_text(&r, 2)});
	return db_end(&r);
}

/* Scripts ask for the date here: that of the machine may be another one, by its time zone or by PTS_NOW. */
static int list_today(struct listing *x, const struct book *book)
{
	char today[DATE_SIZE], now[STAMP_SIZE];

	printer_row(x->out,
		    (const char *const[]){book->code, date_format(x->l->today, today), stamp_format(x->l->now, now)});
	return 0;
}

const struct view view_periods = {"periods", period_columns, "p", list_periods};
const struct view view_heads = {"heads", head_columns, "", list_heads};
const struct view view_today = {"today", today_columns, "", list_today};
