/*
 * Books have nothing to do with each other, and the storage with none of them: they are checked by as many threads as
 * there are processors, each with a connection of its own. What they find is kept and told in order.
 */
#include "job/check/check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

enum { MOST_WORKERS = 8 };

static const char *const names[] = {"book",    "entries", "households", "score", "points",
				    "balance", "erased",  "hash",       "state", NULL};

struct message {
	enum diag_level level;
	char *line;
};

/* One thing to check, and what came of it. */
struct task {
	int64_t book; /* its number; 0: the storage */
	struct message *messages;
	size_t n;
	struct check_result result;
	int rc;
	int unread; /* the exit code of what kept it from being read, 0: all was read */
	int64_t size; /* how long it takes, in entries */
};

struct check {
	struct digests *scheme;
	struct task *tasks;
	struct task **order; /* the longest first, so that no thread begins one when the others are done */
	size_t n;
	size_t next; /* task nobody has taken yet */
	bool whole;  /* the storage's own check looks at every cell */
	pthread_mutex_t lock;
};

struct worker {
	struct check *check;
	struct ledger *l;
	pthread_t thread;
};

static void keep_message(void *ctx, enum diag_level level, const char *line)
{
	struct task *t = ctx;

	t->messages = xrealloc(t->messages, t->n + 1, sizeof *t->messages);
	t->messages[t->n++] = (struct message){level, xstrdup(line)};
}

/* What keeps one part from reading its rows often keeps others from it in the same words. */
static bool said_before(const struct task *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(t->messages[i].line, t->messages[n].line) == 0)
			return true;
	return false;
}

static void tell(struct diag *d, const struct task *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (said_before(t, i))
			continue;
		else if (t->messages[i].level == DIAG_ERROR)
			diag_error(d, EX_REFUSED, "%s", t->messages[i].line);
		else if (t->messages[i].level == DIAG_WARNING)
			diag_warn(d, "%s", t->messages[i].line);
		else
			diag_note(d, "%s", t->messages[i].line);
}

/* The storage itself, and books whose row was taken away. `whole`: also what the checks of the books read. */
static int check_storage(struct ledger *l, bool whole, struct check_result *out)
{
	int64_t stray;
	int rc;

	if (whole || !checks_sound_but_read(l))
		ledger_sound(l);
	rc = checks_stray_book(l, &stray);
	if (rc == 0 && stray != BLANK)
		diag_error(l->diag, EX_REFUSED, _("a journal belongs to book number %lld, which is none"),
			   (long long)stray);
	for (int k = 0; k < READ_TABLES && !whole && rc == 0; k++)
		rc = checks_count(l, (enum checks_read)k, &out->read[k]);
	return rc;
}

static struct task *take_task(struct check *c)
{
	struct task *t;

	pthread_mutex_lock(&c->lock);
	t = c->next < c->n ? c->order[c->next++] : NULL;
	pthread_mutex_unlock(&c->lock);
	return t;
}

static void run_task(const struct check *c, struct ledger *l, struct task *t)
{
	struct diag own = {.sink = keep_message, .ctx = t}, *d = ledger_report_to(l, &own);

	ledger_failure(l);
	t->rc = t->book ? check_book(l, book_by_id(l, t->book), c->scheme, &t->result)
			: check_storage(l, c->whole, &t->result);
	t->unread = ledger_failure(l);
	ledger_report_to(l, d);
}

static void *work(void *arg)
{
	struct worker *w = arg;

	for (struct task *t; (t = take_task(w->check)) != NULL;)
		run_task(w->check, w->l, t);
	return NULL;
}

/* As many as can be had; the calling thread is one of them and enough. */
static void run_tasks(struct check *c, struct ledger *l)
{
	struct worker workers[MOST_WORKERS] = {{.check = c, .l = l}};
	struct diag quiet = {0};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t n = 1;

	for (; n < MOST_WORKERS && n < c->n && (long)n < processors; n++) {
		struct worker *w = &workers[n];
		*w = (struct worker){.check = c};
		if (ledger_read_beside(&w->l, l, &quiet) != 0)
			break;
		if (pthread_create(&w->thread, NULL, work, w) != 0) {
			ledger_close(w->l);
			break;
		}
	}
	work(&workers[0]);
	while (--n > 0) {
		pthread_join(workers[n].thread, NULL);
		ledger_close(workers[n].l);
	}
}

static void drop_messages(struct task *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->messages[i].line);
	free(t->messages);
	t->messages = NULL;
	t->n = 0;
}

/* Whether the checks of the books found nothing and have read all rows that the check of the storage left to them. */
static bool all_read(const struct check *c)
{
	int64_t read[READ_TABLES] = {0};
	bool fine = true;

	for (size_t i = 0; i < c->n && fine; i++) {
		const struct task *t = &c->tasks[i];
		fine = t->rc == 0 && t->n == 0 && !t->result.odd;
		for (int k = 0; k < READ_TABLES && t->book; k++)
			read[k] += t->result.read[k];
	}
	return fine && memcmp(read, c->tasks[0].result.read, sizeof read) == 0;
}

/* When they have not, or something is wrong, the storage is checked alone and in full. */
static void run_all(struct check *c, struct ledger *l)
{
	c->whole = c->n < l->nbooks + 1;
	run_tasks(c, l);
	if (c->whole || all_read(c))
		return;
	c->whole = true;
	drop_messages(&c->tasks[0]);
	run_task(c, l, &c->tasks[0]);
}

static void check_print_book(struct printer *out, const char *code, const struct check_result *r)
{
	char entries[24], households[24], erased[24], score[DEC_SIZE], points[DEC_SIZE], balance[DEC_SIZE];

	snprintf(entries, sizeof entries, "%lld", (long long)r->entries);
	snprintf(households, sizeof households, "%lld", (long long)r->households);
	snprintf(erased, sizeof erased, "%lld", (long long)r->erased);
	printer_row(out, (const char *[]){code, entries, households, dec_format(r->score, score),
					  dec_format(r->points, points), dec_format(r->balance, balance), erased,
					  r->hash, r->fault ? r->fault : "ok"});
}

static int by_size(const void *a, const void *b)
{
	const struct task *x = *(struct task *const *)a, *y = *(struct task *const *)b;

	return x->size != y->size ? (x->size > y->size ? -1 : 1) : (x > y) - (x < y);
}

/* What it cannot read here is told by the check of the book. */
static int64_t entries_of(struct ledger *l, int64_t book)
{
	struct diag quiet = {0}, *d = ledger_report_to(l, &quiet);
	struct head head;
	int rc;

	rc = journal_head(l, book, &head);
	ledger_report_to(l, d);
	return rc ? 0 : head.seq;
}

static void set_tasks(struct check *c, struct ledger *l, const struct book *above)
{
	c->tasks = xcalloc(l->nbooks + 1, sizeof *c->tasks);
	c->order = xcalloc(l->nbooks + 1, sizeof(struct task *));
	c->tasks[0].size = INT64_MAX;
	c->n = 1;
	for (size_t i = 0; i < l->nbooks; i++)
		if (book_within(l, &l->books[i], above))
			c->tasks[c->n++] = (struct task){.book = l->books[i].id, .size = entries_of(l, l->books[i].id)};
	for (size_t i = 0; i < c->n; i++)
		c->order[i] = &c->tasks[i];
	qsort(c->order, c->n, sizeof *c->order, by_size);
}

/* Tells what was found; returns the exit code of what kept a part of the ledger from being read. */
static int check_tell_all(const struct check *c, const struct job *job, const struct ledger *l)
{
	struct printer *out = job_print(job, names);
	int rc = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct task *t = &c->tasks[i];
		tell(job->diag, t);
		if (t->book)
			check_print_book(out, book_by_id(l, t->book)->code, &t->result);
		if (rc == 0)
			rc = t->unread;
	}
	printer_end(out);
	return rc;
}

static int check_all(const struct job *job, struct ledger *l, const struct book *above)
{
	struct check c = {.lock = PTHREAD_MUTEX_INITIALIZER};
	/* What cannot be read of the scheme does not keep the rest from being checked. */
	int unread = digests_take(l, &c.scheme), rc;

	set_tasks(&c, l, above);
	run_all(&c, l);
	rc = check_tell_all(&c, job, l);
	if (rc == 0)
		rc = unread;
	for (size_t i = 0; i < c.n; i++) {
		drop_messages(&c.tasks[i]);
		free(c.tasks[i].result.fault);
	}
	free(c.tasks);
	free(c.order);
	digests_free(c.scheme);
	return rc;
}

int job_check(struct job *job)
{
	const struct book *above = NULL;
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_INSPECT, job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(l);
	if (rc == 0) {
		if (job->book)
			rc = book_find(l, job->book, &above);
		if (rc == 0)
			rc = check_all(job, l, above);
		ledger_read_end(l);
	}
	/* Of a damaged ledger the rest is worth knowing. */
	job->keep = rc == 0 || rc == EX_DATAERR;
	if (rc == 0 && job->diag->errors > 0)
		rc = EX_REFUSED;
	ledger_close(l);
	return rc;
}
