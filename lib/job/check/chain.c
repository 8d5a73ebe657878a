/* The journal has no gap, and every entry hashes to what it says, on top of the one before. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

struct chain {
	int64_t seq; /* of the newest entry that is sound */
	struct buf line;
	char at[STAMP_SIZE];
};

static int check_chain_start(struct checking *c, void **state)
{
	memset(c->hash, '0', HASH_SIZE - 1);
	*state = xcalloc(1, sizeof(struct chain));
	return 0;
}

/* The order of entries is their number. A clock that was wrong once is worth knowing and no fault. */
static void note_step_back(struct checking *c, const struct entry *e, const char *before)
{
	int64_t at, then;
	char civil[2][17];

	if (stamp_parse(e->at, &at) && stamp_parse(before, &then) && then - at > DAY_SECONDS)
		diag_note(c->l->diag,
			  _("entry %s:%lld was recorded at %s, the entry before it at %s: the clock was wrong then, or "
			    "before"),
			  e->book, (long long)e->seq, civil_format(at, civil[0]), civil_format(then, civil[1]));
}

static int check_chain_entry(struct checking *c, void *state, const struct entry *e)
{
	struct chain *chain = state;
	char hash[HASH_SIZE];

	if (e->seq != chain->seq + 1)
		return check_fault(c, _("entry %s:%lld is missing"), e->book, (long long)chain->seq + 1);
	buf_clear(&chain->line);
	entry_line(e, c->hash, &chain->line);
	hash_hex(chain->line.s, chain->line.n, hash);
	if (strcmp(hash, e->hash) != 0)
		return check_fault(c, _("entry %s:%lld does not hash to what it says"), e->book, (long long)e->seq);
	if (strcmp(e->at, chain->at) < 0)
		note_step_back(c, e, chain->at);
	memcpy(chain->at, e->at, STAMP_SIZE);
	memcpy(c->hash, hash, HASH_SIZE);
	chain->seq = e->seq;
	return 0;
}

static int check_chain_end(struct checking *c, void *state)
{
	const struct chain *chain = state;
	struct head head;
	int rc = journal_head(c->l, c->book->id, &head);

	if (rc)
		return rc;
	if (head.seq > c->entries)
		return check_fault(
			c, _("the journal of %s ends with entry %lld, its head says %lld: entry %s:%lld is missing"),
			c->book->code, (long long)c->entries, (long long)head.seq, c->book->code,
			(long long)c->entries + 1);
	if (head.seq < c->entries)
		return check_fault(c, _("entry %s:%lld lies behind the head of the journal, %lld"), c->book->code,
				   (long long)head.seq + 1, (long long)head.seq);
	if (strcmp(head.at, chain->at) != 0)
		return check_fault(c, _("the head of %s says %s, its last entry was recorded at %s"), c->book->code,
				   head.at, chain->at);
	if (strcmp(head.hash, c->hash) != 0)
		return check_fault(c, _("the head of %s is not the hash of its last entry, %s:%lld"), c->book->code,
				   c->book->code, (long long)c->entries);
	return 0;
}

static void check_chain_free(void *state)
{
	struct chain *chain = state;

	if (chain)
		buf_free(&chain->line);
	free(chain);
}

const struct check_part check_chain = {check_chain_start, check_chain_entry, check_chain_end, check_chain_free};
