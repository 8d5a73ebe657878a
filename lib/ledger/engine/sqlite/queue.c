#include "ledger/engine/sqlite/queue.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { CHUNK_SIZE = 256 * 1024, CHUNKS = 32, TABLES = 8 };

/* A statement to run. The bytes of its texts follow one another behind the values. */
struct record {
	struct stmt *st;
	const char *types;
	size_t size;	  /* with all that belongs to it */
	size_t nargs;
	int64_t values[]; /* of a text: its size, BLANK for NULL */
};

struct chunk {
	char *at;
	size_t n, size;
};

struct queue {
	struct db *db;
	pthread_t thread;
	bool started;

	pthread_mutex_t connection; /* held while a statement runs */
	unsigned depth;		    /* how often the first thread holds it */
	atomic_bool wanted;	    /* the first thread waits for it */
	atomic_bool failed;
	uint64_t put;	       /* how many statements were put, and how many of them run: */
	atomic_uint_fast64_t run;

	pthread_mutex_t chunks_lock; /* for what is below, up to first and waiting */
	pthread_cond_t changed;
	bool stop;
	size_t first, waiting; /* chunks handed over and not done: those from first on */

	struct chunk chunks[CHUNKS];
	size_t filling;		 /* the one that statements are put into; the first thread's alone */
	struct {
		char name[32];
		uint64_t last; /* the newest statement that writes to it, counted from 1 */
	} tables[TABLES];
	unsigned ntables;
};

struct queue *queue_new(struct db *db)
{
	struct queue *q = xcalloc(1, sizeof *q);

	q->db = db;
	pthread_mutex_init(&q->connection, NULL);
	pthread_mutex_init(&q->chunks_lock, NULL);
	pthread_cond_init(&q->changed, NULL);
	return q;
}

static bool is_bytes(char type)
{
	return type == 't' || type == 'b';
}

static bool run_record(struct queue *q, const struct record *r)
{
	const char *bytes = (const char *)(r->values + r->nargs);
	struct db_arg args[DB_ARGS];
	bool ok;

	for (size_t i = 0; i < r->nargs; i++) {
		args[i] = (struct db_arg){is_bytes(r->types[i]) ? r->types[i] : 'i', r->values[i], NULL};
		if (is_bytes(r->types[i]) && r->values[i] != BLANK) {
			args[i].t = bytes;
			bytes += r->values[i];
		}
	}
	ok = sqlite_bind(q->db, r->st, args, r->nargs) && sqlite_step(q->db, r->st) == 0;
	sqlite3_reset(r->st->st);
	return ok;
}

/* Runs the statements of a chunk from *at on; in the thread only until the first one wants the connection. */
static void run_records(struct queue *q, const struct chunk *c, size_t *at, bool threaded)
{
	while (*at < c->n && !q->failed && !(threaded && atomic_load_explicit(&q->wanted, memory_order_relaxed))) {
		const struct record *r = (const struct record *)(c->at + *at);
		if (!run_record(q, r))
			q->failed = true;
		q->run++;
		*at += r->size;
	}
}

static void run_chunk(struct queue *q, struct chunk *c, bool threaded)
{
	for (size_t at = 0; at < c->n && !q->failed;) {
		while (threaded && atomic_load_explicit(&q->wanted, memory_order_relaxed))
			sched_yield();
		if (threaded)
			pthread_mutex_lock(&q->connection);
		run_records(q, c, &at, threaded);
		if (threaded)
			pthread_mutex_unlock(&q->connection);
	}
	c->n = 0;
}

static void *work(void *arg)
{
	struct queue *q = arg;

	pthread_mutex_lock(&q->chunks_lock);
	for (;;) {
		while (q->waiting == 0 && !q->stop)
			pthread_cond_wait(&q->changed, &q->chunks_lock);
		if (q->waiting == 0)
			break;
		struct chunk *c = &q->chunks[q->first];
		pthread_mutex_unlock(&q->chunks_lock);
		run_chunk(q, c, true);
		pthread_mutex_lock(&q->chunks_lock);
		q->first = (q->first + 1) % CHUNKS;
		q->waiting--;
		pthread_cond_broadcast(&q->changed);
	}
	pthread_mutex_unlock(&q->chunks_lock);
	return NULL;
}

/* Signals stay with the first thread. */
static bool start(struct queue *q)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	q->started = pthread_create(&q->thread, NULL, work, q) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return q->started;
}

static void take_connection(struct queue *q)
{
	atomic_store(&q->wanted, true);
	pthread_mutex_lock(&q->connection);
	atomic_store(&q->wanted, false);
}

/* Waits until at most so many chunks are left to the thread, which needs the connection for that. */
static void wait_for_thread(struct queue *q, size_t left)
{
	if (q->depth)
		pthread_mutex_unlock(&q->connection);
	pthread_mutex_lock(&q->chunks_lock);
	while (q->waiting > left)
		pthread_cond_wait(&q->changed, &q->chunks_lock);
	pthread_mutex_unlock(&q->chunks_lock);
	if (q->depth)
		take_connection(q);
}

/* Gives the full chunk to the thread and waits until another one is free; without a thread runs it here. */
static void hand_over(struct queue *q)
{
	if (!q->started && q->depth == 0)
		start(q);
	if (!q->started) {
		run_chunk(q, &q->chunks[q->filling], false);
		return;
	}
	pthread_mutex_lock(&q->chunks_lock);
	q->waiting++;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->chunks_lock);
	wait_for_thread(q, CHUNKS - 1);
	q->filling = (q->filling + 1) % CHUNKS;
}

static size_t rounded(size_t n)
{
	return (n + _Alignof(struct record) - 1) / _Alignof(struct record) * _Alignof(struct record);
}

static bool has_bytes(const struct db_arg *a)
{
	return a->type != 'i' && a->t;
}

static size_t record_size(const struct db_arg *args, size_t nargs)
{
	size_t size = sizeof(struct record) + nargs * sizeof(int64_t);

	for (size_t i = 0; i < nargs; i++)
		size += has_bytes(&args[i]) ? (size_t)args[i].i : 0;
	return rounded(size);
}

static void fill_record(struct record *r, const struct db_arg *args)
{
	char *bytes = (char *)(r->values + r->nargs);

	for (size_t i = 0; i < r->nargs; i++) {
		r->values[i] = args[i].type == 'i' || args[i].t ? args[i].i : BLANK;
		if (has_bytes(&args[i]))
			bytes = mempcpy(bytes, args[i].t, (size_t)args[i].i);
	}
}

/* Where the next record of this size goes. */
static struct record *room_for(struct queue *q, size_t size)
{
	struct chunk *c = &q->chunks[q->filling];

	if (c->n > 0 && c->n + size > c->size) {
		hand_over(q);
		c = &q->chunks[q->filling];
	}
	if (c->size < size || !c->at) {
		c->size = size > CHUNK_SIZE ? size : CHUNK_SIZE;
		c->at = xrealloc(c->at, c->size, 1);
	}
	c->n += size;
	return (struct record *)(c->at + c->n - size);
}

/* Remembers that there are rows to come for the table of this `INSERT INTO table …`. */
static void note_table(struct queue *q, struct stmt *st)
{
	static const char into[] = "INSERT INTO ";
	const char *text = st->sql->text, *name = text + strlen(into);
	size_t n = strcspn(name, " ");

	if (st->table == 0) {
		if (q->ntables == TABLES || n >= sizeof q->tables->name || strncmp(text, into, strlen(into)) != 0)
			bug("%s cannot be put into the queue", st->sql->name);
		memcpy(q->tables[q->ntables].name, name, n);
		st->table = ++q->ntables;
	}
	q->tables[st->table - 1].last = ++q->put;
}

bool queue_put(struct queue *q, struct stmt *st, const char *types, const struct db_arg *args)
{
	size_t nargs = strlen(types), size = record_size(args, nargs);
	struct record *r;

	note_table(q, st);
	r = room_for(q, size);
	*r = (struct record){st, types, size, nargs};
	fill_record(r, args);
	return !q->failed;
}

/* Whether a statement names a table to which something is still to be written; its text is searched once for each. */
static bool depends(const struct queue *q, struct stmt *st)
{
	for (; st->searched < q->ntables; st->searched++)
		if (strstr(st->sql->text, q->tables[st->searched].name))
			st->names |= 1u << st->searched;
	for (unsigned i = 0; st->names >> i; i++)
		if (st->names >> i & 1 && q->tables[i].last > q->run)
			return true;
	return false;
}

void queue_take(struct queue *q)
{
	if (q->depth == 0)
		take_connection(q);
	q->depth++;
}

bool queue_enter(struct queue *q, struct stmt *st)
{
	if ((!st || depends(q, st)) && !queue_catch_up(q))
		return false;
	if (q->failed)
		return false;
	queue_take(q);
	return true;
}

void queue_leave(struct queue *q)
{
	if (--q->depth == 0)
		pthread_mutex_unlock(&q->connection);
}

bool queue_catch_up(struct queue *q)
{
	wait_for_thread(q, 0);
	run_chunk(q, &q->chunks[q->filling], false);
	return !q->failed;
}

void queue_drop(struct queue *q)
{
	q->failed = true;
	queue_catch_up(q);
	q->run = q->put;
	q->failed = false;
}

void queue_free(struct queue *q)
{
	if (!q)
		return;
	queue_drop(q);
	pthread_mutex_lock(&q->chunks_lock);
	q->stop = true;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->chunks_lock);
	if (q->started)
		pthread_join(q->thread, NULL);
	for (size_t i = 0; i < CHUNKS; i++)
		free(q->chunks[i].at);
	pthread_cond_destroy(&q->changed);
	pthread_mutex_destroy(&q->chunks_lock);
	pthread_mutex_destroy(&q->connection);
	free(q);
}
