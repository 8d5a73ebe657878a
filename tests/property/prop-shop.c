/*
 * Random days of a shop: orders, reservations, coupons, voids and what nobody came for, through the library and its
 * ledger, against the shop on paper of market.c.
 *
 *   prop-shop [SEED [COUNT]]     seeds SEED … SEED + COUNT − 1; a seed that fails is printed, and alone repeats the
 * failure
 *
 * After every step: both say yes or both no; the family's balance and what it can spend, stock, goods held, the fund
 * and what merchants are owed agree. At the end pts-check finds nothing.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dec.h"
#include "job/check/check.h"
#include "job/load/load.h"
#include "job/shop/internal.h"
#include "job/shop/receipt.h"
#include "ledger/journal/bills.h"
#include "ledger/journal/fund.h"
#include "ledger/journal/stock.h"
#include "ledger/points/available.h"
#include "market.h"

enum {
	STEPS_OF_RUN = 250,
	FIRST_RUNS = 200,
	CELLS = 20,
	RECEIPT_CELL = 1,
	POINTS_CELL = 9,
	CASH_CELL = 11,
	BALANCE_CELL = 12,
	AVAILABLE_CELL = 13,
	CODE_CELL = 14
};

static const char *const families[FAMILIES] = {"a0", "a1", "a2", "b3", "b4", "b5"}, *const villages[2] = {"A", "B"};
static const char *const shops[SHOPS] = {"S1", "P1", "S2"}, *const full_shops[SHOPS] = {"A:S1", "A:P1", "B:S2"};
static const char *const goods[GOODS] = {"SOAP", "RICE", "OIL", "MEAL"};

struct run {
	struct world dice;
	struct market paper;
	struct ledger *l;
	struct diag diag;
	struct job job;
	char dir[256], path[300], folder[300];
	char receipt[TICKETS][40], code[TICKETS][CODES][24], old_code[24];
	char *printed; /* what the last verb printed */
	size_t length;
	char *cell[CELLS]; /* its row */
	int step;
	size_t failed;
};

static void expect(struct run *r, bool ok, const char *what)
{
	char day[11];

	if (ok || r->failed++ >= 3)
		return;
	day_text(r->paper.today, day);
	printf("seed %llu, step %d, %s: %s (%s)\n", (unsigned long long)r->dice.seed, r->step, day, what, r->diag.last);
}

static bool chance(struct run *r, unsigned percent)
{
	return dice(&r->dice, 100) < percent;
}

static int some(struct run *r, int sides)
{
	return (int)dice(&r->dice, (uint64_t)sides);
}

static void write_file(const struct run *r, const char *name, const char *text)
{
	char path[400];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.csv", r->folder, name);
	f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		exit(74);
}

static void write_settings(struct run *r)
{
	static const int64_t values[] = {50, 100, 13};
	struct policy *p = &r->paper.law;
	char text[512];

	*p = (struct policy){.point_value = values[some(r, 3)],
			     .topup = chance(r, 50),
			     .anywhere = chance(r, 60),
			     .reserved_is_lost = chance(r, 50),
			     .coupon_is_lost = chance(r, 40),
			     .reserve_days = some(r, 20),
			     .visits = chance(r, 40) ? 0 : 1 + some(r, 12),
			     .per_quarter = chance(r, 50),
			     .wednesdays_and_fridays = chance(r, 30)};
	snprintf(text, sizeof text,
		 "key,value\npoint_value,%lld.%02lld\ntopup,%s\nredeem_at,%s\nreserve_lapsed,%s\ncoupon_lapsed,%"
		 "s\nreserve_days,%d\nredeem_days,%s\n"
		 "redeem_per,%.0d%s\n",
		 (long long)p->point_value / 100, (long long)p->point_value % 100, p->topup ? "yes" : "no",
		 p->anywhere ? "any" : "own", p->reserved_is_lost ? "lost" : "back",
		 p->coupon_is_lost ? "lost" : "back", p->reserve_days, p->wednesdays_and_fridays ? "wed fri" : "any",
		 p->visits,
		 p->visits == 0   ? "none"
		 : p->per_quarter ? "/quarter"
				  : "/month");
	write_file(r, "settings", text);
}

static void write_scheme(struct run *r)
{
	write_settings(r);
	write_file(r, "books", "book,name\nA,A\nB,B\n");
	write_file(r, "households", "book,household,head\nA,a0,x\nA,a1,x\nA,a2,x\nB,b3,x\nB,b4,x\nB,b5,x\n");
	write_file(r, "shops", "book,shop,kind\nA,S1,own\nA,P1,partner\nB,S2,own\n");
	write_file(r, "items",
		   "item,kind,points,cash,limit,limit_per,coupon_days\nSOAP,goods,10,,,,\nRICE,goods,35,,2,month,\nOIL,"
		   "swap,20,5.5,,,\n"
		   "MEAL,coupon,10,,,,20\n");
}

/* The clock of the programs, at noon of the paper's day. */
static void set_clock(struct run *r)
{
	char now[24], day[11];

	day_text(r->paper.today, day);
	snprintf(now, sizeof now, "%sT12:00:00", day);
	setenv("PTS_NOW", now, 1);
}

static void start(struct run *r, const char *dir)
{
	const char *folders[] = {r->folder, NULL};
	FILE *nowhere = fopen("/dev/null", "w");

	r->paper.today = day_number(2025, 3, 1);
	snprintf(r->dir, sizeof r->dir, "%s", dir);
	snprintf(r->path, sizeof r->path, "%s/l.db", dir);
	snprintf(r->folder, sizeof r->folder, "%s/scheme", dir);
	set_clock(r);
	write_scheme(r);
	r->job = (struct job){.diag = &r->diag,
			      .out = nowhere,
			      .ledger = r->path,
			      .ledger_given = true,
			      .actor = "prop",
			      .message = "because",
			      .files = folders,
			      .command = ""};
	unlink(r->path);
	if (!nowhere || job_init(&r->job) != 0 || ledger_open(&r->l, r->path, LEDGER_WRITE, &r->diag) != 0) {
		printf("no ledger: %s\n", r->diag.last);
		exit(70);
	}
	fclose(nowhere);
	/* What a power cut would do is tested elsewhere. */
	r->l->db->driver->script(
		r->l->db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE");
}

/* Cuts the row that was printed into cells. */
static void read_row(struct run *r)
{
	char *at = strchr(r->printed, '\n');

	for (int i = 0; i < CELLS; i++)
		r->cell[i] = r->printed + r->length;
	for (int i = 0; at && i < CELLS; i++) {
		r->cell[i] = ++at;
		at = strpbrk(at, ",\n");
		if (at && *at == '\n')
			i = CELLS;
		if (at)
			*at = '\0';
	}
}

static struct printer *begin_printing(struct run *r, const char *const *columns)
{
	free(r->printed);
	r->printed = NULL;
	r->job.out = open_memstream(&r->printed, &r->length);
	return job_print(&r->job, columns);
}

/* Runs a verb in a transaction; true when it said yes. */
static bool run_verb(struct run *r, redeem_verb *verb, const char *const *columns, const void *ctx)
{
	struct printer *out = begin_printing(r, columns);
	int rc = ledger_begin(r->l);

	if (rc == 0)
		rc = ledger_finish(r->l, verb(&r->job, r->l, out, ctx), false);
	printer_end(out);
	fclose(r->job.out);
	expect(r, rc == 0 || rc == EX_REFUSED, "neither yes nor no");
	read_row(r);
	return rc == 0;
}

static bool verb_on(struct run *r, redeem_verb *verb, int ticket)
{
	return run_verb(r, verb, redemption_columns, r->receipt[ticket]);
}

static int64_t amount(const char *cell)
{
	int64_t v = 0;

	dec_parse(cell, &v);
	return v;
}

static void keep_codes(struct run *r, int ticket)
{
	char *at = r->cell[CODE_CELL];

	if (*r->code[ticket][0])
		memcpy(r->old_code, r->code[ticket][0], sizeof r->old_code);
	memset(r->code[ticket], 0, sizeof r->code[ticket]);
	for (int i = 0; i < CODES && *at; i++) {
		size_t n = strcspn(at, " ");
		snprintf(r->code[ticket][i], sizeof r->code[ticket][i], "%.*s", (int)n, at);
		at += n + (at[n] == ' ');
	}
}

static void order(struct run *r)
{
	int family = some(r, FAMILIES), shop = some(r, SHOPS), day = r->paper.today - (chance(r, 10) ? some(r, 6) : 0),
	    pieces = 1 + some(r, CODES);
	enum good good = (enum good)some(r, GOODS);
	struct redeem_options how = {.topup = chance(r, 40), .reserve = chance(r, 35)};
	char date[11], quantity[12];
	struct order o = {.order = "",
			  .date = date,
			  .book = villages[village_of_family(family)],
			  .household = families[family],
			  .item = goods[good],
			  .quantity = quantity,
			  .shop = good == MEAL    ? ""
				  : chance(r, 50) ? shops[shop]
						  : full_shops[shop],
			  .member = "",
			  .topup = "",
			  .source = ""};
	struct one_order one = {&o, &how};
	const struct ticket *t;
	bool yes;

	day_text(day, date);
	snprintf(quantity, sizeof quantity, "%d", pieces);
	yes = run_verb(r, redeem_one, redemption_columns, &one);
	expect(r,
	       yes == market_order(&r->paper, family, good == MEAL ? NOWHERE : shop, good, pieces, day, how.topup,
				   how.reserve),
	       "an order");
	if (!yes || r->failed)
		return;
	t = &r->paper.ticket[r->paper.n - 1];
	snprintf(r->receipt[r->paper.n - 1], sizeof r->receipt[0], "%s", r->cell[RECEIPT_CELL]);
	keep_codes(r, r->paper.n - 1);
	expect(r, amount(r->cell[POINTS_CELL]) == t->points && amount(r->cell[CASH_CELL]) == t->cash,
	       "what a receipt says was paid");
	expect(r,
	       amount(r->cell[BALANCE_CELL]) == r->paper.balance[family] &&
		       amount(r->cell[AVAILABLE_CELL]) == market_available(&r->paper, family),
	       "what a receipt says is left");
}

/* One of the tickets that may be of use, or any. */
static int pick(struct run *r, bool coupons)
{
	for (int i = 0; i < 12 && r->paper.n > 0; i++) {
		int t = some(r, r->paper.n);
		if (!coupons || r->paper.ticket[t].good == MEAL)
			return t;
	}
	return -1;
}

static void finish_reservation(struct run *r)
{
	int t = pick(r, false);
	bool collect = chance(r, 70);

	if (t < 0)
		return;
	if (collect)
		expect(r, verb_on(r, redeem_collect, t) == market_collect(&r->paper, t), "collecting");
	else
		expect(r, verb_on(r, redeem_cancel, t) == market_cancel(&r->paper, t), "cancelling");
}

static void take_back(struct run *r)
{
	int t = pick(r, false);
	struct voiding v = {.returned = chance(r, 50)};

	if (t < 0)
		return;
	v.receipt = r->receipt[t];
	expect(r, run_verb(r, redeem_void, redemption_columns, &v) == market_void(&r->paper, t, v.returned), "voiding");
}

static void use(struct run *r)
{
	int t = pick(r, true), shop = some(r, SHOPS), i = some(r, CODES);
	struct using u = {.shop = full_shops[shop], .id = ""};

	if (t < 0 || !*r->code[t][i])
		return;
	u.code = r->code[t][i];
	if (*r->old_code && chance(r, 10)) {
		u.code = r->old_code;
		run_verb(r, redeem_use, use_columns, &u);
		/* A code that was replaced is good for nothing; it may be one that was used before. */
		expect(r, r->diag.errors > 0, "an old code");
		return;
	}
	expect(r, run_verb(r, redeem_use, use_columns, &u) == market_use(&r->paper, t, shop), "using a coupon");
	if (r->failed == 0 && r->diag.errors == 0) {
		/* The second time it is refused, whatever the paper has left. */
		expect(r, !run_verb(r, redeem_use, use_columns, &u), "using a coupon twice");
		memset(r->code[t][i], 0, sizeof r->code[t][i]);
	}
}

static void reissue(struct run *r)
{
	int t = pick(r, true);
	bool yes;

	if (t < 0)
		return;
	yes = verb_on(r, redeem_reissue, t);
	expect(r, yes == market_reissue(&r->paper, t), "reissuing");
	if (yes)
		keep_codes(r, t);
}

static int64_t book_number(struct run *r, int village)
{
	const struct book *b = book_lookup(r->l, villages[village]);

	return b ? b->id : 0;
}

static void append(struct run *r, struct entry *e, int village, const char *household)
{
	struct household *h = NULL;
	char day[11];
	int rc = ledger_begin(r->l);

	e->book_id = rc == 0 ? book_number(r, village) : 0;
	day_text(r->paper.today, day);
	memcpy(e->date, day, sizeof e->date);
	snprintf(e->period, sizeof e->period, "%.7s", day);
	e->actor = "prop";
	if (rc == 0 && household)
		rc = roster_household(r->l, book_by_id(r->l, e->book_id), household, &h);
	if (rc == 0)
		rc = journal_append(r->l, e, h, NULL, e->kind);
	rc = ledger_finish(r->l, rc, false);
	expect(r, rc == 0 || (rc == EX_REFUSED && !household), "an entry");
}


static void earn(struct run *r)
{
	int family = some(r, FAMILIES);
	struct entry e = entry_new(KIND_ADJUST);

	e.points = e.score = chance(r, 80) ? 100 * (1 + some(r, 60)) : -100 * (1 + some(r, 25));
	r->paper.balance[family] += e.points;
	append(r, &e, village_of_family(family), families[family]);
}

static void deliver(struct run *r)
{
	int shop = chance(r, 60) ? 0 : 2;
	enum good good = (enum good)some(r, MEAL);
	struct entry e = entry_new(KIND_STOCK);

	e.shop = shops[shop];
	e.item = goods[good];
	if (chance(r, 75)) {
		e.quantity = 100 * (1 + some(r, 8));
		e.value = e.quantity;
		r->paper.shelf[shop][good] += e.quantity / 100;
	} else {
		e.quantity = -100;
		e.value = 0;
		market_spoil(&r->paper, shop, good, 1);
	}
	append(r, &e, village_of_shop(shop), NULL);
}

static void check_families(struct run *r)
{
	for (int i = 0; i < FAMILIES; i++) {
		struct available a = {0};
		struct household *h;
		int rc = roster_household(r->l, book_lookup(r->l, villages[village_of_family(i)]), families[i], &h);
		if (rc == 0)
			rc = household_available(r->l, h, &a);
		expect(r, rc == 0 && h->balance == r->paper.balance[i], "a balance");
		expect(r, rc == 0 && a.available == market_available(&r->paper, i), "what can be spent");
	}
}

static void check_shops(struct run *r)
{
	for (int s = 0; s < SHOPS; s++)
		for (int g = 0; g < GOODS; g++) {
			struct shelf shelf;
			int rc = stock_read(r->l, book_number(r, village_of_shop(s)), shops[s], goods[g], &shelf);
			expect(r, rc == 0 && shelf.quantity == 100 * r->paper.shelf[s][g], "the stock");
			expect(r, rc == 0 && shelf.held == 100 * r->paper.held[s][g], "the goods held");
		}
	for (int v = 0; v < 2; v++) {
		int64_t money = 0, owed = 0;
		expect(r, fund_total(r->l, book_number(r, v), &money) == 0 && money == r->paper.till[v], "the fund");
		expect(r, bill_unpaid(r->l, book_number(r, v), &owed) == 0 && owed == (v ? 0 : r->paper.owed[1]),
		       "what merchants are owed");
	}
}

static void step(struct run *r)
{
	int what = some(r, 100);

	r->diag.errors = 0;
	if (chance(r, 25)) {
		r->paper.today += 1 + some(r, 5);
		set_clock(r);
	}
	if (what < 18)
		earn(r);
	else if (what < 28)
		deliver(r);
	else if (what < 62)
		order(r);
	else if (what < 74)
		finish_reservation(r);
	else if (what < 82)
		take_back(r);
	else if (what < 91)
		use(r);
	else if (what < 95)
		reissue(r);
	else {
		struct printer *out = begin_printing(r, redemption_columns);
		market_lapse(&r->paper);
		expect(r, redeem_lapse(&r->job, r->l, out, NULL) == 0, "what nobody came for");
		printer_end(out);
		fclose(r->job.out);
	}
}

static void finish(struct run *r)
{
	FILE *nowhere = fopen("/dev/null", "w");

	ledger_close(r->l);
	r->job.out = nowhere;
	r->diag.errors = 0;
	expect(r, job_check(&r->job) == 0, "pts-check");
	fclose(nowhere);
	free(r->printed);
}

static size_t run_seed(uint64_t seed, const char *dir)
{
	static struct run r;

	r = (struct run){.dice = {.seed = seed, .state = seed * 0x2545f4914f6cdd1d + 11}};
	start(&r, dir);
	for (r.step = 0; r.step < STEPS_OF_RUN && r.failed == 0; r.step++) {
		step(&r);
		expect(&r, ledger_read_begin(r.l) == 0, "reading");
		check_families(&r);
		check_shops(&r);
		ledger_read_end(r.l);
	}
	finish(&r);
	if (r.failed)
		printf("seed %llu failed: `prop-shop %llu` repeats it\n", (unsigned long long)seed,
		       (unsigned long long)seed);
	return r.failed;
}

static void tidy(const char *dir)
{
	static const char *const names[] = {"l.db",
					    "scheme/settings.csv",
					    "scheme/books.csv",
					    "scheme/households.csv",
					    "scheme/shops.csv",
					    "scheme/items.csv"};
	char path[400];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/scheme", dir);
	rmdir(path);
	rmdir(dir);
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1,
		 count = argc > 2   ? strtoull(argv[2], NULL, 10)
			 : argc > 1 ? 1
				    : FIRST_RUNS,
		 runs = 0;
	const char *tmp = getenv("TMPDIR");
	char dir[200], scheme[256];
	size_t failed = 0;

	snprintf(dir, sizeof dir, "%s/prop-shop.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 74;
	snprintf(scheme, sizeof scheme, "%s/scheme", dir);
	mkdir(scheme, 0700);
	for (; runs < count && failed < 3; runs++)
		failed += run_seed(seed + runs, dir) > 0;
	tidy(dir);
	printf("%llu operations in %llu shops agree, %zu failed\n", (unsigned long long)(runs * STEPS_OF_RUN),
	       (unsigned long long)runs, failed);
	return failed > 0;
}
