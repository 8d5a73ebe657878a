/* An entry of the journal as a row of a stream. */
#include "base/dec.h"
#include "job/deed.h"

const char *const journal_columns[] = {"event", "book",	    "period", "seq",  "date",	  "household", "name",	 "group",  "member", "role",
				       "category", "rule", "kind",   "quantity", "score", "points",   "state", "remark", NULL};

/* The member's name when one is named, else the head's; both may be gone from the roster. */
static int find_names(struct ledger *l, const struct entry *e, const char **name, const char **group)
{
	const struct book *book = book_by_id(l, e->book_id);
	struct household *h;
	struct member *m;
	int rc;

	*name = *group = "";
	if (!*e->household)
		return 0;
	rc = roster_household(l, book, e->household, &h);
	if (rc)
		return rc;
	*name = h->head;
	*group = h->group;
	if (*e->member && roster_has_member(l, book, e->member, &m))
		*name = m->name;
	return 0;
}

int print_entry(struct printer *p, struct ledger *l, const struct entry *e, const char *state, const char *remark)
{
	char seq[24], quantity[DEC_SIZE], score[DEC_SIZE], points[DEC_SIZE];
	const char *name, *group;
	int rc = find_names(l, e, &name, &group);

	if (rc || !p)
		return rc;
	snprintf(seq, sizeof seq, "%lld", (long long)e->seq);
	printer_row(p, (const char *[]){e->id, e->book, e->period, seq, e->date, e->household, name, group, e->member, e->role,
					e->category, e->rule, kind_name(e->kind),
					e->quantity == BLANK ? "" : dec_format(e->quantity, quantity), dec_format(e->score, score),
					dec_format(e->points, points), state, remark});
	return 0;
}
