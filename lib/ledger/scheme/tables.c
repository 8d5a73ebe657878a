#include "ledger/scheme/tables.h"

#include <string.h>

/* clang-format off */
#define PER "day=日=天=每日=每天|week=周=每周|month=月=每月|quarter=季=季度=每季=每季度|half=半年=每半年|year=年=每年|ever=永久=长期"
#define RHYTHM "month=月=每月|two-months=双月=每两月=每两个月|quarter=季=季度=每季度|half=半年=每半年|year=年=每年"
#define ROLES "party=党员|grid=网格员|resident=群众=村民=居民"
#define LEVELS "village=村=行政村|community=社区=居委会|office=办公室=机关|town=镇=乡=乡镇=街道|county=县=区=县区"
#define STATUS "active=在册=正常=有效|ended=终止=已终止=注销"

#define BOOK_OF_SCHEME {"book", FIELD_BOOK, FIELD_KEY, NULL, NULL, NULL}
#define BOOK_OF_ROSTER {"book", FIELD_BOOK, FIELD_KEY | FIELD_NEEDED, NULL, NULL, NULL}
#define CODE_KEY(NAME) {NAME, FIELD_CODE, FIELD_KEY | FIELD_NEEDED, NULL, NULL, NULL}
#define PLAIN(NAME, TYPE) {NAME, TYPE, 0, NULL, NULL, NULL}
#define STORED(NAME, TYPE, COLUMN) {NAME, TYPE, 0, NULL, NULL, COLUMN}
#define WORD(NAME, WORDS, FALLBACK) {NAME, FIELD_WORD, 0, WORDS, FALLBACK, NULL}
#define CHAINED(NAME, WORDS, FALLBACK) {NAME, FIELD_WORD, FIELD_CHAINED, WORDS, FALLBACK, NULL}
/* clang-format on */

static const struct field books[] = {
	{"book", FIELD_CODE, FIELD_KEY | FIELD_NEEDED | FIELD_CHAINED, NULL, NULL, "code"},
	PLAIN("name", FIELD_TEXT),
	{"parent", FIELD_PARENT, FIELD_CHAINED, NULL, NULL, NULL},
	WORD("level", LEVELS, "village"),
};

static const struct field settings[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("key"),
	PLAIN("value", FIELD_TEXT),
};

static const struct field categories[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("category"),
	PLAIN("title", FIELD_TEXT),
	PLAIN("cap_points", FIELD_AMOUNT),
	WORD("cap_per", PER, NULL),
	STORED("full", FIELD_AMOUNT, "full_score"),
	STORED("floor", FIELD_SIGNED, "floor_score"),
};

static const struct field rules[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("rule"),
	PLAIN("category", FIELD_CODE),
	PLAIN("title", FIELD_TEXT),
	PLAIN("unit", FIELD_TEXT),
	PLAIN("points", FIELD_SIGNED),
	{"roles", FIELD_ROLES, 0, ROLES, NULL, NULL},
	WORD("counts", "both=都计=双计|score=荣誉积分=仅荣誉积分|veto=一票否决", "both"),
	PLAIN("cap_points", FIELD_AMOUNT),
	PLAIN("cap_times", FIELD_COUNT),
	WORD("cap_per", PER, NULL),
	WORD("cap_scope", "household=户=按户|member=成员=人=按人", "household"),
	PLAIN("max_quantity", FIELD_AMOUNT),
	PLAIN("ladder", FIELD_CODE),
	STORED("repeat", FIELD_AMOUNT, "repeat_by"),
	WORD("repeat_per", PER, NULL),
	WORD("rhythm", RHYTHM, NULL),
	PLAIN("evidence", FIELD_TEXT),
	{"valid_from", FIELD_DATE, FIELD_KEY, NULL, NULL, NULL},
	PLAIN("valid_until", FIELD_DATE),
};

static const struct field ladders[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("ladder"),
	WORD("mode", "highest=取最高=最高档|marginal=分段累计=分段", "highest"),
	{"from", FIELD_AMOUNT, FIELD_KEY | FIELD_NEEDED, NULL, NULL, "from_quantity"},
	PLAIN("points", FIELD_AMOUNT),
	PLAIN("per", FIELD_AMOUNT),
};

static const struct field shops[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("shop"),
	PLAIN("name", FIELD_TEXT),
	WORD("kind", "own=自营=自办|partner=合作商户=商户", "own"),
	PLAIN("contact", FIELD_TEXT),
	PLAIN("merged_into", FIELD_CODE),
	PLAIN("merged_from", FIELD_DATE),
};

static const struct field items[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("item"),
	PLAIN("title", FIELD_TEXT),
	{"shop", FIELD_CODE, FIELD_KEY, NULL, NULL, NULL},
	WORD("kind", "goods=实物=商品|coupon=优惠券=券|swap=换购", "goods"),
	PLAIN("points", FIELD_AMOUNT),
	PLAIN("cash", FIELD_AMOUNT),
	PLAIN("cost", FIELD_AMOUNT),
	PLAIN("price", FIELD_AMOUNT),
	STORED("limit", FIELD_AMOUNT, "limit_count"),
	WORD("limit_per", PER, NULL),
	PLAIN("low", FIELD_AMOUNT),
	PLAIN("coupon_days", FIELD_COUNT),
	{"valid_from", FIELD_DATE, FIELD_KEY, NULL, NULL, NULL},
	PLAIN("valid_until", FIELD_DATE),
};

static const struct field calendar[] = {
	BOOK_OF_SCHEME,
	{"date", FIELD_DATE, FIELD_KEY | FIELD_NEEDED, NULL, NULL, NULL},
	WORD("kind", "holiday=休息日=节假日=休|workday=工作日=上班日=班", "holiday"),
	PLAIN("title", FIELD_TEXT),
};

static const struct field honors[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("honor"),
	PLAIN("title", FIELD_TEXT),
	WORD("level", "household=户|member=成员=个人|book=村=集体", "household"),
	WORD("basis", "score=荣誉积分=得分|hours=时长=小时|nomination=提名=推荐", "score"),
	PLAIN("categories", FIELD_CODES),
	PLAIN("rules", FIELD_CODES),
	STORED("top", FIELD_COUNT, "top_count"),
	STORED("from", FIELD_AMOUNT, "from_score"),
	PLAIN("spotless", FIELD_CODES),
	{"roles", FIELD_ROLES, 0, ROLES, NULL, NULL},
	WORD("vetoed", "no=否|yes=是", "no"),
	WORD("again", "yes=是|no=否", "yes"),
	WORD("ties", "panel=评议=评议会定|all=并列=全部|order=按序", "panel"),
};

static const struct field grades[] = {
	BOOK_OF_SCHEME,
	CODE_KEY("scale"),
	CODE_KEY("grade"),
	PLAIN("title", FIELD_TEXT),
	WORD("level", "household=户|member=成员=个人", "household"),
	WORD("basis", "score=荣誉积分=得分|hours=时长=小时|rank=名次|percentile=百分位", "score"),
	STORED("from", FIELD_SIGNED, "from_score"),
	STORED("above", FIELD_SIGNED, "above_score"),
	PLAIN("stars", FIELD_COUNT),
	PLAIN("benefit", FIELD_TEXT),
};

static const struct field households[] = {
	BOOK_OF_ROSTER,
	{"household", FIELD_CODE, FIELD_KEY | FIELD_NEEDED | FIELD_CHAINED, NULL, NULL, "code"},
	STORED("group", FIELD_TEXT, "grp"),
	PLAIN("head", FIELD_TEXT),
	PLAIN("address", FIELD_TEXT),
	CHAINED("status", STATUS, "active"),
	CHAINED("consent", "yes=是=同意=已授权|no=否=不同意=未授权", "no"),
	PLAIN("note", FIELD_TEXT),
};

static const struct field members[] = {
	BOOK_OF_ROSTER,
	{"household", FIELD_HOUSEHOLD, FIELD_NEEDED | FIELD_CHAINED, NULL, NULL, NULL},
	{"member", FIELD_CODE, FIELD_KEY | FIELD_NEEDED | FIELD_CHAINED, NULL, NULL, NULL},
	PLAIN("name", FIELD_TEXT),
	CHAINED("role", ROLES, "resident"),
	PLAIN("born", FIELD_BORN),
	CHAINED("status", STATUS, "active"),
};

#define FIELDS(ARRAY) ARRAY, sizeof ARRAY / sizeof *ARRAY

const struct table tables[] = {
	{"books", false, "book", NULL, FIELDS(books)},
	{"settings", true, NULL, "value", FIELDS(settings)},
	{"categories", true, NULL, NULL, FIELDS(categories)},
	{"rules", true, NULL, NULL, FIELDS(rules)},
	{"ladders", true, NULL, NULL, FIELDS(ladders)},
	{"shops", true, NULL, NULL, FIELDS(shops)},
	{"items", true, NULL, NULL, FIELDS(items)},
	{"calendar", true, NULL, NULL, FIELDS(calendar)},
	{"honors", true, NULL, NULL, FIELDS(honors)},
	{"grades", true, NULL, NULL, FIELDS(grades)},
	{"households", false, "household", NULL, FIELDS(households)},
	{"members", false, NULL, NULL, FIELDS(members)},
	{NULL, false, NULL, NULL, NULL, 0},
};

const struct table *table_find(const char *name)
{
	for (const struct table *t = tables; t->name; t++)
		if (strcmp(t->name, name) == 0)
			return t;
	return NULL;
}

int table_field(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

int64_t table_amount(const char *cell)
{
	int64_t v = BLANK;

	dec_parse(cell, &v);
	return v;
}
