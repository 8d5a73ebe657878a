/*
 * Masking names for public sheets.
 */
#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#include <unigbrk.h>
#include <unistr.h>

#include "base/buf.h"

/* Surnames of two characters, as they are written on the mainland. */
static const char *const compound_surnames[] = {
	"欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "端木", "东方",
	"独孤", "南宫", "闻人", "赫连", "澹台", "濮阳", "申屠", "太史", "太叔", "钟离", "宇文", "长孙", "鲜于", "闾丘",
	"司寇", "亓官", "颛孙", "壤驷", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "段干", "百里", "呼延",
	"东郭", "南门", "羊舌", "微生", "梁丘", "左丘", "西门", "第五", "万俟", "公羊", "公冶", "公良", "公西", "宗政",
	"仲孙", "单于", "淳于", "巫马", "子车", "纳兰", "完颜", "叶赫", "贺兰", "耶律", "达奚", "即墨", "东里", "褚师",
};

/* The dots that keyboards offer between the parts of a name. */
static const char *const dots[] = {"·", "•", "‧", "∙", "⋅", "・", "･"};

/* Bytes of one character as a reader sees it, with its combining marks; 0 at the end. */
static size_t one(const char *s)
{
	const uint8_t *u = (const uint8_t *)s;
	const uint8_t *next = u8_grapheme_next(u, u + strlen(s));

	return next ? (size_t)(next - u) : 0;
}

/* Blanks only align names on paper (王 成); counted as characters they would leave nothing masked. */
static void add_solid(struct buf *out, const char *s)
{
	for (; *s; s++)
		if (*s != ' ')
			buf_putc(out, *s);
}

/* Bytes up to and with the first dot that has something before and behind it, or 0. */
static size_t before_dot(const char *s)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof(dots) / sizeof(dots[0]); i++) {
		const char *dot = strstr(s, dots[i]);
		size_t end = dot ? (size_t)(dot - s) + strlen(dots[i]) : 0;

		if (dot && dot > s && s[end] && (best == 0 || end < best))
			best = end;
	}
	return best;
}

static size_t surname(const char *s)
{
	for (size_t i = 0; i < sizeof(compound_surnames) / sizeof(compound_surnames[0]); i++) {
		size_t n = strlen(compound_surnames[i]);

		if (strncmp(s, compound_surnames[i], n) == 0 && s[n])
			return n;
	}
	return one(s);
}

/* A star for each character of a given name but the last of several; one at least: no name stands there whole. */
static void add_given(struct buf *out, const char *s)
{
	size_t n = one(s);

	buf_putc(out, '*');
	while ((s += n, n = one(s)) > 0) {
		if (!s[n])
			buf_puts(out, s);
		else
			buf_putc(out, '*');
	}
}

char *text_mask(const char *name, const char *mode)
{
	struct buf solid = {0}, out = {0};
	const char *s;
	size_t dotted, kept;

	if (strcmp(mode, "none") == 0 || !*name)
		return xstrdup(name);
	add_solid(&solid, name);
	s = buf_str(&solid);
	dotted = before_dot(s);
	kept = dotted ? dotted : surname(s);
	buf_add(&out, s, kept);
	if (strcmp(mode, "surname") == 0)
		buf_puts(&out, "**");
	else if (strcmp(mode, "name") != 0)
		bug("text_mask: no mode '%s'", mode);
	else if (dotted)
		buf_putc(&out, '*');
	else
		add_given(&out, s + kept);
	buf_free(&solid);
	return buf_take(&out);
}
