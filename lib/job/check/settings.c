/* The settings of every time, under which figures are recomputed, have the digests that the entries about them hold. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/scheme/digest.h"

/* An entry about the settings of the book. */
struct settings_entry {
	int64_t seq;
	char hex[HASH_SIZE];
};

struct settings_row {
	char *key;
	char *value; /* "": no row gives one any more */
};

struct settings_past {
	struct settings_entry *entries;
	size_t n;
	struct settings_row *rows; /* as of the entry that is looked at */
	size_t nrows;
};

static int check_settings_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct settings_past));
	return 0;
}

static int check_settings_entry(struct checking *c, void *state, const struct entry *e)
{
	static const char about[] = "settings ";
	struct settings_past *p = state;
	struct settings_entry *at;

	(void)c;
	if (e->kind != KIND_SCHEME || strncmp(e->ref, about, sizeof about - 1) != 0)
		return 0;
	p->entries = xrealloc(p->entries, p->n + 1, sizeof *p->entries);
	at = &p->entries[p->n++];
	*at = (struct settings_entry){.seq = e->seq};
	memcpy(at->hex, e->ref + sizeof about - 1, strnlen(e->ref + sizeof about - 1, HASH_SIZE - 1));
	return 0;
}

/* Takes over a change. */
static void check_settings_change(struct settings_past *p, const char *key, const char *value)
{
	size_t i = 0;

	while (i < p->nrows && strcmp(p->rows[i].key, key) != 0)
		i++;
	if (i == p->nrows) {
		p->rows = xrealloc(p->rows, p->nrows + 1, sizeof *p->rows);
		p->rows[p->nrows++] = (struct settings_row){xstrdup(key), NULL};
	}
	free(p->rows[i].value);
	p->rows[i].value = xstrdup(value);
}

/* Holds the settings put together so far against the digest of an entry. */
static int check_settings_digest(struct checking *c, const struct settings_past *p, const struct settings_entry *e)
{
	const char *(*cells)[3] = xcalloc(p->nrows + 1, sizeof *cells);
	const char *const **rows = xcalloc(p->nrows + 1, sizeof *rows);
	char hex[HASH_SIZE];
	size_t n = 0;
	bool same;

	for (size_t i = 0; i < p->nrows; i++) {
		if (!*p->rows[i].value)
			continue;
		cells[n][0] = "";
		cells[n][1] = p->rows[i].key;
		cells[n][2] = p->rows[i].value;
		rows[n] = cells[n];
		n++;
	}
	same = strcmp(digest_rows(table_find("settings"), rows, n, hex), e->hex) == 0;
	free(rows);
	free(cells);
	return same ? 0
		    : check_fault(c, _("entry %s:%lld: the settings kept of its time are not those it recorded"), c->book->code,
				  (long long)e->seq);
}

static int check_settings_end(struct checking *c, void *state)
{
	struct settings_past *p = state;
	struct rows r;
	size_t at = 0;
	int rc;

	checks_walk(c->l, CHECKED_SETTINGS_PAST, c->book, &r);
	while (db_next(&r)) {
		int64_t seq = db_int(&r, 1);
		for (; r.rc == 0 && at < p->n && p->entries[at].seq < seq; at++)
			r.rc = check_settings_digest(c, p, &p->entries[at]);
		if (r.rc == 0 && (at == p->n || p->entries[at].seq != seq))
			r.rc = check_fault(c, _("%s: the setting %s is kept as changed by entry %lld, which changed no setting"),
					   c->book->code, db_text(&r, 0), (long long)seq);
		check_settings_change(p, db_text(&r, 0), db_text(&r, 2));
	}
	rc = db_end(&r);
	for (; rc == 0 && at < p->n; at++)
		rc = check_settings_digest(c, p, &p->entries[at]);
	return rc;
}

static void check_settings_free(void *state)
{
	struct settings_past *p = state;

	if (!p)
		return;
	for (size_t i = 0; i < p->nrows; i++) {
		free(p->rows[i].key);
		free(p->rows[i].value);
	}
	free(p->rows);
	free(p->entries);
	free(p);
}

const struct check_part check_settings = {check_settings_start, check_settings_entry, check_settings_end,
					  check_settings_free};
