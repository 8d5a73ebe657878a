/* Finishing a tally: households without entries join it, its rows get their order and their balances. */
#include "base/dec.h"
#include "job/tally/internal.h"

static void add_silent(struct book_tally *b, const struct roll_line *h)
{
	bool added;
	size_t row;

	tally_make_key(b,
		       (const char *[KEY_COUNT]){[KEY_HOUSEHOLD] = h ? h->code : "", [KEY_GROUP] = h ? h->group : ""},
		       true);
	row = tally_at(&b->tally, &b->key, &added);
	if (added)
		b->tally.rows[row].silent = true;
}

static void add_all_silent(struct book_tally *b)
{
	if (b->t->bare)
		add_silent(b, NULL);
	for (size_t i = 0; i < b->households.n; i++)
		if (b->households.all[i].active)
			add_silent(b, &b->households.all[i]);
}

/* In order of keys the months of everything else follow each other, so what is left runs on from row to row. */
static int add_balances(struct book_tally *b)
{
	for (size_t i = 0; i < b->tally.n; i++) {
		struct tally_row *row = &b->tally.rows[b->order[i]];
		const char *cells[KEY_COUNT];
		int64_t *left;
		tally_split_key(b, b->order[i], cells);
		tally_make_key(b, cells, false);
		left = map_put(&b->opening, buf_str(&b->key), b->key.n, 0, NULL);
		if (!dec_add(*left, sums_balance(&row->sums), left))
			return tally_too_big(b);
		row->balance = *left;
	}
	return 0;
}

int tally_finish(struct book_tally *b)
{
	if (b->t->request->all)
		add_all_silent(b);
	b->order = tally_order(&b->tally);
	return b->t->balanced && !b->frozen ? add_balances(b) : 0;
}
