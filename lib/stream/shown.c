#include "stream/shown.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

enum { BUFFER_SIZE = 64 * 1024, LONGEST = 4 /* bytes of a character */ };

struct shown {
	FILE *to;
	bool at_once;
	struct buf text; /* what is not handed on yet: at last the first bytes of a character */
};

/* How many of n bytes end with a whole character. */
static size_t whole(const char *s, size_t n)
{
	ucs4_t c;

	for (size_t k = 1; k < LONGEST && k <= n; k++)
		if (u8_mbtoucr(&c, (const uint8_t *)s + n - k, k) == -2)
			return n - k;
	return n;
}

static bool hand_on(struct shown *o, size_t n)
{
	char *s = o->text.s;
	size_t rest = o->text.n - n, left = text_show(s, n, true);
	bool done = fwrite(s, 1, left, o->to) == left && (!o->at_once || fflush(o->to) == 0);

	memmove(s, s + n, rest);
	buf_cut(&o->text, rest);
	return done;
}

static ssize_t shown_write(void *ctx, const char *s, size_t n)
{
	struct shown *o = ctx;

	buf_add(&o->text, s, n);
	return hand_on(o, whole(o->text.s, o->text.n)) ? (ssize_t)n : 0;
}

static int shown_close(void *ctx)
{
	struct shown *o = ctx;
	bool done = o->text.n == 0 || hand_on(o, o->text.n);

	buf_free(&o->text);
	free(o);
	return done ? 0 : EOF;
}

FILE *shown_open(FILE *to, bool at_once)
{
	struct shown *o = xcalloc(1, sizeof *o);
	FILE *f;

	o->to = to;
	o->at_once = at_once;
	f = fopencookie(o, "w", (cookie_io_functions_t){.write = shown_write, .close = shown_close});
	if (!f)
		bug("out of memory");
	setvbuf(f, NULL, _IOFBF, BUFFER_SIZE);
	return f;
}
