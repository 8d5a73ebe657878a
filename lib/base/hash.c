#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <nettle/sha2.h>

#include "base/mem.h"

struct hasher {
	struct sha256_ctx ctx;
};

static void digest(const void *data, size_t n, unsigned char raw[static SHA256_DIGEST_SIZE])
{
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, n, data);
	sha256_digest(&ctx, SHA256_DIGEST_SIZE, raw);
}

static char *to_hex(const unsigned char *raw, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[raw[i] >> 4];
		out[2 * i + 1] = digits[raw[i] & 15];
	}
	out[2 * n] = '\0';
	return out;
}

char *hash_hex(const void *data, size_t n, char hex[static HASH_SIZE])
{
	unsigned char raw[SHA256_DIGEST_SIZE];

	digest(data, n, raw);
	return to_hex(raw, sizeof(raw), hex);
}

/* Big-endian: it reads as the first 16 digits of hash_hex(), on every machine. */
uint64_t hash_word(const void *data, size_t n)
{
	unsigned char raw[SHA256_DIGEST_SIZE];
	uint64_t word = 0;

	digest(data, n, raw);
	for (size_t i = 0; i < 8; i++)
		word = word << 8 | raw[i];
	return word;
}

struct hasher *hasher_new(void)
{
	struct hasher *h = xcalloc(1, sizeof(*h));

	sha256_init(&h->ctx);
	return h;
}

void hasher_add(struct hasher *h, const void *data, size_t n)
{
	sha256_update(&h->ctx, n, data);
}

char *hasher_end(struct hasher *h, char hex[static HASH_SIZE])
{
	unsigned char raw[SHA256_DIGEST_SIZE];

	sha256_digest(&h->ctx, sizeof(raw), raw);
	free(h);
	return to_hex(raw, sizeof(raw), hex);
}

/* Random bytes are taken from the system some hundred at a time; none is given out twice. */
static _Thread_local unsigned char pool[256];
static _Thread_local size_t left;

static void take_random(unsigned char *out, size_t n)
{
	if (left < n) {
		if (getentropy(pool, sizeof(pool)) != 0)
			bug("the system gives no random numbers (error %d)", errno);
		left = sizeof(pool);
	}
	left -= n;
	memcpy(out, pool + left, n);
	explicit_bzero(pool + left, n);
}

char *random_hex(size_t n, char *out)
{
	unsigned char raw[64];

	*out = '\0';
	for (size_t done = 0, part; done < n; done += part) {
		part = n - done < sizeof(raw) ? n - done : sizeof(raw);
		take_random(raw, part);
		to_hex(raw, part, out + 2 * done);
	}
	return out;
}
