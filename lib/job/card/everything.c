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
static int tell_row(struct telling *t, const char *table, const char *key_column, const char *code)
{
	const struct table *of = table_find(table);
	const char *cells[TABLE_FIELDS] = {NULL};
	struct table_row row;
	int got;

	cells[table_field(of, "book")] = t->h->book->code;
	cells[table_field(of, key_column)] = code;
	got = table_get(t->run->l, of, cells, &row);
	if (got < 0)
		return EX_IOERR;
	telling_about(t, table, "%s:%s", t->h->book->code, code);
	for (size_t i = 0; got == 1 && i < of->n; i++)
		if (!(of->fields[i].flags & FIELD_KEY))
			telling_fact(t, of->fields[i].name, row.cell[i]);
	if (got == 1)
		table_end(&row);
	return 0;
}

static int tell_member(void *ctx, const char *member)
{
	return tell_row(ctx, "members", "member", member);
}

static int tell_account(struct telling *t)
{
	struct held_lots lots;
	struct available a;
	int rc = household_available(t->run->l, t->h, &a);

	if (rc)
		return rc;
	telling_about(t, "accounts", "%s:%s", t->h->book->code, t->h->code);
	telling_amount(t, "balance", a.balance);
	telling_amount(t, "available", a.available);
	rc = held_lots_read(t->run->l, t->h, &lots);
	for (size_t i = 0; rc == 0 && i < lots.lots.n; i++) {
		const struct lot *lot = &lots.lots.lot[i];
		telling_about(t, "lots", "%s:%lld/%s", t->h->book->code, (long long)lot->seq, lot->last_day);
		telling_amount(t, "points", lot->points);
		if (strcmp(lot->last_day, DAY_NEVER) != 0)
			telling_fact(t, "last_day", lot->last_day);
		telling_fact(t, "reason", hold_name(lots.why[i]));
	}
	held_lots_free(&lots);
	return rc;
}

/* The text of the note, or that there was one. */
static int tell_note(struct telling *t, const struct entry *e)
{
	struct buf text = {0};
	int rc = *e->note ? note_text(t->run->l, e->book_id, e->seq, &text) : 0;

	if (rc == 0 && *e->note && text.n == 0)
		telling_fact(t, "erased", "1");
	telling_fact(t, "note", buf_str(&text));
	buf_free(&text);
	return rc;
}

static int tell_journal(struct telling *t, const struct entry *e)
{
	char *title, address[ADDRESS_SIZE];
	int rc = card_title(t->run, t->h->book, e, &title);

	telling_about(t, "journal", "%s", address_format(e->book, e->seq, address));
	telling_fact(t, "date", e->date);
	telling_fact(t, "period", e->period);
	telling_fact(t, "at", e->at);
	telling_fact(t, "kind", kind_name(e->kind));
	telling_fact(t, "title", title);
	telling_fact(t, "id", e->id);
	telling_fact(t, "member", e->member);
	telling_fact(t, "role", e->role);
	telling_fact(t, "rule", e->rule);
	telling_fact(t, "category", e->category);
	telling_fact(t, "act", e->act);
	telling_fact(t, "item", e->item);
	telling_fact(t, "shop", e->shop);
	telling_fact(t, "account", e->account);
	telling_amount(t, "quantity", e->quantity);
	telling_amount(t, "score", e->score);
	telling_amount(t, "points", e->points);
	telling_amount(t, "value", e->value);
	telling_amount(t, "cash", e->cash);
	telling_amount(t, "money", e->money);
	telling_fact(t, "ref", e->ref);
	telling_fact(t, "corrects", e->corrects);
	telling_fact(t, "source", e->source);
	telling_fact(t, "actor", e->actor);
	if (rc == 0)
		rc = tell_note(t, e);
	telling_fact(t, "hash", e->hash);
	free(title);
	return rc;
}

static int tell_redemption(struct telling *t, const struct entry *e)
{
	int64_t back = e->kind == KIND_REDEEM ? journal_corrected(t->run->l, e->book_id, e->seq, KIND_REFUND) : 0;

	if (e->kind != KIND_REDEEM || back < 0)
		return back < 0 ? EX_IOERR : 0;
	telling_about(t, "redemptions", "%s", e->ref);
	telling_entry(t, "entry", e->seq);
	telling_fact(t, "date", e->date);
	telling_fact(t, "item", e->item);
	telling_amount(t, "points", -e->points);
	telling_amount(t, "value", e->value);
	telling_fact(t, "state", back ? "void" : "posted");
	return 0;
}

/* The entry that a coupon was used by stands in the book of the shop. */
static int tell_use(struct telling *t, const struct coupon *c)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int got = c->use_book ? journal_get(t->run->l, c->use_book->id, c->use_seq, &e, &store) : 0;

	if (got == 1) {
		char *shop = xasprintf("%s:%s", e.book, e.shop);
		telling_fact(t, "date", e.date);
		telling_fact(t, "shop", shop);
		telling_fact(t, "hash", e.hash);
		free(shop);
	} else {
		telling_fact(t, "shop", c->shop);
	}
	entry_store_free(&store);
	return got < 0 || (c->use_book && got == 0) ? EX_IOERR : 0;
}

/* The coupons of a redemption; what is kept of a code is its digest. */
static int tell_coupons(struct telling *t, const struct entry *e)
{
	struct coupon c = {.hash = ""};
	int got, n = 0, rc = 0;

	if (e->kind != KIND_REDEEM)
		return 0;
	while (rc == 0 && (got = coupon_next(t->run->l, e->book_id, e->seq, c.hash, &c)) != 0) {
		if (got < 0)
			return EX_IOERR;
		telling_about(t, "coupons", "%s/%d", e->ref, ++n);
		telling_entry(t, "entry", c.seq);
		telling_fact(t, "digest", c.hash);
		telling_fact(t, "state", c.state);
		telling_fact(t, "until", c.until);
		rc = tell_use(t, &c);
	}
	return rc;
}

static int tell_reservation(struct telling *t, const struct reservation *v)
{
	char *shop = xasprintf("%s:%s", v->shop_book->code, v->shop);

	telling_about(t, "reservations", "%s", v->receipt);
	telling_fact(t, "date", v->date);
	telling_fact(t, "until", v->until);
	telling_fact(t, "state", v->state);
	telling_fact(t, "order", v->order_id);
	telling_fact(t, "member", v->member);
	telling_fact(t, "item", v->item);
	telling_fact(t, "shop", shop);
	telling_amount(t, "quantity", v->quantity);
	telling_amount(t, "points", v->points);
	telling_amount(t, "value", v->value);
	telling_amount(t, "cash", v->cash);
	telling_fact(t, "source", v->source);
	telling_fact(t, "actor", v->actor);
	free(shop);
	return 0;
}

static int tell_reservations(struct telling *t)
{
	struct reservation v = {.receipt = ""};
	int got, rc = 0;

	while (rc == 0 && (got = reservation_next_of(t->run->l, t->h, v.receipt, &v)) != 0)
		rc = got < 0 ? EX_IOERR : tell_reservation(t, &v);
	return rc;
}

/* Entry by entry, oldest first. */
static int each_entry(struct telling *t, int (*f)(struct telling *t, const struct entry *e))
{
	struct entry_store store;
	struct entry e;
	int64_t *seqs = NULL;
	size_t n = 0;
	int rc = journal_chain(t->run->l, t->h, 0, &seqs, &n);

	while (rc == 0 && n-- > 0) {
		rc = journal_get(t->run->l, t->h->book->id, seqs[n], &e, &store) == 1 ? f(t, &e) : EX_IOERR;
		entry_store_free(&store);
	}
	free(seqs);
	return rc;
}

static int tell_claim(void *ctx, const char *claim)
{
	struct telling *t = ctx;
	struct claim_row c;
	int got = claim_get(t->run->l, t->h->book, claim, &c);

	if (got != 1)
		return EX_IOERR;
	telling_about(t, "claims", "%s", claim);
	telling_fact(t, "date", c.date);
	telling_fact(t, "state", c.state);
	telling_fact(t, "member", c.member);
	telling_fact(t, "rule", c.rule);
	telling_amount(t, "quantity", c.quantity);
	telling_amount(t, "points", c.points);
	telling_fact(t, "act", c.act);
	telling_fact(t, "evidence", c.evidence);
	telling_fact(t, "note", c.note);
	telling_fact(t, "source", c.source);
	telling_fact(t, "recorder", c.recorder);
	telling_fact(t, "reviewer", c.reviewer);
	telling_fact(t, "decider", c.decider);
	telling_fact(t, "reason", c.reason);
	claim_row_free(&c);
	return 0;
}

static int tell_dispute(void *ctx, const struct dispute *d)
{
	struct telling *t = ctx;
	char *from = NULL, *text = NULL, *reason = NULL;
	int rc = dispute_words(t->run->l, d->book->id, d->seq, &from, &text);

	if (rc == 0 && d->outcome)
		rc = dispute_words(t->run->l, d->book->id, d->outcome, NULL, &reason);
	telling_about(t, "disputes", "%s", d->number);
	telling_entry(t, "seq", d->seq);
	telling_fact(t, "date", d->date);
	telling_fact(t, "notice", d->notice);
	telling_entry(t, "entry", d->entry);
	telling_fact(t, "state", dispute_state_name(d->state));
	telling_fact(t, "objector", from ? from : "");
	telling_fact(t, "text", text ? text : "");
	telling_fact(t, "decided", d->decided);
	telling_entry(t, "outcome", d->outcome);
	telling_fact(t, "reason", reason ? reason : "");
	telling_entry(t, "correction", d->correction);
	free(from);
	free(text);
	free(reason);
	return rc;
}

/* Lists of deductions name nobody, only the entry. */
static int tell_notice_row(void *ctx, const struct notice_row *row)
{
	struct telling *t = ctx;
	struct entry_store store = {.n = 0};
	struct entry e;
	int got = 0;
	bool ours = row->household == t->h->id;

	if (!ours && row->household == 0 && row->entry) {
		got = journal_get(t->run->l, t->h->book->id, row->entry, &e, &store);
		ours = got == 1 && strcmp(e.household, t->h->code) == 0;
		entry_store_free(&store);
	}
	if (ours)
		telling_fact(t, "text", row->text);
	return got < 0 ? EX_IOERR : 0;
}

static int tell_notice(void *ctx, const struct notice *n)
{
	struct telling *t = ctx;
	int got = notice_lists(t->run->l, n, t->h);

	if (got != 1)
		return got < 0 ? EX_IOERR : 0;
	telling_about(t, "notices", "%s", n->number);
	telling_fact(t, "kind", n->kind);
	telling_fact(t, "period", n->period);
	telling_fact(t, "issued", n->issued);
	return notice_rows_each(t->run->l, n, tell_notice_row, t);
}

static int tell_grade(void *ctx, const struct graded *g)
{
	struct telling *t = ctx;

	telling_about(t, "grades", "%s/%s%s%s", g->scale, g->period, *g->member ? "/" : "", g->member);
	telling_fact(t, "grade", g->grade);
	if (*g->grade)
		telling_fact(t, "title", card_grade_title(t->run, g->scale, g->grade));
	telling_amount(t, "figure", g->figure);
	return 0;
}

static int tell_honor(void *ctx, const struct award *a)
{
	struct telling *t = ctx;
	struct member *m = NULL;

	/* A member's honours are told where the member is, and where the member was when they were awarded. */
	if (*a->member)
		roster_has_member(t->run->l, t->h->book, a->member, &m);
	if (strcmp(a->household, t->h->code) != 0 && !(m && m->household == t->h))
		return 0;
	telling_about(t, "honors", "%s/%s%s%s", a->period, a->honor, *a->member ? "/" : "", a->member);
	telling_fact(t, "title", card_honor_title(t->run, a->honor));
	telling_entry(t, "entry", a->seq);
	telling_fact(t, "state", a->revoked ? "revoked" : "");
	return 0;
}

static int tell_all(struct telling *t)
{
	struct ledger *l = t->run->l;
	int rc = tell_row(t, "households", "household", t->h->code);

	if (rc == 0)
		rc = personal_members(l, t->h, tell_member, t);
	if (rc == 0)
		rc = tell_account(t);
	if (rc == 0)
		rc = each_entry(t, tell_journal);
	if (rc == 0)
		rc = each_entry(t, tell_redemption);
	if (rc == 0)
		rc = each_entry(t, tell_coupons);
	if (rc == 0)
		rc = tell_reservations(t);
	if (rc == 0)
		rc = personal_claims(l, t->h, tell_claim, t);
	if (rc == 0)
		rc = disputes_each(l, t->h->book, t->h->id, tell_dispute, t);
	if (rc == 0)
		rc = notices_each(l, t->h->book, tell_notice, t);
	if (rc == 0)
		rc = grades_of(l, t->h->book, t->h->code, tell_grade, t);
	return rc ? rc : awards_each(l, t->h->book, tell_honor, t);
}

static int one_household(struct carding *run, struct household *h)
{
	struct telling t = {.run = run, .h = h};
	char today[DATE_SIZE];
	int rc = roster_account(run->l, h);

	if (rc == 0)
		rc = card_titles(run, h->book);
	if (rc == 0 && run->request->form == CARD_TEXT)
		fprintf(run->job->out, _("%sAll that is kept about household %s of %s, %s\n"), run->n ? "\f" : "",
			h->code, *h->book->name ? h->book->name : h->book->code, date_format(run->l->today, today));
	if (rc == 0)
		rc = tell_all(&t);
	run->n++;
	buf_free(&t.key);
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
