/* An entry of the journal as a row of a stream. */
#include "base/dec.h"
#include "job/event/internal.h"

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

void print_claim(struct printer *p, const struct deed_row *r, const char *state, const char *remark)
{
	char quantity[DEC_SIZE], points[DEC_SIZE];

	printer_row(p, (const char *[]){r->id, r->book->code, "", "", r->date, r->h->code, r->h->head, r->h->group, r->m ? r->m->code : "",
					r->m ? r->m->role : "", "", r->rule, "", dec_format(r->quantity, quantity), "",
					r->points == BLANK ? "" : dec_format(r->points, points), state, remark});
}
