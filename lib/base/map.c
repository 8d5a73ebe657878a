#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/index.h"
#include "base/mem.h"

/* What lies in the arena for a key; the key follows, with a NUL. */
struct record {
	int64_t value;
	uint32_t len;
	char key[];
};

/* The arena begins with a word that is not used, so that no record is at 0. */
static struct record *record_at(const struct map *m, uint32_t at)
{
	return (struct record *)(m->arena + at);
}

/* The slot where the key is, or the empty one where it belongs. */
static struct map_slot *find_slot(const struct map *m, const void *key, size_t len, uint32_t hash)
{
	size_t mask = m->nslots - 1;
	size_t i = hash & mask;

	for (; m->slots[i].at; i = (i + 1) & mask) {
		const struct record *r;

		if (m->slots[i].hash != hash)
			continue;
		r = record_at(m, m->slots[i].at);
		if (r->len == len && (len == 0 || memcmp(r->key, key, len) == 0))
			break;
	}
	return &m->slots[i];
}

/* Twice the slots; the records stay where they are. */
static void grow_slots(struct map *m)
{
	struct map_slot *old = m->slots;
	size_t nold = m->nslots, mask;

	m->nslots = nold ? nold * 2 : 16;
	m->slots = xcalloc(m->nslots, sizeof(*m->slots));
	mask = m->nslots - 1;
	for (size_t k = 0; k < nold; k++) {
		size_t i = old[k].hash & mask;

		if (!old[k].at)
			continue;
		while (m->slots[i].at)
			i = (i + 1) & mask;
		m->slots[i] = old[k];
	}
	free(old);
}

static uint32_t add_record(struct map *m, const void *key, size_t len, int64_t value)
{
	size_t words = (offsetof(struct record, key) + len + sizeof(int64_t)) / sizeof(int64_t), at;
	struct record *r;

	if (m->used == 0)
		m->used = 1;
	if (m->room < m->used + words) {
		m->room = 2 * m->room + words + 16;
		m->arena = xrealloc(m->arena, m->room, sizeof(*m->arena));
	}
	at = m->used;
	m->used += words;
	assert(m->used <= UINT32_MAX);
	r = record_at(m, (uint32_t)at);
	r->value = value;
	r->len = (uint32_t)len;
	if (len > 0)
		memcpy(r->key, key, len);
	r->key[len] = '\0';
	if (m->n == m->size) {
		m->size = m->size ? 2 * m->size : 16;
		m->records = xrealloc(m->records, m->size, sizeof(*m->records));
	}
	m->records[m->n++] = (uint32_t)at;
	return (uint32_t)at;
}

int64_t *map_get(const struct map *m, const void *key, size_t len)
{
	const struct map_slot *slot;

	if (m->n == 0)
		return NULL;
	slot = find_slot(m, key, len, index_hash_bytes(key, len, 0));
	return slot->at ? &record_at(m, slot->at)->value : NULL;
}

int64_t *map_put(struct map *m, const void *key, size_t len, int64_t init, bool *added)
{
	uint32_t hash = index_hash_bytes(key, len, 0);
	struct map_slot *slot;

	assert(len < UINT32_MAX && m->n < UINT32_MAX / 2);
	if (m->nslots < 2 * (m->n + 1))
		grow_slots(m);
	slot = find_slot(m, key, len, hash);
	if (added)
		*added = slot->at == 0;
	if (!slot->at)
		*slot = (struct map_slot){hash, add_record(m, key, len, init)};
	return &record_at(m, slot->at)->value;
}

const char *map_key(const struct map *m, size_t i, size_t *len)
{
	const struct record *r;

	assert(i < m->n);
	r = record_at(m, m->records[i]);
	if (len)
		*len = r->len;
	return r->key;
}

int64_t map_value(const struct map *m, size_t i)
{
	assert(i < m->n);
	return record_at(m, m->records[i])->value;
}

void map_free(struct map *m)
{
	free(m->slots);
	free(m->records);
	free(m->arena);
	*m = (struct map){0};
}
