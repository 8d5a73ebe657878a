#include "base/buf.h"

#include <stdlib.h>

#include "check.h"

static void growing(void)
{
	struct buf b = {0};
	size_t wrong = 0;

	CHECK_STR(buf_str(&b), "");
	buf_add(&b, NULL, 0);
	CHECK_STR(b.s, "");
	for (int i = 0; i < 10000; i++) {
		buf_putc(&b, 'a');
		buf_puts(&b, "bc");
		buf_add(&b, "defg", 2);
		buf_printf(&b, "%05d", i);
		wrong += strlen(b.s) != b.n || b.n != 10 * ((size_t)i + 1);
	}
	CHECK_INT(wrong, 0);
	CHECK_STR(b.s + b.n - 10, "abcde09999");
	buf_free(&b);
	CHECK_STR(buf_str(&b), "");
}

static void reuse(void)
{
	struct buf b = {0};
	char *s;

	buf_clear(&b);
	buf_printf(&b, "%s", "");
	buf_add(&b, "a\0b", 3);
	CHECK_INT(b.n, 3);
	buf_clear(&b);
	CHECK_STR(buf_str(&b), "");
	buf_puts(&b, "kept");
	s = buf_take(&b);
	CHECK_STR(s, "kept");
	CHECK(b.s == NULL && b.n == 0 && b.size == 0);
	free(s);
	s = buf_take(&b);
	CHECK_STR(s, "");
	free(s);
}

static void written_in_place(void)
{
	struct buf b = {0};

	for (size_t n = 0; n < 200; n++) {
		char *p = buf_room(&b, n);
		memset(p, 'x', n);
		buf_used(&b, p + n / 2);
		CHECK_INT(strlen(b.s), b.n);
	}
	CHECK_INT(b.n, 9900);
	buf_free(&b);
}

/* Text that just fills what there is, at every length around the first sizes. */
static void edges(void)
{
	char line[300];

	memset(line, 'x', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	for (int n = 0; n < (int)sizeof(line); n++) {
		struct buf b = {0};

		buf_printf(&b, "%.*s", n, line);
		CHECK_INT(strlen(buf_str(&b)), n);
		buf_putc(&b, '!');
		CHECK_INT(strlen(buf_str(&b)), n + 1);
		buf_free(&b);
	}
}

static void numbers(void)
{
	struct buf b = {0};

	buf_cut(&b, 0);
	buf_whole(&b, 0);
	buf_putc(&b, ' ');
	buf_whole(&b, 1200);
	buf_putc(&b, ' ');
	buf_whole(&b, INT64_MIN);
	CHECK_STR(buf_str(&b), "0 1200 -9223372036854775808");
	buf_cut(&b, 3);
	CHECK_STR(buf_str(&b), "0 1");
	buf_whole(&b, INT64_MAX);
	CHECK_STR(buf_str(&b), "0 19223372036854775807");
	buf_free(&b);
}

int main(void)
{
	growing();
	reuse();
	written_in_place();
	numbers();
	edges();
	return check_end();
}
