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
	OWED = 8,    /* a merchant can be owed for it */
	SETTLES = 16 /* what it takes from the household's lots is put on record with it */
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
	[KIND_ADJUST] = {"adjust", COLUMN_SCORE, ID_EVENT_DERIVED, BINDING | SETTLES},
	[KIND_REVERSE] = {"reverse", COLUMN_SCORE, 0, BINDING | SETTLES},
	[KIND_REDEEM] = {"redeem", COLUMN_REDEEMED, ID_ORDER_DERIVED, BINDING | GOODS | OWED | SETTLES},
	[KIND_REFUND] = {"refund", COLUMN_REDEEMED, 0, BINDING | GOODS | OWED | SETTLES},
	[KIND_EXPIRE] = {"expire", COLUMN_EXPIRED, 0, BINDING},
	[KIND_TRANSFER] = {"transfer", COLUMN_OTHER, 0, BINDING | SETTLES},
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

#define FIELD(TYPE, NAME) {#NAME, ENTRY_##TYPE, offsetof(struct entry, NAME), sizeof ((struct entry *)0)->NAME},

const struct entry_field entry_fields[ENTRY_FIELD_COUNT] = {ENTRY_FIELDS(FIELD)};

/* What a field is in an entry that says nothing. */
#define NO_TEXT	  ""
#define NO_CHARS  ""
#define NO_KIND	  KIND_EARN
#define NO_WHOLE  0
#define NO_AMOUNT BLANK
#define NO_CHANGE 0
#define NO_FEN	  BLANK
#define NOTHING(TYPE, NAME) .NAME = NO_##TYPE,

struct entry entry_new(enum kind kind)
{
	struct entry e = {.book = "", ENTRY_FIELDS(NOTHING)};

	e.kind = kind;
	return e;
}

static void *member(struct entry *e, const struct entry_field *f)
{
	return (char *)e + f->offset;
}

const char **entry_text(struct entry *e, const struct entry_field *f)
{
	return member(e, f);
}

int64_t *entry_number(struct entry *e, const struct entry_field *f)
{
	return member(e, f);
}

char *entry_chars(struct entry *e, const struct entry_field *f)
{
	return member(e, f);
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

bool kind_settles(enum kind kind)
{
	return kinds[kind].is & SETTLES;
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
	return e->owed == BLANK ? 0 : e->owed;
}

int64_t entry_unpaid(int64_t value, int64_t cash)
{
	return (value == BLANK ? 0 : value) - (cash == BLANK ? 0 : cash);
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
static size_t text_size(const char *s)
{
	return *s ? strlen(s) : 0;
}

static char *put_text(char *p, const char *s)
{
	return *s ? stpcpy(p, s) : p;
}

static char *put_number(char *p, enum entry_type type, int64_t v)
{
	if (v == BLANK)
		return p;
	return p + strlen(type == ENTRY_WHOLE || type == ENTRY_FEN ? dec_whole(v, p) : dec_format(v, p));
}

static char *put_field(char *p, const struct entry *e, const struct entry_field *f)
{
	const void *at = (const char *)e + f->offset;

	*p++ = '\t';
	switch (f->type) {
	case ENTRY_TEXT:
		return put_text(p, *(const char *const *)at);
	case ENTRY_CHARS:
		return put_text(p, at);
	case ENTRY_KIND:
		return put_text(p, kind_name(e->kind));
	default:
		return put_number(p, f->type, *(const int64_t *)at);
	}
}

/* Room for the line, whatever the figures are. */
static size_t line_room(const struct entry *e, const char *previous)
{
	size_t room = 128 + ENTRY_FIELD_COUNT * DEC_SIZE + strlen(previous) + strlen(e->book);

	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		if (entry_fields[i].type == ENTRY_TEXT) {
			const void *at = (const char *)e + entry_fields[i].offset;
			room += text_size(*(const char *const *)at);
		}
	return room;
}

void entry_line(const struct entry *e, const char *previous, struct buf *b)
{
	char *p = buf_room(b, line_room(e, previous));

	p = stpcpy(p, "pts1\t");
	p = stpcpy(p, previous);
	*p++ = '\t';
	p = stpcpy(p, e->book);
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		p = put_field(p, e, &entry_fields[i]);
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
