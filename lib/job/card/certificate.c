/* The record of a volunteer: hours by the journal, truthful and free (Regulations on Volunteer Service, articles 19,
 * 21). */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/card/internal.h"
#include "ledger/sums/participants.h"
#include "paper/html.h"

/* One event; texts are owned. */
struct activity {
	int64_t seq;
	char date[DATE_SIZE];
	char *rule;
	char *title;
	int64_t hours; /* hundredths, as granted */
};

struct certificate {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	enum card_form form;
	struct member *m;
	char from[DATE_SIZE];
	char to[DATE_SIZE];
	char today[DATE_SIZE];
	struct activity *all; /* by date */
	size_t n;
	int64_t hours;
	char *number;         /* BOOK-MEMBER-SEQ */
	char hash[HASH_SIZE]; /* of the entry SEQ; "" without activities */
};

static const char *const names[] = {"book", "member", "seq", "date", "rule", "title", "quantity", NULL};
static const char *const text_names[] = {"date", "title", "quantity", "seq", NULL};

static const char style[] =
	"body{margin:0;background:#fff;color:#111;overflow-wrap:anywhere;"
	"font:12pt/1.7 " HTML_FONTS "}\n"
	".paper{max-width:50rem;margin:0 auto;padding:1.5rem 1rem}\n"
	"h1{font-size:24pt;line-height:1.3;letter-spacing:.15em;text-align:center;margin:4mm 0 8mm}\n"
	".text{text-indent:2em;margin:0 0 4mm}\n"
	".end{margin:8mm 0 0;text-align:right;break-inside:avoid}\n"
	".small{font-size:8.5pt;color:#333;margin:3mm 0 0}\n"
	".hex{font-family:\"DejaVu Sans Mono\",Consolas,Menlo,monospace}\n"
	"table{width:100%;border-collapse:collapse;font-size:10.5pt;line-height:1.4}\n"
	"th,td{border:1px solid #555;padding:.2rem .5rem;text-align:left}\n"
	"th{background:#f0f0f0;text-align:center;white-space:nowrap}\n"
	".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	".d{white-space:nowrap}\n"
	".d,.n{width:1%}\n"
	"@page{size:A4;margin:20mm 18mm}\n"
	"@media print{.paper{max-width:none;padding:0}thead{display:table-header-group}tr{break-inside:avoid}"
	"table{width:calc(100% - 1mm)}"
	"th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

static int certificate_add(struct certificate *c, const struct entry *e, const struct rule *rule, int64_t hours)
{
	struct activity *a;

	if (!dec_add(c->hours, hours, &c->hours))
		return diag_error(c->l->diag, EX_DATAERR, _("the hours of member %s cannot be counted"), c->m->code);
	c->all = xrealloc(c->all, c->n + 1, sizeof *c->all);
	a = &c->all[c->n++];
	*a = (struct activity){.seq = e->seq, .hours = hours};
	memcpy(a->date, e->date, sizeof a->date);
	a->rule = xstrdup(rule->code);
	a->title = xstrdup(*rule->title ? rule->title : rule->code);
	memcpy(c->hash, e->hash, sizeof c->hash);
	return 0;
}

/* An event that stands, of the member, by a rule that counts hours. */
static int certificate_take(void *ctx, const struct entry *e)
{
	struct certificate *c = ctx;
	const struct rule *rule;
	int64_t hours, by;
	int rc;

	if (e->kind != KIND_EARN || strcmp(e->member, c->m->code) != 0 || strcmp(e->date, c->from) < 0 ||
	    strcmp(e->date, c->to) > 0)
		return 0;
	rule = rulebook_peek(c->l, c->rules, c->m->book, e->rule, e->date, NULL);
	if (!rule || !standing_hours(rule, e, &hours) || hours <= 0)
		return 0;
	rc = journal_corrected(c->l, e->book_id, e->seq, KIND_REVERSE, &by);
	return rc || by ? rc : certificate_add(c, e, rule, hours);
}

static int by_date(const void *a, const void *b)
{
	const struct activity *x = a, *y = b;
	int order = strcmp(x->date, y->date);

	return order ? order : x->seq < y->seq ? -1 : 1;
}

/* Without -b the only book that has the member. */
static int certificate_find_member(struct certificate *c, const char *code)
{
	const struct book *book = NULL;
	int rc = c->job->book ? book_find(c->l, c->job->book, &book) : 0;

	for (size_t i = 0; rc == 0 && !book && i < c->l->nbooks; i++) {
		struct member *m;
		rc = roster_look_member(c->l, &c->l->books[i], code, &m);
		if (m && c->m)
			return diag_error(c->l->diag, EX_DATAERR,
					  _("member %s is in several books (%s, %s): give the book"), code,
					  c->m->book->code, m->book->code);
		if (m)
			c->m = m;
	}
	if (rc || c->m)
		return rc;
	if (!book)
		return diag_error(c->l->diag, EX_DATAERR, _("member %s is not on the roster"), code);
	return roster_member(c->l, book, code, NULL, &c->m);
}

/* The same certificate has the same number as long as nothing was added: the member, and the newest entry it counts. */
static void certificate_number(struct certificate *c)
{
	int64_t newest = 0;

	for (size_t i = 0; i < c->n; i++)
		if (c->all[i].seq > newest)
			newest = c->all[i].seq;
	c->number = xasprintf("%s-%s-%lld", c->m->book->code, c->m->code, (long long)newest);
	if (c->n)
		qsort(c->all, c->n, sizeof *c->all, by_date);
}

/* Who signs: the setting `seal`, else the village. */
static const char *certificate_issuer(const struct certificate *c)
{
	const char *seal = setting_get(c->l, c->m->book->id, "seal");

	return *seal ? seal : *c->m->book->name ? c->m->book->name : c->m->book->code;
}

static void certificate_print_rows(const struct certificate *c)
{
	bool text = c->form == CARD_TEXT;
	struct printer *p = job_print(c->job, text ? text_names : names);

	for (size_t i = 0; i < c->n; i++) {
		const struct activity *a = &c->all[i];
		char seq[24], hours[DEC_SIZE];
		snprintf(seq, sizeof seq, "%lld", (long long)a->seq);
		dec_format(a->hours, hours);
		if (text)
			printer_row(p, (const char *[]){a->date, a->title, hours, seq});
		else
			printer_row(p, (const char *[]){c->m->book->code, c->m->code, seq, a->date, a->rule, a->title,
							hours});
	}
	printer_end(p);
}

static void certificate_print_text(const struct certificate *c)
{
	FILE *f = c->job->out;
	char hours[DEC_SIZE];

	fprintf(f, _("Record of volunteer service %s\n"), c->number);
	fprintf(f, _("%s (%s) served %s hours in %zu activities\n"), c->m->name, c->m->code, dec_human(c->hours, hours),
		c->n);
	if (c->job->period)
		fprintf(f, _("from %s to %s\n"), c->from, c->to);
	fprintf(f, _("Issued by %s on %s\n\n"), certificate_issuer(c), c->today);
	certificate_print_rows(c);
}

static void certificate_activities(FILE *f, const struct certificate *c)
{
	char hours[DEC_SIZE];

	html_table(
		f,
		(const struct html_column[]){{"", _("Date")}, {"", _("Activity")}, {"", _("Hours")}, {"", _("Entry")}},
		4);
	for (size_t i = 0; i < c->n; i++) {
		const struct activity *a = &c->all[i];
		fprintf(f, "<tr><td class=\"d\">%s</td><td>", a->date);
		html_text(f, a->title);
		fprintf(f, "</td><td class=\"n\">%s</td><td class=\"n\">%lld</td></tr>\n", dec_human(a->hours, hours),
			(long long)a->seq);
	}
	html_table_end(f);
}

static void certificate_sentence(FILE *f, const struct certificate *c)
{
	char hours[DEC_SIZE], *text;
	const char *village = *c->m->book->name ? c->m->book->name : c->m->book->code;

	dec_human(c->hours, hours);
	if (c->job->period)
		text = xasprintf(_("%s (%s) of %s served %s hours as a volunteer in %zu activities from %s to %s."),
				 c->m->name, c->m->code, village, hours, c->n, c->from, c->to);
	else
		text = xasprintf(_("%s (%s) of %s served %s hours as a volunteer in %zu activities up to %s."),
				 c->m->name, c->m->code, village, hours, c->n, c->to);
	html_element(f, "p", "text", text);
	free(text);
}

static void certificate_print_html(FILE *f, const struct certificate *c)
{
	html_begin(f, card_language(), _("Record of volunteer service"), style);
	fputs("<section class=\"paper\">\n", f);
	html_element(f, "h1", "", _("Record of volunteer service"));
	certificate_sentence(f, c);
	if (c->n)
		certificate_activities(f, c);
	fputs("<p class=\"end\">", f);
	html_text(f, certificate_issuer(c));
	fprintf(f, "<br>%s</p>\n", c->today);
	fputs("<p class=\"small\">", f);
	html_text(f, _("Number"));
	putc(' ', f);
	html_text(f, c->number);
	if (c->n)
		fprintf(f, " <span class=\"hex\">%s</span>", c->hash);
	fputs("</p>\n", f);
	html_element(f, "p", "small", _("Free of charge, from the records of the village's journal."));
	fputs("</section>\n", f);
	html_end(f);
}

static int certificate_print(struct certificate *c)
{
	const char *language = lang_get();

	if (c->form == CARD_TEXT)
		certificate_print_text(c);
	else if (c->form == CARD_ROWS)
		certificate_print_rows(c);
	else {
		lang_set(card_paper_language(c->l, c->m->book));
		certificate_print_html(c->job->out, c);
		lang_set(language);
	}
	return 0;
}

static int certificate_make(struct certificate *c, const char *code)
{
	int rc = certificate_find_member(c, code);

	if (rc == 0)
		rc = rulebook_read(c->l, &c->rules);
	if (rc == 0)
		rc = journal_each(c->l, c->m->book, 1, 0, certificate_take, c);
	if (rc == 0) {
		certificate_number(c);
		rc = certificate_print(c);
	}
	for (size_t i = 0; i < c->n; i++) {
		free(c->all[i].rule);
		free(c->all[i].title);
	}
	free(c->all);
	free(c->number);
	rulebook_free(c->rules);
	return rc;
}

static int certificate_set_period(struct certificate *c)
{
	struct period p = {.first = DAY_FIRST, .last = c->l->today};
	int rc = c->job->period ? job_period(c->job, c->job->period, &p) : 0;

	date_format(p.first, c->from);
	date_format(p.last, c->to);
	date_format(c->l->today, c->today);
	return rc;
}

int job_certificate(struct job *job, const char *member, enum card_form form)
{
	struct certificate c = {.job = job, .form = form};
	char *code;
	int rc = ledger_open(&c.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	code = text_fold(xstrdup(member));
	rc = certificate_set_period(&c);
	if (rc == 0)
		rc = ledger_read_begin(c.l);
	if (rc == 0)
		rc = certificate_make(&c, code);
	ledger_read_end(c.l);
	free(code);
	ledger_close(c.l);
	return rc;
}
