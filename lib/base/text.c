/*
 * Folding, codes, widths, the nearest word. text_clean() is in clean.c, text_mask() in mask.c.
 */
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

enum { CODE_MAX = 64, WORD_MAX = 64 };

const char *text_word(const char *p, size_t *n)
{
	p += strspn(p, " ");
	*n = strcspn(p, " ");
	return *n ? p : NULL;
}

bool text_has_word(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (const char *w = text_word(list, &n); w; w = text_word(w + n, &n))
		if (n == len && memcmp(w, word, n) == 0)
			return true;
	return false;
}

/* Bytes of the ideograph at the start, 0 when there stands something else. */
static size_t ideograph(const char *s)
{
	ucs4_t c;
	int n = u8_strmbtouc(&c, (const uint8_t *)s);

	return n > 0 && uc_is_property_ideographic(c) ? (size_t)n : 0;
}

bool text_is_short_name(const char *name, size_t *first, const char **second)
{
	size_t last;

	*first = ideograph(name);
	*second = name + *first + strspn(name + *first, " ");
	last = *first ? ideograph(*second) : 0;
	return last > 0 && !(*second)[last];
}

/* The half-width byte for a three-byte sequence, or 0. */
static char half_width(const unsigned char *u)
{
	if (u[0] == 0xef && u[1] == 0xbc && u[2] >= 0x81 && u[2] <= 0xbf)
		return (char)(u[2] - 0x81 + '!');
	if (u[0] == 0xef && u[1] == 0xbd && u[2] >= 0x80 && u[2] <= 0x9e)
		return (char)(u[2] - 0x80 + '`');
	if (u[0] == 0xe2 && u[1] == 0x88 && u[2] == 0x92)
		return '-';
	return '\0';
}

char *text_fold(char *s)
{
	char *from = s;
	char *to;

	while (*from && !((unsigned char)*from & 0x80))
		from++;
	for (to = from; *from; to++) {
		char half = half_width((const unsigned char *)from);

		*to = half ? half : *from;
		from += half ? 3 : 1;
	}
	*to = '\0';
	return s;
}

static bool has_blank(const char *s)
{
	const uint8_t *u = (const uint8_t *)s;
	ucs4_t c;

	while ((u = u8_next(&c, u)))
		if (uc_is_property_white_space(c))
			return true;
	return false;
}

bool text_is_code(const char *s)
{
	size_t n = strlen(s);

	bool plain = true;

	if (n == 0 || n > CODE_MAX || strchr("-=+@", s[0]))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (strchr(" \"',:;<>&|\\", s[i]))
			return false;
		plain = plain && s[i] > ' ' && s[i] < 0x7f;
	}
	return plain || (text_is_clean(s, n) && !has_blank(s));
}

int text_width(const char *s)
{
	return u8_strwidth((const uint8_t *)s, "UTF-8");
}

size_t text_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* The code points of a word in `out`; false when it is not UTF-8 or too long to be a slip of the pen. */
static bool spell(const char *s, ucs4_t out[static WORD_MAX], size_t *n)
{
	size_t size = strlen(s);
	ucs4_t *r;

	*n = WORD_MAX;
	r = size > 0 ? u8_to_u32((const uint8_t *)s, size, out, n) : NULL;
	if (r && r != out)
		free(r);
	return r == out;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many characters must be put in, left out, changed, or swapped with the next one. */
static size_t distance(const ucs4_t *a, size_t na, const ucs4_t *b, size_t nb)
{
	size_t row[3][WORD_MAX + 1];
	size_t *before = row[0], *above = row[1], *now = row[2], *tmp;

	for (size_t j = 0; j <= nb; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; i <= na; i++) {
		now[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			now[j] = least(above[j] + 1, now[j - 1] + 1);
			now[j] = least(now[j], above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		tmp = before;
		before = above;
		above = now;
		now = tmp;
	}
	return above[nb];
}

/* Near is a third of the longer word, and never the whole of it. */
const char *text_nearest(const char *s, const char *const *words)
{
	ucs4_t a[WORD_MAX], b[WORD_MAX];
	const char *best = NULL;
	size_t na, nb, longer, d, least_yet = SIZE_MAX;

	if (!spell(s, a, &na))
		return NULL;
	for (; *words; words++) {
		if (!spell(*words, b, &nb))
			continue;
		longer = na > nb ? na : nb;
		d = distance(a, na, b, nb);
		if (d < least_yet && d < longer && d <= (longer + 2) / 3) {
			least_yet = d;
			best = *words;
		}
	}
	return best;
}
