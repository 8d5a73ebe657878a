#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

/* Eight bytes a step, each multiplied and folded, so that codes that differ in one digit spread over all bits. */
static uint32_t hash_key(const char *s, size_t n)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u; /* 2^64 ÷ golden ratio */
	uint64_t h = n * odd;
	uint64_t w;

	for (; n >= 8; s += 8, n -= 8) {
		memcpy(&w, s, 8);
		h = (h ^ w) * odd;
		h ^= h >> 29;
	}
	for (w = 0; n > 0; n--)
		w = w << 8 | (unsigned char)s[n - 1];
	h = (h ^ w) * odd;
	h ^= h >> 32;
	h *= odd;
	return (uint32_t)(h >> 32);
}

/* The slot where the key is, or the empty one where it belongs. Slots hold the index of an entry + 1. */
static size_t find_slot(const struct map *m, const void *key, size_t len, uint32_t hash)
{
	size_t mask = m->nslots - 1;
	size_t i = hash & mask;

	for (; m->slots[i]; i = (i + 1) & mask) {
		const struct map_entry *e = &m->entries[m->slots[i] - 1];

		if (e->hash == hash && e->len == len && (len == 0 || memcmp(m->arena + e->key, key, len) == 0))
			break;
	}
	return i;
}

/* Twice the slots; the entries stay where they are. */
static void grow_slots(struct map *m)
{
	size_t mask;

	m->nslots = m->nslots ? m->nslots * 2 : 16;
	free(m->slots);
	m->slots = xcalloc(m->nslots, sizeof(*m->slots));
	mask = m->nslots - 1;
	for (size_t k = 0; k < m->n; k++) {
		size_t i = m->entries[k].hash & mask;

		while (m->slots[i])
			i = (i + 1) & mask;
		m->slots[i] = (uint32_t)(k + 1);
	}
}

static size_t store_key(struct map *m, const void *key, size_t len)
{
	size_t at = m->used;

	if (m->room - m->used <= len) {
		m->room = 2 * m->room + len + 64;
		m->arena = xrealloc(m->arena, m->room, 1);
	}
	if (len > 0)
		memcpy(m->arena + at, key, len);
	m->arena[at + len] = '\0';
	m->used += len + 1;
	return at;
}

static struct map_entry *new_entry(struct map *m)
{
	if (m->n == m->size) {
		m->size = m->size ? 2 * m->size : 16;
		m->entries = xrealloc(m->entries, m->size, sizeof(*m->entries));
	}
	return &m->entries[m->n++];
}

int64_t *map_get(const struct map *m, const void *key, size_t len)
{
	uint32_t slot;

	if (m->n == 0)
		return NULL;
	slot = m->slots[find_slot(m, key, len, hash_key(key, len))];
	return slot ? &m->entries[slot - 1].value : NULL;
}

int64_t *map_put(struct map *m, const void *key, size_t len, int64_t init, bool *added)
{
	uint32_t hash = hash_key(key, len);
	struct map_entry *e;
	size_t i;

	assert(len < UINT32_MAX && m->n < UINT32_MAX / 2);
	if (m->nslots < 2 * (m->n + 1))
		grow_slots(m);
	i = find_slot(m, key, len, hash);
	if (added)
		*added = m->slots[i] == 0;
	if (m->slots[i])
		return &m->entries[m->slots[i] - 1].value;
	e = new_entry(m);
	*e = (struct map_entry){.key = store_key(m, key, len), .len = (uint32_t)len, .hash = hash, .value = init};
	m->slots[i] = (uint32_t)m->n;
	return &e->value;
}

const char *map_key(const struct map *m, size_t i, size_t *len)
{
	assert(i < m->n);
	if (len)
		*len = m->entries[i].len;
	return m->arena + m->entries[i].key;
}

void map_free(struct map *m)
{
	free(m->entries);
	free(m->slots);
	free(m->arena);
	*m = (struct map){0};
}
