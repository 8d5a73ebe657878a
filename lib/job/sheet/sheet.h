/*
 * The sheet: what a stream becomes before it hangs on a wall.
 *
 * A sheet holds only text, as it is to be shown, stored and hashed: names already masked, figures as in CSV. The
 * renderers know nothing else, so that a sheet read back from where it was stored looks the same again, byte for byte.
 */
#ifndef PTS_JOB_SHEET_SHEET_H
#define PTS_JOB_SHEET_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "ledger/ledger.h"
#include "stream/column.h"
#include "stream/rows.h"

/* What a sheet is about (the words of --kind, in this order). */
enum sheet_kind {
	SHEET_SCORES,
	SHEET_RANKING,
	SHEET_DEDUCTIONS,
	SHEET_REDEMPTIONS,
	SHEET_HONORS,
	SHEET_OUTCOMES,
	SHEET_FUND,
	SHEET_STOCK,
	SHEET_OTHER /* a stream that is none of them; can be drafted, not issued */
};

const char *sheet_kind_name(enum sheet_kind kind);

/* False for a word that --kind does not take (`other` is none). */
bool sheet_kind_parse(const char *word, enum sheet_kind *out);

/*
 * The fixed words of sheets: built-in ones in Chinese and English, replaced by the settings of the scheme, and these by
 * a template file (pts-notice(1)).
 *
 * Each has a key by which a template replaces it; texts.c has the keys and the built-in words.
 */
enum sheet_text {
	SHEET_HEAD,  /* a line above the title, such as the name of the scheme; blank: none */
	SHEET_FOOT,  /* a line at the end; blank: none */
	SHEET_TITLE, /* replaces the titles below */
	SHEET_TITLE_SCORES,
	SHEET_TITLE_RANKING,
	SHEET_TITLE_DEDUCTIONS,
	SHEET_TITLE_REDEMPTIONS,
	SHEET_TITLE_HONORS,
	SHEET_TITLE_OUTCOMES,
	SHEET_TITLE_FUND,
	SHEET_TITLE_STOCK,
	SHEET_TITLE_OTHER,
	SHEET_DRAFT,
	SHEET_DRAFT_NOTE,
	SHEET_NUMBER, /* labels of the lines of an issued sheet */
	SHEET_ISSUED,
	SHEET_UNTIL,
	SHEET_CORRECTS,
	SHEET_DIGEST,
	SHEET_ENTRY,
	SHEET_HOUSEHOLDS,
	SHEET_TOTAL,
	SHEET_EMPTY,
	SHEET_DISPUTED,  /* the mark beside a row */
	SHEET_OBJECTION, /* how to object */
	SHEET_CONTACT,
	SHEET_VERIFY,      /* how to compare paper and ledger */
	SHEET_VERIFY_TEXT, /* the same where there is no QR code */
	SHEET_QR,          /* the same inside the QR code: short */
	SHEET_SEAL,
	SHEET_DATE,
	SHEET_PAGE, /* with {page} and {pages} */
	SHEET_COLON,
	/* what the ledger knows; only placeholders, no keys of a template */
	SHEET_PLACE, /* the name of the village; blank when unknown */
	SHEET_SCHEME,
	SHEET_PERSON, /* settings contact and phone */
	SHEET_PHONE,
	SHEET_TEXTS
};

struct sheet_texts {
	bool zh;    /* column names and code words in Chinese, else in English */
	char *mask; /* how the scheme masks names */
	char *text[SHEET_TEXTS];
};

/* The built-in words of `zh` or anything else (English). Ends with sheet_texts_free(). */
void sheet_texts_defaults(struct sheet_texts *t, const char *lang);

/* The key of a text, as in a template and in a stored record. */
const char *sheet_text_key(enum sheet_text text);

/* Replaces one text, whatever is in it; false when no text has that key. */
bool sheet_texts_set(struct sheet_texts *t, const char *key, const char *value);

void sheet_texts_free(struct sheet_texts *t);

/*
 * The texts of the scheme in force for the book (NULL: of no single book), without a ledger (l NULL) the built-in
 * ones; then those of `template` (a file; NULL: the one that the setting `template` names, if any). EX_NOINPUT
 * when it cannot be read, EX_DATAERR for each of its lines with an unknown key or placeholder. Ends with
 * sheet_texts_free() in both cases.
 */
int sheet_texts_from_ledger(struct sheet_texts *t, const struct ledger *l, const char *book, const char *template,
			    struct diag *d);

/* A line above the table. */
struct sheet_line {
	char *name; /* of the stream's column; "" for the count of households */
	char *cell; /* as in the stream */
	char *label;
	char *value; /* as shown */
};

struct sheet_column {
	char *name;  /* of the stream */
	char *label; /* as shown */
	enum cell_kind kind;
	bool summed;
	int64_t total; /* hundredths */
};

/*
 * What makes a sheet an issued one and lets anybody prove it. Without a number the sheet is a draft: it is marked so
 * and shows none of the others. Texts are owned by the sheet; NULL or "" where there is none.
 */
struct sheet_proof {
	char *number;   /* LX-2025-03 */
	char *digest;   /* of the record, 64 hex digits */
	char *entry;    /* hash of the notice entry, 64 hex digits */
	char *issued;   /* day, YYYY-MM-DD */
	char *until;    /* last day for objections, YYYY-MM-DD */
	char *term;     /* how it was found: `7 calendar`, `5 working` */
	char *corrects; /* number of the notice that this one replaces */
};

struct sheet {
	struct sheet_texts texts;
	enum sheet_kind kind;
	char *title;  /* with placeholders, see sheet_words() */
	char *book;   /* code; "" when the sheet is of several or none */
	char *period; /* as in the stream; "" when the sheet has several or none */
	char *split;  /* the column each value of which is a sheet of its own, its rows together; NULL: none */
	struct sheet_line *head;
	size_t nhead;
	struct sheet_column *columns;
	size_t ncolumns;
	char **cells; /* nrows × ncolumns */
	size_t nrows;
	struct sheet_proof proof;
};

struct sheet_spec {
	const char *title;           /* NULL: by the texts and the kind */
	const char *mask;            /* name, surname, code or none; NULL: as the scheme says */
	const char *split;           /* column; NULL: none. Ignored when the stream has it not */
	const enum sheet_kind *kind; /* NULL: sheet_recognise() */
	const char *book;            /* of rows that do not say; NULL: none */
	const struct ledger *ledger; /* for the names of villages; NULL: their codes */
	/*
	 * BOOK:HOUSEHOLD of those whose figures are disputed and #BOOK:SEQ of contested entries, for a mark
	 * beside them; NULL: none
	 */
	const struct map *disputed;
};

/* What rows first..last-1 of a stream with these column names are about. A ranking is recognised as scores. */
enum sheet_kind sheet_recognise(const struct rowset *rows, size_t first, size_t last, const char *const *names);

/*
 * Fills a sheet, a draft, with the rows first..last-1 of a stream with these column names; takes over `texts`. What is
 * the same in all rows goes into the head, what is personal is left out, names are masked, amounts summed. 0, or
 * EX_DATAERR when a sum does not fit or the title has an unknown placeholder. Ends with sheet_free() in both cases.
 */
int sheet_build(struct sheet *s, struct sheet_texts *texts, const struct sheet_spec *spec, const struct rowset *rows,
		size_t first, size_t last, const char *const *names, struct diag *d);

/* Works out the totals from the cells, as for a sheet read back; false when a sum does not fit. */
bool sheet_add_up(struct sheet *s);

void sheet_free(struct sheet *s);

/* True for a column whose cells are added up, so that every cell must be an amount. */
bool sheet_sums(const char *column);

/* One of its fixed texts, placeholders replaced by what this sheet says for them. Holds until the next use of `b`. */
const char *sheet_text(const struct sheet *s, enum sheet_text text, struct buf *b);

/* One document of all sheets; `format` is text, html, wechat or csv. */
void sheet_print(FILE *f, const char *format, const struct sheet *sheets, size_t n);

#endif
