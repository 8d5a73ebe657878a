#include "domain/capitals.h"

#include <stdbool.h>

static const char *const digits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
static const char *const places[] = {"", "拾", "佰", "仟"};
static const char *const groups[] = {"", "万", "亿", "万亿", "亿亿"};

/* Up to 9999; `pending` says that zeros came before and are read as one 零 if a digit follows. */
static void group(uint64_t n, bool *pending, struct buf *b)
{
	uint64_t place = 1000;

	for (int i = 3; i >= 0; i--, place /= 10) {
		uint64_t digit = n / place % 10;
		if (digit == 0) {
			*pending = b->n > 0;
			continue;
		}
		if (*pending)
			buf_puts(b, digits[0]);
		*pending = false;
		buf_puts(b, digits[digit]);
		buf_puts(b, places[i]);
	}
}

static void whole(uint64_t yuan, struct buf *out)
{
	uint64_t unit = 10000000000000000u;
	bool pending = false;
	struct buf b = {0};

	for (int i = 4; i >= 0; i--, unit /= 10000) {
		uint64_t part = yuan / unit % 10000;
		group(part, &pending, &b);
		if (part)
			buf_puts(&b, groups[i]);
	}
	buf_puts(out, buf_str(&b));
	buf_free(&b);
}

void capitals(int64_t fen, struct buf *b)
{
	uint64_t all = fen < 0 ? -(uint64_t)fen : (uint64_t)fen, yuan = all / 100, jiao = all / 10 % 10,
		 rest = all % 10;

	if (fen < 0)
		buf_puts(b, "负");
	whole(yuan, b);
	if (yuan)
		buf_puts(b, "元");
	if (jiao) {
		buf_puts(b, digits[jiao]);
		buf_puts(b, "角");
	}
	if (rest) {
		if (!jiao && yuan)
			buf_puts(b, digits[0]);
		buf_puts(b, digits[rest]);
		buf_puts(b, "分");
	}
	if (all == 0)
		buf_puts(b, "零元");
	if (!rest)
		buf_puts(b, "整");
}
