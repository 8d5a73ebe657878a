/*
 * Settings as they were: figures are worked out under those of their time.
 */
#ifndef PTS_LEDGER_SCHEME_SETTING_HISTORY_H
#define PTS_LEDGER_SCHEME_SETTING_HISTORY_H

#include "ledger/core/core.h"

/* The value in force for a book when its entry `seq` was posted; `out` of 64 bytes. */
int past_setting(struct ledger *l, int64_t book, const char *key, int64_t seq, char out[static 64]);

/* The seq of the next entry that changed it: what past_setting found holds for the entries before that one. INT64_MAX: all. */
int past_change(struct ledger *l, int64_t book, const char *key, int64_t seq, int64_t *next);

/* Has the book ever had an expiry other than never? */
int past_had_expiry(struct ledger *l, const struct book *book, bool *out);

/*
 * Notes the rows of the settings that are now in force in a book, where they differ from what was noted last, as valid
 * from entry `seq` on. So the rows of any time can be put together again and have the digest that their entry holds.
 */
int settings_remember(struct ledger *l, const struct book *book, int64_t seq);

#endif
