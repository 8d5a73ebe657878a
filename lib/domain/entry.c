#include "domain/entry.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"

enum {
	EVENT = 1,   /* the column `events` counts it */
	BINDING = 2, /* a month with it must be closed before a later one can be */
	GOODS = 4,   /* its quantity is goods of the shop, unless a merchant or a coupon settles it */
	OWED = 8     /* a merchant can be owed for it */
};

static const struct {
	const char *name;
	enum kind_column column;
	enum id_kind ids; /* of derived ids; that of given ones follows it; 0: it has none */
	unsigned is;
} kinds[KIND_COUNT] = {
	[KIND_EARN] = {"earn", COLUMN_SCORE, ID_EVENT_DERIVED, EVENT | BINDING},
	[KIND_DEDUCT] = {"deduct", COLUMN_SCORE, ID_EVENT_DERIVED, EVENT | BINDING},
	[KIND_VETO] = {"veto", COLUMN_SCORE, ID_EVENT_DERIVED, EVENT | BINDING},
	[KIND_ADJUST] = {"adjust", COLUMN_SCORE, ID_EVENT_DERIVED, BINDING},
	[KIND_REVERSE] = {"reverse", COLUMN_SCORE, 0, BINDING},
	[KIND_REDEEM] = {"redeem", COLUMN_REDEEMED, ID_ORDER_DERIVED, BINDING | GOODS | OWED},
	[KIND_REFUND] = {"refund", COLUMN_REDEEMED, 0, BINDING | GOODS | OWED},
	[KIND_EXPIRE] = {"expire", COLUMN_EXPIRED, 0, BINDING},
	[KIND_TRANSFER] = {"transfer", COLUMN_OTHER, 0, BINDING},
	[KIND_STOCK] = {"stock", COLUMN_NONE, ID_STOCK_DERIVED, BINDING | GOODS},
	[KIND_FUND] = {"fund", COLUMN_NONE, ID_FUND_DERIVED, BINDING},
	[KIND_CLOSE] = {"close", COLUMN_NONE, 0, 0},
	[KIND_NOTICE] = {"notice", COLUMN_NONE, 0, 0},
	[KIND_DISPUTE] = {"dispute", COLUMN_NONE, ID_DISPUTE_DERIVED, 0},
	[KIND_OUTCOME] = {"outcome", COLUMN_NONE, 0, 0},
	[KIND_SCHEME] = {"scheme", COLUMN_NONE, 0, 0},
	[KIND_USE] = {"use", COLUMN_NONE, ID_USE_DERIVED, OWED},
	[KIND_BILL] = {"bill", COLUMN_NONE, 0, 0},
	[KIND_HONOR] = {"honor", COLUMN_NONE, 0, 0},
	[KIND_GRADE] = {"grade", COLUMN_NONE, 0, 0},
	[KIND_FILE] = {"file", COLUMN_NONE, 0, 0},
	[KIND_ROSTER] = {"roster", COLUMN_NONE, 0, 0},
	[KIND_CLAIM] = {"claim", COLUMN_NONE, 0, 0},
	[KIND_RESERVE] = {"reserve", COLUMN_NONE, 0, 0},
	[KIND_ACTIVITY] = {"activity", COLUMN_NONE, 0, 0},
	[KIND_PRIZE] = {"prize", COLUMN_NONE, 0, GOODS},
	[KIND_SHARE] = {"share", COLUMN_NONE, 0, 0},
	[KIND_HANDOVER] = {"handover", COLUMN_NONE, 0, 0},
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
	return kinds[kind].name;
}

bool kind_parse(const char *s, enum kind *out)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (strcmp(s, kinds[i].name) == 0) {
			*out = (enum kind)i;
			return true;
		}
	return false;
}

bool kind_is_event(enum kind kind)
{
	return kinds[kind].is & EVENT;
}

enum kind_column kind_column(enum kind kind)
{
	return kinds[kind].column;
}

bool entry_id(const struct entry *e, enum id_kind *kind, struct id *id)
{
	*kind = kinds[e->kind].ids;
	if (!*e->id || !*kind || (e->kind == KIND_REDEEM && !*e->household))
		return false;
	if (id_parse(e->id, id))
		return true;
	++*kind;
	*id = id_given(e->id);
	return true;
}

bool entry_is_binding(const struct entry *e)
{
	return (kinds[e->kind].is & BINDING) || entry_moves_goods(e) || entry_source(e);
}

bool entry_is_base(const struct entry *e)
{
	return e->kind == KIND_EARN && e->points == 0 && strncmp(e->id, ID_BASE, strlen(ID_BASE)) == 0;
}

bool entry_moves_goods(const struct entry *e)
{
	bool shelf = (kinds[e->kind].is & GOODS) && (e->kind == KIND_STOCK || !*e->act);

	return shelf && e->quantity != BLANK && e->quantity != 0 && *e->shop;
}

bool entry_is_payable(const struct entry *e)
{
	return (kinds[e->kind].is & OWED) && strcmp(e->act, ACT_PARTNER) == 0;
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
