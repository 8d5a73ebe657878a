/* Grading everybody over a period. */
#include "job/grade/grade.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/grade/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/post/post.h"

static const char *const run_columns[] = {"book",    "period", "scale",  "household", "name",  "group",
					  "member",  "basis",  "figure", "grade",     "title", "stars",
					  "benefit", "old",    "state",  NULL};

/* What one scale finds in one book. */
struct scale_grades {
	struct grading *g;
	const char *scale;
	const char *basis;
	struct standings standings;
	int64_t *figures; /* of each standing; BLANK: nothing was rated, or a veto */
	struct map old;   /* household, NUL, member → 1 + index into grades */
	char **grades;
	size_t ngrades;
	bool *met; /* those of `grades` that are graded again */
};

static void grade_key(struct buf *b, const char *household, const char *member)
{
	buf_clear(b);
	buf_add(b, household, strlen(household) + 1);
	buf_puts(b, member);
}

static int keep_old(void *ctx, const struct graded *was)
{
	struct scale_grades *f = ctx;
	struct buf key = {0};

	grade_key(&key, was->household, was->member);
	map_put(&f->old, buf_str(&key), key.n, (int64_t)f->ngrades, NULL);
	buf_free(&key);
	f->grades = xrealloc(f->grades, f->ngrades + 1, sizeof *f->grades);
	f->grades[f->ngrades++] = xstrdup(was->grade);
	return 0;
}

/* Who has an event in the period stands somewhere; under a veto the score counts for nothing (facts: Wendeng). */
static void set_figures(struct scale_grades *f)
{
	const struct standings *s = &f->standings;
	bool hours = strcmp(f->basis, "hours") == 0;
	int64_t *raw = xcalloc(s->n + 1, sizeof *raw);

	f->figures = xcalloc(s->n + 1, sizeof *f->figures);
	for (size_t i = 0; i < s->n; i++) {
		const struct standing *x = &s->all[i];
		bool stands = x->household && x->household->active && x->events > 0 && x->veto == 0;
		raw[i] = stands ? hours ? x->hours : x->score : BLANK;
	}
	if (strcmp(f->basis, "rank") == 0)
		grade_ranks(raw, s->n, f->figures);
	else if (strcmp(f->basis, "percentile") == 0)
		grade_percentiles(raw, s->n, f->figures);
	else
		memcpy(f->figures, raw, s->n * sizeof *raw);
	free(raw);
}

/* Somebody as a row shows him. */
struct shown {
	const char *household, *name, *group, *member;
};

static void print_grade(const struct scale_grades *f, const struct shown *who, int64_t figure, int step, const char *old,
		  const char *state)
{
	const struct grading *g = f->g;
	char number[DEC_SIZE] = "";

	if (figure != BLANK)
		dec_format(figure, number);
	printer_row(g->out, (const char *[]){g->book->code, g->period.text, f->scale, who->household, who->name,
					     who->group, who->member, f->basis, number, grading_cell(g, step, "grade"),
					     grading_cell(g, step, "title"), grading_cell(g, step, "stars"),
					     grading_cell(g, step, "benefit"), old, state});
}

/* The grade before; NULL: none was given. */
static const char *find_old(struct scale_grades *f, const char *household, const char *member)
{
	struct buf key = {0};
	int64_t *at;

	grade_key(&key, household, member);
	at = map_get(&f->old, buf_str(&key), key.n);
	buf_free(&key);
	if (!at)
		return NULL;
	f->met[*at] = true;
	return f->grades[*at];
}

static int grade_one(struct scale_grades *f, size_t i)
{
	struct grading *g = f->g;
	const struct standing *x = &f->standings.all[i];
	const struct roll_line *h = x->household;
	const struct shown who = {h->code, x->member ? x->member->name : h->name, h->group,
				  x->member ? x->member->code : ""};
	int step = grade_pick(g->limits, g->last - g->first, f->figures[i], strcmp(f->basis, "rank") == 0);
	struct graded now = {f->scale,
			     g->period.text,
			     who.household,
			     who.member,
			     grading_cell(g, step, "grade"),
			     f->figures[i],
			     step >= 0 && grade_is_earned(&g->limits[step])};
	const char *old = find_old(f, now.household, now.member);

	print_grade(f, &who, f->figures[i], step, old ? old : "",
	      !old                          ? "new"
	      : strcmp(old, now.grade) == 0 ? "same"
					    : "changed");
	return grades_put(g->l, g->book, &now);
}

/* Those graded before who are not there any more. */
static void print_gone(struct scale_grades *f)
{
	for (size_t i = 0; i < f->ngrades; i++) {
		const char *household = map_key(&f->old, i, NULL), *member = household + strlen(household) + 1;
		const struct roll_line *h = roll_find(&f->g->households, household);
		const struct roll_line *person = *member ? roll_find(&f->g->members, member) : h;
		if (!f->met[i])
			print_grade(f, &(struct shown){household, person ? person->name : "", h ? h->group : "", member},
			      BLANK, -1, f->grades[i], "gone");
	}
}

/* The digest of what is stored, in the chain. */
static int record(struct scale_grades *f, const char *hex)
{
	struct grading *g = f->g;
	struct entry e = entry_new(KIND_GRADE);
	char *ref = xasprintf("%s %s %s", f->scale, g->period.text, hex);
	bool late;
	int rc;

	e.book_id = g->book->id;
	e.ref = ref;
	e.actor = g->job->actor;
	date_format(g->l->today, e.date);
	rc = journal_month(g->l, g->book->id, g->l->today, e.period, &late);
	if (rc == 0)
		rc = post_entry(g->l, &(struct post){.entry = &e});
	free(ref);
	return rc;
}

static int replace_all(struct scale_grades *f)
{
	struct grading *g = f->g;
	int rc = grades_clear(g->l, g->book, f->scale, g->period.text);

	set_figures(f);
	f->met = xcalloc(f->ngrades + 1, sizeof *f->met);
	for (size_t i = 0; i < f->standings.n && rc == 0; i++)
		if (f->standings.all[i].household && f->standings.all[i].household->active)
			rc = grade_one(f, i);
	if (rc == 0)
		print_gone(f);
	return rc;
}

/* A figure that moved within its grade is a change of what is stored, too. */
static int grade_scale(struct scale_grades *f)
{
	struct grading *g = f->g;
	char before[HASH_SIZE], after[HASH_SIZE];
	int rc = grades_digest(g->l, g->book, f->scale, g->period.text, before);

	if (rc == 0)
		rc = replace_all(f);
	if (rc == 0)
		rc = grades_digest(g->l, g->book, f->scale, g->period.text, after);
	if (rc || strcmp(before, after) == 0)
		return rc;
	g->changed = true;
	return record(f, after);
}

/* Said once for all scales of a book. */
static int check_closed(struct grading *g)
{
	char month[MONTH_SIZE];
	int rc = g->checked == g->book ? 0 : standings_open_month(g->l, g->book, &g->period, month);

	if (rc || g->checked == g->book)
		return rc;
	g->checked = g->book;
	if (*month && !g->job->dry_run)
		return diag_error(g->l->diag, EX_REFUSED, _("%s of %s is open: close it first, or look with --dry-run"),
				  month, g->book->code);
	if (*month)
		diag_warn(g->l->diag, _("%s of %s is open: what is shown may change"), month, g->book->code);
	return 0;
}

static int run_scale(struct grading *g, const char *scale)
{
	struct scale_grades f = {.g = g, .scale = scale, .basis = grading_cell(g, 0, "basis")};
	const struct measure m = {standing_level_of(grading_cell(g, 0, "level")), "", "", "", "", false};
	const struct rulebook *rules;
	int rc = check_closed(g);

	if (rc == 0)
		rc = ledger_rules(g->l, &rules);
	if (rc == 0)
		rc = standings_read(g->l, rules, g->book, &g->period, &m, &f.standings);
	if (rc == 0)
		rc = grades_each(g->l, g->book, scale, g->period.text, keep_old, &f);
	if (rc == 0)
		rc = grade_scale(&f);
	standings_free(&f.standings);
	map_free(&f.old);
	for (size_t i = 0; i < f.ngrades; i++)
		free(f.grades[i]);
	free(f.grades);
	free(f.met);
	free(f.figures);
	return rc;
}

int job_grade_run(struct job *job, const char *scale)
{
	struct grading g = {.job = job, .wanted = scale};
	int rc = job_months(job, job->period, &g.period);

	if (rc == 0)
		rc = ledger_open(&g.l, job->ledger, LEDGER_WRITE, job->diag);
	if (rc)
		return rc;
	rc = ledger_begin(g.l);
	if (rc == 0) {
		g.out = job_print(job, run_columns);
		rc = grading_each(&g, run_scale);
		rc = ledger_finish(g.l, rc, job->dry_run || !g.changed);
		printer_end(g.out);
	}
	grading_close(&g);
	return rc;
}
