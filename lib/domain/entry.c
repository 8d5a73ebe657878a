#include "domain/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"

static const char *const kind_names[KIND_COUNT] = {
	"earn",	  "deduct",   "veto",  "adjust", "reverse", "redeem",  "refund",  "expire",
	"transfer", "stock", "fund",  "close",  "notice",  "dispute", "outcome", "scheme",
	"use",	  "bill",  "honor",  "grade",
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

bool entry_is_base(const struct entry *e)
{
	return e->kind == KIND_EARN && e->points == 0 && strncmp(e->id, ID_BASE, strlen(ID_BASE)) == 0;
}

bool entry_moves_goods(const struct entry *e)
{
	bool redeemed = (e->kind == KIND_REDEEM || e->kind == KIND_REFUND) && !*e->act;

	return (e->kind == KIND_STOCK || redeemed) && e->quantity != BLANK && e->quantity != 0 && *e->shop;
}

bool entry_is_payable(const struct entry *e)
{
	return (e->kind == KIND_REDEEM || e->kind == KIND_REFUND || e->kind == KIND_USE) && strcmp(e->act, ACT_PARTNER) == 0;
}

int64_t entry_payable(const struct entry *e)
{
	return (e->value == BLANK ? 0 : e->value) - (e->cash == BLANK ? 0 : e->cash);
}

bool entry_is_elsewhere(const struct entry *e)
{
	bool redeemed = (e->kind == KIND_REDEEM || e->kind == KIND_REFUND) && *e->household && !*e->act;

	return *e->account && (redeemed || (e->kind == KIND_USE && !*e->shop));
}

const char *entry_source(const struct entry *e)
{
	if (e->money == BLANK || e->money == 0)
		return NULL;
	return e->kind == KIND_FUND ? e->account : FUND_TILL;
}

bool entry_is_donation(const struct entry *e)
{
	return e->kind == KIND_STOCK && *e->account && !*e->ref && e->value != BLANK;
}

/* Most texts of an entry are blank: those are not worth a call. */
static char *put_text(char *p, const char *s)
{
	*p++ = '\t';
	return *s ? stpcpy(p, s) : p;
}

static char *put_amount(char *p, int64_t v)
{
	*p++ = '\t';
	return v == BLANK ? p : p + strlen(dec_format(v, p));
}

static char *put_whole(char *p, int64_t v)
{
	*p++ = '\t';
	return v == BLANK ? p : p + strlen(dec_whole(v, p));
}

static char *put_texts(char *p, const char *const *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p = put_text(p, texts[i]);
	return p;
}

/* Room for the texts, each with its TAB. */
static size_t room_for(const char *const *texts, size_t n)
{
	size_t room = n;

	for (size_t i = 0; i < n; i++)
		room += *texts[i] ? strlen(texts[i]) : 0;
	return room;
}

void entry_line(const struct entry *e, const char *previous, struct buf *b)
{
	const char *const first[] = {previous, e->book};
	const char *const names[] = {e->id, e->household, e->member, e->role, e->rule, e->category, e->act, e->item, e->shop, e->account};
	const char *const last[] = {e->ref, e->corrects, e->source, e->note, e->actor};
	enum { FIRST = sizeof first / sizeof *first, NAMES = sizeof names / sizeof *names, LAST = sizeof last / sizeof *last };
	/* `pts1`, seq, month, date, time and kind, six figures, LF: no longer than that */
	size_t fixed = 128 + 6 * (1 + DEC_SIZE);
	char *p = buf_room(b, fixed + room_for(first, FIRST) + room_for(names, NAMES) + room_for(last, LAST));

	p = stpcpy(p, "pts1");
	p = put_texts(p, first, FIRST);
	p = put_whole(p, e->seq);
	p = put_text(p, e->period);
	p = put_text(p, e->date);
	p = put_text(p, e->at);
	p = put_text(p, kind_name(e->kind));
	p = put_texts(p, names, NAMES);
	p = put_amount(p, e->quantity);
	p = put_amount(p, e->score);
	p = put_amount(p, e->points);
	p = put_whole(p, e->value);
	p = put_whole(p, e->cash);
	p = put_whole(p, e->money);
	p = put_texts(p, last, LAST);
	*p++ = '\n';
	buf_used(b, p);
}

char *address_format(const char *book, int64_t seq, char buf[static ADDRESS_SIZE])
{
	snprintf(buf, ADDRESS_SIZE, "%s:%" PRId64, book, seq);
	return buf;
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
