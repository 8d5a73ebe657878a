/*
 * Whose figures the rows of an issued sheet show, and what they release: said once, for issuing and for pts-check.
 */
#ifndef PTS_JOB_NOTICE_ABOUT_H
#define PTS_JOB_NOTICE_ABOUT_H

#include "job/sheet/sheet.h"
#include "ledger/records/notices.h"

/*
 * Fills in household and entry of a row as the sheet shows them, of the notice's book. Rows of several books and lists
 * of deductions have no household; the entry of an outcome is the correcting one.
 */
int notice_about(struct ledger *l, const struct book *book, const struct sheet *s, size_t row, struct notice_row *out);

/* Does the row release something? A scores notice its household's entries of its whole months, an outcomes notice the
 * correction it lists. */
bool notice_releases_row(const struct notice *n, const struct notice_row *row, struct notice_release *out);

#endif
