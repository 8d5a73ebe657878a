#include "domain/entry.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"

static const char *const kind_names[KIND_COUNT] = {
	"earn",	  "deduct",   "veto",  "adjust", "reverse", "redeem", "refund",
	"expire", "transfer", "stock", "fund",	 "close",   "notice", "scheme",
};

struct entry entry_new(enum kind kind)
{
	return (struct entry){
		.book = "", .kind = kind, .id = "", .household = "", .member = "", .role = "", .rule = "", .category = "",
		.act = "", .item = "", .shop = "", .account = "", .quantity = BLANK, .value = BLANK, .cash = BLANK,
		.money = BLANK, .ref = "", .corrects = "", .source = "", .note = "", .actor = "",
	};
}

const char *kind_name(enum kind kind)
{
	return kind_names[kind];
}

bool kind_parse(const char *s, enum kind *out)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (strcmp(s, kind_names[i]) == 0) {
			*out = (enum kind)i;
			return true;
		}
	return false;
}

bool kind_is_event(enum kind kind)
{
	return kind == KIND_EARN || kind == KIND_DEDUCT || kind == KIND_VETO;
}

static void put_text(struct buf *b, const char *s)
{
	buf_putc(b, '\t');
	buf_puts(b, s);
}

static void put_amount(struct buf *b, int64_t v)
{
	char text[DEC_SIZE];

	put_text(b, v == BLANK ? "" : dec_format(v, text));
}

static void put_whole(struct buf *b, int64_t v)
{
	char digits[24], *p = digits + sizeof digits - 1;
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;

	*p = '\0';
	do
		*--p = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		*--p = '-';
	put_text(b, v == BLANK ? "" : p);
}

void entry_line(const struct entry *e, const char *previous, struct buf *b)
{
	const char *const names[] = {e->id, e->household, e->member, e->role, e->rule, e->category, e->act, e->item, e->shop, e->account};

	buf_puts(b, "pts1");
	put_text(b, previous);
	put_text(b, e->book);
	put_whole(b, e->seq);
	put_text(b, e->period);
	put_text(b, e->date);
	put_text(b, e->at);
	put_text(b, kind_name(e->kind));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put_text(b, names[i]);
	put_amount(b, e->quantity);
	put_amount(b, e->score);
	put_amount(b, e->points);
	put_whole(b, e->value);
	put_whole(b, e->cash);
	put_whole(b, e->money);
	put_text(b, e->ref);
	put_text(b, e->corrects);
	put_text(b, e->source);
	put_text(b, e->note);
	put_text(b, e->actor);
	buf_putc(b, '\n');
}

bool address_parse(const char *s, char *book, size_t size, int64_t *seq)
{
	const char *colon = strrchr(s, ':');
	char *end;

	if (!colon || colon == s || (size_t)(colon - s) >= size || colon[1] < '1' || colon[1] > '9' || strlen(colon) > 18)
		return false;
	*seq = strtoll(colon + 1, &end, 10);
	if (*end)
		return false;
	memcpy(book, s, (size_t)(colon - s));
	book[colon - s] = '\0';
	return true;
}
