/* pts-notice: a stream as a sheet for the board */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "job/notice.h"
#include "tool.h"

enum { TITLE_MAX = 100 };

static int render(struct tool *t)
{
	const char *title = tool_opt(t, "title");
	struct notice_request r = {.format = t->format, .mask = tool_opt(t, "mask")};
	enum text_fault fault;
	char *clean;
	int rc;

	if (r.mask && !notice_mask_known(r.mask))
		return tool_usage(t, _("--mask takes `name`, `surname`, `code` or `none`: `%s`"), r.mask);
	rc = tool_stream(t, &r.path);
	if (rc)
		return rc;
	clean = title ? text_clean(title, strlen(title), &fault) : NULL;
	r.title = clean;
	if (title && (!clean || !*clean || text_length(clean) > TITLE_MAX))
		rc = tool_usage(t, _("--title takes 1 to %d characters of plain text"), TITLE_MAX);
	else
		rc = job_notice_render(&t->job, &r);
	free(clean);
	return rc;
}

static const struct verb verbs[] = {
	{"render", "format output title mask ledger book encoding verbose",
	 "[-f text|html|wechat] [-o FILE] [--title TEXT] [--mask name|surname|code|none] [-b BOOK] [-d LEDGER] "
	 "[--encoding NAME] [--verbose] [FILE|-]",
	 render},
	{0},
};

static const struct tool_def def = {
	.name = "pts-notice",
	.purpose = N_("Make public notices of CSV streams."),
	.formats = "text html wechat",
	.verbs = verbs,
	.default_verb = "render",
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
