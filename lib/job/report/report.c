#include "job/report/report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/report/internal.h"

/* Several ledgers may have books of one code: then the file's name stands before it. */
static bool is_shared(const struct report *r, size_t i)
{
	for (size_t k = 0; k < r->n; k++)
		if (r->books[k].ledger != r->books[i].ledger && strcmp(r->books[k].code, r->books[i].code) == 0)
			return true;
	return false;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Two files of one name in different folders are told apart by all of their paths. */
static const char *ledger_name(const char *const *files, size_t i)
{
	for (size_t k = 0; files[k]; k++)
		if (k != i && strcmp(base_name(files[k]), base_name(files[i])) == 0)
			return files[i];
	return base_name(files[i]);
}

static void tell_apart(const struct job *job, struct report *r)
{
	bool *shared = xcalloc(r->n + 1, sizeof *shared);

	for (size_t i = 0; i < r->n; i++)
		shared[i] = is_shared(r, i);
	for (size_t i = 0; i < r->n; i++) {
		char *code = r->books[i].code;
		if (!shared[i])
			continue;
		r->books[i].code = xasprintf("%s:%s", ledger_name(job->files, r->books[i].ledger), code);
		free(code);
	}
	free(shared);
}

/* What is read of the ledgers beside the figures. */
struct report_reading {
	struct report *report, *against; /* `against` may be NULL */
	bool zh;
	char *name; /* of the scheme of the first; NULL before */
};

static int report_read_ledger(struct job *job, const char *path, struct report_reading *x)
{
	struct ledger *l;
	int rc = ledger_open(&l, path, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(l);
	if (rc == 0) {
		rc = report_collect(l, job, x->report);
		if (rc == 0 && x->against)
			rc = report_collect(l, job, x->against);
		if (!x->name) {
			x->zh = strcmp(setting_get(l, 0, "lang"), "zh") == 0;
			x->name = xstrdup(setting_get(l, 0, "name"));
		}
		ledger_read_end(l);
	}
	ledger_close(l);
	return rc;
}

/* A ledger named twice would be counted twice. */
static int check_files(struct job *job)
{
	struct stat a, b;

	for (const char *const *f = job->files; *f; f++)
		for (const char *const *g = job->files; g < f; g++)
			if (stat(*f, &a) == 0 && stat(*g, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
				return diag_error(job->diag, EX_USAGE, _("%s and %s are the same ledger"), *g, *f);
	return 0;
}

static int report_read_all(struct job *job, struct report_reading *x)
{
	const char *const *files = job->files;
	int rc = *files ? check_files(job) : report_read_ledger(job, job->ledger, x);

	for (; *files && rc == 0; files++)
		rc = report_read_ledger(job, *files, x);
	if (rc == 0)
		rc = report_total(x->report, job->diag);
	if (rc == 0 && x->against)
		rc = report_total(x->against, job->diag);
	if (rc == 0) {
		tell_apart(job, x->report);
		if (x->against)
			tell_apart(job, x->against);
	}
	return rc;
}

/* The title given, else the name of the scheme; many ledgers have no name in common. */
static void print_page(struct job *job, const struct report_request *request, const struct report_reading *x)
{
	bool several = job->files[0] && job->files[1];
	const char *title = request->title ? request->title : several ? "" : x->name;

	report_html(job->out, x->report, x->against, &(struct report_page){x->zh, title});
}

int job_report(struct job *job, const struct report_request *request)
{
	struct report r = {.books = NULL}, against = {.books = NULL};
	struct report_reading x = {&r, request->against ? &against : NULL, false, NULL};
	int rc = job->period ? job_period(job, job->period, &r.period) : 0;

	if (rc == 0 && x.against)
		rc = job_period(job, request->against, &against.period);
	if (rc == 0)
		rc = report_read_all(job, &x);
	if (rc == 0 && request->html)
		print_page(job, request, &x);
	else if (rc == 0)
		rc = report_print(job, &r, x.against);
	report_free(&r);
	report_free(&against);
	free(x.name);
	return rc;
}
