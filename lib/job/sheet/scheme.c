/* Words of a sheet that the scheme of its book decides. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/sheet/internal.h"

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
	set_if(t, "person", contact);
	set_if(t, "phone", phone);
	free(both);
}

static void set_from_settings(struct sheet_texts *t, const struct ledger *l, const struct book *book)
{
	int64_t id = book ? book->id : 0;

	set_if(t, "place", book ? book->name : "");
	set_if(t, "scheme", setting_get(l, id, "name"));
	set_if(t, "head", setting_get(l, id, "name"));
	set_if(t, "head", setting_get(l, id, "head"));
	set_if(t, "foot", setting_get(l, id, "foot"));
	set_if(t, "seal", setting_get(l, id, "seal"));
	set_contact(t, setting_get(l, id, "contact"), setting_get(l, id, "phone"));
}

/* A template named by a setting lies beside the ledger. */
static int read_set_template(struct sheet_texts *t, const struct ledger *l, int64_t book, struct diag *d)
{
	const char *name = setting_get(l, book, "template"), *slash = strrchr(l->path, '/');
	char *path;
	int rc;

	if (!*name)
		return 0;
	path = slash ? xasprintf("%.*s/%s", (int)(slash - l->path), l->path, name) : xstrdup(name);
	rc = sheet_template_read(t, path, d);
	free(path);
	return rc;
}

int sheet_texts_from_ledger(struct sheet_texts *t, const struct ledger *l, const char *code, const char *template,
			    struct diag *d)
{
	const struct book *book = l && code ? book_lookup(l, code) : NULL;
	int64_t id;

	if (l && !code)
		book = top_book(l);
	id = book ? book->id : 0;
	sheet_texts_defaults(t, l ? setting_get(l, id, "lang") : "zh");
	if (l) {
		free(t->mask);
		t->mask = xstrdup(setting_get(l, id, "mask"));
		set_from_settings(t, l, book);
	}
	if (template)
		return sheet_template_read(t, template, d);
	return l ? read_set_template(t, l, id, d) : 0;
}
