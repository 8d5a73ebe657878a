/* pts-grade: credit and star grades of a period */
#include "base/lang.h"
#include "job/grade/grade.h"
#include "tool.h"

static int no_operands(struct tool *t, bool needs_period)
{
	int rc = tool_no_operands(t);

	if (rc == 0 && needs_period && !t->job.period)
		rc = tool_usage(t, _("whose figures? Give the period: -p PERIOD"));
	return rc;
}

static int run_run(struct tool *t)
{
	int rc = no_operands(t, true);

	return rc ? rc : job_grade_run(&t->job, tool_opt(t, "scale"));
}

static int run_list(struct tool *t)
{
	int rc = no_operands(t, false);

	return rc ? rc : job_grade_list(&t->job, tool_opt(t, "scale"), tool_flag(t, "bank"));
}

static int run_share(struct tool *t)
{
	int rc = no_operands(t, true);

	return rc ? rc : job_grade_share(&t->job, tool_opt(t, "scale"));
}

static const struct verb verbs[] = {
	{"run", "period scale book ledger format output actor dry-run excel header verbose",
	 "-p PERIOD [--scale SCALE] [-b BOOK] [-d LEDGER] [--dry-run] [--actor NAME] [-f FORMAT] [-o FILE] [--excel] "
	 "[--header LANG] [--verbose]",
	 run_run},
	{"list", "period scale bank book ledger format output excel header",
	 "[-p PERIOD] [--scale SCALE] [--bank] [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]",
	 run_list},
	{"share", "period scale book ledger format output excel header",
	 "-p PERIOD [--scale SCALE] [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]", run_share},
	{0},
};

static const struct tool_def def = {
	.name = "pts-grade",
	.purpose = N_("Grade households and members by their figures of a period."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
