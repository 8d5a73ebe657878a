#include "domain/ids.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"

struct id id_derive(day_t day, const char *who, const char *how_much)
{
	struct buf b = {0};
	struct id id;

	buf_puts(&b, who);
	id.a = (int64_t)((uint64_t)(day - DAY_FIRST) << 47 | hash_word(b.s, b.n) >> 17);
	buf_putc(&b, '\t');
	buf_puts(&b, how_much);
	id.b = (int64_t)(hash_word(b.s, b.n) >> 17 << 16);
	buf_free(&b);
	return id;
}

struct id id_given(const char *text)
{
	return (struct id){(int64_t)(hash_word(text, strlen(text)) >> 1), 0};
}

bool id_same_content(int64_t b1, int64_t b2)
{
	return b1 >> 16 == b2 >> 16;
}

char *id_format(struct id id, char buf[static ID_SIZE])
{
	snprintf(buf, ID_SIZE, "x%016" PRIx64 "%016" PRIx64, (uint64_t)id.a, (uint64_t)id.b);
	return buf;
}

bool id_parse(const char *s, struct id *out)
{
	char half[17];

	if (s[0] != 'x' || strlen(s) != ID_SIZE - 1 || strspn(s + 1, "0123456789abcdef") != ID_SIZE - 2)
		return false;
	memcpy(half, s + 1, 16);
	half[16] = '\0';
	out->a = (int64_t)strtoull(half, NULL, 16);
	out->b = (int64_t)strtoull(s + 17, NULL, 16);
	return out->a >= 0 && out->b >= 0;
}
