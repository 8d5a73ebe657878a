#include "job/sheet/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Every fixed word of every sheet, in both languages. Braces hold placeholders (words.c). */
static const struct {
	const char *key;
	const char *zh;
	const char *en;
} defaults[SHEET_TEXTS] = {
	[SHEET_HEAD] = {"head", "", ""},
	[SHEET_FOOT] = {"foot", "", ""},
	[SHEET_TITLE] = {"title", "", ""},
	[SHEET_TITLE_SCORES] = {"title_scores", "{place}积分公示", "{place} Notice of points"},
	[SHEET_TITLE_RANKING] = {"title_ranking", "{place}积分排名公示", "{place} Ranking"},
	[SHEET_TITLE_DEDUCTIONS] = {"title_deductions", "{place}扣分公示", "{place} Notice of deductions"},
	[SHEET_TITLE_REDEMPTIONS] = {"title_redemptions", "{place}积分兑换公示", "{place} Notice of redemptions"},
	[SHEET_TITLE_HONORS] = {"title_honors", "{place}荣誉公示", "{place} Notice of honours"},
	[SHEET_TITLE_OUTCOMES] = {"title_outcomes", "{place}异议处理结果公示", "{place} Outcome of objections"},
	[SHEET_TITLE_FUND] = {"title_fund", "{place}积分资金收支公示", "{place} Notice of the fund"},
	[SHEET_TITLE_STOCK] = {"title_stock", "{place}兑换物品收支公示", "{place} Notice of goods"},
	[SHEET_TITLE_OTHER] = {"title_other", "{place}公示", "{place} Public notice"},
	[SHEET_DRAFT] = {"draft", "草稿", "DRAFT"},
	[SHEET_DRAFT_NOTE] = {"draft_note", "仅供核对，不是正式公示", "for checking only, not yet a public notice"},
	[SHEET_NUMBER] = {"number", "公示编号", "Notice"},
	[SHEET_ISSUED] = {"issued", "公示日期", "Published"},
	[SHEET_UNTIL] = {"until", "异议截止", "Objections until"},
	[SHEET_CORRECTS] = {"corrects", "更正并取代", "Corrects and replaces"},
	[SHEET_DIGEST] = {"digest", "记录摘要", "Digest"},
	[SHEET_ENTRY] = {"entry", "流水校验值", "Entry"},
	[SHEET_HOUSEHOLDS] = {"households", "户数", "Households"},
	[SHEET_TOTAL] = {"total", "合计", "Total"},
	[SHEET_EMPTY] = {"empty", "本表没有记录。", "There is nothing to list."},
	[SHEET_DISPUTED] = {"disputed", "异议处理中", "disputed"},
	[SHEET_OBJECTION] =
		{"objection",
		 "对以上内容有异议的，请在公示期内（至{until}止，含当日）向村（居）民委员会或积分工作组"
		 "书面或口头提出，写明户号（或分录号）和理由。工作组核实后作出决定，并公布结果。",
		 "Whoever disagrees may object until {until}, in writing or by word of mouth, to the village "
		 "committee or the points working group, naming the household code (or the entry) and the reason. The "
		 "group will investigate, decide and publish the outcome."},
	[SHEET_CONTACT] = {"contact", "联系处：村（居）民委员会办公室", "Contact: office of the village committee"},
	[SHEET_VERIFY] =
		{"verify",
		 "核对：扫二维码，看到的编号和两串字符应与这里印的一样；再请村里用台账核对一遍，"
		 "表上改过的行、台账里少掉的记录都会查出来。",
		 "To check: the QR code must say the same number and codes as are printed here; the ledger (pts-notice "
		 "verify) then names every row that was changed and every entry that was lost."},
	[SHEET_VERIFY_TEXT] =
		{"verify_text",
		 "核对：请村里用台账核对编号、记录摘要和流水校验值（pts-notice verify），"
		 "表上改过的行、台账里少掉的记录都会查出来。",
		 "To check: the ledger (pts-notice verify) compares number, digest and entry; it names every row "
		 "that was changed and every entry that was lost."},
	[SHEET_QR] = {"qr", "以上编号、记录摘要、流水校验值须与公示栏上印的逐字相同。",
		      "Number, digest and entry above must be the same, letter by letter, as on the board."},
	[SHEET_SEAL] = {"seal", "公示单位（盖章）：", "Published by (seal): "},
	[SHEET_DATE] = {"date_line", "日期：{issued}", "Date: {issued}"},
	[SHEET_PAGE] = {"page", "第 {page} 页，共 {pages} 页", "Page {page} of {pages}"},
	[SHEET_COLON] = {"colon", "：", ": "},
	[SHEET_PLACE] = {"place", "", ""},
	[SHEET_SCHEME] = {"scheme", "", ""},
	[SHEET_PERSON] = {"person", "", ""},
	[SHEET_PHONE] = {"phone", "", ""},
};

void sheet_texts_defaults(struct sheet_texts *t, const char *lang)
{
	t->zh = strcmp(lang, "zh") == 0;
	t->mask = xstrdup("name");
	for (size_t i = 0; i < SHEET_TEXTS; i++)
		t->text[i] = xstrdup(t->zh ? defaults[i].zh : defaults[i].en);
}

const char *sheet_text_key(enum sheet_text text)
{
	return defaults[text].key;
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
