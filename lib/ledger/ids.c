#include "ledger/ids.h"

SQL(ID_FIND, "SELECT seq FROM ids WHERE book = $1 AND kind = $2 AND a = $3 AND b = $4");
SQL(ID_OTHERS, "SELECT b, seq FROM ids WHERE book = $1 AND kind = $2 AND a = $3 ORDER BY b");
SQL(ID_ADD, "INSERT INTO ids (book, kind, a, b, seq) VALUES ($1, $2, $3, $4, $5)");

int64_t ids_find(struct ledger *l, int64_t book, enum id_kind kind, struct id id)
{
	struct rows r;
	int64_t seq = 0;
	int got = db_one(l->db, &r, &ID_FIND, "iiii", book, (int64_t)kind, id.a, id.b);

	if (got < 0) {
		ledger_fault(l);
		return -1;
	}
	if (got == 1) {
		seq = db_int(&r, 0);
		db_end(&r);
	}
	return seq;
}

int ids_others(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int (*f)(void *ctx, int64_t seq), void *ctx)
{
	struct rows r;
	int got = -1, rc = 0;

	if (db_query(l->db, &r, &ID_OTHERS, "iii", book, (int64_t)kind, id.a) == 0)
		while (rc == 0 && (got = db_next(&r)) == 1)
			if (!id_same_content(db_int(&r, 0), id.b))
				rc = f(ctx, db_int(&r, 1));
	db_end(&r);
	if (got < 0) {
		ledger_fault(l);
		return -1;
	}
	return rc;
}

int ids_add(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t seq)
{
	return db_run(l->db, &ID_ADD, NULL, "iiiii", book, (int64_t)kind, id.a, id.b, seq) ? ledger_fault(l) : 0;
}
