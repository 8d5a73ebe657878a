#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

static void put_quoted(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (;;) {
		size_t n = strcspn(s, "\"");

		buf_add(b, s, n);
		if (!s[n])
			break;
		buf_puts(b, "\"\"");
		s += n + 1;
	}
	buf_putc(b, '"');
}

void csv_put(struct buf *b, const char *s, char separator)
{
	size_t n = 0;
	bool quote = false;

	/* everything that needs quotes is at or below ',' */
	for (; s[n]; n++) {
		if ((unsigned char)s[n] <= ',')
			quote |= s[n] == separator || s[n] == '"' || s[n] == '\n' || s[n] == '\r';
	}
	if (quote)
		put_quoted(b, s);
	else
		buf_add(b, s, n);
}

char *csv_line(const char *const *cells, size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_putc(&b, ',');
		csv_put(&b, cells[i] ? cells[i] : "", ',');
	}
	return buf_take(&b);
}
