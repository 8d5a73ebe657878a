/*
 * A hash table from byte strings to 64-bit values, for codes and keys met while a batch runs.
 *
 * Open addressing over records kept in order of insertion in one arena: one allocation per doubling, none per key. A
 * slot knows part of the hash, and a record has its key beside its value, so that finding one costs two looks into
 * memory. Values are whatever the caller counts: an index into his array, a sequence number.
 */
#ifndef PTS_BASE_MAP_H
#define PTS_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map_slot {
	uint32_t hash;
	uint32_t at; /* where the record begins in the arena, in words, from 1; 0: empty */
};

/* All-zero is empty and valid. */
struct map {
	size_t n;
	struct map_slot *slots;
	size_t nslots;
	uint32_t *records; /* where they begin, in order of insertion */
	size_t size;
	int64_t *arena;
	size_t used; /* words */
	size_t room;
};

/* The value's place for a key, or NULL. The pointer holds until the next map_put. */
int64_t *map_get(const struct map *m, const void *key, size_t len);

/* The value's place for a key, added with value `init` when it was not there; *added (may be NULL) says which. */
int64_t *map_put(struct map *m, const void *key, size_t len, int64_t init, bool *added);

/* The i-th key in order of insertion (NUL-terminated in the arena), its length in *len when not NULL. */
const char *map_key(const struct map *m, size_t i, size_t *len);

/* The value of the i-th key. */
int64_t map_value(const struct map *m, size_t i);

void map_free(struct map *m);

#endif
