/* Titles of honours, grades, rules and items in the words of the scheme. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/card/internal.h"

int card_titles(struct carding *run, const struct book *book)
{
	int rc = 0;

	if (run->titled == book)
		return 0;
	in_force_free(&run->honors);
	in_force_free(&run->grades);
	run->titled = book;
	rc = in_force_read(run->l, "honors", book, "honor", &run->honors);
	return rc ? rc : in_force_read(run->l, "grades", book, "scale", &run->grades);
}

const char *card_honor_title(const struct carding *run, const char *honor)
{
	for (size_t i = 0; i < run->honors.n; i++)
		if (strcmp(in_force_get(&run->honors, i, "honor"), honor) == 0 &&
		    *in_force_get(&run->honors, i, "title"))
			return in_force_get(&run->honors, i, "title");
	return honor;
}

const char *card_grade_title(const struct carding *run, const char *scale, const char *grade)
{
	const struct scheme_rows *rows = &run->grades;

	for (size_t i = 0; i < rows->n; i++)
		if (strcmp(in_force_get(rows, i, "scale"), scale) == 0 &&
		    strcmp(in_force_get(rows, i, "grade"), grade) == 0 && *in_force_get(rows, i, "title"))
			return in_force_get(rows, i, "title");
	return grade;
}

static const char *kind_title(enum kind kind)
{
	switch (kind) {
	case KIND_VETO:
		return _("veto");
	case KIND_REVERSE:
		return _("reversal");
	case KIND_REFUND:
		return _("goods returned");
	case KIND_EXPIRE:
		return _("expired");
	case KIND_TRANSFER:
		return _("moved");
	case KIND_ADJUST:
		return _("correction");
	default:
		return "";
	}
}

/* An award, or what took one back or gave it again: its reference begins with the honour. */
static int honor_title(struct carding *run, const struct book *book, const struct entry *e, char **title)
{
	char *honor = xstrdup(e->ref);
	int rc = card_titles(run, book);

	honor[strcspn(honor, " ")] = '\0';
	*title = xasprintf("%s: %s", *e->corrects ? _("reversal") : _("honour"), card_honor_title(run, honor));
	free(honor);
	return rc;
}

static int plain_title(struct carding *run, const struct book *book, const struct entry *e, char **title)
{
	const char *kind = kind_title(e->kind);
	const struct rule *rule = *e->rule ? rulebook_peek(run->l, run->rules, book, e->rule, e->date, NULL) : NULL;
	char item[256] = "";
	int rc = *e->item ? item_title(run->l, book, e->item, item) : 0;
	const char *what = item;

	if (*e->rule)
		what = rule && *rule->title ? rule->title : e->rule;
	*title = xasprintf("%s%s%s", kind, *kind && (*e->rule || *e->item) ? ": " : "", what);
	return rc;
}

int card_title(struct carding *run, const struct book *book, const struct entry *e, char **title)
{
	return e->kind == KIND_HONOR ? honor_title(run, book, e, title) : plain_title(run, book, e, title);
}
