/*
 * The one dictionary of column names of all streams (pts-csv(5)).
 */
#ifndef PTS_JOB_INTAKE_COLUMNS_H
#define PTS_JOB_INTAKE_COLUMNS_H

#include "stream/column.h"

/* Ends with a NULL name. */
extern const struct column columns[];

#endif
