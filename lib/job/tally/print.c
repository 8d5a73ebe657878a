/* The rows of a tally, printed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "job/tally/internal.h"

enum { FIGURES = 11, MOST_COLUMNS = 2 + KEY_COUNT + 3 + FIGURES };

static const char *const figure_names[FIGURES] = {"events",  "earned", "deducted", "score", "points", "redeemed",
						  "expired", "other",  "balance",  "veto",  NULL};

/* What stands in a column before the figures. */
enum shown { SHOW_BOOK, SHOW_PERIOD, SHOW_KEY, SHOW_NAME, SHOW_GROUP, SHOW_HOUSEHOLD };

struct head_column {
	const char *name;
	enum shown shown;
	enum tally_key key;
};

struct tally_printing {
	struct tallying *t;
	struct head_column head[MOST_COLUMNS];
	size_t nhead;
	char period[32];
	struct printer *out;
	char figures[FIGURES][DEC_SIZE];
	char veto[ADDRESS_SIZE];
};

static void add_head_column(struct tally_printing *p, const char *name, enum shown shown, enum tally_key key)
{
	for (size_t i = 0; i < p->nhead; i++)
		if (strcmp(p->head[i].name, name) == 0)
			return;
	p->head[p->nhead++] = (struct head_column){name, shown, key};
}

/* A key and what it is called; a column that is a key itself, or there already, is left to that. */
static void add_key_columns(struct tally_printing *p, enum tally_key key)
{
	const bool *has = p->t->has;

	if (key == KEY_MEMBER && !has[KEY_HOUSEHOLD])
		add_head_column(p, "household", SHOW_HOUSEHOLD, key);
	if (key != KEY_BOOK)
		add_head_column(p, tally_key_names[key], SHOW_KEY, key);
	if (key == KEY_HOUSEHOLD || key == KEY_MEMBER || (key == KEY_BOOK && !has[KEY_HOUSEHOLD] && !has[KEY_MEMBER]))
		add_head_column(p, "name", SHOW_NAME, key);
	if (key == KEY_HOUSEHOLD && !has[KEY_GROUP])
		add_head_column(p, "group", SHOW_GROUP, key);
}

static void print_heading(struct tally_printing *p)
{
	const char *names[MOST_COLUMNS];
	size_t n = 0;

	add_head_column(p, "book", SHOW_BOOK, KEY_BOOK);
	add_head_column(p, "period", SHOW_PERIOD, KEY_BOOK);
	for (size_t i = 0; i < p->t->nkeys; i++)
		add_key_columns(p, p->t->keys[i]);
	for (; n < p->nhead; n++)
		names[n] = p->head[n].name;
	for (size_t i = 0; figure_names[i]; i++)
		names[n++] = figure_names[i];
	p->out = printer_new(p->t->job->out, &p->t->job->print, names, n);
}

/* Days say that sums are by date, months that they are by the month counted in; either can be given to -p again. */
static void name_period(struct tally_printing *p)
{
	const struct tallying *t = p->t;
	char today[DATE_SIZE];
	const char *first = t->whole ? t->low : t->from, *last = t->whole ? t->high : t->to;

	if (!*first)
		first = last = date_format(t->l->today, today);
	if (!t->whole && !t->happened)
		snprintf(p->period, sizeof p->period, "%s", t->period.text);
	else if (t->happened)
		snprintf(p->period, sizeof p->period, "%.10s..%.10s", first, last);
	else if (strncmp(first, last, MONTH_SIZE - 1) == 0)
		snprintf(p->period, sizeof p->period, "%.7s", first);
	else
		snprintf(p->period, sizeof p->period, "%.7s..%.7s", first, last);
}

/* The person meant: the member where there is one, else the household. */
static const struct roll_line *find_person(const struct book_tally *b, const char *const *cells)
{
	if (cells[KEY_MEMBER] && *cells[KEY_MEMBER])
		return roll_find(&b->members, cells[KEY_MEMBER]);
	return cells[KEY_HOUSEHOLD] ? roll_find(&b->households, cells[KEY_HOUSEHOLD]) : NULL;
}

static const char *head_cell(const struct tally_printing *p, const struct book_tally *b, const struct head_column *c,
			     const char *const *cells, const struct roll_line *person)
{
	switch (c->shown) {
	case SHOW_BOOK:
		return b->book->code;
	case SHOW_PERIOD:
		return p->period;
	case SHOW_KEY:
		return cells[c->key];
	case SHOW_NAME:
		return c->key == KEY_BOOK ? b->book->name : person ? person->name : NULL;
	case SHOW_HOUSEHOLD:
		return person ? person->household : NULL;
	default:
		if (b->t->has[KEY_MEMBER])
			person = roll_find(&b->households, cells[KEY_HOUSEHOLD]);
		return person ? person->group : NULL;
	}
}

static void put_figures(struct tally_printing *p, const struct sums *s, const char **out)
{
	const int64_t v[] = {s->earned, s->deducted, sums_score(s), s->points, s->redeemed, s->expired, s->other};

	snprintf(p->figures[0], DEC_SIZE, "%" PRId64, s->events);
	out[0] = p->figures[0];
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		out[i + 1] = dec_format(v[i], p->figures[i + 1]);
}

static const char *veto_cell(struct tally_printing *p, const struct book_tally *b, const char *household)
{
	const int64_t *seq = household ? map_get(&b->vetoes, household, strlen(household)) : NULL;

	return seq ? address_format(b->book->code, *seq, p->veto) : NULL;
}

static void tally_print_row(struct tally_printing *p, const struct book_tally *b, size_t i)
{
	const struct tally_row *row = &b->tally.rows[i];
	const char *out[MOST_COLUMNS] = {NULL}, *cells[KEY_COUNT], **figures = out + p->nhead;
	const struct roll_line *person;

	tally_split_key(b, i, cells);
	person = find_person(b, cells);
	for (size_t c = 0; c < p->nhead; c++)
		out[c] = head_cell(p, b, &p->head[c], cells, person);
	if (!row->silent)
		put_figures(p, &row->sums, figures);
	if (b->t->balanced)
		figures[8] = dec_format(row->balance, p->figures[8]);
	figures[9] = veto_cell(p, b, cells[KEY_HOUSEHOLD]);
	printer_row(p->out, out);
}

void tally_print(struct tallying *t)
{
	struct tally_printing p = {.t = t};

	name_period(&p);
	print_heading(&p);
	for (size_t i = 0; i < t->nbooks; i++) {
		const struct book_tally *b = &t->books[i];
		for (size_t k = 0; k < b->tally.n; k++)
			if (!b->tally.rows[b->order[k]].left_out)
				tally_print_row(&p, b, b->order[k]);
	}
	printer_end(p.out);
}
