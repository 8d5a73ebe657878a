#include "ledger/engine/write_queue.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { CHUNK_SIZE = 256 * 1024, CHUNKS = 32, TABLES = 8 };

/* A statement to run. The bytes of its texts follow one another behind the values. */
struct record {
	struct db_slot *slot;
	const char *types;
	size_t size;	  /* with all that belongs to it */
	size_t nargs;
	int64_t values[]; /* of a text: its size, BLANK for NULL */
};

struct chunk {
	char *at;
	size_t n, size;
};

struct behind {
	struct db *db;
	pthread_t thread;
	bool started;

	pthread_mutex_t connection; /* held while a statement runs */
	unsigned depth;		    /* how often the first thread holds it */
	atomic_bool wanted;	    /* the first thread waits for it */
	atomic_bool failed;
	uint64_t put;	       /* how many statements were put, and how many of them run: */
	atomic_uint_fast64_t run;

	pthread_mutex_t queue; /* what is below */
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

struct behind *behind_new(struct db *db)
{
	struct behind *b = xcalloc(1, sizeof *b);

	b->db = db;
	pthread_mutex_init(&b->connection, NULL);
	pthread_mutex_init(&b->queue, NULL);
	pthread_cond_init(&b->changed, NULL);
	return b;
}

static bool is_bytes(char type)
{
	return type == 't' || type == 'b';
}

static bool run_record(struct behind *b, const struct record *r)
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
	db_bind(b->db, r->slot, args, r->nargs);
	ok = b->db->driver->step(b->db, r->slot->st) == 0;
	b->db->driver->reset(r->slot->st);
	return ok;
}

/* Runs the statements of a chunk from *at on; in the thread only until the first one wants the connection. */
static void run_records(struct behind *b, const struct chunk *c, size_t *at, bool threaded)
{
	while (*at < c->n && !b->failed && !(threaded && atomic_load_explicit(&b->wanted, memory_order_relaxed))) {
		const struct record *r = (const struct record *)(c->at + *at);
		if (!run_record(b, r))
			b->failed = true;
		b->run++;
		*at += r->size;
	}
}

static void run_chunk(struct behind *b, struct chunk *c, bool threaded)
{
	for (size_t at = 0; at < c->n && !b->failed;) {
		while (threaded && atomic_load_explicit(&b->wanted, memory_order_relaxed))
			sched_yield();
		if (threaded)
			pthread_mutex_lock(&b->connection);
		run_records(b, c, &at, threaded);
		if (threaded)
			pthread_mutex_unlock(&b->connection);
	}
	c->n = 0;
}

static void *work(void *arg)
{
	struct behind *b = arg;

	pthread_mutex_lock(&b->queue);
	for (;;) {
		while (b->waiting == 0 && !b->stop)
			pthread_cond_wait(&b->changed, &b->queue);
		if (b->waiting == 0)
			break;
		struct chunk *c = &b->chunks[b->first];
		pthread_mutex_unlock(&b->queue);
		run_chunk(b, c, true);
		pthread_mutex_lock(&b->queue);
		b->first = (b->first + 1) % CHUNKS;
		b->waiting--;
		pthread_cond_broadcast(&b->changed);
	}
	pthread_mutex_unlock(&b->queue);
	return NULL;
}

/* Signals stay with the first thread. */
static bool start(struct behind *b)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	b->started = pthread_create(&b->thread, NULL, work, b) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return b->started;
}

static void take_connection(struct behind *b)
{
	atomic_store(&b->wanted, true);
	pthread_mutex_lock(&b->connection);
	atomic_store(&b->wanted, false);
}

/* Waits until at most so many chunks are left to the thread, which needs the connection for that. */
static void wait_for_thread(struct behind *b, size_t left)
{
	if (b->depth)
		pthread_mutex_unlock(&b->connection);
	pthread_mutex_lock(&b->queue);
	while (b->waiting > left)
		pthread_cond_wait(&b->changed, &b->queue);
	pthread_mutex_unlock(&b->queue);
	if (b->depth)
		take_connection(b);
}

/* Gives the full chunk to the thread and waits until another one is free; without a thread runs it here. */
static void hand_over(struct behind *b)
{
	if (!b->started && b->depth == 0)
		start(b);
	if (!b->started) {
		run_chunk(b, &b->chunks[b->filling], false);
		return;
	}
	pthread_mutex_lock(&b->queue);
	b->waiting++;
	pthread_cond_broadcast(&b->changed);
	pthread_mutex_unlock(&b->queue);
	wait_for_thread(b, CHUNKS - 1);
	b->filling = (b->filling + 1) % CHUNKS;
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
static struct record *room_for(struct behind *b, size_t size)
{
	struct chunk *c = &b->chunks[b->filling];

	if (c->n > 0 && c->n + size > c->size) {
		hand_over(b);
		c = &b->chunks[b->filling];
	}
	if (c->size < size || !c->at) {
		c->size = size > CHUNK_SIZE ? size : CHUNK_SIZE;
		c->at = xrealloc(c->at, c->size, 1);
	}
	c->n += size;
	return (struct record *)(c->at + c->n - size);
}

/* Remembers that the table of this `INSERT INTO table …` is written behind. */
static void note_table(struct behind *b, struct db_slot *slot)
{
	static const char into[] = "INSERT INTO ";
	const char *name = slot->sql->text + strlen(into);
	size_t n = strcspn(name, " ");

	if (!slot->noted) {
		if (b->ntables == TABLES || n >= sizeof b->tables->name || strncmp(slot->sql->text, into, strlen(into)) != 0)
			bug("%s cannot run behind", slot->sql->name);
		memcpy(b->tables[b->ntables].name, name, n);
		slot->table = b->ntables++;
		slot->noted = true;
	}
	b->tables[slot->table].last = ++b->put;
}

bool behind_put(struct behind *b, struct db_slot *slot, const char *types, const struct db_arg *args)
{
	size_t nargs = strlen(types), size = record_size(args, nargs);
	struct record *r;

	note_table(b, slot);
	r = room_for(b, size);
	*r = (struct record){slot, types, size, nargs};
	fill_record(r, args);
	return !b->failed;
}

/* Whether a statement names a table to which something is still to be written; its text is searched once for each. */
static bool depends(const struct behind *b, struct db_slot *slot)
{
	for (; slot->searched < b->ntables; slot->searched++)
		if (strstr(slot->sql->text, b->tables[slot->searched].name))
			slot->names |= 1u << slot->searched;
	for (unsigned i = 0; slot->names >> i; i++)
		if (slot->names >> i & 1 && b->tables[i].last > b->run)
			return true;
	return false;
}

bool behind_enter(struct behind *b, struct db_slot *slot)
{
	if ((!slot || depends(b, slot)) && !behind_catch_up(b))
		return false;
	if (b->failed)
		return false;
	if (b->depth == 0)
		take_connection(b);
	b->depth++;
	return true;
}

void behind_leave(struct behind *b)
{
	if (--b->depth == 0)
		pthread_mutex_unlock(&b->connection);
}

bool behind_catch_up(struct behind *b)
{
	wait_for_thread(b, 0);
	run_chunk(b, &b->chunks[b->filling], false);
	return !b->failed;
}

void behind_drop(struct behind *b)
{
	b->failed = true;
	behind_catch_up(b);
	b->run = b->put;
	b->failed = false;
}

void behind_free(struct behind *b)
{
	if (!b)
		return;
	behind_drop(b);
	pthread_mutex_lock(&b->queue);
	b->stop = true;
	pthread_cond_broadcast(&b->changed);
	pthread_mutex_unlock(&b->queue);
	if (b->started)
		pthread_join(b->thread, NULL);
	for (size_t i = 0; i < CHUNKS; i++)
		free(b->chunks[i].at);
	pthread_cond_destroy(&b->changed);
	pthread_mutex_destroy(&b->queue);
	pthread_mutex_destroy(&b->connection);
	free(b);
}
