/* The sheets of issued notices again. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "job/notice/record.h"

static int load_sheet(struct ledger *l, const char *typed, struct sheet *s)
{
	char *number = text_fold(xstrdup(typed));
	struct notice n;
	int rc = notice_get(l, number, &n);

	if (rc == 0)
		rc = notice_stored_sheet(l, &n, s, NULL);
	free(number);
	return rc;
}

int job_notice_show(struct job *job, const char *format)
{
	struct sheet *sheets = NULL;
	struct ledger *l;
	size_t n = 0;
	int rc = ledger_open(&l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(l);
	for (size_t i = 0; rc == 0 && job->files[i]; i++) {
		sheets = xrealloc(sheets, n + 1, sizeof *sheets);
		sheets[n] = (struct sheet){0};
		rc = load_sheet(l, job->files[i], &sheets[n++]);
	}
	ledger_read_end(l);
	if (rc == 0)
		sheet_print(job->out, format, sheets, n);
	for (size_t i = 0; i < n; i++)
		sheet_free(&sheets[i]);
	free(sheets);
	ledger_close(l);
	return rc;
}
