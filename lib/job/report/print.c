/* A report as rows, beside another period's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/report/internal.h"

static const char *const plain_columns[] = {"book", "period", "topic", "key", "title", "value", NULL};
static const char *const compared_columns[] = {"book",  "period",  "topic",  "key", "title",
					       "value", "against", "change", NULL};

/* One line of a report, kept to be put beside another. */
struct kept_line {
	const char *topic, *key, *title; /* borrowed */
	int64_t value;
	bool hundredths;
	bool met; /* the other report has the same line */
};

struct keeping {
	struct map index; /* topic TAB key TAB title → place in lines */
	struct kept_line *lines;
	size_t room;
	int shift; /* months from the months of this report to those of the other */
};

struct report_printing {
	struct job *job;
	struct printer *out;
	const struct report *report;
	const struct report_book *book;
	struct keeping *against; /* NULL: nothing to compare with */
	int rc;
};

static int month_number(const char *month)
{
	return atoi(month) * 12 + atoi(month + 5) - 1;
}

static bool is_month(const char *topic)
{
	return strncmp(topic, "month_", strlen("month_")) == 0;
}

/* A month is found under the month at the same place of the other period. */
static char *line_key(const char *topic, const char *key, const char *title, int shift)
{
	int n;

	if (!is_month(topic))
		return xasprintf("%s\t%s\t%s", topic, key, title);
	n = month_number(key) + shift;
	return xasprintf("%s\t%04d-%02d\t", topic, n / 12, n % 12 + 1);
}

static void keep_line(void *ctx, const char *topic, const char *key, const char *title, int64_t value, bool hundredths)
{
	struct keeping *k = ctx;
	char *name = line_key(topic, key, title, k->shift);
	size_t at = (size_t)*map_put(&k->index, name, strlen(name), (int64_t)k->index.n, NULL);

	if (k->index.n > k->room) {
		k->room = 2 * k->index.n;
		k->lines = xrealloc(k->lines, k->room, sizeof *k->lines);
	}
	k->lines[at] = (struct kept_line){topic, key, title, value, hundredths, false};
	free(name);
}

static struct kept_line *find_line(struct keeping *k, const char *topic, const char *key, const char *title)
{
	char *name = line_key(topic, key, title, 0);
	const int64_t *at = map_get(&k->index, name, strlen(name));

	free(name);
	return at ? &k->lines[*at] : NULL;
}

static const char *figure_shown(int64_t v, bool hundredths, char buf[static DEC_SIZE])
{
	if (hundredths)
		return dec_format(v, buf);
	snprintf(buf, DEC_SIZE, "%lld", (long long)v);
	return buf;
}

static void report_print_row(struct report_printing *p, const struct kept_line *line, int64_t before, bool compared)
{
	char cell[3][DEC_SIZE];
	int64_t change;

	if (!dec_sub(line->value, before, &change)) {
		p->rc = diag_error(p->job->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"),
				   p->book->code);
		return;
	}
	printer_row(p->out, (const char *[]){p->book->code, p->report->period.text, line->topic, line->key, line->title,
					     figure_shown(line->value, line->hundredths, cell[0]),
					     compared ? figure_shown(before, line->hundredths, cell[1]) : "",
					     compared ? figure_shown(change, line->hundredths, cell[2]) : ""});
}

/* What the other period does not have was nothing there; a month that it does not have is beside none. */
static void report_print_line(void *ctx, const char *topic, const char *key, const char *title, int64_t value,
			      bool hundredths)
{
	struct report_printing *p = ctx;
	struct kept_line *before = p->against ? find_line(p->against, topic, key, title) : NULL;

	if (before)
		before->met = true;
	report_print_row(p, &(struct kept_line){topic, key, title, value, hundredths, false},
			 before ? before->value : 0, before || !is_month(topic));
}

/* What only the other period has is nothing now; its further months are left out. */
static void print_unmet(struct report_printing *p)
{
	for (size_t i = 0; i < p->against->index.n; i++) {
		struct kept_line line = p->against->lines[i];
		int64_t before = line.value;
		line.value = 0;
		if (!line.met && !is_month(line.topic))
			report_print_row(p, &line, before, true);
	}
}

static int shift_between(const struct report *from, const struct report *to)
{
	char a[MONTH_SIZE], b[MONTH_SIZE];

	return month_number(month_of(to->period.first, a)) - month_number(month_of(from->period.first, b));
}

static void report_print_book(struct report_printing *p, const struct report_book *b, const struct report *other,
			      const struct report_book *against)
{
	struct keeping k = {.shift = other ? shift_between(other, p->report) : 0};

	p->book = b;
	p->against = against ? &k : NULL;
	if (against)
		report_lines(against, keep_line, &k);
	report_lines(b, report_print_line, p);
	if (against)
		print_unmet(p);
	map_free(&k.index);
	free(k.lines);
}

int report_print(struct job *job, const struct report *r, const struct report *against)
{
	struct report_printing p = {.job = job, .report = r};

	p.out = job_print(job, against ? compared_columns : plain_columns);
	for (size_t i = 0; i < r->n; i++)
		report_print_book(&p, &r->books[i], against, against ? &against->books[i] : NULL);
	if (r->n > 1)
		report_print_book(&p, &r->all, against, against ? &against->all : NULL);
	printer_end(p.out);
	return p.rc;
}
