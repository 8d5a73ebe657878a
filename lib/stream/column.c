#include "stream/column.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool has_alias(const char *aliases, const char *header)
{
	size_t n = strlen(header);
	const char *at = aliases;

	while (at && n) {
		size_t len = strcspn(at, "|");

		if (len == n && memcmp(at, header, n) == 0)
			return true;
		at = at[len] ? at + len + 1 : NULL;
	}
	return false;
}

const struct column *column_find(const struct column *dictionary, const char *header)
{
	for (const struct column *c = dictionary; c && c->name; c++) {
		if (strcmp(c->name, header) == 0 || has_alias(c->zh, header))
			return c;
	}
	return NULL;
}

const char *column_zh(const struct column *c, char *buf, size_t size)
{
	int len = c->zh ? (int)strcspn(c->zh, "|") : 0;

	if (len)
		snprintf(buf, size, "%.*s", len, c->zh);
	else
		snprintf(buf, size, "%s", c->name);
	return buf;
}
