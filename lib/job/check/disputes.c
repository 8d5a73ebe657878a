/* Objections: what each contests, when it was numbered, how it was decided; and the table that says so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/numbers.h"
#include "ledger/records/disputes.h"

struct disputes {
	struct dispute *all; /* in order of seq */
	size_t n;
	struct numbers numbers;
};

static int check_disputes_start(struct checking *c, void **state)
{
	struct disputes *x = xcalloc(1, sizeof *x);

	(void)c;
	x->numbers.kind = "dispute";
	*state = x;
	return 0;
}

/* The words of a ref, parted by blanks; how many. */
static size_t split(char *ref, char *words[static 4])
{
	char *rest = NULL;
	size_t n = 0;

	for (char *w = strtok_r(ref, " ", &rest); w && n < 4; w = strtok_r(NULL, " ", &rest))
		words[n++] = w;
	return n;
}

static int unreadable(struct checking *c, const struct entry *e)
{
	return check_fault(c, _("entry %s:%lld is no %s that can be read: `%s`"), e->book, (long long)e->seq,
			   kind_name(e->kind), e->ref);
}

/* Numbers count per year of the day, without gaps. */
static int check_disputes_number(struct checking *c, struct disputes *x, const struct entry *e, const char *number)
{
	char due[DISPUTE_NUMBER_SIZE];
	int64_t n;
	int year;

	if (!numbers_next(&x->numbers, e->date, &year, &n))
		return unreadable(c, e);
	snprintf(due, sizeof due, "%s-D%d-%04lld", e->book, year, (long long)n);
	if (strcmp(due, number) != 0)
		return check_fault(c, _("entry %s:%lld: dispute %s should have number %s"), e->book, (long long)e->seq,
				   number, due);
	return 0;
}

static int check_disputes_notice(struct checking *c, const struct entry *e, struct dispute *d)
{
	struct notice n;
	bool found;
	int rc = notice_find(c->l, d->notice, &n, &found);

	if (rc)
		return rc;
	if (!found || (n.book == c->book && n.seq > e->seq))
		return check_fault(c, _("entry %s:%lld: dispute %s is about notice %s, which is none before it"),
				   e->book, (long long)e->seq, d->number, d->notice);
	d->notice_seq = n.book == c->book ? n.seq : 0;
	d->late = strcmp(e->date, n.until) > 0;
	return 0;
}

/* An address in this book before entry `e`: its seq, else 0. */
static int64_t earlier(const struct checking *c, const struct entry *e, const char *address)
{
	char code[128];
	int64_t seq;

	return address_parse(address, code, sizeof code, &seq) && strcmp(code, c->book->code) == 0 && seq < e->seq ? seq
														   : 0;
}

static int check_disputes_contested(struct checking *c, const struct entry *e, const struct dispute *d,
				    const struct who *who)
{
	struct entry_store store = {.n = 0};
	struct entry of;
	bool found = false;
	int rc = d->entry ? journal_look(c->l, c->book->id, d->entry, &of, &store, &found) : 0;

	if (rc == 0 && d->entry && (!found || strcmp(of.household, who->code) != 0))
		rc = check_fault(c, _("entry %s:%lld: dispute %s contests %s:%lld, which is no entry of household %s"),
				 e->book, (long long)e->seq, d->number, e->book, (long long)d->entry, who->code);
	entry_store_free(&store);
	return rc;
}

static int opened(struct checking *c, struct disputes *x, const struct entry *e, char *ref)
{
	char *words[4];
	size_t n = split(ref, words);
	const int64_t *at = n >= 3 ? map_get(&c->by_code, words[2], strlen(words[2])) : NULL;
	struct dispute d = {.book = c->book, .seq = e->seq};
	int rc;

	if (!at)
		return unreadable(c, e);
	d.household = c->all[*at].id;
	d.entry = n == 4 ? earlier(c, e, words[3]) : 0;
	if (n == 4 && d.entry == 0)
		return unreadable(c, e);
	snprintf(d.number, sizeof d.number, "%s", words[0]);
	snprintf(d.notice, sizeof d.notice, "%s", words[1]);
	rc = check_disputes_number(c, x, e, words[0]);
	if (rc == 0)
		rc = check_disputes_notice(c, e, &d);
	if (rc == 0)
		rc = check_disputes_contested(c, e, &d, &c->all[*at]);
	x->all = xrealloc(x->all, x->n + 1, sizeof *x->all);
	x->all[x->n++] = d;
	return rc;
}

/* An adjustment names its dispute; a reversal or a refund the contested entry. */
static bool corrects(const struct checking *c, const struct dispute *d, const struct entry *by)
{
	struct who *who = check_who(c, d->household);

	if (!who || strcmp(by->household, who->code) != 0)
		return false;
	if (by->kind == KIND_ADJUST)
		return strcmp(by->ref, d->number) == 0;
	return (by->kind == KIND_REVERSE || by->kind == KIND_REFUND) && d->entry &&
	       earlier(c, by, by->corrects) == d->entry;
}

static int check_disputes_correction(struct checking *c, const struct entry *e, const struct dispute *d)
{
	struct entry_store store;
	struct entry by;
	bool found;
	int rc = journal_look(c->l, c->book->id, d->correction, &by, &store, &found);

	if (rc == 0 && (!found || !corrects(c, d, &by)))
		rc = check_fault(c,
				 _("entry %s:%lld: dispute %s was accepted by %s:%lld, which corrects something else"),
				 e->book, (long long)e->seq, d->number, e->book, (long long)d->correction);
	entry_store_free(&store);
	return rc;
}

static int decided(struct checking *c, struct disputes *x, const struct entry *e, char *ref)
{
	char *words[4];
	size_t n = split(ref, words), i = 0;
	struct dispute *d;

	while (n > 0 && i < x->n && strcmp(x->all[i].number, words[0]) != 0)
		i++;
	d = i < x->n ? &x->all[i] : NULL;
	if (n < 2 || !d || d->state != DISPUTE_PENDING)
		return unreadable(c, e);
	d->outcome = e->seq;
	d->state = n == 3 ? DISPUTE_ACCEPTED : DISPUTE_REJECTED;
	d->correction = n == 3 ? earlier(c, e, words[2]) : 0;
	if (strcmp(words[1], dispute_state_name(d->state)) != 0 || (n == 3) != (d->correction > 0))
		return unreadable(c, e);
	return n == 3 ? check_disputes_correction(c, e, d) : 0;
}

static int check_disputes_entry(struct checking *c, void *state, const struct entry *e)
{
	char *ref;
	int rc;

	if (e->kind != KIND_DISPUTE && e->kind != KIND_OUTCOME)
		return 0;
	ref = xstrdup(e->ref);
	rc = e->kind == KIND_DISPUTE ? opened(c, state, e, ref) : decided(c, state, e, ref);
	free(ref);
	return rc;
}

static bool check_disputes_same(const struct dispute *d, const struct rows *r)
{
	return strcmp(db_text(r, 0), d->number) == 0 && db_int(r, 1) == d->seq &&
	       strcmp(db_text(r, 2), d->notice) == 0 && db_int(r, 3) == d->notice_seq && db_int(r, 4) == d->household &&
	       db_int(r, 5) == d->entry && db_int(r, 6) == d->late &&
	       strcmp(db_text(r, 7), dispute_state_name(d->state)) == 0 && db_int(r, 8) == d->outcome &&
	       db_int(r, 9) == d->correction;
}

static int check_disputes_table(struct checking *c, const struct disputes *x)
{
	struct rows r;
	size_t i = 0;
	bool ok = true;
	int rc;

	checks_walk(c->l, CHECKED_DISPUTES, c->book, &r);
	while (ok && db_next(&r)) {
		ok = i < x->n && check_disputes_same(&x->all[i], &r);
		i += ok;
	}
	rc = db_end(&r);
	if (rc == 0 && i < x->n)
		rc = check_fault(c, _("%s: dispute %s is not kept as its entries say"), c->book->code,
				 x->all[i].number);
	if (rc == 0 && !ok)
		rc = check_fault(c, _("%s: a dispute is kept that has no entry"), c->book->code);
	return rc;
}

static int check_disputes_end(struct checking *c, void *state)
{
	struct disputes *x = state;
	int rc = check_disputes_table(c, x);

	return rc ? rc : numbers_check(c, &x->numbers);
}

static void check_disputes_free(void *state)
{
	struct disputes *x = state;

	if (x)
		free(x->all);
	free(x);
}

const struct check_part check_disputes = {check_disputes_start, check_disputes_entry, check_disputes_end,
					  check_disputes_free};
