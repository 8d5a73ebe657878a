/* Every household's entries hang together, and its account says what they add up to. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

int check_roster(struct checking *c)
{
	struct rows r;
	size_t room = 0;
	int rc;

	checks_walk(c->l, CHECKED_ROSTER, c->book, &r);
	while (db_next(&r)) {
		const char *code = db_text(&r, 1);
		if (c->n == room) {
			room = room ? 2 * room : 64;
			c->all = xrealloc(c->all, room, sizeof *c->all);
		}
		map_put(&c->by_code, code, strlen(code), (int64_t)c->n, NULL);
		c->all[c->n++] = (struct who){.id = db_int(&r, 0)};
	}
	rc = db_end(&r);
	for (size_t i = 0; i < c->n; i++)
		c->all[i].code = map_key(&c->by_code, i, NULL);
	return rc;
}

static int read_account(struct checking *c, const struct rows *r)
{
	struct who *who = check_who(c, db_int(r, 0));

	if (!who)
		return check_fault(c,
				   _("an account of %s belongs to household number %lld, which is not on the roster"),
				   c->book->code, (long long)db_int(r, 0));
	who->has_account = true;
	who->said_balance = db_int(r, 1);
	who->said_last = db_int(r, 2);
	who->lots_upto = db_int(r, 3);
	return 0;
}

static int check_accounts_start(struct checking *c, void **state)
{
	struct rows r;

	(void)state;
	checks_walk(c->l, CHECKED_ACCOUNTS, c->book, &r);
	while (db_next(&r))
		r.rc = read_account(c, &r);
	return db_end(&r);
}

void check_household(struct checking *c, const struct entry *e)
{
	const int64_t *at = *e->household ? map_get(&c->by_code, e->household, strlen(e->household)) : NULL;

	c->who = at ? &c->all[*at] : NULL;
	c->before = at ? c->who->last : 0;
	if (!at)
		return;
	c->who->last = e->seq;
	c->who->overflows |= !dec_add(c->who->balance, e->points, &c->who->balance);
}

static int check_accounts_entry(struct checking *c, void *state, const struct entry *e)
{
	long long seq = e->seq;

	(void)state;
	if (*e->household && !c->who)
		return check_fault(c, _("entry %s:%lld is of household %s, which is not on the roster"), e->book, seq,
				   e->household);
	if (e->prev != c->before)
		return check_fault(c, _("entry %s:%lld follows entry %lld of its household, not %lld"), e->book, seq,
				   (long long)c->before, (long long)e->prev);
	if (c->who && c->who->overflows)
		return check_fault(c, _("entry %s:%lld: the balance is more than can be counted"), e->book, seq);
	return 0;
}

static int check_accounts_end(struct checking *c, void *state)
{
	char says[DEC_SIZE], gives[DEC_SIZE];

	(void)state;
	for (size_t i = 0; i < c->n; i++) {
		const struct who *w = &c->all[i];
		if (w->said_balance != w->balance)
			return check_fault(
				c, _("%s, household %s: the balance is kept as %s, its entries up to %s:%lld give %s"),
				c->book->code, w->code, dec_human(w->said_balance, says), c->book->code,
				(long long)w->last, dec_human(w->balance, gives));
		if (w->said_last != w->last || w->has_account != (w->last > 0))
			return check_fault(c, _("%s, household %s: its newest entry is kept as %lld, it is %s:%lld"),
					   c->book->code, w->code, (long long)w->said_last, c->book->code,
					   (long long)w->last);
	}
	return 0;
}

const struct check_part check_accounts = {check_accounts_start, check_accounts_entry, check_accounts_end, NULL};
