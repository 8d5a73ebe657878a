/* Output for people: cut anywhere between two writes, it shows what it shows in one piece. */
#include "stream/shown.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "check.h"

static const char text[] = "户主 \x1b[31m\xe2\x80\xae\xff\xf0\xa0\xae\xb7\xc2\x9b 王\t成\n\xe6\x88";

static char *in_pieces(size_t piece, bool flush)
{
	char *out = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&out, &size), *f = shown_open(to, false);

	for (size_t i = 0; i < strlen(text); i += piece) {
		size_t left = strlen(text) - i;

		fwrite(text + i, 1, left < piece ? left : piece, f);
		if (flush)
			fflush(f);
	}
	CHECK_INT(fclose(f), 0);
	CHECK_INT(fclose(to), 0);
	return out;
}

static void pieces(void)
{
	char *whole = xstrdup(text);

	whole[text_show(whole, strlen(whole), true)] = '\0';
	CHECK_STR(whole, "户主  [31m??\xf0\xa0\xae\xb7? 王\t成\n??");
	for (size_t piece = 1; piece <= sizeof text; piece++) {
		char *out = in_pieces(piece, true);

		CHECK_STR(out, whole);
		free(out);
	}
	free(whole);
}

static void errors(void)
{
	FILE *full = fopen("/dev/full", "w"), *f = shown_open(full, true);

	fputs("x", f);
	CHECK(fflush(f) != 0);
	fclose(f);
	CHECK(ferror(full));
	fclose(full);
}

int main(void)
{
	pieces();
	errors();
	return check_end();
}
