/*
 * Random earning, deducting, expiry, moves between households of two villages, and reversals of what has moved, through the library and its
 * ledger, against points that are tokens, one by one.
 *
 *   prop-moves [SEED [COUNT]]     seeds SEED … SEED + COUNT − 1; a seed that fails is printed, and alone repeats the
 * failure
 *
 * After every step each household has the balance, the lots and the debts of its tokens; at the end pts-check finds nothing.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/lots.h"
#include "job/check/check.h"
#include "job/close/internal.h"
#include "job/event/internal.h"
#include "job/load/load.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"
#include "tokens.h"
#include "world.h"

enum { STEPS_OF_RUN = 150, FIRST_RUNS = 40, HOMES = 5, VILLAGES = 2, MOST_ENTRIES = 4000, VOID_DAYS = 30 };

static const char *const homes[HOMES] = {"a0", "a1", "a2", "b3", "b4"}, *const villages[VILLAGES] = {"A", "B"};
static const char *const expiries[] = {"never", "months:1", "months:3", "quarter-end"};

/* An entry of the model that can be reversed. */
struct deed {
	int home;
	int64_t seq, points;
	int last_day;
	bool undone;
};

struct household_move {
	int from, to;
	int64_t out, in;
};

struct run {
	struct world dice;
	struct purse purse;
	struct deed deed[STEPS_OF_RUN];
	int ndeeds;
	struct household_move move[STEPS_OF_RUN];
	int nmoves;
	int64_t head[VILLAGES]; /* seq of the last entry */
	const char *expiry;
	int today;
	struct ledger *l;
	struct diag diag;
	struct job job;
	char dir[256], path[300], folder[300];
	int step;
	size_t failed;
};

static void expect(struct run *r, bool ok, const char *what)
{
	char day[11];

	if (ok || r->failed++ >= 3)
		return;
	day_text(r->today, day);
	printf("seed %llu, step %d, %s: %s (%s)\n", (unsigned long long)r->dice.seed, r->step, day, what, r->diag.last);
}

static int some(struct run *r, int sides)
{
	return (int)dice(&r->dice, (uint64_t)sides);
}

static int village_of(int home)
{
	return home >= 3;
}

static void at_home(struct run *r, int home)
{
	r->purse.home = home;
	r->purse.book = village_of(home) + 1;
}

static int64_t next_seq(struct run *r, int home)
{
	return ++r->head[village_of(home)];
}

/* The library's word for it, which prop-lots checks. */
static int last_day_of(struct run *r, int date)
{
	char deed[11], period[11], text[11];

	day_text(date, deed);
	memcpy(period, deed, sizeof period);
	period[7] = '\0';
	expiry_last_day(r->expiry, deed, period, text);
	return strcmp(text, DAY_NEVER) == 0 ? FOREVER : day_number(atoi(text), atoi(text + 5), atoi(text + 8));
}

/* What the model does: each function posts what the ledger should post. */

static void model_post(struct run *r, int home, int64_t points)
{
	struct deed *d = &r->deed[r->ndeeds++];

	*d = (struct deed){home, next_seq(r, home), points, last_day_of(r, r->today), false};
	at_home(r, home);
	if (points > 0)
		purse_earn(&r->purse, d->seq, d->last_day, points, r->today);
	else
		purse_spend(&r->purse, d->seq, d->last_day, -points, r->today);
}

/* All that is past its day, an entry for each last day and sign. */
static void model_expire(struct run *r)
{
	for (int home = 0; home < HOMES; home++)
		for (int day = day_number(2025, 1, 1); day < r->today; day++)
			for (enum state s = FREE; s <= OWED; s++) {
				at_home(r, home);
				if (purse_due(&r->purse, day, s) > 0)
					next_seq(r, home);
				purse_expire(&r->purse, day, s);
			}
}

static bool model_move(struct run *r, int from, int to)
{
	int64_t out = r->head[village_of(from)] + 1, in = r->head[village_of(to)] + (village_of(from) == village_of(to) ? 2 : 1), points;

	at_home(r, from);
	if (purse_move(&r->purse, to, village_of(to) + 1, in, r->today, &points) == 0)
		return false;
	next_seq(r, from);
	next_seq(r, to);
	r->move[r->nmoves++] = (struct household_move){from, to, out, in};
	return true;
}

/* Where a household is now that had something when its entry `since` was posted. */
static int settled_in(const struct run *r, int home, int64_t since)
{
	for (int i = 0; i < r->nmoves; i++)
		if (r->move[i].from == home && r->move[i].out > since) {
			home = r->move[i].to;
			since = r->move[i].in;
		}
	return home;
}

static bool is_owed_by(const struct token *t, int64_t by)
{
	return t->state == OWED && t->by == by;
}

static bool is_of_lot(const struct token *t, int64_t lot)
{
	return t->state == FREE && t->part == 0 && t->entry == lot;
}

static bool is_marked(const struct token *t, int64_t mark)
{
	return t->by == mark;
}

enum { MARK = 999999999, NOTHING_LIVES = FOREVER + 1 };

/* `n` tokens of the household, of one kind, go to another; those that are missing are owed. */
static void model_carry(struct run *r, int from, int to, int64_t n, bool (*wanted)(const struct token *, int64_t), int64_t what, int64_t reversed)
{
	struct purse *p = &r->purse;
	int64_t out = next_seq(r, from), in = next_seq(r, to), missing;
	bool debt = wanted == is_owed_by;
	int groups;

	at_home(r, from);
	missing = n;
	for (size_t i = 0; i < p->n && missing > 0; i++)
		if (p->token[i].home == from && wanted(&p->token[i], what) && p->token[i].by != MARK) {
			p->token[i].by = MARK;
			missing--;
		}
	/* What the giver owes instead it gives all the same. */
	for (; missing > 0; missing--) {
		purse_spend(p, out, last_day_of(r, r->today), 1, NOTHING_LIVES);
		purse_earn(p, out, last_day_of(r, r->today), 1, NOTHING_LIVES);
		p->token[p->n - 1].by = MARK;
	}
	purse_group(p, is_marked, MARK, &groups);
	for (size_t i = 0; i < p->n; i++)
		if (p->token[i].by == MARK)
			p->token[i].by = 0;
	if (!debt) {
		purse_arrive(p, to, village_of(to) + 1, in, groups, r->today);
		return;
	}
	/* The debt is paid from what is left of the reversed entry's points, not from others. */
	for (size_t i = 0; i < p->n; i++) {
		struct token *t = &p->token[i];
		if (t->group == 0)
			continue;
		t->group = 0;
		t->home = to;
		t->entry = in;
		t->part = 1;
		for (size_t k = 0; k < p->n && t->state == OWED; k++) {
			struct token *has = &p->token[k];
			if (has->home == to && has->state == FREE && has->origin == reversed && has->last_day >= r->today) {
				has->state = WITHDRAWN;
				t->state = PAID;
			}
		}
	}
}

/* What each household has of an addition: unspent, or spent before the household went where it is now. */
static void model_shares(const struct run *r, int64_t of, int64_t share[static HOMES])
{
	for (size_t i = 0; i < r->purse.n; i++) {
		const struct token *t = &r->purse.token[i];
		if (t->origin != of || t->debt)
			continue;
		if (t->state == FREE && t->last_day >= r->today)
			share[t->home]++;
		if (t->state == SPENT && t->by >= 0)
			share[settled_in(r, t->home, t->entry)]++;
	}
}

static void model_reverse_earn(struct run *r, struct deed *d)
{
	int64_t share[HOMES] = {0}, of, back, seq = next_seq(r, d->home);

	at_home(r, d->home);
	of = purse_id(&r->purse, d->seq);
	back = purse_living_part(&r->purse, d->seq, d->points, r->today);
	model_shares(r, of, share);
	at_home(r, d->home);
	purse_take_back(&r->purse, seq, of, d->last_day, back, r->today);
	for (int home = 0; home < HOMES; home++)
		if (home != d->home && share[home] > 0) {
			at_home(r, d->home);
			model_carry(r, d->home, home, share[home], is_owed_by, purse_id(&r->purse, seq), of);
		}
}

static void model_reverse_deduction(struct run *r, struct deed *d)
{
	int64_t share[HOMES] = {0}, of, seq = next_seq(r, d->home);

	at_home(r, d->home);
	of = purse_id(&r->purse, d->seq);
	for (size_t i = 0; i < r->purse.n; i++)
		if (r->purse.token[i].by == of && r->purse.token[i].debt)
			share[r->purse.token[i].home]++;
	purse_give_back(&r->purse, seq, d->seq, d->last_day, r->today + VOID_DAYS, -d->points, r->today);
	for (int home = 0; home < HOMES; home++)
		if (home != d->home && share[home] > 0)
			model_carry(r, d->home, home, share[home], is_of_lot, d->seq, 0);
}

/* The ledger's side. */

static struct household *household_of(struct run *r, int home)
{
	struct household *h = NULL;

	expect(r, roster_household(r->l, book_lookup(r->l, villages[village_of(home)]), homes[home], &h) == 0, "a household");
	return h;
}

static int post(struct run *r, int home, int64_t points)
{
	struct entry e = entry_new(KIND_ADJUST);
	struct household *h = household_of(r, home);
	char day[11];

	day_text(r->today, day);
	memcpy(e.date, day, sizeof e.date);
	memcpy(e.period, day, sizeof e.period - 1);
	e.book_id = h->book->id;
	e.score = e.points = points;
	e.actor = "prop";
	return post_entry(r->l, &(struct post){.entry = &e, .household = h});
}

static int expire(struct run *r)
{
	char until[11];
	size_t posted = 0;
	int rc = 0;

	day_text(r->today, until);
	for (int v = 0; v < VILLAGES && rc == 0; v++) {
		char quiet[DATE_SIZE] = "";
		rc = expire_book(&r->job, r->l, book_lookup(r->l, villages[v]), until, NULL, &posted, quiet);
	}
	return rc;
}

static int move(struct event_run *run, int from, int to)
{
	char a[16], b[16];

	snprintf(a, sizeof a, "%s:%s", villages[village_of(from)], homes[from]);
	snprintf(b, sizeof b, "%s:%s", villages[village_of(to)], homes[to]);
	return event_move(run, a, b);
}

static int reverse(struct run *r, struct event_run *run, const struct deed *d)
{
	struct reversal done = {.seq = 0};
	struct entry_store store;
	struct entry of;
	int rc = 70;

	if (journal_get(r->l, book_lookup(r->l, villages[village_of(d->home)])->id, d->seq, &of, &store) == 0)
		rc = event_reverse(run, &of, "", &done);
	entry_store_free(&store);
	reversal_free(&done);
	return rc;
}

static struct deed *pick(struct run *r)
{
	for (int i = 0; i < 8 && r->ndeeds > 0; i++) {
		struct deed *d = &r->deed[some(r, r->ndeeds)];
		if (!d->undone)
			return d;
	}
	return NULL;
}

static void reverse_some(struct run *r, struct event_run *run)
{
	struct deed *d = pick(r);

	if (!d)
		return;
	expect(r, reverse(r, run, d) == 0, "a reversal");
	d->undone = true;
	if (d->points > 0)
		model_reverse_earn(r, d);
	else
		model_reverse_deduction(r, d);
}

static void move_some(struct run *r, struct event_run *run)
{
	int from = some(r, HOMES), to = (from + 1 + some(r, HOMES - 1)) % HOMES, rc = move(run, from, to);

	expect(r, (rc == 0) == model_move(r, from, to), "a move");
}

static void one_step(struct run *r, struct event_run *run)
{
	int what = some(r, 100), home = some(r, HOMES), points = 1 + some(r, 12);

	if (what < 40) {
		expect(r, post(r, home, points) == 0, "an addition");
		model_post(r, home, points);
	} else if (what < 62) {
		expect(r, post(r, home, -points) == 0, "a deduction");
		model_post(r, home, -points);
	} else if (what < 77) {
		move_some(r, run);
	} else if (what < 94) {
		reverse_some(r, run);
	} else {
		expect(r, expire(r) == 0, "expiry");
		model_expire(r);
	}
}

static void set_clock(struct run *r)
{
	char now[24], day[11];

	day_text(r->today, day);
	snprintf(now, sizeof now, "%sT12:00:00", day);
	setenv("PTS_NOW", now, 1);
}

static void step(struct run *r)
{
	struct event_run run = {0};
	char *printed = NULL;
	size_t length;

	if (some(r, 3) == 0) {
		r->today += 1 + some(r, 20);
		set_clock(r);
	}
	r->job.out = open_memstream(&printed, &length);
	event_run_open(&run, &r->job, r->l);
	run.out = job_print(&r->job, journal_columns);
	expect(r, ledger_begin(r->l) == 0 && event_run_rules(&run) == 0, "a transaction");
	one_step(r, &run);
	expect(r, ledger_finish(r->l, 0, false) == 0, "a commit");
	printer_end(run.out);
	event_run_close(&run);
	fclose(r->job.out);
	free(printed);
}

static int day_of_text(const char *text)
{
	return strcmp(text, DAY_NEVER) == 0 ? FOREVER : day_number(atoi(text), atoi(text + 5), atoi(text + 8));
}

static void check_home(struct run *r, int home)
{
	struct household *h = household_of(r, home);
	struct lots lots = {0};
	int64_t free_points, owed, seen = 0;

	at_home(r, home);
	free_points = purse_count(&r->purse, FREE);
	owed = purse_count(&r->purse, OWED);
	expect(r, household_lots(r->l, h, false, &lots) == 0, "the lots");
	expect(r, h->balance == free_points - owed, "a balance");
	for (size_t i = 0; i < lots.n; i++) {
		const struct lot *l = &lots.lot[i];
		int64_t size = l->points < 0 ? -l->points : l->points;
		expect(r, purse_lot(&r->purse, l->seq, l->part, day_of_text(l->last_day), l->points < 0 ? OWED : FREE) == size, "a lot");
		seen += size;
	}
	expect(r, seen == free_points + owed, "what the lots come to");
	lots_free(&lots);
}

static void check(struct run *r)
{
	for (int v = 0; v < VILLAGES; v++) {
		struct head head;
		expect(r, journal_head(r->l, book_lookup(r->l, villages[v])->id, &head) == 0 && head.seq == r->head[v], "the number of entries");
	}
	for (int home = 0; home < HOMES && r->failed == 0; home++)
		check_home(r, home);
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

static void start(struct run *r, const char *dir)
{
	const char *folders[] = {r->folder, NULL};
	FILE *nowhere = fopen("/dev/null", "w");
	char settings[64];

	r->today = day_number(2025, 3, 1);
	r->expiry = expiries[some(r, 4)];
	snprintf(r->dir, sizeof r->dir, "%s", dir);
	snprintf(r->path, sizeof r->path, "%s/l.db", dir);
	snprintf(r->folder, sizeof r->folder, "%s/scheme", dir);
	snprintf(settings, sizeof settings, "key,value\nexpiry,%s\n", r->expiry);
	set_clock(r);
	write_file(r, "books", "book,name\nA,A\nB,B\n");
	write_file(r, "settings", settings);
	write_file(r, "households", "book,household,head\nA,a0,x\nA,a1,x\nA,a2,x\nB,b3,x\nB,b4,x\n");
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
	r->l->db->driver->script(r->l->db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE");
	expect(r, ledger_read_begin(r->l) == 0, "reading");
	for (int v = 0; v < VILLAGES; v++) {
		struct head head = {0};
		expect(r, journal_head(r->l, book_lookup(r->l, villages[v])->id, &head) == 0, "a head");
		r->head[v] = head.seq;
	}
	ledger_read_end(r->l);
}

static void finish(struct run *r)
{
	FILE *nowhere = fopen("/dev/null", "w");

	ledger_close(r->l);
	r->job.out = nowhere;
	r->diag.errors = 0;
	expect(r, job_check(&r->job) == 0, "pts-check");
	fclose(nowhere);
	purse_free(&r->purse);
}

static size_t run_seed(uint64_t seed, const char *dir)
{
	static struct run r;

	r = (struct run){.dice = {.seed = seed, .state = seed * 0x2545f4914f6cdd1d + 13}};
	start(&r, dir);
	for (r.step = 0; r.step < STEPS_OF_RUN && r.failed == 0; r.step++) {
		step(&r);
		expect(&r, ledger_read_begin(r.l) == 0, "reading");
		check(&r);
		ledger_read_end(r.l);
	}
	finish(&r);
	if (r.failed)
		printf("seed %llu failed: `prop-moves %llu` repeats it\n", (unsigned long long)seed, (unsigned long long)seed);
	return r.failed;
}

static void tidy(const char *dir)
{
	static const char *const names[] = {"l.db", "scheme/settings.csv", "scheme/books.csv", "scheme/households.csv"};
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

	snprintf(dir, sizeof dir, "%s/prop-moves.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 74;
	snprintf(scheme, sizeof scheme, "%s/scheme", dir);
	mkdir(scheme, 0700);
	for (; runs < count && failed < 3; runs++)
		failed += run_seed(seed + runs, dir) > 0;
	tidy(dir);
	printf("%llu steps of %llu pairs of villages agree, %zu failed\n", (unsigned long long)(runs * STEPS_OF_RUN),
	       (unsigned long long)runs, failed);
	return failed > 0;
}
