#include "ledger/ledger.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/engine/schema.h"
#include "ledger/engine/sqlite/sqlite.h"
#include "ledger/journal/journal.h"
#include "ledger/post/post.h"
#include "ledger/roster/roster.h"
#include "ledger/scheme/scheme.h"

SQL(ANY_BOOK, "SELECT 1 FROM books LIMIT 1 /* scan: one row at most */");

int ledger_sound(struct ledger *l)
{
	return l->db->driver->sound(l->db);
}

/* Makes or compares the schema, and reads the clock, in the time zone that the ledger has set. */
static int set_up(struct ledger *l, enum ledger_mode mode)
{
	int rc = mode == LEDGER_CREATE || mode == LEDGER_MEMORY ? schema_create(l->db) : 0;

	if (rc == 0)
		rc = db_begin(l->db, false);
	if (rc == 0)
		rc = db_check_schema(l->db, mode == LEDGER_INSPECT);
	if (rc == 0)
		rc = ledger_reload(l);
	if (rc == 0)
		rc = ledger_read_clock(l);
	db_rollback(l->db);
	/* What was read is that of this transaction; each further one reads books and settings for itself. */
	ledger_forget_tables(l);
	if (mode != LEDGER_MEMORY)
		db_guard(l->db);
	return rc;
}

int ledger_check_new(const char *path, struct diag *d)
{
	return sqlite_check_new(path, d);
}

int ledger_open(struct ledger **out, const char *path, enum ledger_mode mode, struct diag *d)
{
	static const enum db_mode modes[] = {DB_READ, DB_WRITE, DB_CREATE, DB_READ, DB_MEMORY};
	struct ledger *l = xcalloc(1, sizeof *l);
	int rc;

	*out = NULL;
	l->diag = d;
	l->path = xstrdup(path);
	l->inspecting = mode == LEDGER_INSPECT;
	l->writable = mode != LEDGER_READ && mode != LEDGER_INSPECT;
	l->db = xcalloc(1, sizeof *l->db);
	l->db->driver = &sqlite_driver;
	l->db->diag = d;
	rc = l->db->driver->open(l->db, path, modes[mode], d);
	if (rc == 0)
		rc = set_up(l, mode);
	if (rc) {
		ledger_close(l);
		return rc;
	}
	*out = l;
	return 0;
}

void ledger_close(struct ledger *l)
{
	if (!l)
		return;
	ledger_rollback(l);
	roster_free(l);
	ledger_forget_tables(l);
	db_close(l->db);
	free(l->path);
	free(l);
}

int ledger_begin(struct ledger *l)
{
	int rc = db_begin(l->db, true);

	if (rc)
		return rc;
	roster_free(l);
	rc = ledger_reload(l);
	/* A counter stays open overnight. */
	if (rc == 0)
		rc = ledger_read_clock(l);
	if (rc) {
		ledger_rollback(l);
		return rc;
	}
	journal_start(l);
	return 0;
}

/* The command to repeat, with the id made for it, so that it does nothing twice. */
static char *repeat_command(const struct ledger *l)
{
	const char *command = l->command ? l->command : "";

	return *l->made_id ? xasprintf("%s --id %s", command, l->made_id) : xstrdup(command);
}

int ledger_commit(struct ledger *l)
{
	char *repeat = repeat_command(l);
	int rc = post_flush(l);

	if (rc == 0)
		rc = db_commit(l->db, repeat);
	if (rc)
		ledger_rollback(l);
	else
		post_forget(l);
	free(repeat);
	return rc;
}

void ledger_rollback(struct ledger *l)
{
	if (l->db)
		db_rollback(l->db);
	post_forget(l);
	roster_free(l);
}

int ledger_finish(struct ledger *l, int rc, bool dry)
{
	if (rc == 0 && !dry)
		return ledger_commit(l);
	ledger_rollback(l);
	return rc;
}

int ledger_read_begin(struct ledger *l)
{
	int rc = db_begin(l->db, false);

	if (rc)
		return rc;
	roster_free(l);
	ledger_rules_forget(l);
	rc = ledger_reload(l);
	if (rc)
		ledger_read_end(l);
	return rc;
}

/* A transaction that has read nothing yet holds nothing. */
static int hold(struct ledger *l)
{
	bool any;

	return ledger_has(l, &any, &ANY_BOOK, "");
}

int ledger_read_beside(struct ledger **out, struct ledger *l, struct diag *d)
{
	int rc = hold(l);

	*out = NULL;
	if (rc == 0)
		rc = ledger_open(out, l->path, LEDGER_INSPECT, d);
	if (rc)
		return rc;
	(*out)->now = l->now;
	(*out)->today = l->today;
	rc = ledger_read_begin(*out);
	if (rc == 0)
		rc = hold(*out);
	if (rc) {
		ledger_close(*out);
		*out = NULL;
	}
	return rc;
}

void ledger_read_end(struct ledger *l)
{
	db_rollback(l->db);
}
