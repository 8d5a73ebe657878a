/* All that is kept about a household: the answer to whoever asks (Personal Information Protection Law, article 45). */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/card/dossier.h"
#include "ledger/journal/notes.h"
#include "ledger/records/awards.h"
#include "ledger/records/claims.h"
#include "ledger/records/coupons.h"
#include "ledger/records/grades.h"
#include "ledger/records/notices.h"
#include "ledger/records/reservations.h"
#include "ledger/roster/personal.h"
#include "ledger/scheme/tables.h"

static const char *const names[] = {"book", "household", "table", "key", "column", "value", NULL};

/* A row of the roster, all its columns. */
static int tell_row(struct dossier *x, const char *table, const char *key_column, const char *code)
{
	const struct table *of = table_find(table);
	const char *cells[TABLE_FIELDS] = {NULL};
	struct table_row row;
	bool found;

	cells[table_field(of, "book")] = x->h->book->code;
	cells[table_field(of, key_column)] = code;
	found = table_get(x->run->l, of, cells, &row);
	dossier_row(x, table, "%s:%s", x->h->book->code, code);
	for (size_t i = 0; found && i < of->n; i++)
		if (!(of->fields[i].flags & FIELD_KEY))
			dossier_text(x, of->fields[i].name, row.cell[i]);
	return table_end(&row);
}

static int tell_member(void *ctx, const char *member)
{
	return tell_row(ctx, "members", "member", member);
}

static int tell_account(struct dossier *x)
{
	struct held_lots lots;
	struct available a;
	int rc = household_available(x->run->l, x->h, &a);

	if (rc)
		return rc;
	dossier_row(x, "accounts", "%s:%s", x->h->book->code, x->h->code);
	dossier_amount(x, "balance", a.balance);
	dossier_amount(x, "available", a.available);
	rc = held_lots_read(x->run->l, x->h, &lots);
	for (size_t i = 0; rc == 0 && i < lots.lots.n; i++) {
		const struct lot *lot = &lots.lots.lot[i];
		dossier_row(x, "lots", "%s:%lld/%s", x->h->book->code, (long long)lot->seq, lot->last_day);
		dossier_amount(x, "points", lot->points);
		if (strcmp(lot->last_day, DAY_NEVER) != 0)
			dossier_text(x, "last_day", lot->last_day);
		dossier_text(x, "reason", hold_name(lots.why[i]));
	}
	held_lots_free(&lots);
	return rc;
}

/* The text of the note, or that there was one. */
static int tell_note(struct dossier *x, const struct entry *e)
{
	struct buf text = {0};
	int rc = *e->note ? note_text(x->run->l, e->book_id, e->seq, &text) : 0;

	if (rc == 0 && *e->note && text.n == 0)
		dossier_text(x, "erased", "1");
	dossier_text(x, "note", buf_str(&text));
	buf_free(&text);
	return rc;
}

/* A field of an entry; the whole row is the household's, and a note is a text elsewhere. */
static void tell_field(struct dossier *x, struct entry *e, const struct entry_field *f)
{
	switch (f->type) {
	case ENTRY_TEXT:
		if (strcmp(f->name, "household") != 0 && strcmp(f->name, "note") != 0)
			dossier_text(x, f->name, *entry_text(e, f));
		break;
	case ENTRY_CHARS:
		dossier_text(x, f->name, entry_chars(e, f));
		break;
	case ENTRY_KIND:
		dossier_text(x, f->name, kind_name(e->kind));
		break;
	case ENTRY_WHOLE:
		break; /* it stands in the key */
	default:
		dossier_amount(x, f->name, *entry_number(e, f));
	}
}

static int tell_journal(struct dossier *x, const struct entry *e)
{
	char *title, address[ADDRESS_SIZE];
	int rc = card_title(x->run, x->h->book, e, &title);
	struct entry copy = *e;

	dossier_row(x, "journal", "%s", address_format(e->book, e->seq, address));
	dossier_text(x, "title", title);
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		tell_field(x, &copy, &entry_fields[i]);
	if (rc == 0)
		rc = tell_note(x, e);
	dossier_text(x, "hash", e->hash);
	free(title);
	return rc;
}

static int tell_redemption(struct dossier *x, const struct entry *e)
{
	int64_t back;
	int rc = e->kind == KIND_REDEEM ? journal_corrected(x->run->l, e->book_id, e->seq, KIND_REFUND, &back) : 0;

	if (rc || e->kind != KIND_REDEEM)
		return rc;
	dossier_row(x, "redemptions", "%s", e->ref);
	dossier_entry(x, "entry", e->seq);
	dossier_text(x, "date", e->date);
	dossier_text(x, "item", e->item);
	dossier_amount(x, "points", -e->points);
	dossier_amount(x, "value", e->value);
	dossier_text(x, "state", back ? "void" : "posted");
	return 0;
}

/* The entry that a coupon was used by stands in the book of the shop. */
static int tell_use(struct dossier *x, const struct coupon *c)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc = c->use_book ? journal_get(x->run->l, c->use_book->id, c->use_seq, &e, &store) : 0;

	if (rc == 0 && c->use_book) {
		char *shop = xasprintf("%s:%s", e.book, e.shop);
		dossier_text(x, "date", e.date);
		dossier_text(x, "shop", shop);
		dossier_text(x, "hash", e.hash);
		free(shop);
	} else {
		dossier_text(x, "shop", c->shop);
	}
	entry_store_free(&store);
	return rc;
}

/* The coupons of a redemption; what is kept of a code is its digest. */
static int tell_coupons(struct dossier *x, const struct entry *e)
{
	struct coupon c = {.hash = ""};
	bool found = e->kind == KIND_REDEEM;
	int n = 0, rc = 0;

	while (found) {
		rc = coupon_next(x->run->l, e->book_id, e->seq, c.hash, &c, &found);
		if (rc || !found)
			break;
		dossier_row(x, "coupons", "%s/%d", e->ref, ++n);
		dossier_entry(x, "entry", c.seq);
		dossier_text(x, "digest", c.hash);
		dossier_text(x, "state", c.state);
		dossier_text(x, "until", c.until);
		rc = tell_use(x, &c);
	}
	return rc;
}

static void tell_reservation(struct dossier *x, const struct reservation *v)
{
	char *shop = xasprintf("%s:%s", v->shop_book->code, v->shop);

	dossier_row(x, "reservations", "%s", v->receipt);
	dossier_text(x, "date", v->date);
	dossier_text(x, "until", v->until);
	dossier_text(x, "state", v->state);
	dossier_text(x, "order", v->order_id);
	dossier_text(x, "member", v->member);
	dossier_text(x, "item", v->item);
	dossier_text(x, "shop", shop);
	dossier_amount(x, "quantity", v->quantity);
	dossier_amount(x, "points", v->points);
	dossier_amount(x, "value", v->value);
	dossier_amount(x, "cash", v->cash);
	dossier_text(x, "source", v->source);
	dossier_text(x, "actor", v->actor);
	free(shop);
}

static int tell_reservations(struct dossier *x)
{
	struct reservation v = {.receipt = ""};
	bool found;
	int rc;

	while ((rc = reservation_next_of(x->run->l, x->h, v.receipt, &v, &found)) == 0 && found)
		tell_reservation(x, &v);
	return rc;
}

/* Entry by entry, oldest first. */
static int each_entry(struct dossier *x, int (*f)(struct dossier *x, const struct entry *e))
{
	struct entry_store store;
	struct entry e;
	int64_t *seqs = NULL;
	size_t n = 0;
	int rc = journal_chain(x->run->l, x->h, 0, &seqs, &n);

	while (rc == 0 && n-- > 0) {
		rc = journal_get(x->run->l, x->h->book->id, seqs[n], &e, &store);
		if (rc == 0)
			rc = f(x, &e);
		entry_store_free(&store);
	}
	free(seqs);
	return rc;
}

static int tell_claim(void *ctx, const char *claim)
{
	struct dossier *x = ctx;
	struct claim_row c;
	int rc = claim_get(x->run->l, x->h->book, claim, &c);

	if (rc)
		return rc;
	dossier_row(x, "claims", "%s", claim);
	dossier_text(x, "date", c.date);
	dossier_text(x, "state", c.state);
	dossier_text(x, "member", c.member);
	dossier_text(x, "rule", c.rule);
	dossier_amount(x, "quantity", c.quantity);
	dossier_amount(x, "points", c.points);
	dossier_text(x, "act", c.act);
	dossier_text(x, "evidence", c.evidence);
	dossier_text(x, "note", c.note);
	dossier_text(x, "source", c.source);
	dossier_text(x, "recorder", c.recorder);
	dossier_text(x, "reviewer", c.reviewer);
	dossier_text(x, "decider", c.decider);
	dossier_text(x, "reason", c.reason);
	claim_row_free(&c);
	return 0;
}

static int tell_dispute(void *ctx, const struct dispute *d)
{
	struct dossier *x = ctx;
	char *from = NULL, *text = NULL, *reason = NULL;
	int rc = dispute_words(x->run->l, d->book->id, d->seq, &from, &text);

	if (rc == 0 && d->outcome)
		rc = dispute_words(x->run->l, d->book->id, d->outcome, NULL, &reason);
	dossier_row(x, "disputes", "%s", d->number);
	dossier_entry(x, "seq", d->seq);
	dossier_text(x, "date", d->date);
	dossier_text(x, "notice", d->notice);
	dossier_entry(x, "entry", d->entry);
	dossier_text(x, "state", dispute_state_name(d->state));
	dossier_text(x, "objector", from ? from : "");
	dossier_text(x, "text", text ? text : "");
	dossier_text(x, "decided", d->decided);
	dossier_entry(x, "outcome", d->outcome);
	dossier_text(x, "reason", reason ? reason : "");
	dossier_entry(x, "correction", d->correction);
	free(from);
	free(text);
	free(reason);
	return rc;
}

/* Lists of deductions name nobody, only the entry. */
static int tell_notice_row(void *ctx, const struct notice_row *row)
{
	struct dossier *x = ctx;
	struct entry_store store = {.n = 0};
	struct entry e;
	bool found, ours = row->household == x->h->id;
	int rc = 0;

	if (!ours && row->household == 0 && row->entry) {
		rc = journal_look(x->run->l, x->h->book->id, row->entry, &e, &store, &found);
		ours = rc == 0 && found && strcmp(e.household, x->h->code) == 0;
		entry_store_free(&store);
	}
	if (ours)
		dossier_text(x, "text", row->text);
	return rc;
}

static int tell_notice(void *ctx, const struct notice *n)
{
	struct dossier *x = ctx;
	bool listed;
	int rc = notice_lists(x->run->l, n, x->h, &listed);

	if (rc || !listed)
		return rc;
	dossier_row(x, "notices", "%s", n->number);
	dossier_text(x, "kind", n->kind);
	dossier_text(x, "period", n->period);
	dossier_text(x, "issued", n->issued);
	return notice_rows_each(x->run->l, n, tell_notice_row, x);
}

static int tell_grade(void *ctx, const struct graded *g)
{
	struct dossier *x = ctx;

	dossier_row(x, "grades", "%s/%s%s%s", g->scale, g->period, *g->member ? "/" : "", g->member);
	dossier_text(x, "grade", g->grade);
	if (*g->grade)
		dossier_text(x, "title", card_grade_title(x->run, g->scale, g->grade));
	dossier_amount(x, "figure", g->figure);
	return 0;
}

static int tell_honor(void *ctx, const struct award *a)
{
	struct dossier *x = ctx;
	struct member *m = NULL;
	/* A member's honours are told where the member is, and where the member was when they were awarded. */
	int rc = *a->member ? roster_look_member(x->run->l, x->h->book, a->member, &m) : 0;

	if (rc || (strcmp(a->household, x->h->code) != 0 && !(m && m->household == x->h)))
		return rc;
	dossier_row(x, "honors", "%s/%s%s%s", a->period, a->honor, *a->member ? "/" : "", a->member);
	dossier_text(x, "title", card_honor_title(x->run, a->honor));
	dossier_entry(x, "entry", a->seq);
	dossier_text(x, "state", a->revoked ? "revoked" : "");
	return 0;
}

static int tell_everything(struct dossier *x)
{
	struct ledger *l = x->run->l;
	int rc = tell_row(x, "households", "household", x->h->code);

	if (rc == 0)
		rc = personal_members(l, x->h, tell_member, x);
	if (rc == 0)
		rc = tell_account(x);
	if (rc == 0)
		rc = each_entry(x, tell_journal);
	if (rc == 0)
		rc = each_entry(x, tell_redemption);
	if (rc == 0)
		rc = each_entry(x, tell_coupons);
	if (rc == 0)
		rc = tell_reservations(x);
	if (rc == 0)
		rc = personal_claims(l, x->h, tell_claim, x);
	if (rc == 0)
		rc = disputes_each(l, x->h->book, x->h->id, tell_dispute, x);
	if (rc == 0)
		rc = notices_each(l, x->h->book, tell_notice, x);
	if (rc == 0)
		rc = grades_of(l, x->h->book, x->h->code, tell_grade, x);
	return rc ? rc : awards_each(l, x->h->book, tell_honor, x);
}

static int one_household(struct carding *run, struct household *h)
{
	struct dossier x = {.run = run, .h = h};
	char today[DATE_SIZE];
	int rc = roster_account(run->l, h);

	if (rc == 0)
		rc = card_titles(run, h->book);
	if (rc == 0 && run->request->form == CARD_TEXT)
		fprintf(run->job->out, _("%sAll that is kept about household %s of %s, %s\n"), run->n ? "\f" : "",
			h->code, *h->book->name ? h->book->name : h->book->code, date_format(run->l->today, today));
	if (rc == 0)
		rc = tell_everything(&x);
	run->n++;
	buf_free(&x.key);
	return rc;
}

int job_everything(struct job *job, const struct card_request *r)
{
	struct carding run = {.job = job, .request = r};
	int rc = ledger_open(&run.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	if (r->form == CARD_ROWS)
		run.rows = job_print(job, names);
	rc = card_each(&run, one_household);
	if (r->form == CARD_ROWS)
		printer_end(run.rows);
	ledger_close(run.l);
	return rc;
}
