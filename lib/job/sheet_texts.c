#include <stdlib.h>
#include <string.h>

#include "job/sheet.h"

static const struct {
	const char *key;
	const char *zh;
	const char *en;
} defaults[SHEET_TEXTS] = {
	[SHEET_HEAD] = {"head", "", ""},
	[SHEET_FOOT] = {"foot", "", ""},
	[SHEET_PLACE] = {"place", "", ""},
	[SHEET_TITLE] = {"title", "", ""},
	[SHEET_TITLE_SCORES] = {"title_scores", "积分公示", "Notice of points"},
	[SHEET_TITLE_DEDUCTIONS] = {"title_deductions", "扣分公示", "Notice of deductions"},
	[SHEET_TITLE_REDEMPTIONS] = {"title_redemptions", "积分兑换公示", "Notice of redemptions"},
	[SHEET_TITLE_OTHER] = {"title_other", "公示", "Public notice"},
	[SHEET_DRAFT] = {"draft", "草稿", "DRAFT"},
	[SHEET_DRAFT_NOTE] = {"draft_note", "仅供核对，不是正式公示", "for checking only, not yet a public notice"},
	[SHEET_HOUSEHOLDS] = {"households", "户数", "Households"},
	[SHEET_TOTAL] = {"total", "合计", "Total"},
	[SHEET_EMPTY] = {"empty", "本表没有记录。", "There is nothing to list."},
	[SHEET_OBJECTION] = {"objection",
			     "对以上内容有异议的，请在公示期内向村（居）民委员会或积分工作组书面或口头提出，"
			     "写明户号和理由。工作组核实后作出决定，并公布结果。",
			     "Whoever disagrees may object, in writing or by word of mouth, to the village committee "
			     "or the points working group during the notice period, naming the household code and "
			     "the reason. The group will investigate, decide and publish the outcome."},
	[SHEET_CONTACT] = {"contact", "联系处：村（居）民委员会办公室", "Contact: office of the village committee"},
	[SHEET_SEAL] = {"seal", "公示单位（盖章）：", "Published by (seal): "},
	[SHEET_DATE] = {"date_line", "日期：____年__月__日", "Date: ____-__-__"},
	[SHEET_PAGE] = {"page", "第 ", "Page "},
	[SHEET_PAGES] = {"pages", " 页，共 ", " of "},
	[SHEET_PAGES_END] = {"pages_end", " 页", ""},
	[SHEET_COLON] = {"colon", "：", ": "},
};

void sheet_texts_defaults(struct sheet_texts *t, const char *lang)
{
	t->zh = strcmp(lang, "zh") == 0;
	for (size_t i = 0; i < SHEET_TEXTS; i++)
		t->text[i] = xstrdup(t->zh ? defaults[i].zh : defaults[i].en);
}

bool sheet_texts_set(struct sheet_texts *t, const char *key, const char *value)
{
	for (size_t i = 0; i < SHEET_TEXTS; i++) {
		if (strcmp(defaults[i].key, key) == 0) {
			free(t->text[i]);
			t->text[i] = xstrdup(value);
			return true;
		}
	}
	return false;
}

void sheet_texts_free(struct sheet_texts *t)
{
	for (size_t i = 0; i < SHEET_TEXTS; i++)
		free(t->text[i]);
	free(t->mask);
	*t = (struct sheet_texts){0};
}
