/*
 * Text in the one encoding beside UTF-8 that is met in arguments and names of files.
 */
#include "base/text.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "base/mem.h"

/* Two bytes become at most three, four at most four. */
static char *from_gb18030(const char *s)
{
	size_t left = strlen(s), room = 2 * left;
	char *in = xstrdup(s), *out = xcalloc(room + 1, 1), *from = in, *to = out;
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	bool done = cd != (iconv_t)-1 && iconv(cd, &from, &left, &to, &room) != (size_t)-1 && left == 0;

	if (cd != (iconv_t)-1)
		iconv_close(cd);
	free(in);
	if (done)
		return out;
	free(out);
	return NULL;
}

char *text_decode(const char *s)
{
	return u8_check((const uint8_t *)s, strlen(s)) ? from_gb18030(s) : xstrdup(s);
}
