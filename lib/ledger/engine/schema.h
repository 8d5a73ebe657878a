/*
 * The schema, from its template.
 */
#ifndef PTS_LEDGER_ENGINE_SCHEMA_H
#define PTS_LEDGER_ENGINE_SCHEMA_H

#include "ledger/engine/db.h"

/* The statements that make all tables, indexes and guards, in the words of an engine; the caller frees the text. */
char *schema_text(const struct db_dialect *dialect);

/* Makes them in an empty database, in one transaction. */
int schema_create(struct db *db);

#endif
