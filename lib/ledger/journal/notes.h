/*
 * The texts behind the note digests of the journal.
 */
#ifndef PTS_LEDGER_JOURNAL_NOTES_H
#define PTS_LEDGER_JOURNAL_NOTES_H

#include "base/buf.h"
#include "ledger/core/core.h"

/* The text of an entry's note into `out`; "" when it has none or the text was erased. */
int note_text(struct ledger *l, int64_t book, int64_t seq, struct buf *out);

#endif
