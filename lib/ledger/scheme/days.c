#include "ledger/scheme/days.h"

#include <string.h>

SQL(CALENDAR_READ, "SELECT date, kind FROM calendar WHERE book = $1 ORDER BY date");

/* A later call replaces what an earlier one said of a day. */
static int add_rows(struct ledger *l, int64_t book, struct calendar *out)
{
	struct rows r;
	day_t day;

	db_query(l->db, &r, &CALENDAR_READ, "i", book);
	while (db_next(&r))
		if (date_parse(db_text(&r, 0), &day))
			calendar_add(out, day, strcmp(db_text(&r, 1), "workday") == 0);
	return db_end(&r);
}

/* From the farthest above to the nearest, so that the nearest has the last word. */
int calendar_read(struct ledger *l, const struct book *book, struct calendar *out)
{
	int64_t above[64];
	size_t n = 0;
	int rc;

	*out = (struct calendar){0};
	for (; book && n < sizeof above / sizeof *above; book = book_by_id(l, book->parent))
		above[n++] = book->id;
	rc = add_rows(l, 0, out);
	while (rc == 0 && n > 0)
		rc = add_rows(l, above[--n], out);
	if (rc)
		calendar_free(out);
	return rc;
}

int calendar_term(struct ledger *l, const struct book *book, day_t from, int n, bool working, day_t *out)
{
	struct calendar c;
	int rc;

	*out = from + n < DAY_LAST ? from + n : DAY_LAST;
	if (!working)
		return 0;
	rc = calendar_read(l, book, &c);
	if (rc == 0) {
		*out = calendar_after(&c, from, n);
		calendar_free(&c);
	}
	return rc;
}
