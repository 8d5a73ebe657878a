/*
 * Memory, and the end of a program that found a bug in itself.
 */
#ifndef PTS_BASE_MEM_H
#define PTS_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

/* For what can only be a bug in the toolkit: prints `what` to stderr and aborts. The one place below cmd/ that does. */
_Noreturn void bug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* malloc and friends that die loudly when memory runs out (a settlement must not go on half done). */
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n, size_t size);
char *xstrdup(const char *s);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));

#endif
