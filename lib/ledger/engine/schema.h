/*
 * The schema: from its template to a database, and whether a database still has it.
 */
#ifndef PTS_LEDGER_ENGINE_SCHEMA_H
#define PTS_LEDGER_ENGINE_SCHEMA_H

#include "ledger/engine/db.h"

/* Makes all tables, indexes and guards in an empty database, in one transaction. */
int schema_create(struct db *db);

/*
 * Compares the database's schema with what this version makes. A ledger to be used is refused at the first
 * difference, EX_NOINPUT. With `inspect` each is reported as a finding and 0 returned, unless tables differ: then
 * EX_REFUSED, because nothing more can be read for sure.
 */
int schema_check(struct db *db, struct diag *diag, bool inspect);

#endif
