/* Whether a database has the schema that this version makes. */
#include "ledger/engine/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "ledger/engine/sqlite/internal.h"

static const char guards[] =
#include "ledger/engine/sqlite/guards.sql.h"
	;

static const struct db_mark marks[] = {
	{"@INT@", "INTEGER"}, {"@BYTES@", "BLOB"}, {"@KEYED@", "STRICT, WITHOUT ROWID"}, {"@PLAIN@", "STRICT"}, {NULL, NULL},
};

const struct db_dialect sqlite_dialect = {marks, guards};

SQL(SCHEMA_OBJECTS, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL /* scan: a few dozen rows */");

/* The objects that the script makes, by name. */
struct objects {
	char *script;
	struct map names; /* where each stands in `all` */
	struct object {
		const char *text; /* in the script, as the database keeps it: without the semicolon */
		size_t size;
		bool found;
	} *all;
};

/* The end of a statement without its semicolon; a trigger has semicolons within. */
static const char *statement_end(const char *create)
{
	bool trigger = strncmp(create, "CREATE TRIGGER ", strlen("CREATE TRIGGER ")) == 0;
	const char *end = strstr(create, trigger ? "\nEND;" : ";\n");

	if (!end)
		bug("schema: no end of %.40s", create);
	return trigger ? end + strlen("\nEND") : end;
}

/* The name in `CREATE [UNIQUE] INDEX name ON …`; it ends at a space or a parenthesis. */
static const char *name_in(const char *create)
{
	static const char *const words[] = {"CREATE ", "UNIQUE ", "TABLE ", "INDEX ", "TRIGGER "};
	const char *p = create;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncmp(p, words[i], strlen(words[i])) == 0)
			p += strlen(words[i]);
	return p;
}

static void objects_read(struct objects *o)
{
	o->script = schema_text(&sqlite_dialect);
	for (const char *p = o->script; (p = strstr(p, "\nCREATE ")) != NULL;) {
		const char *create = p + 1, *name = name_in(create);
		p = statement_end(create);
		o->all = xrealloc(o->all, o->names.n + 1, sizeof *o->all);
		o->all[o->names.n] = (struct object){create, (size_t)(p - create), false};
		map_put(&o->names, name, strcspn(name, " ("), (int64_t)o->names.n, NULL);
	}
}

static void objects_free(struct objects *o)
{
	map_free(&o->names);
	free(o->all);
	free(o->script);
}

static bool is_table(const struct object *made)
{
	return strncmp(made->text, "CREATE TABLE ", strlen("CREATE TABLE ")) == 0;
}

/* How a ledger differs from what this version makes. */
struct comparison {
	struct diag *diag;
	bool inspect;
	struct objects objects;
	size_t differences;
	bool tables; /* also in tables of ours: statements about them may not even be understood */
};

static void differs(struct comparison *c, const char *what, const char *name, const struct object *made)
{
	if (c->inspect)
		diag_error(c->diag, EX_REFUSED, _("the ledger's schema was changed: %s %s"), what, name);
	else
		diag_error(c->diag, EX_NOINPUT, _("the ledger's schema was changed: %s %s; pts-check tells more"), what, name);
	c->differences++;
	c->tables |= made && is_table(made);
}

/* Holds an object of the database against the one of that name in the script. */
static void compare(struct comparison *c, const char *name, const char *sql)
{
	static const char statistics[] = "sqlite_stat"; /* what ANALYZE leaves; nobody else can make such a name */
	int64_t *at = map_get(&c->objects.names, name, strlen(name));
	struct object *made = at ? &c->objects.all[*at] : NULL;

	if (strncmp(name, statistics, strlen(statistics)) == 0)
		return;
	if (made)
		made->found = true;
	if (!made || strlen(sql) != made->size || memcmp(sql, made->text, made->size) != 0)
		differs(c, _("unknown or altered"), name, made);
}

/* One difference is enough to refuse a ledger. */
static bool is_decided(const struct comparison *c)
{
	return !c->inspect && c->differences > 0;
}

/*
 * Which objects there are and how they read is compared, not their order: VACUUM and a restored dump change that and
 * nothing else.
 */
int sqlite_check_schema(struct db *db, bool inspect)
{
	struct comparison c = {.diag = db->diag, .inspect = inspect};
	struct rows r;
	int rc;

	objects_read(&c.objects);
	db_query(db, &r, &SCHEMA_OBJECTS, "");
	while (!is_decided(&c) && db_next(&r))
		compare(&c, db_text(&r, 0), db_text(&r, 1));
	rc = db_end(&r);
	for (size_t i = 0; rc == 0 && !is_decided(&c) && i < c.objects.names.n; i++)
		if (!c.objects.all[i].found)
			differs(&c, _("missing"), map_key(&c.objects.names, i, NULL), &c.objects.all[i]);
	objects_free(&c.objects);
	if (rc == 0 && inspect)
		return c.tables ? EX_REFUSED : 0;
	return rc ? rc : c.differences ? EX_NOINPUT : 0;
}
