/*
 * Which ids a book has surely not seen: a Bloom filter kept beside the table of ids.
 *
 * Nearly every id that is asked for is new. Without the filter each would be looked for in every run of the table
 * (ledger/journal/ids.h); with it, only one in some hundred is, and a bulk load asks memory alone.
 *
 * Layer 0 is for ids of entries up to seq 4095, layer 1 up to 16383, and so on by fours; each has 12 bits for every
 * entry it can have. A layer is made of blocks of 512 bits; an id sets 7 bits of one block. Fourteen blocks are a page,
 * one row. Pages are read when first asked for and kept until the transaction ends.
 */
#ifndef PTS_LEDGER_JOURNAL_ID_FILTER_H
#define PTS_LEDGER_JOURNAL_ID_FILTER_H

#include "domain/ids.h"
#include "ledger/core/core.h"

/* The layer of the ids of entry `seq`, and the first entry of a layer. */
int id_filter_layer(int64_t seq);
int64_t id_filter_first(int layer);

/* Notes that entry `seq` has the id. */
int id_filter_add(struct ledger *l, int64_t book, int64_t seq, enum id_kind kind, int64_t a);

/* May an entry of the layer have an id with this `a`? False: none has. */
int id_filter_may_have(struct ledger *l, int64_t book, int layer, enum id_kind kind, int64_t a, bool *may);

/* Writes the pages that changed. */
int id_filter_flush(struct ledger *l);

void id_filter_forget(struct ledger *l);

#endif
