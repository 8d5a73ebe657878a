#include "ledger/use_lines.h"

#include <stdlib.h>
#include <string.h>

static bool take_number(const char **s, char before, int64_t *out)
{
	char *end;

	if (**s != before)
		return false;
	*out = strtoll(*s + 1, &end, 10);
	if (end == *s + 1)
		return false;
	*s = end;
	return true;
}

bool use_line_take(const char **s, const char **rule, size_t *len, struct usage *out)
{
	*rule = *s;
	*len = strcspn(*s, " \n");
	*s += *len;
	if (*len == 0 || !take_number(s, ' ', &out->events) || !take_number(s, ' ', &out->times) ||
	    !take_number(s, ' ', &out->quantity) || !take_number(s, ' ', &out->granted) || !take_number(s, ' ', &out->deducted))
		return false;
	return *(*s)++ == '\n';
}

const char *use_line_next(const char *s, size_t *len)
{
	const char *end = s + strcspn(s, "\n");

	*len = strcspn(s, " \n");
	return *end ? end + 1 : end;
}

bool use_line_find(const char *s, const char *rule, struct usage *out)
{
	size_t n = strlen(rule), len;
	const char *found;

	*out = (struct usage){0};
	for (const char *line = s; *line; line = s) {
		s = use_line_next(line, &len);
		if (len == n && memcmp(line, rule, n) == 0)
			return use_line_take(&line, &found, &len, out);
	}
	return true;
}

void use_line_put(struct buf *out, const char *rule, const struct usage *u)
{
	const int64_t figures[] = {u->events, u->times, u->quantity, u->granted, u->deducted};

	buf_puts(out, rule);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		buf_putc(out, ' ');
		buf_whole(out, figures[i]);
	}
	buf_putc(out, '\n');
}
