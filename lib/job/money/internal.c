#include "job/money/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/journal/fund.h"

int fund_amount(struct ledger *l, const char *text, int64_t *out)
{
	if (!dec_parse(text, out) || *out <= 0)
		return diag_error(l->diag, EX_DATAERR, _("amount `%s` is no amount of yuan above 0"), text);
	return 0;
}

int fund_account(struct ledger *l, const struct book *book, const char *given, char out[static 80])
{
	struct buf list = {0};
	struct fund f;
	struct rows r;
	size_t n = 0;
	int rc;

	if (*given && (strlen(given) >= 80 || !text_is_code(given)))
		return diag_error(l->diag, EX_DATAERR, _("source `%s` is no code: letters, digits, - and _ are safe"),
				  given);
	snprintf(out, 80, "%s", given);
	if (*given)
		return 0;
	fund_walk(l, book->id, &r);
	while (db_next(&r)) {
		fund_row(&r, &f);
		snprintf(out, 80, "%s", f.account);
		buf_printf(&list, "%s%s", n++ ? ", " : "", f.account);
	}
	rc = db_end(&r);
	if (rc == 0 && n == 0)
		rc = diag_error(l->diag, EX_DATAERR, _("the fund of %s has no source yet: name it with --account"),
				book->code);
	else if (rc == 0 && n > 1)
		rc = diag_error(l->diag, EX_DATAERR,
				_("the fund of %s has several sources: name one of %s with --account"), book->code,
				buf_str(&list));
	buf_free(&list);
	return rc;
}
