#include "ledger/journal/notes.h"

SQL(NOTE_TEXT, "SELECT text FROM notes WHERE book = $1 AND seq = $2");

int note_text(struct ledger *l, int64_t book, int64_t seq, struct buf *out)
{
	struct rows r;

	buf_clear(out);
	if (db_one(l->db, &r, &NOTE_TEXT, "ii", book, seq))
		buf_puts(out, db_text(&r, 0));
	return db_end(&r);
}
