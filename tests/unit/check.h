/*
 * The least a C test needs. A failed check prints where and what, and the test goes on; main ends with
 * `return check_end();`.
 */
#ifndef PTS_TESTS_CHECK_H
#define PTS_TESTS_CHECK_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static size_t check_passed, check_failed;

static inline bool check_count(bool ok, const char *file, int line)
{
	check_passed += ok;
	check_failed += !ok;
	if (!ok)
		printf("%s:%d: ", file, line);
	return ok;
}

static inline void check_cond(bool ok, const char *what, const char *file, int line)
{
	if (!check_count(ok, file, line))
		printf("not so: %s\n", what);
}

static inline void check_int(int64_t a, int64_t b, const char *what, const char *file, int line)
{
	if (!check_count(a == b, file, line))
		printf("%s is %" PRId64 ", not %" PRId64 "\n", what, a, b);
}

/* NULL equals NULL only. */
static inline void check_str(const char *a, const char *b, const char *what, const char *file, int line)
{
	if (!check_count(a && b ? strcmp(a, b) == 0 : a == b, file, line))
		printf("%s is '%s', not '%s'\n", what, a ? a : "(null)", b ? b : "(null)");
}

static inline int check_end(void)
{
	printf("%zu passed, %zu failed\n", check_passed, check_failed);
	return check_failed > 0 || check_passed == 0;
}

#define CHECK(cond) check_cond(cond, #cond, __FILE__, __LINE__)
#define CHECK_INT(a, b) check_int((int64_t)(a), (int64_t)(b), #a, __FILE__, __LINE__)
#define CHECK_STR(a, b) check_str(a, b, #a, __FILE__, __LINE__)

/* Number of elements of a table of cases. */
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#endif
