/*
 * The tables that people keep as CSV: the scheme (settings, categories, rules, … grades), the books and the roster,
 * described as data.
 *
 * In memory every cell is its canonical text, exactly as pts-list prints it: a book by its code, an amount with two
 * decimals, a date as 2025-07-16. What the database holds instead (numbers of books and households, hundredths) is
 * worked out here and nowhere else. A further table, or a further column, is a few lines in tables.c and in schema.sql.
 */
#ifndef PTS_LEDGER_SCHEME_TABLES_H
#define PTS_LEDGER_SCHEME_TABLES_H

#include "base/dec.h"
#include "ledger/core/core.h"

enum field_type {
	FIELD_BOOK,      /* code or exact name of a book; blank: every book, where the table allows it */
	FIELD_PARENT,    /* likewise, of a book that may come later in the same load; blank: none */
	FIELD_HOUSEHOLD, /* code of a household of the row's book */
	FIELD_CODE,
	FIELD_CODES, /* several codes, blank-separated, sorted, each once */
	FIELD_TEXT,
	FIELD_WORD,   /* one of `words` */
	FIELD_ROLES,  /* several of `words`, blank-separated in their order */
	FIELD_AMOUNT, /* hundredths of a point, of a deed, or of a yuan; not negative */
	FIELD_SIGNED, /* the same, of either sign */
	FIELD_COUNT,  /* a whole number from 1 */
	FIELD_DATE,
	FIELD_BORN /* a year or a date, from 1901 */
};

enum field_flags {
	FIELD_KEY = 1,   /* part of what tells rows apart */
	FIELD_NEEDED = 2, /* never blank */
	FIELD_CHAINED = 4 /* of the roster and the books: figures depend on it, so that a change of it is an entry */
};

struct field {
	const char *name; /* of the CSV column */
	enum field_type type;
	unsigned flags;
	const char *words;    /* `canonical=alias=alias|canonical…` */
	const char *fallback; /* what a blank means; NULL: blank */
	const char *column;   /* of the database; NULL: as `name` */
};

enum { TABLE_FIELDS = 24 };

struct table {
	const char *name;
	bool scheme;        /* a blank book is every book, and a change of any column is an entry in the journal */
	const char *serial; /* number given to new rows inside, NULL: none */
	const char *vanish; /* a row whose column of this name is blank is taken away, NULL: none is */
	const struct field *fields;
	size_t n;
};

/* In the order in which they must be loaded; ends with a NULL name. */
extern const struct table tables[];

/* NULL when there is no such table. */
const struct table *table_find(const char *name);

/* Index of a column, -1: none. */
int table_field(const struct table *t, const char *name);

/* A canonical cell as an amount in hundredths, BLANK when it is blank or no amount. */
int64_t table_amount(const char *cell);

/*
 * The canonical text of what somebody typed (a blank gives the default); owned by the caller, NULL when it was bad and
 * has been reported.
 */
char *field_read(struct ledger *l, const struct field *f, const char *typed);

/* A row as it stands in the ledger. Cells are valid until the next step or the end. */
struct table_row {
	struct ledger *l;
	const struct table *table;
	struct rows rows;
	const char *cell[TABLE_FIELDS];
	char digits[TABLE_FIELDS][DEC_SIZE];
};

/* Rows of a book in order of their key (0: those of every book; for the table books itself all). As with db_query, what
 * fails is kept in row->rows.rc and returned by table_end. */
void table_walk(struct ledger *l, const struct table *t, int64_t book, struct table_row *row);
bool table_next(struct table_row *row);
int table_end(struct table_row *row);

/* The row with the key in `cells`: table_walk and table_next in one. */
bool table_get(struct ledger *l, const struct table *t, const char *const *cells, struct table_row *row);

/* Every row, for checks that need the whole table: books first by 0, then by code. f returns 0 to go on. */
int table_each(struct ledger *l, const struct table *t, int (*f)(void *ctx, int64_t book, const char *const *cells),
	       void *ctx);

/* Writes or replaces a row; takes it away. */
int table_put(struct ledger *l, const struct table *t, const char *const *cells);
int table_remove(struct ledger *l, const struct table *t, const char *const *cells);

#endif
