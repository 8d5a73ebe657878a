#include "job/intake/print_entry.h"

#include "base/dec.h"

const char *const journal_columns[] = {"event", "book",	    "period", "seq",  "date",	  "household", "name",	 "group",  "member", "role",
				       "category", "rule", "kind",   "quantity", "score", "points",   "state", "remark", NULL};

void print_entry_of(struct printer *p, const struct household *h, const struct entry *e, const char *state, const char *remark)
{
	char seq[DEC_SIZE], quantity[DEC_SIZE], score[DEC_SIZE], points[DEC_SIZE];

	printer_row(p, (const char *[]){e->id, e->book, e->period, dec_whole(e->seq, seq), e->date, e->household, h ? h->head : "", h ? h->group : "", e->member, e->role,
					e->category, e->rule, kind_name(e->kind),
					e->quantity == BLANK ? "" : dec_format(e->quantity, quantity), dec_format(e->score, score),
					dec_format(e->points, points), state, remark});
}

int print_entry(struct printer *p, struct ledger *l, const struct entry *e, const char *state, const char *remark)
{
	struct household *h = NULL;
	int rc = *e->household ? roster_household(l, book_by_id(l, e->book_id), e->household, &h) : 0;

	if (rc == 0)
		print_entry_of(p, h, e, state, remark);
	return rc;
}

void print_claim(struct printer *p, const struct claim_shown *c, const char *state, const char *remark)
{
	char quantity[DEC_SIZE], points[DEC_SIZE];

	printer_row(p, (const char *[]){c->id, c->book->code, "", "", c->date, c->h->code, c->h->head, c->h->group, c->m ? c->m->code : "",
					c->m ? c->m->role : "", "", c->rule, "", dec_format(c->quantity, quantity), "",
					c->points == BLANK ? "" : dec_format(c->points, points), state, remark});
}
