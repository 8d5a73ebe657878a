/* The schema: from template to database, and whether a database still has it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "ledger/ledger.h"

static const char template[] =
#include "schema.sql.h"
	;

static const char guards[] =
#include "sqlite/guards.sql.h"
	;

SQL(SCHEMA_OBJECTS, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid /* scan: a few dozen rows */");

static const struct {
	const char *mark, *text;
} sqlite_words[] = {{"@INT@", "INTEGER"}, {"@BYTES@", "BLOB"}, {"@KEYED@", "STRICT, WITHOUT ROWID"}, {"@PLAIN@", "STRICT"}};

static char *render(void)
{
	struct buf b = {0};

	for (const char *p = template; *p;) {
		size_t i, n = strcspn(p, "@");
		buf_add(&b, p, n);
		p += n;
		if (!*p)
			break;
		for (i = 0; i < sizeof sqlite_words / sizeof *sqlite_words; i++)
			if (strncmp(p, sqlite_words[i].mark, strlen(sqlite_words[i].mark)) == 0)
				break;
		if (i == sizeof sqlite_words / sizeof *sqlite_words)
			bug("schema: unknown mark at %.20s", p);
		buf_puts(&b, sqlite_words[i].text);
		p += strlen(sqlite_words[i].mark);
	}
	buf_puts(&b, guards);
	return buf_take(&b);
}

int schema_create(struct ledger *l)
{
	char *text = render();
	/* One transaction: on a slow disk each object by itself would cost its own syncs. */
	bool ok = db_begin(l->db, true) && l->db->driver->script(l->db, text) && db_commit(l->db);

	free(text);
	return ok ? 0 : ledger_fault(l);
}

static int differs(struct ledger *l, bool inspect, const char *what, const char *name)
{
	if (inspect)
		return diag_error(l->diag, EX_REFUSED, _("the ledger's schema was changed: %s %s"), what, name);
	return diag_error(l->diag, EX_NOINPUT, _("the ledger's schema was changed: %s %s; pts-check tells more"), what, name);
}

/* The name in `CREATE TABLE name`, `CREATE INDEX name`, `CREATE TRIGGER name`. */
static void name_at(const char *create, char name[static 64])
{
	const char *p = create + strlen("CREATE ");

	p += strcspn(p, " ");
	p += strspn(p, " ");
	snprintf(name, 64, "%.*s", (int)strcspn(p, " ("), p);
}

/* Every object must stand in the script as it was made, in that order, and none of the script be left out. */
int schema_check(struct ledger *l, bool inspect)
{
	char *text = render(), name[64];
	const char *p = text, *next;
	struct rows r;
	int rc = db_query(l->db, &r, &SCHEMA_OBJECTS, "") ? ledger_fault(l) : 0, got = 0;

	while (rc == 0 && (got = db_next(&r)) == 1) {
		const char *sql = db_text(&r, 1);
		const char *at = strstr(p, sql);
		if (!at) {
			rc = differs(l, inspect, _("unknown or altered"), db_text(&r, 0));
			break;
		}
		next = strstr(p, "\nCREATE ");
		if (next && next + 1 < at) {
			name_at(next + 1, name);
			rc = differs(l, inspect, _("missing"), name);
			break;
		}
		p = at + strlen(sql);
	}
	if (got < 0)
		rc = ledger_fault(l);
	db_end(&r);
	if (rc == 0 && (next = strstr(p, "\nCREATE ")) != NULL) {
		name_at(next + 1, name);
		rc = differs(l, inspect, _("missing"), name);
	}
	free(text);
	return rc;
}
