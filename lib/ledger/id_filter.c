#include "ledger/id_filter.h"

#include <stdlib.h>
#include <string.h>

SQL(FILTER_READ, "SELECT bits FROM id_filters WHERE book = $1 AND layer = $2 AND page = $3");
SQL(FILTER_WRITE, "INSERT INTO id_filters (book, layer, page, bits) VALUES ($1, $2, $3, $4) "
		  "ON CONFLICT (book, layer, page) DO UPDATE SET bits = excluded.bits");

enum {
	FIRST_LAYER = 4096, /* entries of layer 0 */
	LAST_LAYER = 16,    /* more entries than a ledger can have */
	BITS_PER_ID = 12,
	BITS_OF_ID = 7,
	BLOCK_BITS = 512,
	BLOCK_SIZE = BLOCK_BITS / 8,
	PAGE_BLOCKS = 14, /* four rows to a database page of 4096 bytes, none overflowing it */
	PAGE_SIZE = PAGE_BLOCKS * BLOCK_SIZE
};

struct page {
	bool dirty;
	unsigned char bits[PAGE_SIZE];
};

struct layer {
	int64_t book;
	int layer;
	uint64_t blocks;
	struct page **pages; /* NULL: not asked for yet */
	size_t npages;
};

struct id_filters {
	struct map index; /* book, layer → number */
	struct layer *layers;
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
	const int64_t key[2] = {book, number};
	bool added;
	int64_t at = *map_put(&f->index, key, sizeof key, (int64_t)f->n, &added);
	uint64_t entries = (uint64_t)(id_filter_first(number + 1) - id_filter_first(number));

	if (added) {
		struct layer y = {.book = book, .layer = number, .blocks = entries * BITS_PER_ID / BLOCK_BITS};
		y.npages = (size_t)(y.blocks + PAGE_BLOCKS - 1) / PAGE_BLOCKS;
		y.pages = xcalloc(y.npages, sizeof(struct page *));
		f->layers = xrealloc(f->layers, f->n + 1, sizeof *f->layers);
		f->layers[f->n++] = y;
	}
	return &f->layers[at];
}

static int read_page(struct ledger *l, const struct layer *y, size_t number, struct page *page)
{
	const void *bits;
	struct rows r;
	int got = db_one(l->db, &r, &FILTER_READ, "iii", y->book, (int64_t)y->layer, (int64_t)number);

	if (got < 0)
		return ledger_fault(l);
	if (got == 1) {
		if (db_bytes(&r, 0, &bits) == PAGE_SIZE)
			memcpy(page->bits, bits, PAGE_SIZE);
		db_end(&r);
	}
	return 0;
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
	struct page *page;
	unsigned char *block;
	uint64_t places;
};

static int find_spot(struct ledger *l, int64_t book, int layer, enum id_kind kind, int64_t a, struct spot *out)
{
	struct layer *y = find_layer(l, book, layer);
	uint64_t h = mix((uint64_t)a ^ (uint64_t)kind << 56), block = (h >> 32) * y->blocks >> 32;
	struct page **page = &y->pages[block / PAGE_BLOCKS];

	if (!*page) {
		*page = xcalloc(1, sizeof **page);
		int rc = read_page(l, y, (size_t)block / PAGE_BLOCKS, *page);
		if (rc)
			return rc;
	}
	*out = (struct spot){*page, (*page)->bits + block % PAGE_BLOCKS * BLOCK_SIZE, mix(h)};
	return 0;
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
		s.page->dirty = true;
	return rc;
}

int id_filter_may_have(struct ledger *l, int64_t book, int layer, enum id_kind kind, int64_t a)
{
	struct spot s;

	if (find_spot(l, book, layer, kind, a, &s) != 0)
		return -1;
	for (int i = 0; i < BITS_OF_ID; i++)
		if (!(s.block[place(&s, i) / 8] & 1u << place(&s, i) % 8))
			return 0;
	return 1;
}

static int flush_layer(struct ledger *l, const struct layer *y)
{
	for (size_t i = 0; i < y->npages; i++) {
		struct page *p = y->pages[i];
		if (!p || !p->dirty)
			continue;
		if (db_run(l->db, &FILTER_WRITE, NULL, "iiib", y->book, (int64_t)y->layer, (int64_t)i, p->bits,
			   sizeof p->bits) != 0)
			return ledger_fault(l);
		p->dirty = false;
	}
	return 0;
}

int id_filter_flush(struct ledger *l)
{
	struct id_filters *f = l->id_filters;
	int rc = 0;

	for (size_t i = 0; f && i < f->n && rc == 0; i++)
		rc = flush_layer(l, &f->layers[i]);
	return rc;
}

void id_filter_forget(struct ledger *l)
{
	struct id_filters *f = l->id_filters;

	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++) {
		for (size_t k = 0; k < f->layers[i].npages; k++)
			free(f->layers[i].pages[k]);
		free(f->layers[i].pages);
	}
	free(f->layers);
	map_free(&f->index);
	free(f);
	l->id_filters = NULL;
}
