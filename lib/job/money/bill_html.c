/* A bill as a sheet to print and sign: one file, no script, nothing fetched. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/mem.h"
#include "domain/capitals.h"
#include "job/money/internal.h"
#include "ledger/scheme/scheme.h"
#include "paper/html.h"

enum bill_word {
	TITLE,
	NUMBER,
	PERIOD,
	MERCHANT,
	CODE,
	PLACE,
	ITEM,
	PRICE,
	PIECES,
	POINTS,
	VALUE,
	CASH,
	OWED,
	COUPON,
	BACK,
	TOTAL,
	IN_WORDS,
	COLON,
	PAID,
	DUE,
	TERMS,
	SIGN_MERCHANT,
	SIGN_CLERK,
	SIGN_HEAD,
	SIGN_SUPERVISION,
	DATE,
	WORDS
};

/* The words of the sheet in Chinese and English, by the setting lang. */
static const char *const bill_words[WORDS][2] = {
	[TITLE] = {"合作商户结算单", "Merchant bill"},
	[NUMBER] = {"单号", "Number"},
	[PERIOD] = {"结算周期", "Period"},
	[MERCHANT] = {"商户", "Merchant"},
	[CODE] = {"商户代码", "Code"},
	[PLACE] = {"村（社区）", "Village"},
	[ITEM] = {"兑换品", "Item"},
	[PRICE] = {"单价（元）", "Price (yuan)"},
	[PIECES] = {"数量", "Quantity"},
	[POINTS] = {"积分", "Points"},
	[VALUE] = {"金额（元）", "Value (yuan)"},
	[CASH] = {"已收现金（元）", "Cash taken (yuan)"},
	[OWED] = {"应付（元）", "Owed (yuan)"},
	[COUPON] = {"（用券）", " (coupon)"},
	[BACK] = {"（退回，冲减前期）", " (returned, off an earlier bill)"},
	[TOTAL] = {"合计", "Total"},
	[IN_WORDS] = {"大写", ""},
	[COLON] = {"：", ": "},
	[PAID] = {"已付（元）", "Paid (yuan)"},
	[DUE] = {"未付（元）", "Still due (yuan)"},
	[TERMS] = {"价格以兑换当日为准。", "Prices are those of the day of redemption."},
	[SIGN_MERCHANT] = {"商户（签章）", "Merchant (seal)"},
	[SIGN_CLERK] = {"经办人", "Clerk"},
	[SIGN_HEAD] = {"负责人", "Approved by"},
	[SIGN_SUPERVISION] = {"监督委员会", "Supervision committee"},
	[DATE] = {"日期", "Date"},
};

static const char style[] =
	"body{margin:0;background:#fff;color:#111;font:16px/1.5 \"Noto Sans CJK SC\",\"Microsoft "
	"YaHei\",\"SimSun\",sans-serif}\n"
	".bill{max-width:52rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}\n"
	"h1{font-size:1.6rem;text-align:center;letter-spacing:.15em;margin:.3rem 0 1rem}\n"
	"dl{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0 0 .7rem}dl "
	"div{display:flex;gap:.5rem}dd{margin:0}dt{color:#444}\n"
	"table{width:100%;border-collapse:collapse}th,td{border:1px solid #555;padding:.25rem .45rem;text-align:left}\n"
	"th{background:#f0f0f0;text-align:center}.n{text-align:right;white-space:nowrap}tfoot td{font-weight:600}\n"
	".sign{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1.6rem;margin-top:2rem}"
	".sign p{margin:0;padding-bottom:2.6rem;border-bottom:1px solid #111}\n"
	"@page{size:A4;margin:18mm 15mm}\n"
	"@media "
	"print{body{font-size:11pt}.bill{max-width:none;padding:0 "
	"1px;break-after:page}.bill:last-child{break-after:auto}"
	"thead{display:table-header-group}tfoot{display:table-row-group}tr,.sign{break-inside:avoid}}\n";

/* Lines with equal item, price and kind are one on the sheet. */
struct bill_group {
	char *title;
	const char *remark;
	int64_t price;
	int64_t pieces, points, value, cash, owed;
};

struct bill_sheet {
	int lang; /* column of words */
	struct bill_group *all;
	size_t n;
};

static const char *bill_word(const struct bill_sheet *s, enum bill_word w)
{
	return bill_words[w][s->lang];
}

static struct bill_group *find_group(struct bill_sheet *s, const struct bill_line *line, const char *remark, int64_t price)
{
	for (size_t i = 0; i < s->n; i++) {
		struct bill_group *g = &s->all[i];
		if (strcmp(g->title, line->title) == 0 && strcmp(g->remark, remark) == 0 && g->price == price)
			return g;
	}
	s->all = xrealloc(s->all, s->n + 1, sizeof *s->all);
	s->all[s->n] = (struct bill_group){.title = xstrdup(line->title), .remark = remark, .price = price};
	return &s->all[s->n++];
}

static int collect_line(void *ctx, const struct bill_line *line)
{
	struct bill_sheet *s = ctx;
	int64_t price = 0, value = line->value < 0 ? -line->value : line->value,
		pieces = line->pieces < 0 ? -line->pieces : line->pieces;
	struct bill_group *g;

	if (pieces)
		dec_muldiv(value, 100, pieces, &price);
	g = find_group(s, line, line->credit ? bill_word(s, BACK) : line->coupon ? bill_word(s, COUPON) : "", price);
	g->pieces += line->pieces;
	g->points += line->points;
	g->value += line->value;
	g->cash += line->cash;
	g->owed += line->owed;
	return 0;
}

static void head_item(const struct bill_sheet *s, FILE *f, enum bill_word w, const char *text)
{
	fputs("<div>", f);
	html_cell(f, "dt", "", bill_word(s, w));
	html_cell(f, "dd", "", text);
	fputs("</div>\n", f);
}

static void figures(FILE *f, const int64_t *v, size_t n)
{
	char text[DEC_SIZE];

	for (size_t i = 0; i < n; i++)
		fprintf(f, "<td class=\"n\">%s</td>", dec_human(v[i], text));
	fputs("</tr>\n", f);
}

static void table_head(const struct bill_sheet *s, FILE *f)
{
	fputs("<table>\n<thead><tr>", f);
	for (enum bill_word w = ITEM; w <= OWED; w++)
		fprintf(f, "<th scope=\"col\">%s</th>", bill_word(s, w));
	fputs("</tr></thead>\n", f);
}

static void table_body(const struct bill_sheet *s, FILE *f)
{
	fputs("<tbody>\n", f);
	for (size_t i = 0; i < s->n; i++) {
		const struct bill_group *g = &s->all[i];
		fputs("<tr><td>", f);
		html_text(f, g->title);
		fprintf(f, "%s</td>", g->remark);
		figures(f, (const int64_t[]){g->price, g->pieces, g->points, g->value, g->cash, g->owed}, 6);
	}
	fputs("</tbody>\n", f);
}

static void table_foot(const struct bill_sheet *s, FILE *f)
{
	struct bill_group sum = {.title = NULL};

	for (size_t i = 0; i < s->n; i++) {
		sum.pieces += s->all[i].pieces;
		sum.points += s->all[i].points;
		sum.value += s->all[i].value;
		sum.cash += s->all[i].cash;
		sum.owed += s->all[i].owed;
	}
	fprintf(f, "<tfoot><tr><td colspan=\"2\">%s</td>", bill_word(s, TOTAL));
	figures(f, (const int64_t[]){sum.pieces, sum.points, sum.value, sum.cash, sum.owed}, 5);
	fputs("</tfoot>\n</table>\n", f);
}

static void print_foot(const struct bill_sheet *s, FILE *f, const struct bill *b)
{
	char paid[DEC_SIZE], due[DEC_SIZE];
	struct buf in_words = {0};

	capitals(b->owed, &in_words);
	if (*bill_word(s, IN_WORDS))
		fprintf(f, "<p>%s%s%s</p>\n", bill_word(s, IN_WORDS), bill_word(s, COLON), buf_str(&in_words));
	buf_free(&in_words);
	if (b->paid)
		fprintf(f, "<p>%s%s%s　%s%s%s</p>\n", bill_word(s, PAID), bill_word(s, COLON), dec_human(b->paid, paid),
			bill_word(s, DUE), bill_word(s, COLON), dec_human(b->owed - b->paid, due));
	fprintf(f, "<p>%s</p>\n<div class=\"sign\">", bill_word(s, TERMS));
	for (enum bill_word w = SIGN_MERCHANT; w <= DATE; w++)
		fprintf(f, "<p>%s</p>", bill_word(s, w));
	fputs("</div>\n</section>\n", f);
}

void bill_html_start(FILE *f, const char *title)
{
	html_begin(f, "zh-CN", title, style);
}

int bill_html(struct ledger *l, FILE *f, const struct bill *b)
{
	struct bill_sheet s = {.lang = strcmp(setting_get(l, b->book->id, "lang"), "en") == 0};
	struct shop shop;
	int rc = shop_get(l, b->book, b->shop, &shop);

	if (rc == 0)
		rc = bill_each(l, b, collect_line, &s);
	if (rc == 0) {
		fprintf(f, "<section class=\"bill\"%s>\n<h1>%s</h1>\n<dl>\n", s.lang ? " lang=\"en\"" : "",
			bill_word(&s, TITLE));
		head_item(&s, f, NUMBER, b->number);
		head_item(&s, f, PERIOD, b->period);
		head_item(&s, f, MERCHANT, *shop.name ? shop.name : shop.code);
		head_item(&s, f, CODE, shop.code);
		head_item(&s, f, PLACE, *b->book->name ? b->book->name : b->book->code);
		fputs("</dl>\n", f);
		table_head(&s, f);
		table_body(&s, f);
		table_foot(&s, f);
		print_foot(&s, f, b);
	}
	for (size_t i = 0; i < s.n; i++)
		free(s.all[i].title);
	free(s.all);
	return rc;
}
