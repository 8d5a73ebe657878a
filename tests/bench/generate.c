/*
 * The data of the bench: a made-up county's year, the same every time.
 *
 * usage: generate scheme DIRECTORY [NAME=NUMBER]...     books, rules, items, roster as CSV tables
 *        generate events|scored|standings [NAME=NUMBER]...    one CSV stream
 *
 * NAME is rows, books (15), households (40000), year (2025), seed (1; another one: other deeds by the same people) or
 * ids: 2, random ones as phones make them up (36 characters); 1, book, day and number, so that they nearly come in
 * order; 0, none, so that the tools derive them. Deeds come in order of date, households at random. Half of the deeds
 * fall under five everyday rules of sixty, one in fifteen is a deduction, one in five has a note. A line of events is
 * about 86 bytes long.
 */
#include <assert.h>
#include <err.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum {
	RULES = 60,
	CATEGORIES = 10,
	EVERYDAY = 5,
	PARTY_RULE = 50,
	FIRST_DEDUCTION = 53,
	FIRST_OPEN = 59,
	ITEMS = 8,
	DAYS = 365
};

static struct {
	const char *name;
	uint64_t value;
} options[] = {{"rows", 1000}, {"books", 15}, {"households", 40000}, {"year", 2025}, {"seed", 1}, {"ids", 2}};

enum { ROWS, BOOKS, HOUSEHOLDS, YEAR, SEED, IDS, NOPTIONS };

/* One deed, before anything is printed of it. */
struct deed {
	uint64_t number;
	unsigned month, day;
	unsigned household; /* 0 .. households - 1 */
	unsigned rule;      /* 1 .. RULES */
	int quantity;       /* hundredths */
	int points;         /* hundredths of one quantity; of an open rule the points asked for */
	bool act, note;
};

/* splitmix64: every row's dice depend on seed and row number alone. */
static uint64_t dice(uint64_t row, uint64_t throw)
{
	uint64_t z = (options[SEED].value << 56) + row * 8 + throw;

	z = (z + 1) * UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static uint64_t value(int option)
{
	return options[option].value;
}

static unsigned book_of(unsigned household)
{
	unsigned books = (unsigned)value(BOOKS);

	assert(books > 0);
	return household % books + 1;
}

static unsigned code_of(unsigned household)
{
	unsigned books = (unsigned)value(BOOKS);

	assert(books > 0);
	return household / books + 1;
}

static bool has_party(unsigned household)
{
	return household % 9 == 0;
}

/* Points of a rule in hundredths; 0 where the panel names them. */
static int points_of(unsigned rule)
{
	if (rule >= FIRST_OPEN)
		return 0;
	if (rule >= FIRST_DEDUCTION)
		return -200 * (int)(rule - FIRST_DEDUCTION + 1);
	return rule % 7 == 0 ? 50 : 100 * (int)(1 + rule % 10);
}

static unsigned rule_by(uint64_t throw, unsigned household)
{
	unsigned rule;

	if (throw % 2)
		return (unsigned)(throw >> 8) % EVERYDAY + 1;
	rule = (unsigned)(throw >> 8) % RULES + 1;
	return rule == PARTY_RULE && !has_party(household) ? 1 : rule;
}

static void date_of(uint64_t row, struct deed *d)
{
	static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned day = (unsigned)(row * DAYS / value(ROWS)), month = 0;

	while (day >= lengths[month])
		day -= lengths[month++];
	d->month = month + 1;
	d->day = day + 1;
}

static struct deed deed(uint64_t row)
{
	struct deed d = {.number = row + 1};

	date_of(row, &d);
	d.household = (unsigned)(dice(row, 0) % value(HOUSEHOLDS));
	d.rule = rule_by(dice(row, 1), d.household);
	d.quantity = d.rule % 4 == 0 ? 50 * (int)(1 + dice(row, 2) % 8) : 100;
	d.points = d.rule < FIRST_OPEN ? points_of(d.rule) : 100 * (int)(1 + dice(row, 3) % 20);
	if (d.rule >= FIRST_OPEN)
		d.quantity = 100;
	d.act = dice(row, 4) % 64 == 0;
	d.note = dice(row, 5) % 5 == 0;
	return d;
}

static void print_id(const struct deed *d)
{
	uint64_t high = dice(d->number, 5), low = dice(d->number, 6);

	if (value(IDS) == 2)
		printf("%08" PRIx64 "-%04" PRIx64 "-%04" PRIx64 "-%04" PRIx64 "-%012" PRIx64, high >> 32,
		       high >> 16 & 0xffff, high & 0xffff, low >> 48, low & UINT64_C(0xffffffffffff));
	else if (value(IDS) == 1)
		printf("V%03u-%04" PRIu64 "%02u%02u-%02" PRIu64 "%09" PRIu64, book_of(d->household), value(YEAR),
		       d->month, d->day, value(SEED), d->number);
}

static void print_hundredths(int v)
{
	printf("%s%d.%02d", v < 0 ? "-" : "", abs(v) / 100, abs(v) % 100);
}

/* What pts-log reads. */
static void print_event(const struct deed *d)
{
	static const char *const notes[] = {"门前三包，院内整洁", "参加村湾夜话并提出建议", "照片已存村委会办公室",
					    "网格员到现场核实"};

	print_id(d);
	printf(",%04" PRIu64 "-%02u-%02u,V%03u,%05u,%05u-1,R%02u,", value(YEAR), d->month, d->day,
	       book_of(d->household), code_of(d->household), code_of(d->household), d->rule);
	print_hundredths(d->quantity);
	putchar(',');
	if (d->rule >= FIRST_OPEN)
		print_hundredths(d->points);
	putchar(',');
	if (d->act)
		printf("A%02u%02u%05u", d->month, d->day, d->household);
	printf(",%s\n", d->note ? notes[d->number % 4] : "");
}

/* What pts-tally takes as a stream: as pts-log prints it, less the columns that sums do not look at; no caps. */
static void print_scored(const struct deed *d)
{
	int score = d->points * d->quantity / 100;

	print_id(d);
	printf(",V%03u,%04" PRIu64 "-%02u,%05u,%05u-1,C%02u,R%02u,%s,", book_of(d->household), value(YEAR), d->month,
	       code_of(d->household), code_of(d->household), d->rule % CATEGORIES + 1, d->rule,
	       score < 0 ? "deduct" : "earn");
	print_hundredths(d->quantity);
	putchar(',');
	print_hundredths(score);
	putchar(',');
	print_hundredths(score);
	puts(",posted");
}

/* What pts-rank takes: sums of many households. */
static void print_standing(const struct deed *d)
{
	int earned = (int)(dice(d->number, 3) % 200000), deducted = (int)(dice(d->number, 4) % 20000);

	printf("V%03u,%04" PRIu64 ",%06" PRIu64 ",%u,", book_of(d->household), value(YEAR), d->number,
	       1 + (unsigned)earned % 90);
	print_hundredths(earned);
	putchar(',');
	print_hundredths(deducted);
	putchar(',');
	print_hundredths(earned - deducted);
	putchar(',');
	print_hundredths(earned - deducted);
	putchar('\n');
}

static const struct stream {
	const char *name, *header;
	void (*print)(const struct deed *);
} streams[] = {
	{"events", "event,date,book,household,member,rule,quantity,points,act,note", print_event},
	{"scored", "event,book,period,household,member,category,rule,kind,quantity,score,points,state", print_scored},
	{"standings", "book,period,household,events,earned,deducted,score,points", print_standing},
};

static void print_stream(const char *name)
{
	const struct stream *s = streams;

	while (s < streams + sizeof(streams) / sizeof(*streams) && strcmp(s->name, name) != 0)
		s++;
	if (s == streams + sizeof(streams) / sizeof(*streams))
		errx(EX_USAGE, "no stream is called %s", name);
	puts(s->header);
	for (uint64_t row = 0; row < value(ROWS); row++) {
		struct deed d = deed(row);

		s->print(&d);
	}
}

static void begin_table(const char *directory, const char *table, const char *header)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s.csv", directory, table);
	if (!freopen(path, "w", stdout))
		err(EX_CANTCREAT, "%s", path);
	puts(header);
}

/* Sixty rules: additions have a cap by points or times in a month, quarter or year, a third of them per member. */
static void print_rules(void)
{
	static const char *const per[] = {"month", "quarter", "year"};

	for (unsigned r = 1; r <= RULES; r++) {
		bool addition = r < FIRST_DEDUCTION;

		printf(",R%02u,C%02u,细则%u,次,", r, r % CATEGORIES + 1, r);
		if (r < FIRST_OPEN)
			print_hundredths(points_of(r));
		printf(",%s,", r == PARTY_RULE ? "party" : "");
		if (addition && r % 2)
			printf("%u,,%s,%s", 20 + r, per[r % 3], r % 3 ? "" : "member");
		else if (addition || r >= FIRST_OPEN)
			printf(",%u,%s,%s", 2 + r % 5, per[r % 3], r % 3 ? "" : "member");
		else
			printf(",,,");
		printf(",%" PRIu64 "-01-01\n", value(YEAR));
	}
}

static void print_scheme(const char *directory)
{
	begin_table(directory, "settings", "book,key,value");
	puts(",name,积分制\n,point_value,0.5\n,expiry,year-end+31d");
	begin_table(directory, "categories", "book,category,title,cap_points,cap_per");
	for (unsigned c = 1; c <= CATEGORIES; c++)
		printf(",C%02u,类别%u,%s\n", c, c, c % 4 == 0 ? "300,year" : ",");
	begin_table(directory, "rules",
		    "book,rule,category,title,unit,points,roles,cap_points,cap_times,cap_per,cap_scope,valid_from");
	print_rules();
	begin_table(directory, "items", "book,item,title,shop,kind,points,cost,price,valid_from");
	for (unsigned i = 1; i <= ITEMS; i++)
		printf(",item%u,商品%u,,goods,%u,%u,%u,%" PRIu64 "-01-01\n", i, i, i, i, 1 + i, value(YEAR));
}

static void print_places(const char *directory)
{
	unsigned books = (unsigned)value(BOOKS);

	begin_table(directory, "books", "book,name,parent,level");
	puts("LX,县,,county");
	for (unsigned b = 1; b <= books; b++)
		printf("V%03u,村%u,LX,village\n", b, b);
	begin_table(directory, "shops", "book,shop,name,kind");
	for (unsigned b = 1; b <= books; b++)
		printf("V%03u,S1,村%u积分超市,own\n", b, b);
}

static void print_roster(const char *directory)
{
	static const char *const family[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "欧阳", "徐"};
	static const char *const given[] = {"建国", "秀英", "桂兰", "志强", "小平", "玉梅", "国华",
					    "春花", "德明", "海燕", "永福", "丽",   "军"};
	unsigned households = (unsigned)value(HOUSEHOLDS);

	begin_table(directory, "households", "book,household,group,head,status");
	for (unsigned h = 0; h < households; h++)
		printf("V%03u,%05u,%u组,%s%s,active\n", book_of(h), code_of(h), 1 + h % 9, family[h % 12],
		       given[h / 12 % 13]);
	begin_table(directory, "members", "book,household,member,name,role");
	for (unsigned h = 0; h < households; h++)
		printf("V%03u,%05u,%05u-1,%s%s,%s\n", book_of(h), code_of(h), code_of(h), family[h % 12],
		       given[h / 12 % 13], has_party(h) ? "party" : "resident");
}

static void read_option(const char *word)
{
	const char *equals = strchr(word, '=');
	size_t n = equals ? (size_t)(equals - word) : strlen(word);
	char *end;
	int i = 0;

	while (i < NOPTIONS && (strncmp(options[i].name, word, n) != 0 || options[i].name[n] != '\0'))
		i++;
	if (i == NOPTIONS || !equals)
		errx(EX_USAGE, "%s: not NAME=NUMBER with a known name", word);
	options[i].value = strtoull(equals + 1, &end, 10);
	if (end == equals + 1 || *end != '\0')
		errx(EX_USAGE, "%s: not a number", word);
	if (options[BOOKS].value == 0 || options[HOUSEHOLDS].value == 0)
		errx(EX_USAGE, "%s: somebody must be there", word);
}

int main(int argc, char **argv)
{
	bool scheme = argc > 2 && strcmp(argv[1], "scheme") == 0;

	if (argc < 2)
		errx(EX_USAGE, "usage: generate scheme DIRECTORY | events | scored | standings [NAME=NUMBER]...");
	for (int i = scheme ? 3 : 2; i < argc; i++)
		read_option(argv[i]);
	if (scheme) {
		print_scheme(argv[2]);
		print_places(argv[2]);
		print_roster(argv[2]);
	} else {
		print_stream(argv[1]);
	}
	if (fflush(stdout) != 0 || ferror(stdout))
		err(EX_IOERR, "cannot write");
	return 0;
}
