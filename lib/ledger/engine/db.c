#include "ledger/engine/db.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/engine/write_queue.h"

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
		return EX_IOERR;
	case DB_CORRUPT:
		return EX_DATAERR;
	/* A key, a CHECK or a guard is no rule of the scheme: the library let something through that it must not. */
	case DB_REFUSED:
	case DB_DUPLICATE:
	default:
		return EX_SOFTWARE;
	}
}

static int report(struct db *db)
{
	int code = failed_code(db);

	db->reported = true;
	if (code == EX_TEMPFAIL)
		return diag_error(db->diag, code, _("the ledger is busy; nothing was written, try again"));
	return diag_error(db->diag, code, _("the ledger's database says: %s"), db->text);
}

/* The engine has failed: reports it, and lets nothing more happen in a writing transaction. */
static int fail(struct db *db)
{
	int code = report(db);

	if (db->writing)
		db->failed = code;
	return code;
}

int db_status(struct db *db)
{
	return db->reported ? failed_code(db) : report(db);
}

static bool prepared(struct db *db, struct db_slot *slot)
{
	if (!slot->st)
		slot->st = (slot->each ? db->driver->prepare_each : db->driver->prepare)(db, slot->sql->text);
	if (!slot->st && db->error == DB_OTHER)
		bug("%s cannot be prepared: %s\n%s", slot->sql->name, db->text, slot->sql->text);
	return slot->st != NULL;
}

void db_bind(struct db *db, struct db_slot *slot, const struct db_arg *args, size_t n)
{
	if (!db->driver->bind(slot->st, args, n))
		bug("%s: a parameter cannot be bound: %s\n%s", slot->sql->name, db->text, slot->sql->text);
}

size_t db_args(struct db_arg args[static DB_ARGS], const struct sql *sql, const char *types, va_list ap)
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

static void bind_all(struct db *db, struct db_slot *slot, const char *types, va_list ap)
{
	struct db_arg args[DB_ARGS];
	size_t n = db_args(args, slot->sql, types, ap);

	db_bind(db, slot, args, n);
}

static int enter(struct db *db, struct db_slot *slot)
{
	if (db->failed)
		return db->failed;
	return !db->behind || behind_enter(db->behind, slot) ? 0 : fail(db);
}

static void leave(struct db *db)
{
	if (db->behind)
		behind_leave(db->behind);
}

static void release(struct db *db, struct db_slot *slot)
{
	db->driver->reset(slot->st);
	slot->busy = false;
	leave(db);
}

static int take_slot(struct db *db, const struct sql *sql, struct db_slot **out)
{
	struct db_slot *slot = slot_of(db, sql);
	int rc = enter(db, slot);

	*out = NULL;
	if (rc)
		return rc;
	if (!prepared(db, slot)) {
		rc = fail(db);
		leave(db);
		return rc;
	}
	if (slot->busy)
		bug("%s is already running", sql->name);
	slot->busy = true;
	*out = slot;
	return 0;
}

static int acquire(struct db *db, const struct sql *sql, struct db_slot **out, const char *types, va_list ap)
{
	int rc = take_slot(db, sql, out);

	if (rc == 0)
		bind_all(db, *out, types, ap);
	return rc;
}

static int acquire_args(struct db *db, const struct sql *sql, struct db_slot **out, const struct db_arg *args, size_t n)
{
	int rc = take_slot(db, sql, out);

	if (rc == 0)
		db_bind(db, *out, args, n);
	return rc;
}

static int run(struct db *db, struct db_slot *slot, int64_t *changes)
{
	int got = db->driver->step(db, slot->st), rc = got < 0 ? fail(db) : 0;

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

/* Prepares a statement that is to run behind; the connection is needed for that. */
static int prepare_later(struct db *db, struct db_slot *slot)
{
	int rc = slot->st ? 0 : enter(db, slot);

	if (slot->st || rc)
		return rc;
	if (!prepared(db, slot))
		rc = fail(db);
	leave(db);
	return rc;
}

int db_later_args(struct db *db, const struct sql *sql, const char *types, const struct db_arg *args)
{
	struct db_slot *slot = slot_of(db, sql);
	int rc = db->failed;

	if (!db->in_transaction || !db->behind)
		bug("%s runs behind outside a writing transaction", sql->name);
	if (rc == 0)
		rc = prepare_later(db, slot);
	if (rc)
		return rc;
	return behind_put(db->behind, slot, types, args) ? 0 : fail(db);
}

int db_later(struct db *db, const struct sql *sql, const char *types, ...)
{
	struct db_arg args[DB_ARGS];
	va_list ap;

	va_start(ap, types);
	db_args(args, sql, types, ap);
	va_end(ap);
	return db_later_args(db, sql, types, args);
}

int db_catch_up(struct db *db)
{
	if (db->failed)
		return db->failed;
	return !db->behind || behind_catch_up(db->behind) ? 0 : fail(db);
}

int db_query_v(struct db *db, struct rows *r, const struct sql *sql, const char *types, va_list ap)
{
	*r = (struct rows){.db = db};
	r->rc = acquire(db, sql, &r->slot, types, ap);
	return r->rc;
}

int db_query(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	db_query_v(db, r, sql, types, ap);
	va_end(ap);
	return r->rc;
}

int db_next(struct rows *r)
{
	int got = r->rc ? -1 : 0;

	if (r->slot && !r->rc)
		got = r->db->driver->step(r->db, r->slot->st);
	if (got < 0 && !r->rc)
		r->rc = fail(r->db);
	if (got != 1)
		db_end(r);
	return got;
}

int db_end(struct rows *r)
{
	if (r->slot)
		release(r->db, r->slot);
	r->slot = NULL;
	return r->rc;
}

int db_one(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...)
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
		rc = fail(db);
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

int db_query_args(struct db *db, struct rows *r, const struct sql *sql, const struct db_arg *args, size_t n)
{
	*r = (struct rows){.db = db};
	r->rc = acquire_args(db, sql, &r->slot, args, n);
	return r->rc;
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

/* Takes the connection for a statement about the transaction itself; the script's success. */
static bool control(struct db *db, const char *sql)
{
	bool ok = db->driver->script(db, sql);

	leave(db);
	return ok;
}

int db_begin(struct db *db, bool write)
{
	int rc;

	if (db->in_transaction)
		bug("a transaction inside a transaction");
	/* Not later: a query that is open now would not have taken the connection that it gives back. */
	if (write && !db->behind)
		db->behind = behind_new(db);
	db->reported = false;
	rc = enter(db, NULL);
	if (rc == 0 && !control(db, write ? "BEGIN IMMEDIATE" : "BEGIN"))
		rc = fail(db);
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
	int rc = enter(db, NULL);

	if (rc)
		return rc;
	if (!control(db, "COMMIT"))
		return db->error == DB_BUSY ? fail(db) : outcome_unknown(db, repeat);
	db->in_transaction = db->writing = false;
	return 0;
}

void db_rollback(struct db *db)
{
	if (!db->in_transaction)
		return;
	if (db->behind)
		behind_drop(db->behind);
	db->failed = 0;
	/* After some failures the engine has rolled back by itself; then this one only says so. */
	if (enter(db, NULL) == 0)
		control(db, "ROLLBACK");
	db->in_transaction = db->writing = false;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	behind_free(db->behind);
	for (size_t i = 0; i < DB_SLOTS; i++)
		if (db->slots[i].st)
			db->driver->finalize(db->slots[i].st);
	db->driver->close(db);
	free(db);
}
