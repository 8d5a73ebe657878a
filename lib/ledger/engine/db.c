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

static bool enter(struct db *db, struct db_slot *slot)
{
	return !db->behind || behind_enter(db->behind, slot);
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

static struct db_slot *take_slot(struct db *db, const struct sql *sql)
{
	struct db_slot *slot = slot_of(db, sql);

	if (!enter(db, slot))
		return NULL;
	if (!prepared(db, slot)) {
		leave(db);
		return NULL;
	}
	if (slot->busy)
		bug("%s is already running", sql->name);
	slot->busy = true;
	return slot;
}

static struct db_slot *acquire(struct db *db, const struct sql *sql, const char *types, va_list ap)
{
	struct db_slot *slot = take_slot(db, sql);

	if (slot)
		bind_all(db, slot, types, ap);
	return slot;
}

int db_run(struct db *db, const struct sql *sql, int64_t *changes, const char *types, ...)
{
	struct db_slot *slot;
	va_list ap;
	int rc;

	va_start(ap, types);
	slot = acquire(db, sql, types, ap);
	va_end(ap);
	if (!slot)
		return failed_code(db);
	rc = db->driver->step(db, slot->st);
	if (rc == 1)
		bug("%s returned a row to db_run\n%s", sql->name, sql->text);
	if (changes)
		*changes = db->driver->changes(db);
	release(db, slot);
	return rc < 0 ? failed_code(db) : 0;
}

int db_later_args(struct db *db, const struct sql *sql, const char *types, const struct db_arg *args)
{
	struct db_slot *slot = slot_of(db, sql);
	bool ok = true;

	if (!db->in_transaction || !db->behind)
		bug("%s runs behind outside a writing transaction", sql->name);
	if (!slot->st && (ok = enter(db, slot))) {
		ok = prepared(db, slot);
		leave(db);
	}
	return ok && behind_put(db->behind, slot, types, args) ? 0 : failed_code(db);
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
	return !db->behind || behind_catch_up(db->behind) ? 0 : failed_code(db);
}

int db_query(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	*r = (struct rows){db, acquire(db, sql, types, ap)};
	va_end(ap);
	return r->slot ? 0 : failed_code(db);
}

int db_next(struct rows *r)
{
	return r->db->driver->step(r->db, r->slot->st);
}

void db_end(struct rows *r)
{
	if (r->slot)
		release(r->db, r->slot);
	r->slot = NULL;
}

int db_one(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	*r = (struct rows){db, acquire(db, sql, types, ap)};
	va_end(ap);
	if (!r->slot)
		return -1;
	rc = db_next(r);
	if (rc != 1)
		db_end(r);
	return rc;
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
	int rc = -1;

	slot_of(db, sql)->each = true;
	va_start(ap, types);
	slot = acquire(db, sql, types, ap);
	va_end(ap);
	if (slot) {
		rc = db->driver->each(db, slot->st, columns, f, ctx);
		release(db, slot);
	}
	return rc;
}

bool db_null(const struct rows *r, int col)
{
	return r->db->driver->is_null(r->slot->st, col);
}

static struct db_slot *acquire_args(struct db *db, const struct sql *sql, const struct db_arg *args, size_t n)
{
	struct db_slot *slot = take_slot(db, sql);

	if (slot)
		db_bind(db, slot, args, n);
	return slot;
}

int db_run_args(struct db *db, const struct sql *sql, const struct db_arg *args, size_t n)
{
	struct db_slot *slot = acquire_args(db, sql, args, n);
	int rc;

	if (!slot)
		return failed_code(db);
	rc = db->driver->step(db, slot->st);
	if (rc == 1)
		bug("%s returned a row to db_run_args\n%s", sql->name, sql->text);
	release(db, slot);
	return rc < 0 ? failed_code(db) : 0;
}

int db_query_args(struct db *db, struct rows *r, const struct sql *sql, const struct db_arg *args, size_t n)
{
	*r = (struct rows){db, acquire_args(db, sql, args, n)};
	return r->slot ? 0 : failed_code(db);
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

static bool control(struct db *db, const char *sql)
{
	bool ok = enter(db, NULL);

	if (!ok)
		return false;
	ok = db->driver->script(db, sql);
	leave(db);
	return ok;
}

bool db_begin(struct db *db, bool write)
{
	if (db->in_transaction)
		bug("a transaction inside a transaction");
	/* Not later: a query that is open now would not have taken the connection that it gives back. */
	if (write && !db->behind)
		db->behind = behind_new(db);
	db->in_transaction = control(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
	return db->in_transaction;
}

bool db_commit(struct db *db)
{
	if (!control(db, "COMMIT"))
		return false;
	db->in_transaction = false;
	return true;
}

void db_rollback(struct db *db)
{
	if (!db->in_transaction)
		return;
	if (db->behind)
		behind_drop(db->behind);
	/* After some failures the engine has rolled back by itself; then this one only says so. */
	control(db, "ROLLBACK");
	db->in_transaction = false;
}

int db_status(const struct db *db, struct diag *d)
{
	int code = failed_code(db);

	if (code == EX_TEMPFAIL)
		return diag_error(d, code, _("the ledger is busy; nothing was written, try again"));
	return diag_error(d, code, _("the ledger's database says: %s"), db->text);
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
