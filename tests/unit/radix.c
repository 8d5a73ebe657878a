#include "base/radix.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { MANY = 10000 };

static struct radix items[MANY], scratch[MANY];

static size_t out_of_order(size_t n)
{
	size_t bad = 0;

	for (size_t i = 1; i < n; i++)
		bad += items[i].key < items[i - 1].key ||
		       (items[i].key == items[i - 1].key && items[i].value < items[i - 1].value);
	return bad;
}

/* Keys that differ in the bits of `mask`, many of them the same. */
static void sorted(size_t n, uint64_t mask)
{
	uint64_t state = 88172645463325252u, sum = 0;

	for (size_t i = 0; i < n; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		items[i] = (struct radix){state & mask, i};
		sum += items[i].key;
	}
	radix_sort(items, scratch, n);
	CHECK_INT(out_of_order(n), 0);
	for (size_t i = 0; i < n; i++)
		sum -= items[i].key;
	CHECK(sum == 0);
}

static void signed_numbers(void)
{
	static const int64_t v[] = {INT64_MIN, -256, -1, 0, 1, 255, 256, INT64_MAX};

	for (size_t i = 1; i < sizeof v / sizeof *v; i++)
		CHECK(radix_key(v[i - 1]) < radix_key(v[i]));
}

int main(void)
{
	sorted(0, 0);
	sorted(1, UINT64_MAX);
	sorted(MANY, UINT64_MAX);
	sorted(MANY, 0xff);		   /* one pass: what is sorted lies in the scratch */
	sorted(MANY, 0x00ff00000000ff00u); /* two */
	sorted(MANY, 0);
	signed_numbers();
	return check_end();
}
