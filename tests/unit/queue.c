/* The write queue: in order, seen by whoever asks, all or none. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ledger/ledger.h"

#include "check.h"

SQL(TEST_PUT, "INSERT INTO notes (book, seq, salt, text) VALUES ($1, $2, $3, $4)");
SQL(TEST_COUNT, "SELECT COUNT(*), MAX(seq) FROM notes WHERE book = $1");
SQL(TEST_WALK, "SELECT seq, text FROM notes WHERE book = $1 ORDER BY seq");
SQL(TEST_OTHER, "SELECT COUNT(*) FROM stock WHERE book = $1");
SQL(TEST_CLEAR, "DELETE FROM notes WHERE book = $1");

enum { MANY = 40000 }; /* more than twice what waits at once */

static char long_text[600];

static int put(struct ledger *l, int64_t seq)
{
	char salt[24];

	snprintf(salt, sizeof salt, "%lld", (long long)seq);
	return db_later(l->db, &TEST_PUT, "iitt", (int64_t)7, seq, salt, long_text);
}

/* A count of the rows, or -1. */
static int64_t count(struct ledger *l, const struct sql *sql)
{
	bool alone = !l->db->in_transaction;
	int64_t n = -1;
	int rc = alone ? db_begin(l->db, false) : 0;

	if (rc == 0)
		rc = ledger_int(l, &n, sql, "i", (int64_t)7);
	if (alone)
		db_rollback(l->db);
	return rc ? -1 : n;
}

static void in_order(struct ledger *l)
{
	size_t wrong = 0;

	CHECK_INT(db_begin(l->db, true), 0);
	for (int64_t i = 1; i <= MANY; i++) {
		wrong += put(l, i) != 0;
		if (i % 1000 == 0)
			wrong += count(l, &TEST_OTHER) != 0;
		if (i % 5000 == 0)
			wrong += count(l, &TEST_COUNT) != i;
	}
	CHECK_INT(wrong, 0);
	CHECK_INT(db_commit(l->db, NULL), 0);
	CHECK_INT(count(l, &TEST_COUNT), MANY);
}

/* A query is open while more is put than can wait; the rows of both come out whole. */
static void below_a_query(struct ledger *l)
{
	size_t rows = 0, wrong = 0;
	struct rows r;

	CHECK_INT(db_begin(l->db, true), 0);
	db_query(l->db, &r, &TEST_WALK, "i", (int64_t)7);
	while (rows < MANY && db_next(&r)) {
		rows++;
		wrong += db_int(&r, 0) != (int64_t)rows || strcmp(db_text(&r, 1), long_text) != 0;
		wrong += db_later(l->db, &TEST_PUT, "iitt", (int64_t)8, (int64_t)rows, "", long_text) != 0;
		if (rows % 4000 == 0)
			wrong += count(l, &TEST_COUNT) != MANY;
	}
	CHECK_INT(db_end(&r), 0);
	CHECK_INT(rows, MANY);
	CHECK_INT(wrong, 0);
	db_rollback(l->db);
	CHECK_INT(count(l, &TEST_COUNT), MANY);
}

/* What fails stops what comes after it, and the transaction; the next one begins anew. */
static void failure(struct ledger *l)
{
	int64_t changes = 0;
	int rc = 0;

	CHECK_INT(db_begin(l->db, true), 0);
	CHECK_INT(put(l, MANY), 0); /* is there already */
	CHECK_INT(put(l, MANY + 1), 0);
	CHECK(db_catch_up(l->db) != 0);
	CHECK_INT(l->db->error, DB_DUPLICATE);
	CHECK_INT(count(l, &TEST_OTHER), -1);
	CHECK(db_commit(l->db, NULL) != 0);
	db_rollback(l->db);
	CHECK_INT(count(l, &TEST_COUNT), MANY);

	CHECK_INT(db_begin(l->db, true), 0);
	for (int64_t i = 1; rc == 0 && i <= 4 * MANY; i++)
		rc = put(l, i == 1 ? MANY : MANY + i);
	CHECK(rc != 0); /* the thread told while rows were being put */
	db_rollback(l->db);

	CHECK_INT(db_begin(l->db, true), 0);
	CHECK_INT(put(l, MANY + 1), 0);
	CHECK_INT(db_run(l->db, &TEST_CLEAR, &changes, "i", (int64_t)7), 0);
	CHECK_INT(changes, MANY + 1);
	CHECK_INT(db_commit(l->db, NULL), 0);
	CHECK_INT(count(l, &TEST_COUNT), 0);
}

int main(void)
{
	char dir[] = "/tmp/pts-queue-XXXXXX", path[64];
	struct diag d = {0};
	struct ledger *l;

	memset(long_text, 'x', sizeof long_text - 1);
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/l.db", dir);
	CHECK_INT(ledger_open(&l, path, LEDGER_CREATE, &d), 0);
	if (l) {
		in_order(l);
		below_a_query(l);
		failure(l);
	}
	ledger_close(l);
	unlink(path);
	rmdir(dir);
	return check_end();
}
