/*
 * What goods on a shelf cost (成本): the weighted average, worked out here and nowhere else.
 *
 * A shelf is a number of pieces and what all of them cost. What comes in adds both. What goes out takes along
 *     value × pieces taken ÷ pieces there,
 * rounded to the fen half away from zero; the last pieces take all that is left, so that an empty shelf is worth
 * nothing and no fen is lost.
 */
#ifndef PTS_DOMAIN_COST_H
#define PTS_DOMAIN_COST_H

#include <stdbool.h>
#include <stdint.h>

/* The cost (fen) of `taken` of `quantity` pieces (hundredths) worth `value` fen. A shelf without pieces costs 0. False
 * on overflow. */
bool cost_of(int64_t quantity, int64_t value, int64_t taken, int64_t *cost);

#endif
