/*
 * Which points are released (setting spendable): those of open months cannot be spent with `closed`, those that no
 * notice has shown cannot with `noticed`.
 */
#ifndef PTS_LEDGER_POINTS_RELEASE_H
#define PTS_LEDGER_POINTS_RELEASE_H

#include "domain/entry.h"
#include "domain/lots.h"
#include "ledger/core/core.h"

/*
 * Marks the lots of a household (its number inside) that were held back when the book's entry `seq` (INT64_MAX: now)
 * was posted on the civil day `day`, under the setting of that time. With `closed` those whose entry counts in a month
 * that no earlier entry closed; with `noticed` those that no earlier notice released, or whose days for objections are
 * not over. Points that moved inside the book are released as where they were earned; those that came from another book
 * stay released if they were when they left, else they count in the month of the transfer.
 */
int release_mark(struct ledger *l, const struct book *book, int64_t household, int64_t seq, const char *day, struct lots *lots);

/*
 * Why points are held back today, for people: what counts in months that are not closed, or was in no notice yet
 * (`waiting`), and what a notice shows whose days for objections run (`running`), with the day on which the first of it
 * is free ("" none). Dead lots are in neither.
 */
struct held_points {
	int64_t waiting;
	int64_t running;
	char free_from[DATE_SIZE];
};
int release_explain(struct ledger *l, const struct book *book, int64_t household, const char *day, const struct lots *lots,
		    struct held_points *out);

#endif
