/*
 * Walks through the faults that may meet a list of commands: for each command counts its calls, then runs it again and
 * again, each time with another call that fails (see fault.h), and holds what must be true whatever fails:
 *
 * - the exit code is that of the fault, and a failed program says why, in a line that begins with its name;
 * - a program that does not fail prints and stores what it does without faults;
 * - what is printed by a failed program is the beginning of that;
 * - pts-check finds nothing afterwards, no file is left behind, and the same command again, without a fault, ends as if
 *   there had never been one.
 *
 * usage: walk [-j JOBS] [-n SAMPLES] [-s SEED] [-k KIND] FOLDER COMMANDS LIBRARY
 *
 * FOLDER is what settle.sh made, COMMANDS has a command a line, LIBRARY is preloaded. With -n only so many calls of each
 * kind are tried. Prints a line for each finding; exits 1 when there are any.
 */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "walk.h"

/* What a fault has to end with. Within a commit 75 is right, too: then the outcome is unknown. */
static const struct kind {
	const char *name, *class;
	const char *codes;
	const char *words; /* what the message must say, in one of two languages: a page has its own */
} kinds[] = {
	{"busy", "engine", "75", NULL},
	{"locked", "engine", "75", NULL},
	{"full", "engine", "74", "no space left|空间已满"},
	{"ioerr", "engine", "74", NULL},
	{"corrupt", "engine", "65", NULL},
	{"nomem", "engine", "70", "out of memory|内存不足"},
	{"readonly", "engine", "77", NULL},
	{"constraint", "engine", "70", NULL},
	{"durable", "commit", "75", "repeat"},
	{"eio", "io", "66 73 74 77", NULL},
	{"enospc", "space", "73 74", "no space left|空间已满"},
	{"short", "short", "", NULL},
	{"null", "memory", "70", "out of memory|内存不足"},
};

struct options {
	int jobs;
	long samples; /* 0: all */
	unsigned long seed;
	const char *kind; /* NULL: all */
};

/* A command and what it does when nothing fails. */
struct command {
	const char *line;
	struct run reference;
	char *before, *after, *twice; /* states of the ledger */
	int again;		      /* the exit code of a second run */
	bool writes;
	bool repeats; /* a second run is meant to do it again */
};

static bool has_code(const char *codes, int code)
{
	char word[16];

	snprintf(word, sizeof word, "%d", code);
	return strstr(codes, word) != NULL;
}

/* Whether a message has one of the words that `|` separates. */
static bool says(const char *message, const char *words)
{
	char *copy = xstrdup(words), *rest = copy;
	bool has = false;

	for (const char *word; !has && (word = strsep(&rest, "|"));)
		has = strcasestr(message, word) != NULL;
	free(copy);
	return has;
}

static bool says_its_name(const struct command *c, const struct run *r)
{
	size_t n = strcspn(c->line, " ");

	for (const char *p = r->err; p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL)
		if (strncmp(p, c->line, n) == 0 && p[n] == ':')
			return true;
	return false;
}

static bool same_output(const struct command *c, const struct run *r)
{
	return r->exit == c->reference.exit && strcmp(r->out, c->reference.out) == 0;
}

/*
 * A ledger that is corrupt is what a check is looking for; it goes on with the rest, and its rows tell of the fault. Where
 * a part cannot be read at all it ends with 65 (pts-check(1)).
 */
static bool is_found(const struct command *c, const struct kind *k, const struct run *r)
{
	bool checks = strncmp(c->line, "pts-check", 9) == 0 || strncmp(c->line, "pts-notice verify", 17) == 0;

	return checks && strcmp(k->name, "corrupt") == 0 && (r->exit == 1 || r->exit == 65);
}

/* What is wrong with the answer of a program that failed, or NULL. */
static const char *wrong_failure(const struct command *c, const struct kind *k, const struct run *r)
{
	bool commit = strncmp(r->hit, "commit ", 7) == 0;

	if (r->exit == 0)
		return "prints something else and exits 0";
	if (!says_its_name(c, r))
		return "says nothing";
	if (is_found(c, k, r))
		return NULL;
	if (strncmp(c->reference.out, r->out, strlen(r->out)) != 0)
		return "prints something else";
	if (!has_code(k->codes, r->exit) && !(commit && r->exit == 75))
		return "exits with a wrong code";
	if (k->words && !says(r->err, k->words) && !(commit && r->exit == 75))
		return "does not say what is wrong";
	return NULL;
}

/* What is wrong with what a run left, or NULL; *failed tells whether it failed. */
static const char *wrong_traces(struct place *p, const struct command *c, bool failed)
{
	char *state;
	const char *wrong = NULL;

	if (!place_changed(p))
		return c->writes && !failed ? "exits 0 and has done nothing" : NULL;
	if (!place_sound(p))
		return "leaves a ledger that pts-check complains of";
	state = place_state(p);
	if (strcmp(state, c->after) != 0 && !(failed && (strcmp(state, c->before) == 0 || strstr(c->line, " --each"))))
		wrong = "leaves something half done";
	free(state);
	return wrong;
}

/* Once more without a fault: the end must be that of a command that never failed. */
static const char *wrong_repetition(struct place *p, const struct command *c)
{
	struct run r;
	char *state;
	const char *wrong = NULL;

	place_run(p, c->line, NULL, &r);
	state = place_state(p);
	if (strcmp(state, c->after) != 0 && strcmp(state, c->twice) != 0)
		wrong = "ends differently when repeated";
	else if (r.exit != c->reference.exit && r.exit != c->again)
		wrong = "fails when repeated";
	free(state);
	run_free(&r);
	return wrong ? wrong : place_stray(p);
}

static const char *wrong_run(struct place *p, const struct command *c, const struct kind *k, const struct run *r)
{
	bool failed = !same_output(c, r), stray = place_stray(p) != NULL;
	const char *wrong = NULL;

	if (r->signal)
		return r->signal == SIGALRM ? "hangs" : r->signal == SIGABRT ? "aborts" : "crashes";
	if (failed)
		wrong = wrong_failure(c, k, r);
	if (!wrong)
		wrong = wrong_traces(p, c, failed);
	/* Where memory ran out, what is left behind is removed by the next run. */
	if (!wrong && stray && strcmp(k->class, "memory") != 0)
		wrong = place_stray(p);
	if (!wrong && failed && (c->writes || stray))
		wrong = wrong_repetition(p, c);
	return wrong;
}

/* Findings of one command that differ only in the call that failed. */
struct finding {
	const struct kind *kind;
	int exit;
	const char *wrong;
	long first, n;
	char *hit, *message;
};

struct findings {
	struct finding *all;
	size_t n;
};

static void add_finding(struct findings *f, const struct kind *k, const char *wrong, long n, const struct run *r)
{
	struct finding *one;

	for (size_t i = 0; i < f->n; i++)
		if (f->all[i].kind == k && f->all[i].exit == r->exit && strcmp(f->all[i].wrong, wrong) == 0) {
			f->all[i].n++;
			return;
		}
	f->all = xrealloc(f->all, f->n + 1, sizeof *f->all);
	one = &f->all[f->n++];
	*one = (struct finding){k, r->exit, wrong, n, 1, xstrdup(r->hit), xasprintf("%.*s", (int)strcspn(r->err, "\n"), r->err)};
}

static void print_findings(const struct command *c, struct findings *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct finding *one = &f->all[i];
		printf("%s | %s:%ld (%ld times) at %s | exits %d: %s | %s\n", c->line, one->kind->name, one->first, one->n, one->hit,
		       one->exit, one->message, one->wrong);
		free(one->hit);
		free(one->message);
	}
	fflush(stdout);
	free(f->all);
}

static bool learn(struct place *p, struct command *c)
{
	struct run again;

	place_restore(p, c->line);
	c->before = place_state(p);
	place_run(p, c->line, "", &c->reference);
	c->after = place_state(p);
	c->writes = strcmp(c->before, c->after) != 0;
	place_run(p, c->line, NULL, &again);
	c->again = again.exit;
	c->twice = place_state(p);
	run_free(&again);
	if (!c->repeats && strcmp(c->after, c->twice) != 0) {
		printf("%s | does it again when repeated\n", c->line);
		return false;
	}
	if (c->reference.signal || *c->reference.hit || (c->reference.exit && c->reference.exit != 65)) {
		printf("%s | exits %d without a fault: %s\n", c->line, c->reference.exit, c->reference.err);
		return false;
	}
	return true;
}

/* The i-th call to fail, of those that a command makes. */
static long choose(const struct options *o, const struct command *c, const struct kind *k, long i, long calls)
{
	unsigned long x = o->seed + 1;

	if (o->samples == 0 || o->samples >= calls)
		return i + 1;
	for (const char *s = c->line; *s; s++)
		x = (x ^ (unsigned char)*s) * 0x100000001b3UL;
	x = (x ^ (unsigned long)(k - kinds) ^ (unsigned long)i << 8) * 0x9e3779b97f4a7c15UL;
	return (long)(x >> 33) % calls + 1;
}

static void try_kind(struct place *p, const struct options *o, const struct command *c, const struct kind *k, struct findings *f)
{
	long calls = run_calls(&c->reference, k->class);
	long tries = o->samples && o->samples < calls ? o->samples : calls;
	struct run r;
	char fault[64];
	const char *wrong;

	for (long i = 0; i < tries; i++) {
		long n = choose(o, c, k, i, calls);
		bool lasts = (n + i) % 2 == 0;
		snprintf(fault, sizeof fault, "%s:%ld%s", k->name, n, lasts ? "+" : "");
		place_restore(p, c->line);
		place_run(p, c->line, fault, &r);
		wrong = wrong_run(p, c, k, &r);
		if (wrong)
			add_finding(f, k, wrong, n, &r);
		run_free(&r);
	}
}

static bool try_command(struct place *p, const struct options *o, const char *line)
{
	bool repeats = strncmp(line, "+ ", 2) == 0;
	struct command c = {.line = repeats ? line + 2 : line, .repeats = repeats};
	struct findings f = {0};
	bool ok = learn(p, &c);

	for (size_t i = 0; ok && i < sizeof kinds / sizeof *kinds; i++)
		if (!o->kind || strcmp(o->kind, kinds[i].name) == 0)
			try_kind(p, o, &c, &kinds[i], &f);
	ok = ok && f.n == 0;
	print_findings(&c, &f);
	run_free(&c.reference);
	free(c.before);
	free(c.after);
	free(c.twice);
	return ok;
}

/* One of several processes that take commands from the list in turn. */
static int work(const struct options *o, const char *folder, const char *library, const struct lines *commands, atomic_size_t *next)
{
	struct place *p = place_new(folder, library);
	int rc = 0;

	for (size_t i; (i = atomic_fetch_add(next, 1)) < commands->n;)
		if (!try_command(p, o, commands->line[i]))
			rc = 1;
	place_free(p);
	return rc;
}

static int walk(const struct options *o, const char *folder, const char *library, const struct lines *commands)
{
	atomic_size_t *next = mmap(NULL, sizeof *next, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int rc = 0, status;

	if (next == MAP_FAILED)
		return 71;
	for (int i = 0; i < o->jobs; i++)
		if (fork() == 0)
			_exit(work(o, folder, library, commands, next));
	while (wait(&status) > 0)
		if (status != 0)
			rc = 1;
	return rc;
}

static bool read_options(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){.jobs = 1};
	while ((c = getopt(argc, argv, "j:n:s:k:")) > 0)
		if (c == 'j')
			o->jobs = atoi(optarg);
		else if (c == 'n')
			o->samples = atol(optarg);
		else if (c == 's')
			o->seed = strtoul(optarg, NULL, 10);
		else if (c == 'k')
			o->kind = optarg;
		else
			return false;
	return argc - optind == 3 && o->jobs > 0;
}

int main(int argc, char **argv)
{
	struct options o;
	struct lines commands;
	int rc;

	if (!read_options(&o, argc, argv))
		return 64;
	if (!lines_read(&commands, argv[optind], argv[optind + 1]))
		return 66;
	rc = walk(&o, argv[optind], argv[optind + 2], &commands);
	lines_free(&commands);
	return rc;
}
