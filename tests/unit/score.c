/* The rule engine over a page of rules as villages write them: score.csv. */
#include <stdlib.h>

#include "base/dec.h"
#include "domain/score.h"

#include "check.h"

enum {
	SOURCE,
	POINTS,
	COUNTS,
	CAP_POINTS,
	CAP_TIMES,
	CAP_PER,
	MAX_QUANTITY,
	TIMES,
	GRANTED,
	QUANTITY,
	ASKED,
	KIND,
	SCORE,
	POINTS_OUT,
	QUANTITY_OUT,
	REMARK,
	CELLS
};

static const char *const faults[] = {
	[SCORE_POINTS_MISSING] = "points missing",
	[SCORE_POINTS_GIVEN] = "points given",
	[SCORE_NO_QUANTITY] = "no quantity",
	[SCORE_OVERFLOW] = "overflow",
};

/* Splits a line of CSV in place; quotes stand only around whole cells. */
static size_t split(char *line, char *cells[static CELLS])
{
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	for (char *p = line; p && n < CELLS; n++) {
		char end = *p == '"' ? '"' : ',';
		cells[n] = p += end == '"';
		p = strchr(p, end);
		if (!p)
			continue;
		*p++ = '\0';
		if (end == '"')
			p = *p == ',' ? p + 1 : NULL;
	}
	return n;
}

static int64_t amount(const char *cell)
{
	int64_t v = BLANK;

	CHECK(!*cell || dec_parse(cell, &v));
	return v;
}

static void check_amount(int64_t v, const char *cell)
{
	char text[DEC_SIZE];

	CHECK_STR(dec_format(v, text), cell);
}

static void check_grant(const struct grant *g, char *const *c)
{
	CHECK_STR(kind_name(g->kind), c[KIND]);
	check_amount(g->score, c[SCORE]);
	check_amount(g->points, c[POINTS_OUT]);
	check_amount(g->quantity, c[QUANTITY_OUT]);
	CHECK_STR(g->remark, c[REMARK]);
}

static void check_case(char *const *c)
{
	struct rule rule = {.code = (char[]){"R"},
			    .ladder = (char[]){""},
			    .repeat_by = BLANK,
			    .points = amount(c[POINTS]),
			    .cap_points = amount(c[CAP_POINTS]),
			    .cap_per = c[CAP_PER],
			    .cap_times = *c[CAP_TIMES] ? atoll(c[CAP_TIMES]) : BLANK,
			    .max_quantity = amount(c[MAX_QUANTITY])};
	struct history before = {.rule = {.times = atoll(c[TIMES]), .granted = amount(c[GRANTED])}};
	struct event_figures event = {.quantity = amount(c[QUANTITY]), .points = amount(c[ASKED])};
	struct grant g = {0};
	enum score_fault fault;
	size_t failed = check_failed;

	rule.counts = strcmp(c[COUNTS], "score") == 0  ? COUNTS_SCORE
		      : strcmp(c[COUNTS], "veto") == 0 ? COUNTS_VETO
						       : COUNTS_BOTH;
	fault = score_event(&rule, NULL, NULL, &before, &event, &g);
	if (strcmp(c[KIND], "fault") == 0)
		CHECK_STR(fault == SCORE_OK ? "none" : faults[fault], c[REMARK]);
	else if (fault == SCORE_OK)
		check_grant(&g, c);
	else
		CHECK_STR(faults[fault], "none");
	if (check_failed > failed)
		printf("  in: %s\n", c[SOURCE]);
}

static void table_of_cases(const char *path)
{
	char line[512], *cells[CELLS];
	FILE *f = fopen(path, "r");
	size_t rows = 0;

	CHECK(f != NULL);
	for (; f && fgets(line, sizeof line, f); rows++) {
		size_t n = split(line, cells);
		CHECK_INT(n, CELLS);
		if (rows > 0 && n == CELLS)
			check_case(cells);
	}
	CHECK(rows > 30);
	if (f)
		fclose(f);
}

/* What an event leaves behind for the next one. */
static void usage(void)
{
	struct usage u = {0};

	CHECK(usage_add(&u, 100, 500, 1));
	CHECK(usage_add(&u, 100, 0, 1));
	CHECK(usage_add(&u, 200, -300, 1));
	CHECK(usage_add(&u, BLANK, 0, 1));
	CHECK_INT(u.events, 4);
	CHECK_INT(u.times, 1);
	CHECK_INT(u.granted, 500);
	CHECK_INT(u.deducted, 300);
	CHECK_INT(u.quantity, 400);
	u.granted = INT64_MAX;
	CHECK(!usage_add(&u, 1, 1, 1));
	CHECK_INT(u.events, 4);
	CHECK_INT(u.times, 1);
	CHECK_INT(u.quantity, 400);
}

/* A reversal takes out exactly what its entry put in. */
static void usage_taken_out(void)
{
	static const int64_t deeds[][2] = {{100, 500}, {200, -300}, {300, 0}, {BLANK, 700}};
	struct usage u = {0}, none = {0};

	for (size_t i = 0; i < COUNT(deeds); i++)
		CHECK(usage_add(&u, deeds[i][0], deeds[i][1], 1));
	for (size_t i = 0; i < COUNT(deeds); i++)
		CHECK(usage_add(&u, deeds[i][0], deeds[i][1], -1));
	CHECK(memcmp(&u, &none, sizeof u) == 0);
}

static void roles_and_days(void)
{
	struct rule r = {.valid_from = "2025-01-01", .valid_until = "2025-06-30"};

	CHECK(role_in("", "resident"));
	CHECK(role_in("party grid", "grid"));
	CHECK(role_in("party grid", "party"));
	CHECK(!role_in("party grid", "resident"));
	CHECK(!role_in("party grid", "par"));
	CHECK(!rule_valid_on(&r, "2024-12-31"));
	CHECK(rule_valid_on(&r, "2025-01-01"));
	CHECK(rule_valid_on(&r, "2025-06-30"));
	CHECK(!rule_valid_on(&r, "2025-07-01"));
	CHECK(rule_valid_on(&(struct rule){.valid_from = "", .valid_until = ""}, "2000-01-01"));
}

int main(int argc, char **argv)
{
	table_of_cases(argc > 1 ? argv[1] : "tests/unit/score.csv");
	usage();
	usage_taken_out();
	roles_and_days();
	return check_end();
}
