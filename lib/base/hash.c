#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <openssl/evp.h>

#include "base/diag.h"

enum { RAW_SIZE = 32 };

struct hasher {
	EVP_MD_CTX *ctx;
};

/* Kept by each thread: looking an algorithm up costs more than hashing a line, and chains hash millions of them. */
static _Thread_local EVP_MD *md;
static _Thread_local EVP_MD_CTX *kept;

static const EVP_MD *sha256(void)
{
	if (!md)
		md = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (!md)
		bug("libcrypto has no SHA-256");
	return md;
}

static void begin(EVP_MD_CTX *ctx)
{
	if (!ctx || EVP_DigestInit_ex2(ctx, sha256(), NULL) != 1)
		bug("SHA-256 cannot begin");
}

static void add(EVP_MD_CTX *ctx, const void *data, size_t n)
{
	if (n > 0 && EVP_DigestUpdate(ctx, data, n) != 1)
		bug("SHA-256 cannot go on");
}

static void end(EVP_MD_CTX *ctx, unsigned char raw[static RAW_SIZE])
{
	unsigned int n = 0;

	if (EVP_DigestFinal_ex(ctx, raw, &n) != 1 || n != RAW_SIZE)
		bug("SHA-256 cannot end");
}

static void digest(const void *data, size_t n, unsigned char raw[static RAW_SIZE])
{
	if (!kept)
		kept = EVP_MD_CTX_new();
	begin(kept);
	add(kept, data, n);
	end(kept, raw);
}

void hash_end(void)
{
	EVP_MD_CTX_free(kept);
	EVP_MD_free(md);
	kept = NULL;
	md = NULL;
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
	unsigned char raw[RAW_SIZE];

	digest(data, n, raw);
	return to_hex(raw, sizeof(raw), hex);
}

/* Big-endian: it reads as the first 16 digits of hash_hex(), on every machine. */
uint64_t hash_word(const void *data, size_t n)
{
	unsigned char raw[RAW_SIZE];
	uint64_t word = 0;

	digest(data, n, raw);
	for (size_t i = 0; i < 8; i++)
		word = word << 8 | raw[i];
	return word;
}

struct hasher *hasher_new(void)
{
	struct hasher *h = xcalloc(1, sizeof(*h));

	h->ctx = EVP_MD_CTX_new();
	begin(h->ctx);
	return h;
}

void hasher_add(struct hasher *h, const void *data, size_t n)
{
	add(h->ctx, data, n);
}

char *hasher_end(struct hasher *h, char hex[static HASH_SIZE])
{
	unsigned char raw[RAW_SIZE];

	end(h->ctx, raw);
	EVP_MD_CTX_free(h->ctx);
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
