/* pts-honor: candidates, awards, certificates */
#include <string.h>

#include "base/lang.h"
#include "job/honor/honor.h"
#include "tool.h"

static int needs_period(struct tool *t)
{
	return t->job.period ? 0 : tool_usage(t, _("for which period? Give -p PERIOD"));
}

static int run_propose(struct tool *t)
{
	int rc = needs_period(t);

	return rc ? rc : job_honor_propose(&t->job, tool_opt(t, "honor"));
}

static int run_award(struct tool *t)
{
	int rc = needs_period(t);

	return rc ? rc : job_honor_award(&t->job);
}

static int run_revoke(struct tool *t)
{
	const char *address = tool_operand(t, "ADDRESS");

	if (!address)
		return EX_USAGE;
	if (!t->job.message || !*t->job.message)
		return tool_usage(t, _("revoking needs its reason: -m TEXT"));
	return job_honor_revoke(&t->job, address);
}

static int run_list(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_honor_list(&t->job, tool_opt(t, "honor"), strcmp(t->format, "html") == 0);
}

/* Only what was awarded can be printed as certificates. */
static const char *verb_formats(const struct verb *v)
{
	return strcmp(v->name, "list") == 0 ? NULL : "csv tsv table";
}

static const struct verb verbs[] = {
	{"propose", "period honor book ledger format output excel header encoding verbose",
	 "-p PERIOD [--honor HONOR] [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--encoding "
	 "NAME] [--verbose] [FILE|-]...",
	 run_propose},
	{"award", "period book ledger format output actor dry-run excel header encoding verbose",
	 "-p PERIOD [-b BOOK] [-d LEDGER] [--dry-run] [--actor NAME] [-f FORMAT] [-o FILE] [--excel] [--header LANG] "
	 "[--encoding NAME] [--verbose] [FILE|-]...",
	 run_award},
	{"revoke", "ledger message actor dry-run verbose",
	 "-m TEXT [-d LEDGER] [--dry-run] [--actor NAME] [--verbose] ADDRESS", run_revoke},
	{"list", "period honor book ledger format output excel header",
	 "[-p PERIOD] [--honor HONOR] [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]", run_list},
	{0},
};

static const struct tool_def def = {
	.name = "pts-honor",
	.purpose = N_("Propose, award and print honours."),
	.formats = "csv tsv table html",
	.verb_formats = verb_formats,
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
