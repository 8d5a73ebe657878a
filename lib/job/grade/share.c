/* The share of each village's households that have a grade. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/grade/grade.h"
#include "job/grade/internal.h"

static const char *const share_columns[] = {"book",  "period", "scale", "households", "graded",
					    "share", "limit",  "state", NULL};

struct sharing {
	struct grading g;  /* first: it is what the walk hands on */
	struct map graded; /* households of the scale at hand that have a grade */
	bool stored;	   /* anything is, for the scale at hand */
};

static int count_one(void *ctx, const struct graded *was)
{
	struct sharing *x = ctx;

	x->stored = true;
	if (was->earned && grading_is_active(&x->g, was->household))
		map_put(&x->graded, was->household, strlen(was->household), 0, NULL);
	return 0;
}

/* Households of the book that a share is of. */
static int64_t count_active(const struct roll *r)
{
	int64_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->all[i].active;
	return n;
}

/* A village is a credit village when so many percent of its households have a grade (facts: Puji, 70). */
static int share_scale(struct grading *g, const char *scale)
{
	struct sharing *x = (struct sharing *)g;
	int64_t all = count_active(&g->households), limit = 0, share = 0, graded;
	char households[24], count[24], percent[DEC_SIZE], needed[DEC_SIZE];
	int rc;

	x->stored = false;
	rc = grades_each(g->l, g->book, scale, g->period.text, count_one, x);
	graded = (int64_t)x->graded.n;
	map_free(&x->graded);
	if (rc == 0 && !x->stored)
		diag_warn(g->l->diag, _("%s has no grades of scale %s for %s yet: `pts-grade run` makes them"),
			  g->book->code, scale, g->period.text);
	if (rc || all == 0 || !x->stored)
		return rc;
	dec_parse(setting_get(g->l, g->book->id, "credit_share"), &limit);
	dec_muldiv(graded, 100 * 100, all, &share);
	snprintf(households, sizeof households, "%" PRId64, all);
	snprintf(count, sizeof count, "%" PRId64, graded);
	/* Exactly, not by the rounded share: 69.997 is not 70. */
	printer_row(g->out, (const char *[]){g->book->code, g->period.text, scale, households, count,
					     dec_format(share, percent), dec_format(limit, needed),
					     (__int128)graded * 100 * 100 >= (__int128)limit * all ? "yes" : "no"});
	return 0;
}

static int print_shares(struct grading *g, const struct book *book)
{
	int rc;

	(void)book;
	g->out = job_print(g->job, share_columns);
	rc = grading_each(g, share_scale);
	printer_end(g->out);
	return rc;
}

int job_grade_share(struct job *job, const char *scale)
{
	struct sharing x = {.g = {.job = job, .wanted = scale}};
	int rc = job_months(job, job->period, &x.g.period);

	return rc ? rc : grading_read(&x.g, print_shares);
}
