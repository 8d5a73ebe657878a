/*
 * Who is in, tied and passed over: honor.csv. A candidate is CODE FIGURE[/DEDUCTED[/EARNED]], `!` is barred; a result
 * is CODE RANK and `+` in, `=` tied, `-` passed over; in order of merit.
 */
#include <stdlib.h>

#include "base/dec.h"
#include "domain/honor.h"

#include "check.h"

enum { SOURCE, TOP, FROM, TIES, NOMINATED, CANDIDATES, RESULT, CELLS, MOST = 8 };

static int64_t amount(const char *s)
{
	int64_t v = BLANK;

	CHECK(!*s || dec_parse(s, &v));
	return v;
}

/* The codes live in `line`. */
static size_t read_candidates(char *line, struct honor_candidate *c)
{
	size_t n = 0;

	for (char *word = strtok(line, " "); word && n < MOST; word = strtok(NULL, " "), n++) {
		char *figure = strdup(word + 1), *deducted, *earned, *bar = strchr(figure, '!');
		c[n] = (struct honor_candidate){.code = word, .barred = bar != NULL};
		if (bar)
			*bar = '\0';
		deducted = strchr(figure, '/');
		if (deducted)
			*deducted++ = '\0';
		earned = deducted ? strchr(deducted, '/') : NULL;
		if (earned)
			*earned++ = '\0';
		c[n].figure = amount(figure);
		c[n].deducted = deducted ? amount(deducted) : 0;
		c[n].earned = earned ? amount(earned) : 0;
		word[1] = '\0';
		free(figure);
	}
	return n;
}

static void show(const struct honor_candidate *c, size_t n, char out[static 128])
{
	static const char states[] = {[HONOR_CANDIDATE] = '+', [HONOR_TIE] = '=', [HONOR_PASSED] = '-'};
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n; i++)
		if (c[i].state != HONOR_OUT)
			len += (size_t)snprintf(out + len, 128 - len, "%s%s%d%c", len ? " " : "", c[i].code,
						(int)c[i].rank, states[c[i].state]);
}

/* Every rotation of the input, and each turned round, must come out the same. */
static void check_orders(const struct honor_limits *l, const struct honor_candidate *c, size_t n, const char *result)
{
	struct honor_candidate turned[MOST];
	char shown[128];

	for (size_t turn = 0; turn < 2 * n || turn == 0; turn++) {
		for (size_t i = 0; i < n; i++)
			turned[i] = c[turn < n ? (i + turn) % n : (2 * n - 1 - i + turn) % n];
		honor_decide(l, turned, n);
		show(turned, n, shown);
		CHECK_STR(shown, result);
	}
}

static void check_case(char **cell)
{
	struct honor_limits l = {*cell[TOP] ? atoll(cell[TOP]) : BLANK, amount(cell[FROM]), honor_ties_of(cell[TIES]),
				 *cell[NOMINATED]};
	struct honor_candidate c[MOST];
	size_t failed = check_failed, n = read_candidates(cell[CANDIDATES], c);

	check_orders(&l, c, n, cell[RESULT]);
	if (check_failed > failed)
		printf("  in: %s\n", cell[SOURCE]);
}

static void table_of_cases(const char *path)
{
	char line[256];
	FILE *f = fopen(path, "r");
	size_t rows = 0;

	CHECK(f != NULL);
	for (; f && fgets(line, sizeof line, f); rows++) {
		char *cell[CELLS] = {line};
		size_t n = 1;
		line[strcspn(line, "\n")] = '\0';
		for (; n < CELLS && (cell[n] = strchr(cell[n - 1], ',')) != NULL; n++)
			*cell[n]++ = '\0';
		CHECK_INT(n, CELLS);
		if (rows > 0 && n == CELLS)
			check_case(cell);
	}
	CHECK(rows > 25);
	if (f)
		fclose(f);
}

/* What a reason is made of: equal at the last place and not all of them in. */
static void even(void)
{
	struct honor_candidate c[] = {
		{.figure = 30, .code = "A"}, {.figure = 20, .code = "B"}, {.figure = 20, .code = "C"}};

	honor_decide(&(struct honor_limits){2, BLANK, HONOR_ORDER, false}, c, 3);
	CHECK(!c[0].even);
	CHECK(c[1].even && c[1].state == HONOR_CANDIDATE);
	CHECK(c[2].even && c[2].state == HONOR_PASSED);
	honor_decide(&(struct honor_limits){3, BLANK, HONOR_ORDER, false}, c, 3);
	CHECK(!c[1].even && !c[2].even);
}

int main(int argc, char **argv)
{
	table_of_cases(argc > 1 ? argv[1] : "tests/unit/honor.csv");
	even();
	return check_end();
}
