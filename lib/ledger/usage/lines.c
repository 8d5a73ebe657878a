#include "ledger/usage/lines.h"

#include <stdlib.h>
#include <string.h>

enum { FIGURES = 5 };

const char *use_line_next(const char *s, size_t *len)
{
	*len = strcspn(s, " \n");
	s += *len;
	for (int i = 0; i < FIGURES; i++) {
		size_t digits;
		if (*s++ != ' ')
			return NULL;
		s += *s == '-';
		digits = strspn(s, "0123456789");
		if (digits == 0)
			return NULL;
		s += digits;
	}
	return *len && *s == '\n' ? s + 1 : NULL;
}

bool use_line_take(const char **s, const char **rule, size_t *len, struct usage *out)
{
	int64_t *const figures[FIGURES] = {&out->events, &out->times, &out->quantity, &out->granted, &out->deducted};
	const char *next = use_line_next(*s, len), *p = *s + *len;
	char *end;

	*rule = *s;
	if (!next)
		return false;
	for (int i = 0; i < FIGURES; i++, p = end)
		*figures[i] = strtoll(p + 1, &end, 10);
	*s = next;
	return true;
}

bool use_line_find(const char *s, const char *rule, struct usage *out)
{
	size_t n = strlen(rule), len;
	const char *next, *found;
	bool sound = true;

	*out = (struct usage){0};
	for (; sound && *s; s = next) {
		next = use_line_next(s, &len);
		sound = next != NULL;
		if (sound && len == n && memcmp(s, rule, n) == 0)
			sound = use_line_take(&s, &found, &len, out);
	}
	return sound;
}

void use_line_put(struct buf *out, const char *rule, const struct usage *u)
{
	const int64_t figures[FIGURES] = {u->events, u->times, u->quantity, u->granted, u->deducted};

	buf_puts(out, rule);
	for (size_t i = 0; i < FIGURES; i++) {
		buf_putc(out, ' ');
		buf_whole(out, figures[i]);
	}
	buf_putc(out, '\n');
}
