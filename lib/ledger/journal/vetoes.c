#include "ledger/journal/vetoes.h"

#include <stdio.h>

#include "base/lang.h"
#include "domain/period.h"

SQL(VETO_ADD, "INSERT INTO vetoes (book, seq, household, date, until) VALUES ($1, $2, $3, $4, $5)");
SQL(VETO_RESTORE, "UPDATE vetoes SET lifted = '' WHERE book = $1 AND seq = $2");
SQL(VETO_LIFTED, "SELECT 1 FROM vetoes WHERE book = $1 AND seq = $2 AND lifted <> ''");
SQL(VETOES_IN_FORCE, "SELECT h.code, v.seq FROM vetoes v JOIN households h ON h.book = v.book AND h.household = v.household "
		     "WHERE v.book = $1 AND v.date <= $2 AND v.until >= $3 AND (v.lifted = '' OR v.lifted > $4) ORDER BY v.seq");
SQL(VETO_ON, "SELECT seq, date, until FROM vetoes WHERE book = $1 AND household = $2 AND date <= $3 AND until >= $3 AND lifted = '' ORDER BY seq LIMIT 1");

int veto_last_day(struct ledger *l, const struct rulebook *rules, const struct book *book, const struct entry *e,
		  char until[static DATE_SIZE])
{
	const struct rule *rule = rulebook_peek(l, rules, book, e->rule, e->date, NULL);
	day_t day;

	if (!date_parse(e->date, &day))
		return diag_error(l->diag, EX_DATAERR, _("`%s` is no day between 2000 and 2099: write it as 2025-07-16"), e->date);
	date_format(window_last(day, rule && *rule->cap_per ? rule->cap_per : "year"), until);
	return 0;
}

int veto_add(struct ledger *l, const struct entry *e, const struct household *h, const char *until)
{
	return db_run(l->db, &VETO_ADD, NULL, "iiitt", e->book_id, e->seq, h->id, e->date, until);
}

int veto_restore(struct ledger *l, int64_t book, int64_t seq)
{
	return db_run(l->db, &VETO_RESTORE, NULL, "ii", book, seq);
}

int veto_lifted(struct ledger *l, int64_t book, int64_t seq, bool *lifted)
{
	return ledger_has(l, lifted, &VETO_LIFTED, "ii", book, seq);
}

int veto_on(struct ledger *l, const struct household *h, const char *day, struct veto *out)
{
	struct rows r;

	*out = (struct veto){.seq = 0};
	if (db_one(l->db, &r, &VETO_ON, "iit", h->book->id, h->id, day)) {
		out->seq = db_int(&r, 0);
		snprintf(out->date, DATE_SIZE, "%s", db_text(&r, 1));
		snprintf(out->until, DATE_SIZE, "%s", db_text(&r, 2));
	}
	return db_end(&r);
}

int vetoes_each(struct ledger *l, const struct book *book, const char *from, const char *to, const char *month,
		int (*f)(void *ctx, const char *household, int64_t seq), void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &VETOES_IN_FORCE, "ittt", book->id, to, from, month);
	while (db_next(&r))
		r.rc = f(ctx, db_text(&r, 0), db_int(&r, 1));
	return db_end(&r);
}
