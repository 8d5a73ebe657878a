/*
 * The words on a report's page, in the language of the scheme.
 */
#ifndef PTS_JOB_REPORT_WORDS_H
#define PTS_JOB_REPORT_WORDS_H

#include <stdbool.h>

#include "job/report/internal.h"

enum report_word {
	WORD_REPORT,
	WORD_EVERYTHING, /* no period was named */
	WORD_PARTICIPATION,
	WORD_BY_CATEGORY,
	WORD_CATEGORY,
	WORD_EVENTS,
	WORD_EARNED,
	WORD_DEDUCTED,
	WORD_REDEEMED,
	WORD_RATE_BY_MONTH,
	WORD_EARNED_BY_MONTH,
	WORD_MONTH,
	WORD_GOODS,
	WORD_ITEM,
	WORD_PIECES,
	WORD_POINTS,
	WORD_VALUE,
	WORD_RATE_BY_VILLAGE,
	WORD_VILLAGE,
	WORD_VILLAGE_BY_MONTH,
	WORD_VILLAGE_BY_CATEGORY,
	REPORT_WORDS
};

const char *report_word(enum report_word w, bool zh);

/* What a figure is called. */
const char *report_figure_title(enum report_figure f, bool zh);

/* A title, or the code of what has none; or a dash for what has not even a code. */
const char *report_title(const char *title, const char *code);

#endif
