/* What SQLite's result codes mean, and in which words they are told. */
#include "ledger/engine/sqlite/internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"

/* The errno of the last failed call on the ledger's own file. */
static int file_errno(struct db *db)
{
	int error = 0;

	sqlite3_file_control(sqlite_handle(db), "main", SQLITE_FCNTL_LAST_ERRNO, &error);
	return error;
}

static bool is_full(int error)
{
	return error == ENOSPC || error == EDQUOT;
}

/* A failed sync may have written: such a disk is not called full, so that the outcome of a commit is told as unknown. */
static enum db_error meaning_of_io(int rc, int error)
{
	if (rc == SQLITE_IOERR_NOMEM)
		return DB_NOMEM;
	if ((rc == SQLITE_IOERR_WRITE || (rc & 0xff) == SQLITE_CANTOPEN) && is_full(error))
		return DB_FULL;
	return error == EACCES || error == EPERM || error == EROFS ? DB_READONLY : DB_IO;
}

/* `error` is the errno that belongs to rc, if any. */
static enum db_error meaning(int rc, int error)
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
	case SQLITE_CANTOPEN:
		return meaning_of_io(rc, error);
	case SQLITE_FULL:
		return DB_FULL;
	case SQLITE_READONLY:
		return DB_READONLY;
	case SQLITE_NOMEM:
		return DB_NOMEM;
	case SQLITE_CORRUPT:
		/* SQLite calls a file corrupt whose bytes the disk does not give. */
		return error ? DB_IO : DB_CORRUPT;
	case SQLITE_NOTADB:
		return DB_CORRUPT;
	default:
		return DB_OTHER;
	}
}

static int errno_of(struct db *db, int rc)
{
	int error;

	switch (rc & 0xff) {
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return sqlite3_system_errno(sqlite_handle(db));
	case SQLITE_CORRUPT:
		error = file_errno(db);
		return error == EIO || error == ENXIO ? error : 0;
	default:
		return 0;
	}
}

static const char *words(struct db *db, int rc)
{
	switch (rc) {
	case SQLITE_READONLY_DIRECTORY:
		return _("this user may not write in its folder");
	case SQLITE_READONLY_ROLLBACK:
		return _("a write was interrupted; its owner has to run pts-check, which undoes it");
	case SQLITE_READONLY_DBMOVED:
		return _("its file was moved or removed meanwhile");
	default:
		return (rc & 0xff) == SQLITE_CORRUPT && db->error == DB_IO ? sqlite3_errstr(SQLITE_IOERR) : sqlite3_errmsg(sqlite_handle(db));
	}
}

bool sqlite_note_error(struct db *db, int rc)
{
	int error = errno_of(db, rc);

	db->error = meaning(rc, error);
	if (db->error == DB_OK)
		return true;
	if (error)
		snprintf(db->text, sizeof db->text, "%s (%s)", words(db, rc), strerror(error));
	else
		snprintf(db->text, sizeof db->text, "%s", words(db, rc));
	return false;
}
