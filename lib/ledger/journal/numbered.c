#include "ledger/journal/numbered.h"

#include "base/lang.h"

int numbered_find(struct ledger *l, const struct sql *sql, const struct book *book, const char *number,
		  numbered_f *read, void *out, size_t *found)
{
	struct rows r;

	*found = 0;
	db_query(l->db, &r, sql, "t", number);
	while (db_next(&r)) {
		if (book && db_int(&r, 0) != book->id)
			continue;
		read(l, &r, out);
		++*found;
	}
	return db_end(&r);
}

int receipt_find(struct ledger *l, const struct sql *sql, const struct book *book, const char *receipt,
		 numbered_f *read, void *out, bool *found)
{
	size_t n;
	int rc = numbered_find(l, sql, book, receipt, read, out, &n);

	if (rc == 0 && n > 1)
		rc = diag_error(l->diag, EX_DATAERR, _("receipt %s is in %zu books: name one with -b"), receipt, n);
	*found = rc == 0 && n == 1;
	return rc;
}
