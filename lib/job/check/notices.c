/* Issued notices: each has its entry, which names the digest of its record; and what it releases is what it shows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/numbers.h"
#include "job/notice/notice.h"

/* What the entry of a notice says. */
struct notice_promise {
	int64_t seq;
	char date[DATE_SIZE];
	char digest[HASH_SIZE];
	char *corrects; /* address */
	char number[NOTICE_NUMBER_SIZE];
};

struct notices {
	struct notice_promise *all; /* in order of seq */
	size_t n;
	size_t seen; /* of them, that the table has */
	struct numbers numbers;
	struct map releases; /* as text, that the records give */
};

static int check_notices_start(struct checking *c, void **state)
{
	struct notices *x = xcalloc(1, sizeof *x);

	(void)c;
	x->numbers.kind = "notice";
	*state = x;
	return 0;
}

static int check_notices_entry(struct checking *c, void *state, const struct entry *e)
{
	const char *digest = strchr(e->ref, ' ');
	struct notices *x = state;
	char due[NOTICE_NUMBER_SIZE];
	struct notice_promise *p;
	int64_t n;
	int year;

	if (e->kind != KIND_NOTICE)
		return 0;
	if (!digest || strlen(digest + 1) != HASH_SIZE - 1 || !numbers_next(&x->numbers, e->date, &year, &n))
		return check_fault(c, _("entry %s:%lld is no notice that can be read: `%s`"), e->book,
				   (long long)e->seq, e->ref);
	x->all = xrealloc(x->all, x->n + 1, sizeof *x->all);
	p = &x->all[x->n++];
	*p = (struct notice_promise){.seq = e->seq, .corrects = xstrdup(e->corrects)};
	memcpy(p->date, e->date, DATE_SIZE);
	memcpy(p->digest, digest + 1, HASH_SIZE);
	snprintf(p->number, sizeof p->number, "%.*s", (int)(digest - e->ref), e->ref);
	snprintf(due, sizeof due, "%s-%d-%02lld", e->book, year, (long long)n);
	if (strcmp(due, p->number) != 0)
		return check_fault(c, _("entry %s:%lld: notice %s should have number %s"), e->book, (long long)e->seq,
				   p->number, due);
	return 0;
}

static void release_key(struct buf *b, int64_t household, const struct notice_release *r)
{
	buf_clear(b);
	buf_printf(b, "%lld %lld %lld %s %s %s", (long long)household, (long long)r->seq, (long long)r->entry, r->first,
		   r->last, r->until);
}

/* Rows in order, against the sheet that their record gives. */
struct row_check {
	struct checking *c;
	struct notices *x;
	const struct notice *n;
	const struct sheet *s;
	size_t row;
};

static int check_notices_row(void *ctx, const struct notice_row *row)
{
	struct row_check *r = ctx;
	struct notice_release release;
	struct notice_row due = {0};
	int rc = 0;

	if (r->row++ < r->s->nrows)
		rc = notice_about(r->c->l, r->c->book, r->s, r->row - 1, &due);
	if (rc == 0 && (due.household != row->household || due.entry != row->entry))
		rc = check_fault(r->c,
				 _("notice %s: row %zu is kept for another household or entry than the one it shows"),
				 r->n->number, r->row);
	if (rc == 0 && notice_releases_row(r->n, &due, &release)) {
		struct buf key = {0};
		release_key(&key, due.household, &release);
		map_put(&r->x->releases, buf_str(&key), key.n, 0, NULL);
		buf_free(&key);
	}
	return rc;
}

static bool same_facts(const struct notice *a, const struct notice *b)
{
	return strcmp(a->number, b->number) == 0 && strcmp(a->kind, b->kind) == 0 &&
	       strcmp(a->period, b->period) == 0 && strcmp(a->first, b->first) == 0 && strcmp(a->last, b->last) == 0 &&
	       strcmp(a->issued, b->issued) == 0 && strcmp(a->until, b->until) == 0 &&
	       strcmp(a->stream, b->stream) == 0 && strcmp(a->corrects, b->corrects) == 0 && a->rows == b->rows;
}

static int check_notices_corrects(struct checking *c, const struct notice *n, const struct notice_promise *p)
{
	struct notice old;
	char address[ADDRESS_SIZE] = "";
	bool found = false;
	int rc = *n->corrects ? notice_find(c->l, n->corrects, &old, &found) : 0;

	if (rc)
		return rc;
	if (found)
		address_format(old.book->code, old.seq, address);
	if ((*n->corrects && !found) || strcmp(address, p->corrects) != 0)
		rc = check_fault(c, _("notice %s corrects %s, its entry says `%s`"), n->number, n->corrects,
				 p->corrects);
	return rc;
}

static int check_notices_record(struct checking *c, struct notices *x, const struct notice *n)
{
	struct notice made = {0};
	struct row_check r = {.c = c, .x = x, .n = n};
	struct buf record = {0};
	char digest[HASH_SIZE];
	struct sheet s = {0};
	int rc = notice_record(c->l, n, &record);

	if (rc == 0 && strcmp(hash_hex(buf_str(&record), record.n, digest), x->all[x->seen].digest) != 0)
		rc = check_fault(c, _("notice %s: its record is not the one that entry %s:%lld names"), n->number,
				 c->book->code, (long long)n->seq);
	if (rc == 0 && notice_text_read(buf_str(&record), &s, &made, c->l->diag) != 0)
		rc = check_fault(c, _("notice %s: its record cannot be read"), n->number);
	if (rc == 0 && (!same_facts(n, &made) || strcmp(n->digest, digest) != 0))
		rc = check_fault(c, _("notice %s: what is kept of it is not what its record says"), n->number);
	r.s = &s;
	if (rc == 0)
		rc = notice_rows_each(c->l, n, check_notices_row, &r);
	sheet_free(&s);
	buf_free(&record);
	return rc;
}

struct notice_check {
	struct checking *c;
	struct notices *x;
};

static int check_notices_notice(void *ctx, const struct notice *n)
{
	struct notice_check *k = ctx;
	struct notices *x = k->x;
	const struct notice_promise *p = x->seen < x->n ? &x->all[x->seen] : NULL;
	int rc = 0;

	if (p && p->seq < n->seq)
		return 0; /* its record is gone: said at the end */
	if (!p || p->seq > n->seq || strcmp(p->number, n->number) != 0)
		return check_fault(k->c, _("notice %s is kept with entry %s:%lld, which did not issue it"), n->number,
				   k->c->book->code, (long long)n->seq);
	rc = check_notices_record(k->c, x, n);
	if (rc == 0)
		rc = check_notices_corrects(k->c, n, p);
	x->seen++;
	return rc;
}

static int check_notices_releases(struct checking *c, struct notices *x)
{
	struct buf key = {0};
	struct rows r;
	size_t n = 0;
	int rc;

	checks_walk(c->l, CHECKED_RELEASES, c->book, &r);
	while (db_next(&r)) {
		struct notice_release release = {.seq = db_int(&r, 1), .entry = db_int(&r, 2)};
		snprintf(release.first, sizeof release.first, "%s", db_text(&r, 3));
		snprintf(release.last, sizeof release.last, "%s", db_text(&r, 4));
		snprintf(release.until, sizeof release.until, "%s", db_text(&r, 5));
		release_key(&key, db_int(&r, 0), &release);
		if (!map_get(&x->releases, buf_str(&key), key.n))
			r.rc = check_fault(
				c, _("%s: points are kept as released by entry %s:%lld, which does not release them"),
				c->book->code, c->book->code, (long long)release.seq);
		n++;
	}
	rc = db_end(&r);
	buf_free(&key);
	if (rc == 0 && n != x->releases.n)
		rc = check_fault(c, _("%s: its notices release %zu times, %zu are kept"), c->book->code, x->releases.n,
				 n);
	return rc;
}

static int check_notices_end(struct checking *c, void *state)
{
	struct notices *x = state;
	struct notice_check k = {c, x};
	int rc = notices_each(c->l, c->book, check_notices_notice, &k);

	if (rc == 0 && x->seen < x->n)
		rc = check_fault(c, _("entry %s:%lld issued notice %s, whose record is gone"), c->book->code,
				 (long long)x->all[x->seen].seq, x->all[x->seen].number);
	if (rc == 0)
		rc = check_notices_releases(c, x);
	return rc ? rc : numbers_check(c, &x->numbers);
}

static void check_notices_free(void *state)
{
	struct notices *x = state;

	for (size_t i = 0; x && i < x->n; i++)
		free(x->all[i].corrects);
	if (x) {
		free(x->all);
		map_free(&x->releases);
	}
	free(x);
}

const struct check_part check_notices = {check_notices_start, check_notices_entry, check_notices_end,
					 check_notices_free};
