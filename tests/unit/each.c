/* Walks of whole rows: every row and cell once, stopped when asked, and odd cells said. */
#include <string.h>

#include "ledger/ledger.h"

#include "check.h"

SQL(TEST_PUT, "INSERT INTO notes (book, seq, salt, text) VALUES ($1, $2, 'salt', $3)");
SQL(TEST_EACH, "SELECT seq, text FROM notes WHERE book = $1 AND seq >= $2 ORDER BY seq");
SQL(TEST_NEWEST, "SELECT MAX(seq), COUNT(*) FROM notes WHERE book = $1");
SQL(TEST_BEFORE, "SELECT COUNT(*) FROM notes WHERE book = $1 AND seq < $2");

enum { BOOK = 7, ROWS = 100, STOPPED = 42 };

struct walk {
	struct ledger *l;
	int64_t stop_at; /* 0: not at all */
	int64_t rows, last, wrong, odd;
};

static void fill(struct ledger *l)
{
	char text[32];

	CHECK_INT(db_begin(l->db, true), 0);
	for (int64_t i = 1; i <= ROWS; i++) {
		snprintf(text, sizeof text, "text %lld", (long long)i);
		CHECK_INT(db_run(l->db, &TEST_PUT, NULL, "iit", (int64_t)BOOK, i, text), 0);
	}
	CHECK_INT(db_commit(l->db, NULL), 0);
}

/* Asks something of the same connection for each row, as checks do. */
static int take(void *ctx, const union db_cell *cells, bool fits)
{
	struct walk *w = ctx;
	char text[24];
	struct rows r;

	snprintf(text, sizeof text, "text %lld", (long long)cells[0].i);
	w->wrong += cells[0].i != w->last + 1 || strcmp(cells[1].t, text) != 0;
	w->wrong += !db_one(w->l->db, &r, &TEST_BEFORE, "ii", (int64_t)BOOK, cells[0].i) || db_int(&r, 0) != cells[0].i - 1;
	db_end(&r);
	w->last = cells[0].i;
	w->rows++;
	w->odd += !fits;
	return w->last == w->stop_at ? STOPPED : 0;
}

static void every_row(struct ledger *l)
{
	struct walk all = {.l = l}, from = {.l = l, .last = 89}, some = {.l = l, .stop_at = 10}, none = {.l = l};

	CHECK_INT(db_each(l->db, &TEST_EACH, "nt", take, &all, "ii", (int64_t)BOOK, (int64_t)1), 0);
	CHECK_INT(all.rows, ROWS);
	CHECK_INT(all.wrong + all.odd, 0);
	CHECK_INT(db_each(l->db, &TEST_EACH, "nt", take, &from, "ii", (int64_t)BOOK, (int64_t)90), 0);
	CHECK_INT(from.rows, 11);
	CHECK_INT(from.wrong, 0);
	CHECK_INT(db_each(l->db, &TEST_EACH, "nt", take, &some, "ii", (int64_t)BOOK, (int64_t)1), STOPPED);
	CHECK_INT(some.rows, 10);
	CHECK_INT(db_each(l->db, &TEST_EACH, "nt", take, &none, "ii", (int64_t)BOOK + 1, (int64_t)1), 0);
	CHECK_INT(none.rows, 0);
}

struct cells {
	bool fits;
	union db_cell cell[2];
};

static int keep(void *ctx, const union db_cell *cells, bool fits)
{
	struct cells *k = ctx;

	*k = (struct cells){fits, {cells[0], cells[1]}};
	return 0;
}

static void cells_of_other_types(struct ledger *l)
{
	struct cells k;

	CHECK_INT(db_each(l->db, &TEST_NEWEST, "nn", keep, &k, "i", (int64_t)BOOK), 0);
	CHECK(k.fits && k.cell[0].i == ROWS && k.cell[1].i == ROWS);
	CHECK_INT(db_each(l->db, &TEST_NEWEST, "in", keep, &k, "i", (int64_t)BOOK + 1), 0);
	CHECK(k.fits && k.cell[0].i == BLANK && k.cell[1].i == 0);
	CHECK_INT(db_each(l->db, &TEST_NEWEST, "nn", keep, &k, "i", (int64_t)BOOK + 1), 0);
	CHECK(!k.fits && k.cell[0].i == BLANK);
	CHECK_INT(db_each(l->db, &TEST_NEWEST, "ti", keep, &k, "i", (int64_t)BOOK + 1), 0);
	CHECK(!k.fits && strcmp(k.cell[0].t, "") == 0);
	CHECK_INT(db_each(l->db, &TEST_EACH, "ii", keep, &k, "ii", (int64_t)BOOK, (int64_t)ROWS), 0);
	CHECK(!k.fits && k.cell[0].i == ROWS);
}

int main(void)
{
	struct diag d = {0};
	struct ledger *l;

	CHECK_INT(ledger_open(&l, "each", LEDGER_MEMORY, &d), 0);
	if (l) {
		fill(l);
		every_row(l);
		cells_of_other_types(l);
	}
	ledger_close(l);
	return check_end();
}
