#include "base/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

void diag_at(struct diag *d, const char *file, size_t line)
{
	d->file = file;
	d->line = line;
}

/* Messages quote what people handed in, and end on a terminal. */
static void one_line(char *s)
{
	s[text_show(s, strlen(s), false)] = '\0';
}

/* The journal has one name for it in every language; a message has the reader's. */
static const char *place(const char *file)
{
	return strcmp(file, "standard input") == 0 ? _("standard input") : file;
}

__attribute__((format(printf, 3, 0)))
static void report(struct diag *d, enum diag_level level, const char *fmt, va_list ap)
{
	struct buf line = {0};
	char *text = xvasprintf(fmt, ap);

	one_line(text);
	if (level == DIAG_ERROR)
		text_copy(d->last, sizeof(d->last), text);
	if (d->sink) {
		if (d->file && d->line)
			buf_printf(&line, "%s:%zu: ", place(d->file), d->line);
		else if (d->file)
			buf_printf(&line, "%s: ", place(d->file));
		buf_puts(&line, text);
		one_line(line.s);
		d->sink(d->ctx, level, line.s);
	}
	buf_free(&line);
	free(text);
}

int diag_error(struct diag *d, int status, const char *fmt, ...)
{
	va_list ap;

	assert(status != 0);
	d->errors++;
	va_start(ap, fmt);
	report(d, DIAG_ERROR, fmt, ap);
	va_end(ap);
	return status;
}

void diag_warn(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	d->warnings++;
	va_start(ap, fmt);
	report(d, DIAG_WARNING, fmt, ap);
	va_end(ap);
}

void diag_note(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(d, DIAG_NOTE, fmt, ap);
	va_end(ap);
}
