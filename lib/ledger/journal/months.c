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
	char last[MONTH_SIZE];
	int rc = ledger_text(l, last, sizeof last, &LATER_CLOSED, "i", book);

	*closed = strcmp(last, period) >= 0;
	return rc;
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

int journal_is_closed(struct ledger *l, int64_t book, const char *month, bool *closed)
{
	struct held_month *m;
	int rc;

	*closed = false;
	if (!l->journal)
		return read_closed(l, book, month, closed);
	rc = months_find(l, book, month, &m);
	if (rc == 0)
		*closed = m->closed;
	return rc;
}

int journal_month(struct ledger *l, int64_t book, day_t d, char month[static MONTH_SIZE], bool *late)
{
	bool closed;
	int rc;

	month_of(d, month);
	*late = false;
	while ((rc = journal_is_closed(l, book, month, &closed)) == 0 && closed) {
		month_next(month, month);
		*late = true;
	}
	return rc;
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

int journal_close_of(struct ledger *l, int64_t book, const char *month, int64_t *seq)
{
	int rc = ledger_int(l, seq, &MONTH_READ, "it", book, month);

	if (*seq == BLANK)
		*seq = 0;
	return rc;
}

int journal_open_before(struct ledger *l, int64_t book, const char *month, char earlier[static MONTH_SIZE])
{
	return ledger_text(l, earlier, MONTH_SIZE, &OPEN_BEFORE, "it", book, month);
}

/* `closed` holds the seq of the close entry once, so adding keeps it. */
int months_flush(struct ledger *l)
{
	struct journal_state *s = journal_state(l);
	int rc = 0;

	for (size_t i = 0; i < s->nmonths && rc == 0; i++) {
		const struct held_month *m = &s->months[i];
		if (m->first)
			rc = db_run(l->db, &MONTH_WRITE, NULL, "itiiii", m->book, m->period, m->first, m->last, m->binding, m->closed_by);
	}
	return rc;
}

int journal_number(struct ledger *l, int64_t book, const char *kind, int year, int64_t *n)
{
	return ledger_int(l, n, &COUNTER_NEXT, "iti", book, kind, (int64_t)year);
}
