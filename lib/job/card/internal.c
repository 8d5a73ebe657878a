#include "job/card/internal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

void card_say(struct card_lines *lines, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = xvasprintf(fmt, ap);
	va_end(ap);
	lines->line = xrealloc(lines->line, lines->n + 1, sizeof *lines->line);
	lines->line[lines->n++] = text;
}

void card_lines_free(struct card_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->line[i]);
	free(lines->line);
	*lines = (struct card_lines){0};
}

const char *card_paper_language(const struct ledger *l, const struct book *book)
{
	return strcmp(setting_get(l, book ? book->id : 0, "lang"), "en") == 0 ? "en" : "zh-CN";
}

const char *card_language(void)
{
	return strcmp(lang_get(), "zh") == 0 ? "zh-CN" : "en";
}
