/* Usage in windows when there is more than memory keeps: it is written and dropped, and what is asked for again comes back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"
#include "ledger/usage/usage.h"

#include "check.h"

SQL(TEST_ROWS, "SELECT COUNT(*) FROM uses WHERE book = $1 AND win = $2");

/* The window of a month fills a third of what memory keeps; the year's is asked for all the time. */
enum { BOOK = 7, USERS = 400, RULES = 900, MONTHS = 5, YEAR_RULE = 3 };

static const struct book book = {.id = BOOK};

static const char *rule_name(int rule)
{
	static char name[16];

	snprintf(name, sizeof name, "R%03d", rule);
	return name;
}

static const char *month_name(int month)
{
	static char name[16];

	snprintf(name, sizeof name, "2025-%02d", month);
	return name;
}

static struct usage *find(struct uses *u, int household, int rule, const char *window, bool change)
{
	const struct user user = {BOOK, household, "", NULL};
	struct usage *out = NULL;

	CHECK_INT(uses_find(u, &user, rule_name(rule), window, &out, change), 0);
	return out;
}

/* What an event of this month, household and rule is worth, so that no two figures are mixed up unseen. */
static int64_t worth(int month, int household, int rule)
{
	return month * 1000000 + household * 1000 + rule;
}

static void count(struct uses *u, int month, int household, int rule)
{
	CHECK(usage_add(find(u, household, rule, month_name(month), true), 100, worth(month, household, rule), 1));
	if (rule == YEAR_RULE)
		CHECK(usage_add(find(u, household, rule, "2025", true), 100, worth(month, household, rule), 1));
}

/* Figures that are not as they were counted, of every seventh household. */
static size_t wrong(struct uses *u, int months)
{
	size_t bad = 0;

	for (int h = 1; h <= USERS; h += 7) {
		int64_t year = 0;
		for (int m = 1; m <= months; m++) {
			for (int r = 0; r < RULES; r += 13)
				bad += find(u, h, r, month_name(m), false)->granted != worth(m, h, r);
			year += worth(m, h, YEAR_RULE);
		}
		bad += find(u, h, YEAR_RULE, "2025", false)->granted != year;
		bad += find(u, h, YEAR_RULE, "2025", false)->events != months;
	}
	return bad;
}

static int64_t rows(struct ledger *l, const char *window)
{
	struct rows r;
	int64_t n = -1;

	if (db_one(l->db, &r, &TEST_ROWS, "it", (int64_t)BOOK, window)) {
		n = db_int(&r, 0);
		db_end(&r);
	}
	return n;
}

static void more_than_memory_keeps(struct ledger *l)
{
	struct uses *u = uses_new(l);

	CHECK_INT(ledger_begin(l), 0);
	for (int m = 1; m <= MONTHS; m++)
		for (int h = 1; h <= USERS; h++)
			for (int r = 0; r < RULES; r++)
				count(u, m, h, r);
	/* The first month was written without anybody asking for it, the newest was not. */
	CHECK_INT(rows(l, month_name(1)), USERS);
	CHECK_INT(rows(l, month_name(MONTHS)), 0);
	CHECK_INT(wrong(u, MONTHS), 0);
	/* Something more in a month that was dropped. */
	CHECK(usage_add(find(u, 1, 0, month_name(1), true), 100, 50, 1));
	CHECK_INT(uses_flush(u), 0);
	CHECK_INT(rows(l, month_name(1)), USERS);
	CHECK_INT(rows(l, "2025"), USERS);
	uses_forget(u);
	CHECK_INT(find(u, 1, 0, month_name(1), false)->granted, worth(1, 1, 0) + 50);
	CHECK_INT(find(u, 1, 1, month_name(1), false)->granted, worth(1, 1, 1));
	CHECK(usage_add(find(u, 1, 0, month_name(1), true), 100, 50, -1));
	CHECK_INT(uses_flush(u), 0);
	uses_forget(u);
	CHECK_INT(wrong(u, MONTHS), 0);
	uses_free(u);
}

/* Counted once more from nothing it is the same, until one figure is another. */
static void held_against_a_count(struct ledger *l)
{
	struct use_difference d;
	struct uses *u = uses_new_blank(l);
	bool differ;

	for (int m = 1; m <= MONTHS; m++)
		for (int h = 1; h <= USERS; h++)
			for (int r = 0; r < RULES; r++)
				count(u, m, h, r);
	CHECK_INT(uses_differ(u, &book, &d, &differ), 0);
	CHECK(!differ);
	CHECK(usage_add(find(u, 2, 5, month_name(4), true), 100, 1, 1));
	CHECK_INT(uses_differ(u, &book, &d, &differ), 0);
	CHECK(differ);
	uses_free(u);
}

int main(void)
{
	struct diag d = {0};
	struct ledger *l;

	CHECK_INT(ledger_open(&l, "uses", LEDGER_MEMORY, &d), 0);
	if (l) {
		more_than_memory_keeps(l);
		held_against_a_count(l);
	}
	ledger_rollback(l);
	ledger_close(l);
	return check_end();
}
