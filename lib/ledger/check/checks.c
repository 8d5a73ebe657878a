#include "ledger/check/checks.h"

#include <stdio.h>

SQL(CHECK_ROSTER, "SELECT household, code FROM households WHERE book = $1 ORDER BY household");
SQL(CHECK_ACCOUNTS, "SELECT household, balance, last, lots_upto FROM accounts WHERE book = $1 ORDER BY household");
SQL(CHECK_SUMS, "SELECT period, household, events, earned, deducted, points, redeemed, expired, other, balance FROM sums "
		"WHERE book = $1 ORDER BY period, household");
SQL(CHECK_MONTHS, "SELECT period, first, last, binding, closed FROM months WHERE book = $1 ORDER BY period");
SQL(CHECK_STOCK, "SELECT shop, item, quantity, held, value FROM stock WHERE book = $1 ORDER BY shop, item");
SQL(CHECK_ALLOTMENTS, "SELECT seq, lot, part, last_day, points FROM allotments WHERE book = $1 ORDER BY seq, lot, part, last_day");
SQL(CHECK_IDS, "SELECT kind, a, b, seq, run FROM ids WHERE book = $1 ORDER BY run, kind, a, b");
SQL(CHECK_NOTES, "SELECT seq, salt, text FROM notes WHERE book = $1 ORDER BY seq");
SQL(CHECK_CORRECTIONS,
    "SELECT seq, by_book, by_seq, kind FROM corrections WHERE book = $1 ORDER BY seq, by_book, by_seq");
SQL(CHECK_REDEMPTIONS, "SELECT receipt, seq, state, household, date, item, quantity, shop_book, shop_seq FROM redemptions WHERE book = $1 "
		       "ORDER BY receipt");
SQL(CHECK_RESERVATIONS, "SELECT receipt, state, date FROM reservations WHERE book = $1 ORDER BY receipt");
SQL(CHECK_HELD, "SELECT shop, item, CAST(SUM(quantity) AS BIGINT) FROM reservations WHERE shop_book = $1 AND state = 'reserved' AND own = 1 GROUP BY shop, item "
		"ORDER BY shop, item");
SQL(CHECK_COUPONS, "SELECT seq, state, use_book, use_seq FROM coupons WHERE book = $1 ORDER BY seq, code");
SQL(CHECK_COUPONS_USED, "SELECT COUNT(*) FROM coupons WHERE use_book = $1 /* scan: pts-check alone asks */");
SQL(CHECK_COUNTERS, "SELECT kind, year, n FROM counters WHERE book = $1 ORDER BY kind, year");
SQL(CHECK_VETOES, "SELECT seq, household, lifted, date, until FROM vetoes WHERE book = $1 ORDER BY seq");
SQL(CHECK_SETTINGS_PAST, "SELECT key, seq, value FROM settings_past WHERE book = $1 ORDER BY seq, key");
SQL(CHECK_DISPUTES, "SELECT dispute, seq, notice, notice_seq, household, entry, late, state, outcome, correction FROM disputes "
		    "WHERE book = $1 ORDER BY seq");
SQL(CHECK_RELEASES, "SELECT household, seq, entry, first_month, last_month, until FROM notice_releases WHERE book = $1 "
		    "ORDER BY household, seq, entry");
SQL(CHECK_STOCK_COSTS, "SELECT seq, cost FROM stock_costs WHERE book = $1 ORDER BY seq");
SQL(CHECK_FUNDS, "SELECT account, received, paid, goods FROM funds WHERE book = $1 ORDER BY account");
SQL(CHECK_PAYABLES, "SELECT seq, shop, period, bill, corrects FROM payables WHERE book = $1 ORDER BY seq");
SQL(CHECK_BILLS, "SELECT bill, seq, shop, period, owed, paid FROM bills WHERE book = $1 ORDER BY seq");
SQL(CHECK_LOTS, "SELECT seq, part, last_day, points FROM lots WHERE book = $1 AND household = $2 ORDER BY last_day, seq, part");
SQL(CHECK_LOTS_COUNT, "SELECT COUNT(*) FROM lots WHERE book = $1");
SQL(CHECK_ENTRY, "SELECT kind, points FROM journal WHERE book = $1 AND seq = $2");
SQL(CHECK_CORRECTION, "SELECT 1 FROM corrections WHERE book = $1 AND seq = $2 AND by_book = $3 AND by_seq = $4 AND kind = $5");
SQL(COUNT_JOURNAL, "SELECT COUNT(*) FROM journal /* scan: of pages, not of rows */");
SQL(COUNT_IDS, "SELECT COUNT(*) FROM ids /* scan: of pages, not of rows */");
SQL(COUNT_SUMS, "SELECT COUNT(*) FROM sums /* scan: of pages, not of rows */");
SQL(COUNT_NOTES, "SELECT COUNT(*) FROM notes /* scan: of pages, not of rows */");
SQL(CHECK_STRAY,
    "SELECT book FROM heads WHERE book NOT IN (SELECT book FROM books) LIMIT 1 /* scan: a row for each book */");

static const struct sql *const tables_checked[] = {
	[CHECKED_ROSTER] = &CHECK_ROSTER,
	[CHECKED_ACCOUNTS] = &CHECK_ACCOUNTS,
	[CHECKED_SUMS] = &CHECK_SUMS,
	[CHECKED_MONTHS] = &CHECK_MONTHS,
	[CHECKED_STOCK] = &CHECK_STOCK,
	[CHECKED_ALLOTMENTS] = &CHECK_ALLOTMENTS,
	[CHECKED_IDS] = &CHECK_IDS,
	[CHECKED_NOTES] = &CHECK_NOTES,
	[CHECKED_CORRECTIONS] = &CHECK_CORRECTIONS,
	[CHECKED_REDEMPTIONS] = &CHECK_REDEMPTIONS,
	[CHECKED_RESERVATIONS] = &CHECK_RESERVATIONS,
	[CHECKED_HELD] = &CHECK_HELD,
	[CHECKED_COUPONS] = &CHECK_COUPONS,
	[CHECKED_COUNTERS] = &CHECK_COUNTERS,
	[CHECKED_VETOES] = &CHECK_VETOES,
	[CHECKED_SETTINGS_PAST] = &CHECK_SETTINGS_PAST,
	[CHECKED_DISPUTES] = &CHECK_DISPUTES,
	[CHECKED_RELEASES] = &CHECK_RELEASES,
	[CHECKED_STOCK_COSTS] = &CHECK_STOCK_COSTS,
	[CHECKED_FUNDS] = &CHECK_FUNDS,
	[CHECKED_PAYABLES] = &CHECK_PAYABLES,
	[CHECKED_BILLS] = &CHECK_BILLS,
};

void checks_walk(struct ledger *l, enum checked what, const struct book *book, struct rows *r)
{
	db_query(l->db, r, tables_checked[what], "i", book->id);
}

void checks_lots(struct ledger *l, const struct book *book, int64_t household, struct rows *r)
{
	db_query(l->db, r, &CHECK_LOTS, "ii", book->id, household);
}

int checks_coupons_used(struct ledger *l, const struct book *book, int64_t *n)
{
	return ledger_int(l, n, &CHECK_COUPONS_USED, "i", book->id);
}

int checks_lots_count(struct ledger *l, const struct book *book, int64_t *n)
{
	return ledger_int(l, n, &CHECK_LOTS_COUNT, "i", book->id);
}

int checks_entry(struct ledger *l, int64_t book, int64_t seq, char kind[static 16], int64_t *points)
{
	struct rows r;
	bool found = db_one(l->db, &r, &CHECK_ENTRY, "ii", book, seq);

	snprintf(kind, 16, "%s", found ? db_text(&r, 0) : "");
	*points = found ? db_int(&r, 1) : 0;
	return db_end(&r);
}

int checks_correction(struct ledger *l, int64_t book, int64_t seq, const struct entry *by, bool *known)
{
	return ledger_has(l, known, &CHECK_CORRECTION, "iiiit", book, seq, by->book_id, by->seq, kind_name(by->kind));
}

int checks_stray_book(struct ledger *l, int64_t *book)
{
	return ledger_int(l, book, &CHECK_STRAY, "");
}

int checks_count(struct ledger *l, enum checks_read table, int64_t *n)
{
	static const struct sql *const counts[READ_TABLES] = {&COUNT_JOURNAL, &COUNT_IDS, &COUNT_SUMS, &COUNT_NOTES};

	return ledger_int(l, n, counts[table], "");
}

bool checks_sound_but_read(struct ledger *l)
{
	static const char *const names[READ_TABLES + 1] = {"journal", "ids", "sums", "notes", NULL};

	return l->db->driver->sound_but(l->db, names);
}
