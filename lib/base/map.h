/*
 * A hash table from byte strings to 64-bit values, for codes and keys met while a batch runs.
 *
 * Open addressing over entries kept in order of insertion, keys in one arena: one allocation per doubling, no
 * allocation per key. Values are whatever the caller counts: an index into his array, a sequence number.
 */
#ifndef PTS_BASE_MAP_H
#define PTS_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map_entry {
	size_t key; /* offset in the arena */
	uint32_t len;
	uint32_t hash;
	int64_t value;
};

/* All-zero is empty and valid. */
struct map {
	struct map_entry *entries; /* in order of insertion */
	size_t n;
	size_t size;
	uint32_t *slots;
	size_t nslots;
	char *arena;
	size_t used;
	size_t room;
};

/* The value's place for a key, or NULL. The pointer holds until the next map_put. */
int64_t *map_get(const struct map *m, const void *key, size_t len);

/* The value's place for a key, added with value `init` when it was not there; *added (may be NULL) says which. */
int64_t *map_put(struct map *m, const void *key, size_t len, int64_t init, bool *added);

/* The i-th key in order of insertion (NUL-terminated in the arena), its length in *len when not NULL. */
const char *map_key(const struct map *m, size_t i, size_t *len);

void map_free(struct map *m);

#endif
