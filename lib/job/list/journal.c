/* Entries of the journal: by period, by household, by source; or the lines under their hashes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "job/intake/print_entry.h"
#include "job/list/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/queries.h"

/* `source` is 红河村.csv:14; asked for with the line or without, by base name or by path. */
static bool from_source(const char *source, const char *asked)
{
	const char *slash = strrchr(asked, '/'), *name = slash ? slash + 1 : asked;
	size_t n = strlen(name);

	if (strncmp(source, name, n) != 0)
		return false;
	return source[n] == '\0' || (source[n] == ':' && source[n + 1 + strspn(source + n + 1, "0123456789")] == '\0');
}

static bool journal_wanted(const struct listing *x, const struct entry *e)
{
	return (!x->r->source || from_source(e->source, x->r->source)) && list_in_period(x, e->period, e->date);
}

static void journal_remark(struct buf *b, const struct entry *e)
{
	if (*e->corrects)
		buf_printf(b, _("corrects %s"), e->corrects);
	if (*e->corrects && *e->ref)
		buf_puts(b, "; ");
	buf_puts(b, e->ref);
}

static int journal_row(struct listing *x, const struct entry *e)
{
	struct buf note = {0};
	int rc;

	journal_remark(&note, e);
	rc = print_entry(x->out, x->l, e, "posted", buf_str(&note));
	buf_free(&note);
	return rc;
}

static void journal_raw(struct listing *x, const struct entry *e, const char *previous)
{
	struct buf line = {0};

	entry_line(e, previous, &line);
	fwrite(line.s, 1, line.n, x->job->out);
	buf_free(&line);
}

/* The hash of the entry before `seq`. */
static int hash_before(struct listing *x, const struct book *book, int64_t seq, char hash[static HASH_SIZE])
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc = seq > 1 ? journal_get(x->l, book->id, seq - 1, &e, &store) : 0;

	memset(hash, '0', HASH_SIZE - 1);
	hash[HASH_SIZE - 1] = '\0';
	if (rc == 0 && seq > 1)
		memcpy(hash, e.hash, HASH_SIZE);
	entry_store_free(&store);
	return rc;
}

/* Where the entries asked for can lie: those of a month or quarter between its first and last, those of days anywhere
 * from then on. */
static int find_span(struct listing *x, const struct book *book, int64_t *first, int64_t *last)
{
	char from[MONTH_SIZE], to[MONTH_SIZE];

	*first = 1;
	*last = 0;
	if (!x->has_period)
		return 0;
	month_of(x->period.first, from);
	month_of(x->period.days ? DAY_LAST : x->period.last, to);
	return query_span(x->l, book, from, to, first, last);
}

static int walk_span(struct listing *x, const struct book *book)
{
	char previous[HASH_SIZE];
	struct journal_walk w;
	int64_t first, last;
	struct entry e;
	int rc = find_span(x, book, &first, &last);

	if (rc || first == 0)
		return rc;
	rc = hash_before(x, book, first, previous);
	if (rc)
		return rc;
	journal_walk(x->l, &w, book, first, last);
	while (journal_next(&w, &e)) {
		if (journal_wanted(x, &e) && x->r->raw)
			journal_raw(x, &e, previous);
		else if (journal_wanted(x, &e))
			w.rows.rc = journal_row(x, &e);
		memcpy(previous, e.hash, HASH_SIZE);
	}
	return journal_walk_end(&w);
}

static int journal_one(struct listing *x, const struct book *book, const struct entry *e)
{
	char previous[HASH_SIZE];
	int rc;

	if (!journal_wanted(x, e))
		return 0;
	if (!x->r->raw)
		return journal_row(x, e);
	rc = hash_before(x, book, e->seq, previous);
	if (rc == 0)
		journal_raw(x, e, previous);
	return rc;
}

static int walk_household(struct listing *x, const struct book *book)
{
	int64_t *seqs = NULL;
	size_t n = 0;
	int rc = journal_chain(x->l, x->household, 0, &seqs, &n);

	while (rc == 0 && n > 0) {
		struct entry_store store = {.n = 0};
		struct entry e;
		rc = journal_get(x->l, book->id, seqs[--n], &e, &store);
		if (rc == 0)
			rc = journal_one(x, book, &e);
		entry_store_free(&store);
	}
	free(seqs);
	return rc;
}

static int list_journal(struct listing *x, const struct book *book)
{
	return x->household ? walk_household(x, book) : walk_span(x, book);
}

const struct view view_journal = {"journal", journal_columns, "Hpsr", list_journal};
