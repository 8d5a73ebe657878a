#include "ledger/engine/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"

static const char template[] =
#include "ledger/engine/schema.sql.h"
	;

static const char guards[] =
#include "ledger/engine/sqlite/guards.sql.h"
	;

SQL(SCHEMA_OBJECTS, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL /* scan: a few dozen rows */");

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

int schema_create(struct db *db)
{
	char *text = render();
	/* One transaction: on a slow disk each object by itself would cost its own syncs. */
	int rc = db_begin(db, true);

	if (rc == 0 && !db->driver->script(db, text))
		rc = db_status(db);
	if (rc == 0)
		rc = db_commit(db, NULL);
	free(text);
	return rc;
}

static void differs(struct diag *d, bool inspect, const char *what, const char *name)
{
	if (inspect)
		diag_error(d, EX_REFUSED, _("the ledger's schema was changed: %s %s"), what, name);
	else
		diag_error(d, EX_NOINPUT, _("the ledger's schema was changed: %s %s; pts-check tells more"), what,
			   name);
}

/* The objects that the script makes, by name. */
struct objects {
	char *script;
	struct map names; /* where each stands in `all` */
	struct object {
		const char *text; /* in the script, as the database keeps it: without the semicolon */
		size_t size;
		bool met;
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
	o->script = render();
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
struct difference {
	size_t n;
	bool tables; /* also in tables of ours: statements about them may not even be understood */
};

/* Holds an object of the database against the one of that name in the script. */
static void compare(struct diag *diag, bool inspect, struct objects *o, const struct rows *r, struct difference *d)
{
	static const char statistics[] = "sqlite_stat"; /* what ANALYZE leaves; nobody else can make such a name */
	const char *name = db_text(r, 0), *sql = db_text(r, 1);
	int64_t *at = map_get(&o->names, name, strlen(name));
	struct object *made = at ? &o->all[*at] : NULL;

	if (strncmp(name, statistics, strlen(statistics)) == 0)
		return;
	if (made)
		made->met = true;
	if (made && strlen(sql) == made->size && memcmp(sql, made->text, made->size) == 0)
		return;
	differs(diag, inspect, _("unknown or altered"), name);
	d->n++;
	d->tables |= made && is_table(made);
}

/*
 * Which objects there are and how they read is compared, not their order: VACUUM and a restored dump change that and
 * nothing else.
 */
int schema_check(struct db *db, struct diag *diag, bool inspect)
{
	struct objects o = {0};
	struct difference d = {0};
	struct rows r;
	int got = -1;

	objects_read(&o);
	if (db_query(db, &r, &SCHEMA_OBJECTS, "") == 0)
		while ((inspect || d.n == 0) && (got = db_next(&r)) == 1)
			compare(diag, inspect, &o, &r, &d);
	db_end(&r);
	for (size_t i = 0; i < o.names.n && got >= 0 && (inspect || d.n == 0); i++)
		if (!o.all[i].met) {
			differs(diag, inspect, _("missing"), map_key(&o.names, i, NULL));
			d.n++;
			d.tables |= is_table(&o.all[i]);
		}
	objects_free(&o);
	if (got < 0)
		return db_status(db);
	if (inspect)
		return d.tables ? EX_REFUSED : 0;
	return d.n ? EX_NOINPUT : 0;
}
