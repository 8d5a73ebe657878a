/*
 * A cell that was not given: never 0.
 */
#ifndef PTS_DOMAIN_BLANK_H
#define PTS_DOMAIN_BLANK_H

#include <stdint.h>

#define BLANK INT64_MIN

#endif
