/* pts-review: approve or reject claims */
#include <string.h>

#include "base/lang.h"
#include "job/event/event.h"
#include "tool.h"

static int run_list(struct tool *t)
{
	const char *state = tool_opt(t, "state");
	int rc = tool_no_operands(t);

	if (rc)
		return rc;
	if (state && strcmp(state, "pending") != 0 && strcmp(state, "approved") != 0 && strcmp(state, "rejected") != 0)
		return tool_usage(t, _("--state takes `pending`, `approved` or `rejected`: `%s`"), state);
	return job_review_list(&t->job, state);
}

static int run_approve(struct tool *t)
{
	return job_review_decide(&t->job, false, tool_flag(t, "partial"));
}

static int run_reject(struct tool *t)
{
	if (!t->job.message || !*t->job.message)
		return tool_usage(t, _("a rejection needs its reason: -m TEXT"));
	return job_review_decide(&t->job, true, tool_flag(t, "partial"));
}

static const struct verb verbs[] = {
	{"list", "book ledger format output excel header verbose state",
	 "[-d LEDGER] [-b BOOK] [--state STATE] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--verbose]", run_list},
	{"approve", "book ledger format output actor dry-run excel header encoding verbose partial",
	 "[-d LEDGER] [-b BOOK] [--partial] [--dry-run] [--actor NAME] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--encoding NAME] [--verbose] "
	 "[CLAIM ...|-]",
	 run_approve},
	{"reject", "book ledger format output message actor dry-run excel header encoding verbose partial",
	 "-m TEXT [-d LEDGER] [-b BOOK] [--partial] [--dry-run] [--actor NAME] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--encoding NAME] "
	 "[--verbose] [CLAIM ...|-]",
	 run_reject},
	{0},
};

static const struct tool_def def = {
	.name = "pts-review",
	.purpose = N_("Approve or reject claims, events that wait for review."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
