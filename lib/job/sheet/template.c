/* A village's own words for its sheets: a text file of `key: text`. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/sheet/internal.h"

enum { LINE_MOST = 4096, QR_MOST = 200 /* characters: the code must stay readable from paper */ };

static const char bom[] = "\xEF\xBB\xBF";
static const char wide_colon[] = "：";

static int unknown_key(const char *key, struct diag *d)
{
	const char *keys[SHEET_PLACE + 1], *near;

	for (size_t i = 0; i < SHEET_PLACE; i++)
		keys[i] = sheet_text_key((enum sheet_text)i);
	keys[SHEET_PLACE] = NULL;
	near = text_nearest(key, keys);
	if (near)
		return diag_error(d, EX_DATAERR, _("no text of a sheet is called `%s`; did you mean `%s`?"), key, near);
	return diag_error(d, EX_DATAERR, _("no text of a sheet is called `%s`; pts-notice(1) lists them"), key);
}

static bool template_is_key(const char *key)
{
	for (size_t i = 0; i < SHEET_PLACE; i++)
		if (strcmp(sheet_text_key((enum sheet_text)i), key) == 0)
			return true;
	return false;
}

static int set_text(struct sheet_texts *t, const char *key, const char *text, struct diag *d)
{
	bool page = strcmp(key, sheet_text_key(SHEET_PAGE)) == 0;
	char *unknown = sheet_unknown_placeholder(text, page);
	int rc = 0;

	if (!template_is_key(key))
		rc = unknown_key(key, d);
	else if (unknown)
		rc = diag_error(d, EX_DATAERR, _("text %s: `%s` is no placeholder; pts-notice(1) lists them"), key,
				unknown);
	else if (strcmp(key, sheet_text_key(SHEET_QR)) == 0 && text_length(text) > QR_MOST)
		rc = diag_error(d, EX_DATAERR, _("text %s: at most %d characters"), key, QR_MOST);
	else
		sheet_texts_set(t, key, text);
	free(unknown);
	return rc;
}

/* Where the key ends: at the first colon, of either width; *next is behind it. NULL: there is none. */
static char *find_colon(char *line, char **next)
{
	char *narrow = strchr(line, ':'), *wide = strstr(line, wide_colon);

	if (wide && (!narrow || wide < narrow)) {
		*next = wide + strlen(wide_colon);
		return wide;
	}
	*next = narrow ? narrow + 1 : NULL;
	return narrow;
}

static int template_read_line(struct sheet_texts *t, char *line, struct diag *d)
{
	char *colon, *next, *key, *text;
	enum text_fault fault;
	int rc;

	if (!*line || *line == '#')
		return 0;
	colon = find_colon(line, &next);
	if (!colon)
		return diag_error(d, EX_DATAERR, _("a line of a template is `key: text`, or a comment after `#`"));
	*colon = '\0';
	key = text_clean(line, strlen(line), &fault);
	text = text_clean(next, strlen(next), &fault);
	rc = set_text(t, key, text, d);
	free(key);
	free(text);
	return rc;
}

/* Makes one line clean text, NULL when it cannot be and was reported. */
static char *clean_line(const char *line, size_t n, struct diag *d)
{
	enum text_fault fault = TEXT_OK;
	char *clean = n > LINE_MOST ? NULL : text_clean(line, n, &fault);

	if (n > LINE_MOST)
		diag_error(d, EX_DATAERR, _("a line of a template has at most %d bytes"), LINE_MOST);
	else if (fault == TEXT_NOT_UTF8)
		diag_error(d, EX_DATAERR, _("the template is not UTF-8: save it with that encoding"));
	else if (!clean)
		diag_error(d, EX_DATAERR, "%s", text_fault_message(fault));
	return clean;
}

static int template_read_file(struct sheet_texts *t, FILE *f, const char *name, struct diag *d)
{
	char *line = NULL;
	size_t size = 0, number = 0;
	int rc = 0;

	while (getline(&line, &size, f) > 0) {
		size_t skip = ++number == 1 && strncmp(line, bom, strlen(bom)) == 0 ? strlen(bom) : 0;
		char *clean;
		diag_at(d, name, number);
		clean = clean_line(line + skip, strlen(line + skip), d);
		if (!clean || template_read_line(t, clean, d) != 0)
			rc = EX_DATAERR;
		free(clean);
	}
	diag_at(d, NULL, 0);
	if (!feof(f) && !ferror(f))
		mem_exhausted();
	if (ferror(f))
		rc = diag_error(d, EX_IOERR, _("cannot read %s: %s"), name, strerror(errno));
	free(line);
	return rc;
}

int sheet_template_read(struct sheet_texts *t, const char *path, struct diag *d)
{
	const char *slash = strrchr(path, '/');
	FILE *f = fopen(path, "re");
	int rc;

	if (!f)
		return diag_error(d, EX_NOINPUT, _("cannot read the template %s: %s"), path, strerror(errno));
	rc = template_read_file(t, f, slash ? slash + 1 : path, d);
	fclose(f);
	return rc;
}
