#include "ledger/engine/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static const char template[] =
#include "ledger/engine/schema.sql.h"
	;

static const struct db_mark *find_mark(const struct db_dialect *dialect, const char *at)
{
	const struct db_mark *m = dialect->marks;

	while (m->mark && strncmp(at, m->mark, strlen(m->mark)) != 0)
		m++;
	if (!m->mark)
		bug("schema: unknown mark at %.20s", at);
	return m;
}

char *schema_text(const struct db_dialect *dialect)
{
	struct buf b = {0};

	for (const char *p = template; *p;) {
		size_t n = strcspn(p, "@");
		buf_add(&b, p, n);
		p += n;
		if (*p) {
			const struct db_mark *m = find_mark(dialect, p);
			buf_puts(&b, m->text);
			p += strlen(m->mark);
		}
	}
	buf_puts(&b, dialect->guards);
	return buf_take(&b);
}

int schema_create(struct db *db)
{
	char *text = schema_text(db->driver->dialect);
	/* One transaction: on a slow disk each object by itself would cost its own syncs. */
	int rc = db_begin(db, true);

	if (rc == 0)
		rc = db_script(db, text);
	if (rc == 0)
		rc = db_commit(db, NULL);
	free(text);
	return rc;
}
