/*
 * The fixed words of sheets: built-in ones in Chinese and English, replaced by the settings of the scheme, and these by
 * a template file (pts-notice(1)).
 */
#ifndef PTS_JOB_SHEET_TEXTS_H
#define PTS_JOB_SHEET_TEXTS_H

#include <stdbool.h>

#include "base/diag.h"
#include "ledger/ledger.h"

/* Each has a key by which a template replaces it; sheet_texts.c has the keys and the built-in words. */
enum sheet_text {
	SHEET_HEAD, /* a line above the title, such as the name of the scheme; blank: none */
	SHEET_FOOT, /* a line at the end; blank: none */
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
	SHEET_DISPUTED,	 /* the mark beside a row */
	SHEET_OBJECTION, /* how to object */
	SHEET_CONTACT,
	SHEET_VERIFY, /* how to compare paper and ledger */
	SHEET_VERIFY_TEXT, /* the same where there is no QR code */
	SHEET_QR,     /* the same inside the QR code: short */
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
	bool zh; /* column names and code words in Chinese, else in English */
	char *mask; /* how the scheme masks names */
	char *text[SHEET_TEXTS];
};

/* The built-in words of `zh` or anything else (English). Ends with sheet_texts_free(). */
void sheet_texts_defaults(struct sheet_texts *t, const char *lang);

/* The key of a text, as in a template and in a stored record. */
const char *sheet_text_key(enum sheet_text text);

/* Replaces one text, whatever is in it; false when no text has that key. */
bool sheet_texts_set(struct sheet_texts *t, const char *key, const char *value);

/*
 * The first `{…}` in a text that is no placeholder, as a copy for the caller; NULL: there is none. {page} and
 * {pages} are known in the text `page` only.
 */
char *sheet_unknown_placeholder(const char *text, bool page);

void sheet_texts_free(struct sheet_texts *t);

/*
 * The texts of the scheme in force for the book (NULL: of no single book), without a ledger (l NULL) the built-in
 * ones; then those of `template` (a file; NULL: the one that the setting `template` names, if any). EX_NOINPUT
 * when it cannot be read, EX_DATAERR for each of its lines with an unknown key or placeholder. Ends with
 * sheet_texts_free() in both cases.
 */
int sheet_texts_from_ledger(struct sheet_texts *t, const struct ledger *l, const char *book, const char *template,
			    struct diag *d);

/* Reads a template into t: lines `key: text`, `#` begins a comment. */
int sheet_template_read(struct sheet_texts *t, const char *path, struct diag *d);

#endif
