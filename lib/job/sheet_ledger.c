/* Words of a sheet that the scheme of its book decides. */
#include <stdlib.h>
#include <string.h>

#include "job/sheet.h"

static void set_if(struct sheet_texts *t, const char *key, const char *value)
{
	if (*value)
		sheet_texts_set(t, key, value);
}

/* The book that a sheet of many villages stands under: the only one without a parent. */
static const struct book *top_book(const struct ledger *l)
{
	const struct book *top = NULL;

	for (size_t i = 0; i < l->nbooks; i++) {
		if (l->books[i].parent != 0)
			continue;
		if (top)
			return NULL;
		top = &l->books[i];
	}
	return top;
}

static void set_contact(struct sheet_texts *t, const char *contact, const char *phone)
{
	char *both = xasprintf("%s%s%s", contact, *contact && *phone ? " " : "", phone);

	set_if(t, "contact", both);
	free(both);
}

void sheet_texts_from_ledger(struct sheet_texts *t, const struct ledger *l, const char *code)
{
	const struct book *book = l && code ? book_lookup(l, code) : NULL;
	int64_t id;

	if (l && !code)
		book = top_book(l);
	id = book ? book->id : 0;
	sheet_texts_defaults(t, l ? setting_get(l, id, "lang") : "zh");
	t->mask = xstrdup(l ? setting_get(l, id, "mask") : "name");
	if (!l)
		return;
	set_if(t, "place", book ? book->name : "");
	set_if(t, "head", setting_get(l, id, "name"));
	set_if(t, "head", setting_get(l, id, "head"));
	set_if(t, "foot", setting_get(l, id, "foot"));
	set_if(t, "seal", setting_get(l, id, "seal"));
	set_contact(t, setting_get(l, id, "contact"), setting_get(l, id, "phone"));
}
