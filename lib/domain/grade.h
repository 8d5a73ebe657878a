/*
 * Credit and star grades: which step of a scale a figure reaches.
 */
#ifndef PTS_DOMAIN_GRADE_H
#define PTS_DOMAIN_GRADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/blank.h"

/*
 * A step begins at `from`, that figure included, or above `above`, that figure excluded; with both BLANK it is for
 * everybody else. Figures and limits are hundredths: of a point, of an hour, of a rank, of a percent.
 */
struct grade_step {
	int64_t from;
	int64_t above;
};

/*
 * The highest step that `figure` reaches; `falling` for ranks, where less is better. A BLANK figure (nothing was rated)
 * and one that reaches no step get the step for everybody else. -1 when there is none.
 */
int grade_pick(const struct grade_step *steps, size_t n, int64_t figure, bool falling);

/* True when the step has a limit: reaching it is being graded, falling to the other is not. */
bool grade_is_earned(const struct grade_step *step);

/*
 * percent[i] becomes the share of the figures that are not better than the i-th, in hundredths of a percent, rounded
 * half away from zero: the best has 100.00. BLANK figures get BLANK and count for nothing.
 */
void grade_percentiles(const int64_t *figures, size_t n, int64_t *percent);

/* Ranks 1, 2, 2, 4 in hundredths, the highest figure first; BLANK figures get BLANK. */
void grade_ranks(const int64_t *figures, size_t n, int64_t *ranks);

#endif
