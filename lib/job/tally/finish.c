/* Finishing a tally: households without entries join it, its rows get their order and their balances. */
#include "base/dec.h"
#include "job/tally/internal.h"

/* The row of a household (NULL: of the whole book), added without figures when it has no entries. */
static struct tally_row *row_of(struct book_tally *b, const struct roll_line *h)
{
	bool added;
	size_t row;

	tally_make_key(b,
		       (const char *[KEY_COUNT]){[KEY_HOUSEHOLD] = h ? h->code : "", [KEY_GROUP] = h ? h->group : ""},
		       true);
	row = tally_at(&b->tally, &b->key, &added);
	if (added)
		b->tally.rows[row].silent = true;
	return &b->tally.rows[row];
}

/* Those who count today: active households stand on a score board with entries or without, ended ones do not. */
static void list_all_active(struct book_tally *b)
{
	if (b->t->bare)
		row_of(b, NULL);
	for (size_t i = 0; i < b->households.n; i++) {
		const struct roll_line *h = &b->households.all[i];
		if (h->active)
			row_of(b, h);
		else if (b->t->has[KEY_HOUSEHOLD])
			row_of(b, h)->left_out = true;
	}
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
		list_all_active(b);
	b->order = tally_order(&b->tally);
	return b->t->balanced && !b->frozen ? add_balances(b) : 0;
}
