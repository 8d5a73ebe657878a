/* pts-notice: sheets for the board, drafted, issued, shown again, verified */
#include <string.h>

#include "base/lang.h"
#include "job/notice/notice.h"
#include "tool.h"

#define SHEET_OPTIONS "format output title mask kind split template period count ledger book encoding verbose"
#define SHEET_SYNOPSIS                                                                                                 \
	"[-f text|html|wechat|csv] [-o FILE] [--kind KIND] [-p PERIOD] [-n N] [--split COLUMN] [--template FILE] "     \
	"[--title TEXT] [--mask name|surname|code|none] "

/* What render and issue share. */
static int read_request(struct tool *t, struct notice_request *r)
{
	int rc;

	*r = (struct notice_request){.format = t->format,
				     .mask = tool_opt(t, "mask"),
				     .kind = tool_opt(t, "kind"),
				     .title = tool_opt(t, "title"),
				     .split = tool_opt(t, "split"),
				     .template = tool_opt(t, "template")};
	rc = tool_stream(t, &r->path);
	if (rc == 0)
		rc = tool_count(t, "count", 0, &r->count);
	if (rc)
		return rc;
	if (r->kind && t->noperands == 0)
		r->path = NULL;
	if (!r->path && !t->job.period)
		return tool_usage(t, _("rows made from the ledger are of a period: give it by -p"));
	if (r->count && (r->path || !r->kind || strcmp(r->kind, "ranking") != 0))
		return tool_usage(
			t, _("-n goes with --kind ranking made from the ledger; a stream is cut by pts-rank -n"));
	return 0;
}

static int render(struct tool *t)
{
	struct notice_request r;
	int rc = read_request(t, &r);

	return rc ? rc : job_notice_render(&t->job, &r);
}

static int issue(struct tool *t)
{
	struct notice_issue_request r = {.corrects = tool_opt(t, "corrects")};
	int rc = read_request(t, &r.sheet);

	if (rc == 0)
		rc = tool_count(t, "days", 0, &r.days);
	if (rc == 0 && r.days > 366)
		rc = tool_usage(t, _("--days takes at most 366"));
	if (rc == 0)
		rc = job_notice_issue(&t->job, &r);
	return rc;
}

static int list(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_notice_list(&t->job);
}

static int show(struct tool *t)
{
	if (t->noperands == 0)
		return tool_usage(t, _("give one operand: %s"), "NUMBER");
	return job_notice_show(&t->job, t->format);
}

static int verify(struct tool *t)
{
	const char *what = tool_operand(t, "FILE|NUMBER");

	return what ? job_notice_verify(&t->job, what, tool_opt(t, "digest")) : EX_USAGE;
}

static const char *verb_formats(const struct verb *v)
{
	return strcmp(v->name, "list") == 0 ? "csv tsv table" : NULL;
}

static const struct verb verbs[] = {
	{"render", SHEET_OPTIONS, SHEET_SYNOPSIS "[-b BOOK] [-d LEDGER] [--encoding NAME] [--verbose] [FILE|-]",
	 render},
	{"issue", SHEET_OPTIONS " key days corrects message actor dry-run",
	 "[--days N] [--corrects NUMBER] " SHEET_SYNOPSIS "[-k COLUMNS] [-m TEXT] [-b BOOK] [-d LEDGER] [--actor NAME] "
	 "[--encoding NAME] [--dry-run] [--verbose] [FILE|-]",
	 issue},
	{"list", "format output period ledger book excel header verbose",
	 "[-p PERIOD] [-b BOOK] [-f csv|tsv|table] [-o FILE] [--excel] [--header en|zh] [-d LEDGER] [--verbose]", list},
	{"show", "format output ledger verbose",
	 "[-f text|html|wechat|csv] [-o FILE] [-d LEDGER] [--verbose] NUMBER...", show},
	{"verify", "digest encoding ledger output verbose",
	 "[--digest HEX] [--encoding NAME] [-o FILE] [-d LEDGER] [--verbose] FILE|NUMBER|-", verify},
	{0},
};

static const struct tool_def def = {
	.name = "pts-notice",
	.purpose = N_("Make public notices, issue them, and prove what hangs on the wall."),
	.formats = "text html wechat csv",
	.verb_formats = verb_formats,
	.verbs = verbs,
	.default_verb = "render",
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
