/* Honours awarded and grades given are what the entries say: nobody slipped in, nobody fell out. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/records/awards.h"
#include "ledger/records/grades.h"

/* What the entries say of one award. */
struct said {
	int64_t seq;
	int64_t revoked;
	bool seen; /* the table has it */
};

struct honors {
	struct map awards; /* period, NUL, honor, NUL, household, NUL, member, NUL → index of what is said */
	struct said *said;
	struct map grades; /* scale, SPACE, period → index of the digest */
	char (*digest)[HASH_SIZE];
	struct buf key;
};

static int check_honors_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct honors));
	return 0;
}

static void add_key_part(struct buf *key, const char *s, size_t len)
{
	buf_add(key, s, len);
	buf_putc(key, '\0');
}

static void check_honors_make_key(struct buf *key, const char *period, const char *honor, size_t honor_len,
				  const char *household, const char *member)
{
	buf_clear(key);
	add_key_part(key, period, strlen(period));
	add_key_part(key, honor, honor_len);
	add_key_part(key, household, strlen(household));
	add_key_part(key, member, strlen(member));
}

/* An award, its revocation, the revocation of that … each names the one before. */
static int note_revocation(struct checking *c, struct said *s, const struct entry *e)
{
	if (c->corrects == s->seq && s->revoked == 0)
		s->revoked = e->seq;
	else if (s->revoked != 0 && c->corrects == s->revoked)
		s->revoked = 0;
	else
		return check_fault(c, _("entry %s:%lld takes back an honour that %s did not give or take"), e->book,
				   (long long)e->seq, e->corrects);
	return 0;
}

/* `HONOR PERIOD` */
static int note_award(struct checking *c, struct honors *h, const struct entry *e)
{
	size_t len = strcspn(e->ref, " ");
	int64_t *at;
	bool added;

	if (e->ref[len] != ' ')
		return check_fault(c, _("entry %s:%lld names no honour and period"), e->book, (long long)e->seq);
	check_honors_make_key(&h->key, e->ref + len + 1, e->ref, len, e->household, e->member);
	at = map_put(&h->awards, h->key.s, h->key.n, (int64_t)h->awards.n, &added);
	if (added) {
		h->said = xrealloc(h->said, h->awards.n, sizeof *h->said);
		h->said[*at] = (struct said){0};
	}
	if (*e->corrects)
		return note_revocation(c, &h->said[*at], e);
	if (!added)
		return check_fault(c, _("entry %s:%lld awards again what entry %s:%lld awarded"), e->book,
				   (long long)e->seq, e->book, (long long)h->said[*at].seq);
	h->said[*at].seq = e->seq;
	return 0;
}

/* `SCALE PERIOD DIGEST`: the newest of a scale and period counts. */
static int note_grades(struct checking *c, struct honors *h, const struct entry *e)
{
	const char *hex = strrchr(e->ref, ' ');
	int64_t *at;
	bool added;

	if (!hex || strlen(hex + 1) != HASH_SIZE - 1)
		return check_fault(c, _("entry %s:%lld has no digest of grades"), e->book, (long long)e->seq);
	at = map_put(&h->grades, e->ref, (size_t)(hex - e->ref), (int64_t)h->grades.n, &added);
	if (added)
		h->digest = xrealloc(h->digest, h->grades.n, sizeof *h->digest);
	memcpy(h->digest[*at], hex + 1, HASH_SIZE);
	return 0;
}

static int check_honors_entry(struct checking *c, void *state, const struct entry *e)
{
	if (e->kind == KIND_HONOR)
		return note_award(c, state, e);
	return e->kind == KIND_GRADE ? note_grades(c, state, e) : 0;
}

struct honors_walk {
	struct checking *c;
	struct honors *h;
};

static int check_honors_award(void *ctx, const struct award *a)
{
	struct honors_walk *w = ctx;
	struct said *s;
	int64_t *at;

	check_honors_make_key(&w->h->key, a->period, a->honor, strlen(a->honor), a->household, a->member);
	at = map_get(&w->h->awards, w->h->key.s, w->h->key.n);
	s = at ? &w->h->said[*at] : NULL;
	if (!s || s->seq != a->seq)
		return check_fault(w->c, _("%s: honour %s of %s for household %s is in no entry"), w->c->book->code,
				   a->honor, a->period, a->household);
	if (s->revoked != a->revoked)
		return check_fault(
			w->c, _("%s: honour %s of %s for household %s is kept as revoked by entry %lld, it is by %lld"),
			w->c->book->code, a->honor, a->period, a->household, (long long)a->revoked,
			(long long)s->revoked);
	s->seen = true;
	return 0;
}

static int check_honors_missing(struct checking *c, const struct honors *h)
{
	for (size_t i = 0; i < h->awards.n; i++)
		if (!h->said[i].seen)
			return check_fault(c, _("entry %s:%lld: the honour it awarded is not kept"), c->book->code,
					   (long long)h->said[i].seq);
	return 0;
}

static int check_honors_scale(struct checking *c, const struct honors *h, size_t i)
{
	const char *key = map_key(&h->grades, i, NULL), *period = strrchr(key, ' ');
	char hex[HASH_SIZE], *scale = xasprintf("%.*s", (int)(period - key), key);
	int rc = grades_digest(c->l, c->book, scale, period + 1, hex);

	if (rc == 0 && strcmp(hex, h->digest[i]) != 0)
		rc = check_fault(c, _("%s: the grades of scale %s for %s are not those that were recorded"),
				 c->book->code, scale, period + 1);
	free(scale);
	return rc;
}

static int check_honors_unrecorded(void *ctx, const struct graded *g)
{
	struct honors_walk *w = ctx;

	buf_clear(&w->h->key);
	buf_printf(&w->h->key, "%s %s", g->scale, g->period);
	if (map_get(&w->h->grades, buf_str(&w->h->key), w->h->key.n))
		return 0;
	return check_fault(w->c, _("%s: no entry records the grades of scale %s for %s"), w->c->book->code, g->scale,
			   g->period);
}

static int check_honors_end(struct checking *c, void *state)
{
	struct honors *h = state;
	struct honors_walk w = {c, h};
	int rc = awards_each(c->l, c->book, check_honors_award, &w);

	if (rc == 0)
		rc = check_honors_missing(c, h);
	for (size_t i = 0; i < h->grades.n && rc == 0; i++)
		rc = check_honors_scale(c, h, i);
	return rc ? rc : grades_each(c->l, c->book, "", "", check_honors_unrecorded, &w);
}

static void check_honors_free(void *state)
{
	struct honors *h = state;

	if (h) {
		map_free(&h->awards);
		free(h->said);
		map_free(&h->grades);
		free(h->digest);
		buf_free(&h->key);
	}
	free(h);
}

const struct check_part check_honors = {check_honors_start, check_honors_entry, check_honors_end, check_honors_free};
