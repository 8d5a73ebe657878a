/*
 * The SQLite engine: a ledger is one file.
 */
#ifndef PTS_LEDGER_SQLITE_H
#define PTS_LEDGER_SQLITE_H

#include "ledger/db.h"

extern const struct db_driver sqlite_driver;

/* path.c: whether there can be a ledger at `path`; reported. */
int sqlite_check_path(const char *path, enum db_mode mode, struct diag *d);

#endif
