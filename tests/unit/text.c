#include "base/text.h"

#include <stdlib.h>

#include <uninorm.h>
#include <unistr.h>

#include "check.h"

static void cleaning(void)
{
	static const struct {
		const char *in, *out; /* out NULL: refused for `fault` */
		enum text_fault fault;
	} cases[] = {
		{"", "", TEXT_OK},
		{"plain", "plain", TEXT_OK},
		{"eight by eight by", "eight by eight by", TEXT_OK},
		{"张三丰", "张三丰", TEXT_OK},
		{"  a b  ", "a b", TEXT_OK},
		{"a\tb\r\nc", "a b  c", TEXT_OK},
		{"\xe3\x80\x80王\xe3\x80\x80成\xc2\xa0", "王 成", TEXT_OK},
		{" \xe2\x80\x8b \xe3\x80\x80", "", TEXT_OK},
		{"\xef\xbb\xbf户号", "户号", TEXT_OK},
		{"a\xe2\x80\x8d\xe2\x81\xa0" "b", "ab", TEXT_OK},
		{"e\xcc\x81", "\xc3\xa9", TEXT_OK},
		{"e\xe2\x80\x8c\xcc\x81", "\xc3\xa9", TEXT_OK},
		{"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "한", TEXT_OK},
		{"\xe2\x84\xaa", "K", TEXT_OK},
		{"\xef\xa4\x80", "\xe8\xb1\x88", TEXT_OK}, /* a compatibility ideograph */
		{"a\xe2\x80\xa8" "b", "a b", TEXT_OK},
		{"１２３＋－", "１２３＋－", TEXT_OK},
		{"\xf0\xa0\xae\xb7野家", "\xf0\xa0\xae\xb7野家", TEXT_OK},
		{"002\xc2\xad", "002", TEXT_OK},	      /* soft hyphen */
		{"李明\xe3\x85\xa4", "李明", TEXT_OK},	      /* Hangul filler */
		{"葛\xf3\xa0\x84\x80", "葛", TEXT_OK},	      /* variation selector */
		{"0\xef\xb8\x8f" "1", "01", TEXT_OK},
		{"a\xcd\x8f\xe1\xa0\x8e\xe2\x81\xa3\xef\xbf\xb9\xf3\xa0\x80\x81" "b", "ab", TEXT_OK},
		{"a\xe2\xa0\x80\xe2\x80\xaf" "b", "a  b", TEXT_OK}, /* the empty Braille pattern, the narrow space */
		{"a\x01", NULL, TEXT_CONTROL},
		{"twelve bytes\x7f", NULL, TEXT_CONTROL},
		{"\x1b[31m", NULL, TEXT_CONTROL},
		{"\xc2\x85", NULL, TEXT_CONTROL},
		{"\xd8\x9c", NULL, TEXT_BIDI},
		{"王\xe2\x80\xae成", NULL, TEXT_BIDI},
		{"\xe2\x81\xa6", NULL, TEXT_BIDI},
		{"\xe2\x80\x8e", NULL, TEXT_BIDI},
		{"\xee\x80\x80", NULL, TEXT_PRIVATE},
		{"a\xf4\x8f\xbf\xbd", NULL, TEXT_PRIVATE},
		{"\xef\xb7\x90", NULL, TEXT_PRIVATE},
		{"a\xef\xbf\xbe", NULL, TEXT_PRIVATE},
		{"a\xf0\x9f\xbf\xbf", NULL, TEXT_PRIVATE},
		{"李\xef\xbf\xbd", NULL, TEXT_PRIVATE},
		{"\xcd\xf5\xb3\xc9", NULL, TEXT_NOT_UTF8}, /* 王成 in GBK */
		{"王\xe6\x88", NULL, TEXT_NOT_UTF8},
		{"\xe4\xb8", NULL, TEXT_NOT_UTF8},
		{"\xed\xa0\x80", NULL, TEXT_NOT_UTF8}, /* a surrogate */
		{"\xc0\xaf", NULL, TEXT_NOT_UTF8},
		{"\xf4\x90\x80\x80", NULL, TEXT_NOT_UTF8},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *in = cases[i].in;
		enum text_fault fault = TEXT_BIDI;
		char *out = text_clean(in, strlen(in), &fault);

		CHECK_STR(out, cases[i].out);
		CHECK_INT(fault, cases[i].fault);
		CHECK_INT(text_is_clean(in, strlen(in)), out && strcmp(in, out) == 0);
		CHECK(!out || text_is_clean(out, strlen(out)));
		free(out);
	}
	CHECK(!text_is_clean("a\0b", 3));
}

/* Each ASCII byte at each place of a longer text: the scan by eight bytes finds what the scan by one finds. */
static void ascii(void)
{
	char s[21];
	size_t wrong = 0;

	for (size_t at = 0; at < sizeof(s); at++) {
		for (int c = 0; c < 128; c++) {
			bool end = at == 0 || at == sizeof(s) - 1;

			memset(s, 'x', sizeof(s));
			s[at] = (char)c;
			wrong += text_is_clean(s, sizeof(s)) != (c > 0x20 - !end && c < 0x7f);
		}
	}
	CHECK_INT(wrong, 0);
}

/* True when text_is_clean agrees with the library about base + c being normal. */
static bool agrees(ucs4_t base, ucs4_t c)
{
	uint8_t s[12], room[64];
	size_t n = 0, size = sizeof(room);
	uint8_t *r;
	bool normal;

	n += (size_t)u8_uctomb(s, base, 6);
	n += (size_t)u8_uctomb(s + n, c, 6);
	r = u8_normalize(UNINORM_NFC, s, n, room, &size);
	normal = r && size == n && memcmp(r, s, n) == 0;
	if (r != room)
		free(r);
	return text_is_clean((const char *)s, n) == normal;
}

static bool is_blank_or_refused(ucs4_t c)
{
	uint8_t s[6];
	int n = u8_uctomb(s, c, sizeof(s));
	enum text_fault fault;
	char *out = text_clean((const char *)s, n > 0 ? (size_t)n : 0, &fault);
	bool empty = !out || !*out;

	free(out);
	return empty;
}

/* Every character behind letters of several scripts, and every pair that composes: the shortcut is never wrong. */
static void shortcut(void)
{
	static const ucs4_t bases[] = {'a', 0x4e00, 0x1100, 0xac00, 0x304b, 0x0915, 0x0301, 0x302b};
	size_t wrong = 0, refused = 0;

	for (ucs4_t c = 0; c < 0x110000; c++) {
		ucs4_t pair[UC_DECOMPOSITION_MAX_LENGTH];

		if (c >= 0xd800 && c < 0xe000)
			continue;
		if (is_blank_or_refused(c)) {
			refused++;
			continue;
		}
		for (size_t i = 0; i < COUNT(bases); i++)
			wrong += !agrees(bases[i], c);
		if (uc_canonical_decomposition(c, pair) == 2)
			wrong += !agrees(pair[0], pair[1]);
	}
	CHECK_INT(wrong, 0);
	/* controls; separators and the empty Braille pattern; bidi; private use; non-characters; U+FFFD; invisible */
	CHECK_INT(refused, 65 + 19 + 1 + 12 + 137468 + 66 + 1 + 4187);
}

/* What stands beside the streams: options, names of files, and what a terminal is shown. */
static void given(void)
{
	static const char *const texts[][2] = {
		{"plain", "plain"},
		{"a\nb", "a b"},
		{" \xba\xec\xba\xd3 ", "红河"}, /* GBK */
		{"\x81\x30\x81\x30", NULL},	 /* U+0080 in GB18030 */
		{"\xff", NULL},
		{"a\x1b", NULL},
	};
	static const char *const files[][2] = {
		{"a/b/july.csv", "july.csv"}, {"/", "/"},	     {"x/\xba\xec\xba\xd3.csv", "红河.csv"},
		{"a\nb\tc", "a b c"},	      {"\x1b[1m\xff", "?[1m?"}, {"e\xcc\x81\xe2\x80\xae", "\xc3\xa9?"},
	};
	static const char *const shown[][3] = {
		/* as typed, on a line, in lines */
		{"张三\tx\n", "张三 x ", "张三\tx\n"},
		{"\x1b[31m\x7f\xc2\x9b\xe2\x80\xae", " [31m ??", " [31m ??"},
		{"\xff红\xe6\xb2", "?红??", "?红??"},
		{"\xc2\xad\xef\xbf\xbd\xee\x80\x80", "\xc2\xad\xef\xbf\xbd\xee\x80\x80", "\xc2\xad\xef\xbf\xbd\xee\x80\x80"},
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *why;
		char *text = text_given(texts[i][0], &why);

		CHECK_STR(text, texts[i][1]);
		CHECK_INT(!why, text != NULL);
		free(text);
	}
	for (size_t i = 0; i < COUNT(files); i++) {
		char *name = text_file_name(files[i][0]);

		CHECK_STR(name, files[i][1]);
		free(name);
	}
	for (size_t i = 0; i < COUNT(shown); i++)
		for (int lines = 0; lines < 2; lines++) {
			char s[64];

			snprintf(s, sizeof s, "%s", shown[i][0]);
			s[text_show(s, strlen(s), lines)] = '\0';
			CHECK_STR(s, shown[i][1 + lines]);
		}
}

static void limits(void)
{
	char s[TEXT_LIMIT + 8];
	const char *why;
	char *text;

	memset(s, 'x', sizeof s);
	s[TEXT_LIMIT] = '\0';
	text = text_given(s, &why);
	CHECK_STR(text, s);
	free(text);
	memcpy(s + TEXT_LIMIT, "x", 2);
	CHECK(text_given(s, &why) == NULL && why);
	memcpy(s + FILE_NAME_LIMIT - 1, "红", sizeof "红");
	text = text_file_name(s);
	CHECK_INT(strlen(text), FILE_NAME_LIMIT - 1);
	free(text);
	CHECK_INT(text_cut("红河", 5), 3);
	CHECK_INT(text_cut("红河", 6), 6);
	CHECK_INT(text_cut("红河", 2), 0);
}

static void folding(void)
{
	static const char *const cases[][2] = {
		{"", ""},
		{"abc", "abc"},
		{"２０２５－０７－１６", "2025-07-16"},
		{"＋５．５", "+5.5"},
		{"\xe2\x88\x92" "3", "-3"},
		{"ＬＸ～！", "LX~!"},
		{"王１成", "王1成"},
		{"\xef\xbd\x9f\xef\xbc", "\xef\xbd\x9f\xef\xbc"}, /* the next one, and a broken one */
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char s[64];

		snprintf(s, sizeof(s), "%s", cases[i][0]);
		CHECK_STR(text_fold(s), cases[i][1]);
	}
}

static void codes(void)
{
	static const char *const good[] = {"H001", "LX-07", "红河村", "a", "a/b", "2025.7", "a=b", "x@y", "#1", "*"};
	static const char *const bad[] = {
		"", " a", "a b", "a\tb", "a,b", "a:b", "a;b", "a\"b", "a'b", "a<b", "a>b", "a|b", "a&b", "a\\b", "-a",
		"=a", "+a", "@a", "a\x7f", "\xcd", "e\xcc\x81", "a\xe3\x80\x80" "b", "a\xe2\x80\x83" "b",
		"a\xe2\x80\x8b",
	};
	char longest[66] = "";

	for (size_t i = 0; i < COUNT(good); i++)
		CHECK_STR(text_is_code(good[i]) ? good[i] : NULL, good[i]);
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK_STR(text_is_code(bad[i]) ? bad[i] : NULL, NULL);
	memset(longest, 'x', 64);
	CHECK(text_is_code(longest));
	longest[64] = 'x';
	CHECK(!text_is_code(longest));
}

static void masks(void)
{
	static const struct {
		const char *name, *masked, *surname;
	} cases[] = {
		{"王成", "王*", "王**"},
		{"张三丰", "张*丰", "张**"},
		{"欧阳明", "欧阳*", "欧阳**"},
		{"欧阳明月", "欧阳*月", "欧阳**"},
		{"欧阳", "欧*", "欧**"},
		{"阿依·努尔", "阿依·*", "阿依·**"},
		{"阿依•努尔·买买提", "阿依•*", "阿依•**"},
		{"阿依·", "阿*·", "阿**"},
		{"陈王丽华", "陈**华", "陈**"},
		{"王", "王*", "王**"},
		{"王 成", "王*", "王**"},
		{"Li Ming", "L****g", "L**"},
		{"\xf0\xa0\xae\xb7野家", "\xf0\xa0\xae\xb7*家", "\xf0\xa0\xae\xb7**"},
		{"葛\xf3\xa0\x84\x80城", "葛\xf3\xa0\x84\x80*", "葛\xf3\xa0\x84\x80**"}, /* a variation selector */
		{"", "", ""},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *name = text_mask(cases[i].name, "name");
		char *surname = text_mask(cases[i].name, "surname");
		char *none = text_mask(cases[i].name, "none");

		CHECK_STR(name, cases[i].masked);
		CHECK_STR(surname, cases[i].surname);
		CHECK_STR(none, cases[i].name);
		free(name);
		free(surname);
		free(none);
	}
}

static void short_names(void)
{
	static const struct {
		const char *name, *second; /* NULL: none */
		size_t first;
	} cases[] = {
		{"王成", "成", 3},     {"王 成", "成", 3}, {"王   成", "成", 3},     {"\xf0\xa0\xae\xb7野", "野", 4},
		{"王", NULL, 0},       {"王 ", NULL, 0},   {"张三丰", NULL, 0},      {"张 三丰", NULL, 0},
		{"阿依·努尔", NULL, 0}, {"Li", NULL, 0},    {"王*", NULL, 0},         {"", NULL, 0},
		{"Li Ming", NULL, 0},  {" 王成", NULL, 0}, {"王成 ", NULL, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *second;
		size_t first;
		bool is = text_is_short_name(cases[i].name, &first, &second);

		CHECK(is == (cases[i].second != NULL));
		if (!is || !cases[i].second)
			continue;
		CHECK(first == cases[i].first);
		CHECK_STR(second, cases[i].second);
	}
}

static void nearest(void)
{
	static const char *const words[] = {"issue", "show", "list", "verify", "household", "积分", "户号", "x", NULL};
	static const char *const cases[][2] = {
		{"isue", "issue"},
		{"isseu", "issue"},
		{"lsit", "list"},
		{"verfy", "verify"},
		{"household", "household"},
		{"huosehold", "household"},
		{"户", "户号"},
		{"积份", "积分"},
		{"redeem", NULL},
		{"y", NULL},
		{"", NULL},
		{"\xcd\xf5", NULL},
	};
	char endless[100] = "";

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(text_nearest(cases[i][0], words), cases[i][1]);
	memset(endless, 'x', sizeof(endless) - 1);
	CHECK_STR(text_nearest(endless, words), NULL);
}

static void words(void)
{
	static const char list[] = " a  bb 王成 ";
	size_t n;
	const char *w = text_word(list, &n);

	CHECK(w == list + 1 && n == 1);
	w = text_word(w + n, &n);
	CHECK(w == list + 4 && n == 2);
	w = text_word(w + n, &n);
	CHECK(w == list + 7 && n == 6);
	CHECK(!text_word(w + n, &n));
	CHECK(!text_word("", &n));
	CHECK(text_has_word(list, "a") && text_has_word(list, "bb") && text_has_word(list, "王成"));
	CHECK(!text_has_word(list, "b") && !text_has_word(list, "a bb") && !text_has_word(list, ""));
	CHECK(!text_has_word("", "") && !text_has_word("", "a"));
}

static void sizes(void)
{
	CHECK_INT(text_width("abc"), 3);
	CHECK_INT(text_width("王成"), 4);
	CHECK_INT(text_width("王*，a"), 6);
	CHECK_INT(text_width("e\xcc\x81"), 1);
	CHECK_INT(text_width(""), 0);
	CHECK_INT(text_length("王成a"), 3);
	CHECK_INT(text_length("\xf0\xa0\xae\xb7"), 1);
	CHECK_INT(text_length(""), 0);
}

int main(void)
{
	cleaning();
	ascii();
	shortcut();
	given();
	limits();
	folding();
	codes();
	masks();
	short_names();
	nearest();
	words();
	sizes();
	return check_end();
}
