#include "base/hash.h"

#include <stdlib.h>

#include "check.h"

/* Test vectors of FIPS 180-4. */
static const char *const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char *const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char *const million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void whole(void)
{
	char hex[HASH_SIZE];

	CHECK_STR(hash_hex("", 0, hex), empty);
	CHECK_STR(hash_hex(NULL, 0, hex), empty);
	CHECK_STR(hash_hex("abc", 3, hex), abc);
	CHECK(hash_word("abc", 3) == UINT64_C(0xba7816bf8f01cfea));
}

static void pieces(void)
{
	struct hasher *h = hasher_new();
	struct hasher *other = hasher_new();
	char hex[HASH_SIZE];

	for (int i = 0; i < 100000; i++)
		hasher_add(h, "aaaaaaaaaa", 10);
	hasher_add(other, "ab", 2);
	hasher_add(other, "", 0);
	CHECK_STR(hash_hex("abc", 3, hex), abc); /* does not disturb the two */
	hasher_add(other, "c", 1);
	CHECK_STR(hasher_end(h, hex), million_a);
	CHECK_STR(hasher_end(other, hex), abc);
}

static void chance(void)
{
	char a[401], b[401];

	CHECK_INT(strlen(random_hex(200, a)), 400);
	CHECK_INT(strlen(random_hex(200, b)), 400);
	CHECK_INT(strspn(a, "0123456789abcdef"), 400);
	CHECK(strcmp(a, b) != 0);
	CHECK(memcmp(a, a + 128, 128) != 0);
	CHECK_STR(random_hex(0, a), "");
}

int main(void)
{
	whole();
	pieces();
	chance();
	return check_end();
}
