#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"

/* Room for `more` bytes and a NUL. */
static void reserve(struct buf *b, size_t more)
{
	size_t size = b->size ? b->size : 64;

	assert(more < SIZE_MAX / 4 - b->n);
	if (b->n + more < b->size)
		return;
	while (size <= b->n + more)
		size *= 2;
	b->s = xrealloc(b->s, size, 1);
	b->size = size;
}

void buf_add(struct buf *b, const char *s, size_t n)
{
	reserve(b, n);
	if (n > 0)
		memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

char *buf_room(struct buf *b, size_t n)
{
	reserve(b, n);
	return b->s + b->n;
}

void buf_used(struct buf *b, const char *end)
{
	assert(end >= b->s + b->n && end < b->s + b->size);
	b->n = (size_t)(end - b->s);
	b->s[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
	reserve(b, 1);
	b->s[b->n++] = c;
	b->s[b->n] = '\0';
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		bug("buf_printf: the format cannot be printed");
	reserve(b, (size_t)n);
	vsnprintf(b->s + b->n, (size_t)n + 1, fmt, again);
	b->n += (size_t)n;
	va_end(again);
	va_end(ap);
}

void buf_whole(struct buf *b, int64_t v)
{
	char digits[DEC_SIZE];

	buf_puts(b, dec_whole(v, digits));
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->s)
		b->s[0] = '\0';
}

void buf_cut(struct buf *b, size_t n)
{
	assert(n <= b->n);
	b->n = n;
	if (b->s)
		b->s[n] = '\0';
}

void buf_free(struct buf *b)
{
	free(b->s);
	*b = (struct buf){0};
}

const char *buf_str(const struct buf *b)
{
	return b->s ? b->s : "";
}

char *buf_take(struct buf *b)
{
	char *s = b->s ? b->s : xstrdup("");

	*b = (struct buf){0};
	return s;
}
