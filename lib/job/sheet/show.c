/* Cells and labels as people read them: amounts, codes and periods in words. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/intake/columns.h"
#include "job/sheet/internal.h"

/* Codes that mean something only to those who keep the ledger. */
static const struct {
	const char *column;
	const char *code;
	const char *zh;
	const char *en;
} words[] = {
	{"role", "party", "党员", "party member"},
	{"role", "grid", "网格员", "grid worker"},
	{"role", "resident", "群众", "resident"},
	{"kind", "earn", "加分", "earned"},
	{"kind", "deduct", "扣分", "deducted"},
	{"kind", "veto", "一票否决", "veto"},
	{"kind", "adjust", "更正", "correction"},
	{"kind", "reverse", "冲销", "reversal"},
	{"kind", "redeem", "兑换", "redeemed"},
	{"kind", "refund", "退兑", "refund"},
	{"kind", "expire", "过期", "expired"},
	{"kind", "transfer", "转移", "transfer"},
	{"kind", "goods", "实物", "goods"},
	{"kind", "coupon", "优惠券", "coupon"},
	{"kind", "swap", "换购", "swap"},
	{"state", "posted", "已入账", "posted"},
	{"state", "pending", "待审核", "pending"},
	{"state", "duplicate", "已有记录", "recorded before"},
	{"state", "rejected", "未通过", "rejected"},
	{"state", "refused", "未兑换", "refused"},
	{"state", "done", "已兑换", "done"},
	{"state", "void", "已撤销", "void"},
	{"kind", "opening", "上期结余", "brought forward"},
	{"kind", "fund", "资金", "fund"},
	{"outcome", "adjust", "更正", "corrected"},
	{"outcome", "reverse", "撤销", "reversed"},
	{"outcome", "reject", "不成立", "rejected"},
};

/* What a column is called where people expect another word for it, or a unit behind it. */
static const struct {
	enum sheet_kind kind;
	const char *column;
	const char *zh;
	const char *en;
} labels[] = {
	{SHEET_DEDUCTIONS, "title", "事由", "Reason"},
	{SHEET_DEDUCTIONS, "score", "扣荣誉积分", "Score"},
	{SHEET_DEDUCTIONS, "points", "扣可兑换积分", "Points"},
	{SHEET_DEDUCTIONS, "entry", "分录号", "Entry"},
	{SHEET_REDEMPTIONS, "title", "物品", "Item"},
	{SHEET_REDEMPTIONS, "item", "物品代码", "Item code"},
	{SHEET_REDEMPTIONS, "points", "用去积分", "Points"},
	{SHEET_REDEMPTIONS, "value", "价值（元）", "Value (yuan)"},
	{SHEET_REDEMPTIONS, "cash", "现金（元）", "Cash (yuan)"},
	{SHEET_OUTCOMES, "entry", "异议分录", "Contested entry"},
	{SHEET_OUTCOMES, "score", "更正荣誉积分", "Score"},
	{SHEET_OUTCOMES, "points", "更正可兑换积分", "Points"},
	{SHEET_FUND, "kind", "事项", "What"},
	{SHEET_FUND, "account", "来源或去向", "Source or payee"},
	{SHEET_FUND, "title", "用途", "Purpose"},
	{SHEET_FUND, "entry", "分录号", "Entry"},
	{SHEET_FUND, "income", "收入（元）", "Income (yuan)"},
	{SHEET_FUND, "spent", "支出（元）", "Spent (yuan)"},
	{SHEET_FUND, "balance", "结余（元）", "Balance (yuan)"},
	{SHEET_STOCK, "title", "物品", "Item"},
	{SHEET_STOCK, "item", "物品代码", "Item code"},
	{SHEET_STOCK, "opening", "期初", "Before"},
	{SHEET_STOCK, "received", "入库", "Received"},
	{SHEET_STOCK, "given", "兑出", "Given out"},
	{SHEET_STOCK, "other", "损耗及调整", "Other"},
	{SHEET_STOCK, "balance", "期末", "Left"},
};

static const char *show_word(const struct sheet *s, const char *column, const char *code)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].column, column) == 0 && strcmp(words[i].code, code) == 0)
			return s->texts.zh ? words[i].zh : words[i].en;
	return code;
}

/* True when `s` has this shape: 0 stands for a digit, anything else for itself. */
static bool has_shape(const char *s, const char *shape)
{
	for (; *s && *shape; s++, shape++)
		if (*shape == '0' ? !isdigit((unsigned char)*s) : *s != *shape)
			return false;
	return !*s && !*shape;
}

static void show_date(struct buf *b, const char *s, bool zh)
{
	if (zh)
		buf_printf(b, "%.4s年%d月%d日", s, atoi(s + 5), atoi(s + 8));
	else
		buf_add(b, s, 10);
}

const char *sheet_show_period(const struct sheet *sheet, const char *s, struct buf *b)
{
	static const char *const zh_quarters[] = {"第一季度", "第二季度", "第三季度", "第四季度"};
	static const char *const en_quarters[] = {"first", "second", "third", "fourth"};
	bool zh = sheet->texts.zh;
	int part = strlen(s) > 5 ? s[5] - '0' : 0;

	buf_clear(b);
	if (has_shape(s, "0000-00") && zh) {
		buf_printf(b, "%.4s年%d月", s, atoi(s + 5));
	} else if (has_shape(s, "0000Q0") && part >= 1 && part <= 4) {
		if (zh)
			buf_printf(b, "%.4s年%s", s, zh_quarters[part - 1]);
		else
			buf_printf(b, "%s quarter of %.4s", en_quarters[part - 1], s);
	} else if (has_shape(s, "0000H0") && (part == 1 || part == 2)) {
		if (zh)
			buf_printf(b, "%.4s年%s", s, part == 1 ? "上半年" : "下半年");
		else
			buf_printf(b, "%s half of %.4s", en_quarters[part - 1], s);
	} else if (has_shape(s, "0000") && zh) {
		buf_printf(b, "%s年", s);
	} else if (has_shape(s, "0000-00..0000-00") && zh) {
		buf_printf(b, "%.4s年%d月至%.4s年%d月", s, atoi(s + 5), s + 9, atoi(s + 14));
	} else if (has_shape(s, "0000-00-00")) {
		show_date(b, s, zh);
	} else if (has_shape(s, "0000-00-00..0000-00-00")) {
		show_date(b, s, zh);
		buf_puts(b, zh ? "至" : " to ");
		show_date(b, s + 12, zh);
	} else {
		buf_puts(b, s);
	}
	return buf_str(b);
}

static const char *amount_words(const char *cell, struct buf *b)
{
	char number[DEC_SIZE];
	int64_t v;

	buf_clear(b);
	buf_puts(b, cell);
	if (*cell && dec_parse(text_fold(b->s), &v)) {
		buf_clear(b);
		buf_puts(b, dec_human(v, number));
	}
	return buf_str(b);
}

const char *sheet_show(const struct sheet *s, const struct sheet_column *c, const char *cell, struct buf *b)
{
	if (sheet_is_figure(c))
		return amount_words(cell, b);
	if (strcmp(c->name, "period") == 0 || strcmp(c->name, "month") == 0)
		return sheet_show_period(s, cell, b);
	if (strcmp(c->name, "disputed") == 0)
		return *cell ? s->texts.text[SHEET_DISPUTED] : "";
	return show_word(s, c->name, cell);
}

const char *sheet_show_total(const struct sheet *s, size_t column, struct buf *b)
{
	const struct sheet_column *c = &s->columns[column];
	char number[DEC_SIZE];

	if (!c->summed)
		return column == 0 ? s->texts.text[SHEET_TOTAL] : "";
	buf_clear(b);
	buf_puts(b, dec_human(c->total, number));
	return buf_str(b);
}

char *sheet_label(const struct sheet_texts *t, enum sheet_kind kind, const char *column)
{
	const struct column *known = column_find(columns, column);
	char zh[128];
	char *label;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (labels[i].kind == kind && strcmp(labels[i].column, column) == 0)
			return xstrdup(t->zh ? labels[i].zh : labels[i].en);

	if (known && t->zh)
		return xstrdup(column_zh(known, zh, sizeof zh));
	label = xstrdup(column);
	if (known)
		*label = (char)toupper((unsigned char)*label);
	return label;
}
