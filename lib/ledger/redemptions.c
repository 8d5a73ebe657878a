#include "ledger/redemptions.h"

#include <string.h>

#include "base/lang.h"

SQL(REDEMPTION_FIND, "SELECT book, seq, state FROM redemptions WHERE receipt = $1 ORDER BY book");
SQL(REDEMPTION_ADD, "INSERT INTO redemptions (book, receipt, seq, state) VALUES ($1, $2, $3, 'posted')");
SQL(REDEMPTION_VOID, "UPDATE redemptions SET state = 'void' WHERE book = $1 AND receipt = $2 AND state = 'posted'");

int redemption_find(struct ledger *l, const struct book *book, const char *receipt, struct redemption *out)
{
	size_t found = 0;
	struct rows r;
	int got = -1;

	if (db_query(l->db, &r, &REDEMPTION_FIND, "t", receipt) == 0)
		while ((got = db_next(&r)) == 1) {
			if (book && db_int(&r, 0) != book->id)
				continue;
			*out = (struct redemption){book_by_id(l, db_int(&r, 0)), db_int(&r, 1), strcmp(db_text(&r, 2), "void") == 0};
			found++;
		}
	db_end(&r);
	if (got < 0)
		return ledger_fault(l);
	if (found == 0)
		return diag_error(l->diag, EX_DATAERR, _("there is no receipt %s; `pts-list redemptions` shows them"), receipt);
	if (found > 1)
		return diag_error(l->diag, EX_DATAERR, _("receipt %s is in %zu books: name one with -b"), receipt, found);
	return 0;
}

int redemption_add(struct ledger *l, int64_t book, const char *receipt, int64_t seq)
{
	return db_run(l->db, &REDEMPTION_ADD, NULL, "iti", book, receipt, seq) ? ledger_fault(l) : 0;
}

int redemption_void(struct ledger *l, int64_t book, const char *receipt)
{
	int64_t changed = 0;

	if (db_run(l->db, &REDEMPTION_VOID, &changed, "it", book, receipt) != 0)
		return ledger_fault(l);
	return changed == 1 ? 0 : diag_error(l->diag, EX_REFUSED, _("receipt %s is void already"), receipt);
}
