#include "ledger/records/grades.h"

#include <string.h>

#include "base/buf.h"
#include "base/dec.h"

#define COLUMNS "scale, period, household, member, grade, figure, earned"
SQL(GRADES_ALL, "SELECT " COLUMNS " FROM graded WHERE book = $1 ORDER BY scale, period, household, member");
SQL(GRADES_OF_HOUSEHOLD,
    "SELECT " COLUMNS " FROM graded WHERE book = $1 AND household = $2 ORDER BY scale, period DESC, member");
SQL(GRADES_CLEAR, "DELETE FROM graded WHERE book = $1 AND scale = $2 AND period = $3");
SQL(GRADES_PUT, "INSERT INTO graded (book, " COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

static int walk(struct rows *r, const char *scale, const char *period, int (*f)(void *ctx, const struct graded *g), void *ctx)
{
	while (db_next(r)) {
		const struct graded g = {db_text(r, 0), db_text(r, 1), db_text(r, 2),    db_text(r, 3),
					 db_text(r, 4), db_int(r, 5),  db_int(r, 6) != 0};
		if ((!*scale || strcmp(scale, g.scale) == 0) && (!*period || strcmp(period, g.period) == 0))
			r->rc = f(ctx, &g);
	}
	return db_end(r);
}

int grades_each(struct ledger *l, const struct book *book, const char *scale, const char *period,
		int (*f)(void *ctx, const struct graded *g), void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &GRADES_ALL, "i", book->id);
	return walk(&r, scale, period, f, ctx);
}

int grades_of(struct ledger *l, const struct book *book, const char *household,
	      int (*f)(void *ctx, const struct graded *g), void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &GRADES_OF_HOUSEHOLD, "it", book->id, household);
	return walk(&r, "", "", f, ctx);
}

int grades_clear(struct ledger *l, const struct book *book, const char *scale, const char *period)
{
	return db_run(l->db, &GRADES_CLEAR, NULL, "itt", book->id, scale, period);
}

int grades_put(struct ledger *l, const struct book *book, const struct graded *g)
{
	return db_run(l->db, &GRADES_PUT, NULL, "itttttii", book->id, g->scale, g->period, g->household, g->member,
		      g->grade, g->figure, (int64_t)g->earned);
}

static int add_line(void *ctx, const struct graded *g)
{
	char figure[DEC_SIZE] = "";

	if (g->figure != BLANK)
		dec_format(g->figure, figure);
	buf_printf(ctx, "%s\t%s\t%s\t%s\t%d\n", g->household, g->member, g->grade, figure, g->earned);
	return 0;
}

int grades_digest(struct ledger *l, const struct book *book, const char *scale, const char *period,
		  char hex[static HASH_SIZE])
{
	struct buf lines = {0};
	int rc = grades_each(l, book, scale, period, add_line, &lines);

	hash_hex(buf_str(&lines), lines.n, hex);
	buf_free(&lines);
	return rc;
}
