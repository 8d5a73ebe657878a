/* Grades as they are stored, for the village or for a bank. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/grade/grade.h"
#include "job/grade/internal.h"

/* What a list may show, in this order; a bank gets of it what the setting bank_fields names. */
enum grade_field {
	BOOK,
	PERIOD,
	SCALE,
	HOUSEHOLD,
	NAME,
	GROUP,
	ADDRESS,
	MEMBER,
	FIGURE,
	GRADE,
	TITLE,
	STARS,
	BENEFIT,
	FIELDS
};

static const char *const field_names[FIELDS] = {"book",   "period", "scale", "household", "name",  "group",  "address",
						"member", "figure", "grade", "title",     "stars", "benefit"};

struct grade_list {
	struct grading g; /* first: it is what the walk hands on */
	bool bank;
	enum grade_field shown[FIELDS];
	size_t nshown;
	struct map consents; /* of the book at hand: household → index of its address */
	char **addresses;
	struct map left_out; /* households without consent: BOOK:HOUSEHOLD */
};

static struct grade_list *list_of(struct grading *g)
{
	return (struct grade_list *)g;
}

/* Whether a bank may see a field of a household of the book. */
static bool bank_sees(const struct grading *g, const struct book *book, enum grade_field f)
{
	return f <= SCALE || text_has_word(setting_get(g->l, book ? book->id : 0, "bank_fields"), field_names[f]);
}

static void choose_fields(struct grade_list *x, const struct book *book)
{
	for (enum grade_field f = BOOK; f < FIELDS; f++)
		if (x->bank ? bank_sees(&x->g, book, f) : f != ADDRESS)
			x->shown[x->nshown++] = f;
}

static void start_list(struct grade_list *x, const struct book *book)
{
	const char *names[FIELDS + 1] = {NULL};

	choose_fields(x, book);
	for (size_t i = 0; i < x->nshown; i++)
		names[i] = field_names[x->shown[i]];
	x->g.out = job_print(x->g.job, names);
}

/* The addresses of the households of the book that consent: only a bank's list needs them. */
static int read_consents(struct grade_list *x)
{
	const struct table *t = table_find("households");
	int household = table_field(t, "household"), consent = table_field(t, "consent"),
	    address = table_field(t, "address");
	struct table_row row;

	table_walk(x->g.l, t, x->g.book->id, &row);
	while (table_next(&row)) {
		if (strcmp(row.cell[consent], "yes") != 0)
			continue;
		x->addresses = xrealloc(x->addresses, x->consents.n + 1, sizeof *x->addresses);
		x->addresses[x->consents.n] = xstrdup(row.cell[address]);
		map_put(&x->consents, row.cell[household], strlen(row.cell[household]), (int64_t)x->consents.n, NULL);
	}
	return table_end(&row);
}

static void forget_consents(struct grade_list *x)
{
	for (size_t i = 0; i < x->consents.n; i++)
		free(x->addresses[i]);
	free(x->addresses);
	x->addresses = NULL;
	map_free(&x->consents);
}

static void print_listed(struct grade_list *x, const struct graded *was, const char *address)
{
	struct grading *g = &x->g;
	const struct roll_line *h = roll_find(&g->households, was->household),
			       *person = *was->member ? roll_find(&g->members, was->member) : h;
	int step = grading_step(g, was->grade);
	char figure[DEC_SIZE] = "";
	const char *all[FIELDS], *row[FIELDS];

	if (was->figure != BLANK)
		dec_format(was->figure, figure);
	memcpy(all,
	       (const char *[]){g->book->code, was->period, was->scale, was->household, person ? person->name : "",
				h ? h->group : "", address, was->member, figure, was->grade,
				grading_cell(g, step, "title"), grading_cell(g, step, "stars"),
				grading_cell(g, step, "benefit")},
	       sizeof all);
	for (size_t i = 0; i < x->nshown; i++)
		row[i] = !x->bank || bank_sees(g, g->book, x->shown[i]) ? all[x->shown[i]] : "";
	printer_row(g->out, row);
}

/* A household counts once, however many members and scales it has. */
static void leave_out(struct grade_list *x, const char *household)
{
	char *key = xasprintf("%s:%s", x->g.book->code, household);

	map_put(&x->left_out, key, strlen(key), 0, NULL);
	free(key);
}

static int list_grade(void *ctx, const struct graded *was)
{
	struct grade_list *x = ctx;
	const int64_t *at = map_get(&x->consents, was->household, strlen(was->household));

	/* Who has no grade, or has left, is nothing that a bank is told of. */
	if (x->bank && (!*was->grade || !grading_is_active(&x->g, was->household)))
		return 0;
	grading_find(&x->g, was->scale);
	if (!x->bank || at)
		print_listed(x, was, at ? x->addresses[*at] : "");
	else
		leave_out(x, was->household);
	return 0;
}

/* What was graded once is listed although the scheme may have its scale no more. */
static int list_grades(struct grading *g)
{
	struct grade_list *x = list_of(g);
	int rc = x->bank ? read_consents(x) : 0;

	if (rc == 0)
		rc = grades_each(g->l, g->book, g->wanted ? g->wanted : "", g->period.text, list_grade, x);
	forget_consents(x);
	return rc;
}

static int print_list(struct grading *g, const struct book *book)
{
	struct grade_list *x = list_of(g);
	int rc;

	start_list(x, book);
	rc = grading_books(g, list_grades);
	printer_end(g->out);
	return rc;
}

int job_grade_list(struct job *job, const char *scale, bool bank)
{
	struct grade_list x = {.g = {.job = job, .wanted = scale}, .bank = bank};
	int rc = job->period ? job_months(job, job->period, &x.g.period) : 0;

	if (rc == 0)
		rc = grading_read(&x.g, print_list);
	if (rc == 0 && x.left_out.n > 0)
		diag_warn(job->diag,
			  _("households left out because they did not consent to be on a list for a bank: %zu"),
			  x.left_out.n);
	map_free(&x.left_out);
	return rc;
}
