/* Lots, debt, expiry: the rules of which points are spent first, which die, and which come back. */
#include "domain/lots.h"

#include <stdlib.h>

#include "base/buf.h"

#include "check.h"

static void last_days(void)
{
	static const struct {
		const char *expiry, *date, *month, *day;
	} cases[] = {
		{"never", "2025-07-16", "2025-07", DAY_NEVER},
		{"year-end", "2025-07-16", "2025-07", "2025-12-31"},
		{"year-end", "2025-12-31", "2025-12", "2025-12-31"},
		{"year-end+31d", "2025-07-16", "2025-07", "2026-01-31"},
		{"base", "2025-01-01", "2025-01", "2025-12-31"},
		{"quarter-end", "2025-07-01", "2025-07", "2025-09-30"},
		{"quarter-end", "2025-06-30", "2025-06", "2025-06-30"},
		{"quarter-end+15d", "2025-09-30", "2025-09", "2025-10-15"},
		{"months:1", "2025-01-31", "2025-01", "2025-02-28"},
		{"months:1", "2024-01-31", "2024-01", "2024-02-29"},
		{"months:12", "2024-02-29", "2024-02", "2025-02-28"},
		{"months:6", "2025-07-16", "2025-07", "2026-01-16"},
		/* a late event: its age starts with the month it counts in */
		{"year-end", "2024-12-30", "2025-01", "2025-12-31"},
		{"quarter-end", "2025-06-30", "2025-08", "2025-09-30"},
		{"months:2", "2025-05-20", "2025-07", "2025-09-01"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char day[DATE_SIZE];
		expiry_last_day(cases[i].expiry, cases[i].date, cases[i].month, day);
		CHECK_STR(day, cases[i].day);
	}
}

/* One household; what each entry took is remembered by its number. */
static struct {
	struct lots lots;
	struct allotments took[16];
	int64_t sum;
} house;

static void fresh(void)
{
	lots_free(&house.lots);
	for (size_t i = 0; i < COUNT(house.took); i++)
		allotments_free(&house.took[i]);
	house.sum = 0;
}

static void fold(struct lot_entry e)
{
	CHECK(lots_fold(&house.lots, &e, &house.took[e.seq]));
	house.sum += e.points;
}

/* Whole points, posted on a day of 2025, dying on another. */
static void post(int64_t seq, enum kind kind, int64_t points, const char *posted, const char *dies)
{
	struct lot_entry e = {.seq = seq, .kind = kind, .points = points * 100};

	memcpy(e.posted, posted, DATE_SIZE);
	memcpy(e.last_day, dies, DATE_SIZE);
	fold(e);
}

static void earn(int64_t seq, int64_t points, const char *dies)
{
	post(seq, KIND_EARN, points, "2025-02-01", dies);
}

static void undo(int64_t seq, enum kind kind, int64_t points, int64_t of, bool gives_back, const char *posted,
		 const char *least)
{
	struct lot_entry e = {.seq = seq,
			      .kind = kind,
			      .points = points * 100,
			      .corrects = of,
			      .taken = &house.took[of],
			      .gives_back = gives_back};

	memcpy(e.posted, posted, DATE_SIZE);
	memcpy(e.least_day, least, DATE_SIZE);
	memcpy(e.last_day, "2025-12-31", DATE_SIZE);
	fold(e);
}

/* `SEQ@MM-DD:POINTS …` of the lots there are; their sum is always that of the entries. */
static void have(const char *expected)
{
	struct buf b = {0};
	int64_t sum = 0;

	for (size_t i = 0; i < house.lots.n; i++) {
		const struct lot *l = &house.lots.lot[i];
		buf_printf(&b, "%s%" PRId64 "@%s:%" PRId64, i ? " " : "", l->seq, l->last_day + 5, l->points / 100);
		sum += l->points;
	}
	CHECK_STR(buf_str(&b), expected);
	CHECK_INT(sum, house.sum);
	CHECK_INT(lots_alive(&house.lots, "2000-01-01") - lots_debt(&house.lots), sum);
	buf_free(&b);
}

static void took(int64_t seq, const char *expected)
{
	const struct allotments *a = &house.took[seq];
	struct buf b = {0};

	for (size_t i = 0; i < a->n; i++)
		buf_printf(&b, "%s%" PRId64 "@%s:%" PRId64, i ? " " : "", a->a[i].lot, a->a[i].last_day + 5,
			   a->a[i].points / 100);
	CHECK_STR(buf_str(&b), expected);
	buf_free(&b);
}

static void spending(void)
{
	fresh();
	earn(1, 10, "2025-09-30");
	earn(2, 20, "2025-06-30");
	earn(3, 5, "2025-06-30");
	have("2@06-30:20 3@06-30:5 1@09-30:10");
	post(4, KIND_REDEEM, -22, "2025-06-30", "2025-12-31");
	have("3@06-30:3 1@09-30:10");
	took(4, "2@06-30:-20 3@06-30:-2");
	/* Dead lots are passed over, posted as expired or not. */
	post(5, KIND_REDEEM, -4, "2025-07-01", "2025-12-31");
	have("3@06-30:3 1@09-30:6");
	CHECK_INT(lots_dead(&house.lots, "2025-07-01"), 300);
	CHECK_INT(lots_dead(&house.lots, "2025-06-30"), 0);
	CHECK_INT(lots_alive(&house.lots, "2025-07-01"), 600);
	CHECK_INT(lots_left(&house.lots, 3), 300);
	CHECK_INT(lots_left(&house.lots, 2), 0);
}

static void debt(void)
{
	fresh();
	earn(1, 5, "2025-12-31");
	post(2, KIND_DEDUCT, -8, "2025-03-01", "2025-09-30");
	have("2@09-30:-3");
	took(2, "1@12-31:-5 2@09-30:-3");
	post(3, KIND_DEDUCT, -4, "2025-03-02", "2025-06-30");
	CHECK_INT(lots_debt(&house.lots), 700);
	have("3@06-30:-4 2@09-30:-3");
	/* New points pay the oldest debt first. */
	earn(4, 5, "2025-12-31");
	have("2@09-30:-2");
	took(4, "3@06-30:4 2@09-30:1");
	earn(5, 12, "2025-12-31");
	have("5@12-31:10");
	CHECK_INT(lots_debt(&house.lots), 0);
}

/* Lots as they were kept, with a debt among them, are folded on as if they had never been away. */
static void kept_debt(void)
{
	fresh();
	lots_add(&house.lots, &(struct lot){.seq = 1, .last_day = "2025-12-31", .points = 400});
	lots_add(&house.lots, &(struct lot){.seq = 2, .last_day = "2025-09-30", .points = -700});
	house.sum = -300;
	earn(3, 10, "2025-12-31");
	have("1@12-31:4 3@12-31:3");
	took(3, "2@09-30:7 3@12-31:3");
	earn(4, 1, "2025-12-31");
	have("1@12-31:4 3@12-31:3 4@12-31:1");
}

static void expiry(void)
{
	fresh();
	earn(1, 10, "2025-06-30");
	earn(2, 7, "2025-12-31");
	post(3, KIND_REDEEM, -4, "2025-03-01", "2025-12-31");
	post(4, KIND_EXPIRE, -6, "2025-07-01", "2025-12-31");
	took(4, "1@06-30:-6");
	have("2@12-31:7");
	/* A debt is wiped by a positive entry. */
	fresh();
	post(1, KIND_DEDUCT, -5, "2025-03-01", "2025-06-30");
	earn(2, 2, "2025-12-31");
	have("1@06-30:-3");
	post(3, KIND_EXPIRE, 3, "2025-07-01", "2025-12-31");
	took(3, "1@06-30:3");
	have("");
}

static void taking_back(void)
{
	/* An earn: what is unspent of its lot, the rest as debt, other lots stay. */
	fresh();
	earn(1, 10, "2025-06-30");
	earn(2, 10, "2025-12-31");
	post(3, KIND_REDEEM, -4, "2025-03-01", "2025-12-31");
	undo(4, KIND_REVERSE, -10, 1, false, "2025-04-01", "2025-05-01");
	took(4, "1@06-30:-6 4@12-31:-4");
	have("2@12-31:10 4@12-31:-4");
	/* A deduction: to the lots it came from. */
	fresh();
	earn(1, 10, "2025-06-30");
	earn(2, 10, "2025-12-31");
	post(3, KIND_DEDUCT, -13, "2025-03-01", "2025-12-31");
	have("2@12-31:7");
	undo(4, KIND_REVERSE, 13, 3, true, "2025-04-01", "2025-05-01");
	have("1@06-30:10 2@12-31:10");
	/* One that had made debt: that is paid. */
	fresh();
	earn(1, 5, "2025-12-31");
	post(2, KIND_DEDUCT, -8, "2025-03-01", "2025-12-31");
	undo(3, KIND_REVERSE, 8, 2, true, "2025-04-01", "2025-05-01");
	have("1@12-31:5");
}

static void giving_back(void)
{
	/* A redemption voided in time, then one voided when its points were about to die: they live void_days. */
	fresh();
	earn(1, 10, "2025-06-30");
	post(2, KIND_REDEEM, -10, "2025-03-01", "2025-12-31");
	have("");
	undo(3, KIND_REFUND, 10, 2, true, "2025-04-01", "2025-05-01");
	have("1@06-30:10");
	post(4, KIND_REDEEM, -10, "2025-06-30", "2025-12-31");
	undo(5, KIND_REFUND, 10, 4, true, "2025-06-30", "2025-07-30");
	have("1@07-30:10");
	/* Points given back pay debt that came up meanwhile. */
	fresh();
	earn(1, 10, "2025-12-31");
	post(2, KIND_REDEEM, -10, "2025-03-01", "2025-12-31");
	post(3, KIND_DEDUCT, -3, "2025-03-02", "2025-12-31");
	undo(4, KIND_REFUND, 10, 2, true, "2025-04-01", "2025-05-01");
	have("1@12-31:7");
}

/* Whatever happens in whatever order: points are neither made nor lost, and no lot is ever negative beside debt's own.
 */
static void conservation(void)
{
	static const char *const days[] = {"2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"};

	srand(7);
	for (int round = 0; round < 2000; round++) {
		fresh();
		for (int64_t seq = 1; seq < (int64_t)COUNT(house.took); seq++) {
			int64_t points = rand() % 20 + 1;
			const char *posted = days[rand() % 4], *dies = days[rand() % 4];
			int64_t of = rand() % seq;
			int how = rand() % 5;
			if (how < 2 || of == 0)
				post(seq, KIND_EARN, points, posted, dies);
			else if (how == 2)
				post(seq, KIND_REDEEM, -points, posted, dies);
			else if (how == 3)
				undo(seq, KIND_REVERSE, -points, of, false, posted, dies);
			else
				undo(seq, KIND_REFUND, points, of, true, posted, dies);
		}
		int64_t sum = 0;
		for (size_t i = 0; i < house.lots.n; i++) {
			sum += house.lots.lot[i].points;
			if (i > 0)
				CHECK(strcmp(house.lots.lot[i - 1].last_day, house.lots.lot[i].last_day) <= 0);
		}
		CHECK_INT(sum, house.sum);
	}
	fresh();
}

int main(void)
{
	last_days();
	spending();
	debt();
	kept_debt();
	expiry();
	taking_back();
	giving_back();
	conservation();
	fresh();
	return check_end();
}
