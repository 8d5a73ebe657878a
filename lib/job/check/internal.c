#include "job/check/internal.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/mem.h"

int check_fault(struct checking *c, const char *fmt, ...)
{
	va_list ap;
	char *fault;

	va_start(ap, fmt);
	fault = xvasprintf(fmt, ap);
	va_end(ap);
	diag_error(c->l->diag, EX_REFUSED, "%s", fault);
	if (c->fault)
		free(fault);
	else
		c->fault = fault;
	return EX_REFUSED;
}

struct who *check_who(const struct checking *c, int64_t id)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (c->all[mid].id == id)
			return &c->all[mid];
		if (c->all[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
