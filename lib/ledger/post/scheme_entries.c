#include "ledger/post/scheme_entries.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ledger/journal/journal.h"
#include "ledger/post/post.h"
#include "ledger/scheme/digest.h"
#include "ledger/scheme/setting_history.h"

static int append_table_entry(struct ledger *l, const struct book *book, const struct table *t, const char *hex, const char *actor)
{
	struct entry e = entry_new(t->scheme ? KIND_SCHEME : KIND_ROSTER);
	char *ref = xasprintf("%s %s", t->name, hex);
	bool late;
	int rc;

	e.book_id = book->id;
	e.book = book->code;
	e.ref = ref;
	e.actor = actor;
	date_format(l->today, e.date);
	rc = journal_month(l, book->id, l->today, e.period, &late);
	if (rc == 0)
		rc = post_entry(l, &(struct post){.entry = &e});
	if (rc == 0 && strcmp(t->name, "settings") == 0)
		rc = settings_remember(l, book, e.seq);
	free(ref);
	return rc;
}

int post_scheme_entries(struct ledger *l, const struct digests *before, const char *actor)
{
	struct digests *after;
	int rc = digests_take(l, &after);

	for (const struct table *t = tables; t->name && rc == 0; t++)
		for (size_t i = 0; t->scheme && rc == 0 && i < l->nbooks; i++) {
			const char *hex = digests_get(after, &l->books[i], t);
			if (strcmp(hex, digests_get(before, &l->books[i], t)) != 0)
				rc = append_table_entry(l, &l->books[i], t, hex, actor);
		}
	digests_free(after);
	return rc;
}

int post_roster_entries(struct ledger *l, const struct digests *before, const char *actor)
{
	char hex[HASH_SIZE];
	int rc = 0;

	for (const struct table *t = tables; t->name && rc == 0; t++)
		for (size_t i = 0; rc == 0 && i < l->nbooks; i++) {
			const struct book *book = &l->books[i];
			if (!digests_noted(before, book, t))
				continue;
			rc = roster_digest(l, t, book->code, hex);
			if (rc == 0 && strcmp(hex, digests_get(before, book, t)) != 0)
				rc = append_table_entry(l, book, t, hex, actor);
		}
	return rc;
}
