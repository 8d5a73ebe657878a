/* Months of a book: where their entries lie, whether they are closed; numbers of documents. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "ledger/journal/internal.h"

SQL(MONTH_READ, "SELECT closed FROM months WHERE book = $1 AND period = $2");
SQL(OPEN_BEFORE, "SELECT MIN(period) FROM months WHERE book = $1 AND period < $2 AND closed = 0 AND binding > 0 "
		 "AND period > (SELECT COALESCE(MAX(period), '') FROM months WHERE book = $1 AND closed > 0)");
SQL(MONTH_WRITE, "INSERT INTO months (book, period, first, last, binding, closed) VALUES ($1, $2, $3, $4, $5, $6) "
		 "ON CONFLICT (book, period) DO UPDATE SET last = excluded.last, binding = months.binding + excluded.binding, "
		 "closed = months.closed + excluded.closed");
SQL(LATER_CLOSED, "SELECT MAX(period) FROM months WHERE book = $1 AND closed > 0");
SQL(COUNTER_NEXT, "INSERT INTO counters (book, kind, year, n) VALUES ($1, $2, $3, 1) "
		  "ON CONFLICT (book, kind, year) DO UPDATE SET n = counters.n + 1 RETURNING n");

/* A month at or before the last closed one is closed, whether it had entries or not. */
static int read_closed(struct ledger *l, int64_t book, const char *period, bool *closed)
{
	struct rows r;
	int got = db_one(l->db, &r, &LATER_CLOSED, "i", book);

	if (got < 0)
		return ledger_fault(l);
	*closed = got == 1 && strcmp(db_text(&r, 0), period) >= 0;
	db_end(&r);
	return 0;
}

struct month_key {
	int64_t book;
	char period[8];
};

int months_find(struct ledger *l, int64_t book, const char *period, struct held_month **out)
{
	struct journal_state *s = journal_state(l);
	struct held_month m = {.book = book};
	struct month_key key = {.book = book};
	const int64_t *at;
	int rc;

	memcpy(key.period, period, MONTH_SIZE);
	at = map_get(&s->month_index, &key, sizeof key);
	if (at) {
		*out = &s->months[*at];
		return 0;
	}
	rc = read_closed(l, book, period, &m.closed);
	if (rc)
		return rc;
	memcpy(m.period, period, MONTH_SIZE);
	map_put(&s->month_index, &key, sizeof key, (int64_t)s->nmonths, NULL);
	s->months = xrealloc(s->months, s->nmonths + 1, sizeof *s->months);
	s->months[s->nmonths] = m;
	*out = &s->months[s->nmonths++];
	return 0;
}

int journal_is_closed(struct ledger *l, int64_t book, const char *month)
{
	struct held_month *m;
	bool closed = false;

	if (!l->journal)
		return read_closed(l, book, month, &closed) ? -1 : closed;
	return months_find(l, book, month, &m) ? -1 : m->closed;
}

int journal_month(struct ledger *l, int64_t book, day_t d, char month[static MONTH_SIZE], bool *late)
{
	int closed;

	month_of(d, month);
	*late = false;
	while ((closed = journal_is_closed(l, book, month)) == 1) {
		month_next(month, month);
		*late = true;
	}
	return closed < 0 ? EX_IOERR : 0;
}

void months_close(struct journal_state *s, const struct entry *e)
{
	for (size_t i = 0; i < s->nmonths; i++) {
		struct held_month *m = &s->months[i];
		if (m->book != e->book_id || strcmp(m->period, e->period) > 0)
			continue;
		m->closed = true;
		if (strcmp(m->period, e->period) == 0)
			m->closed_by = e->seq;
	}
}

int64_t journal_close_of(struct ledger *l, int64_t book, const char *month)
{
	struct rows r;
	int64_t seq = 0;
	int got = db_one(l->db, &r, &MONTH_READ, "it", book, month);

	if (got < 0) {
		ledger_fault(l);
		return -1;
	}
	if (got == 1) {
		seq = db_int(&r, 0);
		db_end(&r);
	}
	return seq;
}

int journal_open_before(struct ledger *l, int64_t book, const char *month, char earlier[static MONTH_SIZE])
{
	struct rows r;
	int found;

	if (db_one(l->db, &r, &OPEN_BEFORE, "it", book, month) != 1) {
		ledger_fault(l);
		return -1;
	}
	found = !db_null(&r, 0);
	snprintf(earlier, MONTH_SIZE, "%s", db_text(&r, 0));
	db_end(&r);
	return found;
}

/* `closed` holds the seq of the close entry once, so adding keeps it. */
int months_flush(struct ledger *l)
{
	struct journal_state *s = journal_state(l);

	for (size_t i = 0; i < s->nmonths; i++) {
		const struct held_month *m = &s->months[i];
		if (m->first && db_run(l->db, &MONTH_WRITE, NULL, "itiiii", m->book, m->period, m->first, m->last, m->binding,
				    m->closed_by) != 0)
			return ledger_fault(l);
	}
	return 0;
}

int journal_number(struct ledger *l, int64_t book, const char *kind, int year, int64_t *n)
{
	struct rows r;

	if (db_one(l->db, &r, &COUNTER_NEXT, "iti", book, kind, (int64_t)year) != 1)
		return ledger_fault(l);
	*n = db_int(&r, 0);
	db_end(&r);
	return 0;
}
