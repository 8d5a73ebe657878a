#include "job/redeem_row.h"

#include <string.h>

#include "base/dec.h"
#include "ledger/lots.h"
#include "ledger/scheme.h"

const char *const redemption_columns[] = {"book", "receipt", "order", "date", "household", "name", "item", "title",
					  "quantity", "points", "value", "balance", "available", "state", NULL};

int print_redemption(struct printer *p, struct ledger *l, const struct entry *e, const char *state)
{
	char quantity[DEC_SIZE], points[DEC_SIZE], value[DEC_SIZE], balance[DEC_SIZE], available[DEC_SIZE], title[256];
	const struct book *book = book_by_id(l, e->book_id);
	struct household *h;
	int64_t can_spend;
	int rc = roster_household(l, book, e->household, &h);

	if (rc == 0)
		rc = available_points(l, h, &can_spend);
	if (rc == 0)
		rc = item_title(l, book, e->item, title);
	if (rc)
		return rc;
	printer_row(p, (const char *[]){e->book, e->ref, e->kind == KIND_REDEEM ? e->id : "", e->date, e->household, h->head, e->item, title,
					dec_format(e->quantity < 0 ? -e->quantity : e->quantity, quantity),
					dec_format(e->points < 0 ? -e->points : e->points, points),
					e->value == BLANK ? "" : dec_format(e->value < 0 ? -e->value : e->value, value),
					dec_format(h->balance, balance), dec_format(can_spend, available), state});
	return 0;
}

void print_refused(struct printer *p, const struct order *o, const struct household *h)
{
	printer_row(p, (const char *[]){h ? h->book->code : o->book, "", o->order, o->date, o->household, h ? h->head : "", o->item, "",
					o->quantity, "", "", "", "", "refused"});
	printer_flush(p);
}
