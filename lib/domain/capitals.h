/*
 * Money in words, as Chinese vouchers want it (人民币大写): 1,234.50 is 壹仟贰佰叁拾肆元伍角.
 */
#ifndef PTS_DOMAIN_CAPITALS_H
#define PTS_DOMAIN_CAPITALS_H

#include <stdint.h>

#include "base/buf.h"

/* Appends the words for an amount of fen; below 0 they begin with 负. */
void capitals(int64_t fen, struct buf *b);

#endif
