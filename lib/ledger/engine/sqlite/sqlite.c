#include "ledger/engine/sqlite/sqlite.h"

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

enum {
	APPLICATION_ID = 0x70747331, /* "pts1" */
	SCHEMA_VERSION = 1,
	BUSY_SECONDS = 15,
	MAX_BLOB = 1 << 20
};

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

static bool script(struct db *db, const char *sql)
{
	return sqlite_note_error(db, sqlite3_exec(sqlite_handle(db), sql, NULL, NULL, NULL));
}

static bool harden(struct db *db, enum db_mode mode)
{
	sqlite3 *h = sqlite_handle(db);

	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_handler(h, wait_busy, NULL);
	sqlite3_limit(h, SQLITE_LIMIT_LENGTH, MAX_BLOB);
	sqlite3_limit(h, SQLITE_LIMIT_SQL_LENGTH, MAX_BLOB);
	sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	return sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL) == SQLITE_OK &&
	       script(db, "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=1; PRAGMA foreign_keys=1; PRAGMA cache_size=-65536;"
			  /* WAL loses commits in the versions Debian ships; TRUNCATE with EXTRA lost none in simulated power cuts. */
			  "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;") &&
	       /* Who only reads goes along the tables: a large cache would only make his memory grow with the ledger. */
	       (mode != DB_READ || script(db, "PRAGMA query_only=1; PRAGMA cache_size=-8192"));
}

static int64_t pragma_value(struct db *db, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t v = -1;

	if (sqlite3_prepare_v2(sqlite_handle(db), sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return v;
}

static bool is_utf8(struct db *db)
{
	sqlite3_stmt *st = NULL;
	bool ok = sqlite3_prepare_v2(sqlite_handle(db), "PRAGMA encoding", -1, &st, NULL) == SQLITE_OK &&
		  sqlite3_step(st) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(st, 0), "UTF-8") == 0;

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

static int recognise(struct db *db, const char *path, struct diag *d)
{
	int64_t id = pragma_value(db, "PRAGMA application_id");

	if (id < 0)
		return diag_error(d, EX_NOINPUT, _("%s is no ledger: %s"), path, sqlite3_errmsg(sqlite_handle(db)));
	if (id != APPLICATION_ID || !is_utf8(db))
		return diag_error(d, EX_NOINPUT, _("%s is no ledger of this toolkit"), path);
	if (pragma_value(db, "PRAGMA user_version") != SCHEMA_VERSION)
		return diag_error(d, EX_NOINPUT, _("%s was made by another version of the toolkit"), path);
	return 0;
}

/* What SQLite is to open, and how; a path is checked first, and a new file made. */
static int find_file(const char *where, enum db_mode mode, const char **name, int *flags, struct diag *d)
{
	int rc;

	*name = where;
	*flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	if (mode == DB_MEMORY) {
		*name = ":memory:";
		return 0;
	}
	rc = sqlite_check_path(where, mode, d);
	if (rc == 0 && mode == DB_CREATE)
		rc = create_file(where, d);
	/* Readers open for writing too when they may: only so can a journal left by a power cut be rolled back. */
	if (rc == 0 && access(where, W_OK) != 0)
		*flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
	return rc;
}

static int open_file(struct db *db, const char *where, enum db_mode mode, struct diag *d)
{
	const char *name;
	sqlite3 *h = NULL;
	int flags, rc = find_file(where, mode, &name, &flags, d);

	if (rc)
		return rc;
	/* Nobody asks how much memory SQLite has, and counting it takes a lock for each piece. Too late is no harm. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	rc = sqlite3_open_v2(name, &h, flags, NULL);
	db->engine = h;
	if (rc != SQLITE_OK)
		return diag_error(d, EX_NOINPUT, "%s: %s", where, h ? sqlite3_errmsg(h) : sqlite3_errstr(rc));
	if (mode == DB_CREATE || mode == DB_MEMORY)
		/* Large pages: a row of the journal is a quarter of a kilobyte, and the tree over them stays low. */
		script(db, "PRAGMA page_size=16384; PRAGMA application_id=1886679857; PRAGMA user_version=1; PRAGMA encoding='UTF-8'");
	if (!(sqlite_add_each(db) && harden(db, mode)) && db->error != DB_CORRUPT)
		return db_status(db);
	return recognise(db, where, d);
}

static void close_file(struct db *db)
{
	sqlite3_close(sqlite_handle(db));
}

/* The n of SQLite's i-th parameter, $n; 0 for that of a walk (rows.c). */
static int parameter_number(sqlite3_stmt *st, int i)
{
	const char *name = sqlite3_bind_parameter_name(st, i);

	if (name && strcmp(name, EACH_PARAMETER) == 0)
		return 0;
	long n = name && *name == '$' ? strtol(name + 1, NULL, 10) : 0;

	if (n < 1 || n >= MAX_PARAMETERS)
		bug("parameters are called $1 to $%d: %s", MAX_PARAMETERS - 1, sqlite3_sql(st));
	return (int)n;
}

struct stmt *sqlite_prepare(struct db *db, const char *sql)
{
	struct stmt *st = xcalloc(1, sizeof *st);

	if (!sqlite_note_error(db, sqlite3_prepare_v3(sqlite_handle(db), sql, -1, SQLITE_PREPARE_PERSISTENT, &st->st, NULL))) {
		free(st);
		return NULL;
	}
	for (int i = sqlite3_bind_parameter_count(st->st); i > 0; i--)
		st->params[parameter_number(st->st, i)] = i;
	return st;
}

static void finalize(struct stmt *st)
{
	sqlite3_finalize(st->st);
	free(st);
}

static int bind_one(sqlite3_stmt *st, int n, const struct db_arg *a)
{
	if (a->type == 'i' ? a->i == BLANK : !a->t)
		return sqlite3_bind_null(st, n);
	if (a->type == 'i')
		return sqlite3_bind_int64(st, n, a->i);
	if (a->type == 't')
		return sqlite3_bind_text64(st, n, a->t, (sqlite3_uint64)a->i, SQLITE_STATIC, SQLITE_UTF8);
	if (a->type == 'b')
		return sqlite3_bind_blob64(st, n, a->t, (sqlite3_uint64)a->i, SQLITE_STATIC);
	bug("parameter type `%c`", a->type);
}

static bool bind(struct stmt *st, const struct db_arg *args, size_t n)
{
	bool ok = n < sizeof st->params / sizeof *st->params;

	for (size_t i = 0; i < n && ok; i++)
		ok = bind_one(st->st, st->params[i + 1], &args[i]) == SQLITE_OK;
	return ok;
}

static int step(struct db *db, struct stmt *st)
{
	int rc = sqlite3_step(st->st);

	/* What goes well leaves db->error alone: the other thread may be about to tell of its own. */
	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE || sqlite_note_error(db, rc) ? 0 : -1;
}

static void reset(struct stmt *st)
{
	sqlite3_reset(st->st);
}

static bool is_null(struct stmt *st, int col)
{
	return sqlite3_column_type(st->st, col) == SQLITE_NULL;
}

static int64_t get_int(struct stmt *st, int col)
{
	return sqlite3_column_int64(st->st, col);
}

static const char *get_text(struct stmt *st, int col)
{
	return (const char *)sqlite3_column_text(st->st, col);
}

static size_t get_bytes(struct stmt *st, int col, const void **bytes)
{
	*bytes = sqlite3_column_blob(st->st, col);
	return (size_t)sqlite3_column_bytes(st->st, col);
}

static int64_t changes(struct db *db)
{
	return sqlite3_changes64(sqlite_handle(db));
}

const struct db_driver sqlite_driver = {
	.open = open_file,
	.close = close_file,
	.script = script,
	.prepare = sqlite_prepare,
	.prepare_each = sqlite_prepare_each,
	.finalize = finalize,
	.bind = bind,
	.step = step,
	.reset = reset,
	.is_null = is_null,
	.get_int = get_int,
	.get_text = get_text,
	.get_bytes = get_bytes,
	.get_row = sqlite_get_row,
	.each = sqlite_each,
	.changes = changes,
	.sound = sqlite_sound,
	.sound_but = sqlite_sound_but,
};
