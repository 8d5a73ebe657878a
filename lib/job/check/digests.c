/* What was frozen or adopted is still what it was: the tallies of closed months, the scheme in force. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/scheme/digest.h"
#include "ledger/sums/frozen.h"

/* A close, or the newest entry for a table of the scheme or the roster. */
struct digest_promise {
	int64_t seq;
	char name[32]; /* the month or the table */
	char hex[HASH_SIZE];
};

struct promises {
	struct digest_promise *all;
	size_t n;
};

static int check_digests_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct promises));
	return 0;
}

static struct digest_promise *check_digests_find(const struct promises *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->all[i].name, name) == 0)
			return &p->all[i];
	return NULL;
}

static void check_digests_keep(struct promises *p, const struct entry *e, const char *name, size_t len, const char *hex)
{
	struct digest_promise made = {.seq = e->seq}, *at;

	memcpy(made.name, name, len);
	memcpy(made.hex, hex, strnlen(hex, HASH_SIZE - 1));
	at = check_digests_find(p, made.name);
	if (!at) {
		p->all = xrealloc(p->all, p->n + 1, sizeof *p->all);
		at = &p->all[p->n++];
	}
	*at = made;
}

static int check_digests_entry(struct checking *c, void *state, const struct entry *e)
{
	size_t len = strcspn(e->ref, " ");

	if (e->kind == KIND_CLOSE)
		check_digests_keep(state, e, e->period, strlen(e->period), e->ref);
	if (e->kind != KIND_SCHEME && e->kind != KIND_ROSTER)
		return 0;
	if (len >= sizeof((struct digest_promise *)0)->name || e->ref[len] != ' ')
		return check_fault(c, _("entry %s:%lld names no table"), e->book, (long long)e->seq);
	check_digests_keep(state, e, e->ref, len, e->ref + len + 1);
	return 0;
}

static int check_digests_close(struct checking *c, const struct digest_promise *p)
{
	char hex[HASH_SIZE];
	int rc = frozen_digest(c->l, c->book, p->name, hex);

	if (rc == 0 && strcmp(hex, p->hex) != 0)
		rc = check_fault(c, _("entry %s:%lld: the tally of %s is not the one it froze"), c->book->code,
				 (long long)p->seq, p->name);
	return rc;
}

static int check_digests_table(struct checking *c, const struct promises *all, const struct table *t)
{
	const struct digest_promise *p = check_digests_find(all, t->name);
	char hex[HASH_SIZE], nothing[HASH_SIZE];
	int rc = 0;

	if (t->scheme)
		memcpy(hex, digests_get(c->scheme, c->book, t), HASH_SIZE);
	else
		rc = roster_digest(c->l, t, c->book->code, hex);
	/* A table without rows may have no entry. */
	if (rc || strcmp(hex, p ? p->hex : hash_hex("", 0, nothing)) == 0)
		return rc;
	if (p)
		return check_fault(
			c, _("entry %s:%lld: the table %s is not the one it recorded; load changes with pts-load"),
			c->book->code, (long long)p->seq, t->name);
	/* A book without entries was never in force. */
	return c->entries == 0 ? 0 : check_fault(c, _("%s: no entry records the table %s"), c->book->code, t->name);
}

static int check_digests_end(struct checking *c, void *state)
{
	const struct promises *p = state;
	int rc = 0;

	for (size_t i = 0; i < p->n && rc == 0; i++)
		if (!table_find(p->all[i].name))
			rc = check_digests_close(c, &p->all[i]);
	for (const struct table *t = tables; t->name && rc == 0; t++)
		rc = check_digests_table(c, p, t);
	return rc;
}

static void check_digests_free(void *state)
{
	struct promises *p = state;

	if (p)
		free(p->all);
	free(p);
}

const struct check_part check_digests = {check_digests_start, check_digests_entry, check_digests_end,
					 check_digests_free};
