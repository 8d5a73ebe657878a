#include "job/honor/paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "paper/html.h"

static const char style[] =
	"@page{size:A4 landscape;margin:12mm}\n"
	"body{margin:0;background:#fff;color:#111;"
	"font:16pt/2 \"Noto Serif CJK SC\",\"Songti SC\",SimSun,\"Noto Sans CJK SC\",serif}\n"
	".paper{box-sizing:border-box;width:268mm;max-width:100%;min-height:182mm;margin:0 auto;padding:14mm 24mm;"
	"border:6px double #8a1c1c;display:flex;flex-direction:column;break-inside:avoid}\n"
	".paper+.paper{break-before:page;margin-top:1rem}\n"
	".head{text-align:center;margin:0;font-size:14pt}\n"
	"h1{text-align:center;margin:4mm 0 "
	"8mm;font-size:40pt;line-height:1.2;letter-spacing:.4em;text-indent:.4em;color:#8a1c1c}\n"
	".to{margin:0;font-weight:700}\n.text{margin:0;text-indent:2em}\n.title{font-weight:700}\n"
	".end{margin:auto 0 0;text-align:right}\n.number{margin:6mm 0 0;font-size:10pt;color:#444}\n"
	"@media print{.paper{width:auto;min-height:0;height:184mm}.paper+.paper{margin-top:0}}\n"
	"@media screen and (max-width:700px){.paper{padding:6mm;min-height:0}h1{font-size:26pt}}\n";

static void paper_begin(FILE *f)
{
	html_begin(f, "zh", "荣誉证书", style);
}

/* 2025 → 2025年度, 2025Q3 → 2025年第三季度, 2025H2 → 2025年下半年, 2025-07 → 2025年7月, 2025-07..2025-08 →
 * 2025年7月至2025年8月 */
static char *period_words(const char *period)
{
	static const char *const quarters[] = {"一", "二", "三", "四"};
	const char *rest = period + strnlen(period, 4), *last = strstr(period, "..");

	if (last && strlen(last) >= 9)
		return xasprintf("%.4s年%d月至%.4s年%d月", period, atoi(rest + 1), last + 2, atoi(last + 7));
	if (*rest == 'Q' && rest[1] >= '1' && rest[1] <= '4')
		return xasprintf("%.4s年第%s季度", period, quarters[rest[1] - '1']);
	if (*rest == 'H')
		return xasprintf("%.4s年%s半年", period, rest[1] == '1' ? "上" : "下");
	if (*rest == '-')
		return xasprintf("%.4s年%d月", period, atoi(rest + 1));
	return xasprintf("%s年度", period);
}

static void print_zh(FILE *f, const struct honor_paper *p)
{
	char *when = period_words(p->period), *to, *on;

	to = xasprintf("%s%s：", p->name, p->person ? " 同志" : p->village ? "" : " 家庭");
	on = xasprintf("%.4s年%d月%d日", p->date, atoi(p->date + 5), atoi(p->date + 8));
	html_element(f, "h1", "", "荣誉证书");
	html_element(f, "p", "to", to);
	fputs("<p class=\"text\">在", f);
	html_text(f, p->village ? "" : p->book);
	html_text(f, when);
	fputs("积分评议中，被评为<span class=\"title\">“", f);
	html_text(f, p->title);
	fputs("”</span>。</p>\n", f);
	html_element(f, "p", "text", "特发此证，以资鼓励。");
	fputs("<p class=\"end\">", f);
	html_text(f, *p->seal ? p->seal : p->book);
	fputs("<br>", f);
	html_text(f, on);
	fputs("</p>\n", f);
	fputs("<p class=\"number\">编号 ", f);
	html_text(f, p->number);
	fputs("</p>\n", f);
	free(when);
	free(to);
	free(on);
}

static void print_en(FILE *f, const struct honor_paper *p)
{
	html_element(f, "h1", "", "Certificate");
	html_element(f, "p", "to", p->name);
	fputs("<p class=\"text\">has been awarded the honour <span class=\"title\">“", f);
	html_text(f, p->title);
	fputs("”</span> of ", f);
	html_text(f, p->book);
	fputs(" for ", f);
	html_text(f, p->period);
	fputs(".</p>\n<p class=\"end\">", f);
	html_text(f, *p->seal ? p->seal : p->book);
	fputs("<br>", f);
	html_text(f, p->date);
	fputs("</p>\n<p class=\"number\">No. ", f);
	html_text(f, p->number);
	fputs("</p>\n", f);
}

void honor_paper_print(FILE *f, const struct honor_paper *p, bool first)
{
	if (first)
		paper_begin(f);
	fprintf(f, "<section class=\"paper\" lang=\"%s\">\n", p->zh ? "zh" : "en");
	html_element(f, "p", "head", p->head);
	if (p->zh)
		print_zh(f, p);
	else
		print_en(f, p);
	fputs("</section>\n", f);
}

void honor_paper_end(FILE *f, bool empty)
{
	if (empty) {
		paper_begin(f);
		html_element(f, "p", "", "没有授予荣誉。");
	}
	html_end(f);
}
