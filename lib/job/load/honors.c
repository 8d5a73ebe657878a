/* Honours of a whole scheme: what they name is there, and somebody can get them. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "domain/blank.h"
#include "job/load/table_copy.h"
#include "ledger/sums/participants.h"

struct honor_check {
	struct loading *ld;
	const struct table_copy *honors, *categories, *rules;
	size_t r;
	const char *honor;
};

static const char *honors_cell(const struct honor_check *c, const char *name)
{
	return copy_get(c->honors, c->r, name);
}

static bool goes_by(const struct honor_check *c, const char *basis)
{
	return strcmp(honors_cell(c, "basis"), basis) == 0;
}

static bool has_code(const struct honor_check *c, const struct table_copy *t, const char *column, const char *code)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(copy_get(t, i, column), code) == 0 &&
		    row_counts_for(c->ld->l, c->honors->row[c->r].book, t->row[i].book))
			return true;
	return false;
}

/* Every code of a list must be in the table that `column` names the key of. */
static void check_list(const struct honor_check *c, const char *list, const struct table_copy *t, const char *column)
{
	size_t n;

	for (const char *w = text_word(honors_cell(c, list), &n); w; w = text_word(w + n, &n)) {
		char code[256];
		snprintf(code, sizeof code, "%.*s", (int)n, w);
		if (!has_code(c, t, column, code))
			loading_inconsistent(c->ld, _("honour %s names %s in %s, which is not in the table %s"),
					     c->honor, code, list, t->table->name);
	}
}

/* Whether any rule that the honour looks at counts hours. */
static bool has_hours(const struct honor_check *c)
{
	const char *categories = honors_cell(c, "categories"), *rules = honors_cell(c, "rules");

	for (size_t i = 0; i < c->rules->n; i++)
		if (standing_counts(categories, rules, copy_get(c->rules, i, "category"),
				    copy_get(c->rules, i, "rule")) &&
		    unit_is_hours(copy_get(c->rules, i, "unit")))
			return true;
	return false;
}

static void check_honor(const struct honor_check *c)
{
	bool book = strcmp(honors_cell(c, "level"), "book") == 0;

	check_list(c, "categories", c->categories, "category");
	check_list(c, "spotless", c->categories, "category");
	check_list(c, "rules", c->rules, "rule");
	if (!goes_by(c, "nomination") && !*honors_cell(c, "top") && !*honors_cell(c, "from"))
		loading_inconsistent(
			c->ld, _("honour %s would go to everybody: say how many get it in top, or the least in from"),
			c->honor);
	if (goes_by(c, "hours") && !has_hours(c))
		loading_inconsistent(c->ld, _("honour %s goes by hours, but no rule it looks at is counted in hours"),
				     c->honor);
	if (book && goes_by(c, "nomination"))
		loading_inconsistent(
			c->ld,
			_("honour %s is for villages, which are not nominated: give it the basis score or hours"),
			c->honor);
}

void check_honor_rows(struct loading *ld, const struct table_copy *honors, const struct table_copy *categories,
		      const struct table_copy *rules)
{
	struct honor_check c = {ld, honors, categories, rules, 0, NULL};

	for (; c.r < honors->n; c.r++) {
		c.honor = honors_cell(&c, "honor");
		copy_place(ld, honors, c.r);
		check_honor(&c);
	}
}
