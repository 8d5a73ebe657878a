/*
 * Memory, and the end of a program that found a bug in itself.
 */
#ifndef PTS_BASE_MEM_H
#define PTS_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

/* For what can only be a bug in the toolkit: prints `what` to stderr and aborts. The one place below cmd/ that does. */
_Noreturn void bug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * For memory that ran out: calls the function that a command has set, which tells it and ends the program with
 * EX_SOFTWARE, since a settlement must not go on half done; without one it is a bug like any other. The function may
 * take no memory.
 */
_Noreturn void mem_exhausted(void);
void mem_on_exhausted(void (*f)(void));

/* malloc and friends, which call mem_exhausted() instead of returning NULL. */
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n, size_t size);
char *xstrdup(const char *s);

/* The same as libraries take them that let themselves be given an allocator. */
void *mem_alloc(size_t n);
void *mem_resize(void *p, size_t n);

char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));

#endif
