#include "stream/cell.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* What is inside ="…", or NULL when the cell is anything else. */
static char *unwrap(const char *s, size_t n)
{
	struct buf b = {0};

	if (n < 3 || s[0] != '=' || s[1] != '"' || s[n - 1] != '"')
		return NULL;
	for (size_t i = 2; i < n - 1; i++) {
		if (s[i] == '"' && (i + 1 == n - 1 || s[++i] != '"')) {
			buf_free(&b);
			return NULL;
		}
		buf_putc(&b, s[i]);
	}
	return buf_take(&b);
}

bool cell_is_formula(const char *s)
{
	static const char *const full_width[] = {"＝", "＋", "－", "＠"};

	if (*s && strchr("=+-@\t'", *s))
		return true;
	for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++)
		if (strncmp(s, full_width[i], strlen(full_width[i])) == 0)
			return true;
	return false;
}

const char *cell_bare(const char *s, size_t n, bool bom, char **owned)
{
	*owned = *s == '=' ? unwrap(s, n) : NULL;
	if (*owned)
		return *owned;
	return bom && *s == '\'' && n > 1 && cell_is_formula(s + 1) ? s + 1 : s;
}

const char *cell_clean(const char *s, size_t n, bool bom, char **owned, enum text_fault *fault)
{
	const char *bare = cell_bare(s, n, bom, owned);
	size_t left = bare == *owned ? strlen(bare) : n - (size_t)(bare - s);
	char *unclean = *owned;

	*fault = TEXT_OK;
	if (left == 0 || text_is_clean(bare, left))
		return bare;
	*owned = text_clean(bare, left, fault);
	free(unclean);
	return *owned;
}
