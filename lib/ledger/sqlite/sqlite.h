/*
 * The SQLite engine: a ledger is one file.
 */
#ifndef PTS_LEDGER_SQLITE_H
#define PTS_LEDGER_SQLITE_H

#include "ledger/db.h"

extern const struct db_driver sqlite_driver;

/* Engine-private pieces of the driver. */
int sqlite_check_path(const char *path, enum db_mode mode, struct diag *d);
bool sqlite_note_error(struct db *db, int rc);

#endif
