#include "ledger/engine/db.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

extern const struct sql *const __start_pts_sql[];
extern const struct sql *const __stop_pts_sql[];

const struct sql *const *db_statements(size_t *n)
{
	*n = (size_t)(__stop_pts_sql - __start_pts_sql);
	return __start_pts_sql;
}

static struct db_slot *slot_of(struct db *db, const struct sql *sql)
{
	size_t i = ((uintptr_t)sql >> 4) * 2654435761u % DB_SLOTS;

	for (size_t probe = 0; probe < DB_SLOTS; probe++, i = (i + 1) % DB_SLOTS) {
		struct db_slot *slot = &db->slots[i];
		if (!slot->sql)
			slot->sql = sql;
		if (slot->sql == sql)
			return slot;
	}
	bug("more than %d statements", DB_SLOTS);
}

static int failed_code(const struct db *db)
{
	switch (db->error) {
	case DB_BUSY:
		return EX_TEMPFAIL;
	case DB_IO:
	case DB_FULL:
		return EX_IOERR;
	case DB_READONLY:
		return EX_NOPERM;
	case DB_CORRUPT:
		return EX_DATAERR;
	/* A key, a CHECK or a guard is no rule of the scheme: the library let something through that it must not. */
	case DB_REFUSED:
	case DB_DUPLICATE:
	case DB_NOMEM:
	default:
		return EX_SOFTWARE;
	}
}

static int report(struct db *db)
{
	int code = failed_code(db);

	switch (db->error) {
	case DB_BUSY:
		return diag_error(db->diag, code, _("the ledger is busy; nothing was written, try again"));
	case DB_FULL:
		return diag_error(db->diag, code, _("no space left on the ledger's disk: make room, then try again"));
	case DB_READONLY:
		return diag_error(db->diag, code, _("the ledger cannot be written: %s"), db->text);
	case DB_NOMEM:
		return diag_error(db->diag, code, _("out of memory"));
	default:
		return diag_error(db->diag, code, _("the ledger's database says: %s"), db->text);
	}
}

int db_fail(struct db *db)
{
	int code = report(db);

	if (db->writing)
		db->failed = code;
	db->last = code;
	return code;
}

static bool prepared(struct db *db, struct db_slot *slot)
{
	if (!slot->st)
		slot->st = (slot->each ? db->driver->prepare_each : db->driver->prepare)(db, slot->sql);
	if (!slot->st && db->error == DB_OTHER)
		bug("%s cannot be prepared: %s\n%s", slot->sql->name, db->text, slot->sql->text);
	return slot->st != NULL;
}

static size_t read_args(struct db_arg args[static DB_ARGS], const struct sql *sql, const char *types, va_list ap)
{
	size_t n;

	for (n = 0; types[n]; n++) {
		if (n == DB_ARGS)
			bug("%s has more than %d parameters", sql->name, DB_ARGS);
		args[n] = (struct db_arg){.type = types[n]};
		if (types[n] == 'i')
			args[n].i = va_arg(ap, int64_t);
		else
			args[n].t = va_arg(ap, const void *);
		if (types[n] == 'b')
			args[n].i = (int64_t)va_arg(ap, size_t);
		else if (types[n] == 't' && args[n].t)
			args[n].i = (int64_t)strlen(args[n].t);
	}
	return n;
}

static void release(struct db *db, struct db_slot *slot)
{
	db->driver->end(db, slot->st);
	slot->busy = false;
}

void db_guard(struct db *db)
{
	db->guarded = getenv("PTS_DEBUG_LOCKS") != NULL;
}

void db_check_guard(const struct db *db, const char *what)
{
	if (db->guarded && !db->in_transaction)
		bug("%s outside a transaction", what);
}

/* Prepares a statement on first use. */
static int find_slot(struct db *db, const struct sql *sql, struct db_slot **out)
{
	db_check_guard(db, sql->name);
	*out = slot_of(db, sql);
	if (db->failed)
		return db->failed;
	return prepared(db, *out) ? 0 : db_fail(db);
}

static int acquire_args(struct db *db, const struct sql *sql, struct db_slot **out, const struct db_arg *args, size_t n)
{
	struct db_slot *slot;
	int rc = find_slot(db, sql, &slot);

	*out = NULL;
	if (rc)
		return rc;
	if (slot->busy)
		bug("%s is already running", sql->name);
	if (!db->driver->start(db, slot->st))
		return db_fail(db);
	if (!db->driver->bind(db, slot->st, args, n)) {
		if (db->error == DB_OTHER)
			bug("%s: a parameter cannot be bound: %s\n%s", sql->name, db->text, sql->text);
		rc = db_fail(db);
		db->driver->end(db, slot->st);
		return rc;
	}
	slot->busy = true;
	*out = slot;
	return 0;
}

static int acquire(struct db *db, const struct sql *sql, struct db_slot **out, const char *types, va_list ap)
{
	struct db_arg args[DB_ARGS];

	return acquire_args(db, sql, out, args, read_args(args, sql, types, ap));
}

static int run(struct db *db, struct db_slot *slot, int64_t *changes)
{
	int got = db->driver->step(db, slot->st), rc = got < 0 ? db_fail(db) : 0;

	if (got == 1)
		bug("%s returned a row to db_run\n%s", slot->sql->name, slot->sql->text);
	if (changes)
		*changes = db->driver->changes(db);
	release(db, slot);
	return rc;
}

int db_run(struct db *db, const struct sql *sql, int64_t *changes, const char *types, ...)
{
	struct db_slot *slot;
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = acquire(db, sql, &slot, types, ap);
	va_end(ap);
	return rc ? rc : run(db, slot, changes);
}

int db_later_args(struct db *db, const struct sql *sql, const char *types, const struct db_arg *args)
{
	struct db_slot *slot;
	int rc = find_slot(db, sql, &slot);

	if (!db->writing)
		bug("%s outside a writing transaction", sql->name);
	if (rc)
		return rc;
	return db->driver->put(db, slot->st, types, args) ? 0 : db_fail(db);
}

int db_later(struct db *db, const struct sql *sql, const char *types, ...)
{
	struct db_arg args[DB_ARGS];
	va_list ap;

	va_start(ap, types);
	read_args(args, sql, types, ap);
	va_end(ap);
	return db_later_args(db, sql, types, args);
}

int db_catch_up(struct db *db)
{
	if (db->failed)
		return db->failed;
	return db->driver->catch_up(db) ? 0 : db_fail(db);
}

void db_query_v(struct db *db, struct rows *r, const struct sql *sql, const char *types, va_list ap)
{
	*r = (struct rows){.db = db};
	r->rc = acquire(db, sql, &r->slot, types, ap);
}

void db_query(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	db_query_v(db, r, sql, types, ap);
	va_end(ap);
}

bool db_next(struct rows *r)
{
	int got = 0;

	if (r->slot && !r->rc) {
		got = r->db->driver->step(r->db, r->slot->st);
		if (got < 0)
			r->rc = db_fail(r->db);
	}
	if (got != 1)
		db_end(r);
	return got == 1;
}

int db_end(struct rows *r)
{
	if (r->slot)
		release(r->db, r->slot);
	r->slot = NULL;
	return r->rc;
}

bool db_one(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	db_query_v(db, r, sql, types, ap);
	va_end(ap);
	return db_next(r);
}

int64_t db_int(const struct rows *r, int col)
{
	const struct db_driver *drv = r->db->driver;
	int64_t v = drv->get_int(r->slot->st, col);

	/* NULL reads as 0, which saves asking for all the others. */
	return v == 0 && drv->is_null(r->slot->st, col) ? BLANK : v;
}

const char *db_text(const struct rows *r, int col)
{
	const char *s = r->db->driver->get_text(r->slot->st, col);

	return s ? s : "";
}

size_t db_bytes(const struct rows *r, int col, const void **bytes)
{
	return r->db->driver->get_bytes(r->slot->st, col, bytes);
}

bool db_row(const struct rows *r, const char *columns, union db_cell *cells)
{
	return r->db->driver->get_row(r->slot->st, columns, cells);
}

int db_each(struct db *db, const struct sql *sql, const char *columns, db_row_f *f, void *ctx, const char *types, ...)
{
	struct db_slot *slot;
	va_list ap;
	int rc;

	slot_of(db, sql)->each = true;
	va_start(ap, types);
	rc = acquire(db, sql, &slot, types, ap);
	va_end(ap);
	if (rc)
		return rc;
	if (!db->driver->each(db, slot->st, columns, f, ctx, &rc))
		rc = db_fail(db);
	release(db, slot);
	return rc;
}

bool db_null(const struct rows *r, int col)
{
	return r->db->driver->is_null(r->slot->st, col);
}

int db_run_args(struct db *db, const struct sql *sql, const struct db_arg *args, size_t n)
{
	struct db_slot *slot;
	int rc = acquire_args(db, sql, &slot, args, n);

	return rc ? rc : run(db, slot, NULL);
}

void db_query_args(struct db *db, struct rows *r, const struct sql *sql, const struct db_arg *args, size_t n)
{
	*r = (struct rows){.db = db};
	r->rc = acquire_args(db, sql, &r->slot, args, n);
}

const struct sql *db_intern(const char *name, const char *text)
{
	struct node {
		struct sql sql; /* first, so that a node is its statement */
		struct node *next;
	};
	static struct node *list;

	for (struct node *n = list; n; n = n->next)
		if (strcmp(n->sql.text, text) == 0)
			return &n->sql;
	struct node *n = xcalloc(1, sizeof *n);
	n->sql = (struct sql){name, xstrdup(text)};
	n->next = list;
	list = n;
	return &n->sql;
}

int db_begin(struct db *db, bool write)
{
	int rc;

	if (db->in_transaction)
		bug("a transaction inside a transaction");
	rc = db->driver->begin(db, write) ? 0 : db_fail(db);
	db->in_transaction = rc == 0;
	db->writing = rc == 0 && write;
	return rc;
}

/* A commit that failed may have taken place all the same; with its ids the command can be repeated and does nothing twice. */
static int outcome_unknown(struct db *db, const char *repeat)
{
	db->failed = diag_error(db->diag, EX_TEMPFAIL, _("the outcome is unknown (%s): repeat: %s"), db->text, repeat ? repeat : "");
	return db->failed;
}

int db_commit(struct db *db, const char *repeat)
{
	enum db_commit how;
	int rc = db_catch_up(db);

	if (rc)
		return rc;
	how = db->driver->commit(db);
	if (how != DB_COMMITTED)
		return how == DB_NOT_COMMITTED ? db_fail(db) : outcome_unknown(db, repeat);
	db->in_transaction = db->writing = false;
	return 0;
}

void db_rollback(struct db *db)
{
	if (db->in_transaction)
		db->driver->rollback(db);
	db->failed = 0;
	db->in_transaction = db->writing = false;
}

int db_script(struct db *db, const char *text)
{
	return db->driver->script(db, text) ? 0 : db_fail(db);
}

int db_check_schema(struct db *db, bool inspect)
{
	return db->driver->check_schema(db, inspect);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < DB_SLOTS; i++)
		if (db->slots[i].st)
			db->driver->finalize(db->slots[i].st);
	db->driver->close(db);
	free(db);
}
