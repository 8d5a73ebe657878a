/* A sheet from the rows of a stream. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/intake/columns.h"
#include "job/sheet/internal.h"

/* How a column is treated on a sheet; the ones not named here go by their kind. */
enum {
	IN_HEAD = 1,     /* even when the sheet has one row only */
	IN_TABLE = 2,    /* even when all rows agree */
	IS_WHO = 4,      /* tells which household or member */
	IS_NAME = 8,     /* a person's name, masked */
	IS_SUMMED = 16,  /* added up at the foot */
	IS_PRIVATE = 32, /* not for the wall */
	IS_DEED = 64     /* what a list of deductions may show: what was done, not who did it */
};

static const struct {
	const char *name;
	unsigned how;
} rules[] = {
	{"book", IN_HEAD | IS_DEED},
	{"period", IN_HEAD | IS_DEED},
	{"month", IN_HEAD | IS_DEED},
	{"date", IS_DEED},
	{"seq", IS_DEED},
	{"entry", IN_TABLE | IS_DEED},
	{"group", IS_DEED},
	{"rule", IS_DEED},
	{"title", IS_DEED},
	{"kind", IS_DEED},
	{"rank", IN_TABLE},
	{"household", IN_TABLE | IS_WHO},
	{"member", IN_TABLE | IS_WHO},
	{"name", IN_TABLE | IS_WHO | IS_NAME},
	{"head", IN_TABLE | IS_WHO | IS_NAME},
	{"score", IN_TABLE | IS_SUMMED | IS_DEED},
	{"points", IN_TABLE | IS_SUMMED | IS_DEED},
	{"quantity", IN_TABLE | IS_SUMMED},
	{"events", IS_SUMMED},
	{"earned", IS_SUMMED},
	{"deducted", IS_SUMMED},
	{"redeemed", IS_SUMMED},
	{"expired", IS_SUMMED},
	{"other", IS_SUMMED},
	{"value", IS_SUMMED},
	{"cash", IS_SUMMED},
	{"money", IS_SUMMED},
	{"income", IN_TABLE | IS_SUMMED},
	{"spent", IN_TABLE | IS_SUMMED},
	{"address", IS_PRIVATE},
	{"born", IS_PRIVATE},
	{"consent", IS_PRIVATE},
	{"evidence", IS_PRIVATE},
	{"note", IS_PRIVATE},
};

/* What sheet_build() hands down. */
struct build {
	struct sheet *s;
	const struct sheet_spec *spec;
	const struct rowset *rows;
	size_t first;
	size_t last;
	const char *const *names;
	const char **cells;  /* of one row */
	const char **common; /* per column the cell that all rows share, or NULL */
	size_t *from;        /* per column of the sheet its column in the stream */
	bool deductions;
	bool disputed; /* some row has the mark */
	struct diag *diag;
};

static unsigned rule_of(const char *column)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].name, column) == 0)
			return rules[i].how;
	return 0;
}

bool sheet_sums(const char *column)
{
	return rule_of(column) & IS_SUMMED;
}

static enum cell_kind kind_of(const char *column)
{
	const struct column *known = column_find(columns, column);

	return known ? known->kind : CELL_TEXT;
}

static int find_name(const struct build *b, const char *name)
{
	for (size_t c = 0; c < b->rows->columns; c++)
		if (strcmp(b->names[c], name) == 0)
			return (int)c;
	return -1;
}

static bool is_zero(const char *cell)
{
	int64_t v;

	return dec_parse(cell, &v) && v == 0;
}

/* Figures are alike when none of them is any: who has no entries has blanks where others have 0. */
static bool is_alike(const struct build *b, size_t c)
{
	const char **common = &b->common[c], *cell = b->cells[c];

	if (strcmp(*common, cell) == 0)
		return true;
	if (kind_of(b->names[c]) != CELL_AMOUNT || (rule_of(b->names[c]) & IN_TABLE))
		return false;
	if (is_zero(*common) && !*cell)
		return true;
	if (*cell && !**common && is_zero(cell)) {
		*common = cell;
		return true;
	}
	return false;
}

static void find_common(struct build *b)
{
	size_t n = b->rows->columns;

	if (b->first < b->last)
		rows_cells(b->rows, b->first, b->common);
	for (size_t i = b->first; i < b->last; i++) {
		rows_cells(b->rows, i, b->cells);
		for (size_t c = 0; c < n; c++)
			if (b->common[c] && !is_alike(b, c))
				b->common[c] = NULL;
	}
}

/* A list of deductions names nobody: what was done is public, who did it is told to him alone. */
static bool is_hidden(const struct build *b, unsigned how)
{
	return (how & IS_PRIVATE) || (b->deductions && !(how & IS_DEED)) ||
	       ((how & IS_NAME) && strcmp(b->s->texts.mask, "code") == 0);
}

/* Figures stay in the table, where they are added up, unless there are none. */
static bool goes_to_head(const struct build *b, size_t c)
{
	const char *common = b->common[c];
	enum cell_kind kind = kind_of(b->names[c]);
	unsigned how = rule_of(b->names[c]);

	if (!common || (how & IN_TABLE))
		return common && !*common;
	if (!*common || (how & IN_HEAD))
		return true;
	if (kind == CELL_AMOUNT || kind == CELL_COUNT)
		return is_zero(common) && b->last - b->first > 1;
	return b->last - b->first > 1;
}

static void build_add_line(struct sheet *s, const char *name, const char *cell, const char *label, const char *value)
{
	s->head = xrealloc(s->head, s->nhead + 1, sizeof *s->head);
	s->head[s->nhead++] = (struct sheet_line){xstrdup(name), xstrdup(cell), xstrdup(label), xstrdup(value)};
}

static void build_replace(char **text, const char *with)
{
	free(*text);
	*text = xstrdup(with);
}

static void add_common(struct build *b, size_t c)
{
	struct sheet *s = b->s;
	struct sheet_column column = {.kind = kind_of(b->names[c])};
	struct buf shown = {0};
	char *label = sheet_label(&s->texts, s->kind, b->names[c]), *value;
	const char *place = s->texts.text[SHEET_PLACE];

	column.name = xstrdup(b->names[c]);
	value = xstrdup(sheet_show(s, &column, b->common[c], &shown));
	if (strcmp(column.name, "book") == 0) {
		char *named = xasprintf("%s%s%s", place, *place ? " " : "", value);
		free(value);
		value = named;
		build_replace(&s->book, b->common[c]);
	}
	if (strcmp(column.name, "period") == 0)
		build_replace(&s->period, b->common[c]);
	build_add_line(s, column.name, b->common[c], label, value);
	free(column.name);
	free(label);
	free(value);
	buf_free(&shown);
}

static void build_add_column(struct build *b, const char *name, size_t from)
{
	struct sheet *s = b->s;

	b->from[s->ncolumns] = from;
	s->columns[s->ncolumns++] = (struct sheet_column){
		.name = xstrdup(name),
		.label = sheet_label(&s->texts, s->kind, name),
		.kind = kind_of(name),
		.summed = sheet_sums(name),
	};
}

/* Whether the row in b->cells has an open dispute: its household, or its entry where households are not named. */
static bool is_disputed(const struct build *b)
{
	int book = find_name(b, "book"), who = find_name(b, b->deductions ? "entry" : "household");
	const char *code = book >= 0 ? b->cells[book] : b->spec->book ? b->spec->book : "";
	char *key;
	bool found;

	if (!b->spec->disputed || who < 0)
		return false;
	key = b->deductions ? xasprintf("#%s", b->cells[who]) : xasprintf("%s:%s", code, b->cells[who]);
	found = map_get(b->spec->disputed, key, strlen(key)) != NULL;
	free(key);
	return found;
}

static const char disputed[] = "disputed";

static void find_disputed(struct build *b)
{
	for (size_t i = b->first; i < b->last && !b->disputed; i++) {
		rows_cells(b->rows, i, b->cells);
		b->disputed = is_disputed(b);
	}
}

/* Where the code and the name both stand in the table, the name follows the code: two masked names may look alike. */
static void build_add_columns(struct build *b)
{
	int household = find_name(b, "household");
	bool coded = household >= 0 && !is_hidden(b, rule_of("household")) && !goes_to_head(b, (size_t)household);

	for (size_t c = 0; c < b->rows->columns; c++) {
		unsigned how = rule_of(b->names[c]);
		if (is_hidden(b, how) || (b->first == b->last && (how & IN_HEAD)))
			continue;
		if (goes_to_head(b, c)) {
			if (*b->common[c])
				add_common(b, c);
			continue;
		}
		if (coded && (how & IS_NAME))
			continue;
		build_add_column(b, b->names[c], c);
		if (!coded || (int)c != household)
			continue;
		for (size_t k = 0; k < b->rows->columns; k++)
			if ((rule_of(b->names[k]) & IS_NAME) && !is_hidden(b, IS_NAME) && !goes_to_head(b, k))
				build_add_column(b, b->names[k], k);
	}
	if (b->disputed)
		build_add_column(b, disputed, 0);
}

/* A cell as the sheet has it: names masked, a village by its name and its code. */
static char *sheet_cell(const struct build *b, const char *column, const char *cell)
{
	const struct book *book = NULL;

	if (rule_of(column) & IS_NAME)
		return text_mask(cell, b->s->texts.mask);
	if (b->spec->ledger && strcmp(column, "book") == 0)
		book = book_lookup(b->spec->ledger, cell);
	return book && *book->name ? xasprintf("%s %s", book->name, book->code) : xstrdup(cell);
}

static void add_rows(struct build *b)
{
	struct sheet *s = b->s;
	size_t own = s->ncolumns - b->disputed;

	s->cells = xcalloc((b->last - b->first) * s->ncolumns + 1, sizeof *s->cells);
	for (size_t i = b->first; i < b->last; i++) {
		char **to = s->cells + s->nrows++ * s->ncolumns;
		rows_cells(b->rows, i, b->cells);
		for (size_t c = 0; c < own; c++)
			to[c] = sheet_cell(b, s->columns[c].name, b->cells[b->from[c]]);
		if (b->disputed)
			to[own] = xstrdup(is_disputed(b) ? "yes" : "");
	}
}

/* How many households the sheet lists: the first thing one asks before a board. */
static void build_count_households(struct build *b)
{
	int book = find_name(b, "book"), household = find_name(b, "household");
	struct map seen = {0};
	char number[DEC_SIZE];

	if (household < 0 || b->deductions)
		return;
	for (size_t i = b->first; i < b->last; i++) {
		char *key;
		rows_cells(b->rows, i, b->cells);
		key = xasprintf("%s:%s", book < 0 ? "" : b->cells[book], b->cells[household]);
		if (*b->cells[household])
			map_put(&seen, key, strlen(key), 0, NULL);
		free(key);
	}
	dec_human((int64_t)seen.n * 100, number);
	build_add_line(b->s, "", number, b->s->texts.text[SHEET_HOUSEHOLDS], number);
	map_free(&seen);
}

static int make_title(struct build *b)
{
	struct sheet *s = b->s;
	enum sheet_text kind = (enum sheet_text)(SHEET_TITLE_SCORES + s->kind);
	char *unknown;
	int rc = 0;

	if (s->kind == SHEET_OTHER && find_name(b, "score") >= 0)
		kind = SHEET_TITLE_SCORES;
	if (*s->texts.text[SHEET_TITLE])
		kind = SHEET_TITLE;
	s->title = xstrdup(b->spec->title ? b->spec->title : s->texts.text[kind]);
	unknown = sheet_unknown_placeholder(s->title, false);
	if (unknown)
		rc = diag_error(b->diag, EX_USAGE, _("the title has no placeholder `%s`"), unknown);
	free(unknown);
	return rc;
}

static void build_find_kind(struct build *b)
{
	enum sheet_kind found = sheet_recognise(b->rows, b->first, b->last, b->names);

	b->s->kind = b->spec->kind ? *b->spec->kind : found;
	b->deductions = found == SHEET_DEDUCTIONS || b->s->kind == SHEET_DEDUCTIONS;
}

static int build_add_up(struct build *b)
{
	for (size_t c = 0; c < b->s->ncolumns; c++)
		if (!sheet_add_column(b->s, c))
			return diag_error(b->diag, EX_DATAERR, _("the sum of column %s is too large"),
					  b->s->columns[c].name);
	return 0;
}

int sheet_build(struct sheet *s, struct sheet_texts *texts, const struct sheet_spec *spec, const struct rowset *rows,
		size_t first, size_t last, const char *const *names, struct diag *d)
{
	struct build b = {.s = s, .spec = spec, .rows = rows, .first = first, .last = last, .names = names, .diag = d};
	size_t n = rows->columns;
	int rc;

	*s = (struct sheet){.texts = *texts, .book = xstrdup(""), .period = xstrdup("")};
	*texts = (struct sheet_texts){0};
	if (spec->mask)
		build_replace(&s->texts.mask, spec->mask);
	s->columns = xcalloc(n + 1, sizeof *s->columns);
	b.cells = xcalloc(n, sizeof *b.cells);
	b.common = xcalloc(n, sizeof *b.common);
	b.from = xcalloc(n + 1, sizeof *b.from);
	build_find_kind(&b);
	find_common(&b);
	find_disputed(&b);
	build_add_columns(&b);
	build_count_households(&b);
	add_rows(&b);
	rc = make_title(&b);
	if (rc == 0)
		rc = build_add_up(&b);
	if (rc == 0 && spec->split)
		sheet_split(s, spec->split);
	free(b.cells);
	free(b.common);
	free(b.from);
	return rc;
}
