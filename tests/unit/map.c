#include "base/map.h"

#include "check.h"

enum { MANY = 200000 };

static void small(void)
{
	struct map m = {0};
	bool added = false;
	size_t len = 0;

	CHECK(map_get(&m, "a", 1) == NULL);
	CHECK_INT(*map_put(&m, "a", 1, 5, &added), 5);
	CHECK(added);
	CHECK_INT(*map_put(&m, "a", 1, 6, &added), 5);
	CHECK(!added);
	++*map_put(&m, "a", 1, 0, NULL);
	CHECK_INT(*map_get(&m, "a", 1), 6);
	CHECK(map_get(&m, "ab", 2) == NULL);
	CHECK(map_get(&m, "", 0) == NULL);
	CHECK_INT(*map_put(&m, "", 0, 9, &added), 9);
	CHECK_INT(*map_put(&m, "a\0b", 3, 7, &added), 7);
	CHECK(added && map_get(&m, "a\0c", 3) == NULL);
	CHECK_INT(*map_get(&m, "", 0), 9);
	CHECK_INT(m.n, 3);
	CHECK_STR(map_key(&m, 0, NULL), "a");
	CHECK(memcmp(map_key(&m, 2, &len), "a\0b", 4) == 0);
	CHECK_INT(len, 3);
	map_free(&m);
	CHECK(map_get(&m, "a", 1) == NULL && m.n == 0);
	map_free(&m);
}

/* Codes as villages number them, of every length up to 24. */
static size_t code(char *buf, size_t size, int i)
{
	return (size_t)snprintf(buf, size, "%.*sH%06d", i % 18, "LAOXIN-HONGHE-VILLAGE", i);
}

static void many(void)
{
	struct map m = {0};
	char key[64];
	size_t wrong = 0;

	for (int i = 0; i < MANY; i++) {
		bool added = false;

		wrong += *map_put(&m, key, code(key, sizeof(key), i), i, &added) != i || !added;
	}
	for (int i = 0; i < MANY; i++) {
		size_t n = code(key, sizeof(key), i);
		int64_t *v = map_get(&m, key, n);

		wrong += !v || *v != i || strcmp(map_key(&m, (size_t)i, NULL), key) != 0;
		key[n - 1] = 'x';
		wrong += map_get(&m, key, n) != NULL;
	}
	CHECK_INT(wrong, 0);
	CHECK_INT(m.n, MANY);
	map_free(&m);
}

/* A poor hash shows as long walks: the mean distance of an entry from its slot stays small. */
static void spread(void)
{
	struct map m = {0};
	char key[64];
	size_t steps = 0;

	for (int i = 0; i < MANY; i++)
		map_put(&m, key, code(key, sizeof(key), 17 + 18 * i), i, NULL);
	for (size_t i = 0; i < m.nslots; i++)
		if (m.slots[i].at)
			steps += (i - m.slots[i].hash) & (m.nslots - 1);
	CHECK(steps < MANY);
	map_free(&m);
}

int main(void)
{
	small();
	many();
	spread();
	return check_end();
}
