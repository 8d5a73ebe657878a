/* The hashed line: every field in its place, blank and 0 apart; kinds and addresses. */
#include "domain/entry.h"

#include "check.h"

static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";

static struct entry filled(void)
{
	struct entry e = entry_new(KIND_REDEEM);

	e.book = "红河村";
	e.seq = 812;
	memcpy(e.period, "2025-07", sizeof "2025-07");
	memcpy(e.date, "2025-07-16", sizeof "2025-07-16");
	memcpy(e.at, "2025-10-08T01:00:00Z", sizeof "2025-10-08T01:00:00Z");
	e.id = "id", e.household = "001", e.member = "m", e.role = "party", e.class = "k", e.team = "t", e.activity = "v", e.rule = "R1", e.category = "c",
	e.act = "a";
	e.item = "i", e.shop = "s", e.account = "acc";
	e.quantity = -150, e.score = 5, e.points = -123456, e.value = 0, e.cash = -7, e.owed = 12, e.money = INT64_MAX;
	e.ref = "ref", e.corrects = "HH:1", e.source = "红河村.csv:14", e.note = "n", e.actor = "me";
	return e;
}

static void lines(void)
{
	struct entry e = filled(), blank = entry_new(KIND_CLOSE);
	struct buf b = {0};
	char hex[HASH_SIZE];

	entry_line(&e, "before", &b);
	CHECK_STR(buf_str(&b), "pts1\tbefore\t红河村\t812\t2025-07\t2025-07-16\t2025-10-08T01:00:"
			       "00Z\tredeem\tid\t001\tm\tparty\tk\tt\tv\tR1\tc\ta\ti\ts\tacc\t"
			       "-1.50\t0.05\t-1234.56\t0\t-7\t12\t9223372036854775807\tref\tHH:1\t红河村.csv:14\tn\tme\n");
	buf_clear(&b);
	blank.seq = 1;
	entry_line(&blank, zeros, &b);
	CHECK(strstr(buf_str(&b), "\tclose\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t0.00\t0.00\t\t\t\t\t\t\t\t\t\n") != NULL);
	/* as `printf … | sha256sum` says */
	CHECK_STR(hash_hex(b.s, b.n, hex), "c98685bd19da58e22e98eed42106701988be67ebbadc3f9b329e27e61f47cc2e");
	buf_free(&b);
}

/* Another value for a field. */
static void change(struct entry *e, const struct entry_field *f)
{
	switch (f->type) {
	case ENTRY_TEXT:
		*entry_text(e, f) = "other";
		break;
	case ENTRY_CHARS:
		entry_chars(e, f)[0]++;
		break;
	case ENTRY_KIND:
		e->kind = KIND_REFUND;
		break;
	default:
		--*entry_number(e, f);
	}
}

/* Whatever field changes, the line does, there and nowhere else. */
static void every_field_counts(void)
{
	struct buf before = {0}, after = {0};
	struct entry e = filled();

	entry_line(&e, zeros, &before);
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++) {
		const char *a, *b;
		size_t tabs = 0, same;
		e = filled();
		change(&e, &entry_fields[i]);
		buf_clear(&after);
		entry_line(&e, zeros, &after);
		a = buf_str(&before), b = buf_str(&after);
		for (same = 0; a[same] && a[same] == b[same]; same++)
			tabs += a[same] == '\t';
		CHECK_INT(tabs, i + 3); /* behind pts1, the hash before and the book */
		a += same + strcspn(a + same, "\t\n"), b += same + strcspn(b + same, "\t\n");
		CHECK_STR(a, b);
	}
	e = filled();
	e.book = "other";
	buf_clear(&after);
	entry_line(&e, zeros, &after);
	CHECK(strcmp(buf_str(&before), buf_str(&after)) != 0);
	buf_free(&before);
	buf_free(&after);
}

static void kinds(void)
{
	enum kind kind;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		CHECK(kind_parse(kind_name((enum kind)i), &kind));
		CHECK_INT(kind, i);
		CHECK_INT(kind_is_event(kind), i == KIND_EARN || i == KIND_DEDUCT || i == KIND_VETO);
	}
	CHECK(!kind_parse("gift", &kind));
	CHECK(!kind_parse("", &kind));
	CHECK(!kind_parse("Earn", &kind));
}

/* Which entries a month waits for: those of its kind, and whatever moves goods or money. */
static void binding(void)
{
	static const char *const kinds[] = {"earn",   "deduct", "veto",	    "adjust", "reverse", "redeem",
					    "refund", "expire", "transfer", "stock",  "fund"};
	struct entry e;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		bool listed = false;
		for (size_t k = 0; k < COUNT(kinds); k++)
			listed |= strcmp(kinds[k], kind_name((enum kind)i)) == 0;
		e = entry_new((enum kind)i);
		e.household = "001";
		CHECK_INT(entry_is_binding(&e), listed);
		e.money = -500;
		CHECK(entry_is_binding(&e));
	}
	e = entry_new(KIND_PRIZE);
	e.shop = "S1", e.quantity = -100;
	CHECK(entry_is_binding(&e));
	e = entry_new(KIND_RESERVE);
	e.shop = "S1", e.quantity = -100;
	CHECK(!entry_is_binding(&e));
}

/* Under which kind of document an id is kept, derived and given. */
static void ids(void)
{
	static const struct {
		enum kind kind;
		enum id_kind derived; /* 0: none */
	} cases[] = {
		{KIND_EARN, ID_EVENT_DERIVED},	 {KIND_VETO, ID_EVENT_DERIVED},	      {KIND_ADJUST, ID_EVENT_DERIVED},
		{KIND_REDEEM, ID_ORDER_DERIVED}, {KIND_STOCK, ID_STOCK_DERIVED},      {KIND_FUND, ID_FUND_DERIVED},
		{KIND_USE, ID_USE_DERIVED},	 {KIND_DISPUTE, ID_DISPUTE_DERIVED},  {KIND_REVERSE, 0},
		{KIND_REFUND, 0},		 {KIND_CLOSE, 0},
	};
	static const char derived[] = "x1247b71d9f4fcc8c4931c83659b20001";
	enum id_kind kind;
	struct id id;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct entry e = entry_new(cases[i].kind);
		e.household = "001";
		CHECK(!entry_id(&e, &kind, &id));
		e.id = derived;
		CHECK_INT(entry_id(&e, &kind, &id), cases[i].derived != 0);
		if (!cases[i].derived)
			continue;
		CHECK_INT(kind, cases[i].derived);
		CHECK(id.a == 0x1247b71d9f4fcc8c && id.b == 0x4931c83659b20001);
		e.id = "mine";
		CHECK(entry_id(&e, &kind, &id));
		CHECK_INT(kind, cases[i].derived + 1);
		CHECK(id.a == id_given("mine").a);
	}
}

/* The shop's side of a redemption has no order. */
static void ids_of_orders(void)
{
	struct entry e = entry_new(KIND_REDEEM);
	enum id_kind kind;
	struct id id;

	e.id = "mine";
	CHECK(!entry_id(&e, &kind, &id));
}

static void addresses(void)
{
	static const struct {
		const char *in, *book;
		int64_t seq;
	} cases[] = {
		{"HH:1", "HH", 1},
		{"红河村:812", "红河村", 812},
		{"a:b:7", "a:b", 7},
		{"HH:999999999999999", "HH", 999999999999999},
		{"HH:", NULL, 0},
		{"HH", NULL, 0},
		{":5", NULL, 0},
		{"HH:0", NULL, 0},
		{"HH:-1", NULL, 0},
		{"HH:+1", NULL, 0},
		{"HH:1x", NULL, 0},
		{"HH: 1", NULL, 0},
		{"HH:99999999999999999999", NULL, 0},
		{"a book code that is far too long:1", NULL, 0},
		{"", NULL, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char book[16];
		int64_t seq = 0;
		bool ok = address_parse(cases[i].in, book, sizeof book, &seq);
		CHECK_STR(ok ? book : NULL, cases[i].book);
		CHECK_INT(ok ? seq : 0, cases[i].seq);
	}
}

int main(void)
{
	lines();
	every_field_counts();
	kinds();
	binding();
	ids();
	ids_of_orders();
	addresses();
	return check_end();
}
