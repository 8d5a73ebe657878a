/* What SQLite's result codes mean. */
#include "ledger/engine/sqlite/internal.h"

#include <stdio.h>

static enum db_error meaning(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return DB_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DB_BUSY;
	case SQLITE_CONSTRAINT:
		return rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ? DB_DUPLICATE : DB_REFUSED;
	case SQLITE_IOERR:
	case SQLITE_FULL:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
		return DB_IO;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return DB_CORRUPT;
	default:
		return DB_OTHER;
	}
}

bool sqlite_note_error(struct db *db, int rc)
{
	db->error = meaning(rc);
	if (db->error == DB_OK)
		return true;
	snprintf(db->text, sizeof db->text, "%s", sqlite3_errmsg(sqlite_handle(db)));
	return false;
}
