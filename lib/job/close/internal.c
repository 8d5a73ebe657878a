#include "job/close/internal.h"

#include <stdlib.h>

#include "base/mem.h"

char **close_codes(struct ledger *l, const char *only)
{
	char **codes = xcalloc(l->nbooks + 2, sizeof *codes);

	if (only)
		codes[0] = xstrdup(only);
	for (size_t i = 0; !only && i < l->nbooks; i++)
		codes[i] = xstrdup(l->books[i].code);
	return codes;
}

void close_free_codes(char **codes)
{
	for (size_t i = 0; codes[i]; i++)
		free(codes[i]);
	free(codes);
}
