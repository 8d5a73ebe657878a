/* Ids of events: twice is once. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/event/internal.h"
#include "job/intake/document.h"
#include "ledger/journal/ids.h"

/* An id made from the row, or for a command by options a random one. */
static int made_id(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	char quantity[DEC_SIZE], points[DEC_SIZE];
	struct buf who = {0}, much = {0};
	struct document_id id = {.text = ""};
	int rc;

	buf_printf(&who, "%s\t%s\t%s\t%s\t%s", r->book->code, r->date, r->h->code, r->m ? r->m->code : "", r->rule);
	buf_printf(&much, "%s\t%s\t%s", dec_format(r->quantity, quantity), r->points == BLANK ? "" : dec_format(r->points, points), in->act);
	rc = document_id(run->l, "", r->day, buf_str(&who), buf_str(&much), run->fresh_ids ? NULL : &run->ordinals, ID_EVENT_DERIVED, ID_EVENT_GIVEN, &id);
	buf_free(&who);
	buf_free(&much);
	r->id_kind = id.kind;
	r->key = id.key;
	memcpy(r->id, id.text, sizeof r->id);
	return rc;
}

static int given_id(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	if (strlen(in->event) >= sizeof r->id || !text_is_code(in->event))
		return diag_error(run->l->diag, EX_DATAERR, _("event id `%s` is no code: letters, digits, - and _ are safe"), in->event);
	memcpy(r->id, in->event, strlen(in->event) + 1);
	if (id_parse(in->event, &r->key)) {
		r->id_kind = ID_EVENT_DERIVED;
		return 0;
	}
	r->id_kind = ID_EVENT_GIVEN;
	r->key = id_given(in->event);
	return 0;
}

int event_set_id(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	return *in->event ? given_id(run, in, r) : made_id(run, in, r);
}

static bool said_other(const struct event_run *run, const struct entry *e, const char *what, const char *was, const char *is)
{
	if (strcmp(was, is) == 0)
		return false;
	diag_error(run->l->diag, EX_DATAERR, _("event id %s is known with another %s, `%s` instead of `%s`: give this one an id of its own"),
		   e->id, what, was, is);
	return true;
}

static const char *amount_or_blank(int64_t v, char buf[static DEC_SIZE])
{
	return v == BLANK ? "" : dec_format(v, buf);
}

/* Reports what differs; a date that was not given does not. For an open rule the points asked for stand in the entry's quantity. */
static bool event_differs(const struct event_run *run, const struct event_row *r, const struct event_input *in, const struct entry *e)
{
	char was[DEC_SIZE], is[DEC_SIZE];
	const struct rule *rule = rulebook_peek(run->l, run->rules, r->book, r->rule, r->date, NULL);
	bool open = rule && rule_is_open(rule);

	return (*in->date && said_other(run, e, "date", e->date, r->date)) || said_other(run, e, "household", e->household, r->h->code) ||
	       said_other(run, e, "member", e->member, r->m ? r->m->code : "") || said_other(run, e, "rule", e->rule, r->rule) ||
	       said_other(run, e, "act", e->act, in->act) ||
	       said_other(run, e, open ? "points" : "quantity", amount_or_blank(e->quantity, was), amount_or_blank(open ? r->points : r->quantity, is));
}

/* The same question for what still waits, or was turned down. */
static int known_claim(struct event_run *run, const struct event_input *in, const struct event_row *r, bool *known)
{
	struct claim_row row;
	bool same;
	int rc = claim_find(run->l, r->book, r->id, &row, known);

	if (rc || !*known)
		return rc;
	same = strcmp(row.date, r->date) == 0 && row.household == r->h->id && strcmp(row.member, r->m ? r->m->code : "") == 0 &&
	       strcmp(row.rule, r->rule) == 0 && strcmp(row.act, in->act) == 0 && row.quantity == r->quantity && row.points == r->points;
	if (!same)
		rc = diag_error(run->l->diag, EX_DATAERR, _("event id %s is known with other content, as a claim that is %s: give this one another"), r->id,
				 row.state);
	else
		event_print_claim(run, r, "duplicate", row.state);
	claim_row_free(&row);
	return rc;
}

/* A duplicate of an entry that was reversed stays reversed, or scripts could not be run again; but the clerk may not have meant that. */
static int print_known(struct event_run *run, const struct entry *e)
{
	int64_t by;
	char *remark;
	int rc = journal_corrected(run->l, e->book_id, e->seq, KIND_REVERSE, &by);

	if (rc)
		return rc;
	if (by == 0)
		return print_entry(run->out, run->l, e, "duplicate", "");
	remark = xasprintf(_("reversed by %s:%lld; to post it again give it an event id"), e->book, (long long)by);
	diag_note(run->l->diag, _("%s:%lld was %s"), e->book, (long long)e->seq, remark);
	rc = print_entry(run->out, run->l, e, "duplicate", remark);
	free(remark);
	return rc;
}

int event_duplicate(struct event_run *run, const struct event_input *in, struct event_row *r, bool *known)
{
	*known = false;
	for (;; r->key.b++) {
		struct entry_store store;
		struct entry e;
		int64_t seq;
		int rc = ids_find(run->l, r->book->id, r->id_kind, r->key, &seq);
		if (rc)
			return rc;
		if (seq == 0 && r->id_kind == ID_EVENT_DERIVED && *in->event)
			return diag_error(run->l->diag, EX_DATAERR, _("event id %s is of the form the toolkit makes, but is not known"), r->id);
		if (seq == 0)
			return known_claim(run, in, r, known);
		rc = journal_get(run->l, r->book->id, seq, &e, &store);
		*known = rc == 0 && strcmp(e.id, r->id) == 0;
		if (*known)
			rc = event_differs(run, r, in, &e) ? EX_DATAERR : print_known(run, &e);
		entry_store_free(&store);
		if (rc || *known)
			return rc;
	}
}

/* Entries of earlier hand-ins that this row seems to correct. */
struct suspicion {
	struct event_run *run;
	const struct event_row *r;
	int64_t start; /* seqs above are of this file */
};

static int suspect(void *ctx, int64_t seq)
{
	const struct suspicion *s = ctx;
	int64_t reversed;
	int rc;

	if (seq > s->start)
		return 0;
	rc = journal_corrected(s->run->l, s->r->book->id, seq, KIND_REVERSE, &reversed);
	if (rc || reversed)
		return rc;
	return diag_error(s->run->l->diag, EX_DATAERR, _("looks like a correction of %s:%lld; reverse that, or give this one an event id"),
			  s->r->book->code, (long long)seq);
}

int event_check_correction(struct event_run *run, const struct event_row *r)
{
	struct suspicion s = {.run = run, .r = r};
	struct head head;
	char other[128];
	int64_t *start;
	int rc;

	if (r->id_kind != ID_EVENT_DERIVED)
		return 0;
	start = map_get(&run->starts, &r->book->id, sizeof r->book->id);
	if (!start) {
		rc = journal_head(run->l, r->book->id, &head);
		if (rc)
			return rc;
		start = map_put(&run->starts, &r->book->id, sizeof r->book->id, head.seq, NULL);
	}
	s.start = *start;
	rc = claim_other(run->l, r->book->id, r->key, other);
	if (rc == 0 && *other)
		rc = diag_error(run->l->diag, EX_DATAERR, _("looks like a correction of claim %s; reject that, or give this one an event id"), other);
	return rc ? rc : ids_others(run->l, r->book->id, r->id_kind, r->key, suspect, &s);
}
