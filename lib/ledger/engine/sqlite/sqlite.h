/*
 * The SQLite engine: a ledger is one file.
 */
#ifndef PTS_LEDGER_ENGINE_SQLITE_SQLITE_H
#define PTS_LEDGER_ENGINE_SQLITE_SQLITE_H

#include "ledger/engine/db.h"

extern const struct db_driver sqlite_driver;

/* path.c: whether a ledger can be made at `path`; reported. */
int sqlite_check_new(const char *path, struct diag *d);

#endif
