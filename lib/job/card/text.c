/* A card for the counter, and its entries as a stream. */
#include "base/dec.h"
#include "base/lang.h"
#include "job/card/internal.h"

static const char *const text_names[] = {"date",    "title", "quantity", "score", "points",
					 "balance", "seq",   "corrects", NULL};
/* With a column more where somebody objected. */
static const char *const text_names_disputed[] = {"date",    "title", "quantity", "score",   "points",
						  "balance", "seq",   "corrects", "dispute", NULL};
static const char *const row_names[] = {"book",    "household", "seq",      "date",   "period", "kind",    "rule",
					"item",    "title",     "quantity", "score",  "points", "balance", "corrects",
					"dispute", "left",      "last_day", "reason", NULL};

/* The figures of an entry as text. */
struct figure_texts {
	char seq[24], quantity[DEC_SIZE], score[DEC_SIZE], points[DEC_SIZE], balance[DEC_SIZE], left[DEC_SIZE];
};

static void text_figures(const struct card_entry *e, struct figure_texts *f)
{
	*f = (struct figure_texts){.quantity = ""};
	snprintf(f->seq, sizeof f->seq, "%lld", (long long)e->seq);
	if (e->quantity != BLANK)
		dec_format(e->quantity, f->quantity);
	dec_format(e->score, f->score);
	dec_format(e->points, f->points);
	dec_format(e->balance, f->balance);
	if (e->left)
		dec_format(e->left, f->left);
}

static void text_lines(FILE *f, const char *before, const struct card_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		fprintf(f, "%s%s\n", before, lines->line[i]);
}

static void text_heading(FILE *f, const struct card *c)
{
	const struct household *h = c->h;
	char balance[DEC_SIZE], available[DEC_SIZE];

	fprintf(f, _("Household %s  %s  %s  %s\n"), h->code, h->head, h->group,
		*h->book->name ? h->book->name : h->book->code);
	fprintf(f, _("Balance %s  available %s\n"), dec_human(h->balance, balance),
		dec_human(c->available.available, available));
	text_lines(f, "", &c->why);
	text_lines(f, "", &c->about);
	text_lines(f, "", &c->expiry);
	text_lines(f, _("Grade "), &c->grades);
	text_lines(f, _("Honour "), &c->honors);
	fputs("\n", f);
}

int card_print_text(const struct card *c)
{
	const struct job *job = c->run->job;
	struct printer *p;
	struct figure_texts x;

	if (c->run->n > 0)
		fputs("\f", job->out);
	text_heading(job->out, c);
	p = job_print(job, c->disputes.n ? text_names_disputed : text_names);
	for (size_t i = 0; i < c->n; i++) {
		const struct card_entry *e = &c->entries[i];
		text_figures(e, &x);
		printer_row(p, (const char *[]){e->date, e->title, x.quantity, x.score, x.points, x.balance, x.seq,
						e->corrects, e->disputes});
	}
	printer_end(p);
	return 0;
}

struct printer *card_rows_begin(const struct job *job)
{
	return job_print(job, row_names);
}

void card_print_rows(const struct card *c)
{
	struct figure_texts x;

	for (size_t i = 0; i < c->n; i++) {
		const struct card_entry *e = &c->entries[i];
		text_figures(e, &x);
		printer_row(c->run->rows, (const char *[]){c->h->book->code, c->h->code, x.seq, e->date, e->period,
							   kind_name(e->kind), e->rule, e->item, e->title, x.quantity,
							   x.score, x.points, x.balance, e->corrects, e->disputes,
							   x.left, e->last_day, e->reason});
	}
}
