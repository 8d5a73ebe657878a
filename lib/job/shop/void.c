/* Voiding a redemption: points and goods go back, once. */
#include <string.h>

#include "base/lang.h"
#include "job/shop/internal.h"
#include "job/shop/receipt.h"
#include "job/shop/refund.h"
#include "ledger/records/coupons.h"

/* The entry that voided a redemption, of those that lie in one book. */
static int find_refund(struct ledger *l, const struct book *book, int64_t seq, struct entry *e, struct entry_store *store)
{
	int64_t by;
	int rc = journal_corrected(l, book->id, seq, KIND_REFUND, &by);

	if (rc == 0 && by == 0)
		rc = diag_error(l->diag, EX_DATAERR, _("no entry takes back %s:%lld, which is void; pts-check tells more"), book->code,
				(long long)seq);
	return rc ? rc : journal_get(l, book->id, by, e, store);
}

/* Whether the goods of a void redemption stayed away: it took some, and its refund brought none. */
static int stayed_away(struct ledger *l, const struct redemption *r, bool *away)
{
	struct entry_store store;
	struct entry e;
	int rc = journal_get(l, r->shop_book->id, r->shop_seq, &e, &store);

	if (rc)
		return rc;
	*away = entry_moves_goods(&e);
	entry_store_free(&store);
	rc = find_refund(l, r->shop_book, r->shop_seq, &e, &store);
	if (rc)
		return rc;
	*away = *away && !entry_moves_goods(&e);
	entry_store_free(&store);
	return 0;
}

/* Void already: said, with the entry that did it, and well, unless it was voided in another way. */
static int said_already(struct ledger *l, const struct redemption *r, const struct voiding *v, struct printer *out)
{
	const char *receipt = v->receipt;
	struct entry_store store;
	struct entry e;
	bool away = false;
	int rc = v->returned ? stayed_away(l, r, &away) : 0;

	if (rc == 0 && away)
		return diag_error(l->diag, EX_REFUSED,
				  _("receipt %s is void already, without its goods: if they came back, enter them by "
				    "pts-stock in"),
				  receipt);
	if (rc == 0)
		rc = find_refund(l, r->book, r->seq, &e, &store);
	if (rc)
		return rc;
	diag_note(l->diag, _("receipt %s is void already"), receipt);
	rc = print_redemption(out, l, &e, "duplicate", "");
	entry_store_free(&store);
	return rc;
}

/* Coupons are taken back with their redemption, unless one was used or has lapsed. */
static int take_coupons(struct ledger *l, const struct redemption *r, const struct entry *home)
{
	int64_t valid, used, lapsed;
	int rc = coupons_count(l, r->book->id, r->seq, "valid", &valid);

	if (rc == 0)
		rc = coupons_count(l, r->book->id, r->seq, "used", &used);
	if (rc == 0)
		rc = coupons_count(l, r->book->id, r->seq, "lapsed", &lapsed);
	if (rc)
		return rc;
	if (used > 0)
		return diag_error(l->diag, EX_REFUSED, _("receipt %s cannot be voided: %lld of its coupons were used"),
				  home->ref, (long long)used);
	if (lapsed > 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("receipt %s cannot be voided: its coupons have lapsed, and what the scheme gives "
				    "back was given back"),
				  home->ref);
	return coupons_end(l, r->book->id, r->seq, "cancelled", valid);
}

/* Goods of a plain redemption go back on the shelf; those of a reservation were carried home, and come back only when
 * somebody says so. */
static int goods_back(struct ledger *l, const struct redemption *r, const char *receipt, bool returned, bool *out)
{
	struct reservation v;
	bool reserved = false;
	int rc = returned ? 0 : reservation_find(l, r->book, receipt, &v, &reserved);

	*out = !reserved;
	return rc;
}

static int void_redemption(struct job *job, struct ledger *l, const struct redemption *r, const struct entry *home,
		     bool returned, struct printer *out)
{
	struct refund refund = {
		.of = r, .home = home, .part = 1, .whole = 1, .note = job->message, .actor = job->actor};
	struct entry e;
	int rc = journal_heads(l, r->book, r->shop_book);

	if (rc == 0 && strcmp(home->act, "coupon") == 0)
		rc = take_coupons(l, r, home);
	if (rc == 0)
		rc = goods_back(l, r, home->ref, returned, &refund.goods);
	if (rc == 0)
		rc = refund_append(l, &refund, &e);
	if (rc == 0)
		rc = redemption_void(l, r->book->id, home->ref);
	return rc ? rc : print_redemption(out, l, &e, "void", "");
}

int redeem_void(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	const struct voiding *v = ctx;
	struct entry_store store;
	struct redemption r;
	struct entry home;
	int rc = redeemed_find(job, l, v->receipt, &r);

	if (rc)
		return rc;
	if (r.is_void)
		return said_already(l, &r, v, out);
	rc = journal_get(l, r.book->id, r.seq, &home, &store);
	if (rc == 0)
		rc = void_redemption(job, l, &r, &home, v->returned, out);
	entry_store_free(&store);
	return rc;
}

int job_void(struct job *job, const char *receipt, bool returned)
{
	struct voiding v = {receipt, returned};

	return redeem_transaction(job, redemption_columns, redeem_void, &v);
}
