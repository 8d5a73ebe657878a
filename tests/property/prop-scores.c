/*
 * Random schemes and deeds through pts-init, pts-log, pts-load, pts-close and pts-log --reverse, every row held against
 * the naive reference.
 *
 *   prop-scores [SEED [COUNT]]     seeds SEED … SEED + COUNT − 1; a seed that fails is printed, and alone repeats the
 * failure
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naive.h"

enum { PHASES = 4, DEEDS = 1300, REVERSALS = 30, CELLS = 18, FIRST_SEEDS = 24 };
enum { EVENT, BOOK, PERIOD, SEQ, KIND = 12, SCORE = 14, POINTS = 15, REMARK = 17 };

struct run {
	struct world world;
	struct story story;
	char bin[400], dir[64];
	int closed; /* last month closed, months from 2000-01; -1 */
	size_t failed, compared, rejected, capped;
};

static void say(struct run *r, const char *what, const char *want, const char *got)
{
	if (r->failed++ < 5)
		printf("seed %llu: %s: expected %s, got %s\n", (unsigned long long)r->world.seed, what, want, got);
}

/* Runs a tool of the build in the run's folder; its output goes to `out`. */
static int run_tool(struct run *r, const char *command, const char *out)
{
	char line[1200];
	int status;

	snprintf(
		line, sizeof line,
		"cd %s && PTS_LEDGER=pts.db PTS_NOW=2025-12-31T09:00:00 PTS_ACTOR=t PTS_LANG=en %s/pts-%s >%s 2>errors",
		r->dir, r->bin, command, out);
	status = system(line);
	return status < 0 ? status : WEXITSTATUS(status);
}

static void expect_exit(struct run *r, const char *command, const char *out, int want)
{
	char a[16], b[16];
	int got = run_tool(r, command, out);

	snprintf(a, sizeof a, "exit %d", want);
	snprintf(b, sizeof b, "exit %d", got);
	if (got != want)
		say(r, command, a, b);
}

/* Splits a line of CSV in place. */
static int split(char *line, char *cell[static CELLS])
{
	int n = 0;

	for (char *p = line; n < CELLS; p++) {
		char *to = p;
		bool quoted = *p == '"';
		p += quoted;
		cell[n++] = to;
		while (quoted ? !(p[0] == '"' && p[1] != '"') : *p && *p != ',' && *p != '\n') {
			p += quoted && p[0] == '"';
			*to++ = *p++;
		}
		p += quoted;
		if (*p != ',') {
			*to = '\0';
			break;
		}
		*to = '\0';
	}
	return n;
}

static const char *text_of(int64_t v, char out[static 32])
{
	int64_t size = v < 0 ? -v : v;

	snprintf(out, 32, "%s%lld.%02lld", v < 0 ? "-" : "", (long long)(size / 100), (long long)(size % 100));
	return out;
}

static void compare(struct run *r, const char *what, const struct happened *e, const char *want, const char *got)
{
	char name[64];

	if (strcmp(want, got) == 0)
		return;
	snprintf(name, sizeof name, "event e%d, %s", e->deed.id, what);
	say(r, name, want, got);
}

/* Counted in the month of the deed or, that being closed, in the first open one. */
static const char *period_of(const struct run *r, int day, char out[static 16])
{
	int month = month_number(day);

	if (month <= r->closed)
		month = r->closed + 1;
	snprintf(out, 16, "%d-%02d", 2000 + month / 12, month % 12 + 1);
	return out;
}

/* A row that a cap cut says so. */
static void compare_remark(struct run *r, const struct happened *e, const char *got)
{
	char want[96], a[32], b[32];

	snprintf(want, sizeof want, "capped %s of %s, cap ", text_of(e->score, a), text_of(e->due, b));
	if (e->score != e->due) {
		r->capped++;
		if (strncmp(got, want, strlen(want)) != 0)
			compare(r, "remark", e, want, got);
	} else if (strncmp(got, "capped ", 7) == 0 && strstr(got, ", cap ")) {
		compare(r, "remark", e, "none of a cap", got);
	}
}

static void compare_row(struct run *r, struct happened *e, char *cell[static CELLS])
{
	char id[16], a[32], month[16];

	snprintf(id, sizeof id, "e%d", e->deed.id);
	e->seq = atoll(cell[SEQ]);
	compare(r, "id", e, id, cell[EVENT]);
	compare(r, "period", e, period_of(r, e->deed.date, month), cell[PERIOD]);
	compare(r, "kind", e, e->kind == 'e' ? "earn" : e->kind == 'd' ? "deduct" : "veto", cell[KIND]);
	compare(r, "score", e, text_of(e->score, a), cell[SCORE]);
	compare(r, "points", e, text_of(e->points, a), cell[POINTS]);
	compare_remark(r, e, cell[REMARK]);
	r->compared++;
}

/* The rows that came out against the events from `from` on, one for one. */
static void compare_output(struct run *r, const char *name, size_t from)
{
	char path[128], line[4096], *cell[CELLS];
	size_t at = from;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", r->dir, name);
	f = fopen(path, "r");
	if (!f || !fgets(line, sizeof line, f))
		say(r, name, "a heading", "nothing");
	while (f && fgets(line, sizeof line, f) && at < r->story.n && split(line, cell) == CELLS)
		compare_row(r, &r->story.event[at++], cell);
	if (at < r->story.n || (f && !feof(f)))
		say(r, name, "a row for each proper deed", "another number of rows");
	if (f)
		fclose(f);
}

static void log_phase(struct run *r, int phase)
{
	static struct deed_row deeds[DEEDS];
	int first = day_number(2024, 11, 1), last = phase < 2 ? day_number(2025, 6, 30) : day_number(2025, 12, 31);
	size_t from = r->story.n, bad = 0;
	char path[128], command[64];

	for (int i = 0; i < DEEDS; i++) {
		deeds[i] = world_deed(&r->world, phase * DEEDS + i, first, last);
		bad += !naive_post(&r->story, &deeds[i]);
	}
	r->rejected += bad;
	snprintf(path, sizeof path, "%s/%d.csv", r->dir, phase);
	if (!world_write_deeds(path, deeds, DEEDS))
		say(r, path, "written", "an error");
	snprintf(command, sizeof command, "log --late --partial %d.csv", phase);
	expect_exit(r, command, "out.csv", bad ? 65 : 0);
	compare_output(r, "out.csv", from);
}

static void compare_reversal(struct run *r, const struct happened *e, char *line)
{
	char *cell[CELLS], a[32];

	if (split(line, cell) != CELLS) {
		say(r, "a reversal", "a whole row", line);
		return;
	}
	compare(r, "reversed score", e, text_of(-e->score, a), cell[SCORE]);
	compare(r, "reversed points", e, text_of(-e->points, a), cell[POINTS]);
	r->compared++;
}

/* Takes some events back, and looks that their room is free again for what comes next. */
static void reverse_phase(struct run *r)
{
	struct happened *taken[REVERSALS];
	char path[128], line[4096];
	int n = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/back.csv", r->dir);
	f = fopen(path, "w");
	for (int i = 0; f && r->story.n && i < REVERSALS; i++) {
		struct happened *e = &r->story.event[dice(&r->world, r->story.n)];
		if (e->reversed)
			continue;
		fprintf(f, "%s%s,%lld\n", n ? "" : "book,seq\n", e->deed.book ? "B" : "A", e->seq);
		naive_reverse(&r->story, e);
		taken[n++] = e;
	}
	if (!f || fclose(f) != 0 || n == 0)
		return;
	expect_exit(r, "log --reverse -m test back.csv", "back.out", 0);
	snprintf(path, sizeof path, "%s/back.out", r->dir);
	f = fopen(path, "r");
	if (!f || !fgets(line, sizeof line, f))
		say(r, path, "a heading", "nothing");
	for (int i = 0; f && i < n; i++)
		compare_reversal(r, taken[i], fgets(line, sizeof line, f) ? line : strcpy(line, ""));
	if (f)
		fclose(f);
}

/* Scored again by pts-replay under the scheme as it stands at the end, no entry comes out differently. */
static void replay(struct run *r)
{
	static const char *const tables[] = {"settings", "categories", "rules", "ladders"};
	char path[128], command[64], line[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/again", r->dir);
	if (mkdir(path, 0700) != 0)
		say(r, path, "a folder", "an error");
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(command, sizeof command, "list %s", tables[i]);
		snprintf(path, sizeof path, "again/%s.csv", tables[i]);
		expect_exit(r, command, path, 0);
	}
	expect_exit(r, "replay --scheme again --entries", "again.out", 0);
	snprintf(path, sizeof path, "%s/again.out", r->dir);
	f = fopen(path, "r");
	if (!f || !fgets(line, sizeof line, f))
		say(r, path, "a heading", "nothing");
	if (f && fgets(line, sizeof line, f))
		say(r, "scored again", "every entry as it was", line);
	if (f)
		fclose(f);
}

static void run_story(struct run *r)
{
	if (!world_write(&r->world, r->dir) || !world_write_later(&r->world, r->dir))
		say(r, "files", "written", "an error");
	expect_exit(r, "init scheme", "init.out", 0);
	for (int phase = 0; phase < PHASES && r->failed == 0; phase++) {
		log_phase(r, phase);
		reverse_phase(r);
		if (phase == 0) {
			expect_exit(r, "close 2024-11..2025-02", "close.out", 0);
			r->closed = month_number(day_number(2025, 2, 1));
		}
		if (phase == 1) {
			expect_exit(r, "load rules later.csv", "load.out", 0);
			r->story.later = true;
		}
	}
	if (r->failed == 0)
		replay(r);
}

static size_t run_seed(struct run *total, uint64_t seed)
{
	static struct run r;
	char command[128];

	r = (struct run){.closed = -1};
	memcpy(r.bin, total->bin, sizeof r.bin);
	snprintf(r.dir, sizeof r.dir, "%.40s/prop-scores-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
	if (!mkdtemp(r.dir))
		return 1;
	world_make(&r.world, seed);
	r.story.world = &r.world;
	run_story(&r);
	if (r.failed)
		printf("seed %llu failed %zu times; its files are in %s, and `prop-scores %llu` repeats it\n",
		       (unsigned long long)seed, r.failed, r.dir, (unsigned long long)seed);
	snprintf(command, sizeof command, "rm -rf %s", r.dir);
	if (!r.failed && system(command) != 0)
		r.failed++;
	free(r.story.event);
	total->compared += r.compared;
	total->rejected += r.rejected;
	total->capped += r.capped;
	return r.failed;
}

/* The programs lie beside the folder of this one. */
static void find_tools(char bin[static 400])
{
	ssize_t n = readlink("/proc/self/exe", bin, 380);

	bin[n > 0 ? n : 0] = '\0';
	for (int i = 0; i < 2 && strrchr(bin, '/'); i++)
		*strrchr(bin, '/') = '\0';
	strcat(bin, "/bin");
}

int main(int argc, char **argv)
{
	static struct run total;
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1, count = argc > 2   ? strtoull(argv[2], NULL, 10)
									    : argc > 1 ? 1
										       : FIRST_SEEDS;
	size_t failed = 0;

	find_tools(total.bin);
	for (uint64_t i = 0; i < count && failed < 3; i++)
		failed += run_seed(&total, seed + i) > 0;
	printf("%zu events of %llu schemes agree (%zu capped, %zu refused), %zu schemes failed\n", total.compared,
	       (unsigned long long)count, total.capped, total.rejected, failed);
	return failed > 0;
}
