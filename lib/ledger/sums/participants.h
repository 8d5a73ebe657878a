/*
 * How everybody stands over a period: what honours, grades and what-if look at.
 *
 * Sums are by the date of the deed, so that later corrections count (semantics, section 4). Hours are what was granted
 * of the quantity of events whose rule has the unit 小时 or hour: of an event cut by a cap the same share as of its
 * score.
 */
#ifndef PTS_LEDGER_SUMS_PARTICIPANTS_H
#define PTS_LEDGER_SUMS_PARTICIPANTS_H

#include "domain/period.h"
#include "ledger/roster/snapshot.h"
#include "ledger/scheme/scheme.h"

enum standing_level { STANDING_HOUSEHOLD, STANDING_MEMBER, STANDING_BOOK };

/* `household`, `member` or `book`; any other word is a bug. */
enum standing_level standing_level_of(const char *word);

/* What counts. Lists are blank-separated codes, never NULL; "" is no condition. */
struct measure {
	enum standing_level level;
	const char *categories; /* an entry counts that is of one of these … */
	const char *rules;      /* … or by one of these */
	const char *roles;      /* and by somebody of one of these roles, as it was when scored */
	const char *spotless;   /* categories whose deductions are told in `blemish` */
	bool silent;            /* at the level member too those without an entry */
};

/* Hundredths. Texts belong to the rolls of `struct standings`. */
struct standing {
	const struct roll_line *household; /* NULL at the level book */
	const struct roll_line *member;    /* NULL at other levels than member */
	int64_t score;
	int64_t earned;
	int64_t deducted; /* positive */
	int64_t points;   /* what the same entries did to the balance, redeeming left aside */
	int64_t hours;
	int64_t events;
	int64_t blemish; /* deducted in the categories that were to be spotless, positive */
	int64_t veto;    /* seq of a veto in force in the period, 0: none */
};

/*
 * Of one book. At the level household every household of the roster is there; at member everybody with an entry, or
 * with `silent` everybody; at book there is one, of the active households together.
 */
struct standings {
	const struct book *book;
	struct roll households;
	struct roll members;
	struct map vetoes;
	struct map index;
	struct standing *all;
	size_t n, room;
};

int standings_read(struct ledger *l, const struct rulebook *rules, const struct book *book, const struct period *p,
		   const struct measure *m, struct standings *out);
void standings_free(struct standings *s);

/* The first month of the period that is not closed in the book; "" when all are. */
int standings_open_month(struct ledger *l, const struct book *book, const struct period *p,
			 char month[static MONTH_SIZE]);

/* Whether the quantity of a rule with this unit is hours. */
bool unit_is_hours(const char *unit);

/* The hours that were granted for an event by its rule; false when the rule is not one of hours. */
bool standing_hours(const struct rule *rule, const struct entry *e, int64_t *hours);

/* Whether something of a category and by a rule counts where lists of both are given: it is in one of them, or both are
 * "". */
bool standing_counts(const char *categories, const char *rules, const char *category, const char *rule);

#endif
