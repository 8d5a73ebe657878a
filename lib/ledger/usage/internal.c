#include "ledger/usage/internal.h"

#include <stdlib.h>

SQL(USES_OF_WINDOW, "SELECT 1 FROM uses WHERE book = $1 AND win = $2 LIMIT 1");

const char *uses_text(const struct uses *u, uint32_t word)
{
	return map_key(&u->words, word, NULL);
}

void uses_drop(struct uses *u)
{
	for (size_t i = 0; i < u->ncells; i++)
		if (u->cells[i].key.rule == 0)
			free(u->cells[i].lines);
	u->ncells = 0;
	index_clear(&u->index);
}

int uses_kept(struct uses *u, int64_t book, uint32_t window, int64_t **kept)
{
	const int64_t of[2] = {book, window};
	struct rows r;
	bool added;
	int got;

	*kept = map_put(&u->kept, of, sizeof of, 0, &added);
	if (!added || u->blank)
		return 0;
	got = db_one(u->l->db, &r, &USES_OF_WINDOW, "it", book, uses_text(u, window));
	if (got < 0)
		return ledger_fault(u->l);
	if (got == 1)
		db_end(&r);
	**kept = got;
	return 0;
}

bool usage_is_nothing(const struct usage *u)
{
	return u->events == 0 && u->times == 0 && u->quantity == 0 && u->granted == 0 && u->deducted == 0;
}
