/* Coupons as a sheet to print and cut: one card a code, several to a page, each with its QR code. */
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "domain/coupon_code.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"
#include "job/shop/shop.h"
#include "paper/html.h"
#include "paper/qr.h"

enum { CODE, TITLE, ITEM, VALUE, UNTIL, BOOK, HOUSEHOLD, RECEIPT };

static const char *const used[] = {"code", "title", "item", "value", "until", "book", "household", "receipt", NULL};

static const char style[] =
	"@page{size:A4;margin:12mm}\n"
	"body{margin:0;background:#fff;color:#111;overflow-wrap:anywhere;"
	"font:11pt/1.4 " HTML_FONTS "}\n"
	"h1{font-size:14pt;margin:0 0 4mm;text-align:center}\n"
	".cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(86mm,1fr));gap:3mm}\n"
	".card{display:grid;grid-template-columns:30mm 1fr;gap:0 3mm;border:1px dashed "
	"#555;padding:3mm;min-height:46mm;box-sizing:border-box;break-inside:avoid}\n"
	".card svg{width:30mm;height:30mm}\n"
	".card h2{font-size:13pt;margin:0 0 1mm;line-height:1.25}\n"
	".card p{margin:0}\n"
	".code{grid-column:1/3;text-align:center;white-space:nowrap;font:600 12pt/1.6 \"DejaVu Sans Mono\",\"Noto Sans "
	"Mono\",monospace}\n"
	".small{font-size:9pt;color:#333}\n";

/* The words of a card, in Chinese and in English. */
static const struct words {
	const char *lang, *title, *value, *until, *endless, *receipt, *household, *once, *qr;
} words[] = {
	{"zh", "兑换券", "价值（元）", "有效期至", "长期有效", "凭证", "户", "凭券码使用一次", "券码二维码"},
	{"en", "Coupons", "Value (yuan)", "Valid until", "Valid without end", "Receipt", "Household",
	 "Good for one use", "QR code of the coupon"},
};

struct coupon_sheet {
	struct job *job;
	struct cells cells;
	const struct words *words;
	size_t n;
};

static void card_line(FILE *f, const char *class, const char *label, const char *text)
{
	fprintf(f, "<p class=\"%s\">", class);
	html_text(f, label);
	if (*text)
		putc(' ', f);
	html_text(f, text);
	fputs("</p>\n", f);
}

static int card(struct coupon_sheet *s, const char *code)
{
	FILE *f = s->job->out;
	const char *until = cell_text(&s->cells, UNTIL), *value = cell_text(&s->cells, VALUE),
		   *title = cell_text(&s->cells, TITLE);

	fputs("<section class=\"card\">\n", f);
	if (qr_svg(f, code, s->words->qr) != 0)
		return diag_error(s->job->diag, EX_SOFTWARE, _("code %s is too long for a QR code"), code);
	fputs("\n<div>\n<h2>", f);
	html_text(f, *title ? title : cell_text(&s->cells, ITEM));
	fputs("</h2>\n", f);
	card_line(f, "until", *until ? s->words->until : s->words->endless, until);
	/* The value of several in one row is that of all. */
	if (*value && !strchr(cell_text(&s->cells, CODE), ' '))
		card_line(f, "small", s->words->value, value);
	card_line(f, "small", s->words->receipt, cell_text(&s->cells, RECEIPT));
	card_line(f, "small", s->words->household, cell_text(&s->cells, HOUSEHOLD));
	card_line(f, "small", s->words->once, "");
	fputs("</div>\n", f);
	card_line(f, "code", code, "");
	fputs("</section>\n", f);
	s->n++;
	return 0;
}

/* The codes of a row are divided by blanks. */
static int cards(struct coupon_sheet *s)
{
	char typed[64], code[COUPON_CODE_SIZE];
	size_t n;
	int rc = 0;

	for (const char *w = text_word(cell_text(&s->cells, CODE), &n); w && rc == 0; w = text_word(w + n, &n)) {
		snprintf(typed, sizeof typed, "%.*s", (int)n, w);
		rc = coupon_code_read(typed, code)
			     ? card(s, code)
			     : diag_error(s->job->diag, EX_DATAERR,
					  _("`%s` is no coupon code: a character is wrong or missing, look again"),
					  typed);
	}
	return rc;
}

static int print_cards(struct coupon_sheet *s, struct csvin *in)
{
	const struct csvrow *row;
	int got, rc = 0;

	while (rc == 0 && (got = csvin_next(in, &row)) != 0) {
		if (got < 0)
			return csvin_status(in);
		diag_at(s->job->diag, csvin_source(in), row->line);
		s->cells.row = row;
		rc = row->fault ? diag_error(s->job->diag, EX_DATAERR, "%s", row->fault) : cards(s);
	}
	diag_at(s->job->diag, NULL, 0);
	return rc;
}

static void open_page(struct coupon_sheet *s, const char *title)
{
	FILE *f = s->job->out;

	title = title ? title : s->words->title;
	html_begin(f, s->words->lang, title, style);
	html_cell(f, "h1", "", title);
	fputs("\n<main class=\"cards\">\n", f);
}

int job_coupon_sheet(struct job *job, const char *path, const char *title, bool english)
{
	struct coupon_sheet s = {.job = job, .words = &words[english]};
	const struct csvin_options options = {.dictionary = columns, .encoding = job->encoding};
	struct csvin *in;
	int rc = csvin_open(&in, path, &options, job->diag);

	if (rc)
		return rc;
	cells_open(&s.cells, in, used);
	if (s.cells.at[CODE] < 0)
		rc = cells_no_column(in, "code", job->diag);
	open_page(&s, title);
	if (rc == 0)
		rc = print_cards(&s, in);
	fputs("</main>\n", job->out);
	html_end(job->out);
	if (rc == 0 && s.n == 0)
		diag_note(job->diag, _("no row has a code: they are printed once, when the coupons are ordered"));
	csvin_close(in);
	return rc;
}
