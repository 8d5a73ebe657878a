#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

_Noreturn void bug(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	va_start(ap, fmt);
	fputs("internal error: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	abort();
}

static void (*on_exhausted)(void);

void mem_on_exhausted(void (*f)(void))
{
	on_exhausted = f;
}

_Noreturn void mem_exhausted(void)
{
	if (on_exhausted)
		on_exhausted();
	bug("out of memory");
}

/* Large tables are looked into at random: with large pages the processor finds its way in half the time. */
static void want_huge_pages(void *p, size_t n, size_t size)
{
	enum { HUGE = 2 << 20 };
	uintptr_t first = ((uintptr_t)p + HUGE - 1) / HUGE * HUGE;
	size_t skipped = first - (uintptr_t)p, whole = n * size / HUGE;

	if (whole >= 2)
		madvise((char *)p + skipped, (whole - 1) * HUGE, MADV_HUGEPAGE); /* a wish: a refusal does no harm */
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		mem_exhausted();
	want_huge_pages(p, n, size);
	return p;
}

void *xrealloc(void *p, size_t n, size_t size)
{
	void *q = reallocarray(p, n ? n : 1, size ? size : 1);

	if (!q)
		mem_exhausted();
	want_huge_pages(q, n, size);
	return q;
}

void *mem_alloc(size_t n)
{
	return mem_resize(NULL, n);
}

void *mem_resize(void *p, size_t n)
{
	return xrealloc(p, n, 1);
}

char *xstrdup(const char *s)
{
	char *p = strdup(s);

	if (!p)
		mem_exhausted();
	return p;
}

char *xvasprintf(const char *fmt, va_list ap)
{
	char *p;

	if (vasprintf(&p, fmt, ap) < 0)
		mem_exhausted();
	return p;
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = xvasprintf(fmt, ap);
	va_end(ap);
	return p;
}
