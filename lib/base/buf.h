/*
 * A growing string. All-zero is empty and valid.
 */
#ifndef PTS_BASE_BUF_H
#define PTS_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct buf {
	char *s; /* NUL-terminated once anything was added; NULL before */
	size_t n;
	size_t size;
};

void buf_add(struct buf *b, const char *s, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
/* For many short pieces: room for n bytes at the end, then where what was written there ends (not past that room). */
char *buf_room(struct buf *b, size_t n);
void buf_used(struct buf *b, const char *end);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_whole(struct buf *b, int64_t v); /* as dec_whole */
void buf_clear(struct buf *b); /* empty, memory kept */
void buf_cut(struct buf *b, size_t n); /* only the first n bytes stay */
void buf_free(struct buf *b);
const char *buf_str(const struct buf *b); /* never NULL */
char *buf_take(struct buf *b);		  /* hands the string to the caller, never NULL; b is empty again */

#endif
