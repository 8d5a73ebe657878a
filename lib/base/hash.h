/*
 * SHA-256 by libnettle, random codes. libcrypto would do as well, but takes longer to start than a redemption takes.
 */
#ifndef PTS_BASE_HASH_H
#define PTS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 65 }; /* 64 hex digits and NUL */

/* Lower-case hex SHA-256 of n bytes. Returns hex. */
char *hash_hex(const void *data, size_t n, char hex[static HASH_SIZE]);

/* The first eight bytes of the SHA-256, as a number. */
uint64_t hash_word(const void *data, size_t n);

/* A digest over pieces. */
struct hasher;
struct hasher *hasher_new(void);
void hasher_add(struct hasher *h, const void *data, size_t n);
char *hasher_end(struct hasher *h, char hex[static HASH_SIZE]); /* frees h */

/* n random bytes as 2n hex digits and NUL, from the system's generator; dies when it has none. */
char *random_hex(size_t n, char *out);

#endif
