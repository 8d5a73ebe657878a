/* As many coupons as were issued, and as many used as there are entries of their use. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

struct coupons {
	int64_t orders; /* entries that issued some */
	int64_t uses;   /* entries at shops of this book */
};

static int check_coupons_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct coupons));
	return 0;
}

static int check_coupons_entry(struct checking *c, void *state, const struct entry *e)
{
	struct coupons *x = state;

	(void)c;
	x->orders += e->kind == KIND_REDEEM && *e->household && strcmp(e->act, "coupon") == 0;
	x->uses += e->kind == KIND_USE && *e->shop;
	return 0;
}

/* The coupons of one order by state. */
struct coupon_group {
	int64_t seq, standing, lapsed;
};

/* Those not cancelled are as many as were ordered, unless the order was voided: then there are none. */
static int check_coupons_group(struct checking *c, const struct coupon_group *g)
{
	int64_t refund;
	struct entry_store store = {.n = 0};
	struct entry e;
	bool found, taken_back;
	int rc = journal_corrected(c->l, c->book->id, g->seq, KIND_REFUND, &refund);

	if (rc == 0)
		rc = journal_look(c->l, c->book->id, g->seq, &e, &store, &found);
	taken_back = refund > 0 && g->lapsed == 0;
	if (rc == 0 && (!found || e.kind != KIND_REDEEM || strcmp(e.act, "coupon") != 0))
		rc = check_fault(c, _("%s: coupons are kept with entry %s:%lld, which issued none"), c->book->code,
				 c->book->code, (long long)g->seq);
	else if (rc == 0 && g->standing != (taken_back ? 0 : -e.quantity / 100))
		rc = check_fault(c, _("entry %s:%lld: %lld coupons are kept of receipt %s, there should be %lld"),
				 c->book->code, (long long)g->seq, (long long)g->standing, e.ref,
				 (long long)(taken_back ? 0 : -e.quantity / 100));
	entry_store_free(&store);
	return rc;
}

static bool is_coupon_state(const char *state)
{
	static const char *const states[] = {"valid", "used", "cancelled", "lapsed"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(state, states[i]) == 0)
			return true;
	return false;
}

/* A used one names the entry of its use. */
static int check_coupons_use(struct checking *c, const struct rows *r)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	bool used = strcmp(db_text(r, 1), "used") == 0, found = false;
	int rc = 0;

	if (!is_coupon_state(db_text(r, 1)))
		return check_fault(c, _("%s: a coupon of entry %s:%lld is in the state `%s`, which no coupon can have"), c->book->code,
				   c->book->code, (long long)db_int(r, 0), db_text(r, 1));
	if (!used && db_int(r, 2) == 0)
		return 0;
	if (used && book_by_id(c->l, db_int(r, 2)))
		rc = journal_look(c->l, db_int(r, 2), db_int(r, 3), &e, &store, &found);
	if (rc == 0 && (!found || e.kind != KIND_USE))
		rc = check_fault(c, _("%s: a coupon of entry %s:%lld is kept as %s, its use is not like that"), c->book->code,
				 c->book->code, (long long)db_int(r, 0), db_text(r, 1));
	entry_store_free(&store);
	return rc;
}

static int check_coupons_rows(struct checking *c, int64_t *groups)
{
	struct coupon_group g = {0};
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_COUPONS, c->book, &r);
	while (db_next(&r)) {
		if (db_int(&r, 0) != g.seq) {
			r.rc = g.seq ? check_coupons_group(c, &g) : 0;
			g = (struct coupon_group){.seq = db_int(&r, 0)};
			++*groups;
		}
		g.standing += strcmp(db_text(&r, 1), "cancelled") != 0;
		g.lapsed += strcmp(db_text(&r, 1), "lapsed") == 0;
		if (r.rc == 0)
			r.rc = check_coupons_use(c, &r);
	}
	rc = db_end(&r);
	return rc == 0 && g.seq ? check_coupons_group(c, &g) : rc;
}

static int check_coupons_end(struct checking *c, void *state)
{
	const struct coupons *x = state;
	int64_t groups = 0, used = 0;
	int rc = check_coupons_rows(c, &groups);

	if (rc == 0 && groups != x->orders)
		rc = check_fault(c, _("%s: coupons of %lld orders are kept, the journal has %lld"), c->book->code,
				 (long long)groups, (long long)x->orders);
	if (rc == 0)
		rc = checks_coupons_used(c->l, c->book, &used);
	if (rc == 0 && used != x->uses)
		rc = check_fault(c, _("%s: %lld coupons are kept as used at its shops, the journal has %lld uses"),
				 c->book->code, (long long)used, (long long)x->uses);
	return rc;
}

const struct check_part check_coupons = {check_coupons_start, check_coupons_entry, check_coupons_end, free};
