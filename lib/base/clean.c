/*
 * Cleaning and cutting text: the half of text.h through which every cell of every stream goes.
 */
#include "base/text.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/lang.h"
#include "base/mem.h"

enum { BRAILLE_BLANK = 0x2800 };

size_t text_cut(const char *s, size_t n)
{
	size_t size = strnlen(s, n + 1);

	if (size <= n)
		return size;
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

void text_copy(char *to, size_t size, const char *s)
{
	size_t n = text_cut(s, size - 1);

	memcpy(to, s, n);
	to[n] = '\0';
}

/* What becomes of a character. */
enum fate { KEEP, BLANK, DROP, CONTROL, BIDI, PRIVATE };

static bool is_bidi(ucs4_t c)
{
	return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Characters that fonts draw as they like, so that nobody can say what is written: U+FFFD stands for a lost one. */
static bool is_private(ucs4_t c)
{
	return c == 0xfffd || uc_is_property_not_a_character(c) || uc_is_general_category(c, UC_PRIVATE_USE);
}

/* Blocks without a character that is blank, invisible or private, so that most text needs no tables. */
static bool is_ordinary(ucs4_t c)
{
	return (c > 0xad && c < 0x034f) || (c > 0x3000 && c < 0x3164) || (c > 0x3164 && c < 0xd800) ||
	       (c > 0xff00 && c < 0xffa0);
}

static enum fate fate_of(ucs4_t c)
{
	if (is_ordinary(c))
		return KEEP;
	if (c == '\t' || c == '\n' || c == '\r')
		return BLANK;
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return CONTROL;
	if (is_bidi(c))
		return BIDI;
	if (c == BRAILLE_BLANK || uc_is_general_category(c, UC_SEPARATOR))
		return BLANK;
	if (is_private(c))
		return PRIVATE;
	if (uc_is_property_default_ignorable_code_point(c) || uc_is_general_category(c, UC_FORMAT))
		return DROP;
	return KEEP;
}

static enum text_fault fault_of(enum fate fate)
{
	return fate == CONTROL ? TEXT_CONTROL : fate == BIDI ? TEXT_BIDI : fate == PRIVATE ? TEXT_PRIVATE : TEXT_OK;
}

/*
 * True for characters that NFC leaves alone whatever stands beside them: they neither decompose nor combine with what
 * is before them. Not all such characters, only the blocks that are met every day; the others take the slow way.
 */
static bool stable(ucs4_t c)
{
	static const struct {
		ucs4_t first, last;
	} blocks[] = {
		{0x0000, 0x02ff},   /* Latin */
		{0x0400, 0x0482},   /* Cyrillic */
		{0x1e00, 0x1eff},   /* more Latin */
		{0x2010, 0x205e},   /* punctuation */
		{0x20a0, 0x20bf},   /* currencies */
		{0x2150, 0x2328},   /* numerals, arrows, mathematics */
		{0x2460, 0x2adb},   /* ①, boxes, dingbats */
		{0x3000, 0x3029},   /* CJK punctuation */
		{0x3030, 0x3096},   /* Hiragana */
		{0x309b, 0xa48c},   /* Katakana, Bopomofo, CJK ideographs, Yi */
		{0xac00, 0xd7a3},   /* Hangul */
		{0xfe30, 0xfe4f},   /* vertical forms */
		{0xff00, 0xffef},   /* full-width forms */
		{0x1f300, 0x1f64f}, /* pictographs */
		{0x20000, 0x2f7ff}, /* CJK ideographs, plane 2 */
		{0x30000, 0x323af}, /* CJK ideographs, plane 3 */
	};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]) && c >= blocks[i].first; i++)
		if (c <= blocks[i].last)
			return true;
	return false;
}

/* True when one of eight bytes is not printable ASCII: below 0x20, 0x7f, or above it. */
static bool odd_byte(uint64_t w)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t del = w ^ 0x7f * ones;

	return (((w - 0x20 * ones) | (del - ones) | w) & 0x80 * ones) != 0;
}

static bool is_printable(char c)
{
	return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7f;
}

/* How many of the n bytes are printable ASCII before the first that is not. */
static size_t ascii_run(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t w;

	for (; n - i >= sizeof(w); i += sizeof(w)) {
		memcpy(&w, s + i, sizeof(w));
		if (odd_byte(w))
			break;
	}
	while (i < n && is_printable(s[i]))
		i++;
	return i;
}

/* Bytes of the common ideographs (and the few symbols among them, U+4000–9FFF) at the start: all stable, all kept. */
static size_t ideograph_run(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t i = 0;

	while (n - i >= 3 && u[i] >= 0xe4 && u[i] <= 0xe9 && (u[i + 1] & 0xc0) == 0x80 && (u[i + 2] & 0xc0) == 0x80)
		i += 3;
	return i;
}

static char *normal(const char *s, size_t n, char *room, size_t *size)
{
	char *r = (char *)u8_normalize(UNINORM_NFC, (const uint8_t *)s, n, (uint8_t *)room, size);

	if (!r && errno == ENOMEM)
		mem_exhausted();
	if (!r)
		bug("text cannot be normalised");
	return r;
}

static bool is_normal(const char *s, size_t n)
{
	char room[512];
	size_t size = sizeof(room);
	char *r = normal(s, n, room, &size);
	bool same = size == n && memcmp(r, s, n) == 0;

	if (r != room)
		free(r);
	return same;
}

bool text_is_clean(const char *s, size_t n)
{
	bool sure = true;
	ucs4_t c;
	int len;

	if (n > 0 && (s[0] == ' ' || s[n - 1] == ' '))
		return false;
	for (size_t i = ascii_run(s, n); i < n; i += ascii_run(s + i, n - i)) {
		i += ideograph_run(s + i, n - i);
		if (i == n || is_printable(s[i]))
			continue;
		len = u8_mbtoucr(&c, (const uint8_t *)s + i, n - i);
		if (len <= 0 || fate_of(c) != KEEP)
			return false;
		sure = sure && stable(c);
		i += (size_t)len;
	}
	return sure || is_normal(s, n);
}

/* What becomes of the character at the start of `s`, and its bytes: one when they are no UTF-8. */
static enum fate next_fate(const char *s, size_t n, size_t *len, enum text_fault *fault)
{
	ucs4_t c;
	int got = u8_mbtoucr(&c, (const uint8_t *)s, n);
	enum fate fate = got > 0 ? fate_of(c) : CONTROL;

	*len = got > 0 ? (size_t)got : 1;
	*fault = got > 0 ? fault_of(fate) : TEXT_NOT_UTF8;
	return fate;
}

/*
 * The characters that stay, blanks made plain and trimmed, into `out`; not normalised yet. The count; SIZE_MAX with *fault
 * for a character that no text may have, unless another stands for it: `instead`.
 */
static size_t sweep(const char *s, size_t n, char *out, char instead, enum text_fault *fault)
{
	size_t used = 0;

	for (size_t len; n > 0; s += len, n -= len) {
		enum fate fate = next_fate(s, n, &len, fault);

		if (*fault && !instead)
			return SIZE_MAX;
		if (*fault) {
			out[used++] = instead;
		} else if (fate == KEEP) {
			memcpy(out + used, s, len);
			used += len;
		} else if (fate == BLANK && used > 0) {
			out[used++] = ' ';
		}
	}
	while (used > 0 && out[used - 1] == ' ')
		used--;
	return used;
}

const char *text_fault_message(enum text_fault fault)
{
	switch (fault) {
	case TEXT_NOT_UTF8:
		return _("the text is not valid UTF-8");
	case TEXT_CONTROL:
		return _("control characters are not allowed");
	case TEXT_BIDI:
		return _("characters that turn the direction of writing are not allowed");
	case TEXT_PRIVATE:
		return _("characters of private use and damaged ones (U+FFFD) are not allowed: type the character that is meant");
	case TEXT_OK:
		break;
	}
	bug("no message for a text without fault");
}

static char *copy(const char *s, size_t n)
{
	char *out = xcalloc(n + 1, 1);

	if (n > 0)
		memcpy(out, s, n);
	return out;
}

static char *clean(const char *s, size_t n, char instead, enum text_fault *fault)
{
	char *swept, *r, *out = NULL;
	size_t used, size = 0;

	*fault = TEXT_OK;
	if (text_is_clean(s, n))
		return copy(s, n);
	swept = xcalloc(n + 1, 1);
	used = sweep(s, n, swept, instead, fault);
	if (used != SIZE_MAX) {
		r = normal(swept, used, NULL, &size);
		out = copy(r, size);
		free(r);
	}
	free(swept);
	return out;
}

char *text_clean(const char *s, size_t n, enum text_fault *fault)
{
	return clean(s, n, '\0', fault);
}

char *text_given(const char *s, const char **why)
{
	char *decoded = text_decode(s), *out = NULL;
	enum text_fault fault = TEXT_NOT_UTF8;

	*why = NULL;
	if (decoded)
		out = text_clean(decoded, strlen(decoded), &fault);
	free(decoded);
	if (!out)
		*why = text_fault_message(fault);
	else if (strlen(out) > TEXT_LIMIT)
		*why = _("the text is longer than 4096 bytes: shorten it");
	if (!*why)
		return out;
	free(out);
	return NULL;
}

char *text_file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *decoded, *out;
	enum text_fault fault;

	path = slash && slash[1] ? slash + 1 : path;
	decoded = text_decode(path);
	out = decoded ? clean(decoded, strlen(decoded), '?', &fault) : clean(path, strlen(path), '?', &fault);
	free(decoded);
	if (strlen(out) > FILE_NAME_LIMIT)
		out[text_cut(out, FILE_NAME_LIMIT)] = '\0';
	return out;
}

/* What a terminal would do something else with than draw it; a form feed divides pages on paper. */
static bool steers(char c, enum text_fault fault, bool lines)
{
	if (c == '\n' || c == '\t' || c == '\f')
		return !lines;
	return c == '\r' || fault == TEXT_CONTROL || fault == TEXT_BIDI || fault == TEXT_NOT_UTF8;
}

size_t text_show(char *s, size_t n, bool lines)
{
	enum text_fault fault;
	size_t used = 0;

	for (size_t i = 0, len; i < n; i += len) {
		len = ascii_run(s + i, n - i);
		len += ideograph_run(s + i + len, n - i - len);
		fault = TEXT_OK;
		if (len == 0)
			next_fate(s + i, n - i, &len, &fault);
		if (steers(s[i], fault, lines)) {
			s[used++] = (unsigned char)s[i] < 0x80 ? ' ' : '?';
		} else {
			memmove(s + used, s + i, len);
			used += len;
		}
	}
	return used;
}
