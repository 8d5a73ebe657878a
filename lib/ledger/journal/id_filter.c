#include "ledger/journal/id_filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

SQL(FILTER_READ, "SELECT bits FROM id_filters WHERE book = $1 AND layer = $2 AND page = $3");
SQL(FILTER_KEPT, "SELECT 1 FROM id_filters WHERE book = $1 AND layer = $2 LIMIT 1");
SQL(FILTER_WRITE, "INSERT INTO id_filters (book, layer, page, bits) VALUES ($1, $2, $3, $4) "
		  "ON CONFLICT (book, layer, page) DO UPDATE SET bits = excluded.bits");

enum {
	FIRST_LAYER = 4096, /* entries of layer 0 */
	LAST_LAYER = 16,    /* more entries than a ledger can have */
	BITS_PER_ID = 12,
	BITS_OF_ID = 7,
	BLOCK_BITS = 512,
	BLOCK_SIZE = BLOCK_BITS / 8,
	PAGE_BLOCKS = 14, /* none of these rows overflows a page of the database, even one of 4096 bytes */
	PAGE_SIZE = PAGE_BLOCKS * BLOCK_SIZE
};

enum page_state { UNASKED, CLEAN, DIRTY };

/* The bits of all pages one after the other: memory that no page was asked for is never touched. */
struct layer {
	uint64_t blocks; /* 0: not asked for yet */
	size_t npages;
	unsigned char *bits;
	unsigned char *state; /* page → enum page_state */
	bool empty;	      /* nothing is stored: there is no page to read */
};

struct book_filter {
	struct layer layers[LAST_LAYER + 1];
};

struct id_filters {
	struct book_filter **books; /* by the number of the book; NULL: not asked for yet */
	size_t n;
};

int id_filter_layer(int64_t seq)
{
	int layer = 0;

	while (layer < LAST_LAYER && seq >= (int64_t)FIRST_LAYER << 2 * layer)
		layer++;
	return layer;
}

int64_t id_filter_first(int layer)
{
	int64_t first = 0;

	for (int i = 0; i < layer; i++)
		first = i == 0 ? FIRST_LAYER : 4 * first;
	return first;
}

static struct id_filters *filters(struct ledger *l)
{
	if (!l->id_filters)
		l->id_filters = xcalloc(1, sizeof *l->id_filters);
	return l->id_filters;
}

static struct layer *find_layer(struct ledger *l, int64_t book, int number)
{
	struct id_filters *f = filters(l);
	size_t at = (size_t)book;

	if (at >= f->n) {
		f->books = xrealloc(f->books, at + 1, sizeof(struct book_filter *));
		memset(f->books + f->n, 0, (at + 1 - f->n) * sizeof(struct book_filter *));
		f->n = at + 1;
	}
	if (!f->books[at])
		f->books[at] = xcalloc(1, sizeof(struct book_filter));
	return &f->books[at]->layers[number];
}

static int open_layer(struct ledger *l, struct layer *y, int64_t book, int number)
{
	uint64_t entries = (uint64_t)(id_filter_first(number + 1) - id_filter_first(number));
	bool stored;
	int rc = ledger_has(l, &stored, &FILTER_KEPT, "ii", book, (int64_t)number);

	if (rc)
		return rc;
	y->empty = !stored;
	y->blocks = entries * BITS_PER_ID / BLOCK_BITS;
	y->npages = (size_t)(y->blocks + PAGE_BLOCKS - 1) / PAGE_BLOCKS;
	y->bits = xcalloc(y->npages, PAGE_SIZE);
	y->state = xcalloc(y->npages, 1);
	return 0;
}

static int read_page(struct ledger *l, struct layer *y, int64_t book, int layer, size_t number)
{
	const void *bits;
	struct rows r;

	y->state[number] = CLEAN;
	if (y->empty)
		return 0;
	if (db_one(l->db, &r, &FILTER_READ, "iii", book, (int64_t)layer, (int64_t)number) &&
	    db_bytes(&r, 0, &bits) == PAGE_SIZE)
		memcpy(y->bits + number * PAGE_SIZE, bits, PAGE_SIZE);
	return db_end(&r);
}

/* The finisher of splitmix64. The filter's pages depend on it: it is part of the format. */
static uint64_t mix(uint64_t h)
{
	h += 0x9e3779b97f4a7c15u;
	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 27) * 0x94d049bb133111ebu;
	return h ^ h >> 31;
}

/* Where an id's bits lie: its block, and seven places of nine bits each in *places. */
struct spot {
	unsigned char *state; /* of its page */
	unsigned char *block;
	uint64_t places;
};

static int find_spot(struct ledger *l, int64_t book, int layer, enum id_kind kind, int64_t a, struct spot *out)
{
	struct layer *y = find_layer(l, book, layer);
	int rc = y->blocks ? 0 : open_layer(l, y, book, layer);
	uint64_t h = mix((uint64_t)a ^ (uint64_t)kind << 56), block = (h >> 32) * y->blocks >> 32;
	size_t page = (size_t)block / PAGE_BLOCKS;

	if (rc == 0 && y->state[page] == UNASKED)
		rc = read_page(l, y, book, layer, page);
	if (rc == 0)
		*out = (struct spot){&y->state[page], y->bits + block * BLOCK_SIZE, mix(h)};
	return rc;
}

static unsigned place(const struct spot *s, int i)
{
	return (unsigned)(s->places >> 9 * i) % BLOCK_BITS;
}

int id_filter_add(struct ledger *l, int64_t book, int64_t seq, enum id_kind kind, int64_t a)
{
	struct spot s;
	int rc = find_spot(l, book, id_filter_layer(seq), kind, a, &s);

	for (int i = 0; rc == 0 && i < BITS_OF_ID; i++)
		s.block[place(&s, i) / 8] |= (unsigned char)(1u << place(&s, i) % 8);
	if (rc == 0)
		*s.state = DIRTY;
	return rc;
}

int id_filter_may_have(struct ledger *l, int64_t book, int layer, enum id_kind kind, int64_t a, bool *may)
{
	struct spot s;
	int rc = find_spot(l, book, layer, kind, a, &s);

	*may = rc == 0;
	for (int i = 0; *may && i < BITS_OF_ID; i++)
		*may = s.block[place(&s, i) / 8] & 1u << place(&s, i) % 8;
	return rc;
}

static int flush_layer(struct ledger *l, struct layer *y, int64_t book, int number)
{
	int rc = 0;

	for (size_t i = 0; i < y->npages && rc == 0; i++) {
		if (y->state[i] != DIRTY)
			continue;
		rc = db_later(l->db, &FILTER_WRITE, "iiib", book, (int64_t)number, (int64_t)i, y->bits + i * PAGE_SIZE, (size_t)PAGE_SIZE);
		y->state[i] = CLEAN;
	}
	return rc;
}

int id_filter_flush(struct ledger *l)
{
	struct id_filters *f = l->id_filters;
	int rc = 0;

	for (size_t i = 0; f && i < f->n; i++)
		for (int k = 0; f->books[i] && k <= LAST_LAYER && rc == 0; k++)
			rc = flush_layer(l, &f->books[i]->layers[k], (int64_t)i, k);
	return rc;
}

void id_filter_forget(struct ledger *l)
{
	struct id_filters *f = l->id_filters;

	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++) {
		for (int k = 0; f->books[i] && k <= LAST_LAYER; k++) {
			free(f->books[i]->layers[k].bits);
			free(f->books[i]->layers[k].state);
		}
		free(f->books[i]);
	}
	free(f->books);
	free(f);
	l->id_filters = NULL;
}
