#include "ledger/frozen.h"

#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"

SQL(FROZEN_ROWS, "SELECT h.code, s.events, s.earned, s.deducted, s.points, s.redeemed, s.expired, s.other FROM sums s "
		 "JOIN households h ON h.book = s.book AND h.household = s.household "
		 "WHERE s.book = $1 AND s.period = $2 ORDER BY h.code");

static const char header[] = "household,events,earned,deducted,points,redeemed,expired,other\n";

static void add_line(struct hasher *digest, const struct rows *r, struct sums *s)
{
	int64_t *amounts[] = {&s->earned, &s->deducted, &s->points, &s->redeemed, &s->expired, &s->other};
	struct buf line = {0};
	char text[DEC_SIZE];

	s->events = db_int(r, 1);
	buf_printf(&line, "%s,%lld", db_text(r, 0), (long long)s->events);
	for (int i = 0; i < 6; i++) {
		*amounts[i] = db_int(r, i + 2);
		buf_printf(&line, ",%s", dec_format(*amounts[i], text));
	}
	buf_putc(&line, '\n');
	hasher_add(digest, line.s, line.n);
	buf_free(&line);
}

int frozen_read(struct ledger *l, const struct book *book, const char *month, struct frozen *out)
{
	struct hasher *digest = hasher_new();
	struct sums s;
	struct rows r;
	bool fits = true;
	int got = -1;

	*out = (struct frozen){0};
	hasher_add(digest, header, strlen(header));
	if (db_query(l->db, &r, &FROZEN_ROWS, "it", book->id, month) == 0)
		while ((got = db_next(&r)) == 1) {
			add_line(digest, &r, &s);
			fits &= sums_merge(&out->total, &s);
			out->households++;
		}
	db_end(&r);
	hasher_end(digest, out->digest);
	if (got < 0)
		return ledger_fault(l);
	return fits ? 0 : diag_error(l->diag, EX_DATAERR, _("the sums of %s in %s are more than can be counted"), book->code, month);
}

int frozen_digest(struct ledger *l, const struct book *book, const char *month, char hex[static HASH_SIZE])
{
	struct frozen f;
	int rc = frozen_read(l, book, month, &f);

	memcpy(hex, f.digest, HASH_SIZE);
	return rc;
}
