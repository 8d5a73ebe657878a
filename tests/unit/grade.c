/* Which step of a scale a figure reaches: grade.csv; ranks and percentiles. */
#include <stdlib.h>

#include "base/dec.h"
#include "domain/grade.h"

#include "check.h"

enum { STEPS = 6 };

#define FROM(x)                                                                                                        \
	{                                                                                                              \
		(x) * 100, BLANK                                                                                       \
	}
#define ABOVE(x)                                                                                                       \
	{                                                                                                              \
		BLANK, (x)*100                                                                                         \
	}
#define REST                                                                                                           \
	{                                                                                                              \
		BLANK, BLANK                                                                                           \
	}

/* The steps are out of order on purpose. */
static const struct scale {
	const char *name;
	bool falling;
	size_t n;
	struct grade_step steps[STEPS];
	const char *grades[STEPS];
} scales[] = {
	{"WD",
	 false,
	 5,
	 {ABOVE(990), ABOVE(1060), ABOVE(800), ABOVE(1040), ABOVE(1020)},
	 {"S2", "S5", "S1", "S4", "S3"}},
	{"STAR", false, 5, {FROM(600), FROM(100), FROM(1500), FROM(300), FROM(1000)}, {"3", "1", "5", "2", "4"}},
	{"BOTH", false, 2, {ABOVE(50), FROM(50)}, {"ABOVE", "FROM"}},
	{"REST", false, 2, {REST, FROM(10)}, {"C", "B"}},
	{"RANK", true, 2, {ABOVE(10), FROM(3)}, {"B", "A"}},
	{"PERCENT", false, 2, {FROM(30), ABOVE(90)}, {"B", "A"}},
};

static const struct scale *find(const char *name)
{
	for (size_t i = 0; i < COUNT(scales); i++)
		if (strcmp(scales[i].name, name) == 0)
			return &scales[i];
	return NULL;
}

static void check_case(const char *source, const char *name, const char *figure, const char *grade)
{
	const struct scale *s = find(name);
	size_t failed = check_failed;
	int64_t v = BLANK;
	int step;

	CHECK(s != NULL);
	CHECK(!*figure || dec_parse(figure, &v));
	if (!s)
		return;
	step = grade_pick(s->steps, s->n, v, s->falling);
	CHECK_STR(step < 0 ? "" : s->grades[step], grade);
	if (check_failed > failed)
		printf("  in: %s\n", source);
}

static void table_of_cases(const char *path)
{
	char line[256];
	FILE *f = fopen(path, "r");
	size_t rows = 0;

	CHECK(f != NULL);
	for (; f && fgets(line, sizeof line, f); rows++) {
		char *cells[4] = {line, NULL, NULL, NULL};
		line[strcspn(line, "\n")] = '\0';
		for (int i = 1; i < 4 && cells[i - 1]; i++)
			if ((cells[i] = strchr(cells[i - 1], ',')) != NULL)
				*cells[i]++ = '\0';
		CHECK(cells[3] != NULL);
		if (rows > 0 && cells[3])
			check_case(cells[0], cells[1], cells[2], cells[3]);
	}
	CHECK(rows > 30);
	if (f)
		fclose(f);
}

/* Of seven figures, two of which are blank, three equal. */
static void ranks_and_percentiles(void)
{
	static const int64_t figures[] = {3000, BLANK, 5000, 3000, 1000, BLANK, 3000};
	static const int64_t ranks[] = {200, BLANK, 100, 200, 500, BLANK, 200};
	static const int64_t percents[] = {8000, BLANK, 10000, 8000, 2000, BLANK, 8000};
	int64_t r[COUNT(figures)], p[COUNT(figures)];

	grade_ranks(figures, COUNT(figures), r);
	grade_percentiles(figures, COUNT(figures), p);
	for (size_t i = 0; i < COUNT(figures); i++) {
		CHECK_INT(r[i], ranks[i]);
		CHECK_INT(p[i], percents[i]);
	}
	grade_ranks(figures, 0, r);
	grade_percentiles(&figures[1], 1, p);
	CHECK_INT(p[0], BLANK);
}

/* A third is 33.33 percent, two thirds 66.67: rounded half away from zero, in one place. */
static void thirds(void)
{
	static const int64_t figures[] = {1, 2, 3}, percents[] = {3333, 6667, 10000};
	int64_t p[3];

	grade_percentiles(figures, 3, p);
	for (size_t i = 0; i < 3; i++)
		CHECK_INT(p[i], percents[i]);
}

static void earned(void)
{
	CHECK(grade_is_earned(&(struct grade_step)FROM(0)));
	CHECK(grade_is_earned(&(struct grade_step)ABOVE(-1)));
	CHECK(!grade_is_earned(&(struct grade_step)REST));
	CHECK_INT(grade_pick(NULL, 0, 100, false), -1);
}

int main(int argc, char **argv)
{
	table_of_cases(argc > 1 ? argv[1] : "tests/unit/grade.csv");
	ranks_and_percentiles();
	thirds();
	earned();
	return check_end();
}
