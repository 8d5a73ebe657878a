/*
 * Rhythms (评分周期): how often a rule is to be rated, and the windows that follow from it.
 */
#ifndef PTS_DOMAIN_RHYTHM_H
#define PTS_DOMAIN_RHYTHM_H

#include "domain/period.h"

/* Whole months of one year; `text` is a period that period_parse() reads. */
struct rhythm_window {
	day_t first;
	day_t last;
	char text[WINDOW_SIZE]; /* 2025-07, 2025-07..2025-08, 2025Q3, 2025H2, 2025 */
};

/* The window of `rhythm` (month|two-months|quarter|half|year) that a day lies in. An unknown word is a bug. */
void rhythm_window(day_t d, const char *rhythm, struct rhythm_window *out);

#endif
