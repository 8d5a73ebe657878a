#include "base/index.h"

#include <string.h>

#include "check.h"

enum { MANY = 5000 };

/* Which things of a hash are found, as digits in the order found. */
static const char *found(const struct index *x, uint32_t hash)
{
	static char out[64];
	size_t i, n = 0;

	for (uint32_t at = index_first(x, hash, &i); at; at = index_next(x, hash, &i))
		out[n++] = (char)('0' + at % 10);
	out[n] = '\0';
	return out;
}

static void nothing(void)
{
	struct index x = {0};

	CHECK_STR(found(&x, 7), "");
	index_clear(&x);
	CHECK_STR(found(&x, 7), "");
	index_free(&x);
}

static void same_hash_in_order(void)
{
	struct index x = {0};

	/* The last slots, so that they go on at the first ones, before and after growing. */
	for (uint32_t i = 1; i <= 9; i++)
		index_add(&x, UINT32_MAX, i);
	CHECK_STR(found(&x, UINT32_MAX), "123456789");
	CHECK_STR(found(&x, UINT32_MAX - 1), "");
	for (uint32_t i = 0; i < MANY; i++)
		index_add(&x, i, i + 1);
	CHECK_STR(found(&x, UINT32_MAX), "123456789");
	CHECK_INT(x.n, MANY + 9);
	index_clear(&x);
	CHECK_STR(found(&x, UINT32_MAX), "");
	index_add(&x, UINT32_MAX, 3);
	CHECK_STR(found(&x, UINT32_MAX), "3");
	index_free(&x);
}

static void every_thing(void)
{
	struct index x = {0};
	size_t i, lost = 0;

	for (uint32_t k = 0; k < MANY; k++)
		index_add(&x, index_hash(k, 3), k + 1);
	for (uint32_t k = 0; k < MANY; k++) {
		uint32_t at = index_first(&x, index_hash(k, 3), &i);
		while (at && at != k + 1)
			at = index_next(&x, index_hash(k, 3), &i);
		lost += !at;
	}
	CHECK_INT(lost, 0);
	CHECK(x.nslots >= 2 * x.n);
	index_free(&x);
}

/* Codes as villages number their households: few hashes may meet, in the whole and in the low bits that choose slots. */
static void hashes_spread(void)
{
	static unsigned char low[1 << 16];
	char code[16];
	size_t met = 0;

	for (int book = 0; book < 4; book++)
		for (int i = 0; i < 4096; i++) {
			int n = snprintf(code, sizeof code, "%05d", i);
			uint32_t h = index_hash_bytes(code, (size_t)n, (uint64_t)book) % sizeof low;
			met += low[h];
			low[h] = 1;
		}
	/* 16,384 things at random in 65,536 places: about 1,890 meet. */
	CHECK(met > 1500 && met < 2300);
	CHECK(index_hash_bytes("a", 1, 0) != index_hash_bytes("a", 1, 1));
	CHECK(index_hash_bytes("a", 1, 0) != index_hash_bytes("a\0", 2, 0));
}

int main(void)
{
	nothing();
	same_hash_in_order();
	every_thing();
	hashes_spread();
	return check_end();
}
