/* Whether a row of items makes sense by itself. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/load/internal.h"

static const char *item_cell(const struct table *t, const char *name, const char *const *cells)
{
	return cells[table_field(t, name)];
}

void check_item_row(struct loading *ld, const char *const *cells)
{
	const struct table *t = ld->table;
	const char *item, *kind, *limit;
	int64_t cash = 0, most = 0;

	if (strcmp(t->name, "items") != 0)
		return;
	item = item_cell(t, "item", cells);
	kind = item_cell(t, "kind", cells);
	limit = item_cell(t, "limit", cells);
	dec_parse(item_cell(t, "cash", cells), &cash);
	if (strcmp(kind, "swap") == 0 && cash == 0)
		loading_inconsistent(
			ld, _("item %s is a swap: give the cash that is paid with its points, or make it goods"), item);
	if (strcmp(kind, "swap") != 0 && cash != 0)
		loading_inconsistent(ld, _("item %s asks for cash: make it a swap"), item);
	if (strcmp(kind, "coupon") != 0 && *item_cell(t, "coupon_days", cells))
		loading_inconsistent(ld, _("item %s has coupon_days, but is no coupon"), item);
	if (!*limit && *item_cell(t, "limit_per", cells))
		loading_inconsistent(ld, _("item %s has limit_per, but no limit"), item);
	if (*limit && (!dec_parse(limit, &most) || most % 100 != 0 || most == 0))
		loading_inconsistent(ld, _("item %s: its limit is a whole number of pieces above 0"), item);
}
