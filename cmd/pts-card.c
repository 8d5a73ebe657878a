/* pts-card: one household's statement */
#include <string.h>

#include "base/lang.h"
#include "job/card/card.h"
#include "tool.h"

/* The form asked for; false after a usage error. */
static bool form_of(struct tool *t, enum card_form *form)
{
	const char *format = t->format;

	*form = strcmp(format, "text") == 0 ? CARD_TEXT : strcmp(format, "html") == 0 ? CARD_HTML : CARD_ROWS;
	if (tool_flag(t, "fold")) {
		if (tool_opt(t, "format") && *form != CARD_HTML) {
			tool_usage(t, _("--fold is a form of -f html"));
			return false;
		}
		*form = CARD_FOLD;
	}
	if (*form == CARD_TEXT) {
		t->job.print.format = PRINT_TABLE;
		t->job.print.header_zh = strcmp(lang_get(), "zh") == 0;
	}
	return true;
}

static int certificate(struct tool *t, enum card_form form)
{
	int rc = tool_no_operands(t);

	if (rc == 0 && form == CARD_FOLD)
		rc = tool_usage(t, _("a certificate is not folded"));
	return rc ? rc : job_certificate(&t->job, tool_opt(t, "certificate"), form);
}

static int run(struct tool *t)
{
	struct card_request r = {.group = tool_opt(t, "group")};

	if (!form_of(t, &r.form))
		return EX_USAGE;
	if ((r.group != NULL) + tool_flag(t, "certificate") + tool_flag(t, "everything") > 1 &&
	    !tool_flag(t, "everything"))
		return tool_usage(t, _("--group and --certificate exclude each other"));
	if (tool_flag(t, "certificate"))
		return tool_flag(t, "everything")
			       ? tool_usage(t, _("--certificate and --everything exclude each other"))
			       : certificate(t, r.form);
	if (t->job.period)
		return tool_usage(t, _("-p is for a certificate: a card tells all"));
	if (r.group && t->noperands)
		return tool_usage(t, _("a group or a household, not both: `%s`"), t->operands[0]);
	if (!r.group) {
		const char *operand = tool_operand(t, _("HOUSEHOLD, or - for a stream that names them"));
		if (!operand)
			return EX_USAGE;
		if (strcmp(operand, "-") == 0)
			r.stream = operand;
		else
			r.household = operand;
	}
	if (!tool_flag(t, "everything"))
		return job_card(&t->job, &r);
	if (r.form == CARD_HTML || r.form == CARD_FOLD)
		return tool_usage(t, _("--everything is printed as text, csv or tsv"));
	return job_everything(&t->job, &r);
}

static const struct verb verbs[] = {
	{NULL, "book ledger format output excel header encoding verbose fold group everything certificate period",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--encoding NAME] [--verbose] [--fold] "
	 "HOUSEHOLD|-",
	 run},
	/* Further forms: the first entry works them all, these are for the synopsis. */
	{NULL, "", "--group GROUP [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--fold]", run},
	{NULL, "",
	 "--everything [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--encoding NAME] "
	 "HOUSEHOLD|-",
	 run},
	{NULL, "",
	 "--certificate MEMBER [-p PERIOD] [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]", run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-card",
	.purpose = N_("Show every entry of a household with its running balance."),
	.formats = "text html csv tsv",
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
