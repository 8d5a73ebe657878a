/*
 * What orders, deliveries and events share: a household, a date, a month, an id.
 */
#ifndef PTS_JOB_INTAKE_DOCUMENT_H
#define PTS_JOB_INTAKE_DOCUMENT_H

#include "domain/ids.h"
#include "job/intake/batch.h"
#include "ledger/journal/journal.h"

/* Finds a household by code in the book named (column, else -b, else the only book that has the code). */
int document_household(struct job *job, struct ledger *l, const char *book, const char *code, struct household **out);

/* The book of a document that has no household: named, else that of -b, else the only one; goods and money must not land in the wrong village. */
int document_book(struct job *job, struct ledger *l, const char *name, const struct book **out);

/* The day of a document: blank is today; EX_DATAERR for no day or one after today. `date` gets it normalised. */
int document_date(struct ledger *l, const char *text, day_t *day, char date[static DATE_SIZE]);

/* The month it counts in: that of its date; EX_REFUSED with a hint to --late when that is closed and `late` is not set. */
int document_month(struct ledger *l, int64_t book, day_t day, bool late, char month[static MONTH_SIZE]);

/* A quantity of whole pieces above 0; blank is 1. */
int document_pieces(struct ledger *l, const char *text, int64_t *out);

/*
 * EX_DATAERR for a quantity above the setting max_quantity of the book, or points (BLANK: none) that are more, in whatever
 * direction, than max_points: a slip, such as a date or a telephone number in the wrong column.
 */
int document_bounds(struct ledger *l, const struct book *book, int64_t quantity, int64_t points);

/* The id of a document: as given, derived from its content with an ordinal among its equals of the file, or random. */
struct document_id {
	char text[128];
	enum id_kind kind;
	struct id key;
};

/*
 * `given` "" derives it from `who` and `how_much` and counts equals in `ordinals`; with ordinals NULL a random one is made. Kinds are those for a
 * derived and a given id.
 */
int document_id(struct ledger *l, const char *given, day_t day, const char *who, const char *how_much, struct map *ordinals, enum id_kind derived,
		enum id_kind as_given, struct document_id *out);

/* Looks the id up: *e is its entry, with its texts in *store, to be freed; unless *known it is new, and id->key is where to add it. */
int document_known(struct ledger *l, int64_t book, struct document_id *id, struct entry *e, struct entry_store *store, bool *known);

#endif
