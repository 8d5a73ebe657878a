#include "job/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/text.h"
#include "job/columns.h"

/* How a column is treated on a sheet; the ones not named here go by their kind. */
enum {
	IN_HEAD = 1,	/* even when the sheet has one row only */
	IN_TABLE = 2,	/* even when all rows agree */
	IS_WHO = 4,	/* tells which household or member */
	IS_NAME = 8,	/* a person's name, masked */
	IS_SUMMED = 16, /* added up at the foot */
	IS_PRIVATE = 32 /* not for the wall */
};

static const struct {
	const char *name;
	unsigned how;
} rules[] = {
	{"book", IN_HEAD},
	{"period", IN_HEAD},
	{"month", IN_HEAD},
	{"rank", IN_TABLE},
	{"household", IN_TABLE | IS_WHO},
	{"member", IN_TABLE | IS_WHO},
	{"name", IN_TABLE | IS_WHO | IS_NAME},
	{"head", IN_TABLE | IS_WHO | IS_NAME},
	{"score", IN_TABLE | IS_SUMMED},
	{"points", IN_TABLE | IS_SUMMED},
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
	const char *mask;
	const char **cells;  /* of one row */
	const char **common; /* per column the cell that all rows share, or NULL */
	size_t *from;	     /* per column of the sheet its column in the stream */
	bool deductions;
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

static void find_common(struct build *b)
{
	size_t n = b->rows->columns;
	int kind = find_name(b, "kind");

	if (b->first < b->last)
		rows_cells(b->rows, b->first, b->common);
	b->deductions = kind >= 0 && b->first < b->last;
	for (size_t i = b->first; i < b->last; i++) {
		rows_cells(b->rows, i, b->cells);
		for (size_t c = 0; c < n; c++)
			if (b->common[c] && strcmp(b->common[c], b->cells[c]) != 0)
				b->common[c] = NULL;
		if (b->deductions && strcmp(b->cells[kind], "deduct") != 0 && strcmp(b->cells[kind], "veto") != 0)
			b->deductions = false;
	}
}

/* A list of deductions names nobody: what was done is public, who did it is told to him alone. */
static bool is_hidden(const struct build *b, unsigned how)
{
	return (how & IS_PRIVATE) || (b->deductions && (how & IS_WHO)) ||
	       ((how & IS_NAME) && strcmp(b->mask, "code") == 0);
}

static bool is_zero(const char *cell)
{
	int64_t v;

	return dec_parse(cell, &v) && v == 0;
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

static void add_line(struct sheet *s, const char *label, const char *value)
{
	s->head = xrealloc(s->head, s->nhead + 1, sizeof *s->head);
	s->head[s->nhead++] = (struct sheet_line){xstrdup(label), xstrdup(value)};
}

static void add_common(struct build *b, size_t c)
{
	struct sheet *s = b->s;
	struct sheet_column column = {.kind = kind_of(b->names[c])};
	struct buf shown = {0};
	char *label = sheet_label(&s->texts, b->names[c]), *value;
	const char *place = s->texts.text[SHEET_PLACE];

	column.name = xstrdup(b->names[c]);
	value = xstrdup(sheet_show(s, &column, b->common[c], &shown));
	if (strcmp(column.name, "book") == 0 && *place) {
		char *named = xasprintf("%s %s", place, value);
		free(value);
		value = named;
	}
	if (strcmp(column.name, "period") == 0) {
		free(s->period);
		s->period = xstrdup(value);
	}
	add_line(s, label, value);
	free(column.name);
	free(label);
	free(value);
	buf_free(&shown);
}

static void add_column(struct build *b, size_t c)
{
	struct sheet *s = b->s;

	b->from[s->ncolumns] = c;
	s->columns[s->ncolumns++] = (struct sheet_column){
		.name = xstrdup(b->names[c]),
		.label = sheet_label(&s->texts, b->names[c]),
		.kind = kind_of(b->names[c]),
		.summed = sheet_sums(b->names[c]),
	};
}

/* Where the code and the name both stand in the table, the name follows the code: two masked names may look alike. */
static void add_columns(struct build *b)
{
	int household = find_name(b, "household");
	bool coded = household >= 0 && !is_hidden(b, rule_of("household")) && !goes_to_head(b, (size_t)household);

	for (size_t c = 0; c < b->rows->columns; c++) {
		unsigned how = rule_of(b->names[c]);
		if (is_hidden(b, how))
			continue;
		if (goes_to_head(b, c)) {
			if (*b->common[c])
				add_common(b, c);
			continue;
		}
		if (coded && (how & IS_NAME))
			continue;
		add_column(b, c);
		if (!coded || (int)c != household)
			continue;
		for (size_t k = 0; k < b->rows->columns; k++)
			if ((rule_of(b->names[k]) & IS_NAME) && !is_hidden(b, IS_NAME) && !goes_to_head(b, k))
				add_column(b, k);
	}
}

static int add_to_total(struct build *b, struct sheet_column *column, const char *cell)
{
	int64_t v;

	if (!column->summed || !*cell)
		return 0;
	if (!dec_parse(cell, &v) || !dec_add(column->total, v, &column->total))
		return diag_error(b->diag, EX_DATAERR, _("the sum of column %s is too large"), column->name);
	return 0;
}

/* A cell as the sheet has it: names masked, a village by its name and its code. */
static char *sheet_cell(const struct build *b, const char *column, const char *cell)
{
	const struct book *book = NULL;

	if (rule_of(column) & IS_NAME)
		return text_mask(cell, b->mask);
	if (b->spec->ledger && strcmp(column, "book") == 0)
		book = book_lookup(b->spec->ledger, cell);
	return book && *book->name ? xasprintf("%s %s", book->name, book->code) : xstrdup(cell);
}

static int add_rows(struct build *b)
{
	struct sheet *s = b->s;
	int rc = 0;

	s->cells = xcalloc((b->last - b->first) * s->ncolumns + 1, sizeof *s->cells);
	for (size_t i = b->first; i < b->last && rc == 0; i++) {
		char **to = s->cells + s->nrows++ * s->ncolumns;
		rows_cells(b->rows, i, b->cells);
		for (size_t c = 0; c < s->ncolumns; c++) {
			const char *cell = b->cells[b->from[c]];
			to[c] = sheet_cell(b, s->columns[c].name, cell);
			if (rc == 0)
				rc = add_to_total(b, &s->columns[c], cell);
		}
	}
	return rc;
}

/* How many households the sheet lists: the first thing one asks before a board. */
static void count_households(struct build *b)
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
	add_line(b->s, b->s->texts.text[SHEET_HOUSEHOLDS], dec_human((int64_t)seen.n * 100, number));
	map_free(&seen);
}

static char *make_title(const struct build *b)
{
	char *const *text = b->s->texts.text;
	enum sheet_text kind = SHEET_TITLE_OTHER;

	if (b->spec->title)
		return xstrdup(b->spec->title);
	if (*text[SHEET_TITLE])
		kind = SHEET_TITLE;
	else if (b->deductions)
		kind = SHEET_TITLE_DEDUCTIONS;
	else if (find_name(b, "receipt") >= 0)
		kind = SHEET_TITLE_REDEMPTIONS;
	else if (find_name(b, "score") >= 0)
		kind = SHEET_TITLE_SCORES;
	return xasprintf("%s%s%s", text[SHEET_PLACE], b->s->texts.zh || !*text[SHEET_PLACE] ? "" : ": ", text[kind]);
}

int sheet_build(struct sheet *s, struct sheet_texts *texts, const struct sheet_spec *spec, const struct rowset *rows,
		size_t first, size_t last, const char *const *names, struct diag *d)
{
	struct build b = {.s = s, .spec = spec, .rows = rows, .first = first, .last = last, .names = names, .diag = d};
	size_t n = rows->columns;
	int rc;

	*s = (struct sheet){.texts = *texts, .draft = true, .period = xstrdup("")};
	*texts = (struct sheet_texts){0};
	b.mask = spec->mask ? spec->mask : s->texts.mask;
	s->columns = xcalloc(n, sizeof *s->columns);
	b.cells = xcalloc(n, sizeof *b.cells);
	b.common = xcalloc(n, sizeof *b.common);
	b.from = xcalloc(n, sizeof *b.from);
	find_common(&b);
	add_columns(&b);
	count_households(&b);
	s->title = make_title(&b);
	rc = add_rows(&b);
	free(b.cells);
	free(b.common);
	free(b.from);
	return rc;
}

void sheet_free(struct sheet *s)
{
	for (size_t i = 0; i < s->nrows * s->ncolumns; i++)
		free(s->cells[i]);
	for (size_t i = 0; i < s->ncolumns; i++) {
		free(s->columns[i].name);
		free(s->columns[i].label);
	}
	for (size_t i = 0; i < s->nhead; i++) {
		free(s->head[i].label);
		free(s->head[i].value);
	}
	free(s->cells);
	free(s->columns);
	free(s->head);
	free(s->title);
	free(s->period);
	sheet_texts_free(&s->texts);
	*s = (struct sheet){0};
}
