/* Memory that runs out. Allocations within the C library come here too. */
#include <dlfcn.h>
#include <errno.h>
#include <libintl.h>
#include <stdlib.h>

#include "fault.h"

/* What fails in the C library's gettext is left out: it cannot say so, and some of its failures crash in the library. */
static _Thread_local bool paused;

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static bool runs_out(const char *what)
{
	if (paused || !fault_now(FAULT_MEMORY, what, NULL))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t n)
{
	return runs_out("malloc") ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return runs_out("calloc") ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return runs_out("realloc") ? NULL : __libc_realloc(p, n);
}

char *dcgettext(const char *domain, const char *text, int category)
{
	static char *(*real)(const char *, const char *, int);
	char *found;

	paused = true;
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "dcgettext");
	found = real(domain, text, category);
	paused = false;
	return found;
}

char *dcngettext(const char *domain, const char *one, const char *many, unsigned long n, int category)
{
	static char *(*real)(const char *, const char *, const char *, unsigned long, int);
	char *found;

	paused = true;
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "dcngettext");
	found = real(domain, one, many, n, category);
	paused = false;
	return found;
}
