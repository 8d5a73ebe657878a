/* Opening a ledger. */
#include "ledger/engine/sqlite/internal.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/engine/sqlite/queue.h"

enum {
	APPLICATION_ID = 0x70747331, /* "pts1" */
	SCHEMA_VERSION = 1,
	BUSY_SECONDS = 15,
	MAX_BLOB = 1 << 20
};

/* Random short sleeps up to a deadline: SQLite's own waiting starves one-shot writers (engines are measured in make bench). */
static int wait_busy(void *arg, int calls)
{
	static struct timespec deadline;
	struct timespec now, pause = {0, 0};
	unsigned r;

	(void)arg;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (calls == 0) {
		deadline = now;
		deadline.tv_sec += BUSY_SECONDS;
	}
	if (now.tv_sec > deadline.tv_sec || (now.tv_sec == deadline.tv_sec && now.tv_nsec >= deadline.tv_nsec))
		return 0;
	sqlite3_randomness(sizeof r, &r);
	pause.tv_nsec = 100000 + (long)(r % 1900000u);
	nanosleep(&pause, NULL);
	return 1;
}

static bool harden(struct db *db, enum db_mode mode)
{
	sqlite3 *h = sqlite_handle(db);

	sqlite3_busy_handler(h, wait_busy, NULL);
	sqlite3_limit(h, SQLITE_LIMIT_LENGTH, MAX_BLOB);
	sqlite3_limit(h, SQLITE_LIMIT_SQL_LENGTH, MAX_BLOB);
	sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	return sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL) == SQLITE_OK &&
	       sqlite_script(db, "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=1; PRAGMA foreign_keys=1; PRAGMA cache_size=-65536;"
			  /* WAL loses commits in the versions Debian ships; TRUNCATE with EXTRA lost none in simulated power cuts. */
			  "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;") &&
	       /* Who only reads goes along the tables: a large cache would only make his memory grow with the ledger. */
	       (mode != DB_READ || sqlite_script(db, "PRAGMA query_only=1; PRAGMA cache_size=-8192"));
}

/* The row of a pragma that has one. False when it cannot be read. */
static bool read_pragma(struct db *db, const char *sql, sqlite3_stmt **st)
{
	*st = NULL;
	return sqlite_note_error(db, sqlite3_prepare_v2(sqlite_handle(db), sql, -1, st, NULL)) && sqlite_note_error(db, sqlite3_step(*st));
}

static bool pragma_value(struct db *db, const char *sql, int64_t *v)
{
	sqlite3_stmt *st;
	bool ok = read_pragma(db, sql, &st);

	if (ok)
		*v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return ok;
}

static bool is_utf8(struct db *db, bool *is)
{
	sqlite3_stmt *st;
	bool ok = read_pragma(db, "PRAGMA encoding", &st);
	const char *encoding = ok ? (const char *)sqlite3_column_text(st, 0) : NULL;

	*is = encoding && strcmp(encoding, "UTF-8") == 0;
	sqlite3_finalize(st);
	return ok;
}

/* An exclusive create, so that two pts-init at once cannot both win, with the mode a shared ledger needs. */
static int create_file(const char *path, struct diag *d)
{
	mode_t old = umask(0);
	int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0660);

	umask(old);
	if (fd < 0)
		return diag_error(d, EX_CANTCREAT, "%s: %m", path);
	close(fd);
	return 0;
}

static int unreadable(struct db *db, const char *path, struct diag *d)
{
	if (sqlite3_errcode(sqlite_handle(db)) == SQLITE_NOTADB)
		return diag_error(d, EX_NOINPUT, _("%s is no ledger: %s"), path, db->text);
	return db_fail(db);
}

static int recognise(struct db *db, const char *path, struct diag *d)
{
	int64_t id, version;
	bool utf8;

	if (!pragma_value(db, "PRAGMA application_id", &id) || !is_utf8(db, &utf8) || !pragma_value(db, "PRAGMA user_version", &version))
		return unreadable(db, path, d);
	if (id != APPLICATION_ID || !utf8)
		return diag_error(d, EX_NOINPUT, _("%s is no ledger of this toolkit"), path);
	if (version != SCHEMA_VERSION)
		return diag_error(d, EX_NOINPUT, _("%s was made by another version of the toolkit"), path);
	return 0;
}

/* What SQLite is to open, and how; a path is checked first, and a new file made. */
static int find_file(const char *where, enum db_mode mode, const char **name, int *flags, struct diag *d)
{
	int rc;

	*name = where;
	*flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	if (mode == DB_MEMORY) {
		*name = ":memory:";
		return 0;
	}
	rc = sqlite_check_path(where, mode, d);
	if (rc == 0 && mode == DB_CREATE)
		rc = create_file(where, d);
	if (rc == 0 && !sqlite_may_write(where))
		*flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	return rc;
}

/* Large pages: a row of the journal is a quarter of a kilobyte, and the tree over them stays low. */
static bool make_empty(struct db *db, enum db_mode mode)
{
	return (mode != DB_CREATE && mode != DB_MEMORY) ||
	       sqlite_script(db, "PRAGMA page_size=16384; PRAGMA application_id=1886679857; PRAGMA user_version=1; PRAGMA encoding='UTF-8'");
}

int sqlite_open(struct db *db, const char *where, enum db_mode mode, struct diag *d)
{
	const char *name;
	struct sqlite *e;
	sqlite3 *h = NULL;
	int flags, rc = find_file(where, mode, &name, &flags, d);

	if (rc)
		return rc;
	/* Nobody asks how much memory SQLite has, and counting it takes a lock for each piece. Too late is no harm. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	rc = sqlite3_open_v2(name, &h, flags, NULL);
	e = db->engine = xcalloc(1, sizeof *e);
	e->handle = h;
	e->queue = mode == DB_READ ? NULL : queue_new(db);
	if (!h)
		return diag_error(d, EX_SOFTWARE, _("out of memory"));
	if (!sqlite_note_error(db, rc))
		return db->error == DB_IO ? diag_error(d, EX_NOINPUT, "%s: %s", where, db->text) : db_fail(db);
	if (!(make_empty(db, mode) && sqlite_add_each(db) && harden(db, mode)))
		return unreadable(db, where, d);
	return recognise(db, where, d);
}

void sqlite_close(struct db *db)
{
	struct sqlite *e = db->engine;

	if (e)
		sqlite3_close(e->handle);
	free(e);
}
