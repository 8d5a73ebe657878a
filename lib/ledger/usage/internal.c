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
	bool added, any;
	int rc;

	*kept = map_put(&u->kept, of, sizeof of, 0, &added);
	if (!added || u->blank)
		return 0;
	rc = ledger_has(u->l, &any, &USES_OF_WINDOW, "it", book, uses_text(u, window));
	**kept = any;
	return rc;
}

bool usage_is_nothing(const struct usage *u)
{
	return u->events == 0 && u->times == 0 && u->quantity == 0 && u->granted == 0 && u->deducted == 0;
}
