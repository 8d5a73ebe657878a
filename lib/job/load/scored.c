/*
 * What was scored keeps its figures (semantics, section 3): for each day on which a rule scored something, the version,
 * the ladder and the cap of the category that are in force after the load must say what those before it said.
 */
#include <stddef.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/load/internal.h"
#include "ledger/journal/queries.h"

/* The columns of a rule that may not change: all but title and end. */
enum column_type { TEXT, AMOUNT, COUNTS, FLAG };

static const struct {
	const char *name;
	enum column_type type;
	size_t offset;
} rule_columns[] = {
	{"category", TEXT, offsetof(struct rule, category)},
	{"unit", TEXT, offsetof(struct rule, unit)},
	{"points", AMOUNT, offsetof(struct rule, points)},
	{"roles", TEXT, offsetof(struct rule, roles)},
	{"counts", COUNTS, offsetof(struct rule, counts)},
	{"cap_points", AMOUNT, offsetof(struct rule, cap_points)},
	{"cap_times", AMOUNT, offsetof(struct rule, cap_times)},
	{"cap_per", TEXT, offsetof(struct rule, cap_per)},
	{"cap_scope", FLAG, offsetof(struct rule, cap_member)},
	{"max_quantity", AMOUNT, offsetof(struct rule, max_quantity)},
	{"ladder", TEXT, offsetof(struct rule, ladder)},
	{"repeat", AMOUNT, offsetof(struct rule, repeat_by)},
	{"repeat_per", TEXT, offsetof(struct rule, repeat_per)},
	{"rhythm", TEXT, offsetof(struct rule, rhythm)},
	{"evidence", TEXT, offsetof(struct rule, evidence)},
};

static bool same_column(enum column_type type, const void *a, const void *b)
{
	switch (type) {
	case TEXT:
		return strcmp(*(char *const *)a, *(char *const *)b) == 0;
	case AMOUNT:
		return *(const int64_t *)a == *(const int64_t *)b;
	case COUNTS:
		return *(const enum counts *)a == *(const enum counts *)b;
	case FLAG:
	default:
		return *(const bool *)a == *(const bool *)b;
	}
}

/* The first column in which two versions differ, NULL when they score alike. */
static const char *rule_difference(const struct rule *a, const struct rule *b)
{
	for (size_t i = 0; i < sizeof rule_columns / sizeof *rule_columns; i++) {
		size_t at = rule_columns[i].offset;
		if (!same_column(rule_columns[i].type, (const char *)a + at, (const char *)b + at))
			return rule_columns[i].name;
	}
	return NULL;
}

/* A deed that was scored, with the rules as they were and as they are. */
struct scored {
	struct loading *ld;
	const struct rulebook *before, *after;
	const struct book *book;
	const char *rule, *date;
	struct map *told; /* rules, ladders and categories that were reported */
	int rc;
};

/* Whether it is the first complaint about this row; later deeds would only say the same. */
static bool first_about(struct scored *s, const char *table, int64_t book, const char *code)
{
	struct buf key = {0};
	bool added;

	buf_printf(&key, "%s\t%lld\t%s", table, (long long)book, code);
	map_put(s->told, key.s, key.n, 0, &added);
	buf_free(&key);
	if (added)
		s->rc = EX_DATAERR;
	return added;
}

static const char *code_of_book(const struct scored *s, int64_t book)
{
	const struct book *b = book_by_id(s->ld->l, book);

	return b ? b->code : "";
}

/* Places the message at the loaded row of `table` with these key cells, if the load has it. */
static void place_at(const struct scored *s, const char *table, int64_t book, const char *code, const char *column, const char *value)
{
	const struct table *t = table_find(table);
	const char *cells[TABLE_FIELDS];

	for (size_t i = 0; i < TABLE_FIELDS; i++)
		cells[i] = "";
	cells[0] = code_of_book(s, book);
	cells[1] = code;
	if (column)
		cells[table_field(t, column)] = value;
	loading_at(s->ld, t, cells);
}

static void check_version(struct scored *s, const struct rule *before)
{
	const struct rule *now = rulebook_peek(s->ld->l, s->after, s->book, s->rule, s->date, NULL);
	const char *column = now ? rule_difference(before, now) : "valid_until";
	const struct rule *row = now ? now : before;
	struct diag *d = s->ld->job->diag;

	if (!column || !first_about(s, "rules", before->book, s->rule))
		return;
	place_at(s, "rules", row->book, s->rule, "valid_from", row->valid_from);
	diag_error(d, EX_DATAERR, _("rule %s scored a deed of %s in %s: its %s stays; new figures need a row with a new valid_from"), s->rule,
		   s->date, s->book->code, column);
}

/* The step in which two ladders differ, as the row of one that has it; NULL when they are worth the same. */
static const struct ladder_step *ladder_difference(const struct ladder *a, const struct ladder *b)
{
	size_t n = a->n > b->n ? a->n : b->n;

	for (size_t i = 0; i < n; i++) {
		if (i >= a->n || i >= b->n)
			return i < a->n ? &a->steps[i] : &b->steps[i];
		if (memcmp(&a->steps[i], &b->steps[i], sizeof a->steps[i]) != 0)
			return &b->steps[i];
	}
	return a->marginal != b->marginal && n ? &b->steps[0] : NULL;
}

static void check_ladder(struct scored *s, const char *code)
{
	const struct ladder nothing = {.code = NULL}, *before = rulebook_ladder(s->ld->l, s->before, s->book, code);
	const struct ladder *now = rulebook_ladder(s->ld->l, s->after, s->book, code);
	const struct ladder_step *step = before ? ladder_difference(before, now ? now : &nothing) : NULL;
	char from[DEC_SIZE];

	if (!step || !first_about(s, "ladders", before->book, code))
		return;
	place_at(s, "ladders", now ? now->book : before->book, code, "from", dec_format(step->from, from));
	diag_error(s->ld->job->diag, EX_DATAERR,
		   _("ladder %s scored a deed of %s in %s: its steps stay; new figures need another ladder, in a row of rule %s with a new "
		     "valid_from"),
		   code, s->date, s->book->code, s->rule);
}

static const char *category_difference(const struct category *a, const struct category *b)
{
	if (a->cap_points != b->cap_points)
		return "cap_points";
	if (strcmp(a->cap_per, b->cap_per) != 0)
		return "cap_per";
	if (a->full != b->full)
		return "full";
	return a->floor != b->floor ? "floor" : NULL;
}

/* A category without a cap may get one: it cuts later deeds only. */
static void check_category(struct scored *s, const char *code)
{
	const struct category *before = rulebook_category(s->ld->l, s->before, s->book, code);
	const struct category *now = rulebook_category(s->ld->l, s->after, s->book, code);
	const char *column = before && *before->cap_per ? now ? category_difference(before, now) : "cap_per" : NULL;

	if (!column || !first_about(s, "categories", before->book, code))
		return;
	place_at(s, "categories", now ? now->book : before->book, code, NULL, NULL);
	diag_error(s->ld->job->diag, EX_DATAERR,
		   _("the cap of category %s counted a deed of %s in %s: its %s stays; new figures need another category, in rows of its rules "
		     "with a new valid_from"),
		   code, s->date, s->book->code, column);
}

static void check_deed(struct scored *s)
{
	const struct rule *before = rulebook_peek(s->ld->l, s->before, s->book, s->rule, s->date, NULL);

	if (!before)
		return;
	check_version(s, before);
	if (*before->ladder)
		check_ladder(s, before->ladder);
	check_category(s, before->category);
}

int check_scored(struct loading *ld)
{
	struct map told = {0};
	struct scored s = {.ld = ld, .before = ld->rules, .told = &told};
	struct rulebook *after;
	struct rows r;
	int rc = ld->figures ? rulebook_read(ld->l, &after) : 0;

	if (rc || !ld->figures)
		return rc;
	s.after = after;
	query_scored(ld->l, &r);
	while (db_next(&r)) {
		s.book = book_by_id(ld->l, db_int(&r, 0));
		s.rule = db_text(&r, 1);
		s.date = db_text(&r, 2);
		if (s.book)
			check_deed(&s);
	}
	rc = db_end(&r);
	diag_at(ld->job->diag, NULL, 0);
	rulebook_free(after);
	map_free(&told);
	return rc ? rc : s.rc;
}
